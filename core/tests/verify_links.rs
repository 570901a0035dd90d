//! Paths whose links are of other algorithms than SM2 under its default id: RSA, ECDSA, mixed ones, and SM2 under an id
//! that the caller names.

mod trust;

use trust::*;
use ywtb::TrustStore;
use ywtb_testkit::{CrlBuilder, Identity, Key, KeyUsage, Name, Period, Pki};

/// A root, an authority under it and a holder, by their keys.
fn chain(root: &Key, ca: &Key, holder: &Key) -> [Identity; 3] {
    let pki = pki();
    let begin = |label: &str| pki.certificate(label, Name::new("机关", label));
    let long = Period::new("2018-01-01T00:00:00+08:00", "2041-12-31T00:00:00+08:00");
    let root = begin("r").usage(KeyUsage::Issuing).period(long).key(root).self_signed();
    let ca = begin("c").usage(KeyUsage::Issuing).period(long).key(ca).issued_by(&root);
    let holder = begin("h").key(holder).issued_by(&ca);
    [root, ca, holder]
}

fn trusted(chain: &[Identity; 3], change: impl FnOnce(&mut TrustStore)) -> String {
    let [root, ca, holder] = chain;
    let mut store = trusting(BOTH, &[&root.certificate.der], &[&ca.certificate.der]);
    change(&mut store);
    let report = asked(&sealed_by(holder), |options| options.trust = store.clone());
    format!("{} {}", check(&report, "signer_trust"), detail(&report, "signer_trust")).trim_end().to_owned()
}

fn sm2(label: &str) -> Key {
    Key::derive(5, label)
}

#[test]
fn links_of_every_algorithm() {
    let ecdsa = |label: &str| Key::ecdsa(5, label);
    for (name, chain) in [
        ("RSA, ECDSA, SM2", chain(&Key::rsa(), &ecdsa("c"), &sm2("h"))),
        ("ECDSA, RSA, SM2", chain(&ecdsa("r"), &Key::rsa(), &sm2("h"))),
        ("SM2, RSA, ECDSA", chain(&sm2("r"), &Key::rsa(), &ecdsa("h"))),
        ("ECDSA, SM2, RSA", chain(&ecdsa("r"), &sm2("c"), &Key::rsa())),
        ("ECDSA throughout", chain(&ecdsa("r"), &ecdsa("c"), &ecdsa("h"))),
    ] {
        assert_eq!(trusted(&chain, |_| ()), "met", "{name}");
        // The same names, and an authority with another key.
        let [root, ca, holder] = chain;
        let other = Key::ecdsa(9, "other");
        let pki = pki();
        let namesake = pki.certificate("c", Name::new("机关", "c")).usage(KeyUsage::Issuing).key(&other);
        let wrong = [root.clone(), namesake.issued_by(&root), holder];
        assert_eq!(trusted(&wrong, |_| ()), "undetermined/signer.path_signature signature @0", "{name}");
        drop(ca);
    }
}

#[test]
fn a_link_that_no_longer_withstands_forgery() {
    let weak = chain(&Key::rsa_sha1(), &sm2("c"), &sm2("h"));
    assert_eq!(trusted(&weak, |_| ()), "undetermined/signer.path_weak weak @1");
    let weak = chain(&sm2("r"), &Key::rsa_sha1(), &sm2("h"));
    assert_eq!(trusted(&weak, |_| ()), "undetermined/signer.path_weak weak @0");
}

#[test]
fn authorities_that_sign_under_another_id() {
    let own = |label: &str| Key::derive_as("authority@example.gov.cn", 5, label);
    let name = |store: &mut TrustStore| store.add_sm2_id("authority@example.gov.cn");
    let wrong = |store: &mut TrustStore| store.add_sm2_id("another@example.gov.cn");
    const UNSIGNED: &str = "undetermined/signer.path_signature signature @0";
    let both = chain(&own("r"), &own("c"), &sm2("h"));
    assert_eq!(trusted(&both, |_| ()), UNSIGNED);
    assert_eq!(trusted(&both, wrong), UNSIGNED);
    assert_eq!(trusted(&both, name), "met");
    // The default id still counts beside it.
    let one = chain(&sm2("r"), &own("c"), &sm2("h"));
    assert_eq!(trusted(&one, |_| ()), UNSIGNED);
    assert_eq!(trusted(&one, name), "met");
    assert_eq!(trusted(&chain(&sm2("r"), &sm2("c"), &sm2("h")), name), "met");
    // Who names an id for authorities names none for signers: their values are under the default one.
    let signer = chain(&sm2("r"), &sm2("c"), &own("h"));
    let [root, ca, holder] = &signer;
    let mut store = trusting(BOTH, &[&root.certificate.der], &[&ca.certificate.der]);
    name(&mut store);
    let report = asked(&sealed_by(holder), |options| options.trust = store.clone());
    assert_eq!(check(&report, "signature_value"), "not_met/signature.value_wrong");
}

#[test]
fn a_list_of_an_authority_with_another_id_or_algorithm() {
    let own = |label: &str| Key::derive_as("authority@example.gov.cn", 5, label);
    for (name, chain, id) in [
        ("SM2 under another id", chain(&sm2("r"), &own("c"), &sm2("h")), Some("authority@example.gov.cn")),
        ("RSA", chain(&sm2("r"), &Key::rsa(), &sm2("h")), None),
        ("ECDSA", chain(&sm2("r"), &Key::ecdsa(5, "c"), &sm2("h")), None),
    ] {
        let [root, ca, holder] = &chain;
        let mut store = trusting(BOTH, &[&root.certificate.der], &[&ca.certificate.der]);
        id.into_iter().for_each(|id| store.add_sm2_id(id));
        let report = asked(&sealed_by(holder), |options| {
            options.trust = store.clone();
            options.crls = vec![CrlBuilder::new(root).build(), CrlBuilder::new(ca).build()];
        });
        assert_eq!(check(&report, "signer_revocation"), "met", "{name}");
    }
    // A namesake's list counts under no id.
    let [root, ca, holder] = &chain(&sm2("r"), &sm2("c"), &sm2("h"));
    let report = asked(&sealed_by(holder), |options| {
        options.trust = trusting(BOTH, &[&root.certificate.der], &[&ca.certificate.der]);
        let namesake = Identity { key: Pki::new(6).ca.key, certificate: ca.certificate.clone() };
        options.crls = vec![CrlBuilder::new(root).build(), CrlBuilder::new(&namesake).build()];
    });
    assert_eq!(check(&report, "signer_revocation"), "undetermined/signer.status_unknown");
}
