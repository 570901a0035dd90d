//! Certificates made by the testkit, as files and as records: the whole one passes, and each that is wrong in one way
//! fails the one check that asks about it.

use serde_json::{Value, json};
use ywtb::certificate::Inquiry;
use ywtb::report::{Outcome, Report};
use ywtb::seal::Policy;
use ywtb::{CertificateOptions, VerifyOptions, verify_certificate};
use ywtb_testkit::{DocumentBuilder, Name, Package, Pki, SealBuilder, Stamp};

const ISSUER: &str = "上海市示例区行政审批局";
const DEFINER: &str = "11310000002420447T";
const TAGS: &str = "Doc_0/Tags/CustomTags.xml";
const TAG_FILE: &str = "Doc_0/Tags/certificate.xml";
const ATTACHMENTS: &str = "Doc_0/Attachs/Attachments.xml";

/// A certificate of a body that does not exist; the check characters were computed apart from the library.
fn record() -> Value {
    json!({
        "ZZMC": "示例许可证",
        "ZZLXDM": format!("{DEFINER}001"),
        "ZZBH": "SH2024000001",
        "ZZBS": "1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W",
        "ZZBFJG": ISSUER,
        "ZZBFJGDM": DEFINER,
        "ZZBFRQ": "2024-05-20",
        "CZZT": "上海示例建设发展有限公司",
        "CZZTDM": "9131000013221158XC",
        "CZZTDMLXDM": "001",
        "ZZYXQQSRQ": "2024-06-01",
        "ZZYXQJZRQ": "长期",
    })
}

fn inquiry() -> Value {
    json!({
        "holder": {"kind": "001", "code": "9131000013221158XC", "name": "上海示例建设发展有限公司"},
        "status": {
            "status": "valid", "at": "2026-11-23T09:00:00+08:00", "version": "001", "matches": true,
            "identifier": "1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W",
        },
    })
}

fn with(mut value: Value, pointer: &str, new: Value) -> Value {
    let (holder, name) = pointer.rsplit_once('/').unwrap();
    value.pointer_mut(holder).unwrap()[name] = new;
    value
}

fn without(mut value: Value, name: &str) -> Value {
    value.as_object_mut().unwrap().remove(name);
    value
}

fn ask(data: &[u8], inquiry: &Value) -> Report {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let verify = VerifyOptions { policy: Policy::INTEGRITY, ..VerifyOptions::new(time) };
    let inquiry = Inquiry::from_json(inquiry.to_string().as_bytes()).unwrap();
    verify_certificate(data, &CertificateOptions { verify, inquiry }).unwrap()
}

fn ask_record(record: &Value, inquiry: &Value) -> Report {
    ask(record.to_string().as_bytes(), inquiry)
}

/// Codes of the checks that are not met.
fn failing(report: &Report) -> Vec<String> {
    let checks = report.value["checks"].as_array().unwrap();
    let found = checks.iter().flat_map(|check| check["codes"].as_array().unwrap());
    let codes = found.map(|found| found["code"].as_str().unwrap().to_owned());
    codes.filter(|code| ywtb::code(code).unwrap().result != Outcome::Met).collect()
}

/// The form of custom data that a writer uses.
fn items(record: &Value, element: &str) -> String {
    let items = record.as_object().unwrap().iter();
    items
        .map(|(name, value)| {
            format!("<ofd:{element} Name=\"{name}\">{}</ofd:{element}>", value.as_str().unwrap())
        })
        .collect()
}

fn unsigned() -> Package {
    DocumentBuilder::new(5).build()
}

fn in_custom_datas(mut package: Package, record: &Value) -> Package {
    let list = format!("<ofd:CustomDatas>{}</ofd:CustomDatas></ofd:DocInfo>", items(record, "CustomData"));
    package.edit("OFD.xml", "</ofd:DocInfo>", &list);
    package
}

fn in_custom_tags(mut package: Package, record: &Value) -> Package {
    package.edit(
        "Doc_0/Document.xml",
        "</ofd:Pages>",
        "</ofd:Pages><ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags>",
    );
    package.put(
        TAGS,
        "<ofd:CustomTags xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:CustomTag NameSpace=\"x\"><ofd:FileLoc>\
         certificate.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>",
    );
    let plain: String = record
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| format!("\n  <{name}>{}</{name}>", value.as_str().unwrap()))
        .collect();
    package.put(TAG_FILE, format!("<?xml version=\"1.0\"?><certificate>{plain}</certificate>"));
    package
}

