//! Entries of an open list (数据开放清单条目): OPEN-3, OPEN-10.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{Entry, Fact, OneOrMany, OpenClass};
use crate::report::Findings;

use super::classification::HighValue;
use super::criteria::OPENING_MEASURES;
use super::treatment::{HolderConsent, Treatment};

/// OPEN-3.
static OPEN_3: Rule = rule(
    RuleId(Chapter::Opening, 3),
    since(Law::DATA_REGULATION),
    "开放清单在目录范围内列明开放范围、开放类型、开放条件和更新频率",
    "an open list stays within the catalogue and states scope, class, conditions and update frequency",
    &[by(art("SDR", 42), Confirmed)],
)
.when("编制开放清单", "an open list is made")
.then(
    "载明范围、类型、条件、更新频率，在目录范围内，动态调整",
    "scope, class, conditions and update frequency are stated; within the catalogue, adjusted as things change",
)
.separable();
/// OPEN-10.
static OPEN_10: Rule = rule(
    RuleId(Chapter::Opening, 10),
    since(OPENING_MEASURES),
    "开放的公共数据是具备原始性、可机器读取、可供社会化再利用的数据集",
    "open data are data sets that are original, machine-readable and re-usable by society",
    &[by(art("OD21", 3), Confirmed)],
)
.when("开放数据集", "a data set is opened")
.then(
    "原始、可机器读取、可供社会再利用；否则不合格",
    "original, machine-readable, re-usable by society; else it does not qualify",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_3, &OPEN_10];

codes! {
    ENTRY_COMPLETE: OPEN_3, "open.list.entry_complete", Fail, Met, "清单条目列明了应有的内容", "the list entry states all that it must";
    ENTRY_LACKS: OPEN_3, "open.list.entry_lacks", Fail, NotMet, "清单条目未列明该项内容", "the list entry does not state this";
    OUTSIDE_CATALOGUE: OPEN_3, "open.list.outside_catalogue", Fail, NotMet, "清单条目不在公共数据目录之内", "the list entry rests on no entry of the catalogue";
    ENTRY_UNKNOWN: OPEN_3, "open.list.entry_unknown", Fail, Undetermined, "不知道清单条目是否列明该项内容", "it is unknown whether the list entry states this";
    QUALIFIES: OPEN_10, "open.quality.qualifies", Fail, Met, "数据集具备原始性并可机器读取", "the data set is original and machine-readable";
    NOT_ORIGINAL: OPEN_10, "open.quality.not_original", Fail, NotMet, "数据集不具备原始性", "the data set is not original";
    NOT_MACHINE_READABLE: OPEN_10, "open.quality.not_machine_readable", Fail, NotMet, "数据集不可机器读取", "the data set is not machine-readable";
    READABLE_BY_FORMAT: OPEN_10, "open.quality.readable_by_format", Inform, Met, "未说明可否机器读取，依格式判断为可以", "it is not said whether the set is machine-readable; its format is" => Inferred;
    QUALITY_UNKNOWN: OPEN_10, "open.quality.unknown", Fail, Undetermined, "不知道数据集是否具备原始性、可否机器读取", "it is unknown whether the data set is original and machine-readable";
}

/// An entry of an open list.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ListEntry<'a> {
    #[serde(borrow)]
    pub(super) entry: Fact<CatalogueEntry<'a>>,
    open_scope: Fact<&'a str>,
    open_type: Fact<OneOrMany<OpenClass>>,
    pub(super) condition: Fact<OpenCondition<'a>>,
    update_cycle: Fact<&'a str>,
    formats: Fact<Vec<Format>>,
    raw_flag: Fact<bool>,
    machine_readable: Fact<bool>,
    pub(super) high_value: Fact<HighValue>,
    pub(super) demand_count: Fact<u64>,
    pub(super) treatment: Fact<Treatment>,
    pub(super) holder_consents: Fact<Vec<HolderConsent>>,
}

/// The entry of the catalogue that a list entry rests on: its code, or the record.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum CatalogueEntry<'a> {
    Code(&'a str),
    Record(#[serde(borrow)] Box<Entry<'a>>),
}

/// The conditions of conditional opening (开放条件); each known to be none where it is `null`.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct OpenCondition<'a> {
    #[serde(borrow)]
    pub(super) user_kind: Fact<Vec<&'a str>>,
    pub(super) purpose: Fact<Vec<&'a str>>,
    pub(super) security_ability: Fact<u64>,
    pub(super) holder_authorisation: Fact<bool>,
    pub(super) agreement: Fact<bool>,
}

