//! Codes of government service items (政务服务事项编码), GB/T 39554.1-2020.
//!
//! Basic code (基本编码) of 12 digits; implementation code (实施编码) of 31: the body's unified social credit code, the level,
//! the basic code; handling item code (业务办理项编码) of 33: two digits more. There is no check digit but the body's.

use super::{Identifier, uscc};

const SCHEME: &str = "service_item";

/// Checks a code: format, then the check of the unified social credit code inside.
pub(super) fn check(value: &str) -> Identifier {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let capitals = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase());
    match value.len() {
        12 if digits(value) => Identifier::ok(SCHEME, [("basic", value.to_owned())]),
        // Local codes of an older form live on; nothing in them can be checked.
        27 if capitals(value) => {
            Identifier { notes: vec!["local_form"], ..Identifier::ok(SCHEME, std::iter::empty()) }
        }
        31 | 33 => match (value.get(..18), value.get(18..)) {
            (Some(body), Some(rest)) if capitals(body) && digits(rest) => with_body(body, rest),
            _ => Identifier::bad(SCHEME, "format"),
        },
        _ => Identifier::bad(SCHEME, "format"),
    }
}

fn with_body(body: &str, rest: &str) -> Identifier {
    if !uscc::check(body).valid {
        return Identifier::bad(SCHEME, "uscc_check");
    }
    let parts = [
        ("implementing_body", Some(body)),
        ("level", rest.get(..1)),
        ("basic", rest.get(1..13)),
        ("handling", rest.get(13..).filter(|part| !part.is_empty())),
    ];
    Identifier::ok(SCHEME, parts.into_iter().filter_map(|(name, part)| Some((name, part?.to_owned()))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_codes_are_opaque_and_other_lengths_are_not() {
        let local = check("0100909004110X330002140X100");
        assert!(local.valid && local.notes == ["local_form"]);
        assert_eq!(check("0100909004110X330002140X10").code, "format");
        assert_eq!(check("０123456789").code, "format");
    }
}
