//! Why a class is kept, raised or lowered on the way.

use crate::law::Text;

/// A stable code and what it says.
pub(super) type Reason = (&'static str, Text);
const fn reason(code: &'static str, zh: &'static str, en: &'static str) -> Reason {
    (code, Text { zh, en })
}

pub(super) const CARRIED: Reason = reason("lineage.carried", "原样带入", "carried over as it is");
pub(super) const LINKED: Reason = reason(
    "lineage.join.linked",
    "按个人标识关联后，成为与已识别的自然人有关的信息",
    "joined by what identifies a person, it becomes information about that person",
);
pub(super) const REVEALS: Reason = reason(
    "lineage.filter.reveals",
    "筛选条件本身揭示了被筛选的人的情况",
    "that a person passed the filter tells what the filter asks",
);
pub(super) const PER_PERSON: Reason = reason(
    "lineage.aggregate.per_person",
    "按个人标识分组，结果仍与个人有关",
    "grouped by what identifies a person, it is still about that person",
);
pub(super) const SMALL: Reason = reason(
    "lineage.aggregate.small_groups",
    "最小分组过小或者未知，可能推知个人或者单位",
    "the smallest group is too small, or unknown: a member may be inferred",
);
pub(super) const STATISTIC: Reason = reason(
    "lineage.aggregate.statistic",
    "汇总值，不能推知单个主体",
    "a statistic from which no single subject is inferred",
);
pub(super) const COUNTED: Reason = reason("lineage.aggregate.count", "计数", "a count");
pub(super) const AGGREGATED: Reason =
    reason("lineage.aggregate.ended", "汇总后不再保留", "not kept by the aggregate");
pub(super) const PSEUDONYMISED: Reason = reason(
    "lineage.mask.pseudonymised",
    "去标识化后仍属个人信息",
    "de-identified, it is still personal information",
);
pub(super) const GENERALISED: Reason = reason(
    "lineage.mask.generalised",
    "概化后不再帮助识别，仍属个人信息",
    "generalised, it helps no more to identify, and is still personal information",
);
pub(super) const ANONYMISED: Reason = reason(
    "lineage.mask.anonymised",
    "匿名化后不属于个人信息；须有不能复原的评估",
    "anonymised, it is no personal information; that it cannot be restored must have been assessed",
);
pub(super) const REMOVED: Reason = reason("lineage.mask.removed", "内容已去除", "its content is removed");
pub(super) const DROPPED: Reason = reason("lineage.dropped", "已删除该项", "dropped");
