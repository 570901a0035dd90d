//! The seal names the signer. In v4 nothing else binds the certificate to the signature.
//!
//! *Basis*: GM/T 0031-2014, 6.2.2 c; GB/T 38540-2020.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::ListMatch;

pub(super) static CHECK: Check = Check {
    name: "signer_listed",
    question: Text {
        zh: "签章人是否在印章的证书列表中？", en: "Does the seal name the signer?"
    },
    basis: "GM/T 0031-2014, 6.2.2 c; GB/T 38540-2020",
    level: Level::Fail,
    failures: &[&ABSENT, &NOT_COMPARABLE, &UNKNOWN],
    run,
};

static ABSENT: Failure = Failure::failed("seal.signer_not_listed", "seal.signer_not_listed");
static NOT_COMPARABLE: Failure = Failure::failed("seal.list_not_comparable", "seal.signer_not_listed");
static UNKNOWN: Failure = Failure::open("seal.list_not_read", "seal.signer_not_listed");

fn run(case: &Case<'_>) -> Found {
    if !case.is_seal_signature() {
        return Found::not_applicable();
    }
    match case.signature.listed {
        Some(ListMatch::Certificate | ListMatch::Digest) => Found::met(),
        Some(ListMatch::Absent) => Found::not_met(&ABSENT, String::new()),
        Some(ListMatch::NotComparable) => Found::not_met(&NOT_COMPARABLE, String::new()),
        None => Found::undetermined(&UNKNOWN, String::new()),
    }
}
