//! The checks, one a file: each asks one question of the facts of one signature, and says when it is not met what
//! that means. A check is a pure function of facts and time; how it weighs is the policy's business.

mod certificate_named;
mod data_hash;
mod declared_type;
mod digest_method;
mod earlier_signatures;
mod encoding;
mod extensions;
mod format;
mod later_additions;
mod maker_key_usage;
mod maker_period;
mod maker_revocation;
mod maker_trust;
mod paths;
mod picture;
mod property_info;
mod references;
mod riding_seal;
mod seal_algorithm;
mod seal_file;
mod seal_period;
mod seal_period_now;
mod seal_signature;
mod seal_signed_bytes;
mod seal_status;
mod shown_document;
mod signature_algorithm;
mod signature_value;
mod signer_certificate;
mod signer_key_usage;
mod signer_listed;
mod signer_path_period;
mod signer_period;
mod signer_period_now;
mod signer_revocation;
mod signer_trust;
mod signing_time;
mod stamp_pages;
mod timestamp;
mod timestamp_trust;
mod trust;
mod version;

use chrono::{DateTime, Utc};

use trust::When;

use super::facts::{Facts, Kind, PackageFacts, SignatureFacts};
use super::later::Relation;
use super::verdict::TimeSource;
use crate::evidence::path::PathFacts;
use crate::evidence::time::{Moment, Zone};
use crate::law::{Level, Text};
use crate::report::{Indication, Outcome};

/// Every check, in the order in which they are asked; of several that fail the first is the headline.
pub static CHECKS: &[&Check] = &[
    &format::CHECK,
    &signer_certificate::CHECK,
    &digest_method::CHECK,
    &references::CHECK,
    &shown_document::CHECK,
    &data_hash::CHECK,
    &signature_value::CHECK,
    &signature_algorithm::CHECK,
    &certificate_named::CHECK,
    &signer_key_usage::CHECK,
    &signer_listed::CHECK,
    &signer_period::CHECK,
    &seal_signature::CHECK,
    &seal_algorithm::CHECK,
    &maker_key_usage::CHECK,
    &seal_file::CHECK,
    &seal_period::CHECK,
    &seal_period_now::CHECK,
    &timestamp::CHECK,
    &signer_trust::CHECK,
    &maker_trust::CHECK,
    &signer_revocation::CHECK,
    &maker_revocation::CHECK,
    &seal_status::CHECK,
    &signer_period_now::CHECK,
    &signer_path_period::CHECK,
    &timestamp_trust::CHECK,
    &signing_time::CHECK,
    &maker_period::CHECK,
    &seal_signed_bytes::CHECK,
    &encoding::CHECK,
    &paths::CHECK,
    &property_info::CHECK,
    &version::CHECK,
    &declared_type::CHECK,
    &earlier_signatures::CHECK,
    &later_additions::CHECK,
    &stamp_pages::CHECK,
    &riding_seal::CHECK,
    &extensions::CHECK,
    &picture::CHECK,
];

/// One question asked of a signature.
#[derive(Debug)]
pub struct Check {
    /// Stable name.
    pub name: &'static str,
    /// What is asked.
    pub question: Text,
    /// Standard and step that it comes from.
    pub basis: &'static str,
    /// How it weighs under the policy `default`.
    pub level: Level,
    /// The ways in which it can fail.
    pub failures: &'static [&'static Failure],
    pub(crate) run: fn(&Case<'_>) -> Found,
}

/// One way in which a check fails.
#[derive(Debug, PartialEq, Eq)]
pub struct Failure {
    /// Stable code.
    pub code: &'static str,
    /// What it makes of the signature where the policy lets the check decide.
    pub indication: Indication,
    /// Why, in the words of ETSI EN 319 102-1 where one fits.
    pub sub_indication: &'static str,
}

impl Failure {
    /// A failure that settles the matter.
    pub(crate) const fn failed(code: &'static str, sub_indication: &'static str) -> Self {
        Self { code, indication: Indication::TotalFailed, sub_indication }
    }

    /// A failure that leaves the matter open.
    pub(crate) const fn open(code: &'static str, sub_indication: &'static str) -> Self {
        Self { code, indication: Indication::Indeterminate, sub_indication }
    }
}

