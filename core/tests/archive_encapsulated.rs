//! Packages of DA/T 48 on their own bytes: a package that fails exactly each item, and hostile ones.

use serde_json::{Value, json};
use ywtb::archive::{ArchiveOptions, encapsulate};
use ywtb::report::{Indication, Outcome, Report};
use ywtb::{ErrorKind, verify_archive};
use ywtb_testkit::Pki;

const PDF: &str =
    "%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>\nstartxref\n9\n%%EOF\n";

fn options() -> ArchiveOptions {
    ArchiveOptions::new(ywtb::date("2024-06-01").unwrap())
}

fn base64(data: &[u8]) -> String {
    const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in data.chunks(3) {
        let bits = (0..3).fold(0u32, |bits, at| bits << 8 | u32::from(*chunk.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * at)) as usize & 63] as char;
            out.push(if at > chunk.len() { '=' } else { digit });
        }
    }
    out
}

fn document(number: u32, kind: &str, name: &str) -> String {
    format!(
        "<文档><文档标识符>修改0-文档{number}</文档标识符><文档序号>{number}</文档序号><文档主从声明>{kind}</文档主从声明><题名>题</题名>\
         <文档数据 文档数据ID='修改0-文档{number}-文档数据1'><编码 编码ID='修改0-文档{number}-文档数据1-编码1'><电子属性><格式信息>PDF</格式信息>\
         <计算机文件名>{name}</计算机文件名><计算机文件大小>{}</计算机文件大小></电子属性><编码描述>Base64</编码描述>\
         <反编码关键字>base64-pdf</反编码关键字>\
         <编码数据 编码数据ID='e{number}'>\n{}\n</编码数据></编码></文档数据></文档>",
        PDF.len(),
        base64(PDF.as_bytes())
    )
}

fn layer(documents: &str) -> String {
    format!(
        "<文件实体块><文件实体><聚合层次>文件</聚合层次><来源><立档单位名称>某局</立档单位名称></来源><电子文件号>E1</电子文件号>\
         <档号>A001-2024-30-0007<全宗号>A001</全宗号><年度>2024</年度><保管期限>30年</保管期限><室编件号>7</室编件号></档号>\
         <内容描述><题名>某许可</题名><责任者>某局</责任者><日期>20240520</日期><密级>公开</密级></内容描述>\
         <形式特征><文件组合类型>单件</文件组合类型></形式特征><存储位置><脱机载体编号>D1</脱机载体编号></存储位置><权限管理/>\
         <文件数据>{documents}</文件数据></文件实体></文件实体块>\
         <业务实体块><业务实体><业务标识符>B1</业务标识符><机构人员标识符>P1</机构人员标识符><文件标识符>E1</文件标识符>\
         <业务状态>历史行为</业务状态><业务行为>受理</业务行为><行为时间>2024-05-18</行为时间></业务实体></业务实体块>\
         <机构人员实体块><机构人员实体><机构人员标识符>P1</机构人员标识符><机构人员类型>单位</机构人员类型>\
         <机构人员名称>某局</机构人员名称></机构人员实体></机构人员实体块>"
    )
}

const KIND: &str = "<封装包类型>原始型</封装包类型><封装包类型描述>本封装包包含电子文件数据及其元数据，原始封装，未经修改</封装包类型描述>";
const REVISED: &str = "<封装包类型>修改型</封装包类型><封装包类型描述>本封装包包含电子文件数据及其元数据，系修改封装，在保留原封装包的基础上，添加了修改层</封装包类型描述>";
const MADE: &str =
    "<封装包创建时间>2024-05-30T10:00:00</封装包创建时间><封装包创建单位>某局</封装包创建单位>";

fn object(kind: &str, content: &str) -> String {
    format!("<被签名对象 eep版本='2009'>{kind}{MADE}{content}</被签名对象>")
}

fn signatures() -> String {
    let pki = Pki::new(3);
    format!(
        "<电子签名块><电子签名><签名标识符>S1</签名标识符><签名规则>SM2</签名规则><签名时间>2024-05-30T10:00:00</签名时间>\
         <签名结果>{}</签名结果><证书块><证书>{}</证书></证书块><签名算法标识>SM2</签名算法标识></电子签名></电子签名块>",
        base64(b"value"),
        base64(&pki.signer.certificate.der)
    )
}

