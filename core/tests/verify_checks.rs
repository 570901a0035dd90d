//! For every check a document in which that check, and no other, is not met.

mod kit;
use kit::*;
use std::collections::BTreeSet;
use ywtb::seal::{CHECKS, Policy};
use ywtb::{Role, TrustStore, VerifyOptions, verify};
use ywtb_testkit::{
    CheckMethod, DocumentBuilder, Encoding, KeyUsage, Name, PAGES, Package, Period, SealBuilder,
    SignedDataBuilder, Stamp, TimestampAuthority, moment,
};

/// Asked without lists of revoked ones, everybody's status is unknown; questions of status have tests of their own.
const STATUS: &[&str] = &["revocation", "status", "_revocation", "_status"];

fn about_status(name: &str) -> bool {
    STATUS.iter().any(|one| name.ends_with(one))
}

/// Names of the checks that are not met, those of status apart.
fn unmet(bytes: &[u8], trusted: &[Role]) -> Vec<String> {
    let mut trust = TrustStore::new();
    for role in trusted {
        trust.add_der(*role, &pki().root.certificate.der).unwrap();
        trust.add_der(*role, &pki().ca.certificate.der).unwrap();
    }
    let report = verify(bytes, &VerifyOptions { trust, ..options(Policy::DEFAULT) }).unwrap();
    let checks = report.signatures[0]["checks"].as_array().unwrap();
    let open = checks.iter().filter(|check| !check["code"].is_null());
    let names = open.map(|check| check["name"].as_str().unwrap().to_owned());
    names.filter(|name| !about_status(name)).collect()
}

