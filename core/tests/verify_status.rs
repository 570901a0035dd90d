//! Status: lists, responses, a file of answers and a host, each good, bad or silent in one way; and the table of what
//! that makes of a document.

mod trust;

use std::sync::Arc;

use trust::*;
use ywtb::seal::Policy;
use ywtb::{CertificateQuery, HostAnswer, SealQuery, StatusAnswers, StatusHost, VerifyOptions};
use ywtb_testkit::der::{boolean, explicit, generalized_time, integer, null, oid, sequence, tlv};
use ywtb_testkit::{
    CrlBuilder, Identity, KeyUsage, Name, OcspBuilder, Period, Pki, Reason, Said, SealBuilder, Stamp, moment,
};

const REVOKED: &str = "2025-03-01T00:00:00+08:00";
const SIGNER: &str = "signer_revocation";

/// Root and authority known, and the root's list of authorities.
fn trusted(options: &mut VerifyOptions, pki: &Pki) {
    options.trust = trusting(BOTH, &[&pki.root.certificate.der], &[&pki.ca.certificate.der]);
    options.crls = vec![CrlBuilder::new(&pki.root).build()];
}

fn with_crls(crls: Vec<Vec<u8>>) -> ywtb::report::Report {
    asked(&genuine(), |options| {
        trusted(options, &pki());
        options.crls.extend(crls);
    })
}

#[test]
fn a_trusted_document_passes() {
    let pki = pki();
    let report = with_crls(vec![CrlBuilder::new(&pki.ca).build()]);
    assert_eq!(word(&report), "total_passed");
    assert_eq!(report.answers.unwrap().trusted, ywtb::report::Ternary::Yes);
    let report = asked(&genuine(), |options| {
        trusted(options, &pki);
        options.ocsp = vec![
            OcspBuilder::new(&pki.ca).about(&pki.signer.certificate, Said::Good).build(),
            OcspBuilder::new(&pki.ca).about(&pki.maker.certificate, Said::Good).by_sm3().build(),
        ];
    });
    assert_eq!(word(&report), "total_passed");
    // An altered page is not mended by trust.
    let mut altered = ywtb_testkit::DocumentBuilder::new(5)
        .stamp(Stamp::new(&pki, &SealBuilder::new(&pki).build()))
        .build();
    altered.edit(ywtb_testkit::PAGES[0], "二百四十平方米", "九百四十平方米");
    let report = asked(&altered.to_zip(), |options| {
        trusted(options, &pki);
        options.crls.push(CrlBuilder::new(&pki.ca).build());
    });
    assert_eq!(word(&report), "total_failed/hash_failure");
}

