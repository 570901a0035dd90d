//! One story from end to end, as `examples/data/story`: an application through one window in May 2024, its materials by
//! sharing and by electronic certificate, the sealed decision, the archive package, an objection later.
//!
//! `steps.tsv` holds a step a line; what each column means stands in its first line. A step whose last column names a
//! field takes the report of the step before it as that fact.

use crate::certificate::{Identity, Name};
use crate::crl::CrlBuilder;
use crate::document::DocumentBuilder;
use crate::package::Package;
use crate::pki::Pki;
use crate::seal::SealBuilder;
use crate::stamp::Stamp;
use crate::time::moment;
use serde_json::{Value, json};
use sm3::{Digest, Sm3};

const OFFICE: &str = "上海市示例区行政审批局";
const OFFICE_CODE: &str = "11310000002420447T";
const MARKET: &str = "上海市示例区市场监督管理局";
const HOLDER: &str = "上海示例建设发展有限公司";
const HOLDER_CODE: &str = "9131000013221158XC";

/// The steps: door, topic or `-`, day or moment, what it is about, what is known beside it or `-`, the field that takes the
/// report of the step before or `-`, and what happens, in Chinese and in English.
#[rustfmt::skip]
const STEPS: [[&str; 8]; 11] = [
    ["evaluate", "service.material", "2024-05-08", "1_land.json", "-", "-", "用地证明：共享取得，不要求提交", "proof of land: got by sharing, not asked for"],
    ["evaluate", "service.material", "2024-05-08", "2_licence.json", "-", "-", "营业执照：调用电子证照，不要求实体证照", "business licence: the e-certificate is called, no physical one"],
    ["evaluate", "service.intake", "2024-05-08", "3_intake.json", "-", "-", "一窗受理，当日收件，八个工作日内办结", "one window takes it in, decided within eight working days"],
    ["evaluate", "sharing.request", "2024-05-09", "4_sharing.json", "-", "-", "向规划资源部门申请共享用地信息", "the land data are requested from the planning department"],
    ["certificate", "-", "2024-05-09T10:00:00+08:00", "licence.ofd", "5_inquiry.json", "-", "验证营业执照的电子证照", "the e-certificate of the licence is verified"],
    ["evaluate", "certificate.acceptance", "2024-05-09", "6_acceptance.json", "-", "verification", "窗口采信电子证照", "the window takes the e-certificate"],
    ["verify", "-", "2024-05-21T09:00:00+08:00", "decision.ofd", "-", "-", "验证加盖电子印章的决定书", "the sealed decision is verified"],
    ["evaluate", "seal.acceptance", "2024-05-21", "8_seal.json", "-", "verification", "电子印章与实物印章同等", "the e-seal equals the physical one"],
    ["archive", "-", "2024-06-14", "package.zip", "9_archive.json", "-", "检测归档信息包", "the archive package is tested"],
    ["evaluate", "archive.package", "2024-06-14", "10_filing.json", "-", "-", "归档，单套制", "it is filed, in electronic form alone"],
    ["evaluate", "objection", "2024-07-12", "11_objection.json", "-", "-", "申请人对登记数据提出异议", "the applicant objects to a datum"],
];

/// The files of the story, with their paths below its folder.
pub(crate) fn story(seed: u64) -> Vec<(String, Vec<u8>)> {
    let pki = Pki::new(seed);
    let decision =
        DocumentBuilder::new(seed).stamp(Stamp::new(&pki, &SealBuilder::new(&pki).build())).build().to_zip();
    let licence = licence(seed, &pki);
    let mut files = vec![("steps.tsv".to_owned(), steps().into_bytes())];
    let mut put = |name: &str, bytes: Vec<u8>| files.push((name.to_owned(), bytes));
    for (name, facts) in facts() {
        put(name, format!("{facts:#}\n").into_bytes());
    }
    put(
        "package.zip",
        package(&[("申请材料.ofd", "application", &licence), ("决定书.ofd", "decision", &decision)]),
    );
    put("decision.ofd", decision);
    put("licence.ofd", licence);
    put("root.pem", pki.root.certificate.pem().into_bytes());
    put("ca.pem", pki.ca.certificate.pem().into_bytes());
    for (name, issuer) in [("root.crl", &pki.root), ("ca.crl", &pki.ca)] {
        let list =
            CrlBuilder::new(issuer).period("2024-05-01T00:00:00+08:00", Some("2024-07-31T00:00:00+08:00"));
        put(name, list.build());
    }
    files
}

fn steps() -> String {
    let head = "door\ttopic\tat\tabout\tknown\ttakes\tzh\ten\n".to_owned();
    STEPS.iter().fold(head, |text, step| text + &step.join("\t") + "\n")
}

