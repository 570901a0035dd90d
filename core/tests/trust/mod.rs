//! Tools of the tests of trust and status: sealed papers, stores, and what a check says.
#![allow(dead_code, missing_docs, unreachable_pub)]

use ywtb::report::Report;
use ywtb::{Role, TrustStore, VerifyOptions, verify};
use ywtb_testkit::{DocumentBuilder, Identity, Pki, SealBuilder, Stamp};

pub const BOTH: &[Role] = &[Role::Signer, Role::Maker];

pub fn options() -> VerifyOptions {
    VerifyOptions::new(chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap())
}

/// The report under the policy `default`, unless `change` says otherwise.
pub fn asked(bytes: &[u8], change: impl FnOnce(&mut VerifyOptions)) -> Report {
    let mut options = options();
    change(&mut options);
    verify(bytes, &options).unwrap()
}

pub fn pki() -> Pki {
    Pki::new(5)
}

pub fn paper(stamp: Stamp) -> Vec<u8> {
    DocumentBuilder::new(5).stamp(stamp).build().to_zip()
}

pub fn genuine() -> Vec<u8> {
    let pki = pki();
    paper(Stamp::new(&pki, &SealBuilder::new(&pki).build()))
}

/// A paper whose seal allows one signer, who signed.
pub fn sealed_by(signer: &Identity) -> Vec<u8> {
    let pki = pki();
    paper(Stamp::new(&pki, &SealBuilder::new(&pki).signers(&[&signer.certificate]).build()).signer(signer))
}

pub fn trusting(roles: &[Role], anchors: &[&[u8]], intermediates: &[&[u8]]) -> TrustStore {
    let mut store = TrustStore::new();
    for role in roles {
        anchors.iter().for_each(|anchor| store.add(*role, anchor).unwrap());
    }
    intermediates.iter().for_each(|one| store.add_intermediates(one).unwrap());
    store
}

/// Result and code of a check of the first signature.
pub fn check(report: &Report, name: &str) -> String {
    let check = entry(report, name);
    let result = check["result"].as_str().unwrap().to_owned();
    check["code"].as_str().map_or(result.clone(), |code| format!("{result}/{code}"))
}

pub fn detail(report: &Report, name: &str) -> String {
    entry(report, name)["detail"].as_str().unwrap().to_owned()
}

fn entry<'r>(report: &'r Report, name: &str) -> &'r serde_json::Value {
    let checks = report.signatures[0]["checks"].as_array().unwrap();
    checks.iter().find(|check| check["name"] == name).unwrap()
}

/// `indication/sub_indication`.
pub fn word(report: &Report) -> String {
    let indication = report.indication.map_or("not_applicable", ywtb::report::Indication::as_str);
    report.sub_indication.as_ref().map_or(indication.to_owned(), |sub| format!("{indication}/{sub}"))
}
