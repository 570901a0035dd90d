//! Unified social credit codes (统一社会信用代码), GB 32100-2015, and the organisation code in them, GB 11714-1997.

use super::Identifier;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const SCHEME: &str = "uscc";

/// Checks a code: length, alphabet, MOD 31, then the organisation code's own check.
pub(super) fn check(value: &str) -> Identifier {
    if value.chars().count() != 18 {
        return Identifier::bad(SCHEME, "length");
    }
    let Some(values) = value.bytes().map(position).collect::<Option<Vec<u32>>>() else {
        return Identifier::bad(SCHEME, "alphabet");
    };
    let (Some((&last, body)), Some(organisation)) = (values.split_last(), value.get(8..17)) else {
        return Identifier::bad(SCHEME, "length");
    };
    if last != check_value(body) {
        return Identifier::bad(SCHEME, "check");
    }
    if !organisation_code(organisation.as_bytes()) {
        return Identifier::bad(SCHEME, "org_check");
    }
    let part = |range: std::ops::Range<usize>| value.get(range).unwrap_or_default().to_owned();
    Identifier::ok(
        SCHEME,
        [
            ("registrar", part(0..1)),
            ("category", part(1..2)),
            ("division", part(2..8)),
            ("org_code", part(8..17)),
            ("check", part(17..18)),
        ],
    )
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

/// Weights 3 7 9 10 5 8 4 2 over eight of `0-9A-Z`; check = 11 − Σ mod 11, 10 written X, 11 written 0.
fn organisation_code(code: &[u8]) -> bool {
    const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
    let sum = code.iter().zip(WEIGHTS).try_fold(0_u32, |sum, (&byte, weight)| {
        let value = char::from(byte).to_digit(36)?;
        Some(sum.saturating_add(value.saturating_mul(weight)))
    });
    let Some(sum) = sum else { return false };
    let expected = match 11_u32.saturating_sub(sum % 11) {
        10 => b'X',
        11 => b'0',
        digit => u8::try_from(digit).map_or(0, |digit| digit.saturating_add(b'0')),
    };
    code.get(8) == Some(&expected)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_and_made_up_codes() {
        // GB 32100-2015 appendix B; two published codes; the rest made for such tests.
        for good in [
            "91350100M000100Y43",
            "12100000400000624D",
            "11310000002420447T",
            "N2310120MF00000137",
            "Y1310000MF0000013X",
        ] {
            assert!(check(good).valid, "{good}");
        }
        for (bad, code) in [
            ("914403001922038217", "check"),
            ("91310000631295002H", "org_check"),
            ("9135010OM000100Y43", "alphabet"),
            ("91350100M000100y43", "alphabet"),
            ("９1350100M000100Y43", "alphabet"),
            ("91350100M000100Y4", "length"),
            ("91350100M000100Y433", "length"),
            ("", "length"),
        ] {
            assert_eq!(check(bad).code, code, "{bad}");
        }
    }
}
