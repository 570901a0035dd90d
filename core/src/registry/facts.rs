//! The records behind a registry, as canonical JSON: what `explain` hands to the judge, and what a snapshot holds.

use serde_json::{Map, Value};

use super::Registry;
use crate::Error;
use crate::digest::{canonical, sha256};

/// The records, each by itself, so that a report reads those that it is about.
#[derive(Debug)]
pub(super) struct Records {
    agencies: Vec<Box<str>>,
    catalogue: Vec<Box<str>>,
    scenarios: Vec<Box<str>>,
}

impl Records {
    pub(super) fn of(agencies: &[Value], catalogue: &[Value], scenarios: &[Value]) -> Result<Self, Error> {
        let texts = |records: &[Value]| records.iter().map(text).collect::<Result<Vec<_>, _>>();
        Ok(Self { agencies: texts(agencies)?, catalogue: texts(catalogue)?, scenarios: texts(scenarios)? })
    }

    /// All records as one canonical JSON object.
    pub(super) fn to_json(&self) -> String {
        let lists =
            [("agencies", &self.agencies), ("catalogue", &self.catalogue), ("scenarios", &self.scenarios)];
        let lists = lists.map(|(name, records)| format!("\"{name}\":[{}]", records.join(",")));
        format!("{{{}}}", lists.join(","))
    }

    pub(super) fn sha256(&self) -> String {
        sha256(self.to_json().as_bytes())
    }
}

fn text(record: &Value) -> Result<Box<str>, Error> {
    let text = String::from_utf8(canonical(record)?);
    text.map(String::into_boxed_str).map_err(|_| Error::internal("canonical JSON is not UTF-8"))
}

fn record(texts: &[Box<str>], place: Option<u32>) -> Result<Option<Value>, Error> {
    let text = place.and_then(|place| texts.get(place as usize));
    text.map(|text| {
        serde_json::from_str(text).map_err(|_| Error::internal("a kept record could not be read"))
    })
    .transpose()
}

impl Registry {
    /// The facts of the topic `sharing.request`: those of the request, with the records of the registry in the place of
    /// their codes, and its scenarios. An agency that is not registered is known by its code alone; of an entry that is
    /// not, nothing is known.
    pub(super) fn facts(&self, request: Value) -> Result<Value, Error> {
        let Value::Object(mut facts) = request else {
            return Err(Error::internal("a request that fits the schema is an object"));
        };
        let code =
            |facts: &Map<String, Value>, name| facts.get(name).and_then(Value::as_str).map(str::to_owned);
        let agency = |code: &str| {
            let known = record(&self.records.agencies, self.names.agency(code))?;
            Ok::<_, Error>(known.unwrap_or_else(|| serde_json::json!({ "code": code })))
        };
        let entry =
            code(&facts, "entry").map(|code| record(&self.records.catalogue, self.names.entry(&code)));
        let entry = entry.transpose()?;
        match entry {
            Some(Some(entry)) => {
                if let (Some(provider), false) =
                    (entry.get("provider_code").and_then(Value::as_str), facts.contains_key("provider"))
                {
                    facts.insert("provider".to_owned(), provider.into());
                }
                facts.insert("entry".to_owned(), entry);
            }
            Some(None) => drop(facts.remove("entry")),
            None => {}
        }
        for name in ["requester", "provider"] {
            if let Some(code) = code(&facts, name) {
                facts.insert(name.to_owned(), agency(&code)?);
            }
        }
        let scenarios = self.records.scenarios.iter().map(|text| {
            serde_json::from_str(text).map_err(|_| Error::internal("a kept record could not be read"))
        });
        facts.insert("scenarios".to_owned(), Value::Array(scenarios.collect::<Result<_, _>>()?));
        Ok(Value::Object(facts))
    }
}
