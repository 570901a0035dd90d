//! The signature can be read: its files are there, and its bytes have the form of the standard.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 a and 6.2.3 a; GB/T 38540-2020.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "format",
    question: Text { zh: "签名的格式是否正确？", en: "Is the signature well formed?" },
    basis: "GM/T 0031-2014, 6.1.2 a and 6.2.3 a; GB/T 38540-2020",
    level: Level::Fail,
    failures: &[&BROKEN, &HEADER],
    run,
};

static BROKEN: Failure = Failure::failed("signature.broken", "format_failure");
static HEADER: Failure = Failure::failed("seal.header", "format_failure");

fn run(case: &Case<'_>) -> Found {
    let facts = case.signature;
    if !facts.flaws.is_empty() {
        return Found::not_met(&BROKEN, super::list(facts.flaws.iter().map(|flaw| (&*flaw.code, &*flaw.at))));
    }
    match (&facts.layout, &facts.seal) {
        (None, _) => Found::not_met(&BROKEN, String::new()),
        (Some(layout), None) if layout.is_seal() => Found::not_met(&BROKEN, String::new()),
        (_, Some(seal)) if !seal.header_fits => Found::not_met(&HEADER, String::new()),
        _ => Found::met(),
    }
}
