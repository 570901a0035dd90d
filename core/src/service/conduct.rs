//! What is done with materials, and who answers for them: ONE-23, ONE-24.

use serde::Deserialize;

use super::ONLINE_SERVICES;
use super::answers::Answers;
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::Fact;
use crate::report::Findings;

/// ONE-23.
static ONE_23: Rule = rule(
    RuleId(Chapter::Service, 23),
    since(ONLINE_SERVICES),
    "申请人提交的材料和信息不得用于政务服务以外的目的",
    "what an applicant submits serves the service and nothing else",
    &[by(art_para("OGS", 7, 2), Confirmed)],
)
.when("使用申请人提交的材料", "materials of an applicant are used")
.then("不得用于政务服务以外的目的", "for the service only")
.separable();
/// ONE-24.
static ONE_24: Rule = rule(
    RuleId(Chapter::Service, 24),
    since(Law::BASE),
    "申请人对所提交材料的真实性负责",
    "the applicant answers for the truth of the materials",
    &[by(art("APL", 31), Confirmed), by(art("OGS", 7), Confirmed)],
)
.when("申请人提交材料", "an applicant submits materials")
.then("对真实性负责；材料虚假的予以提示", "the applicant answers for their truth; false material is named");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_23, &ONE_24];

codes! {
    FOR_SERVICE: ONE_23, "service.usage.for_service", Fail, Met, "材料只用于政务服务", "the materials serve the service alone";
    MISUSE: ONE_23, "service.usage.misuse", Fail, NotMet, "材料被用于政务服务以外的目的", "the materials were used for something else";
    USAGE_UNKNOWN: ONE_23, "service.usage.unknown", Fail, Undetermined, "不知道材料的用途", "it is unknown what the materials were used for";
    TRUE_MATERIAL: ONE_24, "service.truth.authentic", Fail, Met, "经核验材料真实", "the materials were verified and are true";
    FALSE_MATERIAL: ONE_24, "service.truth.false_material", Fail, NotMet, "材料虚假，由申请人负责", "a material is false: the applicant answers for it";
    TRUTH_UNKNOWN: ONE_24, "service.truth.unknown", Fail, Undetermined, "不知道核验结果", "the result of the verification is unknown";
}

/// What became of submitted materials.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Usage {
    other_purpose: Fact<bool>,
}

/// What came of verifying a material.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Verification {
    authentic: Fact<bool>,
}

/// ONE-23.
pub(super) fn usage(usage: &Usage, answers: &mut Answers, out: &mut Findings) {
    const PATH: &str = "/usage/other_purpose";
    if !out.asks(&ONE_23) {
        return;
    }
    match usage.other_purpose.is(true) {
        Some(true) => answers.add("usage", "misuse", &MISUSE, PATH, out),
        Some(false) => answers.add("usage", "ok", &FOR_SERVICE, PATH, out),
        None => out.missing(&USAGE_UNKNOWN, vec![PATH.into()]),
    }
}

/// ONE-24: not verified (`null`) is not false.
pub(super) fn truth(verification: &Verification, answers: &mut Answers, out: &mut Findings) {
    const PATH: &str = "/verification/authentic";
    match verification.authentic {
        Fact::Known(false) => answers.add("truth", "false_material", &FALSE_MATERIAL, PATH, out),
        Fact::Known(true) => answers.add("truth", "ok", &TRUE_MATERIAL, PATH, out),
        Fact::None => {}
        Fact::Unknown => out.missing(&TRUTH_UNKNOWN, vec![PATH.into()]),
    }
}
