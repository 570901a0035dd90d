//! A quick yes, for who checks millions of records: those that surely fit a schema, which is most of them, are told in one
//! walk. What it does not understand it leaves to the validator, which alone says no.

use jsonschema::Validator;
use serde_json::Value;

/// What a schema asks of a value, as far as it is told here.
#[derive(Debug, Default)]
pub(crate) struct Quick {
    /// The schema says something that is not told here.
    unsure: bool,
    /// What the schema refers to.
    also: Option<Box<Quick>>,
    kinds: Option<Kinds>,
    choice: Option<Vec<Value>>,
    characters: Ends,
    is_date: bool,
    pattern: Option<Box<Validator>>,
    number: Ends,
    elements: Ends,
    each: Option<Box<Quick>>,
    /// In order; so the fields of an object are found in one go.
    fields: Vec<(String, Quick)>,
    is_closed: bool,
    required: Vec<String>,
    /// Two fields whose values have an order.
    ordered: Option<(String, String)>,
    any: Vec<Quick>,
    branch: Option<Box<[Quick; 3]>>,
}

/// At least, at most.
#[derive(Debug, Default, Clone, Copy)]
struct Ends(Option<i64>, Option<i64>);

impl Ends {
    fn hold(self, number: i64) -> bool {
        self.0.is_none_or(|least| least <= number) && self.1.is_none_or(|most| number <= most)
    }
}

/// Kinds of JSON values.
#[derive(Debug, Clone, Copy)]
struct Kinds(u8);

impl Kinds {
    const NULL: u8 = 1;
    const BOOLEAN: u8 = 2;
    const INTEGER: u8 = 4;
    const STRING: u8 = 8;
    const ARRAY: u8 = 16;
    const OBJECT: u8 = 32;

    fn of(types: &Value) -> Option<Self> {
        let bit = |name: &Value| {
            Some(match name.as_str()? {
                "null" => Self::NULL,
                "boolean" => Self::BOOLEAN,
                "integer" | "number" => Self::INTEGER,
                "string" => Self::STRING,
                "array" => Self::ARRAY,
                "object" => Self::OBJECT,
                _ => return None,
            })
        };
        match types {
            Value::Array(names) => names.iter().try_fold(0, |kinds, name| Some(kinds | bit(name)?)).map(Self),
            name => bit(name).map(Self),
        }
    }

    fn hold(self, value: &Value) -> bool {
        let kind = match value {
            Value::Null => Self::NULL,
            Value::Bool(_) => Self::BOOLEAN,
            Value::Number(_) => Self::INTEGER,
            Value::String(_) => Self::STRING,
            Value::Array(_) => Self::ARRAY,
            Value::Object(_) => Self::OBJECT,
        };
        self.0 & kind != 0
    }
}

/// References deeper than this lead in a circle.
const DEPTH: u8 = 24;

impl Quick {
    /// What `schema` asks.
    pub(crate) fn of(schema: &str) -> Self {
        let json = |text| serde_json::from_str::<Value>(text).unwrap_or_default();
        let (schema, record) = (json(schema), json(super::RECORD));
        read(&schema, &schema, &record, 0)
    }

    /// What `schema`, a part of `document`, asks.
    pub(crate) fn part(schema: &Value, document: &Value) -> Self {
        read(schema, document, document, 0)
    }

    /// Whether it asks nothing of an object but that its fields fit, each by itself.
    pub(crate) fn asks_fields_alone(&self) -> bool {
        let own = self.choice.is_none() && self.required.is_empty() && self.ordered.is_none();
        let other = self.unsure || !self.any.is_empty() || self.branch.is_some();
        own && !other && self.also.as_ref().is_none_or(|also| also.asks_fields_alone())
    }

    /// Whether a text surely fits.
    pub(crate) fn fits_text(&self, text: &str) -> bool {
        !self.unsure
            && self.kinds.is_none_or(|kinds| kinds.0 & Kinds::STRING != 0)
            && self.choice.as_ref().is_none_or(|choice| choice.iter().any(|one| one.as_str() == Some(text)))
            && self.also.as_ref().is_none_or(|also| also.fits_text(text))
            && self.text(text)
            && (self.any.is_empty() || self.any.iter().any(|one| one.fits_text(text)))
            && self.branch.as_ref().is_none_or(|branch| {
                let [when, then, or] = &**branch;
                if when.fits_text(text) { then.fits_text(text) } else { or.fits_text(text) }
            })
    }

