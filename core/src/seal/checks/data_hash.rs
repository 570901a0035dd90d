//! The digest in the signature is that of the original, in a package of Signature.xml as it is stored. In SignedData
//! the digest is an attribute or the content; without it the value would bind nothing.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 e; GB/T 38540-2020; GB/T 35275-2017; RFC 5652, 11.2.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::DataHash;

pub(super) static CHECK: Check = Check {
    name: "data_hash",
    question: Text {
        zh: "签章中的原文摘要是否与原文一致？",
        en: "Is the digest in the signature that of the original?",
    },
    basis: "GM/T 0031-2014, 6.2.3 e; GB/T 38540-2020; GB/T 35275-2017; RFC 5652, 11.2",
    level: Level::Fail,
    failures: &[&DIFFERS, &NO_ORIGINAL, &NOT_COMPUTED],
    run,
};

static DIFFERS: Failure = Failure::failed("data_hash.differs", "hash_failure");
static NO_ORIGINAL: Failure = Failure::open("data_hash.no_original", "signed_data_not_found");
static NOT_COMPUTED: Failure = Failure::open("data_hash.not_computed", "crypto_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    if !case.has_signed_value() {
        return Found::not_applicable();
    }
    match case.signature.data_hash {
        Some(DataHash::Fits | DataHash::FitsKeyed) => Found::met(),
        Some(DataHash::Differs) => Found::not_met(&DIFFERS, String::new()),
        Some(DataHash::NotComputed) => Found::undetermined(&NOT_COMPUTED, String::new()),
        Some(DataHash::NoOriginal) | None => Found::undetermined(&NO_ORIGINAL, String::new()),
    }
}
