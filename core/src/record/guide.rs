//! Guides of service items (办事指南) and the materials that they name (申请材料).

use serde::Deserialize;

use super::{Fact, LegalBasis, Moment};

/// A guide, for one channel.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Guide<'a> {
    #[serde(borrow)]
    pub(crate) conditions: Fact<Vec<Condition<'a>>>,
    pub(crate) materials: Fact<Vec<Material<'a>>>,
    pub(crate) process: Fact<Vec<Step<'a>>>,
    pub(crate) time: Fact<GuideTime>,
    pub(crate) fee: Fact<Fee<'a>>,
    pub(crate) published_at: Fact<Moment>,
}

/// A condition of an item (办理条件).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Condition<'a> {
    #[serde(borrow)]
    pub(crate) id: Fact<&'a str>,
    pub(crate) text: Fact<&'a str>,
    pub(crate) basis: Fact<Vec<LegalBasis>>,
    pub(crate) is_catch_all: Fact<bool>,
}

/// A step of an item (办理环节).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Step<'a> {
    #[serde(borrow)]
    pub(crate) id: Fact<&'a str>,
    pub(crate) basis: Fact<Vec<LegalBasis>>,
}

/// The terms that a guide states, in working days (办理时限).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct GuideTime {
    pub(crate) statutory: Fact<u32>,
    pub(crate) promised: Fact<u32>,
}

/// What an item costs (收费): a sum, or words.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(crate) enum Fee<'a> {
    Whole(u64),
    Text(&'a str),
}

/// A material that a guide names or a window asks for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Material<'a> {
    #[serde(borrow)]
    pub(crate) id: Fact<&'a str>,
    pub(crate) name: Fact<&'a str>,
    pub(crate) form: Fact<Form>,
    pub(crate) necessity: Fact<Necessity>,
    pub(crate) issuer_kind: Fact<MaterialIssuer>,
    pub(crate) data_source: Fact<Vec<&'a str>>,
    pub(crate) share_available: Fact<bool>,
    pub(crate) share_realtime: Fact<bool>,
    pub(crate) ecert_callable: Fact<bool>,
    pub(crate) ecert_valid: Fact<bool>,
    pub(crate) original_must_be_surrendered: Fact<Vec<LegalBasis>>,
    pub(crate) law_requires_physical: Fact<Vec<LegalBasis>>,
}

/// Form of a material (材料形式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Form {
    Original,
    Copy,
    Electronic,
}

/// Whether a material must be there (必要性).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Necessity {
    Essential,
    Optional,
    /// May be completed after acceptance (容缺后补).
    LaterCompletion,
}

/// Who issues a material (核发单位类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MaterialIssuer {
    CityDepartment,
    OtherProvince,
    State,
    Enterprise,
    Applicant,
}

impl Fee<'_> {
    /// The fee as it compares: a sum without zeros that say nothing; nothing for one that is free.
    pub(crate) fn compared(&self) -> String {
        let text = match self {
            Self::Whole(sum) => sum.to_string(),
            Self::Text(text) => text.trim().to_owned(),
        };
        if !text.starts_with(|c: char| c.is_ascii_digit())
            || text.contains(|c: char| !c.is_ascii_digit() && c != '.')
        {
            return text;
        }
        let whole = text.trim_start_matches('0');
        let sum = if whole.contains('.') { whole.trim_end_matches('0').trim_end_matches('.') } else { whole };
        sum.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fee_compares_by_its_sum() {
        for (one, other) in
            [("20", "20.00"), ("0", ""), ("0.0", "000"), ("免费", " 免费 "), ("100", "0100.0")]
        {
            assert_eq!(Fee::Text(one).compared(), Fee::Text(other).compared(), "{one} {other}");
        }
        assert_eq!(Fee::Whole(20).compared(), Fee::Text("20.0").compared());
        for (one, other) in [("20", "2"), ("20", "20.5"), ("100", "10"), ("0.5", "5"), ("0元", "元")] {
            assert_ne!(Fee::Text(one).compared(), Fee::Text(other).compared(), "{one} {other}");
        }
    }
}
