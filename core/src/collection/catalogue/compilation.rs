//! Compiling the entries of all units into the city's catalogue, one after the other.
//!
//! The topic `catalogue.compile` and the stream of [`Compiler`](super::Compiler) both end here: nothing is decided twice.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::class::defects;
use super::compiled_by::{self, DUPLICATE, Lacks};
use super::facts::{Body, CompiledLevel, Listed};
use super::listing::CAT_1;
use super::required::{PROVIDER_UNKNOWN, requirements};
use super::source::{Disputed, ITEM_UNKNOWN, OWNER_UNKNOWN, Sources, unnamed};
use super::version::{Difference, Version};
use crate::law::{Code, Law, codes};
use crate::record::{Excluded, exclusion};

codes! {
    COMPILED: CAT_1, "catalogue.compiled", Fail, Met, "各单位条目已编入公共数据资源目录", "the units' entries are compiled into the city's catalogue";
    NO_CODE: CAT_1, "catalogue.compiled.no_code", Fail, NotMet, "条目没有代码，不能编入目录", "the entry has no code and cannot be compiled";
    CODE_UNKNOWN: CAT_1, "catalogue.compiled.code_unknown", Fail, Undetermined, "不知道条目的代码", "the code of the entry is unknown";
    CODE_TWICE: CAT_1, "catalogue.compiled.code_twice", Fail, NotMet, "两个条目使用同一代码", "two entries bear the same code";
}

/// Where a code was said: the entry's number, and the field of the entry or, behind `@`, of its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) entry: u32,
    pub(super) field: Cow<'static, str>,
}

/// How often a code was said, and where first.
#[derive(Debug, Clone)]
pub(super) struct Tally {
    pub(super) code: &'static Code,
    pub(super) count: u64,
    pub(super) places: Vec<Place>,
}

/// The work of compiling.
#[derive(Debug)]
pub(super) struct Compilation {
    law: Law,
    /// How many places of each code, and differences, are kept.
    keep: usize,
    entries: u32,
    listed: u32,
    codes: HashMap<Box<str>, u32>,
    sources: Sources,
    version: Option<Version>,
    differences: Vec<Difference>,
    changed: [u64; 3],
    tallies: BTreeMap<&'static str, Tally>,
}

/// What compiling came to.
#[derive(Debug)]
pub(super) struct Outcomes {
    pub(super) entries: u32,
    /// Entries that were taken into the catalogue: they have a code of their own and are no state secret.
    pub(super) listed: u32,
    pub(super) tallies: BTreeMap<&'static str, Tally>,
    pub(super) disputed: Vec<Disputed>,
    /// Supplements with the sector entry that holds their data.
    pub(super) duplicates: Vec<(u32, u32)>,
    pub(super) differences: Vec<Difference>,
    /// How many entries were added, removed, changed.
    pub(super) changed: [u64; 3],
}

impl Compilation {
    pub(super) fn new(law: Law, keep: usize, earlier: Option<Version>) -> Self {
        Self {
            law,
            keep,
            entries: 0,
            listed: 0,
            codes: HashMap::new(),
            sources: Sources::default(),
            version: earlier,
            differences: Vec::new(),
            changed: [0; 3],
            tallies: BTreeMap::new(),
        }
    }

    /// Takes the next entry, kept by `body`.
    pub(super) fn entry(&mut self, body: &Body<'_>, listed: &Listed<'_>) {
        let number = self.entries;
        self.entries = self.entries.saturating_add(1);
        let department = self.department(number, body);
        let (excluded, code) = exclusion(listed.secret_flag, department);
        if excluded != Excluded::No {
            self.say(number, code, "secret_flag");
        }
        if excluded == Excluded::Yes {
            return;
        }
        self.code(number, listed);
        self.compiler(number, body, listed, department);
        for requirement in requirements(&self.law, department) {
            requirement.ask(listed, &mut |code, field| self.say(number, code, field));
        }
        let law = self.law.clone();
        defects(listed, &law, department, &mut |code, field| self.say(number, code, field));
        if let Some(difference) = self.version.as_mut().and_then(|earlier| earlier.compare(number, listed)) {
            self.difference(difference);
        }
    }

