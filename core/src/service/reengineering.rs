//! The topic `service.reengineering`: does a changed process ease the applicant's way? ONE-8 (四减); for a bundle ONE-28.

use std::borrow::Cow;

use serde::Deserialize;
use serde_json::Value;

use super::answers::Answers;
use super::bundle::{Bundle, bundle};
use crate::law::Confidence::Seed;
use crate::law::{Chapter, Law, Rule, RuleId, by, codes, rule, section, since};
use crate::record::{Fact, Moment};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/service.reengineering.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "service.reengineering",
    schema: SCHEMA,
    kind: "service_item",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// ONE-8.
static ONE_8: Rule = rule(
    RuleId(Chapter::Service, 8),
    since(Law::BASE),
    "业务流程再造应当减审批环节、减审批时间、减申请材料、减跑动次数",
    "re-engineering cuts steps, time, materials and visits",
    &[by(section("SEED", "二(五)"), Seed)],
)
.when("再造业务流程", "a process is re-engineered")
.then(
    "审批环节、审批时间、申请材料、跑动次数均不增加，且至少减少一项",
    "steps, time, materials and visits: none rises, at least one falls",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_8];

codes! {
    IMPROVED: ONE_8, "service.reengineering.improved", Fail, Met, "没有一项增加，至少一项减少", "nothing rises, and something falls" => Inferred;
    FLAT: ONE_8, "service.reengineering.flat", Fail, NotMet, "四项均未减少", "none of the four falls" => Inferred;
    WORSE: ONE_8, "service.reengineering.worse", Fail, NotMet, "该项增加", "this one rises" => Inferred;
    FELL: ONE_8, "service.reengineering.fell", Inform, Met, "该项减少", "this one falls";
    UNKNOWN: ONE_8, "service.reengineering.unknown", Fail, Undetermined, "缺少再造前后的数值", "figures before or after are missing";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts {
    occurred_at: Fact<Moment>,
    #[serde(deserialize_with = "crate::record::object")]
    metrics_before: Metrics,
    #[serde(deserialize_with = "crate::record::object")]
    metrics_after: Metrics,
    bundle: Fact<Bundle>,
}

/// The four figures of a process (四减).
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Metrics {
    steps: Fact<u64>,
    days: Fact<u64>,
    materials: Fact<u64>,
    visits: Fact<u64>,
}

impl Metrics {
    fn named(self) -> [(&'static str, Fact<u64>); 4] {
        [("steps", self.steps), ("days", self.days), ("materials", self.materials), ("visits", self.visits)]
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts = read(facts)?;
    let mut out = question.act(facts.occurred_at, "/occurred_at");
    let mut answers = Answers::default();
    let mut change = Change::default();
    if out.law().applies() {
        change = compare(&facts, &mut answers, &mut out);
        if let Fact::Known(known) = &facts.bundle {
            bundle(known, &mut answers, &mut out);
        }
    }
    let mut value = answers.value(&["bundle"], &out);
    value.insert("improved", change.fell.into());
    value.insert("worse", change.rose.into());
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// Which figures fell and which rose.
#[derive(Default)]
struct Change {
    fell: Vec<&'static str>,
    rose: Vec<&'static str>,
}

/// ONE-8: none may rise, one must fall. Undetermined when none is known to rise and a figure is absent.
fn compare(facts: &Facts, answers: &mut Answers, out: &mut Findings) -> Change {
    let mut change = Change::default();
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    for ((name, before), (_, after)) in
        facts.metrics_before.named().into_iter().zip(facts.metrics_after.named())
    {
        // Known to be none is nought.
        let figure = |fact: Fact<u64>| (!fact.is_unknown()).then(|| fact.known().copied().unwrap_or(0));
        match (figure(before), figure(after)) {
            (Some(before), Some(after)) if after > before => {
                change.rose.push(name);
                answers.add("metrics", "worse", &WORSE, format!("/metrics_after/{name}"), out);
            }
            (Some(before), Some(after)) if after < before => {
                change.fell.push(name);
                out.add(&FELL, format!("/metrics_after/{name}"));
            }
            (Some(_), Some(_)) => {}
            (before, after) => {
                for (figure, record) in [(before, "metrics_before"), (after, "metrics_after")] {
                    if figure.is_none() {
                        missing.push(format!("/{record}/{name}").into());
                    }
                }
            }
        }
    }
    if !missing.is_empty() {
        out.missing(&UNKNOWN, missing);
    } else if change.rose.is_empty() {
        if change.fell.is_empty() {
            answers.add("metrics", "flat", &FLAT, "/metrics_after", out);
        } else {
            answers.add("metrics", "improved", &IMPROVED, "/metrics_after", out);
        }
    }
    change
}
