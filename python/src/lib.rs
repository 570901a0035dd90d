//! The native module `ywtb._native`: the calls of the crate `ywtb`, with Python's bytes and strings on both sides.
//!
//! It is thin on purpose. Names, types, enums and exceptions that people see are Python, in the package `ywtb`; what
//! is here turns arguments into the crate's, leaves the interpreter while the work is done, and hands back strings.
#![forbid(unsafe_code)]
// Inside somebody else's interpreter: no panic path, no silent wrap, no output of its own.
#![deny(
    clippy::arithmetic_side_effects,
    clippy::dbg_macro,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::todo,
    clippy::unimplemented,
    clippy::unwrap_used
)]

/// What one thread makes another frees when rows are told in order, for which the allocator of glibc makes threads wait.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod archive;
mod audit;
mod classify;
mod errors;
mod evaluate;
mod frames;
mod host;
mod identifiers;
mod interpreter;
mod many;
mod parquet;
mod registry;
mod report;
mod request;
mod tables;
mod trust;
mod verify;

/// The native part of `ywtb`. Use the package, not this module: names here may change in any release.
#[pyo3::pymodule(gil_used = false)]
mod _native {
    #[pymodule_export]
    use crate::archive::verify_archive;
    #[pymodule_export]
    use crate::audit::{audit, parquet_rows};
    #[pymodule_export]
    use crate::classify::{classify, kinds, propagate, recognise};
    #[pymodule_export]
    use crate::evaluate::{compare, evaluate};
    #[pymodule_export]
    use crate::frames::{Frame, audit_frame, check_frame, classify_frame, decide_frame};
    #[pymodule_export]
    use crate::identifiers::{check_identifier, schemes};
    #[pymodule_export]
    use crate::interpreter::one_interpreter;
    #[pymodule_export]
    use crate::many::verify_many;
    #[pymodule_export]
    use crate::registry::Registry;
    #[pymodule_export]
    use crate::report::Report;
    #[pymodule_export]
    use crate::tables::{certificate_checks, checks, input_bytes, rules_json, schema, topics, version};
    #[pymodule_export]
    use crate::trust::TrustStore;
    #[pymodule_export]
    use crate::verify::{examine, inspect, judge, seal_pictures, verify, verify_certificate};
}
