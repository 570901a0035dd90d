//! Parameters: a number or a list that the law sets, or leaves open, and that a later instrument may set anew.

use serde::Serialize;

use super::overlay::Given;
use super::{Basis, Date, Law, RuleId, Text};

/// What the number of a parameter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Working days (工作日).
    WorkingDays,
    /// Days of the calendar (日).
    Days,
    /// Months (月).
    Months,
    /// Years (年).
    Years,
    /// Ten-thousandths, of a working day or of a whole (万分之一).
    TenThousandths,
    /// A list of words.
    Words,
}

impl Unit {
    /// The word that tables and overlays use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::WorkingDays => "working_days",
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
            Self::TenThousandths => "ten_thousandths",
            Self::Words => "words",
        }
    }
}

/// What a parameter is set to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Amount {
    /// So many of the unit.
    Number(u32),
    /// These words of the parameter's.
    Words(&'static [&'static str]),
}

/// What a parameter is set to in a span of time, and what sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Setting {
    /// What sets it, how well that is supported, and when.
    pub basis: Basis,
    /// What it is set to.
    pub value: Amount,
}

/// A parameter.
///
/// ```
/// let parameter = ywtb::parameter("sharing.delivery_days").unwrap();
/// assert_eq!(parameter.settings[0].value, ywtb::law::Amount::Number(20));
/// assert_eq!(parameter.rules[0].to_string(), "SHARE-21");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Parameter {
    /// Its id: public, never renamed or reused.
    pub id: &'static str,
    /// The rules that ask for it: what sets it anew is cited with what they find.
    pub rules: &'static [RuleId],
    /// What it is set to, in the order of time.
    pub settings: &'static [Setting],
    /// What it is.
    pub title: Text,
    /// What its number counts.
    pub unit: Unit,
    /// The words that it may list.
    pub words: &'static [&'static str],
}

/// A parameter that is a number.
pub(crate) const fn parameter(
    id: &'static str,
    rules: &'static [RuleId],
    unit: Unit,
    zh: &'static str,
    en: &'static str,
    settings: &'static [Setting],
) -> Parameter {
    Parameter { id, rules, settings, title: Text { en, zh }, unit, words: &[] }
}

/// A number, and what sets it.
pub(crate) const fn number(number: u32, basis: Basis) -> Setting {
    Setting { basis, value: Amount::Number(number) }
}

/// Words, and what lists them.
pub(crate) const fn words(words: &'static [&'static str], basis: Basis) -> Setting {
    Setting { basis, value: Amount::Words(words) }
}

impl Parameter {
    /// What the library's own table sets it to on `date`.
    pub(crate) fn on(&self, date: Date) -> Option<&'static Setting> {
        self.settings.iter().find(|setting| setting.basis.period.contains(date))
    }
}

impl Law {
    /// The number that `parameter` is set to at this date, if it is.
    pub(crate) fn number_if_set(&self, parameter: &'static Parameter) -> Option<u32> {
        match self.given(parameter) {
            Some(Given::Number(number)) => return Some(*number),
            Some(Given::Words(_)) => return None,
            None => {}
        }
        match parameter.on(self.date())?.value {
            Amount::Number(number) => Some(number),
            Amount::Words(_) => None,
        }
    }

    /// The number that `parameter` is set to at this date. A test shows that one always is, but for those that
    /// [`number_if_set`](Self::number_if_set) asks for.
    pub(crate) fn number(&self, parameter: &'static Parameter) -> u32 {
        self.number_if_set(parameter).unwrap_or_default()
    }

    /// Whether `parameter` lists `word` at this date.
    pub(crate) fn lists(&self, parameter: &'static Parameter, word: &str) -> bool {
        if let Some(given) = self.given(parameter) {
            return matches!(given, Given::Words(words) if words.contains(&word));
        }
        match parameter.on(self.date()).map(|setting| setting.value) {
            Some(Amount::Words(words)) => words.contains(&word),
            _ => false,
        }
    }
}