/// The licence as an electronic certificate: a sealed document with its metadata among the custom data.
fn licence(seed: u64, pki: &Pki) -> Vec<u8> {
    let metadata = [
        ("ZZMC", "营业执照".to_owned()),
        ("ZZLXDM", format!("{OFFICE_CODE}001")),
        ("ZZBH", "SH2024000001".to_owned()),
        ("ZZBS", format!("1.2.156.3005.2.{OFFICE_CODE}001.{OFFICE_CODE}.SH2024000001.001.W")),
        ("ZZBFJG", MARKET.to_owned()),
        ("ZZBFJGDM", OFFICE_CODE.to_owned()),
        ("ZZBFRQ", "2024-03-01".to_owned()),
        ("CZZT", HOLDER.to_owned()),
        ("CZZTDM", HOLDER_CODE.to_owned()),
        ("CZZTDMLXDM", "001".to_owned()),
        ("ZZYXQQSRQ", "2024-03-01".to_owned()),
        ("ZZYXQJZRQ", "长期".to_owned()),
    ];
    let items: String = metadata
        .iter()
        .map(|(name, value)| format!("<ofd:CustomData Name=\"{name}\">{value}</ofd:CustomData>"))
        .collect();
    let mut paper = DocumentBuilder::new(seed).build();
    paper.edit(
        "OFD.xml",
        "</ofd:DocInfo>",
        &format!("<ofd:CustomDatas>{items}</ofd:CustomDatas></ofd:DocInfo>"),
    );
    let market: Identity = pki.certificate("market", Name::new(MARKET, MARKET)).issued_by(&pki.ca);
    let seal = SealBuilder::new(pki).name(MARKET).signers(&[&market.certificate]).build();
    let stamp = Stamp::new(pki, &seal).signer(&market).at(moment("2024-03-01T09:00:00+08:00"));
    DocumentBuilder::new(seed).paper(paper).stamp(stamp).build().to_zip()
}

/// The archive package: the record, then the contents.
fn package(contents: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let files: Vec<Value> = contents
        .iter()
        .map(|(name, role, data)| {
            let digest: String = Sm3::digest(data).iter().map(|byte| format!("{byte:02x}")).collect();
            json!({"name": name, "role": role, "bytes": data.len(), "digest": digest, "digest_method": "sm3",
                   "format": "ofd", "created_at": if *role == "decision" { "2024-05-20" } else { "2024-05-08" }})
        })
        .collect();
    let record = json!({
        "package_id": "A001-2024-30-0001", "unit": OFFICE, "fonds": "A001", "year": 2024, "retention": "30_years",
        "filed_at": "2024-06-14", "files": files,
        "metadata": {
            "content": {"title": "临时占用城市道路施工许可"}, "structure": {"format": "ofd"},
            "background": {"item": "临时占用城市道路施工许可"}, "process": {"act": "归档"},
        },
        "process_log": [
            {"seq": 1, "act": "受理", "at": "2024-05-08"},
            {"seq": 2, "act": "决定", "at": "2024-05-20"},
            {"seq": 3, "act": "归档", "at": "2024-06-14"},
        ],
    });
    let mut package = Package::default();
    package.put("metadata.json", record.to_string());
    for (name, _, data) in contents {
        package.put(name, *data);
    }
    package.to_zip()
}

