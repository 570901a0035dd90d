//! The topic `service.guide`: is the guide what the law asks? ONE-2 (complete, published), ONE-4 (no catch-all), ONE-6
//! (nothing added without basis); ONE-3 stands in `equality`, ONE-5 in `asked`, the published term of ONE-20 in `term`.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use super::answers::Answers;
use super::asked::asked;
use super::catch_all::is_catch_all;
use super::equality::equality;
use super::term::published_term;
use super::{BUSINESS, CITY_BUSINESS};
use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{Basis, Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::{BasisLevel, Fact, Guide, LegalBasis, Moment, Submission, Sufficient, sufficient};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/service.guide.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "service.guide",
    schema: SCHEMA,
    kind: "guide",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// ONE-2.
static ONE_2: Rule = rule(
    RuleId(Chapter::Service, 2),
    since(Law::BASE),
    "每一事项编制办事指南，列明条件、材料、流程，并在平台公布",
    "each item has a guide with conditions, materials and process, published on the platform",
    &[
        by(section("SEED", "二(五)"), Seed),
        by(art("OGS", 6), Confirmed),
        by(art("BER20", 23), Confirmed),
        by(art("BER24", 24), Confirmed),
    ],
)
.when("事项列入清单", "an item is listed")
.then(
    "编制办事指南，列明条件、材料、流程（2020-04-10起并列明容缺受理），在平台公布",
    "a guide with conditions, materials and process (from 2020-04-10 acceptance with later completion too) is published on the platform",
);
/// ONE-4.
static ONE_4: Rule = rule(
    RuleId(Chapter::Service, 4),
    since(Law::BASE),
    "办理条件不得含有兜底条款",
    "a guide must not contain catch-all clauses",
    &[
        by(section("SEED", "二(五)"), Inferred).until(CITY_BUSINESS),
        by(art("BER20", 23), Confirmed),
        by(art("BER24", 24), Confirmed),
    ],
)
.when("办事指南的条件含兜底条款", "a condition of a guide is a catch-all")
.then("不得含有；不得据以要求任何材料", "not allowed; nothing may be asked on it");
/// ONE-6.
static ONE_6: Rule = rule(
    RuleId(Chapter::Service, 6),
    since(BUSINESS),
    "没有法律、法规、规章依据，不得增设办理条件和环节",
    "no condition or step is added without law, regulation or rule",
    &[by(art("NBER", 35), Confirmed)],
)
.when("增设办理条件或者环节", "a condition or step is added")
.then("须有法律、法规、规章依据；没有依据的无效", "law, regulation or rule is needed; without it, invalid")
.separable();

/// What a condition or step may rest on.
const STEP_LEVELS: &[BasisLevel] =
    &[BasisLevel::Law, BasisLevel::AdministrativeRegulation, BasisLevel::LocalRegulation, BasisLevel::Rule];

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_2, &ONE_4, &ONE_6];

codes! {
    COMPLETE: ONE_2, "service.guide.complete", Fail, Met, "指南列明了条件、材料、流程并已公布", "the guide names conditions, materials and process and is published";
    FIELD_MISSING: ONE_2, "service.guide.missing", Fail, NotMet, "指南缺少该项内容", "the guide lacks this";
    NOT_PUBLISHED: ONE_2, "service.guide.not_published", Fail, NotMet, "指南未公布", "the guide is not published";
    NO_GUIDE: ONE_2, "service.guide.none", Fail, NotMet, "没有办事指南", "there is no guide";
    FIELDS_UNKNOWN: ONE_2, "service.guide.unknown", Fail, Undetermined, "不知道指南的内容", "it is unknown what the guide contains";
    LATER_STATED: ONE_2, "service.guide.later_completion", Inform, Met, "指南说明了各材料可否容缺后补", "the guide says of each material whether it may be completed later" => Inferred on LATER_COMPLETION;
    LATER_NOT_STATED: ONE_2, "service.guide.no_later_completion", Warn, NotMet, "指南未说明该材料可否容缺后补", "the guide does not say whether this material may be completed later" => Inferred on LATER_COMPLETION;
    LATER_UNKNOWN: ONE_2, "service.guide.later_completion_unknown", Inform, Undetermined, "不知道指南是否说明可否容缺后补", "it is unknown whether the guide speaks of later completion" => Inferred on LATER_COMPLETION;
    NO_CATCH_ALL: ONE_4, "service.guide.no_catch_all", Fail, Met, "没有兜底条款", "there is no catch-all clause";
    CATCH_ALL: ONE_4, "service.guide.catch_all", Fail, NotMet, "含有兜底条款，不得据以要求任何材料或者条件", "a catch-all clause: nothing may be asked by it";
    CATCH_ALL_WORDS: ONE_4, "service.guide.catch_all_words", Fail, NotMet, "依文字判断为兜底条款，不得据以要求任何材料或者条件", "a catch-all clause by its words: nothing may be asked by it" => Inferred;
    CATCH_ALL_DOUBT: ONE_4, "service.guide.catch_all_doubt", Warn, NotMet, "标明不是兜底条款，但文字像兜底条款，请核对", "said to be no catch-all clause, and worded like one: look again" => Inferred;
    CATCH_ALL_UNKNOWN: ONE_4, "service.guide.catch_all_unknown", Fail, Undetermined, "不知道是否为兜底条款", "it is unknown whether this is a catch-all clause";
    FOUNDED: ONE_6, "service.guide.founded", Fail, Met, "条件和环节均有法律、法规、规章依据", "every condition and step has its law, regulation or rule";
    NO_BASIS: ONE_6, "service.guide.no_basis", Fail, NotMet, "该条件或者环节没有法律、法规、规章依据，不得增设", "no law, regulation or rule carries this condition or step: it must not be added";
    BASIS_UNKNOWN: ONE_6, "service.guide.basis_unknown", Fail, Undetermined, "不知道条件或者环节的依据", "it is unknown what carries the condition or step";
}

