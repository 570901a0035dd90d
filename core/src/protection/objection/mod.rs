//! The topic `objection`: where an objection (异议) to data stands, who must act next and by when, and what is late.
//!
//! Nothing is stored: the events so far are facts, the state is read off them. The filing is asked in `filing`
//! (OBJ-1, 4, 6), who answers in `range` (OBJ-5, 7), the steps and their terms in `steps` (OBJ-2, 3).

pub(crate) mod filing;
pub(crate) mod range;
pub(crate) mod steps;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::record::{Fact, Moment};
use crate::report::{Findings, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use filing::Filing;
use range::Answering;
use steps::Course;

const SCHEMA: &str = include_str!("../../../schemas/objection.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "objection",
    schema: SCHEMA,
    kind: "objection",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// An objection with its events. `null` says that an event has not happened.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Objection<'a> {
    reporter_kind: Fact<Reporter>,
    identity_check: Fact<bool>,
    agent_authority: Fact<bool>,
    #[serde(borrow)]
    entry: Fact<&'a str>,
    item: Fact<&'a str>,
    record: Fact<&'a str>,
    claim_kind: Fact<ClaimKind>,
    evidence: Fact<Vec<&'a str>>,
    origin: Fact<Origin>,
    range: Fact<Range<'a>>,
    received_at: Fact<Moment>,
    asked_to_specify_at: Fact<Moment>,
    specified_at: Fact<Moment>,
    marked_at: Fact<Moment>,
    forwarded_at: Fact<Moment>,
    verified_at: Fact<Moment>,
    decision: Fact<Verdict>,
    reason: Fact<&'a str>,
    decided_at: Fact<Moment>,
    notified_at: Fact<Moment>,
    time_limits: Fact<TimeLimits>,
}

/// Who reports (提出人).
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Reporter {
    Subject,
    Agent,
    Other,
    Agency,
}

/// What is claimed (异议类型).
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ClaimKind {
    Error,
    Omission,
    Infringement,
    Outdated,
}

/// What the defect comes from (瑕疵来源).
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Origin {
    DataHandling,
    AdministrativeAct,
}

/// Whose range the datum lies in (异议处理范围).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Range<'a> {
    kind: Fact<RangeKind>,
    #[serde(borrow)]
    lineage: Fact<Vec<&'a str>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RangeKind {
    OwnRange,
    Unit,
    Fused,
}

/// What was decided (处理决定).
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Correct,
    Partially,
    Reject,
    RouteToRemedy,
}

/// Terms in working days; what is left out is the offered default.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct TimeLimits {
    mark: Fact<u32>,
    own_decision: Fact<u32>,
    forward: Fact<u32>,
    unit_decision: Fact<u32>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let objection: Objection<'_> = read(facts)?;
    let mut out = question.act(objection.received_at, "/received_at");
    let mut course = Course::default();
    let mut decision = None;
    let mut route_to = None;
    let mut answers = None;
    if out.law().applies() {
        if objection.reporter_kind.is(Reporter::Agency) == Some(true) {
            (decision, route_to) = range::between_agencies(&objection, question, &mut course, &mut out);
        } else {
            let filing = filing::look(&objection, &mut out);
            if filing == Filing::RouteToRemedy {
                route_to = Some("remedy");
            }
            if filing.runs() {
                let answering = range::who_answers(&objection, &mut out);
                answers = answering.and_then(Answering::first);
                course = Course::follow(&objection, filing, answering, question, &mut out);
            }
            if filing == Filing::AskSpecify {
                course.next = Some(filing::to_specify(&objection, out.law()));
            }
            decision = Some(filing.word().unwrap_or_else(|| course.word()));
        }
    }
    // What a missing fact might still turn round is not said.
    if out.outcome() == Outcome::Undetermined {
        decision = None;
    }
    Ok(judgement(&course, decision, route_to, answers, out))
}

fn judgement(
    course: &Course,
    decision: Option<&'static str>,
    route_to: Option<&'static str>,
    answers: Option<&'static str>,
    out: Findings,
) -> Judgement {
    let value = BTreeMap::from([
        ("allowed", course.allowed.clone().into()),
        ("answers", answers.into()),
        ("decision", decision.into()),
        ("late", Value::Array(course.late.iter().map(steps::Late::value).collect())),
        ("late_days", course.late.iter().map(|late| late.days).max().into()),
        ("next", course.next.as_ref().map_or(Value::Null, steps::Next::value)),
        ("route_to", route_to.into()),
        ("state", course.state.into()),
    ]);
    let obligations = course.next.iter().map(|next| next.duty.clone()).collect();
    Judgement { findings: out, value, obligations }
}
