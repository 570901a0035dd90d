//! The JSON door: topic and facts in, report out.

use serde_json::Value;

use crate::digest::{canonical, sha256};
use crate::law::{Calendar, Date};
use crate::report::{Receipt, Report, Subject};
use crate::topic::{Judgement, Question, Topic};
use crate::{
    Error, Options, archive, certificate, collection, general, ident, json, opening, oversight, planning,
    protection, rules, seal, service, sharing,
};

/// The JSON Schema of the records that topics share.
pub const RECORD_SCHEMA: &str = crate::schema::RECORD;

/// Every topic, in the order of the chapters.
pub static TOPICS: &[&Topic] = &[
    &general::scope::TOPIC,
    &general::authority::TOPIC,
    &planning::TOPIC,
    &collection::catalogue::entry::TOPIC,
    &collection::catalogue::compile::TOPIC,
    &collection::plan::TOPIC,
    &collection::consent::TOPIC,
    &collection::aggregation::TOPIC,
    &collection::quality::dataset::TOPIC,
    &collection::quality::liability::TOPIC,
    &sharing::classification::TOPIC,
    &sharing::request::TOPIC,
    &opening::classification::TOPIC,
    &opening::list::TOPIC,
    &opening::request::TOPIC,
    &service::item::TOPIC,
    &service::guide::TOPIC,
    &service::material::TOPIC,
    &service::reengineering::TOPIC,
    &service::intake::TOPIC,
    &service::rating::TOPIC,
    &protection::security::TOPIC,
    &protection::security::incident::TOPIC,
    &protection::rights::TOPIC,
    &protection::objection::TOPIC,
    &certificate::acceptance::TOPIC,
    &certificate::issue::TOPIC,
    &seal::acceptance::TOPIC,
    &seal::lifecycle::TOPIC,
    &seal::reliability::TOPIC,
    &archive::package::TOPIC,
    &archive::transfer::TOPIC,
    &oversight::assessment::TOPIC,
    &oversight::liability::TOPIC,
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
    let (topic, facts) = read(topic, facts, options)?;
    report(topic, &facts, as_of, options)
}

/// The topic of this name, and facts that fit its schema.
pub(crate) fn read(topic: &str, facts: &[u8], options: &Options) -> Result<(&'static Topic, Value), Error> {
    let Some(topic) = TOPICS.iter().find(|known| known.name == topic) else {
        let names = TOPICS.iter().map(|known| known.name).collect::<Vec<_>>().join(", ");
        return Err(Error::input("input.topic", "", format!("expected one of the topics {names}")));
    };
    let facts = json::parse(facts, &options.limits)?;
    topic.compiled.check(&facts)?;
    Ok((topic, facts))
}

/// The report on facts that fit the topic's schema, each act under the law of its day.
pub(crate) fn report(topic: &Topic, facts: &Value, as_of: Date, options: &Options) -> Result<Report, Error> {
    ask(topic, facts, &Question { as_of, options, is_hypothetical: false, cites: true })
}

/// The report on facts that fit the topic's schema.
pub(crate) fn ask(topic: &Topic, facts: &Value, question: &Question<'_>) -> Result<Report, Error> {
    let Question { as_of, options, .. } = *question;
    let Judgement { mut findings, value, obligations } = (topic.judge)(facts, question)
        .map_err(|_| Error::internal("facts that fit the schema could not be read"))?;

    general::divisions::look(facts, &mut findings);
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
            facts_sha256: sha256(&canonical(facts)?),
            include_values: options.include_values,
            library: crate::VERSION,
            overlays: options.overlays.names().to_vec(),
            policy: "default".to_owned(),
            policy_sha256: None,
            reading: options.reading.map(crate::Reading::as_str),
            rules: rules::VERSION,
            rules_sha256: rules::digest(),
            time: None,
        },
        schema: Report::SCHEMA,
        signatures: Vec::new(),
        sub_indication: None,
        subject: subject(facts, topic.kind),
        topic: topic.name.into(),
        value,
    })
}

fn calendar_digest(calendar: &Calendar) -> Result<String, Error> {
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
