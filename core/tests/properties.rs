//! What holds of every answer, whatever the facts: over all cases, all examples and the generated catalogue.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;
use ywtb::report::{Outcome, Report};
use ywtb::{Options, TOPICS, date, evaluate};
use ywtb_testkit::Catalogue;

struct Question {
    name: String,
    topic: String,
    as_of: String,
    options: Options,
    facts: Value,
}

impl Question {
    fn ask(&self, facts: &Value) -> Report {
        self.ask_bytes(facts.to_string().as_bytes())
    }

    fn ask_bytes(&self, facts: &[u8]) -> Report {
        evaluate(&self.topic, facts, date(&self.as_of).unwrap(), &self.options)
            .unwrap_or_else(|error| panic!("{}: {error}", self.name))
    }
}

fn questions() -> Vec<Question> {
    let mut all = Vec::new();
    for topic in TOPICS {
        let schema: Value = serde_json::from_str(topic.schema).unwrap();
        for day in ["2019-05-01", "2022-05-01", "2025-09-01"] {
            for facts in schema["examples"].as_array().unwrap() {
                all.push(Question {
                    name: format!("example of {} on {day}", topic.name),
                    topic: topic.name.to_owned(),
                    as_of: day.to_owned(),
                    options: Options::default(),
                    facts: facts.clone(),
                });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    for folder in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let case: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let text = |name: &str| case[name].as_str().unwrap().to_owned();
            let options = case
                .get("options")
                .map(|options| Options::from_json(options.to_string().as_bytes()).unwrap());
            all.push(Question {
                name: path.display().to_string(),
                topic: text("topic"),
                as_of: text("as_of"),
                options: options.unwrap_or_default(),
                facts: case["facts"].clone(),
            });
        }
    }
    let catalogue = Catalogue::generate(7, 60, 120);
    for request in &catalogue.requests {
        all.push(Question {
            name: format!("generated request {}", request["id"]),
            topic: "sharing.request".to_owned(),
            as_of: "2026-01-01".to_owned(),
            options: Options::default(),
            facts: catalogue.request_facts(request),
        });
    }
    all
}

/// The pointers of all scalars (`null` included).
fn scalars(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                scalars(inner, &format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(list) => {
            for (index, inner) in list.iter().enumerate() {
                // An element that is left out moves the others: what is left out here are fields.
                if inner.is_object() || inner.is_array() {
                    scalars(inner, &format!("{pointer}/{index}"), found);
                }
            }
        }
        _ => found.push(pointer.to_owned()),
    }
}

fn without(value: &Value, pointer: &str) -> Value {
    let mut copy = value.clone();
    let (parent, field) = pointer.rsplit_once('/').unwrap();
    let field = field.replace("~1", "/").replace("~0", "~");
    copy.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(&field);
    copy
}

/// Fields with a meaning of their own when they are absent, by the schemas: without the act's date the evaluation date
/// counts, an item without a class bears its entry's, and in a plan one without a secrecy mark the plan's, one that is
/// not said to be necessary is so by the minimum set, and one source is asked only where it is told. A designation that
/// names no sector is one for the sector at hand. An entry without assessments is not asked about its publication, and
/// in a unit's catalogue the unit says which catalogue it is and who is the source of its items. A scenario of which no
/// day of approval is told is approved as its status says. What a column of a data set does not state is not asked, nor
/// a part of the companions that is not handed in.
fn has_a_default(pointer: &str) -> bool {
    matches!(
        pointer,
        "/received_at" | "/occurred_at" | "/collected_at" | "/proposed_at" | "/act/at" | "/entry/assessments"
    ) || pointer.starts_with("/columns/")
        || (pointer.starts_with("/scenarios/") && pointer.ends_with("/approved_on"))
        || (pointer.starts_with("/actor/designations/") && pointer.ends_with("/sector"))
        || (pointer.starts_with("/units/")
            && (pointer.ends_with("/compiled_level") || pointer.ends_with("/source_dept")))
        || (pointer.starts_with("/items/")
            && ["/secret_flag", "/necessary", "/source_dept"].iter().any(|field| pointer.ends_with(field)))
        || of_companions(pointer)
        || (pointer.starts_with("/entry/items/")
            && (pointer.ends_with("/share_type") || pointer.ends_with("/open_type")))
}

/// Such fields of certificates, seals, signatures and archives.
fn of_companions(pointer: &str) -> bool {
    const ACT_DATES: [&str; 4] = ["/presented_at", "/signed_at", "/filed_at", "/transfer/done"];
    const PARTS: [&str; 13] = [
        "/appraisal/disposition",
        "/document_kind",
        "/electronic_provided",
        "/mutually_recognised",
        "/new_entity/physical_seal_demanded",
        "/physical_asked",
        "/seal/physical_seal_filed_at",
        "/seal/seal_info/property/create_date",
        "/seal/state",
        "/signer_certificate/valid_to",
        "/stage",
        "/system_accepts",
        "/verification/receipt/policy",
    ];
    ACT_DATES.contains(&pointer) || PARTS.contains(&pointer)
}

/// Facts that cannot all be true: what is left without one of them can be.
fn contradicts_itself(report: &Report) -> bool {
    const CONTRADICTIONS: [&str; 3] =
        ["objection.step.out_of_order", "assessment.line.differs", "assessment.total_unsupported"];
    report.findings.iter().any(|finding| CONTRADICTIONS.contains(&finding.code))
}

#[test]
fn leaving_out_a_scalar_never_makes_the_answer_met() {
    let mut tried = 0;
    let mut wrong = Vec::new();
    for question in questions() {
        let report = question.ask(&question.facts);
        if report.outcome == Outcome::Met || contradicts_itself(&report) {
            continue;
        }
        let mut pointers = Vec::new();
        scalars(&question.facts, "", &mut pointers);
        for pointer in pointers.iter().filter(|pointer| !has_a_default(pointer)) {
            let facts = without(&question.facts, pointer);
            let Ok(report) = evaluate(
                &question.topic,
                facts.to_string().as_bytes(),
                date(&question.as_of).unwrap(),
                &question.options,
            ) else {
                continue; // a field that another one calls for
            };
            tried += 1;
            if report.outcome == Outcome::Met {
                wrong.push(format!("{} without {pointer}", question.name));
            }
        }
    }
    assert!(tried > 1000);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_day_compared_with_itself_changes_nothing_and_comparisons_turn_round() {
    let day = |text: &str| date(text).unwrap();
    for question in questions() {
        let facts = question.facts.to_string();
        let compare = |from: &str, to: &str| {
            ywtb::compare(&question.topic, facts.as_bytes(), day(from), day(to), &question.options).unwrap()
        };
        assert!(compare("2022-03-01", "2022-03-01").changed.is_empty(), "{}", question.name);
        let (there, back) = (compare("2019-03-01", "2025-09-01"), compare("2025-09-01", "2019-03-01"));
        assert_eq!((&there.gone, &there.entered), (&back.appeared, &back.left), "{}", question.name);
        let json = there.to_json().unwrap();
        let canonical = serde_json_canonicalizer::to_string(&serde_json::from_str::<Value>(&json).unwrap());
        assert_eq!(json, canonical.unwrap());
    }
}

#[test]
fn an_undetermined_answer_names_what_is_missing() {
    for question in questions() {
        let report = question.ask(&question.facts);
        if report.outcome == Outcome::Undetermined {
            // Where the law itself is open, no fact is missing.
            let open_text = report
                .findings
                .iter()
                .any(|finding| finding.code == "scope.open_reading" || finding.code.starts_with("gap."));
            let named = report.findings.iter().any(|finding| !finding.missing.is_empty());
            assert!(named || open_text, "{}", question.name);
        }
        for finding in &report.findings {
            for missing in &finding.missing {
                let there = question.facts.pointer(missing);
                assert!(there.is_none(), "{}: {missing} is said to be missing and is there", question.name);
            }
        }
    }
}

#[test]
fn every_finding_cites_and_every_code_is_in_the_table() {
    for question in questions() {
        for finding in question.ask(&question.facts).findings {
            assert!(!finding.citations.is_empty(), "{} {}", question.name, finding.code);
            let code =
                ywtb::code(finding.code).unwrap_or_else(|| panic!("{} is not in the table", finding.code));
            // That an overlay ended a rule is said of that rule.
            assert!(code.rule.id == finding.rule || finding.code == "time.rule_ended");
        }
    }
}

/// Writes `value` with the keys of every object turned round by `turn` places.
fn turned(value: &Value, turn: usize, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut keys: Vec<&String> = fields.keys().collect();
            let by = turn.checked_rem(keys.len()).unwrap_or(0);
            keys.rotate_left(by);
            if turn % 2 == 1 {
                keys.reverse();
            }
            out.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                out.push_str(if index == 0 { " " } else { " ,\n" });
                out.push_str(&Value::from(key.as_str()).to_string());
                out.push_str(" : ");
                turned(&fields[key], turn, out);
            }
            out.push('}');
        }
        Value::Array(list) => {
            out.push('[');
            for (index, inner) in list.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                turned(inner, turn, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_facts_and_white_space_do_not_matter(turn in 1_usize..40) {
        for question in questions() {
            let mut text = String::new();
            turned(&question.facts, turn, &mut text);
            let one = question.ask(&question.facts).to_json().unwrap();
            prop_assert_eq!(one, question.ask_bytes(text.as_bytes()).to_json().unwrap());
        }
    }

    #[test]
    fn no_bytes_bring_the_door_down(bytes in proptest::collection::vec(any::<u8>(), 0..400), topic in 0..TOPICS.len()) {
        let _ = evaluate(TOPICS[topic].name, &bytes, date("2022-05-01").unwrap(), &Options::default());
    }

    #[test]
    fn a_byte_changed_gives_an_answer_or_an_error_with_a_code(at in 0_usize..4000, byte in any::<u8>(), which in 0_usize..100) {
        let all = questions();
        let question = &all[which % all.len()];
        let mut bytes = question.facts.to_string().into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        if let Err(error) = evaluate(&question.topic, &bytes, date(&question.as_of).unwrap(), &question.options) {
            prop_assert!(error.code().starts_with("input.") || error.code().starts_with("limit."), "{}", error);
        }
    }
}

#[test]
fn the_bytes_are_canonical_and_fit_the_schema_of_the_report() {
    let schema: Value = serde_json::from_str(Report::JSON_SCHEMA).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    for question in questions() {
        let json = question.ask(&question.facts).to_json().unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), json, "{}", question.name);
        let faults: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{}: {}", question.name, faults.join("; "));
    }
}

