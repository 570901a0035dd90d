//! OFD.xml: which documents the package holds, which version of each is shown, and where signatures are listed.
//!
//! *Basis*: GB/T 33190-2016 (OFD.xml, DocBody, Versions).

use super::path::{self, Target};
use super::{NAMESPACE, OLD_NAMESPACE};
use crate::Error;
use crate::evidence::xml::{self, Element};
use crate::evidence::zip::Archive;
use crate::evidence::{Fault, Flaw, absorb};

/// A signature list that is named and not there: somebody took it away.
const SIGNATURES_MISSING: &str = "ofd.signature_list_missing";

/// What OFD.xml says.
#[derive(Debug, Default)]
pub(crate) struct Package {
    /// OFD.xml itself.
    pub(crate) entry: Option<usize>,
    /// Roots that a reader shows first: of each document the current version, and its DocRoot, which a reader without
    /// knowledge of versions shows.
    pub(crate) effective_roots: Vec<usize>,
    /// Roots of earlier versions.
    pub(crate) other_roots: Vec<usize>,
    /// Files that describe versions.
    pub(crate) version_files: Vec<usize>,
    /// Signature lists.
    pub(crate) lists: Vec<usize>,
    /// Signature lists, each with a root that is shown of the document that it belongs to; a current version first.
    pub(crate) signed_roots: Vec<(usize, usize)>,
    pub(crate) flaws: Vec<Flaw>,
    /// Documents and versions that are not there: nothing that concerns who signs nothing.
    pub(crate) absent: Vec<Flaw>,
    pub(crate) notes: Vec<Flaw>,
}

impl Package {
    /// Reads OFD.xml and the version files that it names.
    pub(crate) fn read(archive: &Archive<'_>, budget: &mut xml::Budget) -> Result<Self, Error> {
        let mut package = Self::default();
        let Some(entry) = archive.find("OFD.xml").or_else(|| archive.find_folded("OFD.xml")) else {
            package.flaws.push(Flaw::new("ofd.no_root_file", ""));
            return Ok(package);
        };
        package.entry = Some(entry);
        let file = archive.name(entry).to_owned();
        let Some(data) = archive.data(entry) else { return Ok(package) };
        let mut flaws = Vec::new();
        if let Some(root) = absorb(Element::read(data, &file, budget), &mut flaws)? {
            let read = package.read_root(&root, &file, archive, budget);
            absorb(read, &mut flaws)?;
        }
        package.flaws.append(&mut flaws);
        if package.flaws.is_empty() && package.absent.is_empty() && package.effective_roots.is_empty() {
            package.absent.push(Flaw::new("ofd.no_document", file));
        }
        Ok(package)
    }

    fn read_root(
        &mut self,
        root: &Element,
        file: &str,
        archive: &Archive<'_>,
        budget: &mut xml::Budget,
    ) -> Result<(), Fault> {
        const NAMES: [&str; 6] = ["OFD", "DocBody", "DocRoot", "Signatures", "Versions", "Version"];
        let namespace = root.namespace.as_deref();
        if !root.stands_in(&NAMES, &[namespace]) {
            return Err(Flaw::new("xml.foreign_namespace", file).into());
        }
        if ![Some(NAMESPACE), Some(OLD_NAMESPACE)].contains(&namespace) {
            self.notes.push(Flaw::new("ofd.namespace", file));
        }
        if root.name != "OFD" {
            return Err(Flaw::new("ofd.unexpected_element", file).into());
        }
        for body in root.all("DocBody") {
            self.read_body(body, file, archive, budget)?;
        }
        Ok(())
    }

    fn read_body(
        &mut self,
        body: &Element,
        file: &str,
        archive: &Archive<'_>,
        budget: &mut xml::Budget,
    ) -> Result<(), Fault> {
        let root = match body.only("DocRoot", file)? {
            Some(root) => self.locate(archive, file, root.location(file)?, "ofd.document_missing")?,
            None => {
                self.absent.push(Flaw::new("ofd.no_document", file));
                None
            }
        };
        let mut current = Vec::new();
        let mut earlier = Vec::new();
        if let Some(versions) = body.only("Versions", file)? {
            for version in versions.all("Version") {
                let location = version.attribute("BaseLoc").unwrap_or_default();
                let Some(entry) = self.locate(archive, file, location, "ofd.version_missing")? else {
                    continue;
                };
                self.version_files.push(entry);
                let shown =
                    version.attribute("Current").is_some_and(|flag| matches!(flag.trim(), "true" | "1"));
                let roots = if shown { &mut current } else { &mut earlier };
                roots.extend(self.version_root(archive, entry, budget)?);
            }
        }
        // Without a version marked current nobody can say which one a reader takes; then all of them are shown.
        let versions = if current.is_empty() {
            earlier
        } else {
            self.other_roots.append(&mut earlier);
            current
        };
        self.effective_roots.extend(root.iter().chain(&versions));
        if let Some(list) = body.only("Signatures", file)? {
            let location = list.location(file)?;
            if !location.is_empty() {
                let entry = self.locate(archive, file, location, SIGNATURES_MISSING)?;
                self.lists.extend(entry);
                let roots = || versions.iter().chain(&root).copied();
                self.signed_roots
                    .extend(entry.into_iter().flat_map(|list| roots().map(move |root| (list, root))));
            }
        }
        Ok(())
    }

    fn version_root(
        &mut self,
        archive: &Archive<'_>,
        entry: usize,
        budget: &mut xml::Budget,
    ) -> Result<Option<usize>, Fault> {
        let file = archive.name(entry).to_owned();
        let Some(data) = archive.data(entry) else { return Ok(None) };
        let version = Element::read(data, &file, budget)?;
        match version.only("DocRoot", &file)? {
            Some(root) => self.locate(archive, &file, root.location(&file)?, "ofd.document_missing"),
            None => Ok(None),
        }
    }

    /// The entry that a path leads to; a missing one is a flaw called `missing`.
    fn locate(
        &mut self,
        archive: &Archive<'_>,
        holder: &str,
        location: &str,
        missing: &'static str,
    ) -> Result<Option<usize>, Fault> {
        match path::resolve(archive, holder, location)? {
            Some(Target { index, note }) => {
                self.notes.extend(note.map(|code| Flaw::new(code, archive.name(index))));
                Ok(Some(index))
            }
            None => {
                let list = if missing == SIGNATURES_MISSING { &mut self.flaws } else { &mut self.absent };
                list.push(Flaw::new(missing, holder));
                Ok(None)
            }
        }
    }
}
