//! Judgement: a pure function of facts, policy and time. Stored facts judged again give the same verdict.
//!
//! *Basis*: ETSI EN 319 102-1 (indications); order of GM/T 0031-2014, 6.2.3.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::checks::{CHECKS, Case};
use super::facts::{Facts, Kind, SignatureFacts};
use super::later::{Relation, Relations};
use super::package::{self, Covered, PackageFound};
use super::verdict::{SignatureVerdict, Verdict, Weighed};
use crate::law::Level;
use crate::policy::Policy;
use crate::report::{Answers, Coverage, Indication, Outcome, Ternary};

/// Judges `facts` under `policy` as of `time`.
pub fn judge(facts: &Facts, policy: &Policy, time: DateTime<Utc>) -> Verdict {
    let relations = Relations::of(facts);
    let one_by_one = facts.signatures.iter().enumerate();
    let signatures: Vec<SignatureVerdict> = one_by_one
        .map(|(at, signature)| judge_one(facts, relations.get(at), signature, policy, time))
        .collect();
    let covered = Covered::by(facts, &signatures);
    let mut found = facts.package.as_ref().map(package::form).unwrap_or_default();
    found.extend(facts.package.iter().flat_map(|package| package::unlisted(package, &facts.signatures)));
    let list = facts.package.as_ref().and_then(|package| package.integrity.as_ref());
    let of_list = list.and_then(|list| list.signed.as_deref()).map(|signed| judge(signed, policy, time));
    found.extend(list.map(|list| package::integrity(list, of_list.as_ref())).unwrap_or_default());
    let decisive = |found: &PackageFound| {
        found.failure(policy).map(|failure| (failure.indication, failure.sub_indication, None))
    };
    let is_broken = found.iter().any(PackageFound::is_broken);
    let content = match &facts.package {
        Some(package) if !signatures.is_empty() => {
            package::content(package, &facts.signatures, &relations, &covered)
        }
        _ => Vec::new(),
    };

    // What is told first is what went wrong first: the package, a signature, then what they leave open.
    let of_signatures = signatures.iter().enumerate().map(|(index, signature)| {
        (signature.indication, signature.sub_indication.unwrap_or_default(), Some(index))
    });
    let candidates: Vec<(Indication, &'static str, Option<usize>)> = found
        .iter()
        .filter_map(decisive)
        .chain(of_signatures)
        .chain(content.iter().filter_map(decisive))
        .collect();
    let worst = candidates.iter().map(|(indication, ..)| *indication).max_by_key(|one| weight(*one));
    let headline = candidates
        .iter()
        .find(|(indication, ..)| Some(*indication) == worst && *indication != Indication::TotalPassed);

    let (uncovered, extra) = match &facts.package {
        Some(package) if !signatures.is_empty() => (covered.uncovered(package), covered.extra(package)),
        _ => (Vec::new(), Vec::new()),
    };
    let answers = document_answers(facts, &signatures, &covered, is_broken);
    let covered = covered.files();
    found.extend(content);
    Verdict {
        indication: worst,
        sub_indication: headline.map(|(_, sub, _)| *sub),
        decided_by: headline.and_then(|(_, _, index)| *index),
        answers,
        signatures,
        covered,
        uncovered,
        extra,
        integrity: of_list.map(Box::new),
        package: found,
    }
}

fn judge_one(
    facts: &Facts,
    relation: Option<&Relation<'_>>,
    signature: &SignatureFacts,
    policy: &Policy,
    time: DateTime<Utc>,
) -> SignatureVerdict {
    let case = Case::new(facts, relation, signature, time);
    let checks: Vec<Weighed> = CHECKS
        .iter()
        .map(|check| Weighed {
            name: check.name,
            level: policy.weigh(check.name, check.level),
            found: (check.run)(&case),
        })
        .collect();
    let decisive =
        || checks.iter().filter(|one| one.level == Level::Fail).filter_map(|one| one.found.failure);
    let worst = decisive().map(|failure| failure.indication).max_by_key(|one| weight(*one));
    let headline = decisive().find(|failure| Some(failure.indication) == worst);
    SignatureVerdict {
        indication: worst.unwrap_or(Indication::TotalPassed),
        sub_indication: headline.map(|failure| failure.sub_indication),
        answers: answers(facts, signature, &checks),
        signing_time: case.signing(),
        checks,
    }
}

fn weight(indication: Indication) -> u8 {
    match indication {
        Indication::TotalPassed => 0,
        Indication::Indeterminate => 1,
        Indication::TotalFailed => 2,
    }
}

fn answers(facts: &Facts, signature: &SignatureFacts, checks: &[Weighed]) -> Answers {
    let of = |names: &[&str]| {
        let results = checks.iter().filter(|one| names.contains(&one.name)).map(|one| one.found.result);
        results.fold(Outcome::NotApplicable, Outcome::and)
    };
    let covered: BTreeSet<&str> =
        signature.references.iter().flat_map(|references| &references.fitting).map(String::as_str).collect();
    Answers {
        covered: match (&facts.package, facts.kind) {
            (Some(package), _) => package::extent(package, &covered),
            // One original, and the digest is its whole.
            (None, Kind::Signature) if of(&["data_hash"]) == Outcome::Met => Coverage::Whole,
            (None, _) => Coverage::Unknown,
        },
        intact: ternary(match facts.kind {
            Kind::Seal => of(&["format", "seal_signature"]),
            // Whoever exchanges a file can exchange its digest too, unless the digests are bound in turn.
            Kind::Ofd | Kind::Signature => match of(&["format", "references", "data_hash"]) {
                Outcome::Met if of(&["data_hash"]) != Outcome::Met => Outcome::Undetermined,
                found => found,
            },
        }),
        signed: ternary(of(&["format", "signer_certificate", "signature_value", "seal_signature"])),
        trusted: ternary(of(&[
            "signer_trust",
            "maker_trust",
            "signer_revocation",
            "maker_revocation",
            "seal_status",
            "signer_period_now",
            "signer_path_period",
        ])),
    }
}

fn document_answers(
    facts: &Facts,
    signatures: &[SignatureVerdict],
    covered: &Covered<'_>,
    broken: bool,
) -> Answers {
    let all = |of: fn(&Answers) -> Ternary| {
        let results = signatures.iter().map(|one| match of(&one.answers) {
            Ternary::Yes => Outcome::Met,
            Ternary::No => Outcome::NotMet,
            Ternary::Unknown => Outcome::Undetermined,
        });
        ternary(results.fold(Outcome::NotApplicable, Outcome::and))
    };
    Answers {
        covered: match (&facts.package, signatures.first()) {
            (_, None) => Coverage::None,
            (Some(package), _) => covered.extent(package),
            (None, Some(only)) => only.answers.covered,
        },
        intact: if broken { Ternary::No } else { all(|answers| answers.intact) },
        signed: if signatures.is_empty() { Ternary::No } else { all(|answers| answers.signed) },
        trusted: all(|answers| answers.trusted),
    }
}

fn ternary(outcome: Outcome) -> Ternary {
    match outcome {
        Outcome::Met => Ternary::Yes,
        Outcome::NotMet => Ternary::No,
        Outcome::Undetermined | Outcome::NotApplicable | Outcome::Conflict => Ternary::Unknown,
    }
}
