//! Archive packages on their own bytes: what is formed passes, and a package that fails exactly each item.

use proptest::prelude::*;
use serde_json::{Value, json};
use ywtb::archive::{ArchiveOptions, Plan, form};
use ywtb::report::{Indication, Outcome, Report};
use ywtb::{ErrorKind, Limits, evaluate, verify_archive, verify_archive_files};
use ywtb_testkit::Package;

fn options() -> ArchiveOptions {
    ArchiveOptions::new(ywtb::date("2024-06-01").unwrap())
}

/// A page that claims to be PDF/A-2b.
fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.7\n{text} <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\nstartxref\n9\n%%EOF\n").into()
}

fn record() -> Value {
    json!({
        "package_id": "A001-2024-30-0007", "unit": "某区某局", "fonds": "A001", "year": 2024, "retention": "30_years",
        "filed_at": "2024-05-30",
        "files": [
            {"role": "application", "name": "申请表.pdf", "created_at": "2024-05-18"},
            {"role": "decision", "name": "content/决定书.pdf", "created_at": "2024-05-20", "digest_method": "sha256"},
        ],
        "metadata": {
            "content": {"title": "某许可"}, "structure": {"format": "pdf_a"},
            "background": {"item": "某事项"}, "process": {"act": "归档"},
        },
        "process_log": [
            {"seq": 1, "act": "受理", "at": "2024-05-18"},
            {"seq": 2, "act": "决定", "at": "2024-05-20"},
        ],
    })
}

fn formed() -> Vec<u8> {
    let (application, decision) = (pdf("application"), pdf("decision"));
    let files: [(&str, &[u8]); 2] = [("申请表.pdf", &application), ("content/决定书.pdf", &decision)];
    form(record().to_string().as_bytes(), &files, &options()).unwrap()
}

/// The formed package, taken apart to be changed.
struct Parts {
    record: Value,
    files: Package,
}

fn parts() -> Parts {
    let mut files = Package::default();
    files.put("申请表.pdf", pdf("application"));
    files.put("content/决定书.pdf", pdf("decision"));
    let bytes = formed();
    let begin = bytes.windows(2).position(|two| two == b"{\"").unwrap();
    let mut read = serde_json::Deserializer::from_slice(&bytes[begin..]).into_iter();
    Parts { record: read.next().unwrap().unwrap(), files }
}

impl Parts {
    fn zip(mut self) -> Vec<u8> {
        self.files.put("metadata.json", self.record.to_string());
        self.files.to_zip()
    }

    /// Puts a content, and its size and digest into the record.
    fn content(&mut self, index: usize, data: &[u8]) {
        let name = self.record["files"][index]["name"].as_str().unwrap().to_owned();
        let digest: [u8; 32] = <sm3::Sm3 as sm3::Digest>::digest(data).into();
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let file = &mut self.record["files"][index];
        file["bytes"] = json!(data.len());
        file["digest"] = json!(digest);
        file["digest_method"] = json!("sm3");
        file.as_object_mut().unwrap().remove("format");
        self.files.put(&name, data);
    }
}

/// The numbers of the items that came out as `result`.
fn items(report: &Report, result: &str) -> Vec<String> {
    let items = report.value["items"].as_array().unwrap();
    let with = items.iter().filter(|item| item["result"] == result);
    with.map(|item| item["item"].as_str().unwrap().to_owned()).collect()
}

