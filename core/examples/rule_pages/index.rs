//! The index, the instruments and the parameters.

use std::fmt::Write as _;

use ywtb::law::{Amount, Chapter, Confidence, INSTRUMENTS, Instrument, Parameter, Rule, RuleId, Unit};

use crate::lang::{Lang, cell, file, link};

/// The index of the rules.
pub(crate) fn index(lang: Lang) -> String {
    let (folder, name) = lang.other();
    let mut out = format!(
        "# {}\n\n[{name}](../{folder}/README.md) · [{}](instruments.md) · [{}](parameters.md)\n\n{}\n\n",
        lang.pick("规则表", "The rules"),
        lang.pick("规范", "instruments"),
        lang.pick("参数", "parameters"),
        lang.pick(
            "规则由本项目以自己的话表述，不是法律意见。本页由源码生成（`make docs-rules`），请勿手工修改。",
            "The rules are in this project's own words; nothing here is legal advice. Made from the sources by `make docs-rules`; do not edit.",
        ),
    );
    let _ =
        writeln!(out, "| {} | {} |\n|---|---|", lang.pick("把握程度", "mark"), lang.pick("含义", "meaning"));
    for mark in [Confidence::Text, Confidence::Seed, Confidence::Secondary, Confidence::Inferred] {
        let _ = writeln!(out, "| {} | {} |", lang.confidence(mark), lang.explained(mark));
    }
    let rules = ywtb::rules();
    for chapter in Chapter::ALL {
        let _ =
            writeln!(out, "\n## [{} · {}]({})\n", chapter.prefix(), lang.say(chapter.title()), file(chapter));
        let _ = writeln!(
            out,
            "| | {} | {} |\n|---|---|---|",
            lang.pick("内容", "what it says"),
            lang.pick("施行", "in force")
        );
        for rule in rules.iter().filter(|rule| rule.id.0 == chapter) {
            let _ = writeln!(
                out,
                "| {} | {} | {} |",
                link(rule.id),
                cell(lang.say(rule.title)),
                lang.period(rule.period)
            );
        }
    }
    out
}

/// The instruments, with what each brought, ended and carries.
pub(crate) fn instruments(lang: Lang) -> String {
    let mut out = head(lang.pick("规范", "Instruments"), "instruments", lang);
    let _ = writeln!(
        out,
        "| | {} | {} | {} | {} |\n|---|---|---|---|---|",
        lang.pick("名称", "title"),
        lang.pick("位阶", "rank"),
        lang.pick("施行（日期的把握程度）", "in force (how sure the dates are)"),
        lang.pick("改变了什么", "what it changed"),
    );
    for instrument in INSTRUMENTS {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} ({}) | {} |",
            instrument.abbr,
            cell(lang.say(instrument.title)),
            lang.rank(instrument.rank),
            lang.period(instrument.in_force),
            lang.confidence(instrument.dates),
            changed(instrument, lang),
        );
    }
    out
}

/// The rules that began and ended with an instrument, and the others that rest on it.
fn changed(instrument: &Instrument, lang: Lang) -> String {
    let day = instrument.in_force.from;
    let rules = ywtb::rules();
    let rests = |id: RuleId| {
        let rule = rules.iter().find(|rule| rule.id == id);
        rule.is_some_and(|rule| rule.basis.iter().any(|basis| basis.citation.instrument == instrument.abbr))
    };
    let began = |rule: &&&Rule| rule.period.from == day && rests(rule.id);
    let ended =
        |rule: &&&Rule| rule.period.to == Some(day) && rule.replaced_by.iter().any(|next| rests(*next));
    let carried = |rule: &&&Rule| rule.period.from != day && rests(rule.id);
    let ids = |found: Vec<&&Rule>| found.iter().map(|rule| rule.id).collect::<Vec<_>>();
    [
        (lang.pick("新规则", "new"), ids(rules.iter().filter(began).collect())),
        (lang.pick("终止", "ended"), ids(rules.iter().filter(ended).collect())),
        (lang.pick("也作为依据", "also carries"), ids(rules.iter().filter(carried).collect())),
    ]
    .into_iter()
    .filter(|(_, ids)| !ids.is_empty())
    .map(|(word, ids)| format!("{word}{}{}", lang.pick("：", ": "), links(&ids, lang)))
    .collect::<Vec<_>>()
    .join("<br>")
}

/// The parameters, with what sets each.
pub(crate) fn parameters(lang: Lang) -> String {
    let mut out = head(lang.pick("参数", "Parameters"), "parameters", lang);
    let _ = writeln!(
        out,
        "| | {} | {} | {} |\n|---|---|---|---|",
        lang.pick("含义", "what it is"),
        lang.pick("取值", "value"),
        lang.pick("规则", "rules"),
    );
    for parameter in ywtb::parameters() {
        let settings: Vec<String> = parameter
            .settings
            .iter()
            .map(|setting| {
                let basis = setting.basis;
                format!(
                    "{} · {} · {} · {}",
                    amount(setting.value, parameter, lang),
                    lang.pick(&basis.citation.label_zh(), &basis.citation.label_en()),
                    lang.confidence(basis.confidence),
                    lang.period(basis.period),
                )
            })
            .collect();
        let _ = writeln!(
            out,
            "| `{}` | {} | {} | {} |",
            parameter.id,
            cell(lang.say(parameter.title)),
            cell(&settings.join("<br>")),
            links(parameter.rules, lang),
        );
    }
    out
}

fn amount(value: Amount, parameter: &Parameter, lang: Lang) -> String {
    let unit = match parameter.unit {
        Unit::WorkingDays => lang.pick("个工作日", " working days"),
        Unit::Days => lang.pick("日", " days"),
        Unit::Months => lang.pick("个月", " months"),
        Unit::Years => lang.pick("年", " years"),
        Unit::TenThousandths => lang.pick("（万分之一）", " ten-thousandths"),
        Unit::Words => "",
    };
    match value {
        Amount::Number(number) => format!("{number}{unit}"),
        Amount::Words(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", "),
    }
}

fn head(title: &str, page: &str, lang: Lang) -> String {
    let (folder, name) = lang.other();
    format!(
        "# {title}\n\n[{}](README.md) · [{name}](../{folder}/{page}.md)\n\n",
        lang.pick("全部规则", "all rules")
    )
}

fn links(rules: &[RuleId], lang: Lang) -> String {
    rules.iter().map(|id| link(*id)).collect::<Vec<_>>().join(lang.pick("、", ", "))
}
