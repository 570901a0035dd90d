//! The digest method is named, known and strong.
//!
//! *Basis*: GB/T 33190-2016 (CheckMethod).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::NamedMethod;

pub(super) static CHECK: Check = Check {
    name: "digest_method",
    question: Text {
        zh: "摘要算法是否明确、已知且安全？",
        en: "Is the digest method named, known and strong?",
    },
    basis: "GB/T 33190-2016 (CheckMethod)",
    level: Level::Fail,
    failures: &[&UNKNOWN, &ABSENT, &WEAK],
    run,
};

static UNKNOWN: Failure = Failure::failed("reference.method_unknown", "format_failure");
static ABSENT: Failure = Failure::open("reference.method_absent", "crypto_constraints_failure");
static WEAK: Failure = Failure::open("reference.method_weak", "crypto_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match case.signature.references.as_ref().map(|references| references.method) {
        None => Found::not_applicable(),
        Some(NamedMethod::Unknown) => Found::not_met(&UNKNOWN, String::new()),
        // The standard then means MD5.
        Some(NamedMethod::Absent) => Found::undetermined(&ABSENT, String::new()),
        Some(NamedMethod::Named(method)) if !method.is_strong() => Found::undetermined(&WEAK, String::new()),
        Some(NamedMethod::Named(_)) => Found::met(),
    }
}