fn codes(report: &Report) -> Vec<&str> {
    report.value["faults"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect()
}

#[test]
fn what_is_formed_passes() {
    let bytes = formed();
    assert_eq!(bytes, formed());
    let report = verify_archive(&bytes, &options()).unwrap();
    assert_eq!(report.outcome, Outcome::Met, "{}", report.to_text(ywtb::report::Lang::En));
    assert_eq!(report.value["returned"], false);
    assert_eq!(report.value["properties"]["security"], "undetermined");
    assert_eq!(
        items(&report, "not_done"),
        ["1-14", "2-1", "2-2", "2-9", "3-2", "3-6", "4-1", "4-2", "4-4", "4-5", "4-6", "4-7"]
    );
    assert_eq!(report.value["not_confirmed"], json!(["1-9", "3-5", "3-7"]));
}

#[test]
fn a_plan_and_a_registered_digest_are_asked() {
    let bytes = formed();
    let mut options = options();
    let digest: [u8; 32] = <sm3::Sm3 as sm3::Digest>::digest(&bytes).into();
    options.registered = Some(digest.iter().map(|byte| format!("{byte:02x}")).collect());
    let mut plan = Plan::default();
    plan.files = Some(2);
    plan.bytes = Some((pdf("application").len() + pdf("decision").len()) as u64);
    plan.roles = vec!["application".into(), "decision".into()];
    plan.formats = vec!["pdf_a".into()];
    plan.previous_id = Some("A001-2024-30-0006".into());
    plan.required = vec!["/metadata/content/title".into()];
    options.plan = Some(plan);
    let report = verify_archive(&bytes, &options).unwrap();
    assert_eq!(report.outcome, Outcome::Met);
    assert_eq!(report.value["properties"]["authenticity"], "met");
    assert_eq!(report.value["properties"]["completeness"], "met");
    assert_eq!(report.value["not_given"], json!([]));

    let plans = [
        ("2-1", json!({"files": 3})),
        ("2-2", json!({"bytes": 3})),
        ("2-4", json!({"required": ["/metadata/content/author"]})),
        ("2-6", json!({"previous_id": "A001-2024-30-0005"})),
        ("2-9", json!({"roles": ["delivery"]})),
        ("3-3", json!({"formats": ["ofd"]})),
        ("1-8", json!({"known_ids": ["A001-2024-30-0007"]})),
        ("1-2", json!({"schema": {"properties": {"unit": {"maxLength": 2}}}})),
        ("1-3", json!({"schema": {"properties": {"unit": {"type": "integer"}}}})),
        ("1-4", json!({"schema": {"properties": {"year": {"maximum": 2020}}}})),
        ("1-7", json!({"schema": {"properties": {"package_id": {"pattern": "^B"}}}})),
    ];
    for (item, plan) in plans {
        let given = json!({"plan": plan}).to_string();
        let options = ArchiveOptions::from_json(given.as_bytes(), options.as_of).unwrap();
        let report = verify_archive(&bytes, &options).unwrap();
        assert_eq!(items(&report, "fail"), [item], "{plan}");
    }
    let other = ArchiveOptions::from_json(br#"{"registered": "00"}"#, options.as_of).unwrap();
    assert_eq!(items(&verify_archive(&bytes, &other).unwrap(), "fail"), ["1-14"]);
}

/// What is done to a package, and the one item that it then fails.
type Change = (&'static str, &'static str, fn(&mut Parts));

#[test]
fn a_package_that_fails_exactly_each_item() {
    let changes: &[Change] = &[
        ("1-1", "archive.digest_differs", |parts| parts.record["files"][0]["digest"] = json!("0".repeat(64))),
        ("1-1", "archive.digest_form", |parts| parts.record["files"][0]["digest"] = json!("xyz")),
        ("1-2", "archive.length", |parts| parts.record["case_no"] = json!("9".repeat(201))),
        ("1-3", "archive.type", |parts| parts.record["item_code"] = json!(7)),
        ("1-4", "archive.range", |parts| parts.record["retention"] = json!("99_years")),
        ("1-5", "archive.date_ahead", |parts| parts.record["files"][0]["created_at"] = json!("2024-05-31")),
        ("1-5", "archive.order", |parts| parts.record["process_log"][1]["at"] = json!("2024-05-17")),
        ("1-6", "archive.special_character", |parts| parts.record["unit"] = json!("某局\u{202e}")),
        ("1-7", "archive.number_fonds", |parts| parts.record["fonds"] = json!("B001")),
        ("1-7", "archive.number_year", |parts| parts.record["year"] = json!(2023)),
        ("1-7", "archive.number_form", |parts| parts.record["package_id"] = json!("A001--2024")),
        ("1-8", "archive.listed_twice", |parts| {
            let again = parts.record["files"][0].clone();
            parts.record["files"].as_array_mut().unwrap().push(again);
        }),
        ("1-10", "archive.size_differs", |parts| parts.record["files"][0]["bytes"] = json!(1)),
        ("1-10", "archive.format_differs", |parts| parts.record["files"][0]["format"] = json!("OFD")),
        ("1-11", "archive.link_case", |parts| parts.record["files"][1]["name"] = json!("content/决定书.PDF")),
        ("1-12", "archive.unknown_field", |parts| parts.record["colour"] = json!("red")),
        ("1-12", "archive.description_broken", |parts| parts.files.put("目录文件.xml", "<a>")),
        ("1-13", "archive.two_records", |parts| parts.files.put("metadata.xml", "<archive_package/>")),
        ("2-3", "archive.group_missing", |parts| parts.record["metadata"]["process"] = json!({})),
        ("2-4", "archive.required", |parts| parts.record["unit"] = Value::Null),
        ("2-5", "archive.no_process", |parts| parts.record["process_log"] = json!([])),
        ("2-5", "archive.empty_act", |parts| parts.record["process_log"] = json!([{}])),
        ("2-6", "archive.gap", |parts| parts.record["process_log"][1]["seq"] = json!(3)),
        ("2-7", "archive.content_missing", |parts| drop(parts.files.remove("申请表.pdf"))),
        ("2-7", "archive.content_empty", |parts| parts.content(0, b"")),
        ("3-3", "archive.format_not_admitted", |parts| {
            parts.record["files"][0]["name"] = json!("program");
            parts.files.remove("申请表.pdf");
            parts.content(0, b"\x7fELF\x02\x01\0\0");
        }),
        ("3-4", "archive.content_broken", |parts| {
            let whole = pdf("application");
            parts.content(0, &whole[..whole.len() - 16]);
        }),
        ("3-8", "archive.encrypted", |parts| parts.content(0, &pdf("trailer << /Encrypt 5 0 R >>"))),
        ("4-3", "archive.foreign_file", |parts| parts.files.put("Thumbs.db", "x")),
    ];
    for (item, code, change) in changes {
        let mut parts = parts();
        change(&mut parts);
        let report = verify_archive(&parts.zip(), &options()).unwrap();
        assert_eq!(items(&report, "fail"), [*item], "{code}: {:?}", report.value["faults"]);
        assert_eq!(codes(&report), [*code]);
        assert_eq!(report.outcome, Outcome::NotMet);
        assert_eq!(report.value["returned"], true);
        let rules: Vec<String> = report
            .findings
            .iter()
            .filter(|finding| finding.result == Outcome::NotMet)
            .map(|finding| finding.rule.to_string())
            .collect();
        assert!(rules.contains(&"EARCH-4".to_owned()) && rules.len() >= 2, "{rules:?}");
    }
}

#[test]
fn the_archive_itself_fails_items() {
    let edit = |from: &[u8], to: &[u8]| {
        let mut bytes = formed();
        let at = bytes.windows(from.len()).position(|window| window == from).unwrap();
        bytes.splice(at..at + to.len(), to.iter().copied());
        bytes
    };
    // A flipped bit: the archive's own sum and the record's digest disagree with it.
    let report = verify_archive(&edit(b"decision <", b"Decision <"), &options()).unwrap();
    assert_eq!(items(&report, "fail"), ["2-11"]);
    assert!(items(&report, "not_done").contains(&"1-1".to_owned()));

    let mut bytes = formed();
    bytes.extend_from_slice(b"tail");
    assert_eq!(items(&verify_archive(&bytes, &options()).unwrap(), "fail"), ["1-13"]);

    // Marked as encrypted in the directory.
    let mut bytes = formed();
    let name = "申请表.pdf".as_bytes();
    let at = bytes.windows(name.len()).rposition(|window| window == name).unwrap() - 46 + 8;
    bytes[at] |= 1;
    assert_eq!(items(&verify_archive(&bytes, &options()).unwrap(), "fail"), ["3-8"]);

    let mut package = Package::default();
    package.put("申请表.pdf", pdf("application"));
    let report = verify_archive(&package.to_zip(), &options()).unwrap();
    assert_eq!((items(&report, "fail"), codes(&report)), (vec!["2-10".into()], vec!["archive.no_record"]));
}

#[test]
fn the_record_may_be_xml_and_hostile() {
    let write = |record: &str| {
        let mut parts = parts();
        parts.files.put("metadata.xml", record);
        parts.files.to_zip()
    };
    let list: String = parts().record["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let text = |name: &str| file[name].as_str().unwrap().to_owned();
            format!(
                "<file><role>{}</role><name>{}</name><bytes>{}</bytes><digest>{}</digest><digest_method>{}</digest_method></file>",
                text("role"), text("name"), file["bytes"], text("digest"), text("digest_method")
            )
        })
        .collect();
    let body = format!(
        "<package_id>A001-2024-30-0007</package_id><unit>某局</unit><fonds>A001</fonds><year>2024</year>\
         <retention>permanent</retention><backups/><files>{list}</files>\
         <metadata><content><title>t</title></content><structure><a>1</a></structure><background><a>1</a></background>\
         <process><a>1</a></process></metadata><process_log><act><what>受理</what></act></process_log>"
    );
    let good = write(&format!("<archive_package>{body}</archive_package>"));
    let report = verify_archive(&good, &options()).unwrap();
    assert_eq!(report.outcome, Outcome::Met, "{}", report.to_text(ywtb::report::Lang::En));

    for (record, code) in [
        (format!("<!DOCTYPE a [<!ENTITY x 'y'>]><a>{body}</a>"), "xml.doctype"),
        ("<a>&x;</a>".to_owned(), "xml.entity"),
        ("<a><b></a>".to_owned(), "xml.syntax"),
    ] {
        let report = verify_archive(&write(&record), &options()).unwrap();
        assert_eq!((items(&report, "fail"), codes(&report)), (vec!["3-1".into()], vec![code]));
    }
    let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
    assert_eq!(verify_archive(&write(&deep), &options()).unwrap_err().code(), "limit.depth");
}

#[test]
fn hostile_packages_are_bounded() {
    assert_eq!(verify_archive(b"a letter", &options()).unwrap_err().code(), "input.unrecognised");
    let mut bomb = Package::default();
    bomb.put("metadata.json", vec![b' '; 8 << 20]);
    assert_eq!(verify_archive(&bomb.to_zip(), &options()).unwrap_err().code(), "limit.inflate_ratio");

    // An archive in the archive pays from the same purse.
    let noise: Vec<u8> =
        (0..200_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8 & 15).collect();
    let mut inner = Package::default();
    inner.put("OFD.xml", noise);
    let mut outer = parts();
    for at in 0..8 {
        outer.files.put(&format!("{at}.ofd"), inner.to_zip());
    }
    let mut small = options();
    small.limits.package_bytes = 1 << 20;
    let error = verify_archive(&outer.zip(), &small).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Limit, "limit.package_bytes"));

    let mut many = options();
    many.limits.entries = 2;
    assert_eq!(verify_archive(&formed(), &many).unwrap_err().code(), "limit.entries");
    let mut traversal = parts();
    traversal.files.put("../evil.pdf", pdf("x"));
    let report = verify_archive(&traversal.zip(), &options()).unwrap();
    assert_eq!(items(&report, "fail"), ["1-13", "4-3"]);
    let whole = formed();
    for end in (0..whole.len()).step_by(97) {
        if let Ok(report) = verify_archive(&whole[..end], &options()) {
            assert_eq!(report.outcome, Outcome::NotMet, "{end}");
        }
    }
    assert_eq!(Limits::default().entries, 10_000);
}

