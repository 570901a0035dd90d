//! By when a request between government departments is answered: SHARE-20.

use std::borrow::Cow;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Chapter, Law, Parameter, Rule, RuleId, Unit, art_para, by, codes, number, parameter, rule, since,
};
use crate::record::{Deadline, Extension, Fact, Moment, ShareClass, SharingRequest};
use crate::report::{Findings, Party};

use super::clock::Clock;
use super::course::{Case, Told};

/// SHARE-20.
static SHARE_20: Rule = rule(
    RuleId(Chapter::Sharing, 20),
    since(Law::SHARING_REGULATION),
    "自收到申请之日起，无条件共享1个工作日内、有条件共享10个工作日内答复；有特殊原因的，经主管部门同意可以延长不超过10个工作日并告知",
    "a reply is due 1 working day after receipt for unconditional data, 10 for conditional; for a special reason and with the authority's consent at most 10 more, with notice",
    &[by(art_para("GDS", 21, 1), Confirmed)],
)
.when("提供部门收到申请", "a provider receives a request")
.then(
    "无条件1个工作日、有条件10个工作日内答复；有特殊原因经主管部门同意并告知，延长不超过10个工作日",
    "a reply within 1 working day for unconditional data, 10 for conditional; for a special reason, with consent and notice, at most 10 more",
)
.separable();

