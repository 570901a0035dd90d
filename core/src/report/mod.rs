//! The report: one shape for every answer (`core/schemas/report.json`).
//!
//! Fields of every type here stand in alphabetical order, so that plain serialisation yields RFC 8785 canonical JSON:
//! the same facts give the same bytes in every language. A test compares the bytes with a canonicaliser's.

mod finding;
mod listener;
mod obligation;
mod outcome;
mod receipt;
mod text;
mod verification;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

pub use finding::{Finding, Findings};
pub use listener::Reasons;
pub(crate) use listener::{Listener, Nobody, Place, Tally};
pub use obligation::{Obligation, Party};
pub use outcome::Outcome;
pub use receipt::Receipt;
pub use text::Lang;
pub use verification::{Answers, Coverage, Indication, Ternary};

use crate::Error;

/// What the caller asked about, in the caller's own words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// The caller's reference; a resident number in it is replaced by its digest.
    pub id: Option<String>,
    /// The kind of thing.
    pub kind: String,
}

/// An answer with its reasons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Verification only: is it intact, signed, trusted, covered?
    pub answers: Option<Answers>,
    /// Verification only: certificates, digests and times used.
    pub evidence: Vec<Value>,
    /// Everything that was looked at, in the order of the rule table.
    pub findings: Vec<Finding>,
    /// Verification only: the indication of ETSI EN 319 102-1.
    pub indication: Option<Indication>,
    /// What must be done next, and by whom.
    pub obligations: Vec<Obligation>,
    /// The answer.
    pub outcome: Outcome,
    /// With what the answer was made.
    pub receipt: Receipt,
    /// Name and version of this shape.
    pub schema: &'static str,
    /// Verification only: one entry a signature.
    pub signatures: Vec<Value>,
    /// Verification only: why it is not `total_passed`.
    pub sub_indication: Option<Cow<'static, str>>,
    /// What was asked about.
    pub subject: Subject,
    /// The topic.
    pub topic: Cow<'static, str>,
    /// What the topic decides.
    pub value: BTreeMap<&'static str, Value>,
}

impl Report {
    /// Name and version of the shape.
    pub const SCHEMA: &'static str = "ywtb.report/1";

    /// The JSON Schema (2020-12) of the report.
    pub const JSON_SCHEMA: &'static str = include_str!("../../schemas/report.json");

    /// The report as RFC 8785 canonical JSON.
    ///
    /// # Errors
    /// `internal`, should a value not be serialisable; none of ours is.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::internal("the report could not be written"))
    }

    /// The report in words, in Chinese or English.
    pub fn to_text(&self, lang: Lang) -> String {
        text::write(self, lang)
    }
}
