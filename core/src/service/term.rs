//! How long handling may take: ONE-20.

use serde::Deserialize;

use super::answers::Answers;
use super::clock::Clock;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Basis, Chapter, Date, Law, Parameter, Rule, RuleId, Unit, art, art_para, by, codes, number, parameter,
    rule, since,
};
use crate::record::{Deadline, Fact, Guide, ItemKind, Kept, Moment, ServiceItem, Submission};
use crate::report::{Findings, Obligation, Party};

/// ONE-20.
static ONE_20: Rule = rule(
    RuleId(Chapter::Service, 20),
    since(Law::BASE),
    "按公布的期限办结；行政许可二十个工作日，经负责人批准可以延长十个工作日",
    "decided within the published term; a licence within 20 working days, 10 more with the head's approval",
    &[by(art("APL", 42), Confirmed), by(art("NBER", 36), Confirmed)],
)
.when("受理后作出决定", "an accepted application is decided")
.then(
    "按公布的时限；行政许可20个工作日，经负责人批准延长10个；统一、联合、集中办理45个，延长15个；听证、专家评审时间不计；逾期的说明",
    "within the published term; a licence 20 working days, 10 more by the head's approval; joined handling 45 and 15; hearings and expert review do not count; delay is explained",
);
const JOINT: &[Basis] = &[by(art_para("APL", 42, 2), Confirmed)];
const SERVICE: &[Basis] = &[by(art("APL", 44), Confirmed)];

/// Term of a licence.
static LICENCE_DAYS: Parameter = parameter(
    "service.licence_days",
    &[ONE_20.id],
    Unit::WorkingDays,
    "行政许可的办理期限",
    "term of a licence",
    &[number(20, by(art_para("APL", 42, 1), Confirmed))],
);
/// Extension of the term of a licence.
static LICENCE_EXTENSION: Parameter = parameter(
    "service.licence_extension_days",
    &[ONE_20.id],
    Unit::WorkingDays,
    "行政许可办理期限的延长",
    "extension of the term of a licence",
    &[number(10, by(art_para("APL", 42, 1), Confirmed))],
);
/// Term of licences handled in one, jointly or together.
static JOINT_DAYS: Parameter = parameter(
    "service.joint_days",
    &[ONE_20.id],
    Unit::WorkingDays,
    "统一、联合、集中办理的期限",
    "term of licences handled in one, jointly or together",
    &[number(45, by(art_para("APL", 42, 2), Confirmed))],
);
/// Extension of the term of licences handled together.
static JOINT_EXTENSION: Parameter = parameter(
    "service.joint_extension_days",
    &[ONE_20.id],
    Unit::WorkingDays,
    "统一、联合、集中办理期限的延长",
    "extension of the term of licences handled together",
    &[number(15, by(art_para("APL", 42, 2), Confirmed))],
);
/// Term of issuing and serving a licence.
static SERVING_DAYS: Parameter = parameter(
    "service.serving_days",
    &[ONE_20.id],
    Unit::WorkingDays,
    "许可证件颁发、送达的期限",
    "term of issuing and serving a licence",
    &[number(10, by(art("APL", 44), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_20];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] =
    &[&LICENCE_DAYS, &LICENCE_EXTENSION, &JOINT_DAYS, &JOINT_EXTENSION, &SERVING_DAYS];

codes! {
    PUBLISHED: ONE_20, "service.term.published", Fail, Met, "指南公布了办理时限，未超过法定期限", "the guide publishes a term within the statutory one";
    NOT_PUBLISHED: ONE_20, "service.term.not_published", Fail, NotMet, "指南未公布办理时限", "the guide publishes no term";
    OVER_STATUTORY: ONE_20, "service.term.over_statutory", Fail, NotMet, "承诺的时限超过法定期限", "the term promised goes beyond the statutory one";
    IN_TIME: ONE_20, "service.term.in_time", Fail, Met, "在期限内办结", "decided in time";
    RUNNING: ONE_20, "service.term.running", Fail, Met, "办理期限未满", "the term is running";
    LATE: ONE_20, "service.term.late", Fail, NotMet, "超过期限办结或者仍未办结", "decided late, or not yet and late";
    JOINT_TERM: ONE_20, "service.term.joint", Inform, Met, "统一办理、联合办理、集中办理的，四十五个工作日，可以延长十五个工作日", "handled in one, jointly or together: 45 working days and 15 more" on JOINT;
    EXTENDED: ONE_20, "service.term.extended", Inform, Met, "经批准延长并告知理由", "extended with approval, and the reasons were told";
    NOT_EXTENDED: ONE_20, "service.term.extension_void", Warn, NotMet, "延长未经批准或者未告知理由，不计入", "the extension lacks approval or told reasons: it does not count";
    TOO_LONG: ONE_20, "service.term.extension_too_long", Warn, NotMet, "延长超过允许的天数，按允许的天数计", "the extension is longer than it may be, and counts for what it may be";
    EXPLAINED: ONE_20, "service.term.explained", Inform, Met, "逾期已公开说明理由", "the delay was explained publicly";
    NOT_EXPLAINED: ONE_20, "service.term.not_explained", Warn, NotMet, "逾期未公开说明理由", "the delay was not explained publicly";
    UNKNOWN: ONE_20, "service.term.unknown", Fail, Undetermined, "缺少计算办理期限的事实", "facts for the term are missing";
    NO_TERM: ONE_20, "gap.service_term", Fail, Undetermined, "没有公布的期限，也没有法定期限，无法计算", "no term is published and none is statutory: it cannot be computed";
    TERM_GAP: ONE_20, "gap.service_calendar", Fail, Undetermined, "期限超出所给日历，无法计算", "the term runs past the calendar given: it cannot be computed" => Inferred;
    DECIDE: ONE_20, "service.term.decide", Inform, Met, "在期限内作出决定", "decide within the term";
    SERVE: ONE_20, "service.term.serve", Inform, Met, "自决定之日起十个工作日内颁发、送达", "issue and serve within 10 working days of the decision" on SERVICE;
    SERVED_LATE: ONE_20, "service.term.served_late", Warn, NotMet, "超过十个工作日颁发、送达", "issued or served after more than 10 working days" on SERVICE;
    EXPLAIN: ONE_20, "service.term.explain", Inform, Met, "公开说明逾期的理由", "explain the delay publicly";
}

/// How an application is handled after acceptance.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Handling {
    joint: Fact<bool>,
    excluded_days: Fact<u32>,
    extension: Fact<Extension>,
    explained: Fact<bool>,
    served_at: Fact<Moment>,
}

/// An extension of the term (延长).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Extension {
    days: Fact<u32>,
    approved: Fact<bool>,
    reasons_told: Fact<bool>,
}

