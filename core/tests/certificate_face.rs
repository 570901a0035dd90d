//! The face of a certificate against its metadata: what agrees, differs, is absent or cannot be compared, where the rule of
//! the type tells where values stand.

use serde_json::{Value, json};
use ywtb::certificate::Inquiry;
use ywtb::report::Report;
use ywtb::seal::Policy;
use ywtb::{CertificateOptions, VerifyOptions, verify_certificate};
use ywtb_testkit::{DocumentBuilder, PAGES, Package, Pki, SealBuilder, Stamp, TEMPLATE};

const METADATA: [(&str, &str); 6] = [
    ("ZZMC", "示例许可证"),
    ("ZZBH", "SH2024000001"),
    ("CZZT", "上海示例建设发展有限公司"),
    ("ZZBFRQ", "2024-05-20"),
    ("ZZYXQJZRQ", "长期"),
    ("CZZTDM", "9131*********158XC"),
];

/// Texts of a page: left, top and width in millimetres, and what stands there.
type Texts<'t> = &'t [(f64, f64, f64, &'t str)];

fn objects(first: usize, texts: Texts<'_>) -> String {
    let object = |(at, (x, y, width, text)): (usize, &(f64, f64, f64, &str))| {
        format!(
            "<ofd:TextObject ID=\"{}\" Boundary=\"{x} {y} {width} 6\" Font=\"3\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\">{text}</ofd:TextCode></ofd:TextObject>",
            first + at
        )
    };
    texts.iter().enumerate().map(object).collect()
}

/// A paper with metadata in OFD.xml, `page` on its first page and `template` in the template of both.
fn certificate(page: Texts<'_>, template: Texts<'_>) -> Package {
    let mut package = DocumentBuilder::new(5).build();
    let items: String = METADATA
        .iter()
        .map(|(name, value)| format!("<ofd:CustomData Name=\"{name}\">{value}</ofd:CustomData>"))
        .collect();
    package.edit(
        "OFD.xml",
        "</ofd:DocInfo>",
        &format!("<ofd:CustomDatas>{items}</ofd:CustomDatas></ofd:DocInfo>"),
    );
    package.edit(PAGES[0], "</ofd:Layer>", &(objects(400, page) + "</ofd:Layer>"));
    package.edit(TEMPLATE, "</ofd:Layer>", &(objects(500, template) + "</ofd:Layer>"));
    package
}

fn ask(package: &Package, face: &Value) -> Report {
    let pki = Pki::new(5);
    let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).build());
    let bytes = DocumentBuilder::new(5).paper(package.clone()).stamp(stamp).build().to_zip();
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let verify = VerifyOptions { policy: Policy::INTEGRITY, ..VerifyOptions::new(time) };
    let inquiry = json!({"types": [{"name": "示例许可证", "face": face}]});
    let inquiry = Inquiry::from_json(inquiry.to_string().as_bytes()).unwrap();
    verify_certificate(&bytes, &CertificateOptions { verify, inquiry }).unwrap()
}

