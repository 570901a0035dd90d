//! The topic `catalogue.compile`: the catalogues of units compiled into the city's.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::compilation::{COMPILED, Compilation, Outcomes, Place};
use super::compiled_by::BY_SECTOR;
use super::facts::{Body, Listed};
use super::required::requirements;
use super::source::{CONFLICT, DESIGNATE, DESIGNATED, DESIGNATION_UNKNOWN, Disputed, ONE_SOURCE};
use super::update::{Change, REVIEW_DUE, Said, update};
use super::version::{Difference, Version, fields};
use crate::ident::mask;
use crate::law::{Code, Law, Level, codes};
use crate::record::{Fact, InTerm, Role, Term, Text};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../../schemas/catalogue.compile.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "catalogue.compile",
    schema: SCHEMA,
    kind: "catalogue",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

codes! {
    UNITS_UNKNOWN: super::listing::CAT_1, "catalogue.compiled.units_unknown", Fail, Undetermined, "不知道各单位的目录条目", "the units or their entries are unknown";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    units: Fact<Vec<Unit<'a>>>,
    designations: Fact<Vec<Designation<'a>>>,
    previous: Fact<Previous<'a>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Previous<'a> {
    #[serde(borrow)]
    units: Fact<Vec<Unit<'a>>>,
}

/// A unit with its catalogue.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Unit<'a> {
    #[serde(borrow)]
    agency: Body<'a>,
    entries: Fact<Vec<Listed<'a>>>,
    change: Fact<Change<'a>>,
}

/// The designation of an item's source (数源部门).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Designation<'a> {
    #[serde(borrow)]
    item: Fact<Text<'a>>,
    source_dept: Fact<Text<'a>>,
    by: Fact<Text<'a>>,
    period: Fact<Term>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut value: BTreeMap<&'static str, Value> =
        ["decision", "entries", "listed", "conflicts", "duplicates", "differences", "updates"]
            .map(|name| (name, Value::Null))
            .into();
    let mut obligations = Vec::new();
    if out.law().applies() {
        match facts.units.list() {
            None => out.missing(&UNITS_UNKNOWN, vec!["/units".into()]),
            Some(units) => {
                let said = &mut Said { question, out: &mut out, obligations: &mut obligations };
                whole(units, &facts, &mut value, said);
                value.insert("decision", decision(&out).into());
            }
        }
    }
    Ok(Judgement { findings: out, value, obligations })
}

