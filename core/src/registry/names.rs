//! Texts by number.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::record::Fact;
use crate::sharing::asked::Name;

/// The codes and texts of a request, looked up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Numbers<'a> {
    /// The place of the agency; none where no agency has the code.
    pub(crate) requester: Fact<Option<u32>>,
    pub(crate) provider: Fact<Option<u32>>,
    pub(crate) entry: Fact<Option<u32>>,
    pub(crate) purpose: Fact<Name>,
    pub(crate) duty: Fact<Name>,
    pub(crate) service_item: Fact<Name>,
    /// The names of the items, in the order asked.
    pub(crate) items: &'a [Name],
}

type Map = HashMap<Box<str>, u32, FixedState>;

/// The codes of agencies and entries with their places, and every other text that records and requests are compared by.
#[derive(Default)]
pub(crate) struct Names {
    agencies: Map,
    entries: Map,
    texts: Map,
}

impl Names {
    pub(crate) fn agency(&self, code: &str) -> Option<u32> {
        self.agencies.get(code).copied()
    }

    pub(crate) fn entry(&self, code: &str) -> Option<u32> {
        self.entries.get(code).copied()
    }

    /// The number of a text; of one that no record says, [`Name::OTHER`].
    pub(crate) fn name(&self, text: &str) -> Name {
        self.texts.get(text).map_or(Name::OTHER, |number| Name(*number))
    }

    /// The number of a text without the white space around it.
    pub(crate) fn trimmed(&self, text: &str) -> Name {
        self.name(trim(text))
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

/// The text without the white space around it. All that Unicode calls white space lies before U+3001, so a look at both
/// ends mostly shows that there is none.
fn trim(text: &str) -> &str {
    let solid = |end: Option<char>| end.is_some_and(|end| end > '\u{3000}' || end.is_ascii_graphic());
    if solid(text.chars().next()) && solid(text.chars().next_back()) { text } else { text.trim() }
}

/// A place as records refer to it. Inputs are bounded far below what a number of 32 bits counts.
pub(super) fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
