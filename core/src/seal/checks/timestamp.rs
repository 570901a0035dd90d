//! A timestamp, of the signature, of the seal or in the place of the signing time, stamps what it stands beside, and an
//! authority for timestamps made it within its period. Whom the caller trusts is asked apart.
//!
//! *Basis*: GB/T 38540-2020 (timeStamp); GB/T 20520; RFC 3161, 2.3 and 2.4.2; RFC 5816.

use super::{Case, Check, Failure, Found, trust};
use crate::evidence::time::{Moment, within};
use crate::evidence::timestamp::TimestampFacts;
use crate::law::{Level, Text};
use crate::seal::facts::Answer;

pub(super) static CHECK: Check = Check {
    name: "timestamp",
    question: Text { zh: "时间戳是否有效？", en: "Is the timestamp good?" },
    basis: "GB/T 38540-2020 (timeStamp); GB/T 20520; RFC 3161, 2.3 and 2.4.2; RFC 5816",
    level: Level::Fail,
    failures: &[&BAD, &WEAK, &OPEN],
    run,
};

static BAD: Failure = Failure::failed("timestamp.invalid", "timestamp_invalid");
static WEAK: Failure = Failure::open("timestamp.weak", "crypto_constraints_failure");
static OPEN: Failure = Failure::open("timestamp.unverified", "unsupported.timestamp");

fn run(case: &Case<'_>) -> Found {
    let worst =
        case.signature.tokens().map(|token| standing(case, token)).max_by_key(|standing| match standing {
            Standing::Good => 0,
            Standing::Weak => 1,
            Standing::Open(_) => 2,
            Standing::Bad(_) => 3,
        });
    match worst {
        None => Found::not_applicable(),
        Some(Standing::Good) => Found::met(),
        Some(Standing::Weak) => Found::undetermined(&WEAK, String::new()),
        Some(Standing::Open(why)) => Found::undetermined(&OPEN, why.to_owned()),
        Some(Standing::Bad(why)) => Found::not_met(&BAD, why.to_owned()),
    }
}

/// What a token is worth, whoever trusts its authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Good,
    /// Made with means that no longer withstand forgery.
    Weak,
    Open(&'static str),
    Bad(&'static str),
}

/// What `token` is worth at the moment of the question.
pub(super) fn standing(case: &Case<'_>, token: &TimestampFacts) -> Standing {
    let (true, Some(time)) = (token.flaws.is_empty(), token.time) else { return Standing::Bad("form") };
    if token.imprint == Answer::No {
        return Standing::Bad("imprint");
    }
    if let Some(authority) = &token.authority {
        let wrong = [
            (!token.fits_key, "algorithm"),
            (token.signature == Answer::No, "signature"),
            (token.names_certificate == Some(Answer::No), "certificate"),
            (!token.may_stamp || !authority.may_sign(), "purpose"),
            (within(time, authority.not_before, authority.not_after) != Answer::Yes, "period"),
        ];
        if let Some((_, why)) = wrong.into_iter().find(|(is_wrong, _)| *is_wrong) {
            return Standing::Bad(why);
        }
    }
    let open = [
        (token.authority.is_none(), "no certificate of the authority"),
        (token.imprint == Answer::Unknown, "imprint"),
        (token.signature == Answer::Unknown, "digest"),
        (token.names_certificate == Some(Answer::Unknown), "certificate"),
        (time.at > case.time, "later than the question"),
    ];
    match open.into_iter().find(|(is_open, _)| *is_open) {
        Some((_, why)) => Standing::Open(why),
        None if !token.is_strong => Standing::Weak,
        None => Standing::Good,
    }
}

/// The earliest moment of those of `tokens` that are good and for which `holds`.
pub(super) fn earliest<'t>(
    case: &Case<'_>,
    tokens: impl Iterator<Item = &'t TimestampFacts>,
    holds: fn(&Case<'_>, &TimestampFacts) -> bool,
) -> Option<Moment> {
    let good = tokens.filter(|token| standing(case, token) == Standing::Good && holds(case, token));
    good.filter_map(|token| token.time).min_by_key(|time| time.at)
}

/// Whether the caller trusts the authority and nothing speaks against it: the token's time then takes the place of a
/// claim.
pub(super) fn is_trusted(_: &Case<'_>, token: &TimestampFacts) -> bool {
    token.time.is_some_and(|time| token.paths.iter().any(|path| trust::may_prove(path, time)))
}

/// Whether the authority is known to have been in force, too, without which a token proves nothing.
pub(super) fn proves(case: &Case<'_>, token: &TimestampFacts) -> bool {
    token.time.is_some_and(|time| token.paths.iter().any(|path| trust::proves(path, time, case.time)))
}
