//! Which role an act belongs to: AUTH-1 to AUTH-4, AUTH-7 and AUTH-8.

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{Basis, Chapter, Code, Law, Period, Rule, RuleId, art, by, codes, on, rule, section, since};
use crate::record::{Held, Role};
use crate::report::Findings;

use super::succession::{Lead, leads};
use super::{ActKind, Answer, Facts};

const fn auth(
    number: u8,
    period: Period,
    zh: &'static str,
    en: &'static str,
    basis: &'static [Basis],
) -> Rule {
    rule(RuleId(Chapter::Authority, number), period, zh, en, basis)
}

static AUTH_1: Rule = auth(
    1,
    since(Law::BASE),
    "市政府办公厅是本市公共数据和一网通办工作的主管部门，负责统筹规划、协调推进、指导和监督",
    "the General Office of the city government plans, coordinates, guides and supervises public data and one-net service",
    &[by(art("O9", 5), Confirmed), by(section("SEED", "二(二)"), Seed), by(art("SDR", 5), Confirmed)],
)
.when(
    "在市级规划、协调、指导、监督公共数据和一网通办工作",
    "public data or one-net service are planned, coordinated, guided or supervised at city level",
)
.then("市政府办公厅有权", "the General Office of the city government is competent");
static AUTH_2: Rule = auth(
    2,
    since(Law::BASE),
    "市大数据中心承担公共数据归集、整合、共享、开放、应用管理和一网通办的运行",
    "the big data centre aggregates, integrates, shares, opens and manages public data and runs one-net service",
    &[by(art("O9", 5), Confirmed), by(section("SEED", "二(二)"), Seed), by(art("SDR", 5), Confirmed)],
)
.when(
    "归集、整合、共享、开放、应用管理公共数据，或者运行一网通办",
    "public data are aggregated, integrated, shared, opened or managed in use, or one-net service is run",
)
.then("市大数据中心具体承担", "the big data centre carries it out");
static AUTH_3: Rule = auth(
    3,
    since(Law::BASE),
    "市经济信息化部门负责指导、协调公共数据开放、开发应用和产业发展",
    "the economy and informatisation department guides opening, development of data and the industry",
    &[
        by(art("O9", 5), Confirmed),
        by(section("SEED", "二(二)"), Seed),
        by(art("OD21", 5), Confirmed),
        by(art("SDR", 5), Confirmed),
        by(art("SDR", 42), Confirmed),
    ],
)
.when(
    "指导、协调公共数据开放、开发应用和产业发展",
    "opening, development and application of data or the industry are guided or coordinated",
)
.then("市经济信息化部门有权", "the economy and informatisation department is competent");
static AUTH_4: Rule = auth(
    4,
    since(Law::BASE),
    "其他部门在各自职责范围内做好相关工作",
    "every other department does what lies within its own duties",
    &[by(section("SEED", "二(二)"), Seed)],
)
.when("属于部门自身职责范围的其他事项", "anything else within a department's own duties")
.then("该部门有权", "that department is competent");
static AUTH_7: Rule = auth(
    7,
    since(Law::DATA_REGULATION),
    "网信部门统筹网络数据安全和个人信息保护，公安、国家安全机关监管数据安全",
    "the cyberspace office coordinates network data security and personal information; police and state security supervise data security",
    &[by(art("SDR", 5), Confirmed)],
)
.when(
    "统筹网络数据安全和个人信息保护，或者监管数据安全",
    "network data security and personal information are coordinated, or data security is supervised",
)
.then(
    "前者市网信部门有权，后者公安、国家安全机关有权",
    "the first is the cyberspace office's, the second that of police and state security",
);
static AUTH_8: Rule = auth(
    8,
    since(on(2019, 10, 1)),
    "市大数据中心建设、运行开放平台并制定技术标准，市政府办公厅推进、监督公共数据开放",
    "the big data centre builds and runs the open platform; the General Office promotes and supervises opening",
    &[by(art("OD21", 5), Confirmed)],
)
.when(
    "建设运行开放平台、制定其技术标准，或者推进监督开放",
    "the open platform is built, run or given standards, or opening is promoted and supervised",
)
.then(
    "前者由市大数据中心承担，后者由市政府办公厅负责",
    "the first is the big data centre's, the second the General Office's",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AUTH_1, &AUTH_2, &AUTH_3, &AUTH_4, &AUTH_7, &AUTH_8];