fn whole(
    units: &[Unit<'_>],
    facts: &Facts<'_>,
    value: &mut BTreeMap<&'static str, Value>,
    said: &mut Said<'_>,
) {
    let law = said.out.law();
    let (earlier, earlier_places) = earlier(&facts.previous, said.out);
    let mut compilation = Compilation::new(law.clone(), usize::MAX, earlier);
    let mut places = Vec::new();
    for (unit, index) in units.iter().zip(0_usize..) {
        match unit.entries.list() {
            None => said.out.missing(&UNITS_UNKNOWN, vec![format!("/units/{index}/entries").into()]),
            Some(entries) => {
                for (entry, number) in entries.iter().zip(0_usize..) {
                    places.push((index, number));
                    compilation.entry(&unit.agency, entry);
                }
            }
        }
    }
    let outcomes = compilation.finish();
    let departments = law.date() >= Law::SHARING_REGULATION
        && units.iter().any(|unit| unit.agency.agency().is_government_department() == Some(true));
    let entry = |number: u32| pointer("/units", &places, number);
    tell(&outcomes, &places, departments, said.out);
    let conflicts: Vec<Value> = outcomes
        .disputed
        .iter()
        .map(|item| conflict(item, facts.designations.list().unwrap_or_default(), &entry, said))
        .collect();
    let told = |rule| said.out.iter().any(|finding| finding.rule == rule && finding.level == Level::Fail);
    if !told(ONE_SOURCE.rule.id) {
        said.out.add(&ONE_SOURCE, "/units");
    }
    let updates = updates(units, departments, said);
    let reviewed = units.iter().any(|unit| unit.change.known().is_some());
    if departments && !outcomes.differences.is_empty() && !reviewed {
        said.obligations.push(Obligation::new(law, &REVIEW_DUE, Party::SharingAuthority));
    }
    let duplicates: Vec<Value> = outcomes
        .duplicates
        .iter()
        .map(|(supplement, sector)| json!({"entry": entry(*supplement), "sector_entry": entry(*sector)}))
        .collect();
    value.insert("entries", outcomes.entries.into());
    value.insert("listed", outcomes.listed.into());
    value.insert("conflicts", conflicts.into());
    value.insert("duplicates", duplicates.into());
    value.insert("updates", updates.into());
    if facts.previous.known().is_some() {
        let differences: Vec<Value> = outcomes
            .differences
            .iter()
            .map(|change| {
                difference(*change, &entry, &|number| pointer("/previous/units", &earlier_places, number))
            })
            .collect();
        value.insert("differences", differences.into());
    }
}

/// The pointer of the entry with this number.
fn pointer(units: &str, places: &[(usize, usize)], number: u32) -> String {
    let place = usize::try_from(number).ok().and_then(|number| places.get(number));
    place.map_or_else(String::new, |(unit, entry)| format!("{units}/{unit}/entries/{entry}"))
}

/// The earlier version, where one is asked about, with the places of its entries.
fn earlier(previous: &Fact<Previous<'_>>, out: &mut Findings) -> (Option<Version>, Vec<(usize, usize)>) {
    let Fact::Known(previous) = previous else { return (None, Vec::new()) };
    let mut version = Version::default();
    let mut places = Vec::new();
    if previous.units.is_unknown() {
        out.missing(&UNITS_UNKNOWN, vec!["/previous/units".into()]);
    }
    for (unit, index) in previous.units.list().unwrap_or_default().iter().zip(0_usize..) {
        if unit.entries.is_unknown() {
            out.missing(&UNITS_UNKNOWN, vec![format!("/previous/units/{index}/entries").into()]);
        }
        for (entry, number) in unit.entries.list().unwrap_or_default().iter().zip(0_usize..) {
            version.keep(u32::try_from(places.len()).unwrap_or(u32::MAX), entry);
            places.push((index, number));
        }
    }
    (Some(version), places)
}

/// What was found entry by entry; and of what was asked and never failed, that it stands.
fn tell(outcomes: &Outcomes, places: &[(usize, usize)], departments: bool, out: &mut Findings) {
    let law = out.law();
    for tally in outcomes.tallies.values() {
        for place in &tally.places {
            let path = path(place, places);
            match tally.code.result {
                Outcome::Undetermined => out.missing(tally.code, vec![path.into()]),
                _ => out.add(tally.code, path),
            }
        }
    }
    let mut asked: Vec<&'static Code> = vec![&COMPILED];
    if law.date() >= Law::DATA_REGULATION {
        asked.push(&BY_SECTOR);
    }
    asked.extend(requirements(&law, departments).iter().map(|requirement| requirement.complete));
    for code in asked {
        let failed = outcomes.tallies.values().any(|tally| {
            std::ptr::eq(tally.code.rule, code.rule)
                && matches!(tally.code.result, Outcome::NotMet | Outcome::Undetermined)
        });
        if !failed {
            out.add(code, "/units");
        }
    }
}

fn path(place: &Place, places: &[(usize, usize)]) -> String {
    match place.field.strip_prefix('@') {
        None => format!("{}/{}", pointer("/units", places, place.entry), place.field),
        Some(field) => {
            let place = usize::try_from(place.entry).ok().and_then(|number| places.get(number));
            place.map_or_else(String::new, |(unit, _)| format!("/units/{unit}/agency/{field}"))
        }
    }
}

/// CAT-9: an item of several sources, whom it needs to decide, and whether that was done.
fn conflict(
    disputed: &Disputed,
    designations: &[Designation<'_>],
    entry: &dyn Fn(u32) -> String,
    said: &mut Said<'_>,
) -> Value {
    let law = said.out.law();
    let (party, by) = if law.date() >= Law::SHARING_REGULATION && disputed.departments {
        (Party::SharingAuthority, Role::SharingAuthority)
    } else {
        (Party::Authority, Role::CompetentAuthority)
    };
    let entries: Vec<String> = disputed.entries.iter().map(|number| entry(*number)).collect();
    let at = entries.first().cloned().unwrap_or_default();
    let resolved = match designated(&disputed.item, designations, &law) {
        Ok(true) => {
            said.out.add(&DESIGNATED, at);
            Some(true)
        }
        Ok(false) => {
            said.out.add(&CONFLICT, at);
            said.obligations.push(Obligation::new(law, &DESIGNATE, party));
            Some(false)
        }
        Err(missing) => {
            said.out.missing(&DESIGNATION_UNKNOWN, vec![missing.into()]);
            None
        }
    };
    json!({"item": mask(&disputed.item), "entries": entries, "by": by.as_str(), "resolved": resolved})
}

/// Whether a source of `item` is designated; the fact that would decide.
fn designated(item: &str, designations: &[Designation<'_>], law: &Law) -> Result<bool, String> {
    let mut answer = Ok(false);
    for (designation, index) in designations.iter().zip(0_usize..) {
        let unknown = |field: &str| Err(format!("/designations/{index}/{field}"));
        let time = match designation.period {
            Fact::Known(term) => term.contains(law.date()),
            Fact::Unknown | Fact::None => InTerm::Yes,
        };
        let one = match (designation.source_dept.states(), designation.by.states(), time) {
            _ if designation.item.is_unknown() => unknown("item"),
            _ if designation.item.stated() != Some(item) => continue,
            (Some(false), ..) | (_, Some(false), _) | (.., InTerm::No) => continue,
            (Some(true), Some(true), InTerm::Yes) => return Ok(true),
            (None, ..) => unknown("source_dept"),
            (_, None, _) => unknown("by"),
            (.., InTerm::Unknown(end)) => unknown(&format!("period/{end}")),
        };
        answer = one;
    }
    answer
}

/// CAT-7, unit by unit.
fn updates(units: &[Unit<'_>], departments: bool, said: &mut Said<'_>) -> Vec<Value> {
    let mut updates = Vec::new();
    for (unit, index) in units.iter().zip(0_usize..) {
        let department = unit.agency.agency().is_government_department() == Some(true);
        let Fact::Known(change) = &unit.change else { continue };
        if !departments || !department {
            continue;
        }
        let at = format!("/units/{index}/change");
        let updated = update(change, &at, said);
        updates.push(json!({
            "unit": format!("/units/{index}"),
            "update": updated.update.map(|timely| timely.word),
            "update_by": updated.update.map(|timely| timely.last.to_string()),
            "late_days": updated.update.map(|timely| timely.late_days),
            "review": updated.review.map(|timely| timely.word),
            "review_by": updated.review.map(|timely| timely.last.to_string()),
        }));
    }
    updates
}

fn difference(change: Difference, entry: &dyn Fn(u32) -> String, previous: &dyn Fn(u32) -> String) -> Value {
    let (word, later, earlier, mask) = match change {
        Difference::Added(later) => ("added", Some(later), None, 0),
        Difference::Removed(earlier) => ("removed", None, Some(earlier), 0),
        Difference::Changed(later, earlier, mask) => ("changed", Some(later), Some(earlier), mask),
    };
    json!({
        "change": word,
        "entry": later.map(entry),
        "previous": earlier.map(previous),
        "fields": fields(mask),
    })
}

/// The main word: the gravest fault in the order of the rules, or that the catalogue is compiled.
fn decision(out: &Findings) -> Option<&'static str> {
    const WORDS: [(&str, &str); 8] = [
        ("catalogue.compiled.", "unlisted"),
        ("catalogue.compiler.", "wrong_compiler"),
        ("catalogue.duplicate_of_sector", "duplicate_of_sector"),
        ("catalogue.source.", "needs_designation"),
        ("catalogue.entry.", "missing_field"),
        ("catalogue.department.", "missing_field"),
        ("catalogue.core.", "not_conforming"),
        ("catalogue.update.", "late"),
    ];
    match out.outcome() {
        Outcome::NotMet => {
            let failed: Vec<&str> = out
                .iter()
                .filter(|finding| finding.level == Level::Fail && finding.result == Outcome::NotMet)
                .map(|finding| finding.code)
                .collect();
            let word = WORDS.iter().find(|(start, _)| failed.iter().any(|code| code.starts_with(start)));
            Some(word.map_or(
                if failed.iter().any(|code| code.starts_with("catalogue.review.")) {
                    "late"
                } else {
                    "class_defective"
                },
                |(_, word)| word,
            ))
        }
        Outcome::Met => Some("listed"),
        _ => None,
    }
}
