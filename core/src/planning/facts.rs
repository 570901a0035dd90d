//! What a project says.

use serde::Deserialize;

use crate::record::{Agency, Fact, Funding, LegalBasis, Moment};

/// A project.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Project<'a> {
    #[serde(borrow)]
    pub(super) body: Agency<'a>,
    pub(super) proposed_at: Fact<Moment>,
    pub(super) kind: Fact<Kind>,
    pub(super) is_new: Fact<bool>,
    pub(super) crosses: Fact<Vec<Crossing>>,
    pub(super) funding: Fact<Funding>,
    pub(super) legal_basis: Fact<Vec<LegalBasis>>,
    pub(super) stage: Fact<Stage>,
    pub(super) data_sets: Fact<Vec<DataSet<'a>>>,
    pub(super) aggregation: Fact<Destination>,
    pub(super) channels: Fact<Vec<Channel>>,
    pub(super) standards: Fact<Vec<Standard>>,
    pub(super) budget: Fact<Budget>,
    pub(super) purchase: Fact<Purchase>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    DataPlatform,
    SharingChannel,
    OpeningChannel,
    ExchangeSystem,
    MobileApp,
    DataPurchase,
    BusinessSystem,
    Other,
}

/// What a system reaches across.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Crossing {
    Level,
    Area,
    System,
    Department,
    Business,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    Proposal,
    Construction,
    Acceptance,
    Operation,
}

/// A data set that the project makes.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DataSet<'a> {
    #[serde(borrow)]
    pub(super) entry: Fact<&'a str>,
    pub(super) aggregated: Fact<bool>,
}

/// Where data are aggregated to.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Destination {
    pub(super) target: Fact<Target>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Target {
    CityCloud,
    DistrictCloud,
    Platform,
    SubPlatform,
    Other,
}

/// A way by which data go.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Channel {
    #[serde(rename = "use")]
    pub(super) what_for: Fact<Use>,
    pub(super) via: Fact<Via>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Use {
    Aggregation,
    Sharing,
    Opening,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Via {
    Platform,
    SubPlatform,
    OwnSite,
    Direct,
    Other,
}

/// A standard that exists for the project's data or services.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Standard {
    pub(super) kind: Fact<StandardKind>,
    pub(super) followed: Fact<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StandardKind {
    Data,
    Service,
}

/// The money of the project.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Budget {
    pub(super) items: Fact<Vec<BudgetItem>>,
    pub(super) sharing_record: Fact<SharingRecord>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum BudgetItem {
    Collection,
    Aggregation,
    Governance,
    Sharing,
    Opening,
    Security,
    Other,
}

/// How the body has shared so far.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SharingRecord {
    Good,
    Poor,
}

/// A purchase of data that are not public.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Purchase {
    pub(super) for_statutory_duty: Fact<bool>,
    pub(super) need: Fact<Need>,
    pub(super) pooled_by_authority: Fact<bool>,
    pub(super) buyer: Fact<Buyer>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Need {
    City,
    DistrictSpecial,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Buyer {
    BigDataCentre,
    DistrictAuthority,
    Itself,
    Other,
}

impl Project<'_> {
    /// Whether public money pays, told by the project, else by the body.
    pub(super) fn is_publicly_funded(&self) -> Option<bool> {
        let funding = if self.funding.is_unknown() { self.body.funding } else { self.funding };
        match funding {
            Fact::Unknown => None,
            Fact::Known(Funding::City | Funding::District | Funding::Central) => Some(true),
            Fact::Known(Funding::Own) | Fact::None => Some(false),
        }
    }
}
