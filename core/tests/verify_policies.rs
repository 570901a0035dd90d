//! Policies and replay over the same documents: a policy changes what findings weigh, never what is found; facts that
//! were stored give the same report, byte for byte.

mod kit;
use kit::*;
use serde_json::{Value, json};
use ywtb::report::Report;
use ywtb::seal::{Facts, Policy};
use ywtb::{Limits, Role, TrustStore, VerifyOptions, examine, judge, verify};
use ywtb_testkit::{
    CheckMethod, Content, DocumentBuilder, Encoding, Layout, PAGES, Pki, SealBuilder, SignedDataBuilder,
    Stamp, TimestampAuthority, documents,
};

/// Documents of every kind, good and bad.
fn all() -> Vec<Vec<u8>> {
    let pki = pki();
    let tsa = TimestampAuthority::new(&pki);
    let signed = SignedDataBuilder::new(&pki.signer);
    let stamps = [
        stamp().check_method(CheckMethod::Md5),
        stamp().encoding(Encoding::Raw).property("x"),
        stamp().leave_out(PAGES[1]),
        stamp().timestamp(&tsa),
        stamp().timestamp(&tsa.clone().imprint_of(b"x")),
        stamp().signer(&Pki::new(9).signer),
        Stamp::new(&pki, &SealBuilder::new(&pki).layout(Layout::V1).build()).time_token(&tsa),
        Stamp::sign(&pki, &signed.clone().and(&pki.maker).timestamp(&tsa)),
        Stamp::sign(&pki, &signed.clone().content(Content::Digest).indefinite()),
        Stamp::sign(&pki, &signed.certificates(&[])),
    ];
    let mut list: Vec<Vec<u8>> =
        stamps.into_iter().map(|stamp| DocumentBuilder::new(5).stamp(stamp).build().to_zip()).collect();
    list.extend(documents(5).into_iter().map(|document| document.bytes));
    let mut extra = open_root();
    extra.put("Doc_0/extra.bin", b"x");
    list.push(extra.to_zip());
    list.push([&open_root().to_zip()[..], b"tail"].concat());
    list.push(SealBuilder::new(&pki).layout(Layout::V5).timestamp(&tsa).build().der);
    list.push(stamp().signature(b"original", "/x"));
    list.extend(corpus_files());
    list
}

/// The level of every check is `word`.
fn every(word: &str) -> Policy {
    let levels: serde_json::Map<String, Value> =
        Policy::checks().map(|check| (check.to_owned(), json!(word))).collect();
    let policy = json!({"name": format!("all-{word}"), "levels": levels});
    Policy::from_json(policy.to_string().as_bytes()).unwrap()
}

fn asked(policy: Policy) -> VerifyOptions {
    let mut trust = TrustStore::new();
    for role in [Role::Signer, Role::Maker, Role::Tsa] {
        trust.add_der(role, &pki().root.certificate.der).unwrap();
        trust.add_der(role, &pki().ca.certificate.der).unwrap();
    }
    VerifyOptions { trust, subject: Some("文书-1".into()), ..options(policy) }
}

/// Everything but what a policy may change: what is covered depends on which signatures count as valid.
fn found(report: &Report) -> Value {
    let checks = |signature: &Value| {
        let mut list = signature["checks"].clone();
        for check in list.as_array_mut().unwrap() {
            check.as_object_mut().unwrap().remove("level");
        }
        list
    };
    let codes: Vec<(&str, &str)> = report
        .findings
        .iter()
        .map(|finding| (finding.code, &*finding.path))
        .filter(|(code, _)| {
            let weighed = ["eseal.signature.", "eseal.content.", "eseal.extra.", "eseal.integrity."];
            !weighed.iter().any(|one| code.starts_with(one))
        })
        .collect();
    json!([report.signatures.iter().map(checks).collect::<Vec<_>>(), codes])
}

