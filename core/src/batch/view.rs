//! A row of columns as a record that topics read: nothing is copied, and no JSON is made.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor, value::BorrowedStrDeserializer};
use serde::forward_to_deserialize_any;
use serde_json::{Error, Value};

/// What a cell holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum View<'a> {
    /// Nothing: the field is unknown.
    Absent,
    Null,
    Truth(bool),
    Number(i64),
    Text(&'a str),
    Value(&'a Value),
}

/// Where the fields of a record stand among the columns.
#[derive(Debug, Clone)]
pub(super) enum Layout {
    /// In the column at this place.
    Cell(usize),
    /// In columns of their own, by name.
    Fields(Vec<(String, Layout)>),
}

/// A record, or a part of one: its layout over the cells of a row.
#[derive(Clone, Copy)]
pub(super) struct Record<'r, 'a> {
    pub(super) layout: &'a Layout,
    pub(super) cells: &'r [View<'a>],
}

impl Layout {
    /// The layout of columns with these paths; `None` where one is within another.
    pub(super) fn of<'p>(paths: impl Iterator<Item = &'p [String]>) -> Option<Self> {
        let mut root = Vec::new();
        for (place, path) in paths.enumerate() {
            put(&mut root, path, place)?;
        }
        Some(Self::Fields(root))
    }
}

fn put(fields: &mut Vec<(String, Layout)>, path: &[String], place: usize) -> Option<()> {
    let (first, rest) = path.split_first()?;
    let at = fields.iter().position(|(name, _)| name == first);
    match (at.and_then(|at| fields.get_mut(at)), rest) {
        (None, []) => fields.push((first.clone(), Layout::Cell(place))),
        (None, rest) => {
            let mut within = Vec::new();
            put(&mut within, rest, place)?;
            fields.push((first.clone(), Layout::Fields(within)));
        }
        (Some((_, Layout::Fields(within))), [_, ..]) => put(within, rest, place)?,
        (Some(_), _) => return None,
    }
    Some(())
}

impl<'a> Record<'_, 'a> {
    /// Whether a field of it is known.
    pub(super) fn is_known(self) -> bool {
        match self.layout {
            Layout::Cell(_) => !matches!(self.cell(), View::Absent),
            Layout::Fields(fields) => fields.iter().any(|(_, layout)| Record { layout, ..self }.is_known()),
        }
    }

    fn cell(self) -> View<'a> {
        match self.layout {
            Layout::Cell(place) => self.cells.get(*place).copied().unwrap_or(View::Absent),
            Layout::Fields(_) => View::Absent,
        }
    }

    /// The field of this name.
    pub(super) fn field(self, name: &str) -> Option<Self> {
        let Layout::Fields(fields) = self.layout else { return None };
        fields.iter().find(|(known, _)| known == name).map(|(_, layout)| Record { layout, ..self })
    }

    /// The text at a pointer.
    pub(super) fn text(self, pointer: &str) -> Option<&'a str> {
        let mut at = self;
        let mut names = pointer.split('/').skip(1);
        while let Some(name) = names.next() {
            match at.field(name) {
                Some(field) => at = field,
                // Deeper than columns go.
                None => match at.cell() {
                    View::Value(value) => {
                        let found = names.try_fold(value.get(name)?, |value, name| value.get(name));
                        return found?.as_str();
                    }
                    _ => return None,
                },
            }
        }
        match at.cell() {
            View::Text(text) => Some(text),
            View::Value(value) => value.as_str(),
            _ => None,
        }
    }
}

/// The fields of a record that are known.
struct Fields<'r, 'a> {
    rest: std::slice::Iter<'a, (String, Layout)>,
    cells: &'r [View<'a>],
    next: Option<&'a Layout>,
}

impl<'a> MapAccess<'a> for Fields<'_, 'a> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let cells = self.cells;
        let Some((name, layout)) = self.rest.find(|(_, layout)| Record { layout, cells }.is_known()) else {
            return Ok(None);
        };
        self.next = Some(layout);
        seed.deserialize(BorrowedStrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
        match self.next.take() {
            Some(layout) => seed.deserialize(Record { layout, cells: self.cells }),
            None => Err(serde::de::Error::custom("a value without its name")),
        }
    }
}

impl<'de> Deserializer<'de> for Record<'_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if let Layout::Fields(fields) = self.layout {
            return visitor.visit_map(Fields { rest: fields.iter(), cells: self.cells, next: None });
        }
        match self.cell() {
            View::Absent | View::Null => visitor.visit_unit(),
            View::Truth(truth) => visitor.visit_bool(truth),
            View::Number(number) => visitor.visit_i64(number),
            View::Text(text) => visitor.visit_borrowed_str(text),
            View::Value(value) => value.deserialize_any(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match (self.layout, self.cell()) {
            (Layout::Cell(_), View::Absent | View::Null) => visitor.visit_none(),
            (_, View::Value(value)) => value.deserialize_option(visitor),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.cell() {
            View::Text(text) => BorrowedStrDeserializer::new(text).deserialize_enum(name, variants, visitor),
            View::Value(value) => value.deserialize_enum(name, variants, visitor),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.cell() {
            View::Value(value) => value.deserialize_newtype_struct(name, visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct seq tuple
        tuple_struct map struct identifier ignored_any
    }
}
