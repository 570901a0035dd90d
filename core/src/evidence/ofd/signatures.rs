//! Signature lists and signature descriptions: Signatures.xml and Signature.xml.
//!
//! *Basis*: GB/T 33190-2016.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::area::Area;
use super::path::{self, Target};
use super::{NAMESPACE, OLD_NAMESPACE};
use crate::evidence::time::{self, Moment, Zone};
use crate::evidence::xml::{self, Element};
use crate::evidence::zip::Archive;
use crate::evidence::{Fault, Flaw, absorb};
use crate::{Error, Limits};

/// One entry of a signature list.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) id: String,
    /// `Seal`, `Sign`, or nothing, which means a seal.
    pub(crate) declared_type: Option<String>,
    /// The list that it stands in.
    pub(crate) list: usize,
    /// The Signature.xml that the entry names.
    pub(crate) entry: Option<usize>,
    pub(crate) flaws: Vec<Flaw>,
    pub(crate) notes: Vec<Flaw>,
}

/// What a Signature.xml says.
#[derive(Debug, Default)]
pub(crate) struct Description {
    pub(crate) check_method: Option<String>,
    pub(crate) references: Vec<Reference>,
    /// The value file; `None` when it is missing.
    pub(crate) value: Option<usize>,
    /// The separate seal file, when one is named.
    pub(crate) seal_file: Option<SealFile>,
    /// SignatureDateTime, a free text.
    date_time: Option<String>,
    /// Where its seal appears.
    pub(crate) stamps: Vec<StampAnnot>,
    pub(crate) notes: Vec<Flaw>,
}

/// One appearance of a seal.
#[derive(Debug)]
pub(crate) struct StampAnnot {
    pub(crate) page: String,
    pub(crate) boundary: Option<Area>,
    pub(crate) clip: Option<Area>,
}

/// One file that a signature vouches for.
#[derive(Debug)]
pub(crate) struct Reference {
    pub(crate) path: String,
    pub(crate) entry: Option<usize>,
    /// The digest it states; `None` when that is not base64.
    pub(crate) digest: Option<Vec<u8>>,
}

/// A seal beside the signature value.
#[derive(Debug)]
pub(crate) struct SealFile {
    pub(crate) path: String,
    pub(crate) entry: Option<usize>,
}

/// Reads one signature list. `Ok(None)` when the list is not readable at all; `flaws` says why.
pub(crate) fn read_list(
    archive: &Archive<'_>,
    list: usize,
    budget: &mut xml::Budget,
    flaws: &mut Vec<Flaw>,
) -> Result<Vec<Listed>, Error> {
    let file = archive.name(list).to_owned();
    // An empty file is what some writers leave who sign nothing.
    let Some(data) = archive.data(list).filter(|data| !data.is_empty()) else { return Ok(Vec::new()) };
    let Some(root) = absorb(Element::read(data, &file, budget), flaws)? else { return Ok(Vec::new()) };
    let known = [Some(NAMESPACE), Some(OLD_NAMESPACE)];
    let namespace = root.namespace.as_deref();
    if !known.contains(&namespace) || !root.stands_in(&["Signatures", "Signature"], &[namespace]) {
        flaws.push(Flaw::new("xml.foreign_namespace", file));
        return Ok(Vec::new());
    }
    if root.name != "Signatures" {
        flaws.push(Flaw::new("ofd.unexpected_element", file));
        return Ok(Vec::new());
    }
    Ok(root.all("Signature").map(|signature| listed(archive, list, signature)).collect())
}

fn listed(archive: &Archive<'_>, list: usize, signature: &Element) -> Listed {
    let file = archive.name(list);
    let mut listed = Listed {
        list,
        id: signature.attribute("ID").unwrap_or_default().to_owned(),
        declared_type: signature.attribute("Type").map(str::to_owned),
        entry: None,
        flaws: Vec::new(),
        notes: Vec::new(),
    };
    match path::resolve(archive, file, signature.attribute("BaseLoc").unwrap_or_default()) {
        Ok(Some(Target { index, note })) => {
            listed.entry = Some(index);
            listed.notes.extend(note.map(|code| Flaw::new(code, archive.name(index))));
        }
        Ok(None) => listed.flaws.push(Flaw::new("ofd.signature_file_missing", file)),
        Err(flaw) => listed.flaws.push(flaw),
    }
    listed
}

