//! Electronic seals (电子印章).

use serde::Deserialize;

use super::{Fact, Moment};

/// An electronic seal.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Eseal<'a> {
    #[serde(borrow)]
    pub(crate) seal_info: Fact<SealInfo<'a>>,
    pub(crate) maker_certificate: Fact<&'a str>,
    pub(crate) signature: Fact<&'a str>,
    pub(crate) kind: Fact<SealKind>,
    pub(crate) owner: Fact<&'a str>,
    pub(crate) owner_kind: Fact<OwnerKind>,
    pub(crate) physical_seal_filed: Fact<bool>,
    pub(crate) physical_seal_filed_at: Fact<Moment>,
    pub(crate) filing: Fact<Filing>,
    pub(crate) state: Fact<SealState>,
    pub(crate) state_since: Fact<Moment>,
    pub(crate) refusals: Fact<Vec<Refusal>>,
}

/// What a seal's structure holds.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SealInfo<'a> {
    #[serde(borrow)]
    pub(crate) property: Fact<SealProperty<'a>>,
    pub(crate) picture: Fact<SealPicture<'a>>,
}

/// A seal's properties (印章属性).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SealProperty<'a> {
    #[serde(borrow)]
    pub(crate) name: Fact<&'a str>,
    pub(crate) cert_list: Fact<Vec<&'a str>>,
    pub(crate) create_date: Fact<Moment>,
    pub(crate) valid_start: Fact<Moment>,
    pub(crate) valid_end: Fact<Moment>,
}

/// A seal's picture.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SealPicture<'a> {
    #[serde(borrow)]
    pub(crate) data: Fact<&'a str>,
}

/// Kind of seal (印章种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SealKind {
    LegalName,
    NamedInternal,
    Business,
    Duty,
    PersonalName,
}

/// Kind of owner (所有者类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OwnerKind {
    Organ,
    Enterprise,
    IndividualBusiness,
    Other,
}

/// Where and when the seal was filed (备案).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Filing {
    pub(crate) at: Fact<Moment>,
}

/// State of a seal (状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SealState {
    Applied,
    Made,
    Filed,
    Active,
    Changed,
    Suspended,
    Cancelled,
    Expired,
}

/// A refusal of the seal (拒绝).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Refusal {
    pub(crate) reason: Fact<RefusalReason>,
    pub(crate) at: Fact<Moment>,
}

/// Why it was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum RefusalReason {
    ElectronicForm,
    SealInvalid,
    LawExcludes,
    Other,
}

impl SealState {
    /// The word that facts and reports use.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Made => "made",
            Self::Filed => "filed",
            Self::Active => "active",
            Self::Changed => "changed",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }
}
