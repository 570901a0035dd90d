//! What becomes of each item asked for, and what the request as a whole comes to.

use crate::record::ShareClass;

/// What becomes of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    Granted,
    /// The responsible department must decide.
    Apply,
    Refused,
    /// Cut from the grant: not needed for the duty, or no item of the entry.
    Cut,
    /// A fact that decides is missing.
    Unknown,
}

/// What a sharing request comes to (共享申请的结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Everything is granted.
    Granted,
    /// Part is granted, part is not.
    Partial,
    /// Nothing is granted.
    Refused,
    /// The responsible department must decide on an application.
    Apply,
    /// The request is incomplete: its author is told once what is missing.
    AskOnce,
}

impl Decision {
    /// Every decision, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Granted, Self::Partial, Self::Refused, Self::Apply, Self::AskOnce];

    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Partial => "partial",
            Self::Refused => "refused",
            Self::Apply => "apply",
            Self::AskOnce => "ask_once",
        }
    }

    /// Whether something is granted.
    pub fn grants(self) -> bool {
        matches!(self, Self::Granted | Self::Partial)
    }
}

/// The scenario that a grant rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// The registered one at this place.
    Registered(usize),
    /// The one that the request names.
    Named,
}

/// What the request comes to, item by item.
#[derive(Debug)]
pub(crate) struct Grant<'m> {
    /// The fates of the items asked for, in the order asked.
    pub(crate) fates: &'m mut [Fate],
    /// The scenario that the grant rests on.
    pub(crate) under: Option<Under>,
    /// Whether the reply registers a new scenario.
    pub(crate) new_scenario: bool,
    /// Whether the scenario does not reach all areas asked for.
    pub(crate) cuts_area: bool,
    /// The strictest class of the items asked for that can be shared; not shared, where none can.
    pub(crate) class: Option<ShareClass>,
    /// The request is incomplete: its author is told once what is missing.
    pub(crate) ask_once: bool,
    /// Whether that is what the provider found (SHARE-19).
    pub(crate) found_incomplete: bool,
    /// Whether direct sharing was asked (SHARE-15).
    pub(crate) asks_directly: bool,
}

impl<'m> Grant<'m> {
    /// Nothing decided yet; `fates` has a place for each item asked for.
    pub(crate) fn new(fates: &'m mut [Fate]) -> Self {
        fates.fill(Fate::Unknown);
        Self {
            fates,
            under: None,
            new_scenario: false,
            cuts_area: false,
            class: None,
            ask_once: false,
            found_incomplete: false,
            asks_directly: false,
        }
    }

    /// Changes the fate of every item that `choose` has a new one for.
    pub(crate) fn each(&mut self, mut choose: impl FnMut(usize, Fate) -> Option<Fate>) {
        for (index, fate) in self.fates.iter_mut().enumerate() {
            if let Some(new) = choose(index, *fate) {
                *fate = new;
            }
        }
    }

    /// Gives the items with fate `old` the fate `new`.
    pub(crate) fn turn(&mut self, old: Fate, new: Fate) {
        self.each(|_, fate| (fate == old).then_some(new));
    }

    /// Whether an item has this fate.
    pub(crate) fn any(&self, fate: Fate) -> bool {
        self.fates.contains(&fate)
    }

    /// The whole; `None` when a fact that decides is missing.
    pub(crate) fn decision(&self) -> Option<Decision> {
        if self.ask_once {
            return Some(Decision::AskOnce);
        }
        if self.any(Fate::Unknown) || self.fates.is_empty() {
            return None;
        }
        let granted = self.any(Fate::Granted);
        let all = granted && self.fates.iter().all(|fate| *fate == Fate::Granted) && !self.cuts_area;
        Some(match (granted, all) {
            (true, true) => Decision::Granted,
            (true, false) => Decision::Partial,
            (false, _) if self.any(Fate::Apply) => Decision::Apply,
            (false, _) => Decision::Refused,
        })
    }
}
