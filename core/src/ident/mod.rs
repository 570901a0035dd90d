//! Identifiers and their check digits.

mod resident;
mod uscc;

use std::collections::BTreeMap;

use serde::Serialize;

pub(crate) use resident::mask;

/// What came of checking an identifier. A bad identifier is an answer, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identifier {
    /// `ok`, or the first rule broken, in the order length, alphabet, structure, check.
    pub code: &'static str,
    /// The parts of a valid identifier by name.
    pub parts: BTreeMap<&'static str, String>,
    /// The scheme.
    pub scheme: &'static str,
    /// Whether every rule holds.
    pub valid: bool,
}

impl Identifier {
    fn bad(scheme: &'static str, code: &'static str) -> Self {
        Self { code, parts: BTreeMap::new(), scheme, valid: false }
    }

    fn ok(scheme: &'static str, parts: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self { code: "ok", parts: parts.into_iter().collect(), scheme, valid: true }
    }
}

/// The schemes of [`check`].
pub const SCHEMES: &[&str] = &["resident_id", "uscc"];

/// Checks `value` as an identifier of `scheme`.
///
/// * `uscc`: unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, registrar and category, MOD 31,
///   then the check of the organisation code (GB 11714) inside. Codes: `length`, `alphabet`, `check`, `org_check`.
/// * `resident_id`: citizen identity number (公民身份号码, GB 11643-1999). Codes: `length`, `alphabet`, `date`, `check`.
///   Its parts are not given out.
///
/// # Errors
/// `input.scheme` for a scheme that is not known.
///
/// ```
/// let code = ywtb::ident::check("uscc", "91350100M000100Y43")?; // the standard's own example
/// assert!(code.valid);
/// assert_eq!(ywtb::ident::check("uscc", "91350100M000100Y44")?.code, "check");
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn check(scheme: &str, value: &str) -> Result<Identifier, crate::Error> {
    match scheme {
        "resident_id" => Ok(resident::check(value)),
        "uscc" => Ok(uscc::check(value)),
        _ => Err(crate::Error::input(
            "input.scheme",
            "",
            format!("expected one of the schemes {}", SCHEMES.join(", ")),
        )),
    }
}
