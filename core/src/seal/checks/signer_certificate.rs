//! The certificate of who signed is there. A value alone says nothing about who made it.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 b; GB/T 35275-2017 (certificates, issuerAndSerialNumber).

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::layout::Layout;

pub(super) static CHECK: Check = Check {
    name: "signer_certificate",
    question: Text { zh: "是否有签名人的证书？", en: "Is the certificate of who signed there?" },
    basis: "GM/T 0031-2014, 6.2.3 b; GB/T 35275-2017 (certificates, issuerAndSerialNumber)",
    level: Level::Fail,
    failures: &[&ABSENT],
    run,
};

static ABSENT: Failure = Failure::open("signature.no_certificate", "no_signing_certificate_found");

fn run(case: &Case<'_>) -> Found {
    match (case.signature.layout, &case.signature.signer) {
        (None, _) => Found::not_applicable(),
        (Some(Layout::Bare | Layout::SignedData), None) => Found::undetermined(&ABSENT, String::new()),
        // Of a seal alone nobody has signed anything; of a seal signature the form demands it.
        (Some(layout), None) if layout.is_seal() => Found::not_applicable(),
        _ => Found::met(),
    }
}
