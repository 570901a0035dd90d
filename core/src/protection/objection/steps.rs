//! The steps of an objection and their terms: OBJ-2 and OBJ-3.
//!
//! Filed → marked → decided (own range), or forwarded → verified → decided (another's range) → notified.

use serde_json::{Value, json};

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{
    Basis, Chapter, Code, Date, Law, Parameter, Rule, RuleId, Unit, art, by, codes, number, parameter, rule,
    section, since,
};
use crate::record::{Deadline, Fact, Kept, Moment};
use crate::report::{Findings, Obligation, Party};
use crate::topic::Question;

use super::filing::Filing;
use super::range::Answering;
use super::{Objection, Verdict};

/// The step model of the social credit regulation, carried over by us (open question Q4).
const MODEL: &[Basis] = &[by(art("SCR", 36), Inferred)];

/// OBJ-2.
static OBJ_2: Rule = rule(
    RuleId(Chapter::Objection, 2),
    since(Law::BASE),
    "异议数据应当标注、核查，更正或者说明理由予以驳回，并告知结果",
    "an objection is marked, checked, corrected or rejected with reasons, and its result told",
    &[by(section("SEED", "二(六)"), Seed).until(Law::DATA_REGULATION), by(art("SDR", 35), Confirmed)],
)
.when("异议已提出", "an objection is filed")
.then(
    "依次标注、核查（本单位决定或者转交）、更正或者说明理由驳回、告知结果",
    "marked, checked (decided or forwarded), corrected or rejected with reasons, result told",
);
/// OBJ-3.
static OBJ_3: Rule = rule(
    RuleId(Chapter::Objection, 3),
    since(Law::BASE),
    "异议处理期限：标注一个、自行更正五个、转交二个、责任单位处理五个工作日（默认参数）",
    "terms: mark 1, own decision 5, forward 2, unit's decision 5 working days (default parameters)",
    MODEL,
)
.when("处理异议", "an objection is handled")
.then(
    "缺省时限：标注1个、本单位更正决定5个、转交2个、单位核实5个工作日，为可调参数",
    "default terms: mark 1, own decision 5, forward 2, unit 5 working days; they are parameters",
);

/// Term of marking a datum as disputed.
static MARK_DAYS: Parameter = parameter(
    "objection.mark_days",
    &[OBJ_3.id],
    Unit::WorkingDays,
    "标注异议数据的期限",
    "term of marking a datum as disputed",
    &[number(1, by(art("SCR", 36), Inferred))],
);
/// Term of deciding in the own range.
static OWN_DAYS: Parameter = parameter(
    "objection.own_decision_days",
    &[OBJ_3.id],
    Unit::WorkingDays,
    "自行更正的期限",
    "term of deciding in the own range",
    &[number(5, by(art("SCR", 36), Inferred))],
);
/// Term of forwarding to the unit that answers.
static FORWARD_DAYS: Parameter = parameter(
    "objection.forward_days",
    &[OBJ_3.id],
    Unit::WorkingDays,
    "转交责任单位的期限",
    "term of forwarding to the unit that answers",
    &[number(2, by(art("SCR", 36), Inferred))],
);
/// Term of the unit that answers.
static UNIT_DAYS: Parameter = parameter(
    "objection.unit_decision_days",
    &[OBJ_3.id],
    Unit::WorkingDays,
    "责任单位处理的期限",
    "term of the unit that answers",
    &[number(5, by(art("SCR", 36), Inferred))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OBJ_2, &OBJ_3];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&MARK_DAYS, &OWN_DAYS, &FORWARD_DAYS, &UNIT_DAYS];

