//! Proposals for classes: what recognisers find becomes the facts of the classification topics, whose rules answer. A
//! person confirms; what no recogniser finds is proposed as absent, and what it is unsure of stays unknown.

mod class;
mod lineage;
mod reason;
mod step;

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::evaluate::ask;
use crate::json;
use crate::law::{Date, Text};
use crate::recognise::{self, Hit, PROPOSES};
use crate::report::{Finding, Report};
use crate::schema::{Schema, compile};
use crate::topic::{Question, Topic};
use crate::{Error, Limits, Options, opening, sharing};

pub use class::Class;
pub use lineage::{Edge, Effect, Table, propagate, propagate_json};
pub use step::Lineage;

/// The JSON Schema (2020-12) of what [`classify`] takes.
pub const SCHEMA: &str = include_str!("../../schemas/classify.json");
/// The JSON Schema (2020-12) of what [`propagate_json`] takes.
pub const LINEAGE_SCHEMA: &str = include_str!("../../schemas/lineage.json");

static REQUEST: Schema = Schema::new(|| compile(SCHEMA));

/// What is proposed for a data set. It decides nothing: a person confirms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// The date of the law that answers.
    pub as_of: Date,
    /// That a person confirms.
    pub confirm: Text,
    /// For each field what was found, and the facts that are proposed of it.
    pub fields: Vec<Proposed>,
    /// The opening class (OPEN-5 to OPEN-9).
    pub open: Answer,
    /// The opening class once the fields that stand against it are dropped, or masked so that nothing of them is left
    /// (OPEN-8); none where nothing stands against it.
    pub open_without: Option<Without>,
    /// The sharing class (SHARE-1 to SHARE-3, SHARE-14, SHARE-17).
    pub share: Answer,
}

/// What is proposed of one field.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposed {
    /// What the field seems to hold, the likeliest first.
    pub hits: Vec<Hit>,
    /// Facts of the item; none while recognisers are unsure and a person must look.
    pub item: Option<Class>,
}

/// The class that the rules come to, with the reasons.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The class, by the words of the topic; none while facts are missing.
    pub class: Option<String>,
    /// What the rules say.
    pub findings: Vec<Finding>,
    /// JSON pointers of the facts that a person must add, into the facts of the topic.
    pub missing: Vec<String>,
    /// The topic whose rules answered.
    pub topic: &'static str,
}

/// What would be if some fields were not there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Without {
    /// The class then.
    pub class: Option<String>,
    /// The fields, counted from 0.
    pub fields: Vec<usize>,
}

/// Proposes item facts, opening class and sharing class for `fields` and what else is known of the data set, as JSON.
///
/// # Errors
/// Those of reading JSON; `input.schema` with every fault at once.
///
/// ```
/// let facts = r#"{"fields": [{"name": "姓名"}, {"name": "办理日期"}], "secret_flag": "none", "open_forbidden_by": [],
///     "demands": {"high_security": false, "high_processing": false, "strong_timeliness": false, "continuous_supply": false}}"#;
/// let proposal = ywtb::classify::classify(facts.as_bytes(), ywtb::date("2023-03-01")?)?;
/// assert_eq!(proposal.open.class.as_deref(), Some("not_open"));
/// let without = proposal.open_without.unwrap();
/// assert_eq!((without.class.as_deref(), without.fields), (Some("unconditional"), vec![0]));
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn classify(facts: &[u8], as_of: Date) -> Result<Proposal, Error> {
    let facts = json::parse(facts, &Limits::default())?;
    REQUEST.check(&facts)?;
    let found = recognise::recognise(&recognise::read(&facts)?);
    let fields: Vec<Proposed> =
        found.into_iter().map(|hits| Proposed { item: proposed(&hits), hits }).collect();
    let all: Vec<&Proposed> = fields.iter().collect();
    let barred: Vec<usize> = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.item.is_some_and(|item| item.bars()))
        .map(|(at, _)| at)
        .collect();
    let open = answer(&opening::classification::TOPIC, &opening_facts(&facts, &all), "/open_class", as_of)?;
    let rest: Vec<&Proposed> =
        fields.iter().filter(|field| !field.item.is_some_and(|item| item.bars())).collect();
    let open_without = match barred.is_empty() {
        true => None,
        false => {
            let facts = opening_facts(&facts, &rest);
            let then = answer(&opening::classification::TOPIC, &facts, "/open_class", as_of)?;
            Some(Without { class: then.class, fields: barred.clone() })
        }
    };
    let share = answer(
        &sharing::classification::TOPIC,
        &sharing_facts(&facts, !barred.is_empty()),
        "/effective_class",
        as_of,
    )?;
    Ok(Proposal {
        as_of,
        confirm: Text {
            zh: "以上为按字段名和抽样值提出的建议，由人确认后生效",
            en: "proposed from names and sampled values: a person confirms",
        },
        fields,
        open,
        open_without,
        share,
    })
}

impl Proposal {
    /// The proposal as JSON, its fields in alphabetical order.
    ///
    /// # Errors
    /// `internal`, should a value not be serialisable; none of ours is.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::internal("the proposal could not be written"))
    }
}

