//! Classes of a catalogue: a row is an entry, asked for its sharing class and its opening class.

use std::sync::Arc;

use arrow_array::{ArrayRef, BooleanArray, RecordBatch, StringArray};
use arrow_schema::{DataType, Field};
use serde_json::{Map, Value, json};

use super::Ask;
use super::records::{BadCell, Records};
use super::words::{Ends, Words, list_type, words_type};
use crate::law::{Date, Level};
use crate::report::Outcome;
use crate::topic::{Judgement, Question, Topic};
use crate::{Error, Options, opening, sharing};

/// Classifies entries of a catalogue. The columns bear the names of the record's fields (`share_type`, `share_basis`,
/// `is_personal` …), `provider_kind` the kind of the providing body, which decides from 2025-08-01. A column that is not
/// there is unknown, a null says that there is none; `items` and the bases are lists of structs, or JSON in a text.
///
/// The answers: `share_outcome`, `share_regime`, `share_class` (the one that counts), `share_defective`, `share_codes`;
/// `open_outcome`, `open_class`, `open_codes`; `error` and `error_path`.
pub struct Classifications {
    as_of: Date,
    options: Options,
}

impl Classifications {
    /// Classes on a day.
    pub fn new(as_of: Date, options: Options) -> Self {
        Self { as_of, options }
    }

    fn ask(&self, topic: &Topic, facts: &Value) -> Result<Said, Error> {
        topic.compiled.check(facts)?;
        let question =
            Question { as_of: self.as_of, options: &self.options, is_hypothetical: false, cites: false };
        let judged = (topic.judge)(facts, &question);
        judged.map(Said::of).map_err(|_| Error::internal("facts that fit the schema could not be read"))
    }
}

/// The fields of an entry that classes ask for, and whether they hold a list or an object.
const FIELDS: &[(&str, bool)] = &[
    ("code", false),
    ("items", true),
    ("share_type", true),
    ("share_condition", true),
    ("share_reason", false),
    ("share_basis", true),
    ("on_negative_list", false),
    ("negative_list_approval", true),
    ("open_type", true),
    ("open_reason", false),
    ("open_condition", false),
    ("open_forbidden_by", true),
    ("secret_flag", false),
    ("is_personal", false),
    ("is_privacy", false),
    ("is_trade_secret", false),
    ("is_confidential_commercial", false),
];
const PROVIDER: &[(&str, bool)] = &[("provider_kind", false)];

/// What a topic says of an entry.
struct Said {
    outcome: Outcome,
    value: std::collections::BTreeMap<&'static str, Value>,
    codes: Vec<&'static str>,
}

impl Said {
    fn of(judged: Judgement) -> Self {
        let outcome = judged.findings.outcome();
        let deciding =
            |finding: &crate::report::Finding| finding.level == Level::Fail && finding.result == outcome;
        let mut codes: Vec<&'static str> = Vec::new();
        for finding in judged.findings.into_sorted().into_iter().filter(deciding) {
            if !codes.contains(&finding.code) {
                codes.push(finding.code);
            }
        }
        Self { outcome, value: judged.value, codes }
    }

    fn word(&self, name: &str) -> Option<String> {
        self.value.get(name).and_then(Value::as_str).map(str::to_owned)
    }
}

/// What a topic says of all rows, as it grows.
struct Column {
    outcomes: Words<&'static str>,
    codes: Words<&'static str>,
    ends: Ends,
}

impl Column {
    fn with_capacity(rows: usize) -> Self {
        Self {
            outcomes: Words::with_capacity(rows),
            codes: Words::with_capacity(rows),
            ends: Ends::with_capacity(rows),
        }
    }

    fn push(&mut self, said: Option<&Said>) -> Result<(), Error> {
        self.outcomes.push(said.map(|said| said.outcome.as_str()));
        for code in said.into_iter().flat_map(|said| &said.codes) {
            self.codes.push(Some(code));
        }
        self.ends.push(self.codes.len())
    }

