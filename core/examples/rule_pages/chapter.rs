//! The page of a chapter: its rules, one after the other.

use std::fmt::Write as _;

use ywtb::law::{Basis, Chapter, Confidence, Date, Rule};
use ywtb::report::Outcome;

use crate::cases::ByRule;
use crate::lang::{Lang, file, link};

/// The page.
pub(crate) fn page(chapter: Chapter, cases: &ByRule, lang: Lang) -> String {
    let mut out = format!("# {} · {}\n\n", chapter.prefix(), lang.say(chapter.title()));
    let (folder, name) = lang.other();
    let _ = writeln!(
        out,
        "[{}](README.md) · [{name}](../{folder}/{})\n",
        lang.pick("全部规则", "all rules"),
        file(chapter)
    );
    for rule in ywtb::rules().iter().filter(|rule| rule.id.0 == chapter) {
        section(&mut out, rule, cases, lang);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn section(out: &mut String, rule: &Rule, cases: &ByRule, lang: Lang) {
    let _ = writeln!(out, "## {}\n\n{}\n", rule.id, lang.say(rule.title));
    let mut line = |head: &str, text: &str| {
        let colon = if text.starts_with('\n') { ":" } else { ": " };
        let _ = writeln!(out, "- **{head}**{}{text}", lang.pick("：", colon));
    };
    line(lang.pick("条件", "Condition"), lang.say(rule.condition));
    line(lang.pick("结果", "Outcome"), lang.say(rule.outcome));
    let bases: Vec<String> = rule.basis.iter().map(|basis| format!("\n  - {}", cited(basis, lang))).collect();
    line(lang.pick("依据", "Rests on"), bases.concat().as_str());
    line(lang.pick("施行", "In force"), &in_force(rule, lang));
    let parameters: Vec<String> = ywtb::parameters()
        .iter()
        .filter(|parameter| parameter.rules.contains(&rule.id))
        .map(|parameter| format!("[{}](parameters.md) `{}`", lang.say(parameter.title), parameter.id))
        .collect();
    if !parameters.is_empty() {
        line(lang.pick("参数", "Parameters"), &parameters.join(lang.pick("；", "; ")));
    }
    let codes: Vec<String> = ywtb::codes()
        .iter()
        .filter(|code| code.rule.id == rule.id)
        .map(|code| format!("`{}`", code.code))
        .collect();
    if !codes.is_empty() {
        line(lang.pick("结论代码", "Codes"), &codes.join(lang.pick("、", ", ")));
    }
    line(lang.pick("案例", "Cases"), &exercised(rule, cases, lang));
    out.push('\n');
}

fn cited(basis: &Basis, lang: Lang) -> String {
    let place = lang.pick(&basis.citation.label_zh(), &basis.citation.label_en()).to_owned();
    let bounded = basis.period.from != Date::MIN || basis.period.to.is_some();
    let period = if bounded { format!(" · {}", lang.period(basis.period)) } else { String::new() };
    let mark = lang.confidence(basis.confidence);
    let why = match basis.confidence {
        Confidence::Text => String::new(),
        other => format!("{}{}", lang.pick("：", ": "), lang.explained(other)),
    };
    format!("{place} · {mark}{why}{period}")
}

fn in_force(rule: &Rule, lang: Lang) -> String {
    let next: Vec<String> = rule.replaced_by.iter().map(|id| link(*id)).collect();
    let next = match next.as_slice() {
        [] => String::new(),
        next => format!("{}{}", lang.pick("；后为 ", "; then "), next.join(lang.pick("、", ", "))),
    };
    lang.period(rule.period) + &next
}

fn exercised(rule: &Rule, cases: &ByRule, lang: Lang) -> String {
    let found: Vec<String> = [
        (Outcome::Met, "符合", "met"),
        (Outcome::NotMet, "不符合", "not met"),
        (Outcome::Undetermined, "无法确定", "undetermined"),
        (Outcome::NotApplicable, "不适用", "not applicable"),
    ]
    .into_iter()
    .filter_map(|(outcome, zh, en)| {
        let seen = cases.get(&rule.id.to_string())?.get(outcome.as_str())?;
        let (word, title, path) = (lang.pick(zh, en), &seen.title, &seen.path);
        Some(format!("\n  - {word}{}[{title}](../../../tests/cases/{path})", lang.pick("：", ": ")))
    })
    .collect();
    match found.as_slice() {
        [] => lang.pick("由文书验证的测试检验", "exercised by the tests that verify documents").to_owned(),
        found => found.concat(),
    }
}
