//! The signer's value verifies over TBS_Sign, header included; in SignedData over the attributes, else the content.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 b; GB/T 38540-2020; GB/T 35275-2017; RFC 5652, 5.4.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Verified;

pub(super) static CHECK: Check = Check {
    name: "signature_value",
    question: Text { zh: "签章值是否正确？", en: "Does the signature value verify?" },
    basis: "GM/T 0031-2014, 6.2.3 b; GB/T 38540-2020; GB/T 35275-2017; RFC 5652, 5.4",
    level: Level::Fail,
    failures: &[&WRONG, &SCOPE, &NOT_VERIFIED],
    run,
};

static WRONG: Failure = Failure::failed("signature.value_wrong", "sig_crypto_failure");
static SCOPE: Failure = Failure::failed("signature.scope", "sig_crypto_failure");
static NOT_VERIFIED: Failure = Failure::open("signature.not_verified", "sig_crypto_failure");

fn run(case: &Case<'_>) -> Found {
    if !case.has_signed_value() {
        return Found::not_applicable();
    }
    match case.signature.value.as_ref().map(|value| value.verified) {
        Some(Verified::Standard) => Found::met(),
        // A value over the digest alone leaves seal, time and property open to exchange.
        Some(Verified::DataHash) => Found::not_met(&SCOPE, String::new()),
        Some(Verified::OtherLayout | Verified::Nothing) => Found::not_met(&WRONG, String::new()),
        None => Found::undetermined(&NOT_VERIFIED, String::new()),
    }
}
