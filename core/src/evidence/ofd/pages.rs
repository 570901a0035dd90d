//! Pages of a document: their order, how large they are, and the annotations on them that are stamps.
//!
//! *Basis*: GB/T 33190-2016 (Pages, PageArea, Area, Annotations).

use std::cell::OnceCell;
use std::collections::HashMap;

use super::area::Area;
use super::path;
use crate::Error;
use crate::evidence::absorb;
use crate::evidence::xml::{self, Element, Step};
use crate::evidence::zip::Archive;

/// The pages that one document names, in their order.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    list: Vec<Page>,
    /// The first position of each id.
    positions: HashMap<String, usize>,
    /// The area of a page that states none.
    usual: Option<Area>,
    /// Files of annotations, each with the page that it belongs to.
    annotations: Vec<(String, usize)>,
}

#[derive(Debug)]
struct Page {
    entry: Option<usize>,
    area: OnceCell<Option<Area>>,
}

impl Pages {
    /// Reads the document `root` and its list of annotations. What is broken in them is told where they are followed.
    pub(crate) fn read(archive: &Archive<'_>, root: usize, budget: &xml::Budget) -> Result<Self, Error> {
        let mut pages = Self::default();
        let Some(document) = element(archive, root, budget)? else { return Ok(pages) };
        let area = document.all("CommonData").flat_map(|data| data.all("PageArea"));
        pages.usual = area.flat_map(|area| area.all("PhysicalBox")).find_map(|one| Area::read(&one.text));
        for page in document.all("Pages").flat_map(|pages| pages.all("Page")) {
            let location = page.attribute("BaseLoc").unwrap_or_default();
            let id = page.attribute("ID").unwrap_or_default().to_owned();
            pages.positions.entry(id).or_insert(pages.list.len());
            pages.list.push(Page { entry: target(archive, root, location), area: OnceCell::new() });
        }
        for list in document.all("Annotations").filter_map(|list| target(archive, root, &list.text)) {
            let Some(annotations) = element(archive, list, budget)? else { continue };
            for page in annotations.all("Page") {
                let id = page.attribute("PageID").unwrap_or_default();
                let files = page.all("FileLoc").filter_map(|file| target(archive, list, &file.text));
                pages.annotations.extend(files.map(|file| (id.to_owned(), file)));
            }
        }
        Ok(pages)
    }

    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        self.list.len()
    }

    /// The page with this id, counted from 0.
    pub(crate) fn position(&self, id: &str) -> Option<usize> {
        self.positions.get(xml::trim(id)).copied()
    }

    /// The file of a page.
    pub(crate) fn entry(&self, position: usize) -> Option<usize> {
        self.list.get(position)?.entry
    }

    /// How large a page is.
    pub(crate) fn area(
        &self,
        archive: &Archive<'_>,
        position: usize,
        budget: &xml::Budget,
    ) -> Result<Option<Area>, Error> {
        let Some(page) = self.list.get(position) else { return Ok(None) };
        if let Some(known) = page.area.get() {
            return Ok(*known);
        }
        let mut area = self.usual;
        if let Some((entry, data)) = page.entry.and_then(|entry| Some((entry, archive.data(entry)?))) {
            budget.look(data.len(), archive.name(entry))?;
            let own = xml::text_before(data, "PhysicalBox", "Content");
            area = own.and_then(|text| Area::read(&text)).or(area);
        }
        Ok(*page.area.get_or_init(|| area))
    }

    /// Pages that carry an annotation which calls itself a stamp, and the file that it stands in.
    pub(crate) fn stamped(
        &self,
        archive: &Archive<'_>,
        budget: &xml::Budget,
    ) -> Result<Vec<(Option<usize>, usize)>, Error> {
        let mut found = Vec::new();
        for (id, entry) in &self.annotations {
            let Some(data) = archive.data(*entry) else { continue };
            let mut is_stamp = false;
            let walked = xml::walk(data, archive.name(*entry), budget, &mut |step| {
                if let Step::Open { name: "Annot", attributes, .. } = step {
                    is_stamp |= attributes.iter().any(|(key, value)| key == "Type" && value == "Stamp");
                }
                Ok(())
            });
            absorb(walked, &mut Vec::new())?;
            if is_stamp {
                found.push((self.position(id), *entry));
            }
        }
        Ok(found)
    }
}

fn element(archive: &Archive<'_>, entry: usize, budget: &xml::Budget) -> Result<Option<Element>, Error> {
    let Some(data) = archive.data(entry) else { return Ok(None) };
    absorb(Element::read(data, archive.name(entry), budget), &mut Vec::new())
}

fn target(archive: &Archive<'_>, holder: usize, location: &str) -> Option<usize> {
    Some(path::resolve(archive, archive.name(holder), location).ok()??.index)
}
