//! Policies over certificates and archive packages: a level for each check changes what it weighs, never what it finds.

use serde_json::{Value, json};
use ywtb::archive::ArchiveOptions;
use ywtb::certificate::{CHECKS, Inquiry};
use ywtb::report::Report;
use ywtb::seal::Policy;
use ywtb::{CertificateOptions, VerifyOptions, verify_archive_files, verify_certificate};
use ywtb_testkit::{DocumentBuilder, Pki, SealBuilder, Stamp};

const DEFINER: &str = "11310000002420447T";

fn record() -> Value {
    json!({
        "ZZMC": "示例许可证",
        "ZZLXDM": format!("{DEFINER}001"),
        "ZZBH": "SH2024000001",
        "ZZBS": "1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W",
        "ZZBFJG": "上海市示例区行政审批局",
        "ZZBFJGDM": DEFINER,
        "ZZBFRQ": "2024-05-20",
        "CZZT": "上海示例建设发展有限公司",
        "CZZTDM": "9131000013221158XC",
        "CZZTDMLXDM": "001",
        "ZZYXQQSRQ": "2024-06-01",
        "ZZYXQJZRQ": "长期",
    })
}

fn policy(name: &str, levels: Value) -> Policy {
    Policy::from_json(json!({"name": name, "levels": levels}).to_string().as_bytes()).unwrap()
}

/// The level of every check is `word`.
fn every(word: &str) -> Policy {
    let levels: serde_json::Map<String, Value> =
        Policy::checks().map(|check| (check.to_owned(), json!(word))).collect();
    policy(&format!("all-{word}"), levels.into())
}

/// Records that are right, and each wrong in one way, with and without answers about them.
fn certificates() -> Vec<(Vec<u8>, Value)> {
    let with = |name: &str, value: &str| {
        let mut record = record();
        record[name] = json!(value);
        record
    };
    let without = |name: &str| {
        let mut record = record();
        record.as_object_mut().unwrap().remove(name);
        record
    };
    let answers = |status: &str| {
        json!({
            "holder": {"kind": "001", "code": "9131000013221158XC", "name": "上海示例建设发展有限公司"},
            "status": {
                "status": status, "at": "2026-11-23T09:00:00+08:00", "version": "001", "matches": true,
                "identifier": "1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.W",
            },
        })
    };
    let records = [
        record(),
        without("ZZBFJG"),
        without("ZZYXQJZRQ"),
        with("ZZBS", "1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.X"),
        with("ZZYXQJZRQ", "2025-01-01"),
        with("ZZYXQQSRQ", "2023-01-01"),
        with("CZZTDM", "91310000631295002H"),
        with("ZZBFRQ", "someday"),
    ];
    let mut list = Vec::new();
    for record in &records {
        for inquiry in [json!({}), answers("valid"), answers("revoked")] {
            list.push((record.to_string().into_bytes(), inquiry));
        }
    }
    // A file without metadata, sealed by whom it does not name.
    let pki = Pki::new(5);
    let file = DocumentBuilder::new(5).stamp(Stamp::new(&pki, &SealBuilder::new(&pki).build())).build();
    list.push((file.to_zip(), json!({})));
    list
}

fn ask(data: &[u8], inquiry: &Value, policy: &Policy) -> Report {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let verify = VerifyOptions { policy: policy.clone(), ..VerifyOptions::new(time) };
    let inquiry = Inquiry::from_json(inquiry.to_string().as_bytes()).unwrap();
    verify_certificate(data, &CertificateOptions { verify, inquiry }).unwrap()
}

fn word(report: &Report) -> &'static str {
    report.indication.map_or("not_applicable", ywtb::report::Indication::as_str)
}

/// What was found, without what it weighs.
fn found(report: &Report) -> Value {
    let mut checks = report.value["checks"].clone();
    for check in checks.as_array_mut().unwrap() {
        check.as_object_mut().unwrap().remove("level");
        for code in check["codes"].as_array_mut().unwrap() {
            code.as_object_mut().unwrap().remove("level");
        }
    }
    checks
}

