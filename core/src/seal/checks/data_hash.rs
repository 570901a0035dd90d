//! The digest in the signature is that of the original, in a package of Signature.xml as it is stored.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 e; GB/T 38540-2020.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::DataHash;

pub(super) static CHECK: Check = Check {
    name: "data_hash",
    question: Text {
        zh: "签章中的原文摘要是否与原文一致？",
        en: "Is the digest in the signature that of the original?",
    },
    basis: "GM/T 0031-2014, 6.2.3 e; GB/T 38540-2020",
    level: Level::Fail,
    failures: &[&DIFFERS, &NO_ORIGINAL],
    run,
};

static DIFFERS: Failure = Failure::failed("data_hash.differs", "hash_failure");
static NO_ORIGINAL: Failure = Failure::open("data_hash.no_original", "signed_data_not_found");

fn run(case: &Case<'_>) -> Found {
    if !case.is_seal_signature() {
        return Found::not_applicable();
    }
    match case.signature.data_hash {
        Some(DataHash::Fits | DataHash::FitsKeyed) => Found::met(),
        Some(DataHash::Differs) => Found::not_met(&DIFFERS, String::new()),
        Some(DataHash::NoOriginal) | None => Found::undetermined(&NO_ORIGINAL, String::new()),
    }
}
