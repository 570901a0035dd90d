//! What can be wrong with an entry. Each planted entry has one defect and is sound otherwise.

use super::entry::basis;
use serde_json::{Value, json};
use std::fmt;

/// A planted defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Defect {
    /// No sharing class was declared.
    NoShareClass,
    /// Two sharing classes stand on one entry.
    TwoShareClasses,
    /// Not unconditional, and no reason is stated.
    NoShareReason,
    /// Not unconditional, and no basis is cited.
    NoShareBasis,
    /// Not unconditional on the ground of a mere normative paper.
    ShareBasisTooLow,
    /// Not unconditional on the ground of an instrument that ended before.
    ShareBasisNotInForce,
    /// Not shared on the ground of a local regulation: too low from 2025-08-01 between government departments.
    LocalBasisForNotShared,
    /// An item is shared more freely than its entry.
    ItemSharedMoreFreely,
    /// On the negative list without review (from 2022).
    NoNegativeListReview,
    /// On the negative list, reviewed by somebody else than the General Office of the city government (from 2022).
    NegativeListReviewedByOther,
    /// No opening class was declared.
    NoOpenClass,
    /// Two opening classes stand on one entry.
    TwoOpenClasses,
    /// Open without condition, though it holds what forbids that.
    OpenedTooFreely,
    /// Not open, though nothing forbids it.
    ClosedWithoutGround,
    /// An item is opened more freely than its entry.
    ItemOpenedMoreFreely,
}

impl Defect {
    /// All defects.
    pub const ALL: [Self; 15] = [
        Self::NoShareClass,
        Self::TwoShareClasses,
        Self::NoShareReason,
        Self::NoShareBasis,
        Self::ShareBasisTooLow,
        Self::ShareBasisNotInForce,
        Self::LocalBasisForNotShared,
        Self::ItemSharedMoreFreely,
        Self::NoNegativeListReview,
        Self::NegativeListReviewedByOther,
        Self::NoOpenClass,
        Self::TwoOpenClasses,
        Self::OpenedTooFreely,
        Self::ClosedWithoutGround,
        Self::ItemOpenedMoreFreely,
    ];

    /// Whether the defect is one of opening; all others are of sharing.
    pub fn concerns_opening(self) -> bool {
        matches!(
            self,
            Self::NoOpenClass
                | Self::TwoOpenClasses
                | Self::OpenedTooFreely
                | Self::ClosedWithoutGround
                | Self::ItemOpenedMoreFreely
        )
    }

    /// Whether a sound entry can have the defect.
    pub(crate) fn fits(self, entry: &Value) -> bool {
        if entry["secret_flag"] != "none" {
            return false;
        }
        let (share, open) = (entry["share_type"].as_str(), entry["open_type"].as_str());
        match self {
            Self::NoShareClass | Self::TwoShareClasses | Self::NoOpenClass | Self::TwoOpenClasses => true,
            Self::NoShareReason
            | Self::NoShareBasis
            | Self::ShareBasisTooLow
            | Self::ShareBasisNotInForce => share == Some("authorised"),
            Self::ItemSharedMoreFreely => share != Some("unconditional"),
            Self::LocalBasisForNotShared | Self::NoNegativeListReview | Self::NegativeListReviewedByOther => {
                share == Some("not_shared")
            }
            Self::OpenedTooFreely | Self::ItemOpenedMoreFreely => open == Some("not_open"),
            Self::ClosedWithoutGround => open == Some("unconditional"),
        }
    }

    /// Puts the defect into the entry.
    pub(crate) fn plant(self, entry: &mut Value) {
        match self {
            Self::NoShareClass => entry["share_type"] = Value::Null,
            Self::TwoShareClasses => entry["share_type"] = json!(["unconditional", "authorised"]),
            Self::NoShareReason => entry["share_reason"] = Value::Null,
            Self::NoShareBasis => entry["share_basis"] = json!([]),
            Self::ShareBasisTooLow => {
                entry["share_basis"] = basis("关于加强业务数据管理的通知", "normative_paper");
            }
            Self::ShareBasisNotInForce => {
                entry["share_basis"][0]["valid_from"] = json!("2005-01-01");
                entry["share_basis"][0]["valid_to"] = json!("2017-12-31");
            }
            Self::LocalBasisForNotShared => {
                entry["share_basis"] = basis("上海市数据条例", "local_regulation")
            }
            Self::ItemSharedMoreFreely => entry["items"][0]["share_type"] = json!("unconditional"),
            Self::NoNegativeListReview => entry["negative_list_approval"] = Value::Null,
            Self::NegativeListReviewedByOther => {
                entry["negative_list_approval"]["authority"] = json!("other")
            }
            Self::NoOpenClass => entry["open_type"] = Value::Null,
            Self::TwoOpenClasses => entry["open_type"] = json!(["conditional", "not_open"]),
            Self::OpenedTooFreely => entry["open_type"] = json!("unconditional"),
            Self::ClosedWithoutGround => entry["open_type"] = json!("not_open"),
            Self::ItemOpenedMoreFreely => entry["items"][0]["open_type"] = json!("unconditional"),
        }
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoShareClass => "no_share_class",
            Self::TwoShareClasses => "two_share_classes",
            Self::NoShareReason => "no_share_reason",
            Self::NoShareBasis => "no_share_basis",
            Self::ShareBasisTooLow => "share_basis_too_low",
            Self::ShareBasisNotInForce => "share_basis_not_in_force",
            Self::LocalBasisForNotShared => "local_basis_for_not_shared",
            Self::ItemSharedMoreFreely => "item_shared_more_freely",
            Self::NoNegativeListReview => "no_negative_list_review",
            Self::NegativeListReviewedByOther => "negative_list_reviewed_by_other",
            Self::NoOpenClass => "no_open_class",
            Self::TwoOpenClasses => "two_open_classes",
            Self::OpenedTooFreely => "opened_too_freely",
            Self::ClosedWithoutGround => "closed_without_ground",
            Self::ItemOpenedMoreFreely => "item_opened_more_freely",
        })
    }
}
