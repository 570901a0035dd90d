//! What a row of a catalogue may hold: the facts of the three topics in one record, or an entry alone.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::Error;
use crate::schema::{Quick, RECORD, Schema, compile};

/// The JSON Schema (2020-12) of a record.
pub const SCHEMA: &str = include_str!("../../schemas/catalogue.audit.json");

static RECORD_OF_AUDIT: Schema = Schema::new(|| compile(SCHEMA));
static QUICK: LazyLock<Quick> = LazyLock::new(|| Quick::of(SCHEMA));

/// Who provides the data, by name before code.
pub(super) const DEPARTMENT: [&str; 4] =
    ["/entry/provider_name", "/provider/name", "/entry/provider_code", "/provider/code"];

/// The fields of a record beside the entry, and what the schema says of the entry's own.
pub(super) struct Shape {
    /// The schema of the record.
    pub(super) beside: Map<String, Value>,
    /// The schema of the entry's fields.
    pub(super) entry: Map<String, Value>,
    /// Everything that both refer to.
    shared: Value,
}

pub(super) static SHAPE: LazyLock<Shape> = LazyLock::new(|| {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or_default();
    let fields = |schema: &Value, pointer: &str| {
        schema.pointer(pointer).and_then(Value::as_object).cloned().unwrap_or_default()
    };
    let (own, shared) = (read(SCHEMA), read(RECORD));
    Shape { beside: fields(&own, "/properties"), entry: fields(&shared, "/$defs/entry/properties"), shared }
});

impl Shape {
    /// What a schema comes to once its reference is followed.
    pub(super) fn resolve<'a>(&'a self, schema: &'a Value) -> &'a Value {
        let target = schema.get("$ref").and_then(Value::as_str).and_then(|to| to.split('#').nth(1));
        target.and_then(|pointer| self.shared.pointer(pointer)).unwrap_or(schema)
    }

    /// What is asked of the field at `path`.
    pub(super) fn quick(&self, path: &[&str]) -> Option<Quick> {
        Some(Quick::part(self.field(path)?, &self.shared))
    }

    /// The schema of the field at `path`, a pointer into a record.
    pub(super) fn field(&self, path: &[&str]) -> Option<&Value> {
        let (first, rest) = path.split_first()?;
        let mut schema = self.resolve(self.beside.get(*first)?);
        for name in rest {
            let fields = schema.get("properties").or_else(|| schema.get("then")?.get("properties"))?;
            schema = self.resolve(fields.get(*name)?);
        }
        Some(schema)
    }
}

/// The record of a row: an entry that stands alone is put where records have it.
pub(super) fn of(row: Value) -> Value {
    let Value::Object(row) = row else { return row };
    if row.contains_key("entry") {
        return Value::Object(row);
    }
    let (beside, entry): (Map<_, _>, Map<_, _>) = row
        .into_iter()
        .partition(|(name, _)| SHAPE.beside.contains_key(name) && !SHAPE.entry.contains_key(name));
    let mut record = beside;
    record.insert("entry".to_owned(), Value::Object(entry));
    Value::Object(record)
}

/// Checks that `record` is one.
///
/// # Errors
/// `input.schema` with every fault at once.
pub(super) fn check(record: &Value) -> Result<(), Error> {
    if QUICK.fits(record) { Ok(()) } else { RECORD_OF_AUDIT.check(record) }
}
