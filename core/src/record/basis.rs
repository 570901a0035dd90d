//! Legal bases (依据) and whether their rank suffices.

use serde::Deserialize;

use super::Fact;
use super::Moment;
use crate::law::Date;

/// A legal basis (依据).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LegalBasis<'a> {
    #[serde(borrow)]
    pub(crate) instrument: Fact<&'a str>,
    pub(crate) number: Fact<&'a str>,
    pub(crate) level: Fact<BasisLevel>,
    pub(crate) article: Fact<&'a str>,
    pub(crate) valid_from: Fact<Moment>,
    pub(crate) valid_to: Fact<Moment>,
    pub(crate) quote_hash: Fact<&'a str>,
}

/// Rank of a basis (位阶).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BasisLevel {
    Law,
    AdministrativeRegulation,
    StateCouncilDecision,
    LocalRegulation,
    Rule,
    NormativePaper,
    Standard,
}

/// Whether a list of bases holds one that suffices.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sufficient {
    /// One does.
    Yes,
    /// There is none at all.
    None,
    /// There are some, all of too low a rank.
    TooLow,
    /// There are some of sufficient rank, none in force.
    NotInForce,
    /// No list is given.
    Unknown,
    /// The basis at this index might, but the named field is unknown.
    UnknownField(usize, &'static str),
}

/// Whether `bases` holds one of an admitted rank, in force on `date`.
///
/// Validity is looked at as soon as a basis states its first day; then an absent last day is unknown.
pub(crate) fn sufficient(
    bases: &Fact<Vec<LegalBasis<'_>>>,
    admitted: &[BasisLevel],
    date: Date,
) -> Sufficient {
    let Some(list) = bases.list() else { return Sufficient::Unknown };
    let mut answer = if list.is_empty() { Sufficient::None } else { Sufficient::TooLow };
    for (index, basis) in list.iter().enumerate() {
        let one = match basis.level {
            Fact::Unknown => Sufficient::UnknownField(index, "level"),
            Fact::Known(level) if admitted.contains(&level) => match validity(basis, date) {
                Some(true) => return Sufficient::Yes,
                Some(false) => Sufficient::NotInForce,
                None => Sufficient::UnknownField(index, "valid_to"),
            },
            _ => Sufficient::TooLow,
        };
        // What might still suffice is more telling than what does not.
        answer = match (answer, one) {
            (Sufficient::UnknownField(..), _) => answer,
            (_, Sufficient::UnknownField(..) | Sufficient::NotInForce) => one,
            _ => answer,
        };
    }
    answer
}

fn validity(basis: &LegalBasis<'_>, date: Date) -> Option<bool> {
    if matches!(basis.valid_from, Fact::Known(from) if date < from.0) {
        return Some(false);
    }
    match (basis.valid_from, basis.valid_to) {
        (_, Fact::Known(to)) => Some(date <= to.0),
        (Fact::Known(_), Fact::Unknown) => None,
        _ => Some(true),
    }
}
