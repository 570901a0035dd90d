//! `ywtb:order`, a keyword of our schemas beside those of JSON Schema: it names the two ends of a term, and an end before
//! the beginning is a fault. Other validators take it for an annotation.

use chrono::{DateTime, NaiveDate};
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The keyword.
pub(super) const NAME: &str = "ywtb:order";

struct Order {
    from: String,
    to: String,
}

impl<'i> Keyword<'i> for Order {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) {
            Ok(())
        } else {
            Err(ValidationError::custom(format!("expected {} not before {}", self.to, self.from)))
        }
    }

    /// Ends that are absent or open, and those told in different ways, have no order; what is no time at all is for the
    /// other keywords.
    fn is_valid(&self, instance: &'i Value) -> bool {
        let end = |name: &str| instance.get(name).and_then(Value::as_str);
        let (Some(from), Some(to)) = (end(&self.from), end(&self.to)) else { return true };
        let day = |text: &str| text.parse::<NaiveDate>().ok();
        let time = |text: &str| DateTime::parse_from_rfc3339(text).ok();
        let backwards = matches!((day(from), day(to)), (Some(from), Some(to)) if from > to)
            || matches!((time(from), time(to)), (Some(from), Some(to)) if from > to);
        !backwards
    }
}

/// The keyword as a schema gives it.
pub(super) fn keyword<'a>(
    _parent: &'a Map<String, Value>,
    value: &'a Value,
    _path: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    match <[String; 2]>::deserialize(value) {
        Ok([from, to]) => Ok(Box::new(Order { from, to })),
        Err(_) => Err(ValidationError::custom("expected the names of two fields")),
    }
}

#[cfg(test)]
mod tests {
    use crate::{Error, Options, date, evaluate};

    fn with_term(from: &str, to: &str) -> Result<(), Error> {
        let facts = format!(
            r#"{{"actor": {{"roles": [{{"role": "police", "period": {{"from": {from}, "to": {to}}}}}]}}, "act": {{"kind": "planning"}}}}"#
        );
        evaluate("authority", facts.as_bytes(), date("2022-06-01").unwrap(), &Options::default()).map(|_| ())
    }

    #[test]
    fn an_end_before_the_beginning_is_a_fault_with_its_place() {
        for (from, to) in [
            (r#""2022-05-01""#, r#""2022-04-30""#),
            (r#""2022-05-01T00:00:00+08:00""#, r#""2022-04-30T15:59:59Z""#),
        ] {
            let error = with_term(from, to).unwrap_err();
            assert_eq!((error.code(), error.path()), ("input.schema", "/actor/roles/0/period"));
        }
    }

    #[test]
    fn one_day_is_a_term_and_so_is_an_open_one() {
        for (from, to) in [
            (r#""2022-05-01""#, r#""2022-05-01""#),
            (r#""2022-05-01""#, "null"),
            ("null", r#""2022-05-01""#),
            (r#""2022-05-01T12:00:00+08:00""#, r#""2022-05-01""#),
        ] {
            assert!(with_term(from, to).is_ok());
        }
    }
}