/// ONE-20 of a guide: a published term, not beyond the statutory one.
pub(super) fn published_term(at: &'static str, guide: &Guide<'_>, answers: &mut Answers, out: &mut Findings) {
    let time = match guide.time {
        Fact::Known(time) => time,
        Fact::None => return answers.add("term", "missing", &NOT_PUBLISHED, format!("{at}/time"), out),
        Fact::Unknown => return,
    };
    let promised_at = format!("{at}/time/promised");
    match (time.promised, time.statutory) {
        (Fact::Unknown, _) => out.missing(&UNKNOWN, vec![promised_at.into()]),
        (Fact::None, _) => answers.add("term", "missing", &NOT_PUBLISHED, promised_at, out),
        (_, Fact::Unknown) => out.missing(&UNKNOWN, vec![format!("{at}/time/statutory").into()]),
        (Fact::Known(promised), Fact::Known(statutory)) if promised > statutory => {
            answers.add("term", "over_statutory", &OVER_STATUTORY, promised_at, out);
        }
        _ => answers.add("term", "ok", &PUBLISHED, promised_at, out),
    }
}

/// ONE-20 of an application that counts as accepted since `accepted`: the last day, as far as it can be told.
///
/// The item's own term goes before the licence's default. An extension counts as far as it was approved and told.
pub(super) fn handling_term(
    accepted: Moment,
    item: &ServiceItem,
    submission: &Submission<'_>,
    handling: &Handling,
    clock: &mut Clock<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) -> Option<Date> {
    const DECIDED: &str = "/submission/decided_at";
    let days = days(item, handling, out)?;
    let Some(term) = Deadline::working_days(accepted, days, clock.question.options, out) else {
        out.add(&TERM_GAP, "/received_at");
        return None;
    };
    match term.kept(submission.decided_at, clock.question.as_of) {
        Kept::InTime => answers.add("term", "in_time", &IN_TIME, DECIDED, out),
        Kept::Running => {
            answers.add("term", "running", &RUNNING, DECIDED, out);
            clock
                .duties
                .push(Obligation { by: Some(term.last), ..Obligation::new(out.law(), &DECIDE, Party::Body) });
        }
        Kept::Late(late) | Kept::Overdue(late) => {
            clock.late_days = Some(late);
            answers.add("term", "late", &LATE, DECIDED, out);
            match handling.explained {
                Fact::Known(true) => out.add(&EXPLAINED, "/handling/explained"),
                Fact::Known(false) | Fact::None => out.add(&NOT_EXPLAINED, "/handling/explained"),
                Fact::Unknown => {}
            }
            if handling.explained != Fact::Known(true) {
                clock.duties.push(Obligation::new(out.law(), &EXPLAIN, Party::Body));
            }
        }
        Kept::Unknown => out.missing(&UNKNOWN, vec![DECIDED.into()]),
    }
    if item.kind == Fact::Known(ItemKind::Licence) {
        serve(submission, handling, clock, out);
    }
    Some(term.last)
}