/// `code path detail` of what the check found.
fn face(package: &Package, face: &Value) -> Vec<String> {
    let report = ask(package, face);
    let checks = report.value["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["name"] == "face_agrees").unwrap();
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
    let found = check["codes"].as_array().unwrap().iter();
    found
        .map(|one| {
            format!(
                "{} {} {}",
                text(one, "code").trim_start_matches("ecert.face."),
                text(one, "path"),
                text(one, "detail")
            )
        })
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn one(package: &Package, item: Value) -> String {
    face(package, &json!([item])).concat()
}

#[test]
fn values_behind_labels() {
    let label = |name: &str, label: &str| json!({"name": name, "label": label});
    let whole = certificate(
        &[
            (25.0, 260.0, 80.0, "证照编号：SH2024000001"),
            (25.0, 270.0, 90.0, "持证主体：上海示例建设 发展有限公司"),
        ],
        &[],
    );
    assert_eq!(one(&whole, label("ZZBH", "证照编号：")), "agrees /ZZBH");
    // White space is the layout's.
    assert_eq!(one(&whole, label("CZZT", "持证主体：")), "agrees /CZZT");
    assert_eq!(one(&whole, label("ZZBH", "许可编号：")), "unclear /ZZBH face.absent");
    // A label that other words end in is still one label; what is not metadata is not made up.
    assert_eq!(one(&whole, label("KZ_X", "证照编号：")), "unclear /KZ_X face.no_metadata");

    // The label in the template, the value in the page, letter by letter.
    let letters: Vec<(f64, f64, f64, &str)> = "SH2024000001"
        .char_indices()
        .map(|(at, _)| (60.0 + 2.5 * at as f64, 260.4, 2.5, &"SH2024000001"[at..=at]))
        .collect();
    let apart = certificate(&letters, &[(25.0, 260.0, 30.0, "证照编号：")]);
    let item = json!({"name": "ZZBH", "label": "证照编号：", "page": 1});
    assert_eq!(one(&apart, item.clone()), "agrees /ZZBH");
    // Two columns of one line.
    let columns = certificate(
        &[(60.0, 260.0, 40.0, "SH2024000001"), (150.0, 260.0, 30.0, "2024年5月20日")],
        &[(25.0, 260.0, 30.0, "证照编号："), (120.0, 260.0, 25.0, "发证日期：")],
    );
    assert_eq!(one(&columns, item.clone()), "agrees /ZZBH");
    assert_eq!(one(&columns, json!({"name": "ZZBFRQ", "label": "发证日期：", "page": 1})), "agrees /ZZBFRQ");

    let other = certificate(&[(25.0, 260.0, 80.0, "证照编号：SH2024000002")], &[]);
    assert_eq!(one(&other, item.clone()), "differs /ZZBH");
    let report = ask(&other, &json!([item]));
    assert_eq!(
        (report.indication.unwrap().as_str(), report.value["information"].as_str().unwrap()),
        ("total_failed", "wrong")
    );
    assert!(!report.to_json().unwrap().contains("SH2024000002"), "no value in a report");
}

#[test]
fn what_cannot_be_compared_is_not_guessed() {
    let label = |name: &str, label: &str| json!({"name": name, "label": label});
    let twice = certificate(
        &[(25.0, 260.0, 80.0, "编号：SH2024000001"), (25.0, 270.0, 80.0, "编号：SH2024000009")],
        &[],
    );
    assert_eq!(one(&twice, label("ZZBH", "编号：")), "unclear /ZZBH face.several");
    let in_line = certificate(&[(25.0, 260.0, 80.0, "编号：SH2024000001 编号：SH2024000001")], &[]);
    assert_eq!(one(&in_line, label("ZZBH", "编号：")), "unclear /ZZBH face.absent");
    let cut = certificate(
        &[(25.0, 260.0, 80.0, "持证主体：上海示例建设"), (25.0, 267.0, 80.0, "发展有限公司")],
        &[],
    );
    assert_eq!(one(&cut, label("CZZT", "持证主体：")), "unclear /CZZT face.cut");
    let masked = certificate(&[(25.0, 260.0, 80.0, "代码：913100001322*****X")], &[]);
    assert_eq!(one(&masked, label("CZZTDM", "代码：")), "unclear /CZZTDM face.masked");
    let words = certificate(&[(25.0, 260.0, 80.0, "发证日期：见背面")], &[]);
    assert_eq!(one(&words, label("ZZBFRQ", "发证日期：")), "unclear /ZZBFRQ face.no_day");
    // Nobody told where to look: nothing is asked.
    assert_eq!(face(&cut, &json!([])), [""; 0]);
}

#[test]
fn values_in_areas() {
    let area = |name: &str, area: &str| json!({"name": name, "area": area, "page": 1});
    let package = certificate(
        &[
            (25.0, 260.0, 60.0, "上海示例建设"),
            (25.0, 267.0, 60.0, "发展有限公司"),
            (25.0, 275.0, 60.0, "有效期至：永久有效"),
        ],
        &[],
    );
    // Several lines in one area.
    assert_eq!(one(&package, area("CZZT", "20 258 80 16")), "agrees /CZZT");
    assert_eq!(one(&package, area("CZZT", "20 258 80 8")), "unclear /CZZT face.cut");
    assert_eq!(one(&package, area("CZZT", "20 285 80 10")), "unclear /CZZT face.absent");
    assert_eq!(
        one(&package, json!({"name": "CZZT", "area": "20 258 80 16", "page": 9})),
        "unclear /CZZT face.absent"
    );
    // Without an end, in other words.
    let item = json!({"name": "ZZYXQJZRQ", "area": "20 274 80 8", "label": "有效期至：", "page": 1});
    assert_eq!(one(&package, item), "agrees /ZZYXQJZRQ");
    let ended = certificate(&[(25.0, 275.0, 60.0, "有效期至：2025-05-31")], &[]);
    assert_eq!(one(&ended, json!({"name": "ZZYXQJZRQ", "label": "有效期至："})), "differs /ZZYXQJZRQ");
}

#[test]
fn a_place_is_a_label_or_an_area() {
    let wrong = |item: Value| {
        let inquiry = json!({"types": [{"name": "x", "face": [item]}]});
        Inquiry::from_json(inquiry.to_string().as_bytes()).unwrap_err().code()
    };
    for item in [
        json!({"name": "ZZBH"}),
        json!({"name": "ZZBH", "label": null}),
        json!({"name": "ZZBH", "area": "1 2 3"}),
        json!({"name": "ZZBH", "label": "x", "page": 0}),
        json!({"label": "x"}),
        json!({"name": "ZZBH", "label": "x", "at": 1}),
    ] {
        assert_eq!(wrong(item.clone()), "input.schema", "{item}");
    }
}
