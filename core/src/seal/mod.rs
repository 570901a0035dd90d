//! Seals and seal signatures: facts first, judgement second.
//!
//! ```text
//! bytes ─ document ─▶ facts ─ judge(facts, policy, time) ─▶ verdict
//! ```
//!
//! The legal side takes the report on it as a fact: `acceptance` with `validity`, `lifecycle` with `making` and `provision`,
//! and `reliability` with `message` for signatures.

pub(crate) mod acceptance;
mod checks;
mod document;
mod eseal;
mod examine;
pub(crate) mod facts;
mod inspect;
mod judge;
mod later;
mod layout;
pub(crate) mod lifecycle;
pub(crate) mod making;
pub(crate) mod message;
mod package;
mod picture;
pub(crate) mod provision;
mod reader;
pub(crate) mod reliability;
pub(crate) mod rule;
mod signature;
mod signed_data;
mod stamp;
mod status_file;
mod stored;
pub(crate) mod validity;
mod verdict;

pub use checks::{CHECKS, Check, Failure};
pub use facts::{
    Answer, DataHash, DeclaredType, ExtensionFacts, Facts, IntegrityFacts, Kind, ListMatch, NamedMethod,
    PackageFacts, PictureFacts, ReferenceFacts, SealFacts, SealFileFacts, SignatureFacts, ValueFacts,
    Verified,
};
pub use inspect::{Part, inspect};
pub use judge::judge;
pub use layout::Layout;
pub use package::{PACKAGE_CHECKS, PackageCheck};
pub use picture::pictures;
pub use stamp::{Area, PageFacts, StampAnnotationFacts, StampFacts};
pub use status_file::STATUS_SCHEMA;
pub use verdict::{SignatureVerdict, TimeSource, Verdict};

pub use crate::policy::Policy;

pub use crate::evidence::Flaw;
pub use crate::evidence::algorithm::{DigestMethod, KeyKind};
pub use crate::evidence::path::{PathFacts, PathFault, PathFaultKind};
pub use crate::evidence::status::{StatusFacts, StatusSource, StatusWord};
pub use crate::evidence::time::{Moment, Zone};
pub use crate::evidence::timestamp::TimestampFacts;
pub use crate::evidence::x509::CertificateFacts;

pub(crate) use document::{ofd, recognise, value};
