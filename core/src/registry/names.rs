//! Texts by number.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::sharing::asked::Name;

type Map = HashMap<Box<str>, u32, FixedState>;

/// The codes of agencies and entries with their places, and every other text that records and requests are compared by.
#[derive(Default)]
pub(super) struct Names {
    agencies: Map,
    entries: Map,
    texts: Map,
}

impl Names {
    pub(super) fn agency(&self, code: &str) -> Option<u32> {
        self.agencies.get(code).copied()
    }

    pub(super) fn entry(&self, code: &str) -> Option<u32> {
        self.entries.get(code).copied()
    }

    /// The number of a text; of one that no record says, [`Name::OTHER`].
    pub(super) fn name(&self, text: &str) -> Name {
        self.texts.get(text).map_or(Name::OTHER, |number| Name(*number))
    }

    /// Gives the agency a place; `false` when its code has one.
    pub(super) fn add_agency(&mut self, code: &str, place: u32) -> bool {
        self.agencies.insert(code.into(), place).is_none()
    }

    /// Gives the entry a place; `false` when its code has one.
    pub(super) fn add_entry(&mut self, code: &str, place: u32) -> bool {
        self.entries.insert(code.into(), place).is_none()
    }

    /// The number of a text of a record.
    pub(super) fn add(&mut self, text: &str) -> Name {
        let next = number(self.texts.len());
        if let Some(number) = self.texts.get(text) {
            return Name(*number);
        }
        self.texts.insert(text.into(), next);
        Name(next)
    }
}

/// A place as records refer to it. Inputs are bounded far below what a number of 32 bits counts.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
