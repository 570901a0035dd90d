//! The certificate of the maker, and those above it, were in force when the seal was made. The maker says himself when that
//! was; a proof that the document was signed proves that the seal was there.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 c; RFC 5280, 6.3; RFC 6960.

use super::trust::{self, StatusFailures};
use super::{Case, Check, Failure, Found};
use crate::evidence::time::not_before;
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "maker_revocation",
    question: Text {
        zh: "制章人证书及其上级证书是否未被撤销？",
        en: "Are the maker's certificate and those above it in force?",
    },
    basis: "GM/T 0031-2014, 6.1.2 c; RFC 5280, 6.3; RFC 6960",
    level: Level::Fail,
    failures: &[&REVOKED, &NO_PROOF, &AUTHORITY, &UNKNOWN],
    run,
};

static REVOKED: Failure = Failure::failed("maker.revoked", "revoked");
static NO_PROOF: Failure = Failure::open("maker.revoked_no_proof", "revoked_no_poe");
static AUTHORITY: Failure = Failure::open("maker.authority_revoked", "revoked_ca_no_poe");
static UNKNOWN: Failure = Failure::open("maker.status_unknown", "try_later");

const FAILURES: StatusFailures =
    StatusFailures { revoked: &REVOKED, no_proof: &NO_PROOF, authority: &AUTHORITY, unknown: &UNKNOWN };

fn run(case: &Case<'_>) -> Found {
    let seal = case.signature.seal.as_ref().filter(|seal| seal.maker.is_some());
    let Some(seal) = seal else { return Found::not_applicable() };
    let found = trust::ask_status(case.maker_path(), case.when(), &FAILURES);
    // Withdrawn between the making of a seal and its use: nothing proves that it was made before.
    let since = trust::withdrawn_since(case.maker_path(), case.when());
    match since {
        Some(since) if found.failure == Some(&REVOKED) && not_before(since, seal.created) != Answer::Yes => {
            Found::undetermined(&NO_PROOF, found.detail)
        }
        _ => found,
    }
}