    /// Outcomes and codes.
    fn finish(self) -> Result<(ArrayRef, ArrayRef), Error> {
        let word = |word: &&str| (*word).to_owned();
        Ok((self.outcomes.finish(word)?, self.ends.finish(self.codes.finish(word)?, None)?))
    }
}

impl Ask for Classifications {
    fn columns(&self) -> Vec<Field> {
        let words = |name| Field::new(name, words_type(), true);
        let codes = |name| Field::new(name, list_type(words_type()), true);
        let text = |name| Field::new(name, DataType::Utf8, true);
        vec![
            words("share_outcome"),
            text("share_regime"),
            text("share_class"),
            Field::new("share_defective", DataType::Boolean, true),
            codes("share_codes"),
            words("open_outcome"),
            text("open_class"),
            codes("open_codes"),
            words("error"),
            text("error_path"),
        ]
    }

    fn answer(&self, rows: &RecordBatch, _: u64) -> Result<Vec<ArrayRef>, Error> {
        let (records, providers) = (Records::of(rows, FIELDS), Records::of(rows, PROVIDER));
        let count = rows.num_rows();
        let (mut shares, mut opens) = (Column::with_capacity(count), Column::with_capacity(count));
        let (mut regimes, mut classes, mut defective, mut open_classes) = (vec![], vec![], vec![], vec![]);
        let (mut errors, mut paths) = (Words::with_capacity(count), Vec::with_capacity(count));
        for row in 0..count {
            let (share, open, fault) = match self.row(&records, &providers, row) {
                Ok((share, open)) => (Some(share), Some(open), None),
                Err(fault) => (None, None, Some(fault)),
            };
            let word = |said: &Option<Said>, name| said.as_ref().and_then(|said| said.word(name));
            regimes.push(word(&share, "regime"));
            classes.push(word(&share, "effective_class"));
            open_classes.push(word(&open, "open_class"));
            let defect = share.as_ref().and_then(|said| said.value.get("defective"));
            defective.push(defect.and_then(Value::as_bool));
            shares.push(share.as_ref())?;
            opens.push(open.as_ref())?;
            errors.push(fault.as_ref().map(|(code, _)| *code));
            paths.push(fault.map(|(_, path)| path));
        }
        let (share_outcomes, share_codes) = shares.finish()?;
        let (open_outcomes, open_codes) = opens.finish()?;
        Ok(vec![
            share_outcomes,
            Arc::new(StringArray::from(regimes)),
            Arc::new(StringArray::from(classes)),
            Arc::new(BooleanArray::from(defective)),
            share_codes,
            open_outcomes,
            Arc::new(StringArray::from(open_classes)),
            open_codes,
            errors.finish(|code| (*code).to_owned())?,
            Arc::new(StringArray::from(paths)),
        ])
    }
}

impl Classifications {
    /// What both topics say of a row, or the code and the place of what is wrong with it.
    fn row(
        &self,
        records: &Records<'_>,
        providers: &Records<'_>,
        row: usize,
    ) -> Result<(Said, Said), (&'static str, String)> {
        let bad = |BadCell(path)| ("input.cell", path);
        let entry = Value::Object(records.record(row).map_err(bad)?);
        let mut facts = Map::new();
        facts.insert("entry".to_owned(), entry);
        let open = Value::Object(facts.clone());
        let kind = providers.record(row).map_err(bad)?.remove("provider_kind");
        if let Some(kind) = kind {
            facts.insert("provider".to_owned(), json!({ "kind": kind }));
        }
        let wrong = |error: Error| {
            let path = error.path();
            (error.code(), path.strip_prefix("/entry").unwrap_or(path).to_owned())
        };
        let share = self.ask(&sharing::classification::TOPIC, &Value::Object(facts)).map_err(wrong)?;
        let open = self.ask(&opening::classification::TOPIC, &open).map_err(wrong)?;
        Ok((share, open))
    }
}
