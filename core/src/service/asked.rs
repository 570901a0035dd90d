//! Nothing is asked beside the guide: ONE-5.

use std::borrow::Cow;

use super::answers::Answers;
use super::{CITY_BUSINESS, ONLINE_SERVICES};
use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Basis, Chapter, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{ApplicantKind, Fact, Guide, Submission};
use crate::report::Findings;

/// ONE-5.
static ONE_5: Rule = rule(
    RuleId(Chapter::Service, 5),
    since(ONLINE_SERVICES),
    "不得要求提供办事指南以外的材料",
    "a material that the guide does not name may not be asked",
    &[
        by(art("OGS", 6), Inferred).until(CITY_BUSINESS),
        by(art("BER20", 23), Confirmed),
        by(art("BER24", 24), Confirmed),
    ],
)
.when("窗口要求指南以外的材料", "a material is asked that the guide does not name")
.then("不得要求", "it may not be asked")
.separable();
/// For those whom the business environment regulation does not protect, the duty to have a guide carries the rule.
const GUIDE_DUTY: &[Basis] = &[by(art("OGS", 6), Inferred)];
/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_5];

codes! {
    IN_GUIDE: ONE_5, "service.material.in_guide", Fail, Met, "材料在办事指南之内", "the guide names the material";
    NOT_IN_GUIDE: ONE_5, "service.material.not_in_guide", Fail, NotMet, "材料不在办事指南之内，不得要求", "the guide does not name the material: it may not be asked";
    NOT_IN_GUIDE_ANY: ONE_5, "service.material.not_in_guide_applicant", Fail, NotMet, "材料不在办事指南之内，不得要求（个人等非市场主体，依指南义务推定）", "the guide does not name the material: it may not be asked (for applicants who are no market entities, from the duty to have a guide)" on GUIDE_DUTY;
    GUIDE_UNKNOWN: ONE_5, "service.material.guide_unknown", Fail, Undetermined, "不知道要求的材料或者指南所列材料", "it is unknown what is asked or what the guide names";
}

/// ONE-5: what the window asked must stand in one of the guides.
pub(super) fn asked(
    submission: &Submission<'_>,
    guides: &Guides<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    let Some(asked) = submission.asked.list() else {
        if out.asks(&ONE_5) {
            out.missing(&GUIDE_UNKNOWN, vec!["/submission/asked".into()]);
        }
        return;
    };
    let applicant = submission.applicant_kind();
    for (index, id) in asked.iter().enumerate() {
        in_guide(Fact::Known(id), format!("/submission/asked/{index}"), applicant, guides, answers, out);
    }
}

/// Guides with their pointers.
pub(super) type Guides<'a, 'f> = [(&'static str, &'a Fact<Guide<'f>>)];

/// ONE-5: whether one of the guides names the material with this id; `path` is where it is asked.
pub(super) fn in_guide(
    id: Fact<&str>,
    path: String,
    applicant: Fact<ApplicantKind>,
    guides: &Guides<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    if !out.asks(&ONE_5) {
        return;
    }
    let Fact::Known(id) = id else { return out.missing(&GUIDE_UNKNOWN, vec![path.into()]) };
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    if guides.iter().all(|(_, guide)| guide.known().is_none()) {
        // An absent guide is unknown, unless there is another.
        let absent = guides.iter().filter(|(_, guide)| guide.is_unknown());
        missing.extend(absent.map(|(at, _)| Cow::from(*at)));
    }
    for (at, guide) in guides.iter().filter_map(|(at, guide)| guide.known().map(|guide| (at, guide))) {
        let Some(materials) = guide.materials.list() else {
            missing.push(format!("{at}/materials").into());
            continue;
        };
        if materials.iter().any(|material| material.id.known().copied() == Some(id)) {
            return answers.add("asked", "ok", &IN_GUIDE, path, out);
        }
        let unknown = materials.iter().enumerate().filter(|(_, material)| material.id.is_unknown());
        missing.extend(unknown.map(|(index, _)| format!("{at}/materials/{index}/id").into()));
    }
    if !missing.is_empty() {
        return out.missing(&GUIDE_UNKNOWN, missing);
    }
    let protected = applicant.is(ApplicantKind::Enterprise) == Some(true);
    let code = if protected || out.law().date() < CITY_BUSINESS { &NOT_IN_GUIDE } else { &NOT_IN_GUIDE_ANY };
    answers.add("asked", "not_in_guide", code, path, out);
}
