//! Metadata in an OFD: in OFD.xml, in the files that custom tags lead to, in attached files.
//!
//! *Basis*: GB/T 33190-2016 (CustomDatas, CustomTags, Attachments); GB/T 36905-2018 does not say publicly which of them
//! it means, and writers use each, one of them with names that are misspelt.

use std::collections::BTreeSet;

use super::metadata::{Carrier, Metadata};
use super::names::Table;
use crate::evidence::absorb;
use crate::evidence::ofd::package::Package;
use crate::evidence::ofd::path;
use crate::evidence::ofd::xml::{self, Budget, Element};
use crate::evidence::ofd::zip::Archive;
use crate::{Error, Limits};

/// Elements that hold one value under a name, as the standard and as one writer spell them.
const ITEMS: [&str; 2] = ["CustomData", "CuslomData"];

/// Reads the metadata of the package `data`.
///
/// *Errors*: `limit.*`.
pub(crate) fn read(data: &[u8], table: &Table<'_>, limits: &Limits) -> Result<Metadata, Error> {
    let archive = Archive::read(data, limits)?;
    let mut budget = Budget::new(limits);
    let package = Package::read(&archive, &mut budget)?;
    let mut reader = Reader { archive: &archive, budget: &budget, table, metadata: Metadata::default() };
    if let Some(root) = package.entry
        && let Some(ofd) = reader.element(root)?
    {
        let of_bodies = ofd.all("DocBody").flat_map(|body| body.all("DocInfo"));
        for list in of_bodies.flat_map(|info| info.all("CustomDatas")) {
            reader.pairs(list, Carrier::CustomData, archive.name(root));
        }
    }
    let roots: BTreeSet<usize> = package.effective_roots.iter().copied().collect();
    for root in roots {
        reader.document(root)?;
    }
    Ok(reader.metadata)
}

struct Reader<'a> {
    archive: &'a Archive<'a>,
    budget: &'a Budget,
    table: &'a Table<'a>,
    metadata: Metadata,
}

impl Reader<'_> {
    fn document(&mut self, root: usize) -> Result<(), Error> {
        let Some(document) = self.element(root)? else { return Ok(()) };
        for (list, item, carrier) in [
            ("CustomTags", "CustomTag", Carrier::CustomTag),
            ("Attachments", "Attachment", Carrier::Attachment),
        ] {
            let mut files = BTreeSet::new();
            for holder in self.targets(document.all(list), root) {
                let Some(tags) = self.element(holder)? else { continue };
                let locations = tags.all(item).flat_map(|one| one.all("FileLoc"));
                files.extend(self.targets(locations, holder));
            }
            for file in files {
                // Attached files are mostly something else.
                let Some(data) = self.archive.data(file) else { continue };
                if xml::root_name(data).is_some()
                    && let Some(root) = self.element(file)?
                {
                    self.pairs(&root, carrier, self.archive.name(file));
                }
            }
        }
        Ok(())
    }

    /// The entries that locations in the file `holder` lead to.
    fn targets<'e>(&self, locations: impl Iterator<Item = &'e Element>, holder: usize) -> Vec<usize> {
        let name = self.archive.name(holder);
        locations
            .filter_map(|one| path::resolve(self.archive, name, one.location(name).ok()?).ok()?)
            .map(|target| target.index)
            .collect()
    }

    fn element(&mut self, entry: usize) -> Result<Option<Element>, Error> {
        let Some(data) = self.archive.data(entry) else { return Ok(None) };
        absorb(Element::read(data, self.archive.name(entry), self.budget), &mut self.metadata.flaws)
    }

    /// Every value in `element`: items that name it, and elements whose own name is that of an item.
    fn pairs(&mut self, element: &Element, carrier: Carrier, file: &str) {
        let attribute = |names: [&str; 2]| names.into_iter().find_map(|name| element.attribute(name));
        let named = attribute(["Name", "name"]).filter(|_| ITEMS.contains(&element.name.as_str()));
        let is_plain = named.is_none() && element.children.is_empty();
        let written = named.or_else(|| is_plain.then_some(element.name.as_str()));
        if let Some(name) = written.and_then(|written| self.table.short(xml::trim(written))) {
            let text = Some(xml::trim(&element.text)).filter(|text| !text.is_empty());
            let value = text.or_else(|| attribute(["Value", "value"]));
            self.metadata.add(name, value, carrier, file);
        }
        for child in &element.children {
            self.pairs(child, carrier, file);
        }
    }
}
