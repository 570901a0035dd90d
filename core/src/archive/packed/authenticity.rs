//! EARCH-5 on bytes: digests, values, numbers, attributes (1-1, 1-5 to 1-8, 1-10, 1-11, 1-14).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::content::Listed;
use super::format::Format;
use super::items::{self, Tests};
use super::options::ArchiveOptions;
use super::{Packed, Source};
use crate::evidence::algorithm::{sha256, sm3};
use crate::law::{Date, date};
use crate::report::Indication;

pub(super) fn test(packed: &Packed<'_>, source: Source<'_>, options: &ArchiveOptions, tests: &mut Tests) {
    same_package(source, options, tests);
    for (id, at) in packed.signed_parts() {
        signature(options.verdicts.get(&id).copied(), at, tests);
    }
    if packed.record.is_none() {
        return;
    }
    for listed in packed.listed() {
        if packed.kind == "plain" {
            fixity(&listed, tests);
        }
        attributes(&listed, tests);
    }
    if packed.kind == "eep" && packed.signatures.is_empty() {
        tests.open(&items::FIXITY, "archive.nothing_fixes_it", "");
    }
    dates(packed, options.as_of, tests);
    if let Some(record) = &packed.record {
        tests.ask(&items::CHARACTERS);
        characters(record, &mut String::new(), tests);
    }
    number(packed, options, tests);
}

impl Packed<'_> {
    /// What is said to be signed, by the name under which a caller gives a verdict, with its place.
    fn signed_parts(&self) -> Vec<(String, String)> {
        let of_package = self.signatures.iter().enumerate().map(|(index, signature)| {
            let id = signature.get("id").and_then(Value::as_str).unwrap_or_default();
            (id.to_owned(), format!("/signatures/{index}"))
        });
        let of_files = self.listed().filter_map(|listed| {
            let is_signed = listed.text("signer").is_some() || listed.text("seal").is_some();
            let name = listed.text("name")?.to_owned();
            is_signed.then_some((name, listed.at))
        });
        of_package.chain(of_files).collect()
    }
}

/// A digest as it is written: hexadecimal or Base64.
pub(super) fn digest(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    if text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        let octet = |at: usize| u8::from_str_radix(text.get(at..at.checked_add(2)?)?, 16).ok();
        let octets: Option<Vec<u8>> = (0..64).step_by(2).map(octet).collect();
        return octets?.try_into().ok();
    }
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// The digest of `data` by SM3, or by SHA-256 where `method` says so.
pub(super) fn digest_of(data: &[u8], method: &str) -> [u8; 32] {
    if method == "sha256" { sha256(data) } else { sm3(data) }
}

/// Whether `data` has this digest, by the method that is named, or by either where none is.
fn has_digest(data: &[u8], stated: &[u8; 32], method: Option<&str>) -> bool {
    match method {
        Some(method) => digest_of(data, method) == *stated,
        None => sm3(data) == *stated || sha256(data) == *stated,
    }
}

fn same_package(source: Source<'_>, options: &ArchiveOptions, tests: &mut Tests) {
    match (source, &options.registered) {
        (Source::File(data), Some(stated)) => match digest(stated) {
            Some(stated) if has_digest(data, &stated, None) => drop(tests.ask(&items::SAME_PACKAGE)),
            _ => tests.fault(&items::SAME_PACKAGE, "archive.package_differs", ""),
        },
        (Source::Folder(_), _) => tests.not_given(&items::SAME_PACKAGE, "archive.one_file"),
        _ => tests.not_given(&items::SAME_PACKAGE, "archive.registered_digest"),
    }
}

fn fixity(listed: &Listed<'_>, tests: &mut Tests) {
    let tested = format!("{}/digest", listed.at);
    let Some(stated) = listed.text("digest") else {
        return tests.open(&items::FIXITY, "archive.no_digest", tested);
    };
    match (digest(stated), listed.data()) {
        (None, _) => tests.fault(&items::FIXITY, "archive.digest_form", tested),
        (_, None) => tests.open(&items::FIXITY, "archive.not_digested", tested),
        (Some(stated), Some(data)) => {
            if has_digest(data, &stated, listed.text("digest_method")) {
                tests.ask(&items::FIXITY);
            } else {
                tests.fault(&items::FIXITY, "archive.digest_differs", tested);
            }
        }
    }
}

/// A signature is judged elsewhere (`verify`); here its verdict is taken, and without one nothing is said.
fn signature(verdict: Option<Indication>, at: String, tests: &mut Tests) {
    match verdict {
        Some(Indication::TotalPassed) => drop(tests.ask(&items::FIXITY)),
        Some(Indication::TotalFailed) => tests.fault(&items::FIXITY, "archive.signature_failed", at),
        Some(Indication::Indeterminate) => tests.open(&items::FIXITY, "archive.signature_open", at),
        None => tests.open(&items::FIXITY, "archive.signature_not_judged", at),
    }
}

