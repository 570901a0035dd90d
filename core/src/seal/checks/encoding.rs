//! Values, texts and times are written as the standards prescribe.
//!
//! *Basis*: GM/T 0031-2014 (DER); GM/T 0009-2012; ITU-T X.690, 10.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "encoding",
    question: Text { zh: "编码是否符合标准？", en: "Is everything encoded as prescribed?" },
    basis: "GM/T 0031-2014 (DER); GM/T 0009-2012; ITU-T X.690, 10",
    level: Level::Warn,
    failures: &[&UNUSUAL],
    run,
};

static UNUSUAL: Failure = Failure::open("signature.encoding", "sig_constraints_failure");

/// Not DER either, but what every writer of extensions does; it is named and not held against the document.
const CUSTOM: &str = "der.default_encoded";

fn run(case: &Case<'_>) -> Found {
    let notes = || case.signature.notes.iter().filter(|note| !note.code.starts_with("path."));
    let detail = super::list(notes().map(|note| (&*note.code, &*note.at)));
    if case.signature.layout.is_none() {
        Found::not_applicable()
    } else if notes().all(|note| note.code == CUSTOM) {
        Found { detail, ..Found::met() }
    } else {
        Found::not_met(&UNUSUAL, detail)
    }
}
