//! What one entry comes to: the rules of three topics over one record, and whether its data are fresh.

use serde::{Deserializer, Serialize};
use serde_json::Value;

use super::record;
use crate::collection::aggregation::freshness;
use crate::collection::catalogue::entry as catalogue;
use crate::law::{Level, RuleId, Text};
use crate::opening::classification as opening;
use crate::report::{Findings, Outcome};
use crate::sharing::classification as sharing;
use crate::topic::Question;
use crate::{Error, ident};

/// An entry of the catalogue, judged; or why it could not be.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What the topic `catalogue.entry` decides.
    pub catalogue: Option<&'static str>,
    /// The body that provides the data, by name, else by code.
    pub department: Option<String>,
    /// Why the row holds no entry; nothing is judged then.
    pub error: Option<Fault>,
    /// What is breached or cannot be decided, in the order of the rule table.
    pub findings: Vec<Reason>,
    /// Whether the data are updated within their cycle: `fresh`, `stale`; none while unknown.
    pub freshness: Option<&'static str>,
    /// The code of the entry.
    pub id: Option<String>,
    /// The opening class that the data deserve, and the one that is declared.
    pub opening: Class,
    /// The worst of the three topics.
    pub outcome: Outcome,
    /// Its number in the catalogue, counted from 1.
    pub row: u64,
    /// The sharing class that counts, and the one that is declared.
    pub sharing: Class,
    /// The topic that the entry is listed under (主题).
    pub topic: Option<String>,
}

/// A class of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Class {
    /// The class that counts.
    pub class: Option<&'static str>,
    /// The class that is declared.
    pub declared: Option<&'static str>,
    /// What the topic comes to; none where nothing was judged.
    pub outcome: Option<Outcome>,
}

/// Why an entry falls, or cannot be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The stable code.
    pub code: &'static str,
    /// How it weighs.
    pub level: Level,
    /// What it says.
    pub message: Text,
    /// JSON pointers of missing facts.
    pub missing: Vec<String>,
    /// Where it lies in the record.
    pub path: String,
    /// What came of it.
    pub result: Outcome,
    /// The rule.
    pub rule: RuleId,
}

/// A row that holds no entry, or an input that ended before its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The stable code, as errors bear it.
    pub code: &'static str,
    /// The column, in tables.
    pub column: Option<String>,
    /// What was expected.
    pub message: String,
    /// JSON pointer into the record; empty for the row as a whole.
    pub path: String,
}

impl Fault {
    /// A fault of a whole row.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, column: None, message: message.into(), path: String::new() }
    }
}

impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        let message = error.details().next().map(|detail| detail.message.clone()).unwrap_or_default();
        Self { code: error.code(), column: None, message, path: error.path().to_owned() }
    }
}

/// Judges `record`, which fits the schema of [`record`]; `out` is its row.
pub(super) fn judge<'a, D: Deserializer<'a> + Copy>(
    mut out: Row,
    record: D,
    question: &Question<'_>,
) -> Result<Row, Error> {
    let unread = |_| Error::internal("an entry that fits the schema could not be read");
    let (decision, findings) = catalogue::decision(record, question).map_err(unread)?;
    out.catalogue = decision;
    out.take(&findings);
    let (classes, findings) = sharing::classes(record, question).map_err(unread)?;
    out.sharing =
        Class { class: classes.effective, declared: classes.declared, outcome: Some(findings.outcome()) };
    out.take(&findings);
    let (classes, findings) = opening::classes(record, question).map_err(unread)?;
    out.opening =
        Class { class: classes.deserved, declared: classes.declared, outcome: Some(findings.outcome()) };
    out.take(&findings);
    out.freshness = freshness::word(record, &mut question.state()).map_err(unread)?;
    out.findings.sort_by(|a, b| (a.rule, &a.path, a.code).cmp(&(b.rule, &b.path, b.code)));
    out.findings.dedup();
    Ok(out)
}

impl Row {
    /// The row of a record of which nothing is judged yet.
    pub(super) fn of(row: u64, record: &Value) -> Self {
        Self::empty(row, |pointer| record.pointer(pointer).and_then(Value::as_str))
    }

    /// The row of an entry of which nothing is judged yet; `texts` gives those of its record, by pointer.
    pub(super) fn empty<'a>(row: u64, texts: impl Fn(&str) -> Option<&'a str>) -> Self {
        let text = |pointers: &[&str]| {
            let stated = |pointer: &&str| texts(pointer).filter(|text| !text.trim().is_empty());
            pointers.iter().find_map(stated).map(|text| ident::mask(text.trim()))
        };
        Self {
            catalogue: None,
            department: text(&record::DEPARTMENT),
            error: None,
            findings: Vec::new(),
            freshness: None,
            id: text(&["/entry/code", "/subject/id", "/id"]),
            opening: Class::default(),
            outcome: Outcome::NotApplicable,
            row,
            sharing: Class::default(),
            topic: text(&["/entry/topic"]),
        }
    }

    /// The row of what is no entry.
    pub(crate) fn fault(row: u64, record: &Value, fault: Fault) -> Self {
        Self { error: Some(fault), ..Self::of(row, record) }
    }

    fn take(&mut self, findings: &Findings) {
        self.outcome = self.outcome.and(findings.outcome());
        let telling = findings.iter().filter(|finding| {
            matches!(finding.level, Level::Fail | Level::Warn)
                && matches!(finding.result, Outcome::NotMet | Outcome::Undetermined | Outcome::Conflict)
        });
        self.findings.extend(telling.map(|finding| Reason {
            code: finding.code,
            level: finding.level,
            message: finding.message,
            missing: finding.missing.iter().map(|path| path.to_string()).collect(),
            path: finding.path.to_string(),
            result: finding.result,
            rule: finding.rule,
        }));
    }

    /// How bad it is: breaches, then what cannot be decided, then what is worth a look.
    pub(super) fn weight(&self) -> [usize; 3] {
        let count =
            |wanted: fn(&Reason) -> bool| self.findings.iter().filter(|reason| wanted(reason)).count();
        [
            count(|reason| reason.level == Level::Fail && reason.result == Outcome::NotMet),
            count(|reason| reason.level == Level::Fail && reason.result != Outcome::NotMet),
            count(|reason| reason.level == Level::Warn),
        ]
    }
}