#[test]
fn one_document_a_check() {
    const ALL: &[Role] = &[Role::Signer, Role::Maker, Role::Tsa];
    let pki = pki();
    let holder = |label: &str| pki.certificate(label, Name::new("机关", label));
    let cipher = holder("cipher").usage(KeyUsage::Encipherment).issued_by(&pki.ca);
    let other = holder("other").issued_by(&pki.ca);
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00");
    let past = holder("past").period(ended).issued_by(&pki.ca);
    let begun = Period::new("2025-01-01T00:00:00+08:00", "2035-01-01T00:00:00+08:00");
    let young = holder("young").period(begun).issued_by(&pki.ca);
    let twin = pki.certificate("signer", Name::new("机关", "同一密钥")).issued_by(&pki.ca).certificate;
    let tsa = TimestampAuthority::new(&pki);
    let seal = || SealBuilder::new(&pki);
    let with = |seal: SealBuilder| DocumentBuilder::new(5).stamp(Stamp::new(&pki, &seal.build())).build();
    let put = |stamp: Stamp| DocumentBuilder::new(5).stamp(stamp).build();
    let signed = |data: SignedDataBuilder| put(Stamp::sign(&pki, &data));
    let change = |change: &dyn Fn(&mut Package)| {
        let mut package = put(stamp().leave_out("OFD.xml"));
        change(&mut package);
        package
    };
    let seal_alone = seal().period(ended).build().der;
    // Two documents, of which the signature knows both and OFD.xml chooses.
    let mut choice = open_root();
    choice.put("Doc_0/Other.xml", choice.get("Doc_0/Document.xml").unwrap().to_vec());
    for file in [SIG, VALUE] {
        choice.remove(file);
    }
    sign(&mut choice, &["Doc_0/Signs/Sign_0/Seal.esl"]);
    choice.remove("Doc_0/Signs/Sign_0/Seal.esl");

    let documents: Vec<(&str, Vec<u8>, &[Role])> = vec![
        ("format", with(seal().header_id("EZ")).to_zip(), ALL),
        ("digest_method", put(stamp().check_method(CheckMethod::Sha1)).to_zip(), ALL),
        ("references", change(&|package| package.edit(PAGES[0], "二百四十", "九百四十")).to_zip(), ALL),
        ("shown_document", choice.to_zip(), ALL),
        (
            "data_hash",
            change(&|package| package.edit(SIG, "</ofd:Signature>", "</ofd:Signature>\n")).to_zip(),
            ALL,
        ),
        ("signature_value", put(stamp().signed_by(&other)).to_zip(), ALL),
        ("signature_algorithm", put(stamp().algorithm("1.2.840.113549.1.1.11")).to_zip(), ALL),
        (
            "certificate_named",
            signed(SignedDataBuilder::new(&pki.signer).name_certificate(&twin, true)).to_zip(),
            ALL,
        ),
        (
            "signer_key_usage",
            put(Stamp::new(&pki, &seal().signers(&[&cipher.certificate]).build()).signer(&cipher)).to_zip(),
            ALL,
        ),
        ("signer_listed", put(stamp().signer(&other)).to_zip(), ALL),
        ("seal_signature", with(seal().signed_by(&other)).to_zip(), ALL),
        ("seal_algorithm", with(seal().algorithm("1.2.840.113549.1.1.11")).to_zip(), ALL),
        ("maker_key_usage", with(seal().maker(&cipher)).to_zip(), ALL),
        (
            "seal_file",
            {
                const SEAL: &str = "Doc_0/Signs/Sign_0/Seal.esl";
                let mut package = put(stamp().leave_out(SEAL));
                package.put(SEAL, seal().id("2").build().der);
                package.to_zip()
            },
            ALL,
        ),
        (
            "seal_period",
            put(Stamp::new(&pki, &seal().period(ended).build()).at(moment("2025-02-01T00:00:00+08:00")))
                .to_zip(),
            ALL,
        ),
        ("seal_period_now", seal_alone, ALL),
        ("timestamp", put(stamp().timestamp(&tsa.clone().imprint_of(b"x"))).to_zip(), ALL),
        ("timestamp_trust", put(stamp().timestamp(&tsa)).to_zip(), &[Role::Signer, Role::Maker]),
        ("signer_trust", put(stamp()).to_zip(), &[Role::Maker, Role::Tsa]),
        ("maker_trust", put(stamp()).to_zip(), &[Role::Signer, Role::Tsa]),
        (
            "signer_period_now",
            put(Stamp::new(&pki, &seal().signers(&[&past.certificate]).build()).signer(&past)).to_zip(),
            ALL,
        ),
        (
            "signer_period",
            // Claimed before the certificate began, which at the moment of the question is in force.
            put(Stamp::new(&pki, &seal().signers(&[&young.certificate]).build())
                .signer(&young)
                .at(moment("2024-06-01T00:00:00+08:00")))
            .to_zip(),
            ALL,
        ),
        ("signing_time", put(stamp().at(moment("2026-12-01T00:00:00+08:00"))).to_zip(), ALL),
        (
            "maker_period",
            with(
                seal()
                    .maker(&past)
                    .period(Period::new("2022-12-31T00:00:00+08:00", "2030-01-01T00:00:00+08:00")),
            )
            .to_zip(),
            ALL,
        ),
        ("seal_signed_bytes", with(seal().other_layouts_bytes()).to_zip(), ALL),
        ("encoding", put(stamp().encoding(Encoding::LostZero)).to_zip(), ALL),
        ("encoding", put(stamp().check_method(CheckMethod::Sm3Keyed)).to_zip(), ALL),
        (
            "paths",
            change(&|package| {
                package.edit(LIST, "\"Sign_0/Signature.xml\"", "\"Doc_0/Signs/Sign_0/Signature.xml\"")
            })
            .to_zip(),
            ALL,
        ),
        ("property_info", put(stamp().property("/other")).to_zip(), ALL),
        ("version", put(stamp().version(5)).to_zip(), ALL),
        ("declared_type", change(&|package| package.edit(LIST, "\"Seal\"", "\"Sign\"")).to_zip(), ALL),
        ("extensions", put(stamp().extension("1.2.3.4", true)).to_zip(), ALL),
        ("picture", with(seal().picture(&[])).to_zip(), ALL),
    ];
    assert_eq!(unmet(&put(stamp()).to_zip(), ALL), [""; 0]);
    let mut wrong = Vec::new();
    for (name, bytes, trusted) in &documents {
        let found = unmet(bytes, trusted);
        if found != [*name] {
            wrong.push(format!("{name}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));

    // Without a certificate nothing about the signer can be asked.
    let bare = signed(SignedDataBuilder::new(&pki.signer).certificates(&[])).to_zip();
    assert_eq!(unmet(&bare, ALL), ["signer_certificate", "signature_value"]);

    // An authority that ended needs a store of its own: `verify_trust` has it. Several signatures are in `verify_later`,
    // appearances in `verify_stamps`.
    let elsewhere = [
        "signer_certificate",
        "signer_path_period",
        "earlier_signatures",
        "later_additions",
        "stamp_pages",
        "riding_seal",
    ];
    let tested: BTreeSet<&str> = documents.iter().map(|(name, ..)| *name).chain(elsewhere).collect();
    let left: Vec<&str> = CHECKS
        .iter()
        .map(|check| check.name)
        .filter(|name| !tested.contains(name) && !about_status(name))
        .collect();
    assert_eq!(left, [""; 0], "checks without a document");
}

#[test]
fn a_keyed_digest_is_named() {
    let bytes = DocumentBuilder::new(5).stamp(stamp().check_method(CheckMethod::Sm3Keyed)).build().to_zip();
    assert_eq!(word(&bytes), "total_passed");
    let report = integrity(&bytes).unwrap();
    let checks = report.signatures[0]["checks"].as_array().unwrap();
    let encoding = checks.iter().find(|check| check["name"] == "encoding").unwrap();
    assert!(encoding["detail"].as_str().unwrap().starts_with("digest.keyed "), "{encoding}");
}
