//! The law as data: instruments and their dates, citations, rules with their periods, ranks, working days.
//!
//! Nothing here judges. [`Law::as_of`] says what is in force on a date; the chapters hold the predicates.

mod calendar;
mod chapter;
mod citation;
mod date;
mod instrument;
mod instruments;
mod overlay;
mod parameter;
mod rule;
mod source;
mod time;

pub use calendar::Calendar;
pub use chapter::Chapter;
pub use citation::{Citation, Text};
pub use date::{Date, date};
pub use instrument::{Confidence, Instrument, Period, Rank};
pub use instruments::INSTRUMENTS;
pub use overlay::{OverlayName, Overlays};
pub use parameter::{Amount, Parameter, Setting, Unit};
pub use rule::{Basis, Code, Level, Rule, RuleId};
pub use source::{Provision, Source};

pub(crate) use citation::{art, art_item, art_para, item, section};
pub(crate) use date::{on, years_after};
pub(crate) use instrument::{always, between, since};
pub(crate) use overlay::{Cites, Compiled, Designated, Entry, Given};
pub(crate) use parameter::{number, parameter, words};
pub(crate) use rule::{by, codes, rule};
pub(crate) use source::Section;
pub(crate) use time::{
    CODES as TIME_CODES, RULES as TIME_RULES, TIME_1_ACT, TIME_1_STATE, TIME_2_HIGHER, TIME_2_LOWER,
    TIME_3_BEFORE, TIME_3_ENDED, TIME_4_CALENDAR, TIME_4_ENDED, TIME_4_WEEKDAYS, TIME_5_IN_FORCE,
    TIME_5_UNCONFIRMED, TIME_5_YIELDS,
};

/// The law in force on one date (TIME-1, TIME-3), with what overlays add to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Law {
    date: Date,
    except: Option<&'static str>,
    overlays: Overlays,
}

impl Law {
    /// The day the regulation (Order No. 9 of 2018) entered into force; nothing is judged before it.
    pub const BASE: Date = on(2018, 11, 1);
    /// The day the Shanghai Data Regulation entered into force.
    pub(crate) const DATA_REGULATION: Date = on(2022, 1, 1);
    /// The day the Government Data Sharing Regulation entered into force.
    pub(crate) const SHARING_REGULATION: Date = on(2025, 8, 1);
    /// The day the Personal Information Protection Law entered into force.
    pub(crate) const PERSONAL_INFORMATION: Date = on(2021, 11, 1);

    /// What is in force on `date`.
    ///
    /// ```
    /// use ywtb::law::Law;
    /// let law = Law::as_of(ywtb::date("2022-02-01")?);
    /// assert!(law.in_force("SDR") && !law.in_force("GDS"));
    /// # Ok::<(), ywtb::Error>(())
    /// ```
    pub const fn as_of(date: Date) -> Self {
        Self { date, except: None, overlays: Overlays(None) }
    }

    /// The same law with what `overlays` add to it.
    #[must_use]
    pub fn with(self, overlays: &Overlays) -> Self {
        Self { overlays: overlays.clone(), ..self }
    }

    /// The same law between parties whom the instrument `abbr` does not bind.
    pub(crate) fn without(self, abbr: &'static str) -> Self {
        Self { except: Some(abbr), ..self }
    }

    /// The law of another date, between the same parties.
    pub(crate) fn on(&self, date: Date) -> Self {
        Self { date, except: self.except, overlays: self.overlays.clone() }
    }

    /// Whether overlays add to it.
    pub(crate) const fn has_overlays(&self) -> bool {
        self.overlays.0.is_some()
    }

    /// The date.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Whether the regulation itself is in force.
    pub fn applies(&self) -> bool {
        self.date >= Self::BASE
    }

    /// Whether the instrument with this abbreviation is in force; `false` for an unknown one.
    pub fn in_force(&self, abbr: &str) -> bool {
        self.except != Some(abbr)
            && Instrument::get(abbr).is_some_and(|instrument| instrument.in_force.contains(self.date))
    }