/// What checks look at.
pub(crate) struct Case<'a> {
    pub(crate) kind: Kind,
    pub(crate) package: Option<&'a PackageFacts>,
    /// How it stands to the other signatures of its package.
    pub(crate) relation: Option<&'a Relation<'a>>,
    pub(crate) signature: &'a SignatureFacts,
    pub(crate) time: DateTime<Utc>,
}

impl<'a> Case<'a> {
    pub(crate) fn new(
        facts: &'a Facts,
        relation: Option<&'a Relation<'a>>,
        signature: &'a SignatureFacts,
        time: DateTime<Utc>,
    ) -> Self {
        let package = facts.package.as_ref();
        Self { kind: facts.kind, package, relation, signature, time }
    }

    /// Whether the value is a seal signature, or could not be told to be something else.
    pub(crate) fn is_seal_signature(&self) -> bool {
        self.kind != Kind::Seal && self.signature.layout.is_some_and(super::layout::Layout::is_seal)
    }

    /// When trust is asked about.
    pub(crate) fn when(&self) -> When {
        When { now: self.time, proven: self.proven_time() }
    }

    /// The path of the signer's certificate that holds best.
    pub(crate) fn signer_path(&self) -> Option<&'a PathFacts> {
        trust::best(&self.signature.signer_paths, self.when())
    }

    /// The path of the maker's certificate that holds best.
    pub(crate) fn maker_path(&self) -> Option<&'a PathFacts> {
        self.signature.seal.as_ref().and_then(|seal| trust::best(&seal.maker_paths, self.when()))
    }

    /// Whether there is a value that is over an original: of a seal signature or of SignedData.
    pub(crate) fn has_signed_value(&self) -> bool {
        self.is_seal_signature() || self.signature.layout == Some(super::layout::Layout::SignedData)
    }

    /// The moment at which a timestamp proves that the signature was there.
    pub(crate) fn proven_time(&self) -> Option<Moment> {
        timestamp::earliest(self, self.signature.timestamps.iter(), timestamp::proves)
    }

    /// When it was signed, and whether a timestamp says so. A token in the place of the time stands inside what is
    /// signed: it replaces the claim, and does not prove that the signature was there.
    pub(crate) fn signing(&self) -> Option<(Moment, TimeSource)> {
        let SignatureFacts { timestamps, time_token, .. } = self.signature;
        let stamped = timestamp::earliest(self, timestamps.iter(), timestamp::is_trusted)
            .or_else(|| timestamp::earliest(self, time_token.iter(), timestamp::is_trusted))
            .map(|time| (time, TimeSource::Timestamp));
        stamped.or(self.signature.signing_time.map(|time| (time, TimeSource::Claimed)))
    }

    /// When it was signed, as far as anybody says.
    pub(crate) fn signing_time(&self) -> Option<Moment> {
        self.signing().map(|(time, _)| time)
    }

    /// The moment of the question.
    pub(crate) fn now(&self) -> Moment {
        Moment { at: self.time, zone: Zone::Stated }
    }
}

/// What a check found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) result: Outcome,
    pub(crate) failure: Option<&'static Failure>,
    /// Names of files, codes and places; never a value of the document.
    pub(crate) detail: String,
}

impl Found {
    pub(crate) fn met() -> Self {
        Self { result: Outcome::Met, failure: None, detail: String::new() }
    }

    pub(crate) fn not_applicable() -> Self {
        Self { result: Outcome::NotApplicable, failure: None, detail: String::new() }
    }

    pub(crate) fn not_met(failure: &'static Failure, detail: String) -> Self {
        Self { result: Outcome::NotMet, failure: Some(failure), detail }
    }

    pub(crate) fn undetermined(failure: &'static Failure, detail: String) -> Self {
        Self { result: Outcome::Undetermined, failure: Some(failure), detail }
    }
}

/// Codes and places as one short text; long lists are cut, as a report is read by people.
pub(crate) fn list<'a>(items: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    const SHOWN: usize = 8;
    let mut parts: Vec<String> = Vec::new();
    let mut more = 0usize;
    for (code, at) in items {
        if parts.len() < SHOWN {
            parts.push(if at.is_empty() { code.to_owned() } else { format!("{code} {at}") });
        } else {
            more = more.saturating_add(1);
        }
    }
    if more > 0 {
        parts.push(format!("+{more}"));
    }
    parts.join(", ")
}