/// The facts of an item by what was found; `None` where only unsure hits were.
fn proposed(hits: &[Hit]) -> Option<Class> {
    let sure = hits.iter().filter(|hit| hit.score >= PROPOSES);
    let class = sure.fold(None, |class: Option<Class>, hit| {
        let own = Class::of(hit.kind);
        Some(class.map_or(own, |class| class.with(own)))
    });
    class.or_else(|| hits.is_empty().then(Class::default))
}

fn given(facts: &Value, names: &[&str], into: &mut Map<String, Value>) {
    for name in names {
        if let Some(value) = facts.get(*name) {
            into.insert((*name).to_owned(), value.clone());
        }
    }
}

/// Facts of `opening.classification`: nothing is declared, nothing treated and nobody asked yet.
fn opening_facts(facts: &Value, fields: &[&Proposed]) -> Value {
    let items: Vec<Value> =
        fields.iter().map(|field| field.item.map_or_else(|| json!({}), |item| item.to_value())).collect();
    let mut entry =
        Map::from_iter([("items".to_owned(), Value::Array(items)), ("open_type".to_owned(), Value::Null)]);
    // A data set without fields left holds nothing: its own flags answer.
    if fields.is_empty()
        && let Value::Object(none) = Class::default().flags()
    {
        entry.extend(none);
    }
    given(facts, &["secret_flag", "open_forbidden_by"], &mut entry);
    let mut out = Map::from_iter([
        ("entry".to_owned(), Value::Object(entry)),
        ("treatment".to_owned(), Value::Null),
        ("holder_consents".to_owned(), json!([])),
    ]);
    given(facts, &["demands", "high_value"], &mut out);
    Value::Object(out)
}

/// Facts of `sharing.classification` with the class that is proposed: sharing is the rule (SHARE-1), and data that
/// somebody's right stands against are shared for stated grounds. Not sharing is never proposed: a law must forbid it.
fn sharing_facts(facts: &Value, barred: bool) -> Value {
    let class = if barred { "authorised" } else { "unconditional" };
    let mut entry = Map::from_iter([
        ("share_type".to_owned(), json!(class)),
        ("on_negative_list".to_owned(), json!(false)),
    ]);
    given(facts, &["secret_flag", "share_reason", "share_basis", "share_condition"], &mut entry);
    let mut out = Map::from_iter([("entry".to_owned(), Value::Object(entry))]);
    given(facts, &["provider"], &mut out);
    Value::Object(out)
}

fn answer(topic: &'static Topic, facts: &Value, class: &str, as_of: Date) -> Result<Answer, Error> {
    topic.compiled.check(facts)?;
    let options = Options::default();
    let Report { findings, value, .. } =
        ask(topic, facts, &Question { as_of, options: &options, is_hypothetical: false, cites: true })?;
    let named =
        |field: &str| value.get(field.trim_start_matches('/')).and_then(Value::as_str).map(str::to_owned);
    let class = named(class).or_else(|| named("declared_class"));
    let mut missing: Vec<String> =
        findings.iter().flat_map(|finding| finding.missing.iter().map(|path| path.to_string())).collect();
    missing.sort_unstable();
    missing.dedup();
    Ok(Answer { class, findings, missing, topic: topic.name })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = r#""secret_flag": "none", "open_forbidden_by": [],
        "demands": {"high_security": false, "high_processing": false, "strong_timeliness": false, "continuous_supply": false}"#;

    fn proposal(fields: &str, day: &str) -> Proposal {
        classify(format!("{{\"fields\": {fields}, {PLAIN}}}").as_bytes(), crate::date(day).unwrap()).unwrap()
    }

    #[test]
    fn nothing_personal_is_open_and_shared() {
        let found = proposal(r#"[{"name": "监测点位"}, {"name": "监测值"}]"#, "2023-03-01");
        assert_eq!(found.open.class.as_deref(), Some("unconditional"));
        assert_eq!(found.share.class.as_deref(), Some("shareable"));
        assert!(found.open_without.is_none());
    }

    #[test]
    fn personal_data_are_shared_on_stated_grounds() {
        let found = proposal(r#"[{"name": "公民身份号码"}, {"name": "监测值"}]"#, "2019-03-01");
        assert_eq!(found.share.class.as_deref(), Some("authorised"));
        assert!(found.share.missing.iter().any(|path| path == "/entry/share_reason"));
        assert!(found.open.findings.iter().any(|finding| finding.code == "open.holds_personal_information"));
    }

    #[test]
    fn what_is_unsure_stays_unknown() {
        let found = proposal(r#"[{"name": "地址"}, {"name": "面积"}]"#, "2023-03-01");
        assert_eq!(found.fields[0].item, None);
        assert_eq!(found.open.class, None);
        assert!(found.open.missing.contains(&"/entry/items/0/is_personal".to_owned()));
    }

    #[test]
    fn a_business_secret_bars_too() {
        let found = proposal(r#"[{"name": "产品配方"}]"#, "2023-03-01");
        assert_eq!(found.open.class.as_deref(), Some("not_open"));
        assert_eq!(found.open_without.unwrap().class.as_deref(), Some("unconditional"));
    }
}
