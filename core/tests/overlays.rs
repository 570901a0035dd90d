//! Overlays: what they may say, what is refused with its place, and that each thing they say reaches the answers.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use chrono::DateTime;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use ywtb::archive::ArchiveOptions;
use ywtb::catalogue::Compiler;
use ywtb::law::{Law, Overlays, Unit};
use ywtb::report::Report;
use ywtb::{
    CertificateOptions, Comparison, Error, Options, VerifyOptions, code, compare, date, evaluate, parameters,
    rules, verify, verify_archive, verify_certificate,
};
use ywtb_testkit::{DocumentBuilder, Pki, SealBuilder, Stamp};

fn overlay(id: &str, parts: Value) -> Value {
    let mut overlay = json!({
        "schema": "ywtb.overlay/1",
        "id": id,
        "title": {"zh": "示例", "en": "example"},
        "issued_by": {"zh": "示例机关", "en": "example organ"},
    });
    overlay.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    overlay
}

fn read(overlays: &[Value]) -> Result<Overlays, Error> {
    let texts: Vec<String> = overlays.iter().map(Value::to_string).collect();
    Overlays::from_json(texts.iter().map(String::as_bytes))
}

fn faults(overlays: &[Value]) -> Vec<(String, String)> {
    let error = read(overlays).unwrap_err();
    assert_eq!(error.code(), "input.overlay");
    error.details().map(|fault| (fault.path.clone(), fault.message.clone())).collect()
}

/// A case of `tests/cases`.
struct Case {
    name: String,
    topic: String,
    as_of: String,
    facts: Vec<u8>,
    options: Options,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases");
    let mut cases = Vec::new();
    for folder in fs::read_dir(root).unwrap() {
        for file in fs::read_dir(folder.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            let case: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            let options = match &case["options"] {
                Value::Null => Options::default(),
                options => Options::from_json(options.to_string().as_bytes()).unwrap(),
            };
            cases.push(Case {
                name: path.display().to_string(),
                topic: case["topic"].as_str().unwrap().to_owned(),
                as_of: case["as_of"].as_str().unwrap().to_owned(),
                facts: case["facts"].to_string().into_bytes(),
                options,
            });
        }
    }
    cases
}

impl Case {
    fn asked(&self) -> Report {
        self.asked_with(&self.options.overlays)
    }

    fn asked_with(&self, overlays: &Overlays) -> Report {
        let mut options = self.options.clone();
        options.overlays = overlays.clone();
        evaluate(&self.topic, &self.facts, date(&self.as_of).unwrap(), &options).unwrap()
    }
}

/// The day from which everything of these tests holds.
const FIRST: &str = "2018-11-01";

/// An old law: nothing of the table ranks above it, and it is in force on every day.
fn cited() -> Value {
    json!({"instrument": "APL", "article": 32})
}

#[test]
fn the_example_of_the_schema_is_read_and_cited() {
    let schema: Value = serde_json::from_str(ywtb::OVERLAY_SCHEMA).unwrap();
    let example = &schema["examples"][0];
    let mut options = Options::default();
    options.overlays = read(std::slice::from_ref(example)).unwrap();
    let facts = br#"{"agency": {"kind": "utility", "utility_kind": "other"},
                     "data": {"secret_flag": "none", "capacity": "public_service"}}"#;
    let report = evaluate("scope", facts, date("2027-03-01").unwrap(), &options).unwrap();
    let report = serde_json::to_value(report).unwrap();
    let finding =
        report["findings"].as_array().unwrap().iter().find(|one| one["code"] == "scope.utility").unwrap();
    let citation = finding["citations"].as_array().unwrap().last().unwrap();
    assert_eq!(citation["instrument"], "SH27");
    assert_eq!(citation["label"]["zh"], "《上海市公共数据共享实施办法》（示例）第三条第二款");
    assert_eq!(
        citation["label"]["en"],
        "Shanghai Measures on Sharing Public Data (example), art. 3, para. 2"
    );
    // The digest by an independent canonicaliser.
    let digest = Sha256::digest(serde_json_canonicalizer::to_vec(example).unwrap());
    let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(report["receipt"]["overlays"], json!([{"id": "shanghai-2027", "sha256": digest}]));
    let schema: Value = serde_json::from_str(Report::JSON_SCHEMA).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&report));
}

