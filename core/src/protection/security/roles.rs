//! Each body's own duty by its roles (SEC-1), and safeguards against leaks (SEC-2).

use serde::Deserialize;

use crate::law::Confidence::Seed;
use crate::law::{Code, Law, Rule, by, codes, section};
use crate::record::{Capacity, Fact, YesNo, standing};
use crate::report::{Findings, Obligation, Party};
use crate::topic::Question;

use super::{Controls, Facts, Gaps, security};

/// SEC-1.
static SEC_1: Rule = security(
    1,
    Law::BASE,
    "采集、提供、使用、平台运行各方各负其数据安全责任",
    "each body has a security duty of its own, by its role: collector, provider, user, platform",
    &[by(section("SEED", "二(六)"), Seed)],
)
.when("机构采集、提供、使用数据或者运行平台", "a body collects, provides or uses data, or runs a platform")
.then("按其角色各负安全责任", "it has the security duties of its role");
/// SEC-2.
static SEC_2: Rule = security(
    2,
    Law::BASE,
    "应当采取充分的安全措施，防止被采集人的信息泄露",
    "sufficient safeguards are taken against leaking the information of those whom the data are about",
    &[by(section("SEED", "二(六)"), Seed)],
)
.when("机构持有被采集人的信息", "a body holds information of persons")
.then(
    "采取充分的安全措施防止泄露；缺少的措施逐一列出",
    "sufficient safeguards against leaking; missing controls are listed",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SEC_1, &SEC_2];

codes! {
    HAS_ROLE: SEC_1, "security.role.named", Fail, Met, "该机构的安全角色明确", "the roles of the body are named";
    NO_ROLE: SEC_1, "security.role.none", Fail, NotMet, "未明确该机构的安全责任", "no security duty is assigned to the body";
    ROLE_UNKNOWN: SEC_1, "security.role.unknown", Fail, Undetermined, "不知道该机构的安全角色", "the roles of the body are unknown";
    NOT_BOUND: SEC_1, "security.unit.not_bound", Inform, NotApplicable, "该机构不是适用主体，只按法律、行政法规评价", "the body is not bound by the measures: laws and regulations alone are asked";
    UNIT_UNKNOWN: SEC_1, "security.unit.unknown", Fail, Undetermined, "不知道该机构是否适用", "it is unknown whether the body is bound";
    ON_COLLECTOR: SEC_1, "security.duty.collector", Inform, Met, "采集方：在职责和同意的范围内采集，并保障所采集数据的安全", "collector: collect within duty and consent, and keep what is collected safe" => Inferred;
    ON_PROVIDER: SEC_1, "security.duty.provider", Inform, Met, "提供方：按规定的范围和渠道提供，保障提供环节的安全", "provider: provide within the scope and channel set, safely" => Inferred;
    ON_USER: SEC_1, "security.duty.user", Inform, Met, "使用方：限于履职使用，防止泄露和滥用", "user: use for its duty alone, and guard against leak and misuse" => Inferred;
    ON_PLATFORM: SEC_1, "security.duty.platform", Inform, Met, "平台方：保障传输、存储、处理的安全，留存日志", "platform: keep transfer, storage and processing safe, and keep logs" => Inferred;
    SAFEGUARD: SEC_2, "security.safeguard.there", Fail, Met, "有该项防泄露措施", "the safeguard is there" => Inferred;
    NO_SAFEGUARD: SEC_2, "security.safeguard.missing", Fail, NotMet, "缺少该项防泄露措施", "the safeguard is missing" => Inferred;
    SAFEGUARD_UNKNOWN: SEC_2, "security.safeguard.unknown", Fail, Undetermined, "不知道是否有该项防泄露措施", "it is unknown whether the safeguard is there" => Inferred;
    VOLUME: SEC_2, "security.use.volume", Warn, NotMet, "查询量超过履职所需，应当核查", "more queries than the duty needs: to be looked into" => Inferred;
    VOLUME_FITS: SEC_2, "security.use.volume_fits", Inform, Met, "查询量与履职相符", "the volume of queries fits the duty" => Inferred;
    VOLUME_UNKNOWN: SEC_2, "security.use.volume_unknown", Warn, Undetermined, "不知道查询量或者履职所需的查询量", "the volume of queries, or what the duty needs, is unknown" => Inferred;
}

/// A role that carries a duty of security.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Collector,
    Provider,
    User,
    Platform,
}

impl Role {
    fn duty(self) -> (&'static Code, Party) {
        match self {
            Self::Collector => (&ON_COLLECTOR, Party::Collector),
            Self::Provider => (&ON_PROVIDER, Party::Provider),
            Self::User => (&ON_USER, Party::User),
            Self::Platform => (&ON_PLATFORM, Party::Platform),
        }
    }
}

/// How much a user of data asks, beside what its duty needs.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct UseVolume {
    queries: Fact<u64>,
    needed: Fact<u64>,
}

const SAFEGUARDS: YesNo = YesNo { kept: &SAFEGUARD, broken: &NO_SAFEGUARD, unknown: &SAFEGUARD_UNKNOWN };

/// SEC-1 and SEC-2, of a body that the measures bind.
pub(super) fn look(
    facts: &Facts<'_>,
    question: &Question<'_>,
    gaps: &mut Gaps,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    let capacity = Fact::Known(Capacity::PublicService);
    let standing = standing(&facts.unit, capacity, &out.law(), question.options.reading);
    let mut premise = Findings::new(out.law());
    standing.say("/unit", "", &mut premise);
    let missing = out.premise(premise);
    match standing.is_bound() {
        Some(true) => {}
        Some(false) => return out.add(&NOT_BOUND, "/unit/kind"),
        None => out.missing(&UNIT_UNKNOWN, missing),
    }
    match facts.roles.list() {
        None => out.missing(&ROLE_UNKNOWN, vec!["/roles".into()]),
        Some([]) => out.add(&NO_ROLE, "/roles"),
        Some(roles) => {
            out.add(&HAS_ROLE, "/roles");
            for role in roles {
                let (code, party) = role.duty();
                if obligations.iter().all(|duty| duty.code != code.code) {
                    obligations.push(Obligation::new(out.law(), code, party));
                }
            }
        }
    }
    let controls = Controls::of(facts.controls);
    for (name, path, fact) in [
        ("access_control", "/controls/access_control", controls.access_control),
        ("authentication", "/controls/authentication", controls.authentication),
        ("access_log", "/controls/access_log", controls.access_log),
        ("use_monitoring", "/controls/use_monitoring", controls.use_monitoring),
    ] {
        gaps.note(SAFEGUARDS.ask(fact, path, out), name);
    }
    for (index, volume) in facts.use_volume.list().unwrap_or_default().iter().enumerate() {
        match (volume.queries, volume.needed) {
            (Fact::Known(queries), Fact::Known(needed)) if queries > needed => {
                out.add(&VOLUME, format!("/use_volume/{index}/queries"));
            }
            (Fact::Known(_), Fact::Known(_)) => {
                out.add(&VOLUME_FITS, format!("/use_volume/{index}/queries"));
            }
            (Fact::Unknown, _) => {
                out.missing(&VOLUME_UNKNOWN, vec![format!("/use_volume/{index}/queries").into()]);
            }
            (_, Fact::Unknown) => {
                out.missing(&VOLUME_UNKNOWN, vec![format!("/use_volume/{index}/needed").into()]);
            }
            _ => {}
        }
    }
}
