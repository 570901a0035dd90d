//! The kinds of sharing requests that occur, and how often.

use std::fmt;

/// What is particular about a request. It says how the facts were made, not what the answer must be: that depends on
/// the law of the day on which the request was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pattern {
    /// The entry is shared without condition.
    OpenToAll,
    /// Fits an approved scenario in everything.
    InScenario,
    /// Asks for an item that the scenario does not name.
    BeyondScenario,
    /// Names no scenario, and none fits.
    NoScenario,
    /// Names a scenario, for another purpose.
    OtherPurpose,
    /// Names a scenario that has ended, is suspended or was never approved.
    EndedScenario,
    /// Asks for the rows of another district than the scenario's.
    OtherArea,
    /// The entry is not shared.
    NotShared,
    /// Asks for more items than the duty needs.
    MoreThanNeeded,
    /// The requester is a company that the regulation does not bind.
    NotSubject,
    /// The data are a state secret.
    Secret,
    /// The undertakings are lacking (from 2022).
    NoUndertakings,
    /// The facts that decide are absent.
    Incomplete,
    /// Refused without a reason.
    RefusedWithoutReason,
    /// Passed on to another body after delivery.
    PassedOn,
    /// The entry's classification is defective.
    DefectiveEntry,
    /// Received before the measures came into force.
    BeforeTheMeasures,
}

impl Pattern {
    /// All patterns with their frequency in a thousand requests.
    pub const ALL: [(Self, usize); 17] = [
        (Self::OpenToAll, 260),
        (Self::InScenario, 280),
        (Self::BeyondScenario, 70),
        (Self::NoScenario, 70),
        (Self::OtherPurpose, 40),
        (Self::EndedScenario, 30),
        (Self::OtherArea, 30),
        (Self::NotShared, 40),
        (Self::MoreThanNeeded, 40),
        (Self::NotSubject, 20),
        (Self::Secret, 10),
        (Self::NoUndertakings, 30),
        (Self::Incomplete, 20),
        (Self::RefusedWithoutReason, 15),
        (Self::PassedOn, 15),
        (Self::DefectiveEntry, 20),
        (Self::BeforeTheMeasures, 10),
    ];

    /// The patterns of `count` requests, in proportion.
    pub(crate) fn spread(count: usize) -> Vec<Self> {
        let mut out = Vec::with_capacity(count);
        let mut upto = 0;
        for (pattern, weight) in Self::ALL {
            upto += weight;
            out.resize(count * upto / 1000, pattern);
        }
        out
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::OpenToAll => "open_to_all",
            Self::InScenario => "in_scenario",
            Self::BeyondScenario => "beyond_scenario",
            Self::NoScenario => "no_scenario",
            Self::OtherPurpose => "other_purpose",
            Self::EndedScenario => "ended_scenario",
            Self::OtherArea => "other_area",
            Self::NotShared => "not_shared",
            Self::MoreThanNeeded => "more_than_needed",
            Self::NotSubject => "not_subject",
            Self::Secret => "secret",
            Self::NoUndertakings => "no_undertakings",
            Self::Incomplete => "incomplete",
            Self::RefusedWithoutReason => "refused_without_reason",
            Self::PassedOn => "passed_on",
            Self::DefectiveEntry => "defective_entry",
            Self::BeforeTheMeasures => "before_the_measures",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_make_a_thousand_and_the_spread_keeps_them() {
        assert_eq!(Pattern::ALL.iter().map(|(_, weight)| weight).sum::<usize>(), 1000);
        let spread = Pattern::spread(1000);
        assert_eq!(spread.len(), 1000);
        assert_eq!(spread.iter().filter(|pattern| **pattern == Pattern::PassedOn).count(), 15);
    }
}
