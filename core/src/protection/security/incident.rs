//! The topic `security.incident`: SEC-7, acting on an incident at once and telling users and authority.
//!
//! The laws say at once and promptly, without a number: how many days that is stands as a parameter.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::Days;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{
    Basis, Code, Date, Law, Parameter, Rule, Unit, art, art_para, by, codes, number, parameter, section,
};
use crate::record::{BasisLevel, Fact, Kept, LegalBasis, Moment, Sufficient, sufficient};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::security;

const SCHEMA: &str = include_str!("../../../schemas/security.incident.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "security.incident",
    schema: SCHEMA,
    kind: "incident",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// SEC-7.
static SEC_7: Rule = security(
    7,
    Law::BASE,
    "发生或者可能发生数据安全事件的，立即采取措施，及时告知用户并向主管部门报告",
    "on an incident, or a possible one, measures are taken at once and users and the authority are told",
    &[
        by(section("SEED", "二(六)"), Inferred),
        by(art("DSL", 29), Confirmed),
        by(art("SDR", 79), Confirmed),
        by(art("PIPL", 57), Confirmed),
        by(art("NDSR", 11), Confirmed),
    ],
)
.when("发生或者可能发生安全事件", "an incident happens or may")
.then(
    "立即处置，告知用户并报告主管部门；措施有效避免危害的可以不告知个人，主管部门要求的除外",
    "acted on at once, users and authority told; individuals need not be where harm is effectively avoided, unless the authority requires it",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SEC_7];

const AVOIDED: &[Basis] = &[by(art_para("PIPL", 57, 2), Confirmed)];
const EXEMPT: &[Basis] = &[by(art_para("NDSR", 11, 2), Confirmed)];
/// Days that count as acting at once.
static ACT_DAYS: Parameter = parameter(
    "security.incident_act_days",
    &[SEC_7.id],
    Unit::Days,
    "“立即”处置的天数",
    "days that count as acting at once",
    &[number(1, by(section("SEED", "二(六)"), Inferred))],
);
/// Days that count as telling promptly.
static TELL_DAYS: Parameter = parameter(
    "security.incident_tell_days",
    &[SEC_7.id],
    Unit::Days,
    "“及时”告知、报告的天数",
    "days that count as telling promptly",
    &[number(3, by(section("SEED", "二(六)"), Inferred))],
);

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&ACT_DAYS, &TELL_DAYS];

codes! {
    LIMITS_DEFAULT: SEC_7, "security.incident.limits_default", Inform, Met, "“立即”“及时”没有天数规定，采用默认参数", "at once and promptly have no number of days: defaults were used" => Inferred;
    LIMITS_GIVEN: SEC_7, "security.incident.limits_given", Inform, Met, "处置、告知天数采用所给参数", "days to act and to tell are the parameters given" => Inferred;
    POSSIBLE: SEC_7, "security.incident.possible", Inform, Met, "可能发生的事件同样处置", "an incident that may have happened is treated alike";
    IN_TIME: SEC_7, "security.incident.in_time", Fail, Met, "及时处置、告知或者报告", "done in time";
    LATE: SEC_7, "security.incident.late", Fail, NotMet, "处置、告知或者报告迟延", "done late" => Inferred;
    OVERDUE: SEC_7, "security.incident.overdue", Fail, NotMet, "未及时处置、告知或者报告", "not done in time" => Inferred;
    RUNNING: SEC_7, "security.incident.running", Fail, Met, "处置、告知或者报告的期限未满", "the days to do it are running" => Inferred;
    UNKNOWN: SEC_7, "security.incident.unknown", Fail, Undetermined, "不知道事件的发现、处置、告知或者报告时间", "it is unknown when the incident was found, acted on or told";
    HARM_AVOIDED: SEC_7, "security.incident.harm_avoided", Fail, Met, "措施已有效避免危害，可以不告知个人", "the measures avoid harm: individuals need not be told" on AVOIDED;
    NOTICE_EXEMPT: SEC_7, "security.incident.notice_exempt", Fail, Met, "法律、行政法规规定可以不告知", "a law or administrative regulation lifts the duty to tell" on EXEMPT;
    EXCEPTION_UNKNOWN: SEC_7, "security.incident.exception_unknown", Fail, Undetermined, "不知道是否可以不告知个人", "it is unknown whether individuals need not be told" on &[by(section("SEED", "二(六)"), Inferred), by(art("PIPL", 57), Confirmed)];
    TO_ACT: SEC_7, "security.incident.duty.act", Inform, Met, "立即采取处置措施", "take measures at once";
    TO_TELL_USERS: SEC_7, "security.incident.duty.tell_users", Inform, Met, "告知用户和受影响的个人", "tell users and those affected";
    TO_TELL_AUTHORITY: SEC_7, "security.incident.duty.tell_authority", Inform, Met, "向主管部门报告", "report to the authority";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Incident {
    possible: Fact<bool>,
    is_personal: Fact<bool>,
    discovered_at: Fact<Moment>,
    acted_at: Fact<Moment>,
    users_told_at: Fact<Moment>,
    authority_told_at: Fact<Moment>,
    harm_avoided: Fact<bool>,
    authority_requires_notice: Fact<bool>,
    notice_exempt_by: Fact<Vec<LegalBasis>>,
    time_limits: Fact<TimeLimits>,
}

/// Days; what is left out is the default.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct TimeLimits {
    act: Fact<u32>,
    tell: Fact<u32>,
}

/// Something to be done on an incident.
struct Step {
    name: &'static str,
    path: &'static str,
    done: Fact<Moment>,
    days: u32,
    duty: &'static Code,
}