#[test]
fn a_provision_that_is_added_stands_with_its_mark() {
    let case = cases().into_iter().find(|case| case.name.ends_with("new-instrument-cited.json")).unwrap();
    let report = case.asked();
    let sources = |code: &str| {
        let finding = report.findings.iter().find(|finding| finding.code == code).unwrap();
        finding.citations.iter().map(|source| source.instrument().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sources("scope.organ").last().unwrap(), "SH27");
    assert!(!sources("time.state").contains(&"SH27".to_owned()));
    let ended = cases().into_iter().find(|case| case.name.ends_with("rule-ended.json")).unwrap().asked();
    let ended = ended.findings.iter().find(|finding| finding.code == "time.rule_ended").unwrap();
    assert_eq!((ended.rule.to_string().as_str(), ended.citations[0].instrument()), ("ONE-26", "BER27"));
}

#[test]
fn every_fault_is_told_at_once_with_its_place() {
    let bad = overlay(
        "bad",
        json!({
            "instruments": [
                {"abbr": "GDS", "title": {"zh": "重", "en": "again"}, "rank": "law", "from": "2027-01-01"},
                {"abbr": "UP", "title": {"zh": "反", "en": "upside down"}, "rank": "law", "from": "2027-01-01", "until": "2026-01-01"},
            ],
            "parameters": [
                {"parameter": "sharing.no_such", "unit": "days", "value": 1, "from": "2027-01-01", "citation": {"instrument": "GDS", "article": 1}, "confidence": "text"},
                {"parameter": "sharing.delivery_days", "unit": "days", "value": 1, "from": "2027-01-01", "citation": {"instrument": "GDS", "article": 1}, "confidence": "text"},
                {"parameter": "sharing.delivery_days", "unit": "working_days", "value": 1, "from": "2027-01-01", "until": "2027-01-01", "citation": {"instrument": "GDS", "article": 1}, "confidence": "text"},
                {"parameter": "sharing.delivery_days", "unit": "working_days", "value": ["x"], "from": "2027-01-01", "citation": {"instrument": "NONE", "article": 1}, "confidence": "text"},
                {"parameter": "scope.utilities", "unit": "words", "value": ["water", "magic"], "from": "2021-01-01", "citation": {"instrument": "GDS", "article": 1}, "confidence": "sure"},
            ],
            "rules": [
                {"rule": "SHARE-99", "asked": false, "from": "2027-01-01", "citation": {"instrument": "GDS", "article": 1}, "confidence": "text"},
                {"rule": "SHARE-3", "asked": false, "from": "2027-01-01", "citation": {"instrument": "GDS"}, "confidence": "text"},
            ],
            "citations": [
                {"code": "share.nothing", "from": "2027-01-01", "citation": {"instrument": "GDS", "article": 1}, "confidence": "text"},
                {"rule": "SHARE-3", "code": "scope.organ", "from": "2027-02-30", "citation": {"instrument": "GDS", "article": 1}, "confidence": "text"},
            ],
            "designations": [
                {"role": "king", "body": "x", "from": "2027-01-01", "citation": {"instrument": "GDS", "article": 1}, "confidence": "text"},
            ],
            "calendar": {"from": "2027-02-01", "until": "2028-01-01", "holidays": ["2027-05-01", "2026-05-01"], "workdays": ["2027-05-01"]},
            "predicate": "fn",
        }),
    );
    let found: BTreeSet<String> = faults(&[bad]).into_iter().map(|(path, _)| path).collect();
    let expected = [
        "/0/calendar/from",
        "/0/calendar/holidays/1",
        "/0/calendar/workdays/0",
        "/0/citations/0/code",
        "/0/citations/1",
        "/0/citations/1/from",
        "/0/designations/0/role",
        "/0/instruments/0/abbr",
        "/0/instruments/1/until",
        "/0/parameters/0/parameter",
        "/0/parameters/1/unit",
        "/0/parameters/2/until",
        "/0/parameters/3/citation/instrument",
        "/0/parameters/3/value",
        "/0/parameters/4/confidence",
        "/0/parameters/4/from",
        "/0/parameters/4/value/1",
        "/0/predicate",
        "/0/rules/0/rule",
        "/0/rules/1/citation",
        "/0/rules/1/rule",
    ];
    assert_eq!(found, expected.map(str::to_owned).into());
}

#[test]
fn options_tell_the_place_of_an_overlay_and_no_value_stands_in_an_error() {
    let overlay = overlay("x", json!({"secret-310101199001011234": 1, "rules": [{"rule": "geheim"}]}));
    let options = json!({"overlays": [overlay]}).to_string();
    let error = Options::from_json(options.as_bytes()).unwrap_err();
    assert!(error.details().any(|fault| fault.path == "/overlays/0/rules/0/rule"), "{error}");
    assert!(!error.to_string().contains("geheim") && !error.to_string().contains("199001011234"), "{error}");
    for (options, code, path) in [
        (r#"{"overlays": {}}"#, "input.option", "/overlays"),
        (r#"{"overlays": [1]}"#, "input.overlay", "/overlays/0"),
    ] {
        let error = Options::from_json(options.as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path));
    }
    assert!(Options::from_json(br#"{"overlays": []}"#).unwrap().overlays.is_empty());
    let many = vec![json!({}); 101];
    assert_eq!(read(&many).unwrap_err().code(), "limit.overlays");
}

fn setting(days: u32, instrument: &str, from: &str, until: Option<&str>) -> Value {
    let mut setting = json!({"parameter": "sharing.delivery_days", "unit": "working_days", "value": days, "from": from,
                             "citation": {"instrument": instrument, "article": 1}, "confidence": "text"});
    if let Some(until) = until {
        setting["until"] = until.into();
    }
    setting
}

/// TIME-2: at equal rank the later instrument prevails; neither where both are of one day.
#[test]
fn contradictions_of_equal_rank_and_date_are_refused() {
    let paper = |abbr: &str, from: &str| json!({"abbr": abbr, "title": {"zh": "甲", "en": "a"}, "rank": "normative_paper", "from": from});
    let one = |abbr: &str, from: &str, parts: Value| {
        let mut parts = parts;
        parts["instruments"] = json!([paper(abbr, from)]);
        overlay(&abbr.to_lowercase(), parts)
    };
    let first =
        one("PA", "2027-01-01", json!({"parameters": [setting(5, "PA", "2027-01-01", Some("2027-07-01"))]}));
    let same_day = one("PB", "2027-01-01", json!({"parameters": [setting(6, "PB", "2027-06-30", None)]}));
    let after = one("PB", "2027-01-01", json!({"parameters": [setting(6, "PB", "2027-07-01", None)]}));
    let alike = one("PB", "2027-01-01", json!({"parameters": [setting(5, "PB", "2027-01-01", None)]}));
    let later = one("PB", "2027-02-01", json!({"parameters": [setting(6, "PB", "2027-02-01", None)]}));
    let refused = faults(&[first.clone(), same_day]);
    assert_eq!(refused.len(), 1);
    assert_eq!(refused[0].0, "/1/parameters/0");
    assert!(refused[0].1.ends_with("/0/parameters/0"));
    for fine in [after, alike, later] {
        assert!(read(&[first.clone(), fine]).is_ok());
    }
    let designation = |body: &str| json!({"role": "district_authority", "body": body, "district_code": "310101", "from": "2027-01-01", "citation": {"instrument": "SDR", "article": 26}, "confidence": "text"});
    let rule = |asked: bool| json!({"rule": "ONE-26", "asked": asked, "from": "2027-01-01", "citation": {"instrument": "SDR", "article": 26}, "confidence": "text"});
    let two = overlay(
        "two",
        json!({"designations": [designation("a"), designation("b")], "rules": [rule(true), rule(false)]}),
    );
    let places: Vec<_> = faults(&[two]).into_iter().map(|(path, _)| path).collect();
    assert_eq!(places, ["/0/designations/1", "/0/rules/1"]);
    assert_eq!(faults(&[first.clone(), first])[0].0, "/1/id");
}

#[test]
fn overlays_are_given_to_the_law_and_stand_in_its_answers() {
    let overlays = read(&[overlay("x", json!({}))]).unwrap();
    let law = Law::as_of(date("2027-01-01").unwrap()).with(&overlays);
    let code = ywtb::code("scope.organ").unwrap();
    let bare = Law::as_of(law.date()).rests_on(code);
    assert_eq!(law.rests_on(code), bare);
}

/// What two reports say of the facts: everything but the receipt and the provisions.
fn says(report: &Report) -> Value {
    let mut value = serde_json::to_value(report).unwrap();
    value["receipt"] = Value::Null;
    for finding in value["findings"].as_array_mut().unwrap() {
        finding["citations"] = Value::Null;
        finding["confidence"] = Value::Null;
    }
    value["findings"].as_array_mut().unwrap().retain(|finding| finding["rule"] != "TIME-2");
    value
}

#[test]
fn every_parameter_decides_something() {
    let cases = cases();
    let reports: Vec<Report> = cases.iter().map(|case| case.asked_with(&Overlays::default())).collect();
    for parameter in parameters() {
        let values =
            if parameter.unit == Unit::Words { vec![json!([])] } else { vec![json!(0), json!(9000)] };
        let decides = values.into_iter().any(|value| {
            let set = json!({"parameter": parameter.id, "unit": parameter.unit, "value": value, "from": FIRST,
                             "citation": cited(), "confidence": "text"});
            let overlays = read(&[overlay("x", json!({"parameters": [set]}))]).unwrap();
            cases.iter().zip(&reports).any(|(case, report)| {
                let rules =
                    |report: &Report| report.findings.iter().any(|one| parameter.rules.contains(&one.rule));
                rules(report) && says(&case.asked_with(&overlays)) != says(report)
            })
        });
        assert!(decides, "{} changes no answer", parameter.id);
    }
}

#[test]
fn a_separable_rule_that_is_ended_is_asked_nowhere() {
    let cases = cases();
    let reports: Vec<Report> = cases.iter().map(Case::asked).collect();
    let mut wrong = Vec::new();
    for rule in rules().into_iter().filter(|rule| rule.separable) {
        let end = json!({"rule": rule.id, "asked": false, "from": FIRST, "citation": cited(), "confidence": "text"});
        let overlays = read(&[overlay("x", json!({"rules": [end]}))]).unwrap();
        let mut seen = 0;
        for (case, report) in cases.iter().zip(&reports) {
            let found = |report: &Report| {
                report.findings.iter().any(|one| one.rule == rule.id && one.code != "time.rule_ended")
            };
            if !found(report) {
                continue;
            }
            seen += 1;
            if found(&case.asked_with(&overlays)) {
                wrong.push(format!("{} in {}", rule.id, case.name));
                break;
            }
        }
        assert!(seen > 0, "{}", rule.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_comparison_names_what_an_overlay_brings_and_fits_its_schema() {
    let case = cases().into_iter().find(|case| case.name.ends_with("new-instrument-cited.json")).unwrap();
    let (from, to) = (date("2026-12-31").unwrap(), date("2027-01-01").unwrap());
    let comparison = compare(&case.topic, &case.facts, from, to, &case.options).unwrap();
    assert_eq!(comparison.entered[0].instrument, "SH27");
    assert_eq!(comparison.entered[0].in_force.unwrap().from, to);
    let report: Value = serde_json::from_str(Report::JSON_SCHEMA).unwrap();
    let id = report["$id"].as_str().unwrap().to_owned();
    let registry = jsonschema::Registry::new().add(id, report).unwrap().prepare().unwrap();
    let schema: Value = serde_json::from_str(Comparison::JSON_SCHEMA).unwrap();
    let shape = jsonschema::options().with_registry(&registry).offline().build(&schema).unwrap();
    for case in cases() {
        let comparison = compare(&case.topic, &case.facts, from, to, &case.options).unwrap();
        let json: Value = serde_json::from_str(&comparison.to_json().unwrap()).unwrap();
        assert!(shape.is_valid(&json), "{}: {:?}", case.name, shape.iter_errors(&json).next());
    }
}

/// The streaming compiler and the verifiers take no overlays: none of what they find rests on a parameter, or on a rule
/// that an overlay could end or begin.
#[test]
fn doors_without_overlays_ask_nothing_that_one_could_set() {
    let mut asked: BTreeSet<String> = BTreeSet::new();
    for case in cases().iter().filter(|case| case.topic == "catalogue.compile") {
        let facts: Value = serde_json::from_slice(&case.facts).unwrap();
        let mut compiler = Compiler::new(date(&case.as_of).unwrap());
        for unit in facts["units"].as_array().into_iter().flatten() {
            for entry in unit["entries"].as_array().into_iter().flatten() {
                let line = json!({"provider": unit["agency"], "entry": entry}).to_string();
                compiler.read(line.as_bytes()).unwrap();
            }
        }
        asked.extend(compiler.finish().codes.keys().map(|name| code(name).unwrap().rule.id.to_string()));
    }
    assert!(asked.contains("CAT-5") && asked.contains("CAT-9"), "{asked:?}");

    let pki = Pki::new(5);
    let sealed = DocumentBuilder::new(5).stamp(Stamp::new(&pki, &SealBuilder::new(&pki).build())).build();
    let options = VerifyOptions::new(DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap());
    let archive = ArchiveOptions::new(date("2026-11-23").unwrap());
    let reports = [
        verify(&sealed.to_zip(), &options),
        verify_certificate(b"{}", &CertificateOptions::new(options)),
        verify_archive(&sealed.to_zip(), &archive),
    ];
    for report in reports {
        let findings = report.unwrap().findings;
        assert!(!findings.is_empty());
        asked.extend(findings.iter().map(|finding| finding.rule.to_string()));
    }

    let settable = parameters().into_iter().flat_map(|parameter| parameter.rules).map(ToString::to_string);
    let separable = rules().into_iter().filter(|rule| rule.separable).map(|rule| rule.id.to_string());
    for rule in settable.chain(separable) {
        assert!(!asked.contains(&rule), "{rule}");
    }
}
