//! Rows of a table as records: a column for each field, by its name in the schema or its Chinese title, nested fields with
//! dots (`provider.kind`), lists with semicolons or as JSON.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::encoding;
use super::record::SHAPE;
use super::source::too_long;
use super::verdict::Fault;
use crate::schema::Quick;
use crate::{Error, Limits, json};

/// What the columns of a table are.
#[derive(Debug, Clone)]
pub(crate) struct Columns(Vec<Column>);

/// A column: the field that it holds, and how its cells are read.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    name: String,
    pub(crate) path: Vec<String>,
    pub(crate) reading: Reading,
}

/// How the text of a cell becomes a value. A text that is none stays text, and the schema says what was expected.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading {
    boolean: bool,
    integer: bool,
    list: bool,
    object: bool,
    /// Chinese terms with the words that they stand for.
    terms: HashMap<String, String>,
}

impl Columns {
    /// The columns of a header.
    ///
    /// # Errors
    /// `input.column` with the number of a column that is no field, or stands there twice.
    pub(crate) fn of(names: &[String]) -> Result<Self, Error> {
        let mut columns = Self(Vec::with_capacity(names.len()));
        for (number, name) in names.iter().enumerate() {
            let place = || format!("column {}", number.saturating_add(1));
            if !columns.add(name, place)? {
                let expected =
                    "expected the name of a field of the record, such as share_type or provider.kind";
                return Err(Error::input("input.column", place(), expected));
            }
        }
        Ok(columns)
    }

    /// Those columns of a frame that bear the names of fields, with their places; frames hold others beside them.
    ///
    /// # Errors
    /// `input.column` with the name of a column whose field stands there twice.
    pub(crate) fn among<'n>(names: impl Iterator<Item = &'n str>) -> Result<(Self, Vec<usize>), Error> {
        let (mut columns, mut places) = (Self(Vec::new()), Vec::new());
        for (place, name) in names.enumerate() {
            let pointer = || {
                let mut path = String::new();
                json::push_segment(&mut path, name);
                path
            };
            if columns.add(name, pointer)? {
                places.push(place);
            }
        }
        Ok((columns, places))
    }

    /// Adds the column of this name; `false` where no field has it.
    fn add(&mut self, name: &str, place: impl FnOnce() -> String) -> Result<bool, Error> {
        let Some(path) = path(name.trim()) else { return Ok(false) };
        if self.0.iter().any(|column| column.path == path) {
            return Err(Error::input("input.column", place(), "expected each field in one column"));
        }
        let parts: Vec<&str> = path.iter().map(String::as_str).collect();
        let reading = SHAPE.field(&parts).map(Reading::of).unwrap_or_default();
        self.0.push(Column { name: name.trim().to_owned(), path, reading });
        Ok(true)
    }

    /// The record of a line. An empty cell leaves its field unknown; `null` says that there is none.
    pub(super) fn record(&self, cells: &[Vec<u8>], limits: &Limits) -> Result<Value, (Value, Fault)> {
        let mut record = Map::new();
        for (column, cell) in self.0.iter().zip(cells) {
            let value = match encoding::decode(cell) {
                None => Err(encoding::fault()),
                Some(text) => column.reading.value(text.trim(), limits),
            };
            match value {
                Ok(None) => {}
                Ok(Some(value)) => put(&mut record, &column.path, value),
                Err(fault) => return Err((Value::Object(record), column.placed(fault))),
            }
        }
        Ok(Value::Object(record))
    }

    /// The record of a row whose cells are values already, as columnar files keep them. Text is read as in a line; a cell
    /// without a value leaves its field unknown.
    pub(super) fn of_values(&self, cells: Vec<Value>, limits: &Limits) -> Result<Value, (Value, Fault)> {
        let mut record = Map::new();
        for (column, cell) in self.0.iter().zip(cells) {
            let value = match cell {
                Value::Null => Ok(None),
                Value::String(text) if text.len() > limits.entry_bytes => Err(too_long(limits.entry_bytes)),
                Value::String(text) => column.reading.value(text.trim(), limits),
                other => Ok(Some(other)),
            };
            match value {
                Ok(None) => {}
                Ok(Some(value)) => put(&mut record, &column.path, value),
                Err(fault) => return Err((Value::Object(record), column.placed(fault))),
            }
        }
        Ok(Value::Object(record))
    }

    /// Each column.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Column> {
        self.0.iter()
    }

    /// A fault of the cell of the column at this place, its path being told from there.
    pub(crate) fn placed(&self, place: usize, fault: Fault) -> Fault {
        match self.0.get(place) {
            Some(column) => column.placed(fault),
            None => fault,
        }
    }

    /// The column of the field at a pointer.
    pub(super) fn named(&self, pointer: &str) -> Option<&str> {
        let parts: Vec<&str> = pointer.split('/').skip(1).collect();
        let holds = |column: &&Column| parts.iter().zip(&column.path).all(|(part, name)| part == name);
        self.0.iter().filter(holds).max_by_key(|column| column.path.len()).map(|column| column.name.as_str())
    }
}