/// Term of the reply for unconditional data.
static UNCONDITIONAL_DAYS: Parameter = parameter(
    "sharing.reply_days.unconditional",
    &[SHARE_20.id],
    Unit::WorkingDays,
    "无条件共享申请的答复期限",
    "term of the reply for unconditional data",
    &[number(1, by(art_para("GDS", 21, 1), Confirmed))],
);
/// Term of the reply for conditional data.
static CONDITIONAL_DAYS: Parameter = parameter(
    "sharing.reply_days.conditional",
    &[SHARE_20.id],
    Unit::WorkingDays,
    "有条件共享申请的答复期限",
    "term of the reply for conditional data",
    &[number(10, by(art_para("GDS", 21, 1), Confirmed))],
);
/// Longest extension of the reply.
static LONGEST_EXTENSION: Parameter = parameter(
    "sharing.reply_extension_days",
    &[SHARE_20.id],
    Unit::WorkingDays,
    "答复期限最长延长",
    "longest extension of the reply",
    &[number(10, by(art_para("GDS", 21, 1), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_20];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&UNCONDITIONAL_DAYS, &CONDITIONAL_DAYS, &LONGEST_EXTENSION];

codes! {
    REPLIED: SHARE_20, "share.reply.in_time", Inform, Met, "在期限内答复", "answered in time";
    REPLIED_LATE: SHARE_20, "share.reply.late", Warn, NotMet, "逾期答复", "answered late";
    REPLY_RUNNING: SHARE_20, "share.reply.running", Inform, NotApplicable, "答复期限未满", "the term of the reply is running";
    REPLY_OVERDUE: SHARE_20, "share.reply.overdue", Warn, NotMet, "答复期限已满尚未答复", "the term of the reply has passed without one";
    REPLY_TIME_UNKNOWN: SHARE_20, "share.reply.time_unknown", Inform, Undetermined, "不知道是否在期限内答复", "it is unknown whether the reply came in time";
    REPLY_TERM_UNKNOWN: SHARE_20, "share.reply.term_unknown", Inform, Undetermined, "不知道收到申请的日期或者共享类型，答复期限无法计算", "the day of receipt or the class is unknown: the term of the reply cannot be counted";
    REPLY: SHARE_20, "share.duty.reply", Inform, Met, "答复共享申请", "answer the request";
    EXTENDED: SHARE_20, "share.extension.valid", Inform, Met, "延期经同意并已告知", "the extension has the authority's consent and was notified";
    EXTENSION_NOT_APPROVED: SHARE_20, "share.extension.not_approved", Warn, NotMet, "延期未经主管部门同意，不计", "the extension lacks the authority's consent and does not count";
    EXTENSION_NOT_NOTIFIED: SHARE_20, "share.extension.not_notified", Warn, NotMet, "延期未告知申请方，不计", "the extension was not notified and does not count";
    EXTENSION_NOTIFIED_LATE: SHARE_20, "share.extension.notified_late", Warn, NotMet, "原期限届满后才告知延期，不计", "the extension was notified after the term had passed and does not count" => Inferred;
    EXTENSION_NO_REASON: SHARE_20, "share.extension.no_reason", Warn, NotMet, "延期没有特殊原因，不计", "the extension has no special reason and does not count";
    EXTENSION_TOO_LONG: SHARE_20, "share.extension.too_long", Warn, NotMet, "延期超过最长延长期限，按最长延长期限计", "the extension exceeds the longest that the law admits and counts for that";
    EXTENSION_UNKNOWN: SHARE_20, "share.extension.unknown", Inform, Undetermined, "缺少判断延期是否有效所需的事实", "facts that decide whether the extension counts are missing";
}

static CLOCK: Clock = Clock {
    members: ["reply", "reply_by", "reply_late_days"],
    in_time: &REPLIED,
    late: &REPLIED_LATE,
    running: &REPLY_RUNNING,
    overdue: &REPLY_OVERDUE,
    unknown: &REPLY_TIME_UNKNOWN,
    duty: &REPLY,
    on: Party::Provider,
};

/// When a reply was given; one without a verdict is none.
fn replied_at(request: &SharingRequest<'_>) -> (Fact<Moment>, &'static str) {
    match &request.reply {
        Fact::Unknown => (Fact::Unknown, "/reply"),
        Fact::None => (Fact::None, "/reply"),
        Fact::Known(reply) if matches!(reply.verdict, Fact::None) => (Fact::None, "/reply/verdict"),
        Fact::Known(reply) => (reply.at, "/reply/at"),
    }
}

/// SHARE-20. The class is that at receipt, else the strictest of the items asked for that can be shared at all; for data
/// that are not shared no term is stated.
pub(super) fn replied(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    if !out.asks(&SHARE_20) || case.departments != Some(true) {
        return;
    }
    let class = case.course.class_at_receipt.known().copied().or(case.grant.class);
    let (days, received) = match (class, case.request.received_at) {
        (Some(ShareClass::NotShared), _) => return,
        (Some(ShareClass::Unconditional), Fact::Known(received)) => (&UNCONDITIONAL_DAYS, received),
        (Some(ShareClass::Authorised), Fact::Known(received)) => (&CONDITIONAL_DAYS, received),
        (class, received) => {
            let mut missing: Vec<Cow<'static, str>> = Vec::new();
            if received.known().is_none() {
                missing.push("/received_at".into());
            }
            if class.is_none() && case.course.class_at_receipt.is_unknown() {
                missing.push("/class_at_receipt".into());
            }
            return out.missing(&REPLY_TERM_UNKNOWN, missing);
        }
    };
    let (days, longest) = (out.law().number(days), out.law().number(&LONGEST_EXTENSION));
    let options = case.question.options;
    let Some(term) = Deadline::working_days(received, days, options, out) else { return };
    let (done, path) = replied_at(case.request);
    let extension = case.request.reply.known().and_then(|reply| reply.extension.known());
    let Some(extension) = extension else { return CLOCK.tell(case, term, done, path, told, out) };
    let longer =
        |by: u32, out: &mut Findings| Deadline::working_days(received, days.saturating_add(by), options, out);
    match extended(extension, term, longest, out) {
        Extended::No => CLOCK.tell(case, term, done, path, told, out),
        Extended::By(more) => {
            if let Some(term) = longer(more, out) {
                CLOCK.tell(case, term, done, path, told, out);
            }
        }
        Extended::Unknown(missing) => {
            let Some(longest) = longer(longest, out) else { return };
            match term.unless_extended(longest, done, case.today()) {
                Some(term) => CLOCK.tell(case, term, done, path, told, out),
                None => out.missing(&REPLY_TIME_UNKNOWN, missing),
            }
        }
    }
}

enum Extended {
    No,
    By(u32),
    Unknown(Vec<Cow<'static, str>>),
}

/// Whether an extension counts: consent, notice before the term has passed, a special reason where one is asked for, at
/// most the longest that the law admits.
fn extended(extension: &Extension<'_>, term: Deadline<'_>, longest: u32, out: &mut Findings) -> Extended {
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut counts = true;
    match extension.approved_by.is_stated() {
        Some(true) => {}
        Some(false) => {
            out.add(&EXTENSION_NOT_APPROVED, "/reply/extension/approved_by");
            counts = false;
        }
        None => missing.push("/reply/extension/approved_by".into()),
    }
    // A reason is not among the fields that records of an extension have; one known to be lacking is a breach.
    if extension.reason.is_stated() == Some(false) {
        out.add(&EXTENSION_NO_REASON, "/reply/extension/reason");
        counts = false;
    }
    match extension.notified_at {
        Fact::Known(at) if at.day() <= term.last => {}
        Fact::Unknown => missing.push("/reply/extension/notified_at".into()),
        lacking => {
            let code = if lacking == Fact::None { &EXTENSION_NOT_NOTIFIED } else { &EXTENSION_NOTIFIED_LATE };
            out.add(code, "/reply/extension/notified_at");
            counts = false;
        }
    }
    if matches!(extension.days, Fact::Known(days) if days > longest) {
        out.add(&EXTENSION_TOO_LONG, "/reply/extension/days");
    }
    if extension.days.is_unknown() {
        missing.push("/reply/extension/days".into());
    }
    if !counts {
        return Extended::No;
    }
    if !missing.is_empty() {
        out.missing(&EXTENSION_UNKNOWN, missing.clone());
        return Extended::Unknown(missing);
    }
    out.add(&EXTENDED, "/reply/extension");
    Extended::By(extension.days.known().map_or(0, |days| (*days).min(longest)))
}
