//! What metadata, file facts and inquiry come to: the checks, the information result, and what reports say of both.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, SecondsFormat};
use serde_json::{Value, json};

use super::checks::{self, Case, FileFacts, Weighed, copy, identifier};
use super::information::information;
use super::inquiry::Inquiry;
use super::kind::TypeRule;
use super::metadata::Metadata;
use crate::ident::mask;
use crate::policy::Policy;
use crate::report::{Findings, Outcome};

/// The checks of one certificate and what they come to.
pub(crate) struct Assessment {
    checks: Vec<Weighed>,
    /// What the report decides about the certificate.
    pub(crate) value: BTreeMap<&'static str, Value>,
    /// What the deciding checks come to together.
    pub(crate) outcome: Outcome,
}

/// Asks every check.
pub(crate) fn assess(
    metadata: &Metadata,
    file: Option<&FileFacts>,
    inquiry: &Inquiry,
    policy: &Policy,
    time: DateTime<FixedOffset>,
) -> Assessment {
    let rule = TypeRule::of(metadata, &inquiry.types);
    let case = Case { metadata, file, inquiry, rule, time };
    let checks = checks::run(&case, policy);
    let outcome = deciding(&checks).map(|(_, result)| result).fold(Outcome::NotApplicable, Outcome::and);
    let value = value(&case, &checks);
    Assessment { checks, value, outcome }
}

impl Assessment {
    /// The code of the first check that made the outcome what it is.
    pub(crate) fn headline(&self) -> Option<&'static str> {
        deciding(&self.checks).find(|(_, result)| *result == self.outcome).map(|(code, _)| code)
    }

    /// Adds what was found.
    pub(crate) fn add_to(self, findings: &mut Findings) {
        for one in self.checks {
            for found in one.found {
                let level = one.level.unwrap_or(found.code.level);
                if found.missing.is_empty() {
                    findings.add(found.code, found.path);
                } else {
                    findings.missing(found.code, found.missing);
                }
                findings.relevel(level);
            }
        }
    }
}

fn deciding(checks: &[Weighed]) -> impl Iterator<Item = (&'static str, Outcome)> {
    checks.iter().flat_map(Weighed::deciding).map(|code| (code.code, code.result))
}

fn value(case: &Case<'_>, checks: &[Weighed]) -> BTreeMap<&'static str, Value> {
    let state = case.inquiry.status.as_ref().and_then(|answer| answer.state(case));
    let holder = checks.iter().find(|one| one.check.name == "holder_match").map(Weighed::result);
    let holder = match holder.unwrap_or(Outcome::NotApplicable) {
        Outcome::Met => "matches",
        Outcome::NotMet => "differs",
        Outcome::Undetermined | Outcome::Conflict => "undetermined",
        Outcome::NotApplicable => "not_asked",
    };
    BTreeMap::from([
        ("checks", checks.iter().map(entry).collect()),
        ("holder_match", json!(holder)),
        ("identifier", identifier(case)),
        ("information", json!(information(checks, state))),
        ("is_purpose_copy", json!(copy::is_copy(case))),
        ("origins", origins(case)),
        (
            "status",
            case.inquiry.status.as_ref().map_or(Value::Null, |answer| {
                json!({
                    "at": answer.at.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true),
                    "code": answer.code.as_deref().map(mask),
                    "status": answer.status,
                })
            }),
        ),
    ])
}

/// One check in the report.
fn entry(one: &Weighed) -> Value {
    let codes: Vec<Value> = one
        .found
        .iter()
        .map(|found| json!({"code": found.code.code, "detail": found.detail, "level": one.level.unwrap_or(found.code.level), "path": found.path}))
        .collect();
    json!({"codes": codes, "level": one.level.unwrap_or(one.check.level()), "name": one.check.name, "result": one.result()})
}

/// The identifier without its serial, which may be anything.
fn identifier(case: &Case<'_>) -> Value {
    let Some(found) = identifier::identifier(case) else { return Value::Null };
    let is_formed = identifier::formed(case).is_some();
    let part = |name| found.parts.get(name).filter(|_| is_formed).map(|part| mask(part));
    json!({
        "authority": part("authority"),
        "code": found.code,
        "notes": found.notes,
        "type_code": part("type_code"),
        "valid": found.valid,
        "version": part("version"),
    })
}

/// Where each item was read from; names and places, no values.
fn origins(case: &Case<'_>) -> Value {
    let covered = |place: &String| case.file.map(|file| file.covered.contains(place));
    let entries = case.metadata.entries.iter();
    let origin = |entry: &super::metadata::Entry| {
        json!({
            "carrier": entry.carrier,
            "covered": covered(&entry.place),
            "has_value": entry.value.is_some(),
            "name": entry.name,
            "place": mask(&entry.place),
        })
    };
    entries.map(origin).collect()
}
