//! The maker signed the bytes that the standard of the seal's layout prescribes.
//!
//! *Basis*: GM/T 0031-2014 (seal, certificate, algorithm); GB/T 38540-2020 (seal alone).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Verified;

pub(super) static CHECK: Check = Check {
    name: "seal_signed_bytes",
    question: Text {
        zh: "制章人签名的数据范围是否符合标准？",
        en: "Did the maker sign the bytes that the standard prescribes?",
    },
    basis: "GM/T 0031-2014 (seal, certificate, algorithm); GB/T 38540-2020 (seal alone)",
    level: Level::Warn,
    failures: &[&OTHER],
    run,
};

static OTHER: Failure = Failure::open("seal.other_layouts_bytes", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match case.signature.seal.as_ref().and_then(|seal| seal.value.as_ref()).map(|value| value.verified) {
        None | Some(Verified::Nothing | Verified::DataHash) => Found::not_applicable(),
        Some(Verified::OtherLayout) => Found::not_met(&OTHER, String::new()),
        Some(Verified::Standard) => Found::met(),
    }
}
