//! Update cycles (更新周期) and how long data stay fresh by them.

use serde::Deserialize;

use crate::law::Date;

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

impl UpdateCycle {
    /// How many days data are late that were last updated on `last`; the longest span of the cycle's name is allowed, which
    /// is a construction of ours.
    pub(crate) fn late_days(self, last: Date, today: Date) -> i64 {
        let allowed = match self {
            Self::RealTime | Self::Daily => 1,
            Self::Weekly => 7,
            Self::Monthly => 31,
            Self::Quarterly => 92,
            Self::HalfYearly => 184,
            Self::Yearly => 366,
            Self::Irregular => return 0,
        };
        today.signed_duration_since(last).num_days().saturating_sub(allowed).max(0)
    }
}
