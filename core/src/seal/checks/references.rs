//! Every file that the signature refers to is there and has the digest stated; there is at least one. Where a later
//! signature vouches for what differs, that is said: the earlier one is broken all the same.
//!
//! *Basis*: GB/T 33190-2016; GM/T 0031-2014, 6.2.3 e.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Kind;

pub(super) static CHECK: Check = Check {
    name: "references",
    question: Text {
        zh: "被引用的文件是否齐全且未被改动？",
        en: "Are all referenced files there and unchanged?",
    },
    basis: "GB/T 33190-2016; GM/T 0031-2014, 6.2.3 e",
    level: Level::Fail,
    failures: &[&NONE, &MISSING, &DIFFERS, &CHANGED_LATER, &NOT_COMPUTED],
    run,
};

static NONE: Failure = Failure::failed("reference.none", "hash_failure");
static MISSING: Failure = Failure::failed("reference.missing", "hash_failure");
static DIFFERS: Failure = Failure::failed("reference.differs", "hash_failure");
static CHANGED_LATER: Failure = Failure::failed("reference.changed_later", "hash_failure");
static NOT_COMPUTED: Failure = Failure::open("reference.not_computed", "crypto_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    if case.kind != Kind::Ofd {
        return Found::not_applicable();
    }
    let Some(references) = &case.signature.references else {
        return Found::undetermined(&NOT_COMPUTED, String::new());
    };
    let said = |files: &[String]| super::list(files.iter().map(|file| (file.as_str(), "")));
    let changed = case.relation.map_or(&[][..], |relation| &relation.changed);
    if !changed.is_empty() && changed.len() == references.differing.len() {
        Found::not_met(&CHANGED_LATER, super::list(changed.iter().map(|change| (change.file, change.by))))
    } else if !references.differing.is_empty() {
        Found::not_met(&DIFFERS, said(&references.differing))
    } else if !references.missing.is_empty() {
        Found::not_met(&MISSING, said(&references.missing))
    } else if !references.not_computed.is_empty() {
        Found::undetermined(&NOT_COMPUTED, said(&references.not_computed))
    } else if references.fitting.is_empty() {
        Found::not_met(&NONE, String::new())
    } else {
        Found::met()
    }
}
