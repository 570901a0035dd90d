//! Whom the caller trusts: paths from the certificates of a sealed paper, each broken in one way.

mod trust;

use trust::*;
use ywtb::{Role, TrustStore};
use ywtb_testkit::der::{explicit, integer, null, oid, sequence, tlv};
use ywtb_testkit::{Identity, KeyUsage, Name, Period, Pki};

#[test]
fn a_path_leads_to_an_anchor_of_its_role() {
    let pki = pki();
    let (root, ca) = (pki.root.certificate.der.as_slice(), pki.ca.certificate.der.as_slice());
    let signer = pki.signer.certificate.der.as_slice();
    let bytes = genuine();
    const NO_SIGNER: &str = "undetermined/signer.no_path";
    const NO_MAKER: &str = "undetermined/maker.no_path";
    for (name, store, signer, maker) in [
        ("nobody", TrustStore::new(), NO_SIGNER, NO_MAKER),
        ("root and authority", trusting(BOTH, &[root], &[ca]), "met", "met"),
        ("authority", trusting(BOTH, &[ca], &[]), "met", "met"),
        ("root alone", trusting(BOTH, &[root], &[]), NO_SIGNER, NO_MAKER),
        ("signers alone", trusting(&[Role::Signer], &[ca], &[]), "met", NO_MAKER),
        ("the signer itself", trusting(BOTH, &[signer], &[]), "met", NO_MAKER),
        ("timestamps alone", trusting(&[Role::Tsa], &[ca], &[]), NO_SIGNER, NO_MAKER),
    ] {
        let report = asked(&bytes, |options| options.trust = store.clone());
        assert_eq!(check(&report, "signer_trust"), signer, "{name}");
        assert_eq!(check(&report, "maker_trust"), maker, "{name}");
        assert_eq!(report.indication.unwrap().as_str(), "indeterminate", "{name}");
    }
}

/// The check of a signer whose certificate `ca` issued, with the root trusted.
fn signed_under(
    ca: &Identity,
    change: impl FnOnce(ywtb_testkit::CertificateBuilder) -> ywtb_testkit::CertificateBuilder,
) -> String {
    let pki = pki();
    let signer = change(pki.certificate("holder", Name::new("机关", "持有人"))).issued_by(ca);
    let bytes = sealed_by(&signer);
    let store = trusting(BOTH, &[&pki.root.certificate.der], &[&ca.certificate.der, &pki.ca.certificate.der]);
    let report = asked(&bytes, |options| options.trust = store.clone());
    let detail = detail(&report, "signer_trust");
    if detail.is_empty() {
        check(&report, "signer_trust")
    } else {
        format!("{}: {detail}", check(&report, "signer_trust"))
    }
}

