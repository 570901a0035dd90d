//! Identifiers of electronic certificates (证照标识), GB/T 36904-2018.
//!
//! `1.2.156.3005.2.TYPE.AUTHORITY.SERIAL.VERSION.CHECK`. The dots are not protected by the check character: the border
//! between authority and serial is guarded by nothing but the authority's own check, so an authority that is neither a
//! valid unified social credit code nor a division code is noted.

use super::iso7064::hybrid;
use super::{Identifier, uscc};

const SCHEME: &str = "cert_id";
const ROOT: &str = "1.2.156.3005.2.";
/// Arms beside the standard's, and what their values are.
const OTHER_ARMS: &[(&str, &str)] =
    &[("1.2.156.3003.2", "arm_of_draft_2018"), ("1.2.156.3005.6", "arm_of_document_files")];
const PARTS: [&str; 5] = ["type_code", "authority", "serial", "version", "check"];
/// Unified social credit code of the body that defines the type, and three digits.
const TYPE_LENGTH: usize = 21;
const USCC_LENGTH: usize = 18;

/// Checks an identifier: root, number of parts, alphabet, type, version, then MOD 37,36 over the parts without root and dots.
pub(super) fn check(value: &str) -> Identifier {
    let Some(rest) = value.strip_prefix(ROOT) else {
        return Identifier { notes: other_arm(value), ..Identifier::bad(SCHEME, "root") };
    };
    let split: Vec<&str> = rest.split('.').collect();
    let &[type_code, authority, serial, version, check] = split.as_slice() else {
        return Identifier::bad(SCHEME, "parts");
    };
    let code = fault(&split, type_code, version, check, &[type_code, authority, serial, version].concat());
    let mut notes = Vec::new();
    if !matches!(code, "alphabet" | "type") {
        if !type_code.get(..USCC_LENGTH).is_some_and(is_uscc) {
            notes.push("type_definer_not_uscc");
        }
        if !is_uscc(authority) && !is_division(authority) {
            notes.push("authority_not_uscc");
        }
    }
    Identifier {
        code,
        notes,
        parts: PARTS.into_iter().zip(split.iter().map(|part| (*part).to_owned())).collect(),
        scheme: SCHEME,
        valid: code == "ok",
    }
}

/// The first rule broken, or `ok`.
fn fault(split: &[&str], type_code: &str, version: &str, check: &str, body: &str) -> &'static str {
    let alphabet =
        |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    if !split.iter().all(alphabet) {
        return "alphabet";
    }
    if type_code.len() != TYPE_LENGTH {
        return "type";
    }
    if version.len() != 3 || !version.bytes().all(|b| b.is_ascii_digit()) {
        return "version";
    }
    let values = || body.chars().filter_map(|c| c.to_digit(36));
    let written = check.chars().next().and_then(|c| c.to_digit(36)).filter(|_| check.len() == 1);
    match written {
        Some(written) if written == hybrid(36, values()) => "ok",
        Some(written) if written == off_by_one(values()) => "nonstandard_variant",
        _ => "check",
    }
}

/// A wrong computation that is in use: letters count one too much, a sum that a letter carries past 37 is reduced by 37
/// first, and the result is read one too low.
fn off_by_one(values: impl IntoIterator<Item = u32>) -> u32 {
    let product = values.into_iter().fold(36_u32, |product, value| {
        let sum = match value {
            0..=9 => product.saturating_add(value),
            letter => match product.saturating_add(letter).saturating_add(1) {
                sum if sum > 37 => sum % 37,
                sum => sum,
            },
        };
        let sum = match sum % 36 {
            0 => 36,
            sum => sum,
        };
        sum.saturating_mul(2) % 37
    });
    36_u32.saturating_sub(product)
}

fn other_arm(value: &str) -> Vec<&'static str> {
    OTHER_ARMS
        .iter()
        .filter(|(arm, _)| value.strip_prefix(arm).is_some_and(|rest| rest.starts_with(['.', '-'])))
        .map(|(_, note)| *note)
        .collect()
}

fn is_uscc(code: &str) -> bool {
    uscc::check(code).valid
}

/// Some authorities are written as the code of their division.
fn is_division(code: &str) -> bool {
    code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_arms_are_another_kind_and_not_garbage() {
        for (value, notes) in [
            ("1.2.156.3003.2-0001-0000001-V3.00-X", &["arm_of_draft_2018"][..]),
            ("1.2.156.3005.6.0001.1", &["arm_of_document_files"]),
            ("1.2.156.3003.20.1", &[]),
            ("证照", &[]),
        ] {
            let found = check(value);
            assert_eq!((found.code, found.notes.as_slice()), ("root", notes), "{value}");
        }
    }

    #[test]
    fn structure_goes_before_the_check_and_a_doubtful_authority_is_noted() {
        let of = |rest: &str| check(&format!("{ROOT}{rest}"));
        assert_eq!(of("062301.310115.1.001.0").code, "type");
        assert_eq!(of("11310000002420447T001.11310000002420447T.SH2024000001.001.WW").code, "check");
        assert_eq!(of("11310000002420447T001.11310000002420447T.SH2024000001.001.").code, "alphabet");
        assert_eq!(of("11310000002420447T001.11310000002420447T.SH2024000001.001.W.OFD").code, "parts");
        // A dot moved leaves the check character right, and the authority's own check broken.
        let moved = of("11310000002420447T001.11310000002420447TS.H2024000001.001.W");
        assert_eq!((moved.code, moved.notes.as_slice()), ("ok", &["authority_not_uscc"][..]));
    }
}
