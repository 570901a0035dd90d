//! Targets of policy for opening, which are no duties: OPEN-15.

use chrono::Datelike as _;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::Secondary;
use crate::law::{
    Basis, Chapter, Date, Law, Parameter, Rule, RuleId, Unit, between, by, codes, number, on, parameter,
    rule, section, since,
};
use crate::record::{Fact, Moment, working_days_between};
use crate::report::Findings;
use crate::topic::Question;

/// OPEN-15.
static OPEN_15: Rule = rule(
    RuleId(Chapter::Opening, 15),
    since(Law::DATA_REGULATION),
    "年度工作目标：开放申请平均受理时间不超过5个工作日（2022年），数据及时更新率90%（2022年）、100%（2023年、2025年）",
    "targets of the year: open requests are accepted within 5 working days on average (2022), data updated in time 90 % (2022), 100 % (2023, 2025)",
    &[TARGETS],
)
.when("按年度工作安排统计开放情况", "opening is counted by the yearly arrangements")
.then(
    "受理平均不超过5个工作日，及时更新率90%（2022年）、100%（2023年、2025年）；是指标，不是法定期限",
    "mean acceptance within 5 working days, timely updates 90 % (2022), 100 % (2023, 2025); a measure, not a legal deadline",
);

/// The yearly arrangements.
const TARGETS: Basis = by(section("OPA", "年度目标"), Secondary);
/// Target of the mean acceptance time of the year, in ten-thousandths of a working day.
static ACCEPTANCE: Parameter = parameter(
    "opening.mean_acceptance_days",
    &[OPEN_15.id],
    Unit::TenThousandths,
    "开放申请平均受理时间的年度目标（万分之一工作日）",
    "target of the mean acceptance time of the year, in ten-thousandths of a working day",
    &[number(50_000, Basis { period: between(on(2022, 1, 1), on(2023, 1, 1)), ..TARGETS })],
);
/// Target of the rate of data updated in time, in ten-thousandths.
static UPDATED: Parameter = parameter(
    "opening.timely_update_rate",
    &[OPEN_15.id],
    Unit::TenThousandths,
    "数据及时更新率的年度目标（万分之一）",
    "target of the rate of data updated in time, in ten-thousandths",
    &[
        number(9_000, Basis { period: between(on(2022, 1, 1), on(2023, 1, 1)), ..TARGETS }),
        number(10_000, Basis { period: between(on(2023, 1, 1), on(2024, 1, 1)), ..TARGETS }),
        number(10_000, Basis { period: between(on(2025, 1, 1), on(2026, 1, 1)), ..TARGETS }),
    ],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_15];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&ACCEPTANCE, &UPDATED];

codes! {
    NO_BREACH: OPEN_15, "open.kpi.no_breach", Fail, Met, "年度目标是工作指标，未达到不构成违法", "a target of the year is no legal duty: missing it is no breach";
    KPI_REACHED: OPEN_15, "open.kpi.reached", Inform, Met, "达到年度目标", "the target of the year is reached";
    KPI_MISSED: OPEN_15, "open.kpi.missed", Warn, NotMet, "未达到年度目标", "the target of the year is missed";
    KPI_NO_TARGET: OPEN_15, "open.kpi.no_target", Inform, NotApplicable, "该年度没有已知的目标", "no target is known for the year";
    KPI_UNKNOWN: OPEN_15, "open.kpi.unknown", Inform, Undetermined, "缺少指标数值", "the figure is missing";
}

/// A unit's figures of a year (指标).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Indicators<'a> {
    year: Fact<i32>,
    #[serde(borrow)]
    mean_acceptance_days: Fact<Figure<'a>>,
    timely_update_rate: Fact<Figure<'a>>,
    acceptances: Fact<Vec<Acceptance>>,
}

/// An integer, or decimals in text.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
enum Figure<'a> {
    Whole(u64),
    Decimal(&'a str),
}

/// One request that was accepted.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Acceptance {
    received_at: Fact<Moment>,
    accepted_at: Fact<Moment>,
}

/// Figures are compared in ten-thousandths, the finest that the schema admits.
const ONE: u64 = 10_000;

/// OPEN-15. A target that is missed is said, and breaches nothing.
pub(super) fn indicators(figures: &Indicators<'_>, question: &Question<'_>, out: &mut Findings) -> Value {
    let year = figures.year.known().copied().unwrap_or(out.law().date().year());
    // The targets are those of the year, whatever the day on which they are asked about.
    let of_year = |target: &'static Parameter, out: &Findings| {
        let day = Date::from_ymd_opt(year, 1, 1)?;
        out.law().on(day).number_if_set(target).map(u64::from)
    };
    let mean = match figures.mean_acceptance_days {
        Fact::Known(mean) => mean.scaled(),
        _ => mean_of(figures, question, out),
    };
    let rate = figures.timely_update_rate.known().and_then(|rate| rate.scaled());
    let acceptance = against(
        of_year(&ACCEPTANCE, out),
        mean,
        |mean, most| mean <= most,
        "/indicators/mean_acceptance_days",
        out,
    );
    let update = against(
        of_year(&UPDATED, out),
        rate,
        |rate, least| rate >= least,
        "/indicators/timely_update_rate",
        out,
    );
    json!({"mean_acceptance_days": acceptance, "timely_update_rate": update})
}

fn against(
    target: Option<u64>,
    figure: Option<u64>,
    reaches: fn(u64, u64) -> bool,
    path: &'static str,
    out: &mut Findings,
) -> Option<&'static str> {
    match (target, figure) {
        (None, _) => {
            out.add(&KPI_NO_TARGET, path);
            Some("no_target")
        }
        (Some(_), None) => {
            out.missing(&KPI_UNKNOWN, vec![path.into()]);
            None
        }
        (Some(target), Some(figure)) if reaches(figure, target) => {
            out.add(&KPI_REACHED, path);
            Some("reached")
        }
        (Some(_), Some(_)) => {
            out.add(&KPI_MISSED, path);
            Some("missed")
        }
    }
}

/// The mean over the requests that are listed, where each tells both days.
fn mean_of(figures: &Indicators<'_>, question: &Question<'_>, out: &mut Findings) -> Option<u64> {
    let list = figures.acceptances.list().filter(|list| !list.is_empty())?;
    let mut total: u64 = 0;
    for one in list {
        let (received, accepted) = (one.received_at.known()?, one.accepted_at.known()?);
        let days = working_days_between(*received, *accepted, question.options, out);
        total = total.saturating_add(u64::from(days));
    }
    // Rounded up: a mean a little above the target has not reached it.
    let count = u64::try_from(list.len()).ok()?;
    total.saturating_mul(ONE).saturating_add(count).saturating_sub(1).checked_div(count)
}

impl Figure<'_> {
    /// In ten-thousandths.
    fn scaled(self) -> Option<u64> {
        let text = match self {
            Self::Whole(figure) => return figure.checked_mul(ONE),
            Self::Decimal(text) => text,
        };
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{part:0<4}");
        digits.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_compared_exactly() {
        assert_eq!(Figure::Decimal("6.2").scaled(), Some(62_000));
        assert_eq!(Figure::Decimal("0.88").scaled(), Some(8_800));
        assert_eq!(Figure::Decimal("5").scaled(), Some(50_000));
        assert_eq!(Figure::Decimal("1.0000").scaled(), Some(10_000));
    }
}
