//! Metadata of a certificate: values by their short names, each with the place that it was read from.

use std::collections::BTreeSet;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use super::names::Table;
use crate::evidence::Flaw;
use crate::schema::{self, Schema};
use crate::{Error, Limits, json};

/// The form of a metadata record.
static SCHEMA: Schema = Schema::new(|| schema::compile(METADATA_SCHEMA));

/// The JSON Schema (2020-12) of a metadata record.
pub const METADATA_SCHEMA: &str = include_str!("../../schemas/certificate.metadata.json");

/// Where metadata stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Carrier {
    /// `DocInfo/CustomDatas` of OFD.xml.
    CustomData,
    /// A file that a custom tag leads to.
    CustomTag,
    /// An attached file.
    Attachment,
    /// A record that came without a document.
    Record,
}

/// One value, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The short name.
    pub(crate) name: String,
    /// The value in normal form (NFC); nothing when it is said that there is none.
    pub(crate) value: Option<String>,
    pub(crate) carrier: Carrier,
    /// The file of the package; of a record, the field.
    pub(crate) place: String,
}

/// What metadata say under one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said<'a> {
    /// The name does not stand there.
    Nothing,
    /// There is no value, and that is said.
    Empty,
    /// The value.
    Text(&'a str),
}

/// Everything that metadata say, in the order of reading.
#[derive(Debug, Default)]
pub(crate) struct Metadata {
    pub(crate) entries: Vec<Entry>,
    /// Files that seem to hold metadata and could not be read.
    pub(crate) flaws: Vec<Flaw>,
}

impl Metadata {
    pub(super) fn add(&mut self, name: String, value: Option<&str>, carrier: Carrier, place: &str) {
        let value = value.filter(|value| !value.is_empty()).map(normal);
        let entry = Entry { name, value, carrier, place: place.to_owned() };
        if !self.entries.contains(&entry) {
            self.entries.push(entry);
        }
    }

    /// What is said under `name`: the first value of those that stand there.
    pub(crate) fn said(&self, name: &str) -> Said<'_> {
        let mut of_name = self.entries.iter().filter(|entry| entry.name == name).peekable();
        if of_name.peek().is_none() {
            return Said::Nothing;
        }
        of_name.find_map(|entry| entry.value.as_deref()).map_or(Said::Empty, Said::Text)
    }

    /// The value under `name`.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        match self.said(name) {
            Said::Text(text) => Some(text),
            Said::Nothing | Said::Empty => None,
        }
    }

    /// Names that stand in several places with values that differ.
    pub(super) fn differing(&self) -> BTreeSet<&str> {
        let differs = |entry: &&Entry| {
            self.entries.iter().any(|other| other.name == entry.name && other.value != entry.value)
        };
        self.entries.iter().filter(differs).map(|entry| entry.name.as_str()).collect()
    }
}

/// `text` in the normal form in which texts are compared (NFC); nothing else is changed.
pub(super) fn normal(text: &str) -> String {
    text.nfc().collect()
}

/// Reads a record. Names of the caller's own table are read beside those of the schema.
///
/// *Errors*: those of reading JSON; `input.schema`.
pub(crate) fn read_record(data: &[u8], table: &Table<'_>, limits: &Limits) -> Result<Metadata, Error> {
    let mut facts = json::parse(data, limits)?;
    let mut own = serde_json::Map::new();
    if let Some(object) = facts.as_object_mut() {
        for name in table.own.keys() {
            if let Some(value) = object.remove(name) {
                if !(value.is_string() || value.is_null()) {
                    let mut path = String::new();
                    json::push_segment(&mut path, &crate::ident::mask(name));
                    return Err(Error::input("input.schema", path, "expected string or null"));
                }
                own.insert(name.clone(), value);
            }
        }
    }
    SCHEMA.check(&facts)?;
    let mut metadata = Metadata::default();
    for (written, value) in facts.as_object().into_iter().flatten().chain(&own) {
        if let Some(name) = table.short_in_record(written)
            && (value.is_string() || value.is_null())
        {
            metadata.add(name, value.as_str(), Carrier::Record, written);
        }
    }
    Ok(metadata)
}
