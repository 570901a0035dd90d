//! The separate file of the seal is the seal in the signature, byte for byte.
//!
//! *Basis*: GB/T 33190-2016 (Seal).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "seal_file",
    question: Text {
        zh: "单独的印章文件是否与签章内的印章一致？",
        en: "Is the separate seal file the seal in the signature?",
    },
    basis: "GB/T 33190-2016 (Seal)",
    level: Level::Fail,
    failures: &[&DIFFERS],
    run,
};

static DIFFERS: Failure = Failure::failed("seal.file_differs", "hash_failure");

fn run(case: &Case<'_>) -> Found {
    match &case.signature.seal_file {
        None => Found::not_applicable(),
        Some(file) if file.same == Answer::Yes => Found::met(),
        Some(file) => Found::not_met(&DIFFERS, file.path.clone()),
    }
}