/// The facts of the steps, and what is known beside the documents.
fn facts() -> Vec<(&'static str, Value)> {
    let material = |id: &str, name: &str| {
        json!({"id": id, "name": name, "form": "original", "necessity": "essential", "issuer_kind": "city_department",
               "original_must_be_surrendered": null, "law_requires_physical": null})
    };
    let with = |mut material: Value, fields: Value| {
        if let (Value::Object(material), Value::Object(fields)) = (&mut material, fields) {
            material.extend(fields);
        }
        material
    };
    let land = with(
        material("m-2", "用地证明"),
        json!({"ecert_type": null, "data_source": ["用地信息"], "share_available": true, "ecert_callable": false}),
    );
    let licence = with(
        material("m-1", "营业执照"),
        json!({"ecert_type": "营业执照", "data_source": null, "share_available": false, "ecert_callable": true}),
    );
    let guide = json!({"materials": [{"id": "m-1", "name": "营业执照"}, {"id": "m-2", "name": "用地证明"}]});
    let asked = |id: &str, material: &Value| {
        json!({"subject": {"kind": "material", "id": id}, "occurred_at": "2024-05-08", "asked": false, "material": material,
               "guide": guide, "usage": {"other_purpose": false}, "verification": {"authentic": true}})
    };
    let shown = json!({"presented": {"through_city_library": true, "shanghai_ecertificate": true}});
    vec![
        ("1_land.json", asked("M-2", &land)),
        ("2_licence.json", with(asked("M-1", &licence), shown)),
        ("3_intake.json", intake()),
        ("4_sharing.json", sharing()),
        (
            "5_inquiry.json",
            json!({
                "holder": {"kind": "001", "code": HOLDER_CODE, "name": HOLDER},
                "status": {
                    "status": "valid", "at": "2024-05-09T09:59:00+08:00", "version": "001", "matches": true,
                    "identifier": format!("1.2.156.3005.2.{OFFICE_CODE}001.{OFFICE_CODE}.SH2024000001.001.W"),
                },
            }),
        ),
        (
            "6_acceptance.json",
            json!({
                "subject": {"kind": "e_certificate", "id": "SH2024000001"}, "presented_at": "2024-05-09",
                "certificate": {"name": "营业执照", "type_name": "营业执照", "issuer_kind": "city_department",
                                "issued_on": "2024-03-01", "valid_from": "2024-03-01", "valid_to": null, "status": "valid",
                                "callable": true},
                "presenter": {"is_holder": true}, "use": {"social_use": false}, "shown_through_city_library": true,
                "physical_asked": false, "law_requires_physical": [], "original_must_be_surrendered": [],
            }),
        ),
        (
            "8_seal.json",
            json!({
                "subject": {"kind": "e_seal", "id": "S-1"}, "presented_at": "2024-05-21", "signed_at": "2024-05-20",
                "seal": {"kind": "business", "state": "active", "refusals": [],
                         "filing": {"at": "2023-01-01", "authority": "公安机关"}},
                "receiver": {"kind": "administrative_organ"}, "system_accepts": true, "law_excludes": [],
            }),
        ),
        (
            "9_archive.json",
            json!({
                "plan": {"files": 2, "roles": ["application", "decision"]},
                "verdicts": {"申请材料.ofd": "total_passed", "决定书.ofd": "total_passed"},
            }),
        ),
        ("10_filing.json", filing()),
        (
            "11_objection.json",
            json!({
                "id": "YY-2024-1", "reporter_kind": "subject", "identity_check": true, "entry": "3002/000017",
                "item": "占用面积", "record": "DK-2024-0031", "claim_kind": "error", "evidence": ["决定书"],
                "origin": "data_handling", "range": {"kind": "own_range"}, "received_at": "2024-07-08",
                "marked_at": "2024-07-09", "decision": "correct", "decided_at": "2024-07-12", "notified_at": "2024-07-12",
                "calendar_id": "cn",
            }),
        ),
    ]
}

fn intake() -> Value {
    json!({
        "subject": {"kind": "submission", "id": "SQ-2024-1"}, "received_at": "2024-05-08",
        "item": {"kind": "licence", "statutory_days": 20, "promised_days": 8},
        "submission": {"case_no": "SQ-2024-1", "asked_at": [], "accepted_at": "2024-05-08", "decided_at": "2024-05-20"},
        "completeness": {"complete": true, "missing": []}, "competence": {"licence_needed": true, "competent": true},
        "refusal": null, "receipt": {"sealed": true, "dated": true},
        "handling": {"joint": false, "excluded_days": 0, "extension": null, "served_at": "2024-05-21"},
    })
}

fn sharing() -> Value {
    json!({
        "subject": {"kind": "sharing_request", "id": "GX-2024-1"}, "id": "GX-2024-1", "received_at": "2024-05-09",
        "requester": {"code": OFFICE_CODE, "kind": "administrative_organ", "level": "district"},
        "provider": {"kind": "administrative_organ", "level": "city"},
        "entry": {"code": "3002/000017", "secret_flag": "none", "on_negative_list": false, "negative_list_approval": null,
                  "items": [{"name": "地块编号", "is_personal": false}, {"name": "占用面积", "is_personal": false}]},
        "items": ["地块编号", "占用面积"], "necessary_items": ["地块编号", "占用面积"], "purpose": "核发临时占用城市道路施工许可",
        "duty_ref": "临时占用城市道路施工许可", "service_item": null, "area": ["310000"], "scenario_ref": "CJ-17",
        "scope": "本机构内部使用", "method": "api", "term": {"from": "2024-05-09", "to": "2024-05-31"}, "signed_by_head": true,
        "undertakings": ["truth", "compliance", "security"], "reply": null, "use_log": [], "personal_information": null,
        "scenarios": [],
    })
}

fn filing() -> Value {
    let tests: Vec<Value> = ["authenticity", "completeness", "usability", "security"]
        .map(|property| json!({"stage": "filing", "property": property, "item": "1", "result": "pass"}))
        .into();
    json!({
        "subject": {"kind": "archive_package", "id": "A001-2024-30-0001"},
        "appraisal": {"evidence_value": true, "reference_value": true, "preservation_value": true, "disposition": "archived"},
        "single_track": true, "single_track_class": true, "dual_track_basis": [], "stage": "filing", "tests": tests,
        "conformity": {"source_reliable": true, "procedure_regular": true, "elements_compliant": true},
        "important": true, "backups": [{"off_site": true}],
    })
}
