//! The certificate of the signer leads to one that the caller trusts.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 c; RFC 5280, 6.

use super::trust::{self, PathFailures};
use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "signer_trust",
    question: Text {
        zh: "签章人证书能否追溯到信任的根？",
        en: "Does the signer's certificate lead to a trusted one?",
    },
    basis: "GM/T 0031-2014, 6.2.3 c; RFC 5280, 6",
    level: Level::Fail,
    failures: &[&NO_PATH, &SIGNATURE, &CONSTRAINTS, &WEAK],
    run,
};

static NO_PATH: Failure = Failure::open("signer.no_path", "no_certificate_chain_found");
static SIGNATURE: Failure = Failure::open("signer.path_signature", "no_certificate_chain_found");
static CONSTRAINTS: Failure = Failure::open("signer.path_constraints", "chain_constraints_failure");
static WEAK: Failure = Failure::open("signer.path_weak", "crypto_constraints_failure");

const FAILURES: PathFailures =
    PathFailures { no_path: &NO_PATH, signature: &SIGNATURE, constraints: &CONSTRAINTS, weak: &WEAK };

fn run(case: &Case<'_>) -> Found {
    if case.signature.signer.is_none() {
        Found::not_applicable()
    } else {
        trust::ask(case.signer_path(), &FAILURES)
    }
}