impl Column {
    /// What its field asks, where what is asked of the records around it is asked of their fields alone.
    pub(crate) fn quick(&self) -> Option<Quick> {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        let mut around = (1..path.len()).filter_map(|length| path.get(..length));
        let plain = |path: &[&str]| SHAPE.quick(path).is_some_and(|quick| quick.asks_fields_alone());
        around.all(plain).then(|| SHAPE.quick(&path)).flatten()
    }

    /// A fault of this column's cell.
    fn placed(&self, fault: Fault) -> Fault {
        let mut path = self.path.iter().fold(String::new(), |mut path, name| {
            json::push_segment(&mut path, name);
            path
        });
        path.push_str(&fault.path);
        Fault { column: Some(self.name.clone()), path, ..fault }
    }
}

fn put(record: &mut Map<String, Value>, path: &[String], value: Value) {
    match path {
        [] => {}
        [last] => {
            record.insert(last.clone(), value);
        }
        [first, rest @ ..] => {
            let inner = record.entry(first.clone()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(inner) = inner {
                put(inner, rest, value);
            }
        }
    }
}

/// The path of the field that a column names.
fn path(name: &str) -> Option<Vec<String>> {
    let titled = |fields: &Map<String, Value>, title: &str| {
        let same = |schema: &Value| SHAPE.resolve(schema).get("title").and_then(Value::as_str) == Some(title);
        fields.iter().find(|(_, schema)| same(schema)).map(|(name, _)| name.clone())
    };
    let path: Vec<String> = name.split('.').map(str::to_owned).collect();
    let entry = |rest: &[String]| {
        let mut path = vec!["entry".to_owned()];
        path.extend_from_slice(rest);
        path
    };
    let is_field = |path: &Vec<String>| {
        let parts: Vec<&str> = path.iter().map(String::as_str).collect();
        SHAPE.field(&parts).is_some()
    };
    [entry(&path), path].into_iter().find(is_field).or_else(|| Some(entry(&[titled(&SHAPE.entry, name)?])))
}

impl Reading {
    /// How the schema of a field lets its cells be read.
    fn of(schema: &Value) -> Self {
        let mut out = Self::default();
        out.look(schema);
        if let Some(terms) = schema.get("x-terms").and_then(Value::as_object) {
            for (word, term) in terms.iter().filter_map(|(word, term)| Some((word, term.as_str()?))) {
                let short = term.split(['（', '(']).next().unwrap_or(term);
                for term in [term, short] {
                    out.terms.entry(term.to_owned()).or_insert_with(|| word.clone());
                }
            }
        }
        out
    }

    fn look(&mut self, schema: &Value) {
        let schema = SHAPE.resolve(schema);
        let types = match schema.get("type") {
            Some(Value::String(one)) => vec![one.as_str()],
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
            _ => Vec::new(),
        };
        self.boolean |= types.contains(&"boolean");
        self.integer |= types.contains(&"integer");
        self.list |= types.contains(&"array");
        self.object |= types.contains(&"object") || schema.get("if").is_some();
        for branch in schema.get("anyOf").and_then(Value::as_array).into_iter().flatten() {
            self.look(branch);
        }
    }

    /// The value of a cell; none where its field is left unknown.
    pub(crate) fn value(&self, text: &str, limits: &Limits) -> Result<Option<Value>, Fault> {
        if let Some(word) = self.word(text) {
            return Ok(word.into_value());
        }
        Ok(Some(match text {
            _ if self.is_json(text) => json::parse(text.as_bytes(), limits)
                .map_err(|error| Fault { path: String::new(), ..Fault::from(&error) })?,
            _ => {
                let parts = text.split([';', '；']).map(|part| self.scalar(part.trim()).into_value());
                parts.map(Option::unwrap_or_default).collect()
            }
        }))
    }

    fn is_json(&self, text: &str) -> bool {
        (self.list && text.starts_with('[')) || (self.object && text.starts_with('{'))
    }

    /// The word that a text is; `None` where it is a list or an object.
    pub(crate) fn word<'a>(&'a self, text: &'a str) -> Option<Word<'a>> {
        match text {
            "" => Some(Word::Absent),
            "null" => Some(Word::Null),
            _ if self.is_json(text) => None,
            _ if self.list && text.contains([';', '；']) => None,
            _ if self.list && !self.object && self.terms.is_empty() => None,
            _ => Some(self.scalar(text)),
        }
    }

    fn scalar<'a>(&'a self, text: &'a str) -> Word<'a> {
        if let Some(word) = self.terms.get(text) {
            return Word::Text(word);
        }
        match text {
            "true" | "TRUE" | "True" | "是" | "1" if self.boolean => Word::Truth(true),
            "false" | "FALSE" | "False" | "否" | "0" if self.boolean => Word::Truth(false),
            _ if self.integer => text.parse().map_or(Word::Text(text), Word::Number),
            _ => Word::Text(text),
        }
    }
}

/// What the text of a cell means, where that is one word.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word<'a> {
    Absent,
    Null,
    Truth(bool),
    Number(i64),
    Text(&'a str),
}

impl Word<'_> {
    fn into_value(self) -> Option<Value> {
        Some(match self {
            Self::Absent => return None,
            Self::Null => Value::Null,
            Self::Truth(truth) => truth.into(),
            Self::Number(number) => number.into(),
            Self::Text(text) => text.into(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(names: &[&str], cells: &[&str]) -> Result<Value, Fault> {
        let columns = Columns::of(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).unwrap();
        let cells: Vec<Vec<u8>> = cells.iter().map(|cell| cell.as_bytes().to_vec()).collect();
        columns.record(&cells, &Limits::default()).map_err(|(_, fault)| fault)
    }

    #[test]
    fn names_titles_terms_lists_and_what_is_nested() {
        let names = [
            "code",
            "信息资源名称",
            "share_type",
            "is_personal",
            "keywords",
            "provider.kind",
            "security_level",
            "items",
        ];
        let cells =
            ["1/1", "甲", "授权共享;无条件共享", "否", "a；b", "institution", "2", r#"[{"name": "x"}]"#];
        assert_eq!(
            record(&names, &cells).unwrap(),
            serde_json::json!({"entry": {"code": "1/1", "name": "甲", "share_type": ["authorised", "unconditional"], "is_personal": false,
                "keywords": ["a", "b"], "security_level": 2, "items": [{"name": "x"}]}, "provider": {"kind": "institution"}})
        );
    }

    #[test]
    fn empty_is_unknown_and_null_is_none() {
        let found = record(&["open_type", "share_type", "related_code"], &["", "null", "7"]).unwrap();
        assert_eq!(found, serde_json::json!({"entry": {"share_type": null, "related_code": ["7"]}}));
    }

    #[test]
    fn what_is_no_field_is_told() {
        for (names, place) in [(["code", "colour"], "column 2"), (["code", "entry.code"], "column 2")] {
            let error = Columns::of(&names.map(str::to_owned)).unwrap_err();
            assert_eq!((error.code(), error.path()), ("input.column", place));
        }
        assert_eq!(record(&["items"], &["[1"]).unwrap_err().column.as_deref(), Some("items"));
    }
}