/// Before 2022 no text that the references give says who is competent.
const UNREAD: &[Basis] = &[by(art("O9", 5), Inferred)];

codes! {
    LEADING: AUTH_1, "auth.leading", Fail, Met, "主管部门的职权", "within the competence of the leading authority";
    SUPERVISING: AUTH_1, "auth.supervising", Fail, Met, "主管部门统筹该项工作", "the leading authority is over this work" => Inferred;
    EXECUTIVE: AUTH_2, "auth.executive", Fail, Met, "大数据中心承担该项工作", "the big data centre carries out this work";
    ECONOMY: AUTH_3, "auth.economy", Fail, Met, "经济信息化部门的职权", "within the competence of the economy and informatisation department";
    OWN_DUTY: AUTH_4, "auth.own_duty", Fail, Met, "属于本部门的职责", "within the department's own duties";
    OWN_MATTER: AUTH_4, "auth.own_matter", Fail, Met, "申请、答复由各部门在职责范围内办理，当日无负责人审核的规定", "each department asks and replies within its own duties; on that date no sign-off is laid down";
    SECURITY: AUTH_7, "auth.security", Fail, Met, "网络与数据安全监管部门的职权", "within the competence of the authorities for network and data security";
    SECURITY_UNREAD: AUTH_7, "gap.auth.security_before_2022", Fail, Undetermined, "2022年前的职权分工未见确认的文本", "before 2022 no confirmed text says who is competent for this" on UNREAD;
    NOT_LEADING: AUTH_1, "auth.leading.not_here", Inform, NotApplicable, "依此规则，该机关对该行为没有职权", "this rule gives the body no competence for the act";
    NOT_EXECUTIVE: AUTH_2, "auth.executive.not_here", Inform, NotApplicable, "依此规则，该机关对该行为没有职权", "this rule gives the body no competence for the act";
    NOT_ECONOMY: AUTH_3, "auth.economy.not_here", Inform, NotApplicable, "依此规则，该机关对该行为没有职权", "this rule gives the body no competence for the act";
    NOT_OWN_DUTY: AUTH_4, "auth.own_duty.not_here", Inform, NotApplicable, "该行为不在本机关所列职责之内", "the act is not among the body's duties";
    NOT_SECURITY: AUTH_7, "auth.security.not_here", Inform, NotApplicable, "依此规则，该机关对该行为没有职权", "this rule gives the body no competence for the act";
    NOT_OPEN_PLATFORM: AUTH_8, "auth.open_platform.not_here", Inform, NotApplicable, "依此规则，该机关对该行为没有职权", "this rule gives the body no competence for the act";
    OPEN_PLATFORM: AUTH_8, "auth.open_platform", Fail, Met, "开放平台和公共数据开放的职权", "within the competence for the open platform and for opening";
}

/// What is said of the three bodies among which O9 art. 5 shares the work.
const GENERAL: &[&Code] = &[&NOT_LEADING, &NOT_EXECUTIVE, &NOT_ECONOMY];

