//! Whom the caller trusts: paths from the certificates of a sealed paper, each broken in one way.

use ywtb::report::Report;
use ywtb::seal::Policy;
use ywtb::{Role, TrustStore, VerifyOptions, verify};
use ywtb_testkit::{DocumentBuilder, Pki, SealBuilder, Stamp};

fn options(policy: Policy, trust: TrustStore) -> VerifyOptions {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    VerifyOptions { policy, trust, ..VerifyOptions::new(time) }
}

fn pki() -> Pki {
    Pki::new(5)
}

fn paper(stamp: Stamp) -> Vec<u8> {
    DocumentBuilder::new(5).stamp(stamp).build().to_zip()
}

fn genuine() -> Vec<u8> {
    let pki = pki();
    paper(Stamp::new(&pki, &SealBuilder::new(&pki).build()))
}

/// Result and code of a check of the first signature.
fn check(report: &Report, name: &str) -> String {
    let checks = report.signatures[0]["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["name"] == name).unwrap();
    let result = check["result"].as_str().unwrap().to_owned();
    check["code"].as_str().map_or(result.clone(), |code| format!("{result}/{code}"))
}

fn trusting(roles: &[Role], anchors: &[&[u8]], intermediates: &[&[u8]]) -> TrustStore {
    let mut store = TrustStore::new();
    for role in roles {
        anchors.iter().for_each(|anchor| store.add(*role, anchor).unwrap());
    }
    intermediates.iter().for_each(|one| store.add_intermediates(one).unwrap());
    store
}

const BOTH: &[Role] = &[Role::Signer, Role::Maker];

#[test]
fn a_path_leads_to_an_anchor_of_its_role() {
    let pki = pki();
    let (root, ca) = (pki.root.certificate.der.as_slice(), pki.ca.certificate.der.as_slice());
    let signer = pki.signer.certificate.der.as_slice();
    let bytes = genuine();
    for (name, store, signer, maker) in [
        ("nobody", TrustStore::new(), "undetermined/signer.no_path", "undetermined/maker.no_path"),
        ("root and authority", trusting(BOTH, &[root], &[ca]), "met", "met"),
        ("authority", trusting(BOTH, &[ca], &[]), "met", "met"),
        (
            "root alone",
            trusting(BOTH, &[root], &[]),
            "undetermined/signer.no_path",
            "undetermined/maker.no_path",
        ),
        ("signers alone", trusting(&[Role::Signer], &[ca], &[]), "met", "undetermined/maker.no_path"),
        ("the signer itself", trusting(BOTH, &[signer], &[]), "met", "undetermined/maker.no_path"),
        (
            "timestamps alone",
            trusting(&[Role::Tsa], &[ca], &[]),
            "undetermined/signer.no_path",
            "undetermined/maker.no_path",
        ),
    ] {
        let report = verify(&bytes, &options(Policy::DEFAULT, store)).unwrap();
        assert_eq!(check(&report, "signer_trust"), signer, "{name}");
        assert_eq!(check(&report, "maker_trust"), maker, "{name}");
        let indication = report.indication.unwrap().as_str();
        assert_eq!(indication, "indeterminate", "{name}");
    }
}
