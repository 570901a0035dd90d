//! Whether a request fits the conditions of a data set that is opened conditionally (OPEN-11).

use std::borrow::Cow;

use crate::record::Fact;

use super::list_entry::OpenCondition;
use super::request::Facts;

/// What comparing a request with the conditions came to.
#[derive(Default)]
pub(super) struct Compared {
    /// Conditions that the request does not meet, by name.
    pub(super) refused: Vec<&'static str>,
    /// Conditions on which the request says nothing, as its author must be asked.
    pub(super) lacking: Vec<&'static str>,
    /// Facts that are absent.
    pub(super) missing: Vec<Cow<'static, str>>,
}

enum Fits {
    Yes,
    No,
    /// Nothing is said where something must be.
    Lacking,
    /// It is unknown what the condition is.
    Condition,
    /// It is unknown what the request says.
    Request,
}

/// Every condition with its name, its counterpart in the request, and whether that fits: subject, purpose, ability, the
/// holder's authorisation, agreement.
pub(super) fn compare(facts: &Facts<'_>, condition: &OpenCondition<'_>) -> Compared {
    let conditions = [
        ("user_kind", "/user_kind", listed(&condition.user_kind, facts.user_kind)),
        ("purpose", "/purpose", listed(&condition.purpose, facts.purpose)),
        (
            "security_ability",
            "/security_ability",
            match (condition.security_ability, facts.security_ability) {
                (Fact::Unknown, _) => Fits::Condition,
                (Fact::None, _) => Fits::Yes,
                (Fact::Known(_), Fact::Unknown) => Fits::Request,
                (Fact::Known(_), Fact::None) => Fits::Lacking,
                (Fact::Known(least), Fact::Known(level)) if level >= least => Fits::Yes,
                (Fact::Known(_), Fact::Known(_)) => Fits::No,
            },
        ),
        (
            "holder_authorisation",
            "/holder_authorised",
            match (condition.holder_authorisation, facts.holder_authorised) {
                (Fact::Unknown, _) => Fits::Condition,
                (Fact::Known(true), Fact::Unknown) => Fits::Request,
                (Fact::Known(true), Fact::None) => Fits::Lacking,
                (Fact::Known(true), Fact::Known(false)) => Fits::No,
                _ => Fits::Yes,
            },
        ),
        (
            "agreement",
            "/agreement_id",
            match (condition.agreement, facts.agreement_id.is_stated()) {
                (Fact::Unknown, _) => Fits::Condition,
                (Fact::Known(true), None) => Fits::Request,
                (Fact::Known(true), Some(false)) => Fits::Lacking,
                _ => Fits::Yes,
            },
        ),
    ];
    let mut compared = Compared::default();
    for (name, path, fits) in conditions {
        match fits {
            Fits::Yes => {}
            Fits::No => compared.refused.push(name),
            Fits::Lacking => compared.lacking.push(name),
            Fits::Condition => compared.missing.push(format!("/entry/condition/{name}").into()),
            Fits::Request => compared.missing.push(path.into()),
        }
    }
    compared
}

/// Whether what is given is among what is admitted; nothing listed admits all.
fn listed(admitted: &Fact<Vec<&str>>, given: Fact<&str>) -> Fits {
    match (admitted.list(), given) {
        (None, _) => Fits::Condition,
        (Some([]), _) => Fits::Yes,
        (Some(_), Fact::Unknown) => Fits::Request,
        (Some(admitted), Fact::Known(given)) if !given.trim().is_empty() => {
            if admitted.iter().any(|one| one.trim() == given.trim()) { Fits::Yes } else { Fits::No }
        }
        (Some(_), _) => Fits::Lacking,
    }
}
