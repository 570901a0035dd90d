//! The small verdict.

use super::{Decision, Regime};
use crate::law::{Chapter, Rule};
use crate::report::{Outcome, Reasons, Tally};
use crate::sharing::decide::Ruling;
use crate::sharing::decision::{Fate, Under};

/// What a request comes to: nothing here is on the heap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// The outcome that the report would bear.
    pub outcome: Outcome,
    /// The decision; `None` where a fact that decides is missing, or nothing applies.
    pub decision: Option<Decision>,
    /// The regime that governs; `None` where that cannot be told.
    pub regime: Option<Regime>,
    /// The codes that state the outcome.
    pub reasons: Reasons,
    /// The items asked for that are not granted, where part is.
    pub cut: Cut,
    /// Whether part of the area asked for is not granted.
    pub cuts_area: bool,
    /// The scenario that a grant rests on.
    pub scenario: Option<Under>,
    /// Whether the reply registers a new scenario.
    pub new_scenario: bool,
    /// What is wrong with the request itself.
    pub fault: Option<Fault>,
}

/// What is wrong with a request: the verdict stands on what is left of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The stable code.
    pub code: &'static str,
    /// JSON pointer into the request.
    pub path: &'static str,
}

impl Fault {
    /// Every fault there is.
    pub const ALL: [Self; 6] =
        [Self::REQUESTER, Self::PROVIDER, Self::ENTRY, Self::ITEMS, Self::AREAS, Self::AREA];

    pub(super) const REQUESTER: Self = Self { code: "registry.unknown_agency", path: "/requester" };
    pub(super) const PROVIDER: Self = Self { code: "registry.unknown_agency", path: "/provider" };
    pub(super) const ENTRY: Self = Self { code: "registry.unknown_entry", path: "/entry" };
    pub(super) const ITEMS: Self = Self { code: "limit.items", path: "/items" };
    pub(super) const AREAS: Self = Self { code: "limit.areas", path: "/area" };
    pub(super) const AREA: Self = Self { code: "input.division", path: "/area" };
}

/// A set of items, by their places in the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cut([u64; Cut::WORDS]);

impl Cut {
    const WORDS: usize = 4;
    /// How many items it can hold.
    pub(super) const ITEMS: usize = 64 * Self::WORDS;

    /// Whether the item at this place of the request is in it.
    pub fn contains(&self, place: usize) -> bool {
        self.0.get(place / 64).is_some_and(|word| word & Self::bit(place) != 0)
    }

    /// The places, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + use<> {
        let cut = *self;
        (0..Self::ITEMS).filter(move |place| cut.contains(*place))
    }

    /// Whether nothing is cut.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; Self::WORDS]
    }

    /// The set as bits, the first item in the lowest.
    pub fn words(&self) -> [u64; Self::WORDS] {
        self.0
    }

    fn insert(&mut self, place: usize) {
        if let Some(word) = self.0.get_mut(place / 64) {
            *word |= Self::bit(place);
        }
    }

    fn bit(place: usize) -> u64 {
        u32::try_from(place % 64).ok().and_then(|shift| 1_u64.checked_shl(shift)).unwrap_or(0)
    }
}

impl Verdict {
    /// The rule that decided: of those that state the outcome the first on sharing, else the first of all.
    pub fn rule(&self) -> Option<&'static Rule> {
        self.reasons.rule(Chapter::Sharing)
    }

    pub(super) fn faulty(fault: Fault) -> Self {
        Self {
            outcome: Outcome::Undetermined,
            decision: None,
            regime: None,
            reasons: Reasons::default(),
            cut: Cut::default(),
            cuts_area: false,
            scenario: None,
            new_scenario: false,
            fault: Some(fault),
        }
    }

    pub(super) fn of(ruling: &Ruling<'_>, tally: &Tally, fault: Option<Fault>) -> Self {
        let grant = &ruling.grant;
        let decision = grant.decision();
        let granted = decision.is_some_and(Decision::grants);
        let mut cut = Cut::default();
        if decision == Some(Decision::Partial) {
            for (place, _) in grant.fates.iter().enumerate().filter(|(_, fate)| **fate != Fate::Granted) {
                cut.insert(place);
            }
        }
        Self {
            outcome: tally.outcome(),
            decision,
            regime: ruling.regime,
            reasons: tally.reasons(),
            cut,
            cuts_area: granted && grant.cuts_area,
            scenario: grant.under.filter(|_| granted),
            new_scenario: granted && grant.new_scenario,
            fault,
        }
    }
}
