//! What is worth keeping, and what it is worth kept: EARCH-1 (appraisal), EARCH-2 (equal effect) and EARCH-9 (conformity).

use serde::Deserialize;

use crate::law::Confidence::{Inferred, Secondary, Seed, Text as Confirmed};
use crate::law::{Chapter, Date, Law, Rule, RuleId, art, art_para, by, codes, on, rule, section, since};
use crate::record::{AllOf, Fact};
use crate::report::Findings;

/// The day the State Council's provisions on online government services entered into force.
pub(super) const ONLINE_SERVICES: Date = on(2019, 4, 26);
const ARCHIVES_LAW: Date = on(2021, 1, 1);

/// EARCH-1.
static EARCH_1: Rule = rule(
    RuleId(Chapter::Archive, 1),
    since(Law::BASE),
    "一网通办中形成的具有凭证、参考和保存价值的电子文件应当归档为电子档案",
    "e-files formed in one-net service with evidence, reference and preservation value are archived as e-records",
    &[
        by(section("SEED", "二(六)"), Seed),
        by(section("EA18", "电子档案"), Secondary),
        by(art_para("OGS", 15, 4), Confirmed),
    ],
)
.when(
    "一网通办中形成有凭证、参考、保存价值的电子文件",
    "e-files of one-net service have value as evidence, reference or for keeping",
)
.then("归档为电子档案；没有价值的不归档", "archived as e-records; without value they are not");
/// EARCH-2.
static EARCH_2: Rule = rule(
    RuleId(Chapter::Archive, 2),
    since(ONLINE_SERVICES),
    "符合档案管理要求的电子档案与纸质档案具有同等法律效力，可以作为凭证使用",
    "a conforming e-archive has the same effect as a paper archive and may be used as evidence",
    &[by(art("OGS", 12), Confirmed), by(art("AL", 37), Confirmed)],
)
.when("电子档案符合要求", "an e-archive conforms")
.then("与纸质档案同等，可以作为凭证", "equals the paper archive and may be evidence")
.separable();
/// EARCH-9.
static EARCH_9: Rule = rule(
    RuleId(Chapter::Archive, 9),
    since(ONLINE_SERVICES),
    "电子档案应当来源可靠、程序规范、要素合规",
    "e-archives come from a reliable source, by a regular procedure, with compliant elements",
    &[
        by(art("OGS", 12), Inferred).until(ARCHIVES_LAW),
        by(art("AL", 37), Confirmed),
        by(art("ALR", 39), Confirmed),
    ],
)
.when("形成电子档案", "an e-archive is formed")
.then(
    "来源可靠、程序规范、要素合规；缺项为不足",
    "reliable source, regular procedure, compliant elements; a lack is a gap",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&EARCH_1, &EARCH_2, &EARCH_9];

codes! {
    ARCHIVE: EARCH_1, "earch.appraisal.archive", Fail, Met, "具有凭证、参考和保存价值，应当归档", "it has evidence, reference and preservation value and is archived";
    DISCARD: EARCH_1, "earch.appraisal.discard", Fail, Met, "不具有归档价值，不归档", "it has not the value that archiving asks for, and is not archived";
    NOT_ARCHIVED: EARCH_1, "earch.appraisal.not_archived", Fail, NotMet, "应当归档的文件未归档", "a file that is to be archived was discarded";
    APPRAISAL_UNKNOWN: EARCH_1, "earch.appraisal.unknown", Fail, Undetermined, "缺少鉴定结论", "the appraisal of a value is missing";
    EQUAL_EFFECT: EARCH_2, "earch.effect.equal", Inform, Met, "与纸质档案具有同等法律效力，可以作为凭证", "it has the same effect as a paper archive and may serve as evidence";
    NO_EFFECT: EARCH_2, "earch.effect.none", Inform, NotMet, "不符合要求，不具有与纸质档案同等的效力", "it does not conform and has not the effect of a paper archive";
    CONFORMS: EARCH_9, "earch.conforms", Fail, Met, "来源可靠、程序规范、要素合规", "source, procedure and elements conform";
    SOURCE_GAP: EARCH_9, "earch.source_unreliable", Fail, NotMet, "来源不可靠", "the source is not reliable";
    PROCEDURE_GAP: EARCH_9, "earch.procedure_irregular", Fail, NotMet, "程序不规范，过程记录不完整", "the procedure is not regular or not wholly recorded";
    ELEMENTS_GAP: EARCH_9, "earch.elements_incomplete", Fail, NotMet, "要素不合规", "content, structure, background or process information does not conform";
    CONFORMITY_UNKNOWN: EARCH_9, "earch.conformity_unknown", Fail, Undetermined, "缺少判断符合性的事实", "facts that decide whether it conforms are missing";
}

