//! Outcomes and their algebra.

use serde::Serialize;

use super::Finding;
use crate::law::Level;

/// What an answer comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that decides is met.
    Met,
    /// Something that decides is not met.
    NotMet,
    /// A fact that decides is missing; the findings name it.
    Undetermined,
    /// Nothing applies.
    NotApplicable,
    /// Rules of equal rank disagree.
    Conflict,
}

impl Outcome {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Undetermined => "undetermined",
            Self::NotApplicable => "not_applicable",
            Self::Conflict => "conflict",
        }
    }

    /// The outcome of findings that were all made: the first of not met, conflict, undetermined, met that a deciding
    /// finding states; not applicable when none does.
    ///
    /// Associative and independent of order, so findings may be gathered in any.
    pub fn of(findings: &[Finding]) -> Self {
        findings
            .iter()
            .filter(|finding| finding.level == Level::Fail)
            .map(|finding| finding.result)
            .fold(Self::NotApplicable, Self::and)
    }

    /// The outcome of two parts of one question.
    pub fn and(self, other: Self) -> Self {
        let weight = |outcome| match outcome {
            Self::NotMet => 4,
            Self::Conflict => 3,
            Self::Undetermined => 2,
            Self::Met => 1,
            Self::NotApplicable => 0,
        };
        if weight(self) >= weight(other) { self } else { other }
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome::*;

    #[test]
    fn and_is_commutative_associative_and_keeps_the_worst() {
        let all = [Met, NotMet, Undetermined, NotApplicable, Conflict];
        for a in all {
            assert_eq!(a.and(NotApplicable), a);
            assert_eq!(a.and(NotMet), NotMet);
            for b in all {
                assert_eq!(a.and(b), b.and(a));
                for c in all {
                    assert_eq!(a.and(b).and(c), a.and(b.and(c)));
                }
            }
        }
        assert_eq!(Met.and(Undetermined), Undetermined);
    }
}
