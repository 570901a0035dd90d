//! Texts of which only one thing is asked: whether they say anything.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};

use super::Fact;

/// Whether a text states something; blank states nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Stated(bool);

impl Stated {
    /// What `text` comes to.
    pub(crate) fn of(text: &str) -> Self {
        Self(!text.trim().is_empty())
    }

    /// Whether it states something.
    pub(crate) fn says(self) -> bool {
        self.0
    }
}

impl Fact<Stated> {
    /// Whether a text is stated; `None` when unknown.
    pub(crate) fn is_stated(&self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::None => Some(false),
            Self::Known(stated) => Some(stated.0),
        }
    }
}

impl<'de> Deserialize<'de> for Stated {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Stated;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Stated, E> {
                Ok(Stated::of(text))
            }

            /// A list, where the schema admits one, states what one of its texts does.
            fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Stated, A::Error> {
                let mut says = false;
                while let Some(text) = texts.next_element::<Stated>()? {
                    says |= text.says();
                }
                Ok(Stated(says))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}
