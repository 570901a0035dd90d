//! What the catalogue's rules read of an entry and of the body that keeps it, from a record or from a stream alike.

use serde::Deserialize;

use super::seen::{Seen, digest};
use crate::record::{
    Agency, AgencyKind, AgencyLevel, Fact, Funding, LegalBasis, Moment, OneOrMany, OpenClass, Secrecy,
    ShareClass, Text, UtilityKind,
};

/// A body that provides or compiles.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Body<'a> {
    #[serde(borrow)]
    pub(super) code: Fact<Text<'a>>,
    pub(super) kind: Fact<AgencyKind>,
    pub(super) utility_kind: Fact<UtilityKind>,
    pub(super) performs_public_function: Fact<bool>,
    pub(super) funding: Fact<Funding>,
    pub(super) level: Fact<AgencyLevel>,
}

impl Body<'_> {
    /// The body as the rules on who is bound read it.
    pub(super) fn agency(&self) -> Agency<'static> {
        Agency {
            kind: self.kind,
            utility_kind: self.utility_kind,
            performs_public_function: self.performs_public_function,
            funding: self.funding,
            ..Agency::default()
        }
    }
}

/// A catalogue entry. Fields that are only asked whether they are stated, or changed, are kept as digests.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Listed<'a> {
    #[serde(borrow)]
    pub(super) code: Fact<Text<'a>>,
    pub(super) name: Fact<Text<'a>>,
    pub(super) provider_code: Fact<Text<'a>>,
    pub(super) items: Fact<Vec<ListedItem<'a>>>,
    pub(super) share_reason: Fact<Text<'a>>,
    pub(super) classification: Fact<Seen>,
    pub(super) provider_name: Fact<Seen>,
    #[serde(rename = "abstract")]
    pub(super) summary: Fact<Seen>,
    pub(super) format: Fact<Seen>,
    pub(super) share_type: Fact<OneOrMany<ShareClass>>,
    pub(super) share_condition: Fact<Seen>,
    pub(super) share_method: Fact<Seen>,
    pub(super) share_basis: Fact<Vec<LegalBasis>>,
    pub(super) on_negative_list: Fact<bool>,
    pub(super) open_type: Fact<OneOrMany<OpenClass>>,
    pub(super) update_cycle: Fact<Seen>,
    pub(super) published_on: Fact<Seen>,
    pub(super) security_level: Fact<Seen>,
    pub(super) secret_flag: Fact<Secrecy>,
    pub(super) source_kind: Fact<SourceKind>,
    pub(super) compiled_level: Fact<CompiledLevel>,
    pub(super) assessments: Fact<Vec<Assessment>>,
}

/// An item of an entry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ListedItem<'a> {
    #[serde(borrow)]
    pub(super) name: Fact<Text<'a>>,
    pub(super) source_dept: Fact<Text<'a>>,
    pub(super) identifier_kind: Fact<IdentifierKind>,
}

/// How data came to a body (数据来源).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum SourceKind {
    Collected,
    Produced,
    Commissioned,
    Shared,
}

/// Which catalogue an entry was compiled for (目录层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum CompiledLevel {
    SectorCity,
    DistrictSupplement,
    BigDataCentre,
}

/// Whether an item identifies what the data are about (标识类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum IdentifierKind {
    Direct,
    Quasi,
    None,
}

/// An assessment of the entry before it is published (影响评估).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Assessment {
    pub(super) kind: Fact<AssessmentKind>,
    pub(super) date: Fact<Moment>,
    pub(super) result: Fact<AssessmentResult>,
}

/// What was assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AssessmentKind {
    SecrecyRisk,
    PersonalInformation,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum AssessmentResult {
    Passed,
    Failed,
}

/// The fields whose change is told between two versions of a catalogue, in their stated order.
pub(super) const COMPARED: [&str; 16] = [
    "name",
    "classification",
    "provider_code",
    "abstract",
    "format",
    "items",
    "share_type",
    "share_condition",
    "share_method",
    "share_reason",
    "share_basis",
    "on_negative_list",
    "open_type",
    "update_cycle",
    "security_level",
    "source_kind",
];

impl Listed<'_> {
    /// A digest for each of the fields [`COMPARED`]. The order of items and of bases is none of the entry's content.
    pub(super) fn digests(&self) -> [u64; COMPARED.len()] {
        let text = |fact: &Fact<Text<'_>>| fact.stated().map_or(0, digest);
        let items = self.items.list().unwrap_or_default();
        let bases = self.share_basis.list().unwrap_or_default();
        [
            text(&self.name),
            self.classification.digest(),
            text(&self.provider_code),
            self.summary.digest(),
            self.format.digest(),
            items.iter().fold(0, |sum: u64, item| sum.wrapping_add(item.name.stated().map_or(1, digest))),
            self.share_type.known().map_or(0, |classes| digest(format!("{classes:?}"))),
            self.share_condition.digest(),
            self.share_method.digest(),
            text(&self.share_reason),
            bases.iter().fold(0, |sum: u64, basis| sum.wrapping_add(digest(format!("{basis:?}")))),
            self.on_negative_list.known().map_or(0, digest),
            self.open_type.known().map_or(0, |classes| digest(format!("{classes:?}"))),
            self.update_cycle.digest(),
            self.security_level.digest(),
            self.source_kind.known().map_or(0, |kind| digest(*kind as u8)),
        ]
    }
}
