//! The maker's certificate was in its period when the seal was made and when it was used. Genuine seals of tax offices miss both, so this only warns.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 c.

use super::{Case, Check, Failure, Found, trust};
use crate::evidence::path::PathFacts;
use crate::evidence::time::within;
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "maker_period",
    question: Text {
        zh: "制章人证书在制章和用章时是否有效？",
        en: "Was the maker's certificate in its period when the seal was made and used?",
    },
    basis: "GM/T 0031-2014, 6.1.2 c",
    level: Level::Warn,
    failures: &[&CREATION, &USE, &AUTHORITY],
    run,
};

static CREATION: Failure = Failure::open("maker.out_of_period_at_creation", "sig_constraints_failure");
static USE: Failure = Failure::open("maker.out_of_period_at_use", "sig_constraints_failure");
static AUTHORITY: Failure = Failure::open("maker.authority_out_of_period", "chain_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    let Some(seal) = &case.signature.seal else { return Found::not_applicable() };
    let Some(maker) = &seal.maker else { return Found::not_applicable() };
    let outside = |time| within(time, maker.not_before, maker.not_after) == Answer::No;
    let authority_outside = |path: &PathFacts| !trust::authorities_in_period(path, seal.created);
    if outside(seal.created) {
        Found::not_met(&CREATION, String::new())
    } else if case.signing_time().is_some_and(outside) {
        Found::not_met(&USE, String::new())
    } else if case.maker_path().is_some_and(authority_outside) {
        Found::not_met(&AUTHORITY, String::new())
    } else {
        Found::met()
    }
}
