//! The cases under `tests/cases` come out as their sources say. The faces are held to the same answers, byte for byte,
//! by the conformance test.

use std::fs;
use std::path::Path;

use serde_json::Value;
use ywtb::{Options, date, evaluate};

/// What a case may expect. `without`: codes, rules and missing facts that nothing tells. `at`: the place of a finding.
/// `cites`: all that a finding rests on. `due`: the day of a duty.
const KEYS: &[&str] =
    &["outcome", "value", "rules", "codes", "obligations", "missing", "without", "at", "cites", "due"];

/// What a case expects that did not come.
fn faults(case: &Value) -> Vec<String> {
    let text = |name: &str| case[name].as_str().unwrap_or_default();
    let options = match &case["options"] {
        Value::Null => Options::default(),
        options => Options::from_json(options.to_string().as_bytes()).unwrap(),
    };
    let facts = case["facts"].to_string();
    let report = match evaluate(text("topic"), facts.as_bytes(), date(text("as_of")).unwrap(), &options) {
        Ok(report) => serde_json::to_value(report).unwrap(),
        Err(error) => return vec![format!("{error:?}")],
    };
    let expect = &case["expect"];
    let mut faults = Vec::new();
    if report["outcome"] != expect["outcome"] {
        faults.push(format!("outcome {} is not {}", report["outcome"], expect["outcome"]));
    }
    for (name, value) in expect["value"].as_object().into_iter().flatten() {
        if report["value"][name] != *value {
            faults.push(format!("value.{name} {} is not {value}", report["value"][name]));
        }
    }
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let findings = list(&report["findings"]);
    let of = |field: &str| findings.iter().map(|finding| finding[field].clone()).collect::<Vec<_>>();
    let codes = |duties: &Value| list(duties).iter().map(|duty| duty["code"].clone()).collect();
    let missing = findings.iter().flat_map(|finding| list(&finding["missing"])).collect();
    let known: [(&str, Vec<Value>); 4] = [
        ("rules", of("rule")),
        ("codes", of("code")),
        ("obligations", codes(&report["obligations"])),
        ("missing", missing),
    ];
    for (name, came) in &known {
        for wanted in list(&expect[name]).iter().filter(|wanted| !came.contains(wanted)) {
            faults.push(format!("{name} lacks {wanted}, has {}", Value::from(came.clone())));
        }
    }
    let told: Vec<&Value> = known.iter().flat_map(|(_, came)| came).collect();
    for unwanted in list(&expect["without"]).iter().filter(|unwanted| told.contains(unwanted)) {
        faults.push(format!("{unwanted} came"));
    }
    for (code, path) in expect["at"].as_object().into_iter().flatten() {
        if !findings.iter().any(|finding| finding["code"] == code.as_str() && finding["path"] == *path) {
            faults.push(format!("{code} is not at {path}"));
        }
    }
    for (code, cited) in expect["cites"].as_object().into_iter().flatten() {
        let cites = |finding: &Value| -> Value {
            list(&finding["citations"]).iter().map(|citation| citation["label"]["en"].clone()).collect()
        };
        if !findings.iter().any(|finding| finding["code"] == code.as_str() && cites(finding) == *cited) {
            faults.push(format!("{code} does not rest on {cited}"));
        }
    }
    let due = list(&report["obligations"]);
    for (code, by) in expect["due"].as_object().into_iter().flatten() {
        if !due.iter().any(|duty| duty["code"] == code.as_str() && duty["by"] == *by) {
            faults.push(format!("{code} is not due by {by}"));
        }
    }
    for name in expect.as_object().unwrap().keys().filter(|name| !KEYS.contains(&name.as_str())) {
        faults.push(format!("expect.{name} is not known"));
    }
    faults
}

#[test]
fn every_case_comes_out_as_its_source_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut tried = 0;
    let mut wrong = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let case: Value = serde_json::from_slice(&fs::read(&path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(case["source"].as_str().is_some_and(|source| !source.is_empty()), "{}", path.display());
            tried += 1;
            wrong.extend(faults(&case).into_iter().map(|fault| format!("{}: {fault}", path.display())));
        }
    }
    assert!(tried > 100);
    assert!(wrong.is_empty(), "{} of {tried} cases:\n{}", wrong.len(), wrong.join("\n"));
}