codes! {
    OUT_OF_ORDER: OBJ_2, "objection.step.out_of_order", Fail, NotMet, "该事件在其前一步骤之前发生，或者前一步骤并未发生，次序不可能成立", "the event stands before the one that it follows, or that one never happened: an impossible order" on MODEL;
    IN_ORDER: OBJ_2, "objection.step.in_order", Inform, Met, "各步骤次序成立", "the steps stand in a possible order" on MODEL;
    REASONED: OBJ_2, "objection.reject.reasoned", Fail, Met, "驳回附有理由", "the rejection states its reasons" on MODEL;
    NO_REASON: OBJ_2, "objection.reject.no_reason", Fail, NotMet, "驳回未说明理由", "the rejection states no reason" on MODEL;
    REASON_UNKNOWN: OBJ_2, "objection.reject.reason_unknown", Fail, Undetermined, "不知道驳回的理由", "it is unknown whether the rejection states a reason" on MODEL;
    DECIDED: OBJ_2, "objection.decided", Inform, Met, "已作出处理决定", "a decision was taken";
    VERDICT_UNKNOWN: OBJ_2, "objection.verdict_unknown", Fail, Undetermined, "不知道处理决定的内容", "it is unknown what was decided";
    TOLD: OBJ_2, "objection.told", Inform, Met, "已告知结果", "the result was told";
    TERMS_DEFAULT: OBJ_3, "objection.terms.default", Inform, Met, "期限采用默认参数（《上海市社会信用条例》第三十六条；《办法》的期限未经确认）", "terms are the offered defaults (Social Credit Regulation art. 36); those of the measures are not confirmed";
    TERMS_GIVEN: OBJ_3, "objection.terms.given", Inform, Met, "期限采用所给参数", "terms are the parameters given";
    IN_TIME: OBJ_3, "objection.step.in_time", Fail, Met, "该步骤按期完成", "the step was done in time";
    LATE: OBJ_3, "objection.step.late", Fail, NotMet, "该步骤逾期完成", "the step was done late";
    OVERDUE: OBJ_3, "objection.step.overdue", Fail, NotMet, "该步骤逾期未完成", "the step is overdue";
    RUNNING: OBJ_3, "objection.step.running", Fail, Met, "该步骤期限未满", "the term of the step is running";
    STEP_UNKNOWN: OBJ_3, "objection.step.unknown", Fail, Undetermined, "不知道该步骤的起算日或者完成日", "it is unknown when the term of the step began, or when it was done";
    TERM_OPEN: OBJ_3, "objection.step.term_open", Fail, Undetermined, "该步骤的期限无法计算", "the last day of the step cannot be told";
    TO_MARK: OBJ_2, "objection.duty.mark", Inform, Met, "标注异议数据", "mark the datum as disputed";
    TO_DECIDE: OBJ_2, "objection.duty.decide", Inform, Met, "核查并作出更正或者驳回的决定", "check, and correct or reject";
    TO_FORWARD: OBJ_2, "objection.duty.forward", Inform, Met, "转交负责的单位", "forward to the unit that answers";
    TO_TELL: OBJ_2, "objection.duty.notify", Inform, Met, "告知申请人处理结果", "tell the applicant the result";
}

/// What is done next, on whom, and by when.
pub(super) struct Next {
    action: &'static str,
    pub(super) duty: Obligation,
}

impl Next {
    pub(super) fn new(
        law: Law,
        action: &'static str,
        code: &'static Code,
        on: Party,
        by: Option<Date>,
    ) -> Self {
        Self { action, duty: Obligation { by, ..Obligation::new(law, code, on) } }
    }

    pub(super) fn value(&self) -> Value {
        json!({"action": self.action, "by": self.duty.by, "on": self.duty.on})
    }
}

/// A step that was done after its last day, or not yet.
pub(super) struct Late {
    pub(super) step: &'static str,
    pub(super) by: Date,
    pub(super) days: u32,
}

impl Late {
    pub(super) fn value(&self) -> Value {
        json!({"by": self.by, "late_days": self.days, "step": self.step})
    }
}

/// The course that an objection has taken.
#[derive(Default)]
pub(super) struct Course {
    pub(super) state: Option<&'static str>,
    /// The states that may follow.
    pub(super) allowed: Vec<&'static str>,
    pub(super) next: Option<Next>,
    pub(super) late: Vec<Late>,
    impossible: bool,
}

/// A step with its term.
struct Step {
    name: &'static str,
    path: &'static str,
    done: Fact<Moment>,
    from: Fact<Moment>,
    from_path: &'static str,
    days: u32,
}

impl Course {
    /// Follows the events of an objection that carries, or whose datum is only to be marked.
    pub(super) fn follow(
        objection: &Objection<'_>,
        filing: Filing,
        answering: Option<Answering>,
        question: &Question<'_>,
        out: &mut Findings,
    ) -> Self {
        let mut course = Self { state: Some(state(objection)), ..Self::default() };
        course.order(objection, answering, out);
        course.terms(objection, filing, answering, question, out);
        verdict(objection, out);
        course
    }

