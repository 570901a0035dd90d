//! The topic `archive.transfer`: EARCH-10, when an e-record is due at the archives and how it goes there.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::life::{Event, life};
use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{
    Chapter, Date, Law, Parameter, Rule, RuleId, Unit, art, art_para, by, codes, number, on, parameter, rule,
    section, since, years_after,
};
use crate::record::{Fact, Moment};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/archive.transfer.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "archive.transfer",
    schema: SCHEMA,
    kind: "archive_package",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// The day the regulation implementing the Archives Law entered into force.
const REGULATION: Date = on(2024, 3, 1);

/// EARCH-10.
static EARCH_10: Rule = rule(
    RuleId(Chapter::Archive, 10),
    since(Law::BASE),
    "档案自形成之日起满二十年（省级、设区的市级）或者满十年（县级）移交国家档案馆，电子档案可以提前移交；在线移交确有困难的以载体移交",
    "records go to the state archives twenty years (province, prefecture) or ten years (county) after they were formed, e-records may go earlier; by carrier only where online is impossible",
    &[
        by(section("EA18", "移交与接收"), Inferred).until(REGULATION),
        by(art("ALR", 20), Confirmed),
        by(art("ALR", 40), Confirmed),
    ],
)
.when(
    "档案自形成之日起满20年（省级、设区的市级）或者10年（县级）",
    "records are 20 years old (province, prefecture) or 10 (county)",
)
.then(
    "移交国家档案馆；电子档案可以提前，专业性强或者涉密的经同意可以延长；不能在线的以载体移交",
    "transferred to the state archives; e-records may go earlier, specialised or confidential ones later with consent; by carrier where online is impossible",
);

/// Years after which records of province or prefecture go to the state archives.
static PROVINCE_YEARS: Parameter = parameter(
    "archive.transfer_years.province",
    &[EARCH_10.id],
    Unit::Years,
    "省级、设区的市级档案的移交期限",
    "years after which records of province or prefecture go to the state archives",
    &[
        number(20, by(section("EA18", "移交与接收"), Inferred).until(REGULATION)),
        number(20, by(art("ALR", 20), Confirmed).since(REGULATION)),
    ],
);
/// Years after which records of a county go to the state archives.
static COUNTY_YEARS: Parameter = parameter(
    "archive.transfer_years.county",
    &[EARCH_10.id],
    Unit::Years,
    "县级档案的移交期限",
    "years after which records of a county go to the state archives",
    &[
        number(10, by(section("EA18", "移交与接收"), Inferred).until(REGULATION)),
        number(10, by(art("ALR", 20), Confirmed).since(REGULATION)),
    ],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&EARCH_10];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&PROVINCE_YEARS, &COUNTY_YEARS];