#[test]
fn a_path_that_an_authority_does_not_allow() {
    let pki = pki();
    let issuing = |label: &str| pki.certificate(label, Name::new("机关", label)).usage(KeyUsage::Issuing);
    let under_root = |builder: ywtb_testkit::CertificateBuilder| builder.issued_by(&pki.root);
    let constraints = |permitted: bool, organisation: &str| {
        let name = sequence(&[
            tlv(0x31, &sequence(&[oid("2.5.4.6"), tlv(0x13, b"CN")])),
            tlv(0x31, &sequence(&[oid("2.5.4.10"), tlv(0x0c, organisation.as_bytes())])),
        ]);
        sequence(&[explicit(if permitted { 0 } else { 1 }, &sequence(&[explicit(4, &name)]))])
    };
    const NAMES: &str = "2.5.29.30";
    let inner = under_root(issuing("outer").path_length(0));
    let cases: Vec<(&str, Identity, &str)> = vec![
        ("sound", under_root(issuing("sound")), "met"),
        ("path length kept", under_root(issuing("short").path_length(0)), "met"),
        (
            "path length",
            issuing("below").issued_by(&inner),
            "undetermined/signer.path_constraints: path_length @2",
        ),
        (
            "no authority",
            under_root(issuing("none").authority(false)),
            "undetermined/signer.path_constraints: not_authority @1",
        ),
        (
            "key usage",
            under_root(issuing("usage").usage(KeyUsage::Signing).authority(true)),
            "undetermined/signer.path_constraints: key_usage @1",
        ),
        (
            "encipherment",
            under_root(issuing("cipher").usage(KeyUsage::Encipherment).authority(true)),
            "undetermined/signer.path_constraints: key_usage @1",
        ),
        (
            "critical",
            under_root(issuing("critical").extension("1.2.3.4", true, &null())),
            "undetermined/signer.path_constraints: critical_extension @1",
        ),
        ("not critical", under_root(issuing("kept").extension("1.2.3.4", false, &null())), "met"),
        (
            "policy",
            under_root(issuing("policy").extension("2.5.29.36", true, &sequence(&[tlv(0x80, &[0])]))),
            "undetermined/signer.path_constraints: critical_extension @1",
        ),
        (
            "twice",
            under_root(issuing("twice").extension("2.5.29.19", false, &sequence(&[]))),
            "undetermined/signer.path_constraints: not_authority @1, extension @1",
        ),
        (
            "permitted",
            under_root(issuing("permitted").extension(NAMES, true, &constraints(true, "机关"))),
            "met",
        ),
        (
            "not permitted",
            under_root(issuing("elsewhere").extension(NAMES, true, &constraints(true, "企业"))),
            "undetermined/signer.path_constraints: name_constraints @0",
        ),
        (
            "excluded",
            under_root(issuing("excluded").extension(NAMES, true, &constraints(false, "机关"))),
            "undetermined/signer.path_constraints: name_constraints @0",
        ),
        (
            "not excluded",
            under_root(issuing("others").extension(NAMES, true, &constraints(false, "企业"))),
            "met",
        ),
        (
            "constraints unread",
            under_root(issuing("unread").extension(NAMES, true, &integer(1))),
            "undetermined/signer.path_constraints: extension @1",
        ),
        ("another's name", Pki::new(6).ca.clone(), "undetermined/signer.path_signature: signature @0"),
    ];
    for (name, ca, expected) in cases {
        let (first, rest) = (&ca, &inner);
        let pki = pki_of(first, rest);
        assert_eq!(pki, expected, "{name}");
    }
    // Names in other letters and string types are the same.
    assert_eq!(
        signed_under(&pki.ca, |holder| holder.extension(
            "2.5.29.37",
            true,
            &sequence(&[oid("1.3.6.1.5.5.7.3.1")])
        )),
        "met"
    );
    assert_eq!(
        signed_under(&pki.ca, |holder| holder.extension("1.2.3.4", true, &null())),
        "undetermined/signer.path_constraints: critical_extension @0"
    );
}

/// As [`signed_under`], with one more authority at hand.
fn pki_of(ca: &Identity, more: &Identity) -> String {
    let pki = pki();
    let signer = pki.certificate("holder", Name::new("机关", "持有人")).issued_by(ca);
    let intermediates: &[&[u8]] = match ca.certificate.subject == pki.ca.certificate.subject {
        true => &[&pki.ca.certificate.der],
        false => &[&ca.certificate.der, &more.certificate.der],
    };
    let store = trusting(BOTH, &[&pki.root.certificate.der], intermediates);
    let report = asked(&sealed_by(&signer), |options| options.trust = store.clone());
    let (check, detail) = (check(&report, "signer_trust"), detail(&report, "signer_trust"));
    if detail.is_empty() { check } else { format!("{check}: {detail}") }
}

