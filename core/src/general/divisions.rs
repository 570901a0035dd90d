//! Codes of administrative divisions in the facts of any topic (SCOPE-1): one that the city does not have is told, and
//! decides nothing.

use serde_json::Value;

use super::scope::SCOPE_1;
use crate::ident;
use crate::law::codes;
use crate::report::Findings;

codes! {
    DIVISION_UNKNOWN: SCOPE_1, "scope.division_unknown", Warn, Undetermined, "不是本市现行的行政区划代码，不知所指区域", "no present division of the city bears this code: it is unknown which is meant" => Inferred;
}

/// Tells the codes in `facts` that GB/T 2260 does not have for the city, or no longer has.
pub(crate) fn look(facts: &Value, out: &mut Findings) {
    if out.law().applies() {
        for path in unknown(facts, false) {
            out.add(&DIVISION_UNKNOWN, path);
        }
    }
}

/// The pointers, from here, of unknown codes in `value`, which may be one itself or a list of them.
fn unknown(value: &Value, is_code: bool) -> Vec<String> {
    let under = |name: &dyn std::fmt::Display, inner, is_code| {
        unknown(inner, is_code).into_iter().map(move |path| format!("/{name}{path}")).collect::<Vec<_>>()
    };
    match value {
        Value::Object(fields) => fields
            .iter()
            .flat_map(|(name, inner)| under(name, inner, matches!(name.as_str(), "area" | "district_code")))
            .collect(),
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(index, inner)| under(&index, inner, is_code)).collect()
        }
        Value::String(text) if is_code && has_ended_or_never_was(text) => vec![String::new()],
        _ => Vec::new(),
    }
}

/// What has not the form of a code is a name, such as that of an area.
fn has_ended_or_never_was(text: &str) -> bool {
    ident::check("division", text).is_ok_and(|code| !code.valid && code.code != "format")
}