#[test]
fn a_signed_content_takes_the_verdict_of_its_signature() {
    let mut parts = parts();
    parts.record["files"][1]["seal"] = json!("某局");
    let bytes = parts.zip();
    let report = verify_archive(&bytes, &options()).unwrap();
    assert_eq!(report.outcome, Outcome::Undetermined);
    assert_eq!(report.value["unclear"][0]["code"], "archive.signature_not_judged");
    for (verdict, outcome) in [
        (Indication::TotalPassed, Outcome::Met),
        (Indication::Indeterminate, Outcome::Undetermined),
        (Indication::TotalFailed, Outcome::NotMet),
    ] {
        let mut options = options();
        options.verdicts.insert("content/决定书.pdf".into(), verdict);
        assert_eq!(verify_archive(&bytes, &options).unwrap().outcome, outcome);
    }
}

#[test]
fn a_folder_is_a_package_too() {
    let parts = parts();
    let record = parts.record.to_string();
    let files: Vec<(&str, &[u8])> = parts
        .files
        .paths()
        .map(|path| (path, parts.files.get(path).unwrap()))
        .chain([("metadata.json", record.as_bytes())])
        .collect();
    assert_eq!(verify_archive_files(&files, &options()).unwrap().outcome, Outcome::Met);
    let twice = [&files[..], &[("Metadata.json", b"x")]].concat();
    assert_eq!(items(&verify_archive_files(&twice, &options()).unwrap(), "fail"), ["1-13", "4-3"]);
}

