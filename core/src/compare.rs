//! The same facts under the law of two days: what changes in the answer, and which instruments change it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use crate::evaluate::{ask, read};
use crate::law::{Date, Period, RuleId};
use crate::report::{Finding, Outcome, Report};
use crate::topic::Question;
use crate::{Error, Options};

/// What changes between two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// What was found on the second day alone.
    pub appeared: Vec<Finding>,
    /// Members of the report that differ: `outcome`, and `value.` with a name.
    pub changed: Vec<String>,
    /// Instruments that findings of the second day rest on, and none of the first.
    pub entered: Vec<Cited>,
    /// The answer on the first day.
    pub from: Side,
    /// What was found on the first day alone.
    pub gone: Vec<Finding>,
    /// Instruments that findings of the first day rest on, and none of the second.
    pub left: Vec<Cited>,
    /// Name and version of this shape.
    pub schema: &'static str,
    /// The answer on the second day.
    pub to: Side,
    /// The topic.
    pub topic: &'static str,
}

/// The answer on one of the two days.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Side {
    /// The day.
    pub as_of: Date,
    /// The answer.
    pub outcome: Outcome,
    /// What the topic decides.
    pub value: BTreeMap<&'static str, Value>,
}

/// An instrument, and the rules whose findings rest on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cited {
    /// When it is in force.
    pub in_force: Option<Period>,
    /// Its abbreviation.
    pub instrument: String,
    /// The rules.
    pub rules: BTreeSet<RuleId>,
}

/// Judges `facts` as if all of it happened on `from`, and again on `to`: dates of acts in the facts still count for
/// terms, but which law applies is each time the law of the day.
///
/// # Errors
/// As [`evaluate`](crate::evaluate()).
///
/// # Example
/// ```
/// let facts = br#"{"agency": {"kind": "utility", "utility_kind": "railway"},
///                  "data": {"secret_flag": "none", "capacity": "public_service"}}"#;
/// let (from, to) = (ywtb::date("2019-06-01")?, ywtb::date("2022-03-01")?);
/// let comparison = ywtb::compare("scope", facts, from, to, &Default::default())?;
/// assert_eq!(comparison.to.value["application"], "by_reference");
/// assert_eq!(comparison.changed, ["outcome", "value.application"]);
/// assert!(comparison.entered.iter().any(|cited| cited.instrument == "SDR"));
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn compare(
    topic: &str,
    facts: &[u8],
    from: Date,
    to: Date,
    options: &Options,
) -> Result<Comparison, Error> {
    let (topic, facts) = read(topic, facts, options)?;
    let on = |as_of| ask(topic, &facts, &Question { as_of, options, is_hypothetical: true, cites: true });
    let (before, after) = (on(from)?, on(to)?);
    Ok(Comparison {
        appeared: only(&after, &before),
        changed: changed(&before, &after),
        entered: cited_only(&after, &before),
        gone: only(&before, &after),
        left: cited_only(&before, &after),
        from: side(before),
        schema: Comparison::SCHEMA,
        to: side(after),
        topic: topic.name,
    })
}

impl Comparison {
    /// Name and version of the shape.
    pub const SCHEMA: &'static str = "ywtb.comparison/1";

    /// JSON Schema 2020-12 of the shape. It refers to that of the report.
    pub const JSON_SCHEMA: &'static str = include_str!("../schemas/comparison.json");

    /// The comparison as RFC 8785 canonical JSON.
    ///
    /// # Errors
    /// `internal`, should a value not be serialisable; none of ours is.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::internal("the comparison could not be written"))
    }
}

fn side(report: Report) -> Side {
    Side { as_of: report.receipt.as_of, outcome: report.outcome, value: report.value }
}

/// The findings of `one` that `other` does not have: another code, or the same of another fact.
fn only(one: &Report, other: &Report) -> Vec<Finding> {
    let is_new = |finding: &&Finding| {
        !other.findings.iter().any(|known| known.code == finding.code && known.path == finding.path)
    };
    one.findings.iter().filter(is_new).cloned().collect()
}

fn changed(before: &Report, after: &Report) -> Vec<String> {
    let outcome = (before.outcome != after.outcome).then(|| "outcome".to_owned());
    let names: BTreeSet<_> = before.value.keys().chain(after.value.keys()).collect();
    let values = names.into_iter().filter(|name| before.value.get(*name) != after.value.get(*name));
    outcome.into_iter().chain(values.map(|name| format!("value.{name}"))).collect()
}

fn cited(report: &Report) -> BTreeMap<&str, (Option<Period>, BTreeSet<RuleId>)> {
    let mut cited: BTreeMap<_, (_, BTreeSet<RuleId>)> = BTreeMap::new();
    for finding in &report.findings {
        for citation in &finding.citations {
            let (_, rules) =
                cited.entry(citation.instrument()).or_insert_with(|| (citation.in_force(), BTreeSet::new()));
            rules.insert(finding.rule);
        }
    }
    cited
}

fn cited_only(one: &Report, other: &Report) -> Vec<Cited> {
    let known = cited(other);
    let mut list: Vec<Cited> = cited(one)
        .into_iter()
        .filter(|(instrument, _)| !known.contains_key(instrument))
        .map(|(instrument, (in_force, rules))| Cited { in_force, instrument: instrument.to_owned(), rules })
        .collect();
    // The latest change first: it is the likeliest reason.
    list.sort_by_key(|cited| std::cmp::Reverse(cited.in_force.map(|period| period.from)));
    list
}
