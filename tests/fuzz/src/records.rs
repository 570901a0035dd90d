//! Records: everything that callers hand in as JSON or as short text.

use ywtb::catalogue::Compiler;
use ywtb::certificate::Inquiry;
use ywtb::report::Outcome;
use ywtb::seal::{Facts, Policy};
use ywtb::{
    CertificateOptions, Limits, Options, STATUS_SCHEMA, StatusAnswers, TOPICS, VerifyOptions, date, evaluate,
    examine, ident, judge, verify_certificate,
};
use ywtb_testkit::Catalogue;

use crate::documents::{altered, options as documents};

/// A certificate's metadata record, or its file: nobody confirms anything, so nothing passes.
pub(crate) fn certificate(data: &[u8]) {
    let options = CertificateOptions::new(documents(Policy::DEFAULT));
    if let Ok(report) = verify_certificate(data, &options) {
        assert_ne!(report.outcome, Outcome::Met, "a record that nobody confirms passed");
    }
}

/// Records of certificates.
pub(crate) fn certificates() -> Vec<Vec<u8>> {
    let record = r#"{"ZZMC": "示例许可证", "ZZLXDM": "11310000002420447T001", "ZZBH": "SH2024000001",
        "ZZBS": "1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W", "ZZBFRQ": "2024-05-20",
        "CZZT": "某公司", "CZZTDM": "9131000013221158XC", "CZZTDMLXDM": "001", "ZZYXQQSRQ": "2024-06-01", "ZZYXQJZRQ": "长期"}"#;
    let mut all = altered();
    all.push(record.into());
    all
}

/// The first byte names the topic, the second the law of the answer; the rest are facts.
pub(crate) fn facts(data: &[u8]) {
    let [topic, year, facts @ ..] = data else { return };
    let topic = TOPICS[usize::from(*topic) % TOPICS.len()].name;
    let as_of = date(["2018-10-31", "2019-05-01", "2022-05-01", "2025-09-01"][usize::from(*year) % 4])
        .expect("a day");
    let ask = || {
        evaluate(topic, facts, as_of, &Options::default())
            .map(|report| report.to_json().expect("a report as JSON"))
    };
    match (ask(), ask()) {
        (Ok(one), Ok(two)) => assert_eq!(one, two),
        (Err(one), Err(two)) => assert_eq!((one.code(), one.path()), (two.code(), two.path())),
        _ => panic!("two answers"),
    }
}

/// The examples of the schemas, under each law.
pub(crate) fn examples() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for (number, topic) in TOPICS.iter().enumerate() {
        for example in examples_of(topic.schema) {
            all.push([&[number as u8, number as u8], example.as_slice()].concat());
        }
    }
    all
}

fn examples_of(schema: &str) -> Vec<Vec<u8>> {
    let schema: serde_json::Value = serde_json::from_str(schema).expect("a schema");
    let examples = schema["examples"].as_array().cloned().unwrap_or_default();
    examples.iter().map(|example| example.to_string().into_bytes()).collect()
}

/// Facts of a document that were kept.
pub(crate) fn stored(data: &[u8]) {
    let options = documents(Policy::INTEGRITY);
    let Ok(facts) = Facts::from_json(data, &options.limits) else { return };
    let text = judge(&facts, &options).to_json().expect("a report as JSON");
    let again =
        Facts::from_json(facts.to_json().expect("facts as JSON").as_bytes(), &options.limits).expect("facts");
    assert_eq!(judge(&again, &options).to_json().expect("a report as JSON"), text);
}

/// Facts of altered papers.
pub(crate) fn kept() -> Vec<Vec<u8>> {
    let facts = |data: &Vec<u8>| {
        examine(data, &documents(Policy::INTEGRITY)).expect("facts").to_json().expect("facts as JSON")
    };
    altered().iter().map(|data| facts(data).into_bytes()).collect()
}

/// Options, policies, answers about status, inquiries.
pub(crate) fn options(data: &[u8]) {
    let _ = Options::from_json(data);
    let _ = Inquiry::from_json(data);
    if let Ok(policy) = Policy::from_json(data) {
        let options = VerifyOptions { policy, ..documents(Policy::INTEGRITY) };
        let facts = examine(&altered()[0], &options).expect("facts");
        assert!(judge(&facts, &options).to_json().is_ok());
    }
    let _ = StatusAnswers::from_json(data);
}

/// One of each.
pub(crate) fn settings() -> Vec<Vec<u8>> {
    let mut all = examples_of(STATUS_SCHEMA);
    all.extend(examples_of(include_str!("../../../core/schemas/policy.json")));
    all.extend(examples_of(include_str!("../../../core/schemas/certificate.inquiry.json")));
    all.push(
        br#"{"calendar": {"holidays": ["2026-01-01"], "workdays": ["2026-01-04"]}, "include_values": false}"#
            .to_vec(),
    );
    all.push(br#"{"calendar": {"name": "cn"}, "reading": "strict"}"#.to_vec());
    all
}

/// A stream of catalogue entries, one a line.
pub(crate) fn stream(data: &[u8]) {
    let mut limits = Limits::default();
    limits.entry_bytes = 1 << 16;
    let mut compiler = Compiler::new(date("2025-09-01").expect("a day")).with_limits(limits);
    let read = compiler.read(data);
    let compiled = compiler.finish();
    let lines = data.split(|byte| *byte == b'\n').count() as u64;
    assert!(u64::from(compiled.entries) <= lines, "more entries than lines");
    if let Err(error) = read {
        assert!(error.code().starts_with("input.") || error.code().starts_with("limit."));
    }
}

/// Entries of a generated catalogue.
pub(crate) fn entries() -> Vec<Vec<u8>> {
    let catalogue = Catalogue::generate(5, 12, 1);
    let lines = |entries: &[serde_json::Value]| {
        let line = |entry: &serde_json::Value| {
            serde_json::json!({"provider": entry["provider"], "entry": entry}).to_string()
        };
        entries.iter().map(line).collect::<Vec<_>>().join("\n").into_bytes()
    };
    catalogue.entries.chunks(4).map(lines).collect()
}

/// The first byte names the scheme, the rest is a value.
pub(crate) fn identifier(data: &[u8]) {
    let Some((scheme, value)) = data.split_first() else { return };
    let scheme = ident::SCHEMES[usize::from(*scheme) % ident::SCHEMES.len()];
    let value = String::from_utf8_lossy(value);
    let answer = ident::check(scheme, &value).expect("a scheme of the list");
    assert_eq!(answer.valid, answer.code == "ok");
}

/// Identifiers that are right in all schemes, and some that are not.
pub(crate) fn identifiers() -> Vec<Vec<u8>> {
    let vectors = [
        (0, "1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W"),
        (1, "91350100M000100Y43"),
        (2, "132211583"),
        (3, "11010519491231002X"),
        (4, "110105491231002"),
        (5, "310101000000001"),
        (7, "310101"),
    ];
    vectors.iter().map(|(scheme, value)| [&[*scheme], value.as_bytes()].concat()).collect()
}
