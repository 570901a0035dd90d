//! The audit of a whole catalogue, read as a stream: every entry by the rules of `catalogue.entry`,
//! `sharing.classification` and `opening.classification`; totals, and the worst entries first. Nothing is decided here.

mod csv;
mod encoding;
mod record;
mod run;
mod scan;
mod source;
mod table;
mod totals;
mod verdict;

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::{Deserializer, Serialize};
use serde_json::Value;

use crate::law::Date;
use crate::report::Outcome;
use crate::topic::Question;
use crate::{Error, Limits, Options, rules};

pub use record::SCHEMA;
use source::{Elements, Hosted, Lines, Raw, Source};
pub(crate) use table::{Column, Columns, Word};
pub(crate) use totals::Totals;
pub use totals::{Defect, Group, Lacking, Unreadable};
pub use verdict::{Class, Fault, Reason, Row};

/// Rows that go to a thread at a time.
const BATCH: usize = 256;
/// Or so many bytes of them.
const BATCH_BYTES: usize = 1 << 20;
/// A record longer than this is no entry of a catalogue; 10,000 items fit into it.
const ENTRY_BYTES: usize = 16 << 20;

/// How a catalogue is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// An array of records, or an object whose field `entries` is one.
    Json,
    /// A record a line.
    Ndjson,
    /// A table with a header.
    Csv,
}

/// Audits catalogues under the law of one date.
///
/// ```
/// use ywtb::audit::{Audit, Format};
/// let lines = br#"{"entry": {"code": "1/1", "secret_flag": "none", "share_type": ["unconditional", "authorised"]}}
/// {"entry": {"colour": 1}}"#;
/// let audit = Audit::new(ywtb::date("2019-03-01")?);
/// let summary = audit.read(&lines[..], Format::Ndjson, &mut |_| true)?;
/// assert_eq!((summary.entries, summary.unreadable.count), (1, 1));
/// assert_eq!(summary.unreadable.first[0].fault.path, "/entry/colour");
/// assert!(summary.rules.iter().any(|defect| defect.code == "share.class.several"));
/// # Ok::<(), ywtb::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Audit {
    as_of: Date,
    options: Options,
    limits: Limits,
    threads: usize,
    worst: usize,
}

/// What happens while a catalogue is read.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// An entry was judged, or a row was found to hold none; in the order of the catalogue.
    Row(&'a Row),
    /// So many bytes were read; of a table that the host reads, so many rows.
    Read(u64),
}

/// What a catalogue comes to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// The date of the law.
    pub as_of: Date,
    /// Totals by department; the one without a name has none.
    pub departments: BTreeMap<String, Group>,
    /// Entries that were judged.
    pub entries: u64,
    /// Fields of the entry that must be stated, with the entries that do not.
    pub fields: BTreeMap<String, Lacking>,
    /// The version of the library.
    pub library: &'static str,
    /// The worst outcome of an entry; not applicable without entries.
    pub outcome: Outcome,
    /// What was breached or could not be decided, in the order of the rule table.
    pub rules: Vec<Defect>,
    /// The digest of the rule table.
    pub rules_sha256: &'static str,
    /// Name and version of this shape.
    pub schema: &'static str,
    /// Totals by topic.
    pub topics: BTreeMap<String, Group>,
    /// Totals of all.
    pub totals: Group,
    /// Rows that hold no entry.
    pub unreadable: Faults,
    /// The worst entries, the worst first.
    pub worst: Vec<Row>,
}

/// Rows that hold no entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Faults {
    /// How many for each code.
    pub codes: BTreeMap<&'static str, u64>,
    /// How many.
    pub count: u64,
    /// The first hundred.
    pub first: Vec<Unreadable>,
}

impl Audit {
    /// An audit under the law of `as_of`, on one thread, that keeps the 50 worst entries.
    pub fn new(as_of: Date) -> Self {
        let limits = Limits { entry_bytes: ENTRY_BYTES, ..Limits::default() };
        Self { as_of, options: Options::default(), limits, threads: 1, worst: 50 }
    }

    /// The same on so many threads.
    #[must_use]
    pub fn with_threads(self, threads: usize) -> Self {
        Self { threads, ..self }
    }

    /// The same with so many of the worst entries.
    #[must_use]
    pub fn with_worst(self, worst: usize) -> Self {
        Self { worst, ..self }
    }

    /// The same with what overlays add to the law, and the other options of a question.
    #[must_use]
    pub fn with_options(self, options: Options) -> Self {
        Self { options, ..self }
    }