#[test]
fn the_items_are_tests_of_the_topic() {
    let report = verify_archive(&formed(), &options()).unwrap();
    let facts = json!({"stage": "filing", "tests": report.value["items"]}).to_string();
    let day = ywtb::date("2024-06-01").unwrap();
    let judged = evaluate("archive.package", facts.as_bytes(), day, &Default::default()).unwrap();
    assert_eq!(judged.outcome, Outcome::Undetermined);

    let mut parts = parts();
    parts.record["process_log"] = json!([]);
    let report = verify_archive(&parts.zip(), &options()).unwrap();
    let facts = json!({"stage": "filing", "tests": report.value["items"]}).to_string();
    let judged = evaluate("archive.package", facts.as_bytes(), day, &Default::default()).unwrap();
    assert_eq!(judged.value["decision"], "fail");
}

#[test]
fn before_the_regulation_nothing_applies() {
    let options = ArchiveOptions::new(ywtb::date("2018-10-31").unwrap());
    assert_eq!(verify_archive(&formed(), &options).unwrap().outcome, Outcome::NotApplicable);
}

#[test]
fn what_would_fail_is_not_formed() {
    let mut record = record();
    record["process_log"] = json!([]);
    let data = pdf("x");
    let files: [(&str, &[u8]); 2] = [("申请表.pdf", &data), ("content/决定书.pdf", &data)];
    let error = form(record.to_string().as_bytes(), &files, &options()).unwrap_err();
    assert_eq!((error.code(), error.path()), ("input.archive", "/process_log"));
    assert_eq!(form(b"{\"colour\": 1}", &[], &options()).unwrap_err().code(), "input.schema");
    assert_eq!(form(b"[]", &[], &options()).unwrap_err().code(), "input.schema");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_formed_passes(
        contents in prop::collection::btree_map("[a-z]{1,8}", prop::collection::vec(any::<u8>(), 1..200), 1..6),
        title in "[一-龥a-z]{1,20}",
    ) {
        let mut record = record();
        record["files"] = json!([]);
        record["metadata"]["content"]["title"] = json!(title);
        let files: Vec<(&str, &[u8])> = contents.iter().map(|(name, data)| (name.as_str(), data.as_slice())).collect();
        if let Ok(bytes) = form(record.to_string().as_bytes(), &files, &options()) {
            let report = verify_archive(&bytes, &options()).unwrap();
            prop_assert_ne!(report.outcome, Outcome::NotMet);
            prop_assert_eq!(report.value["returned"].clone(), json!(false));
            let json = report.to_json().unwrap();
            let value: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(serde_json_canonicalizer::to_string(&value).unwrap(), json);
            prop_assert_eq!(form(record.to_string().as_bytes(), &files, &options()).unwrap(), bytes);
        }
    }
}
