//! The certificates of signer and maker and the seal itself are not revoked, as somebody entitled to say so says.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 c and 6.2.3 d; RFC 5280, 6.3.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "revocation",
    question: Text {
        zh: "证书和印章是否未被撤销？", en: "Are certificates and seal not revoked?"
    },
    basis: "GM/T 0031-2014, 6.1.2 c and 6.2.3 d; RFC 5280, 6.3",
    level: Level::Fail,
    failures: &[&UNKNOWN],
    run,
};

static UNKNOWN: Failure = Failure::open("status.unknown", "try_later");

fn run(case: &Case<'_>) -> Found {
    // Answers about status come with the trust paths; until then silence means not known.
    if case.signature.signer.is_none() && case.signature.seal.is_none() {
        return Found::not_applicable();
    }
    Found::undetermined(&UNKNOWN, String::new())
}
