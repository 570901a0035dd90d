//! The signer's certificate is one for signing; authorities issue a second one for encipherment alone.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 c; GB/T 20518; RFC 5280, 4.2.1.3.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "signer_key_usage",
    question: Text {
        zh: "签章人证书是否可用于签名？", en: "May the signer's certificate sign?"
    },
    basis: "GM/T 0031-2014, 6.2.3 c; GB/T 20518; RFC 5280, 4.2.1.3",
    level: Level::Fail,
    failures: &[&FORBIDDEN],
    run,
};

static FORBIDDEN: Failure = Failure::failed("signer.key_usage", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match &case.signature.signer {
        None => Found::not_applicable(),
        Some(signer) if signer.may_sign() => Found::met(),
        Some(_) => Found::not_met(&FORBIDDEN, String::new()),
    }
}
