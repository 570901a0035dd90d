//! Sealed documents from the testkit, each wrong in one way: the verdict, and that the one check says so.

use ywtb::report::{Coverage, Outcome, Report};
use ywtb::seal::Policy;
use ywtb::{Role, TrustStore, VerifyOptions, verify};
use ywtb_testkit::{
    CheckMethod, DocumentBuilder, Encoding, KeyUsage, Layout, Name, PAGES, Package, Period, Pki, SealBuilder,
    SignerList, Stamp, TEMPLATE, documents, moment,
};

fn options(policy: Policy) -> VerifyOptions {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    VerifyOptions { policy, ..VerifyOptions::new(time) }
}

fn integrity(bytes: &[u8]) -> Report {
    verify(bytes, &options(Policy::INTEGRITY)).unwrap()
}

/// `indication/sub_indication`.
fn word(report: &Report) -> String {
    let indication = report.indication.map_or("not_applicable", ywtb::report::Indication::as_str);
    report.sub_indication.as_ref().map_or(indication.to_owned(), |sub| format!("{indication}/{sub}"))
}

/// Codes of the checks of signature `index` that are not met, without those that a missing trust store explains.
fn failing(report: &Report, index: usize) -> Vec<String> {
    let always = [
        "signer.no_path",
        "maker.no_path",
        "signer.status_unknown",
        "maker.status_unknown",
        "signer.out_of_bounds",
    ];
    let checks = report.signatures[index]["checks"].as_array().unwrap();
    let codes = checks.iter().filter_map(|check| check["code"].as_str());
    codes.filter(|code| !always.contains(code)).map(str::to_owned).collect()
}

fn sealed(stamp: Stamp) -> Package {
    DocumentBuilder::new(5).stamp(stamp).build()
}

fn pki() -> Pki {
    Pki::new(5)
}

fn stamp(pki: &Pki) -> Stamp {
    Stamp::new(pki, &SealBuilder::new(pki).build())
}

#[test]
fn the_six_documents_of_the_demo() {
    let expected = [
        ("genuine", "total_passed"),
        ("altered_page", "total_failed/hash_failure"),
        ("forged_seal", "total_failed/sig_crypto_failure"),
        ("seal_out_of_period", "total_failed/out_of_period"),
        ("uncovered_page", "indeterminate/ofd.not_covered"),
        ("unsigned", "not_applicable"),
    ];
    for (document, (name, verdict)) in documents(5).iter().zip(expected) {
        assert_eq!(document.name, name);
        let report = integrity(&document.bytes);
        assert_eq!(word(&report), verdict, "{name}");
        let outcome = report.indication.map_or(Outcome::NotApplicable, ywtb::report::Indication::outcome);
        assert_eq!(report.outcome, outcome);
        assert_eq!(report.value["signed"], name != "unsigned");
    }
}

