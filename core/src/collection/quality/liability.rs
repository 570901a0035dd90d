//! The topic `quality.liability`: who answers for the quality of data, and what the duties of keeping it come to: QUAL-1 to
//! QUAL-3, QUAL-5 to QUAL-7.

use std::collections::BTreeMap;

use chrono::Months;
use serde::Deserialize;
use serde_json::Value;

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{
    Basis, Chapter, Law, Parameter, Rule, RuleId, Unit, art, art_para, by, codes, number, parameter, rule,
    section, since,
};
use crate::record::{Agency, CHECK_DAYS, Deadline, Fact, Kept, Moment, QUAL_6};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../../schemas/quality.liability.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "quality.liability",
    schema: SCHEMA,
    kind: "data_defect",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

const STAGES: &[Basis] = &[by(section("SEED", "二(三)"), Seed)];

const fn seed(number: u8, zh: &'static str, en: &'static str) -> Rule {
    rule(RuleId(Chapter::Quality, number), since(Law::BASE), zh, en, STAGES)
}

/// QUAL-1.
static QUAL_1: Rule = seed(1, "谁采集、谁负责", "who collects answers for what came in wrong")
    .when("缺陷产生于采集环节", "a defect arose at collection")
    .then("采集单位负责", "the collecting unit answers");
/// QUAL-2.
static QUAL_2: Rule = seed(2, "谁校核、谁负责", "who checks answers for what passed the check")
    .when("缺陷通过了校核", "a defect passed the check")
    .then("校核单位或者市级责任部门负责", "the checking unit or the responsible department answers");
/// QUAL-3.
static QUAL_3: Rule =
    seed(3, "采集、校核环节均有缺陷的，各自负责", "where both stages failed, each answers for its own")
        .when("缺陷既产生于采集，又通过了校核", "a defect arose at collection and passed the check")
        .then("双方各就其环节负责", "each answers for its stage");
/// QUAL-5.
static QUAL_5: Rule = rule(
    RuleId(Chapter::Quality, 5),
    since(Law::DATA_REGULATION),
    "市大数据中心实时监测数据质量，定期评估，建立异议与更正机制",
    "the big data centre monitors quality, evaluates it periodically and runs objection and correction",
    &[by(art("SDR", 35), Confirmed)],
)
.when("市大数据中心管理数据质量", "the big data centre manages quality")
.then(
    "实时监测、定期评估，并运行异议与更正机制",
    "it monitors, evaluates periodically and runs objection and correction",
);
/// QUAL-7.
static QUAL_7: Rule = rule(
    RuleId(Chapter::Quality, 7),
    since(Law::DATA_REGULATION),
    "为公众服务需要其他部门数据的，使用平台提供的最新数据",
    "who serves the public with another department's data uses the newest on the platform",
    &[by(art_para("SDR", 40, 1), Confirmed)],
)
.when("为公众服务使用其他部门的数据", "another department's data serve the public")
.then("使用平台的最新数据，不用陈旧的自存副本", "the newest on the platform, no stale copy of one's own");

/// Longest time between two evaluations of quality.
static EVALUATION_MONTHS: Parameter = parameter(
    "quality.evaluation_months",
    &[QUAL_5.id],
    Unit::Months,
    "质量评估的最长间隔",
    "longest time between two evaluations of quality",
    &[number(12, by(art("SDR", 35), Inferred))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&QUAL_1, &QUAL_2, &QUAL_3, &QUAL_5, &QUAL_7];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&EVALUATION_MONTHS];

