//! Application scenarios (应用场景).

use serde::Deserialize;

use super::{Fact, Moment, Term};

/// An application scenario.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Scenario<'a> {
    #[serde(borrow)]
    pub(crate) id: Fact<&'a str>,
    pub(crate) users: Fact<Vec<&'a str>>,
    pub(crate) duty: Fact<&'a str>,
    pub(crate) service_item: Fact<&'a str>,
    pub(crate) purpose: Fact<&'a str>,
    pub(crate) items: Fact<Vec<&'a str>>,
    pub(crate) area: Fact<Vec<&'a str>>,
    pub(crate) term: Fact<Term>,
    pub(crate) status: Fact<ScenarioStatus>,
    pub(crate) approved_on: Fact<Moment>,
}

/// State of a scenario (场景状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ScenarioStatus {
    Proposed,
    Approved,
    Suspended,
    Ended,
}