#[test]
fn one_knob_one_check() {
    let pki = pki();
    let seal = || SealBuilder::new(&pki);
    let with = |seal: SealBuilder| Stamp::new(&pki, &seal.build());
    let cipher =
        pki.certificate("cipher", Name::new("机关", "加密")).usage(KeyUsage::Encipherment).issued_by(&pki.ca);
    let other = pki.certificate("other", Name::new("机关", "他人")).issued_by(&pki.ca);
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2024-01-01T00:00:00+08:00");
    let past = pki.certificate("past", Name::new("机关", "过期")).period(ended).issued_by(&pki.ca);
    for (name, stamp, verdict, codes) in [
        ("v1", with(seal().layout(Layout::V1)), "total_passed", &[][..]),
        ("v5", with(seal().layout(Layout::V5)), "total_passed", &[]),
        ("digest list", with(seal().list(SignerList::Digests)), "total_passed", &[]),
        ("raw", stamp(&pki).encoding(Encoding::Raw), "total_passed", &["signature.encoding"]),
        ("padded", stamp(&pki).encoding(Encoding::Padded), "total_passed", &["signature.encoding"]),
        ("negative", stamp(&pki).encoding(Encoding::Negative), "total_passed", &["signature.encoding"]),
        ("lost zero", stamp(&pki).encoding(Encoding::LostZero), "total_passed", &["signature.encoding"]),
        (
            "v1 by v4's rule",
            with(seal().layout(Layout::V1).other_layouts_bytes()),
            "total_passed",
            &["seal.other_layouts_bytes"],
        ),
        (
            "v4 by v1's rule",
            with(seal().other_layouts_bytes()),
            "total_passed",
            &["seal.other_layouts_bytes"],
        ),
        (
            "property",
            stamp(&pki).property("/Doc_0/Signs/Sign_9/Signature.xml"),
            "total_passed",
            &["signature.property_info"],
        ),
        (
            "json property",
            stamp(&pki).property("{\"Entry\":\"Sign_0/Signature.xml\"}\n"),
            "total_passed",
            &[],
        ),
        ("no picture", with(seal().picture(&[])), "total_passed", &["seal.picture_empty"]),
        (
            "future",
            stamp(&pki).at(moment("2026-12-01T00:00:00+08:00")),
            "total_passed",
            &["signing_time.future"],
        ),
        ("sha256", stamp(&pki).check_method(CheckMethod::Sha256Oid), "total_passed", &[]),
        (
            "sha1",
            stamp(&pki).check_method(CheckMethod::Sha1),
            "indeterminate/crypto_constraints_failure",
            &["reference.method_weak"],
        ),
        (
            "md5",
            stamp(&pki).check_method(CheckMethod::Md5),
            "indeterminate/crypto_constraints_failure",
            &["reference.method_weak", "reference.not_computed"],
        ),
        (
            "no method",
            stamp(&pki).check_method(CheckMethod::Absent),
            "indeterminate/crypto_constraints_failure",
            &["reference.method_absent", "reference.not_computed"],
        ),
        (
            "unknown method",
            stamp(&pki).check_method(CheckMethod::Unknown),
            "total_failed/format_failure",
            &["reference.method_unknown", "reference.not_computed"],
        ),
        ("header", with(seal().header_id("EZ")), "total_failed/format_failure", &["seal.header"]),
        (
            "not listed",
            stamp(&pki).signer(&other),
            "total_failed/seal.signer_not_listed",
            &["seal.signer_not_listed"],
        ),
        (
            "encipherment",
            with(seal().signers(&[&cipher.certificate])).signer(&cipher),
            "total_failed/sig_constraints_failure",
            &["signer.key_usage"],
        ),
        (
            "maker encipherment",
            with(seal().maker(&cipher)),
            "total_failed/sig_constraints_failure",
            &["maker.key_usage"],
        ),
        ("maker past", with(seal().maker(&past)), "total_passed", &["maker.out_of_period_at_use"]),
        (
            "signer past",
            with(seal().signers(&[&past.certificate])).signer(&past),
            "total_failed/out_of_period",
            &["signer.out_of_period"],
        ),
        (
            "forged",
            with(seal().signed_by(&pki.signer)),
            "total_failed/sig_crypto_failure",
            &["seal.value_wrong"],
        ),
        ("seal ended", with(seal().period(ended)), "total_failed/out_of_period", &["seal.out_of_period"]),
    ] {
        let report = integrity(&sealed(stamp).to_zip());
        assert_eq!(word(&report), verdict, "{name}");
        assert_eq!(failing(&report, 0), codes, "{name}");
    }
}