codes! {
    COLLECTOR: QUAL_1, "quality.liable.collector", Fail, NotMet, "缺陷产生于采集环节，由采集单位负责", "the defect arose at collection: the collecting unit answers";
    NOT_COLLECTOR: QUAL_1, "quality.not_liable.collector", Fail, Met, "缺陷不产生于采集环节", "the defect did not arise at collection";
    STAGE_UNKNOWN: QUAL_1, "quality.stage_unknown", Fail, Undetermined, "不知道缺陷产生的环节", "where the defect arose is unknown";
    CHECKER: QUAL_2, "quality.liable.checker", Fail, NotMet, "缺陷通过校核未被发现，由校核单位负责", "the defect passed the check unnoticed: the checking unit answers";
    NOT_CHECKER: QUAL_2, "quality.not_liable.checker", Fail, Met, "缺陷未经校核或者已由校核发现", "the defect was not checked, or the check noticed it";
    CHECK_UNKNOWN: QUAL_2, "quality.check_unknown", Fail, Undetermined, "不知道是否经过校核或者校核是否发现", "whether there was a check, or whether it noticed, is unknown";
    BOTH: QUAL_3, "quality.liable.both", Inform, NotMet, "采集单位和校核单位各负其责", "collecting and checking unit each answer" => Inferred;
    SEPARATE: QUAL_3, "quality.liable.one_stage", Inform, Met, "没有两个环节都有缺陷的情形", "not both stages failed" => Inferred;
    BOTH_UNKNOWN: QUAL_3, "quality.liable.both_unknown", Inform, Undetermined, "不知道两个环节是否都有缺陷", "whether both stages failed is unknown" => Inferred;
    MONITORED: QUAL_5, "quality.monitored", Fail, Met, "质量受监测，定期评估，有异议与更正机制", "quality is monitored and evaluated, and there is objection and correction";
    NOT_MONITORED: QUAL_5, "quality.not_monitored", Fail, NotMet, "未对质量进行监测", "quality is not monitored";
    NO_SCORE: QUAL_5, "quality.not_evaluated", Fail, NotMet, "评估间隔内没有质量评估结果", "there is no quality score within the interval of evaluation" => Inferred;
    NO_CORRECTION: QUAL_5, "quality.no_correction", Fail, NotMet, "没有异议与更正机制", "there is no objection and correction";
    MONITORING_UNKNOWN: QUAL_5, "quality.monitoring_unknown", Fail, Undetermined, "不知道质量监测、评估或者更正机制", "monitoring, evaluation or correction is unknown";
    ANSWERED: QUAL_6, "quality.check_request.in_time", Fail, Met, "校核申请在期限内答复", "the request to check was answered in time";
    ANSWERED_LATE: QUAL_6, "quality.check_request.late", Fail, NotMet, "校核申请逾期答复", "the request to check was answered late";
    ANSWER_OVERDUE: QUAL_6, "quality.check_request.overdue", Fail, NotMet, "校核申请期限已过而未答复", "the term has passed without an answer to the request to check";
    ANSWER_RUNNING: QUAL_6, "quality.check_request.running", Fail, Met, "校核申请的期限未满", "the term for the answer is running";
    ANSWER_DUE: QUAL_6, "quality.check_request.due", Inform, Met, "核实、更正并反馈", "verify, correct and answer";
    ANSWER_UNKNOWN: QUAL_6, "quality.check_request.unknown", Fail, Undetermined, "不知道收到或者答复的日期，或者提供方是否为政府部门", "the dates of receipt or answer, or whether the provider is a government department, are unknown";
    NEWEST: QUAL_7, "quality.use.newest", Fail, Met, "使用了平台的最新数据", "the newest data of the platform were used";
    OLD_COPY: QUAL_7, "quality.use.stale", Fail, NotMet, "使用的数据旧于平台的最新数据", "the data used are older than the newest of the platform";
    USE_UNKNOWN: QUAL_7, "quality.use.unknown", Fail, Undetermined, "不知道所用数据或者平台最新数据的日期", "the date of the data used, or of the newest on the platform, is unknown";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    provider: Agency<'a>,
    defect: Fact<Defect>,
    monitoring: Fact<Monitoring>,
    check_request: Fact<CheckRequest>,
    data_use: Fact<DataUse>,
}