#[test]
fn a_list_counts_only_when_everything_about_it_does() {
    let pki = pki();
    let list = || CrlBuilder::new(&pki.ca);
    let revoked = |reason| list().revoke(&pki.signer.certificate, REVOKED, reason);
    let other = Pki::new(6);
    let silent = |code: &str| format!("undetermined/signer.status_unknown: {code} @0");
    let open = "undetermined/signer.revoked_no_proof: ".to_owned();
    let flag = |number: u8| tlv(0x80 | number, &[0xff]);
    let point = |host: &str| explicit(0, &explicit(0, &tlv(0x86, host.as_bytes())));
    let invalid = |at: &str| {
        let value = generalized_time(moment(at));
        sequence(&[oid("2.5.29.24"), tlv(4, &value)])
    };
    for (name, lists, expected) in [
        ("good", vec![list()], "met: ".to_owned()),
        ("none", vec![], silent("status.none")),
        ("of another authority", vec![CrlBuilder::new(&pki.root)], silent("status.none")),
        ("of a namesake", vec![CrlBuilder::new(&other.ca)], silent("crl.signature")),
        (
            "stale",
            vec![list().period("2026-10-01T00:00:00Z", Some("2026-10-08T00:00:00Z"))],
            silent("status.not_fresh"),
        ),
        (
            "of the future",
            vec![list().period("2026-11-24T00:00:00Z", Some("2026-12-08T00:00:00Z"))],
            silent("status.not_fresh"),
        ),
        (
            "without end, of the day",
            vec![list().period("2026-11-23T00:00:00+08:00", None)],
            "met: ".to_owned(),
        ),
        ("without end, older", vec![list().period("2026-11-21T00:00:00Z", None)], silent("status.not_fresh")),
        ("critical", vec![list().extension("1.2.3.4", true, &null())], silent("crl.critical_extension")),
        ("not critical", vec![list().extension("1.2.3.4", false, &null())], "met: ".to_owned()),
        ("indirect", vec![list().scope(&[flag(4)])], silent("crl.indirect")),
        (
            "entry of another",
            vec![list().entry(
                &pki.maker.certificate,
                REVOKED,
                &[sequence(&[oid("2.5.29.29"), boolean(true), tlv(4, &sequence(&[]))])],
            )],
            silent("crl.indirect"),
        ),
        (
            "critical entry",
            vec![list().entry(
                &pki.root.certificate,
                REVOKED,
                &[sequence(&[oid("1.2.3.4"), boolean(true), tlv(4, &null())])],
            )],
            silent("crl.critical_extension"),
        ),
        ("of authorities", vec![list().scope(&[flag(2)])], silent("crl.scope")),
        ("of holders", vec![list().scope(&[flag(1)])], "met: ".to_owned()),
        ("of attributes", vec![list().scope(&[flag(5)])], silent("crl.scope")),
        ("some reasons", vec![list().scope(&[tlv(0x83, &[1, 6])])], silent("crl.partial")),
        ("of a part", vec![list().scope(&[point("http://a/1.crl")])], silent("crl.scope")),
        ("revoked", vec![revoked(Reason::KeyCompromise)], open.clone()),
        (
            "revoked, of a part",
            vec![revoked(Reason::Superseded).scope(&[point("http://a/1.crl")])],
            open.clone(),
        ),
        (
            "revoked on a stale list",
            vec![revoked(Reason::Unspecified).period("2026-01-01T00:00:00Z", None), list()],
            open.clone(),
        ),
        (
            "revoked by a namesake",
            vec![
                CrlBuilder::new(&other.ca).revoke(&pki.signer.certificate, REVOKED, Reason::Unspecified),
                list(),
            ],
            "met: ".to_owned(),
        ),
        ("held", vec![revoked(Reason::Hold)], open.clone()),
        (
            "held once",
            vec![revoked(Reason::Hold).period("2026-01-01T00:00:00Z", None), list()],
            "met: ".to_owned(),
        ),
        (
            "revoked later than asked",
            vec![list().revoke(&pki.signer.certificate, "2026-11-25T00:00:00Z", Reason::Unspecified)],
            silent("status.not_fresh"),
        ),
        (
            "invalid long before",
            vec![list().entry(
                &pki.signer.certificate,
                "2026-11-25T00:00:00Z",
                &[invalid("2024-01-01T00:00:00Z")],
            )],
            open.clone(),
        ),
        ("delta alone", vec![list().number(8).delta(7)], silent("crl.delta_without_base")),
        (
            "delta",
            vec![
                list().number(7).period("2026-11-01T00:00:00Z", Some("2026-11-08T00:00:00Z")),
                list().number(8).delta(7),
            ],
            "met: ".to_owned(),
        ),
        (
            "delta of a later list",
            vec![
                list().number(6).period("2026-11-01T00:00:00Z", Some("2026-11-08T00:00:00Z")),
                list().number(8).delta(7),
            ],
            "undetermined/signer.status_unknown: status.not_fresh @0, crl.delta_without_base @0".to_owned(),
        ),
        (
            "delta of another part",
            vec![
                list().number(7).period("2026-11-01T00:00:00Z", Some("2026-11-08T00:00:00Z")),
                list().number(8).delta(7).scope(&[flag(1)]),
            ],
            "undetermined/signer.status_unknown: status.not_fresh @0, crl.delta_without_base @0".to_owned(),
        ),
        (
            "revoked by delta",
            vec![list().number(7), revoked(Reason::KeyCompromise).number(8).delta(7)],
            open.clone(),
        ),
        ("revoked by delta alone", vec![revoked(Reason::KeyCompromise).number(8).delta(7)], open.clone()),
        (
            "revoked before delta",
            vec![revoked(Reason::KeyCompromise).number(7), list().number(8).delta(7)],
            open.clone(),
        ),
        (
            "removed by delta",
            vec![
                revoked(Reason::Hold).number(7).period("2026-11-01T00:00:00Z", Some("2026-11-30T00:00:00Z")),
                revoked(Reason::Removed).number(8).delta(7),
            ],
            "met: ".to_owned(),
        ),
    ] {
        let report = with_crls(lists.into_iter().map(CrlBuilder::build).collect());
        assert_eq!(format!("{}: {}", check(&report, SIGNER), detail(&report, SIGNER)), expected, "{name}");
    }
}

