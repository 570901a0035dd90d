//! Working days (工作日): a calendar is an input, because make-up days (调休) are announced year by year (TIME-4).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use chrono::{Datelike, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::{Chapter, Date, Law, Period, Rule, RuleId, rule, since};

/// TIME-4.
pub(crate) static TIME_4: Rule = rule(
    RuleId(Chapter::Time, 4),
    since(Law::BASE),
    "工作日按公布的节假日和调休安排计算，收到当日不计入",
    "working days follow the published holidays and make-up days; the day of receipt is not counted",
    super::time::DOCTRINE,
)
.when("期限以工作日计算", "a term counts working days")
.then(
    "依公布的放假调休安排，收到当日不计；没有日历的按周一至周五并注明",
    "by the published holidays and make-up days, the day of receipt not counted; without a calendar Monday to Friday, with a mark",
);

/// Holidays and make-up working days. Without any, Monday to Friday are working days.
///
/// ```
/// use ywtb::law::Calendar;
/// let calendar: Calendar = Calendar::new([ywtb::date("2019-06-07")?], []);
/// // Filed on Monday 2019-06-03; Friday 06-07 is a holiday, so the fifth working day is Tuesday 06-11.
/// assert_eq!(calendar.add(ywtb::date("2019-06-03")?, 5), ywtb::date("2019-06-11").ok());
/// // The shipped calendar says the same, and where it ends.
/// assert_eq!(Calendar::china().add(ywtb::date("2019-06-03")?, 5), ywtb::date("2019-06-11").ok());
/// assert!(!Calendar::china().covers(ywtb::date("2027-01-04")?));
/// # Ok::<(), ywtb::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Calendar {
    holidays: BTreeSet<Date>,
    workdays: BTreeSet<Date>,
    /// The last day that the announcements reach; without one every day is covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
    #[serde(skip)]
    is_shipped: bool,
}

/// The shipped calendar: days off and make-up days as the General Office of the State Council announced them.
const CHINA: &str = include_str!("calendar_cn.json");

impl Calendar {
    /// Monday to Friday.
    pub(crate) const fn weekdays() -> Self {
        Self { holidays: BTreeSet::new(), workdays: BTreeSet::new(), to: None, is_shipped: false }
    }

    /// A calendar with these holidays and these make-up working days.
    pub fn new(holidays: impl IntoIterator<Item = Date>, workdays: impl IntoIterator<Item = Date>) -> Self {
        Self {
            holidays: holidays.into_iter().collect(),
            workdays: workdays.into_iter().collect(),
            ..Self::default()
        }
    }

    /// The shipped calendar of China (`{"name": "cn"}`), from 2018-11-01 to 2026-12-31; its data say their source.
    pub fn china() -> &'static Self {
        static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| {
            #[derive(Deserialize)]
            struct Shipped {
                to: Date,
                holidays: BTreeSet<Date>,
                workdays: BTreeSet<Date>,
            }
            let shipped: Option<Shipped> = serde_json::from_str(CHINA).ok();
            // A test reads the data: should they ever be broken, no day is covered.
            shipped.map_or(
                Calendar { to: Some(Date::MIN), ..Calendar::default() },
                |Shipped { to, holidays, workdays }| Calendar {
                    holidays,
                    workdays,
                    to: Some(to),
                    is_shipped: true,
                },
            )
        });
        &CALENDAR
    }

    pub(crate) fn is_shipped(&self) -> bool {
        self.is_shipped
    }

    /// The same calendar with the days of `period` as announced anew. `None` where that would leave a gap behind the last
    /// day that it reaches.
    pub(crate) fn continued(
        mut self,
        period: Period,
        holidays: impl IntoIterator<Item = Date>,
        workdays: impl IntoIterator<Item = Date>,
    ) -> Option<Self> {
        let to = period.to?.pred_opt()?;
        if self.to.is_some_and(|end| end.succ_opt().is_none_or(|next| next < period.from)) {
            return None;
        }
        self.holidays.retain(|day| !period.contains(*day));
        self.workdays.retain(|day| !period.contains(*day));
        self.holidays.extend(holidays);
        self.workdays.extend(workdays);
        self.to = self.to.map(|end| end.max(to));
        Some(self)
    }

    /// Whether the announcements reach `date`.
    pub fn covers(&self, date: Date) -> bool {
        self.to.is_none_or(|to| date <= to)
    }

    /// Whether `date` is a working day; a make-up day goes before a holiday.
    pub fn is_working(&self, date: Date) -> bool {
        self.workdays.contains(&date)
            || (!matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&date))
    }

    /// The `days`-th working day after `from`; `from` itself is not counted. `None` past the end of time.
    pub fn add(&self, from: Date, days: u32) -> Option<Date> {
        let mut date = from;
        let mut left = days;
        while left > 0 {
            date = date.succ_opt()?;
            if self.is_working(date) {
                left = left.saturating_sub(1);
            }
        }
        Some(date)
    }

    /// How many working days lie after `from`, up to and with `to`.
    pub fn between(&self, from: Date, to: Date) -> u32 {
        let days = from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| self.is_working(*day));
        u32::try_from(days.count()).unwrap_or(u32::MAX)
    }
}

impl<'de> Deserialize<'de> for Calendar {
    /// `{"name": "cn"}`, or `{"holidays": [dates], "workdays": [dates]}`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Raw {
            name: Option<String>,
            holidays: Option<BTreeSet<Date>>,
            workdays: Option<BTreeSet<Date>>,
        }
        match Raw::deserialize(deserializer)? {
            Raw { name: Some(name), holidays: None, workdays: None } if name == "cn" => {
                Ok(Self::china().clone())
            }
            Raw { name: None, holidays, workdays } => {
                Ok(Self::new(holidays.unwrap_or_default(), workdays.unwrap_or_default()))
            }
            _ => Err(D::Error::custom("expected the name of a shipped calendar alone")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::on;
    use super::*;

    /// Expected dates from the working-day cases of the domain collection (cases 20, 50, 52).
    #[test]
    fn working_days_after_receipt() {
        let plain = Calendar::default();
        assert_eq!(plain.add(on(2025, 9, 1), 10), Some(on(2025, 9, 15)));
        assert_eq!(plain.add(on(2025, 9, 1), 20), Some(on(2025, 9, 29)));
        let with_make_up = Calendar::new([], [on(2025, 9, 28)]);
        assert_eq!(with_make_up.add(on(2025, 9, 1), 20), Some(on(2025, 9, 28)));
        assert_eq!(Calendar::china().add(on(2025, 9, 1), 20), Some(on(2025, 9, 28)));
        assert_eq!(plain.between(on(2025, 9, 1), on(2025, 9, 16)), 11);
    }

    #[test]
    fn the_shipped_calendar_is_there_and_ends() {
        let china = Calendar::china();
        assert!(china.covers(on(2026, 12, 31)) && !china.covers(on(2027, 1, 1)));
        assert!(!china.is_working(on(2019, 6, 7)) && china.is_working(on(2026, 10, 10)));
    }
}
