//! Direct sharing under the data regulation of 2022: SHARE-15.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::{Fact, SharingRequest, Undertaking};
use crate::report::{Findings, Obligation, Party};

use super::decision::{Decision, Fate};

/// SHARE-15.
pub(super) static SHARE_15: Rule = rule(
    RuleId(Chapter::Sharing, 15),
    since(Law::DATA_REGULATION),
    "申请写明应用场景并承诺真实、合规、安全，不在负面清单内的数据直接共享",
    "a request that names its scenario and undertakes truth, compliance and security gets data off the negative list directly",
    &[by(art_para("SDR", 39, 1), Confirmed), by(art("SDR", 38), Confirmed)],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_15];

codes! {
    DIRECT_GRANTED: SHARE_15, "share.direct.granted", Fail, Met, "数据不在负面清单内，申请写明场景，直接共享", "off the negative list, and the request names its scenario: shared directly";
    SCENARIO_NAMED: SHARE_15, "share.direct.scenario_named", Inform, Met, "申请写明应用场景", "the request names its scenario";
    SCENARIO_NOT_NAMED: SHARE_15, "share.direct.no_scenario", Fail, NotMet, "申请未写明应用场景，一次告知补正", "the request names no scenario: its author is told once";
    SCENARIO_NOT_KNOWN: SHARE_15, "share.direct.scenario_unknown", Fail, Undetermined, "不知道申请的应用场景", "it is unknown which scenario the request names";
    UNDERTAKEN: SHARE_15, "share.direct.undertaken", Inform, Met, "已承诺真实性、合规性和安全性", "truth, compliance and security are undertaken";
    NOT_UNDERTAKEN: SHARE_15, "share.direct.not_undertaken", Fail, NotMet, "未承诺真实性、合规性、安全性之一，一次告知补正", "truth, compliance or security is not undertaken: the author is told once";
    UNDERTAKINGS_UNKNOWN: SHARE_15, "share.direct.undertakings_unknown", Inform, Undetermined, "未说明是否承诺真实性、合规性和安全性", "it is not said whether truth, compliance and security are undertaken";
    UNDERTAKE: SHARE_15, "share.duty.undertake", Inform, Met, "承诺数据使用的真实性、合规性和安全性", "undertake the truth, compliance and security of the use";
}

/// SHARE-15. Undetermined when it is absent which scenario the request names; absent undertakings become a duty.
pub(crate) fn grant_directly(
    request: &SharingRequest<'_>,
    decision: &mut Decision<'_>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    let named = match request.scenario_ref {
        Fact::Unknown => {
            out.missing(&SCENARIO_NOT_KNOWN, vec!["/scenario_ref".into()]);
            decision.each(|_, _, fate| (fate == Fate::Apply).then_some(Fate::Unknown));
            None
        }
        Fact::Known(scenario) if !scenario.trim().is_empty() => {
            out.add(&SCENARIO_NAMED, "/scenario_ref");
            Some(true)
        }
        _ => {
            out.add(&SCENARIO_NOT_NAMED, "/scenario_ref");
            Some(false)
        }
    };
    let complete = match request.undertakings.list() {
        None => {
            out.missing(&UNDERTAKINGS_UNKNOWN, vec!["/undertakings".into()]);
            obligations.push(Obligation::new(out.law(), &UNDERTAKE, Party::Requester));
            true
        }
        Some(made) => {
            let all = [Undertaking::Truth, Undertaking::Compliance, Undertaking::Security];
            let complete = all.iter().all(|one| made.contains(one));
            out.add(if complete { &UNDERTAKEN } else { &NOT_UNDERTAKEN }, "/undertakings");
            complete
        }
    };
    decision.ask_once = named == Some(false) || !complete;
    if named == Some(true) && complete {
        out.add(&DIRECT_GRANTED, "/entry/on_negative_list");
        decision.each(|_, _, fate| (fate == Fate::Apply).then_some(Fate::Granted));
    }
}