#[test]
fn an_authority_that_may_not_sign_lists() {
    let pki = pki();
    let no_lists = pki
        .certificate("ca", pki.ca.certificate.subject.clone())
        .usage(KeyUsage::Signing)
        .authority(true)
        .issued_by(&pki.root);
    let report = asked(&genuine(), |options| {
        options.trust = trusting(BOTH, &[&no_lists.certificate.der], &[]);
        options.crls = vec![CrlBuilder::new(&pki.ca).build()];
    });
    assert_eq!(detail(&report, SIGNER), "crl.key_usage @0");
}

#[test]
fn parts_of_a_list_belong_to_the_certificates_that_name_them() {
    let pki = pki();
    let name = |host: &str| tlv(0x86, host.as_bytes());
    let points = sequence(&[sequence(&[explicit(0, &explicit(0, &name("http://a/1.crl")))])]);
    let signer = pki
        .certificate("holder", Name::new("机关", "持有人"))
        .extension("2.5.29.31", false, &points)
        .issued_by(&pki.ca);
    for (host, expected) in
        [("http://a/1.crl", "met"), ("http://a/2.crl", "undetermined/signer.status_unknown")]
    {
        let report = asked(&sealed_by(&signer), |options| {
            trusted(options, &pki);
            options
                .crls
                .push(CrlBuilder::new(&pki.ca).scope(&[explicit(0, &explicit(0, &name(host)))]).build());
        });
        assert_eq!(check(&report, SIGNER), expected, "{host}");
    }
}

