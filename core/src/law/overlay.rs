//! Overlays: what callers add to the law as data, compiled. The file that they are read from is the roof's business.
//!
//! Two entries on one matter at one time stand by TIME-2: the higher rank, then the later instrument. Where neither
//! prevails the file is refused, so that here one always does.

use std::cmp::Reverse;
use std::sync::Arc;

use serde::Serialize;

use super::{Calendar, Code, Confidence, Date, Law, Parameter, Period, Rank, Rule, RuleId, Source};

/// Overlays that were read and checked: cheap to clone and to share. The default holds none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlays(pub(crate) Option<Arc<Compiled>>);

/// What overlays come to.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Compiled {
    pub(crate) named: Vec<OverlayName>,
    pub(crate) settings: Vec<Entry<(&'static Parameter, Given)>>,
    pub(crate) rules: Vec<Entry<(RuleId, bool)>>,
    pub(crate) citations: Vec<Entry<Cites>>,
    pub(crate) designations: Vec<Entry<Designated>>,
    /// The shipped calendar as the overlays continue it.
    pub(crate) calendar: Option<Calendar>,
}

/// An overlay as receipts name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverlayName {
    /// Its id.
    pub id: String,
    /// SHA-256 of it as RFC 8785 canonical JSON.
    pub sha256: String,
}

/// Something that an overlay says, and what it rests on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Entry<T> {
    pub(crate) says: T,
    pub(crate) source: Source,
    pub(crate) confidence: Confidence,
    pub(crate) period: Period,
    pub(crate) rank: Rank,
    /// Whether it changes what a norm of higher rank sets.
    pub(crate) is_lower: bool,
    /// Where it stands in the overlays.
    pub(crate) at: String,
}

/// What a parameter is set to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Given {
    Number(u32),
    Words(Vec<&'static str>),
}

/// What rests on a further provision.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Cites {
    Rule(RuleId),
    Code(&'static str),
}

/// A body that is designated.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Designated {
    pub(crate) role: String,
    pub(crate) sector: Option<String>,
    pub(crate) district_code: Option<String>,
    pub(crate) body: String,
}

impl Designated {
    /// How many of sector and district it names.
    pub(crate) fn narrowness(&self) -> u8 {
        u8::from(self.sector.is_some()).saturating_add(u8::from(self.district_code.is_some()))
    }
}

impl<T> Entry<T> {
    /// What prevails has the greater key (TIME-2).
    pub(crate) fn key(&self) -> (Reverse<Rank>, Date) {
        (Reverse(self.rank), self.source.in_force().map_or(Date::MIN, |period| period.from))
    }
}

/// Of the entries that hold under `law` and speak of the matter, the one that prevails.
fn prevailing<'a, T>(entries: &'a [Entry<T>], law: &Law, about: impl Fn(&T) -> bool) -> Option<&'a Entry<T>> {
    entries.iter().filter(|entry| law.holds(entry) && about(&entry.says)).max_by_key(|entry| entry.key())
}

impl Overlays {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The overlays by name, in the order in which they were given.
    pub fn names(&self) -> &[OverlayName] {
        self.0.as_ref().map(|compiled| compiled.named.as_slice()).unwrap_or_default()
    }

    /// The shipped calendar as the overlays continue it.
    pub(crate) fn calendar(&self) -> Option<&Calendar> {
        self.0.as_ref()?.calendar.as_ref()
    }
}

impl Law {
    fn compiled(&self) -> Option<&Compiled> {
        self.overlays.0.as_deref()
    }

    fn holds<T>(&self, entry: &Entry<T>) -> bool {
        entry.period.contains(self.date) && self.except.is_none_or(|abbr| abbr != entry.source.instrument())
    }

    /// What an overlay sets `parameter` to.
    pub(super) fn given(&self, parameter: &Parameter) -> Option<&Given> {
        let entry = prevailing(&self.compiled()?.settings, self, |(set, _)| set.id == parameter.id)?;
        Some(&entry.says.1)
    }

    /// Whether `rule` is to be asked at this date.
    pub(crate) fn asks(&self, rule: &Rule) -> bool {
        let said = self.compiled().and_then(|all| prevailing(&all.rules, self, |(id, _)| *id == rule.id));
        said.map_or_else(|| rule.period.contains(self.date), |entry| entry.says.1)
    }

    /// What an overlay cites for a rule not being asked that the table asks.
    pub(crate) fn ended(&self, rule: &Rule) -> Option<(Source, Confidence)> {
        let entry = prevailing(&self.compiled()?.rules, self, |(id, _)| *id == rule.id)?;
        let ended = !entry.says.1 && rule.period.contains(self.date);
        ended.then(|| (entry.source.clone(), entry.confidence))
    }

    /// Whether an overlay designates the body `code` as `role` for the sector and the district at hand, and what it cites;
    /// `None` when none designates any. A designation that names no sector, or no district, is one for all.
    pub(crate) fn designates(
        &self,
        role: &str,
        sector: Option<&str>,
        district: Option<&str>,
        code: &str,
    ) -> Option<(bool, Source, Confidence)> {
        let fits = |named: &Option<String>, at_hand: Option<&str>| {
            named.as_deref().is_none_or(|named| at_hand == Some(named))
        };
        let fitting = self.compiled()?.designations.iter().filter(|entry| {
            let one = &entry.says;
            self.holds(entry)
                && one.role == role
                && fits(&one.sector, sector)
                && fits(&one.district_code, district)
        });
        // At equal rank and date the special goes before the general.
        let entry = fitting.max_by_key(|entry| (entry.key(), entry.says.narrowness()))?;
        Some((entry.says.body == code, entry.source.clone(), entry.confidence))
    }

    /// What overlays add to the provisions that `code` rests on; and whether any of it changes what a higher norm sets.
    pub(super) fn added(&self, code: &Code) -> (Vec<(Source, Confidence)>, bool) {
        let Some(all) = self.compiled() else { return (Vec::new(), false) };
        let rule = code.rule.id;
        let mut added = Vec::new();
        let mut is_lower = false;
        let mut parameters: Vec<&Parameter> = all.settings.iter().map(|entry| entry.says.0).collect();
        parameters.retain(|parameter| parameter.rules.contains(&rule));
        parameters.sort_unstable_by_key(|parameter| parameter.id);
        parameters.dedup_by_key(|parameter| parameter.id);
        for parameter in parameters {
            let set = prevailing(&all.settings, self, |(set, _)| set.id == parameter.id);
            is_lower |= set.is_some_and(|entry| entry.is_lower);
            added.extend(set.map(|entry| (entry.source.clone(), entry.confidence)));
        }
        let asked = prevailing(&all.rules, self, |(id, _)| *id == rule).filter(|entry| entry.says.1);
        added.extend(asked.map(|entry| (entry.source.clone(), entry.confidence)));
        let cites = |cites: &Cites| match cites {
            Cites::Rule(id) => *id == rule && code.basis.is_none(),
            Cites::Code(name) => *name == code.code,
        };
        let cited = all.citations.iter().filter(|entry| self.holds(entry) && cites(&entry.says));
        added.extend(cited.map(|entry| (entry.source.clone(), entry.confidence)));
        added.dedup();
        (added, is_lower)
    }
}
