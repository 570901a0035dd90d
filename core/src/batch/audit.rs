//! The audit of a catalogue: a row is an entry, judged as [`crate::audit`] judges it, and all rows come to its totals.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use serde_json::Value;

use super::entries::Entries;
use super::words::{Ends, Words, list_type, words_type};
use super::{Ask, wrong};
use crate::Error;
use crate::audit::{Audit, Columns, Event, Fault, Row, Summary, Totals};
use crate::law::{Level, RuleId};
use crate::report::Outcome;

/// Audits the entries of a catalogue. The columns are those of the tables that [`Audit::rows`] takes: fields by their names
/// or Chinese titles, nested ones with dots (`provider.kind`), lists as lists or in a text; a null leaves its field unknown,
/// the text `null` says that there is none. Columns of other names are passed by.
///
/// The answers: `outcome` (the worst of the three topics), `decision` (of `catalogue.entry`), `share_class` and
/// `open_class` (those that count), `share_outcome`, `open_outcome`, `freshness`; `codes` and `rules` of what is breached or
/// cannot be decided, in the order of the rule table, `warnings` of what is worth a look; `error` and `error_path`. What all
/// rows come to says [`Audits::summary`].
#[derive(Clone)]
pub struct Audits {
    audit: Audit,
    heard: Arc<Mutex<Heard>>,
}

/// Rows that go to a thread at a time.
const PIECE: usize = 1024;

/// Totals in the order of the rows, whatever the order in which they come.
struct Heard {
    totals: Totals,
    rows: u64,
    /// Those of later rows, with how many they are.
    early: BTreeMap<u64, (u64, Totals)>,
}

impl Audits {
    /// The audit that `audit` says; threads and limits are those of the run.
    pub fn new(audit: Audit) -> Self {
        let heard = Heard { totals: audit.totals(), rows: 0, early: BTreeMap::new() };
        Self { audit, heard: Arc::new(Mutex::new(heard)) }
    }

    /// What the rows answered so far come to; after the run, all of them. Clones share it.
    pub fn summary(&self) -> Summary {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        self.audit.summary(heard.totals.clone())
    }

    fn hear(&self, first: u64, rows: u64, totals: Totals) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let heard = &mut *heard;
        heard.early.insert(first, (rows, totals));
        while let Some(next) = heard.early.first_entry()
            && *next.key() == heard.rows
        {
            let (rows, totals) = next.remove();
            heard.totals.join(totals);
            heard.rows = heard.rows.saturating_add(rows);
        }
    }
}

impl Ask for Audits {
    fn columns(&self) -> Vec<Field> {
        let words = |name| Field::new(name, words_type(), true);
        let list = |name| Field::new(name, list_type(words_type()), true);
        vec![
            words("outcome"),
            words("decision"),
            words("share_class"),
            words("share_outcome"),
            words("open_class"),
            words("open_outcome"),
            words("freshness"),
            list("codes"),
            list("rules"),
            list("warnings"),
            words("error"),
            Field::new("error_path", DataType::Utf8, true),
        ]
    }

    fn answer(&self, rows: &RecordBatch, first: u64) -> Result<Vec<ArrayRef>, Error> {
        let schema = rows.schema();
        let (columns, places) = Columns::among(schema.fields().iter().map(|field| field.name().as_str()))?;
        if places.is_empty() {
            return Err(wrong("", "expected a column with the name of a field of the record"));
        }
        let mut totals = self.audit.totals();
        let mut answers = Answers::with_capacity(rows.num_rows());
        Entries::of(&self.audit, &columns, &places).each(rows, first, |row| {
            totals.take(&row);
            answers.push(&row)
        })?;
        self.hear(first, rows.num_rows() as u64, totals);
        answers.finish()
    }
}