#[test]
fn a_response_counts_only_when_everything_about_it_does() {
    let pki = pki();
    let other = Pki::new(6);
    let begin = || OcspBuilder::new(&pki.ca);
    let good = || begin().about(&pki.signer.certificate, Said::Good);
    let responder = |label: &str, purpose: bool, no_check: bool| {
        let mut holder = pki.certificate(label, Name::new("机关", label));
        if purpose {
            holder = holder.extension("2.5.29.37", false, &sequence(&[oid("1.3.6.1.5.5.7.3.9")]));
        }
        if no_check {
            holder = holder.extension("1.3.6.1.5.5.7.48.1.5", false, &null());
        }
        holder
    };
    let named = responder("named", true, true).issued_by(&pki.ca);
    let elsewhere = responder("elsewhere", true, true).issued_by(&pki.root);
    let past = Period::new("2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z");
    let silent = |code: &str| format!("undetermined/signer.status_unknown: {code} @0");
    let open = "undetermined/signer.revoked_no_proof: ".to_owned();
    for (name, response, expected) in [
        ("good", good(), "met: ".to_owned()),
        ("by sm3", good().by_sm3(), "met: ".to_owned()),
        ("about another", begin().about(&pki.maker.certificate, Said::Good), silent("status.none")),
        (
            "of another authority",
            OcspBuilder::new(&pki.root).about(&pki.signer.certificate, Said::Good),
            silent("status.none"),
        ),
        (
            "of a namesake",
            OcspBuilder::new(&other.ca).about(&pki.signer.certificate, Said::Good),
            silent("status.none"),
        ),
        ("unknown", begin().about(&pki.signer.certificate, Said::Unknown), silent("status.not_fresh")),
        ("revoked", begin().about(&pki.signer.certificate, Said::Revoked(moment(REVOKED))), open),
        (
            "stale",
            good().period("2026-11-01T00:00:00Z", Some("2026-11-02T00:00:00Z")),
            silent("status.not_fresh"),
        ),
        ("without end, older", good().period("2026-11-01T00:00:00Z", None), silent("status.not_fresh")),
        ("critical", good().extension("1.2.3.4", true, &null()), silent("ocsp.critical_extension")),
        ("nonce", good().extension("1.3.6.1.5.5.7.48.1.2", true, &tlv(4, &[1])), "met: ".to_owned()),
        ("responder", good().responder(&named), "met: ".to_owned()),
        (
            "responder without purpose",
            good().responder(&responder("plain", false, true).issued_by(&pki.ca)),
            silent("ocsp.responder"),
        ),
        (
            "responder to be asked about",
            good().responder(&responder("asked", true, false).issued_by(&pki.ca)),
            silent("ocsp.responder_status"),
        ),
        ("responder of another", good().responder(&elsewhere), silent("ocsp.responder")),
        (
            "responder ended",
            good().responder(&responder("ended", true, true).period(past).issued_by(&pki.ca)),
            silent("ocsp.responder_period"),
        ),
        ("responder is the signer", good().responder(&pki.signer), silent("ocsp.responder")),
        (
            "responder for encipherment",
            good()
                .responder(&responder("cipher", true, true).usage(KeyUsage::Encipherment).issued_by(&pki.ca)),
            silent("ocsp.responder"),
        ),
    ] {
        let report = asked(&genuine(), |options| {
            trusted(options, &pki);
            options.ocsp = vec![response.build()];
        });
        assert_eq!(format!("{}: {}", check(&report, SIGNER), detail(&report, SIGNER)), expected, "{name}");
    }
}

#[test]
fn the_table_of_status() {
    let pki = pki();
    let past = Period::new("2023-01-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00");
    let ended = pki.certificate("ended", Name::new("机关", "到期")).period(past).issued_by(&pki.ca);
    let list = || CrlBuilder::new(&pki.ca);
    let of_root = CrlBuilder::new(&pki.root).revoke(&pki.ca.certificate, REVOKED, Reason::KeyCompromise);
    type Change<'a> = Box<dyn Fn(&mut VerifyOptions) + 'a>;
    let lists = |crls: Vec<Vec<u8>>| -> Change<'_> {
        Box::new(move |options| {
            trusted(options, &Pki::new(5));
            options.crls.extend(crls.clone());
        })
    };
    let cases: Vec<(&str, Vec<u8>, Change<'_>, &str)> = vec![
        ("nobody trusted", genuine(), Box::new(|_| {}), "indeterminate/no_certificate_chain_found"),
        ("no answer", genuine(), lists(vec![]), "indeterminate/try_later"),
        ("trusted", genuine(), lists(vec![list().build()]), "total_passed"),
        (
            "signer revoked",
            genuine(),
            lists(vec![list().revoke(&pki.signer.certificate, REVOKED, Reason::Unspecified).build()]),
            "indeterminate/revoked_no_poe",
        ),
        (
            "signer revoked before the claim",
            genuine(),
            lists(vec![
                list().revoke(&pki.signer.certificate, "2023-03-01T00:00:00Z", Reason::Unspecified).build(),
            ]),
            "indeterminate/revoked_no_poe",
        ),
        (
            "maker revoked",
            genuine(),
            lists(vec![list().revoke(&pki.maker.certificate, REVOKED, Reason::Unspecified).build()]),
            "indeterminate/revoked_no_poe",
        ),
        (
            "authority revoked",
            genuine(),
            lists(vec![of_root.build(), list().build()]),
            "indeterminate/revoked_ca_no_poe",
        ),
        ("signer ended since", sealed_by(&ended), lists(vec![list().build()]), "indeterminate/try_later"),
        (
            "signer ended since, list of before",
            sealed_by(&ended),
            lists(vec![
                list().period("2024-12-01T00:00:00Z", Some("2027-01-01T00:00:00Z")).build(),
                list().build(),
            ]),
            "indeterminate/out_of_bounds_no_poe",
        ),
    ];
    for (name, bytes, change, expected) in &cases {
        let report = asked(bytes, |options| change(options));
        assert_eq!(word(&report), *expected, "{name}");
        let report = asked(bytes, |options| {
            change(options);
            options.policy = Policy::INTEGRITY;
        });
        assert_eq!(word(&report), "total_passed", "{name} under integrity");
    }
}

