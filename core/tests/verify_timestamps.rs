//! Timestamp tokens on signatures, on seals, in SignedData and in the place of the signing time: good ones of trusted
//! and of other authorities, and tokens wrong in one way each.

mod kit;
use kit::*;
use ywtb::report::Report;
use ywtb::seal::Policy;
use ywtb::{Role, TrustStore, VerifyOptions, verify};
use ywtb_testkit::{
    CrlBuilder, DocumentBuilder, Identity, Key, Layout, Name, Period, SealBuilder, SignedDataBuilder, Stamp,
    TIME_STAMPING, TimestampAuthority, der, moment,
};

const DATA: &str = "1.2.840.113549.1.7.1";
const TST_INFO: &str = "1.2.840.113549.1.9.16.1.4";

fn tsa() -> TimestampAuthority {
    TimestampAuthority::new(&pki())
}

fn authority(label: &str, key: &Key) -> Identity {
    let pki = pki();
    pki.certificate(label, Name::new("机构", label))
        .key(key)
        .purposes(&[TIME_STAMPING], true)
        .issued_by(&pki.ca)
}

fn ask(stamp: Stamp, trusted: bool) -> Report {
    let (mut trust, mut crls) = (TrustStore::new(), Vec::new());
    if trusted {
        trust.add_der(Role::Tsa, &pki().ca.certificate.der).unwrap();
        crls.push(CrlBuilder::new(&pki().ca).build());
    }
    let bytes = DocumentBuilder::new(5).stamp(stamp).build().to_zip();
    verify(&bytes, &VerifyOptions { trust, crls, ..options(Policy::INTEGRITY) }).unwrap()
}

fn check<'r>(report: &'r Report, name: &str) -> &'r serde_json::Value {
    let checks = report.signatures[0]["checks"].as_array().unwrap();
    checks.iter().find(|check| check["name"] == name).unwrap()
}

fn sealed(layout: Layout) -> Stamp {
    Stamp::new(&pki(), &SealBuilder::new(&pki()).layout(layout).build())
}

fn signed(tsa: &TimestampAuthority) -> Stamp {
    Stamp::sign(&pki(), &SignedDataBuilder::new(&pki().signer).timestamp(tsa))
}

#[test]
fn a_good_token_of_a_trusted_authority_replaces_the_claimed_time() {
    let pki = pki();
    let own = &authority("own", &Key::derive(5, "own"));
    let named = |second| TimestampAuthority::of(own).name_certificate(&own.certificate, second);
    for (name, tsa) in [
        ("SM2, PKCS#7", tsa()),
        ("SM2, GM", tsa().gm()),
        ("RSA", TimestampAuthority::of(&authority("rsa", &Key::rsa()))),
        ("ECDSA", TimestampAuthority::of(&authority("ecdsa", &Key::ecdsa(5, "tsa")))),
        ("ESSCertID", named(false)),
        ("ESSCertIDv2", named(true)),
    ] {
        for (place, stamp) in [
            ("v4", sealed(Layout::V4).timestamp(&tsa)),
            ("v5", sealed(Layout::V5).timestamp(&tsa)),
            ("signed data", signed(&tsa)),
            ("v1", sealed(Layout::V1).time_token(&tsa)),
        ] {
            let report = ask(stamp.clone(), true);
            assert_eq!(said(&Ok(report.clone())), "total_passed", "{name} {place}");
            let one = &report.signatures[0];
            assert_eq!(one["signing_time"], "2024-05-20T02:31:00Z", "{name} {place}");
            assert_eq!(one["signing_time_source"], "timestamp", "{name} {place}");
            assert_eq!(check(&report, "timestamp")["result"], "met");
            assert_eq!(check(&report, "timestamp_trust")["result"], "met");

            // The same token of an authority whom nobody trusts proves nothing, and is named.
            let report = ask(stamp, false);
            assert_eq!(said(&Ok(report.clone())), "total_passed", "{name} {place}");
            assert_eq!(check(&report, "timestamp")["result"], "met");
            assert_eq!(check(&report, "timestamp_trust")["code"], "timestamp.no_path");
            assert_ne!(report.signatures[0]["signing_time_source"], "timestamp", "{name} {place}");
        }
    }
    // A seal's own timestamp says nothing about the signature.
    let seal = SealBuilder::new(&pki).layout(Layout::V5).timestamp(&tsa()).build();
    let report = ask(Stamp::new(&pki, &seal), true);
    assert_eq!(said(&Ok(report.clone())), "total_passed");
    assert_eq!(report.signatures[0]["signing_time_source"], "claimed");
    assert_eq!(check(&report, "timestamp")["result"], "met");
}

