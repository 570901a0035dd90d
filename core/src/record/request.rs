//! Sharing requests (共享申请).

use serde::{Deserialize, Serialize};

use super::{Agency, Entry, Fact, Moment, Scenario};

/// A sharing request with what it is judged against.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SharingRequest<'a> {
    #[serde(borrow)]
    pub(crate) requester: Agency<'a>,
    pub(crate) provider: Agency<'a>,
    /// None: the datum is in no catalogue.
    pub(crate) entry: Fact<Entry<'a>>,
    pub(crate) items: Fact<Vec<&'a str>>,
    pub(crate) duty_ref: Fact<&'a str>,
    pub(crate) service_item: Fact<&'a str>,
    pub(crate) scenario_ref: Fact<&'a str>,
    pub(crate) purpose: Fact<&'a str>,
    pub(crate) area: Fact<Vec<&'a str>>,
    pub(crate) necessary_items: Fact<Vec<&'a str>>,
    pub(crate) necessary_volume: Fact<u64>,
    pub(crate) undertakings: Fact<Vec<Undertaking>>,
    pub(crate) received_at: Fact<Moment>,
    pub(crate) reply: Fact<Reply<'a>>,
    pub(crate) use_log: Fact<Vec<UseEntry<'a>>>,
    pub(crate) scenarios: Fact<Vec<Scenario<'a>>>,
}

/// What a requester undertakes (承诺; SDR art. 39).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Undertaking {
    /// That what the request says is true (真实性).
    Truth,
    /// That the use keeps the rules (合规性).
    Compliance,
    /// That the data are kept safe (安全性).
    Security,
    /// That the use is lawful (合法性).
    Legality,
    /// That the data are needed (必要性).
    Necessity,
}

/// The responsible department's reply (答复).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reply<'a> {
    pub(crate) verdict: Fact<ReplyVerdict>,
    #[serde(borrow)]
    pub(crate) reasons: Fact<&'a str>,
    pub(crate) cut: Fact<Vec<&'a str>>,
    pub(crate) at: Fact<Moment>,
    pub(crate) extension: Fact<Extension<'a>>,
    pub(crate) conditions: Fact<Vec<Condition>>,
}

/// An extension of the reply's term (延期).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Extension<'a> {
    #[serde(borrow)]
    pub(crate) approved_by: Fact<&'a str>,
    pub(crate) days: Fact<u32>,
    pub(crate) reason: Fact<&'a str>,
    pub(crate) notified_at: Fact<Moment>,
}

/// A condition that the provider makes its consent depend on (附加条件).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Condition {
    pub(crate) in_entry: Fact<bool>,
}

/// What the responsible department decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReplyVerdict {
    /// Granted (同意).
    Granted,
    /// Granted in part (部分同意).
    Partial,
    /// Refused (不同意).
    Refused,
    /// The author was asked once for what is missing (一次性告知补正).
    AskOnce,
    /// Granted, and a new scenario registered (同意并设立新场景).
    NewScenario,
}

/// One use of data that were got by sharing (使用记录).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct UseEntry<'a> {
    pub(crate) at: Fact<Moment>,
    pub(crate) rows: Fact<u64>,
    #[serde(borrow)]
    pub(crate) purpose: Fact<&'a str>,
    pub(crate) destination: Fact<&'a str>,
    pub(crate) provider_agreed: Fact<bool>,
}