#[test]
fn answers_of_a_file() {
    let pki = pki();
    let digest = |identity: &Identity| {
        use sha2::Digest as _;
        sha2::Sha256::digest(&identity.certificate.der)
            .iter()
            .map(|octet| format!("{octet:02x}"))
            .collect::<String>()
    };
    let (signer, maker, ca) = (digest(&pki.signer), digest(&pki.maker), digest(&pki.ca));
    let certificates = format!(
        r#"{{"sha256":"{maker}","status":"good","time":"2026-11-23T08:00:00+08:00"}},
           {{"sha256":"{ca}","status":"good","time":"2026-11-01T08:00:00+08:00","valid_until":"2026-12-01T08:00:00+08:00"}}"#
    );
    let seal = |word: &str| format!(r#","seals":[{{"id":"{}",{word}}}]"#, seal_id());
    const FRESH: &str = r#""status":"good","time":"2026-11-23T08:00:00+08:00""#;
    let good = format!(r#""sha256":"{signer}",{FRESH}"#);
    for (name, signer, seals, expected) in [
        ("good", good.clone(), String::new(), "total_passed"),
        ("old", good.replace("11-23T", "11-20T"), String::new(), "indeterminate/try_later"),
        ("revoked", good.replace("good", "revoked"), String::new(), "indeterminate/revoked_no_poe"),
        ("suspended", good.replace("good", "suspended"), String::new(), "indeterminate/revoked_no_poe"),
        ("unknown", good.replace("good", "unknown"), String::new(), "indeterminate/try_later"),
        ("another", good.replace(&signer, &"0".repeat(64)), String::new(), "indeterminate/try_later"),
        ("seal good", good.clone(), seal(FRESH), "total_passed"),
        ("seal unknown", good.clone(), r#","seals":[]"#.to_owned(), "indeterminate/try_later"),
        (
            "seal revoked",
            good.clone(),
            seal(&FRESH.replace("good", "revoked")),
            "indeterminate/revoked_no_poe",
        ),
        (
            "another's seal",
            good.clone(),
            format!(r#","seals":[{{"id":"1",{FRESH}}}]"#),
            "indeterminate/try_later",
        ),
    ] {
        let text = format!(
            r#"{{"schema":"ywtb.status/1","source":"register","certificates":[{{{signer}}},{certificates}]{seals}}}"#
        );
        let report = asked(&genuine(), |options| {
            trusted(options, &pki);
            options.crls.clear();
            options.status = Some(StatusAnswers::from_json(text.as_bytes()).unwrap());
        });
        assert_eq!(word(&report), expected, "{name}");
    }
    for text in [
        "{}",
        r#"{"schema":"ywtb.status/2"}"#,
        r#"{"schema":"ywtb.status/1","certificates":[{"status":"good","time":"2026-11-23T08:00:00Z"}]}"#,
        r#"{"schema":"ywtb.status/1","certificates":[{"issuer":"a","status":"good","time":"2026-11-23T08:00:00Z"}]}"#,
        r#"{"schema":"ywtb.status/1","seals":[{"id":"a","status":"fine","time":"2026-11-23T08:00:00Z"}]}"#,
        r#"{"schema":"ywtb.status/1","seals":[{"id":"a","status":"good","time":"2026-11-23"}]}"#,
        r#"{"schema":"ywtb.status/1","seal":[]}"#,
    ] {
        assert_eq!(StatusAnswers::from_json(text.as_bytes()).unwrap_err().code(), "input.schema", "{text}");
    }
    let schema: serde_json::Value = serde_json::from_str(ywtb::STATUS_SCHEMA).unwrap();
    for example in schema["examples"].as_array().unwrap() {
        StatusAnswers::from_json(example.to_string().as_bytes()).unwrap();
    }
}

fn seal_id() -> String {
    asked(&genuine(), |_| {}).signatures[0]["seal"]["id"].as_str().unwrap().to_owned()
}

#[derive(Debug)]
struct Host(fn(&str) -> Option<HostAnswer>);

impl StatusHost for Host {
    fn certificate(&self, query: &CertificateQuery<'_>) -> Option<HostAnswer> {
        (self.0)(if query.facts.is_ca { "ca" } else { "holder" })
    }
    fn seal(&self, _: &SealQuery<'_>) -> Option<HostAnswer> {
        (self.0)("seal")
    }
}

#[test]
fn a_host_that_is_silent_or_falls_over_says_nothing() {
    type Answers = fn(&str) -> Option<HostAnswer>;
    let cases: [(&str, Answers, &str); 7] = [
        ("good", |_| Some(HostAnswer::Good), "total_passed"),
        ("silent", |_| None, "indeterminate/try_later"),
        ("silent about the seal", |of| (of != "seal").then_some(HostAnswer::Good), "indeterminate/try_later"),
        (
            "falls over",
            |of| if of == "seal" { Some(HostAnswer::Good) } else { panic!("host") },
            "indeterminate/try_later",
        ),
        ("revoked", |_| Some(HostAnswer::Revoked(None)), "indeterminate/revoked_no_poe"),
        (
            "a list",
            |of| match of {
                "seal" => Some(HostAnswer::Good),
                "ca" => Some(HostAnswer::Crl(CrlBuilder::new(&Pki::new(5).root).build())),
                _ => Some(HostAnswer::Crl(CrlBuilder::new(&Pki::new(5).ca).build())),
            },
            "total_passed",
        ),
        (
            "another's list",
            |of| match of {
                "seal" => Some(HostAnswer::Good),
                _ => Some(HostAnswer::Crl(CrlBuilder::new(&Pki::new(6).ca).build())),
            },
            "indeterminate/try_later",
        ),
    ];
    for (name, answers, expected) in cases {
        let report = asked(&genuine(), |options| {
            trusted(options, &pki());
            options.crls.clear();
            options.host = Some(Arc::new(Host(answers)));
        });
        assert_eq!(word(&report), expected, "{name}");
    }
}

#[test]
fn stored_facts_are_judged_again_to_the_same_verdict() {
    let mut options = options();
    trusted(&mut options, &pki());
    options.crls.push(CrlBuilder::new(&pki().ca).build());
    let facts = ywtb::examine(&genuine(), &options).unwrap();
    let stored = serde_json::to_string(&facts).unwrap();
    let read: ywtb::seal::Facts = serde_json::from_str(&stored).unwrap();
    assert_eq!(facts, read);
    let word = |facts, time: &str| {
        let verdict = ywtb::seal::judge(facts, &Policy::DEFAULT, moment(time));
        format!("{} {}", verdict.indication.unwrap().as_str(), verdict.sub_indication.unwrap_or_default())
    };
    assert_eq!(word(&read, "2026-11-23T12:00:00+08:00"), "total_passed ");
    assert_eq!(word(&read, "2026-12-23T12:00:00+08:00"), "indeterminate try_later");
}

#[test]
fn what_cannot_be_read_is_the_callers_error() {
    for (crls, ocsp, code, path) in [
        (vec![b"text".to_vec()], vec![], "input.crl", "/crls/0"),
        (vec![integer(1)], vec![], "input.crl", "/crls/0"),
        (vec![pki().ca.certificate.der], vec![], "input.crl", "/crls/0"),
        (vec![], vec![sequence(&[])], "input.ocsp", "/ocsp/0"),
    ] {
        let mut options = options();
        (options.crls, options.ocsp) = (crls, ocsp);
        let error = ywtb::verify(&genuine(), &options).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path));
    }
    // A responder that gave no answer said nothing.
    let later = sequence(&[tlv(0x0a, &[3])]);
    asked(&genuine(), |options| options.ocsp = vec![later]);
}

#[test]
fn a_timestamp_proves_when_its_authority_is_in_force() {
    let pki = pki();
    let purposes = [ywtb_testkit::TIME_STAMPING];
    let authority =
        pki.certificate("tsa", Name::new("机构", "时间戳")).purposes(&purposes, true).issued_by(&pki.ca);
    let past = Period::new("2023-01-01T00:00:00+08:00", "2025-01-01T00:00:00+08:00");
    let ended = pki.certificate("ended", Name::new("机关", "到期")).period(past).issued_by(&pki.ca);
    let tsa = ywtb_testkit::TimestampAuthority::of(&authority);
    let seal = |signer: &Identity| SealBuilder::new(&pki).signers(&[&signer.certificate]).build();
    let stamped = |signer: &Identity| paper(Stamp::new(&pki, &seal(signer)).signer(signer).timestamp(&tsa));
    let list = || CrlBuilder::new(&pki.ca);
    let before_end = || list().period("2024-12-01T00:00:00Z", Some("2024-12-08T00:00:00Z"));
    let signer = &pki.signer.certificate;
    let unspecified = Reason::Unspecified;
    for (name, bytes, lists, expected) in [
        ("good", stamped(&pki.signer), vec![list()], "total_passed"),
        (
            "revoked after",
            stamped(&pki.signer),
            vec![list().revoke(signer, REVOKED, unspecified)],
            "total_passed",
        ),
        (
            "revoked before",
            stamped(&pki.signer),
            vec![list().revoke(signer, "2024-01-01T00:00:00Z", unspecified)],
            "total_failed/revoked",
        ),
        ("ended since", stamped(&ended), vec![list(), before_end()], "total_passed"),
        (
            "maker revoked after",
            stamped(&pki.signer),
            vec![list().revoke(&pki.maker.certificate, REVOKED, unspecified)],
            "total_passed",
        ),
        (
            "authority's key lost later",
            stamped(&ended),
            vec![list().revoke(&authority.certificate, REVOKED, Reason::KeyCompromise), before_end()],
            "indeterminate/try_later",
        ),
        (
            "authority superseded later",
            stamped(&ended),
            vec![list().revoke(&authority.certificate, REVOKED, Reason::Superseded), before_end()],
            "total_passed",
        ),
        (
            "authority superseded before",
            stamped(&ended),
            vec![
                list().revoke(&authority.certificate, "2024-01-01T00:00:00Z", Reason::Superseded),
                before_end(),
            ],
            "indeterminate/try_later",
        ),
    ] {
        let report = asked(&bytes, |options| {
            trusted(options, &pki);
            options.trust.add(ywtb::Role::Tsa, &pki.root.certificate.der).unwrap();
            options.crls.extend(lists.into_iter().map(CrlBuilder::build));
        });
        assert_eq!(word(&report), expected, "{name}");
    }
    // Whose status nobody knows proves nothing.
    let report = asked(&stamped(&ended), |options| {
        trusted(options, &pki);
        options.trust.add(ywtb::Role::Tsa, &pki.root.certificate.der).unwrap();
        options.ocsp = vec![OcspBuilder::new(&pki.ca).about(&ended.certificate, Said::Good).build()];
    });
    assert_eq!(check(&report, "signer_period_now"), "undetermined/signer.out_of_bounds");
}
