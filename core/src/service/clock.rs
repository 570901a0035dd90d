//! The clock of an application for a licence: ONE-18 (accept, ask once, deemed accepted).

use serde::Deserialize;

use super::answers::Answers;
use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Basis, Chapter, Code, Date, Law, Parameter, Rule, RuleId, Unit, art, art_item, by, codes, number,
    parameter, rule, since,
};
use crate::record::{Deadline, Fact, Kept, Moment, Submission};
use crate::report::{Findings, Obligation, Party};
use crate::topic::Question;

/// ONE-18.
pub(super) static ONE_18: Rule = rule(
    RuleId(Chapter::Service, 18),
    since(Law::BASE),
    "材料齐全的受理；不齐全的当场或者五个工作日内一次告知，逾期不告知的自收到之日起即为受理；不属本机关职权的告知向有关机关申请",
    "complete: accept; gaps: tell all at once, on the spot or within 5 working days, else it is accepted since its receipt; not the agency's: say so and name the right one",
    &[by(art("APL", 32), Confirmed), by(art("APL", 82), Confirmed)],
)
.when("收到申请", "an application arrives")
.then(
    "齐全的受理；不齐全的当场或者5个工作日内一次告知，逾期自收到之日起视为受理；可当场更正的允许更正；不属本机关的告知有权机关",
    "complete: accepted; gaps: told all at once, on the spot or in 5 working days, else accepted since receipt; fixable: fixed; not the agency's: the right one is named",
);
const NOTICE: &[Basis] = &[by(art_item("APL", 32, 4), Confirmed), by(art("APL", 82), Confirmed)];
/// Term of telling the applicant all that is missing.
static NOTICE_DAYS: Parameter = parameter(
    "service.notice_days",
    &[ONE_18.id],
    Unit::WorkingDays,
    "一次告知补正的期限",
    "term of telling the applicant all that is missing",
    &[number(5, by(art_item("APL", 32, 4), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_18];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&NOTICE_DAYS];

codes! {
    NOTICE_GAP: ONE_18, "gap.service_intake_calendar", Fail, Undetermined, "期限超出所给日历，无法计算", "the term runs past the calendar given: it cannot be computed" => Inferred;
    ACCEPTED: ONE_18, "service.intake.accepted", Fail, Met, "已受理", "the application was accepted";
    TO_ACCEPT: ONE_18, "service.intake.to_accept", Fail, Met, "材料齐全，应当受理", "the materials are complete: it is to be accepted";
    ASK_ONCE: ONE_18, "service.intake.ask_once", Fail, Met, "材料不齐全，一次告知需要补正的全部内容", "gaps: everything to be completed is told at once" on NOTICE;
    ASKED_ONCE: ONE_18, "service.intake.asked_once", Fail, Met, "已按期一次告知补正", "what is missing was told once, in time" on NOTICE;
    ASKED_AGAIN: ONE_18, "service.intake.asked_again", Fail, NotMet, "不止一次告知补正", "the applicant was told more than once what is missing" on NOTICE;
    FIX_ON_SPOT: ONE_18, "service.intake.fix_on_spot", Inform, Met, "可以当场更正的，允许当场更正", "what can be put right on the spot may be" on &[by(art_item("APL", 32, 3), Confirmed)];
    DEEMED: ONE_18, "service.intake.deemed_accepted", Fail, NotMet, "未在期限内一次告知，自收到申请材料之日起即为受理", "not told in time: it counts as accepted since its receipt" on NOTICE;
    UNKNOWN: ONE_18, "service.intake.unknown", Fail, Undetermined, "缺少判断受理状态的事实", "facts for the state of the application are missing";
    TELL: ONE_18, "service.intake.tell_all", Inform, Met, "一次告知需要补正的全部内容", "tell everything that is missing, at once" on NOTICE;
    COMPLETE_IT: ONE_18, "service.intake.complete", Inform, Met, "按告知补正材料", "complete what was told";
    ACCEPT: ONE_18, "service.intake.accept", Inform, Met, "受理申请", "accept the application";
    HANDLE: ONE_18, "service.intake.handle", Inform, Met, "已视为受理，应当办理", "it counts as accepted: handle it";
}

/// Whether the materials are complete.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Completeness<'a> {
    pub(super) complete: Fact<bool>,
    #[serde(borrow)]
    pub(super) missing: Fact<Vec<&'a str>>,
    pub(super) fixable_on_spot: Fact<bool>,
    pub(super) completed_at: Fact<Moment>,
}

/// What a topic with a clock gathers beside its findings.
pub(super) struct Clock<'q, 'o> {
    pub(super) question: &'q Question<'o>,
    pub(super) duties: Vec<Obligation>,
    pub(super) late_days: Option<u32>,
}

impl Clock<'_, '_> {
    pub(super) fn owe(&mut self, code: &'static Code, on: Party, by: Option<Date>, out: &Findings) {
        self.duties.push(Obligation { by, ..Obligation::new(out.law(), code, on) });
    }
}

/// The clock of APL art. 32. A first notice after the last day, or none by then, leaves the application accepted since
/// its receipt, whether it was complete or not.
pub(super) fn licence_clock(
    received_at: Fact<Moment>,
    submission: &Submission<'_>,
    completeness: &Completeness<'_>,
    clock: &mut Clock<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) -> Option<Moment> {
    const NOTICES: &str = "/submission/asked_at";
    const ACCEPTED_AT: &str = "/submission/accepted_at";
    const COMPLETE: &str = "/completeness/complete";
    let Fact::Known(received) = received_at else {
        out.missing(&UNKNOWN, vec!["/received_at".into()]);
        return None;
    };
    let days = out.law().number(&NOTICE_DAYS);
    let Some(term) = Deadline::working_days(received, days, clock.question.options, out) else {
        out.add(&NOTICE_GAP, "/received_at");
        return None;
    };
    let today = clock.question.as_of;
    let accepted = submission.accepted_at;
    let notices = submission.asked_at.list();
    let first = notices.and_then(|all| all.iter().map(|notice| notice.day()).min());
    let told_in_time = first.is_some_and(|first| first <= term.last);

    if let Fact::Known(accepted) = accepted
        && (told_in_time || accepted.day() <= term.last)
    {
        answers.add("intake", "accept", &ACCEPTED, ACCEPTED_AT, out);
        return Some(accepted);
    }
    // Neither accepted nor told in time: what is absent might be either, once the last day has passed.
    if !told_in_time && (today > term.last || first.is_some() || accepted.known().is_some()) {
        // A notice says that it was not accepted before.
        let mut missing = Vec::new();
        if notices.is_none() {
            missing.push(NOTICES.into());
        }
        if accepted.is_unknown() && first.is_none() {
            missing.push(ACCEPTED_AT.into());
        }
        if !missing.is_empty() {
            out.missing(&UNKNOWN, missing);
            return None;
        }
        let acted = first.or(accepted.known().map(|at| at.day())).unwrap_or(today);
        if let Kept::Late(late) = term.kept(Fact::Known(Moment::of_day(acted)), today) {
            clock.late_days = Some(late);
        }
        answers.add("intake", "deemed_accepted", &DEEMED, NOTICES, out);
        clock.owe(&HANDLE, Party::Body, None, out);
        return Some(received);
    }
    match (completeness.complete, told_in_time) {
        (Fact::Unknown, _) => out.missing(&UNKNOWN, vec![COMPLETE.into()]),
        (Fact::Known(true), true) => {
            answers.add("intake", "accept", &TO_ACCEPT, COMPLETE, out);
            let by = completeness
                .completed_at
                .known()
                .and_then(|completed| Deadline::working_days(*completed, days, clock.question.options, out));
            clock.owe(&ACCEPT, Party::Body, by.map(|by| by.last), out);
        }
        (Fact::Known(true), false) => {
            answers.add("intake", "accept", &TO_ACCEPT, COMPLETE, out);
            clock.owe(&ACCEPT, Party::Body, Some(term.last), out);
        }
        (_, true) => {
            let code = if notices.is_some_and(|all| all.len() > 1) { &ASKED_AGAIN } else { &ASKED_ONCE };
            answers.add("intake", "ask_once", code, NOTICES, out);
            clock.owe(&COMPLETE_IT, Party::Applicant, None, out);
        }
        (_, false) => {
            answers.add("intake", "ask_once", &ASK_ONCE, COMPLETE, out);
            if completeness.fixable_on_spot == Fact::Known(true) {
                out.add(&FIX_ON_SPOT, "/completeness/fixable_on_spot");
            }
            clock.owe(&TELL, Party::Body, Some(term.last), out);
        }
    }
    None
}