    /// The outcome word of what was followed.
    pub(super) fn word(&self) -> &'static str {
        match (self.impossible, self.late.is_empty(), self.state) {
            (true, ..) => "out_of_order",
            (_, false, _) => "late",
            (_, _, Some("decided" | "notified")) => "in_time",
            _ => "registered",
        }
    }

    /// OBJ-2: each event stands after those that it follows.
    fn order(&mut self, objection: &Objection<'_>, answering: Option<Answering>, out: &mut Findings) {
        let own = answering == Some(Answering::BigDataCentre);
        let another = answering.is_some() && !own;
        let events = [
            ("/marked_at", objection.marked_at),
            ("/forwarded_at", objection.forwarded_at),
            ("/verified_at", objection.verified_at),
            ("/decided_at", objection.decided_at),
            ("/notified_at", objection.notified_at),
        ];
        let mut before = objection.received_at;
        let mut impossible = Vec::new();
        for (path, event) in events {
            let (Fact::Known(at), Fact::Known(earlier)) = (event, before) else {
                before = if event.known().is_some() { event } else { before };
                continue;
            };
            if earlier.is_after(at) {
                impossible.push(path);
            }
            before = event;
        }
        let happened = |event: Fact<Moment>| event.known().is_some();
        let never = |event: Fact<Moment>| event == Fact::None;
        for (broken, path) in [
            (own && happened(objection.forwarded_at), "/forwarded_at"),
            (another && never(objection.forwarded_at) && happened(objection.verified_at), "/verified_at"),
            (another && never(objection.forwarded_at) && happened(objection.decided_at), "/decided_at"),
            (never(objection.decided_at) && happened(objection.notified_at), "/notified_at"),
        ] {
            if broken && !impossible.contains(&path) {
                impossible.push(path);
            }
        }
        for path in &impossible {
            out.add(&OUT_OF_ORDER, *path);
        }
        if impossible.is_empty() {
            out.add(&IN_ORDER, "");
        }
        self.impossible = !impossible.is_empty();
    }

    /// OBJ-3: the terms of the steps so far; the first that is open is what comes next.
    fn terms(
        &mut self,
        objection: &Objection<'_>,
        filing: Filing,
        answering: Option<Answering>,
        question: &Question<'_>,
        out: &mut Findings,
    ) {
        let limits = objection.time_limits.known().copied().unwrap_or_default();
        let mut defaults = false;
        let mut given = false;
        let law = out.law();
        let mut limit = |limit: Fact<u32>, default: &'static Parameter| {
            let known = limit.known().copied();
            given |= known.is_some();
            defaults |= known.is_none();
            known.unwrap_or_else(|| law.number(default))
        };
        let step =
            |name, path, done, (from, from_path), days| Step { name, path, done, from, from_path, days };
        let receipt = (objection.received_at, "/received_at");
        let mark = step("mark", "/marked_at", objection.marked_at, receipt, limit(limits.mark, &MARK_DAYS));
        let mut steps = vec![(mark, &TO_MARK, Party::BigDataCentre)];
        match answering {
            _ if filing == Filing::RouteToRemedy => {}
            None => {}
            Some(Answering::BigDataCentre) => {
                let days = limit(limits.own_decision, &OWN_DAYS);
                let decide = step("decide", "/decided_at", objection.decided_at, receipt, days);
                steps.push((decide, &TO_DECIDE, Party::BigDataCentre));
            }
            Some(another) => {
                let days = limit(limits.forward, &FORWARD_DAYS);
                let forward = step("forward", "/forwarded_at", objection.forwarded_at, receipt, days);
                steps.push((forward, &TO_FORWARD, Party::BigDataCentre));
                // The unit's term begins when it receives the objection.
                if objection.forwarded_at.known().is_some() || objection.decided_at.known().is_some() {
                    let forwarded = (objection.forwarded_at, "/forwarded_at");
                    let days = limit(limits.unit_decision, &UNIT_DAYS);
                    let decide = step("decide", "/decided_at", objection.decided_at, forwarded, days);
                    steps.push((decide, &TO_DECIDE, another.party()));
                }
            }
        }
        if given {
            out.add(&TERMS_GIVEN, "/time_limits");
        }
        if defaults {
            out.add(&TERMS_DEFAULT, "");
        }
        for (step, code, party) in steps {
            let open = self.term(&step, objection, question, out);
            if let Some(by) = open
                && self.next.is_none()
            {
                self.next = Some(Next::new(out.law(), step.name, code, party, Some(by)));
            }
        }
        if self.next.is_none() && objection.decided_at.known().is_some() {
            match objection.notified_at {
                Fact::Known(_) => out.add(&TOLD, "/notified_at"),
                _ => self.next = Some(Next::new(out.law(), "notify", &TO_TELL, Party::BigDataCentre, None)),
            }
        }
        self.allowed = allowed(self.state, answering, filing);
    }

    /// One step: its last day, where it is still to be done.
    fn term(
        &mut self,
        step: &Step,
        objection: &Objection<'_>,
        question: &Question<'_>,
        out: &mut Findings,
    ) -> Option<Date> {
        let from = match step.from {
            Fact::Known(from) => from,
            Fact::Unknown => {
                out.missing(&STEP_UNKNOWN, vec![step.from_path.into()]);
                return None;
            }
            Fact::None => return None,
        };
        let Some(deadline) = Deadline::working_days(from, step.days, question.options, out) else {
            out.add(&TERM_OPEN, step.path);
            return None;
        };
        // What is decided before the mark was due needs no mark.
        if step.name == "mark"
            && step.done.known().is_none()
            && matches!(objection.decided_at, Fact::Known(decided) if decided.day() <= deadline.last)
        {
            return None;
        }
        let late = |days| Late { step: step.name, by: deadline.last, days };
        match deadline.kept(step.done, question.as_of) {
            Kept::InTime => out.add(&IN_TIME, step.path),
            Kept::Late(days) => {
                out.add(&LATE, step.path);
                self.late.push(late(days));
            }
            Kept::Overdue(days) => {
                out.add(&OVERDUE, step.path);
                self.late.push(late(days));
                return Some(deadline.last);
            }
            Kept::Running => {
                out.add(&RUNNING, step.path);
                return Some(deadline.last);
            }
            Kept::Unknown => out.missing(&STEP_UNKNOWN, vec![step.path.into()]),
        }
        None
    }
}

