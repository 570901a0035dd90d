//! Catalogues of any size, record by record, and as tables.

use super::Catalogue;
use serde_json::{Value, json};

/// So many entries are made; the others repeat them with codes of their own.
const MADE: usize = 2_000;

/// The entries of a catalogue of any size, one after the other; memory does not grow with it.
#[derive(Debug, Clone)]
pub struct Large {
    made: Vec<Value>,
    next: usize,
    entries: usize,
}

impl Large {
    /// A catalogue of so many entries, a fifth of them with a defect.
    pub fn new(seed: u64, entries: usize) -> Self {
        Self { made: Catalogue::generate(seed, entries.min(MADE), 0).entries, next: 0, entries }
    }

    /// The records as a CSV table: a column a field, what is nested with dots, lists and deeper objects as JSON.
    pub fn table(records: impl IntoIterator<Item = Value>) -> String {
        let mut out = Self::header();
        for record in records {
            out.push_str(&Self::line(&record));
        }
        out
    }

    /// The header of [`Large::table`].
    pub fn header() -> String {
        COLUMNS.join(",") + "\n"
    }

    /// The line of a record in [`Large::table`].
    pub fn line(record: &Value) -> String {
        let cells: Vec<String> = COLUMNS.iter().map(|column| cell(record, column)).collect();
        cells.join(",") + "\n"
    }
}

impl Iterator for Large {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let number = self.next;
        if number >= self.entries {
            return None;
        }
        self.next += 1;
        let mut record = self.made[number % self.made.len()].clone();
        if number >= self.made.len() {
            let code = record["entry"]["classification"].as_str().unwrap_or_default().to_owned();
            record["entry"]["code"] = json!(format!("{code}/{:09}", number + 1));
        }
        Some(record)
    }
}

fn cell(record: &Value, column: &str) -> String {
    let value = match column.split_once('.') {
        Some((object, field)) => &record[object][field],
        None if matches!(column, "treatment" | "holder_consents") => &record[column],
        None => &record["entry"][column],
    };
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if text.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

/// Every field that the records of the testkit have.
const COLUMNS: &[&str] = &[
    "classification",
    "code",
    "name",
    "provider_name",
    "provider_code",
    "abstract",
    "format",
    "items",
    "share_type",
    "share_condition",
    "share_method",
    "share_reason",
    "share_basis",
    "on_negative_list",
    "negative_list_approval",
    "open_type",
    "open_reason",
    "open_condition",
    "open_forbidden_by",
    "update_cycle",
    "published_on",
    "sector",
    "topic",
    "security_level",
    "secret_flag",
    "source_kind",
    "is_personal",
    "is_privacy",
    "is_trade_secret",
    "is_confidential_commercial",
    "provider.code",
    "provider.district_code",
    "provider.funding",
    "provider.kind",
    "provider.level",
    "provider.name",
    "provider.performs_public_function",
    "provider.utility_kind",
    "demands.high_security",
    "demands.high_processing",
    "demands.strong_timeliness",
    "demands.continuous_supply",
    "high_value.livelihood",
    "high_value.urgent_need",
    "treatment",
    "holder_consents",
];
