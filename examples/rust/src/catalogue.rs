//! How many entries of a catalogue stand, and what is wrong with the worst.

use std::collections::BTreeMap;
use std::error::Error;

use serde_json::{Value, json};
use ywtb::law::Level;
use ywtb::report::{Finding, Outcome, Report};
use ywtb::{Options, date, evaluate};

use crate::AS_OF;
use crate::table::table;
use crate::words::Words;

const WORST: usize = 8;

/// Writes the two tables.
pub fn show(catalogue: &Value, words: Words, out: &mut String) -> Result<(), Box<dyn Error>> {
    let entries = catalogue["entries"].as_array().ok_or("the catalogue has no entries")?;
    let mut counts: BTreeMap<(u8, String), [usize; 4]> = BTreeMap::new();
    let mut faulty: Vec<(usize, &Value, Vec<Finding>)> = Vec::new();
    for record in entries {
        let sharing = judge(
            "sharing.classification",
            &json!({"entry": record["entry"], "provider": record["provider"]}),
        )?;
        let mut opening = record.clone();
        if let Some(fields) = opening.as_object_mut() {
            fields.retain(|name, _| !matches!(name.as_str(), "provider" | "scenarios"));
        }
        let opening = judge("opening.classification", &opening)?;
        let regime = sharing.value["regime"].as_str().unwrap_or("–").to_owned();
        count(&mut counts, (0, regime), sharing.outcome);
        count(&mut counts, (1, String::new()), opening.outcome);
        let wrong: Vec<Finding> = [sharing, opening]
            .into_iter()
            .flat_map(|report| report.findings)
            .filter(|finding| finding.level == Level::Fail && finding.result == Outcome::NotMet)
            .collect();
        if !wrong.is_empty() {
            faulty.push((wrong.len(), record, wrong));
        }
    }
    let rows: Vec<Vec<String>> = counts
        .into_iter()
        .map(|((topic, regime), [met, not_met, undetermined, not_applicable])| {
            let name = match topic {
                0 => format!("{} · {regime}", words.of("共享分类", "sharing class")),
                _ => words.of("开放分类", "opening class").to_owned(),
            };
            let mut row = vec![name];
            row.extend([met, not_met, undetermined, not_applicable].map(|n| n.to_string()));
            row
        })
        .collect();
    *out += &table(
        &format!("{} · {} · {AS_OF}", words.of("1  目录条目", "1  Catalogue entries"), entries.len()),
        &match words {
            Words::Chinese => ["题目", "成立", "不成立", "不能确定", "不适用"],
            Words::English => ["question", "stand", "fall", "undetermined", "not applicable"],
        },
        &rows,
        &[],
    );
    faulty.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| code(a.1).cmp(code(b.1))));
    let rows: Vec<Vec<String>> = faulty
        .iter()
        .take(WORST)
        .flat_map(|(_, record, wrong)| {
            wrong.iter().enumerate().map(move |(index, finding)| {
                let name = record["entry"]["name"].as_str().unwrap_or("");
                vec![
                    if index == 0 { code(record).to_owned() } else { String::new() },
                    if index == 0 { name.to_owned() } else { String::new() },
                    words.message(finding),
                    words.citation(finding),
                ]
            })
        })
        .collect();
    *out += &table(
        words.of("   最差的条目", "   the worst"),
        &match words {
            Words::Chinese => ["代码", "名称", "问题", "依据"],
            Words::English => ["code", "name", "what is wrong", "basis"],
        },
        &rows,
        &[14, 24, 62, 52],
    );
    Ok(())
}

fn judge(topic: &str, facts: &Value) -> Result<Report, ywtb::Error> {
    evaluate(topic, facts.to_string().as_bytes(), date(AS_OF)?, &Options::default())
}

fn count(counts: &mut BTreeMap<(u8, String), [usize; 4]>, key: (u8, String), outcome: Outcome) {
    let index = match outcome {
        Outcome::Met => 0,
        Outcome::NotMet => 1,
        Outcome::Undetermined | Outcome::Conflict => 2,
        Outcome::NotApplicable => 3,
    };
    counts.entry(key).or_default()[index] += 1;
}

fn code(record: &Value) -> &str {
    record["entry"]["code"].as_str().unwrap_or("")
}
