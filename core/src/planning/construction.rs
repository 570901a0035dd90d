//! What may be built: PLAN-3 (platforms and channels), PLAN-4 (exchange systems of departments), PLAN-5 (mobile apps).

use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Chapter, Law, Rule, RuleId, TIME_2_HIGHER, art, art_para, by, codes, item, on, rule, since,
};
use crate::record::{Fact, LAW_ADMINISTRATIVE, Sufficient, sufficient};
use crate::report::{Findings, Obligation, Party};

use super::facts::{Crossing, Kind, Project};
use super::{UNREAD, Verdict};

/// PLAN-3.
pub(super) static PLAN_3: Rule = rule(
    RuleId(Chapter::Planning, 3),
    since(Law::DATA_REGULATION),
    "财政资金保障的单位不得新建跨部门、跨层级的数据资源平台和共享、开放渠道；已建成的应当整合",
    "publicly funded bodies build no new platform, sharing or opening channel across departments or levels; existing ones are merged",
    &[by(art_para("SDR", 27, 2), Confirmed)],
)
.when(
    "财政资金保障的单位拟新建跨部门、跨层级的数据平台、共享通道或者开放通道",
    "a fiscally funded body proposes a new cross-department or cross-level data platform, sharing channel or opening channel",
)
.then("不得新建；已建的应当整合", "forbidden; existing ones are integrated");
static PLAN_4: Rule = rule(
    RuleId(Chapter::Planning, 4),
    since(Law::SHARING_REGULATION),
    "除法律、行政法规另有规定外，原则上不得新建跨层级、地域、系统、部门、业务的共享交换系统",
    "no new exchange system across levels, areas, systems, departments or businesses, unless a law or administrative regulation says otherwise",
    &[by(art("GDS", 31), Confirmed)],
)
.when(
    "拟新建跨层级、地域、系统、部门、业务的数据共享交换系统",
    "a new exchange system across levels, areas, systems, departments or businesses is proposed",
)
.then(
    "原则上不得新建，法律、行政法规另有规定的除外",
    "in principle not allowed, unless a law or administrative regulation provides otherwise",
);
static PLAN_5: Rule = rule(
    RuleId(Chapter::Planning, 5),
    since(on(2021, 7, 1)),
    "不得新建移动端政务服务应用，统一接入“随申办”",
    "no new mobile service app is built; services connect to the city's one",
    &[by(item("OND", 3), Confirmed)],
)
.when("机构拟新建移动端政务服务应用", "a body proposes a new mobile service app")
.then("不得新建，接入随申办", "not allowed; it connects to Suishenban");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&PLAN_3, &PLAN_4, &PLAN_5];

codes! {
    CHANNEL_ALLOWED: PLAN_3, "plan.channel_allowed", Fail, Met, "不跨部门、跨层级，或者不由财政资金保障", "not across departments or levels, or not publicly funded";
    FORBIDDEN: PLAN_3, "plan.channel_forbidden", Fail, NotMet, "不得新建跨部门、跨层级的平台或者渠道", "a new platform or channel across departments or levels is forbidden";
    MUST_INTEGRATE: PLAN_3, "plan.must_integrate", Fail, NotMet, "已建成的平台或者渠道应当整合", "an existing platform or channel is to be merged";
    CHANNEL_UNKNOWN: PLAN_3, "plan.project_unknown", Fail, Undetermined, "不知道项目是否新建、跨越范围或者经费来源", "it is unknown whether the project is new, what it reaches across, or who pays";
    CHANNEL_UNREAD: PLAN_3, "gap.plan.channel_before_2022", Fail, Undetermined, "2022年前未见确认的禁止或者许可文本", "before 2022 no confirmed text forbids or allows it" on UNREAD;
    INTEGRATE: PLAN_3, "plan.duty.integrate", Inform, Met, "整合至统一的大数据资源平台", "merge it into the unified data platform";
    EXCHANGE_OTHER: PLAN_4, "plan.exchange_within", Fail, Met, "不跨层级、地域、系统、部门、业务", "it reaches across nothing";
    EXCHANGE_BY_LAW: PLAN_4, "plan.exchange_by_law", Fail, Met, "法律、行政法规另有规定，可以新建", "a law or administrative regulation provides for it";
    EXCHANGE_NOT: PLAN_4, "plan.exchange_not_allowed", Fail, NotMet, "没有法律、行政法规的规定，不得新建共享交换系统", "no law or administrative regulation provides for it: no new exchange system";
    EXCHANGE_UNKNOWN: PLAN_4, "plan.exchange_unknown", Fail, Undetermined, "不知道新建共享交换系统的依据", "it is unknown what the new exchange system rests on";
    APP_FORBIDDEN: PLAN_5, "plan.app_forbidden", Fail, NotMet, "不得新建移动端应用，应当接入“随申办”", "no new mobile app: connect to the city's one";
    APP_EXISTING: PLAN_5, "plan.app_existing", Fail, Met, "不是新建的移动端应用", "the mobile app is not new";
    APP_UNKNOWN: PLAN_5, "plan.app_unknown", Fail, Undetermined, "不知道移动端应用是否新建", "it is unknown whether the mobile app is new";
    APP_UNREAD: PLAN_5, "gap.plan.app_before_2021_07", Fail, Undetermined, "2021-07-01前未见确认的禁止或者许可文本", "before 2021-07-01 no confirmed text forbids or allows it" on UNREAD;
    CONNECT: PLAN_5, "plan.duty.connect", Inform, Met, "接入“随申办”", "connect the service to the city's app";
}

