//! The signing time lies in the period of the seal, both ends included. Where no time is claimed or proven, the moment
//! of the question stands for it.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 d and 6.2.3 f.

use super::{Case, Check, Failure, Found};
use crate::evidence::time::within;
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "seal_period",
    question: Text {
        zh: "签章时间是否在印章有效期内？",
        en: "Does the signing time lie in the period of the seal?",
    },
    basis: "GM/T 0031-2014, 6.1.2 d and 6.2.3 f",
    level: Level::Fail,
    failures: &[&OUTSIDE, &UNCERTAIN, &NO_TIME],
    run,
};

static OUTSIDE: Failure = Failure::failed("seal.out_of_period", "out_of_period");
static UNCERTAIN: Failure = Failure::open("seal.period_uncertain", "time.zone_unknown");
static NO_TIME: Failure = Failure::open("seal.no_time", "out_of_bounds_no_poe");

fn run(case: &Case<'_>) -> Found {
    let (true, Some(seal)) = (case.is_seal_signature(), &case.signature.seal) else {
        return Found::not_applicable();
    };
    let Some(time) = case.signing_time() else {
        return match within(case.now(), seal.valid_from, seal.valid_to) {
            Answer::Yes => Found::met(),
            _ => Found::undetermined(&NO_TIME, String::new()),
        };
    };
    match within(time, seal.valid_from, seal.valid_to) {
        Answer::Yes => Found::met(),
        Answer::No => Found::not_met(&OUTSIDE, String::new()),
        Answer::Unknown => Found::undetermined(&UNCERTAIN, String::new()),
    }
}
