//! What `propagate` takes: sources and steps.

use serde::Deserialize;

use super::class::Stated;

/// What [`propagate`](super::propagate) takes, from JSON.
#[derive(Debug, Clone, Deserialize)]
pub struct Lineage<'a> {
    #[serde(borrow)]
    pub(super) sources: Vec<Source<'a>>,
    #[serde(borrow)]
    pub(super) steps: Vec<Step<'a>>,
    #[serde(default)]
    pub(super) floor: Option<u64>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Source<'a> {
    pub(super) id: &'a str,
    #[serde(borrow)]
    pub(super) fields: Vec<SourceField<'a>>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct SourceField<'a> {
    pub(super) name: &'a str,
    #[serde(flatten, borrow)]
    pub(super) class: Stated<'a>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Step<'a> {
    pub(super) id: &'a str,
    #[serde(borrow)]
    pub(super) from: Vec<&'a str>,
    #[serde(flatten, borrow)]
    pub(super) op: Op<'a>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub(super) enum Op<'a> {
    Join {
        #[serde(borrow)]
        on: Vec<&'a str>,
    },
    Filter {
        #[serde(borrow)]
        by: Vec<&'a str>,
    },
    Aggregate {
        #[serde(borrow)]
        by: Vec<&'a str>,
        #[serde(borrow)]
        measures: Vec<Measure<'a>>,
        #[serde(default)]
        smallest_group: Option<u64>,
    },
    Mask {
        #[serde(borrow)]
        fields: Vec<&'a str>,
        method: Method,
    },
    Drop {
        #[serde(borrow)]
        fields: Vec<&'a str>,
    },
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Measure<'a> {
    pub(super) name: &'a str,
    #[serde(default)]
    pub(super) of: Option<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Method {
    Partial,
    Hash,
    Generalise,
    Anonymise,
    Remove,
}
