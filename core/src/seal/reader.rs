//! From the entries of signature lists to the facts of their signatures: description, value, references, appearance.
//!
//! *Basis*: GB/T 33190-2016; GM/T 0031-2014, 6.2.3.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap, btree_map};

use super::document::each_signer;
use super::examine::{self, Examined, Original};
use super::facts::{Answer, DeclaredType, NamedMethod, ReferenceFacts, SealFileFacts, SignatureFacts};
use super::stamp::{PageFacts, StampAnnotationFacts, StampFacts};
use crate::evidence::algorithm::{DigestMethod, Key};
use crate::evidence::der::Scan;
use crate::evidence::grounds::Grounds;
use crate::evidence::ofd::pages::Pages;
use crate::evidence::ofd::signatures::{Description, Listed};
use crate::evidence::ofd::{xml, zip::Archive};
use crate::evidence::{Flaw, absorb};
use crate::{Error, Limits};

/// Reads the signatures of one package.
pub(super) struct Reader<'a> {
    archive: &'a Archive<'a>,
    grounds: &'a Grounds<'a>,
    digests: Digests,
    /// Files that belong to signatures themselves, each to one.
    pub(super) own_files: BTreeSet<usize>,
    /// Lists, each with a root of the document that it belongs to.
    signed_roots: &'a [(usize, usize)],
    /// Pages of the documents that were looked at.
    pages: BTreeMap<usize, Pages>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        archive: &'a Archive<'a>,
        grounds: &'a Grounds<'a>,
        signed_roots: &'a [(usize, usize)],
    ) -> Self {
        let digests = Digests::new(grounds.limits);
        Self { archive, grounds, digests, own_files: BTreeSet::new(), signed_roots, pages: BTreeMap::new() }
    }

    /// The facts of one entry of a list, one for each signer of its value.
    pub(super) fn signature(
        &mut self,
        listed: &Listed,
        budget: &mut xml::Budget,
    ) -> Result<Vec<SignatureFacts>, Error> {
        let declared = match listed.declared_type.as_deref() {
            None => DeclaredType::Default,
            Some("Seal") => DeclaredType::Seal,
            Some("Sign") => DeclaredType::Sign,
            Some(_) => DeclaredType::Other,
        };
        let mut facts = SignatureFacts {
            id: listed.id.clone(),
            declared,
            flaws: listed.flaws.clone(),
            notes: listed.notes.clone(),
            ..SignatureFacts::default()
        };
        let examined = self.description(listed, budget, &mut facts)?;
        Ok(each_signer(facts, examined))
    }

    /// Reads Signature.xml and the value that it names into `facts`.
    fn description(
        &mut self,
        listed: &Listed,
        budget: &mut xml::Budget,
        facts: &mut SignatureFacts,
    ) -> Result<Examined<'a>, Error> {
        let Some(entry) = listed.entry else { return Ok(Examined::Nothing) };
        let archive = self.archive;
        let file = archive.name(entry);
        facts.file = Some(file.to_owned());
        // A value is bound to one description and that to one value: named twice they are still one signature.
        if !self.own_files.insert(entry) {
            facts.flaws.push(Flaw::new("ofd.signature_repeated", file));
            return Ok(Examined::Nothing);
        }
        // An entry that could not be unpacked is a flaw of the package; without its bytes nothing can be said.
        let Some(xml) = archive.data(entry) else {
            facts.flaws.push(Flaw::new("ofd.signature_file_unreadable", file));
            return Ok(Examined::Nothing);
        };
        let read = Description::read(archive, xml, file, budget, self.grounds.limits);
        let Some(description) = absorb(read, &mut facts.flaws)? else { return Ok(Examined::Nothing) };
        facts.notes.extend(description.notes.iter().cloned());
        facts.stamps = self.stamps(listed, &description, budget)?;
        let scan = Scan::new(self.grounds.limits);
        let method = match description.check_method.as_deref() {
            None => NamedMethod::Absent,
            Some(name) => DigestMethod::named(name).map_or(NamedMethod::Unknown, NamedMethod::Named),
        };
        if method == NamedMethod::Named(DigestMethod::Sm3Keyed) {
            facts.notes.push(Flaw::new("digest.keyed", file));
        }
        let original =
            Original { data: Some(xml), keyed: method == NamedMethod::Named(DigestMethod::Sm3Keyed) };
        let examined = match description.value.and_then(|value| Some((value, archive.data(value)?))) {
            Some((entry, _)) if !self.own_files.insert(entry) => {
                facts.flaws.push(Flaw::new("ofd.signature_repeated", archive.name(entry)));
                return Ok(Examined::Nothing);
            }
            Some((_, value)) => examine::read_value(&scan, self.grounds, value, original, facts)?,
            None => {
                facts.flaws.push(Flaw::new("ofd.signed_value_missing", file));
                Examined::Nothing
            }
        };
        match &examined {
            Examined::Seal(signature, _) => {
                facts.property_names_file = Some(Answer::from(names_file(&signature.property, file)));
                self.seal_file(&description, signature.seal.raw, facts);
            }
            // A signer who states no time of its own stands by the one in the description.
            Examined::SignedData(..) => facts.signing_time = description.claimed_time(),
            Examined::Nothing => {}
        }
        facts.references = Some(self.references(&description, method, examined.key())?);
        facts.notes.extend(scan.into_notes());
        Ok(examined)
    }

    /// Where the seal appears by its description.
    fn stamps(
        &mut self,
        listed: &Listed,
        description: &Description,
        budget: &xml::Budget,
    ) -> Result<Vec<StampFacts>, Error> {
        let of_list = self.signed_roots.iter().filter(|(list, _)| *list == listed.list);
        let roots: Vec<usize> = of_list.map(|(_, root)| *root).collect();
        let mut stamps = Vec::with_capacity(description.stamps.len());
        for stamp in &description.stamps {
            let mut place = None;
            for &root in &roots {
                let pages = self.pages(root, budget)?;
                place = place.or(pages.position(&stamp.page).map(|position| (root, position)));
            }
            let area = match place.and_then(|(root, at)| Some((self.pages.get(&root)?, at))) {
                Some((pages, at)) => pages.area(self.archive, at, budget)?,
                None => None,
            };
            stamps.push(StampFacts {
                page: place.and_then(|(root, position)| self.page(root, position)),
                boundary: stamp.boundary,
                clip: stamp.clip,
                area,
            });
        }
        Ok(stamps)
    }

    /// The annotations of the documents `roots` that call themselves stamps.
    pub(super) fn stamp_annotations(
        &mut self,
        roots: &[usize],
        budget: &xml::Budget,
    ) -> Result<Vec<StampAnnotationFacts>, Error> {
        let mut found = Vec::new();
        let mut met = BTreeSet::new();
        for &root in roots {
            let archive = self.archive;
            for (position, entry) in self.pages(root, budget)?.stamped(archive, budget)? {
                if met.insert((root, position, entry)) {
                    let page = position.and_then(|position| self.page(root, position));
                    found.push(StampAnnotationFacts { page, file: archive.name(entry).to_owned() });
                }
            }
        }
        Ok(found)
    }

    fn pages(&mut self, root: usize, budget: &xml::Budget) -> Result<&Pages, Error> {
        Ok(match self.pages.entry(root) {
            btree_map::Entry::Occupied(known) => known.into_mut(),
            btree_map::Entry::Vacant(place) => place.insert(Pages::read(self.archive, root, budget)?),
        })
    }

    fn page(&self, root: usize, position: usize) -> Option<PageFacts> {
        let pages = self.pages.get(&root)?;
        Some(PageFacts {
            document: self.archive.name(root).to_owned(),
            number: position.saturating_add(1),
            of: pages.count(),
            file: pages.entry(position).map(|entry| self.archive.name(entry).to_owned()),
        })
    }

    /// Compares the separate file of the seal with the seal in the signature.
    fn seal_file(&mut self, description: &Description, seal: &[u8], facts: &mut SignatureFacts) {
        let Some(seal_file) = &description.seal_file else { return };
        let bytes = seal_file.entry.and_then(|entry| self.archive.data(entry));
        let same = Answer::from(bytes == Some(seal));
        // A copy of the seal is covered by being the seal; anything else is not the signature's file.
        if same == Answer::Yes {
            self.own_files.extend(seal_file.entry);
        }
        facts.seal_file = Some(SealFileFacts { path: seal_file.path.clone(), same });
    }

    fn references(
        &mut self,
        description: &Description,
        method: NamedMethod,
        key: &Key,
    ) -> Result<ReferenceFacts, Error> {
        let mut facts = ReferenceFacts {
            method,
            fitting: Vec::new(),
            differing: Vec::new(),
            missing: Vec::new(),
            not_computed: Vec::new(),
        };
        let entries = description.references.iter().filter_map(|reference| reference.entry);
        self.digests.compute(self.archive, entries, method, key)?;
        for reference in &description.references {
            let Some(entry) = reference.entry else {
                facts.missing.push(reference.path.clone());
                continue;
            };
            let name = self.archive.name(entry).to_owned();
            match (self.digests.of(self.archive, entry, method, key), &reference.digest) {
                (Digest::Value(digest), Some(stated)) if digest == stated => facts.fitting.push(name),
                (Digest::NotComputed, _) => facts.not_computed.push(name),
                _ => facts.differing.push(name),
            }
        }
        Ok(facts)
    }
}

