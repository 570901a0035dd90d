//! The verdict on each document.

use std::error::Error;
use std::path::Path;

use serde_json::Value;
use ywtb::law::Level;
use ywtb::report::{Finding, Indication, Outcome, Report};
use ywtb::{VerifyOptions, verify};

use crate::table::table;
use crate::words::Words;

/// The six documents of the example data, under the policy `integrity`.
const DOCUMENTS: [(&str, &str, &str); 6] = [
    ("genuine.ofd", "真实", "genuine"),
    ("altered_page.ofd", "页面被改", "altered page"),
    ("forged_seal.ofd", "印章伪造", "forged seal"),
    ("seal_out_of_period.ofd", "印章超期", "seal out of its period"),
    ("uncovered_page.ofd", "页面未受保护", "uncovered page"),
    ("unsigned.ofd", "未签章", "unsigned"),
];

/// Writes the verdicts on the six documents.
pub fn show(folder: &Path, words: Words, out: &mut String) -> Result<(), Box<dyn Error>> {
    let mut rows = Vec::new();
    for (file, zh, en) in DOCUMENTS {
        let report = read(&folder.join(file), None)?;
        let mut row = vec![words.of(zh, en).to_owned()];
        row.extend(verdict(&report, words));
        rows.push(row);
    }
    *out += &table(
        words.of("3  文件（策略 integrity）", "3  Documents (policy integrity)"),
        &match words {
            Words::Chinese => ["文件", "结论", "原因", "印章", "签章时间", "覆盖", "未通过的检查"],
            Words::English => {
                ["document", "verdict", "reason", "seal", "signed at", "covered", "checks not passed"]
            }
        },
        &rows,
        &[24, 14, 26, 24, 20, 8, 44],
    );
    Ok(())
}

/// Writes the verdicts on the real documents of a folder, beside those that its manifest accepts.
pub fn show_corpus(folder: &Path, words: Words, out: &mut String) -> Result<(), Box<dyn Error>> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(folder.join("MANIFEST.json"))?)?;
    let mut rows = Vec::new();
    for file in manifest["files"].as_array().into_iter().flatten() {
        let name = file["file"].as_str().unwrap_or_default();
        let Some(accepted) = file["expect"].as_array() else { continue };
        let original = file["original"].as_str().map(|path| std::fs::read(folder.join(path))).transpose()?;
        let (cells, indication) = match read(&folder.join(name), original) {
            Ok(report) => {
                let indication = report.indication.map_or("not_applicable", Indication::as_str);
                (verdict(&report, words), indication.to_owned())
            }
            Err(error) => (vec![error.to_string()], "error".to_owned()),
        };
        let fits = accepted.iter().any(|word| *word == indication.as_str());
        let mut row = vec![if fits { "✓" } else { "✗" }.to_owned(), name.to_owned()];
        row.extend(cells);
        rows.push(row);
    }
    *out += &table(
        words.of(
            "4  真实文件，与独立验证者的结论对照",
            "4  Real files, beside an independent verifier's verdicts",
        ),
        &match words {
            Words::Chinese => ["", "文件", "结论", "原因", "印章", "签章时间", "覆盖", "未通过的检查"],
            Words::English => {
                ["", "file", "verdict", "reason", "seal", "signed at", "covered", "checks not passed"]
            }
        },
        &rows,
        &[1, 34, 14, 26, 24, 20, 8, 40],
    );
    Ok(())
}

fn read(path: &Path, original: Option<Vec<u8>>) -> Result<Report, Box<dyn Error>> {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00")?;
    let mut options = VerifyOptions::new(time);
    options.policy = ywtb::seal::Policy::INTEGRITY;
    options.original = original;
    Ok(verify(&std::fs::read(path)?, &options)?)
}

/// Verdict, reason, seal, time, coverage, and the checks that decided.
fn verdict(report: &Report, words: Words) -> Vec<String> {
    let word = match report.indication {
        Some(Indication::TotalPassed) => words.of("通过", "passed"),
        Some(Indication::Indeterminate) => words.of("不能确定", "indeterminate"),
        Some(Indication::TotalFailed) => words.of("不通过", "failed"),
        None => words.of("没有签章", "not signed"),
    };
    let first = report.signatures.first().cloned().unwrap_or_default();
    let text = |pointer: &str| first.pointer(pointer).and_then(Value::as_str).unwrap_or("–").to_owned();
    let mut failed: Vec<String> = Vec::new();
    for check in
        report.signatures.iter().flat_map(|signature| signature["checks"].as_array().into_iter().flatten())
    {
        let name = check["name"].as_str().unwrap_or_default();
        if check["level"] == "fail" && check["result"] != "met" && check["result"] != "not_applicable" {
            failed.push(name.to_owned());
        }
    }
    // Where every signature holds, what lies with the package decides.
    if failed.is_empty() {
        let decisive = |finding: &&Finding| {
            finding.level == Level::Fail && !matches!(finding.result, Outcome::Met | Outcome::NotApplicable)
        };
        failed.extend(report.findings.iter().filter(decisive).map(|finding| finding.code.to_owned()));
    }
    failed.dedup();
    let covered = report.answers.map(|answers| serde_json::to_value(answers.covered));
    let covered = covered.and_then(Result::ok).and_then(|value| value.as_str().map(str::to_owned));
    vec![
        word.to_owned(),
        report.sub_indication.as_deref().unwrap_or("–").to_owned(),
        text("/seal/name"),
        text("/signing_time"),
        covered.unwrap_or_default(),
        failed.join(", "),
    ]
}
