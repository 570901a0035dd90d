//! The seal itself is in force, where somebody was named who keeps a register of seals. The standards know no form of
//! such an answer, so it is the caller's word.
//!
//! *Basis*: GM/T 0031-2014, 6.1; administration of seals (revocation and suspension).

use super::{Case, Check, Failure, Found, trust};
use crate::evidence::status::{Standing, standing};
use crate::law::{Level, Text};
use crate::seal::facts::Kind;

pub(super) static CHECK: Check = Check {
    name: "seal_status",
    question: Text { zh: "印章是否未被注销或冻结？", en: "Is the seal itself in force?" },
    basis: "GM/T 0031-2014, 6.1; administration of seals (revocation and suspension)",
    level: Level::Fail,
    failures: &[&REVOKED, &NO_PROOF, &UNKNOWN],
    run,
};

static REVOKED: Failure = Failure::failed("seal.revoked", "revoked");
static NO_PROOF: Failure = Failure::open("seal.revoked_no_proof", "revoked_no_poe");
static UNKNOWN: Failure = Failure::open("seal.status_unknown", "try_later");

fn run(case: &Case<'_>) -> Found {
    let Some(answers) = case.signature.seal.as_ref().and_then(|seal| seal.status.as_ref()) else {
        return Found::not_applicable();
    };
    let mut when = case.when();
    if case.kind == Kind::Seal {
        // Of a seal alone is asked whether it is in force now.
        when.proven = Some(case.now());
    }
    match standing(answers, None, when.now, when.proven.map(|proven| proven.at)) {
        Standing::Good => Found::met(),
        Standing::Unknown => Found::undetermined(&UNKNOWN, trust::silent(Some(answers), 0)),
        withdrawn => trust::withdrawn(withdrawn, when, &REVOKED, &NO_PROOF),
    }
}
