//! Compiling a whole city's catalogue from a stream of records, in one pass.

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::{Deserialize, Serialize};

use super::compilation::{Compilation, Tally};
use super::facts::{Body, Listed};
use super::source::CONFLICT;
use super::version::Version;
use crate::law::{Date, Law, Level};
use crate::report::Outcome;
use crate::{Error, Limits};

/// Of each code this many places are told, and as many conflicts, duplicates and differences.
const TOLD: usize = 100;

/// Compiles the entries of all units into the city's catalogue (CAT-1, 2, 4, 5, 8, 9), reading them one after the other.
///
/// The decisions are those of the topic `catalogue.compile`; what is kept of an entry is its code, and of its items the
/// names that no entry had before. Overlays are not asked for: nothing that they can set decides here (a test holds to it).
///
/// ```
/// use ywtb::catalogue::Compiler;
/// let lines = br#"{"provider": {"code": "11310000002420447T", "level": "city"}, "entry": {"code": "1/1", "secret_flag": "none"}}
/// {"provider": {"code": "11310000002420447T", "level": "city"}, "entry": {"code": "1/1", "secret_flag": "none"}}"#;
/// let mut compiler = Compiler::new(ywtb::date("2022-05-01")?);
/// compiler.read(&lines[..])?;
/// let compiled = compiler.finish();
/// assert_eq!((compiled.entries, compiled.listed), (2, 1));
/// assert_eq!(compiled.codes["catalogue.compiled.code_twice"].first, [1]);
/// # Ok::<(), ywtb::Error>(())
/// ```
#[derive(Debug)]
pub struct Compiler {
    compilation: Compilation,
    limits: Limits,
    lines: Lines,
}

/// A record of the stream: an entry with the body that keeps it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record<'a> {
    #[serde(borrow)]
    provider: Body<'a>,
    entry: Listed<'a>,
}

/// An earlier version of the catalogue, to compare with.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    version: Version,
    lines: Lines,
}

/// Counts of lines read, and of those that hold no entry.
#[derive(Debug, Clone, Default)]
struct Lines {
    read: u32,
    entries: u32,
    unreadable: Places,
}

/// How often something was found, and the numbers of the first entries, counted from 0. For lines that could not be read
/// the numbers are those of the lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Places {
    /// How often.
    pub count: u64,
    /// The first hundred.
    pub first: Vec<u32>,
}

/// An item that bodies of different owners list: one of them must be designated as its source (CAT-9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The first entry of each owner.
    pub entries: Vec<u32>,
    /// The name of the item.
    pub item: String,
}

/// What compiling came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Compiled {
    /// Entries that are in this version alone.
    pub added: u64,
    /// Entries that differ from the earlier version.
    pub changed: u64,
    /// What was found, by its code; a code that is not here was not found.
    pub codes: BTreeMap<&'static str, Places>,
    /// The first hundred items with several sources.
    pub conflicts: Vec<Conflict>,
    /// How many entries were read.
    pub entries: u32,
    /// How many of them are in the city's catalogue.
    pub listed: u32,
    /// The answer: met where nothing is breached.
    pub outcome: Outcome,
    /// Entries that are in the earlier version alone.
    pub removed: u64,
    /// Lines that hold no entry. They are counted as breaches, and nothing is read into them.
    pub unreadable: Places,
}

