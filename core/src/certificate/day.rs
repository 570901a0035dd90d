//! Days and moments as metadata write them; without a zone they are China's.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::law::Date;

const DAYS: [&str; 4] = ["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"];
const TIMES: [&str; 2] = ["%H:%M:%S", "%H:%M"];
/// How writers say that a term has no end.
const WITHOUT_END: [&str; 5] = ["长期", "长期有效", "永久", "永久有效", "无限期"];

/// The last moment of what `text` says, in China time: of a day alone, its end.
pub(super) fn last_moment(text: &str) -> Option<NaiveDateTime> {
    match read(text)? {
        (day, Some(time)) => Some(day.and_time(time)),
        (day, None) => day.and_hms_opt(23, 59, 59),
    }
}

/// The day that `text` says.
pub(super) fn day(text: &str) -> Option<Date> {
    read(text).map(|(day, _)| day)
}

/// Whether `text` says that there is no end.
pub(super) fn is_without_end(text: &str) -> bool {
    WITHOUT_END.contains(&text)
        || day(text).is_some_and(|day| Some(day) == NaiveDate::from_ymd_opt(9999, 12, 31))
}

/// A moment as China's clocks show it.
pub(super) fn local(time: DateTime<FixedOffset>) -> NaiveDateTime {
    time.naive_utc().checked_add_signed(TimeDelta::hours(8)).unwrap_or_default()
}

fn read(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        let time = local(time);
        return Some((time.date(), Some(time.time())));
    }
    let (day, time) = match text.split_once([' ', 'T']) {
        Some((day, time)) => (day, Some(time)),
        None => (text, None),
    };
    let begins_with_digit = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    if !begins_with_digit(day) || day.contains(char::is_whitespace) {
        return None;
    }
    let day = DAYS.iter().find_map(|form| NaiveDate::parse_from_str(day, form).ok())?;
    match time {
        None => Some((day, None)),
        Some(time) if begins_with_digit(time) => TIMES
            .iter()
            .find_map(|form| NaiveTime::parse_from_str(time, form).ok())
            .map(|time| (day, Some(time))),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_form_met_and_in_no_other() {
        let expected = crate::law::date("2024-05-01").ok();
        for text in [
            "2024-05-01",
            "20240501",
            "2024年5月1日",
            "2024/05/01",
            "2024-05-01 08:30:00",
            "2024-04-30T16:30:00Z",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in
            ["", "2024", "2024-02-30", "+2024-05-01", " 2024-05-01", "2024-05-01 ", "２０２４-05-01", "长期"]
        {
            assert_eq!(day(text), None, "{text}");
        }
        assert!(is_without_end("长期") && is_without_end("9999-12-31") && is_without_end("99991231"));
        assert!(!is_without_end("9999-12-30"));
    }
}