#[test]
fn one_fault_and_the_token_is_bad_wherever_it_stands() {
    let pki = pki();
    let other = authority("other", &Key::derive(5, "x"));
    let made = |purposes: &[&'static str], critical: bool| {
        let begin = pki.certificate("odd", Name::new("机构", "odd"));
        TimestampAuthority::of(&begin.purposes(purposes, critical).issued_by(&pki.ca))
    };
    let none = TimestampAuthority::of(&pki.signer);
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2024-01-01T00:00:00+08:00");
    let past = pki.certificate("past", Name::new("机构", "past")).period(ended);
    let past = TimestampAuthority::of(&past.purposes(&[TIME_STAMPING], true).issued_by(&pki.ca));
    let forged = Identity { key: Key::derive(6, "forger"), certificate: other.certificate.clone() };
    let no_zone = der::tlv(0x18, b"20240520103100");
    let cases = [
        ("imprint of something else", tsa().imprint_of(b"x")),
        ("imprint by another method", tsa().imprint_algorithm("2.16.840.1.101.3.4.2.1")),
        ("other content", tsa().types(DATA, TST_INFO)),
        ("signed as other content", tsa().types(TST_INFO, DATA)),
        ("other messageDigest", tsa().message_digest(&sm3(b"x"))),
        ("other certificate named", tsa().name_certificate(&other.certificate, true)),
        ("other certificate named by SHA-1", tsa().name_certificate(&other.certificate, false)),
        ("forged", TimestampAuthority::of(&forged)),
        ("no purpose", none),
        ("purpose not critical", made(&[TIME_STAMPING], false)),
        ("purpose not alone", made(&[TIME_STAMPING, "1.3.6.1.5.5.7.3.2"], true)),
        ("other purpose", made(&["1.3.6.1.5.5.7.3.4"], true)),
        ("authority ended", past),
        ("no zone", tsa().time(&no_zone)),
        ("UTCTime", tsa().time(&der::utc_time(moment("2024-05-20T10:31:00+08:00")))),
    ];
    for (name, tsa) in cases {
        let seal = SealBuilder::new(&pki).layout(Layout::V5).timestamp(&tsa).build();
        for (place, stamp) in [
            ("v4", sealed(Layout::V4).timestamp(&tsa)),
            ("signed data", signed(&tsa)),
            ("seal", Stamp::new(&pki, &seal)),
        ] {
            for trusted in [true, false] {
                let report = ask(stamp.clone(), trusted);
                assert_eq!(said(&Ok(report.clone())), "total_failed/timestamp_invalid", "{name} {place}");
                assert_eq!(check(&report, "timestamp")["code"], "timestamp.invalid");
                assert_ne!(report.signatures[0]["signing_time_source"], "timestamp");
            }
        }
    }
}

#[test]
fn what_cannot_be_verified_proves_nothing() {
    let weak = TimestampAuthority::of(&authority("weak", &Key::rsa_sha1()));
    for (name, tsa, verdict) in [
        ("no certificate", tsa().without_certificate(), "indeterminate/unsupported.timestamp"),
        ("unknown imprint", tsa().imprint_algorithm("1.2.3.4"), "indeterminate/unsupported.timestamp"),
        ("MD5 imprint", tsa().imprint_algorithm("1.2.840.113549.2.5"), "indeterminate/unsupported.timestamp"),
        ("SHA-1", weak, "indeterminate/crypto_constraints_failure"),
        (
            "later than the question",
            tsa().at(moment("2027-01-01T00:00:00+08:00")),
            "indeterminate/unsupported.timestamp",
        ),
    ] {
        let report = ask(sealed(Layout::V4).timestamp(&tsa), true);
        assert_eq!(said(&Ok(report.clone())), verdict, "{name}");
        assert_eq!(report.signatures[0]["signing_time_source"], "claimed", "{name}");
    }
    // What a token in the place of the time stamps no standard says; another's imprint leaves that open.
    let report = ask(sealed(Layout::V1).time_token(&tsa().imprint_of(b"x")), true);
    assert_eq!(said(&Ok(report)), "indeterminate/unsupported.timestamp");
}

