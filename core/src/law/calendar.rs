//! Working days (工作日): a calendar is an input, because make-up days (调休) are announced year by year (TIME-4).

use std::collections::BTreeSet;

use chrono::{Datelike, Weekday};
use serde::{Deserialize, Serialize};

use super::{Chapter, Date, Law, Rule, RuleId, rule, since};

/// TIME-4.
pub(crate) static TIME_4: Rule = rule(
    RuleId(Chapter::Time, 4),
    since(Law::BASE),
    "工作日按公布的节假日和调休安排计算，收到当日不计入",
    "working days follow the published holidays and make-up days; the day of receipt is not counted",
    super::time::DOCTRINE,
);

/// Holidays and make-up working days. Without any, Monday to Friday are working days.
///
/// ```
/// use ywtb::law::Calendar;
/// let calendar: Calendar = Calendar::new([ywtb::date("2019-06-07")?], []);
/// // Filed on Monday 2019-06-03; Friday 06-07 is a holiday, so the fifth working day is Tuesday 06-11.
/// assert_eq!(calendar.add(ywtb::date("2019-06-03")?, 5), ywtb::date("2019-06-11").ok());
/// # Ok::<(), ywtb::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Calendar {
    #[serde(default)]
    holidays: BTreeSet<Date>,
    #[serde(default)]
    workdays: BTreeSet<Date>,
}

impl Calendar {
    /// A calendar with these holidays and these make-up working days.
    pub fn new(holidays: impl IntoIterator<Item = Date>, workdays: impl IntoIterator<Item = Date>) -> Self {
        Self { holidays: holidays.into_iter().collect(), workdays: workdays.into_iter().collect() }
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
    }
}
