//! What the two questions of trust share: a path to a trusted certificate, and what the best one lacks.

use super::{Failure, Found, list};
use crate::evidence::path::{PathFacts, PathFaultKind};

/// What the ways to fail are called for one holder.
pub(super) struct Failures {
    /// No trusted certificate is reached.
    pub(super) no_path: &'static Failure,
    /// A certificate names an issuer that did not sign it.
    pub(super) signature: &'static Failure,
    /// A path breaks what an authority in it, or the standard, demands.
    pub(super) constraints: &'static Failure,
    /// A path rests on a signature that no longer withstands forgery.
    pub(super) weak: &'static Failure,
}

/// Whether `path`, the best that was found, holds at any time.
pub(super) fn ask(path: Option<&PathFacts>, failures: &Failures) -> Found {
    let Some(path) = path else { return Found::undetermined(failures.no_path, String::new()) };
    let Some(first) = path.faults.first() else { return Found::met() };
    let failure = match first.kind {
        PathFaultKind::Signature => failures.signature,
        PathFaultKind::Weak => failures.weak,
        kind if kind.ends_nowhere() => failures.no_path,
        _ => failures.constraints,
    };
    let places: Vec<(&str, String)> =
        path.faults.iter().map(|fault| (fault.kind.as_str(), format!("@{}", fault.at))).collect();
    Found::undetermined(failure, list(places.iter().map(|(kind, at)| (*kind, at.as_str()))))
}