#[test]
fn the_proven_time_decides_about_periods() {
    let pki = pki();
    let at = |at: &str| tsa().at(moment(at));
    // Sealed after the seal had ended, with an earlier time claimed.
    let late = sealed(Layout::V4).timestamp(&at("2026-01-01T00:00:00+08:00"));
    assert_eq!(said(&Ok(ask(late.clone(), true))), "total_passed");
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00");
    let short = SealBuilder::new(&pki).period(ended).build();
    let stamp = Stamp::new(&pki, &short).timestamp(&at("2026-01-01T00:00:00+08:00"));
    assert_eq!(said(&Ok(ask(stamp.clone(), true))), "total_failed/out_of_period");
    assert_eq!(said(&Ok(ask(stamp, false))), "total_passed");
    // Stamped before it was claimed to be sealed.
    let early = ask(sealed(Layout::V4).timestamp(&at("2024-05-20T10:29:00+08:00")), true);
    assert_eq!(said(&Ok(early.clone())), "total_passed");
    assert_eq!(check(&early, "signing_time")["code"], "signing_time.after_timestamp");
}

/// The signer's certificate has ended since: a token that is trusted proves that the signature came before.
#[test]
fn a_proof_outlives_the_certificate() {
    let pki = pki();
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00");
    let past = pki.certificate("past", Name::new("机关", "过期")).period(ended).issued_by(&pki.ca);
    let seal = SealBuilder::new(&pki).signers(&[&past.certificate]).build();
    let v1 = SealBuilder::new(&pki).layout(Layout::V1).signers(&[&past.certificate]).build();
    let now = |stamp: Stamp, trusted: bool| {
        check(&ask(stamp.signer(&past), trusted), "signer_period_now")["code"].clone()
    };
    let stamp = Stamp::new(&pki, &seal);
    assert_eq!(now(stamp.clone(), true), "signer.out_of_bounds");
    assert_eq!(now(stamp.clone().timestamp(&tsa()), false), "signer.out_of_bounds");
    assert_eq!(now(stamp.timestamp(&tsa()), true), serde_json::Value::Null);
    // Inside of what is signed it proves that the signature is later, not that it is earlier.
    assert_eq!(now(Stamp::new(&pki, &v1).time_token(&tsa()), true), "signer.out_of_bounds");
}

#[test]
fn rsa_seals_of_the_first_standard() {
    let pki = pki();
    let holder =
        |label: &str, key: &Key| pki.certificate(label, Name::new("机关", label)).key(key).issued_by(&pki.ca);
    let sealed = |key: &Key| {
        let (maker, signer) = (holder("rsa maker", key), holder("rsa signer", key));
        let seal =
            SealBuilder::new(&pki).layout(Layout::V1).maker(&maker).signers(&[&signer.certificate]).build();
        ask(Stamp::new(&pki, &seal).signer(&signer), false)
    };
    assert_eq!(said(&Ok(sealed(&Key::rsa()))), "total_passed");
    assert_eq!(said(&Ok(sealed(&Key::ecdsa(5, "e")))), "total_passed");
    let weak = sealed(&Key::rsa_sha1());
    assert_eq!(said(&Ok(weak.clone())), "indeterminate/crypto_constraints_failure");
    assert_eq!(check(&weak, "signature_algorithm")["code"], "signature.algorithm_weak");
    assert_eq!(check(&weak, "seal_algorithm")["code"], "seal.algorithm_weak");
}
