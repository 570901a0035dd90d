//! The signature vouches for a document that is shown: beside another signature it could otherwise lend its name to
//! a document that it knows nothing of.
//!
//! *Basis*: GB/T 33190-2016 (DocRoot, References).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "shown_document",
    question: Text {
        zh: "所显示的文档是否在签名范围之内？",
        en: "Does the signature refer to a document that is shown?",
    },
    basis: "GB/T 33190-2016 (DocRoot, References)",
    level: Level::Fail,
    failures: &[&OTHER],
    run,
};

static OTHER: Failure = Failure::failed("reference.no_shown_document", "ofd.shown_document_not_signed");

fn run(case: &Case<'_>) -> Found {
    let Some(references) = &case.signature.references else { return Found::not_applicable() };
    let mut named = references.fitting.iter().chain(&references.differing).chain(&references.not_computed);
    if case.roots.is_empty() {
        Found::not_applicable()
    } else if named.any(|file| case.roots.contains(file)) {
        Found::met()
    } else {
        Found::not_met(&OTHER, super::list(case.roots.iter().map(|root| (root.as_str(), ""))))
    }
}
