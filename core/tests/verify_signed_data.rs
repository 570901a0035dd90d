//! SignedData in every form met, and in forms that must not pass: over a document, and alone beside its original.

mod kit;
use kit::*;
use ywtb::seal::Policy;
use ywtb::{VerifyOptions, verify};
use ywtb_testkit::{
    Content, DocumentBuilder, Encoding, Identity, Key, KeyUsage, Name, PAGES, Package, Period, Pki,
    SignedDataBuilder, Stamp, der, moment,
};

const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

fn good() -> SignedDataBuilder {
    SignedDataBuilder::new(&pki().signer)
}

fn holder(label: &str, key: &Key) -> Identity {
    let pki = pki();
    pki.certificate(label, Name::new("机关", label)).key(key).issued_by(&pki.ca)
}

fn paper_signed(data: &SignedDataBuilder) -> Package {
    DocumentBuilder::new(5).stamp(Stamp::sign(&pki(), data)).build()
}

/// Codes of the checks of the first signature that are not met, without those of trust.
fn failing(bytes: &[u8]) -> Vec<String> {
    let report = integrity(bytes).unwrap();
    let always = ["signer.no_path", "signer.status_unknown", "maker.status_unknown", "signer.out_of_bounds"];
    let checks = report.signatures[0]["checks"].as_array().unwrap().clone();
    let codes = checks.iter().filter_map(|check| check["code"].as_str());
    codes.filter(|code| !always.contains(code)).map(str::to_owned).collect()
}

#[test]
fn every_form_met() {
    let rsa = holder("rsa", &Key::rsa());
    let ecdsa = holder("ecdsa", &Key::ecdsa(5, "ecdsa"));
    let plain: &[&str] = &[];
    let odd: &[&str] = &["signature.encoding"];
    let forms = [
        ("attributes, detached", good(), plain),
        ("PKCS#7", good().pkcs7(), plain),
        ("content is the digest", good().content(Content::Digest), plain),
        ("content is the original", good().content(Content::Whole), plain),
        ("digest, no attributes", good().content(Content::Digest).without_attributes(), plain),
        ("digest as text, no attributes", good().content(Content::DigestText).without_attributes(), plain),
        ("original, no attributes", good().content(Content::Whole).without_attributes(), plain),
        ("detached, no attributes", good().without_attributes(), plain),
        ("no signingTime", good().signing_time(None), plain),
        ("…501", good().algorithm("1.2.156.10197.1.501"), plain),
        ("the curve's identifier", good().algorithm("1.2.156.10197.1.301"), odd),
        ("by key identifier", good().by_key_id(), plain),
        ("certificate named", good().name_certificate(&pki().signer.certificate, true), plain),
        ("certificate named by SHA-1", good().name_certificate(&pki().signer.certificate, false), plain),
        (
            "a second certificate",
            good().certificates(&[&pki().ca.certificate, &pki().signer.certificate]),
            plain,
        ),
        ("indefinite lengths", good().indefinite(), odd),
        ("content in parts", good().content(Content::Digest).indefinite().in_parts(), odd),
        ("no ContentInfo", good().without_content_info(), odd),
        ("attributes not sorted", good().attributes_turned(), plain),
        ("other name of data", good().stated_type(Some("1.2.840.113549.1.7.1")), odd),
        ("no contentType", good().stated_type(None), odd),
        ("raw value", good().encoding(Encoding::Raw), odd),
        ("two signers", good().and(&pki().maker), plain),
        ("RSA", SignedDataBuilder::new(&rsa).pkcs7(), plain),
        (
            "RSA, the key's identifier",
            SignedDataBuilder::new(&rsa).pkcs7().algorithm("1.2.840.113549.1.1.1"),
            plain,
        ),
        (
            "RSA, the digest",
            SignedDataBuilder::new(&rsa).content(Content::Digest).without_attributes(),
            plain,
        ),
        ("ECDSA", SignedDataBuilder::new(&ecdsa).pkcs7(), plain),
    ];
    for (name, data, codes) in forms {
        let bytes = paper_signed(&data).to_zip();
        assert_eq!(word(&bytes), "total_passed", "{name}");
        assert_eq!(failing(&bytes), codes, "{name}");
        let report = integrity(&bytes).unwrap();
        assert_eq!(report.signatures[0]["type"], "sign");
        assert_eq!(report.signatures[0]["layout"], "signed_data");
        assert_eq!(report.signatures[0]["signing_time"], "2024-05-20T02:30:00Z", "{name}");
        // Alone, beside what it signs.
        assert_eq!(word_with(&data.build(b"original"), Some(b"original")), "total_passed", "{name}");
        let altered = word_with(&data.build(b"original"), Some(b"originaL"));
        assert!(altered.starts_with("total_failed/"), "{name}: {altered}");
        assert!(word_with(&data.build(b"original"), None).starts_with("indeterminate/"), "{name}");
    }
}