#[test]
fn every_check_of_a_certificate_weighs_what_the_policy_says() {
    for (data, inquiry) in certificates() {
        let plain = ask(&data, &inquiry, &Policy::DEFAULT);
        for (level, name) in [("fail", "fail"), ("warn", "warn"), ("ignore", "ignored")] {
            let report = ask(&data, &inquiry, &every(level));
            assert_eq!(found(&report), found(&plain));
            let checks = report.value["checks"].as_array().unwrap();
            // One that is ignored is still listed.
            assert_eq!(checks.len(), CHECKS.len());
            for check in checks {
                assert_eq!(check["level"], name, "{check}");
                assert!(
                    check["codes"].as_array().unwrap().iter().all(|code| code["level"] == name),
                    "{check}"
                );
            }
            let of_checks = report.findings.iter().filter(|finding| finding.code.starts_with("ecert."));
            assert!(of_checks.clone().count() > 0);
            for finding in of_checks {
                assert_eq!(serde_json::to_value(finding.level).unwrap(), name, "{}", finding.code);
            }
            let is_clean = checks
                .iter()
                .all(|check| ["met", "not_applicable"].contains(&check["result"].as_str().unwrap()));
            match level {
                // What decides nothing fails nothing.
                "warn" | "ignore" => assert_eq!(word(&report), "total_passed"),
                _ if report.value["file"]["indication"].is_null() => {
                    assert_eq!(word(&report) == "total_passed", is_clean);
                }
                _ => assert_ne!(word(&report), "total_passed"),
            }
            assert_eq!(report.receipt.policy, format!("all-{level}"));
        }
    }
}

#[test]
fn one_check_can_be_weighed_alone() {
    let mut wrong = record();
    wrong["ZZBS"] = json!("1.2.156.3005.2.11310000002420447T001.11310000002420447T.SH2024000001.001.X");
    let data = wrong.to_string().into_bytes();
    let asked = |levels: Value| {
        let inquiry = json!({"status": {
            "status": "valid", "at": "2026-11-23T09:00:00+08:00", "version": "001", "matches": true,
            "identifier": wrong["ZZBS"],
        }});
        let report = ask(&data, &inquiry, &policy("own", levels));
        (word(&report), report.value["information"].as_str().unwrap().to_owned())
    };
    assert_eq!(asked(json!({})), ("total_failed", "wrong".into()));
    assert_eq!(asked(json!({"identifier_check": "warn"})), ("total_passed", "correct_in_force".into()));
    assert_eq!(asked(json!({"holder_match": "ignore"})), ("total_failed", "wrong".into()));
}

#[test]
fn every_item_of_an_archive_weighs_what_the_policy_says() {
    let pdf = b"%PDF-1.7\n...\nstartxref\n9\n%%EOF\n";
    let record = |digest: &str| {
        json!({
            "package_id": "A001-2024-30-0007", "unit": "某区某局", "fonds": "A001", "year": 2024,
            "files": [{"name": "a.pdf", "bytes": pdf.len(), "digest": digest, "digest_method": "sm3"}],
            "metadata": {"content": {"title": "某许可"}},
        })
        .to_string()
    };
    for digest in ["00".repeat(32), "zz".to_owned()] {
        let record = record(&digest);
        let files: [(&str, &[u8]); 3] =
            [("metadata.json", record.as_bytes()), ("a.pdf", pdf), ("more.txt", b"not listed")];
        let asked = |policy: Policy| {
            let mut options = ArchiveOptions::new(ywtb::date("2024-06-01").unwrap());
            options.policy = policy;
            verify_archive_files(&files, &options).unwrap()
        };
        let plain = asked(Policy::DEFAULT);
        assert_eq!(plain.value["returned"], true);
        for (level, name, returned) in
            [("fail", "fail", true), ("warn", "warn", false), ("ignore", "ignored", false)]
        {
            let report = asked(every(level));
            for field in ["faults", "items", "unclear", "not_given", "needs_person", "properties"] {
                assert_eq!(report.value[field], plain.value[field], "{field}");
            }
            assert_eq!(report.value["returned"], returned);
            let tested: Vec<String> = plain.value["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| format!("earch.item.{}", item["item"].as_str().unwrap()))
                .collect();
            let needs: Vec<String> = plain.value["needs_person"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| format!("earch.item.{}", item["item"].as_str().unwrap()))
                .collect();
            for finding in
                report.findings.iter().filter(|finding| tested.iter().any(|code| code == finding.code))
            {
                if !needs.iter().any(|code| code == finding.code) {
                    assert_eq!(serde_json::to_value(finding.level).unwrap(), name, "{}", finding.code);
                }
            }
            assert_eq!(report.outcome == ywtb::report::Outcome::NotMet, returned, "{level}");
            assert_eq!(report.receipt.policy, format!("all-{level}"));
        }
    }
}