    /// The same within other limits; `entry_bytes` bounds a record.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Self { limits, ..self }
    }

    /// Reads a catalogue to its end, or until `tell` answers that it is enough. A row that holds no entry is told, counted,
    /// and the next one is read.
    ///
    /// # Errors
    /// `input.read`; in a table `input.column`, `input.encoding`, `limit.entry_bytes` for its header.
    pub fn read(
        &self,
        input: impl BufRead,
        format: Format,
        tell: &mut dyn FnMut(Event<'_>) -> bool,
    ) -> Result<Summary, Error> {
        match format {
            Format::Json => self.run(Elements::new(input, &self.limits), None, tell),
            Format::Ndjson => self.run(Lines::new(input, &self.limits), None, tell),
            Format::Csv => {
                let (csv, columns) = csv::Csv::new(input, &self.limits)?;
                self.run(csv, Some(&columns), tell)
            }
        }
    }

    /// Audits the rows of a table that the host reads, such as a columnar file: `names` of the columns, and `next` for the
    /// cells of a row, or why they could not be read. [`Event::Read`] tells rows here.
    ///
    /// # Errors
    /// `input.column` with the name of a column that is no field, or stands there twice.
    pub fn rows(
        &self,
        names: &[String],
        next: impl FnMut() -> Option<Result<Vec<Value>, Fault>>,
        tell: &mut dyn FnMut(Event<'_>) -> bool,
    ) -> Result<Summary, Error> {
        let columns = Columns::of(names)?;
        self.run(Hosted { next, read: 0 }, Some(&columns), tell)
    }

    fn run(
        &self,
        mut source: impl Source,
        columns: Option<&Columns>,
        tell: &mut dyn FnMut(Event<'_>) -> bool,
    ) -> Result<Summary, Error> {
        let mut totals = self.totals();
        let mut rows = 0_u64;
        let next = || {
            let mut batch: Vec<Raw> = Vec::with_capacity(BATCH);
            let (first, before) = (rows, source.read());
            while batch.len() < BATCH
                && usize::try_from(source.read().saturating_sub(before)).unwrap_or(usize::MAX) < BATCH_BYTES
            {
                match source.next()? {
                    Some(raw) => batch.push(raw),
                    None => break,
                }
            }
            rows = rows.saturating_add(u64::try_from(batch.len()).unwrap_or_default());
            Ok((!batch.is_empty()).then_some((first, batch, source.read())))
        };
        let work = |(first, batch, read): (u64, Vec<Raw>, u64)| {
            let numbers = first.saturating_add(1)..;
            (numbers.zip(batch).map(|(row, raw)| self.judge(row, raw, columns)).collect::<Vec<_>>(), read)
        };
        let take = |(rows, read): (Vec<Result<Row, Error>>, u64)| {
            for row in rows {
                let row = row?;
                totals.take(&row);
                if !tell(Event::Row(&row)) {
                    return Ok(false);
                }
            }
            Ok(tell(Event::Read(read)))
        };
        self.in_order(next, work, take)?;
        Ok(self.summary(totals))
    }

    /// Judges a row of a table whose cells are values.
    pub(crate) fn cells(
        &self,
        row: u64,
        cells: Result<Vec<Value>, Fault>,
        columns: &Columns,
    ) -> Result<Row, Error> {
        self.judge(row, cells.map_or_else(Raw::Fault, Raw::Values), Some(columns))
    }

    /// Work on as many threads as were asked for, results in the order of the input.
    pub(crate) fn in_order<B: Send, D: Send>(
        &self,
        next: impl FnMut() -> Result<Option<B>, Error>,
        work: impl Fn(B) -> D + Sync,
        take: impl FnMut(D) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        run::in_order(self.threads, next, work, take)
    }

    /// No totals yet.
    pub(crate) fn totals(&self) -> Totals {
        Totals::new(self.worst)
    }

    fn judge(&self, row: u64, raw: Raw, columns: Option<&Columns>) -> Result<Row, Error> {
        let read = match raw {
            Raw::Fault(fault) => Err((Value::Null, fault)),
            Raw::Json(text) => {
                source::parse(&text, &self.limits).map(record::of).map_err(|fault| (Value::Null, fault))
            }
            Raw::Values(cells) => {
                columns.map_or(Ok(Value::Null), |columns| columns.of_values(cells, &self.limits))
            }
            Raw::Cells(cells) => {
                columns.map_or(Ok(Value::Null), |columns| columns.record(&cells, &self.limits))
            }
        };
        match read {
            Ok(record) => self.record(row, &record, columns),
            Err((record, fault)) => Ok(Row::fault(row, &record, fault)),
        }
    }

    /// Judges a record, or says why it is none.
    fn record(&self, row: u64, record: &Value, columns: Option<&Columns>) -> Result<Row, Error> {
        if let Err(error) = record::check(record) {
            let fault = Fault::from(&error);
            let column = columns.and_then(|columns| columns.named(&fault.path)).map(str::to_owned);
            return Ok(Row::fault(row, record, Fault { column, ..fault }));
        }
        let question =
            Question { as_of: self.as_of, options: &self.options, is_hypothetical: false, cites: false };
        verdict::judge(Row::of(row, record), record, &question)
    }

    /// Judges a record that fits; `texts` gives those of it, by pointer.
    pub(crate) fn fitting<'a, D: Deserializer<'a> + Copy>(
        &self,
        row: u64,
        record: D,
        texts: impl Fn(&str) -> Option<&'a str>,
    ) -> Result<Row, Error> {
        let question =
            Question { as_of: self.as_of, options: &self.options, is_hypothetical: false, cites: false };
        verdict::judge(Row::empty(row, texts), record, &question)
    }

    /// The bounds of a record.
    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }

    pub(crate) fn summary(&self, totals: Totals) -> Summary {
        let worst = totals.worst().to_vec();
        Summary {
            as_of: self.as_of,
            departments: totals.departments.into_map(),
            entries: totals.all.entries,
            fields: totals.fields,
            library: crate::VERSION,
            outcome: totals.outcome.unwrap_or(Outcome::NotApplicable),
            rules: totals.defects.into_values().collect(),
            rules_sha256: rules::digest(),
            schema: "ywtb.audit/1",
            topics: totals.topics.into_map(),
            unreadable: Faults {
                codes: totals.faults,
                count: totals.all.unreadable,
                first: totals.unreadable,
            },
            totals: totals.all,
            worst,
        }
    }
}

impl Summary {
    /// The summary as JSON, its fields in alphabetical order.
    ///
    /// # Errors
    /// `internal`, should a value not be serialisable; none of ours is.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::internal("the summary could not be written"))
    }
}

impl Row {
    /// The row as JSON, its fields in alphabetical order.
    ///
    /// # Errors
    /// `internal`, should a value not be serialisable; none of ours is.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::internal("the row could not be written"))
    }
}