#[test]
fn one_fault_one_check() {
    let pki = pki();
    let other = pki.certificate("other", Name::new("机关", "他人")).issued_by(&pki.ca);
    let same_key = pki.certificate("signer", Name::new("机关", "同一密钥")).issued_by(&pki.ca).certificate;
    let cipher =
        pki.certificate("cipher", Name::new("机关", "加密")).usage(KeyUsage::Encipherment).issued_by(&pki.ca);
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2024-01-01T00:00:00+08:00");
    let past = pki.certificate("past", Name::new("机关", "过期")).period(ended).issued_by(&pki.ca);
    let weak = holder("weak", &Key::rsa_sha1());
    let digest = |data: &[u8]| sm3(data);
    for (name, data, verdict, codes) in [
        (
            "digest of something else",
            good().message_digest(&digest(b"x")),
            "total_failed/hash_failure",
            &["data_hash.differs"][..],
        ),
        (
            "no messageDigest",
            good().message_digest(&[]),
            "total_failed/format_failure",
            &["signature.broken"],
        ),
        (
            "signed as a timestamp",
            good().stated_type(Some(TST_INFO)),
            "total_failed/format_failure",
            &["signature.broken"],
        ),
        (
            "content that is no data",
            good().content_type(TST_INFO),
            "total_failed/format_failure",
            &["signature.broken"],
        ),
        (
            "no certificate",
            good().certificates(&[]),
            "indeterminate/no_signing_certificate_found",
            &["signature.no_certificate", "signature.not_verified"],
        ),
        (
            "another's certificate",
            good().certificates(&[&other.certificate]),
            "indeterminate/no_signing_certificate_found",
            &["signature.no_certificate", "signature.not_verified"],
        ),
        (
            "another certificate named",
            good().name_certificate(&same_key, true),
            "total_failed/sig_constraints_failure",
            &["signer.other_certificate_named"],
        ),
        (
            "algorithm of another key",
            good().algorithm("1.2.840.113549.1.1.11"),
            "total_failed/sig_constraints_failure",
            &["signature.algorithm_misfit"],
        ),
        (
            "certificate for encipherment",
            SignedDataBuilder::new(&cipher),
            "total_failed/sig_constraints_failure",
            &["signer.key_usage"],
        ),
        (
            "certificate that had ended",
            SignedDataBuilder::new(&past),
            "total_failed/out_of_period",
            &["signer.out_of_period"],
        ),
        (
            "SHA-1",
            SignedDataBuilder::new(&weak).pkcs7(),
            "indeterminate/crypto_constraints_failure",
            &["signature.algorithm_weak"],
        ),
    ] {
        let bytes = paper_signed(&data).to_zip();
        assert_eq!(word(&bytes), verdict, "{name}");
        assert_eq!(failing(&bytes), codes, "{name}");
    }
}

/// A certificate with the signer's issuer and serial number but another key.
#[test]
fn whose_certificate_cannot_be_told() {
    let genuine = pki().signer.certificate;
    let twin =
        Pki::new(5).certificate("signer", Name::new("x", "y")).key(&Key::derive(6, "z")).issued_by(&pki().ca);
    let both = good().certificates(&[&twin.certificate, &genuine]);
    assert_eq!(word(&paper_signed(&both).to_zip()), "total_failed/format_failure");
    let only = good().certificates(&[&twin.certificate]);
    assert_eq!(word(&paper_signed(&only).to_zip()), "total_failed/sig_crypto_failure");
}

#[test]
fn each_of_several_signers_has_its_verdict() {
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2024-01-01T00:00:00+08:00");
    let pki = pki();
    let past = pki.certificate("past", Name::new("机关", "过期")).period(ended).issued_by(&pki.ca);
    let bytes = paper_signed(&good().and(&past)).to_zip();
    assert_eq!(word(&bytes), "total_failed/out_of_period");
    let report = integrity(&bytes).unwrap();
    let verdicts: Vec<&str> =
        report.signatures.iter().map(|one| one["indication"].as_str().unwrap()).collect();
    assert_eq!(verdicts, ["total_passed", "total_failed"]);
    assert_eq!(report.signatures[1]["signer_index"], 1);
    let mut options: VerifyOptions = options(Policy::INTEGRITY);
    options.limits.signatures = 1;
    assert_eq!(verify(&bytes, &options).unwrap_err().code(), "limit.signatures");
}

