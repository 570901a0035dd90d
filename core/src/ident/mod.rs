//! Identifiers and their check digits.

mod biz_reg_15;
mod cert_id;
mod division;
mod iso7064;
mod org_code;
mod resident_id;
mod resident_id_15;
mod service_item;
mod uscc;

use std::collections::BTreeMap;

use serde::Serialize;

pub(crate) use resident_id::mask;

/// What came of checking an identifier. A bad identifier is an answer, not an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Identifier {
    /// `ok`, or the first rule broken, in the order length, alphabet, structure, check.
    pub code: &'static str,
    /// What is worth a look and breaks no rule, such as a kind of body that the standard does not list; or of what other
    /// kind an identifier is that is none of the scheme.
    pub notes: Vec<&'static str>,
    /// The parts by name: of a valid identifier, and of one that is broken where its parts can be told.
    pub parts: BTreeMap<&'static str, String>,
    /// The scheme.
    pub scheme: &'static str,
    /// Whether every rule holds.
    pub valid: bool,
}

impl Identifier {
    fn bad(scheme: &'static str, code: &'static str) -> Self {
        Self { code, notes: Vec::new(), parts: BTreeMap::new(), scheme, valid: false }
    }

    fn ok(scheme: &'static str, parts: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        Self { code: "ok", notes: Vec::new(), parts: parts.into_iter().collect(), scheme, valid: true }
    }
}

/// The schemes of [`check`].
pub const SCHEMES: &[&str] = &[
    "cert_id",
    "uscc",
    "org_code",
    "resident_id",
    "resident_id_15",
    "biz_reg_15",
    "service_item",
    "division",
];

/// Checks `value` as an identifier of `scheme`. Nothing is normalised: lower case and full-width letters are in no alphabet.
///
/// * `cert_id`: identifier of an electronic certificate (证照标识, GB/T 36904-2018). Codes: `root` (the notes say of which
///   other arm it is), `parts`, `alphabet`, `type`, `version`, `check`, and `nonstandard_variant`: the check character
///   is the one that a known wrong implementation gives.
/// * `uscc`: unified social credit code (统一社会信用代码, GB 32100-2015): 18 characters, registrar and category, MOD 31,
///   then the check of the organisation code inside. Codes: `length`, `alphabet`, `check`, `org_check`.
/// * `org_code`: organisation code (组织机构代码, GB 11714-1997), with or without its hyphen. Codes: `format`, `check`.
/// * `resident_id`: citizen identity number (公民身份号码, GB 11643-1999). Codes: `length`, `alphabet`, `date`, `check`.
///   Its parts are not given out.
/// * `resident_id_15`: the older form of fifteen digits. Codes: `length`, `alphabet`, `date`. Part: `converted`.
/// * `biz_reg_15`: business registration number (工商注册号). Codes: `length`, `alphabet`, `check`.
/// * `service_item`: code of a service item (政务服务事项编码, GB/T 39554.1-2020). Codes: `format`, `uscc_check`.
/// * `division`: division of Shanghai (行政区划代码, GB/T 2260). Codes: `format`, `unknown`, and `historic` for one that has
///   ended, which still stands in identity numbers and older codes.
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
    Ok(match scheme {
        "cert_id" => cert_id::check(value),
        "uscc" => uscc::check(value),
        "org_code" => org_code::check(value),
        "resident_id" => resident_id::check(value),
        "resident_id_15" => resident_id_15::check(value),
        "biz_reg_15" => biz_reg_15::check(value),
        "service_item" => service_item::check(value),
        "division" => division::check(value),
        _ => {
            return Err(crate::Error::input(
                "input.scheme",
                "",
                format!("expected one of the schemes {}", SCHEMES.join(", ")),
            ));
        }
    })
}
