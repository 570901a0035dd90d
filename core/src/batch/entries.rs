//! Entries of a catalogue out of columns. What surely fits is judged where it lies, a column's cells being read before its
//! rows, and a text of a dictionary, or that stands in many rows, once; every other row becomes a record in JSON, whose faults are told.

use std::collections::HashMap;

use arrow_array::{Array, RecordBatch};
use foldhash::fast::FixedState;
use serde_json::Value;

use super::columns::Texts;
use super::records::{BadCell, cell};
use super::view::{Layout, Record, View};
use crate::Error;
use crate::audit::{Audit, Column, Columns, Fault, Row, Word};
use crate::schema::Quick;

/// Rows whose cells are held at a time.
const CHUNK: usize = 512;

/// How the columns of a batch are read.
pub(super) struct Entries<'a> {
    audit: &'a Audit,
    columns: &'a Columns,
    /// Where each column stands in a batch.
    places: &'a [usize],
    layout: Option<Layout>,
    asks: Vec<Option<Quick>>,
}

/// A cell as it was read.
#[derive(Clone, Copy)]
enum Slot<'a> {
    View(View<'a>),
    /// A value that is kept at this place.
    Kept(usize),
    /// It may not fit.
    Unsure,
}

impl<'a> Entries<'a> {
    pub(super) fn of(audit: &'a Audit, columns: &'a Columns, places: &'a [usize]) -> Self {
        let layout = Layout::of(columns.iter().map(|column| column.path.as_slice()));
        Self { audit, columns, places, layout, asks: columns.iter().map(Column::quick).collect() }
    }

    /// Judges each row of a batch, before which `first` rows stand.
    pub(super) fn each(
        &self,
        rows: &RecordBatch,
        first: u64,
        mut take: impl FnMut(Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let arrays = self.places.iter().filter_map(|place| rows.columns().get(*place));
        let arrays: Vec<&dyn Array> = arrays.map(AsRef::as_ref).collect();
        let texts: Vec<Option<Texts<'_>>> = arrays.iter().map(|array| Texts::of(*array)).collect();
        let width = arrays.len();
        for from in (0..rows.num_rows()).step_by(CHUNK) {
            let count = CHUNK.min(rows.num_rows().saturating_sub(from));
            let mut kept: Vec<Value> = Vec::new();
            let mut slots = vec![Slot::Unsure; count.saturating_mul(width)];
            for (place, ((array, texts), asks)) in arrays.iter().zip(&texts).zip(&self.asks).enumerate() {
                let (Some(asks), Some(column)) = (asks, self.columns.iter().nth(place)) else { continue };
                let mut reader =
                    Reader { column, asks, audit: self.audit, kept: &mut kept, known: HashMap::default() };
                let cells = slots.iter_mut().skip(place).step_by(width.max(1)).zip(from..);
                match texts.as_ref().map(|texts| (texts, texts.values().filter(|(_, all)| *all <= count))) {
                    None => cells.for_each(|(slot, row)| *slot = reader.other(*array, row)),
                    Some((texts, None)) => cells.for_each(|(slot, row)| *slot = reader.text(texts.get(row))),
                    Some((texts, Some((values, all)))) => {
                        let read: Vec<Slot<'_>> = (0..all).map(|key| reader.text(values.get(key))).collect();
                        let absent = Slot::View(View::Absent);
                        let of_key = |key: usize| read.get(key).copied().unwrap_or(absent);
                        cells.for_each(|(slot, row)| *slot = texts.key(row).map_or(absent, of_key));
                    }
                }
            }
            let mut cells: Vec<View<'_>> = Vec::with_capacity(width);
            for (slots, row) in slots.chunks(width.max(1)).zip(from..) {
                let number = first.saturating_add(row as u64).saturating_add(1);
                let sure = slots.iter().all(|slot| !matches!(slot, Slot::Unsure));
                cells.clear();
                cells.extend(slots.iter().map(|slot| match slot {
                    Slot::View(view) => *view,
                    Slot::Kept(place) => kept.get(*place).map_or(View::Absent, View::Value),
                    Slot::Unsure => View::Absent,
                }));
                let record = self.layout.as_ref().map(|layout| Record { layout, cells: &cells });
                let stated = |record: &Record<'_, '_>| record.field("entry").is_some_and(Record::is_known);
                take(match record.filter(|record| sure && stated(record)) {
                    Some(record) => self.audit.fitting(number, record, |pointer| record.text(pointer))?,
                    None => self.doubtful(&arrays, row, number)?,
                })?;
            }
        }
        Ok(())
    }

    /// Judges a row as a record in JSON, or says why it is none.
    fn doubtful(&self, arrays: &[&dyn Array], row: usize, number: u64) -> Result<Row, Error> {
        let cells = arrays.iter().enumerate().map(|(place, array)| {
            cell(*array, row).map_err(|BadCell(path)| {
                let fault = Fault::new("input.cell", "expected a value that a record can hold");
                self.columns.placed(place, Fault { path, ..fault })
            })
        });
        self.audit.cells(number, cells.collect(), self.columns)
    }
}

/// Reads the cells of a column.
struct Reader<'r, 'a> {
    column: &'a Column,
    asks: &'a Quick,
    audit: &'a Audit,
    kept: &'r mut Vec<Value>,
    /// Lists and objects in texts that were met.
    known: HashMap<&'a str, Slot<'a>, FixedState>,
}

impl<'a> Reader<'_, 'a> {
    fn text(&mut self, text: Option<&'a str>) -> Slot<'a> {
        let Some(text) = text else { return Slot::View(View::Absent) };
        if text.len() > self.audit.limits().entry_bytes {
            return Slot::Unsure;
        }
        let text = text.trim();
        let view = match self.column.reading.word(text) {
            None => {
                if let Some(slot) = self.known.get(text) {
                    return *slot;
                }
                let slot = match self.column.reading.value(text, self.audit.limits()) {
                    Ok(Some(value)) => self.keep(value),
                    Ok(None) => Slot::View(View::Absent),
                    Err(_) => Slot::Unsure,
                };
                self.known.insert(text, slot);
                return slot;
            }
            Some(Word::Absent) => return Slot::View(View::Absent),
            Some(Word::Text(text)) if self.asks.fits_text(text) => View::Text(text),
            Some(Word::Truth(truth)) if self.asks.fits(&truth.into()) => View::Truth(truth),
            Some(Word::Number(number)) if self.asks.fits(&number.into()) => View::Number(number),
            Some(Word::Null) if self.asks.fits(&Value::Null) => View::Null,
            Some(_) => return Slot::Unsure,
        };
        Slot::View(view)
    }

    fn other(&mut self, array: &dyn Array, row: usize) -> Slot<'a> {
        match cell(array, row) {
            Ok(Value::Null) => Slot::View(View::Absent),
            Ok(Value::Bool(truth)) if self.asks.fits(&truth.into()) => Slot::View(View::Truth(truth)),
            Ok(Value::String(text)) => match self.column.reading.value(text.trim(), self.audit.limits()) {
                Ok(Some(value)) => self.keep(value),
                Ok(None) => Slot::View(View::Absent),
                Err(_) => Slot::Unsure,
            },
            Ok(value) => self.keep(value),
            Err(_) => Slot::Unsure,
        }
    }

    fn keep(&mut self, value: Value) -> Slot<'a> {
        if !self.asks.fits(&value) {
            return Slot::Unsure;
        }
        self.kept.push(value);
        Slot::Kept(self.kept.len().saturating_sub(1))
    }
}
