//! The topic `authority`: may this body do this act? The order of the questions: whose kind of act it is, on which level,
//! who holds the role on the act's day. AUTH-9 is here; the other rules are in the files of this folder.

pub(crate) mod competence;
pub(crate) mod designation;
pub(crate) mod signoff;
pub(crate) mod succession;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::law::Confidence::Inferred;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{Agency, AgencyLevel, Designation, Fact, Moment, Role};
use crate::report::{Findings, Obligation};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../../schemas/authority.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "authority",
    schema: SCHEMA,
    kind: "act",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// AUTH-9.
static AUTH_9: Rule = rule(
    RuleId(Chapter::Authority, 9),
    since(Law::BASE),
    "无权机关作出的行为予以提示，并指明有权机关",
    "an act of a body without competence is flagged, and the competent body named",
    &[by(art("O9", 5), Inferred)],
)
.when("行为由前述规则下无权的机关作出", "an act is taken by a body without competence under the rules above")
.then("提示无权，并指明有权机关", "flagged, with the competent body named");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AUTH_9];

codes! {
    NOT_COMPETENT: AUTH_9, "auth.not_competent", Fail, NotMet, "该机关对此行为没有职权，转由有权机关办理", "the body is not competent for the act: the competent body is to do it";
    KIND_UNKNOWN: AUTH_9, "auth.act_unknown", Fail, Undetermined, "不知道行为的类别、层级或者领域", "the kind, level or sector of the act is unknown";
    ACTOR_UNKNOWN: AUTH_9, "auth.actor_unknown", Fail, Undetermined, "不知道该机关的角色、职责或者指定情况", "the roles, duties or designations of the body are unknown";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    actor: Agency<'a>,
    act: Act<'a>,
    designations: Fact<Vec<Designation<'a>>>,
    transferred_on: Fact<Moment>,
}

/// An act that needs competence.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Act<'a> {
    kind: Fact<ActKind>,
    level: Fact<AgencyLevel>,
    at: Fact<Moment>,
    #[serde(borrow)]
    sector: Fact<&'a str>,
    duty_ref: Fact<&'a str>,
    responsible_depts: Fact<Vec<&'a str>>,
    signed_by_head: Fact<bool>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ActKind {
    Planning,
    Coordination,
    Guidance,
    Supervision,
    OneNetCoordination,
    Aggregation,
    Integration,
    Sharing,
    Opening,
    ApplicationManagement,
    PlatformOperation,
    OpeningGuidance,
    DataDevelopment,
    DataIndustry,
    OwnDuty,
    SectorManagement,
    NetworkDataSecurity,
    PersonalInformation,
    SecuritySupervision,
    OpenPlatform,
    OpeningPromotion,
    SharingCoordination,
    SharingRequest,
    SharingReply,
}

/// What the act comes to.
#[derive(Default)]
struct Answer {
    decision: Option<&'static str>,
    /// Who is competent instead, where that can be told.
    route_to: Vec<Role>,
    /// Who has to designate a body first.
    designated_by: Option<&'static str>,
    obligations: Vec<Obligation>,
}

impl Answer {
    fn decided(decision: &'static str) -> Self {
        Self { decision: Some(decision), ..Self::default() }
    }

    /// The body is competent, as `code` says.
    fn competent(code: &'static crate::law::Code, path: &'static str, out: &mut Findings) -> Self {
        out.add(code, path);
        Self::decided("competent")
    }

    /// AUTH-9: the body is not competent; who is.
    fn not_competent(route_to: Vec<Role>, out: &mut Findings) -> Self {
        out.add(&NOT_COMPETENT, "/actor");
        Self { route_to, ..Self::decided("not_competent") }
    }

    /// A fact of the act is absent.
    fn act_unknown(path: &'static str, out: &mut Findings) -> Self {
        out.missing(&KIND_UNKNOWN, vec![path.into()]);
        Self::default()
    }

    /// A fact of the body is absent, at the pointer told from it.
    fn actor_unknown(path: &str, out: &mut Findings) -> Self {
        out.missing(&ACTOR_UNKNOWN, vec![format!("/actor{path}").into()]);
        Self::default()
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.act.at, "/act/at");
    let answer = if out.law().applies() { answer(&facts, &mut out) } else { Answer::default() };
    let route_to: Vec<&str> = answer.route_to.iter().map(|role| role.as_str()).collect();
    let value = BTreeMap::from([
        ("decision", answer.decision.into()),
        ("designated_by", answer.designated_by.into()),
        ("route_to", route_to.into()),
    ]);
    Ok(Judgement { findings: out, value, obligations: answer.obligations })
}

fn answer(facts: &Facts<'_>, out: &mut Findings) -> Answer {
    let Some(kind) = facts.act.kind.known() else { return Answer::act_unknown("/act/kind", out) };
    match kind {
        ActKind::OwnDuty => competence::own_duty(facts, out),
        ActKind::SharingRequest | ActKind::SharingReply => signoff::signed(facts, out),
        ActKind::NetworkDataSecurity | ActKind::PersonalInformation | ActKind::SecuritySupervision => {
            competence::by_role(facts, *kind, out)
        }
        _ => match facts.act.level {
            Fact::Known(AgencyLevel::City) => match kind {
                ActKind::SectorManagement => designation::sector(facts, out),
                ActKind::SharingCoordination if out.law().in_force("GDS") => {
                    designation::sharing_authority(facts, out)
                }
                _ => competence::by_role(facts, *kind, out),
            },
            Fact::Known(AgencyLevel::District | AgencyLevel::Street) => match kind {
                ActKind::SharingCoordination if out.law().in_force("GDS") => {
                    designation::sharing_authority(facts, out)
                }
                _ => designation::district(facts, out),
            },
            _ => Answer::act_unknown("/act/level", out),
        },
    }
}
