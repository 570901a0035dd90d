//! The kind of signature is one that can be verified here to the end.
//!
//! *Basis*: GB/T 33190-2016 (Type); GB/T 35275-2017.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::layout::Layout;

pub(super) static CHECK: Check = Check {
    name: "support",
    question: Text { zh: "能否验证该类签名？", en: "Can this kind of signature be verified?" },
    basis: "GB/T 33190-2016 (Type); GB/T 35275-2017",
    level: Level::Fail,
    failures: &[&SIGNED_DATA, &NO_CERTIFICATE],
    run,
};

static SIGNED_DATA: Failure = Failure::open("signature.signed_data", "unsupported.signed_data");
static NO_CERTIFICATE: Failure = Failure::open("signature.no_certificate", "no_signing_certificate_found");

fn run(case: &Case<'_>) -> Found {
    match case.signature.layout {
        Some(Layout::SignedData) => Found::undetermined(&SIGNED_DATA, String::new()),
        // The value alone says nothing about who made it.
        Some(Layout::Bare) => Found::undetermined(&NO_CERTIFICATE, String::new()),
        Some(_) => Found::met(),
        None => Found::not_applicable(),
    }
}