#[test]
fn a_package_altered_after_sealing() {
    const LIST: &str = "Doc_0/Signs/Signatures.xml";
    const VALUE: &str = "Doc_0/Signs/Sign_0/SignedValue.dat";
    const DESCRIPTION: &str = "Doc_0/Signs/Sign_0/Signature.xml";
    let pki = pki();
    let good = sealed(stamp(&pki).leave_out("OFD.xml"));
    assert_eq!(word(&integrity(&good.to_zip())), "total_passed");
    type Change = fn(&mut Package);
    let changes: [(&str, Change, &str); 20] = [
        (
            "page removed",
            |package| {
                package.remove(PAGES[0]);
            },
            "total_failed/hash_failure",
        ),
        (
            "value cut",
            |package| {
                let mut value = package.get(VALUE).unwrap().to_vec();
                value.pop();
                package.put(VALUE, value);
            },
            "total_failed/format_failure",
        ),
        (
            "value with a tail",
            |package| {
                let mut value = package.get(VALUE).unwrap().to_vec();
                value.push(0);
                package.put(VALUE, value);
            },
            "total_failed/format_failure",
        ),
        (
            "value removed",
            |package| {
                package.remove(VALUE);
            },
            "total_failed/format_failure",
        ),
        (
            "description with a line more",
            |package| package.edit(DESCRIPTION, "</ofd:Signature>", "</ofd:Signature>\n"),
            "total_failed/hash_failure",
        ),
        (
            "description with a DOCTYPE",
            |package| package.edit(DESCRIPTION, "?>\n", "?><!DOCTYPE x>\n"),
            "total_failed/format_failure",
        ),
        (
            "root file with a DOCTYPE",
            |package| package.edit("OFD.xml", "?>", "?><!DOCTYPE x>"),
            "total_failed/format_failure",
        ),
        (
            "description in another namespace",
            |package| package.edit(DESCRIPTION, "www.ofdspec.org/2016", "www.ofdspec.org/2017"),
            "total_failed/format_failure",
        ),
        (
            "description removed",
            |package| {
                package.remove(DESCRIPTION);
            },
            "total_failed/format_failure",
        ),
        (
            "list removed",
            |package| {
                package.remove(LIST);
            },
            "total_failed/format_failure",
        ),
        (
            "list in another namespace",
            |package| package.edit(LIST, "www.ofdspec.org/2016", "urn:x"),
            "total_failed/format_failure",
        ),
        ("list emptied", |package| package.put(LIST, ""), "not_applicable"),
        (
            "seal file changed",
            |package| {
                let mut seal = package.get("Doc_0/Signs/Sign_0/Seal.esl").unwrap().to_vec();
                seal[40] ^= 1;
                package.put("Doc_0/Signs/Sign_0/Seal.esl", seal);
            },
            "total_failed/hash_failure",
        ),
        ("type flipped", |package| package.edit(LIST, "Type=\"Seal\"", "Type=\"Sign\""), "total_passed"),
        ("carried along", |package| package.put("Doc_0/extra.bin", "x"), "total_passed"),
        (
            "other root",
            |package| {
                package.put("Doc_1/Document.xml", "<a/>");
                package.edit("OFD.xml", "Doc_0/Document.xml", "Doc_1/Document.xml");
            },
            "total_failed/ofd.shown_document_not_signed",
        ),
        (
            "second body",
            |package| {
                package.put("Doc_1/Document.xml", "<a/>");
                package.edit(
                    "OFD.xml",
                    "</ofd:DocBody>",
                    "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody>",
                );
            },
            "total_failed/ofd.shown_document_not_signed",
        ),
        (
            "new version",
            |package| {
                package.put("Doc_0/V.xml", "<v><DocRoot>/Doc_0/D1.xml</DocRoot></v>");
                package.put("Doc_0/D1.xml", "<a/>");
                package.edit("OFD.xml", "<ofd:Signatures>", "<ofd:Versions><ofd:Version ID=\"1\" Index=\"1\" Current=\"true\" BaseLoc=\"Doc_0/V.xml\"/></ofd:Versions><ofd:Signatures>");
            },
            "total_failed/ofd.shown_document_not_signed",
        ),
        (
            "list hidden by a namespace",
            |package| {
                package.edit(
                    "OFD.xml",
                    "<ofd:Signatures>",
                    "<x:Signatures xmlns:x=\"urn:x\">/a</x:Signatures><ofd:Signatures>",
                )
            },
            "total_failed/format_failure",
        ),
        (
            "root without body",
            |package| package.put("OFD.xml", "<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\"/>"),
            "not_applicable",
        ),
    ];
    for (name, change, verdict) in changes {
        let mut package = good.clone();
        change(&mut package);
        assert_eq!(word(&integrity(&package.to_zip())), verdict, "{name}");
    }
}