    /// What a rule, or a code that names provisions of its own, rests on at this date: the citations in force, and the
    /// weakest mark among them. An inferred basis carries only where nothing better is in force.
    pub fn basis(&self, basis: &[Basis]) -> (Vec<Citation>, Confidence) {
        let mut confidence = Confidence::Text;
        let mut citations = Vec::with_capacity(basis.len());
        // That the regulation does not apply before its first day is said by that day.
        let law = self.on(self.date.max(Self::BASE));
        let holds =
            |basis: &&Basis| basis.period.contains(law.date) && law.in_force(basis.citation.instrument);
        let better = basis.iter().filter(holds).any(|basis| basis.confidence < Confidence::Inferred);
        for basis in
            basis.iter().filter(holds).filter(|basis| !better || basis.confidence < Confidence::Inferred)
        {
            citations.push(basis.citation);
            confidence = confidence.max(basis.confidence);
        }
        (citations, confidence)
    }

    /// What `code` rests on at this date, overlays included.
    pub fn rests_on(&self, code: &Code) -> Resting {
        let (citations, confidence) = self.basis(code.basis());
        let table = citations.into_iter().map(Source::Table);
        let (added, changes_higher) = self.added(code);
        if added.is_empty() {
            return Resting { sources: table.collect(), confidence, changes_higher };
        }
        // What is inferred carries only where nothing better is in force: here too.
        let best = added.iter().map(|(_, mark)| *mark).min().unwrap_or(confidence);
        let table = table.filter(|_| confidence < Confidence::Inferred || best == Confidence::Inferred);
        let mut sources: Vec<Source> = table.collect();
        let mut weakest = if sources.is_empty() { Confidence::Text } else { confidence };
        for (source, mark) in added {
            weakest = weakest.max(mark);
            sources.push(source);
        }
        Resting { sources, confidence: weakest, changes_higher }
    }

    /// Which of two instruments prevails when they clash (TIME-2): the higher rank, at equal rank the later;
    /// `None` when neither does.
    pub fn prevailing(
        &self,
        one: &'static Instrument,
        other: &'static Instrument,
    ) -> Option<&'static Instrument> {
        let key = |i: &'static Instrument| (std::cmp::Reverse(i.rank), i.in_force.from);
        match (self.in_force(one.abbr), self.in_force(other.abbr)) {
            (true, false) => Some(one),
            (false, true) => Some(other),
            (false, false) => None,
            (true, true) => match key(one).cmp(&key(other)) {
                std::cmp::Ordering::Greater => Some(one),
                std::cmp::Ordering::Less => Some(other),
                std::cmp::Ordering::Equal => None,
            },
        }
    }
}

/// What a code rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resting {
    /// The provisions, those of overlays last.
    pub sources: Vec<Source>,
    /// The weakest mark among them.
    pub confidence: Confidence,
    /// Whether an overlay changes what a norm of higher rank sets.
    pub changes_higher: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instrument(abbr: &str) -> &'static Instrument {
        Instrument::get(abbr).unwrap()
    }

    #[test]
    fn rank_goes_before_date() {
        let law = Law::as_of(on(2025, 9, 1));
        assert_eq!(law.prevailing(instrument("O9"), instrument("GDS")).unwrap().abbr, "GDS");
        assert_eq!(law.prevailing(instrument("SDR"), instrument("GDS")).unwrap().abbr, "GDS");
        assert_eq!(law.prevailing(instrument("SDR"), instrument("O9")).unwrap().abbr, "SDR");
        assert_eq!(law.prevailing(instrument("PIPL"), instrument("GDS")).unwrap().abbr, "PIPL");
    }

    #[test]
    fn what_is_not_in_force_never_prevails() {
        let law = Law::as_of(on(2021, 12, 31));
        assert_eq!(law.prevailing(instrument("O9"), instrument("SDR")).unwrap().abbr, "O9");
        assert!(law.prevailing(instrument("SDR"), instrument("GDS")).is_none());
    }
}
