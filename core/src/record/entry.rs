//! Catalogue entries (公共数据资源目录条目) and their items (信息项).

use serde::{Deserialize, Deserializer};

use super::{Fact, LegalBasis, Moment, Secrecy, Stated};

/// A catalogue entry. Fields that no rule of this release reads are checked by the schema and not kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Entry<'a> {
    #[serde(borrow)]
    pub(crate) items: Fact<Vec<Item<'a>>>,
    pub(crate) share_type: Fact<OneOrMany<ShareClass>>,
    pub(crate) share_condition: Fact<ShareCondition>,
    pub(crate) share_reason: Fact<Stated>,
    pub(crate) share_basis: Fact<Vec<LegalBasis>>,
    pub(crate) on_negative_list: Fact<bool>,
    pub(crate) negative_list_approval: Fact<Approval>,
    pub(crate) open_type: Fact<OneOrMany<OpenClass>>,
    pub(crate) open_forbidden_by: Fact<Vec<LegalBasis>>,
    pub(crate) secret_flag: Fact<Secrecy>,
    pub(crate) is_personal: Fact<bool>,
    pub(crate) is_privacy: Fact<bool>,
    pub(crate) is_trade_secret: Fact<bool>,
    pub(crate) is_confidential_commercial: Fact<bool>,
}

/// A data item.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Item<'a> {
    #[serde(borrow)]
    pub(crate) name: Fact<&'a str>,
    pub(crate) share_type: Fact<ShareClass>,
    pub(crate) share_reason: Fact<Stated>,
    pub(crate) share_basis: Fact<Vec<LegalBasis>>,
    pub(crate) open_type: Fact<OpenClass>,
    pub(crate) sensitivity: Fact<Sensitivity>,
    pub(crate) is_personal: Fact<bool>,
    pub(crate) is_privacy: Fact<bool>,
    pub(crate) is_trade_secret: Fact<bool>,
    pub(crate) is_confidential_commercial: Fact<bool>,
}

/// How sensitive an item is (敏感级别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Sensitivity {
    None,
    Personal,
    Sensitive,
}

/// The review of an entry on the negative list (负面清单审核).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Approval {
    pub(crate) authority: Fact<ApprovalAuthority>,
    pub(crate) date: Fact<Moment>,
}

/// Who reviewed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum ApprovalAuthority {
    /// The General Office of the city government (市政府办公厅).
    CityGovernmentOffice,
    /// Any other body.
    Other,
}

impl<'de> Deserialize<'de> for ApprovalAuthority {
    /// From the name of the body, as papers write it.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const CITY_GOVERNMENT_OFFICE: [&str; 5] = [
            "city_government_office",
            "市政府办公厅",
            "市人民政府办公厅",
            "上海市政府办公厅",
            "上海市人民政府办公厅",
        ];
        let name = <&str>::deserialize(deserializer)?.trim();
        Ok(if CITY_GOVERNMENT_OFFICE.contains(&name) { Self::CityGovernmentOffice } else { Self::Other })
    }
}

/// The conditions of a conditional entry (共享条件): scope and uses listed, or one text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(untagged)]
pub(crate) enum ShareCondition {
    /// A text that says what it says.
    Text(Stated),
    /// Scope and uses.
    Listed(ListedCondition),
}

/// Scope and uses, as a conditional entry lists them (GDS art. 15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ListedCondition {
    pub(crate) scope: Fact<Stated>,
    pub(crate) uses: Fact<Stated>,
}

/// A class, or the several that an entry wrongly bears.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany<T> {
    One(T),
    Many(Vec<T>),
}

impl<T: Copy> OneOrMany<T> {
    /// The class, where there is exactly one.
    pub(crate) fn one(&self) -> Option<T> {
        match self {
            Self::One(one) => Some(*one),
            Self::Many(many) => match many.as_slice() {
                [one] => Some(*one),
                _ => None,
            },
        }
    }

    /// Whether there are several.
    pub(crate) fn is_several(&self) -> bool {
        matches!(self, Self::Many(many) if many.len() > 1)
    }
}

/// Sharing class (共享类型), from the most open to the strictest. The measures of 2018 say authorised (授权共享), the
/// regulation of 2025 conditional (有条件共享).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ShareClass {
    Unconditional,
    #[serde(alias = "conditional")]
    Authorised,
    NotShared,
}

/// Opening class (开放类型), from the most open to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OpenClass {
    Unconditional,
    Conditional,
    NotOpen,
}

/// What makes data touch somebody's rights.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum SensitiveKind {
    Personal,
    Privacy,
    TradeSecret,
    ConfidentialCommercial,
}

impl SensitiveKind {
    pub(crate) const ALL: [Self; 4] =
        [Self::Personal, Self::Privacy, Self::TradeSecret, Self::ConfidentialCommercial];

    /// The name of the flag.
    pub(crate) fn flag(self) -> &'static str {
        match self {
            Self::Personal => "is_personal",
            Self::Privacy => "is_privacy",
            Self::TradeSecret => "is_trade_secret",
            Self::ConfidentialCommercial => "is_confidential_commercial",
        }
    }
}

impl Entry<'_> {
    /// The same entry without the names of its items, which no class asks for.
    pub(crate) fn without_names(self) -> Entry<'static> {
        let nameless = |item: Item<'_>| Item { name: Fact::Unknown, ..item };
        Entry { items: self.items.map(|items| items.into_iter().map(nameless).collect()), ..self }
    }

    /// The entry's own flag.
    pub(crate) fn flag(&self, kind: SensitiveKind) -> Fact<bool> {
        match kind {
            SensitiveKind::Personal => self.is_personal,
            SensitiveKind::Privacy => self.is_privacy,
            SensitiveKind::TradeSecret => self.is_trade_secret,
            SensitiveKind::ConfidentialCommercial => self.is_confidential_commercial,
        }
    }
}

impl Item<'_> {
    /// The item's flag.
    pub(crate) fn flag(&self, kind: SensitiveKind) -> Fact<bool> {
        match kind {
            // An item that is graded personal or sensitive is personal, whatever its flag says.
            SensitiveKind::Personal => match self.sensitivity {
                Fact::Known(Sensitivity::Personal | Sensitivity::Sensitive) => Fact::Known(true),
                _ => self.is_personal,
            },
            SensitiveKind::Privacy => self.is_privacy,
            SensitiveKind::TradeSecret => self.is_trade_secret,
            SensitiveKind::ConfidentialCommercial => self.is_confidential_commercial,
        }
    }
}
