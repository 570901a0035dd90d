//! Rows as the JSON records that topics take.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, RecordBatch, StructArray};
use arrow_schema::DataType;
use serde_json::{Map, Value};

use super::columns::{Days, Texts};
use crate::{Limits, json};

/// A cell that no record can hold, with its pointer.
pub(super) struct BadCell(pub(super) String);

/// Reads rows as records with the fields named; columns of other names are passed by. Fields that hold more than a text
/// may also stand as JSON in a text, as in CSV.
pub(super) struct Records<'a> {
    columns: Vec<(&'static str, &'a dyn Array, bool)>,
}

impl<'a> Records<'a> {
    /// `fields` are the names, each with whether it holds a list or an object.
    pub(super) fn of(rows: &'a RecordBatch, fields: &[(&'static str, bool)]) -> Self {
        let found = fields
            .iter()
            .filter_map(|(name, nested)| Some((*name, rows.column_by_name(name)?.as_ref(), *nested)));
        Self { columns: found.collect() }
    }

    pub(super) fn record(&self, row: usize) -> Result<Map<String, Value>, BadCell> {
        let mut record = Map::new();
        for (name, array, nested) in &self.columns {
            let bad = |_| BadCell(format!("/{name}"));
            let value = cell(*array, row).map_err(|BadCell(path)| BadCell(format!("/{name}{path}")))?;
            let value = match value {
                Value::String(text) if *nested && text.trim_start().starts_with(['[', '{']) => {
                    json::parse(text.as_bytes(), &Limits::default()).map_err(bad)?
                }
                value => value,
            };
            record.insert((*name).to_owned(), value);
        }
        Ok(record)
    }
}

/// The value of a cell.
pub(super) fn cell(array: &dyn Array, row: usize) -> Result<Value, BadCell> {
    let bad = || BadCell(String::new());
    if row >= array.len() {
        return Err(bad());
    }
    if array.is_null(row) {
        return Ok(Value::Null);
    }
    Ok(match array.data_type() {
        DataType::Null => Value::Null,
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into(),
        DataType::Float32 => whole(f64::from(array.as_primitive::<Float32Type>().value(row)))?,
        DataType::Float64 => whole(array.as_primitive::<Float64Type>().value(row))?,
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => {
            let day = Days::of(array).ok_or_else(bad)?.get(row).map_err(|_| bad())?;
            day.map_or(Value::Null, |day| day.to_string().into())
        }
        DataType::Binary => octets(array.as_binary::<i32>().value(row))?,
        DataType::LargeBinary => octets(array.as_binary::<i64>().value(row))?,
        DataType::List(_) => list(array.as_list::<i32>().value(row).as_ref())?,
        DataType::LargeList(_) => list(array.as_list::<i64>().value(row).as_ref())?,
        DataType::Struct(_) => object(array.as_struct(), row)?,
        // By itself: the keys of a whole dictionary are not looked through for each of its rows.
        DataType::Dictionary(..) => text(array.slice(row, 1).as_ref(), 0)?,
        _ => text(array, row)?,
    })
}

fn text(array: &dyn Array, row: usize) -> Result<Value, BadCell> {
    let texts = Texts::of(array).ok_or(BadCell(String::new()))?;
    Ok(texts.get(row).map_or(Value::Null, Value::from))
}

/// Some writers of files do not say that octets are text.
fn octets(octets: &[u8]) -> Result<Value, BadCell> {
    std::str::from_utf8(octets).map(Value::from).map_err(|_| BadCell(String::new()))
}

/// Frames make integers that may be null into floats.
fn whole(number: f64) -> Result<Value, BadCell> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    if number.is_nan() {
        return Ok(Value::Null);
    }
    if number.fract() == 0.0 && number.abs() <= LARGEST {
        // INVARIANT: whole, and within the integers that every JSON reader keeps.
        return Ok(Value::from(number as i64));
    }
    Err(BadCell(String::new()))
}

fn list(values: &dyn Array) -> Result<Value, BadCell> {
    let cells = (0..values.len())
        .map(|place| cell(values, place).map_err(|BadCell(path)| BadCell(format!("/{place}{path}"))));
    cells.collect::<Result<Vec<_>, _>>().map(Value::from)
}

/// The fields of a struct. One that is null is left out: the rows of a column have all fields of all, and only a record of
/// its own can say that there is none.
fn object(fields: &StructArray, row: usize) -> Result<Value, BadCell> {
    let mut record = Map::new();
    for (name, column) in fields.column_names().into_iter().zip(fields.columns()) {
        let value = cell(column.as_ref(), row).map_err(|BadCell(path)| BadCell(format!("/{name}{path}")))?;
        if !value.is_null() {
            record.insert(name.to_owned(), value);
        }
    }
    Ok(record.into())
}
