//! What of a package can be shown: everything that can be reached from the roots of its documents.
//!
//! *Basis*: GB/T 33190-2016 (Document.xml), pages, templates, resources, annotations,
//! custom tags, attachments, extensions. Beyond the elements of the standard any value that is the path of an entry
//! counts: a private element that shows a file shows it all the same.

use std::collections::BTreeSet;

use super::package::Package;
use super::path;
use super::xml::{self, Step};
use super::zip::Archive;
use crate::Error;
use crate::evidence::{Fault, Flaw, absorb};

/// What a file is for those that it names in turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Document,
    Page,
    Resources,
    Annotations,
    /// Lists and descriptions whose files are not read further.
    List,
    /// Shown, but not read: media, fonts, attachments, tags.
    Leaf,
}

/// Entries that can be shown, apart from the files that only say where documents and signatures are.
#[derive(Debug, Default)]
pub(crate) struct Shown {
    pub(crate) entries: BTreeSet<usize>,
    pub(crate) flaws: Vec<Flaw>,
}

/// Follows every path from the roots of `package`.
pub(crate) fn shown(
    archive: &Archive<'_>,
    package: &Package,
    budget: &mut xml::Budget,
) -> Result<Shown, Error> {
    let mut shown = Shown::default();
    let mut seen = BTreeSet::new();
    let roots =
        package.effective_roots.iter().chain(&package.other_roots).map(|&root| (root, Kind::Document));
    let versions = package.version_files.iter().map(|&file| (file, Kind::List));
    let mut queue: Vec<(usize, Kind)> =
        roots.chain(versions).chain(package.entry.map(|entry| (entry, Kind::List))).collect();
    while let Some((index, kind)) = queue.pop() {
        if !seen.insert((index, kind)) {
            continue;
        }
        shown.entries.insert(index);
        let content = archive.data(index).filter(|data| kind != Kind::Leaf && !data.is_empty());
        if let Some(data) = content {
            let found = named(archive, archive.name(index), data, kind, budget);
            queue.extend(absorb(found, &mut shown.flaws)?.unwrap_or_default());
        }
    }
    // OFD.xml and signature lists may stay open so that further signatures can be added.
    for index in package.entry.iter().chain(&package.lists) {
        shown.entries.remove(index);
    }
    Ok(shown)
}

/// The entries that one file names.
fn named(
    archive: &Archive<'_>,
    file: &str,
    data: &[u8],
    kind: Kind,
    budget: &xml::Budget,
) -> Result<Vec<(usize, Kind)>, Fault> {
    let mut found = Vec::new();
    let mut base = String::new();
    let mut open: Vec<Open> = Vec::new();
    xml::walk(data, file, budget, &mut |step| match step {
        Step::Open { name, attributes, .. } => {
            let kind_of_child = child_kind(kind, name);
            for (key, value) in attributes {
                if open.is_empty() && key == "BaseLoc" && kind == Kind::Resources {
                    base = value.trim().trim_end_matches(['/', '\\']).to_owned() + "/";
                    continue;
                }
                let is_location = matches!(key.as_str(), "BaseLoc" | "FileLoc" | "Loc");
                budget.look(price(file, &base, value, is_location), file)?;
                follow(archive, file, &base, value, is_location, kind_of_child, &mut found);
            }
            open.push(Open { kind: kind_of_child, is_location: is_location(name), text: String::new() });
            Ok(())
        }
        // Comments and character references cut text into pieces; the path is what they make together.
        Step::Text(text) => {
            if let Some(element) = open.last_mut() {
                element.text.push_str(text);
            }
            Ok(())
        }
        Step::Close => {
            if let Some(element) = open.pop() {
                budget.look(price(file, &base, &element.text, element.is_location), file)?;
                follow(archive, file, &base, &element.text, element.is_location, element.kind, &mut found);
            }
            Ok(())
        }
    })?;
    Ok(found)
}

/// An element that is being read, with the text that stands directly in it.
struct Open {
    kind: Kind,
    is_location: bool,
    text: String,
}

/// What following `value` costs: it is put behind the holder's folder and behind the base to look for entries.
fn price(file: &str, base: &str, value: &str, is_location: bool) -> usize {
    let is_followed = is_location || looks_like_path(value);
    if is_followed {
        (file.len().saturating_add(base.len()).saturating_add(value.len())).saturating_mul(4)
    } else {
        0
    }
}

/// Adds the entries that readers may take `value` to lead to.
fn follow(
    archive: &Archive<'_>,
    file: &str,
    base: &str,
    value: &str,
    is_location: bool,
    kind: Kind,
    found: &mut Vec<(usize, Kind)>,
) {
    let value = value.trim();
    if value.is_empty() || value.len() > 1024 || !(is_location || looks_like_path(value)) {
        return;
    }
    let mut add = |path: &str| {
        found.extend(path::resolve_all(archive, file, path).into_iter().map(|index| (index, kind)));
    };
    if !base.is_empty() {
        add(&format!("{base}{value}"));
    }
    add(value);
}

/// Numbers, colours and words are what most values are; a path ends in an extension or has a slash.
fn looks_like_path(value: &str) -> bool {
    let tail = value.rsplit(['.', '/', '\\']).next().unwrap_or_default();
    tail.len() < value.len()
        && tail.starts_with(|first: char| first.is_alphanumeric() && !first.is_ascii_digit())
        || value.contains(['/', '\\'])
}

fn is_location(element: &str) -> bool {
    matches!(
        element,
        "PublicRes"
            | "DocumentRes"
            | "PageRes"
            | "Annotations"
            | "CustomTags"
            | "Attachments"
            | "Extensions"
            | "MediaFile"
            | "FontFile"
            | "FileLoc"
            | "SchemaLoc"
            | "ExtendData"
            | "Cover"
            | "File"
            | "DocRoot"
    )
}

fn child_kind(holder: Kind, element: &str) -> Kind {
    match (holder, element) {
        (Kind::Document, "Page" | "TemplatePage") => Kind::Page,
        (Kind::Document | Kind::Page, "PublicRes" | "DocumentRes" | "PageRes") => Kind::Resources,
        (Kind::Document, "Annotations") => Kind::Annotations,
        // An annotation's appearance is drawn as a page is.
        (Kind::Annotations, "FileLoc") => Kind::Page,
        (Kind::Document, "CustomTags" | "Attachments" | "Extensions") => Kind::List,
        _ => Kind::Leaf,
    }
}
