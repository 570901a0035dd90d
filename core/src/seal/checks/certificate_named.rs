//! Where what is signed names the signer's certificate by its digest, that is the certificate that came along: another
//! with the same key would pass for it.
//!
//! *Basis*: RFC 5035, 5.4.1; ETSI EN 319 102-1, 5.2.3.

use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "certificate_named",
    question: Text {
        zh: "签名属性所指的证书是否就是签名人证书？",
        en: "Is the signer's certificate the one that the signed attributes name?",
    },
    basis: "RFC 5035, 5.4.1; ETSI EN 319 102-1, 5.2.3",
    level: Level::Fail,
    failures: &[&OTHER, &UNKNOWN],
    run,
};

static OTHER: Failure = Failure::failed("signer.other_certificate_named", "sig_constraints_failure");
static UNKNOWN: Failure = Failure::open("signer.named_by_unknown_digest", "crypto_constraints_failure");

fn run(case: &Case<'_>) -> Found {
    match case.signature.names_certificate {
        None => Found::not_applicable(),
        Some(Answer::Yes) => Found::met(),
        Some(Answer::No) => Found::not_met(&OTHER, String::new()),
        Some(Answer::Unknown) => Found::undetermined(&UNKNOWN, String::new()),
    }
}
