//! Many questions at once, over Arrow record batches: a row is a question, and the answer stands beside it.
//!
//! Order is kept, a bad row is a row with an error, all cores work, and no more is held than what they are at work on. Text
//! columns may be Utf8, LargeUtf8, Utf8View or dictionaries of these, lists List or LargeList; batches may have any size.

mod audit;
mod classify;
mod columns;
mod decide;
mod entries;
mod identifiers;
mod lines;
mod quality;
mod records;
mod view;
mod words;

use std::collections::VecDeque;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};
use rayon::prelude::*;

use crate::{Cancel, Error};

pub use audit::Audits;
pub use classify::Classifications;
pub use decide::Decisions;
pub use identifiers::Identifiers;
pub use quality::Quality;

/// A question about every row.
pub trait Ask: Send + Sync {
    /// The columns of the answers.
    fn columns(&self) -> Vec<Field>;

    /// The answers to the rows of `rows`, a column each, in order. `first` is how many rows of the input stand before them.
    ///
    /// # Errors
    /// `input.column` with the name of a column that is missing or of another type. A bad cell is no error: its row says it.
    fn answer(&self, rows: &RecordBatch, first: u64) -> Result<Vec<arrow_array::ArrayRef>, Error>;
}

/// Watches and ends a run: from another thread, if need be.
#[derive(Clone, Default)]
pub struct Control {
    cancel: Cancel,
    progress: Option<Arc<dyn Fn(u64) + Send + Sync>>,
}

impl Control {
    /// Calls `progress` with the number of rows answered so far, from the thread that reads the answers.
    pub fn with_progress(progress: impl Fn(u64) + Send + Sync + 'static) -> Self {
        Self { progress: Some(Arc::new(progress)), ..Self::default() }
    }

    /// The same, ended by the switch `cancel`, which may end other work too.
    pub fn cancelled_by(self, cancel: Cancel) -> Self {
        Self { cancel, ..self }
    }

    /// Ends the run at the next group of rows; its reader gets the error `limit.cancelled`.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Tells the number of rows answered so far.
    fn tell(&self, rows: u64) {
        if let Some(progress) = &self.progress {
            progress(rows);
        }
    }
}

/// Rows with their answers, read as they are asked for.
pub struct Answers<R> {
    input: R,
    ask: Arc<dyn Ask>,
    schema: SchemaRef,
    control: Control,
    ready: VecDeque<Result<RecordBatch, ArrowError>>,
    read: u64,
    rows: u64,
    ended: bool,
}

/// Rows that one core answers at a time.
const PIECE: usize = 8192;

impl<R: RecordBatchReader> Answers<R> {
    /// The rows of `input`, each with the columns that `ask` adds.
    ///
    /// # Errors
    /// `input.column` when the input has a column of the name of an answer, or none that the question needs.
    pub fn new(input: R, ask: impl Ask + 'static, control: Control) -> Result<Self, Error> {
        let given = input.schema();
        let answers = ask.columns();
        if let Some(twice) = answers.iter().find(|field| given.column_with_name(field.name()).is_some()) {
            return Err(wrong(twice.name(), "the name is that of an answer"));
        }
        ask.answer(&RecordBatch::new_empty(given.clone()), 0)?;
        let fields = given.fields().iter().cloned().chain(answers.into_iter().map(Arc::new));
        let schema =
            Arc::new(Schema::new_with_metadata(fields.collect::<Vec<_>>(), given.metadata().clone()));
        Ok(Self {
            input,
            ask: Arc::new(ask),
            schema,
            control,
            ready: VecDeque::new(),
            read: 0,
            rows: 0,
            ended: false,
        })
    }

    /// Reads what all cores can work on, and has it answered.
    fn refill(&mut self) {
        let wanted = PIECE.saturating_mul(rayon::current_num_threads());
        let mut pieces: Vec<Result<(u64, RecordBatch), ArrowError>> = Vec::new();
        let mut rows = 0_usize;
        while rows < wanted && !self.ended {
            match self.input.next() {
                Some(Ok(batch)) => {
                    let mut from = 0;
                    while from < batch.num_rows() {
                        let count = PIECE.min(batch.num_rows().saturating_sub(from));
                        pieces.push(Ok((self.read, batch.slice(from, count))));
                        self.read = self.read.saturating_add(count as u64);
                        from = from.saturating_add(count);
                    }
                    rows = rows.saturating_add(batch.num_rows());
                }
                Some(Err(error)) => {
                    pieces.push(Err(error));
                    self.ended = true;
                }
                None => self.ended = true,
            }
        }
        let (ask, schema) = (&self.ask, &self.schema);
        let answered: Vec<_> = pieces
            .into_par_iter()
            .map(|piece| piece.and_then(|(first, rows)| answered(&**ask, schema, rows, first)))
            .collect();
        self.ready.extend(answered);
    }
}

fn answered(
    ask: &dyn Ask,
    schema: &SchemaRef,
    rows: RecordBatch,
    first: u64,
) -> Result<RecordBatch, ArrowError> {
    let answers = ask.answer(&rows, first).map_err(|error| ArrowError::ExternalError(Box::new(error)))?;
    let columns = rows.columns().iter().cloned().chain(answers).collect();
    RecordBatch::try_new(schema.clone(), columns)
}

impl<R: RecordBatchReader> Iterator for Answers<R> {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.control.cancel.is_cancelled() {
            let open = !self.ended || !self.ready.is_empty();
            self.ended = true;
            self.ready.clear();
            return open.then(|| Err(ArrowError::ExternalError(Box::new(cancelled()))));
        }
        if self.ready.is_empty() && !self.ended {
            self.refill();
        }
        let next = self.ready.pop_front()?;
        match &next {
            Ok(batch) => {
                self.rows = self.rows.saturating_add(batch.num_rows() as u64);
                self.control.tell(self.rows);
            }
            Err(_) => {
                self.ended = true;
                self.ready.clear();
            }
        }
        Some(next)
    }
}

impl<R: RecordBatchReader> RecordBatchReader for Answers<R> {
    fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }
}

fn cancelled() -> Error {
    Error::limit("limit.cancelled", "", "the caller ended the run")
}

/// What is wrong with a column.
fn wrong(column: &str, message: &str) -> Error {
    let mut path = String::new();
    crate::json::push_segment(&mut path, column);
    Error::input("input.column", path, message)
}
