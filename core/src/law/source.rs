//! What a report cites: a provision of the table, or one that an overlay names.

use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::citation::{label_en, label_zh};
use super::{Citation, Instrument, Period};

/// A provision that a finding or an obligation rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// A provision that the rule table cites.
    Table(Citation),
    /// A provision that an overlay cites.
    Overlay(Arc<Provision>),
}

/// A provision that an overlay cites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provision {
    article: Option<u16>,
    in_force: Period,
    instrument: String,
    item: Option<u16>,
    label_en: String,
    label_zh: String,
    paragraph: Option<u16>,
    section: Option<String>,
}

/// A section by its words in both languages.
pub(crate) struct Section<'a> {
    pub(crate) zh: &'a str,
    pub(crate) en: &'a str,
}

impl Provision {
    /// The provision at a place: article, paragraph and item.
    pub(crate) fn new(
        instrument: &str,
        (zh, en): (&str, &str),
        in_force: Period,
        section: Option<Section<'_>>,
        places: [Option<u16>; 3],
    ) -> Self {
        let [article, paragraph, item] = places;
        Self {
            article,
            in_force,
            instrument: instrument.to_owned(),
            item,
            label_en: label_en(en, section.as_ref().map(|section| section.en), places),
            label_zh: label_zh(zh, section.as_ref().map(|section| section.zh), places),
            paragraph,
            section: section.map(|section| section.zh.to_owned()),
        }
    }
}

impl Source {
    /// Abbreviation of the instrument.
    pub fn instrument(&self) -> &str {
        match self {
            Self::Table(citation) => citation.instrument,
            Self::Overlay(provision) => &provision.instrument,
        }
    }

    /// When the instrument is in force.
    pub fn in_force(&self) -> Option<Period> {
        match self {
            Self::Table(citation) => Instrument::get(citation.instrument).map(|one| one.in_force),
            Self::Overlay(provision) => Some(provision.in_force),
        }
    }

    /// The citation in Chinese, such as 《上海市公共数据和一网通办管理办法》第二十七条.
    pub fn label_zh(&self) -> String {
        match self {
            Self::Table(citation) => citation.label_zh(),
            Self::Overlay(provision) => provision.label_zh.clone(),
        }
    }

    /// The citation in English.
    pub fn label_en(&self) -> String {
        match self {
            Self::Table(citation) => citation.label_en(),
            Self::Overlay(provision) => provision.label_en.clone(),
        }
    }
}

/// As a [`Citation`] is written.
impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Label<'a> {
            en: &'a str,
            zh: &'a str,
        }
        let provision = match self {
            Self::Table(citation) => return citation.serialize(serializer),
            Self::Overlay(provision) => provision,
        };
        let label = Label { en: &provision.label_en, zh: &provision.label_zh };
        let mut out = serializer.serialize_struct("Citation", 6)?;
        out.serialize_field("article", &provision.article)?;
        out.serialize_field("instrument", &provision.instrument)?;
        out.serialize_field("item", &provision.item)?;
        out.serialize_field("label", &label)?;
        out.serialize_field("paragraph", &provision.paragraph)?;
        out.serialize_field("section", &provision.section)?;
        out.end()
    }
}
