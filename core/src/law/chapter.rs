//! The chapters of the rule table.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Text;

/// A chapter of the rule table, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chapter {
    /// Who and what is bound.
    Scope,
    /// Who is competent.
    Authority,
    /// Planning and construction.
    Planning,
    /// The catalogue.
    Catalogue,
    /// Collection of data.
    Collection,
    /// Aggregation into databases.
    Aggregation,
    /// Quality of data.
    Quality,
    /// Sharing between bodies.
    Sharing,
    /// Opening to society.
    Opening,
    /// One-net service.
    Service,
    /// Security of data.
    Security,
    /// Rights of persons.
    Rights,
    /// Objections to data.
    Objection,
    /// Electronic certificates.
    Certificate,
    /// Electronic seals.
    Seal,
    /// Electronic signatures.
    Signature,
    /// Electronic archives.
    Archive,
    /// Supervision and assessment.
    Supervision,
    /// Liability.
    Liability,
    /// The law in time.
    Time,
}

impl Chapter {
    /// Every chapter, in the order of the table.
    pub const ALL: [Self; 20] = [
        Self::Scope,
        Self::Authority,
        Self::Planning,
        Self::Catalogue,
        Self::Collection,
        Self::Aggregation,
        Self::Quality,
        Self::Sharing,
        Self::Opening,
        Self::Service,
        Self::Security,
        Self::Rights,
        Self::Objection,
        Self::Certificate,
        Self::Seal,
        Self::Signature,
        Self::Archive,
        Self::Supervision,
        Self::Liability,
        Self::Time,
    ];

    /// The prefix of the chapter's rule ids.
    pub fn prefix(self) -> &'static str {
        self.named().0
    }

    /// Its name.
    ///
    /// ```
    /// assert_eq!(ywtb::rule("SHARE-3").unwrap().id.0.title().zh, "共享");
    /// ```
    pub fn title(self) -> Text {
        let (_, zh, en) = self.named();
        Text { en, zh }
    }

    const fn named(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Scope => ("SCOPE", "适用范围", "Scope"),
            Self::Authority => ("AUTH", "职责分工", "Authorities"),
            Self::Planning => ("PLAN", "规划与建设", "Planning and construction"),
            Self::Catalogue => ("CAT", "目录", "Catalogue"),
            Self::Collection => ("COL", "采集", "Collection"),
            Self::Aggregation => ("AGG", "归集", "Aggregation"),
            Self::Quality => ("QUAL", "数据质量", "Quality"),
            Self::Sharing => ("SHARE", "共享", "Sharing"),
            Self::Opening => ("OPEN", "开放", "Opening"),
            Self::Service => ("ONE", "一网通办", "One-net service"),
            Self::Security => ("SEC", "安全保障", "Security"),
            Self::Rights => ("RIGHT", "权益保护", "Rights"),
            Self::Objection => ("OBJ", "异议", "Objections"),
            Self::Certificate => ("ECERT", "电子证照", "Electronic certificates"),
            Self::Seal => ("ESEAL", "电子印章", "Electronic seals"),
            Self::Signature => ("ESIG", "电子签名", "Electronic signatures"),
            Self::Archive => ("EARCH", "电子档案", "Electronic archives"),
            Self::Supervision => ("SUP", "监督考核", "Supervision and assessment"),
            Self::Liability => ("LIAB", "法律责任", "Liability"),
            Self::Time => ("TIME", "规范的时间效力", "The law in time"),
        }
    }
}

/// `id`, the prefix, and `title`.
impl Serialize for Chapter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Chapter", 2)?;
        out.serialize_field("id", self.prefix())?;
        out.serialize_field("title", &self.title())?;
        out.end()
    }
}
