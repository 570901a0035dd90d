//! A plain package: a ZIP archive or the files of a folder, one of which is the record.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::content::Content;
use super::items::{self, Item, Tests};
use super::{Costs, Packed, record};
use crate::Error;
use crate::evidence::zip;
use crate::evidence::{Fault, xml};

/// Names of the record's file; of several the first of these is read.
const RECORDS: [&str; 4] = ["metadata.json", "metadata.xml", "元数据.json", "元数据.xml"];
/// Files that describe a package beside its record (1-12).
const DESCRIPTIONS: [&str; 4] = ["说明文件.txt", "目录文件.xml", "readme.txt", "catalogue.xml"];

pub(super) fn zipped<'a>(data: &'a [u8], costs: &mut Costs, tests: &mut Tests) -> Result<Packed<'a>, Error> {
    let archive = costs.archive(data, "")?;
    for item in [&items::STRUCTURE, &items::PACKAGE_CONTENT, &items::PACKING] {
        tests.ask(item);
    }
    for flaw in archive.flaws {
        tests.ask(home(&flaw.code)).faults.push(flaw);
    }
    let entries = archive.entries.into_iter().map(|entry| (entry.name, entry.data));
    read(entries.filter(|(name, _)| !name.ends_with('/')).collect(), costs, tests)
}

pub(super) fn folder<'a>(
    files: &[(&str, &'a [u8])],
    costs: &mut Costs,
    tests: &mut Tests,
) -> Result<Packed<'a>, Error> {
    if files.len() > costs.limits.entries {
        return Err(Error::limit("limit.entries", "", "the package has too many files"));
    }
    for item in [&items::STRUCTURE, &items::PACKAGE_CONTENT, &items::PACKING] {
        tests.ask(item);
    }
    let mut seen = BTreeSet::new();
    for (name, data) in files {
        costs.unpacked(data.len(), name)?;
        if let Some(code) = zip::name_fault(name) {
            tests.fault(&items::STRUCTURE, code, *name);
        }
        if !seen.insert(name.to_lowercase()) {
            tests.fault(&items::STRUCTURE, "archive.name_twice", *name);
        }
    }
    let entries = files.iter().map(|(name, data)| ((*name).to_owned(), Some(Cow::Borrowed(*data))));
    read(entries.collect(), costs, tests)
}

/// The item that a flaw of the archive belongs to.
fn home(code: &str) -> Item {
    match code {
        "zip.encrypted" | "zip.method" => &items::PACKING,
        "zip.crc" | "zip.deflate" | "zip.size_differs" => &items::PACKAGE_CONTENT,
        _ => &items::STRUCTURE,
    }
}

type Entries<'a> = Vec<(String, Option<Cow<'a, [u8]>>)>;

fn read<'a>(entries: Entries<'a>, costs: &mut Costs, tests: &mut Tests) -> Result<Packed<'a>, Error> {
    tests.ask(&items::PACKAGE_METADATA);
    tests.ask(&items::LISTING);
    let folder = folder_of_record(&entries);
    let mut packed = Packed::new("plain");
    let has = |name: &str| entries.iter().any(|(path, _)| path.strip_prefix(&folder) == Some(name));
    let chosen = RECORDS.into_iter().find(|name| has(name));
    for (path, data) in entries {
        let name = path.strip_prefix(&folder).unwrap_or(&path);
        if RECORDS.contains(&name) {
            if Some(name) != chosen {
                tests.fault(&items::STRUCTURE, "archive.two_records", &path);
            } else if let Some(data) = &data {
                packed.record = record::read(data, name, costs, tests)?;
            } else {
                tests.fault(&items::READABLE, "archive.record_unreadable", &path);
            }
        } else if DESCRIPTIONS.contains(&name.to_lowercase().as_str()) {
            if let Some(data) = &data {
                describe(data, name, costs, tests)?;
            }
        } else {
            packed.contents.push(Content { name: name.to_owned(), data });
        }
    }
    if chosen.is_none() {
        tests.fault(&items::PACKAGE_METADATA, "archive.no_record", "");
    }
    Ok(packed)
}

/// The folder in which the record stands: the root, or the one folder that everything else stands in too.
fn folder_of_record(entries: &Entries<'_>) -> String {
    if entries.iter().any(|(path, _)| RECORDS.contains(&path.as_str())) {
        return String::new();
    }
    let first = entries.first().and_then(|(path, _)| path.split_once('/'));
    let folder = first.map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    if entries.iter().all(|(path, _)| path.starts_with(&folder)) { folder } else { String::new() }
}

/// A description must be text, and XML where its name says so.
fn describe(data: &[u8], name: &str, costs: &Costs, tests: &mut Tests) -> Result<(), Error> {
    let broken = if name.ends_with(".xml") {
        match xml::walk(data, name, &costs.xml, &mut |_| Ok(())) {
            Ok(()) => false,
            Err(Fault::Flaw(_)) => true,
            Err(Fault::Limit(error)) => return Err(error),
        }
    } else {
        std::str::from_utf8(data).map_or(true, |text| text.trim().is_empty())
    };
    if broken {
        tests.fault(&items::LISTING, "archive.description_broken", name);
    }
    Ok(())
}
