//! What comes before an entry is published: CAT-6.

use serde::Deserialize;

use super::facts::{Assessment, AssessmentKind, AssessmentResult};
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Date, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{Fact, Moment};
use crate::report::Findings;

/// CAT-6.
static CAT_6: Rule = rule(
    RuleId(Chapter::Catalogue, 6),
    since(Law::SHARING_REGULATION),
    "目录发布前应当评估保密风险和对个人信息保护的影响，经本部门负责人同意后由同级政务数据共享主管部门审核",
    "before publication: secrecy risk and impact on personal information assessed, the head's approval, the authority's review",
    &[by(art("GDS", 13), Confirmed), by(art("GDS", 16), Confirmed)],
)
.when("政府部门发布目录", "a department publishes its catalogue")
.then(
    "先作保密风险和个人信息保护影响评估，经负责人同意和同级主管部门审核；缺一步即不得发布",
    "first the assessments of secrecy risk and personal information, the head's approval and the authority's review; a missing step blocks it",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&CAT_6];

codes! {
    PUBLISHABLE: CAT_6, "catalogue.publishable", Fail, Met, "评估、同意、审核均已完成，可以发布", "assessed, approved and reviewed: it may be published";
    NO_SECRECY: CAT_6, "catalogue.blocked.secrecy_risk", Fail, NotMet, "未完成保密风险评估，不得发布", "the secrecy risk was not assessed: not to be published";
    NO_PERSONAL: CAT_6, "catalogue.blocked.personal_information", Fail, NotMet, "未完成个人信息保护影响评估，不得发布", "the impact on personal information was not assessed: not to be published";
    NOT_APPROVED: CAT_6, "catalogue.blocked.approval", Fail, NotMet, "未经本部门负责人同意，不得发布", "the head has not approved: not to be published";
    NOT_REVIEWED: CAT_6, "catalogue.blocked.review", Fail, NotMet, "未经政务数据共享主管部门审核通过，不得发布", "the sharing authority has not let it pass: not to be published";
    UNKNOWN: CAT_6, "catalogue.publication_unknown", Fail, Undetermined, "不知道发布前的评估、同意、审核是否完成", "it is unknown whether the steps before publication were taken";
}

/// The steps that follow the assessments.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Publication {
    pub(super) head_approved_at: Fact<Moment>,
    pub(super) reviewed_at: Fact<Moment>,
}

/// The first step that an entry waits for.
pub(super) enum Stage {
    Publishable,
    Blocked(&'static str),
    Unknown,
}

/// CAT-6, step by step in the order of the text. Every step that was not taken is found; the first one blocks.
pub(super) fn publication(
    assessments: &Fact<Vec<Assessment>>,
    steps: &Publication,
    out: &mut Findings,
) -> Stage {
    let today = out.law().date();
    let mut blocked = None;
    let mut missing = Vec::new();
    for (kind, code) in
        [(AssessmentKind::SecrecyRisk, &NO_SECRECY), (AssessmentKind::PersonalInformation, &NO_PERSONAL)]
    {
        match assessed(assessments, kind, today) {
            Ok(true) => {}
            Ok(false) => {
                out.add(code, "/entry/assessments");
                blocked = blocked.or(Some("assessment"));
            }
            Err(pointer) => missing.push(pointer.into()),
        }
    }
    for (at, code, step, path) in [
        (steps.head_approved_at, &NOT_APPROVED, "approval", "/publication/head_approved_at"),
        (steps.reviewed_at, &NOT_REVIEWED, "review", "/publication/reviewed_at"),
    ] {
        match at {
            Fact::Known(at) if at.day() <= today => {}
            Fact::Unknown => missing.push(path.into()),
            _ => {
                out.add(code, path);
                blocked = blocked.or(Some(step));
            }
        }
    }
    missing.dedup();
    match (blocked, missing.is_empty()) {
        (Some(step), _) => Stage::Blocked(step),
        (None, true) => {
            out.add(&PUBLISHABLE, "/entry");
            Stage::Publishable
        }
        (None, false) => {
            out.missing(&UNKNOWN, missing);
            Stage::Unknown
        }
    }
}

/// Whether an assessment of `kind` was passed by `today`; the fact that would decide.
fn assessed(assessments: &Fact<Vec<Assessment>>, kind: AssessmentKind, today: Date) -> Result<bool, String> {
    const PATH: &str = "/entry/assessments";
    let list = assessments.list().ok_or_else(|| PATH.to_owned())?;
    let mut answer = Ok(false);
    for (index, assessment) in list.iter().enumerate() {
        let unknown = |field: &str| Err(format!("{PATH}/{index}/{field}"));
        let one = match (assessment.kind.is(kind), assessment.result.is(AssessmentResult::Passed)) {
            (Some(false), _) | (_, Some(false)) => continue,
            (None, _) => unknown("kind"),
            (_, None) => unknown("result"),
            (Some(true), Some(true)) => match assessment.date {
                Fact::Known(date) if date.day() > today => continue,
                Fact::Unknown => unknown("date"),
                _ => return Ok(true),
            },
        };
        answer = one;
    }
    answer
}
