//! What may be required in an emergency: COL-11.

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{AgencyKind, AgencyLevel, Fact};
use crate::report::Findings;

use super::Verdict;
use super::facts::Plan;

/// COL-11.
static COL_11: Rule = rule(
    RuleId(Chapter::Collection, 11),
    since(Law::DATA_REGULATION),
    "为应对突发事件，市、区政府及其部门可以要求提供必要的数据，明确目的、范围、方式和期限，不得用于其他",
    "in an emergency the governments of city and districts and their departments may require necessary data, stating purpose, scope, method and term, for no other use",
    &[by(art("SDR", 16), Confirmed)],
)
.when("为应对突发事件，要求提供数据", "data are required for an emergency")
.then(
    "市、区政府及其部门依职责和程序要求必要的数据，明确目的、范围、方式、期限，不得用于其他",
    "governments of city and districts and their departments may require what is necessary, by duty and procedure, stating purpose, scope, method and term, for no other use",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&COL_11];

codes! {
    ALLOWED: COL_11, "collect.emergency.allowed", Fail, Met, "符合应急要求提供数据的条件；必要和适度仍须具备", "the conditions of an emergency are met; necessity and proportion are still asked";
    OTHER_BODY: COL_11, "collect.emergency.other_body", Fail, NotMet, "不是市、区政府及其部门，不得作应急要求", "neither a government of city or district nor its department: it may not require data";
    OUTSIDE_DUTY: COL_11, "collect.emergency.outside_duty", Fail, NotMet, "应急要求不在法定职责范围内", "the requirement lies outside the statutory duty";
    NO_PROCEDURE: COL_11, "collect.emergency.no_procedure", Fail, NotMet, "应急要求未依法定条件和程序", "the statutory conditions and procedure were not kept";
    NOT_STATED: COL_11, "collect.emergency.not_stated", Fail, NotMet, "应急要求未明确目的、范围、方式或者期限", "purpose, scope, method or term is not stated";
    NOT_CONFIDENTIAL: COL_11, "collect.emergency.not_confidential", Fail, NotMet, "未予保密", "the data are not kept confidential";
    OTHER_USE: COL_11, "collect.emergency.other_use", Fail, NotMet, "用于应急以外的目的", "the data are used for something else";
    EMERGENCY_UNKNOWN: COL_11, "collect.emergency.unknown", Fail, Undetermined, "缺少判断应急要求的事实", "facts that decide about the emergency are missing";
    NO_TEXT_YET: COL_11, "collect.emergency.before_2022", Inform, NotApplicable, "2022年前无应急要求的确认文本，按一般规则判断", "before 2022 no confirmed text lets an emergency count: the ordinary tests decide" on &[by(section("O9", "第三章"), Inferred)];
}

/// COL-11: whether a requirement made in an emergency is valid; nothing where none is told of, or before 2022.
pub(super) fn required(plan: &Plan<'_>, out: &mut Findings) -> Option<Verdict> {
    let Fact::Known(emergency) = &plan.emergency else { return None };
    if out.law().date() < Law::DATA_REGULATION {
        out.add(&NO_TEXT_YET, "/emergency");
        return None;
    }
    let mut missing = Vec::new();
    let mut fault = false;
    let city_or_district = match plan.body.level {
        Fact::Unknown => None,
        Fact::Known(AgencyLevel::City | AgencyLevel::District) => Some(true),
        _ => Some(false),
    };
    match (plan.body.kind.is(AgencyKind::AdministrativeOrgan), city_or_district) {
        (Some(true), Some(true)) => {}
        (Some(true), None) => missing.push("/body/level".into()),
        _ => {
            out.add(&OTHER_BODY, "/body/kind");
            fault = true;
        }
    }
    for (fact, wanted, code, path) in [
        (emergency.within_duty, true, &OUTSIDE_DUTY, "/emergency/within_duty"),
        (emergency.by_statutory_procedure, true, &NO_PROCEDURE, "/emergency/by_statutory_procedure"),
        (emergency.purpose_stated, true, &NOT_STATED, "/emergency/purpose_stated"),
        (emergency.scope_stated, true, &NOT_STATED, "/emergency/scope_stated"),
        (emergency.method_stated, true, &NOT_STATED, "/emergency/method_stated"),
        (emergency.term_stated, true, &NOT_STATED, "/emergency/term_stated"),
        (emergency.confidential, true, &NOT_CONFIDENTIAL, "/emergency/confidential"),
        (emergency.other_use, false, &OTHER_USE, "/emergency/other_use"),
    ] {
        match fact {
            Fact::Known(answer) if answer == wanted => {}
            Fact::None if !wanted => {}
            Fact::Unknown => missing.push(path.into()),
            _ => {
                out.add(code, path);
                fault = true;
            }
        }
    }
    Some(match (fault, missing.is_empty()) {
        (true, _) => Verdict::Fail("emergency_invalid"),
        (false, true) => {
            out.add(&ALLOWED, "/emergency");
            Verdict::Pass
        }
        (false, false) => {
            out.missing(&EMERGENCY_UNKNOWN, missing);
            Verdict::Unknown
        }
    })
}

/// What came of a test that a valid emergency would spare: while it is open whether there is one, a failure is not known.
pub(super) fn unless_spared(
    emergency: Option<Verdict>,
    verdict: Verdict,
    part: Findings,
    out: &mut Findings,
) -> Verdict {
    match (emergency, verdict) {
        (Some(Verdict::Unknown), Verdict::Fail(_)) => Verdict::Unknown,
        _ => {
            out.within("", part);
            verdict
        }
    }
}
