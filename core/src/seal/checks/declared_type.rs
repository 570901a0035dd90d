//! The list declares the type that the value has. The list is rarely signed, so the value decides.
//!
//! *Basis*: GB/T 33190-2016 (Type).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::{DeclaredType, Kind};

pub(super) static CHECK: Check = Check {
    name: "declared_type",
    question: Text {
        zh: "声明的签名类型是否与签名值相符？", en: "Is the declared type that of the value?"
    },
    basis: "GB/T 33190-2016 (Type)",
    level: Level::Warn,
    failures: &[&OTHER],
    run,
};

static OTHER: Failure = Failure::open("signature.declared_type", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    let (Kind::Ofd, Some(layout)) = (case.kind, case.signature.layout) else {
        return Found::not_applicable();
    };
    match (case.signature.declared, layout.is_seal()) {
        (DeclaredType::Default | DeclaredType::Seal, true) | (DeclaredType::Sign, false) => Found::met(),
        _ => Found::not_met(&OTHER, String::new()),
    }
}
