//! The receipt: with what an answer was made, so that it can be made again.

use serde::Serialize;

use crate::law::{Date, OverlayName};

/// Versions and digests behind an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// The evaluation date.
    pub as_of: Date,
    /// SHA-256 of the calendar, when one was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar_sha256: Option<String>,
    /// SHA-256 of the facts as RFC 8785 canonical JSON, or of the document's bytes.
    pub facts_sha256: String,
    /// Present and `true` when values of facts stand in the report.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub include_values: bool,
    /// Version of the library.
    pub library: &'static str,
    /// The overlays that the law was read with, in the order in which they were given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub overlays: Vec<OverlayName>,
    /// The policy.
    pub policy: String,
    /// SHA-256 of the policy as RFC 8785 canonical JSON, when it was the caller's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub policy_sha256: Option<String>,
    /// The reading chosen where a text is open, when one was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reading: Option<&'static str>,
    /// Version of the rule set.
    pub rules: &'static str,
    /// SHA-256 of the rule table as canonical JSON.
    pub rules_sha256: &'static str,
    /// Verification only: the moment at which the question was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
}
