//! Records as files: JSON lines, CSV, Parquet.

use std::io::{self, Write};

use serde_json::Value;

use crate::catalogue::Column;
use crate::parquet;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A record a line.
    Ndjson,
    /// A line with the names of the columns, then a record a line.
    Csv,
    /// Columns, in groups of 20,000 rows.
    Parquet,
}

impl Format {
    /// The format that the end of a file's name says.
    pub fn of(end: &str) -> Option<Self> {
        match end {
            "ndjson" => Some(Self::Ndjson),
            "csv" => Some(Self::Csv),
            "parquet" => Some(Self::Parquet),
            _ => None,
        }
    }

    /// Writes records one after the other. JSON lines hold whole records, tables their `columns`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write(
        self,
        out: &mut (impl Write + Send),
        columns: &[Column],
        records: impl Iterator<Item = Value>,
    ) -> io::Result<()> {
        match self {
            Self::Ndjson => records.into_iter().try_for_each(|record| writeln!(out, "{record}")),
            Self::Csv => {
                out.write_all(csv_header(columns).as_bytes())?;
                records
                    .into_iter()
                    .try_for_each(|record| out.write_all(csv_line(columns, &record).as_bytes()))
            }
            Self::Parquet => parquet::write(out, columns, records),
        }
    }
}

/// The first line of a CSV table.
pub(crate) fn csv_header(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    names.join(",") + "\n"
}

/// The line of a record.
pub(crate) fn csv_line(columns: &[Column], record: &Value) -> String {
    let cells: Vec<String> = columns.iter().map(|column| quoted(column.text(record))).collect();
    cells.join(",") + "\n"
}

fn quoted(text: String) -> String {
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
