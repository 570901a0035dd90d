//! Delivery after consent, and the force of what is delivered: SHARE-13, SHARE-21.

use serde::Deserialize;

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{
    Chapter, Law, Parameter, Rule, RuleId, Unit, art, by, codes, number, parameter, rule, section, since,
};
use crate::record::{Deadline, Fact, ReplyVerdict};
use crate::report::{Findings, Party};

use super::clock::Clock;
use super::course::{Case, Told, on_day};

/// SHARE-13.
static SHARE_13: Rule = rule(
    RuleId(Chapter::Sharing, 13),
    since(Law::BASE),
    "通过平台获取的数据、电子材料，对行政机关与纸质原件具有同等效力",
    "data and electronic material got through the platform have, for the agency, the force of the paper original",
    &[by(section("SEED", "结尾"), Inferred)],
)
.when(
    "行政机关使用经平台取得的数据或者电子材料",
    "an agency uses data or e-material got through the platform",
)
.then("与纸质原件具有同等效力", "the same force as the paper original");
/// SHARE-21.
static SHARE_21: Rule = rule(
    RuleId(Chapter::Sharing, 21),
    since(Law::SHARING_REGULATION),
    "同意共享的，自同意之日起20个工作日内提供",
    "after consent the data are delivered within 20 working days",
    &[by(art("GDS", 22), Confirmed)],
)
.when("同意共享", "the provider agrees")
.then(
    "自同意之日起20个工作日内提供；逾期的指明",
    "delivered within 20 working days of consent; delay is named",
);

/// Term of delivery after consent.
static DELIVERY_DAYS: Parameter = parameter(
    "sharing.delivery_days",
    &[SHARE_21.id],
    Unit::WorkingDays,
    "同意共享后的提供期限",
    "term of delivery after consent",
    &[number(20, by(art("GDS", 22), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_13, &SHARE_21];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&DELIVERY_DAYS];

codes! {
    EQUAL_FORCE: SHARE_13, "share.force.equal", Inform, Met, "通过平台获取，与纸质原件具有同等效力", "got through the platform: of the same force as the paper original";
    NO_FORCE: SHARE_13, "share.force.off_platform", Inform, NotMet, "不是通过平台获取，不因此具有同等效力", "not got through the platform: no equal force from this rule";
    FORCE_UNKNOWN: SHARE_13, "share.force.unknown", Inform, Undetermined, "不知道数据经何渠道获取", "it is unknown how the data were got";
    DELIVERED: SHARE_21, "share.delivery.in_time", Inform, Met, "在期限内提供", "delivered in time";
    DELIVERED_LATE: SHARE_21, "share.delivery.late", Warn, NotMet, "逾期提供", "delivered late";
    DELIVERY_RUNNING: SHARE_21, "share.delivery.running", Inform, NotApplicable, "提供期限未满", "the term of delivery is running";
    DELIVERY_OVERDUE: SHARE_21, "share.delivery.overdue", Warn, NotMet, "提供期限已满尚未提供", "the term of delivery has passed without one";
    DELIVERY_UNKNOWN: SHARE_21, "share.delivery.unknown", Inform, Undetermined, "提供期限已满，不知道是否已提供", "the term of delivery has passed, and it is unknown whether the data were delivered";
    CONSENT_DAY_UNKNOWN: SHARE_21, "share.delivery.term_unknown", Inform, Undetermined, "不知道同意的日期，提供期限无法计算", "the day of consent is unknown: the term of delivery cannot be counted";
    DELIVER: SHARE_21, "share.duty.deliver", Inform, Met, "提供同意共享的数据", "deliver the data that were granted";
}

static CLOCK: Clock = Clock {
    members: ["delivery", "delivery_by", "delivery_late_days"],
    in_time: &DELIVERED,
    late: &DELIVERED_LATE,
    running: &DELIVERY_RUNNING,
    overdue: &DELIVERY_OVERDUE,
    unknown: &DELIVERY_UNKNOWN,
    duty: &DELIVER,
    on: Party::Provider,
};

/// How data came to the requester (提供渠道).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Channel {
    Platform,
    Other,
}

/// SHARE-13, for data that were delivered.
pub(super) fn force(case: &Case<'_>, out: &mut Findings) {
    let delivered = case.course.delivered_at.known().is_some();
    match case.course.delivered_via {
        Fact::Known(Channel::Platform) => out.add(&EQUAL_FORCE, "/delivered_via"),
        Fact::Known(Channel::Other) | Fact::None => out.add(&NO_FORCE, "/delivered_via"),
        Fact::Unknown if delivered => out.missing(&FORCE_UNKNOWN, vec!["/delivered_via".into()]),
        Fact::Unknown => {}
    }
}

/// SHARE-21, by the law of the day of consent.
pub(super) fn delivered(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    let Some(reply) = case.request.reply.known() else { return };
    use ReplyVerdict::{Granted, NewScenario, Partial};
    if !matches!(reply.verdict, Fact::Known(Granted | Partial | NewScenario)) {
        return;
    }
    let Fact::Known(agreed) = reply.at else {
        if reply.at.is_unknown() && case.between_departments(out.law().date(), out) {
            out.missing(&CONSENT_DAY_UNKNOWN, vec!["/reply/at".into()]);
        }
        return;
    };
    if !case.between_departments(agreed.day(), out) {
        return;
    }
    on_day(agreed.day(), out, |out| {
        let days = out.law().number(&DELIVERY_DAYS);
        if let Some(term) = Deadline::working_days(agreed, days, case.question.options, out) {
            CLOCK.tell(case, term, case.course.delivered_at, "/delivered_at", told, out);
        }
    });
}
