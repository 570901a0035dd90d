//! Rows of a Parquet file as values. The crate `parquet` without Arrow: it reads the file by itself, where the other way
//! would ask every office for pyarrow, a package of forty megabytes.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::{ReaderIter, TreeBuilder};
use parquet::record::{Field, Row};
use serde_json::{Map, Number, Value};
use ywtb::audit::Fault;

/// Days from the first day of the common era to 1970-01-01.
const EPOCH: i32 = 719_163;

/// A file that could be opened: its end is whole.
pub(crate) struct Table {
    reader: SerializedFileReader<File>,
}

impl Table {
    /// Reads the file's end, in which everything else is described. `None` when it is cut off or damaged.
    pub(crate) fn open(file: File) -> Option<Self> {
        let reader = catch_unwind(AssertUnwindSafe(|| SerializedFileReader::new(file)));
        Some(Self { reader: reader.ok()?.ok()? })
    }

    /// The names of its columns; what is nested in them is not told apart.
    pub(crate) fn names(&self) -> Vec<String> {
        let schema = self.reader.metadata().file_metadata().schema();
        schema.get_fields().iter().map(|field| field.name().to_owned()).collect()
    }

    /// How many rows it says to hold.
    pub(crate) fn rows(&self) -> u64 {
        u64::try_from(self.reader.metadata().file_metadata().num_rows()).unwrap_or_default()
    }

    /// Calls `work` with what gives the rows one after the other. A group of rows that is damaged is a fault where it breaks,
    /// and the next group is read.
    pub(crate) fn each<T>(
        &self,
        work: impl FnOnce(&mut dyn FnMut() -> Option<Result<Vec<Value>, Fault>>) -> T,
    ) -> T {
        let mut group = 0;
        let mut rows: Option<ReaderIter> = None;
        work(&mut || {
            loop {
                if rows.is_none() {
                    if group >= self.reader.num_row_groups() {
                        return None;
                    }
                    let opened = catch_unwind(AssertUnwindSafe(|| self.group(group)));
                    group = group.saturating_add(1);
                    match opened {
                        Ok(Some(opened)) => rows = Some(opened),
                        _ => return Some(Err(damaged(group))),
                    }
                }
                let iterator = rows.as_mut()?;
                match catch_unwind(AssertUnwindSafe(|| iterator.next())) {
                    Ok(Some(Ok(row))) => return Some(Ok(cells(row))),
                    Ok(None) => rows = None,
                    _ => {
                        rows = None;
                        return Some(Err(damaged(group)));
                    }
                }
            }
        })
    }

    fn group(&self, number: usize) -> Option<ReaderIter> {
        let reader = self.reader.get_row_group(number).ok()?;
        let schema = self.reader.metadata().file_metadata().schema_descr_ptr();
        TreeBuilder::new().as_iter(schema, reader.as_ref()).ok()
    }
}

fn damaged(group: usize) -> Fault {
    Fault::new("input.parquet", format!("the group of rows {group} is damaged from here on"))
}

fn cells(row: Row) -> Vec<Value> {
    row.into_columns().into_iter().map(|(_, field)| value(&field)).collect()
}

/// A cell as JSON has it. What JSON has no form for becomes text, which the schema then refuses by name.
fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(one) => (*one).into(),
        Field::Byte(one) => (*one).into(),
        Field::Short(one) => (*one).into(),
        Field::Int(one) => (*one).into(),
        Field::Long(one) => (*one).into(),
        Field::UByte(one) => (*one).into(),
        Field::UShort(one) => (*one).into(),
        Field::UInt(one) => (*one).into(),
        Field::ULong(one) => (*one).into(),
        Field::Double(one) if one.fract() == 0.0 => whole(*one),
        Field::Str(text) => text.as_str().into(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned().into(),
        Field::Date(days) => day(*days),
        Field::Group(row) => {
            let fields = row.get_column_iter().filter(|(_, field)| !matches!(field, Field::Null));
            Value::Object(fields.map(|(name, field)| (name.clone(), value(field))).collect::<Map<_, _>>())
        }
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => other.to_string().into(),
    }
}

/// A number of a table that keeps all numbers as fractions, as some do where a cell may be empty.
fn whole(number: f64) -> Value {
    let text = format!("{number:.0}");
    text.parse::<i64>().map_or_else(|_| text.into(), |number| Value::Number(Number::from(number)))
}

fn day(days: i32) -> Value {
    chrono::NaiveDate::from_num_days_from_ce_opt(days.saturating_add(EPOCH))
        .map_or(Value::Null, |day| day.to_string().into())
}
