//! No extension is critical; who does not know a critical one must not pass over it in silence.
//!
//! *Basis*: GB/T 38540-2020 (extDatas).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "extensions",
    question: Text {
        zh: "是否没有未知的关键扩展？", en: "Is there no unknown critical extension?"
    },
    basis: "GB/T 38540-2020 (extDatas)",
    level: Level::Warn,
    failures: &[&CRITICAL],
    run,
};

static CRITICAL: Failure = Failure::open("signature.critical_extension", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    let of_seal = case.signature.seal.iter().flat_map(|seal| &seal.extensions);
    let mut critical = case.signature.extensions.iter().chain(of_seal).filter(|one| one.critical).peekable();
    if case.signature.seal.is_none() {
        Found::not_applicable()
    } else if critical.peek().is_some() {
        Found::not_met(&CRITICAL, super::list(critical.map(|one| (one.id.as_str(), ""))))
    } else {
        Found::met()
    }
}
