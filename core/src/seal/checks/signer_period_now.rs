//! The signer's certificate has not ended at the moment of the question, where the signing time is only claimed.
//!
//! *Basis*: ETSI EN 319 102-1 (validity without proof of existence).

use super::{Case, Check, Failure, Found};
use crate::evidence::time::within;
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "signer_period_now",
    question: Text {
        zh: "签章人证书此刻是否仍有效？",
        en: "Is the signer's certificate still in its period?",
    },
    basis: "ETSI EN 319 102-1 (validity without proof of existence)",
    level: Level::Fail,
    failures: &[&ENDED],
    run,
};

static ENDED: Failure = Failure::open("signer.out_of_bounds", "out_of_bounds_no_poe");

fn run(case: &Case<'_>) -> Found {
    let Some(signer) = &case.signature.signer else { return Found::not_applicable() };
    if case.proven_time().is_some() {
        return Found::met();
    }
    if within(case.now(), signer.not_before, signer.not_after) == Answer::Yes {
        Found::met()
    } else {
        Found::undetermined(&ENDED, String::new())
    }
}
