//! A running sharing service is kept up, and is free: SHARE-25, SHARE-26.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, section, since};
use crate::record::{Fact, Moment};
use crate::report::Findings;

use super::course::{Case, on_day};

/// SHARE-25.
static SHARE_25: Rule = rule(
    RuleId(Chapter::Sharing, 25),
    since(Law::SHARING_REGULATION),
    "提供方无正当理由不得停止、变更在线的共享服务；确需停止、变更的，应当协商并备案",
    "a provider may not stop or change a running service without due cause; where it must, it consults and files",
    &[by(art_para("GDS", 27, 3), Confirmed)],
)
.when("提供部门拟停止、变更在线的共享服务", "a provider would stop or change a running service")
.then("须有正当理由，并协商、备案；否则违反规定", "due cause, consultation and filing; else a breach");
/// SHARE-26.
static SHARE_26: Rule = rule(
    RuleId(Chapter::Sharing, 26),
    since(Law::BASE),
    "政务信息资源共享无偿使用",
    "sharing between agencies is free of charge",
    &[by(section("GI16", "无偿使用"), Secondary)],
)
.when("机关之间共享数据", "agencies share data")
.then("无偿；收费的违反规定", "free of charge; a fee is a breach");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_25, &SHARE_26];

codes! {
    SERVICE_CHANGED: SHARE_25, "share.service.changed_duly", Inform, Met, "停止、变更有正当理由，并已协商、备案", "stopped or changed for due cause, after consultation and filing";
    NO_DUE_CAUSE: SHARE_25, "share.service.no_due_cause", Warn, NotMet, "无正当理由停止、变更共享服务", "the service was stopped or changed without due cause";
    NOT_CONSULTED: SHARE_25, "share.service.not_consulted", Warn, NotMet, "停止、变更共享服务未经协商", "the service was stopped or changed without consultation";
    NOT_FILED: SHARE_25, "share.service.not_filed", Warn, NotMet, "停止、变更共享服务未备案", "the service was stopped or changed without filing";
    CHANGE_UNKNOWN: SHARE_25, "share.service.unknown", Inform, Undetermined, "不知道停止、变更共享服务的理由、协商或者备案", "cause, consultation or filing of the change is unknown";
    FREE: SHARE_26, "share.fee.none", Inform, Met, "共享未收费", "no fee is asked";
    FEE: SHARE_26, "share.fee.charged", Warn, NotMet, "机关之间共享数据收费", "a fee is asked for sharing between agencies";
}

/// A change of the running service (停止或者变更).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct ServiceChange<'a> {
    at: Fact<Moment>,
    due_cause: Fact<bool>,
    #[serde(borrow)]
    reason: Fact<&'a str>,
    consulted_at: Fact<Moment>,
    filed_at: Fact<Moment>,
}

/// SHARE-25, by the law of the day of the change.
pub(super) fn changed(case: &Case<'_>, out: &mut Findings) {
    let Fact::Known(change) = case.course.service_change else { return };
    let day = change.at.known().map_or(case.today(), |at| at.day());
    if !case.between_departments(day, out) {
        return;
    }
    on_day(day, out, |out| {
        let done = |at: Fact<Moment>| match at {
            Fact::Known(_) => Some(true),
            Fact::None => Some(false),
            Fact::Unknown => None,
        };
        // No reason at all is no due cause.
        let cause =
            if change.reason.is_stated() == Some(false) { Some(false) } else { change.due_cause.is(true) };
        let asked = [
            (cause, &NO_DUE_CAUSE, "/service_change/due_cause"),
            (done(change.consulted_at), &NOT_CONSULTED, "/service_change/consulted_at"),
            (done(change.filed_at), &NOT_FILED, "/service_change/filed_at"),
        ];
        for (_, code, path) in asked.iter().filter(|(kept, ..)| *kept == Some(false)) {
            out.add(code, *path);
        }
        let missing: Vec<Cow<'static, str>> =
            asked.iter().filter(|(kept, ..)| kept.is_none()).map(|(_, _, path)| (*path).into()).collect();
        if !missing.is_empty() {
            out.missing(&CHANGE_UNKNOWN, missing);
        } else if asked.iter().all(|(kept, ..)| *kept == Some(true)) {
            out.add(&SERVICE_CHANGED, "/service_change");
        }
    });
}

/// SHARE-26. A fee of nothing is none.
pub(super) fn free(case: &Case<'_>, out: &mut Findings) {
    match &case.course.fee {
        Fact::Known(fee) if !fee.compared().is_empty() => out.add(&FEE, "/fee"),
        Fact::Known(_) | Fact::None => out.add(&FREE, "/fee"),
        Fact::Unknown => {}
    }
}
