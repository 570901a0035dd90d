//! Quality rules over a data frame: a row is checked by what its columns ask, and all rows come to the indicators that the
//! topic `quality.dataset` judges.

use std::collections::HashSet;
use std::hash::{BuildHasher, Hash};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::types::{
    Float32Type, Float64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, cast::AsArray};
use arrow_schema::{DataType, Field, TimeUnit};
use chrono::{DateTime, FixedOffset, SecondsFormat};
use foldhash::quality::FixedState;
use serde::Deserialize;
use serde_json::{Value, json};

use super::records::{BadCell, cell as json_of};
use super::words::{Ends, Words, list_type, words_type};
use super::{Ask, wrong};
use crate::collection::quality::cell::{Cell, Column};
use crate::collection::quality::dataset::TOPIC;
use crate::collection::quality::indicator::{DUPLICATES, Indicator, OF_ROWS, RECORD, UNIQUENESS};
use crate::collection::quality::row::{Asks, Relation};
use crate::law::Date;
use crate::report::Report;
use crate::{Error, Options, evaluate, json};

/// Checks rows by what `columns` and `relations` of the topic `quality.dataset` ask; a column of the frame is found by its
/// name.
///
/// The answers: `quality_codes` of what a row breaches, and beside each in `quality_columns` the column, null for the row
/// as a whole; `quality_error` and `quality_error_path` of a row with a cell that is none. What stands twice is told by
/// [`Quality::report`] alone: no row can say which of the two is wrong. For that, sixteen bytes are kept of each row and of
/// each cell of a unique column, of at most [`Quality::MOST_DISTINCT`] altogether.
#[derive(Clone)]
pub struct Quality {
    facts: Arc<Value>,
    as_of: Date,
    options: Options,
    counted: Arc<Mutex<Counted>>,
}

/// What the rows come to.
#[derive(Default)]
struct Counted {
    /// Passed and failed, by indicator.
    checks: [(u64, u64); OF_ROWS.len()],
    /// What stood there, by column; of rows under none.
    seen: HashSet<(Option<usize>, u128), FixedState>,
}

impl Counted {
    fn add(&mut self, indicator: &Indicator, passed: bool) {
        let place = OF_ROWS.iter().position(|known| *known == indicator);
        if let Some((passes, fails)) = place.and_then(|place| self.checks.get_mut(place)) {
            let count = if passed { passes } else { fails };
            *count = count.saturating_add(1);
        }
    }
}

/// What the facts ask.
#[derive(Deserialize)]
struct Asked<'a> {
    #[serde(borrow)]
    columns: Vec<Column<'a>>,
    #[serde(default)]
    relations: Option<Vec<Relation<'a>>>,
}

impl Quality {
    /// So many rows and cells of unique columns can be told apart.
    pub const MOST_DISTINCT: usize = 1 << 26;

    /// Checks by `facts`: JSON, those of the topic `quality.dataset` with its `columns`, each with a name, and without rows.
    ///
    /// # Errors
    /// Those of reading JSON; `input.schema`.
    pub fn new(facts: &[u8], as_of: Date, options: Options) -> Result<Self, Error> {
        let facts = json::parse(facts, &options.limits)?;
        TOPIC.compiled.check(&facts)?;
        let expected = |path: &str, message: &str| Err(Error::input("input.schema", path, message));
        for (path, name) in [("/rows", "rows"), ("/measured", "measured")] {
            if facts.get(name).is_some() {
                return expected(path, "the rows are those of the frame");
            }
        }
        let Some(columns) = facts.get("columns").and_then(Value::as_array) else {
            return expected("/columns", "expected a list of columns");
        };
        if let Some(place) =
            columns.iter().position(|column| !column.get("name").is_some_and(Value::is_string))
        {
            return expected(&format!("/columns/{place}/name"), "expected the name of a column");
        }
        Ok(Self { facts: Arc::new(facts), as_of, options, counted: Arc::default() })
    }