fn attached(mut package: Package, record: &Value) -> Package {
    package.edit(
        ATTACHMENTS,
        "</ofd:Attachments>",
        "<ofd:Attachment ID=\"901\" Name=\"meta\" Format=\"xml\"><ofd:FileLoc>meta.xml</ofd:FileLoc></ofd:Attachment>\
         </ofd:Attachments>",
    );
    package.put(
        "Doc_0/Attachs/meta.xml",
        format!(
            "<XMI xmi.version=\"1.0\"><ofd:CuslomDatas xmlns:ofd=\"org.omg.ofd\">{}</ofd:CuslomDatas></XMI>",
            items(record, "CuslomData").replace("Name=", "name=")
        ),
    );
    package
}

/// Seals everything, OFD.xml too.
fn sealed(package: &Package, stamp: Stamp) -> Vec<u8> {
    DocumentBuilder::new(5).paper(package.clone()).stamp(stamp).build().to_zip()
}

fn genuine(package: &Package) -> Vec<u8> {
    let pki = Pki::new(5);
    sealed(package, Stamp::new(&pki, &SealBuilder::new(&pki).build()))
}

/// Puts metadata into a package.
type Put = fn(Package, &Value) -> Package;

#[test]
fn a_certificate_passes_wherever_its_metadata_stand() {
    let places: [(&str, Put); 3] =
        [("custom_data", in_custom_datas), ("custom_tag", in_custom_tags), ("attachment", attached)];
    for (carrier, put) in places {
        let report = ask(&genuine(&put(unsigned(), &record())), &inquiry());
        assert_eq!(failing(&report), [""; 0], "{carrier}");
        assert_eq!(report.outcome, Outcome::Met, "{carrier} {}", report.to_text(ywtb::report::Lang::En));
        assert_eq!(report.topic, "verify.certificate");
        assert_eq!(report.value["information"], "correct_in_force");
        assert_eq!(report.value["file"]["topic"], "verify.ofd");
        assert_eq!(report.value["holder_match"], "matches");
        let origins = report.value["origins"].as_array().unwrap();
        assert_eq!(origins.len(), 12);
        assert!(origins.iter().all(|one| one["carrier"] == carrier && one["covered"] == true), "{origins:?}");
        assert!(!report.to_json().unwrap().contains("9131000013221158XC"), "no value in a report");
    }
}

#[test]
fn the_file_itself_stays_a_file() {
    let bytes = genuine(&in_custom_datas(unsigned(), &record()));
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let report =
        ywtb::verify(&bytes, &VerifyOptions { policy: Policy::INTEGRITY, ..VerifyOptions::new(time) });
    assert_eq!(report.unwrap().topic, "verify.ofd");
}

#[test]
fn each_wrong_file_fails_the_check_that_asks_about_it() {
    let pki = Pki::new(5);
    let stamp = || Stamp::new(&pki, &SealBuilder::new(&pki).build());
    let other = pki.certificate("other", Name::new("上海市示例区行政审批局分局", "他人")).issued_by(&pki.ca);
    let of_other =
        SealBuilder::new(&pki).name(&format!("{ISSUER}分局")).signers(&[&other.certificate]).build();
    let plain = in_custom_tags(unsigned(), &record());
    let twice = |value: &str| in_custom_datas(plain.clone(), &json!({"ZZMC": value}));
    let unreadable = {
        let mut package = plain.clone();
        package.edit(TAGS, "</ofd:CustomTag>", "<ofd:FileLoc>second.xml</ofd:FileLoc></ofd:CustomTag>");
        package.put("Doc_0/Tags/second.xml", "<a><b></a>");
        package
    };
    for (name, bytes, code) in [
        ("unsigned", plain.to_zip(), &["ecert.metadata.not_covered", "ecert.issuer.no_seal"][..]),
        ("metadata left out", sealed(&plain, stamp().leave_out(TAG_FILE)), &["ecert.metadata.not_covered"]),
        (
            "another's seal",
            sealed(&plain, Stamp::new(&pki, &of_other).signer(&other)),
            &["ecert.issuer.other_seal"],
        ),
        ("conflict", genuine(&twice("另一许可证")), &["ecert.metadata.conflict"]),
        ("said twice", genuine(&twice("示例许可证")), &[]),
        ("unreadable", genuine(&unreadable), &["ecert.metadata.unreadable"]),
    ] {
        let report = ask(&bytes, &inquiry());
        let mut failing = failing(&report);
        failing.dedup();
        assert_eq!(failing, code, "{name}");
        let passes = report.outcome == Outcome::Met;
        assert_eq!(passes, code.is_empty(), "{name}: {:?}", report.outcome);
    }
}