const LATER_COMPLETION: &[Basis] =
    &[by(art_para("BER20", 23, 3), Confirmed), by(art("BER24", 24), Confirmed)];

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    occurred_at: Fact<Moment>,
    #[serde(borrow)]
    online: Fact<Guide<'a>>,
    offline: Fact<Guide<'a>>,
    submission: Fact<Submission<'a>>,
}

const QUESTIONS: &[&str] = &["equality", "completeness", "catch_all", "asked", "basis", "term"];

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.occurred_at, "/occurred_at");
    let mut answers = Answers::default();
    let mut differences = Vec::new();
    let mut lacking = Vec::new();
    if out.law().applies() {
        if let (Fact::Known(online), Fact::Known(offline)) = (&facts.online, &facts.offline) {
            differences = equality(online, offline, &mut answers, &mut out);
        }
        match (&facts.online, &facts.offline) {
            (Fact::None, Fact::None) => answers.add("completeness", "missing", &NO_GUIDE, "", &mut out),
            (Fact::None, Fact::Unknown) => {
                answers.add("completeness", "missing", &NO_GUIDE, "/online", &mut out);
            }
            (Fact::Unknown, Fact::None) => {
                answers.add("completeness", "missing", &NO_GUIDE, "/offline", &mut out);
            }
            _ => {}
        }
        for (at, guide) in [("/online", &facts.online), ("/offline", &facts.offline)] {
            if let Fact::Known(guide) = guide {
                complete(at, guide, &mut lacking, &mut answers, &mut out);
                catch_alls(at, guide, &mut answers, &mut out);
                bases(at, guide, &mut answers, &mut out);
                published_term(at, guide, &mut answers, &mut out);
            }
        }
        if facts.online.is_unknown() && facts.offline.is_unknown() && facts.submission.is_unknown() {
            out.missing(&FIELDS_UNKNOWN, vec!["/online".into(), "/offline".into()]);
        }
        if let Fact::Known(submission) = &facts.submission {
            let guides = [("/online", &facts.online), ("/offline", &facts.offline)];
            asked(submission, &guides, &mut answers, &mut out);
        }
    }
    let mut value = answers.value(QUESTIONS, &out);
    value.insert("differences", differences.into());
    value.insert("missing", lacking.into());
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// ONE-2: `lacking` takes the names of what the guide lacks.
fn complete(
    at: &'static str,
    guide: &Guide<'_>,
    lacking: &mut Vec<&'static str>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut faults = Vec::new();
    let stated = [
        ("conditions", stated(&guide.conditions)),
        ("materials", stated(&guide.materials)),
        // A guide may ask for no condition and no material, but what it guides through has a step.
        ("process", guide.process.list().map(|steps| !steps.is_empty())),
    ];
    for (name, stated) in stated {
        match stated {
            None => missing.push(format!("{at}/{name}").into()),
            Some(true) => {}
            Some(false) => faults.push((name, &FIELD_MISSING)),
        }
    }
    match guide.published_at {
        Fact::Unknown => missing.push(format!("{at}/published_at").into()),
        Fact::Known(published) if published.day() <= out.law().date() => {}
        _ => faults.push(("published_at", &NOT_PUBLISHED)),
    }
    let clean = faults.is_empty();
    for (name, code) in faults {
        answers.add("completeness", "missing", code, format!("{at}/{name}"), out);
        if !lacking.contains(&name) {
            lacking.push(name);
        }
    }
    if !missing.is_empty() {
        out.missing(&FIELDS_UNKNOWN, missing);
    } else if clean {
        answers.add("completeness", "complete", &COMPLETE, at, out);
    }
    if out.law().date() >= CITY_BUSINESS {
        later_completion(at, guide, out);
    }
}

