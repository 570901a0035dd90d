//! A report in words. Made from the report alone, so it can be made later and in the other language.

use std::fmt::Write as _;

use serde_json::Value;

use super::{Finding, Outcome, Report};
use crate::law::{Confidence, Level};

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// `zh` or `en`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

pub(super) fn write(report: &Report, lang: Lang) -> String {
    let mut out = String::with_capacity(1024);
    let _ = writeln!(out, "{}  {}", report.topic, outcome(report.outcome, lang));
    if let Some(indication) = report.indication {
        let sub = report.sub_indication.as_deref().map(|sub| format!(" / {sub}")).unwrap_or_default();
        let _ = writeln!(out, "  {}: {}{sub}", lang.pick("结论", "indication"), indication.as_str());
    }
    for (name, value) in &report.value {
        if !value.is_null() && *value != Value::Array(Vec::new()) {
            let _ = writeln!(out, "  {name}: {}", plain(value));
        }
    }
    for finding in &report.findings {
        write_finding(&mut out, finding, lang);
    }
    for signature in &report.signatures {
        write_signature(&mut out, signature, lang);
    }
    if !report.obligations.is_empty() {
        let _ = writeln!(out, "{}", lang.pick("后续义务", "obligations"));
    }
    for obligation in &report.obligations {
        let words = lang.pick(obligation.message.zh, obligation.message.en);
        let by = obligation.by.map(|by| format!(" ≤ {by}")).unwrap_or_default();
        let _ = writeln!(out, "  → {words}{by}");
    }
    let receipt = &report.receipt;
    let _ = writeln!(
        out,
        "ywtb {} · {} {} · {} {} · {}",
        receipt.library,
        lang.pick("规则", "rules"),
        receipt.rules,
        lang.pick("评价日", "as of"),
        receipt.as_of,
        receipt.policy
    );
    out
}

fn write_finding(out: &mut String, finding: &Finding, lang: Lang) {
    let mark = match (finding.result, finding.level) {
        (Outcome::Met, _) => '✓',
        (Outcome::NotApplicable, _) => '–',
        (_, Level::Inform | Level::Ignored) => '·',
        (_, Level::Warn) => '!',
        (Outcome::Undetermined, Level::Fail) => '?',
        (_, Level::Fail) => '✗',
    };
    let words = lang.pick(finding.message.zh, finding.message.en);
    let place = if finding.path.is_empty() { String::new() } else { format!(" [{}]", shown(&finding.path)) };
    let _ = writeln!(out, "  {mark} {} {words}{place}", finding.rule);
    if finding.missing.len() > 1 {
        let _ = writeln!(out, "      {}: {}", lang.pick("缺少", "missing"), finding.missing.join(", "));
    }
    let labels: Vec<String> = finding
        .citations
        .iter()
        .map(|c| match lang {
            Lang::Zh => c.label_zh(),
            Lang::En => c.label_en(),
        })
        .collect();
    let mark = match finding.confidence {
        Confidence::Text => "",
        Confidence::Seed => lang.pick("（依新闻发布稿）", " (press release)"),
        Confidence::Secondary => lang.pick("（依二手资料）", " (secondary)"),
        Confidence::Inferred => lang.pick("（推定）", " (inferred)"),
    };
    let _ = writeln!(out, "      {}{mark}", labels.join(lang.pick("；", "; ")));
}

fn write_signature(out: &mut String, signature: &Value, lang: Lang) {
    let text = |pointer: &str| shown(signature.pointer(pointer).and_then(Value::as_str).unwrap_or("-"));
    let _ = writeln!(
        out,
        "{} {} ({}, {}): {}{}",
        lang.pick("签名", "signature"),
        text("/id"),
        text("/type"),
        text("/layout"),
        text("/indication"),
        signature
            .pointer("/sub_indication")
            .and_then(Value::as_str)
            .map(|sub| format!(" / {sub}"))
            .unwrap_or_default(),
    );
    for (zh, en, pointer) in [
        ("印章", "seal", "/seal/name"),
        ("签章人", "signer", "/signer/subject"),
        ("制章者", "maker", "/seal/maker/subject"),
        ("签章时间", "signing time", "/signing_time"),
    ] {
        if let Some(value) = signature.pointer(pointer).and_then(Value::as_str) {
            let _ = writeln!(out, "  {}: {}", lang.pick(zh, en), shown(value));
        }
    }
    for check in signature.pointer("/checks").and_then(Value::as_array).into_iter().flatten() {
        let text = |name: &str| shown(check.get(name).and_then(Value::as_str).unwrap_or(""));
        let mark = match (text("result").as_str(), text("level").as_str()) {
            ("met", _) => '✓',
            ("not_applicable", _) => continue,
            ("undetermined", "fail") => '?',
            (_, "fail") => '✗',
            (_, "warn") => '!',
            _ => '·',
        };
        let _ = writeln!(out, "  {mark} {} {} {}", text("name"), text("code"), text("detail"));
    }
}

fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match (outcome, lang) {
        (Outcome::Met, Lang::Zh) => "符合",
        (Outcome::NotMet, Lang::Zh) => "不符合",
        (Outcome::Undetermined, Lang::Zh) => "不能确定",
        (Outcome::NotApplicable, Lang::Zh) => "不适用",
        (Outcome::Conflict, Lang::Zh) => "规范冲突",
        (other, Lang::En) => other.as_str(),
    }
}

/// `text` without what would move the cursor, colour the terminal or turn the writing round.
fn shown(text: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if hidden(c) { '\u{fffd}' } else { c }).collect()
}

/// A value as a person reads it: without quotes, lists with commas.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => shown(text),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}
