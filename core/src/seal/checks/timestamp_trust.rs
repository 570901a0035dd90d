//! The authority of a timestamp leads to one that the caller trusts. A token of another proves nothing; the time that the
//! signer claims then stands, and who needs a proof has none.
//!
//! *Basis*: RFC 3161, 2.3; RFC 5280, 6; GB/T 20520.

use super::{Case, Check, Failure, Found, timestamp};
use crate::law::{Level, Text};

pub(super) static CHECK: Check = Check {
    name: "timestamp_trust",
    question: Text {
        zh: "时间戳机构证书能否追溯到信任的根？",
        en: "Does the timestamp authority's certificate lead to a trusted one?",
    },
    basis: "RFC 3161, 2.3; RFC 5280, 6; GB/T 20520",
    level: Level::Warn,
    failures: &[&NO_PATH],
    run,
};

static NO_PATH: Failure = Failure::open("timestamp.no_path", "no_certificate_chain_found");

fn run(case: &Case<'_>) -> Found {
    let mut tokens = case.signature.tokens().peekable();
    if tokens.peek().is_none() {
        Found::not_applicable()
    } else if tokens.all(|token| timestamp::is_trusted(case, token)) {
        Found::met()
    } else {
        Found::undetermined(&NO_PATH, String::new())
    }
}
