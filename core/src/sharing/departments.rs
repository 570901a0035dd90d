//! The classes between government departments under the sharing regulation of 2025: SHARE-17.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{EXPRESSLY_FORBIDDING, Entry, Fact, ShareClass};
use crate::report::Listener;

use super::scheme::{Classified, GroundCodes, Scheme};

/// SHARE-17.
pub(super) static SHARE_17: Rule = rule(
    RuleId(Chapter::Sharing, 17),
    since(Law::SHARING_REGULATION),
    "政府部门之间分为无条件、有条件、不予共享；不予共享须有法律、行政法规、国务院决定的明确规定",
    "between departments unconditional, conditional, not shared; the last only where a law, administrative regulation or State Council decision expressly forbids",
    &[by(art("GDS", 14), Confirmed), by(art("GDS", 15), Confirmed)],
)
.when("政府部门之间的数据分类", "data between government departments are classed")
.then(
    "无条件、有条件、不予共享；不予共享须有法律、行政法规、国务院决定的明确规定并列明理由和依据，否则按有条件处理",
    "unconditional, conditional, not shared; the last only where law, administrative regulation or State Council decision expressly forbids, with reasons and basis listed, else it counts as conditional",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_17];

codes! {
    DEPT_CLASS_UNKNOWN: SHARE_17, "share.department.class_unknown", Fail, Undetermined, "不知道条目的共享类型", "the class of the entry is unknown";
    DEPT_CLASS_MISSING: SHARE_17, "share.department.class_missing", Fail, NotMet, "条目没有共享类型或者有多个共享类型", "the entry bears no class, or several";
    DEPT_OPEN: SHARE_17, "share.department.class_stands", Fail, Met, "无条件或者有条件共享的分类成立", "the unconditional or conditional class stands";
    DEPT_GROUNDED: SHARE_17, "share.department.not_shared_grounded", Fail, Met, "不予共享的理由和依据齐备", "reasons and basis of not sharing are stated";
    DEPT_NO_REASON: SHARE_17, "share.department.no_reason", Fail, NotMet, "不予共享未列明理由，按有条件共享对待", "not sharing has no reasons: treated as conditional" => Inferred;
    DEPT_NO_BASIS: SHARE_17, "share.department.no_basis", Fail, NotMet, "不予共享未列明依据，按有条件共享对待", "not sharing has no basis: treated as conditional" => Inferred;
    DEPT_TOO_LOW: SHARE_17, "share.department.basis_too_low", Fail, NotMet, "不予共享的依据低于法律、行政法规、国务院决定，按有条件共享对待", "the basis ranks below law, administrative regulation and State Council decision: treated as conditional" => Inferred;
    DEPT_NOT_IN_FORCE: SHARE_17, "share.department.basis_not_in_force", Fail, NotMet, "不予共享的依据在该日期未施行，按有条件共享对待", "the basis of not sharing is not in force on the date: treated as conditional" => Inferred;
    DEPT_UNKNOWN: SHARE_17, "share.department.ground_unknown", Fail, Undetermined, "不知道不予共享的理由或者依据", "reasons or basis of not sharing are unknown";
    DEPT_ITEM_LOOSER: SHARE_17, "share.department.item_looser", Fail, NotMet, "信息项的共享类型宽于所属条目", "an item is classed more openly than its entry" => Inferred;
    DEPT_PARTY: SHARE_17, "share.department.party_inferred", Inform, Met, "派驻机构按政府部门、事业单位不按政府部门对待", "a central post is taken for a government department, an institution is not" => Inferred;
    DEPT_GRANTED: SHARE_17, "share.department.granted", Fail, Met, "无条件共享，予以提供", "unconditional: provided";
    DEPT_APPLY: SHARE_17, "share.department.apply", Fail, NotMet, "有条件共享，须由提供部门审核决定", "conditional: the providing department decides on the request";
    DEPT_REFUSED: SHARE_17, "share.department.refused", Fail, NotMet, "不予共享，依条目列明的依据拒绝", "not shared: refused on the basis that the entry states";
}

static CODES_OF_NOT_SHARED: GroundCodes = GroundCodes {
    grounded: &DEPT_GROUNDED,
    no_reason: &DEPT_NO_REASON,
    no_basis: &DEPT_NO_BASIS,
    too_low: &DEPT_TOO_LOW,
    not_in_force: &DEPT_NOT_IN_FORCE,
    unknown: &DEPT_UNKNOWN,
};

/// What SHARE-17 asks of the classes. Not sharing without a ground counts as conditional.
pub(super) static SCHEME: Scheme = Scheme {
    looser: &DEPT_ITEM_LOOSER,
    instead: |_| ShareClass::Authorised,
    ground: |class| (class == ShareClass::NotShared).then_some((EXPRESSLY_FORBIDDING, &CODES_OF_NOT_SHARED)),
};

/// SHARE-17 for the entry, its items apart.
pub(super) fn classify(entry: &Entry<'_>, out: &mut impl Listener) -> Classified {
    const PATH: &str = "/entry/share_type";
    let none = |defective| Classified { declared: None, effective: None, defective };
    let class = match &entry.share_type {
        Fact::Unknown => {
            out.missing(&DEPT_CLASS_UNKNOWN, [PATH]);
            return none(None);
        }
        Fact::Known(classes) => classes.one(),
        Fact::None => None,
    };
    let Some(declared) = class else {
        out.add(&DEPT_CLASS_MISSING, PATH);
        return none(Some(true));
    };
    if declared != ShareClass::NotShared {
        out.add(&DEPT_OPEN, PATH);
    }
    SCHEME.entry(entry, declared, out)
}
