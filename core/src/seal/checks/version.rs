//! The signature has the version of its seal.
//!
//! *Basis*: GB/T 38540-2020 (version).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Answer;
use crate::seal::layout::Layout;

pub(super) static CHECK: Check = Check {
    name: "version",
    question: Text {
        zh: "签章版本是否与印章一致？", en: "Has the signature the version of its seal?"
    },
    basis: "GB/T 38540-2020 (version)",
    level: Level::Warn,
    failures: &[&OTHER],
    run,
};

static OTHER: Failure = Failure::open("signature.version", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    // The first standard knows no such rule.
    match (case.signature.layout, case.signature.version_fits) {
        (Some(Layout::SesV4 | Layout::SesV5), Some(Answer::Yes)) => Found::met(),
        (Some(Layout::SesV4 | Layout::SesV5), Some(_)) => Found::not_met(&OTHER, String::new()),
        _ => Found::not_applicable(),
    }
}
