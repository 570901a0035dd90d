//! The signing time does not lie after the moment of the question, nor a claimed one after a timestamp of the value.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 d; RFC 3161 (what is stamped was there).

use super::{Case, Check, Failure, Found};
use crate::evidence::time::{Moment, within};
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "signing_time",
    question: Text {
        zh: "签章时间是否早于验证时间和时间戳？",
        en: "Does the signing time lie before the moment of the question and before timestamps?",
    },
    basis: "GM/T 0031-2014, 6.2.3 d; RFC 3161 (what is stamped was there)",
    level: Level::Warn,
    failures: &[&FUTURE, &AFTER_TIMESTAMP],
    run,
};

static FUTURE: Failure = Failure::open("signing_time.future", "sig_constraints_failure");
static AFTER_TIMESTAMP: Failure = Failure::open("signing_time.after_timestamp", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    let stamped = case.signature.timestamps.iter().filter_map(|token| token.time);
    let later = |claimed: Moment| stamped.clone().any(|stamp| within(claimed, claimed, stamp) == Answer::No);
    match case.signing_time() {
        None => Found::not_applicable(),
        Some(time) if time.at > case.time => Found::not_met(&FUTURE, String::new()),
        Some(_) if case.signature.signing_time.is_some_and(later) => {
            Found::not_met(&AFTER_TIMESTAMP, String::new())
        }
        Some(_) => Found::met(),
    }
}
