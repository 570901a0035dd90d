//! Citizen identity numbers (公民身份号码), GB 11643-1999: checked, and kept out of reports.

use super::Identifier;
use crate::digest::sha256;
use crate::law::date;

const SCHEME: &str = "resident_id";
const LENGTH: usize = 18;

/// Checks a number: length, alphabet, date of birth, check character (ISO 7064 MOD 11-2).
pub(super) fn check(value: &str) -> Identifier {
    if value.chars().count() != LENGTH {
        return Identifier::bad(SCHEME, "length");
    }
    let alphabet = value
        .bytes()
        .enumerate()
        .all(|(i, b)| b.is_ascii_digit() || (i == LENGTH.saturating_sub(1) && b == b'X'));
    let (true, Some(year), Some(month), Some(day)) =
        (alphabet, value.get(6..10), value.get(10..12), value.get(12..14))
    else {
        return Identifier::bad(SCHEME, "alphabet");
    };
    if date(&format!("{year}-{month}-{day}")).is_err() {
        return Identifier::bad(SCHEME, "date");
    }
    if value.chars().next_back() == check_character(value) {
        Identifier::ok(SCHEME, [])
    } else {
        Identifier::bad(SCHEME, "check")
    }
}

/// The check character of the first seventeen digits (ISO 7064 MOD 11-2): the number as a polynomial in 2, X standing for
/// 10, leaves 1.
pub(super) fn check_character(body: &str) -> Option<char> {
    let rest = body.bytes().take(LENGTH.saturating_sub(1)).fold(0_u32, |rest, byte| {
        let digit = char::from(byte).to_digit(10).unwrap_or_default();
        rest.saturating_add(digit).saturating_mul(2) % 11
    });
    match (12_u32.saturating_sub(rest)) % 11 {
        10 => Some('X'),
        digit => char::from_digit(digit, 10),
    }
}

/// `text` with every valid identity number in it replaced by its digest.
pub(crate) fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        match rest.get(..LENGTH) {
            Some(window) if check(&window.to_ascii_uppercase()).valid => {
                out.push_str("sha256:");
                out.push_str(&sha256(window.to_ascii_uppercase().as_bytes()));
                rest = rest.get(LENGTH..).unwrap_or_default();
            }
            _ => {
                out.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_samples_pass() {
        for good in ["11010519491231002X", "440524188001010014"] {
            assert!(check(good).valid);
        }
        for (bad, code) in [
            ("110105194912310021", "check"),
            ("11010519491331002X", "date"),
            ("1101051949123100AX", "alphabet"),
            ("11010519491231002x", "alphabet"),
            ("11010519491231002", "length"),
        ] {
            assert_eq!(check(bad).code, code);
        }
    }

    #[test]
    fn numbers_do_not_come_through_and_the_rest_does() {
        assert_eq!(mask("案件-1"), "案件-1");
        for text in ["11010519491231002X", "证11010519491231002x号", "x11010519491231002X"] {
            let masked = mask(text);
            assert!(!masked.to_uppercase().contains("11010519491231002"), "{masked}");
            assert!(masked.contains("sha256:"));
        }
    }
}
