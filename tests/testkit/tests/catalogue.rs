//! Every record fits the published schemas of the facts, and what was planted is there.

use jsonschema::{Registry, Validator};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use ywtb_testkit::{Catalogue, Defect, Pattern};

const SEED: u64 = 9;

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../core/schemas").join(name);
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn validator(topic: &str) -> Validator {
    let record = schema("record.json");
    let id = record["$id"].as_str().unwrap().to_owned();
    let registry = Registry::new().add(id, record).unwrap().prepare().unwrap();
    jsonschema::options()
        .should_validate_formats(true)
        .with_registry(&registry)
        .build(&schema(&format!("{topic}.json")))
        .unwrap()
}

fn assert_valid(validator: &Validator, facts: &Value) {
    let faults: Vec<String> = validator.iter_errors(facts).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{faults:?} in {facts}");
}

#[test]
fn facts_of_entries_fit_the_schemas() {
    let catalogue = Catalogue::generate(SEED, 360, 0);
    let (sharing, opening) = (validator("sharing.classification"), validator("opening.classification"));
    for entry in &catalogue.entries {
        assert_valid(&sharing, &Catalogue::sharing_facts(entry));
        assert_valid(&opening, &Catalogue::opening_facts(entry));
    }
}

#[test]
fn facts_of_requests_fit_the_schema() {
    let catalogue = Catalogue::generate(SEED, 360, 1000);
    let validator = validator("sharing.request");
    for request in &catalogue.requests {
        let facts = catalogue.request_facts(request);
        assert_valid(&validator, &facts);
        assert!(
            facts["entry"].is_object() && facts["requester"].is_object() && facts["provider"].is_object()
        );
    }
}

#[test]
fn codes_and_ids_are_unique() {
    let catalogue = Catalogue::generate(SEED, 1500, 200);
    let unique = |records: &[Value], path: &str| {
        let ids: BTreeSet<String> =
            records.iter().map(|one| one.pointer(path).unwrap().to_string()).collect();
        assert_eq!(ids.len(), records.len(), "{path}");
    };
    unique(&catalogue.agencies, "/code");
    unique(&catalogue.agencies, "/name");
    unique(&catalogue.scenarios, "/id");
    unique(&catalogue.entries, "/entry/code");
    unique(&catalogue.requests, "/id");
}

#[test]
fn every_kind_of_defect_and_pattern_occurs_in_the_chosen_share() {
    let catalogue = Catalogue::generate(SEED, 360, 1000);
    assert_eq!(catalogue.defects.len(), 72);
    assert_eq!(catalogue.defects.values().collect::<BTreeSet<_>>().len(), Defect::ALL.len());
    assert_eq!(catalogue.requests.len(), 1000);
    for (pattern, weight) in Pattern::ALL {
        assert_eq!(catalogue.patterns.values().filter(|one| **one == pattern).count(), weight, "{pattern}");
    }
    assert!(Catalogue::with_defects(SEED, 360, 10, 0).defects.is_empty());
}

#[test]
fn a_request_in_a_scenario_fits_it() {
    let catalogue = Catalogue::generate(SEED, 360, 1000);
    let fitting = |request: &&Value| {
        let pattern = catalogue.patterns[request["id"].as_str().unwrap()];
        matches!(pattern, Pattern::InScenario | Pattern::OpenToAll)
    };
    for request in catalogue.requests.iter().filter(fitting) {
        let scenario = catalogue.scenarios.iter().find(|one| one["id"] == request["scenario_ref"]).unwrap();
        assert!(scenario["users"].as_array().unwrap().contains(&request["requester"]));
        assert_eq!(scenario["purpose"], request["purpose"]);
        assert_eq!(scenario["duty"], request["duty_ref"]);
        assert_eq!(scenario["items"], request["items"]);
        assert!(scenario["area"].is_null() || scenario["area"] == request["area"]);
    }
}
