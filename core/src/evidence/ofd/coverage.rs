//! What of a package can be shown: everything that can be reached from the roots of its documents.
//!
//! *Basis*: GB/T 33190-2016 (Document.xml), pages, templates, resources, annotations,
//! custom tags, attachments, extensions. Beyond the elements of the standard any value that is the path of an entry
//! counts: a private element that shows a file shows it all the same.

use std::collections::BTreeSet;

use super::package::Package;
use super::path;
use crate::Error;
use crate::evidence::xml::{self, Step};
use crate::evidence::zip::Archive;
use crate::evidence::{Flaw, absorb};

/// A value longer than this is no path.
const LONGEST_PATH: usize = 1024;

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
    /// Whether a location leads nowhere: another reader may understand it, and find a file that this one does not.
    pub(crate) is_open: bool,
    pub(crate) flaws: Vec<Flaw>,
}

/// Follows every path from the roots of `package`.
pub(crate) fn shown(
    archive: &Archive<'_>,
    package: &Package,
    budget: &mut xml::Budget,
) -> Result<Shown, Error> {
    let mut walk = Walk { archive, budget, seen: BTreeSet::new(), shown: Shown::default() };
    let roots =
        package.effective_roots.iter().chain(&package.other_roots).map(|&root| (root, Kind::Document));
    let versions = package.version_files.iter().map(|&file| (file, Kind::List));
    walk.follow(roots.chain(versions).collect())?;
    // OFD.xml and the signature lists that it names may stay open so that further signatures can be added; a file
    // that content leads to is content, whatever OFD.xml makes of it.
    if let Some(entry) = package.entry {
        let mut named = walk.read(entry, Kind::List)?;
        named.retain(|(index, _)| *index != entry && !package.lists.contains(index));
        walk.follow(named)?;
    }
    Ok(walk.shown)
}

/// The way through a package.
struct Walk<'a> {
    archive: &'a Archive<'a>,
    budget: &'a xml::Budget,
    seen: BTreeSet<(usize, Kind)>,
    shown: Shown,
}

impl Walk<'_> {
    fn follow(&mut self, mut queue: Vec<(usize, Kind)>) -> Result<(), Error> {
        while let Some((index, kind)) = queue.pop() {
            if self.seen.insert((index, kind)) {
                self.shown.entries.insert(index);
                queue.extend(self.read(index, kind)?);
            }
        }
        Ok(())
    }

    /// The entries that one file names.
    fn read(&mut self, index: usize, kind: Kind) -> Result<Vec<(usize, Kind)>, Error> {
        let content = self.archive.data(index).filter(|data| kind != Kind::Leaf && !data.is_empty());
        let Some(data) = content else { return Ok(Vec::new()) };
        let file = self.archive.name(index);
        let mut reader = Reader::new(self.archive, self.budget, file, kind);
        let read = xml::walk(data, file, self.budget, &mut |step| reader.step(step));
        absorb(read, &mut self.shown.flaws)?;
        self.shown.flaws.extend(reader.flaws.iter().map(|code| Flaw::new(code, file)));
        self.shown.is_open |= reader.is_open;
        Ok(reader.found)
    }
}

/// Reads one file for the paths in it.
struct Reader<'a> {
    archive: &'a Archive<'a>,
    budget: &'a xml::Budget,
    file: &'a str,
    kind: Kind,
    /// Folders that the root element names for all paths below.
    bases: Vec<String>,
    open: Vec<Open>,
    found: Vec<(usize, Kind)>,
    is_open: bool,
    flaws: BTreeSet<&'static str>,
}

/// An element that is being read, with the text that stands directly in it.
struct Open {
    kind: Kind,
    is_location: bool,
    /// Whether something else than text stands in it.
    is_mixed: bool,
    text: String,
}

impl<'a> Reader<'a> {
    fn new(archive: &'a Archive<'a>, budget: &'a xml::Budget, file: &'a str, kind: Kind) -> Self {
        Self {
            archive,
            budget,
            file,
            kind,
            bases: Vec::new(),
            open: Vec::new(),
            found: Vec::new(),
            is_open: false,
            flaws: BTreeSet::new(),
        }
    }

    fn step(&mut self, step: Step<'_>) -> Result<(), Error> {
        match step {
            Step::Open { name, attributes, .. } => {
                let is_root = self.open.is_empty();
                self.mix();
                let kind = child_kind(self.kind, name);
                for (key, value) in attributes {
                    // Some readers look at the name alone, whatever the prefix.
                    let key = key.rsplit(':').next().unwrap_or_default();
                    if is_root && key == "BaseLoc" && self.kind == Kind::Resources {
                        self.bases.push(xml::trim(value).trim_end_matches(['/', '\\']).to_owned() + "/");
                    } else {
                        self.follow(value, matches!(key, "BaseLoc" | "FileLoc" | "Loc"), kind)?;
                    }
                }
                let is_location = is_location(name);
                self.open.push(Open { kind, is_location, is_mixed: false, text: String::new() });
            }
            // Character references cut text into pieces; the path is what they make together.
            Step::Text(text) => {
                if let Some(element) = self.open.last_mut() {
                    element.text.push_str(text);
                }
            }
            Step::Cut => self.mix(),
            Step::Close => {
                if let Some(element) = self.open.pop() {
                    self.follow(&element.text, element.is_location, element.kind)?;
                    if element.is_location && element.is_mixed && !xml::trim(&element.text).is_empty() {
                        self.flaws.insert("xml.mixed_location");
                    }
                }
            }
        }
        Ok(())
    }

    fn mix(&mut self) {
        if let Some(element) = self.open.last_mut() {
            element.is_mixed = true;
        }
    }

    /// Adds the entries that readers may take `value` to lead to.
    fn follow(&mut self, value: &str, is_location: bool, kind: Kind) -> Result<(), Error> {
        let value = xml::trim(value);
        if value.is_empty() || !(is_location || looks_like_path(value)) {
            return Ok(());
        }
        if value.len() > LONGEST_PATH {
            if is_location {
                self.flaws.insert("path.too_long");
            }
            return Ok(());
        }
        // It is put behind the folder of the file, behind every base, and behind both to look for entries.
        let joined = self.file.len().saturating_add(value.len());
        let bases = self
            .bases
            .iter()
            .map(|base| base.len().saturating_add(joined))
            .fold(joined, usize::saturating_add);
        self.budget.look(bases.saturating_mul(4), self.file)?;
        let based = self.bases.iter().map(|base| format!("{base}{value}"));
        let paths: Vec<String> = based.chain([value.to_owned()]).collect();
        let entries: Vec<usize> =
            paths.iter().flat_map(|path| path::resolve_all(self.archive, self.file, path)).collect();
        self.is_open |= is_location && entries.is_empty();
        self.found.extend(entries.into_iter().map(|index| (index, kind)));
        Ok(())
    }
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