fn whole(object: &str, signatures: &str) -> String {
    format!(
        "<?xml version='1.0' encoding='UTF-8'?><电子文件封装包 xmlns='http://www.saac.gov.cn/standards/ERM/encapsulation'>\
         <封装包格式描述>本EEP根据中华人民共和国档案行业标准DA/T48-2009《基于XML的电子文件封装规范》生成</封装包格式描述><版本>2009</版本>\
         {object}{signatures}</电子文件封装包>"
    )
}

fn package() -> String {
    let documents = document(1, "主文档", "决定书.pdf") + &document(2, "附属文档", "附件.pdf");
    whole(&object(KIND, &format!("<封装内容>{}</封装内容>", layer(&documents))), &signatures())
}

fn judged() -> ArchiveOptions {
    let mut options = options();
    options.verdicts.insert("S1".into(), Indication::TotalPassed);
    options
}

fn items(report: &Report, result: &str) -> Vec<String> {
    let items = report.value["items"].as_array().unwrap();
    let with = items.iter().filter(|item| item["result"] == result);
    with.map(|item| item["item"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_sound_package_and_its_signature() {
    let report = verify_archive(package().as_bytes(), &options()).unwrap();
    assert_eq!(report.outcome, Outcome::Undetermined, "{}", report.to_text(ywtb::report::Lang::En));
    let unclear = json!([{"at": "/signatures/0", "code": "archive.signature_not_judged", "item": "1-1"}]);
    assert_eq!(report.value["unclear"], unclear);
    let signature = &report.value["signatures"][0];
    assert_eq!((&signature["id"], &signature["type"]), (&json!("S1"), &json!("signature")));
    assert!(signature["certificates"][0]["subject"].is_string());
    assert_eq!(verify_archive(package().as_bytes(), &judged()).unwrap().outcome, Outcome::Met);
    let json: serde_json::Value = serde_json::from_str(&report.to_json().unwrap()).unwrap();
    assert_eq!(serde_json_canonicalizer::to_string(&json).unwrap(), report.to_json().unwrap());
}

#[test]
fn a_package_that_fails_exactly_each_item() {
    let good = package();
    let pdf = base64(PDF.as_bytes());
    let reference = format!("<编码数据 编码数据ID='e1'>\n{pdf}\n</编码数据>");
    let attached = format!("<编码数据 编码数据ID='e2'>\n{pdf}\n</编码数据>");
    for (item, code, from, to) in [
        ("1-1", "archive.signature_broken", "<签名结果>dmFsdWU=", "<签名结果>dmFsdW"),
        ("1-1", "archive.out_of_period", "<签名时间>2024", "<签名时间>2004"),
        ("1-3", "archive.type", "T10:00:00</封装包创建时间>", "</封装包创建时间>"),
        ("1-3", "archive.type", "<室编件号>7", "<室编件号>七"),
        ("1-4", "archive.range", "<业务状态>历史行为", "<业务状态>其他"),
        ("1-5", "archive.date_ahead", "<封装包创建时间>2024", "<封装包创建时间>2025"),
        ("1-6", "archive.special_character", "<题名>某许可", "<题名>某\u{200b}许可"),
        ("1-7", "archive.number_fonds", "<全宗号>A001", "<全宗号>B001"),
        ("1-8", "archive.id_twice", "编码数据ID='e2'", "编码数据ID='e1'"),
        ("1-10", "archive.size_differs", "<计算机文件大小>", "<计算机文件大小>1"),
        ("1-10", "archive.format_differs", "base64-pdf", "base64-ofd"),
        (
            "1-11",
            "archive.reference_leads_nowhere",
            &reference,
            "<编码数据 编码数据ID='e1' 引用编码数据ID='e9'/>",
        ),
        ("1-12", "archive.range", "原始封装，未经修改", "原始"),
        ("1-12", "archive.version_differs", "eep版本='2009'", "eep版本='2010'"),
        (
            "1-13",
            "archive.element_order",
            "<电子文件号>E1</电子文件号>",
            "<电子文件号>E1</电子文件号><聚合层次>文件</聚合层次>",
        ),
        ("1-13", "archive.element_unknown", "<权限管理/>", "<权限管理/><其他/>"),
        ("1-13", "archive.namespace", "http://www.saac.gov.cn/standards/ERM/encapsulation", "urn:other"),
        ("2-3", "archive.element_missing", "<密级>公开</密级>", ""),
        ("2-4", "archive.required", "<责任者>某局", "<责任者>"),
        ("2-6", "archive.gap", "<文档序号>2", "<文档序号>3"),
        ("2-7", "archive.content_empty", &reference, "<编码数据 编码数据ID='e1'/>"),
        ("2-8", "archive.content_empty", &attached, ""),
        ("2-10", "archive.element_missing", "<封装包创建单位>某局</封装包创建单位>", ""),
        ("2-11", "archive.base64", &pdf, &pdf[..pdf.len() - 3]),
    ] {
        assert!(good.contains(from), "{from}");
        let report = verify_archive(good.replacen(from, to, 1).as_bytes(), &judged()).unwrap();
        let faults = &report.value["faults"];
        let codes: Vec<&str> =
            faults.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).collect();
        if item == "2-7" {
            // Nothing has no size.
            assert_eq!(items(&report, "fail"), ["1-10", "2-7"]);
            continue;
        }
        assert_eq!(items(&report, "fail"), [item], "{code}: {faults:?}");
        assert!(codes.contains(&code), "{codes:?}");
    }
}

#[test]
fn a_revision_may_refer_to_what_it_revises() {
    let original = object(KIND, &format!("<封装内容>{}</封装内容>", layer(&document(1, "主文档", "a.pdf"))));
    let pdf = base64(PDF.as_bytes());
    let own = format!("<编码数据 编码数据ID='e1'>\n{pdf}\n</编码数据>");
    let revised =
        document(1, "主文档", "b.pdf").replace(&own, "<编码数据 编码数据ID='r1' 引用编码数据ID='e1'/>");
    let content = format!(
        "<修改封装内容><修改标识符>修改1</修改标识符><原封装包>{original}{}</原封装包><修订内容>{}</修订内容></修改封装内容>",
        signatures(),
        layer(&revised)
    );
    let report = verify_archive(whole(&object(REVISED, &content), "").as_bytes(), &judged()).unwrap();
    assert_eq!(report.outcome, Outcome::Met, "{:?}", report.value["faults"]);
    assert_eq!(report.value["signatures"].as_array().unwrap().len(), 1);
    let wrong = whole(&object(KIND, &content), "");
    assert_eq!(items(&verify_archive(wrong.as_bytes(), &judged()).unwrap(), "fail"), ["1-12"]);
}

/// A limit's code and how to set it low.
type Bound = (&'static str, fn(&mut ywtb::Limits));

#[test]
fn hostile_packages_are_bounded() {
    let good = package();
    let doctype = good.replacen("<电子文件封装包", "<!DOCTYPE a><电子文件封装包", 1);
    assert_eq!(items(&verify_archive(doctype.as_bytes(), &options()).unwrap(), "fail"), ["3-1"]);
    let limits: [Bound; 6] = [
        ("limit.input_bytes", |limits| limits.input_bytes = 100),
        ("limit.depth", |limits| limits.depth = 4),
        ("limit.nodes", |limits| limits.nodes = 20),
        ("limit.entries", |limits| limits.entries = 1),
        ("limit.entry_bytes", |limits| limits.entry_bytes = 10),
        ("limit.package_bytes", |limits| limits.package_bytes = 150),
    ];
    for (code, set) in limits {
        let mut options = options();
        set(&mut options.limits);
        let error = verify_archive(good.as_bytes(), &options).unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Limit, code));
    }
    for end in (0..good.len()).step_by(151) {
        if let Ok(report) = verify_archive(&good.as_bytes()[..end], &judged()) {
            assert_eq!(report.outcome, Outcome::NotMet, "{end}");
        }
    }
    let traversal = good.replacen("<计算机文件名>", "<计算机文件名>../", 1);
    assert_eq!(items(&verify_archive(traversal.as_bytes(), &judged()).unwrap(), "fail"), ["1-13"]);
}

fn case_record() -> Value {
    json!({
        "package_id": "A001-2024-30-0007", "unit": "某区某局", "fonds": "A001", "year": 2024, "retention": "30_years",
        "filed_at": "2024-05-30",
        "files": [{"name": "决定书.pdf"}, {"name": "申请表.pdf", "bytes": PDF.len()}],
        "metadata": {"content": {"题名": "某许可", "责任者": "某局", "日期": "20240520", "密级": "公开"}},
        "process_log": [{"act": "受理", "at": "2024-05-18"}, {"act": "决定", "at": "2024-05-20"}],
    })
}

#[test]
fn what_is_formed_passes() {
    let files: [(&str, &[u8]); 2] = [("决定书.pdf", PDF.as_bytes()), ("申请表.pdf", PDF.as_bytes())];
    let package = encapsulate(case_record().to_string().as_bytes(), &files, &options()).unwrap();
    let report = verify_archive(&package, &options()).unwrap();
    assert_eq!(report.value["kind"], "eep");
    assert_eq!(report.value["returned"], false);
    assert_eq!(report.value["faults"], json!([]));
    // It is not signed yet.
    let unclear = json!([{"at": "", "code": "archive.nothing_fixes_it", "item": "1-1"}]);
    assert_eq!(report.value["unclear"], unclear);
    // It does so whenever it is made: without a time the day of the options is the package's.
    let mut record = case_record();
    record.as_object_mut().unwrap().remove("filed_at");
    let package = encapsulate(record.to_string().as_bytes(), &files[..1], &options()).unwrap_err();
    assert_eq!(package.path(), "/files/1");
    record["files"] = json!([]);
    let package = encapsulate(record.to_string().as_bytes(), &files, &options()).unwrap();
    assert!(String::from_utf8(package).unwrap().contains("<封装包创建时间>2024-06-01T00:00:00<"));
}

#[test]
fn every_place_that_does_not_fit_is_named() {
    let places = |change: &dyn Fn(&mut Value)| {
        let mut record = case_record();
        change(&mut record);
        let files: [(&str, &[u8]); 2] = [("决定书.pdf", PDF.as_bytes()), ("申请表.pdf", PDF.as_bytes())];
        let error = encapsulate(record.to_string().as_bytes(), &files, &options()).unwrap_err();
        assert_eq!(error.code(), "input.archive");
        let mut paths: Vec<String> = error.details().map(|one| one.path.clone()).collect();
        paths.sort();
        paths.dedup();
        paths
    };
    const ENTITY: &str = "/电子文件封装包/被签名对象/封装内容/文件实体块/文件实体";
    assert_eq!(
        places(&|record| record["metadata"]["content"] =
            json!({"title": "x", "题名": "y", "责任者": "z", "日期": "d", "密级": "m"})),
        ["/metadata/content/title"]
    );
    assert_eq!(
        places(&|record| record["metadata"]["content"]["密级"] = json!(null)),
        [format!("{ENTITY}/内容描述/密级")]
    );
    assert_eq!(places(&|record| record["retention"] = json!(null)), [format!("{ENTITY}/档号/保管期限")]);
    assert_eq!(places(&|record| record["files"][0]["name"] = json!("x")), ["/files/0"]);
    assert_eq!(places(&|record| record["files"][1]["bytes"] = json!(1)), ["/files/1/bytes"]);
    assert_eq!(places(&|record| record["files"][1]["digest"] = json!("00")), ["/files/1/digest"]);
    assert_eq!(places(&|record| record["unit"] = json!("a\u{0}")), ["/unit"]);
    assert_eq!(places(&|record| record["process_log"][0]["who"] = json!("x")), ["/process_log/0/who"]);
    assert_eq!(
        places(&|record| record["process_log"] = json!([])),
        ["/process_log", "/电子文件封装包/被签名对象/封装内容/业务实体块"]
    );
}
