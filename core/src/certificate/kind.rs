//! What differs from one type of certificate to the next, as data: of the library, and of the caller before it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::face::FaceItem;
use super::metadata::Metadata;

/// What holds for certificates of one type. A type is known by its code, by its name, or by both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TypeRule {
    /// Where values stand on the face; what is not told is not compared.
    #[serde(default)]
    pub face: Vec<FaceItem>,
    /// Kinds of holder's codes (持证主体代码类型代码) that such a certificate may have; any when none is named.
    #[serde(default)]
    pub holder_kinds: Vec<String>,
    /// Whether the file bears the issuer's seal. The electronic business licence (电子营业执照) bears none: it is
    /// confirmed where it is kept.
    #[serde(default = "yes")]
    pub issuer_seal: bool,
    /// Its name (证照名称), whole.
    #[serde(default)]
    pub name: Option<String>,
    /// Short names of metadata that such a certificate has beside those that every one has.
    #[serde(default)]
    pub required: Vec<String>,
    /// Its type code (证照类型代码), whole.
    #[serde(default)]
    pub type_code: Option<String>,
}

fn yes() -> bool {
    true
}

/// What holds where nothing else is said.
static USUAL: TypeRule = TypeRule {
    face: Vec::new(),
    holder_kinds: Vec::new(),
    issuer_seal: true,
    name: None,
    required: Vec::new(),
    type_code: None,
};

/// What the library knows.
static SHIPPED: LazyLock<Vec<TypeRule>> =
    LazyLock::new(|| serde_json::from_str(include_str!("types.json")).unwrap_or_default());

impl TypeRule {
    /// The rule for a certificate: the first of the caller's that is meant for its type, else of the library's.
    pub(crate) fn of<'a>(metadata: &Metadata, own: &'a [Self]) -> &'a Self {
        own.iter().chain(SHIPPED.iter()).find(|rule| rule.is_for(metadata)).unwrap_or(&USUAL)
    }

    fn is_for(&self, metadata: &Metadata) -> bool {
        let fits = |stated: &Option<String>, name| {
            stated.as_deref().is_none_or(|stated| metadata.text(name) == Some(stated))
        };
        (self.type_code.is_some() || self.name.is_some())
            && fits(&self.type_code, "ZZLXDM")
            && fits(&self.name, "ZZMC")
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_shipped_rules_can_be_read() {
        assert!(!super::SHIPPED.is_empty());
    }
}
