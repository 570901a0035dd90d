//! What all rows come to: counts by department, topic, class and rule, and the worst entries.

use std::collections::BTreeMap;

use serde::Serialize;

use super::verdict::{Class, Fault, Row};
use crate::law::{Level, RuleId, Text};
use crate::report::Outcome;

/// More departments or topics than these are counted together, so that memory stays bounded.
const GROUPS: usize = 10_000;
/// Of each code so many rows are named.
const NAMED: usize = 5;
/// So many rows without an entry are told, each with its fault.
const FAULTS: usize = 100;

/// Counts of entries that have something in common.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Group {
    /// Entries.
    pub entries: u64,
    /// Entries that are updated within their cycle.
    pub fresh: u64,
    /// Entries by the opening class that they deserve; `unknown` where facts are missing or nothing applies.
    pub open: BTreeMap<String, u64>,
    /// Entries by outcome.
    pub outcomes: BTreeMap<&'static str, u64>,
    /// Entries by the sharing class that counts; `unknown` where facts are missing or nothing applies.
    pub share: BTreeMap<String, u64>,
    /// Entries that are not updated within their cycle.
    pub stale: u64,
    /// Rows that hold no entry.
    pub unreadable: u64,
}

/// How often a code was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Defect {
    /// The stable code.
    pub code: &'static str,
    /// In how many entries.
    pub entries: u64,
    /// How it weighs.
    pub level: Level,
    /// What it says.
    pub message: Text,
    /// What it comes to.
    pub result: Outcome,
    /// The first rows.
    pub rows: Vec<u64>,
    /// The rule.
    pub rule: RuleId,
}

/// Entries in which a field that must be stated is not, or may not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Lacking {
    /// It is known not to be stated.
    pub missing: u64,
    /// It is unknown whether it is.
    pub unknown: u64,
}

/// A row without an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unreadable {
    /// Why.
    #[serde(flatten)]
    pub fault: Fault,
    /// Its number, counted from 1.
    pub row: u64,
}

/// The totals of a run.
#[derive(Debug, Clone, Default)]
pub(super) struct Totals {
    pub(super) all: Group,
    pub(super) departments: BTreeMap<String, Group>,
    pub(super) topics: BTreeMap<String, Group>,
    pub(super) defects: BTreeMap<(RuleId, &'static str), Defect>,
    pub(super) fields: BTreeMap<String, Lacking>,
    pub(super) faults: BTreeMap<&'static str, u64>,
    pub(super) unreadable: Vec<Unreadable>,
    pub(super) outcome: Option<Outcome>,
    worst: Vec<Row>,
    keeps: usize,
}

fn up(count: &mut u64) {
    *count = count.saturating_add(1);
}

impl Totals {
    /// Totals that keep the `keeps` worst entries.
    pub(super) fn new(keeps: usize) -> Self {
        Self { keeps, ..Self::default() }
    }

    /// Counts a row.
    pub(super) fn take(&mut self, row: &Row) {
        let place = |groups: &mut BTreeMap<String, Group>, name: &Option<String>| {
            let name = name.clone().unwrap_or_default();
            let full = groups.len() >= GROUPS && !groups.contains_key(&name);
            let group = groups.entry(if full { "…".to_owned() } else { name }).or_default();
            group.take(row);
        };
        self.all.take(row);
        place(&mut self.departments, &row.department);
        place(&mut self.topics, &row.topic);
        if let Some(fault) = &row.error {
            up(self.faults.entry(fault.code).or_default());
            if self.unreadable.len() < FAULTS {
                self.unreadable.push(Unreadable { fault: fault.clone(), row: row.row });
            }
            return;
        }
        self.outcome = Some(self.outcome.map_or(row.outcome, |outcome| outcome.and(row.outcome)));
        self.defects(row);
        self.rank(row);
    }

    fn defects(&mut self, row: &Row) {
        let mut before = None;
        for reason in &row.findings {
            let key = (reason.rule, reason.code);
            if before != Some(key) {
                let defect = self.defects.entry(key).or_insert_with(|| Defect {
                    code: reason.code,
                    entries: 0,
                    level: reason.level,
                    message: reason.message,
                    result: reason.result,
                    rows: Vec::new(),
                    rule: reason.rule,
                });
                up(&mut defect.entries);
                if defect.rows.len() < NAMED {
                    defect.rows.push(row.row);
                }
            }
            before = Some(key);
            let field = |path: &str| {
                path.strip_prefix("/entry/").filter(|name| !name.contains('/')).map(str::to_owned)
            };
            if !reason.rule.0.prefix().starts_with("CAT") {
                continue;
            }
            if reason.result == Outcome::NotMet
                && let Some(name) = field(&reason.path)
            {
                up(&mut self.fields.entry(name).or_default().missing);
            }
            for name in reason.missing.iter().filter_map(|path| field(path)) {
                up(&mut self.fields.entry(name).or_default().unknown);
            }
        }
    }

    /// Keeps the row if it is among the worst; of equals the earlier one.
    fn rank(&mut self, row: &Row) {
        let weight = row.weight();
        if weight == [0; 3] || self.keeps == 0 {
            return;
        }
        let place = self.worst.partition_point(|kept| kept.weight() >= weight);
        if place < self.keeps {
            self.worst.insert(place, row.clone());
            self.worst.truncate(self.keeps);
        }
    }

    /// The worst entries, the worst first.
    pub(super) fn worst(&self) -> &[Row] {
        &self.worst
    }
}

impl Group {
    fn take(&mut self, row: &Row) {
        if row.error.is_some() {
            return up(&mut self.unreadable);
        }
        up(&mut self.entries);
        up(self.outcomes.entry(row.outcome.as_str()).or_default());
        let class = |class: &Class| class.class.clone().unwrap_or_else(|| "unknown".to_owned());
        up(self.open.entry(class(&row.opening)).or_default());
        up(self.share.entry(class(&row.sharing)).or_default());
        match row.freshness {
            Some("fresh") => up(&mut self.fresh),
            Some(_) => up(&mut self.stale),
            None => {}
        }
    }
}
