//! Organisation codes (组织机构代码), GB 11714-1997: nine characters, printed with or without a hyphen before the last.

use super::Identifier;

const SCHEME: &str = "org_code";
const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Checks a code: format, then its check character.
pub(super) fn check(value: &str) -> Identifier {
    let (Some(body), Some(last)) = (value.get(..8), value.get(8..)) else {
        return Identifier::bad(SCHEME, "format");
    };
    let last = last.strip_prefix('-').unwrap_or(last);
    let alphabet = body.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if !alphabet || last.len() != 1 || !last.bytes().all(|b| b.is_ascii_digit() || b == b'X') {
        return Identifier::bad(SCHEME, "format");
    }
    if last.chars().next() != check_character(body) {
        return Identifier::bad(SCHEME, "check");
    }
    Identifier::ok(SCHEME, [("body", body.to_owned()), ("check", last.to_owned())])
}

/// The check character of eight of `0-9A-Z`: 11 − Σ mod 11, 10 written X, 11 written 0.
pub(super) fn check_character(body: &str) -> Option<char> {
    let sum = body.chars().zip(WEIGHTS).try_fold(0_u32, |sum, (letter, weight)| {
        Some(sum.saturating_add(letter.to_digit(36)?.saturating_mul(weight)))
    })?;
    match 11_u32.saturating_sub(sum % 11) {
        10 => Some('X'),
        11 => Some('0'),
        digit => char::from_digit(digit, 10),
    }
}
