//! Unified social credit codes (统一社会信用代码), GB 32100-2015, with the organisation code in them.

use super::{Identifier, org_code};

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const SCHEME: &str = "uscc";
/// Registrars (登记管理部门) with the kinds of body (机构类别) that each registers. Later amendments may add some, so a
/// pair that is not here is noted and breaks nothing.
const KINDS: &[(&str, &str)] = &[
    ("1", "1239"),
    ("2", "19"),
    ("3", "123459"),
    ("4", "19"),
    ("5", "1239"),
    ("6", "129"),
    ("7", "129"),
    ("8", "19"),
    ("9", "123"),
    ("A", "19"),
    ("N", "1239"),
    ("Y", "1"),
];

/// Checks a code: length, alphabet, MOD 31, then the organisation code's own check.
pub(super) fn check(value: &str) -> Identifier {
    if value.chars().count() != 18 {
        return Identifier::bad(SCHEME, "length");
    }
    let Some(values) = value.bytes().map(position).collect::<Option<Vec<u32>>>() else {
        return Identifier::bad(SCHEME, "alphabet");
    };
    let part = |range: std::ops::Range<usize>| value.get(range).unwrap_or_default();
    let Some((&last, body)) = values.split_last() else { return Identifier::bad(SCHEME, "length") };
    if last != check_value(body) {
        return Identifier::bad(SCHEME, "check");
    }
    if part(16..17).chars().next() != org_code::check_character(part(8..16)) {
        return Identifier::bad(SCHEME, "org_check");
    }
    let (registrar, category) = (part(0..1), part(1..2));
    let known = KINDS.iter().any(|(known, kinds)| *known == registrar && kinds.contains(category));
    Identifier {
        notes: if known { Vec::new() } else { vec!["category_unknown"] },
        ..Identifier::ok(
            SCHEME,
            [
                ("registrar", registrar),
                ("category", category),
                ("division", part(2..8)),
                ("org_code", part(8..17)),
                ("check", part(17..18)),
            ]
            .map(|(name, part)| (name, part.to_owned())),
        )
    }
}

fn position(byte: u8) -> Option<u32> {
    ALPHABET.iter().position(|&letter| letter == byte).and_then(|index| u32::try_from(index).ok())
}

/// Weights 3^(i−1) mod 31; check = (31 − Σ mod 31) mod 31.
fn check_value(body: &[u32]) -> u32 {
    let (sum, _) = body.iter().fold((0_u32, 1_u32), |(sum, weight), value| {
        (sum.saturating_add(value.saturating_mul(weight)), weight.saturating_mul(3) % 31)
    });
    (31_u32.saturating_sub(sum % 31)) % 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_body_that_the_standard_does_not_list_is_noted() {
        assert!(check("91350100M000100Y43").notes.is_empty());
        // Made for this test: registrar 1, category 8.
        let body: Vec<u32> = "18350100M000100Y4".bytes().filter_map(position).collect();
        let last = char::from(ALPHABET[check_value(&body) as usize]);
        let found = check(&format!("18350100M000100Y4{last}"));
        assert!(found.valid && found.notes == ["category_unknown"]);
    }

    #[test]
    fn full_width_letters_and_nothing_at_all() {
        assert_eq!(check("９1350100M000100Y43").code, "alphabet");
        assert_eq!(check("").code, "length");
    }
}
