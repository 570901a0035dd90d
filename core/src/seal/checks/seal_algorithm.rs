//! The algorithm identifier of the seal can belong to the maker's key.
//!
//! *Basis*: GB/T 38540-2020 (signAlgID); GM/T 0006.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "seal_algorithm",
    question: Text {
        zh: "印章的算法标识是否与制章人密钥相符？",
        en: "Does the seal's algorithm identifier fit the maker's key?",
    },
    basis: "GB/T 38540-2020 (signAlgID); GM/T 0006",
    level: Level::Fail,
    failures: &[&MISFIT, &WEAK],
    run,
};

static MISFIT: Failure = Failure::failed("seal.algorithm_misfit", "sig_constraints_failure");
static WEAK: Failure = Failure::open("seal.algorithm_weak", "crypto_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match case.signature.seal.as_ref().and_then(|seal| seal.value.as_ref()) {
        None => Found::not_applicable(),
        Some(value) if !value.fits_key => Found::not_met(&MISFIT, value.algorithm.clone()),
        Some(value) if !value.is_strong => Found::undetermined(&WEAK, value.algorithm.clone()),
        Some(_) => Found::met(),
    }
}
