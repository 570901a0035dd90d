//! The signature leaves those before it as they were, and what it knows as a signature is still listed as one: who takes
//! an entry out of the list takes a signature away without breaking any other.
//!
//! *Basis*: GB/T 33190-2016 (Signatures, References).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::report::Outcome;

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
    let Some(relation) = case.relation else { return Found::not_applicable() };
    if !relation.broke.is_empty() {
        Found::not_met(&CHANGED, super::list(relation.broke.iter().map(|file| (*file, ""))))
    } else if !relation.lost.is_empty() {
        Found::not_met(&NOT_LISTED, super::list(relation.lost.iter().map(|file| (*file, ""))))
    } else if !relation.is_later || case.signature.references.is_none() {
        Found::not_applicable()
    } else {
        // Which of them it vouches for is worth knowing: the others can be taken away.
        let detail = super::list(relation.vouches.iter().map(|id| (*id, "")));
        Found { result: Outcome::Met, failure: None, detail }
    }
}
