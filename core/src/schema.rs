//! The facts of each topic as JSON Schema 2020-12, checked before anything is judged.

mod fault;
mod order;
mod quick;

use std::sync::LazyLock;

use jsonschema::{Registry, Validator};
use serde_json::Value;

use crate::Error;
use crate::error::Detail;
use crate::ident::mask;

use fault::details;
pub(crate) use quick::Quick;

/// What the schemas of several topics share.
pub(crate) const RECORD: &str = include_str!("../schemas/record.json");

/// How many faults of one input are told; a record with more is beyond mending by hand.
const MAX_FAULTS: usize = 100;

/// A schema, compiled on first use and shared by all threads.
pub(crate) struct Schema(LazyLock<Option<Validator>>);

impl Schema {
    /// The schema behind `compile`, which calls [`compile`] with a text of its own.
    pub(crate) const fn new(compile: fn() -> Option<Validator>) -> Self {
        Self(LazyLock::new(compile))
    }

    /// The faults of `facts` as place and keyword of the schema.
    pub(crate) fn faults(&self, facts: &Value) -> Vec<(String, String)> {
        self.0.as_ref().map(|validator| faults(validator, facts)).unwrap_or_default()
    }

    /// Checks `facts`.
    ///
    /// # Errors
    /// `input.schema` with every fault at once, each with its JSON pointer and what was expected there.
    pub(crate) fn check(&self, facts: &Value) -> Result<(), Error> {
        let Some(validator) = self.0.as_ref() else {
            return Err(Error::internal("a schema of the library does not compile"));
        };
        if validator.is_valid(facts) {
            return Ok(());
        }
        let mut faults: Vec<Detail> =
            validator.iter_errors(facts).take(MAX_FAULTS).flat_map(|error| details(&error)).collect();
        for fault in &mut faults {
            fault.path = mask(&fault.path);
        }
        faults.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
        faults.dedup();
        if faults.is_empty() {
            return Err(Error::internal("the schema check gave no reason"));
        }
        if faults.len() >= MAX_FAULTS {
            faults.push(Detail {
                path: String::new(),
                message: "there may be more faults（可能还有其他错误）".to_owned(),
            });
        }
        let first = faults.remove(0);
        Err(Error::input("input.schema", first.path, first.message).with_more(faults))
    }
}

/// The faults of `facts` as place and keyword of the schema, for callers who sort them by kind.
pub(crate) fn faults(validator: &Validator, facts: &Value) -> Vec<(String, String)> {
    let mut faults: Vec<(String, String)> = Vec::new();
    for error in validator.iter_errors(facts).take(MAX_FAULTS) {
        let keyword = error.kind().keyword();
        faults.extend(details(&error).into_iter().map(|detail| (mask(&detail.path), keyword.to_owned())));
    }
    faults.sort_unstable();
    faults.dedup();
    faults
}

/// Compiles a schema; `None` if it is not one, which a test excludes.
pub(crate) fn compile(schema: &str) -> Option<Validator> {
    let record: Value = serde_json::from_str(RECORD).ok()?;
    let id = record.get("$id")?.as_str()?.to_owned();
    let registry = Registry::new().add(id, record).ok()?.prepare().ok()?;
    let schema = serde_json::from_str(schema).ok()?;
    jsonschema::options()
        .should_validate_formats(true)
        .with_keyword(order::NAME, order::keyword)
        .with_registry(&registry)
        .offline()
        .build(&schema)
        .ok()
}
