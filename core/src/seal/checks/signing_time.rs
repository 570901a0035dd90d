//! The claimed signing time does not lie after the moment of the question.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 d.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "signing_time",
    question: Text {
        zh: "声明的签章时间是否早于验证时间？",
        en: "Does the claimed signing time lie before the moment of the question?",
    },
    basis: "GM/T 0031-2014, 6.2.3 d",
    level: Level::Warn,
    failures: &[&FUTURE],
    run,
};

static FUTURE: Failure = Failure::open("signing_time.future", "");

fn run(case: &Case<'_>) -> Found {
    match case.signing_time() {
        None => Found::not_applicable(),
        Some(time) if time.at > case.time => Found::not_met(&FUTURE, String::new()),
        Some(_) => Found::met(),
    }
}
