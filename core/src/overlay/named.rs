//! What entries of an overlay name: instruments, provisions, days.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::value::{Error as NoWord, StrDeserializer};
use serde_json::Value;

use super::faults::Faults;
use crate::law::{Confidence, Date, Entry, Instrument, Period, Provision, Rank, Section, Source, date};

/// The instruments that overlays add.
#[derive(Default)]
pub(super) struct Instruments(Vec<Added>);

struct Added {
    abbr: String,
    zh: String,
    en: String,
    rank: Rank,
    in_force: Period,
}

pub(super) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

pub(super) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// The value that a word stands for; the schema tells which words there are.
fn word<'a, T: Deserialize<'a>>(value: &'a Value, name: &str) -> Option<T> {
    T::deserialize(StrDeserializer::<NoWord>::new(text(value, name)?)).ok()
}

/// `from`, and `until`, the first day on which it no longer holds.
pub(super) fn period(value: &Value, at: &str, faults: &mut Faults) -> Option<Period> {
    let day = |name: &str| text(value, name).and_then(|text| date(text).ok());
    let period = Period { from: day("from")?, to: day("until") };
    if period.to.is_some_and(|to| to <= period.from) {
        faults.add(format!("{at}/until"), "expected a day after from");
        return None;
    }
    Some(period)
}

impl Instruments {
    /// Adds the instruments of the overlay at `at`.
    pub(super) fn add(&mut self, file: &Value, at: &str, faults: &mut Faults) {
        for (index, value) in list(file, "instruments").iter().enumerate() {
            let at = format!("{at}/instruments/{index}");
            let abbr = text(value, "abbr").unwrap_or_default();
            if Instrument::get(abbr).is_some() || self.0.iter().any(|known| known.abbr == abbr) {
                faults.add(
                    format!("{at}/abbr"),
                    "expected an abbreviation that neither the rule table nor an overlay has",
                );
            }
            let title = |lang: &str| {
                value.get("title").and_then(|title| text(title, lang)).unwrap_or_default().to_owned()
            };
            let period = period(value, &at, faults);
            if let (Some(in_force), Some(rank)) = (period, word(value, "rank")) {
                self.0.push(Added {
                    abbr: abbr.to_owned(),
                    zh: title("zh"),
                    en: title("en"),
                    rank,
                    in_force,
                });
            }
        }
    }

    /// Title, rank and time of an instrument, of the table or added.
    fn get(&self, abbr: &str) -> Option<((&str, &str), Rank, Period)> {
        let known = Instrument::get(abbr).map(|one| ((one.title.zh, one.title.en), one.rank, one.in_force));
        let added = || self.0.iter().find(|one| one.abbr == abbr);
        known.or_else(|| added().map(|one| ((one.zh.as_str(), one.en.as_str()), one.rank, one.in_force)))
    }

    /// What the entry at `at` says, with the provision, the mark and the time that stand beside it.
    pub(super) fn entry<T>(
        &self,
        says: Option<T>,
        value: &Value,
        at: &str,
        faults: &mut Faults,
    ) -> Option<Entry<T>> {
        let period = period(value, at, faults);
        let citation = value.get("citation")?;
        let abbr = text(citation, "instrument")?;
        let Some((title, rank, in_force)) = self.get(abbr) else {
            let expected = "expected an instrument of the rule table or of an overlay";
            faults.add(format!("{at}/citation/instrument"), expected);
            return None;
        };
        let mut period = period?;
        if !in_force.contains(period.from) {
            faults.add(format!("{at}/from"), "expected a day on which the instrument cited is in force");
        }
        period.to = match (period.to, in_force.to) {
            (Some(own), Some(end)) => Some(own.min(end)),
            (own, end) => own.or(end),
        };
        let place = |name: &str| citation.get(name)?.as_u64().and_then(|number| u16::try_from(number).ok());
        let section = citation
            .get("section")
            .and_then(|section| Some(Section { zh: text(section, "zh")?, en: text(section, "en")? }));
        let places = [place("article"), place("paragraph"), place("item")];
        Some(Entry {
            says: says?,
            source: Source::Overlay(Arc::new(Provision::new(abbr, title, in_force, section, places))),
            confidence: word::<Confidence>(value, "confidence")?,
            period,
            rank,
            is_lower: false,
            at: at.to_owned(),
        })
    }
}

/// The days of a list, each of which must lie in `period`.
pub(super) fn days(
    value: &Value,
    name: &str,
    period: Period,
    at: &str,
    faults: &mut Faults,
) -> Vec<(String, Date)> {
    let mut days = Vec::new();
    for (index, day) in list(value, name).iter().enumerate() {
        let Some(day) = day.as_str().and_then(|text| date(text).ok()) else { continue };
        let at = format!("{at}/{name}/{index}");
        if period.contains(day) {
            days.push((at, day));
        } else {
            faults.add(at, "expected a day of the calendar's time");
        }
    }
    days
}