/// A value over attributes given out as a value over content, the old trick with SignedData: the bytes that were signed
/// are the same.
#[test]
fn attributes_are_no_content() {
    let attributes = good().signed_attributes(b"original");
    let forged = good().without_attributes();
    for data in [forged.clone(), forged.content(Content::Whole)] {
        let word = word_with(&data.build(&attributes), Some(&attributes));
        assert_eq!(word, "total_failed/sig_crypto_failure");
    }
}

#[test]
fn a_signature_of_a_document_is_bound_to_its_description() {
    let package = paper_signed(&good());
    let mut altered = package.clone();
    let old = reference(&format!("/{}", PAGES[0]), package.get(PAGES[0]).unwrap());
    altered.edit(PAGES[0], "二百四十", "九百四十");
    assert_eq!(word(&altered.to_zip()), "total_failed/hash_failure");
    // The digest in Signature.xml is exchanged too.
    let new = reference(&format!("/{}", PAGES[0]), altered.get(PAGES[0]).unwrap());
    altered.edit(SIG, &old, &new);
    assert_eq!(word(&altered.to_zip()), "total_failed/hash_failure");
    assert_eq!(failing(&altered.to_zip()), ["data_hash.differs"]);
    // The value of another document.
    let mut moved = DocumentBuilder::new(6).stamp(Stamp::sign(&pki(), &good())).build();
    moved.put(VALUE, package.get(VALUE).unwrap());
    assert_eq!(word(&moved.to_zip()), "total_failed/hash_failure");
    // A seal's type on it only warns.
    let mut typed = DocumentBuilder::new(5).stamp(Stamp::sign(&pki(), &good())).build();
    typed.edit(LIST, "Type=\"Sign\"", "Type=\"Seal\"");
    let word_typed = word(&typed.to_zip());
    assert_eq!(word_typed, "total_passed");
    assert_eq!(failing(&typed.to_zip()), ["signature.declared_type"]);
}

#[test]
fn a_signer_without_time_stands_by_the_description_or_is_asked_about_now() {
    let untimed = good().signing_time(None);
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2024-01-01T00:00:00+08:00");
    let pki = pki();
    let past = pki.certificate("past", Name::new("机关", "过期")).period(ended).issued_by(&pki.ca);
    let late = SignedDataBuilder::new(&past).signing_time(None);
    let at = |data: &SignedDataBuilder, at: &str| {
        word(&DocumentBuilder::new(5).stamp(Stamp::sign(&pki, data).at(moment(at))).build().to_zip())
    };
    assert_eq!(at(&late, "2023-05-20T10:30:00+08:00"), "total_passed");
    assert_eq!(at(&late, "2024-05-20T10:30:00+08:00"), "total_failed/out_of_period");
    let silent = |data: &SignedDataBuilder| {
        word(&DocumentBuilder::new(5).stamp(Stamp::sign(&pki, data).without_date_time()).build().to_zip())
    };
    assert_eq!(silent(&untimed), "total_passed");
    assert_eq!(silent(&late), "indeterminate/out_of_bounds_no_poe");
}

#[test]
fn bytes_that_only_look_like_signed_data() {
    let signed = good().build(b"original");
    let mut table = Table::default();
    let mut case = |name: &str, bytes: &[u8], accepted: &[&str]| {
        table.expect(name, &word_with(bytes, Some(b"original")), accepted);
    };
    const FORMAT: &[&str] = &["total_failed/format_failure"];
    case("cut", &signed[..signed.len() - 1], FORMAT);
    case("trailing", &[&signed[..], &[0]].concat(), FORMAT);
    let info = |kind: &str, data: Vec<u8>| der::sequence(&[der::oid(kind), der::explicit(0, &data)]);
    const GM: &str = "1.2.156.10197.6.1.4.2.2";
    let content = der::sequence(&[der::oid("1.2.156.10197.6.1.4.2.1")]);
    let none = der::sequence(&[der::integer(1), der::tlv(0x31, &[]), content.clone(), der::tlv(0x31, &[])]);
    case("no signer", &info(GM, none.clone()), FORMAT);
    case("enveloped data", &info("1.2.156.10197.6.1.4.2.3", none), FORMAT);
    case("empty", &info(GM, der::sequence(&[])), FORMAT);
    table.done();
}
