//! When something happened: a day, or a time with its zone.

use chrono::{DateTime, FixedOffset, Utc};
use serde::{Deserialize, Deserializer};

use crate::law::Date;

/// When something happened: `YYYY-MM-DD` or an RFC 3339 time. The law counts in days, those of China's zone; which of two
/// times came first is told to the moment where both are known so well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Moment {
    day: Date,
    instant: Option<DateTime<Utc>>,
}

const CHINA_SECONDS_EAST: i32 = 8 * 3600;

impl Moment {
    /// A whole day.
    pub(crate) fn of_day(day: Date) -> Self {
        Self { day, instant: None }
    }

    /// The day in China.
    pub(crate) fn day(self) -> Date {
        self.day
    }

    /// Whether this came after `other`; two things of one day count as one time unless both tell the hour.
    pub(crate) fn is_after(self, other: Self) -> bool {
        match (self.instant, other.instant) {
            (Some(this), Some(other)) => this > other,
            _ => self.day > other.day,
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        if let Ok(day) = crate::law::date(text) {
            return Ok(Self::of_day(day));
        }
        let china = FixedOffset::east_opt(CHINA_SECONDS_EAST);
        match (DateTime::parse_from_rfc3339(text), china) {
            (Ok(time), Some(china)) => {
                Ok(Self { day: time.with_timezone(&china).date_naive(), instant: Some(time.to_utc()) })
            }
            _ => Err(serde::de::Error::custom("expected a date or an RFC 3339 time")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        let text = serde::de::value::BorrowedStrDeserializer::<serde::de::value::Error>::new(text);
        Moment::deserialize(text).unwrap()
    }

    #[test]
    fn a_time_falls_on_its_day_in_china() {
        assert_eq!(moment("2018-10-31T16:00:00Z").day(), moment("2018-11-01").day());
        assert!(moment("2022-03-01T15:00:00+08:00").is_after(moment("2022-03-01T09:00:00+08:00")));
        assert!(!moment("2022-03-01T15:00:00+08:00").is_after(moment("2022-03-01")));
        assert!(moment("2022-03-02").is_after(moment("2022-03-01T23:59:59+08:00")));
        assert!(!moment("2022-03-01T15:00:00+08:00").is_after(moment("2022-03-01T07:00:00Z")));
    }
}