    /// The facts of the topic `quality.dataset` that the rows answered so far come to; after the run, all of them. Clones
    /// share them.
    pub fn facts(&self) -> Value {
        let counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        let counts = OF_ROWS.iter().zip(&counted.checks).filter(|(_, counts)| **counts != (0, 0));
        let measured: Vec<Value> = counts
            .map(|(indicator, (passed, failed))| {
                json!({"indicator": indicator.name, "passed": passed, "failed": failed})
            })
            .collect();
        let mut facts = Value::clone(&self.facts);
        if let Some(facts) = facts.as_object_mut() {
            facts.insert("measured".to_owned(), measured.into());
        }
        facts
    }

    /// The report on those facts.
    ///
    /// # Errors
    /// `internal`; none is known.
    pub fn report(&self) -> Result<Report, Error> {
        evaluate::report(&TOPIC, &self.facts(), self.as_of, &self.options)
    }

    fn asked(&self) -> Result<Asked<'_>, Error> {
        Asked::deserialize(&*self.facts)
            .map_err(|_| Error::internal("facts that fit the schema could not be read"))
    }
}

impl Ask for Quality {
    fn columns(&self) -> Vec<Field> {
        let list = |name| Field::new(name, list_type(words_type()), true);
        vec![
            list("quality_codes"),
            list("quality_columns"),
            Field::new("quality_error", words_type(), true),
            Field::new("quality_error_path", DataType::Utf8, true),
        ]
    }

    fn answer(&self, rows: &RecordBatch, _: u64) -> Result<Vec<ArrayRef>, Error> {
        let asked = self.asked()?;
        let asks =
            Asks { columns: &asked.columns, relations: asked.relations.as_deref().unwrap_or_default() };
        let mut arrays: Vec<(&str, &dyn Array)> = Vec::with_capacity(asks.columns.len());
        for name in asks.columns.iter().filter_map(|column| column.name.known()) {
            let array = rows.column_by_name(name).ok_or_else(|| wrong(name, "the column is missing"))?;
            arrays.push((name, array.as_ref()));
        }
        let mut answers = Answers::with_capacity(rows.num_rows());
        let mut counted = Counted::default();
        let mut seen: Vec<(Option<usize>, u128)> = Vec::new();
        let mut cells: Vec<Option<Cell>> = Vec::with_capacity(arrays.len());
        for row in 0..rows.num_rows() {
            match read(&arrays, row, &mut cells) {
                Ok(()) => {
                    counted.add(&RECORD, true);
                    asks.row(&cells, &mut |indicator, place, passed| {
                        counted.add(indicator, passed);
                        if !passed {
                            answers.breach(indicator, place.and_then(|place| Some(arrays.get(place)?.0)));
                        }
                    });
                    seen.push((None, digest(&cells)));
                    seen.extend(asks.unique(&cells).map(|(place, cell)| (Some(place), digest(cell))));
                    answers.end(None)?;
                }
                Err(path) => {
                    counted.add(&RECORD, false);
                    answers.end(Some(path))?;
                }
            }
        }
        self.count(counted, seen)?;
        answers.finish()
    }
}

impl Quality {
    fn count(&self, counted: Counted, seen: Vec<(Option<usize>, u128)>) -> Result<(), Error> {
        let mut all = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        for ((passes, fails), (more, worse)) in all.checks.iter_mut().zip(counted.checks) {
            *passes = passes.saturating_add(more);
            *fails = fails.saturating_add(worse);
        }
        for one in seen {
            let new = all.seen.insert(one);
            all.add(if one.0.is_none() { &DUPLICATES } else { &UNIQUENESS }, new);
        }
        if all.seen.len() > Self::MOST_DISTINCT {
            return Err(Error::limit("limit.distinct", "", "more rows than can be told apart"));
        }
        Ok(())
    }
}

/// A digest by which values are told apart; two that differ share one less often than once in 10^19 values.
fn digest(value: impl Hash) -> u128 {
    let half = |seed| u128::from(FixedState::with_seed(seed).hash_one(&value));
    half(1) | half(2).checked_shl(64).unwrap_or(0)
}

/// Reads the cells of a row, or says which is none.
fn read(arrays: &[(&str, &dyn Array)], row: usize, cells: &mut Vec<Option<Cell>>) -> Result<(), String> {
    cells.clear();
    for (name, array) in arrays {
        let cell = cell(*array, row).map_err(|BadCell(_)| {
            let mut path = String::new();
            json::push_segment(&mut path, name);
            path
        })?;
        cells.push(cell);
    }
    Ok(())
}

