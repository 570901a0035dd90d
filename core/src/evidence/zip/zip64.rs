//! The wide fields that some writers use even for small archives.
//!
//! *Basis*: PKWARE APPNOTE 6.3, 4.3.14, 4.3.15 and 4.5.3.

use super::{u16_at, u32_at};

const WIDE: usize = u32::MAX as usize;

/// What the end records say of the whole archive.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) count: usize,
    pub(super) size: usize,
    pub(super) directory: usize,
}

/// The totals that count, and where the first end record begins.
pub(super) struct Ends {
    pub(super) values: Totals,
    pub(super) begins: usize,
}

/// The totals of the wide end record before the one at `end`, when there is one. Both must agree wherever the narrow
/// one says something.
pub(super) fn totals(data: &[u8], end: usize, narrow: &Totals) -> Result<Ends, &'static str> {
    const ODD: &str = "zip.zip64";
    let open = narrow.count == usize::from(u16::MAX) || narrow.size == WIDE || narrow.directory == WIDE;
    let locator = end.checked_sub(20).and_then(|at| Some((at, data.get(at..end)?)));
    let Some((locator_at, locator)) = locator.filter(|(_, octets)| octets.starts_with(b"PK\x06\x07")) else {
        let values = Totals { ..*narrow };
        return if open { Err(ODD) } else { Ok(Ends { values, begins: end }) };
    };
    let begins = wide_at(locator, 8).ok_or(ODD)?;
    let record = data.get(begins..locator_at).ok_or(ODD)?;
    let length = wide_at(record, 4).and_then(|length| length.checked_add(12)).ok_or(ODD)?;
    if !record.starts_with(b"PK\x06\x06") || length != record.len() || length != 56 {
        return Err(ODD);
    }
    let values = Totals {
        count: wide_at(record, 32).ok_or(ODD)?,
        size: wide_at(record, 40).ok_or(ODD)?,
        directory: wide_at(record, 48).ok_or(ODD)?,
    };
    let agree = |narrow: usize, wide: usize, marker: usize| narrow == marker || narrow == wide;
    let fits = agree(narrow.count, values.count, usize::from(u16::MAX))
        && agree(narrow.size, values.size, WIDE)
        && agree(narrow.directory, values.directory, WIDE)
        && wide_at(record, 24) == Some(values.count);
    if fits { Ok(Ends { values, begins }) } else { Err(ODD) }
}

/// Unpacked size, packed size and, in the directory, offset of an entry: from the wide field where the narrow ones
/// refer to it. The field holds only what is referred to, in this order.
pub(super) fn widened<const N: usize>(extra: &[u8], narrow: [Option<usize>; N]) -> [Option<usize>; N] {
    let mut field = field(extra).unwrap_or_default();
    narrow.map(|narrow| {
        if narrow != Some(WIDE) {
            return narrow;
        }
        let value = wide_at(field, 0);
        field = field.get(8..).unwrap_or_default();
        value
    })
}

/// Whether the wide field is there.
pub(super) fn has_field(extra: &[u8]) -> bool {
    field(extra).is_some()
}

fn field(mut extra: &[u8]) -> Option<&[u8]> {
    while let Some(length) = u16_at(extra, 2) {
        let end = usize::from(length).checked_add(4)?;
        if u16_at(extra, 0) == Some(1) {
            return extra.get(4..end);
        }
        extra = extra.get(end..)?;
    }
    None
}

/// Eight octets as a number that fits the address space.
pub(super) fn wide_at(data: &[u8], at: usize) -> Option<usize> {
    let low = u32_at(data, at)?;
    let high = u32_at(data, at.checked_add(4)?)?;
    if high == 0 { Some(low) } else { None }
}
