//! The record of a plain package: JSON or XML in the shape of the facts of `archive.package`.
//!
//! XML says the same by elements called as the fields, in no namespace; the schema tells a list from an object and a
//! number from a text. An element without content is a fact that is known to be none.

use serde_json::{Map, Number, Value};

use super::Costs;
use super::items::{self, Item, Tests};
use crate::archive::package::TOPIC;
use crate::evidence::{Fault, Flaw, xml};
use crate::schema::RECORD;
use crate::{Error, ErrorKind, json};

/// Reads the record; `None` when it cannot be read, which a test says.
pub(super) fn read(
    data: &[u8],
    name: &str,
    costs: &Costs,
    tests: &mut Tests,
) -> Result<Option<Value>, Error> {
    tests.ask(&items::READABLE);
    let read =
        if name.ends_with(".json") { from_json(data, name, costs) } else { from_xml(data, name, costs) };
    match read {
        Ok(record) => {
            check(&record, tests);
            Ok(record.is_object().then_some(record))
        }
        Err(Fault::Flaw(flaw)) => {
            tests.ask(&items::READABLE).faults.push(flaw);
            Ok(None)
        }
        Err(Fault::Limit(error)) => Err(error),
    }
}

fn from_json(data: &[u8], name: &str, costs: &Costs) -> Result<Value, Fault> {
    json::parse(data, &costs.limits).map_err(|error| match error.kind() {
        ErrorKind::Limit => Fault::Limit(error),
        // A place is an offset or a pointer, and both are read within the record's file.
        _ => Flaw::new(error.code(), format!("{name} {}", error.path()).trim_end()).into(),
    })
}

fn from_xml(data: &[u8], name: &str, costs: &Costs) -> Result<Value, Fault> {
    let root = xml::Element::read(data, name, &costs.xml)?;
    let read = |schema: &str| serde_json::from_str::<Value>(schema).ok();
    let (Some(topic), Some(shared)) = (read(TOPIC.schema), read(RECORD)) else {
        return Err(Error::internal("a schema of the library cannot be read").into());
    };
    Ok(value(&root, Some(&topic), &shared))
}

/// What `element` says, under its schema; `shared` holds what schemas refer to.
fn value(element: &xml::Element, schema: Option<&Value>, shared: &Value) -> Value {
    let schema = schema.map(|schema| resolved(schema, shared));
    let text = xml::trim(&element.text);
    let is = |kind: &str| schema.is_some_and(|schema| has_type(schema, kind));
    if is("array") {
        let item = schema.and_then(|schema| schema.get("items"));
        return element.children.iter().map(|child| value(child, item, shared)).collect();
    }
    if !element.children.is_empty() {
        let field = |name: &str| schema?.get("properties")?.get(name);
        let mut fields: Map<String, Value> = Map::new();
        for child in &element.children {
            let one = value(child, field(&child.name), shared);
            match fields.get_mut(&child.name) {
                None => drop(fields.insert(child.name.clone(), one)),
                Some(Value::Array(list)) => list.push(one),
                Some(other) => *other = Value::Array(vec![other.take(), one]),
            }
        }
        return Value::Object(fields);
    }
    match text {
        "" => Value::Null,
        "true" if is("boolean") => Value::Bool(true),
        "false" if is("boolean") => Value::Bool(false),
        digits if is("integer") => digits
            .parse::<i64>()
            .map_or_else(|_| Value::String(digits.to_owned()), |number| Value::Number(Number::from(number))),
        text => Value::String(text.to_owned()),
    }
}

/// The schema that `schema` refers to, else itself. One step is enough: what is shared is written out there.
fn resolved<'s>(schema: &'s Value, shared: &'s Value) -> &'s Value {
    let name = schema.get("$ref").and_then(Value::as_str);
    let pointer = name.and_then(|name| name.split_once('#')).map(|(_, pointer)| pointer);
    pointer.and_then(|pointer| shared.pointer(pointer)).unwrap_or(schema)
}

fn has_type(schema: &Value, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == kind,
        Some(Value::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

/// Whether the record has the shape that the library publishes.
fn check(record: &Value, tests: &mut Tests) {
    for item in [&items::LENGTH, &items::TYPE, &items::RANGE] {
        tests.ask(item);
    }
    for (path, keyword) in TOPIC.compiled.faults(record) {
        let (item, code) = home(&path, &keyword);
        tests.fault(item, code, path);
    }
}

/// The item that a fault against a schema belongs to.
pub(super) fn home(path: &str, keyword: &str) -> (Item, &'static str) {
    match keyword {
        "maxLength" | "minLength" | "maxItems" | "minItems" => (&items::LENGTH, "archive.length"),
        "pattern" if path == "/package_id" => (&items::NUMBER, "archive.number_form"),
        "enum" | "const" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            (&items::RANGE, "archive.range")
        }
        "required" | "dependentRequired" => (&items::REQUIRED, "archive.required"),
        "additionalProperties" | "unevaluatedProperties" => (&items::LISTING, "archive.unknown_field"),
        "uniqueItems" => (&items::REPEATED, "archive.value_twice"),
        _ => (&items::TYPE, "archive.type"),
    }
}
