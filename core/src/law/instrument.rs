//! An instrument, its rank and the time it is in force.

use serde::{Deserialize, Serialize, Serializer};

use super::{Date, INSTRUMENTS, Text};

/// How well a statement is supported; the order goes from the strongest to the weakest mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Read in the instrument's own text.
    Text,
    /// Stated in the press release of 2018-10-30.
    Seed,
    /// Official explanation, district rule, reply, press.
    Secondary,
    /// A construction that is needed to decide; never to be quoted as law.
    Inferred,
}

/// Rank of norms (位阶); a smaller value prevails (TIME-2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// Law (法律).
    Law,
    /// Administrative regulation (行政法规).
    AdministrativeRegulation,
    /// Local regulation of Shanghai (地方性法规).
    LocalRegulation,
    /// Rule of the Shanghai government (地方政府规章).
    GovernmentRule,
    /// Normative paper (规范性文件).
    NormativePaper,
    /// Standard (标准); binds where an instrument says so.
    Standard,
    /// Draft, note or press release; explains, never binds.
    Explanation,
}

/// A span of dates, the last one excluded; no end means open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Period {
    /// First day; in JSON `null` when the span has always been.
    #[serde(serialize_with = "first_day")]
    pub from: Date,
    /// First day after the end.
    pub to: Option<Date>,
}

fn first_day<S: Serializer>(from: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    Some(from).filter(|from| **from != Date::MIN).serialize(serializer)
}

impl Period {
    /// Whether `date` lies in the span.
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && self.to.is_none_or(|to| date < to)
    }
}

/// The span without bounds.
pub(crate) const fn always() -> Period {
    Period { from: Date::MIN, to: None }
}

/// The span from `from` on.
pub(crate) const fn since(from: Date) -> Period {
    Period { from, to: None }
}

/// The span from `from` to the day before `to`.
pub(crate) const fn between(from: Date, to: Date) -> Period {
    Period { from, to: Some(to) }
}

/// A law, regulation, rule, paper or standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Instrument {
    /// The abbreviation that citations use.
    pub abbr: &'static str,
    /// How sure the dates of `in_force` are.
    pub dates: Confidence,
    /// When it is in force.
    pub in_force: Period,
    /// Rank of norms.
    pub rank: Rank,
    /// Its title.
    pub title: Text,
}

impl Instrument {
    /// The instrument with this abbreviation.
    pub fn get(abbr: &str) -> Option<&'static Self> {
        INSTRUMENTS.iter().find(|instrument| instrument.abbr == abbr)
    }
}
