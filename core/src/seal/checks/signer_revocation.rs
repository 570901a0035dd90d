//! The certificate of the signer, and those above it, were in force when the document was signed.
//!
//! *Basis*: GM/T 0031-2014, 6.2.3 d; RFC 5280, 6.3; RFC 6960.

use super::trust::{self, StatusFailures};
use super::{Case, Check, Failure, Found};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "signer_revocation",
    question: Text {
        zh: "签章人证书及其上级证书是否未被撤销？",
        en: "Are the signer's certificate and those above it in force?",
    },
    basis: "GM/T 0031-2014, 6.2.3 d; RFC 5280, 6.3; RFC 6960",
    level: Level::Fail,
    failures: &[&REVOKED, &NO_PROOF, &AUTHORITY, &UNKNOWN],
    run,
};

static REVOKED: Failure = Failure::failed("signer.revoked", "revoked");
static NO_PROOF: Failure = Failure::open("signer.revoked_no_proof", "revoked_no_poe");
static AUTHORITY: Failure = Failure::open("signer.authority_revoked", "revoked_ca_no_poe");
static UNKNOWN: Failure = Failure::open("signer.status_unknown", "try_later");

const FAILURES: StatusFailures =
    StatusFailures { revoked: &REVOKED, no_proof: &NO_PROOF, authority: &AUTHORITY, unknown: &UNKNOWN };

fn run(case: &Case<'_>) -> Found {
    if case.signature.signer.is_none() {
        return Found::not_applicable();
    }
    trust::ask_status(case.signer_path(), case.when(), &FAILURES)
}
