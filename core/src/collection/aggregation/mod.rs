//! The topic `aggregation.state`: are the unit's catalogued data where they are to be, and fresh? AGG-1 and AGG-2 are
//! here; the other rules are in the files of this folder.

pub(crate) mod freshness;
pub(crate) mod library;
pub(crate) mod returned;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Code, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{
    Agency, AgencyKind, Capacity, Excluded, Fact, Moment, Secrecy, UpdateCycle, secrecy, standing,
};
use crate::report::{Findings, Obligation, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../../schemas/aggregation.state.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "aggregation.state",
    schema: SCHEMA,
    kind: "entry",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// AGG-1.
static AGG_1: Rule = rule(
    RuleId(Chapter::Aggregation, 1),
    since(Law::BASE),
    "列入目录的公共数据应当归集至市、区电子政务云",
    "catalogued public data are aggregated to the e-government cloud of the city or district",
    &[by(section("SEED", "二(三)"), Seed)],
)
.when("单位持有列入目录的公共数据", "a unit holds catalogued public data")
.then(
    "归集至市、区电子政务云；未归集的逾期",
    "aggregated to the e-government cloud of city or district; else overdue",
);
/// AGG-2.
static AGG_2: Rule = rule(
    RuleId(Chapter::Aggregation, 2),
    since(Law::DATA_REGULATION),
    "国家机关、事业单位、授权组织及时向平台归集；公用事业单位可以逻辑集中、物理分散，但有公共服务需求的应当物理归集",
    "organs, institutions and authorised organisations aggregate to the platform in time; utilities may keep data dispersed, unless public service needs them",
    &[by(art("SDR", 33), Confirmed)],
)
.when("机构归集数据", "a body aggregates data")
.then(
    "机关、事业单位、授权组织及时归集至平台；公用事业单位可以逻辑集中、物理分散，有公共服务需求的物理归集",
    "organs, institutions and authorised organisations in time to the platform; utilities may keep them dispersed, unless public service needs them",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AGG_1, &AGG_2];

codes! {
    DONE: AGG_1, "aggregation.done", Fail, Met, "已归集", "aggregated";
    PENDING: AGG_1, "aggregation.pending", Fail, Met, "尚未归集，规定的日期未到", "not yet aggregated; the day that was set has not passed";
    OVERDUE: AGG_1, "aggregation.overdue", Fail, NotMet, "应当归集而未归集", "to be aggregated, and not done";
    WRONG_TARGET: AGG_1, "aggregation.wrong_target", Fail, NotMet, "未归集至电子政务云或者大数据资源平台", "aggregated elsewhere than to the e-government cloud or the platform";
    AGGREGATION_UNKNOWN: AGG_1, "aggregation.unknown", Fail, Undetermined, "不知道归集状态", "the state of aggregation is unknown";
    AGGREGATE: AGG_1, "aggregation.duty.aggregate", Inform, Met, "归集至电子政务云", "aggregate the data to the e-government cloud";
    PHYSICAL: AGG_2, "aggregation.physical", Fail, Met, "已物理归集", "physically aggregated";
    LOGICAL: AGG_2, "aggregation.logical_allowed", Fail, Met, "公用事业单位的数据可以逻辑集中、物理分散", "a utility's data may be logically central and physically dispersed";
    LOGICAL_BREACH: AGG_2, "aggregation.not_physical", Fail, NotMet, "应当物理归集而仅逻辑集中", "to be aggregated physically, and only logically central";
    MODE_UNKNOWN: AGG_2, "aggregation.mode_unknown", Fail, Undetermined, "不知道归集方式或者有无公共服务需求", "the mode of aggregation, or the demand of public service, is unknown";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    unit: Agency<'a>,
    entry: Entry<'a>,
    due_on: Fact<Moment>,
    service_demand: Fact<bool>,
    about: Fact<library::About>,
    changed_at: Fact<Moment>,
    cycle_days: Fact<u32>,
    data_return: Fact<returned::DataReturn>,
}

/// What this topic reads of a catalogue entry.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Entry<'a> {
    secret_flag: Fact<Secrecy>,
    aggregation: Fact<Aggregation>,
    update_cycle: Fact<UpdateCycle>,
    last_updated: Fact<Moment>,
    #[serde(borrow)]
    library: Fact<library::Library<'a>>,
}

