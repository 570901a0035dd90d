//! Paths lead to their files as the standard resolves them, without the fallbacks of lenient readers.
//!
//! *Basis*: GB/T 33190-2016 (ST_Loc).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "paths",
    question: Text {
        zh: "路径是否按标准解析？",
        en: "Do paths lead to their files as the standard resolves them?",
    },
    basis: "GB/T 33190-2016 (ST_Loc)",
    level: Level::Warn,
    failures: &[&FALLBACK],
    run,
};

static FALLBACK: Failure = Failure::open("signature.path", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    let mut notes = case.signature.notes.iter().filter(|note| note.code.starts_with("path.")).peekable();
    if case.signature.file.is_none() {
        Found::not_applicable()
    } else if notes.peek().is_some() {
        Found::not_met(&FALLBACK, super::list(notes.map(|note| (&*note.code, &*note.at))))
    } else {
        Found::met()
    }
}