impl Audit {
    /// Audits the rows of a columnar file that the host reads: `schema` says the columns, as [`Audit::rows`] takes them, and
    /// `next` gives batches of rows, or why some could not be read, which counts as a row. [`Event::Read`] tells rows here.
    ///
    /// # Errors
    /// As [`Audit::rows`].
    pub fn batches(
        &self,
        schema: &Schema,
        mut next: impl FnMut() -> Option<Result<RecordBatch, Fault>>,
        tell: &mut dyn FnMut(Event<'_>) -> bool,
    ) -> Result<Summary, Error> {
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let columns = Columns::of(&names)?;
        let places: Vec<usize> = (0..names.len()).collect();
        let entries = Entries::of(self, &columns, &places);
        let mut left: Option<RecordBatch> = None;
        let mut read = 0_u64;
        let pieces = || {
            let next = match left.take() {
                Some(batch) => Some(Ok(batch)),
                None => next(),
            };
            Ok(next.map(|next| {
                let first = read;
                let piece = next.map(|batch| {
                    let count = batch.num_rows().min(PIECE);
                    let rest = batch.num_rows().saturating_sub(count);
                    left = (rest > 0).then(|| batch.slice(count, rest));
                    batch.slice(0, count)
                });
                read = read.saturating_add(piece.as_ref().map_or(1, |piece| piece.num_rows() as u64));
                (first, piece, read)
            }))
        };
        let work = |(first, piece, read): (u64, Result<RecordBatch, Fault>, u64)| {
            let mut totals = self.totals();
            let mut rows = Vec::new();
            let mut take = |row| {
                totals.take(&row);
                rows.push(row);
                Ok(())
            };
            let judged = match piece {
                Ok(piece) => entries.each(&piece, first, take),
                Err(fault) => take(Row::fault(first.saturating_add(1), &Value::Null, fault)),
            };
            judged.map(|()| (rows, totals, read))
        };
        let mut totals = self.totals();
        self.in_order(pieces, work, |done| {
            let (rows, more, read) = done?;
            totals.join(more);
            Ok(rows.iter().all(|row| tell(Event::Row(row))) && tell(Event::Read(read)))
        })?;
        Ok(self.summary(totals))
    }
}

/// The columns of answers, as they grow.
struct Answers {
    words: [Words<&'static str>; 7],
    codes: Words<&'static str>,
    rules: Words<RuleId>,
    codes_ends: Ends,
    warnings: Words<&'static str>,
    warnings_ends: Ends,
    error: Words<&'static str>,
    error_path: Vec<Option<String>>,
}

impl Answers {
    fn with_capacity(rows: usize) -> Self {
        Self {
            words: std::array::from_fn(|_| Words::with_capacity(rows)),
            codes: Words::with_capacity(rows),
            rules: Words::with_capacity(rows),
            codes_ends: Ends::with_capacity(rows),
            warnings: Words::with_capacity(rows),
            warnings_ends: Ends::with_capacity(rows),
            error: Words::with_capacity(rows),
            error_path: Vec::with_capacity(rows),
        }
    }

    fn push(&mut self, row: &Row) -> Result<(), Error> {
        let outcome = row.error.is_none().then_some(row.outcome);
        let words = [
            outcome.map(Outcome::as_str),
            row.catalogue,
            row.sharing.class,
            row.sharing.outcome.map(Outcome::as_str),
            row.opening.class,
            row.opening.outcome.map(Outcome::as_str),
            row.freshness,
        ];
        for (column, word) in self.words.iter_mut().zip(words) {
            column.push(word);
        }
        let mut before = None;
        for reason in &row.findings {
            // A code counts once, however many places it lies in.
            let found = (reason.rule, reason.code, reason.level);
            if before.replace(found) == Some(found) {
                continue;
            }
            match reason.level {
                Level::Fail => {
                    self.codes.push(Some(reason.code));
                    self.rules.push(Some(reason.rule));
                }
                _ => self.warnings.push(Some(reason.code)),
            }
        }
        self.codes_ends.push(self.codes.len())?;
        self.warnings_ends.push(self.warnings.len())?;
        self.error.push(row.error.as_ref().map(|fault| fault.code));
        self.error_path.push(row.error.as_ref().map(|fault| fault.path.clone()));
        Ok(())
    }

    fn finish(self) -> Result<Vec<ArrayRef>, Error> {
        let word = |word: &&str| (*word).to_owned();
        let mut columns =
            self.words.into_iter().map(|column| column.finish(word)).collect::<Result<Vec<_>, _>>()?;
        columns.push(self.codes_ends.clone().finish(self.codes.finish(word)?, None)?);
        columns.push(self.codes_ends.finish(self.rules.finish(ToString::to_string)?, None)?);
        columns.push(self.warnings_ends.finish(self.warnings.finish(word)?, None)?);
        columns.push(self.error.finish(word)?);
        columns.push(Arc::new(StringArray::from(self.error_path)));
        Ok(columns)
    }
}
