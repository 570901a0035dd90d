//! Data that no catalogue lists: SHARE-16.

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Chapter, Law, Parameter, Rule, RuleId, Unit, art, by, codes, number, parameter, rule, since,
};
use crate::record::{Deadline, Fact, Moment};
use crate::report::{Findings, Listener, Obligation, Party};

use super::clock::Clock;
use super::course::{Case, Told};
use super::reply::SHARE_6;

/// SHARE-16.
static SHARE_16: Rule = rule(
    RuleId(Chapter::Sharing, 16),
    since(Law::DATA_REGULATION),
    "申请的数据未列入目录的，责任部门自收到之日起15个工作日内确认，编入目录并共享",
    "data asked for that no catalogue lists: the responsible department confirms within 15 working days, catalogues and shares",
    &[by(art("SDR", 39), Confirmed)],
)
.when("申请的数据未列入目录", "the data asked for are not in the catalogue")
.then(
    "责任部门自收到之日起15个工作日内确认，编目并共享；逾期的指明",
    "the responsible department confirms within 15 working days of receipt, catalogues and shares; delay is named",
);

/// Term of confirming data that no catalogue lists.
static CONFIRMATION_DAYS: Parameter = parameter(
    "sharing.uncatalogued_days",
    &[SHARE_16.id],
    Unit::WorkingDays,
    "未列入目录的数据的确认期限",
    "term of confirming data that no catalogue lists",
    &[number(15, by(art("SDR", 39), Confirmed))],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_16];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&CONFIRMATION_DAYS];

codes! {
    UNCATALOGUED: SHARE_16, "share.uncatalogued", Fail, NotMet, "数据未列入目录，由责任部门确认、编入目录后共享", "the data are in no catalogue: the responsible department confirms, catalogues and then shares them";
    UNCATALOGUED_2018: SHARE_6, "share.application.uncatalogued", Fail, NotMet, "数据未列入目录，须提出申请由责任部门决定", "the data are in no catalogue: apply, and the responsible department decides" => Inferred;
    RECEIPT_UNKNOWN: SHARE_16, "share.uncatalogued.receipt_unknown", Inform, Undetermined, "不知道收到申请的日期，期限无法计算", "the day of receipt is unknown: the term cannot be counted";
    CONFIRMED: SHARE_16, "share.uncatalogued.in_time", Inform, Met, "在期限内确认", "confirmed in time";
    CONFIRMED_LATE: SHARE_16, "share.uncatalogued.late", Warn, NotMet, "逾期确认、编目或者共享", "confirmed, catalogued or shared late";
    CONFIRM_RUNNING: SHARE_16, "share.uncatalogued.running", Inform, NotApplicable, "确认期限未满", "the term of confirming is running";
    CONFIRM_OVERDUE: SHARE_16, "share.uncatalogued.overdue", Warn, NotMet, "期限已满尚未确认、编目并共享", "the term has passed without confirming, cataloguing and sharing";
    CONFIRM_UNKNOWN: SHARE_16, "share.uncatalogued.unknown", Inform, Undetermined, "期限已满，不知道是否已确认、编目并共享", "the term has passed, and it is unknown whether it was confirmed, catalogued and shared";
    CONFIRM: SHARE_16, "share.duty.confirm_and_catalogue", Inform, Met, "确认需求、编入目录并共享", "confirm the need, catalogue the data and share them";
}

static CLOCK: Clock = Clock {
    members: ["confirmation", "confirmation_by", "confirmation_late_days"],
    in_time: &CONFIRMED,
    late: &CONFIRMED_LATE,
    running: &CONFIRM_RUNNING,
    overdue: &CONFIRM_OVERDUE,
    unknown: &CONFIRM_UNKNOWN,
    duty: &CONFIRM,
    on: Party::Provider,
};

/// What the responsible department did with a datum that is in no catalogue.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Cataloguing {
    confirmed_at: Fact<Moment>,
    catalogued_at: Fact<Moment>,
    shared_at: Fact<Moment>,
}

impl Cataloguing {
    /// When the last of the three steps was done, and where it says so. The confirmation must be told; a later step that
    /// is not told weighs nothing, one known not to be done leaves the duty open.
    fn done(self) -> (Fact<Moment>, &'static str) {
        let mut last = (self.confirmed_at, "/cataloguing/confirmed_at");
        for (step, path) in
            [(self.catalogued_at, "/cataloguing/catalogued_at"), (self.shared_at, "/cataloguing/shared_at")]
        {
            last = match (last.0, step) {
                (Fact::Known(before), Fact::Known(at)) if at.is_after(before) => (step, path),
                (Fact::Known(_), Fact::None) => (step, path),
                _ => last,
            };
        }
        last
    }
}

/// SHARE-16, and before it SHARE-6: what is in no catalogue must be applied for.
pub(super) fn applied_for(out: &mut impl Listener) {
    let since_2022 = out.law().date() >= Law::DATA_REGULATION;
    out.add(if since_2022 { &UNCATALOGUED } else { &UNCATALOGUED_2018 }, "/entry");
}

/// SHARE-16: whether the responsible department confirmed in time what is in no catalogue.
pub(super) fn confirm(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    if out.law().date() < Law::DATA_REGULATION {
        return;
    }
    let Fact::Known(received) = case.request.received_at else {
        told.obligations.push(Obligation::new(out.law(), &CONFIRM, Party::Provider));
        return out.missing(&RECEIPT_UNKNOWN, vec!["/received_at".into()]);
    };
    let days = out.law().number(&CONFIRMATION_DAYS);
    let Some(deadline) = Deadline::working_days(received, days, case.question.options, out) else {
        return;
    };
    let (done, path) = match case.course.cataloguing {
        Fact::Known(cataloguing) => cataloguing.done(),
        Fact::None => (Fact::None, "/cataloguing"),
        Fact::Unknown => (Fact::Unknown, "/cataloguing"),
    };
    CLOCK.tell(case, deadline, done, path, told, out);
}