codes! {
    IN_TIME: EARCH_10, "earch.transfer.in_time", Fail, Met, "按期移交", "transferred in time";
    EARLY: EARCH_10, "earch.transfer.early", Fail, Met, "提前移交", "transferred before it was due";
    NOT_DUE: EARCH_10, "earch.transfer.not_due", Fail, Met, "未到移交期限", "it is not due";
    LATE: EARCH_10, "earch.transfer.late", Fail, NotMet, "逾期移交", "transferred after it was due" => Inferred;
    OVERDUE: EARCH_10, "earch.transfer.overdue", Fail, NotMet, "已到移交期限，尚未移交", "it is due and was not transferred" => Inferred;
    CAUSE_EARLY: EARCH_10, "earch.transfer.cause_for_early", Inform, Met, "立档单位撤销或者保管条件不安全，可以提前移交", "the unit was dissolved or the storage is unsafe: it may go earlier" on &[by(section("EA18", "移交与接收"), Inferred).until(REGULATION), by(art_para("ALR", 20, 4), Confirmed)];
    EXTENDED: EARCH_10, "earch.transfer.extended", Inform, Met, "经档案主管部门同意延长", "extended with the authority's consent" on &[by(section("EA18", "移交与接收"), Inferred).until(REGULATION), by(art_para("ALR", 20, 3), Confirmed)];
    NOT_EXTENDED: EARCH_10, "earch.transfer.extension_without_consent", Warn, NotMet, "延长未经档案主管部门同意，不影响期限", "the extension has no consent and moves nothing" on &[by(section("EA18", "移交与接收"), Inferred).until(REGULATION), by(art_para("ALR", 20, 3), Confirmed)];
    DISTRICT: EARCH_10, "earch.transfer.district_as_county", Inform, Met, "直辖市的区档案馆按县级理解", "the archive of a municipal district is read as one of county rank" => Inferred;
    BY_NETWORK: EARCH_10, "earch.transfer.channel", Fail, Met, "移交方式合规", "the way of transfer conforms" on &[by(art_para("ALR", 40, 1), Confirmed)];
    BY_CARRIER: EARCH_10, "earch.transfer.carrier_not_needed", Fail, NotMet, "可以在线移交而以载体移交", "transferred by carrier although online transfer was possible" on &[by(art_para("ALR", 40, 1), Confirmed)];
    CHANNEL_UNKNOWN: EARCH_10, "earch.transfer.channel_unknown", Fail, Undetermined, "不知道移交方式，或者是否无法在线移交", "the way of transfer, or whether online transfer was impossible, is unknown" on &[by(art_para("ALR", 40, 1), Confirmed)];
    TERM_UNKNOWN: EARCH_10, "earch.transfer.unknown", Fail, Undetermined, "缺少形成日期、档案馆级别、移交时间或者延长的事实", "the day it was formed, the rank of the archives, the day of transfer or facts of an extension are missing";
    DUTY: EARCH_10, "earch.transfer.due", Inform, Met, "在期限前移交国家档案馆", "transfer the records to the state archives by the day they are due";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts {
    formed_on: Fact<Moment>,
    archive_rank: Fact<Rank>,
    transfer: Fact<Transfer>,
    extension: Fact<Extension>,
    early: Fact<Early>,
    events: Fact<Vec<Event>>,
}

/// Rank of the archives (接收档案馆级别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Rank {
    Province,
    Prefecture,
    MunicipalDistrict,
    County,
}

impl Rank {
    fn years(self) -> &'static Parameter {
        match self {
            Self::Province | Self::Prefecture => &PROVINCE_YEARS,
            Self::MunicipalDistrict | Self::County => &COUNTY_YEARS,
        }
    }
}

/// The transfer (移交).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Transfer {
    done: Fact<Moment>,
    channel: Fact<Channel>,
    online_impossible: Fact<bool>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Channel {
    Network,
    Carrier,
}

/// An extension (延长).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Extension {
    consented: Fact<bool>,
    until: Fact<Moment>,
}

/// A cause for earlier transfer (提前移交).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Early {
    unit_dissolved: Fact<bool>,
    unsafe_storage: Fact<bool>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts = read(facts)?;
    let transfer = match facts.transfer {
        Fact::Known(transfer) => transfer,
        Fact::None => Transfer { done: Fact::None, ..Transfer::default() },
        Fact::Unknown => Transfer::default(),
    };
    let mut out = question.act(transfer.done, "/transfer/done");
    let mut value = BTreeMap::from([
        ("allowed_next", json!([])),
        ("decision", Value::Null),
        ("due", Value::Null),
        ("late_days", Value::Null),
        ("state", Value::Null),
    ]);
    let mut obligations = Vec::new();
    if out.law().applies() {
        let due = due(&facts, &mut out);
        value.insert("due", json!(due));
        let timing = due.and_then(|due| timing(due, &facts, &transfer, question.as_of, &mut value, &mut out));
        let channel_fits = channel(&transfer, &mut out);
        let mut broken = false;
        if let Fact::Known(events) = &facts.events {
            let life = life(events, question.as_of, &mut out);
            value.extend([("allowed_next", json!(life.next)), ("state", json!(life.state))]);
            broken = life.broken;
        }
        if let (Some("not_due" | "overdue"), Some(due)) = (timing, due) {
            obligations.push(Obligation { by: Some(due), ..Obligation::new(out.law(), &DUTY, Party::Body) });
        }
        let decision = match (timing, out.outcome()) {
            (Some(word @ ("late" | "overdue")), _) => Some(word),
            (_, Outcome::NotMet) if channel_fits == Some(false) => Some("wrong_channel"),
            (_, Outcome::NotMet) if broken => Some("not_allowed"),
            (word, Outcome::Met) => word,
            _ => None,
        };
        value.insert("decision", json!(decision));
    }
    Ok(Judgement { findings: out, value, obligations })
}