#[test]
fn an_altered_page_fails_the_file_and_not_the_data() {
    let pki = Pki::new(5);
    let mut package = DocumentBuilder::new(5)
        .paper(in_custom_tags(unsigned(), &record()))
        .stamp(Stamp::new(&pki, &SealBuilder::new(&pki).build()))
        .build();
    package.edit(ywtb_testkit::PAGES[0], "二百四十平方米", "九百四十平方米");
    let report = ask(&package.to_zip(), &inquiry());
    assert_eq!(report.outcome, Outcome::NotMet);
    assert_eq!(report.sub_indication.as_deref(), Some("hash_failure"));
    assert_eq!(report.value["information"], "correct_in_force");
}

#[test]
fn each_wrong_record_fails_the_check_that_asks_about_it() {
    let id = |rest: &str| json!(format!("1.2.156.3005.2.{rest}"));
    let of = |name: &str, value: Value| with(record(), &format!("/{name}"), value);
    let unasked = |value: Value| with(inquiry(), "/status/identifier", value);
    let right = "11310000002420447T001.11310000002420447T.SH2024000001.001";
    let rows: Vec<(&str, Value, Value, &[&str], &str)> = vec![
        ("whole", record(), inquiry(), &[], "correct_in_force"),
        ("missing", without(record(), "ZZBH"), inquiry(), &["ecert.metadata.missing"], "incomplete"),
        ("day", of("ZZBFRQ", json!("去年")), inquiry(), &["ecert.metadata.malformed"], "wrong"),
        (
            "check",
            of("ZZBS", id(&format!("{right}.X"))),
            unasked(Value::Null),
            &["ecert.identifier.check", "ecert.issuer.unconfirmed"],
            "wrong",
        ),
        (
            "form",
            of("ZZBS", id("1.2")),
            unasked(Value::Null),
            &["ecert.identifier.malformed", "ecert.issuer.unconfirmed", "ecert.version.unknown"],
            "wrong",
        ),
        (
            "arm",
            of("ZZBS", json!("1.2.156.3003.2-1-2-V3.00-X")),
            unasked(Value::Null),
            &["ecert.identifier.other_arm", "ecert.issuer.unconfirmed", "ecert.version.unknown"],
            "wrong",
        ),
        (
            "type",
            of("ZZLXDM", json!(format!("{DEFINER}002"))),
            inquiry(),
            &["ecert.identifier.type_differs"],
            "wrong",
        ),
        (
            "authority",
            of("ZZBFJGDM", json!("113100000024204128")),
            inquiry(),
            &["ecert.identifier.authority_differs"],
            "wrong",
        ),
        (
            "issuer code",
            of("ZZBFJGDM", json!("113100000024204129")),
            inquiry(),
            &["ecert.identifier.authority_differs", "ecert.issuer.code_invalid"],
            "wrong",
        ),
        ("order", of("ZZBFRQ", json!("2024-06-02")), inquiry(), &["ecert.dates.disordered"], "wrong"),
        (
            "holder code",
            of("CZZTDM", json!("9131000013221158XD")),
            with(inquiry(), "/holder/code", Value::Null),
            &["ecert.holder.code_invalid"],
            "wrong",
        ),
        (
            "other holder",
            record(),
            with(inquiry(), "/holder/name", json!("上海示例建设发展有限公司 ")),
            &["ecert.holder.differs"],
            "wrong",
        ),
        ("masked", of("CZZT", json!("上海**公司")), inquiry(), &["ecert.holder.masked"], "incomplete"),
        (
            "holder by kind alone",
            record(),
            with(inquiry(), "/holder", json!({"kind": "001"})),
            &["ecert.holder.unknown"],
            "incomplete",
        ),
        (
            "not begun",
            of("ZZYXQQSRQ", json!("2027-01-01")),
            inquiry(),
            &["ecert.term.not_begun"],
            "correct_not_active",
        ),
        ("over", of("ZZYXQJZRQ", json!("2026-11-22")), inquiry(), &["ecert.term.over"], "correct_lapsed"),
        ("last day", of("ZZYXQJZRQ", json!("20261123")), inquiry(), &[], "correct_in_force"),
        ("no end", of("ZZYXQJZRQ", Value::Null), inquiry(), &[], "correct_in_force"),
        ("end unknown", without(record(), "ZZYXQJZRQ"), inquiry(), &["ecert.term.end_unknown"], "incomplete"),
        (
            "differs at the source",
            record(),
            with(inquiry(), "/status/matches", json!(false)),
            &["ecert.issuer.unconfirmed", "ecert.record.differs"],
            "wrong",
        ),
        (
            "suspended",
            record(),
            with(inquiry(), "/status/status", json!("suspended")),
            &["ecert.status.suspended"],
            "correct_suspended",
        ),
        (
            "inactive",
            record(),
            with(inquiry(), "/status/status", json!("not_active")),
            &["ecert.status.not_active"],
            "correct_not_active",
        ),
        (
            "revoked",
            record(),
            with(inquiry(), "/status/status", json!("revoked")),
            &["ecert.status.revoked"],
            "correct_lapsed",
        ),
        (
            "not found",
            record(),
            with(inquiry(), "/status/status", json!("not_found")),
            &["ecert.status.not_found"],
            "not_found",
        ),
        (
            "stale",
            record(),
            with(inquiry(), "/status/at", json!("2026-11-01T09:00:00+08:00")),
            &["ecert.issuer.unconfirmed", "ecert.status.stale", "ecert.version.unknown"],
            "incomplete",
        ),
        (
            "later",
            record(),
            with(inquiry(), "/status/at", json!("2026-11-24T09:00:00+08:00")),
            &["ecert.issuer.unconfirmed", "ecert.status.later", "ecert.version.unknown"],
            "incomplete",
        ),
        (
            "of another",
            record(),
            with(inquiry(), "/status/identifier", json!("1.2.156.3005.2.x")),
            &["ecert.issuer.unconfirmed", "ecert.status.of_other", "ecert.version.unknown"],
            "incomplete",
        ),
        (
            "new version",
            record(),
            with(inquiry(), "/status/version", json!("002")),
            &["ecert.version.superseded"],
            "correct_lapsed",
        ),
        (
            "no answer",
            record(),
            without(inquiry(), "status"),
            &["ecert.issuer.unconfirmed", "ecert.status.unknown", "ecert.version.unknown"],
            "incomplete",
        ),
        (
            "copy over",
            with(of("JZJYXQJZSJ", json!("2026-11-23 11:59:59")), "/JZJZZSY", json!("招标")),
            with(inquiry(), "/purpose", json!("招标")),
            &["ecert.copy.expired"],
            "correct_in_force",
        ),
        (
            "copy for another use",
            with(of("JZJYXQJZSJ", json!("2026-11-23 12:00:00")), "/JZJZZSY", json!("招标")),
            with(inquiry(), "/purpose", json!("贷款")),
            &["ecert.copy.purpose_differs"],
            "correct_in_force",
        ),
        (
            "use unsaid",
            with(of("JZJYXQJZSJ", json!("2027-01-01")), "/JZJZZSY", json!("招标")),
            inquiry(),
            &["ecert.copy.purpose_unknown"],
            "correct_in_force",
        ),
        (
            "copy without end",
            of("JZJZZSY", json!("招标")),
            with(inquiry(), "/purpose", json!("招标")),
            &["ecert.copy.end_unknown"],
            "correct_in_force",
        ),
        (
            "kind of the type",
            record(),
            with(inquiry(), "/types", json!([{"name": "示例许可证", "holder_kinds": ["111"]}])),
            &["ecert.holder.kind_wrong"],
            "wrong",
        ),
        (
            "item of the type",
            record(),
            with(inquiry(), "/types", json!([{"type_code": format!("{DEFINER}001"), "required": ["KZ_X"]}])),
            &["ecert.metadata.missing"],
            "incomplete",
        ),
    ];
    for (name, record, inquiry, codes, information) in rows {
        let report = ask_record(&record, &inquiry);
        assert_eq!(failing(&report), codes, "{name}");
        assert_eq!(report.value["information"], information, "{name}");
        assert_eq!(report.outcome == Outcome::Met, codes.is_empty(), "{name}: {:?}", report.outcome);
    }
}

