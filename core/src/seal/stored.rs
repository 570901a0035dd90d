//! Facts as text, to be judged again later: what was established is kept, and what follows from it is worked out anew.

use serde_json::{Value, json};

use super::facts::Facts;
use crate::json::{self, push_segment};
use crate::{Error, Limits, digest};

impl Facts {
    /// What stored facts say they are.
    pub const SCHEMA: &'static str = "ywtb.facts/1";

    /// The facts as RFC 8785 canonical JSON.
    ///
    /// # Errors
    /// `internal`, if a value could not be written.
    pub fn to_json(&self) -> Result<String, Error> {
        let text = digest::canonical(&self.stored()?)?;
        String::from_utf8(text).map_err(|_| Error::internal("facts could not be written"))
    }

    /// Facts that [`Facts::to_json`] wrote. Who hands them in vouches for them: nothing of the document is looked at
    /// again.
    ///
    /// # Errors
    /// Those of reading JSON within `limits`, and `input.facts` with the pointer of what was not written so.
    pub fn from_json(text: &[u8], limits: &Limits) -> Result<Self, Error> {
        let value = json::parse(text, limits)?;
        let wrong =
            |path: String| Error::input("input.facts", path, "expected facts as `examine` writes them");
        if value.get("schema") != Some(&json!(Self::SCHEMA)) {
            return Err(wrong("/schema".to_owned()));
        }
        let facts = value.get("facts").ok_or_else(|| wrong("/facts".to_owned()))?;
        let facts: Self = serde_json::from_value(facts.clone()).map_err(|_| wrong("/facts".to_owned()))?;
        // Nothing may be left out, and nothing may stand beside.
        match difference(&facts.stored()?, &value) {
            Some(path) => Err(wrong(path)),
            None => Ok(facts),
        }
    }

    fn stored(&self) -> Result<Value, Error> {
        let facts = serde_json::to_value(self).map_err(|_| Error::internal("facts could not be written"))?;
        Ok(json!({"facts": facts, "schema": Self::SCHEMA}))
    }
}

/// The pointer of the first place where two values differ.
fn difference(one: &Value, other: &Value) -> Option<String> {
    let inside = |segment: &str, below: Option<String>| {
        below.map(|below| {
            let mut path = String::new();
            push_segment(&mut path, segment);
            path + &below
        })
    };
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let known = one.iter().find_map(|(name, value)| {
                let below = other.get(name).map_or(Some(String::new()), |other| difference(value, other));
                inside(name, below)
            });
            known.or_else(|| {
                let more = other.keys().find(|name| !one.contains_key(*name))?;
                inside(more, Some(String::new()))
            })
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            let mut pairs = one.iter().zip(other).enumerate();
            pairs.find_map(|(at, (one, other))| inside(&at.to_string(), difference(one, other)))
        }
        _ => (one != other).then(String::new),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_has_a_place() {
        let one = json!({"a": [1, {"b": null}], "c": "x"});
        for (other, path) in [
            (json!({"a": [1, {"b": 2}], "c": "x"}), Some("/a/1/b")),
            (json!({"a": [1, {}], "c": "x"}), Some("/a/1/b")),
            (json!({"a": [1], "c": "x"}), Some("/a")),
            (json!({"a": [1, {"b": null}], "c": "x", "d/e": 1}), Some("/d~1e")),
            (one.clone(), None),
        ] {
            assert_eq!(difference(&one, &other).as_deref(), path);
        }
    }
}
