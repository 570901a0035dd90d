//! The algorithm identifier can belong to the signer's key; in v4 it stands outside what is signed.
//!
//! *Basis*: GB/T 38540-2020 (signatureAlgID); GM/T 0006.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "signature_algorithm",
    question: Text {
        zh: "签名算法标识是否与签章人密钥相符？",
        en: "Does the algorithm identifier fit the signer's key?",
    },
    basis: "GB/T 38540-2020 (signatureAlgID); GM/T 0006",
    level: Level::Fail,
    failures: &[&MISFIT, &WEAK],
    run,
};

static MISFIT: Failure = Failure::failed("signature.algorithm_misfit", "sig_constraints_failure");
static WEAK: Failure = Failure::open("signature.algorithm_weak", "crypto_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match &case.signature.value {
        None => Found::not_applicable(),
        Some(value) if !value.fits_key => Found::not_met(&MISFIT, value.algorithm.clone()),
        Some(value) if !value.is_strong => Found::undetermined(&WEAK, value.algorithm.clone()),
        Some(_) => Found::met(),
    }
}
