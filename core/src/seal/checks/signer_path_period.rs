//! The authorities above the signer were in their periods: at the signing where that is proven, else now.
//!
//! *Basis*: RFC 5280, 6.1.3 a 2; ETSI EN 319 102-1 (validity without proof of existence).

use super::{Case, Check, Failure, Found, trust};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "signer_path_period",
    question: Text {
        zh: "签章人证书的上级证书是否在有效期内？",
        en: "Are the authorities above the signer in their periods?",
    },
    basis: "RFC 5280, 6.1.3 a 2; ETSI EN 319 102-1 (validity without proof of existence)",
    level: Level::Fail,
    failures: &[&ENDED],
    run,
};

static ENDED: Failure = Failure::open("signer.authority_out_of_bounds", "out_of_bounds_no_poe");

fn run(case: &Case<'_>) -> Found {
    match case.signer_path().filter(|path| path.is_anchored()) {
        None => Found::not_applicable(),
        Some(path) if trust::authorities_in_period(path, case.proven_time().unwrap_or(case.now())) => {
            Found::met()
        }
        Some(_) => Found::undetermined(&ENDED, String::new()),
    }
}
