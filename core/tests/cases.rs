//! The cases under `tests/cases`: facts in, report out, as plain data. Expected answers come from the source each names.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use ywtb::{Options, date, evaluate};

fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            cases(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn texts(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().map(|text| text.as_str().unwrap())
}

/// What differs between the expectation and the report.
fn differences(expect: &Value, report: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    let mut check = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    check(
        report["outcome"] == expect["outcome"],
        format!("outcome {} instead of {}", report["outcome"], expect["outcome"]),
    );
    for (name, value) in expect["value"].as_object().into_iter().flatten() {
        check(
            &report["value"][name] == value,
            format!("value.{name} {} instead of {value}", report["value"][name]),
        );
    }
    let findings = report["findings"].as_array().unwrap();
    for rule in texts(&expect["rules"]) {
        check(findings.iter().any(|finding| finding["rule"] == rule), format!("no finding of {rule}"));
    }
    for code in texts(&expect["codes"]) {
        check(findings.iter().any(|finding| finding["code"] == code), format!("no finding {code}"));
    }
    for pointer in texts(&expect["missing"]) {
        let named = |finding: &Value| texts(&finding["missing"]).any(|missing| missing == pointer);
        check(findings.iter().any(named), format!("{pointer} is not named as missing"));
    }
    for code in texts(&expect["obligations"]) {
        let listed = report["obligations"].as_array().unwrap().iter().any(|duty| duty["code"] == code);
        check(listed, format!("no obligation {code}"));
    }
    faults
}

#[test]
fn every_case_comes_out_as_its_source_says() {
    let mut paths = Vec::new();
    cases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases"), &mut paths);
    paths.sort();
    assert!(paths.len() > 50, "the cases are not there");
    let mut failed = Vec::new();
    for path in &paths {
        let case: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let options =
            case.get("options").map(|options| Options::from_json(options.to_string().as_bytes()).unwrap());
        let report = evaluate(
            case["topic"].as_str().unwrap(),
            case["facts"].to_string().as_bytes(),
            date(case["as_of"].as_str().unwrap()).unwrap(),
            &options.unwrap_or_default(),
        );
        let name = path.file_stem().unwrap().to_string_lossy();
        match report {
            Err(error) => failed.push(format!("{name}: {error}")),
            Ok(report) => {
                let json: Value = serde_json::from_str(&report.to_json().unwrap()).unwrap();
                let faults = differences(&case["expect"], &json);
                if !faults.is_empty() {
                    failed.push(format!(
                        "{name}: {}\n{}",
                        faults.join("; "),
                        report.to_text(Default::default())
                    ));
                }
            }
        }
    }
    println!("{} cases", paths.len());
    assert!(failed.is_empty(), "{} of {} cases fail:\n{}", failed.len(), paths.len(), failed.join("\n"));
}
