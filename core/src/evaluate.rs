//! The JSON door: topic and facts in, report out.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::law::{Date, Law, TIME_1_ACT, TIME_1_STATE, TIME_3_BEFORE};
use crate::record::{Fact, Moment};
use crate::report::{Findings, Obligation, Receipt, Report, Subject, canonical, sha256};
use crate::schema::Schema;
use crate::{Error, Options, collection, general, ident, json, opening, rules, sharing};

/// A question that can be asked, with the schema of its facts.
pub struct Topic {
    /// Its name, such as `sharing.request`.
    pub name: &'static str,
    /// The JSON Schema (2020-12) of its facts. It refers to [`RECORD_SCHEMA`].
    pub schema: &'static str,
    /// The kind of subject, where the caller names none.
    pub(crate) kind: &'static str,
    pub(crate) compiled: Schema,
    pub(crate) judge: Judge,
}

/// The JSON Schema of the records that topics share.
pub const RECORD_SCHEMA: &str = crate::schema::RECORD;

/// A topic's predicates over facts that fit its schema.
pub(crate) type Judge = for<'a> fn(&'a Value, &Question<'_>) -> Result<Judgement, serde_json::Error>;

/// What is asked, apart from the facts.
pub(crate) struct Question<'a> {
    pub(crate) as_of: Date,
    pub(crate) options: &'a Options,
}

/// What a topic's predicates come to.
pub(crate) struct Judgement {
    pub(crate) findings: Findings,
    pub(crate) value: BTreeMap<&'static str, Value>,
    pub(crate) obligations: Vec<Obligation>,
}

/// Every topic, in the order of the chapters.
pub static TOPICS: [Topic; 5] = [
    general::scope::TOPIC,
    collection::consent::TOPIC,
    sharing::classification::TOPIC,
    sharing::request::TOPIC,
    opening::classification::TOPIC,
];

/// Judges `facts` under `topic` and says why, citing the law in force.
///
/// The act's own date decides which law applies, where the topic has one and the facts state it; else `as_of`.
///
/// # Errors
/// `input.topic`; those of reading JSON (`input.utf8`, `input.json`, `input.duplicate_key`, `input.number`, `limit.*`);
/// `input.schema` with every fault at once.
///
/// # Example
/// ```
/// let facts = br#"{"agency": {"kind": "administrative_organ"}, "data": {"secret_flag": "none"}}"#;
/// let report = ywtb::evaluate("scope", facts, ywtb::date("2018-11-02")?, &Default::default())?;
/// assert_eq!(report.outcome, ywtb::report::Outcome::Met);
/// assert_eq!(report.value["application"], "direct");
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn evaluate(topic: &str, facts: &[u8], as_of: Date, options: &Options) -> Result<Report, Error> {
    let Some(topic) = TOPICS.iter().find(|known| known.name == topic) else {
        let names = TOPICS.each_ref().map(|known| known.name).join(", ");
        return Err(Error::input("input.topic", "", format!("expected one of the topics {names}")));
    };
    let facts = json::parse(facts, &options.limits)?;
    topic.compiled.check(&facts)?;
    let Judgement { findings, value, obligations } = (topic.judge)(&facts, &Question { as_of, options })
        .map_err(|_| Error::internal("facts that fit the schema could not be read"))?;

    let outcome = findings.outcome();
    let mut findings = findings.into_sorted();
    if options.include_values {
        for finding in &mut findings {
            finding.value = facts.pointer(&finding.path).cloned();
        }
    }
    Ok(Report {
        answers: None,
        evidence: Vec::new(),
        findings,
        indication: None,
        obligations,
        outcome,
        receipt: Receipt {
            as_of,
            calendar_sha256: options.calendar.as_ref().map(calendar_digest).transpose()?,
            facts_sha256: sha256(&canonical(&facts)?),
            include_values: options.include_values,
            library: crate::VERSION,
            policy: "default".to_owned(),
            reading: options.reading.map(crate::Reading::as_str),
            rules: rules::VERSION,
            rules_sha256: rules::digest(),
            time: None,
        },
        schema: Report::SCHEMA,
        signatures: Vec::new(),
        sub_indication: None,
        subject: subject(&facts, topic.kind),
        topic: topic.name.into(),
        value,
    })
}

fn calendar_digest(calendar: &crate::law::Calendar) -> Result<String, Error> {
    let value =
        serde_json::to_value(calendar).map_err(|_| Error::internal("the calendar could not be written"))?;
    Ok(sha256(&canonical(&value)?))
}

/// The caller's reference: `subject`, else the record's own id; identity numbers masked.
fn subject(facts: &Value, kind: &'static str) -> Subject {
    let text = |pointer: &str| facts.pointer(pointer).and_then(Value::as_str).map(ident::mask);
    Subject {
        id: text("/subject/id").or_else(|| text("/id")).or_else(|| text("/entry/code")),
        kind: text("/subject/kind").unwrap_or_else(|| kind.to_owned()),
    }
}

impl Question<'_> {
    /// The law that an act falls under: of its own date, where the facts state it (TIME-1).
    pub(crate) fn act(&self, at: Fact<Moment>, path: &'static str) -> Findings {
        match at {
            Fact::Known(moment) => self.begin(moment.0, &TIME_1_ACT, path),
            _ => self.begin(self.as_of, &TIME_1_STATE, ""),
        }
    }

    /// The law that a state falls under: of the evaluation date (TIME-1).
    pub(crate) fn state(&self) -> Findings {
        self.begin(self.as_of, &TIME_1_STATE, "")
    }

    fn begin(&self, date: Date, code: &'static crate::law::Code, path: &'static str) -> Findings {
        let mut findings = Findings::new(Law::as_of(date));
        if findings.law().applies() {
            findings.add(code, path);
        } else {
            findings.add(&TIME_3_BEFORE, path);
        }
        findings
    }
}

/// Reads the record that a topic judges.
pub(crate) fn read<'a, T: Deserialize<'a>>(facts: &'a Value) -> Result<T, serde_json::Error> {
    T::deserialize(facts)
}
