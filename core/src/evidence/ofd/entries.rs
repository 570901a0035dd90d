//! The integrity list: OFDEntries.xml, which names every file of the package and the value that signs the list. It holds
//! no digests, so it tells of files that came or went, and of none that changed.
//!
//! *Basis*: GM/T 0099-2020.

use super::NAMESPACE;
use super::path;
use crate::evidence::xml::{self, Element};
use crate::evidence::zip::Archive;
use crate::evidence::{Fault, Flaw};

/// Where the list stands.
const FILE: &str = "OFDEntries.xml";

/// What the list says.
#[derive(Debug, Default)]
pub(crate) struct Entries {
    /// The value that signs it.
    pub(crate) value: Option<usize>,
    /// The files that it names.
    pub(crate) listed: Vec<usize>,
    /// Paths that lead nowhere.
    pub(crate) missing: Vec<String>,
}

/// The list of a package that has one.
pub(crate) fn find(archive: &Archive<'_>) -> Option<usize> {
    archive.find(FILE)
}

impl Entries {
    /// Reads the list from its octets.
    pub(crate) fn read(archive: &Archive<'_>, data: &[u8], budget: &mut xml::Budget) -> Result<Self, Fault> {
        const NAMES: [&str; 4] = ["DocEntries", "SignedValueLoc", "FileList", "File"];
        let flaw = |code: &'static str| Fault::from(Flaw::new(code, FILE));
        let root = Element::read(data, FILE, budget)?;
        if !root.stands_in(&NAMES, &[Some(NAMESPACE)]) {
            return Err(flaw("xml.foreign_namespace"));
        }
        if root.name != "DocEntries" {
            return Err(flaw("ofd.unexpected_element"));
        }
        let mut entries = Self::default();
        let value = root.only("SignedValueLoc", FILE)?.ok_or_else(|| flaw("ofd.no_signed_value"))?;
        let target = path::resolve(archive, FILE, value.location(FILE)?)?;
        entries.value = target.map(|target| target.index);
        let list = root.only("FileList", FILE)?.ok_or_else(|| flaw("ofd.no_file_list"))?;
        for file in list.all("File") {
            let location = file.attribute("FileLoc").ok_or_else(|| flaw("ofd.no_file_ref"))?;
            match path::resolve(archive, FILE, location)? {
                Some(target) => entries.listed.push(target.index),
                None => entries.missing.push(location.to_owned()),
            }
        }
        Ok(entries)
    }
}
