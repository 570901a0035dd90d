//! An archive package on its own bytes: read, tested item by item, and formed.
//!
//! Readers and tests write what they find to the item that it belongs to ([`items::Tests`]); [`examine`] brings them
//! together, and the door (`verify_archive`) makes the report.

mod authenticity;
mod completeness;
mod content;
mod eep;
mod encapsulate;
mod form;
mod format;
mod grammar;
pub(crate) mod items;
mod options;
mod plain;
mod record;
mod signature;
mod stated;
mod usability;
mod verdict;

pub use encapsulate::encapsulate;
pub use form::form;
pub use options::{ArchiveOptions, Plan};

use std::borrow::Cow;

use serde_json::Value;

use crate::evidence::{xml, zip};
use crate::topic::Judgement;
use crate::{Error, Limits};
use content::{Content, Target};
use items::Tests;

/// The name of the root of an encapsulated package.
const ROOT: &str = "电子文件封装包";

/// What a package is, as far as it could be read.
#[derive(Debug)]
struct Packed<'a> {
    /// `plain`, or `eep` (DA/T 48).
    kind: &'static str,
    /// Its record, in the shape of the facts of `archive.package`.
    record: Option<Value>,
    contents: Vec<Content<'a>>,
    /// What each entry of the record's list leads to.
    targets: Vec<Option<Target>>,
    /// Signatures of the package as such: what could be read of them.
    signatures: Vec<Value>,
}

/// What reading and testing one package may still cost.
struct Costs {
    limits: Limits,
    xml: xml::Budget,
}

impl Costs {
    fn new(limits: &Limits) -> Self {
        Self { limits: limits.clone(), xml: xml::Budget::new(limits) }
    }

    /// Pays for `bytes` that were unpacked or decoded at `place`.
    fn unpacked(&mut self, bytes: usize, place: &str) -> Result<(), Error> {
        self.limits.go_on()?;
        if bytes > self.limits.entry_bytes {
            return Err(Error::limit("limit.entry_bytes", place, "the content is too large"));
        }
        let left = self.limits.package_bytes.checked_sub(bytes);
        self.limits.package_bytes =
            left.ok_or_else(|| Error::limit("limit.package_bytes", place, "the package is too large"))?;
        Ok(())
    }

    /// Reads an archive in the package, and pays for it.
    fn archive<'a>(&mut self, data: &'a [u8], place: &str) -> Result<zip::Archive<'a>, Error> {
        let archive = zip::Archive::read(data, &self.limits)?;
        let owned = archive.entries.iter().filter_map(|entry| match &entry.data {
            Some(Cow::Owned(data)) => Some(data.len()),
            _ => None,
        });
        self.unpacked(owned.sum(), place)?;
        Ok(archive)
    }
}

/// What is handed in: one file, or the files of a folder with their names.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    File(&'a [u8]),
    Folder(&'a [(&'a str, &'a [u8])]),
}

/// Reads, tests and judges a package.
pub(crate) fn judge(source: Source<'_>, options: &ArchiveOptions) -> Result<Judgement, Error> {
    let (packed, tests) = examine(source, options)?;
    Ok(verdict::judge(&packed, &tests, options))
}

/// Reads a package and tests what a program can.
fn examine<'a>(source: Source<'a>, options: &ArchiveOptions) -> Result<(Packed<'a>, Tests), Error> {
    let mut costs = Costs::new(&options.limits);
    let mut tests = Tests::default();
    let mut packed = match source {
        Source::Folder(files) => plain::folder(files, &mut costs, &mut tests)?,
        Source::File(data) => {
            if data.len() > options.limits.input_bytes {
                return Err(Error::limit("limit.input_bytes", "", "the package is too large"));
            }
            if data.starts_with(b"PK") || zip::has_directory(data, true) {
                plain::zipped(data, &mut costs, &mut tests)?
            } else if xml::root_name(data).is_some_and(|name| name == ROOT) {
                eep::read(data, &mut costs, &mut tests)?
            } else {
                return Err(Error::input(
                    "input.unrecognised",
                    "",
                    "expected a ZIP package or a DA/T 48 package",
                ));
            }
        }
    };
    packed.follow(&mut tests);
    authenticity::test(&packed, source, options, &mut tests);
    completeness::test(&packed, options, &mut tests);
    usability::test(&packed, options, &mut costs, &mut tests)?;
    Ok((packed, tests))
}
