//! A term with its two ends.

use serde::Deserialize;

use super::{Fact, Moment};
use crate::law::Date;

/// A term (期限), both ends included. `null` is an open end; an absent end is unknown.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Term {
    pub(crate) from: Fact<Moment>,
    pub(crate) to: Fact<Moment>,
}

/// Whether a date lies in a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InTerm {
    Yes,
    No,
    /// The named end is unknown and would decide.
    Unknown(&'static str),
}

impl Term {
    /// Whether `date` lies in the term.
    pub(crate) fn contains(&self, date: Date) -> InTerm {
        let before = matches!(self.from, Fact::Known(from) if date < from.day());
        let after = matches!(self.to, Fact::Known(to) if date > to.day());
        match (before || after, self.from.is_unknown(), self.to.is_unknown()) {
            (true, ..) => InTerm::No,
            (false, true, _) => InTerm::Unknown("from"),
            (false, false, true) => InTerm::Unknown("to"),
            (false, false, false) => InTerm::Yes,
        }
    }
}
