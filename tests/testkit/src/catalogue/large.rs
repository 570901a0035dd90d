//! Catalogues and request logs of any size, record by record: memory does not grow with them.

use super::Catalogue;
use super::column::ENTRY;
use crate::table::{csv_header, csv_line};
use serde_json::{Value, json};

/// So many entries are made; the others repeat them with codes of their own.
const MADE: usize = 2_000;
/// So many requests are made, likewise.
const ASKED: usize = 20_000;

/// The entries of a catalogue of any size, one after the other.
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
        let mut out = csv_header(ENTRY);
        for record in records {
            out.push_str(&csv_line(ENTRY, &record));
        }
        out
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

/// A log of requests of any size, one after the other.
#[derive(Debug, Clone)]
pub struct RequestLog {
    made: Vec<Value>,
    next: usize,
    requests: usize,
}

impl RequestLog {
    /// So many requests for the entries of `Catalogue::generate(seed, entries, …)`, in the usual mixture.
    pub fn new(seed: u64, entries: usize, requests: usize) -> Self {
        Self { made: Catalogue::generate(seed, entries, requests.min(ASKED)).requests, next: 0, requests }
    }
}

impl Iterator for RequestLog {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        let number = self.next;
        if number >= self.requests || self.made.is_empty() {
            return None;
        }
        self.next += 1;
        let mut request = self.made[number % self.made.len()].clone();
        if number >= self.made.len() {
            let year =
                request["received_at"].as_str().and_then(|day| day.get(..4)).unwrap_or_default().to_owned();
            request["id"] = json!(format!("GX-{year}-{:09}", number + 1));
        }
        Some(request)
    }
}
