//! The risk that lies in joining data: SEC-10.

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Law, Rule, art_para, by, codes};
use crate::record::{Fact, YesNo};
use crate::report::Findings;

use super::{Facts, Gaps, security};

/// SEC-10.
static SEC_10: Rule = security(
    10,
    Law::SHARING_REGULATION,
    "防范数据汇聚、关联引发的泄密等风险",
    "the risk of leaking secrets that lies in aggregating and linking data is guarded against",
    &[by(art_para("GDS", 25, 2), Confirmed)],
)
.when("汇聚、关联数据", "data are aggregated or linked")
.then("防范由此引发的泄密等风险", "the risk of leaking secrets and the like is guarded against")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SEC_10];

codes! {
    GUARDED: SEC_10, "security.linking.guarded", Fail, Met, "对汇聚、关联的风险采取了防范措施", "the risk of linking is guarded against";
    RISK: SEC_10, "security.linking.risk", Fail, NotMet, "对汇聚、关联的风险没有防范措施", "the risk of linking is not guarded against";
    GUARD_UNKNOWN: SEC_10, "security.linking.unknown", Fail, Undetermined, "不知道对汇聚、关联的风险有无防范措施", "it is unknown whether the risk of linking is guarded against";
    NOT_A_DEPARTMENT: SEC_10, "security.linking.not_a_department", Inform, NotApplicable, "该机构不是政府部门", "the body is no government department";
    DEPARTMENT_UNKNOWN: SEC_10, "security.linking.department_unknown", Fail, Undetermined, "不知道该机构是否为政府部门", "it is unknown whether the body is a government department";
}

/// Data sets that are joined (汇聚、关联).
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Join {
    safeguards: Fact<bool>,
}

const GUARD: YesNo = YesNo { kept: &GUARDED, broken: &RISK, unknown: &GUARD_UNKNOWN };

/// SEC-10 of every join of a government department.
pub(super) fn look(facts: &Facts<'_>, gaps: &mut Gaps, out: &mut Findings) {
    let joins = facts.joins.list().unwrap_or_default();
    if !out.asks(&SEC_10) || joins.is_empty() {
        return;
    }
    match facts.unit.is_government_department() {
        Some(true) => {}
        Some(false) => return out.add(&NOT_A_DEPARTMENT, "/unit/kind"),
        None => return out.missing(&DEPARTMENT_UNKNOWN, vec!["/unit/kind".into()]),
    }
    for (index, join) in joins.iter().enumerate() {
        gaps.note(
            GUARD.ask(join.safeguards, format!("/joins/{index}/safeguards"), out),
            "linking_safeguards",
        );
    }
}