/// PLAN-3, and from 2025-08-01 PLAN-4 for what departments exchange by. Undetermined when it is absent whether the
/// project is new, what it reaches across, or who pays; before 2022 the text is open.
pub(super) fn channel(project: &Project<'_>, kind: Kind, verdict: &mut Verdict, out: &mut Findings) {
    let exchange = matches!(kind, Kind::ExchangeSystem | Kind::SharingChannel);
    let Some(crosses) = project.crosses.list() else {
        return verdict.unknown(&CHANNEL_UNKNOWN, "/crosses", out);
    };
    let Some(new) = project.is_new.is(true) else {
        return verdict.unknown(&CHANNEL_UNKNOWN, "/is_new", out);
    };
    if exchange && new && out.law().in_force("GDS") {
        out.add(&TIME_2_HIGHER, "/kind");
        return exchange_system(project, crosses, verdict, out);
    }
    if out.law().date() < Law::DATA_REGULATION {
        out.add(&CHANNEL_UNREAD, "/kind");
        verdict.unknown = true;
        return;
    }
    if !crosses.iter().any(|one| matches!(one, Crossing::Department | Crossing::Level)) {
        return out.add(&CHANNEL_ALLOWED, "/crosses");
    }
    match project.is_publicly_funded() {
        None => verdict.unknown(&CHANNEL_UNKNOWN, "/funding", out),
        Some(false) => out.add(&CHANNEL_ALLOWED, "/funding"),
        Some(true) if new => verdict.breach("forbidden", &FORBIDDEN, "/is_new".to_owned(), out),
        Some(true) => {
            verdict.breach("must_integrate", &MUST_INTEGRATE, "/is_new".to_owned(), out);
            verdict.obligations.push(Obligation::new(out.law(), &INTEGRATE, Party::Body));
        }
    }
}

fn exchange_system(project: &Project<'_>, crosses: &[Crossing], verdict: &mut Verdict, out: &mut Findings) {
    const PATH: &str = "/legal_basis";
    if crosses.is_empty() {
        return out.add(&EXCHANGE_OTHER, "/crosses");
    }
    match sufficient(&project.legal_basis, LAW_ADMINISTRATIVE, out.law().date()) {
        Sufficient::Yes => out.add(&EXCHANGE_BY_LAW, PATH),
        Sufficient::Unknown => verdict.unknown(&EXCHANGE_UNKNOWN, PATH, out),
        Sufficient::UnknownField(index, field) => {
            verdict.unknown(&EXCHANGE_UNKNOWN, format!("{PATH}/{index}/{field}"), out);
        }
        Sufficient::None | Sufficient::TooLow | Sufficient::NotInForce => {
            verdict.breach("not_allowed", &EXCHANGE_NOT, PATH.to_owned(), out);
        }
    }
}

/// PLAN-5.
pub(super) fn app(project: &Project<'_>, verdict: &mut Verdict, out: &mut Findings) {
    match project.is_new {
        Fact::Unknown => verdict.unknown(&APP_UNKNOWN, "/is_new", out),
        Fact::Known(true) if !out.law().in_force("OND") => {
            out.add(&APP_UNREAD, "/kind");
            verdict.unknown = true;
        }
        Fact::Known(true) => {
            verdict.breach("forbidden", &APP_FORBIDDEN, "/is_new".to_owned(), out);
            verdict.obligations.push(Obligation::new(out.law(), &CONNECT, Party::Body));
        }
        _ if !out.law().in_force("OND") => out.add(&super::NO_BAR, "/kind"),
        _ => out.add(&APP_EXISTING, "/is_new"),
    }
}
