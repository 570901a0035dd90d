//! A seal that stands alone is in its period at the moment of the question.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 d.

use super::{Case, Check, Failure, Found};
use crate::evidence::time::within;
use crate::law::{Level, Text};
use crate::seal::facts::{Answer, Kind};

pub(super) static CHECK: Check = Check {
    name: "seal_period_now",
    question: Text {
        zh: "印章此刻是否在有效期内？",
        en: "Is the seal in its period at the moment of the question?",
    },
    basis: "GM/T 0031-2014, 6.1.2 d",
    level: Level::Fail,
    failures: &[&OUTSIDE, &UNCERTAIN],
    run,
};

static OUTSIDE: Failure = Failure::failed("seal.out_of_period_now", "out_of_period");
static UNCERTAIN: Failure = Failure::open("seal.period_now_uncertain", "time.zone_unknown");

fn run(case: &Case<'_>) -> Found {
    let (Kind::Seal, Some(seal)) = (case.kind, &case.signature.seal) else { return Found::not_applicable() };
    match within(case.now(), seal.valid_from, seal.valid_to) {
        Answer::Yes => Found::met(),
        Answer::No => Found::not_met(&OUTSIDE, String::new()),
        Answer::Unknown => Found::undetermined(&UNCERTAIN, String::new()),
    }
}
