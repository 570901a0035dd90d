//! The topic `security.unit`: the security duties of a body, by its roles, its data and what it has others do.
//!
//! A state, judged at the evaluation date; each processing by the law of its own day. What is not there is not asked:
//! the lists of data sets, contractors, processing and joins.

pub(crate) mod grades;
pub(crate) mod incident;
pub(crate) mod linking;
pub(crate) mod network;
pub(crate) mod outsourcing;
pub(crate) mod personal;
pub(crate) mod roles;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::law::{Basis, Chapter, Date, Level, Rule, RuleId, rule, since};
use crate::record::{Agency, Fact};
use crate::report::{Findings, Obligation, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use grades::DataSet;
use linking::Join;
use outsourcing::Outsourcing;
use personal::Processing;
use roles::{Role, UseVolume};

const SCHEMA: &str = include_str!("../../../schemas/security.unit.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "security.unit",
    schema: SCHEMA,
    kind: "agency",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

const fn security(
    number: u8,
    from: Date,
    zh: &'static str,
    en: &'static str,
    basis: &'static [Basis],
) -> Rule {
    rule(RuleId(Chapter::Security, number), since(from), zh, en, basis)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    unit: Agency<'a>,
    roles: Fact<Vec<Role>>,
    controls: Fact<Controls>,
    use_volume: Fact<Vec<UseVolume>>,
    operates_network: Fact<bool>,
    data_sets: Fact<Vec<DataSet>>,
    outsourcing: Fact<Vec<Outsourcing>>,
    processing: Fact<Vec<Processing>>,
    joins: Fact<Vec<Join>>,
}

/// Controls (安全措施) of a body or of a data set.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Controls {
    access_control: Fact<bool>,
    authentication: Fact<bool>,
    access_log: Fact<bool>,
    use_monitoring: Fact<bool>,
    graded_protection: Fact<bool>,
    network_log_months: Fact<u32>,
    backup: Fact<bool>,
    encryption: Fact<bool>,
    core_protection: Fact<bool>,
}

impl Controls {
    /// The controls that the facts state: `null` says that there are none.
    fn of(fact: Fact<Self>) -> Self {
        let none = Fact::None;
        match fact {
            Fact::Known(controls) => controls,
            Fact::Unknown => Self::default(),
            Fact::None => Self {
                access_control: none,
                authentication: none,
                access_log: none,
                use_monitoring: none,
                graded_protection: none,
                network_log_months: Fact::None,
                backup: none,
                encryption: none,
                core_protection: none,
            },
        }
    }
}

/// What is missing, by name, in the order in which it was found; each once.
#[derive(Default)]
struct Gaps(Vec<&'static str>);

impl Gaps {
    fn note(&mut self, kept: Option<bool>, name: &'static str) {
        if kept == Some(false) && !self.0.contains(&name) {
            self.0.push(name);
        }
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut gaps = Gaps::default();
    let mut liable = Vec::new();
    let mut obligations: Vec<Obligation> = Vec::new();
    if out.law().applies() {
        roles::look(&facts, question, &mut gaps, &mut obligations, &mut out);
        network::look(&facts, &mut gaps, &mut out);
        liable = grades::look(&facts, &mut gaps, &mut out);
        outsourcing::look(&facts, &mut gaps, &mut out);
        personal::store(&facts, &mut gaps, &mut out);
        personal::assess(&facts, &mut gaps, &mut out);
        linking::look(&facts, &mut gaps, &mut out);
    }
    let decision = match out.outcome() {
        Outcome::Met => Some("sufficient"),
        Outcome::NotMet => Some(breach(&out)),
        _ => None,
    };
    let duties: Vec<&str> = obligations.iter().map(|duty| duty.code).collect();
    let value = BTreeMap::from([
        ("decision", decision.into()),
        ("duties", duties.into()),
        ("liable", liable.into()),
        ("missing", gaps.0.into()),
    ]);
    Ok(Judgement { findings: out, value, obligations })
}

/// The word of the first rule that is breached.
fn breach(out: &Findings) -> &'static str {
    let breached = out.iter().filter(|found| found.level == Level::Fail && found.result == Outcome::NotMet);
    match breached.map(|found| found.rule).min() {
        Some(RuleId(_, 1 | 2 | 9)) => "missing",
        Some(RuleId(_, 6 | 8)) => "breach",
        Some(RuleId(_, 10)) => "risk",
        _ => "gap",
    }
}
