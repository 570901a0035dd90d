//! What a topic is: a schema for its facts and predicates over them. The chapters say the topics; `evaluate` asks them.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::Options;
use crate::law::{Code, Date, Law, TIME_1_ACT, TIME_1_STATE, TIME_3_BEFORE};
use crate::record::{Fact, Moment};
use crate::report::{Findings, Obligation};
use crate::schema::Schema;

/// A question that can be asked, with the schema of its facts.
pub struct Topic {
    /// Its name, such as `sharing.request`.
    pub name: &'static str,
    /// The JSON Schema (2020-12) of its facts. It refers to [`RECORD_SCHEMA`](crate::RECORD_SCHEMA).
    pub schema: &'static str,
    /// The kind of subject, where the caller names none.
    pub(crate) kind: &'static str,
    pub(crate) compiled: Schema,
    pub(crate) judge: Judge,
}

/// A topic's predicates over facts that fit its schema.
pub(crate) type Judge = for<'a> fn(&'a Value, &Question<'_>) -> Result<Judgement, serde_json::Error>;

/// What is asked, apart from the facts.
pub(crate) struct Question<'a> {
    pub(crate) as_of: Date,
    pub(crate) options: &'a Options,
    /// Whether everything is to be thought on `as_of`, acts too: what would the answer be under that day's law?
    pub(crate) is_hypothetical: bool,
    /// Whether findings are to say what they rest on.
    pub(crate) cites: bool,
}

/// What a topic's predicates come to.
pub(crate) struct Judgement {
    pub(crate) findings: Findings,
    pub(crate) value: BTreeMap<&'static str, Value>,
    pub(crate) obligations: Vec<Obligation>,
}

impl Question<'_> {
    /// The law that an act falls under: of its own date, where the facts state it (TIME-1).
    pub(crate) fn act(&self, at: Fact<Moment>, path: &'static str) -> Findings {
        match at {
            Fact::Known(moment) if !self.is_hypothetical => self.begin(moment.day(), &TIME_1_ACT, path),
            _ => self.begin(self.as_of, &TIME_1_STATE, ""),
        }
    }

    /// The law that a state falls under: of the evaluation date (TIME-1).
    pub(crate) fn state(&self) -> Findings {
        self.begin(self.as_of, &TIME_1_STATE, "")
    }

    /// The law that a term falls under which began at `from`, where the state is judged by `law`.
    pub(crate) fn law_of_term(&self, law: &Law, from: Moment) -> Law {
        if self.is_hypothetical { law.clone() } else { law.on(from.day()) }
    }

    fn begin(&self, date: Date, code: &'static Code, path: &'static str) -> Findings {
        let law = Law::as_of(date).with(&self.options.overlays);
        let mut findings = if self.cites { Findings::new(law) } else { Findings::uncited(law) };
        if findings.law().applies() {
            findings.add(code, path);
        } else {
            findings.add(&TIME_3_BEFORE, path);
        }
        findings
    }
}

/// Reads the record that a topic judges: from JSON, or from whatever else holds it.
pub(crate) fn read<'a, T: Deserialize<'a>, D: Deserializer<'a>>(facts: D) -> Result<T, D::Error> {
    T::deserialize(facts)
}
