//! A coded field with a word that its list does not have is an error with the field's pointer and the words expected,
//! through every door that reads records; nothing is guessed, and nothing crashes.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use ywtb::audit::{Audit, Event, Format};
use ywtb::registry::{self, Registry};
use ywtb::{Error, Limits, Options, RECORD_SCHEMA, TOPICS, date, evaluate};

const UNKNOWN: &str = "no_such_word";
const DAY: &str = "2025-09-01";

/// A coded field: its pointer, facts that hold an unknown word there and nothing else, and the words of its list.
struct Coded {
    pointer: String,
    facts: Value,
    words: Vec<String>,
}

/// Every coded field that `schema` has, once.
fn coded(schema: &Value) -> Vec<Coded> {
    let shared: Value = serde_json::from_str(RECORD_SCHEMA).unwrap();
    let mut found = BTreeMap::new();
    walk(schema, [schema, &shared], &mut Vec::new(), &mut found);
    found
        .into_iter()
        .map(|(pointer, words)| {
            let facts =
                pointer.rsplit('/').filter(|step| !step.is_empty()).fold(json!(UNKNOWN), |inner, step| {
                    if step == "0" { json!([inner]) } else { json!({ step: inner }) }
                });
            Coded { pointer, facts, words }
        })
        .collect()
}

/// `steps` lead to the place that `schema` describes.
fn walk(
    schema: &Value,
    files: [&Value; 2],
    steps: &mut Vec<String>,
    found: &mut BTreeMap<String, Vec<String>>,
) {
    if let Some(reference) = schema["$ref"].as_str() {
        let [own, shared] = files;
        let (file, pointer) = match reference.strip_prefix("record.json#") {
            Some(pointer) => (shared, pointer),
            None => (own, reference.strip_prefix('#').unwrap()),
        };
        // What refers into the shared file refers there from then on.
        walk(file.pointer(pointer).unwrap(), [file, shared], steps, found);
    }
    let words: Vec<String> = schema["enum"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect();
    if !words.is_empty() {
        found.entry(format!("/{}", steps.join("/"))).or_insert(words);
    }
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        steps.push(name.clone());
        walk(field, files, steps, found);
        steps.pop();
    }
    if schema["items"].is_object() {
        steps.push("0".to_owned());
        walk(&schema["items"], files, steps, found);
        steps.pop();
    }
    let branches = ["allOf", "anyOf", "oneOf"].into_iter().flat_map(|name| schema[name].as_array()).flatten();
    for branch in branches.chain([&schema["then"], &schema["else"]]).filter(|branch| branch.is_object()) {
        walk(branch, files, steps, found);
    }
}

/// What is wrong with an error about the coded field.
fn fault(field: &Coded, at: &str, error: Option<Error>) -> Option<String> {
    let Some(error) = error else { return Some(format!("{}: accepted", field.pointer)) };
    let path = format!("{at}{}", field.pointer);
    let told = error.details().find(|detail| detail.path == path);
    let named =
        told.is_some_and(|detail| field.words.iter().all(|word| detail.message.contains(word.as_str())));
    let silent = !error.to_string().contains(UNKNOWN);
    (error.code() != "input.schema" || !named || !silent).then(|| format!("{}: {error:?}", field.pointer))
}

#[test]
fn through_evaluate() {
    let mut tried = 0;
    let mut faults = Vec::new();
    for topic in TOPICS {
        for field in coded(&serde_json::from_str(topic.schema).unwrap()) {
            tried += 1;
            let facts = field.facts.to_string();
            let answer =
                evaluate(topic.name, facts.as_bytes(), date(DAY).unwrap(), &Options::default()).err();
            faults.extend(fault(&field, "", answer).map(|fault| format!("{} {fault}", topic.name)));
        }
    }
    assert!(tried > 300, "{tried}");
    assert!(faults.is_empty(), "{} of {tried}:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn through_an_audit_as_rows_with_errors() {
    let fields = coded(&serde_json::from_str(ywtb::audit::SCHEMA).unwrap());
    // What names no entry is read as one.
    let record = |facts: &Value| {
        let mut record = facts.clone();
        record.as_object_mut().unwrap().entry("entry").or_insert_with(|| json!({}));
        format!("{record}\n")
    };
    let lines: String = fields.iter().map(|field| record(&field.facts)).collect();
    let mut wrong = Vec::new();
    let mut next = fields.iter();
    let summary = Audit::new(date(DAY).unwrap())
        .read(lines.as_bytes(), Format::Ndjson, &mut |event| {
            if let (Event::Row(row), Some(field)) = (&event, next.next()) {
                let told = row.error.as_ref().is_some_and(|fault| {
                    fault.code == "input.schema" && fault.path.starts_with(&*field.pointer)
                });
                wrong.extend((!told).then(|| format!("{}: {:?}", field.pointer, row.error)));
            }
            true
        })
        .unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((summary.entries, summary.unreadable.count), (0, fields.len() as u64));
}

#[test]
fn through_a_registry_and_its_requests() {
    let mut faults = Vec::new();
    for field in coded(&serde_json::from_str(registry::SCHEMA).unwrap()) {
        let list = |name: &str| field.facts.get(name).cloned().unwrap_or_else(|| json!([])).to_string();
        let (catalogue, scenarios, agencies) = (list("catalogue"), list("scenarios"), list("agencies"));
        let [catalogue, scenarios, agencies] =
            [&catalogue, &scenarios, &agencies].map(|text| text.as_bytes());
        let error = Registry::from_json(catalogue, scenarios, agencies, &Limits::default()).err();
        faults.extend(fault(&field, "", error));
    }
    let empty = Registry::from_json(b"[]", b"[]", b"[]", &Limits::default()).unwrap();
    for field in coded(registry::request_schema()) {
        let request = field.facts.to_string();
        let answer = empty.decide_json(request.as_bytes(), date(DAY).unwrap(), &Options::default());
        faults.extend(fault(&field, "", answer.err()));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