/// A defect and the stages that it went through.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Defect {
    stage: Fact<Stage>,
    checked: Fact<bool>,
    noticed: Fact<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Stage {
    Collection,
    Checking,
    Both,
    Other,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Monitoring {
    monitored: Fact<bool>,
    last_evaluated_on: Fact<Moment>,
    correction_system: Fact<bool>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct CheckRequest {
    received_at: Fact<Moment>,
    answered_at: Fact<Moment>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct DataUse {
    data_version_at: Fact<Moment>,
    newest_version_at: Fact<Moment>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut value: BTreeMap<&'static str, Value> =
        ["decision", "liable", "monitoring", "answer", "answer_by", "late_days", "use"]
            .map(|name| (name, Value::Null))
            .into();
    let mut obligations = Vec::new();
    let law = out.law();
    if law.applies() {
        let mut words = Vec::new();
        if let Fact::Known(defect) = &facts.defect
            && let Some(liable) = liable(defect, &mut out)
        {
            words.push(match liable.as_slice() {
                [] => "none",
                [one] => one,
                _ => "both",
            });
            value.insert("liable", liable.into());
        }
        if let Fact::Known(monitoring) = &facts.monitoring
            && law.date() >= Law::DATA_REGULATION
            && let Some(word) = monitoring_word(monitoring, &mut out)
        {
            words.push(word);
            value.insert("monitoring", word.into());
        }
        if let Fact::Known(request) = &facts.check_request
            && law.date() >= Law::SHARING_REGULATION
            && let Some((kept, last)) = answer(request, &facts.provider, question, &mut out, &mut obligations)
        {
            let (word, days) = match kept {
                Kept::Late(days) | Kept::Overdue(days) => ("late", days),
                Kept::Running => ("running", 0),
                _ => ("in_time", 0),
            };
            words.push(word);
            value.insert("answer", word.into());
            value.insert("answer_by", last.to_string().into());
            value.insert("late_days", days.into());
        }
        if let Fact::Known(usage) = &facts.data_use
            && law.date() >= Law::DATA_REGULATION
            && let Some(word) = use_word(usage, &mut out)
        {
            words.push(word);
            value.insert("use", word.into());
        }
        let good = |word: &&str| matches!(*word, "none" | "monitored" | "in_time" | "running" | "newest");
        let decision = match out.outcome() {
            Outcome::NotMet => words.iter().find(|word| !good(word)),
            Outcome::Met => words.first(),
            _ => None,
        };
        value.insert("decision", decision.copied().into());
    }
    Ok(Judgement { findings: out, value, obligations })
}

/// QUAL-1 to QUAL-3: who answers. Undetermined when the stage, or what became of the check, is unknown.
fn liable(defect: &Defect, out: &mut Findings) -> Option<Vec<&'static str>> {
    let collector = match defect.stage {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(stage) => Some(matches!(stage, Stage::Collection | Stage::Both)),
    };
    let in_check = matches!(defect.stage, Fact::Known(Stage::Checking | Stage::Both));
    let (checker, lacks) = match (in_check, defect.checked.is(true), defect.noticed.is(true)) {
        (true, ..) => (Some(true), ""),
        (_, Some(false), _) | (_, Some(true), Some(true)) => (Some(false), ""),
        (_, Some(true), Some(false)) => (Some(true), ""),
        (_, None, _) => (None, "/defect/checked"),
        (_, _, None) => (None, "/defect/noticed"),
    };
    match collector {
        Some(true) => out.add(&COLLECTOR, "/defect/stage"),
        Some(false) => out.add(&NOT_COLLECTOR, "/defect/stage"),
        None => out.missing(&STAGE_UNKNOWN, vec!["/defect/stage".into()]),
    }
    match checker {
        Some(true) => out.add(&CHECKER, "/defect"),
        Some(false) => out.add(&NOT_CHECKER, "/defect"),
        None => out.missing(&CHECK_UNKNOWN, vec![lacks.into()]),
    }
    let (Some(collector), Some(checker)) = (collector, checker) else {
        let missing = if collector.is_none() { "/defect/stage" } else { lacks };
        out.missing(&BOTH_UNKNOWN, vec![missing.into()]);
        return None;
    };
    out.add(if collector && checker { &BOTH } else { &SEPARATE }, "/defect");
    let stages = [(collector, "collector"), (checker, "checker")];
    Some(stages.into_iter().filter(|(liable, _)| *liable).map(|(_, who)| who).collect())
}

/// QUAL-5. That an evaluation is owed within so many months is a construction of ours.
fn monitoring_word(monitoring: &Monitoring, out: &mut Findings) -> Option<&'static str> {
    const EVALUATED: &str = "/monitoring/last_evaluated_on";
    let today = out.law().date();
    let months = Months::new(out.law().number(&EVALUATION_MONTHS));
    let due = |last: Moment| last.day().checked_add_months(months).is_some_and(|due| due < today);
    let mut missing = Vec::new();
    let mut sound = true;
    for (fact, code, path) in [
        (monitoring.monitored, &NOT_MONITORED, "/monitoring/monitored"),
        (monitoring.correction_system, &NO_CORRECTION, "/monitoring/correction_system"),
    ] {
        match fact.is(true) {
            Some(true) => {}
            None => missing.push(path.into()),
            Some(false) => {
                out.add(code, path);
                sound = false;
            }
        }
    }
    match monitoring.last_evaluated_on {
        Fact::Known(last) if !due(last) => {}
        Fact::Unknown => missing.push(EVALUATED.into()),
        _ => {
            out.add(&NO_SCORE, EVALUATED);
            sound = false;
        }
    }
    match (sound, missing.is_empty()) {
        (false, _) => Some("finding"),
        (true, true) => {
            out.add(&MONITORED, "/monitoring");
            Some("monitored")
        }
        (true, false) => {
            out.missing(&MONITORING_UNKNOWN, missing);
            None
        }
    }
}

/// QUAL-6, for a provider that is a government department.
fn answer(
    request: &CheckRequest,
    provider: &Agency<'_>,
    question: &Question<'_>,
    out: &mut Findings,
    obligations: &mut Vec<Obligation>,
) -> Option<(Kept, crate::law::Date)> {
    let mut unknown = |path: &'static str| {
        out.missing(&ANSWER_UNKNOWN, vec![path.into()]);
        None
    };
    match provider.is_government_department() {
        None => return unknown("/provider/kind"),
        Some(false) => return None,
        Some(true) => {}
    }
    let received = match request.received_at {
        Fact::Known(received) if received.day() < Law::SHARING_REGULATION => return None,
        Fact::Known(received) => received,
        Fact::Unknown => return unknown("/check_request/received_at"),
        Fact::None => return None,
    };
    let days = question.law_of_term(&out.law(), received).number(&CHECK_DAYS);
    let Some(deadline) = Deadline::working_days(received, days, question.options, out) else {
        out.add(&ANSWER_UNKNOWN, "/check_request");
        return None;
    };
    let kept = deadline.kept(request.answered_at, out.law().date());
    const AT: &str = "/check_request/answered_at";
    let code = match kept {
        Kept::InTime => &ANSWERED,
        Kept::Late(_) => &ANSWERED_LATE,
        Kept::Overdue(_) => &ANSWER_OVERDUE,
        Kept::Running => &ANSWER_RUNNING,
        Kept::Unknown => {
            out.missing(&ANSWER_UNKNOWN, vec![AT.into()]);
            return None;
        }
    };
    if matches!(kept, Kept::Overdue(_) | Kept::Running) {
        let duty = Obligation::new(out.law(), &ANSWER_DUE, Party::Provider);
        obligations.push(Obligation { by: Some(deadline.last), ..duty });
    }
    out.add(code, AT);
    Some((kept, deadline.last))
}

/// QUAL-7.
fn use_word(usage: &DataUse, out: &mut Findings) -> Option<&'static str> {
    let (used, newest) = match (usage.data_version_at, usage.newest_version_at) {
        (Fact::Known(used), Fact::Known(newest)) => (used, newest),
        (Fact::Known(_), Fact::Unknown) => {
            out.missing(&USE_UNKNOWN, vec!["/data_use/newest_version_at".into()]);
            return None;
        }
        (Fact::Unknown, _) => {
            out.missing(&USE_UNKNOWN, vec!["/data_use/data_version_at".into()]);
            return None;
        }
        _ => return None,
    };
    if newest.is_after(used) {
        out.add(&OLD_COPY, "/data_use/data_version_at");
        Some("stale")
    } else {
        out.add(&NEWEST, "/data_use/data_version_at");
        Some("newest")
    }
}