/// The values for which a file is kept (鉴定).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Appraisal {
    evidence_value: Fact<bool>,
    reference_value: Fact<bool>,
    preservation_value: Fact<bool>,
    disposition: Fact<Disposition>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Disposition {
    Archived,
    Discarded,
}

/// Conformity (符合性).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Conformity {
    source_reliable: Fact<bool>,
    procedure_regular: Fact<bool>,
    elements_compliant: Fact<bool>,
}

/// What the appraisal came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Archive,
    Discard,
    /// It was to be archived and was discarded.
    Lost,
    Unknown,
}

/// EARCH-1: a file is archived that has all three values.
pub(super) fn appraisal(appraisal: &Appraisal, out: &mut Findings) -> Fate {
    let values = [
        (appraisal.evidence_value, "/appraisal/evidence_value"),
        (appraisal.reference_value, "/appraisal/reference_value"),
        (appraisal.preservation_value, "/appraisal/preservation_value"),
    ];
    if let Some((_, path)) = values.iter().find(|(value, _)| value.is(true) == Some(false)) {
        out.add(&DISCARD, *path);
        return Fate::Discard;
    }
    let missing: Vec<_> = values
        .iter()
        .filter(|(value, _)| value.is_unknown())
        .map(|(_, path)| std::borrow::Cow::Borrowed(*path))
        .collect();
    if !missing.is_empty() {
        out.missing(&APPRAISAL_UNKNOWN, missing);
        return Fate::Unknown;
    }
    if appraisal.disposition.is(Disposition::Discarded) == Some(true) {
        out.add(&NOT_ARCHIVED, "/appraisal/disposition");
        return Fate::Lost;
    }
    out.add(&ARCHIVE, "/appraisal");
    Fate::Archive
}

/// EARCH-9.
pub(super) fn conformity(conformity: &Conformity, out: &mut Findings) -> Option<bool> {
    if !out.asks(&EARCH_9) {
        return None;
    }
    let mut all = AllOf::new();
    for (fact, path, code) in [
        (conformity.source_reliable, "/conformity/source_reliable", &SOURCE_GAP),
        (conformity.procedure_regular, "/conformity/procedure_regular", &PROCEDURE_GAP),
        (conformity.elements_compliant, "/conformity/elements_compliant", &ELEMENTS_GAP),
    ] {
        all.ask(fact, path, code, out);
    }
    all.say("/conformity", &CONFORMS, &CONFORMITY_UNKNOWN, out)
}

/// EARCH-2: the effect, of an archive whose conformity and tests, as far as they were asked, came out so.
pub(super) fn effect(
    conforms: Option<bool>,
    passes: Option<bool>,
    out: &mut Findings,
) -> Option<&'static str> {
    if !out.asks(&EARCH_2) {
        return None;
    }
    match (conforms, passes) {
        (Some(false), _) | (_, Some(false)) => {
            out.add(&NO_EFFECT, "");
            Some("none")
        }
        (Some(true), _) => {
            out.add(&EQUAL_EFFECT, "");
            Some("equal_effect")
        }
        _ => None,
    }
}
