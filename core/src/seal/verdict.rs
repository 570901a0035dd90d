//! What facts come to under a policy at a moment.

use serde::Serialize;

use super::checks::Found;
use super::package::PackageFound;
use crate::evidence::time::Moment;
use crate::law::Level;
use crate::report::{Answers, Indication};

/// The verdict on a document.
pub struct Verdict {
    /// The worst of its parts; nothing when there is no signature to judge.
    pub indication: Option<Indication>,
    /// Why it is not passed.
    pub sub_indication: Option<&'static str>,
    /// Position of the signature that decides; nothing when the package does.
    pub decided_by: Option<usize>,
    /// The four questions, for the document.
    pub answers: Answers,
    /// One verdict a signature.
    pub signatures: Vec<SignatureVerdict>,
    /// Files that valid signatures cover together.
    pub covered: Vec<String>,
    /// Files that can be shown and that no valid signature covers.
    pub uncovered: Vec<String>,
    /// Files that cannot be shown and that no valid signature covers.
    pub extra: Vec<String>,
    /// The verdict on the signature of the integrity list.
    pub integrity: Option<Box<Verdict>>,
    pub(crate) package: Vec<PackageFound>,
}

/// The verdict on one signature.
pub struct SignatureVerdict {
    /// Its indication.
    pub indication: Indication,
    /// Why it is not passed.
    pub sub_indication: Option<&'static str>,
    /// The four questions, for this signature.
    pub answers: Answers,
    /// When it was signed, and who says so.
    pub signing_time: Option<(Moment, TimeSource)>,
    pub(crate) checks: Vec<Weighed>,
}

/// Who says when it was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeSource {
    /// The signer.
    Claimed,
    /// A timestamp whose authority the caller trusts.
    Timestamp,
}

/// What one check found, and how it weighs.
pub(crate) struct Weighed {
    pub(crate) name: &'static str,
    pub(crate) level: Level,
    pub(crate) found: Found,
}
