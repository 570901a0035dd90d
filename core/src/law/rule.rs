//! Rules, what they rest on, and the codes that findings carry.

use std::fmt;

use serde::{Serialize, Serializer};

use super::{Chapter, Citation, Confidence, Period, Text};
use crate::report::Outcome;

/// The id of a rule, such as `SHARE-3`. Ordered as the rule table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub Chapter, pub u8);

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.0.prefix(), self.1)
    }
}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a rule rests on, and when it rests on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// The provision.
    pub citation: Citation,
    /// How well the provision supports the rule.
    pub confidence: Confidence,
    /// The time in which the rule rests on it, within the instrument's own.
    pub period: Period,
}

/// A basis as long as its instrument is in force.
pub(crate) const fn by(citation: Citation, confidence: Confidence) -> Basis {
    Basis { citation, confidence, period: super::always() }
}

impl Basis {
    /// The same basis, from `date` on.
    pub(crate) const fn since(self, date: super::Date) -> Self {
        Self { period: Period { from: date, to: self.period.to }, ..self }
    }

    /// The same basis, before `date`.
    pub(crate) const fn until(self, date: super::Date) -> Self {
        Self { period: Period { from: self.period.from, to: Some(date) }, ..self }
    }
}

/// A rule of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// What it rests on, in the order in which it is cited.
    pub basis: &'static [Basis],
    /// When it speaks.
    pub condition: Text,
    /// Its id.
    pub id: RuleId,
    /// What it says then.
    pub outcome: Text,
    /// When it is to be asked.
    pub period: Period,
    /// What took its place when it ended.
    pub replaced_by: &'static [RuleId],
    /// Whether it is asked for itself: without it nothing else in an answer changes, so an overlay may end or begin it.
    pub separable: bool,
    /// What it says, in a line.
    pub title: Text,
}

/// How a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// It decides: not met makes the answer not met, undetermined makes it undetermined.
    Fail,
    /// It is worth a person's look, and does not change the answer.
    Warn,
    /// It is said for completeness.
    Inform,
    /// The policy leaves it out; it is listed all the same.
    Ignored,
}

/// A code that a finding or an obligation carries: public, never renamed or reused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Code {
    /// What it rests on, where that is not what its rule rests on.
    pub basis: Option<&'static [Basis]>,
    /// The code, `chapter.noun.what`.
    pub code: &'static str,
    /// A mark weaker than the rule's own, where what the code says goes beyond the provision.
    pub confidence: Option<Confidence>,
    /// How it weighs.
    pub level: Level,
    /// What it says.
    pub message: Text,
    /// The result that it states.
    pub result: Outcome,
    /// The rule that it belongs to.
    #[serde(serialize_with = "rule_id")]
    pub rule: &'static Rule,
}

fn rule_id<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    rule.id.serialize(serializer)
}

/// Declares the codes of a file and their table, `CODES`. A mark behind `=>` is weaker than the rule's own; a list of
/// bases behind `on` takes the place of the rule's.
macro_rules! codes {
    ($($name:ident: $rule:expr, $code:literal, $level:ident, $result:ident, $zh:literal, $en:literal $(=> $mark:ident)? $(on $basis:expr)?;)*) => {
        $(pub(crate) static $name: $crate::law::Code = $crate::law::Code {
            basis: codes!(@basis $($basis)?),
            code: $code,
            confidence: codes!(@mark $($mark)?),
            level: $crate::law::Level::$level,
            message: $crate::law::Text { en: $en, zh: $zh },
            result: $crate::report::Outcome::$result,
            rule: &$rule,
        };)*
        /// The codes of this file.
        pub(crate) static CODES: &[&$crate::law::Code] = &[$(&$name),*];
    };
    (@basis) => { None };
    (@basis $basis:expr) => { Some($basis) };
    (@mark) => { None };
    (@mark $mark:ident) => { Some($crate::law::Confidence::$mark) };
}
pub(crate) use codes;

/// A rule in force from `period`'s first day, with nothing in its place yet; [`Rule::when`] and [`Rule::then`] say the rest.
pub(crate) const fn rule(
    id: RuleId,
    period: Period,
    zh: &'static str,
    en: &'static str,
    basis: &'static [Basis],
) -> Rule {
    let unsaid = Text { en: "", zh: "" };
    Rule {
        basis,
        condition: unsaid,
        id,
        outcome: unsaid,
        period,
        replaced_by: &[],
        separable: false,
        title: Text { en, zh },
    }
}

impl Code {
    /// What it rests on: provisions of its own, else its rule's.
    pub fn basis(&self) -> &'static [Basis] {
        self.basis.unwrap_or(self.rule.basis)
    }
}

impl Rule {
    /// The same rule, asked for itself.
    pub(crate) const fn separable(self) -> Self {
        Self { separable: true, ..self }
    }

    /// The same rule, with the condition on which it speaks.
    pub(crate) const fn when(self, zh: &'static str, en: &'static str) -> Self {
        Self { condition: Text { en, zh }, ..self }
    }

    /// The same rule, with what it says then.
    pub(crate) const fn then(self, zh: &'static str, en: &'static str) -> Self {
        Self { outcome: Text { en, zh }, ..self }
    }

    /// The same rule, with what took its place.
    pub(crate) const fn replaced_by(self, replaced_by: &'static [RuleId]) -> Self {
        Self { replaced_by, ..self }
    }
}
