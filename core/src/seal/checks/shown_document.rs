//! The signature vouches for a document that is shown, and nobody else can choose another: beside another signature it
//! could otherwise lend its name to a document that it knows nothing of, or knows as an attachment.
//!
//! *Basis*: GB/T 33190-2016 (DocRoot, References).

use std::collections::BTreeSet;

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "shown_document",
    question: Text {
        zh: "签名所指的文档是否就是所显示的文档？",
        en: "Is the document that the signature refers to the one that is shown?",
    },
    basis: "GB/T 33190-2016 (DocRoot, References)",
    level: Level::Fail,
    failures: &[&NONE, &CHOICE],
    run,
};

static NONE: Failure = Failure::failed("reference.no_shown_document", "ofd.shown_document_not_signed");
static CHOICE: Failure = Failure::open("reference.other_document", "ofd.not_covered");

fn run(case: &Case<'_>) -> Found {
    let (Some(package), Some(references)) = (case.package, &case.signature.references) else {
        return Found::not_applicable();
    };
    let named: BTreeSet<&String> =
        references.fitting.iter().chain(&references.differing).chain(&references.not_computed).collect();
    let roots = &package.effective_roots;
    let said = |file: &String| super::list([(file.as_str(), "")].into_iter());
    // Where the signature knows two documents, OFD.xml chooses between them, and must be signed with them.
    let other = package.documents.iter().find(|file| named.contains(file) && !roots.contains(file));
    match (roots.first(), other) {
        (None, _) => Found::not_applicable(),
        (Some(root), _) if !roots.iter().any(|root| named.contains(root)) => {
            Found::not_met(&NONE, said(root))
        }
        (_, Some(other)) if !package.root_file.as_ref().is_some_and(|file| named.contains(file)) => {
            Found::undetermined(&CHOICE, said(other))
        }
        _ => Found::met(),
    }
}
