//! Reading JSON strictly: UTF-8, no duplicate key, integers only, bounded depth; every error with its place.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::ident::mask;
use crate::{Error, Limits};

/// The largest integer that every JSON reader keeps exactly (RFC 7493).
const MAX_INTEGER: i64 = (1 << 53) - 1;

/// Reads one JSON value.
///
/// # Errors
/// `limit.input_bytes`, `limit.depth`, `input.utf8`, `input.json`, `input.duplicate_key`, `input.number`.
pub(crate) fn parse(bytes: &[u8], limits: &Limits) -> Result<Value, Error> {
    if bytes.len() > limits.input_bytes {
        return Err(Error::limit(
            "limit.input_bytes",
            "",
            format!("expected at most {} bytes", limits.input_bytes),
        ));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|e| Error::input("input.utf8", format!("@{}", e.valid_up_to()), "expected UTF-8"))?;
    let fault = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict { fault: &fault, depth: limits.depth }.deserialize(&mut reader);
    match value.and_then(|value| reader.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(error) => Err(match fault.into_inner() {
            Some(Fault { code, message, path }) if code.starts_with("limit.") => {
                Error::limit(code, path, message)
            }
            Some(Fault { code, message, path }) => Error::input(code, path, message),
            None => {
                let place = format!("@{}", offset(text, error.line(), error.column()));
                let what = if error.is_eof() { "the text ends within a JSON value" } else { "expected JSON" };
                Error::input("input.json", place, what)
            }
        }),
    }
}

/// Appends a segment to a JSON pointer (RFC 6901).
pub(crate) fn push_segment(pointer: &mut String, segment: &str) {
    pointer.push('/');
    for char in segment.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

/// The byte offset of a line and column as `serde_json` counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    start.saturating_add(column.saturating_sub(1)).min(text.len())
}

/// A fault that `serde_json` has no words for. Its path is put together while the error travels up.
struct Fault {
    code: &'static str,
    message: &'static str,
    path: String,
}

#[derive(Clone, Copy)]
struct Strict<'a> {
    fault: &'a RefCell<Option<Fault>>,
    depth: usize,
}

impl Strict<'_> {
    fn fail<E: serde::de::Error>(self, code: &'static str, message: &'static str) -> E {
        *self.fault.borrow_mut() = Some(Fault { code, message, path: String::new() });
        E::custom(message)
    }

    /// Puts `segment` before the path of the fault, if one is under way.
    fn within<E>(self, segment: &str, error: E) -> E {
        if let Some(fault) = self.fault.borrow_mut().as_mut() {
            let mut path = String::new();
            push_segment(&mut path, &mask(segment));
            path.push_str(&fault.path);
            fault.path = path;
        }
        error
    }

    fn deeper<E: serde::de::Error>(self) -> Result<Self, E> {
        match self.depth.checked_sub(1) {
            Some(depth) => Ok(Self { depth, ..self }),
            None => Err(self.fail("limit.depth", "nested too deeply")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        if (-MAX_INTEGER..=MAX_INTEGER).contains(&value) {
            return Ok(value.into());
        }
        Err(self.fail("input.number", "expected an integer of at most 53 bits"))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        self.visit_i64(i64::try_from(value).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Value, E> {
        Err(self.fail("input.number", "expected an integer; write other numbers as decimal strings"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut list = Vec::new();
        while let Some(value) =
            seq.next_element_seed(inner).map_err(|error| self.within(&list.len().to_string(), error))?
        {
            list.push(value);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let inner = self.deeper()?;
        let mut object = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if object.contains_key(&key) {
                let error = A::Error::custom("");
                let _: A::Error = self.fail("input.duplicate_key", "the key stands twice");
                return Err(self.within(&key, error));
            }
            let value = map.next_value_seed(inner).map_err(|error| self.within(&key, error))?;
            object.insert(key, value);
        }
        Ok(Value::Object(object))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &[u8]) -> (&'static str, String) {
        let error = parse(text, &Limits::default()).unwrap_err();
        (error.code(), error.path().to_owned())
    }

    #[test]
    fn faults_name_code_and_place() {
        assert_eq!(
            fault(br#"{"a":{"b/c":[1,{"x":1,"x":2}]}}"#),
            ("input.duplicate_key", "/a/b~1c/1/x".into())
        );
        assert_eq!(fault(br#"{"a":[1.5]}"#), ("input.number", "/a/0".into()));
        assert_eq!(fault(br#"{"a":9007199254740992}"#), ("input.number", "/a".into()));
        assert_eq!(fault(b"{\"a\": \xff}"), ("input.utf8", "@6".into()));
        assert_eq!(fault(b"{\"a\":"), ("input.json", "@4".into()));
        assert_eq!(fault(b"{} {}"), ("input.json", "@3".into()));
        assert_eq!(fault(b""), ("input.json", "@0".into()));
        assert_eq!(fault(br#""\ud800""#).0, "input.json");
        assert_eq!(fault("[".repeat(100_000).as_bytes()).0, "limit.depth");
        assert_eq!(fault("{\"a\":".repeat(100_000).as_bytes()).0, "limit.depth");
    }

    #[test]
    fn a_limit_of_bytes_is_kept() {
        let limits = Limits { input_bytes: 4, ..Limits::default() };
        assert_eq!(parse(b"[1,2]", &limits).unwrap_err().code(), "limit.input_bytes");
        assert!(parse(b"[12]", &limits).is_ok());
    }
}