#[test]
fn the_wrong_variant_is_named_and_may_be_accepted() {
    // Published example of a vendor, of a body's certificate.
    let id = "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M";
    let mut record = with(record(), "/ZZBS", json!(id));
    record["ZZLXDM"] = json!("11100000000013661B006");
    record["ZZBFJGDM"] = json!("113700000045046442");
    let asked = with(inquiry(), "/status/identifier", json!(id));
    let strict = ask_record(&record, &asked);
    assert!(
        failing(&strict).contains(&"ecert.identifier.nonstandard_check".to_owned()),
        "{:?}",
        failing(&strict)
    );
    assert_eq!(strict.outcome, Outcome::NotMet);
    let lenient = ask_record(&record, &with(asked, "/accept_nonstandard_check", json!(true)));
    assert!(failing(&lenient).contains(&"ecert.identifier.nonstandard_check_accepted".to_owned()));
}

#[test]
fn a_business_licence_bears_no_seal_and_is_confirmed_by_its_source() {
    let licence = in_custom_tags(unsigned(), &with(record(), "/ZZMC", json!("电子营业执照"))).to_zip();
    let confirmed = ask(&licence, &inquiry());
    assert!(!failing(&confirmed).iter().any(|code| code.starts_with("ecert.issuer.")));
    let silent = ask(&licence, &without(inquiry(), "status"));
    assert!(failing(&silent).contains(&"ecert.issuer.unconfirmed".to_owned()));
    assert_eq!(silent.outcome, Outcome::Undetermined);
}

