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
