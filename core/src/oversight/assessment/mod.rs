//! The topic `assessment.sheet`: SUP-1 (checks), SUP-2 (assessment and grade), SUP-4 (exemption of failed reform). The
//! lines are in `lines`.

pub(crate) mod lines;

use std::collections::BTreeMap;

use chrono::Months;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{
    Chapter, Law, Parameter, Rule, RuleId, Unit, art, art_para, by, codes, item, number, parameter, rule,
    section, since,
};
use crate::record::{Fact, Moment};
use crate::report::{Findings, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::liability::FINDING_ONLY;
use lines::{Counted, Line, Score, count, decimal, quotient};

const SCHEMA: &str = include_str!("../../../schemas/assessment.sheet.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "assessment.sheet",
    schema: SCHEMA,
    kind: "assessment_sheet",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// SUP-1.
static SUP_1: Rule = rule(
    RuleId(Chapter::Supervision, 1),
    since(Law::BASE),
    "市政府办公厅监督检查各单位的目录编制、数据质量、共享、开放工作",
    "the city government's general office checks the units' catalogue, quality, sharing and opening",
    &[by(section("O9", "第七章"), Seed).until(Law::DATA_REGULATION), by(art("SDR", 36), Confirmed)],
)
.when("市政府办公厅监督检查各单位", "the General Office inspects units")
.then(
    "检查目录、质量、共享、开放情况，列出发现",
    "catalogue, quality, sharing and opening are checked and findings listed",
);
/// SUP-2.
static SUP_2: Rule = rule(
    RuleId(Chapter::Supervision, 2),
    since(Law::BASE),
    "对责任部门和各区进行考核，结果纳入领导班子和领导干部年度绩效",
    "responsible departments and districts are assessed, the result enters their leaders' yearly performance",
    &[
        by(section("O9", "第七章"), Inferred),
        by(item("OND", 12), Confirmed),
        by(art_para("SDR", 36, 2), Confirmed),
    ],
)
.when("考核责任部门和区", "departments and districts are assessed")
.then(
    "结果纳入领导班子年度绩效；改革牵头部门负责一网通办考核",
    "the result enters the leaders' yearly performance; the department that leads the reform assesses it",
);
/// SUP-4.
static SUP_4: Rule = rule(
    RuleId(Chapter::Supervision, 4),
    since(Law::BASE),
    "改革未达预期，但决策合法、勤勉尽责、未谋私利的，不作负面评价，免除责任",
    "a reform that failed despite a lawful decision, diligence and no private gain is not assessed negatively",
    &[by(section("O9", "第七章"), Inferred), by(item("OND", 16), Confirmed)],
)
.when("改革未达预期", "a reform failed")
.then(
    "勤勉尽责、决策合法、未谋私利的，不作负面评价，免予追责",
    "with diligence, lawful decision and no private gain: no negative assessment, exempt",
);

/// Longest time between two reports of checks.
static INTERVAL_MONTHS: Parameter = parameter(
    "supervision.report_months",
    &[SUP_1.id],
    Unit::Months,
    "检查报告的最长间隔",
    "longest time between two reports of checks",
    &[number(12, by(section("O9", "第七章"), Inferred))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SUP_1, &SUP_2, &SUP_4];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&INTERVAL_MONTHS];

codes! {
    REPORTED: SUP_1, "supervision.report.there", Fail, Met, "在检查周期内有报告", "a report was made within the interval" => Inferred;
    NOT_REPORTED: SUP_1, "supervision.report.overdue", Fail, NotMet, "超过检查周期没有报告", "no report within the interval" => Inferred;
    REPORT_UNKNOWN: SUP_1, "supervision.report.unknown", Fail, Undetermined, "不知道最近一次报告的时间", "it is unknown when the last report was made" => Inferred;
    GRADED: SUP_2, "assessment.graded", Fail, Met, "总分和等次由各项得分计算", "total and grade follow from the lines";
    WITHHELD: SUP_2, "assessment.withheld", Inform, Undetermined, "有未知项，不计总分，不定等次", "lines are unknown: no total, no grade";
    NO_LINES: SUP_2, "assessment.no_lines", Fail, NotMet, "考核表没有可计分的指标", "the sheet has no line that can be scored";
    LINES_UNKNOWN: SUP_2, "assessment.lines_unknown", Fail, Undetermined, "不知道考核表的指标或者权重", "the lines of the sheet, or a weight, are unknown";
    EQUAL_WEIGHTS: SUP_2, "assessment.weights_default", Inform, Met, "未给出权重，各项同等", "no weights given: all lines weigh alike" => Inferred;
    BANDS_DEFAULT: SUP_2, "assessment.bands_default", Inform, Met, "等次分数线采用默认参数（90、80、60）", "grades by the default bands (90, 80, 60)" => Inferred;
    MADE_UP: SUP_2, "assessment.total_unsupported", Fail, NotMet, "所填总分或者等次没有各项得分支持", "the total or grade stated is not supported by the lines";
    ASSESSOR: SUP_2, "assessment.assessor_competent", Inform, Met, "由有权部门考核", "assessed by the competent department";
    OTHER_ASSESSOR: SUP_2, "assessment.assessor_other", Warn, NotMet, "考核单位不是市政府办公厅或者改革牵头部门", "assessed by neither the general office nor the department that leads the reform";
    IN_PERFORMANCE: SUP_2, "assessment.in_performance", Inform, Met, "结果纳入年度绩效", "the result enters yearly performance";
    NOT_IN_PERFORMANCE: SUP_2, "assessment.not_in_performance", Warn, NotMet, "结果未纳入年度绩效", "the result does not enter yearly performance";
    EXEMPT: SUP_4, "assessment.exempt", Fail, Met, "不作负面评价，免除责任", "no negative assessment: exempt";
    NOT_EXEMPT: SUP_4, "assessment.not_exempt", Fail, NotMet, "不符合免责条件", "the conditions of exemption do not hold";
    EXEMPTION_UNKNOWN: SUP_4, "assessment.exemption_unknown", Fail, Undetermined, "不知道免责条件是否具备", "it is unknown whether the conditions of exemption hold";
    NO_EXEMPTION_YET: SUP_4, "assessment.exemption_not_yet", Fail, NotApplicable, "2021-07-01前没有免责的规定", "before 2021-07-01 no text gives an exemption";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Sheet<'a> {
    assessor: Fact<Assessor>,
    into_performance: Fact<bool>,
    checks: Fact<Vec<Check>>,
    #[serde(borrow)]
    lines: Fact<Vec<Line<'a>>>,
    bands: Fact<Bands>,
    total: Fact<Score<'a>>,
    grade: Fact<Grade>,
    exemption: Fact<Exemption>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Assessor {
    CityGovernmentOffice,
    ReformLead,
    Other,
}

/// A check of one field of work (监督检查).
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Check {
    last_reported_at: Fact<Moment>,
    interval_months: Fact<u32>,
}

/// Lowest totals of the grades, in points.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Bands {
    excellent: Fact<u64>,
    good: Fact<u64>,
    pass: Fact<u64>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Grade {
    Excellent,
    Good,
    Pass,
    Fail,
}

impl Grade {
    fn as_str(self) -> &'static str {
        match self {
            Self::Excellent => "excellent",
            Self::Good => "good",
            Self::Pass => "pass",
            Self::Fail => "fail",
        }
    }
}

/// The conditions under which a failed reform is not assessed negatively.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Exemption {
    reform_failure: Fact<bool>,
    lawful_decision: Fact<bool>,
    diligent: Fact<bool>,
    no_private_gain: Fact<bool>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let sheet: Sheet<'_> = read(facts)?;
    let mut out = question.state();
    let mut shown = Vec::new();
    let mut total = None;
    let mut grade = None;
    let mut exempt = None;
    if out.law().applies() {
        out.add(&FINDING_ONLY, "");
        checks(&sheet, question, &mut out);
        actors(&sheet, &mut out);
        exempt = exemption(&sheet, &mut out);
        // A sheet that asks for the exemption, or the checks, alone has no lines.
        let alone = sheet.exemption.known().is_some() || sheet.checks.known().is_some();
        if !(sheet.lines.is_unknown() && alone) {
            total = add_up(&sheet, &mut shown, &mut out);
            grade = total.map(|total| graded(&sheet, total, &mut out));
            supported(&sheet, total, grade, &mut out);
        }
        if exempt == Some(true) && grade == Some(Grade::Fail) {
            grade = None;
        }
    }
    let decision = match (out.outcome(), exempt, grade) {
        (_, Some(true), _) => Some("exempt"),
        (_, Some(false), _) => Some("not_exempt"),
        (_, _, Some(_)) => Some("graded"),
        _ if !shown.is_empty() => Some("withheld"),
        (Outcome::NotMet, ..) => Some("finding"),
        (Outcome::Met, ..) => Some("checked"),
        _ => None,
    };
    let value = BTreeMap::from([
        ("decision", decision.into()),
        ("exempt", exempt.into()),
        ("grade", grade.map(Grade::as_str).into()),
        ("lines", shown.into()),
        ("total", total.map(decimal).into()),
    ]);
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// SUP-1: each field of work is reported on once an interval.
fn checks(sheet: &Sheet<'_>, question: &Question<'_>, out: &mut Findings) {
    for (index, check) in sheet.checks.list().unwrap_or_default().iter().enumerate() {
        let path = format!("/checks/{index}/last_reported_at");
        let months =
            check.interval_months.known().copied().unwrap_or_else(|| out.law().number(&INTERVAL_MONTHS));
        match check.last_reported_at {
            Fact::Unknown => out.missing(&REPORT_UNKNOWN, vec![path.into()]),
            Fact::Known(last)
                if last
                    .day()
                    .checked_add_months(Months::new(months))
                    .is_none_or(|due| question.as_of <= due) =>
            {
                out.add(&REPORTED, path);
            }
            Fact::Known(_) | Fact::None => out.add(&NOT_REPORTED, path),
        }
    }
}

/// SUP-2: who assesses, and where the result goes. Later matters, which warn.
fn actors(sheet: &Sheet<'_>, out: &mut Findings) {
    match sheet.assessor {
        Fact::Known(Assessor::Other) => out.add(&OTHER_ASSESSOR, "/assessor"),
        Fact::Known(Assessor::CityGovernmentOffice | Assessor::ReformLead) => out.add(&ASSESSOR, "/assessor"),
        _ => {}
    }
    match sheet.into_performance {
        Fact::Known(true) => out.add(&IN_PERFORMANCE, "/into_performance"),
        Fact::Known(false) => out.add(&NOT_IN_PERFORMANCE, "/into_performance"),
        _ => {}
    }
}

/// SUP-4: all four conditions.
fn exemption(sheet: &Sheet<'_>, out: &mut Findings) -> Option<bool> {
    let exemption = sheet.exemption.known()?;
    if !out.law().in_force("OND") {
        out.add(&NO_EXEMPTION_YET, "/exemption");
        return None;
    }
    let conditions = [
        (exemption.reform_failure.is(true), "/exemption/reform_failure"),
        (exemption.lawful_decision.is(true), "/exemption/lawful_decision"),
        (exemption.diligent.is(true), "/exemption/diligent"),
        (exemption.no_private_gain.is(true), "/exemption/no_private_gain"),
    ];
    let broken: Vec<_> = conditions.iter().filter(|(holds, _)| *holds == Some(false)).collect();
    let missing: Vec<_> =
        conditions.iter().filter(|(holds, _)| holds.is_none()).map(|(_, path)| (*path).into()).collect();
    for (_, path) in &broken {
        out.add(&NOT_EXEMPT, *path);
    }
    if !broken.is_empty() {
        return Some(false);
    }
    if !missing.is_empty() {
        out.missing(&EXEMPTION_UNKNOWN, missing);
        return None;
    }
    out.add(&EXEMPT, "/exemption");
    Some(true)
}

/// The weighted mean of the lines, in hundredths; `None` as soon as one of them is not known.
fn add_up(sheet: &Sheet<'_>, shown: &mut Vec<Value>, out: &mut Findings) -> Option<u64> {
    let Some(lines) = sheet.lines.list() else {
        out.missing(&LINES_UNKNOWN, vec!["/lines".into()]);
        return None;
    };
    let equal = lines.iter().all(|line| line.weight.known().is_none());
    let mut sum: u128 = 0;
    let mut weights: u128 = 0;
    let mut complete = true;
    let mut unweighed = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let counted = count(line, index, out);
        let (result, score) = match counted {
            Counted::Score(score) => ("known", Some(score)),
            Counted::Nothing => ("not_applicable", None),
            Counted::Unknown => ("unknown", None),
            Counted::Wrong => ("wrong", None),
        };
        shown.push(json!({
            "indicator": line.indicator.known().copied(),
            "result": result,
            "score": score.map(decimal),
        }));
        let weight = match line.weight {
            Fact::Known(weight) => weight,
            Fact::Unknown if !equal => {
                unweighed.push(format!("/lines/{index}/weight").into());
                0
            }
            _ => 1,
        };
        complete &= matches!(counted, Counted::Score(_) | Counted::Nothing);
        if let Some(score) = score {
            sum = sum.saturating_add(u128::from(score).saturating_mul(weight.into()));
            weights = weights.saturating_add(weight.into());
        }
    }
    if !unweighed.is_empty() {
        out.missing(&LINES_UNKNOWN, unweighed);
        complete = false;
    }
    if !complete {
        out.add(&WITHHELD, "/lines");
        return None;
    }
    if equal && !lines.is_empty() {
        out.add(&EQUAL_WEIGHTS, "/lines");
    }
    let total = quotient(sum, weights);
    if total.is_none() {
        out.add(&NO_LINES, "/lines");
    }
    total
}

/// The grade of a total.
fn graded(sheet: &Sheet<'_>, total: u64, out: &mut Findings) -> Grade {
    let bands = sheet.bands.known().copied().unwrap_or_default();
    let mut defaults = false;
    let mut from = |band: Fact<u64>, default: u64| {
        defaults |= band.known().is_none();
        band.known().copied().unwrap_or(default).saturating_mul(100)
    };
    let (excellent, good, pass) = (from(bands.excellent, 90), from(bands.good, 80), from(bands.pass, 60));
    if defaults {
        out.add(&BANDS_DEFAULT, "");
    }
    out.add(&GRADED, "/lines");
    match total {
        total if total >= excellent => Grade::Excellent,
        total if total >= good => Grade::Good,
        total if total >= pass => Grade::Pass,
        _ => Grade::Fail,
    }
}

/// A total or grade that the sheet states is what its lines give.
fn supported(sheet: &Sheet<'_>, total: Option<u64>, grade: Option<Grade>, out: &mut Findings) {
    if let Fact::Known(stated) = sheet.total
        && stated.hundredths() != total
    {
        out.add(&MADE_UP, "/total");
    }
    if let Fact::Known(stated) = sheet.grade
        && Some(stated) != grade
    {
        out.add(&MADE_UP, "/grade");
    }
}
