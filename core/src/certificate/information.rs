//! The information result (证照信息验证): what can be said of the data, whatever came of the file.
//!
//! *Basis*: the result codes 0 to 6 of a sharing service (GB/T 36906-2018 names the function, not the codes).

use serde::Serialize;

use super::checks::{Asks, Weighed};
use super::inquiry::State;
use crate::report::Outcome;

/// One of seven answers; data that are wrong, right but not in force, unknown and not found are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Information {
    /// 0 信息正确且有效.
    CorrectInForce,
    /// 1 信息正确且未激活.
    CorrectNotActive,
    /// 2 信息正确且证照暂时失效.
    CorrectSuspended,
    /// 3 信息正确且证照已失效.
    CorrectLapsed,
    /// 4 信息不全无法验证.
    Incomplete,
    /// 5 查无此信息.
    NotFound,
    /// 6 信息错误.
    Wrong,
}

/// What the checks of the data and the state that a source gives come to.
pub(crate) fn information(checks: &[Weighed], state: Option<State>) -> Information {
    let of = |asks: Asks| {
        let asked = checks.iter().filter(|one| one.check.asks == asks);
        asked.flat_map(Weighed::deciding).map(|code| code.result).fold(Outcome::NotApplicable, Outcome::and)
    };
    match (of(Asks::Data), of(Asks::Begun), of(Asks::NotEnded)) {
        _ if state == Some(State::NotFound) => Information::NotFound,
        (Outcome::NotMet, _, _) => Information::Wrong,
        (Outcome::Undetermined, _, _) => Information::Incomplete,
        (_, Outcome::NotMet, _) => Information::CorrectNotActive,
        (_, _, Outcome::NotMet) => Information::CorrectLapsed,
        (_, begun, ended) => match state {
            Some(State::NotActive) => Information::CorrectNotActive,
            Some(State::Suspended) => Information::CorrectSuspended,
            Some(
                State::Expired
                | State::Revoked
                | State::Cancelled
                | State::Voided
                | State::Superseded
                | State::Moved,
            ) => Information::CorrectLapsed,
            Some(State::Valid) => match begun.and(ended).and(of(Asks::Standing)) {
                Outcome::Met => Information::CorrectInForce,
                // The version is not the current one.
                Outcome::NotMet => Information::CorrectLapsed,
                _ => Information::Incomplete,
            },
            Some(State::Other | State::Unknown | State::NotFound) | None => Information::Incomplete,
        },
    }
}