/// AUTH-1 to 3, 7 and 8: whether the body holds one of the roles that the act belongs to.
pub(super) fn by_role(facts: &Facts<'_>, kind: ActKind, out: &mut Findings) -> Answer {
    let date = out.law().date();
    let opening = out.law().in_force("OD21");
    let lead = leads(facts.transferred_on, date);
    let (first, led_by): (&[(Role, &'static Code)], Option<&'static Code>) = match kind {
        ActKind::Planning
        | ActKind::Coordination
        | ActKind::Guidance
        | ActKind::Supervision
        | ActKind::SharingCoordination => (&[], Some(&LEADING)),
        ActKind::OpeningPromotion => (&[], Some(if opening { &OPEN_PLATFORM } else { &LEADING })),
        // What the reform of 2024 moved is the management of data, not of one-net service.
        ActKind::OneNetCoordination => (&[(Role::CompetentAuthority, &LEADING)], None),
        ActKind::OpenPlatform if opening => (&[(Role::BigDataCentre, &OPEN_PLATFORM)], None),
        ActKind::OpenPlatform
        | ActKind::Aggregation
        | ActKind::Integration
        | ActKind::Sharing
        | ActKind::Opening
        | ActKind::ApplicationManagement => (&[(Role::BigDataCentre, &EXECUTIVE)], Some(&SUPERVISING)),
        ActKind::PlatformOperation => {
            (&[(Role::BigDataCentre, &EXECUTIVE), (Role::CompetentAuthority, &SUPERVISING)], None)
        }
        ActKind::OpeningGuidance | ActKind::DataDevelopment | ActKind::DataIndustry => {
            (&[(Role::EconomyInformatisation, &ECONOMY)], None)
        }
        _ if date < Law::DATA_REGULATION => {
            out.add(&SECURITY_UNREAD, "/act/kind");
            return Answer::default();
        }
        ActKind::SecuritySupervision => {
            (&[(Role::Police, &SECURITY), (Role::StateSecurity, &SECURITY)], None)
        }
        _ => (&[(Role::CyberAdmin, &SECURITY)], None),
    };
    let mut unknown = None;
    for (role, code) in first {
        match holds(facts, *role, out) {
            Held::Yes => return Answer::competent(code, "/actor/roles", out),
            Held::Unknown(path) => unknown = Some(path),
            Held::No => {}
        }
    }
    let mut route_to: Vec<Role> = first.iter().map(|(role, _)| *role).collect();
    if let Some(code) = led_by {
        let held = |role| holds(facts, role, out);
        match (held(Role::CompetentAuthority), held(Role::DataBureau)) {
            (Held::Unknown(path), _) | (_, Held::Unknown(path)) => unknown = Some(path),
            (old, new) => {
                if let Some(answer) = lead.answer(old == Held::Yes, new == Held::Yes, code, out) {
                    return answer;
                }
            }
        }
        route_to.extend_from_slice(lead.roles());
    }
    match unknown {
        Some(path) => Answer::actor_unknown(&path, out),
        None => {
            looked_at(kind, opening, out);
            Answer::not_competent(route_to, out)
        }
    }
}

/// Says by which rules a body might have been competent for the act, and this one is not.
fn looked_at(kind: ActKind, opening: bool, out: &mut Findings) {
    let (general, own): (&[&'static Code], Option<&'static Code>) = match kind {
        ActKind::NetworkDataSecurity | ActKind::PersonalInformation | ActKind::SecuritySupervision => {
            (&[], Some(&NOT_SECURITY))
        }
        ActKind::OpenPlatform | ActKind::OpeningPromotion if opening => (GENERAL, Some(&NOT_OPEN_PLATFORM)),
        _ => (GENERAL, None),
    };
    for code in general.iter().copied().chain(own) {
        out.add(code, "/actor/roles");
    }
}

/// Whether the body holds a role, by its roles or by a designation.
pub(super) fn holds(facts: &Facts<'_>, role: Role, out: &Findings) -> Held {
    let date = out.law().date();
    match facts.actor.designated(role, None, date) {
        Held::Yes => Held::Yes,
        _ => facts.actor.holds(role, None, date),
    }
}

impl Lead {
    /// Who leads, when the body is the old authority or the new one; nothing when it is neither.
    fn answer(self, old: bool, new: bool, code: &'static Code, out: &mut Findings) -> Option<Answer> {
        match self {
            Self::Office if old => Some(Answer::competent(code, "/actor/roles", out)),
            Self::Bureau { .. } if new => Some(self.succeeded(out)),
            Self::Either if old || new => Some(self.open(out)),
            Self::Bureau { .. } if old => {
                self.moved_on(out);
                None
            }
            _ => None,
        }
    }
}

/// AUTH-4: whether the act is one of the body's own duties.
pub(super) fn own_duty(facts: &Facts<'_>, out: &mut Findings) -> Answer {
    let Some(duty) = facts.act.duty_ref.known() else { return Answer::act_unknown("/act/duty_ref", out) };
    let Some(duties) = facts.actor.duties.list() else { return Answer::actor_unknown("/duties", out) };
    if duties.iter().any(|own| own.id.known() == Some(duty)) {
        return Answer::competent(&OWN_DUTY, "/actor/duties", out);
    }
    match duties.iter().position(|own| own.id.is_unknown()) {
        Some(index) => Answer::actor_unknown(&format!("/duties/{index}/id"), out),
        None => {
            out.add(&NOT_OWN_DUTY, "/actor/duties");
            Answer::not_competent(Vec::new(), out)
        }
    }
}