/// 1-10: size and format, by the record, the name and the bytes.
fn attributes(listed: &Listed<'_>, tests: &mut Tests) {
    let Some(data) = listed.data() else { return };
    match listed.entry.get("bytes").and_then(Value::as_u64) {
        Some(bytes) if usize::try_from(bytes) == Ok(data.len()) => drop(tests.ask(&items::ATTRIBUTES)),
        Some(_) => tests.fault(&items::ATTRIBUTES, "archive.size_differs", format!("{}/bytes", listed.at)),
        None => tests.open(&items::ATTRIBUTES, "archive.no_size", format!("{}/bytes", listed.at)),
    }
    let format = match Format::recognise(data) {
        // Which of the formats that are ZIP archives it is 3-4 looks into; here any of them will do.
        Format::Zip => [Format::Zip, Format::Ofd, Format::OfficeXml].as_slice(),
        Format::Unknown => return,
        other => &[other],
    };
    let fits = |word: &str| {
        let known: Vec<bool> = format.iter().filter_map(|format| format.is_called(word)).collect();
        known.is_empty() || known.contains(&true)
    };
    if listed.text("format").is_some_and(|word| !fits(word)) {
        tests.fault(&items::ATTRIBUTES, "archive.format_differs", format!("{}/format", listed.at));
    }
    let extension = listed.text("name").and_then(|name| name.rsplit_once('.'));
    if extension.is_some_and(|(_, extension)| !fits(extension)) {
        tests.fault(&items::ATTRIBUTES, "archive.extension_differs", format!("{}/name", listed.at));
    }
}

/// The day of a date or time, as far as it is written like one.
fn day(text: &str) -> Option<Date> {
    date(text.get(..10)?).ok()
}

/// 1-5: nothing happened after what came later, and nothing lies ahead.
fn dates(packed: &Packed<'_>, as_of: Date, tests: &mut Tests) {
    use chrono::Datelike;
    tests.ask(&items::PLAUSIBLE);
    let filed = packed.text("/filed_at").and_then(day);
    if filed.is_some_and(|filed| filed > as_of) {
        tests.fault(&items::PLAUSIBLE, "archive.date_ahead", "/filed_at");
    }
    let latest = filed.unwrap_or(as_of).min(as_of);
    for (index, file) in packed.files().iter().enumerate() {
        let created = file.get("created_at").and_then(Value::as_str).and_then(day);
        if created.is_some_and(|created| created > latest) {
            tests.fault(&items::PLAUSIBLE, "archive.date_ahead", format!("/files/{index}/created_at"));
        }
    }
    if packed.fact("/year").and_then(Value::as_i64).is_some_and(|year| year > i64::from(latest.year())) {
        tests.fault(&items::PLAUSIBLE, "archive.date_ahead", "/year");
    }
    let mut before = None;
    for (index, act) in packed.process().iter().enumerate() {
        let at = ["at", "time", "时间"].iter().find_map(|name| act.get(name)?.as_str()).and_then(day);
        if at.is_some() && at < before {
            tests.fault(&items::PLAUSIBLE, "archive.order", format!("/process_log/{index}"));
        }
        before = at.or(before);
    }
}

/// 1-6: no text holds what cannot be seen or what turns the writing round.
fn characters(value: &Value, path: &mut String, tests: &mut Tests) {
    let is_special = |char: char| {
        (char.is_control() && !matches!(char, '\n' | '\t' | '\r'))
            || matches!(char, '\u{fffd}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{e000}'..='\u{f8ff}' | '\u{fff0}'..='\u{fffb}')
    };
    let length = path.len();
    match value {
        Value::String(text) if text.contains(is_special) => {
            tests.fault(&items::CHARACTERS, "archive.special_character", path.as_str());
        }
        Value::Array(list) => {
            for (index, one) in list.iter().enumerate() {
                path.push_str(&format!("/{index}"));
                characters(one, path, tests);
                path.truncate(length);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                crate::json::push_segment(path, name);
                characters(one, path, tests);
                path.truncate(length);
            }
        }
        _ => {}
    }
}

/// 1-7: parts of the archive number, its fonds and its year; 1-8: it was not given before.
///
/// *Basis*: DA/T 13: parts joined by `-` and `·`, the fonds first.
fn number(packed: &Packed<'_>, options: &ArchiveOptions, tests: &mut Tests) {
    tests.ask(&items::REPEATED);
    let Some(id) = packed.text("/package_id") else { return };
    tests.ask(&items::NUMBER);
    let parts: Vec<&str> = id.split(['-', '·']).collect();
    if parts
        .iter()
        .any(|part| part.is_empty() || !part.chars().all(|char| char.is_alphanumeric() || char == '.'))
    {
        tests.fault(&items::NUMBER, "archive.number_form", "/package_id");
    }
    let fonds = packed.text("/fonds");
    if fonds.is_some_and(|fonds| !id.starts_with(fonds)) {
        tests.fault(&items::NUMBER, "archive.number_fonds", "/package_id");
    }
    let year = packed.fact("/year").and_then(Value::as_i64);
    let years = parts
        .iter()
        .skip(1)
        .filter(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
    let mut years = years.filter_map(|part| part.parse::<i64>().ok()).peekable();
    if let Some(year) = year
        && years.peek().is_some()
        && !years.any(|part| part == year)
    {
        tests.fault(&items::NUMBER, "archive.number_year", "/package_id");
    }
    if options.plan.as_ref().is_some_and(|plan| plan.known_ids.iter().any(|known| known == id)) {
        tests.fault(&items::REPEATED, "archive.number_given_before", "/package_id");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_read_in_both_spellings() {
        let octets = sha256(b"abc");
        let hex = crate::evidence::hex(&octets);
        assert_eq!(digest(&hex.to_uppercase()), Some(octets));
        assert_eq!(digest(&STANDARD.encode(octets)), Some(octets));
        assert_eq!(digest("ab"), None);
    }
}