#[test]
fn names_are_mapped_and_unknown_ones_refused() {
    let mut feed = without(record(), "ZZMC");
    feed["certificate_name"] = json!("示例许可证");
    feed["证照编号"] = feed["ZZBH"].take();
    let feed = without(feed, "ZZBH");
    let report = ask_record(&feed, &with(inquiry(), "/names", json!({"证照编号": "ZZBH"})));
    assert_eq!((report.outcome, failing(&report)), (Outcome::Met, vec![]));

    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let options = CertificateOptions::new(VerifyOptions::new(time));
    let error = verify_certificate(feed.to_string().as_bytes(), &options).unwrap_err();
    assert_eq!((error.code(), error.path()), ("input.schema", "/证照编号"));
    for (data, code) in [
        (&b"%PDF-1.4\n"[..], "certificate.pdf_unsupported"),
        (b"a letter", "input.unrecognised"),
        (br#"{"ZZMC": 1}"#, "input.schema"),
        (br#"{"ZZMC": "a", "ZZMC": "a"}"#, "input.duplicate_key"),
    ] {
        assert_eq!(verify_certificate(data, &options).unwrap_err().code(), code);
    }
}

#[test]
fn reports_are_canonical_and_repeatable() {
    let bytes = genuine(&in_custom_tags(unsigned(), &record()));
    for data in [bytes, record().to_string().into_bytes()] {
        let report = ask(&data, &inquiry());
        let json = report.to_json().unwrap();
        let value: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json.as_bytes(), serde_json_canonicalizer::to_vec(&value).unwrap());
        assert_eq!(json, ask(&data, &inquiry()).to_json().unwrap());
    }
}

#[test]
fn the_examples_of_the_schemas_are_read() {
    let example = |schema: &str| serde_json::from_str::<Value>(schema).unwrap()["examples"][0].clone();
    let record = example(ywtb::certificate::METADATA_SCHEMA);
    let report = ask_record(&record, &example(Inquiry::SCHEMA));
    assert_ne!(report.value["information"], "wrong");
    let schema: Value = serde_json::from_str(ywtb::certificate::METADATA_SCHEMA).unwrap();
    for (name, _) in ywtb::certificate::NAMES {
        assert!(schema["properties"][name].is_object(), "{name}");
    }
}

#[test]
fn every_check_says_what_it_asks() {
    let mut names: Vec<&str> = ywtb::certificate::CHECKS.iter().map(|check| check.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), ywtb::certificate::CHECKS.len());
    for check in ywtb::certificate::CHECKS {
        assert!(!check.question.zh.is_empty() && !check.question.en.is_empty() && !check.basis.is_empty());
        assert!(check.codes.iter().all(|code| ywtb::code(code.code).is_some()), "{}", check.name);
    }
}
