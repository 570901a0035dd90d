//! When something happened: a day, or a time with its zone.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Deserializer};

use crate::law::Date;

/// The day on which something happened, in China. Given as `YYYY-MM-DD` or as an RFC 3339 time, which is read in
/// China's zone: the law counts in days there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(pub(crate) Date);

const CHINA_SECONDS_EAST: i32 = 8 * 3600;

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        let day = crate::law::date(text).ok().or_else(|| {
            let china = FixedOffset::east_opt(CHINA_SECONDS_EAST)?;
            Some(DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&china).date_naive())
        });
        day.map(Self).ok_or_else(|| serde::de::Error::custom("expected a date or an RFC 3339 time"))
    }
}