/// State of aggregation (归集状态).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Aggregation {
    target: Fact<Target>,
    mode: Fact<Mode>,
    first_at: Fact<Moment>,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Target {
    CityCloud,
    DistrictCloud,
    Platform,
    SubPlatform,
    Other,
}

#[derive(Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Mode {
    Physical,
    Logical,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut value = BTreeMap::from([
        ("decision", Value::Null),
        ("freshness", Value::Null),
        ("library", Value::Null),
        ("return", Value::Null),
        ("stale_days", Value::Null),
    ]);
    let mut obligations = Vec::new();
    if out.law().applies() {
        let department = facts.unit.is_government_department() == Some(true) && out.law().in_force("GDS");
        if !department {
            out.under(out.law().without("GDS"));
        }
        if secrecy(facts.entry.secret_flag, "/entry/secret_flag", department, &mut out) != Excluded::Yes {
            let capacity = Fact::Known(Capacity::PublicService);
            let bound = standing(&facts.unit, capacity, &out.law(), question.options.reading);
            bound.say("/unit", "", &mut out);
            if bound.is_bound() == Some(true) {
                let decision = aggregated(&facts, &mut obligations, &mut out);
                value.insert("decision", decision.into());
                if let Some(fresh) = freshness::fresh(&facts, &mut out) {
                    value.insert("freshness", fresh.word.into());
                    value.insert("stale_days", fresh.stale_days.into());
                }
                value.insert("library", library::assigned(&facts, &mut out));
                value.insert("return", returned::decided(&facts.data_return, &mut out).into());
            }
        }
    }
    Ok(Judgement { findings: out, value, obligations })
}

/// AGG-1 and AGG-2. From 2022 the mode decides too; for a utility, whether public service needs the data.
fn aggregated(
    facts: &Facts<'_>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) -> Option<&'static str> {
    const PATH: &str = "/entry/aggregation";
    let mut say = |code: &'static Code, path: &'static str, word, out: &mut Findings| {
        out.add(code, path);
        if word != "pending" {
            obligations.push(Obligation::new(out.law(), &AGGREGATE, Party::Body));
        }
        Some(word)
    };
    let pending = matches!(facts.due_on, Fact::Known(due) if out.law().date() <= due.day());
    let aggregation = match &facts.entry.aggregation {
        Fact::Unknown => {
            out.missing(&AGGREGATION_UNKNOWN, vec![PATH.into()]);
            return None;
        }
        Fact::None if pending => return say(&PENDING, PATH, "pending", out),
        Fact::None => return say(&OVERDUE, PATH, "overdue", out),
        Fact::Known(aggregation) => aggregation,
    };
    let regulation = out.law().in_force("SDR");
    if regulation {
        const MODE: &str = "/entry/aggregation/mode";
        let utility = facts.unit.kind.is(AgencyKind::Utility) == Some(true);
        match aggregation.mode {
            Fact::Unknown => {
                out.missing(&MODE_UNKNOWN, vec![MODE.into()]);
                return None;
            }
            Fact::Known(Mode::Physical) => {}
            _ if !utility => return say(&LOGICAL_BREACH, MODE, "breach", out),
            _ => match facts.service_demand {
                Fact::Unknown => {
                    out.missing(&MODE_UNKNOWN, vec!["/service_demand".into()]);
                    return None;
                }
                Fact::Known(true) => return say(&LOGICAL_BREACH, MODE, "breach", out),
                _ => {
                    out.add(&LOGICAL, MODE);
                    return Some("logical_allowed");
                }
            },
        }
    }
    match (aggregation.target, aggregation.first_at) {
        (Fact::Known(Target::Other) | Fact::None, _) => {
            return say(&WRONG_TARGET, "/entry/aggregation/target", "wrong_target", out);
        }
        (Fact::Unknown, _) => {
            out.missing(&AGGREGATION_UNKNOWN, vec!["/entry/aggregation/target".into()]);
            return None;
        }
        (_, Fact::Unknown) => {
            out.missing(&AGGREGATION_UNKNOWN, vec!["/entry/aggregation/first_at".into()]);
            return None;
        }
        (_, Fact::Known(first)) if first.day() <= out.law().date() => {}
        _ if pending => return say(&PENDING, "/entry/aggregation/first_at", "pending", out),
        _ => return say(&OVERDUE, "/entry/aggregation/first_at", "overdue", out),
    }
    out.add(&DONE, PATH);
    if regulation {
        out.add(&PHYSICAL, PATH);
    }
    Some(if regulation { "physical" } else { "done" })
}
