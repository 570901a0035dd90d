//! What all rows come to: counts by department, topic, class and rule, and the worst entries.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::verdict::{Class, Fault, Row};
use crate::law::{Level, RuleId, Text};
use crate::report::Outcome;

/// More departments or topics than these are counted together, so that memory stays bounded.
const GROUPS: usize = 10_000;
/// The name of those.
const OTHERS: &str = "…";
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
    pub open: BTreeMap<&'static str, u64>,
    /// Entries by outcome.
    pub outcomes: BTreeMap<&'static str, u64>,
    /// Entries by the sharing class that counts; `unknown` where facts are missing or nothing applies.
    pub share: BTreeMap<&'static str, u64>,
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
pub(crate) struct Totals {
    pub(super) all: Group,
    pub(super) departments: Groups,
    pub(super) topics: Groups,
    pub(super) defects: BTreeMap<(RuleId, &'static str), Defect>,
    pub(super) fields: BTreeMap<String, Lacking>,
    pub(super) faults: BTreeMap<&'static str, u64>,
    pub(super) unreadable: Vec<Unreadable>,
    pub(super) outcome: Option<Outcome>,
    worst: Vec<Row>,
    keeps: usize,
}

/// Groups by name, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Groups {
    places: HashMap<String, usize>,
    groups: Vec<Group>,
}

impl Groups {
    /// The group of this name; that of all others, once there are too many.
    fn of(&mut self, name: &str) -> Option<&mut Group> {
        let place = match self.places.get(name) {
            Some(place) => *place,
            None => {
                let name = if self.groups.len() >= GROUPS { OTHERS } else { name };
                let next = self.groups.len();
                let place = *self.places.entry(name.to_owned()).or_insert(next);
                if place == next {
                    self.groups.push(Group::default());
                }
                place
            }
        };
        self.groups.get_mut(place)
    }

    fn join(&mut self, later: Self) {
        let mut names: Vec<(String, usize)> = later.places.into_iter().collect();
        names.sort_unstable_by_key(|(_, place)| *place);
        for ((name, _), group) in names.iter().zip(later.groups) {
            if let Some(own) = self.of(name) {
                own.join(group);
            }
        }
    }

    /// By name alone.
    pub(super) fn into_map(self) -> BTreeMap<String, Group> {
        let group = |place: usize| self.groups.get(place).cloned().unwrap_or_default();
        self.places.iter().map(|(name, place)| (name.clone(), group(*place))).collect()
    }
}

fn up(count: &mut u64) {
    add(count, 1);
}

fn add(count: &mut u64, more: u64) {
    *count = count.saturating_add(more);
}

/// Adds the counts of `later` to those of the same key.
fn add_all<K: Ord>(counts: &mut BTreeMap<K, u64>, later: BTreeMap<K, u64>) {
    for (key, more) in later {
        add(counts.entry(key).or_default(), more);
    }
}

impl Totals {
    /// Totals that keep the `keeps` worst entries.
    pub(super) fn new(keeps: usize) -> Self {
        Self { keeps, ..Self::default() }
    }

    /// Counts a row.
    pub(crate) fn take(&mut self, row: &Row) {
        self.all.take(row);
        for (groups, name) in [(&mut self.departments, &row.department), (&mut self.topics, &row.topic)] {
            if let Some(group) = groups.of(name.as_deref().unwrap_or_default()) {
                group.take(row);
            }
        }
        if let Some(fault) = &row.error {
            up(self.faults.entry(fault.code).or_default());
            if self.unreadable.len() < FAULTS {
                self.unreadable.push(Unreadable { fault: fault.clone(), row: row.row });
            }
            return;
        }
        self.outcome = Some(self.outcome.map_or(row.outcome, |outcome| outcome.and(row.outcome)));
        self.defects(row);
        self.rank(row.weight(), || row.clone());
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

    /// Adds the totals of later rows.
    pub(crate) fn join(&mut self, later: Self) {
        self.all.join(later.all);
        self.departments.join(later.departments);
        self.topics.join(later.topics);
        for (key, found) in later.defects {
            match self.defects.entry(key) {
                Entry::Vacant(place) => drop(place.insert(found)),
                Entry::Occupied(mut place) => {
                    let defect = place.get_mut();
                    add(&mut defect.entries, found.entries);
                    defect.rows.extend(found.rows);
                    defect.rows.truncate(NAMED);
                }
            }
        }
        for (name, lacking) in later.fields {
            let own = self.fields.entry(name).or_default();
            add(&mut own.missing, lacking.missing);
            add(&mut own.unknown, lacking.unknown);
        }
        add_all(&mut self.faults, later.faults);
        self.unreadable.extend(later.unreadable);
        self.unreadable.truncate(FAULTS);
        self.outcome = match (self.outcome, later.outcome) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        for row in later.worst {
            let weight = row.weight();
            self.rank(weight, || row);
        }
    }

    /// Keeps the row if it is among the worst; of equals the earlier one.
    fn rank(&mut self, weight: [usize; 3], row: impl FnOnce() -> Row) {
        if weight == [0; 3] || self.keeps == 0 {
            return;
        }
        let place = self.worst.partition_point(|kept| kept.weight() >= weight);
        if place < self.keeps {
            self.worst.insert(place, row());
            self.worst.truncate(self.keeps);
        }
    }

    /// The worst entries, the worst first.
    pub(super) fn worst(&self) -> &[Row] {
        &self.worst
    }
}

impl Group {
    fn join(&mut self, later: Self) {
        add(&mut self.entries, later.entries);
        add(&mut self.fresh, later.fresh);
        add(&mut self.stale, later.stale);
        add(&mut self.unreadable, later.unreadable);
        add_all(&mut self.open, later.open);
        add_all(&mut self.outcomes, later.outcomes);
        add_all(&mut self.share, later.share);
    }

    fn take(&mut self, row: &Row) {
        if row.error.is_some() {
            return up(&mut self.unreadable);
        }
        up(&mut self.entries);
        up(self.outcomes.entry(row.outcome.as_str()).or_default());
        let class = |class: Class| class.class.unwrap_or("unknown");
        up(self.open.entry(class(row.opening)).or_default());
        up(self.share.entry(class(row.sharing)).or_default());
        match row.freshness {
            Some("fresh") => up(&mut self.fresh),
            Some(_) => up(&mut self.stale),
            None => {}
        }
    }
}