/// Whether a list is stated, be it empty: `null` says that the guide has no such part.
fn stated<T>(list: &Fact<Vec<T>>) -> Option<bool> {
    match list {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(_) => Some(true),
    }
}

/// ONE-2 from 2020-04-10: later completion (容缺受理). How the guide says it is a construction of ours, so it only informs.
fn later_completion(at: &'static str, guide: &Guide<'_>, out: &mut Findings) {
    let mut all = true;
    for (index, material) in guide.materials.list().unwrap_or_default().iter().enumerate() {
        let path = format!("{at}/materials/{index}/necessity");
        match material.necessity {
            Fact::Known(_) => continue,
            Fact::None => out.add(&LATER_NOT_STATED, path),
            Fact::Unknown => out.missing(&LATER_UNKNOWN, vec![path.into()]),
        }
        all = false;
    }
    if all && guide.materials.known().is_some() {
        out.add(&LATER_STATED, format!("{at}/materials"));
    }
}

/// ONE-4: what is stated of a condition goes before its words; a material is known by its name alone.
fn catch_alls(at: &'static str, guide: &Guide<'_>, answers: &mut Answers, out: &mut Findings) {
    let by_words = |text: &Fact<&str>| text.known().is_some_and(|text| is_catch_all(text));
    // A list that is absent is missed by ONE-2.
    let mut clean = !guide.conditions.is_unknown() && !guide.materials.is_unknown();
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    for (index, condition) in guide.conditions.list().unwrap_or_default().iter().enumerate() {
        let text = format!("{at}/conditions/{index}/text");
        let stated = format!("{at}/conditions/{index}/is_catch_all");
        match (condition.is_catch_all, by_words(&condition.text)) {
            (Fact::Known(true), _) => {
                clean = false;
                answers.add("catch_all", "catch_all", &CATCH_ALL, stated, out);
            }
            (Fact::Known(false) | Fact::None, true) => out.add(&CATCH_ALL_DOUBT, text),
            (Fact::Unknown, true) => {
                clean = false;
                answers.add("catch_all", "catch_all", &CATCH_ALL_WORDS, text, out);
            }
            (Fact::Unknown, false) => missing.push(stated.into()),
            (Fact::Known(false) | Fact::None, false) => {}
        }
    }
    for (index, material) in guide.materials.list().unwrap_or_default().iter().enumerate() {
        let name = format!("{at}/materials/{index}/name");
        if by_words(&material.name) {
            clean = false;
            answers.add("catch_all", "catch_all", &CATCH_ALL_WORDS, name, out);
        } else if material.name.is_unknown() {
            missing.push(name.into());
        }
    }
    if !missing.is_empty() {
        out.missing(&CATCH_ALL_UNKNOWN, missing);
    } else if clean {
        answers.add("catch_all", "ok", &NO_CATCH_ALL, at, out);
    }
}

/// ONE-6.
fn bases(at: &'static str, guide: &Guide<'_>, answers: &mut Answers, out: &mut Findings) {
    if !out.asks(&ONE_6) {
        return;
    }
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut clean = true;
    let mut look = |list: &str, index: usize, bases: &Fact<Vec<LegalBasis>>| {
        let path = format!("{at}/{list}/{index}/basis");
        match sufficient(bases, STEP_LEVELS, out.law().date()) {
            Sufficient::Yes => {}
            Sufficient::Unknown => missing.push(path.into()),
            Sufficient::UnknownField(basis, field) => missing.push(format!("{path}/{basis}/{field}").into()),
            _ => {
                clean = false;
                answers.add("basis", "no_basis", &NO_BASIS, path, out);
            }
        }
    };
    for (index, condition) in guide.conditions.list().unwrap_or_default().iter().enumerate() {
        look("conditions", index, &condition.basis);
    }
    for (index, step) in guide.process.list().unwrap_or_default().iter().enumerate() {
        look("process", index, &step.basis);
    }
    if !missing.is_empty() {
        out.missing(&BASIS_UNKNOWN, missing);
    } else if clean {
        answers.add("basis", "ok", &FOUNDED, at, out);
    }
}
