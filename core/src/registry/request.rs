//! A request to a registry, typed and in JSON.

use std::sync::LazyLock;

use jsonschema::Validator;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Fact, ReplyVerdict, Undertaking};
use crate::law::Date;
use crate::record::Moment;
use crate::schema::{Schema, compile};
use crate::topic::read as typed;
use crate::{Error, Limits, json as reader, sharing};

/// A sharing request: what decides it beside the records of the registry. What is left out is unknown, which is not the
/// same as none.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// Code of the agency that asks.
    pub requester: Fact<&'a str>,
    /// Code of the entry; none: the datum is in no catalogue.
    pub entry: Fact<&'a str>,
    /// Code of the providing agency; unknown: the entry's `provider_code`.
    pub provider: Fact<&'a str>,
    /// Names of the items asked for.
    pub items: Fact<&'a [&'a str]>,
    /// Purpose (使用目的).
    pub purpose: Fact<&'a str>,
    /// Duty that the use rests on (职责).
    pub duty_ref: Fact<&'a str>,
    /// Service item (政务服务事项).
    pub service_item: Fact<&'a str>,
    /// The scenario that the request names; decides from 2022.
    pub scenario_ref: Fact<&'a str>,
    /// Division codes of the rows asked for; none: no limit.
    pub area: Fact<&'a [&'a str]>,
    /// Names of the items that the duty needs.
    pub necessary_items: Fact<&'a [&'a str]>,
    /// What the requester undertakes.
    pub undertakings: Fact<&'a [Undertaking]>,
    /// The day of receipt, whose law governs.
    pub received_at: Fact<Date>,
    /// The responsible department's reply.
    pub reply: Fact<Reply<'a>>,
    /// Whether the provider found the request complete; `None`: it did not look.
    pub complete: Option<Fact<bool>>,
}

/// A reply (答复), as far as it decides.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reply<'a> {
    /// What was decided.
    pub verdict: Fact<ReplyVerdict>,
    /// Names of the items that it cuts.
    pub cut: Fact<&'a [&'a str]>,
}

impl Request<'_> {
    /// The request as its JSON record.
    pub(super) fn to_value(self) -> Value {
        let mut record = Map::new();
        let mut put = |name: &str, fact: Fact<Value>| match fact {
            Fact::Unknown => {}
            Fact::None => drop(record.insert(name.to_owned(), Value::Null)),
            Fact::Known(value) => drop(record.insert(name.to_owned(), value)),
        };
        // The schema has no agency that is none: nothing is known of it.
        for (name, code) in [("requester", self.requester), ("provider", self.provider)] {
            if let Fact::Known(code) = code {
                put(name, Fact::Known(code.into()));
            }
        }
        let texts = [
            ("entry", self.entry),
            ("purpose", self.purpose),
            ("duty_ref", self.duty_ref),
            ("service_item", self.service_item),
            ("scenario_ref", self.scenario_ref),
        ];
        for (name, text) in texts {
            put(name, text.map(Value::from));
        }
        let lists = [("items", self.items), ("area", self.area), ("necessary_items", self.necessary_items)];
        for (name, list) in lists {
            put(name, list.map(|list| json!(list)));
        }
        put("undertakings", self.undertakings.map(|made| json!(made)));
        put("received_at", self.received_at.map(|day| json!(day)));
        put("reply", self.reply.map(Reply::to_value));
        if let Some(complete) = self.complete {
            let found = match complete {
                Fact::Unknown => json!({}),
                Fact::None => json!({ "complete": null }),
                Fact::Known(complete) => json!({ "complete": complete }),
            };
            put("completeness", Fact::Known(found));
        }
        Value::Object(record)
    }
}

impl Reply<'_> {
    fn to_value(self) -> Value {
        let mut record = Map::new();
        for (name, fact) in
            [("verdict", self.verdict.map(|verdict| json!(verdict))), ("cut", self.cut.map(|cut| json!(cut)))]
        {
            match fact {
                Fact::Unknown => {}
                Fact::None => drop(record.insert(name.to_owned(), Value::Null)),
                Fact::Known(value) => drop(record.insert(name.to_owned(), value)),
            }
        }
        Value::Object(record)
    }
}