#[test]
fn a_policy_changes_weights_and_nothing_else() {
    let (fail, warn, ignore) = (every("fail"), every("warn"), every("ignore"));
    for bytes in all() {
        let ask = |policy: &Policy| verify(&bytes, &asked(policy.clone()));
        let Ok(plain) = ask(&Policy::DEFAULT) else { continue };
        let reports = [&fail, &warn, &ignore].map(|policy| ask(policy).unwrap());
        for (report, level) in reports.iter().zip(["fail", "warn", "ignored"]) {
            assert_eq!(found(report), found(&plain));
            for check in report.signatures.iter().flat_map(|one| one["checks"].as_array().unwrap()) {
                assert_eq!(check["level"], level, "{check}");
            }
        }
        let [fail, warn, ignore] = reports;
        // What weighs nothing fails nothing.
        let word = said(&Ok(plain.clone()));
        if word != "not_applicable" {
            let nothing_failed = if plain.signatures.is_empty() { "not_applicable" } else { "total_passed" };
            assert_eq!(said(&Ok(warn.clone())), nothing_failed);
            assert_eq!(said(&Ok(ignore.clone())), nothing_failed);
            let codes = |report: &Report| {
                let checks =
                    report.signatures.iter().flat_map(|one| one["checks"].as_array().unwrap().clone());
                checks.filter(|check| !check["code"].is_null()).count()
            };
            assert_eq!(
                codes(&fail) == 0,
                fail.signatures.iter().all(|one| one["indication"] == "total_passed")
            );
        }
        // Where everything decides nothing is milder than where less does.
        if word.starts_with("total_failed") {
            assert!(said(&Ok(fail.clone())).starts_with("total_failed"), "{word}");
        }
        assert_ne!(fail.sub_indication.as_deref(), Some(""));
        assert_eq!(ignore.receipt.policy, "all-ignore");
        assert_eq!(ignore.receipt.policy_sha256.as_ref().map(String::len), Some(64));
        assert_eq!(plain.receipt.policy_sha256, None);
        assert_ne!(ignore.receipt.policy_sha256, warn.receipt.policy_sha256);
    }
}

#[test]
fn stored_facts_give_the_same_bytes() {
    for policy in [Policy::DEFAULT, Policy::INTEGRITY, every("fail")] {
        for bytes in all() {
            let options = asked(policy.clone());
            let Ok(report) = verify(&bytes, &options) else { continue };
            let stored = examine(&bytes, &options).unwrap().to_json().unwrap();
            let facts = Facts::from_json(stored.as_bytes(), &Limits::default()).unwrap();
            assert_eq!(facts.to_json().unwrap(), stored);
            // Nobody is trusted any more: whom the caller trusted stands in the facts.
            let later = VerifyOptions { trust: TrustStore::new(), ..options };
            assert_eq!(judge(&facts, &later).to_json().unwrap(), report.to_json().unwrap());
        }
    }
}

#[test]
fn facts_are_taken_as_they_were_written_or_not_at_all() {
    let bytes = open_root().to_zip();
    let stored = examine(&bytes, &options(Policy::DEFAULT)).unwrap().to_json().unwrap();
    let wrong = |from: &str, to: &str| {
        assert!(stored.contains(from), "{from}");
        let error =
            Facts::from_json(stored.replacen(from, to, 1).as_bytes(), &Limits::default()).unwrap_err();
        (error.code(), error.path().to_owned())
    };
    let facts = "input.facts";
    assert_eq!(wrong("ywtb.facts/1", "ywtb.facts/2"), (facts, "/schema".into()));
    assert_eq!(wrong("\"kind\":\"ofd\"", "\"kind\":\"pdf\""), (facts, "/facts".into()));
    assert_eq!(wrong("\"extensions\":[],", ""), (facts, "/facts".into()));
    assert_eq!(
        wrong("\"declared\":", "\"more\":1,\"declared\":"),
        (facts, "/facts/signatures/0/more".into())
    );
    assert_eq!(wrong("\"signer_index\":null,", ""), (facts, "/facts/signatures/0/signer_index".into()));
    assert_eq!(wrong("{\"facts\"", "{\"more\":{},\"facts\""), (facts, "/more".into()));
    assert_eq!(Facts::from_json(b"{", &Limits::default()).unwrap_err().code(), "input.json");
}
