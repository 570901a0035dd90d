//! What a field is, for sharing and opening: the facts that the record of an item keeps.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::recognise::{Identifier, Kind, Sensitivity};

/// Facts of a data item, by the names of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Class {
    /// Whether it says whom the record is about (标识类型).
    pub identifier_kind: Identifier,
    /// Confidential commercial information (保密商务信息).
    pub is_confidential_commercial: bool,
    /// Personal information (个人信息).
    pub is_personal: bool,
    /// Privacy (个人隐私).
    pub is_privacy: bool,
    /// Business secret (商业秘密).
    pub is_trade_secret: bool,
    /// How sensitive it is (敏感级别).
    pub sensitivity: Sensitivity,
}

impl Default for Class {
    /// Nothing of note.
    fn default() -> Self {
        Self {
            identifier_kind: Identifier::None,
            is_confidential_commercial: false,
            is_personal: false,
            is_privacy: false,
            is_trade_secret: false,
            sensitivity: Sensitivity::None,
        }
    }
}

impl Class {
    /// What holding a kind makes of an item.
    pub fn of(kind: Kind) -> Self {
        Self {
            identifier_kind: kind.identifier(),
            is_confidential_commercial: kind == Kind::Commercial,
            is_personal: kind.is_personal(),
            is_privacy: kind.is_privacy(),
            is_trade_secret: kind == Kind::TradeSecret,
            sensitivity: kind.sensitivity(),
        }
    }

    /// Both: whatever either is.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            identifier_kind: self.identifier_kind.max(other.identifier_kind),
            is_confidential_commercial: self.is_confidential_commercial || other.is_confidential_commercial,
            is_personal: self.is_personal || other.is_personal,
            is_privacy: self.is_privacy || other.is_privacy,
            is_trade_secret: self.is_trade_secret || other.is_trade_secret,
            sensitivity: self.sensitivity.max(other.sensitivity),
        }
    }

    /// Whether somebody's right stands against opening it (OPEN-5).
    pub fn bars(self) -> bool {
        self.is_personal || self.is_privacy || self.is_trade_secret || self.is_confidential_commercial
    }

    /// The facts as the record of an item has them.
    pub(super) fn to_value(self) -> Value {
        let mut value = self.flags();
        if let Some(object) = value.as_object_mut() {
            object.insert("identifier_kind".to_owned(), json!(self.identifier_kind));
            object.insert("sensitivity".to_owned(), json!(self.sensitivity));
        }
        value
    }

    /// The four flags alone, which entries bear too.
    pub(super) fn flags(self) -> Value {
        json!({
            "is_confidential_commercial": self.is_confidential_commercial,
            "is_personal": self.is_personal,
            "is_privacy": self.is_privacy,
            "is_trade_secret": self.is_trade_secret,
        })
    }
}

/// A class as callers state it: by kinds, or by the facts themselves.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Stated<'a> {
    #[serde(borrow)]
    kinds: Vec<&'a str>,
    is_confidential_commercial: bool,
    is_personal: bool,
    is_privacy: bool,
    is_trade_secret: bool,
    #[serde(borrow)]
    sensitivity: Option<&'a str>,
    #[serde(borrow)]
    identifier_kind: Option<&'a str>,
}

impl Stated<'_> {
    pub(super) fn class(&self) -> Class {
        let sensitivity = match self.sensitivity {
            Some("sensitive") => Sensitivity::Sensitive,
            Some("personal") => Sensitivity::Personal,
            _ => Sensitivity::None,
        };
        let stated = Class {
            identifier_kind: match self.identifier_kind {
                Some("direct") => Identifier::Direct,
                Some("quasi") => Identifier::Quasi,
                _ => Identifier::None,
            },
            is_confidential_commercial: self.is_confidential_commercial,
            is_personal: self.is_personal || sensitivity != Sensitivity::None,
            is_privacy: self.is_privacy,
            is_trade_secret: self.is_trade_secret,
            sensitivity,
        };
        self.kinds.iter().filter_map(|word| Kind::named(word)).map(Class::of).fold(stated, Class::with)
    }
}
