//! The cases exercise the whole rule table: every rule comes out met, not met and undetermined somewhere, or stands below
//! with the reason why it cannot.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use ywtb::law::Instrument;
use ywtb::report::{Outcome, Report};
use ywtb::{Options, date, evaluate};

/// Rules that lack a result by what they say.
const WITHOUT: &[(&str, &[&str], &str)] = &[
    ("not_met undetermined", &["SCOPE-10", "OPEN-9", "TIME-1"], "says how to read, breaches nothing"),
    ("met not_met undetermined", &["SCOPE-12", "OPEN-13"], "principles decide nothing"),
    ("met not_met undetermined", &["SCOPE-9", "TIME-3"], "says that the measures do not apply"),
    ("not_met undetermined", &["SCOPE-5"], "a central post is bound by reference, whatever else"),
    ("not_met", &["SCOPE-1", "SCOPE-11"], "what is outside is not applicable, not a breach"),
    (
        "not_met",
        &["SCOPE-2", "SCOPE-3", "SCOPE-4", "SCOPE-6", "SCOPE-7", "SCOPE-8"],
        "a standing, not a duty",
    ),
    (
        "not_met undetermined",
        &["AUTH-1", "AUTH-2", "AUTH-3", "AUTH-4", "AUTH-8"],
        "a competence; who lacks it is found under AUTH-9",
    ),
    ("not_met", &["AUTH-5", "AUTH-6", "AUTH-7"], "a competence; who lacks it is found under AUTH-9"),
    ("met", &["AUTH-9"], "competence is found under the rule that gives it"),
    ("not_met undetermined", &["SHARE-4", "SHARE-5", "OPEN-7"], "what remains is found under the next rule"),
    ("met undetermined", &["SHARE-7"], "says what is refused"),
    (
        "not_met",
        &["OPEN-4", "OPEN-6", "TIME-2", "TIME-4"],
        "orders and counts; a breach is found under the rule that asks",
    ),
    (
        "undetermined",
        &[
            "SHARE-26", "RIGHT-1", "ONE-12", "ONE-14", "ECERT-3", "EARCH-2", "ESEAL-4", "ESEAL-5", "ESEAL-9",
            "LIAB-1",
        ],
        "follows from what other rules found; what is missing is asked for there",
    ),
    ("not_met", &["ECERT-11"], "chooses the source, breaches nothing"),
];

/// The reports of the cases.
fn reports() -> Vec<Report> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut reports = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let case: Value = serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap();
            let options = match &case["options"] {
                Value::Null => Options::default(),
                options => Options::from_json(options.to_string().as_bytes()).unwrap(),
            };
            let as_of = date(case["as_of"].as_str().unwrap()).unwrap();
            let facts = case["facts"].to_string();
            reports
                .push(evaluate(case["topic"].as_str().unwrap(), facts.as_bytes(), as_of, &options).unwrap());
        }
    }
    reports
}

/// The results that each rule comes to in the cases.
fn results() -> BTreeMap<String, BTreeSet<&'static str>> {
    let mut results: BTreeMap<String, BTreeSet<&'static str>> = BTreeMap::new();
    for finding in reports().into_iter().flat_map(|report| report.findings) {
        results.entry(finding.rule.to_string()).or_default().insert(match finding.result {
            Outcome::Met => "met",
            Outcome::NotMet => "not_met",
            Outcome::Undetermined => "undetermined",
            _ => "other",
        });
    }
    results
}

#[test]
fn every_code_and_instrument_of_a_report_is_in_the_table() {
    for report in reports() {
        let found = report.findings.iter().map(|finding| (finding.code, &finding.citations));
        let owed = report.obligations.iter().map(|obligation| (obligation.code, &obligation.citations));
        for (code, citations) in found.chain(owed) {
            assert!(ywtb::code(code).is_some(), "{code}");
            // An overlay brings instruments of its own.
            let known = |name: &str| Instrument::get(name).is_some() || !report.receipt.overlays.is_empty();
            assert!(citations.iter().all(|citation| known(citation.instrument())), "{code}");
        }
    }
}

#[test]
fn every_rule_comes_out_in_every_way_that_it_can() {
    let results = results();
    let mut wrong = Vec::new();
    for rule in ywtb::rules() {
        let id = rule.id.to_string();
        // ESEAL-10 is asked of documents.
        let Some(seen) = results.get(&id) else {
            if id != "ESEAL-10" {
                wrong.push(format!("{id} is not exercised"));
            }
            continue;
        };
        let without: BTreeSet<&str> = WITHOUT
            .iter()
            .filter(|(_, ids, _)| ids.contains(&id.as_str()))
            .flat_map(|(lack, ..)| lack.split(' '))
            .collect();
        for result in ["met", "not_met", "undetermined"] {
            match (seen.contains(result), without.contains(result)) {
                (false, false) => wrong.push(format!("{id} is never {result}")),
                (true, true) => {
                    wrong.push(format!("{id} is {result} in a case, and stands among those that cannot be"))
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The chapters with the number of their rules, as they are counted in the collection of the rules.
#[test]
fn the_table_is_whole() {
    let counts = [
        ("SCOPE", 13),
        ("AUTH", 11),
        ("PLAN", 9),
        ("CAT", 9),
        ("COL", 13),
        ("AGG", 5),
        ("QUAL", 7),
        ("SHARE", 27),
        ("OPEN", 16),
        ("ONE", 30),
        ("SEC", 10),
        ("RIGHT", 3),
        ("OBJ", 7),
        ("ECERT", 11),
        ("ESEAL", 11),
        ("ESIG", 5),
        ("EARCH", 12),
        ("SUP", 4),
        ("LIAB", 9),
        ("TIME", 5),
    ];
    for (prefix, count) in counts {
        for number in 1..=count {
            let id = format!("{prefix}-{number}");
            assert!(ywtb::rule(&id).is_some(), "{id} is not in the table");
        }
    }
    assert_eq!(ywtb::rules().len(), counts.iter().map(|(_, count)| count).sum::<usize>());
    assert_eq!(ywtb::rules().len(), 217);
}