/// The day on which the record is due.
fn due(facts: &Facts, out: &mut Findings) -> Option<Date> {
    let mut missing = Vec::new();
    if facts.formed_on.known().is_none() {
        missing.push("/formed_on".into());
    }
    if facts.archive_rank.known().is_none() {
        missing.push("/archive_rank".into());
    }
    let (Fact::Known(formed), Fact::Known(rank)) = (facts.formed_on, facts.archive_rank) else {
        out.missing(&TERM_UNKNOWN, missing);
        return None;
    };
    if rank == Rank::MunicipalDistrict {
        out.add(&DISTRICT, "/archive_rank");
    }
    let due = years_after(formed.day(), out.law().number(rank.years()))?;
    let Fact::Known(extension) = facts.extension else { return Some(due) };
    match (extension.consented, extension.until) {
        (Fact::Known(true), Fact::Known(until)) => {
            out.add(&EXTENDED, "/extension/until");
            Some(due.max(until.day()))
        }
        (Fact::Unknown, _) => {
            out.missing(&TERM_UNKNOWN, vec!["/extension/consented".into()]);
            None
        }
        (Fact::Known(true), Fact::Unknown) => {
            out.missing(&TERM_UNKNOWN, vec!["/extension/until".into()]);
            None
        }
        _ => {
            out.add(&NOT_EXTENDED, "/extension/consented");
            Some(due)
        }
    }
}

/// Whether the transfer was early, in time or late, or is due.
fn timing(
    due: Date,
    facts: &Facts,
    transfer: &Transfer,
    as_of: Date,
    value: &mut BTreeMap<&'static str, Value>,
    out: &mut Findings,
) -> Option<&'static str> {
    let cause = |fact: Fact<bool>| fact.is(true) == Some(true);
    if facts.early.known().is_some_and(|early| cause(early.unit_dissolved) || cause(early.unsafe_storage)) {
        out.add(&CAUSE_EARLY, "/early");
    }
    let mut late = |from: Date| {
        value.insert("late_days", json!(from.signed_duration_since(due).num_days()));
    };
    match transfer.done {
        Fact::Known(done) if done.day() < due => {
            out.add(&EARLY, "/transfer/done");
            Some("early")
        }
        Fact::Known(done) if done.day() == due => {
            out.add(&IN_TIME, "/transfer/done");
            Some("in_time")
        }
        Fact::Known(done) => {
            late(done.day());
            out.add(&LATE, "/transfer/done");
            Some("late")
        }
        _ if as_of <= due => {
            out.add(&NOT_DUE, "/formed_on");
            Some("not_due")
        }
        Fact::None => {
            late(as_of);
            out.add(&OVERDUE, "/transfer/done");
            Some("overdue")
        }
        Fact::Unknown => {
            out.missing(&TERM_UNKNOWN, vec!["/transfer/done".into()]);
            None
        }
    }
}

/// From the regulation of 2024 on: a carrier only where online transfer is impossible.
fn channel(transfer: &Transfer, out: &mut Findings) -> Option<bool> {
    if out.law().date() < REGULATION || transfer.done.known().is_none() {
        return None;
    }
    let missing = match (transfer.channel, transfer.online_impossible) {
        (Fact::Known(Channel::Network), _) | (Fact::Known(Channel::Carrier), Fact::Known(true)) => {
            out.add(&BY_NETWORK, "/transfer/channel");
            return Some(true);
        }
        (Fact::Known(Channel::Carrier), Fact::Unknown) => "/transfer/online_impossible",
        (Fact::Known(Channel::Carrier), _) => {
            out.add(&BY_CARRIER, "/transfer/channel");
            return Some(false);
        }
        _ => "/transfer/channel",
    };
    out.missing(&CHANNEL_UNKNOWN, vec![missing.into()]);
    None
}
