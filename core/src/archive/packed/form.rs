//! Forming a plain package from a record and its files: the inverse of reading, with the same bytes from the same case.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::authenticity::digest_of;
use super::format::Format;
use super::items;
use super::options::ArchiveOptions;
use super::{Source, examine};
use crate::archive::package::TOPIC;
use crate::digest::canonical;
use crate::error::Detail;
use crate::evidence::{hex, zip};
use crate::{Error, json};

/// The name of the record in what is formed here.
const RECORD: &str = "metadata.json";

/// Forms a package: `record` is JSON in the shape of the facts of `archive.package`, `files` are the contents by their
/// names in the record. Sizes, formats and digests are written into the record (SM3, unless a file states `sha256`).
///
/// What is formed passes every test of [`verify_archive`](crate::verify_archive) that is asked under the same options;
/// a digest that was registered is not, as the package is new.
///
/// # Errors
/// Those of reading the record; `input.archive` with every place where the package would not pass; `limit.*`.
///
/// # Example
/// ```
/// use ywtb::archive::{ArchiveOptions, form};
/// let record = br#"{"package_id": "A001-2024-30-0001", "unit": "U", "fonds": "A001", "year": 2024,
///     "retention": "30_years", "process_log": [{"act": "decide", "at": "2024-05-20"}],
///     "metadata": {"content": {"title": "t"}, "structure": {"format": "pdf"},
///                  "background": {"item": "i"}, "process": {"act": "decide"}}}"#;
/// let pdf = b"%PDF-1.7\n...\nstartxref\n9\n%%EOF\n";
/// let options = ArchiveOptions::new(ywtb::date("2024-06-01")?);
/// let package = form(record, &[("decision.pdf", pdf)], &options)?;
/// assert_eq!(ywtb::verify_archive(&package, &options)?.value["returned"], false);
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn form(record: &[u8], files: &[(&str, &[u8])], options: &ArchiveOptions) -> Result<Vec<u8>, Error> {
    let mut record = json::parse(record, &options.limits)?;
    TOPIC.compiled.check(&record)?;
    let Some(fields) = record.as_object_mut() else {
        return Err(Error::input("input.archive", "", "expected an object"));
    };
    let list = fields.entry("files").or_insert_with(|| json!([]));
    if list.is_null() {
        *list = json!([]);
    }
    if let Value::Array(list) = list {
        for (name, data) in files {
            complete(list, name, data);
        }
    }
    let metadata = canonical(&record)?;
    let mut entries: Vec<(&str, &[u8])> = vec![(RECORD, &metadata)];
    let mut files = files.to_vec();
    files.sort_unstable_by_key(|(name, _)| *name);
    entries.extend(files);
    let package = zip::write(&entries).ok_or_else(|| {
        Error::limit("limit.package_bytes", "", "the package is too large for its directory")
    })?;
    passes(&package, options)?;
    Ok(package)
}

/// Writes what the bytes say into the list's entry of that name, or into a new one.
fn complete(list: &mut Vec<Value>, name: &str, data: &[u8]) {
    let known = list.iter().position(|entry| entry.get("name").is_some_and(|known| known == name));
    let at = known.unwrap_or_else(|| {
        list.push(Value::Object(Map::from_iter([("name".to_owned(), json!(name))])));
        list.len().saturating_sub(1)
    });
    let Some(Value::Object(entry)) = list.get_mut(at) else { return };
    let method = match entry.get("digest_method").and_then(Value::as_str) {
        Some("sha256") => "sha256",
        _ => "sm3",
    };
    entry.insert("bytes".to_owned(), json!(data.len()));
    entry.insert("digest".to_owned(), json!(hex(&digest_of(data, method))));
    entry.insert("digest_method".to_owned(), json!(method));
    let format = Format::recognise(data);
    // Which ZIP it is a name says better, and what is not recognised its maker knows better.
    if !matches!(format, Format::Zip | Format::Unknown) {
        entry.entry("format").or_insert_with(|| json!(format.name()));
    }
}

/// Tests the package as a receiver would.
pub(super) fn passes(package: &[u8], options: &ArchiveOptions) -> Result<(), Error> {
    let options = ArchiveOptions { registered: None, ..options.clone() };
    let (_, tests) = examine(Source::File(package), &options)?;
    let mut details: Vec<Detail> = Vec::new();
    for item in items::CODES {
        for flaw in tests.of(item).map_or(&[][..], |tested| &tested.faults) {
            let message: Cow<'_, str> = flaw.code.clone();
            let message = format!("item {} would not be met: {message}", items::number(item));
            details.push(Detail { path: flaw.at.clone(), message });
        }
    }
    if details.is_empty() {
        return Ok(());
    }
    let first = details.remove(0);
    Err(Error::input("input.archive", first.path, first.message).with_more(details))
}