/// Whether those affected need not be told.
enum Excused {
    Yes(&'static Code, &'static str),
    No,
    Unknown(Cow<'static, str>),
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let incident: Incident = read(facts)?;
    let mut out = question.act(incident.discovered_at, "/discovered_at");
    let mut late = Vec::new();
    let mut obligations = Vec::new();
    if out.law().applies() {
        match incident.discovered_at {
            Fact::Known(found) => handle(&incident, found, question, &mut late, &mut obligations, &mut out),
            _ => out.missing(&UNKNOWN, vec!["/discovered_at".into()]),
        }
    }
    let decision = match out.outcome() {
        Outcome::Met => Some("handled"),
        Outcome::NotMet => Some("late"),
        _ => None,
    };
    let days = late.iter().map(|(_, _, days)| *days).max();
    let late: Vec<Value> = late
        .into_iter()
        .map(|(step, by, days): (&str, Date, u32)| json!({"by": by, "late_days": days, "step": step}))
        .collect();
    let value =
        BTreeMap::from([("decision", decision.into()), ("late", late.into()), ("late_days", days.into())]);
    Ok(Judgement { findings: out, value, obligations })
}

fn handle(
    incident: &Incident,
    found: Moment,
    question: &Question<'_>,
    late: &mut Vec<(&'static str, Date, u32)>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    if incident.possible.is(true) == Some(true) {
        out.add(&POSSIBLE, "/possible");
    }
    let limits = incident.time_limits.known().copied().unwrap_or_default();
    let (act, tell) = (limits.act.known(), limits.tell.known());
    if act.is_some() || tell.is_some() {
        out.add(&LIMITS_GIVEN, "/time_limits");
    }
    if act.is_none() || tell.is_none() {
        out.add(&LIMITS_DEFAULT, "");
    }
    let act = act.copied().unwrap_or_else(|| out.law().number(&ACT_DAYS));
    let tell = tell.copied().unwrap_or_else(|| out.law().number(&TELL_DAYS));
    let step = |name, path, done, days, duty| Step { name, path, done, days, duty };
    for step in [
        step("act", "/acted_at", incident.acted_at, act, &TO_ACT),
        step("tell_users", "/users_told_at", incident.users_told_at, tell, &TO_TELL_USERS),
        step("tell_authority", "/authority_told_at", incident.authority_told_at, tell, &TO_TELL_AUTHORITY),
    ] {
        let excused = if step.name == "tell_users" { excused(incident, out.law()) } else { Excused::No };
        let doubt = match excused {
            Excused::Yes(code, path) => {
                out.add(code, path);
                continue;
            }
            Excused::No => None,
            Excused::Unknown(path) => Some(path),
        };
        // Past the end of time nothing is late.
        let last = found.day().checked_add_days(Days::new(step.days.into())).unwrap_or(Date::MAX);
        let kept = kept(step.done, last, question.as_of);
        match (kept, doubt) {
            (Kept::InTime, _) => out.add(&IN_TIME, step.path),
            (Kept::Late(days), _) => {
                out.add(&LATE, step.path);
                late.push((step.name, last, days));
            }
            (Kept::Overdue(_) | Kept::Unknown, Some(path)) => {
                out.missing(&EXCEPTION_UNKNOWN, vec![path]);
            }
            (Kept::Overdue(days), _) => {
                out.add(&OVERDUE, step.path);
                late.push((step.name, last, days));
            }
            (Kept::Running, _) => out.add(&RUNNING, step.path),
            (Kept::Unknown, _) => out.missing(&UNKNOWN, vec![step.path.into()]),
        }
        if matches!(kept, Kept::Overdue(_) | Kept::Running) {
            let duty = Obligation::new(out.law(), step.duty, Party::Body);
            obligations.push(Obligation { by: Some(last), ..duty });
        }
    }
}

/// What became of a step that had a last day, in days of the calendar.
fn kept(done: Fact<Moment>, last: Date, as_of: Date) -> Kept {
    let days = |to: Date| u32::try_from(to.signed_duration_since(last).num_days()).unwrap_or(0);
    match done {
        Fact::Known(done) if done.day() <= last => Kept::InTime,
        Fact::Known(done) => Kept::Late(days(done.day())),
        _ if as_of <= last => Kept::Running,
        Fact::None => Kept::Overdue(days(as_of)),
        Fact::Unknown => Kept::Unknown,
    }
}

/// The two exceptions from telling those affected.
fn excused(incident: &Incident, law: Law) -> Excused {
    const HIGHER: &[BasisLevel] = &[BasisLevel::Law, BasisLevel::AdministrativeRegulation];
    let by_law = match sufficient(&incident.notice_exempt_by, HIGHER, law.date()) {
        _ if !law.in_force("NDSR") => Excused::No,
        Sufficient::Yes => return Excused::Yes(&NOTICE_EXEMPT, "/notice_exempt_by"),
        Sufficient::UnknownField(index, field) => {
            Excused::Unknown(format!("/notice_exempt_by/{index}/{field}").into())
        }
        _ => Excused::No,
    };
    if !law.in_force("PIPL") {
        return by_law;
    }
    for (holds, path) in [
        (incident.is_personal.is(true), "/is_personal"),
        (incident.harm_avoided.is(true), "/harm_avoided"),
        (incident.authority_requires_notice.is(true).map(|required| !required), "/authority_requires_notice"),
    ] {
        match holds {
            Some(true) => {}
            Some(false) => return by_law,
            None => return Excused::Unknown(path.into()),
        }
    }
    Excused::Yes(&HARM_AVOIDED, "/harm_avoided")
}
