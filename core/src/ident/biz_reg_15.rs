//! Business registration numbers of fifteen digits (工商注册号): fourteen digits and ISO/IEC 7064 MOD 11,10.

use super::Identifier;
use super::iso7064::hybrid;

const SCHEME: &str = "biz_reg_15";

/// Checks a number: length, alphabet, MOD 11,10.
pub(super) fn check(value: &str) -> Identifier {
    if value.chars().count() != 15 {
        return Identifier::bad(SCHEME, "length");
    }
    let Some(digits) = value.chars().map(|c| c.to_digit(10)).collect::<Option<Vec<u32>>>() else {
        return Identifier::bad(SCHEME, "alphabet");
    };
    let Some((&check, body)) = digits.split_last() else { return Identifier::bad(SCHEME, "length") };
    if hybrid(10, body.iter().copied()) != check {
        return Identifier::bad(SCHEME, "check");
    }
    let part = |range: std::ops::Range<usize>| value.get(range).unwrap_or_default().to_owned();
    Identifier::ok(SCHEME, [("registrar", part(0..6)), ("serial", part(6..14)), ("check", part(14..15))])
}
