//! From what came of the items to findings under EARCH-4 to 8 and the value of the report.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Packed;
use super::items::{self, Item, NEEDS_PERSON, Tests, UNCONFIRMED};
use super::options::ArchiveOptions;
use crate::Options;
use crate::archive::properties::{CURE, NEEDS_PERSON as UNTESTED, Property, RETURNED};
use crate::evidence::Flaw;
use crate::ident::mask;
use crate::law::Level;
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::topic::{Judgement, Question};

/// The judgement of a package that was tested.
pub(super) fn judge(packed: &Packed<'_>, tests: &Tests, options: &ArchiveOptions) -> Judgement {
    let question =
        Question { as_of: options.as_of, options: &Options::default(), is_hypothetical: false, cites: true };
    let mut findings = question.state();
    let mut value = BTreeMap::from([
        ("faults", json!([])),
        ("items", json!([])),
        ("kind", json!(packed.kind)),
        ("needs_person", json!([])),
        ("not_confirmed", json!([])),
        ("not_given", json!([])),
        ("properties", Value::Null),
        ("returned", Value::Null),
        ("signatures", json!(packed.signatures)),
        ("unclear", json!([])),
    ]);
    let mut obligations = Vec::new();
    if findings.law().applies() {
        let mut sum = Sum::default();
        for item in items::CODES {
            sum.add(item, tests, options, &mut findings);
        }
        let returned = sum.is_returned;
        if returned {
            findings.add(&RETURNED, "");
            obligations.push(Obligation::new(findings.law(), &CURE, Party::Body));
        }
        // What people must still test stays open, and does not make the answer about the bytes open.
        findings.settle(&UNTESTED, "/needs_person".to_owned(), Outcome::Undetermined, Level::Inform);
        value.extend(sum.value(returned));
    }
    Judgement { findings, value, obligations }
}

/// What is gathered item by item.
#[derive(Default)]
struct Sum {
    /// Whether an item that decides is not met.
    is_returned: bool,
    properties: Vec<(Property, Outcome)>,
    items: Vec<Value>,
    faults: Vec<Value>,
    unclear: Vec<Value>,
    needs_person: Vec<Value>,
    not_confirmed: Vec<&'static str>,
    not_given: Vec<Value>,
}

impl Sum {
    fn add(&mut self, item: Item, tests: &Tests, options: &ArchiveOptions, findings: &mut Findings) {
        let number = items::number(item);
        let mut settle = |at: &str, outcome, level| findings.settle(item, mask(at), outcome, level);
        let stated = options.policy.stated(&items::policy_name(item));
        if UNCONFIRMED.iter().any(|one| one.code == item.code) {
            self.not_confirmed.push(number);
            return settle("", Outcome::NotApplicable, Level::Inform);
        }
        let outcome = if let Some((_, reason)) = NEEDS_PERSON.iter().find(|(one, _)| one.code == item.code) {
            self.needs_person.push(json!({"item": number, "reason": reason}));
            settle("", Outcome::Undetermined, Level::Inform);
            Outcome::Undetermined
        } else if let Some(tested) = tests.of(item) {
            let outcome = tested.outcome();
            let level = stated.unwrap_or(if tested.decides() { Level::Fail } else { Level::Inform });
            self.is_returned |= outcome == Outcome::NotMet && level == Level::Fail;
            let list = |flaws: &[Flaw]| -> Vec<Value> {
                flaws
                    .iter()
                    .map(|flaw| json!({"at": mask(&flaw.at), "code": flaw.code, "item": number}))
                    .collect()
            };
            self.faults.extend(list(&tested.faults));
            self.unclear.extend(list(&tested.open));
            self.not_given.extend(tested.not_given.map(|what| json!({"item": number, "what": what})));
            let told = if tested.faults.is_empty() { &tested.open } else { &tested.faults };
            let mut places: Vec<&str> = told.iter().map(|flaw| flaw.at.as_str()).collect();
            places.sort_unstable();
            places.dedup();
            if places.is_empty() {
                places.push("");
            }
            places.into_iter().for_each(|at| settle(at, outcome, level));
            outcome
        } else {
            settle("", Outcome::NotApplicable, Level::Inform);
            return;
        };
        let property = property(item);
        self.properties.push((property, outcome));
        self.items.push(json!({
            "at": options.as_of,
            "by": concat!("ywtb ", env!("CARGO_PKG_VERSION")),
            "item": number,
            "property": property,
            "result": match outcome {
                Outcome::Met => "pass",
                Outcome::NotMet => "fail",
                _ => "not_done",
            },
            "stage": options.stage,
        }));
    }

    fn value(self, returned: bool) -> [(&'static str, Value); 8] {
        let of = |property: Property| {
            let outcomes = self.properties.iter().filter(|(one, _)| *one == property);
            outcomes.fold(Outcome::NotApplicable, |sum, (_, outcome)| sum.and(*outcome))
        };
        let properties = json!({
            "authenticity": of(Property::Authenticity),
            "completeness": of(Property::Completeness),
            "security": of(Property::Security),
            "usability": of(Property::Usability),
        });
        [
            ("faults", json!(self.faults)),
            ("items", json!(self.items)),
            ("needs_person", json!(self.needs_person)),
            ("not_confirmed", json!(self.not_confirmed)),
            ("not_given", json!(self.not_given)),
            ("properties", properties),
            ("returned", json!(returned)),
            ("unclear", json!(self.unclear)),
        ]
    }
}

/// The property that an item belongs to, by its rule.
fn property(item: Item) -> Property {
    match item.rule.id.1 {
        5 => Property::Authenticity,
        6 => Property::Completeness,
        7 => Property::Usability,
        _ => Property::Security,
    }
}