#[test]
fn of_several_paths_the_best_is_taken() {
    let pki = pki();
    let name = Name::new("机关", "交叉");
    let past = Period::new("2019-01-01T00:00:00+08:00", "2020-01-01T00:00:00+08:00");
    let begin = || pki.certificate("cross", name.clone()).usage(KeyUsage::Issuing);
    let good = begin().issued_by(&pki.root);
    let ended = begin().period(past).issued_by(&pki.ca);
    let bad = begin().authority(false).issued_by(&pki.ca);
    let signer = pki.certificate("holder", Name::new("机关", "持有人")).issued_by(&good);
    let bytes = sealed_by(&signer);
    let ask = |intermediates: &[&Identity]| {
        let ders: Vec<&[u8]> = intermediates.iter().map(|one| one.certificate.der.as_slice()).collect();
        let store =
            trusting(BOTH, &[&pki.root.certificate.der], &[&ders[..], &[&pki.ca.certificate.der]].concat());
        let report = asked(&bytes, |options| options.trust = store.clone());
        format!("{} {}", check(&report, "signer_trust"), check(&report, "signer_path_period"))
    };
    const ENDED: &str = "undetermined/signer.authority_out_of_bounds";
    assert_eq!(ask(&[&ended]), format!("met {ENDED}"));
    assert_eq!(ask(&[&bad]), "undetermined/signer.path_constraints met");
    assert_eq!(ask(&[&bad, &ended]), format!("met {ENDED}"));
    assert_eq!(ask(&[&bad, &ended, &good]), "met met");
}

#[test]
fn many_namesakes_cost_a_bounded_time() {
    let pki = pki();
    let mut store = trusting(BOTH, &[&pki.root.certificate.der], &[]);
    for seed in 100..160 {
        store.add_intermediates(&Pki::new(seed).ca.certificate.der).unwrap();
    }
    let mut options = options();
    options.trust = store;
    options.limits.path_signatures = 50;
    assert_eq!(ywtb::verify(&genuine(), &options).unwrap_err().code(), "limit.path_signatures");
    options.limits.path_signatures = 4096;
    options.limits.path_steps = 50;
    assert_eq!(ywtb::verify(&genuine(), &options).unwrap_err().code(), "limit.path_steps");
    options.limits.path_steps = 20_000;
    let report = ywtb::verify(&genuine(), &options).unwrap();
    assert_eq!(check(&report, "signer_trust"), "undetermined/signer.path_signature");
}

#[test]
fn stores_read_every_form() {
    let pki = pki();
    let ders = [pki.root.certificate.der.clone(), pki.ca.certificate.der.clone()];
    let bundle = |kind: &str| {
        let data = sequence(&[
            integer(1),
            tlv(0x31, &[]),
            sequence(&[oid("1.2.840.113549.1.7.1")]),
            explicit(0, &ders.concat()),
            tlv(0x31, &[]),
        ]);
        sequence(&[oid(kind), explicit(0, &data)])
    };
    let p7b = bundle("1.2.840.113549.1.7.2");
    let pem = format!("about\n{}{}", pki.root.certificate.pem(), pki.ca.certificate.pem());
    let base64 = pki.root.certificate.pem().lines().filter(|line| !line.starts_with('-')).collect::<String>();
    let armoured =
        |label: &str, body: &str| format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n");
    for (name, file, count) in [
        ("der", ders[0].clone(), 1),
        ("pem", pem.into_bytes(), 2),
        ("p7b", p7b, 2),
        ("gm p7b", bundle("1.2.156.10197.6.1.4.2.2"), 2),
        ("base64", base64.clone().into_bytes(), 1),
        ("with a key", (armoured("PRIVATE KEY", "AAAA") + &armoured("CERTIFICATE", &base64)).into_bytes(), 1),
    ] {
        let mut store = TrustStore::new();
        store.add(Role::Signer, &file).unwrap();
        store.add(Role::Signer, &file).unwrap();
        assert_eq!(store.anchors(Role::Signer).count(), count, "{name}");
        assert_eq!(store.anchors(Role::Maker).count(), 0);
        store.add_intermediates(&file).unwrap();
        assert_eq!(store.intermediates().count(), count, "{name}");
    }
    for file in [
        &b""[..],
        b"text",
        &[0x30, 0x80],
        &bundle("1.2.840.113549.1.7.1"),
        armoured("CERTIFICATE", "AAAA").as_bytes(),
    ] {
        assert_eq!(TrustStore::new().add(Role::Signer, file).unwrap_err().code(), "input.certificate");
    }
}