/// The schema of a request in JSON: that of the topic, but for what the registry holds.
static SCHEMA: LazyLock<Option<Value>> = LazyLock::new(|| {
    let mut schema: Value = serde_json::from_str(sharing::request::TOPIC.schema).ok()?;
    let record = schema.as_object_mut()?;
    record.insert("$id".to_owned(), "https://ywtb.invalid/schemas/registry.request.json".into());
    record.remove("examples");
    record.insert("title".to_owned(), "向登记册提出的共享申请".into());
    record.insert("description".to_owned(), DESCRIPTION.into());
    let fields = record.get_mut("properties")?.as_object_mut()?;
    fields.remove("scenarios");
    let code =
        |title: &str, kind: Value| json!({ "title": title, "type": kind, "minLength": 1, "maxLength": 2000 });
    fields.insert("requester".to_owned(), code("申请机构代码", json!("string")));
    fields.insert("provider".to_owned(), code("提供机构代码", json!("string")));
    fields.insert("entry".to_owned(), code("目录条目代码", json!(["string", "null"])));
    Some(schema)
});

const DESCRIPTION: &str = "A sharing request to a registry: the facts of the topic `sharing.request`, with codes of the registry in the place of requester, entry (null: in no catalogue) and provider (left out: the entry's provider_code), and without scenarios.";

static COMPILED: Schema = Schema::new(compiled);

fn compiled() -> Option<Validator> {
    compile(&SCHEMA.as_ref()?.to_string())
}

/// The JSON Schema (2020-12) of a request in JSON.
pub fn schema() -> &'static Value {
    SCHEMA.as_ref().unwrap_or(&Value::Null)
}

/// A request in JSON, checked.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Value, Error> {
    let value = reader::parse(bytes, limits)?;
    COMPILED.check(&value)?;
    Ok(value)
}

/// What decides of the record.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Record<'a> {
    #[serde(borrow)]
    requester: Fact<&'a str>,
    entry: Fact<&'a str>,
    provider: Fact<&'a str>,
    items: Fact<Vec<&'a str>>,
    purpose: Fact<&'a str>,
    duty_ref: Fact<&'a str>,
    service_item: Fact<&'a str>,
    scenario_ref: Fact<&'a str>,
    area: Fact<Vec<&'a str>>,
    necessary_items: Fact<Vec<&'a str>>,
    undertakings: Fact<Vec<Undertaking>>,
    received_at: Fact<Moment>,
    reply: Fact<ReplyRecord<'a>>,
    completeness: Fact<Completeness>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ReplyRecord<'a> {
    verdict: Fact<ReplyVerdict>,
    #[serde(borrow)]
    cut: Fact<Vec<&'a str>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Completeness {
    complete: Fact<bool>,
}

/// Asks with the request that `value`, which fits the schema, holds.
pub(crate) fn with<T>(value: &Value, ask: impl FnOnce(&Request<'_>) -> T) -> Result<T, Error> {
    let record: Record<'_> =
        typed(value).map_err(|_| Error::internal("a request that fits the schema could not be read"))?;
    Ok(ask(&Request {
        requester: record.requester,
        entry: record.entry,
        provider: record.provider,
        items: record.items.as_ref().map(Vec::as_slice),
        purpose: record.purpose,
        duty_ref: record.duty_ref,
        service_item: record.service_item,
        scenario_ref: record.scenario_ref,
        area: record.area.as_ref().map(Vec::as_slice),
        necessary_items: record.necessary_items.as_ref().map(Vec::as_slice),
        undertakings: record.undertakings.as_ref().map(Vec::as_slice),
        received_at: record.received_at.map(Moment::day),
        reply: record
            .reply
            .as_ref()
            .map(|reply| Reply { verdict: reply.verdict, cut: reply.cut.as_ref().map(Vec::as_slice) }),
        complete: record.completeness.known().map(|found| found.complete),
    }))
}
