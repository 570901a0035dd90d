//! What a plan to collect says.

use serde::Deserialize;

use crate::record::{Agency, Consent, Fact, LegalBasis, Moment, OneOrMany, Secrecy, Sensitivity};

/// A plan to collect data items for a purpose.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Plan<'a> {
    #[serde(borrow)]
    pub(super) body: Agency<'a>,
    pub(super) collected_at: Fact<Moment>,
    pub(super) secret_flag: Fact<Secrecy>,
    pub(super) purpose: Fact<&'a str>,
    pub(super) duty: Fact<PlanDuty>,
    pub(super) conduct: Fact<Conduct>,
    pub(super) real_estate_registration: Fact<bool>,
    pub(super) emergency: Fact<Emergency>,
    pub(super) notice: Fact<Notice>,
    pub(super) items: Fact<Vec<PlanItem<'a>>>,
}

/// The duty that the collection serves.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PlanDuty {
    pub(super) basis: Fact<Vec<LegalBasis>>,
    pub(super) covers_purpose: Fact<bool>,
}

/// How the collection is done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Conduct {
    pub(super) justified: Fact<bool>,
    pub(super) conditions_met: Fact<bool>,
    pub(super) procedure_followed: Fact<bool>,
}

/// A requirement made in an emergency.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Emergency {
    pub(super) within_duty: Fact<bool>,
    pub(super) by_statutory_procedure: Fact<bool>,
    pub(super) purpose_stated: Fact<bool>,
    pub(super) scope_stated: Fact<bool>,
    pub(super) method_stated: Fact<bool>,
    pub(super) term_stated: Fact<bool>,
    pub(super) confidential: Fact<bool>,
    pub(super) other_use: Fact<bool>,
}

/// What the persons were told.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Notice {
    pub(super) given_at: Fact<Moment>,
    pub(super) contents: Fact<Vec<Content>>,
    pub(super) exempt: Fact<Exempt>,
}

/// A point that a notice covers.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Content {
    Controller,
    Contact,
    Purpose,
    Method,
    Kinds,
    Retention,
    Rights,
}

impl Content {
    pub(super) const ALL: [Self; 7] = [
        Self::Controller,
        Self::Contact,
        Self::Purpose,
        Self::Method,
        Self::Kinds,
        Self::Retention,
        Self::Rights,
    ];
}

/// Why no notice is owed.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Exempt {
    Secrecy,
    NotRequiredByLaw,
    HindersDuty,
    Emergency,
}

/// An item to be collected.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PlanItem<'a> {
    #[serde(borrow)]
    pub(super) name: &'a str,
    pub(super) secret_flag: Fact<Secrecy>,
    pub(super) entry: Fact<&'a str>,
    pub(super) share_available: Fact<bool>,
    pub(super) necessary: Fact<bool>,
    pub(super) purpose_min_set: Fact<Vec<&'a str>>,
    pub(super) proportion: Fact<Proportion>,
    pub(super) has_subject: Fact<bool>,
    pub(super) collection_basis: Fact<Vec<LegalBasis>>,
    pub(super) necessary_for_statutory_duty: Fact<bool>,
    pub(super) consent: Fact<Consent<'a>>,
    pub(super) is_personal: Fact<bool>,
    pub(super) sensitivity: Fact<Sensitivity>,
    pub(super) under_14: Fact<bool>,
    pub(super) care: Fact<Care>,
    pub(super) source_dept: Fact<OneOrMany<&'a str>>,
    pub(super) district_collection: Fact<DistrictCollection>,
}

/// Whether detail, frequency and retention go no further than the purpose needs.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Proportion {
    pub(super) detail_fits: Fact<bool>,
    pub(super) frequency_fits: Fact<bool>,
    pub(super) retention_fits: Fact<bool>,
    pub(super) retention_basis: Fact<Vec<LegalBasis>>,
}

/// What is done for sensitive personal information.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Care {
    pub(super) specific_purpose: Fact<bool>,
    pub(super) sufficient_necessity: Fact<bool>,
    pub(super) protective_measures: Fact<bool>,
    pub(super) impact_told: Fact<bool>,
    pub(super) special_rules: Fact<bool>,
}

/// High-volume data that a district collects.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DistrictCollection {
    pub(super) data_kind: Fact<DataKind>,
    pub(super) sector_request: Fact<bool>,
    pub(super) by_district_authority: Fact<bool>,
    pub(super) stored_in: Fact<Store>,
}

/// What makes data ones that districts collect.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum DataKind {
    Video,
    Iot,
    RealTime,
    Other,
}

/// Where data are stored.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Store {
    SubPlatform,
    Platform,
    CityCloud,
    DistrictCloud,
    Other,
}

impl PlanItem<'_> {
    /// Whether the item is personal information; `None` when unknown.
    pub(super) fn personal(&self) -> Option<bool> {
        match (self.sensitivity, self.under_14, self.is_personal) {
            (Fact::Known(Sensitivity::Personal | Sensitivity::Sensitive), ..) | (_, Fact::Known(true), _) => {
                Some(true)
            }
            (.., Fact::Known(personal)) => Some(personal),
            (Fact::Known(Sensitivity::None) | Fact::None, ..) | (.., Fact::None) => Some(false),
            _ => None,
        }
    }
}
