//! The conditions of conditional sharing: SHARE-18.

use std::borrow::Cow;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{Entry, Fact, ShareClass, ShareCondition};
use crate::report::Findings;

use super::course::Case;

/// SHARE-18.
static SHARE_18: Rule = rule(
    RuleId(Chapter::Sharing, 18),
    since(Law::SHARING_REGULATION),
    "有条件共享的，目录应当列明共享范围和使用用途；不得在目录之外增设条件",
    "a conditional entry lists scope and uses; conditions that it does not list may not be added",
    &[by(art("GDS", 15), Confirmed)],
)
.when("条目为有条件共享", "the class is conditional")
.then(
    "列明共享范围和使用用途；增设条目之外的条件为阻碍",
    "scope and uses are listed; a condition outside the entry is an obstruction",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_18];

codes! {
    CONDITIONS_LISTED: SHARE_18, "share.condition.listed", Inform, Met, "目录列明了共享范围和使用用途", "the entry lists scope and uses";
    CONDITIONS_NOT_LISTED: SHARE_18, "share.condition.not_listed", Warn, NotMet, "有条件共享的目录未列明共享范围或者使用用途", "the conditional entry does not list its scope or its uses";
    CONDITIONS_UNKNOWN: SHARE_18, "share.condition.unknown", Inform, Undetermined, "不知道目录是否列明共享范围和使用用途", "it is unknown whether the entry lists scope and uses";
    CONDITION_FROM_ENTRY: SHARE_18, "share.condition.of_entry", Inform, Met, "所附条件为目录所列明", "the condition is one that the entry lists";
    OBSTRUCTIVE: SHARE_18, "share.condition.obstructive", Warn, NotMet, "增设目录未列明的条件", "a condition that the entry does not list was added";
    CONDITION_UNKNOWN: SHARE_18, "share.condition.origin_unknown", Inform, Undetermined, "不知道所附条件是否为目录所列明", "it is unknown whether the entry lists the condition";
}

/// SHARE-18, first half: what a conditional entry lists.
pub(super) fn listed(entry: &Entry<'_>, class: Option<ShareClass>, out: &mut Findings) {
    const PATH: &str = "/entry/share_condition";
    if class != Some(ShareClass::Authorised) {
        return;
    }
    match &entry.share_condition {
        Fact::None => out.add(&CONDITIONS_NOT_LISTED, PATH),
        Fact::Known(ShareCondition::Text(text)) if !text.says() => out.add(&CONDITIONS_NOT_LISTED, PATH),
        Fact::Known(ShareCondition::Listed(condition)) => {
            let parts = [(condition.scope.is_stated(), "scope"), (condition.uses.is_stated(), "uses")];
            for (_, name) in parts.iter().filter(|(stated, _)| *stated == Some(false)) {
                out.add(&CONDITIONS_NOT_LISTED, format!("{PATH}/{name}"));
            }
            let missing: Vec<Cow<'static, str>> = parts
                .iter()
                .filter(|(stated, _)| stated.is_none())
                .map(|(_, name)| format!("{PATH}/{name}").into())
                .collect();
            if !missing.is_empty() {
                out.missing(&CONDITIONS_UNKNOWN, missing);
            } else if parts.iter().all(|(stated, _)| *stated == Some(true)) {
                out.add(&CONDITIONS_LISTED, PATH);
            }
        }
        // Whether one text lists both is for a person to read.
        Fact::Known(ShareCondition::Text(_)) => {}
        Fact::Unknown => out.missing(&CONDITIONS_UNKNOWN, vec![PATH.into()]),
    }
}

/// SHARE-18, second half: conditions that the provider adds.
pub(super) fn added(case: &Case<'_>, out: &mut Findings) {
    let Some(reply) = case.request.reply.known() else { return };
    let conditions = reply.conditions.list().unwrap_or_default();
    if conditions.is_empty() || !case.between_departments(out.law().date(), out) {
        return;
    }
    for (index, condition) in conditions.iter().enumerate() {
        let path = format!("/reply/conditions/{index}");
        match condition.in_entry.is(true) {
            Some(true) => out.add(&CONDITION_FROM_ENTRY, path),
            Some(false) => out.add(&OBSTRUCTIVE, path),
            None => out.missing(&CONDITION_UNKNOWN, vec![format!("{path}/in_entry").into()]),
        }
    }
}
