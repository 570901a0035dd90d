//! Update cycles (更新周期) and how long data stay fresh by them.

use serde::Deserialize;

use crate::law::Confidence::Inferred;
use crate::law::{Basis, Chapter, Date, Law, Parameter, RuleId, Unit, by, number, parameter, section};

/// How often data are updated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UpdateCycle {
    RealTime,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
    /// No cycle is set: nothing grows stale by it.
    Irregular,
}

/// That data may be as old as the longest span of the cycle's name is a construction of ours.
const SPAN: Basis = by(section("SEED", "二(三)"), Inferred);

const fn span(
    id: &'static str,
    zh: &'static str,
    en: &'static str,
    settings: &'static [crate::law::Setting],
) -> Parameter {
    const ASKED: &[RuleId] = &[RuleId(Chapter::Aggregation, 4), RuleId(Chapter::Quality, 4)];
    parameter(id, ASKED, Unit::Days, zh, en, settings)
}

static DAILY: Parameter =
    span("cycle.daily_days", "每日更新的最长间隔", "longest time between daily updates", &[number(1, SPAN)]);
static WEEKLY: Parameter = span(
    "cycle.weekly_days",
    "每周更新的最长间隔",
    "longest time between weekly updates",
    &[number(7, SPAN)],
);
static MONTHLY: Parameter = span(
    "cycle.monthly_days",
    "每月更新的最长间隔",
    "longest time between monthly updates",
    &[number(31, SPAN)],
);
static QUARTERLY: Parameter = span(
    "cycle.quarterly_days",
    "每季度更新的最长间隔",
    "longest time between quarterly updates",
    &[number(92, SPAN)],
);
static HALF_YEARLY: Parameter = span(
    "cycle.half_yearly_days",
    "每半年更新的最长间隔",
    "longest time between half-yearly updates",
    &[number(184, SPAN)],
);
static YEARLY: Parameter = span(
    "cycle.yearly_days",
    "每年更新的最长间隔",
    "longest time between yearly updates",
    &[number(366, SPAN)],
);

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&DAILY, &WEEKLY, &MONTHLY, &QUARTERLY, &HALF_YEARLY, &YEARLY];

impl UpdateCycle {
    /// The days that may pass between two updates; `None` for data that are updated when they change.
    pub(crate) fn days(self, law: &Law) -> Option<u32> {
        let parameter = match self {
            Self::RealTime => return Some(0),
            Self::Daily => &DAILY,
            Self::Weekly => &WEEKLY,
            Self::Monthly => &MONTHLY,
            Self::Quarterly => &QUARTERLY,
            Self::HalfYearly => &HALF_YEARLY,
            Self::Yearly => &YEARLY,
            Self::Irregular => return None,
        };
        Some(law.number(parameter))
    }

    /// How many days data are late that were last updated on `last`. Data in real time may be a day old, as only days are
    /// told of them.
    pub(crate) fn late_days(self, law: &Law, last: Date) -> i64 {
        let Some(allowed) = self.days(law) else { return 0 };
        law.date().signed_duration_since(last).num_days().saturating_sub(i64::from(allowed.max(1))).max(0)
    }
}
