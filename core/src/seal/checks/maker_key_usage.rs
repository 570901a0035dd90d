//! The maker's certificate is one for signing.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 c; RFC 5280, 4.2.1.3.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "maker_key_usage",
    question: Text { zh: "制章人证书是否可用于签名？", en: "May the maker's certificate sign?" },
    basis: "GM/T 0031-2014, 6.1.2 c; RFC 5280, 4.2.1.3",
    level: Level::Fail,
    failures: &[&FORBIDDEN],
    run,
};

static FORBIDDEN: Failure = Failure::failed("maker.key_usage", "sig_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match case.signature.seal.as_ref().and_then(|seal| seal.maker.as_ref()) {
        None => Found::not_applicable(),
        Some(maker) if maker.may_sign() => Found::met(),
        Some(_) => Found::not_met(&FORBIDDEN, String::new()),
    }
}
