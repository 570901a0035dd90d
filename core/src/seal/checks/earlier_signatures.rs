//! The signature leaves those before it as they were, and what it knows as a signature is still listed as one: who takes
//! an entry out of the list takes a signature away without breaking any other.
//!
//! *Basis*: GB/T 33190-2016 (Signatures, References).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::report::Outcome;
use crate::seal::later;

pub(super) static CHECK: Check = Check {
    name: "earlier_signatures",
    question: Text {
        zh: "在先的签名是否未被本签名破坏，且仍在列？",
        en: "Are earlier signatures still listed, and left as they were?",
    },
    basis: "GB/T 33190-2016 (Signatures, References)",
    level: Level::Warn,
    failures: &[&CHANGED, &NOT_LISTED],
    run,
};

static CHANGED: Failure = Failure::open("earlier.changed", "ofd.earlier_signature_broken");
static NOT_LISTED: Failure = Failure::open("earlier.not_listed", "ofd.signature_not_listed");

fn run(case: &Case<'_>) -> Found {
    let (Some(package), Some(references)) = (case.package, &case.signature.references) else {
        return Found::not_applicable();
    };
    let id = case.signature.id.as_str();
    let changed = later::earlier(case.all, case.at)
        .flat_map(|earlier| later::changed(package, case.all, earlier))
        .filter(|change| change.by == id);
    let changed = super::list(changed.map(|change| (change.file, "")));
    if !changed.is_empty() {
        return Found::not_met(&CHANGED, changed);
    }
    let is_listed = |file: &str| case.all.iter().any(|one| one.file.as_deref() == Some(file));
    let named = references.fitting.iter().chain(&references.differing).chain(&references.not_computed);
    let lost: Vec<&str> = named
        .map(String::as_str)
        .filter(|file| package.descriptions.iter().any(|one| one == file) && !is_listed(file))
        .collect();
    let covered = later::earlier(case.all, case.at).filter_map(|at| case.all.get(at));
    let covered: Vec<&str> = covered
        .filter(|one| one.file.as_ref().is_some_and(|file| references.fitting.contains(file)))
        .map(|one| one.id.as_str())
        .collect();
    if !lost.is_empty() {
        Found::not_met(&NOT_LISTED, super::list(lost.into_iter().map(|file| (file, ""))))
    } else if later::earlier(case.all, case.at).next().is_none() {
        Found::not_applicable()
    } else {
        // Which of them it vouches for is worth knowing: the others can be taken away.
        let detail = super::list(covered.into_iter().map(|id| (id, "")));
        Found { result: Outcome::Met, failure: None, detail }
    }
}
