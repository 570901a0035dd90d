//! Two versions of a catalogue: what changed between them, entry by entry.

use std::collections::HashMap;

use super::facts::{COMPARED, Listed};

/// An earlier version of a catalogue: the digests of its entries, by their codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Version {
    entries: HashMap<Box<str>, Kept>,
}

#[derive(Debug, Clone)]
struct Kept {
    number: u32,
    digests: [u64; COMPARED.len()],
    again: bool,
}

/// What became of an entry from the earlier version to the later one; entries are named by their numbers in either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    Added(u32),
    Removed(u32),
    /// The later and the earlier number, and which of the compared fields differ.
    Changed(u32, u32, u16),
}

impl Version {
    /// Keeps an entry of the earlier version. One without a code cannot be found again and is left out.
    pub(super) fn keep(&mut self, number: u32, entry: &Listed<'_>) {
        if let Some(code) = entry.code.stated() {
            let kept = Kept { number, digests: entry.digests(), again: false };
            self.entries.entry(code.into()).or_insert(kept);
        }
    }

    /// Compares an entry of the later version.
    pub(super) fn compare(&mut self, number: u32, entry: &Listed<'_>) -> Option<Difference> {
        let Some(kept) = entry.code.stated().and_then(|code| self.entries.get_mut(code)) else {
            return Some(Difference::Added(number));
        };
        kept.again = true;
        let pairs = kept.digests.iter().zip(entry.digests());
        let fields = pairs.enumerate().filter(|(_, (earlier, later))| **earlier != *later);
        let mask = fields.fold(0_u16, |mask, (field, _)| {
            mask | u32::try_from(field).ok().and_then(|field| 1_u16.checked_shl(field)).unwrap_or_default()
        });
        (mask != 0).then_some(Difference::Changed(number, kept.number, mask))
    }

    /// The entries that did not come again, in their earlier order.
    pub(super) fn removed(&self) -> Vec<Difference> {
        let mut numbers: Vec<u32> =
            self.entries.values().filter(|kept| !kept.again).map(|kept| kept.number).collect();
        numbers.sort_unstable();
        numbers.into_iter().map(Difference::Removed).collect()
    }
}

/// The names of the fields in a mask.
pub(super) fn fields(mask: u16) -> Vec<&'static str> {
    let bit =
        |field: usize| u32::try_from(field).ok().and_then(|field| 1_u16.checked_shl(field)).unwrap_or(0);
    COMPARED.iter().enumerate().filter(|(field, _)| mask & bit(*field) != 0).map(|(_, name)| *name).collect()
}
