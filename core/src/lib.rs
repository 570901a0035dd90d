//! `ywtb` (一网通办): the Shanghai regulation on public data and one-net government service as a library.
//!
//! Two kinds of question, each answered with reasons that cite the law:
//! *may or must this be done?* ([`evaluate`]) and *is this sealed document genuine?* ([`verify`]).
//! Both end in a [`report::Report`]. Nothing here has a clock, opens a connection or reads a file: dates, times and
//! bytes are parameters, so the same facts give the same bytes everywhere and always.
//!
//! ```
//! let facts = br#"{"agency": {"kind": "utility", "utility_kind": "gas"},
//!                  "data": {"secret_flag": "none", "capacity": "public_service"}}"#;
//! let report = ywtb::evaluate("scope", facts, ywtb::date("2019-03-01")?, &Default::default())?;
//! assert_eq!(report.value["application"], "direct");
//! assert!(report.to_text(ywtb::report::Lang::En).contains("SCOPE-3"));
//! # Ok::<(), ywtb::Error>(())
//! ```
#![forbid(unsafe_code)]
// A library inside somebody else's server must not bring it down: no panic path, no silent wrap, no output of its own.
#![cfg_attr(
    not(test),
    deny(
        clippy::arithmetic_side_effects,
        clippy::dbg_macro,
        clippy::disallowed_methods,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::print_stderr,
        clippy::print_stdout,
        clippy::todo,
        clippy::unimplemented,
        clippy::unwrap_used
    )
)]
// `batch` alone asks some of what the audit and the registry can do.
#![cfg_attr(not(feature = "arrow"), allow(dead_code, unused_imports))]

pub mod archive;
pub mod audit;
#[cfg(feature = "arrow")]
pub mod batch;
pub mod certificate;
pub mod classify;
mod collection;
mod compare;
mod digest;
mod error;
mod evaluate;
mod evidence;
mod general;
pub mod ident;
mod json;
pub mod law;
mod limits;
mod opening;
mod options;
mod overlay;
mod oversight;
mod planning;
mod policy;
mod protection;
pub mod recognise;
mod record;
pub mod registry;
pub mod report;
mod rules;
mod schema;
pub mod seal;
mod service;
mod sharing;
mod topic;
mod verify;

/// The catalogue of public data, compiled from a stream.
pub mod catalogue {
    pub use crate::collection::catalogue::{Compiled, Compiler, Conflict, Earlier, Places};
}

pub use compare::{Cited, Comparison, Side, compare};
pub use error::{Detail, Error, ErrorKind};
pub use evaluate::{RECORD_SCHEMA, TOPICS, evaluate};
pub use evidence::host::{CertificateQuery, HostAnswer, SealQuery, StatusAnswers, StatusHost};
pub use evidence::trust::{Anchor, Role, TrustStore};
pub use law::date;
pub use limits::{Cancel, Limits};
pub use options::{Options, Reading};
pub use overlay::OVERLAY_SCHEMA;
pub use registry::Registry;
pub use rules::{code, codes, parameter, parameters, rule, rules, rules_json};
pub use seal::STATUS_SCHEMA;
pub use topic::Topic;
pub use verify::{
    CertificateOptions, Document, VerifyOptions, examine, judge, verify, verify_archive,
    verify_archive_files, verify_certificate, verify_many,
};

/// Version of the library.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
