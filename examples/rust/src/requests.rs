//! What happened to the sharing requests, and why.

use std::collections::BTreeMap;
use std::error::Error;

use serde_json::{Value, json};
use ywtb::law::Level;
use ywtb::report::{Finding, Outcome};
use ywtb::{Options, date, evaluate};

use crate::AS_OF;
use crate::table::table;
use crate::words::Words;

const REGIMES: [&str; 3] = ["order9_2018", "data_regulation_2022", "sharing_regulation_2025"];
const REASONS: usize = 14;

/// Writes the decisions by regime and the reasons by how often they occur.
pub fn show(catalogue: &Value, requests: &str, words: Words, out: &mut String) -> Result<(), Box<dyn Error>> {
    let index = |list: &str, key: fn(&Value) -> &Value| -> BTreeMap<String, Value> {
        let records = catalogue[list].as_array().into_iter().flatten();
        records.map(|record| (key(record).as_str().unwrap_or_default().to_owned(), record.clone())).collect()
    };
    let agencies = index("agencies", |agency| &agency["code"]);
    let entries = index("entries", |record| &record["entry"]["code"]);
    let scenarios = index("scenarios", |scenario| &scenario["id"]);

    let mut decisions: BTreeMap<(usize, &str), [usize; 3]> = BTreeMap::new();
    let mut reasons: BTreeMap<&'static str, (usize, Finding)> = BTreeMap::new();
    let mut total = 0;
    for line in requests.lines() {
        let facts = join(serde_json::from_str(line)?, &agencies, &entries, &scenarios);
        let report =
            evaluate("sharing.request", facts.to_string().as_bytes(), date(AS_OF)?, &Options::default())?;
        total += 1;
        let decision = match (report.value["decision"].as_str(), report.outcome) {
            (Some("granted"), _) => (0, words.of("同意", "granted")),
            (Some("partial"), _) => (1, words.of("部分同意", "partial")),
            (Some("apply"), _) => (2, words.of("须申请", "apply")),
            (Some("ask_once"), _) => (3, words.of("一次告知补正", "asked once")),
            (Some(_), _) => (4, words.of("不予共享", "refused")),
            (None, Outcome::NotApplicable) => (6, words.of("不适用", "not applicable")),
            (None, _) => (5, words.of("不能确定", "undetermined")),
        };
        let regime = REGIMES.iter().position(|name| report.value["regime"] == *name).unwrap_or(0);
        decisions.entry(decision).or_default()[regime] += 1;
        for finding in report.findings {
            if finding.level == Level::Fail && finding.result != Outcome::Met {
                reasons.entry(finding.code).or_insert_with(|| (0, finding)).0 += 1;
            }
        }
    }
    let rows: Vec<Vec<String>> = decisions
        .into_iter()
        .map(|((_, name), counts)| {
            let mut row = vec![name.to_owned()];
            row.extend(counts.map(|count| count.to_string()));
            row.push(counts.iter().sum::<usize>().to_string());
            row
        })
        .collect();
    *out += &table(
        &format!(
            "{} · {total}",
            words.of("2  共享申请，各依受理之日的规范", "2  Sharing requests, each by the law of its day")
        ),
        &match words {
            Words::Chinese => ["结果", "2018 管理办法", "2022 数据条例", "2025 共享条例", "合计"],
            Words::English => ["decision", "measures 2018", "data reg. 2022", "sharing reg. 2025", "total"],
        },
        &rows,
        &[],
    );
    let mut reasons: Vec<(usize, Finding)> = reasons.into_values().collect();
    reasons.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.code.cmp(b.1.code)));
    let rows: Vec<Vec<String>> = reasons
        .iter()
        .take(REASONS)
        .map(|(count, finding)| {
            vec![count.to_string(), finding.rule.to_string(), words.message(finding), words.citation(finding)]
        })
        .collect();
    *out += &table(
        words.of("   为何未获（全部）同意", "   why not granted, or not in full"),
        &match words {
            Words::Chinese => ["次数", "规则", "理由", "依据"],
            Words::English => ["times", "rule", "reason", "basis"],
        },
        &rows,
        &[6, 9, 76, 52],
    );
    Ok(())
}

/// The facts of a request: the records of its agency, its entry and its scenarios take the place of their codes.
fn join(
    mut request: Value,
    agencies: &BTreeMap<String, Value>,
    entries: &BTreeMap<String, Value>,
    scenarios: &BTreeMap<String, Value>,
) -> Value {
    let of = |records: &BTreeMap<String, Value>, key: &Value| {
        key.as_str().and_then(|code| records.get(code)).cloned().unwrap_or_else(|| json!({}))
    };
    let record = of(entries, &request["entry"]);
    request["requester"] = of(agencies, &request["requester"]);
    request["provider"] = record["provider"].clone();
    request["scenarios"] =
        record["scenarios"].as_array().into_iter().flatten().map(|id| of(scenarios, id)).collect::<Value>();
    request["entry"] = record["entry"].clone();
    request
}
