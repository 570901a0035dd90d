//! Whether aggregated data are up to date: AGG-4.

use serde::Deserializer;

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, section, since};
use crate::record::{Fact, UpdateCycle};
use crate::report::Findings;
use crate::topic::read;

use super::Facts;

/// AGG-4.
static AGG_4: Rule = rule(
    RuleId(Chapter::Aggregation, 4),
    since(Law::BASE),
    "归集的数据发生变更或者失效的，及时更新",
    "aggregated data that change or lapse are updated promptly",
    &[
        by(section("SEED", "二(三)"), Inferred).until(Law::DATA_REGULATION),
        by(art_para("SDR", 33, 3), Confirmed),
    ],
)
.when("归集的数据变更或者失效", "aggregated data change or lapse")
.then("及时更新；超过更新周期的指明天数", "updated promptly; beyond the cycle the days are counted");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AGG_4];

codes! {
    FRESH: AGG_4, "aggregation.fresh", Fail, Met, "在更新周期内", "updated within its cycle" => Inferred;
    STALE: AGG_4, "aggregation.stale", Fail, NotMet, "超过更新周期未更新", "not updated within its cycle" => Inferred;
    CHANGED: AGG_4, "aggregation.changed_since", Fail, NotMet, "数据变更后未更新", "the data changed and were not updated";
    FRESHNESS_UNKNOWN: AGG_4, "aggregation.freshness_unknown", Fail, Undetermined, "不知道更新周期、最近更新日期或者变更日期", "the cycle, the last update or the change is unknown";
}

/// Whether the entry of `record` is `fresh` or `stale`, by its cycle and its last update alone (AGG-4); none while unknown.
pub(crate) fn word<'a, D: Deserializer<'a>>(
    record: D,
    out: &mut Findings,
) -> Result<Option<&'static str>, D::Error> {
    let facts: Facts<'_> = read(record)?;
    Ok(fresh(&facts, out).map(|fresh| fresh.word))
}

/// How data stand to their cycle.
pub(super) struct Freshness {
    /// `fresh` or `stale`.
    pub(super) word: &'static str,
    /// The days that they are behind; none where they were never updated.
    pub(super) stale_days: Option<i64>,
}

/// AGG-4. Undetermined when the cycle or the last update is absent; for data without a cycle, when the last change is.
pub(super) fn fresh(facts: &Facts<'_>, out: &mut Findings) -> Option<Freshness> {
    const UPDATED: &str = "/entry/last_updated";
    let unknown = |path: &'static str, out: &mut Findings| {
        out.missing(&FRESHNESS_UNKNOWN, vec![path.into()]);
        None
    };
    let law = out.law();
    let today = law.date();
    let updated = match facts.entry.last_updated {
        Fact::Known(updated) => Some(updated),
        Fact::None => None,
        Fact::Unknown => return unknown(UPDATED, out),
    };
    // The days that are left, below zero when the data are behind; nothing when they were never updated.
    let (code, behind) = match (facts.cycle_days, facts.entry.update_cycle) {
        (Fact::Unknown, Fact::Unknown) => return unknown("/entry/update_cycle", out),
        (Fact::Known(days), _) => {
            (&STALE, updated.map(|at| i64::from(days).saturating_sub(days_since(at, today))))
        }
        (_, Fact::Known(cycle)) if cycle != UpdateCycle::Irregular => {
            let days = i64::from(cycle.days(&law).unwrap_or_default());
            (&STALE, updated.map(|at| days.saturating_sub(days_since(at, today))))
        }
        _ => match (facts.changed_at, updated) {
            (Fact::Unknown, _) => return unknown("/changed_at", out),
            (Fact::Known(changed), Some(updated)) if changed.is_after(updated) && changed.day() <= today => {
                (&CHANGED, Some(days_since(changed, today).saturating_neg().min(-1)))
            }
            (_, Some(_)) => (&CHANGED, Some(0)),
            (_, None) => (&CHANGED, None),
        },
    };
    Some(match behind {
        Some(left) if left >= 0 => {
            out.add(&FRESH, UPDATED);
            Freshness { word: "fresh", stale_days: Some(0) }
        }
        late => {
            out.add(code, UPDATED);
            Freshness { word: "stale", stale_days: late.map(i64::saturating_neg) }
        }
    })
}

fn days_since(at: crate::record::Moment, today: crate::law::Date) -> i64 {
    today.signed_duration_since(at.day()).num_days()
}
