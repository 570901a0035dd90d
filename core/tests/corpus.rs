//! Runs an outside corpus of real and altered documents, when `YWTB_CORPUS` names its folder: every file must get an
//! indication that the corpus accepts, for the reasons that it gives.
//!
//! The corpus is not part of this repository; without it the test says so and passes.
#![allow(clippy::disallowed_methods)]

use std::path::{Path, PathBuf};

use serde_json::Value;
use ywtb::report::Report;
use ywtb::seal::Policy;
use ywtb::{VerifyOptions, verify};

/// Files that may get another indication, each with its reason.
const EXCEPTIONS: &[(&str, &str)] = &[(
    "negative/F0_signed_value_good.dat",
    "its original is not in the corpus, and without it nothing is passed",
)];

fn corpus() -> Option<PathBuf> {
    let folder = std::env::var_os("YWTB_CORPUS").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: YWTB_CORPUS does not name a corpus");
    }
    folder
}

fn options(policy: Policy, original: Option<Vec<u8>>) -> VerifyOptions {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    VerifyOptions { policy, original, ..VerifyOptions::new(time) }
}

struct Case {
    name: String,
    data: Vec<u8>,
    original: Option<Vec<u8>>,
    entry: Value,
}

fn cases(root: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    for part in ["real", "negative"] {
        let folder = root.join(part);
        let manifest: Value =
            serde_json::from_slice(&std::fs::read(folder.join("MANIFEST.json")).unwrap()).unwrap();
        for entry in manifest["files"].as_array().unwrap() {
            if !entry["expect"].is_array() {
                continue;
            }
            let name = entry["file"].as_str().unwrap();
            let Ok(data) = std::fs::read(folder.join(name)) else { continue };
            let original = entry["original"].as_str().and_then(|path| std::fs::read(folder.join(path)).ok());
            cases.push(Case { name: format!("{part}/{name}"), data, original, entry: entry.clone() });
        }
    }
    cases
}

/// `error`, `not_applicable` or the indication.
fn outcome(result: &Result<Report, ywtb::Error>) -> &'static str {
    match result {
        Err(_) => "error",
        Ok(report) => report.indication.map_or("not_applicable", ywtb::report::Indication::as_str),
    }
}

/// Codes of every check of every signature and of every finding that is not met or open.
fn codes(report: &Report) -> Vec<String> {
    let checks = report.signatures.iter().flat_map(|one| one["checks"].as_array().unwrap().iter());
    let checks = checks.filter_map(|check| check["code"].as_str().map(str::to_owned));
    let findings = report.findings.iter().filter(|one| one.result != ywtb::report::Outcome::Met);
    checks.chain(findings.map(|one| one.code.to_owned())).collect()
}

/// Our codes for a code of the corpus; any of them will do.
fn ours(code: &str) -> &'static [&'static str] {
    match code {
        "E_FORMAT" => &["signature.broken", "seal.header"],
        "E_PACKAGE" => &["eseal.package.broken"],
        "E_SEAL_SIGNATURE" => &["seal.value_wrong"],
        "E_SIGNATURE_VALUE" => &["signature.value_wrong"],
        "E_SIGNATURE_SCOPE" => &["signature.scope"],
        "E_SIGNER_NOT_IN_SEAL" => &["seal.signer_not_listed", "seal.list_not_comparable"],
        "E_SIGNER_CERT_PERIOD" => &["signer.out_of_period"],
        "E_SEAL_PERIOD" => &["seal.out_of_period"],
        "E_DATA_HASH" => &["data_hash.differs"],
        "E_REF_DIGEST" => &["reference.differs", "reference.changed_later", "reference.none"],
        "E_REF_MISSING_FILE" => &["reference.missing"],
        "E_SEAL_FILE_MISMATCH" => &["seal.file_differs"],
        "E_DIGEST_ALG_UNKNOWN" => &["reference.method_unknown"],
        "E_TIMESTAMP" => &["timestamp.invalid"],
        "E_SIGNER_KEY_USAGE" => &["signer.key_usage"],
        "E_MAKER_KEY_USAGE" => &["maker.key_usage"],
        "W_MAKER_CERT_PERIOD" => &["maker.out_of_period_at_creation", "maker.out_of_period_at_use"],
        "W_ENCODING" | "W_TRAILING" => &["signature.encoding", "signature.broken"],
        "W_PROPERTY_INFO" => &["signature.property_info"],
        "W_ALG_OID" => &["signature.algorithm_misfit", "seal.algorithm_misfit"],
        "W_WEAK_DIGEST" => &["reference.method_weak", "reference.method_absent"],
        "W_UNCOVERED_CONTENT" => &["eseal.content.not_covered"],
        "W_UNLISTED_FILE" => &["eseal.extra.file", "eseal.package.broken"],
        "W_SHOWN_DOCUMENT_NOT_SIGNED" => &["eseal.shown.not_signed"],
        "W_VERSION" => &["signature.version"],
        "W_TYPE" => &["signature.declared_type"],
        "W_NAMESPACE" => &["eseal.package.unusual", "signature.broken"],
        _ => &[],
    }
}

#[test]
fn every_file_gets_an_indication_that_the_corpus_accepts() {
    let Some(root) = corpus() else { return };
    let cases = cases(&root);
    assert!(!cases.is_empty(), "the corpus has no files");
    let mut wrong = Vec::new();
    for case in &cases {
        let result = verify(&case.data, &options(Policy::INTEGRITY, case.original.clone()));
        let found = outcome(&result);
        let accepted = case.entry["expect"].as_array().unwrap().iter().any(|one| one == found);
        let excepted = case.original.is_none() && EXCEPTIONS.iter().any(|(name, _)| *name == case.name);
        if !accepted && !excepted {
            let why = result.as_ref().map_or_else(|error| vec![error.to_string()], codes);
            wrong.push(format!("{}: {found}, accepted {} {why:?}", case.name, case.entry["expect"]));
        }
        // What is refused must be refused for the corpus's reason too.
        let Ok(report) = &result else { continue };
        let codes = codes(report);
        let expected = case.entry.get("expected_codes").or(case.entry.get("codes")).and_then(Value::as_array);
        for code in expected.into_iter().flatten().filter_map(Value::as_str) {
            if !ours(code).iter().any(|ours| codes.iter().any(|code| code == ours)) {
                wrong.push(format!("{}: {code} not among {codes:?}", case.name));
            }
        }
    }
    println!("{} files\n{}", cases.len(), wrong.join("\n"));
    assert!(wrong.is_empty(), "{} differences", wrong.len());
}

#[test]
fn nothing_is_passed_that_nobody_is_trusted_for() {
    let Some(root) = corpus() else { return };
    for case in cases(&root) {
        let result = verify(&case.data, &options(Policy::DEFAULT, case.original.clone()));
        assert_ne!(outcome(&result), "total_passed", "{}", case.name);
    }
}