#[test]
fn what_is_shown_must_be_covered() {
    let pki = pki();
    let report = integrity(&sealed(stamp(&pki).leave_out(TEMPLATE)).to_zip());
    assert_eq!(word(&report), "indeterminate/ofd.not_covered");
    assert_eq!(report.value["uncovered"], serde_json::json!([TEMPLATE]));
    assert_eq!(report.answers.unwrap().covered, Coverage::Part);

    let mut package = sealed(stamp(&pki));
    assert_eq!(integrity(&package.to_zip()).answers.unwrap().covered, Coverage::Whole);
    package.put("Doc_0/extra.bin", "x");
    let report = integrity(&package.to_zip());
    assert_eq!((word(&report), report.answers.unwrap().covered), ("total_passed".into(), Coverage::Content));

    // Written so that a careless reader does not find it, or that readers find different files.
    let mut package = sealed(stamp(&pki).leave_out("OFD.xml"));
    package.put("Doc_0/cover.png", "x");
    package.edit(
        "OFD.xml",
        "<ofd:DocRoot>",
        "<ofd:DocInfo><ofd:Cover>Doc_0/cover&#46;png</ofd:Cover></ofd:DocInfo><ofd:DocRoot>",
    );
    assert_eq!(word(&integrity(&package.to_zip())), "indeterminate/ofd.not_covered");
    package.edit("OFD.xml", "cover&#46;", "cov<!-- -->er.");
    assert_eq!(word(&integrity(&package.to_zip())), "total_failed/format_failure");
}

#[test]
fn several_signatures_each_have_their_verdict() {
    let pki = pki();
    let first = stamp(&pki).cover_signature_list();
    let second = stamp(&pki);
    let mut package = DocumentBuilder::new(5).stamp(first).stamp(second).build();
    assert_eq!(word(&integrity(&package.to_zip())), "total_passed");
    package.edit("Doc_0/Signs/Signatures.xml", "<ofd:MaxSignId>2", "<ofd:MaxSignId>3");
    let report = integrity(&package.to_zip());
    assert_eq!(word(&report), "total_failed/hash_failure");
    assert_eq!(report.value["decided_by_signature"], "1");
    assert_eq!(report.signatures[1]["indication"], "total_passed");
    // The second still covers everything.
    assert_eq!(report.answers.unwrap().covered, Coverage::Whole);
}

#[test]
fn single_seals_and_signatures() {
    let pki = pki();
    let seal = SealBuilder::new(&pki).build();
    let report = integrity(&seal.der);
    assert_eq!((word(&report).as_str(), &*report.topic), ("total_passed", "verify.seal"));
    let ended =
        SealBuilder::new(&pki).period(Period::new("2020-01-01T00:00:00+08:00", "2021-01-01T00:00:00+08:00"));
    let ended = ended.build().der;
    assert_eq!(word(&integrity(&ended)), "total_passed");
    assert_eq!(word(&verify(&ended, &options(Policy::DEFAULT)).unwrap()), "total_failed/out_of_period");

    let value = Stamp::new(&pki, &seal).signature(b"original", "");
    let ask = |original: Option<&[u8]>| {
        let original = original.map(<[u8]>::to_vec);
        verify(&value, &VerifyOptions { original, ..options(Policy::INTEGRITY) }).unwrap()
    };
    assert_eq!(&*ask(None).topic, "verify.signature");
    assert_eq!(word(&ask(Some(b"original"))), "total_passed");
    assert_eq!(word(&ask(Some(b"another"))), "total_failed/hash_failure");
    assert_eq!(word(&ask(None)), "indeterminate/signed_data_not_found");
}

#[test]
fn the_default_policy_passes_nothing_without_trust() {
    let pki = pki();
    let bytes = sealed(stamp(&pki)).to_zip();
    let mut options = options(Policy::DEFAULT);
    assert_eq!(word(&verify(&bytes, &options).unwrap()), "indeterminate/no_certificate_chain_found");
    let mut trust = TrustStore::new();
    for role in [Role::Signer, Role::Maker] {
        trust.add_pem(role, pki.ca.certificate.pem().as_bytes()).unwrap();
    }
    options.trust = trust;
    assert_eq!(word(&verify(&bytes, &options).unwrap()), "indeterminate/try_later");
}

#[test]
fn facts_judged_again_give_the_same_verdict() {
    let bytes = sealed(stamp(&pki())).to_zip();
    let options = options(Policy::INTEGRITY);
    let facts = ywtb::examine(&bytes, &options).unwrap();
    let stored = serde_json::to_string(&facts).unwrap();
    let again: ywtb::seal::Facts = serde_json::from_str(&stored).unwrap();
    assert_eq!(again, facts);
    let verdict = ywtb::seal::judge(&again, &options.policy, options.time.to_utc());
    assert_eq!(verdict.indication, verify(&bytes, &options).unwrap().indication);
}
