//! Fields that are only asked whether they state something, and whether they changed: a digest stands for the value.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use crate::record::Fact;

/// What was seen of a field's value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The digest of the value; objects count alike in any order of their fields.
    pub(super) digest: u64,
    /// Whether the value states something: blank texts, empty lists and objects without a stated field do not.
    pub(super) states: bool,
}

/// The digest of a value with what kind of value it is.
pub(super) fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Fact<Seen> {
    /// Whether the field states something; `None` when it is unknown.
    pub(super) fn states(&self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::None => Some(false),
            Self::Known(seen) => Some(seen.states),
        }
    }

    /// The digest; that of nothing for a field that is absent or states nothing.
    pub(super) fn digest(&self) -> u64 {
        self.known().filter(|seen| seen.states).map_or(0, |seen| seen.digest)
    }
}

impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Seen;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E>(self) -> Result<Seen, E> {
                Ok(Seen::default())
            }

            fn visit_bool<E>(self, value: bool) -> Result<Seen, E> {
                Ok(Seen { digest: digest(value), states: true })
            }

            fn visit_i64<E>(self, value: i64) -> Result<Seen, E> {
                Ok(Seen { digest: digest(value), states: true })
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Seen, E> {
                self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
            }

            fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Seen, E> {
                Err(E::custom("expected an integer"))
            }

            fn visit_str<E>(self, text: &str) -> Result<Seen, E> {
                let text = text.trim();
                Ok(Seen { digest: digest(text), states: !text.is_empty() })
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Seen, A::Error> {
                let mut seen = Seen { digest: digest("["), states: false };
                while let Some(element) = list.next_element::<Seen>()? {
                    seen.digest = digest((seen.digest, element.digest));
                    seen.states = true;
                }
                Ok(seen)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Seen, A::Error> {
                let mut seen = Seen { digest: digest("{"), states: false };
                while let Some((key, value)) = object.next_entry::<crate::record::Text<'de>, Seen>()? {
                    seen.digest = seen.digest.wrapping_add(digest((&*key, value.digest)));
                    seen.states |= value.states;
                }
                Ok(seen)
            }
        }
        deserializer.deserialize_any(Reader)
    }
}