/// A format (格式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Format {
    Csv,
    Xlsx,
    Json,
    Xml,
    Rdf,
    Api,
    Other,
}

impl ListEntry<'_> {
    /// The record of the catalogue entry, where it is at hand.
    pub(super) fn record(&self) -> Option<&Entry<'_>> {
        match self.entry.known()? {
            CatalogueEntry::Record(record) => Some(record),
            CatalogueEntry::Code(_) => None,
        }
    }

    /// The one class: the list's, else that of the catalogue's record. `None`: none, or several.
    pub(super) fn class(&self) -> Fact<OpenClass> {
        let stated = match self.record() {
            Some(record) if self.open_type.is_unknown() => &record.open_type,
            _ => &self.open_type,
        };
        match stated {
            Fact::Unknown => Fact::Unknown,
            Fact::None => Fact::None,
            Fact::Known(classes) => classes.one().map_or(Fact::None, Fact::Known),
        }
    }
}

/// OPEN-3, for the list entry at the pointer `at`: the fields that it is known to lack. Undetermined when one is absent.
pub(super) fn complete(listed: &ListEntry<'_>, at: &str, out: &mut Findings) -> Vec<&'static str> {
    if !out.asks(&OPEN_3) {
        return Vec::new();
    }
    let class = listed.class();
    let there = |known: bool, unknown: bool| if unknown { None } else { Some(known) };
    let catalogued = match &listed.entry {
        Fact::Known(CatalogueEntry::Code(code)) => Some(!code.trim().is_empty()),
        Fact::Known(CatalogueEntry::Record(_)) => Some(true),
        Fact::None => Some(false),
        Fact::Unknown => None,
    };
    let mut fields = vec![
        ("open_scope", listed.open_scope.is_stated()),
        ("open_type", there(class.known().is_some(), class.is_unknown())),
        ("update_cycle", listed.update_cycle.is_stated()),
    ];
    if class.is(OpenClass::Conditional) == Some(true) {
        fields.push(("condition", there(listed.condition.known().is_some(), listed.condition.is_unknown())));
    }
    let mut lacking: Vec<&'static str> = Vec::new();
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    match catalogued {
        Some(true) => {}
        Some(false) => {
            out.add(&OUTSIDE_CATALOGUE, format!("{at}/entry"));
            lacking.push("entry");
        }
        None => missing.push(format!("{at}/entry").into()),
    }
    for (name, stated) in fields {
        match stated {
            Some(true) => {}
            Some(false) => {
                out.add(&ENTRY_LACKS, format!("{at}/{name}"));
                lacking.push(name);
            }
            None => missing.push(format!("{at}/{name}").into()),
        }
    }
    if !missing.is_empty() {
        out.missing(&ENTRY_UNKNOWN, missing);
    } else if lacking.is_empty() {
        out.add(&ENTRY_COMPLETE, at.to_owned());
    }
    lacking
}

/// OPEN-10, for a list entry that is opened: whether the data set qualifies; `None` when that is unknown or not asked.
/// That a set may be re-used follows from its opening; no mark of its own says so.
pub(super) fn qualifies(listed: &ListEntry<'_>, at: &str, out: &mut Findings) -> Option<bool> {
    if !out.asks(&OPEN_10) || listed.class().is(OpenClass::NotOpen) == Some(true) {
        return None;
    }
    let formats = listed.formats.list().unwrap_or_default();
    let by_format = formats.iter().any(|format| *format != Format::Other);
    let readable = match listed.machine_readable.is(true) {
        None if by_format => {
            out.add(&READABLE_BY_FORMAT, format!("{at}/formats"));
            Some(true)
        }
        stated => stated,
    };
    let asked = [
        ("raw_flag", listed.raw_flag.is(true), &NOT_ORIGINAL),
        ("machine_readable", readable, &NOT_MACHINE_READABLE),
    ];
    for (name, _, code) in asked.iter().filter(|(_, kept, _)| *kept == Some(false)) {
        out.add(code, format!("{at}/{name}"));
    }
    if asked.iter().any(|(_, kept, _)| *kept == Some(false)) {
        return Some(false);
    }
    let missing: Vec<Cow<'static, str>> = asked
        .iter()
        .filter(|(_, kept, _)| kept.is_none())
        .map(|(name, ..)| format!("{at}/{name}").into())
        .collect();
    if !missing.is_empty() {
        out.missing(&QUALITY_UNKNOWN, missing);
        return None;
    }
    out.add(&QUALIFIES, at.to_owned());
    Some(true)
}