/// An entry, how it is digested, and what a keyed digest begins with.
type Digested = (usize, DigestMethod, Option<[u8; 32]>);

/// Digests of entries; each is computed once, however many references state it, and all of them within a limit.
struct Digests {
    known: HashMap<Digested, Option<Vec<u8>>>,
    left: usize,
}

impl Digests {
    fn new(limits: &Limits) -> Self {
        Self { known: HashMap::new(), left: limits.digest_bytes }
    }

    /// Computes those of `entries` that are not known yet, all together.
    fn compute(
        &mut self,
        archive: &Archive<'_>,
        entries: impl Iterator<Item = usize>,
        method: NamedMethod,
        key: &Key,
    ) -> Result<(), Error> {
        let NamedMethod::Named(method) = method else { return Ok(()) };
        let (mut new, mut octets) = (Vec::new(), Vec::new());
        for entry in entries {
            let Some(data) = archive.data(entry) else { continue };
            let digested = digested(entry, method, key);
            if let Entry::Vacant(place) = self.known.entry(digested) {
                let left = self.left.checked_sub(data.len());
                let too_much =
                    || Error::limit("limit.digest_bytes", archive.name(entry), "too much to digest");
                self.left = left.ok_or_else(too_much)?;
                place.insert(None);
                new.push(digested);
                octets.push(data);
            }
        }
        self.known.extend(new.into_iter().zip(method.digest_many(&octets, key)));
        Ok(())
    }

