//! What a body has contractors do: SEC-6.

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Basis, Rule, art, art_para, by, codes, on};
use crate::record::{Fact, YesNo};
use crate::report::Findings;

use super::{Facts, Gaps, security};

/// SEC-6.
static SEC_6: Rule = security(
    6,
    on(2021, 9, 1),
    "委托他人建设、维护系统或者存储、加工数据，应当经过批准、约定权限并监督；受托方不得擅自留存、使用、泄露或者提供",
    "outsourcing is approved, limited by contract and supervised; the contractor may not keep, use, leak or pass on without authority",
    &[
        by(art("DSL", 40), Confirmed),
        by(art("NDSR", 15), Confirmed),
        by(art("NDSR", 16), Confirmed),
        by(art("GDS", 36), Confirmed),
    ],
)
.when("委托他人建设、维护系统或者存储、加工数据", "systems or data are entrusted to a contractor")
.then(
    "经批准、合同约定并监督；受托方不得擅自留存、使用、泄露、提供，2025-01-01起不得擅自访问、关联分析",
    "approved, bound by contract, supervised; the contractor may not without authority keep, use, leak or pass on, from 2025-01-01 nor access or link",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SEC_6];

/// Access without the principal's consent, and association analysis, are barred from 2025.
const FROM_2025: &[Basis] = &[by(art_para("NDSR", 16, 2), Confirmed)];

codes! {
    ARRANGED: SEC_6, "security.outsourcing.arranged", Fail, Met, "委托经过批准、有合同约束并受监督", "approved, limited by contract, supervised";
    NOT_ARRANGED: SEC_6, "security.outsourcing.not_arranged", Fail, NotMet, "委托未经批准、没有合同约束或者未受监督", "not approved, not limited by contract, or not supervised";
    ARRANGED_UNKNOWN: SEC_6, "security.outsourcing.unknown", Fail, Undetermined, "不知道委托是否经过批准、有合同约束并受监督", "it is unknown whether it was approved, limited by contract and supervised";
    ACT: SEC_6, "security.outsourcing.act", Fail, NotMet, "受托方擅自留存、使用、泄露或者提供数据", "the contractor kept, used, leaked or passed on data without authority";
    ACT_2025: SEC_6, "security.outsourcing.access", Fail, NotMet, "受托方擅自访问数据或者进行关联分析", "the contractor accessed data without consent, or linked them" on FROM_2025;
    ACT_EARLIER: SEC_6, "security.outsourcing.access_not_named", Inform, NotApplicable, "2025年前的文本未列明擅自访问和关联分析", "before 2025 the text names neither access nor linking";
    NO_ACT: SEC_6, "security.outsourcing.no_act", Fail, Met, "受托方没有擅自行为", "the contractor did nothing without authority";
    ACT_UNKNOWN: SEC_6, "security.outsourcing.act_unknown", Fail, Undetermined, "不知道受托方是否有擅自行为", "it is unknown whether the contractor acted without authority";
}

/// A contract to build, maintain, store or process (委托).
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Outsourcing {
    approved: Fact<bool>,
    contract_limits: Fact<bool>,
    supervised: Fact<bool>,
    unauthorised_acts: Fact<Vec<Act>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Act {
    Access,
    Retain,
    Use,
    Leak,
    Provide,
    AssociationAnalysis,
}

const ARRANGEMENT: YesNo = YesNo { kept: &ARRANGED, broken: &NOT_ARRANGED, unknown: &ARRANGED_UNKNOWN };

/// SEC-6 of every contract.
pub(super) fn look(facts: &Facts<'_>, gaps: &mut Gaps, out: &mut Findings) {
    if !out.asks(&SEC_6) {
        return;
    }
    for (index, contract) in facts.outsourcing.list().unwrap_or_default().iter().enumerate() {
        let at = |field: &str| format!("/outsourcing/{index}/{field}");
        for (name, fact) in [
            ("approved", contract.approved),
            ("contract_limits", contract.contract_limits),
            ("supervised", contract.supervised),
        ] {
            gaps.note(ARRANGEMENT.ask(fact, at(name), out), name);
        }
        match contract.unauthorised_acts.list() {
            None => out.missing(&ACT_UNKNOWN, vec![at("unauthorised_acts").into()]),
            Some([]) => out.add(&NO_ACT, at("unauthorised_acts")),
            Some(acts) => {
                for (place, act) in acts.iter().enumerate() {
                    let code = match act {
                        Act::Retain | Act::Use | Act::Leak | Act::Provide => &ACT,
                        Act::Access | Act::AssociationAnalysis if out.law().in_force("NDSR") => &ACT_2025,
                        Act::Access | Act::AssociationAnalysis => &ACT_EARLIER,
                    };
                    out.add(code, at(&format!("unauthorised_acts/{place}")));
                    gaps.note(Some(std::ptr::eq(code, &ACT_EARLIER)), "contractor_restraint");
                }
            }
        }
    }
}
