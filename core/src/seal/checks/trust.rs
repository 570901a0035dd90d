//! What the questions of trust share: which of several paths is asked, what the path lacks, and what the status of its
//! certificates comes to.

use chrono::{DateTime, Utc};

use super::{Failure, Found, list};
use crate::evidence::path::{PathFacts, PathFaultKind};
use crate::evidence::status::{Standing, StatusFacts, StatusWord, standing};
use crate::evidence::time::{Moment, Zone, within};
use crate::seal::facts::Answer;

/// What the ways to lead nowhere are called for one holder.
pub(super) struct PathFailures {
    /// No trusted certificate is reached.
    pub(super) no_path: &'static Failure,
    /// A certificate names an issuer that did not sign it.
    pub(super) signature: &'static Failure,
    /// A path breaks what an authority in it, or the standard, demands.
    pub(super) constraints: &'static Failure,
    /// A path rests on a signature that no longer withstands forgery.
    pub(super) weak: &'static Failure,
}

/// What the ways not to be in force are called for one holder.
pub(super) struct StatusFailures {
    /// Withdrawn before a proven moment.
    pub(super) revoked: &'static Failure,
    /// Withdrawn, and nothing proves that it was not before.
    pub(super) no_proof: &'static Failure,
    /// An authority above it was withdrawn.
    pub(super) authority: &'static Failure,
    /// Nobody says that it was in force.
    pub(super) unknown: &'static Failure,
}

/// When trust is asked about: the question's moment and, where one is proven, the signing's.
#[derive(Clone, Copy)]
pub(crate) struct When {
    pub(crate) now: DateTime<Utc>,
    pub(crate) proven: Option<Moment>,
}

impl When {
    /// The moment at which certificates have to be in their periods.
    fn moment(self) -> Moment {
        self.proven.unwrap_or(Moment { at: self.now, zone: Zone::Stated })
    }
}

/// Of several paths the one that holds best, as far as it goes.
pub(crate) fn best(paths: &[PathFacts], when: When) -> Option<&PathFacts> {
    // The paths stand in order of their faults; of equals the first is taken.
    paths.iter().min_by_key(|path| {
        let worst = standings(path, when).into_iter().map(|(_, standing)| match standing {
            Standing::Good => 0,
            Standing::Unknown => 1,
            Standing::Revoked(_) => 2,
        });
        (!path.faults.is_empty(), worst.max(), !authorities_in_period(path, when.moment()))
    })
}

/// Whether nothing speaks against a token that the holder of `path` made at `moment`: the path is sound, everybody on it
/// was in his period, and nobody is known to have been withdrawn. Whoever has the authority's key can make tokens of the
/// past, so a later withdrawal is only passed over when its reason says that the key was not lost (RFC 3161, 4).
pub(super) fn may_prove(path: &PathFacts, moment: Moment) -> bool {
    const KEY_KEPT: [&str; 3] = ["affiliation_changed", "superseded", "cessation_of_operation"];
    let is_harmless = |answer: &StatusFacts| {
        answer.fault.is_some()
            || matches!(answer.says, StatusWord::Good | StatusWord::Unknown)
            || (answer.reason.as_deref().is_some_and(|reason| KEY_KEPT.contains(&reason))
                && answer.since.is_some_and(|since| since.at > moment.at))
    };
    path.faults.is_empty()
        && path.certificates.iter().all(|one| within(moment, one.not_before, one.not_after) == Answer::Yes)
        && path.status.iter().flatten().all(is_harmless)
}

/// Whether a token that the holder of `path` made at `moment` proves that something was there: everybody on the path is
/// known to have been in force, too.
pub(super) fn proves(path: &PathFacts, moment: Moment, now: DateTime<Utc>) -> bool {
    let when = When { now, proven: Some(moment) };
    may_prove(path, moment) && standings(path, when).iter().all(|(_, standing)| *standing == Standing::Good)
}

/// Whether `path` leads to a trusted certificate at any time.
pub(super) fn ask(path: Option<&PathFacts>, failures: &PathFailures) -> Found {
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

/// Whether the authorities of `path`, without the holder, are in their periods at `moment`.
pub(super) fn authorities_in_period(path: &PathFacts, moment: Moment) -> bool {
    let mut authorities = path.certificates.iter().skip(1);
    authorities.all(|one| within(moment, one.not_before, one.not_after) == Answer::Yes)
}

/// Whether the holder and the authorities of `path` are in force.
pub(super) fn ask_status(path: Option<&PathFacts>, when: When, failures: &StatusFailures) -> Found {
    let Some(path) = path else { return Found::undetermined(failures.unknown, String::new()) };
    let standings = standings(path, when);
    let of = |wanted: fn(&Standing) -> bool| {
        standings.iter().find(|(_, standing)| wanted(standing)).map(|(at, standing)| (*at, *standing))
    };
    match of(|standing| matches!(standing, Standing::Revoked(_))) {
        Some((0, standing)) => withdrawn(standing, when, failures.revoked, failures.no_proof),
        Some((at, _)) => Found::undetermined(failures.authority, format!("@{at}")),
        None => match of(|standing| *standing == Standing::Unknown) {
            Some((at, _)) => Found::undetermined(failures.unknown, silent(path.status.get(at), at)),
            None => Found::met(),
        },
    }
}

/// Since when the holder of `path` is withdrawn, when that is known.
pub(super) fn withdrawn_since(path: Option<&PathFacts>, when: When) -> Option<Moment> {
    let first = path.and_then(|path| standings(path, when).into_iter().find(|(at, _)| *at == 0));
    match first {
        Some((_, Standing::Revoked(since))) => since,
        _ => None,
    }
}

/// What it means that something was withdrawn: final only where a proven moment came no earlier.
pub(super) fn withdrawn(
    standing: Standing,
    when: When,
    revoked: &'static Failure,
    no_proof: &'static Failure,
) -> Found {
    match (standing, when.proven) {
        (Standing::Revoked(Some(since)), Some(proven)) if since.at <= proven.at => {
            Found::not_met(revoked, String::new())
        }
        _ => Found::undetermined(no_proof, String::new()),
    }
}

/// Why nobody says anything: what does not count of what is said.
pub(super) fn silent(answers: Option<&Vec<StatusFacts>>, at: usize) -> String {
    let place = format!("@{at}");
    let faults =
        answers.into_iter().flatten().map(|answer| answer.fault.as_deref().unwrap_or("status.not_fresh"));
    let codes: Vec<&str> =
        std::iter::once("status.none").filter(|_| answers.is_none_or(Vec::is_empty)).chain(faults).collect();
    list(codes.into_iter().map(|code| (code, place.as_str())))
}

/// What the answers about each certificate of a path come to. The caller answers for the trusted one; but a holder who
/// is trusted by himself may still have been withdrawn by his issuer.
fn standings(path: &PathFacts, when: When) -> Vec<(usize, Standing)> {
    let last = path.certificates.len().saturating_sub(1);
    let proven = when.proven.map(|proven| proven.at);
    let is_asked = |at: usize| {
        let own_issuer = path.certificates.get(at).is_some_and(|one| one.subject == one.issuer);
        !own_issuer && (at == 0 || at < last || !path.is_anchored())
    };
    path.certificates
        .iter()
        .zip(&path.status)
        .enumerate()
        .filter(|(at, _)| is_asked(*at))
        .map(|(at, (one, answers))| (at, standing(answers, Some(one.not_after), when.now, proven)))
        .collect()
}
