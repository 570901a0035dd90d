//! Direct sharing under the data regulation of 2022: SHARE-15.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::Undertaking;
use crate::report::{Listener, Obligation, Party};

use super::asked::Asked;
use super::decision::{Fate, Grant, Under};

/// SHARE-15.
pub(super) static SHARE_15: Rule = rule(
    RuleId(Chapter::Sharing, 15),
    since(Law::DATA_REGULATION),
    "申请写明应用场景并承诺真实、合规、安全，不在负面清单内的数据直接共享",
    "a request that names its scenario and undertakes truth, compliance and security gets data off the negative list directly",
    &[by(art_para("SDR", 39, 1), Confirmed), by(art("SDR", 38), Confirmed)],
)
.when(
    "申请写明场景并承诺真实、合规、安全，数据不在负面清单内",
    "a request names a scenario and undertakes truth, compliance and security, and the data are off the negative list",
)
.then(
    "在履职所需范围内直接共享；2025-08-01起政府部门之间依分类决定",
    "shared directly within what the duty needs; from 2025-08-01 between government departments the classes decide",
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
pub(crate) fn grant_directly(asked: &Asked<'_>, grant: &mut Grant<'_>, out: &mut impl Listener) {
    grant.asks_directly = true;
    let named = asked.scenario.is_stated();
    match named {
        None => {
            out.missing(&SCENARIO_NOT_KNOWN, ["/scenario_ref"]);
            grant.turn(Fate::Apply, Fate::Unknown);
        }
        Some(true) => out.add(&SCENARIO_NAMED, "/scenario_ref"),
        Some(false) => out.add(&SCENARIO_NOT_NAMED, "/scenario_ref"),
    }
    match asked.undertaken {
        None => out.missing(&UNDERTAKINGS_UNKNOWN, ["/undertakings"]),
        Some(true) => out.add(&UNDERTAKEN, "/undertakings"),
        Some(false) => out.add(&NOT_UNDERTAKEN, "/undertakings"),
    }
    let complete = asked.undertaken != Some(false);
    grant.ask_once = named == Some(false) || !complete;
    if named == Some(true) && complete {
        out.add(&DIRECT_GRANTED, "/entry/on_negative_list");
        grant.turn(Fate::Apply, Fate::Granted);
        grant.under = Some(Under::Named);
    }
}

/// Whether `made` holds truth, compliance and security.
pub(crate) fn undertaken(made: &[Undertaking]) -> bool {
    [Undertaking::Truth, Undertaking::Compliance, Undertaking::Security].iter().all(|one| made.contains(one))
}

/// The duty of a requester of whom it is not known what it undertakes.
pub(super) fn undertake(asked: &Asked<'_>, grant: &Grant<'_>, law: Law) -> Option<Obligation> {
    (grant.asks_directly && asked.undertaken.is_none())
        .then(|| Obligation::new(law, &UNDERTAKE, Party::Requester))
}