/// How many working days there are; `None` once it is said why that cannot be told.
fn days(item: &ServiceItem, handling: &Handling, out: &mut Findings) -> Option<u32> {
    let licence = match item.kind.is(ItemKind::Licence) {
        None => return unknown("/item/kind", out),
        Some(licence) => licence,
    };
    let joint = match handling.joint.is(true) {
        None => return unknown("/handling/joint", out),
        Some(joint) => joint,
    };
    let Some(excluded) = known_or_none(handling.excluded_days) else {
        return unknown("/handling/excluded_days", out);
    };
    let (default, more) =
        if joint { (&JOINT_DAYS, &JOINT_EXTENSION) } else { (&LICENCE_DAYS, &LICENCE_EXTENSION) };
    let (default, more) = (out.law().number(default), out.law().number(more));
    let own = match (item.promised_days, item.statutory_days) {
        (Fact::Known(promised), Fact::Known(statutory)) => promised.min(statutory),
        // The published term counts; a longer one than the law's is the guide's fault, and asked of it.
        (Fact::Known(promised), _) => promised,
        (Fact::None, Fact::Known(statutory)) => statutory,
        (Fact::None, Fact::None) if licence => default,
        (Fact::None, Fact::None) => {
            out.add(&NO_TERM, "/item/promised_days");
            return None;
        }
        (Fact::Unknown, _) => return unknown("/item/promised_days", out),
        (_, Fact::Unknown) => return unknown("/item/statutory_days", out),
    };
    if joint && licence {
        out.add(&JOINT_TERM, "/handling/joint");
    }
    let extension = match handling.extension {
        Fact::Known(extension) => extended(extension, if licence { Some(more) } else { None }, out)?,
        _ => 0,
    };
    Some(own.saturating_add(extension).saturating_add(excluded))
}

fn unknown(path: &'static str, out: &mut Findings) -> Option<u32> {
    out.missing(&UNKNOWN, vec![path.into()]);
    None
}

/// How many days an extension adds; `None` once it is said what is missing.
fn extended(extension: Extension, most: Option<u32>, out: &mut Findings) -> Option<u32> {
    let missing: Vec<_> = [
        (extension.days.is_unknown(), "/handling/extension/days"),
        (extension.approved.is_unknown(), "/handling/extension/approved"),
        (extension.reasons_told.is_unknown(), "/handling/extension/reasons_told"),
    ]
    .into_iter()
    .filter(|(unknown, _)| *unknown)
    .map(|(_, path)| path.into())
    .collect();
    if !missing.is_empty() {
        out.missing(&UNKNOWN, missing);
        return None;
    }
    let days = known_or_none(extension.days).unwrap_or_default();
    if extension.approved != Fact::Known(true) || extension.reasons_told != Fact::Known(true) {
        out.add(&NOT_EXTENDED, "/handling/extension");
        return Some(0);
    }
    out.add(&EXTENDED, "/handling/extension");
    match most {
        Some(most) if days > most => {
            out.add(&TOO_LONG, "/handling/extension/days");
            Some(most)
        }
        _ => Some(days),
    }
}

/// The number, nought when it is known that there is none.
fn known_or_none(days: Fact<u32>) -> Option<u32> {
    (!days.is_unknown()).then(|| days.known().copied().unwrap_or(0))
}

/// The licence is issued and served in its own term: a later duty, which decides nothing here.
fn serve(submission: &Submission<'_>, handling: &Handling, clock: &mut Clock<'_, '_>, out: &mut Findings) {
    let Fact::Known(decided) = submission.decided_at else { return };
    let days = out.law().number(&SERVING_DAYS);
    let Some(term) = Deadline::working_days(decided, days, clock.question.options, out) else { return };
    match term.kept(handling.served_at, clock.question.as_of) {
        Kept::InTime => {}
        Kept::Late(_) | Kept::Overdue(_) => out.add(&SERVED_LATE, "/handling/served_at"),
        Kept::Running | Kept::Unknown => clock
            .duties
            .push(Obligation { by: Some(term.last), ..Obligation::new(out.law(), &SERVE, Party::Body) }),
    }
}
