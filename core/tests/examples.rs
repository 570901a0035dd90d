//! The example of each schema is a set of complete facts: it must decide, and it must be what the schema says.

use serde_json::Value;
use ywtb::report::Outcome;
use ywtb::{TOPICS, date, evaluate};

#[test]
fn the_example_of_every_schema_decides() {
    for topic in TOPICS {
        let schema: Value = serde_json::from_str(topic.schema).unwrap();
        let examples = schema["examples"].as_array().unwrap();
        assert!(!examples.is_empty(), "{}", topic.name);
        for example in examples {
            // The example of a consent was given on 2021-12-01: before that day there is none.
            let days = ["2018-11-02", "2019-12-01", "2022-02-01", "2024-05-01", "2025-09-01"];
            for day in if topic.name == "consent" { &days[2..] } else { &days[..] } {
                let facts = serde_json::to_vec(example).unwrap();
                let report = evaluate(topic.name, &facts, date(day).unwrap(), &Default::default()).unwrap();
                let text = report.to_text(ywtb::report::Lang::En);
                assert!(
                    matches!(report.outcome, Outcome::Met | Outcome::NotMet),
                    "{} on {day}: {:?}\n{text}",
                    topic.name,
                    report.outcome
                );
            }
        }
    }
}

/// The pointers of everything in `value`.
fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    let members: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, field)| (name.clone(), field)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(index, one)| (index.to_string(), one)).collect(),
        _ => Vec::new(),
    };
    for (name, member) in members {
        let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
        pointers(member, &at, found);
        found.push(at);
    }
}

#[test]
fn a_null_is_judged_or_refused_by_the_schema() {
    for topic in TOPICS {
        let schema: Value = serde_json::from_str(topic.schema).unwrap();
        let example = &schema["examples"][0];
        let mut found = Vec::new();
        pointers(example, "", &mut found);
        for pointer in found {
            let mut facts = example.clone();
            *facts.pointer_mut(&pointer).unwrap() = Value::Null;
            let facts = serde_json::to_vec(&facts).unwrap();
            let answer = evaluate(topic.name, &facts, date("2022-02-01").unwrap(), &Default::default());
            assert!(
                answer.as_ref().err().is_none_or(|error| error.code() == "input.schema"),
                "{} without {pointer}: {answer:?}",
                topic.name
            );
        }
    }
}