/// The last event that is known to have happened.
fn state(objection: &Objection<'_>) -> &'static str {
    let events = [
        ("notified", objection.notified_at),
        ("decided", objection.decided_at),
        ("verified", objection.verified_at),
        ("forwarded", objection.forwarded_at),
        ("marked", objection.marked_at),
    ];
    events.into_iter().find(|(_, event)| event.known().is_some()).map_or("filed", |(state, _)| state)
}

/// The transitions of OBJ-2.
fn allowed(state: Option<&'static str>, answering: Option<Answering>, filing: Filing) -> Vec<&'static str> {
    let another = answering.map(|answering| answering != Answering::BigDataCentre);
    match (state, another) {
        (Some("filed"), _) => vec!["marked"],
        (Some("marked"), _) if filing == Filing::RouteToRemedy => vec![],
        (Some("marked"), Some(false)) => vec!["decided"],
        (Some("marked"), Some(true)) => vec!["forwarded"],
        (Some("marked"), None) => vec!["decided", "forwarded"],
        (Some("forwarded"), _) => vec!["verified"],
        (Some("verified"), _) => vec!["decided"],
        (Some("decided"), _) => vec!["notified"],
        _ => vec![],
    }
}

/// OBJ-2: a rejection states its reasons.
fn verdict(objection: &Objection<'_>, out: &mut Findings) {
    match objection.decision {
        Fact::Known(Verdict::Reject) => match objection.reason.is_stated() {
            Some(true) => out.add(&REASONED, "/reason"),
            Some(false) => out.add(&NO_REASON, "/reason"),
            None => out.missing(&REASON_UNKNOWN, vec!["/reason".into()]),
        },
        Fact::Known(Verdict::Correct | Verdict::Partially | Verdict::RouteToRemedy) => {
            out.add(&DECIDED, "/decision");
        }
        Fact::Unknown if objection.decided_at.known().is_some() => {
            out.missing(&VERDICT_UNKNOWN, vec!["/decision".into()]);
        }
        _ => {}
    }
}
