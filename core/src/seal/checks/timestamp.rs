//! A timestamp, of the signature or of the seal, stamps the value that it stands beside.
//!
//! *Basis*: GB/T 38540-2020 (timeStamp); GB/T 20520; RFC 3161.

use super::{Case, Check, Failure, Found};
use crate::evidence::timestamp::TimestampFacts;
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "timestamp",
    question: Text { zh: "时间戳是否有效？", en: "Is the timestamp good?" },
    basis: "GB/T 38540-2020 (timeStamp); GB/T 20520; RFC 3161",
    level: Level::Fail,
    failures: &[&BAD, &OPEN],
    run,
};

static BAD: Failure = Failure::failed("timestamp.invalid", "timestamp_invalid");
static OPEN: Failure = Failure::open("timestamp.unsupported", "unsupported.timestamp");

fn run(case: &Case<'_>) -> Found {
    let facts = case.signature;
    let of_seal = facts.seal.as_ref().and_then(|seal| seal.timestamp.as_ref());
    let tokens: Vec<&TimestampFacts> = facts.timestamp.iter().chain(of_seal).collect();
    if tokens.iter().any(|token| token.imprint == Answer::No) {
        Found::not_met(&BAD, String::new())
    } else if !tokens.is_empty() || facts.time_is_token {
        Found::undetermined(&OPEN, String::new())
    } else {
        Found::not_applicable()
    }
}