    /// What all came to.
    pub(super) fn finish(mut self) -> Outcomes {
        for difference in self.version.as_ref().map(Version::removed).unwrap_or_default() {
            self.difference(difference);
        }
        let duplicates =
            if self.law.date() >= Law::DATA_REGULATION { self.sources.duplicates() } else { Vec::new() };
        for (entry, _) in &duplicates {
            self.say(*entry, &DUPLICATE, "items");
        }
        for entry in self.sources.doubtful() {
            self.say(entry, &OWNER_UNKNOWN, "@code");
        }
        Outcomes {
            entries: self.entries,
            listed: self.listed,
            disputed: self.sources.disputed(),
            duplicates,
            differences: self.differences,
            changed: self.changed,
            tallies: self.tallies,
        }
    }

    /// Whether the body is a department under the regulation of 2025. One of unknown kind is said to be unknown and asked
    /// what every body is asked.
    fn department(&mut self, number: u32, body: &Body<'_>) -> bool {
        if self.law.date() < Law::SHARING_REGULATION {
            return false;
        }
        let department = body.agency().is_government_department();
        if department.is_none() {
            self.say(number, &PROVIDER_UNKNOWN, "@kind");
        }
        department == Some(true)
    }

    /// CAT-1: an entry is listed under a code of its own.
    fn code(&mut self, number: u32, listed: &Listed<'_>) {
        match (listed.code.states(), listed.code.stated()) {
            (_, Some(code)) if self.codes.contains_key(code) => self.say(number, &CODE_TWICE, "code"),
            (_, Some(code)) => {
                self.codes.insert(code.into(), number);
                self.listed = self.listed.saturating_add(1);
            }
            (None, None) => self.say(number, &CODE_UNKNOWN, "code"),
            (Some(_), None) => self.say(number, &NO_CODE, "code"),
        }
    }

    /// CAT-2 and CAT-9: which catalogue the entry belongs to, and what it claims. Until 2021 there is one catalogue.
    fn compiler(&mut self, number: u32, body: &Body<'_>, listed: &Listed<'_>, department: bool) {
        let level = if self.law.date() < Law::DATA_REGULATION {
            Ok(CompiledLevel::SectorCity)
        } else {
            compiled_by::level(listed.compiled_level, Some(body.level))
        };
        for index in unnamed(listed) {
            self.say(number, &ITEM_UNKNOWN, format!("items/{index}/name"));
        }
        match level {
            Ok(CompiledLevel::DistrictSupplement) => self.sources.supplement(number, listed),
            Ok(_) => self.sources.claim(number, listed, body, department),
            Err((code, Lacks::Level)) => self.say(number, code, "compiled_level"),
            Err((code, Lacks::Compiler)) => self.say(number, code, "@level"),
        }
    }

    fn difference(&mut self, difference: Difference) {
        let [added, removed, changed] = &mut self.changed;
        let count = match difference {
            Difference::Added(_) => added,
            Difference::Removed(_) => removed,
            Difference::Changed(..) => changed,
        };
        *count = count.saturating_add(1);
        if self.differences.len() < self.keep {
            self.differences.push(difference);
        }
    }

    fn say(&mut self, entry: u32, code: &'static Code, field: impl Into<Cow<'static, str>>) {
        let tally =
            self.tallies.entry(code.code).or_insert_with(|| Tally { code, count: 0, places: Vec::new() });
        tally.count = tally.count.saturating_add(1);
        if tally.places.len() < self.keep {
            tally.places.push(Place { entry, field: field.into() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_counted_and_the_first_are_kept() {
        let law = Law::as_of(Law::DATA_REGULATION);
        let mut compilation = Compilation::new(law, 1, Some(Version::default()));
        for _ in 0..3 {
            compilation.entry(&Body::default(), &Listed::default());
        }
        let outcomes = compilation.finish();
        assert_eq!(
            (outcomes.changed, outcomes.differences.as_slice()),
            ([3, 0, 0], &[Difference::Added(0)][..])
        );
        let tally = &outcomes.tallies[CODE_UNKNOWN.code];
        assert_eq!((tally.count, tally.places.len()), (3, 1));
    }
}