impl Description {
    /// Reads a Signature.xml. Its elements count in the standard's namespace alone: a second set of them in another
    /// would be read by some and not by others.
    pub(crate) fn read(
        archive: &Archive<'_>,
        data: &[u8],
        file: &str,
        budget: &mut xml::Budget,
        limits: &Limits,
    ) -> Result<Self, Fault> {
        const NAMES: [&str; 8] = [
            "Signature",
            "SignedInfo",
            "References",
            "Reference",
            "CheckValue",
            "SignedValue",
            "Seal",
            "BaseLoc",
        ];
        let flaw = |code: &'static str| Fault::from(Flaw::new(code, file));
        let root = Element::read(data, file, budget)?;
        if !root.stands_in(&NAMES, &[Some(NAMESPACE)]) {
            return Err(flaw("xml.foreign_namespace"));
        }
        if root.name != "Signature" {
            return Err(flaw("ofd.unexpected_element"));
        }
        let info = root.only("SignedInfo", file)?.ok_or_else(|| flaw("ofd.no_signed_info"))?;
        let references = info.only("References", file)?.ok_or_else(|| flaw("ofd.no_references"))?;
        let mut description = Self {
            check_method: references.attribute("CheckMethod").map(|method| method.trim().to_owned()),
            date_time: info.all("SignatureDateTime").next().map(|time| time.text.clone()),
            ..Self::default()
        };
        for reference in references.all("Reference") {
            if description.references.len() >= limits.references {
                return Err(
                    Error::limit("limit.references", file, "the signature has too many references").into()
                );
            }
            let path = reference.attribute("FileRef").ok_or_else(|| flaw("ofd.no_file_ref"))?.to_owned();
            let digest = reference.only("CheckValue", file)?.and_then(|value| decode(&value.text));
            let entry = description.locate(archive, file, &path)?;
            description.references.push(Reference { path, entry, digest });
        }
        for stamp in info.all("StampAnnot") {
            if description.stamps.len() >= limits.references {
                return Err(Error::limit("limit.references", file, "the seal appears too often").into());
            }
            let area = |name| stamp.attribute(name).and_then(Area::read);
            description.stamps.push(StampAnnot {
                page: stamp.attribute("PageRef").unwrap_or_default().to_owned(),
                boundary: area("Boundary"),
                clip: area("Clip"),
            });
        }
        let value = root.only("SignedValue", file)?.ok_or_else(|| flaw("ofd.no_signed_value"))?;
        description.value = description.locate(archive, file, value.location(file)?)?;
        if let Some(seal) = info.only("Seal", file)?
            && let Some(location) = seal.only("BaseLoc", file)?
        {
            let path = location.location(file)?.to_owned();
            let entry = description.locate(archive, file, &path)?;
            description.seal_file = Some(SealFile { path, entry });
        }
        Ok(description)
    }

    /// The time that it claims. Real writers put a `Z` behind local time, so no zone counts as stated.
    pub(crate) fn claimed_time(&self) -> Option<Moment> {
        let (moment, _) = time::parse(self.date_time.as_deref()?)?;
        Some(Moment { zone: Zone::Assumed, ..moment })
    }

    fn locate(&mut self, archive: &Archive<'_>, file: &str, location: &str) -> Result<Option<usize>, Fault> {
        Ok(path::resolve(archive, file, location)?.map(|Target { index, note }| {
            if let Some(code) = note
                && !self.notes.iter().any(|note| note.code == code)
            {
                self.notes.push(Flaw::new(code, archive.name(index)));
            }
            index
        }))
    }
}

/// Octets of base64 text, which writers break into lines.
fn decode(text: &str) -> Option<Vec<u8>> {
    let compact: String = text.split_ascii_whitespace().collect();
    STANDARD.decode(compact).ok()
}