    /// Whether `value` surely fits.
    pub(crate) fn fits(&self, value: &Value) -> bool {
        if let Value::String(text) = value {
            return self.fits_text(text);
        }
        if self.unsure
            || self.kinds.is_some_and(|kinds| !kinds.hold(value))
            || self.choice.as_ref().is_some_and(|choice| !choice.contains(value))
            || self.also.as_ref().is_some_and(|also| !also.fits(value))
        {
            return false;
        }
        let own = match value {
            Value::Null | Value::Bool(_) | Value::String(_) => true,
            Value::Number(number) => number.as_i64().is_some_and(|number| self.number.hold(number)),
            Value::Array(list) => {
                self.elements.hold(count(list.len()))
                    && self.each.as_ref().is_none_or(|each| list.iter().all(|one| each.fits(one)))
            }
            Value::Object(record) => self.object(record),
        };
        own && (self.any.is_empty() || self.any.iter().any(|one| one.fits(value)))
            && self.branch.as_ref().is_none_or(|branch| {
                let [when, then, or] = &**branch;
                if when.fits(value) { then.fits(value) } else { or.fits(value) }
            })
    }

    fn text(&self, text: &str) -> bool {
        // A character has at least one octet, and at most four.
        let most = self.characters.1.is_none_or(|most| count(text.len()) <= most);
        let least = self.characters.0.is_none_or(|least| count(text.len()) / 4 >= least);
        (most && least || self.characters.hold(count(text.chars().count())))
            && (!self.is_date || is_date(text))
            && self.pattern.as_ref().is_none_or(|pattern| pattern.is_valid(&text.into()))
    }