/// Plants a mark and an identity number in every text of the facts: neither may come out, but for names of items and
/// scenarios, which the answer is about.
#[test]
fn no_value_of_a_fact_stands_in_a_report_or_an_error() {
    const NUMBER: &str = "11010519491231002X";
    fn plant(value: &mut Value, name: &str) {
        match value {
            Value::Object(fields) => fields.iter_mut().for_each(|(name, inner)| plant(inner, name)),
            Value::Array(list) => list.iter_mut().for_each(|inner| plant(inner, name)),
            Value::String(text) => {
                const FREE: [&str; 10] = [
                    "name",
                    "abstract",
                    "instrument",
                    "article",
                    "share_reason",
                    "reasons",
                    "purpose",
                    "id",
                    "actor",
                    "code",
                ];
                if FREE.contains(&name) {
                    text.push_str("-zq9mark-");
                    text.push_str(NUMBER);
                }
            }
            _ => {}
        }
    }
    for question in questions() {
        let mut facts = question.facts.clone();
        plant(&mut facts, "");
        let subject = question.ask(&facts).subject.id.unwrap_or_default();
        assert!(!subject.contains(NUMBER));
        let json = question.ask(&facts).to_json().unwrap();
        assert!(!json.contains(NUMBER), "{}", question.name);
        let mut value: Value = serde_json::from_str(&json).unwrap();
        value["subject"] = Value::Null;
        value["value"] = Value::Null;
        assert!(!value.to_string().contains("zq9mark"), "{}", question.name);
        // The same text where it does not belong: the error must not repeat it.
        facts["zq9field"] = "zq9mark".into();
        facts["subject"] = format!("zq9mark {NUMBER}").into();
        let error = evaluate(
            &question.topic,
            facts.to_string().as_bytes(),
            date("2022-05-01").unwrap(),
            &question.options,
        )
        .unwrap_err();
        assert_eq!(error.code(), "input.schema");
        assert!(error.details().count() >= 2, "{error}");
        let told = format!("{error} {error:?}");
        assert!(!told.contains("zq9mark") && !told.contains(NUMBER), "{told}");
    }
}
