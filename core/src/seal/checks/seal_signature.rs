//! The maker's value verifies over the seal.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 b; GB/T 38540-2020.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Verified;

pub(super) static CHECK: Check = Check {
    name: "seal_signature",
    question: Text {
        zh: "印章的制章人签名是否正确？", en: "Does the maker's signature of the seal verify?"
    },
    basis: "GM/T 0031-2014, 6.1.2 b; GB/T 38540-2020",
    level: Level::Fail,
    failures: &[&WRONG, &NOT_VERIFIED],
    run,
};

static WRONG: Failure = Failure::failed("seal.value_wrong", "sig_crypto_failure");
static NOT_VERIFIED: Failure = Failure::open("seal.not_verified", "sig_crypto_failure");

fn run(case: &Case<'_>) -> Found {
    let Some(seal) = &case.signature.seal else { return Found::not_applicable() };
    match seal.value.as_ref().map(|value| value.verified) {
        // The other layout's bytes protect the seal as well; that has a check of its own.
        Some(Verified::Standard | Verified::OtherLayout) => Found::met(),
        Some(Verified::DataHash | Verified::Nothing) => Found::not_met(&WRONG, String::new()),
        None => Found::undetermined(&NOT_VERIFIED, String::new()),
    }
}
