//! Citizen identity numbers of fifteen digits, as given out before 1999: no check digit, a year of two digits.

use super::{Identifier, resident_id};
use crate::law::date;

const SCHEME: &str = "resident_id_15";

/// Checks a number: length, alphabet, date of birth. Its eighteen-digit form is the part `converted`.
pub(super) fn check(value: &str) -> Identifier {
    if value.chars().count() != 15 {
        return Identifier::bad(SCHEME, "length");
    }
    if !value.bytes().all(|b| b.is_ascii_digit()) {
        return Identifier::bad(SCHEME, "alphabet");
    }
    let (Some(division), Some(rest)) = (value.get(..6), value.get(6..)) else {
        return Identifier::bad(SCHEME, "length");
    };
    let mut converted = format!("{division}19{rest}");
    let (Some(year), Some(month), Some(day), Some(check)) = (
        converted.get(6..10),
        converted.get(10..12),
        converted.get(12..14),
        resident_id::check_character(&converted),
    ) else {
        return Identifier::bad(SCHEME, "length");
    };
    if date(&format!("{year}-{month}-{day}")).is_err() {
        return Identifier::bad(SCHEME, "date");
    }
    converted.push(check);
    Identifier::ok(SCHEME, [("converted", converted)])
}
