//! A fact that may be unknown.

use serde::{Deserialize, Deserializer};

/// A fact: unknown, known to be none, or known. Unknown is not false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Fact<T> {
    /// The field is absent.
    #[default]
    Unknown,
    /// The field is `null`: it is known that there is none.
    None,
    /// The field has a value.
    Known(T),
}

impl<T> Fact<T> {
    /// The fact about what `change` makes of the value.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Fact<U> {
        match self {
            Self::Unknown => Fact::Unknown,
            Self::None => Fact::None,
            Self::Known(value) => Fact::Known(change(value)),
        }
    }

    /// The fact, its value borrowed.
    pub(crate) fn as_ref(&self) -> Fact<&T> {
        match self {
            Self::Unknown => Fact::Unknown,
            Self::None => Fact::None,
            Self::Known(value) => Fact::Known(value),
        }
    }

    /// The value, if there is one.
    pub fn known(&self) -> Option<&T> {
        match self {
            Self::Known(value) => Some(value),
            _ => None,
        }
    }

    /// Whether the field is absent.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }
}

impl<T> Fact<Vec<T>> {
    /// The elements; `None` when it is unknown which there are.
    pub(crate) fn list(&self) -> Option<&[T]> {
        match self {
            Self::Unknown => None,
            Self::None => Some(&[]),
            Self::Known(list) => Some(list),
        }
    }
}

impl<'a, T> Fact<&'a [T]> {
    /// The elements; `None` when it is unknown which there are.
    pub(crate) fn list(self) -> Option<&'a [T]> {
        match self {
            Self::Unknown => None,
            Self::None => Some(&[]),
            Self::Known(list) => Some(list),
        }
    }
}

impl Fact<&str> {
    /// Whether a text is stated; blank states nothing. `None` when unknown.
    pub(crate) fn is_stated(&self) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::None => Some(false),
            Self::Known(text) => Some(!text.trim().is_empty()),
        }
    }
}

impl<T: Copy + PartialEq> Fact<T> {
    /// Whether the value is `expected`; `None` when unknown.
    pub(crate) fn is(&self, expected: T) -> Option<bool> {
        match self {
            Self::Unknown => None,
            Self::None => Some(false),
            Self::Known(value) => Some(*value == expected),
        }
    }
}

/// An object whose fields decide each for itself: `null` says of none of them more than leaving it out.
pub(crate) fn object<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::None, Self::Known))
    }
}