impl Lines {
    /// Reads the records of `input`, one a line; empty lines count as lines.
    fn each(
        &mut self,
        mut input: impl BufRead,
        limits: &Limits,
        mut take: impl FnMut(u32, &Record<'_>),
    ) -> Result<(), Error> {
        let limit = limits.entry_bytes;
        let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
        let mut line = Vec::new();
        loop {
            line.clear();
            let got = std::io::Read::take(&mut input, bound)
                .read_until(b'\n', &mut line)
                .map_err(|_| Error::input("input.read", self.place(), "the input could not be read"))?;
            if got == 0 {
                return Ok(());
            }
            if line.len() > limit {
                let message = format!("expected at most {limit} bytes a line");
                return Err(Error::limit("limit.entry_bytes", self.place(), message));
            }
            if !line.trim_ascii().is_empty() {
                match serde_json::from_slice::<Record<'_>>(&line) {
                    Ok(record) => {
                        take(self.entries, &record);
                        self.entries = self.entries.saturating_add(1);
                    }
                    Err(_) => {
                        self.unreadable.count = self.unreadable.count.saturating_add(1);
                        if self.unreadable.first.len() < TOLD {
                            self.unreadable.first.push(self.read);
                        }
                    }
                }
            }
            self.read = self.read.saturating_add(1);
        }
    }

    fn place(&self) -> String {
        format!("#{}", self.read)
    }
}

impl Earlier {
    /// Reads the entries of `input`, one record a line.
    ///
    /// # Errors
    /// `input.read`, `limit.entry_bytes` with the number of the line.
    pub fn read(&mut self, input: impl BufRead) -> Result<(), Error> {
        let version = &mut self.version;
        self.lines.each(input, &Limits::default(), |number, record| version.keep(number, &record.entry))
    }
}

impl Compiler {
    /// A compiler of a catalogue as the law of `as_of` asks it.
    pub fn new(as_of: Date) -> Self {
        Self::since(as_of, None)
    }

    /// A compiler that also tells what changed since an earlier version.
    pub fn against(as_of: Date, earlier: Earlier) -> Self {
        Self::since(as_of, Some(earlier.version))
    }

    fn since(as_of: Date, earlier: Option<Version>) -> Self {
        let compilation = Compilation::new(Law::as_of(as_of), TOLD, earlier);
        Self { compilation, limits: Limits::default(), lines: Lines::default() }
    }

    /// The same compiler within other limits; `entry_bytes` bounds a line.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Reads the entries of `input`, one record a line: `{"provider": {…}, "entry": {…}}`, the records of the topic
    /// `catalogue.entry`. A line that is no such record is counted and left out.
    ///
    /// # Errors
    /// `input.read`, `limit.entry_bytes` with the number of the line.
    pub fn read(&mut self, input: impl BufRead) -> Result<(), Error> {
        let compilation = &mut self.compilation;
        self.lines.each(input, &self.limits, |_, record| compilation.entry(&record.provider, &record.entry))
    }

    /// What all came to.
    pub fn finish(self) -> Compiled {
        let outcomes = self.compilation.finish();
        let places = |tally: &Tally| Places {
            count: tally.count,
            first: tally.places.iter().map(|place| place.entry).collect(),
        };
        let mut codes: BTreeMap<&'static str, Places> =
            outcomes.tallies.iter().map(|(code, tally)| (*code, places(tally))).collect();
        let failing = outcomes.tallies.values().filter(|tally| tally.code.level == Level::Fail);
        let mut outcome = failing.fold(Outcome::Met, |outcome, tally| outcome.and(tally.code.result));
        if !outcomes.disputed.is_empty() {
            outcome = outcome.and(CONFLICT.result);
            let count = u64::try_from(outcomes.disputed.len()).unwrap_or(u64::MAX);
            let first = outcomes.disputed.iter().filter_map(|item| item.entries.first().copied());
            codes.insert(CONFLICT.code, Places { count, first: first.take(TOLD).collect() });
        }
        if self.lines.unreadable.count > 0 {
            outcome = outcome.and(Outcome::NotMet);
        }
        let [added, removed, changed] = outcomes.changed;
        Compiled {
            added,
            changed,
            codes,
            conflicts: outcomes
                .disputed
                .into_iter()
                .take(TOLD)
                .map(|item| Conflict { entries: item.entries, item: item.item })
                .collect(),
            entries: outcomes.entries,
            listed: outcomes.listed,
            outcome,
            removed,
            unreadable: self.lines.unreadable,
        }
    }
}