    fn object(&self, record: &serde_json::Map<String, Value>) -> bool {
        let mut fields = self.fields.iter().peekable();
        for (name, value) in record {
            while fields.next_if(|(known, _)| known < name).is_some() {}
            match fields.next_if(|(known, _)| known == name) {
                Some((_, field)) if field.fits(value) => {}
                None if !self.is_closed => {}
                _ => return false,
            }
        }
        let both = |(from, to): &(String, String)| {
            record.get(from).is_some_and(|from| !from.is_null())
                && record.get(to).is_some_and(|to| !to.is_null())
        };
        self.required.iter().all(|name| record.contains_key(name)) && !self.ordered.as_ref().is_some_and(both)
    }
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// Whether the text is a day as the format `date` has it. Where it is a time instead, the validator is asked.
fn is_date(text: &str) -> bool {
    let form = text.bytes().enumerate().all(|(place, byte)| match place {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    form && text.len() == 10 && text.parse::<chrono::NaiveDate>().is_ok()
}

fn read(schema: &Value, document: &Value, record: &Value, depth: u8) -> Quick {
    let mut out = Quick::default();
    let Some(keywords) = schema.as_object().filter(|_| depth < DEPTH) else {
        // `true` and `false` are schemas too, and rare.
        out.unsure = schema != &Value::Bool(true);
        return out;
    };
    let within = |schema: &Value| read(schema, document, record, depth.saturating_add(1));
    for (keyword, says) in keywords {
        let understood = match keyword.as_str() {
            "$ref" => {
                let target = says.as_str().and_then(|to| to.split_once('#'));
                let found = target.and_then(|(file, pointer)| {
                    let document = if file.is_empty() { document } else { record };
                    Some((document.pointer(pointer)?, document))
                });
                out.also = found.map(|(schema, document)| {
                    Box::new(read(schema, document, record, depth.saturating_add(1)))
                });
                out.also.is_some()
            }
            "type" => {
                out.kinds = Kinds::of(says);
                out.kinds.is_some()
            }
            "enum" => {
                out.choice = says.as_array().cloned();
                out.choice.is_some()
            }
            "const" => {
                out.choice = Some(vec![says.clone()]);
                true
            }
            "minLength" => end(says, &mut out.characters.0),
            "maxLength" => end(says, &mut out.characters.1),
            "minimum" => end(says, &mut out.number.0),
            "maximum" => end(says, &mut out.number.1),
            "minItems" => end(says, &mut out.elements.0),
            "maxItems" => end(says, &mut out.elements.1),
            "format" => {
                // A text that is a day is none of the times that the other format wants.
                out.is_date = says == "date";
                out.is_date
            }
            "pattern" => {
                let alone = jsonschema::options().build(&serde_json::json!({ "pattern": says }));
                out.pattern = alone.ok().map(Box::new);
                out.pattern.is_some()
            }
            "items" => {
                out.each = Some(Box::new(within(says)));
                true
            }
            "properties" => {
                let fields = says.as_object().into_iter().flatten();
                out.fields = fields.map(|(name, schema)| (name.clone(), within(schema))).collect();
                out.fields.sort_by(|(one, _), (other, _)| one.cmp(other));
                true
            }
            "additionalProperties" => {
                out.is_closed = says == &Value::Bool(false);
                says.is_boolean()
            }
            "required" => {
                let names = says.as_array().into_iter().flatten();
                out.required = names.filter_map(|name| Some(name.as_str()?.to_owned())).collect();
                true
            }
            super::order::NAME => {
                out.ordered = says
                    .get(0)
                    .zip(says.get(1))
                    .and_then(|(from, to)| Some((from.as_str()?.to_owned(), to.as_str()?.to_owned())));
                out.ordered.is_some()
            }
            "anyOf" => {
                out.any = says.as_array().into_iter().flatten().map(within).collect();
                !out.any.is_empty()
            }
            "if" => {
                let part = |name| keywords.get(name).map_or_else(Quick::default, within);
                out.branch = Some(Box::new([within(says), part("then"), part("else")]));
                // Of other conditions it cannot be told that they surely do not hold.
                says == &serde_json::json!({"type": "object"})
            }
            "then" | "else" => keywords.contains_key("if"),
            "$schema" | "$id" | "$defs" | "title" | "description" | "examples" | "default" | "x-terms" => {
                true
            }
            _ => false,
        };
        out.unsure |= !understood;
    }
    out
}

fn end(says: &Value, end: &mut Option<i64>) -> bool {
    *end = says.as_i64();
    end.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TOPICS;

    /// What `value` becomes when the part at `place`, counted in the order of the walk, is made into `other`.
    fn with(value: &Value, place: &mut Option<usize>, other: &Value) -> Value {
        match place {
            Some(0) => {
                *place = None;
                return other.clone();
            }
            Some(left) => *left -= 1,
            None => {}
        }
        match value {
            Value::Array(list) => list.iter().map(|one| with(one, place, other)).collect(),
            Value::Object(record) => Value::Object(
                record.iter().map(|(name, one)| (name.clone(), with(one, place, other))).collect(),
            ),
            value => value.clone(),
        }
    }

    #[test]
    fn what_it_says_fits_the_validator_lets_through_and_most_of_that_it_tells() {
        let others = [
            Value::Null,
            true.into(),
            0.into(),
            (-1).into(),
            5.into(),
            1.5.into(),
            "".into(),
            "none".into(),
            "2022-02-30".into(),
            "2022-02-28".into(),
            "2022-02-28T10:00:00Z".into(),
            "310000".into(),
            "汉".repeat(1_000).into(),
            "汉".repeat(2_001).into(),
            serde_json::json!([]),
            serde_json::json!([1, "a"]),
            serde_json::json!({}),
            serde_json::json!({"x": 1}),
            serde_json::json!({"level": "law", "valid_from": "2022-01-01", "valid_to": "2021-01-01"}),
        ];
        let (mut told, mut good) = (0, 0);
        for topic in TOPICS {
            let schema: Value = serde_json::from_str(topic.schema).unwrap();
            let quick = Quick::of(topic.schema);
            for example in schema["examples"].as_array().unwrap() {
                for place in 0.. {
                    let changed: Vec<Value> = others
                        .iter()
                        .map_while(|other| {
                            let mut left = Some(place);
                            let changed = with(example, &mut left, other);
                            left.is_none().then_some(changed)
                        })
                        .collect();
                    if changed.is_empty() {
                        break;
                    }
                    for value in changed {
                        let (fits, valid) = (quick.fits(&value), topic.compiled.check(&value).is_ok());
                        assert!(!fits || valid, "{}: {value}", topic.name);
                        told += usize::from(fits);
                        good += usize::from(valid);
                    }
                }
            }
        }
        assert!(told * 10 > good * 7, "{told} of {good}");
    }
}
