//! Consent records (同意记录).

use serde::Deserialize;

use super::{Fact, LegalBasis, Moment};

/// A consent record with the processing that relies on it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Consent<'a> {
    #[serde(borrow)]
    pub(crate) items: Fact<Vec<&'a str>>,
    pub(crate) purpose: Fact<&'a str>,
    pub(crate) method: Fact<&'a str>,
    pub(crate) retention_until: Fact<Moment>,
    pub(crate) informed_at: Fact<Moment>,
    pub(crate) explicit: Fact<bool>,
    pub(crate) voluntary: Fact<bool>,
    pub(crate) separate: Fact<bool>,
    pub(crate) written: Fact<bool>,
    pub(crate) guardian: Fact<bool>,
    pub(crate) given_at: Fact<Moment>,
    pub(crate) withdrawn_at: Fact<Moment>,
    pub(crate) processing: Fact<Processing<'a>>,
    pub(crate) law: Fact<ConsentLaw>,
}

/// The processing that relies on the consent.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Processing<'a> {
    #[serde(borrow)]
    pub(crate) items: Fact<Vec<&'a str>>,
    pub(crate) purpose: Fact<&'a str>,
    pub(crate) method: Fact<&'a str>,
    pub(crate) at: Fact<Moment>,
}

/// What the law asks: whether it provides for the collection, and which form it wants.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ConsentLaw {
    pub(crate) collection_basis: Fact<Vec<LegalBasis>>,
    pub(crate) necessary_for_statutory_duty: Fact<bool>,
    pub(crate) requires_separate: Fact<bool>,
    pub(crate) requires_written: Fact<bool>,
    pub(crate) under_14: Fact<bool>,
}
