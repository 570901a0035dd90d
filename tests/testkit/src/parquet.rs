//! Tables as Parquet: typed columns, nulls, lists, Snappy.

use std::io::{self, Write};
use std::sync::Arc;

use chrono::NaiveDate;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use serde_json::Value;

use crate::catalogue::{Column, Kind};

/// Rows of a group.
const GROUP: usize = 20_000;

/// Writes the columns of `records`.
///
/// # Errors
/// Those of `out`.
pub(crate) fn write(
    out: &mut (impl Write + Send),
    columns: &[Column],
    mut records: impl Iterator<Item = Value>,
) -> io::Result<()> {
    let schema = Arc::new(parse_message_type(&message(columns))?);
    let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
    let mut file = SerializedFileWriter::new(out, schema, properties)?;
    loop {
        let rows: Vec<Value> = records.by_ref().take(GROUP).collect();
        if rows.is_empty() {
            break;
        }
        let mut group = file.next_row_group()?;
        for column in columns {
            let mut writer = group.next_column()?.ok_or_else(|| io::Error::other("a column too many"))?;
            put(&mut writer, column, &rows)?;
            writer.close()?;
        }
        group.close()?;
    }
    file.close()?;
    Ok(())
}

/// The schema in Parquet's own language.
fn message(columns: &[Column]) -> String {
    let fields = columns.iter().map(|column| {
        let name = column.name;
        match column.kind {
            Kind::Text => format!("optional binary {name} (STRING);"),
            Kind::Truth => format!("optional boolean {name};"),
            Kind::Number => format!("optional int64 {name};"),
            Kind::Day => format!("optional int32 {name} (DATE);"),
            Kind::Texts => {
                format!("optional group {name} (LIST) {{ repeated group list {{ optional binary element (STRING); }} }}")
            }
        }
    });
    format!("message table {{ {} }}", fields.collect::<String>())
}

fn put(writer: &mut SerializedColumnWriter<'_>, column: &Column, rows: &[Value]) -> Result<(), ParquetError> {
    let cells = rows.iter().map(|row| column.of(row));
    match column.kind {
        Kind::Text => {
            let text =
                |row: &Value| (!column.of(row).is_null()).then(|| ByteArray::from(column.text(row).as_str()));
            flat::<ByteArrayType>(writer, rows.iter().map(text))
        }
        Kind::Truth => flat::<BoolType>(writer, cells.map(Value::as_bool)),
        Kind::Number => flat::<Int64Type>(writer, cells.map(Value::as_i64)),
        Kind::Day => flat::<Int32Type>(writer, cells.map(|cell| days(cell.as_str()?))),
        Kind::Texts => {
            let (mut values, mut defined, mut repeated) = (vec![], vec![], vec![]);
            for cell in cells {
                let list = cell.as_array();
                if list.is_none_or(Vec::is_empty) {
                    defined.push(i16::from(list.is_some()));
                    repeated.push(0);
                }
                for (place, text) in list.into_iter().flatten().filter_map(Value::as_str).enumerate() {
                    values.push(ByteArray::from(text));
                    defined.push(3);
                    repeated.push(i16::from(place > 0));
                }
            }
            writer.typed::<ByteArrayType>().write_batch(&values, Some(&defined), Some(&repeated)).map(|_| ())
        }
    }
}

fn flat<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let (mut values, mut defined) = (vec![], vec![]);
    for cell in cells {
        defined.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    writer.typed::<T>().write_batch(&values, Some(&defined), None).map(|_| ())
}

/// The days from 1970-01-01.
fn days(text: &str) -> Option<i32> {
    let day = text.parse::<NaiveDate>().ok()?;
    i32::try_from(day.signed_duration_since(NaiveDate::from_ymd_opt(1970, 1, 1)?).num_days()).ok()
}
