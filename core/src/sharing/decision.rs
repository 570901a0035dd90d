//! What becomes of each item asked for, and what the request as a whole comes to.

use std::collections::BTreeMap;

use serde_json::Value;

use super::regime::Regime;
use crate::ident::mask;
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

/// What the request comes to.
#[derive(Debug, Default)]
pub(crate) struct Decision<'a> {
    /// The items asked for with their fates, in the order asked.
    pub(crate) items: Vec<(&'a str, Fate)>,
    /// The scenario that the grant rests on.
    pub(crate) scenario: Option<&'a str>,
    /// Whether the reply registers a new scenario.
    pub(crate) new_scenario: bool,
    /// Areas asked for that the scenario does not reach.
    pub(crate) cut_area: Vec<&'a str>,
    /// The strictest class of the items asked for that can be shared; not shared, where none can.
    pub(crate) class: Option<ShareClass>,
    /// The request is incomplete: its author is told once what is missing.
    pub(crate) ask_once: bool,
}

impl<'a> Decision<'a> {
    /// Changes the fate of every item that `choose` has a new one for.
    pub(crate) fn each(&mut self, mut choose: impl FnMut(usize, &'a str, Fate) -> Option<Fate>) {
        for (index, (name, fate)) in self.items.iter_mut().enumerate() {
            if let Some(new) = choose(index, name, *fate) {
                *fate = new;
            }
        }
    }

    /// Whether an item has this fate.
    pub(crate) fn any(&self, fate: Fate) -> bool {
        self.items.iter().any(|(_, one)| *one == fate)
    }

    /// The word for the whole; `None` when a fact that decides is missing.
    pub(crate) fn word(&self) -> Option<&'static str> {
        if self.ask_once {
            return Some("ask_once");
        }
        if self.any(Fate::Unknown) || self.items.is_empty() {
            return None;
        }
        let granted = self.any(Fate::Granted);
        let all =
            granted && self.items.iter().all(|(_, fate)| *fate == Fate::Granted) && self.cut_area.is_empty();
        Some(match (granted, all) {
            (true, true) => "granted",
            (true, false) => "partial",
            (false, _) if self.any(Fate::Apply) => "apply",
            (false, _) => "refused",
        })
    }

    /// The value of the report. Names of items and scenarios are the catalogue's, not a person's; an identity number
    /// among them is masked all the same.
    pub(crate) fn value(&self, regime: Option<Regime>) -> BTreeMap<&'static str, Value> {
        let word = self.word();
        let names = |names: Vec<&str>| Value::from(names.into_iter().map(mask).collect::<Vec<_>>());
        let granted = matches!(word, Some("granted" | "partial"));
        let cut =
            self.items.iter().filter(|(_, fate)| *fate != Fate::Granted).map(|(name, _)| *name).collect();
        BTreeMap::from([
            ("decision", word.into()),
            ("regime", regime.map(Regime::as_str).into()),
            ("cut", names(if word == Some("partial") { cut } else { Vec::new() })),
            ("cut_area", names(if granted { self.cut_area.clone() } else { Vec::new() })),
            ("scenario", self.scenario.filter(|_| granted).map(mask).into()),
            ("new_scenario", (granted && self.new_scenario).into()),
        ])
    }
}