    /// One that was computed before.
    fn of(&self, archive: &Archive<'_>, entry: usize, method: NamedMethod, key: &Key) -> Digest<'_> {
        let NamedMethod::Named(method) = method else { return Digest::NotComputed };
        match self.known.get(&digested(entry, method, key)) {
            _ if archive.data(entry).is_none() => Digest::Unreadable,
            Some(Some(digest)) => Digest::Value(digest),
            _ => Digest::NotComputed,
        }
    }
}

fn digested(entry: usize, method: DigestMethod, key: &Key) -> Digested {
    (entry, method, if method == DigestMethod::Sm3Keyed { key.prefix() } else { None })
}

enum Digest<'d> {
    Value(&'d [u8]),
    NotComputed,
    Unreadable,
}

/// Whether propertyInfo names `file`: as its path, or as the `Entry` of a small JSON text that some vendors write.
fn names_file(property: &str, file: &str) -> bool {
    let plain = property.trim();
    if plain.trim_start_matches('/') == file {
        return true;
    }
    let entry = serde_json::from_str::<serde_json::Value>(plain)
        .ok()
        .and_then(|json| json.get("Entry").and_then(|entry| entry.as_str().map(str::to_owned)));
    entry.is_some_and(|entry| {
        let entry = entry.trim_start_matches('/');
        !entry.is_empty() && (file == entry || file.ends_with(&format!("/{entry}")))
    })
}
