//! Moments as these formats write them: UTCTime, GeneralizedTime, and the texts that vendors put in their place.
//!
//! *Basis*: ITU-T X.680, 46 and 47; GM/T 0031-2014 (timeInfo); formats met in real files.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::answer::Answer;

/// A moment, and whether the text said its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The moment in UTC.
    pub at: DateTime<Utc>,
    /// Whether the zone stood in the text or was assumed.
    pub zone: Zone,
}

/// Where a moment's zone comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zone {
    /// The text names it.
    Stated,
    /// The text names none; read as China time (+08:00).
    Assumed,
}

/// How far a text without zone can be off when its writer meant UTC.
const DOUBT: TimeDelta = TimeDelta::hours(8);

/// Whether `moment` lies in a period, both ends included. Two texts without zone come from one writer and compare
/// as they stand; one without and one with zone, closer than eight hours, cannot be told apart.
pub(crate) fn within(moment: Moment, from: Moment, to: Moment) -> Answer {
    not_before(from, moment).and(not_before(moment, to))
}

/// Whether `earlier` is not after `later`.
pub(crate) fn not_before(earlier: Moment, later: Moment) -> Answer {
    let gap = later.at.signed_duration_since(earlier.at);
    if earlier.zone != later.zone && gap.abs() < DOUBT {
        Answer::Unknown
    } else {
        Answer::from(gap >= TimeDelta::zero())
    }
}

/// Departures of a text from the form that its type prescribes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// `yyMMddHHmmssZ`
    Utc,
    /// `yyyyMMddHHmmssZ`
    Generalized,
    /// Anything else that can be read.
    Text,
}

/// Reads any of the texts met: two- or four-digit years, compact or ISO, fraction, zone or none.
pub(crate) fn parse(text: &str) -> Option<(Moment, Form)> {
    let text = text.trim_matches(['\0', ' ', '\n', '\r', '\t']);
    let (body, zone) = split_zone(text)?;
    let (body, fraction) = match body.split_once(['.', ',']) {
        Some((body, fraction)) => (body, Some(fraction)),
        None => (body, None),
    };
    if fraction.is_some_and(|digits| digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let plain = body.bytes().all(|byte| byte.is_ascii_digit());
    let digits = if plain { body.to_owned() } else { iso_digits(body)? };
    let (year, rest) = match digits.len() {
        14 => (digits.get(..4)?.parse::<i32>().ok()?, digits.get(4..)?),
        // X.509: two digits from 50 on mean the last century.
        12 if plain => {
            let short = digits.get(..2)?.parse::<i32>().ok()?;
            (short.checked_add(if short < 50 { 2000 } else { 1900 })?, digits.get(2..)?)
        }
        _ => return None,
    };
    let two = |from: usize| rest.get(from..from.checked_add(2)?)?.parse::<u32>().ok();
    let day = NaiveDate::from_ymd_opt(year, two(0)?, two(2)?)?;
    let local =
        day.and_hms_nano_opt(two(4)?, two(6)?, two(8)?, nanoseconds(fraction.unwrap_or_default())?)?;
    let at = local.checked_sub_signed(TimeDelta::minutes(zone.unwrap_or(8 * 60)))?.and_utc();
    let form = match (plain && fraction.is_none() && zone == Some(0), digits.len()) {
        (true, 12) => Form::Utc,
        (true, _) => Form::Generalized,
        _ => Form::Text,
    };
    Some((Moment { at, zone: if zone.is_some() { Zone::Stated } else { Zone::Assumed } }, form))
}

/// The digits after a second's point; what is less than a nanosecond is left out.
fn nanoseconds(fraction: &str) -> Option<u32> {
    format!("{:0<9}", fraction).get(..9)?.parse().ok()
}

/// Text without its zone, and the zone in minutes east of UTC.
fn split_zone(text: &str) -> Option<(&str, Option<i64>)> {
    if let Some(body) = text.strip_suffix(['Z', 'z']) {
        return Some((body, Some(0)));
    }
    // A sign in the first ten characters belongs to an ISO date.
    let Some(sign_at) = text.rfind(['+', '-']).filter(|&at| at > 10) else { return Some((text, None)) };
    let (body, offset) = text.split_at_checked(sign_at)?;
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let hours = digits.get(..2)?.parse::<i64>().ok()?;
    let minutes =
        digits.get(2..).filter(|minutes| !minutes.is_empty()).map_or(Some(0), |text| text.parse().ok())?;
    if hours > 14 || minutes > 59 {
        return None;
    }
    let east = hours.checked_mul(60)?.checked_add(minutes)?;
    Some((body, Some(if offset.starts_with('-') { east.checked_neg()? } else { east })))
}

/// The digits of `yyyy-MM-ddTHH:mm:ss` and its relatives, each part with two digits.
fn iso_digits(body: &str) -> Option<String> {
    let parts: Vec<&str> = body.split(['-', '/', 'T', 't', ' ', ':']).collect();
    let (year, rest) = parts.split_first()?;
    if year.len() != 4 || rest.len() != 5 || rest.iter().any(|part| part.is_empty() || part.len() > 2) {
        return None;
    }
    let digits = rest.iter().fold((*year).to_owned(), |digits, part| format!("{digits}{part:0>2}"));
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_met_in_real_files() {
        for (text, expected, form, zone) in [
            ("200422020900Z", "2020-04-22T02:09:00Z", Form::Utc, Zone::Stated),
            ("20200422020900Z", "2020-04-22T02:09:00Z", Form::Generalized, Zone::Stated),
            ("20220318213217", "2022-03-18T13:32:17Z", Form::Text, Zone::Assumed),
            ("20220318213217.25+0800", "2022-03-18T13:32:17.25Z", Form::Text, Zone::Stated),
            ("2020-01-25T07:31:56.377Z", "2020-01-25T07:31:56.377Z", Form::Text, Zone::Stated),
            ("2020-04-22 15:18:08", "2020-04-22T07:18:08Z", Form::Text, Zone::Assumed),
            ("991231235959Z", "1999-12-31T23:59:59Z", Form::Utc, Zone::Stated),
        ] {
            let (moment, found) = parse(text).unwrap();
            assert_eq!(moment.at, expected.parse::<DateTime<Utc>>().unwrap(), "{text}");
            assert_eq!((found, moment.zone), (form, zone), "{text}");
        }
        for text in ["", "Z", "20201332000000Z", "2020-01-25", "é", "20200101000000+9900", "202001010000.Z"]
        {
            assert!(parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_missing_zone_makes_near_comparisons_uncertain() {
        let moment = |text| parse(text).unwrap().0;
        let period = (moment("20200101000000Z"), moment("20210101000000Z"));
        assert_eq!(within(moment("20200101000000Z"), period.0, period.1), Answer::Yes);
        assert_eq!(within(moment("20210101000000Z"), period.0, period.1), Answer::Yes);
        assert_eq!(within(moment("20210101000001Z"), period.0, period.1), Answer::No);
        assert_eq!(within(moment("20210101000000.5Z"), period.0, period.1), Answer::No);
        assert_eq!(within(moment("20200101120000"), period.0, period.1), Answer::Unknown);
        assert_eq!(within(moment("20200201120000"), period.0, period.1), Answer::Yes);
        assert_eq!(within(moment("20220201120000"), period.0, period.1), Answer::No);
    }
}
