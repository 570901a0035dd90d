//! Dates, written `YYYY-MM-DD` and nothing else.

use chrono::{Months, NaiveDate};

use crate::Error;

/// A calendar date in China; the law counts in days.
pub type Date = NaiveDate;

/// Reads a date written `YYYY-MM-DD`.
///
/// # Errors
/// `input.date` for any other spelling and for days that do not exist.
///
/// ```
/// assert!(ywtb::date("2019-05-01").is_ok());
/// assert_eq!(ywtb::date("2019-02-30").unwrap_err().code(), "input.date");
/// assert!(ywtb::date("2019-5-1").is_err());
/// ```
pub fn date(text: &str) -> Result<Date, Error> {
    parse(text).ok_or_else(|| Error::input("input.date", "", "expected a date written YYYY-MM-DD"))
}

/// The date, if `text` is one in the only accepted spelling.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let bytes = text.as_bytes();
    let shape = bytes.len() == 10
        && bytes
            .iter()
            .enumerate()
            .all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
    if !shape {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// The same day so many years later; the last of February where that year has no 29th. `None` past the end of time.
pub(crate) fn years_after(date: Date, years: u32) -> Option<Date> {
    date.checked_add_months(Months::new(years.checked_mul(12)?))
}

/// A date of the tables in this crate. A test proves that every date of the tables exists.
pub(crate) const fn on(year: i32, month: u32, day: u32) -> Date {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) => date,
        None => NaiveDate::MIN,
    }
}
