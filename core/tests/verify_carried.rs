//! What SignedData carries beside its signers' certificates: authorities lead to a trusted one, lists of revoked
//! certificates say how they stand; each counts as it would if the caller had given it, and no further.

mod trust;

use serde_json::Value;
use trust::*;
use ywtb::report::Report;
use ywtb_testkit::{CrlBuilder, DocumentBuilder, Pki, Reason, SignedDataBuilder, Stamp, TimestampAuthority};

/// A signed paper whose SignedData carries the authority and `lists`; the root alone is trusted.
fn carrying(lists: &[Vec<u8>], given: &[Vec<u8>]) -> Report {
    let pki = pki();
    let data = SignedDataBuilder::new(&pki.signer)
        .certificates(&[&pki.signer.certificate, &pki.ca.certificate])
        .lists(lists);
    let bytes = DocumentBuilder::new(5).stamp(Stamp::sign(&pki, &data)).build().to_zip();
    asked(&bytes, |options| {
        options.trust = trusting(BOTH, &[&pki.root.certificate.der], &[]);
        options.crls = given.to_vec();
    })
}

fn of_root() -> Vec<u8> {
    CrlBuilder::new(&pki().root).build()
}

fn said(report: &Report) -> String {
    format!("{} {}", check(report, "signer_revocation"), detail(report, "signer_revocation"))
        .trim_end()
        .to_owned()
}

/// Source and word of every answer that the report rests on.
fn sources(report: &Report) -> Vec<String> {
    let status = report.evidence.iter().filter(|one| one["kind"] == "status");
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or("-").to_owned();
    status
        .map(|one| format!("{} {} {}", text(one, "source"), text(one, "says"), text(one, "fault")))
        .collect()
}

#[test]
fn lists_that_came_along_count_as_given_ones_do() {
    let pki = pki();
    let list = || CrlBuilder::new(&pki.ca);
    let revoked =
        || list().revoke(&pki.signer.certificate, "2025-03-01T00:00:00+08:00", Reason::KeyCompromise);
    let good = carrying(&[of_root(), list().build()], &[]);
    assert_eq!(word(&good), "total_passed");
    assert_eq!(sources(&good), ["signed_data good -", "signed_data good -"]);
    for (name, lists, given, expected) in [
        ("none", vec![of_root()], vec![], "undetermined/signer.status_unknown status.none @0"),
        ("given instead", vec![], vec![of_root(), list().build()], "met"),
        ("some of both", vec![list().build()], vec![of_root()], "met"),
        ("revoked", vec![of_root(), revoked().build()], vec![], "undetermined/signer.revoked_no_proof"),
        (
            "revoked by a given one",
            vec![of_root(), list().build()],
            vec![revoked().build()],
            "undetermined/signer.revoked_no_proof",
        ),
        (
            "made by somebody else",
            vec![of_root(), CrlBuilder::new(&Pki::new(6).ca).build()],
            vec![],
            "undetermined/signer.status_unknown crl.signature @0",
        ),
        (
            "stale",
            vec![of_root(), list().period("2026-10-01T00:00:00Z", Some("2026-10-08T00:00:00Z")).build()],
            vec![],
            "undetermined/signer.status_unknown status.not_fresh @0",
        ),
        (
            "of what changed, continuing one that came along",
            vec![of_root(), list().number(7).build(), revoked().number(8).delta(7).build()],
            vec![],
            "undetermined/signer.revoked_no_proof",
        ),
        (
            "of authorities alone, that the authority is revoked",
            vec![
                CrlBuilder::new(&pki.root)
                    .revoke(&pki.ca.certificate, "2025-03-01T00:00:00+08:00", Reason::KeyCompromise)
                    .build(),
                list().build(),
            ],
            vec![],
            "undetermined/signer.authority_revoked @1",
        ),
    ] {
        assert_eq!(said(&carrying(&lists, &given)), expected, "{name}");
    }
}

#[test]
fn a_list_that_cannot_be_read_is_named_and_says_nothing() {
    let report = carrying(&[of_root(), vec![0x30, 0x03, 0x02, 0x01, 0x00]], &[]);
    assert_eq!(said(&report), "undetermined/signer.status_unknown status.none @0");
    assert!(detail(&report, "encoding").contains("cms.list_unreadable"), "{}", detail(&report, "encoding"));
}

#[test]
fn without_the_authority_that_came_along_nobody_is_reached() {
    let pki = pki();
    let data = SignedDataBuilder::new(&pki.signer);
    let bytes = DocumentBuilder::new(5).stamp(Stamp::sign(&pki, &data)).build().to_zip();
    let report = asked(&bytes, |options| options.trust = trusting(BOTH, &[&pki.root.certificate.der], &[]));
    assert_eq!(check(&report, "signer_trust"), "undetermined/signer.no_path");
    assert_eq!(check(&carrying(&[], &[]), "signer_trust"), "met");
}

#[test]
fn a_proven_time_settles_what_a_carried_list_says() {
    let pki = pki();
    let tsa = TimestampAuthority::new(&pki);
    let at = |moment: &str| {
        let list = CrlBuilder::new(&pki.ca).revoke(&pki.signer.certificate, moment, Reason::KeyCompromise);
        let data = SignedDataBuilder::new(&pki.signer)
            .certificates(&[&pki.signer.certificate, &pki.ca.certificate])
            .timestamp(&tsa)
            .lists(&[of_root(), list.build()]);
        let bytes = DocumentBuilder::new(5).stamp(Stamp::sign(&pki, &data)).build().to_zip();
        let report = asked(&bytes, |options| {
            let roles = [ywtb::Role::Signer, ywtb::Role::Tsa];
            options.trust = trusting(&roles, &[&pki.root.certificate.der], &[&pki.ca.certificate.der]);
            // The authority of the token is asked about with what the caller gave.
            options.crls = vec![of_root(), CrlBuilder::new(&pki.ca).build()];
        });
        said(&report)
    };
    assert_eq!(at("2024-05-01T00:00:00+08:00"), "not_met/signer.revoked");
    assert_eq!(at("2025-03-01T00:00:00+08:00"), "met");
}