/// The cell as the topic reads it: decimals and times as texts.
fn cell(array: &dyn Array, row: usize) -> Result<Option<Cell>, BadCell> {
    let decimal = |number: f64| (!number.is_nan()).then(|| Cell::Text(number.to_string()));
    if row < array.len() && array.is_valid(row) {
        match array.data_type() {
            DataType::Float32 => return Ok(decimal(array.as_primitive::<Float32Type>().value(row).into())),
            DataType::Float64 => return Ok(decimal(array.as_primitive::<Float64Type>().value(row))),
            DataType::Timestamp(unit, _) => return Ok(Some(Cell::Text(time(array, *unit, row)?))),
            _ => {}
        }
    }
    Ok(match json_of(array, row)? {
        Value::Null => None,
        Value::Bool(truth) => Some(Cell::Truth(truth)),
        Value::Number(number) => Some(Cell::Number(number.as_i64().ok_or(BadCell(String::new()))?)),
        Value::String(text) => Some(Cell::Text(text)),
        Value::Array(_) | Value::Object(_) => return Err(BadCell(String::new())),
    })
}

/// A time in China's zone, as RFC 3339 writes it; one without a zone is taken to be told in that.
fn time(array: &dyn Array, unit: TimeUnit, row: usize) -> Result<String, BadCell> {
    let bad = || BadCell(String::new());
    let china = FixedOffset::east_opt(8 * 3600).ok_or_else(bad)?;
    let zoned = matches!(array.data_type(), DataType::Timestamp(_, Some(_)));
    let time = match unit {
        TimeUnit::Second => {
            DateTime::from_timestamp(array.as_primitive::<TimestampSecondType>().value(row), 0)
        }
        TimeUnit::Millisecond => {
            DateTime::from_timestamp_millis(array.as_primitive::<TimestampMillisecondType>().value(row))
        }
        TimeUnit::Microsecond => {
            DateTime::from_timestamp_micros(array.as_primitive::<TimestampMicrosecondType>().value(row))
        }
        TimeUnit::Nanosecond => {
            Some(DateTime::from_timestamp_nanos(array.as_primitive::<TimestampNanosecondType>().value(row)))
        }
    }
    .ok_or_else(bad)?;
    let told = if zoned {
        time.with_timezone(&china)
    } else {
        time.naive_utc().and_local_timezone(china).single().ok_or_else(bad)?
    };
    Ok(told.to_rfc3339_opts(SecondsFormat::AutoSi, false))
}

/// The columns of answers, as they grow.
struct Answers<'a> {
    codes: Words<&'static str>,
    columns: Words<&'a str>,
    ends: Ends,
    error: Words<&'static str>,
    error_path: Vec<Option<String>>,
}

impl<'a> Answers<'a> {
    fn with_capacity(rows: usize) -> Self {
        Self {
            codes: Words::with_capacity(rows),
            columns: Words::with_capacity(rows),
            ends: Ends::with_capacity(rows),
            error: Words::with_capacity(rows),
            error_path: Vec::with_capacity(rows),
        }
    }

    fn breach(&mut self, indicator: &'static Indicator, column: Option<&'a str>) {
        self.codes.push(Some(indicator.code.code));
        self.columns.push(column);
    }

    /// Ends a row; `bad` points at a cell that is none.
    fn end(&mut self, bad: Option<String>) -> Result<(), Error> {
        self.ends.push(self.codes.len())?;
        self.error.push(bad.as_ref().map(|_| "input.cell"));
        self.error_path.push(bad);
        Ok(())
    }

    fn finish(self) -> Result<Vec<ArrayRef>, Error> {
        let codes = self.codes.finish(|code| (*code).to_owned())?;
        let columns = self.columns.finish(|name| (*name).to_owned())?;
        Ok(vec![
            self.ends.clone().finish(codes, None)?,
            self.ends.finish(columns, None)?,
            self.error.finish(|code| (*code).to_owned())?,
            Arc::new(StringArray::from(self.error_path)),
        ])
    }
}
