//! Disputes over sharing, and who decides next: SHARE-23.

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{Agency, AgencyLevel, Fact, Moment};
use crate::report::Findings;

use super::course::{Case, Told, on_day};

/// SHARE-23.
static SHARE_23: Rule = rule(
    RuleId(Chapter::Sharing, 23),
    since(Law::SHARING_REGULATION),
    "同级部门的共享争议先协商，协商不成的由同级主管部门处理；跨层级、跨区域的由共同上级主管部门处理；仍有争议的报主管部门所属政府决定",
    "parties of one level consult first, then the sharing authority of that level; across levels or areas the common superior authority; still open, that authority's government decides",
    &[by(art("GDS", 28), Confirmed)],
)
.when("发生共享争议", "a dispute over sharing arises")
.then(
    "同级先协商，再由同级主管部门处理；跨层级、跨区域的由共同上级主管部门处理；仍有争议的由其本级政府决定",
    "same level: consult, then that level's authority; across levels or areas the common superior one; still open, that authority's government decides",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_23];

codes! {
    DISPUTE_DECIDED: SHARE_23, "share.dispute.decided", Inform, Met, "争议已处理", "the dispute is decided";
    DISPUTE_OPEN: SHARE_23, "share.dispute.open", Inform, Met, "争议未决，处于应有的阶段", "the dispute is open, at a stage that is prescribed";
    WRONG_STAGE: SHARE_23, "share.dispute.wrong_stage", Warn, NotMet, "争议未按规定的层级处理", "the dispute is not before the body that is prescribed for it";
    DISPUTE_UNKNOWN: SHARE_23, "share.dispute.unknown", Inform, Undetermined, "不知道争议的阶段、是否已处理，或者双方是否同级", "stage or decision of the dispute is unknown, or whether the parties are of one level";
}

/// A dispute (争议).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Dispute {
    stage: Fact<Stage>,
    same_level: Fact<bool>,
    decided_at: Fact<Moment>,
}

/// Where a dispute is (阶段).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Stage {
    Consult,
    PeerAuthority,
    SuperiorAuthority,
    Government,
}

impl Stage {
    fn as_str(self) -> &'static str {
        match self {
            Self::Consult => "consult",
            Self::PeerAuthority => "peer_authority",
            Self::SuperiorAuthority => "superior_authority",
            Self::Government => "government",
        }
    }
}

/// The stages between parties of one level and area, and between others: consultation is prescribed for the former alone.
const SAME_LEVEL: &[Stage] = &[Stage::Consult, Stage::PeerAuthority, Stage::Government];
const ACROSS: &[Stage] = &[Stage::SuperiorAuthority, Stage::Government];

/// SHARE-23: how a dispute stands on the evaluation date, and who decides next.
pub(super) fn next(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    let Fact::Known(dispute) = case.course.dispute else { return };
    if !case.between_departments(case.today(), out) {
        return;
    }
    on_day(case.today(), out, |out| {
        if matches!(dispute.decided_at, Fact::Known(at) if at.day() <= case.today()) {
            out.add(&DISPUTE_DECIDED, "/dispute/decided_at");
            told.value.insert("dispute", "decided".into());
            told.value.insert("dispute_next", "none".into());
            return;
        }
        let same = match dispute.same_level {
            Fact::Known(same) => Some(same),
            Fact::None => Some(false),
            Fact::Unknown => same_level(&case.request.requester, &case.request.provider),
        };
        let (Some(same), false, false) = (same, dispute.stage.is_unknown(), dispute.decided_at.is_unknown())
        else {
            let fields = [
                (same.is_none(), "/dispute/same_level"),
                (dispute.stage.is_unknown(), "/dispute/stage"),
                (dispute.decided_at.is_unknown(), "/dispute/decided_at"),
            ];
            let unknown = fields.into_iter().filter(|(unknown, _)| *unknown);
            out.missing(&DISPUTE_UNKNOWN, unknown.map(|(_, path)| path.into()).collect());
            told.value.insert("dispute", serde_json::Value::Null);
            told.value.insert("dispute_next", serde_json::Value::Null);
            return;
        };
        let stages = if same { SAME_LEVEL } else { ACROSS };
        let next = match dispute.stage.known() {
            None => stages.first(),
            Some(stage) => match stages.iter().position(|one| one == stage) {
                Some(place) => stages.get(place.saturating_add(1)),
                // Across levels a consultation is not prescribed, nor is it wrong.
                None if *stage == Stage::Consult => stages.first(),
                None => {
                    out.add(&WRONG_STAGE, "/dispute/stage");
                    stages.iter().find(|one| **one != Stage::Consult)
                }
            },
        };
        out.add(&DISPUTE_OPEN, "/dispute");
        told.value.insert("dispute", "open".into());
        told.value.insert("dispute_next", next.map_or("none", |stage| stage.as_str()).into());
    });
}

/// Whether two bodies are of one level and one area; `None` when unknown.
fn same_level(one: &Agency<'_>, other: &Agency<'_>) -> Option<bool> {
    let (one_level, other_level) = (one.level.known()?, other.level.known()?);
    if one_level != other_level {
        return Some(false);
    }
    match one_level {
        AgencyLevel::City => Some(true),
        AgencyLevel::District | AgencyLevel::Street => {
            Some(one.district_code.known()? == other.district_code.known()?)
        }
    }
}
