//! Who and what is bound: SCOPE-1 (codes of districts: `divisions`), 11, 12 and 13, and what SCOPE-8 says here. SCOPE-2 to
//! 6, 9 and 10 are in `record::standing`, SCOPE-7 in `record::secrecy`, since other chapters ask them too.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Basis, Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::{
    Agency, Capacity, Excluded, Fact, Ground, Moment, PUBLIC_DATA, SCOPE_8, Secrecy, Standing, secrecy,
    standing,
};
use crate::report::{Findings, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/scope.json");

/// The topic `scope`.
pub(crate) static TOPIC: Topic =
    Topic { name: "scope", schema: SCHEMA, kind: "agency", compiled: Schema::new(|| compile(SCHEMA)), judge };

const fn scope(number: u8, zh: &'static str, en: &'static str, basis: &'static [Basis]) -> Rule {
    rule(RuleId(Chapter::Scope, number), since(Law::BASE), zh, en, basis)
}

pub(super) static SCOPE_1: Rule = scope(
    1,
    "本市行政区域内公共数据和一网通办的规划、建设、运维、应用、安全保障和监督考核适用本办法",
    "the measures govern planning, building, operating, applying, securing, supervising and assessing public data and one-net service in the city",
    &[by(art("O9", 2), Confirmed)],
)
.when(
    "在本市行政区域内，2018-11-01起，规划、建设、运维、应用公共数据或者一网通办，或者对其安全保障、监督考核",
    "in the city, from 2018-11-01: public data or one-net service are planned, built, operated, applied, secured, supervised or assessed",
)
.then("适用《办法》；其他活动不适用", "the measures apply; to other activities they do not");
static SCOPE_11: Rule = scope(
    11,
    "申请政府信息公开的，按照政府信息公开的规定办理",
    "a request for disclosure of government information follows the disclosure rules",
    &[by(art_para("DR8", 2, 2), Confirmed)],
)
.when(
    "申请公开政府信息，而不是获取数据集",
    "what is asked for is disclosure of government information, not a data set",
)
.then(
    "转按政府信息公开的规定办理，不按开放规则",
    "the disclosure regulation decides, not the rules of opening",
);
static SCOPE_12: Rule = scope(
    12,
    "统筹规划、集约建设、汇聚整合、共享开放、有效应用、精准服务、保障安全的原则",
    "principles of overall planning, shared opening and security; they guide, they do not decide",
    &[by(art("O9", 4), Confirmed)],
)
.when("解释《办法》的规定", "a provision of the measures is read")
.then(
    "按统筹规划、集约建设、汇聚整合、共享开放、有效应用、精准服务、保障安全的原则理解；不直接产生结论",
    "it is read by the principles of the measures; no direct outcome",
);
static SCOPE_13: Rule = scope(
    13,
    "一网通办：一个总门户、一次登录、全网通办，线下只进一扇门、最多跑一次",
    "one portal, one login, all-net handling; offline one door and at most one visit",
    &[by(art_para("O9", 3, 2), Confirmed)],
)
.when("提供一网通办服务", "one-net service is offered")
.then(
    "一个总门户、一次登录、全网通办；线下只进一扇门、最多跑一次，作为服务指标",
    "one portal, one login, all-net handling; offline one door and at most one visit: a measure of service",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SCOPE_1, &SCOPE_11, &SCOPE_12, &SCOPE_13];

codes! {
    DATA_SET: SCOPE_11, "scope.data_set", Inform, Met, "请求的是数据集", "the request is for a data set";
    GOVERNED: SCOPE_1, "scope.governed", Inform, Met, "活动属于本办法调整的范围", "the activity is governed by the measures";
    OTHER_ACTIVITY: SCOPE_1, "scope.other_activity", Fail, NotApplicable, "活动不属于本办法调整的范围", "the activity is not governed by the measures";
    OUTSIDE: SCOPE_1, "scope.outside_city", Fail, NotApplicable, "活动不在本市行政区域内", "the activity lies outside the city";
    ACTIVITY_UNKNOWN: SCOPE_1, "scope.activity_unknown", Fail, Undetermined, "不知道活动类别或者地域", "the kind or the place of the activity is unknown";
    COMMISSIONED: SCOPE_8, "scope.commissioned_data", Inform, Undetermined, "2022年前的文本未提及受托第三方采集的数据", "before 2022 the text does not speak of data collected by commissioned third parties";
    PUBLIC_BY_EXTENSION: SCOPE_8, "scope.public_data_by_extension", Inform, Met, "该单位适用本办法，其履职数据按公共数据对待", "the body is bound, so what it forms in duty is treated as public data" => Secondary;
    SHARED: SCOPE_8, "scope.shared_data", Inform, NotApplicable, "数据由共享取得，归其来源单位", "the data were got by sharing; they are the source body's";
    NOT_PUBLIC: SCOPE_8, "scope.not_public_data", Inform, NotApplicable, "数据不是在履职中采集或者产生的公共数据", "the data were not collected or produced in duty";
    ORIGIN_UNKNOWN: SCOPE_8, "scope.origin_unknown", Inform, Undetermined, "不知道数据的来源或者职能", "the origin of the data or its capacity is unknown";
    DISCLOSURE: SCOPE_11, "scope.disclosure", Fail, NotApplicable, "请求属于政府信息公开，转由公开规定处理", "the request is for disclosure: the disclosure rules decide";
    REQUEST_UNKNOWN: SCOPE_11, "scope.request_unknown", Fail, Undetermined, "不知道请求的类别", "the kind of request is unknown";
    PRINCIPLES: SCOPE_12, "scope.principles", Inform, NotApplicable, "原则用于解释，不单独决定", "principles guide interpretation and decide nothing by themselves";
    KPI_MET: SCOPE_13, "scope.kpi_met", Inform, Met, "符合一网通办的目标", "the goal of one-net service is reached";
    KPI_MISSED: SCOPE_13, "scope.kpi_missed", Warn, NotMet, "未达到一个入口、一次登录、最多跑一次的目标", "more than one portal, login or visit";
    KPI_UNKNOWN: SCOPE_13, "scope.kpi_unknown", Inform, Undetermined, "缺少一网通办指标", "figures of one-net service are missing";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    occurred_at: Fact<Moment>,
    activity: Fact<Activity>,
    #[serde(borrow)]
    agency: Agency<'a>,
    data: Fact<Data>,
    request: Fact<Request>,
    service: Fact<Service>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Activity {
    kind: Fact<ActivityKind>,
    in_city: Fact<bool>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ActivityKind {
    Planning,
    Building,
    Operating,
    Applying,
    Securing,
    Supervising,
    Assessing,
    Other,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data {
    secret_flag: Fact<Secrecy>,
    capacity: Fact<Capacity>,
    source_kind: Fact<SourceKind>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum SourceKind {
    Collected,
    Produced,
    Commissioned,
    Shared,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Request {
    kind: Fact<RequestKind>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RequestKind {
    DataSet,
    Disclosure,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Service {
    portals: Fact<u64>,
    logins: Fact<u64>,
    visits: Fact<u64>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.occurred_at, "/occurred_at");
    let mut application = None;
    if out.law().applies() {
        application = apply(&facts, question, &mut out);
        // What a missing fact might still turn round is not said.
        if out.outcome() == Outcome::Undetermined && application != Some("unknown_reading") {
            application = None;
        }
    }
    let value = BTreeMap::from([("application", application.into())]);
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// The order of the questions: activity, secrecy, disclosure, the body, its data.
fn apply(facts: &Facts<'_>, question: &Question<'_>, out: &mut Findings) -> Option<&'static str> {
    out.add(&PRINCIPLES, "");
    if !governed(&facts.activity, out) {
        return Some("not_subject");
    }
    if let Fact::Known(data) = &facts.data
        && secrecy(data.secret_flag, "/data/secret_flag", false, out) == Excluded::Yes
    {
        return Some("excluded_secret");
    }
    if disclosure(&facts.request, out) {
        return Some("route_to_disclosure");
    }
    let capacity = facts.data.known().map_or(Fact::Known(Capacity::PublicService), |data| data.capacity);
    let standing = standing(&facts.agency, capacity, &out.law(), question.options.reading);
    standing.say("/agency", "/data/capacity", out);
    public_data(facts, &standing, out);
    service(&facts.service, out);
    match standing {
        Standing::Direct(_) => Some("direct"),
        Standing::ByReference(_) => Some("by_reference"),
        Standing::NotSubject(_) => Some("not_subject"),
        Standing::OpenReading | Standing::OpenList => Some("unknown_reading"),
        Standing::Missing(_) | Standing::MissingCapacity => None,
    }
}

/// SCOPE-1. Undetermined when the kind or the place of an activity that is there is absent.
fn governed(activity: &Fact<Activity>, out: &mut Findings) -> bool {
    let Fact::Known(activity) = activity else { return true };
    if activity.in_city.is(false) == Some(true) {
        out.add(&OUTSIDE, "/activity/in_city");
        return false;
    }
    if activity.kind.is(ActivityKind::Other) == Some(true) {
        out.add(&OTHER_ACTIVITY, "/activity/kind");
        return false;
    }
    let missing: Vec<_> = [
        (activity.kind.known().is_none(), "/activity/kind"),
        (activity.in_city.known().is_none(), "/activity/in_city"),
    ]
    .into_iter()
    .filter(|(missing, _)| *missing)
    .map(|(_, path)| path.into())
    .collect();
    if missing.is_empty() {
        out.add(&GOVERNED, "/activity");
    } else {
        out.missing(&ACTIVITY_UNKNOWN, missing);
    }
    true
}

/// SCOPE-11.
fn disclosure(request: &Fact<Request>, out: &mut Findings) -> bool {
    match request.known().map(|request| request.kind) {
        Some(Fact::Known(RequestKind::Disclosure)) => {
            out.add(&DISCLOSURE, "/request/kind");
            return true;
        }
        Some(Fact::Known(RequestKind::DataSet)) => out.add(&DATA_SET, "/request/kind"),
        Some(_) => out.missing(&REQUEST_UNKNOWN, vec!["/request/kind".into()]),
        None => {}
    }
    false
}

/// SCOPE-8: what the data are, beside how the body stands.
fn public_data(facts: &Facts<'_>, standing: &Standing, out: &mut Findings) {
    let Fact::Known(data) = &facts.data else { return };
    let regulation = out.law().date() >= Law::DATA_REGULATION;
    let code = match (standing, data.capacity, data.source_kind) {
        (Standing::NotSubject(_), ..) | (_, Fact::Known(Capacity::Commercial), _) => &NOT_PUBLIC,
        (_, Fact::Known(Capacity::PublicService), Fact::Known(kind)) if standing.is_bound() == Some(true) => {
            match (kind, standing) {
                (SourceKind::Shared, _) => &SHARED,
                (SourceKind::Commissioned, _) if !regulation => &COMMISSIONED,
                (_, Standing::Direct(ground)) if regulation || *ground == Ground::Organ => &PUBLIC_DATA,
                _ => &PUBLIC_BY_EXTENSION,
            }
        }
        _ => {
            let missing: Vec<_> = [
                (data.capacity.known().is_none(), "/data/capacity"),
                (data.source_kind.known().is_none(), "/data/source_kind"),
            ]
            .into_iter()
            .filter(|(missing, _)| *missing)
            .map(|(_, path)| path.into())
            .collect();
            if !missing.is_empty() {
                out.missing(&ORIGIN_UNKNOWN, missing);
            }
            return;
        }
    };
    out.add(code, "/data");
}

/// SCOPE-13: a figure for the service, never a breach.
fn service(service: &Fact<Service>, out: &mut Findings) {
    let Fact::Known(service) = service else { return };
    for (figure, path) in [
        (service.portals, "/service/portals"),
        (service.logins, "/service/logins"),
        (service.visits, "/service/visits"),
    ] {
        match figure {
            Fact::Known(0 | 1) => out.add(&KPI_MET, path),
            Fact::Known(_) => out.add(&KPI_MISSED, path),
            _ => out.missing(&KPI_UNKNOWN, vec![path.into()]),
        }
    }
}
