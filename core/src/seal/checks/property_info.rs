//! propertyInfo names the description that the signature belongs to.
//!
//! *Basis*: GB/T 38540-2020 (propertyInfo).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "property_info",
    question: Text {
        zh: "签章属性是否指向其描述文件？", en: "Does propertyInfo name the description?"
    },
    basis: "GB/T 38540-2020 (propertyInfo)",
    level: Level::Warn,
    failures: &[&OTHER],
    run,
};

static OTHER: Failure = Failure::open("signature.property_info", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match case.signature.property_names_file {
        None => Found::not_applicable(),
        Some(Answer::Yes) => Found::met(),
        Some(_) => Found::not_met(&OTHER, String::new()),
    }
}
