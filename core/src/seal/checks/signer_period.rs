//! The signing time lies in the period of the signer's certificate, both ends included. Where no time is claimed or
//! proven, the moment of the question stands for it.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 d.

use super::{Case, Check, Failure, Found};
use crate::evidence::time::within;
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "signer_period",
    question: Text {
        zh: "签章时间是否在签章人证书有效期内？",
        en: "Does the signing time lie in the period of the signer's certificate?",
    },
    basis: "GM/T 0031-2014, 6.2.3 d",
    level: Level::Fail,
    failures: &[&OUTSIDE, &UNCERTAIN, &NO_TIME],
    run,
};

static OUTSIDE: Failure = Failure::failed("signer.out_of_period", "out_of_period");
static UNCERTAIN: Failure = Failure::open("signer.period_uncertain", "time.zone_unknown");
static NO_TIME: Failure = Failure::open("signer.no_time", "out_of_bounds_no_poe");

fn run(case: &Case<'_>) -> Found {
    let Some(signer) = &case.signature.signer else { return Found::not_applicable() };
    let Some(time) = case.signing_time() else {
        return match within(case.now(), signer.not_before, signer.not_after) {
            Answer::Yes => Found::met(),
            _ => Found::undetermined(&NO_TIME, String::new()),
        };
    };
    match within(time, signer.not_before, signer.not_after) {
        Answer::Yes => Found::met(),
        Answer::No => Found::not_met(&OUTSIDE, String::new()),
        Answer::Unknown => Found::undetermined(&UNCERTAIN, String::new()),
    }
}
