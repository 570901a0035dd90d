//! The topic `opening.list`: does a unit's open list stand, and what is opened first? OPEN-2 and OPEN-13 are here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{Agency, Capacity, Fact, Moment, OpenClass, standing};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::channel::{self, Channel};
use super::classification::{ORDERED, priority};
use super::criteria::OPENING_MEASURES;
use super::harm::would_harm;
use super::list_entry::{ListEntry, complete, qualifies};

const SCHEMA: &str = include_str!("../../schemas/opening.list.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "opening.list",
    schema: SCHEMA,
    kind: "open_list",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// OPEN-2.
static OPEN_2: Rule = rule(
    RuleId(Chapter::Opening, 2),
    since(Law::BASE),
    "公共管理和服务机构制定数据开放清单并向社会公布",
    "each unit makes an open list and publishes it",
    &[by(section("SEED", "二(四)"), Seed), by(art("SDR", 42), Confirmed)],
)
.when("单位持有可以开放的数据", "a unit holds data that may be opened")
.then("编制数据开放清单并公布", "it makes an open list and publishes it");
/// OPEN-13.
static OPEN_13: Rule = rule(
    RuleId(Chapter::Opening, 13),
    since(OPENING_MEASURES),
    "开放遵循需求导向、安全可控、分级分类、统一标准、便捷高效的原则",
    "opening follows demand, is safe, graded, uniform, easy and swift; the principles guide, they do not decide",
    &[by(art("OD21", 4), Confirmed)],
)
.when("解释开放的规定", "a provision on opening is read")
.then(
    "按需求导向、安全可控、分级分类、统一标准、便捷高效的原则理解；不直接产生结论",
    "by the principles of need, security, grading, common standards and ease; no direct outcome",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_2, &OPEN_13];

codes! {
    PUBLISHED: OPEN_2, "open.list.published", Fail, Met, "开放清单已公布", "the open list is published";
    NO_LIST: OPEN_2, "open.list.none", Fail, NotMet, "未制定开放清单", "no open list was made";
    NOT_PUBLISHED: OPEN_2, "open.list.not_published", Fail, NotMet, "开放清单未公布", "the open list was not published";
    LIST_UNKNOWN: OPEN_2, "open.list.unknown", Fail, Undetermined, "不知道是否制定、公布开放清单", "it is unknown whether an open list was made or published";
    PUBLISH_LIST: OPEN_2, "open.duty.publish_list", Inform, Met, "制定开放清单并向社会公布", "make the open list and publish it";
    PRINCIPLES: OPEN_13, "open.principles", Inform, NotApplicable, "原则用于解释，不单独决定", "principles guide interpretation and decide nothing by themselves";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    unit: Fact<Agency<'a>>,
    published_at: Fact<Moment>,
    channels: Fact<Vec<Channel>>,
    entries: Fact<Vec<ListEntry<'a>>>,
}

/// What was found of one entry.
struct Looked {
    lacking: Vec<&'static str>,
    qualifies: Option<bool>,
    harm: Option<bool>,
    priority: Option<&'static str>,
    demand: u64,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut obligations = Vec::new();
    let mut value: BTreeMap<&'static str, Value> = BTreeMap::from([("decision", Value::Null)]);
    if out.law().applies() && bound(&facts, question, &mut out) {
        if out.asks(&OPEN_13) {
            out.add(&PRINCIPLES, "");
        }
        let missing = published(&facts, &mut out);
        if !missing.is_empty() {
            obligations.push(Obligation::new(out.law(), &PUBLISH_LIST, Party::Body));
        }
        let on_platform = channel::of_list(&facts.channels, &mut out);
        let looked: Vec<Looked> = facts
            .entries
            .list()
            .unwrap_or_default()
            .iter()
            .enumerate()
            .map(|(index, listed)| look(listed, &format!("/entries/{index}"), &mut out))
            .collect();
        let first = |holds: &dyn Fn(&Looked) -> bool| looked.iter().any(holds);
        let breach = [
            (!missing.is_empty(), "missing"),
            (on_platform == Some(false), "off_platform"),
            (first(&|one| one.harm == Some(true)), "harm"),
            (first(&|one| !one.lacking.is_empty()), "incomplete"),
            (first(&|one| one.qualifies == Some(false)), "not_qualifying"),
        ];
        let word = breach.into_iter().find(|(holds, _)| *holds).map(|(_, word)| word);
        value.insert(
            "decision",
            word.or_else(|| (out.outcome() == Outcome::Met).then_some("published")).into(),
        );
        value.insert("missing", missing.into());
        rank(&looked, &mut value, &mut out);
    }
    Ok(Judgement { findings: out, value, obligations })
}

/// Whether the unit is one that makes a list; a unit that is not named is taken to be.
fn bound(facts: &Facts<'_>, question: &Question<'_>, out: &mut Findings) -> bool {
    let Some(unit) = facts.unit.known() else { return true };
    let capacity = Fact::Known(Capacity::PublicService);
    let standing = standing(unit, capacity, &out.law(), question.options.reading);
    standing.say("/unit", "", out);
    standing.is_bound() != Some(false)
}

/// OPEN-2: what of making and publishing the list is known to be missing.
fn published(facts: &Facts<'_>, out: &mut Findings) -> Vec<&'static str> {
    match facts.entries.list() {
        Some([]) => {
            out.add(&NO_LIST, "/entries");
            return vec!["list", "publication"];
        }
        None => out.missing(&LIST_UNKNOWN, vec!["/entries".into()]),
        Some(_) => {}
    }
    match facts.published_at {
        Fact::Known(at) if at.day() <= out.law().date() => out.add(&PUBLISHED, "/published_at"),
        Fact::Known(_) | Fact::None => {
            out.add(&NOT_PUBLISHED, "/published_at");
            return vec!["publication"];
        }
        Fact::Unknown => out.missing(&LIST_UNKNOWN, vec!["/published_at".into()]),
    }
    Vec::new()
}

/// OPEN-3, OPEN-4, OPEN-10 and OPEN-14 for the entry at the pointer `at`.
fn look(listed: &ListEntry<'_>, at: &str, out: &mut Findings) -> Looked {
    let opened = listed.class().is(OpenClass::NotOpen) != Some(true);
    Looked {
        lacking: complete(listed, at, out),
        priority: priority(&listed.high_value, at, out),
        qualifies: qualifies(listed, at, out),
        harm: listed.record().filter(|_| opened).and_then(|record| would_harm(listed, record, at, out)),
        demand: listed.demand_count.known().copied().unwrap_or(0),
    }
}

/// OPEN-4 among the entries: high value first, then by the number of demands, then in the order of the list.
fn rank(looked: &[Looked], value: &mut BTreeMap<&'static str, Value>, out: &mut Findings) {
    let mut order: Vec<(bool, Reverse<u64>, usize)> = looked
        .iter()
        .enumerate()
        .map(|(index, one)| (one.priority != Some("high"), Reverse(one.demand), index))
        .collect();
    order.sort_unstable();
    if looked.len() > 1 {
        out.add(&ORDERED, "/entries");
    }
    value.insert("order", order.iter().map(|(.., index)| *index).collect::<Vec<_>>().into());
    let entries = looked.iter().map(|one| {
        json!({
            "harm": one.harm,
            "missing": one.lacking,
            "priority": one.priority,
            "qualifies": one.qualifies,
        })
    });
    value.insert("entries", entries.collect::<Vec<_>>().into());
}
