//! The facts of each topic as JSON Schema 2020-12, checked before anything is judged.

mod order;
mod quick;

use std::sync::LazyLock;

use jsonschema::error::ValidationErrorKind as Kind;
use jsonschema::{Registry, ValidationError, Validator};
use serde_json::Value;

use crate::Error;
use crate::error::Detail;
use crate::ident::mask;
use crate::json::push_segment;

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
            faults.push(Detail { path: String::new(), message: "there may be more faults".to_owned() });
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

/// What a fault comes to in our words: the place and what was expected, never the value that stands there.
fn details(error: &ValidationError<'_>) -> Vec<Detail> {
    let at = error.instance_path().as_str();
    let detail = |message: String| vec![Detail { path: at.to_owned(), message }];
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => unexpected
            .iter()
            .map(|name| {
                let mut path = at.to_owned();
                push_segment(&mut path, name);
                Detail { path, message: "unknown field".to_owned() }
            })
            .collect(),
        Kind::Required { property } => detail(format!("required field {property} is missing")),
        Kind::Type { .. } => detail(format!("expected {}", expected_type(error))),
        Kind::Enum { options } => detail(format!("expected one of {options}")),
        Kind::Constant { expected_value } => detail(format!("expected {expected_value}")),
        Kind::Format { format } if format == "date" => detail("expected a date (YYYY-MM-DD)".to_owned()),
        Kind::Format { format } if format == "date-time" => {
            detail("expected a time with zone (RFC 3339, such as 2025-08-01T09:00:00+08:00)".to_owned())
        }
        Kind::Format { format } => detail(format!("expected a {format}")),
        Kind::Pattern { pattern } => detail(format!("expected text of the form {pattern}")),
        Kind::MinItems { limit } => detail(format!("expected at least {limit} elements")),
        Kind::MaxItems { limit } => detail(format!("expected at most {limit} elements")),
        Kind::MinLength { limit } => detail(format!("expected at least {limit} characters")),
        Kind::MaxLength { limit } => detail(format!("expected at most {limit} characters")),
        Kind::Minimum { limit } => detail(format!("expected at least {limit}")),
        Kind::Maximum { limit } => detail(format!("expected at most {limit}")),
        Kind::Custom { message, .. } => detail(message.clone()),
        Kind::UniqueItems => detail("expected elements that differ".to_owned()),
        Kind::AnyOf { context } | Kind::OneOfNotValid { context } => best(context, at),
        other => detail(format!("does not fit the schema: {}", other.keyword())),
    }
}

/// Of the branches that failed, the faults of the one that came furthest into the value.
fn best(branches: &[Vec<ValidationError<'static>>], at: &str) -> Vec<Detail> {
    let depth = |branch: &&Vec<ValidationError<'static>>| {
        branch.iter().map(|error| error.instance_path().as_str().len()).max().unwrap_or(0)
    };
    let deepest = branches.iter().max_by_key(depth);
    match deepest {
        Some(branch) if branch.iter().any(|error| error.instance_path().as_str().len() > at.len()) => {
            branch.iter().flat_map(details).collect()
        }
        _ => {
            let mut expected: Vec<String> = branches
                .iter()
                .flatten()
                .flat_map(details)
                .map(|detail| detail.message.trim_start_matches("expected ").to_owned())
                .collect();
            expected.dedup();
            vec![Detail { path: at.to_owned(), message: format!("expected {}", expected.join(", or ")) }]
        }
    }
}

fn expected_type(error: &ValidationError<'_>) -> String {
    use jsonschema::error::TypeKind;
    match error.kind() {
        Kind::Type { kind: TypeKind::Single(one) } => one.to_string(),
        Kind::Type { kind: TypeKind::Multiple(several) } => {
            several.iter().map(|one| one.to_string()).collect::<Vec<_>>().join(" or ")
        }
        _ => String::new(),
    }
}
