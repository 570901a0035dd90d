//! Legal bases (依据) and whether their rank suffices.

use serde::Deserialize;

use super::Fact;
use super::Moment;
use crate::law::Date;

/// A legal basis (依据).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LegalBasis {
    pub(crate) level: Fact<BasisLevel>,
    pub(crate) valid_from: Fact<Moment>,
    pub(crate) valid_to: Fact<Moment>,
}

/// Rank of a basis (位阶).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
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

/// Laws and regulations (法律、法规).
pub(crate) const LAW_REGULATION: &[BasisLevel] =
    &[BasisLevel::Law, BasisLevel::AdministrativeRegulation, BasisLevel::LocalRegulation];

/// Law, regulation or rule (法律、法规、规章; O9 art. 27), and what ranks with them: an internal rule is no basis.
pub(crate) const STATUTORY: &[BasisLevel] = &[
    BasisLevel::Law,
    BasisLevel::AdministrativeRegulation,
    BasisLevel::StateCouncilDecision,
    BasisLevel::LocalRegulation,
    BasisLevel::Rule,
];

/// Laws and administrative regulations (法律、行政法规).
pub(crate) const LAW_ADMINISTRATIVE: &[BasisLevel] = &[BasisLevel::Law, BasisLevel::AdministrativeRegulation];

/// What may expressly forbid sharing between government departments (GDS art. 14).
pub(crate) const EXPRESSLY_FORBIDDING: &[BasisLevel] =
    &[BasisLevel::Law, BasisLevel::AdministrativeRegulation, BasisLevel::StateCouncilDecision];

/// Whether `bases` holds one of an admitted rank, in force on `date`.
///
/// A basis that states neither its first nor its last day is taken to be in force; once it states one, the other
/// decides too.
pub(crate) fn sufficient(bases: &Fact<Vec<LegalBasis>>, admitted: &[BasisLevel], date: Date) -> Sufficient {
    let Some(list) = bases.list() else { return Sufficient::Unknown };
    let mut answer = if list.is_empty() { Sufficient::None } else { Sufficient::TooLow };
    for (index, basis) in list.iter().enumerate() {
        let one = match basis.level {
            Fact::Unknown => Sufficient::UnknownField(index, "level"),
            Fact::Known(level) if admitted.contains(&level) => match validity(basis, date) {
                Ok(true) => return Sufficient::Yes,
                Ok(false) => Sufficient::NotInForce,
                Err(end) => Sufficient::UnknownField(index, end),
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

/// Whether a basis is in force; the end that is unknown and would decide.
fn validity(basis: &LegalBasis, date: Date) -> Result<bool, &'static str> {
    let begun = matches!(basis.valid_from, Fact::Known(from) if date < from.day()).then_some(false);
    let ended = matches!(basis.valid_to, Fact::Known(to) if date > to.day()).then_some(false);
    match (begun.or(ended), &basis.valid_from, &basis.valid_to) {
        (Some(over), ..) => Ok(over),
        (None, Fact::Unknown, Fact::Unknown) => Ok(true),
        (None, Fact::Unknown, _) => Err("valid_from"),
        (None, _, Fact::Unknown) => Err("valid_to"),
        (None, ..) => Ok(true),
    }
}
