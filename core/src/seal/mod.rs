//! Seals and seal signatures: facts first, judgement second.
//!
//! ```text
//! bytes ─ document ─▶ facts ─ judge(facts, policy, time) ─▶ verdict
//! ```

mod checks;
mod document;
mod eseal;
mod examine;
pub(crate) mod facts;
mod judge;
mod layout;
mod package;
mod policy;
pub(crate) mod rule;
mod signature;
mod signed_data;
mod stored;
mod verdict;

pub use checks::{CHECKS, Check, Failure};
pub use facts::{
    Answer, DataHash, DeclaredType, ExtensionFacts, Facts, Kind, ListMatch, NamedMethod, PackageFacts,
    PictureFacts, ReferenceFacts, SealFacts, SealFileFacts, SignatureFacts, ValueFacts, Verified,
};
pub use judge::judge;
pub use layout::Layout;
pub use package::{PACKAGE_CHECKS, PackageCheck};
pub use policy::Policy;
pub use verdict::{SignatureVerdict, TimeSource, Verdict};

pub use crate::evidence::Flaw;
pub use crate::evidence::algorithm::{DigestMethod, KeyKind};
pub use crate::evidence::path::{PathFacts, PathFault, PathFaultKind};
pub use crate::evidence::time::{Moment, Zone};
pub use crate::evidence::timestamp::TimestampFacts;
pub use crate::evidence::x509::CertificateFacts;

pub(crate) use document::{ofd, recognise, value};
