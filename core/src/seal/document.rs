//! From bytes to the facts of a whole document: package, every signature, everything that can be shown.
//!
//! *Basis*: GB/T 33190-2016; procedure of GM/T 0031-2014, 6.2.3.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::examine::{self, Examined, Original};
use super::facts::{
    Answer, DeclaredType, Facts, IntegrityFacts, Kind, NamedMethod, PackageFacts, ReferenceFacts,
    SealFileFacts, SignatureFacts,
};
use crate::evidence::algorithm::{DigestMethod, Key, sha256};
use crate::evidence::der::{self, Scan, tag};
use crate::evidence::grounds::Grounds;
use crate::evidence::ofd::entries::{self, Entries};
use crate::evidence::ofd::signatures::{Description, Listed};
use crate::evidence::ofd::{coverage, package::Package, signatures, xml, zip, zip::Archive};
use crate::evidence::{Flaw, absorb, hex};
use crate::{Error, Limits};

/// What `data` means to be, by its first octets; a cut document is still one.
///
/// *Errors*: `input.unrecognised`.
pub(crate) fn recognise(data: &[u8]) -> Result<Kind, Error> {
    let is_archive = data.starts_with(b"PK\x03\x04") || data.starts_with(b"PK\x05\x06");
    let is_der = data.first() == Some(&tag::SEQUENCE);
    match der::leading_tags(data) {
        _ if is_archive => Ok(Kind::Ofd),
        // The header of a seal, the version of TBS_Sign, a content type, or a pair of integers.
        [tag::SEQUENCE, tag::SEQUENCE, tag::SEQUENCE] => Ok(Kind::Seal),
        [tag::SEQUENCE, tag::SEQUENCE, tag::INTEGER] => Ok(Kind::Signature),
        [tag::SEQUENCE, tag::OID | tag::INTEGER, _] => Ok(Kind::Signature),
        // Bytes before an archive hide it from nobody who reads from the end. What begins as a value does may also be
        // the ruin of a seal whose picture is a package.
        _ if zip::has_directory(data, is_der) => Ok(Kind::Ofd),
        _ => {
            Err(Error::input("input.unrecognised", "", "expected an OFD package, a seal or a seal signature"))
        }
    }
}

/// The facts of an OFD package.
pub(crate) fn ofd(data: &[u8], grounds: &Grounds<'_>) -> Result<Facts, Error> {
    let limits = grounds.limits;
    let archive = Archive::read(data, limits)?;
    let mut budget = xml::Budget::new(limits);
    let package = Package::read(&archive, &mut budget)?;
    if package.entry.is_none() && archive.flaws.is_empty() {
        return Err(Error::input("input.unrecognised", "", "the archive is not an OFD package"));
    }
    let mut facts = PackageFacts {
        flaws: archive.flaws.iter().chain(&package.flaws).cloned().collect(),
        notes: archive.notes.iter().chain(&package.notes).cloned().collect(),
        root_file: package.entry.map(|entry| archive.name(entry).to_owned()),
        effective_roots: names(&archive, &package.effective_roots),
        ..PackageFacts::default()
    };
    let mut listed = Vec::new();
    // Several documents of a package may share a list.
    let mut read = BTreeSet::new();
    for &list in package.lists.iter().filter(|&&list| read.insert(list)) {
        listed.extend(signatures::read_list(&archive, list, &mut budget, &mut facts.flaws)?);
    }
    if listed.is_empty() {
        facts.notes.extend(package.absent.iter().cloned());
    } else {
        facts.flaws.extend(package.absent.iter().cloned());
    }
    within_limit(listed.len(), limits)?;
    let mut reader =
        Reader { archive: &archive, grounds, digests: Digests::new(limits), own_files: BTreeSet::new() };
    let mut signed = Vec::with_capacity(listed.len());
    for one in &listed {
        signed.extend(reader.signature(one, &mut budget)?);
        within_limit(signed.len(), limits)?;
    }
    let list = integrity(&archive, grounds, &mut budget)?;
    let of_list: Vec<usize> = list.iter().flat_map(|list| &list.own).copied().collect();
    facts.integrity = list.map(|mut list| {
        let named: BTreeSet<usize> = list
            .own
            .iter()
            .chain(&list.listed)
            .chain(&reader.own_files)
            .chain(&package.lists)
            .copied()
            .collect();
        let is_unlisted = |index: &usize| !named.contains(index) && !archive.name(*index).ends_with('/');
        let unlisted: Vec<usize> = (0..archive.entries.len()).filter(is_unlisted).collect();
        list.facts.unlisted = names(&archive, &unlisted);
        list.facts
    });
    if !listed.is_empty() {
        let shown = coverage::shown(&archive, &package, &mut budget)?;
        facts.flaws.extend(shown.flaws);
        let apart: BTreeSet<usize> = reader
            .own_files
            .iter()
            .chain(&package.lists)
            .chain(&package.entry)
            .chain(&of_list)
            .copied()
            .collect();
        // What content leads to is content, even where a signature claims the file for itself.
        let is_content = |index: &usize| shown.entries.contains(index) || !apart.contains(index);
        // Another reader may be led to a file that nothing leads to here: by a location that leads nowhere, or
        // because it takes a name in other letters than ASCII for another.
        let can_be_shown =
            |index: &usize| shown.entries.contains(index) || shown.is_open || !archive.has_plain_name(*index);
        let (visible, extra): (Vec<usize>, Vec<usize>) = (0..archive.entries.len())
            .filter(|index| !archive.name(*index).ends_with('/'))
            .filter(is_content)
            .partition(can_be_shown);
        let is_document = |index: &usize| {
            archive.data(*index).and_then(xml::root_name).is_some_and(|name| name == "Document")
        };
        let documents: Vec<usize> = (0..archive.entries.len()).filter(is_document).collect();
        facts.documents = names(&archive, &documents);
        facts.shown = names(&archive, &visible);
        facts.extra = names(&archive, &extra);
    }
    Ok(Facts { kind: Kind::Ofd, sha256: hex(&sha256(data)), package: Some(facts), signatures: signed })
}

/// The integrity list as it was read.
struct IntegrityList {
    facts: IntegrityFacts,
    /// The list itself and its value.
    own: Vec<usize>,
    /// The files that it names.
    listed: Vec<usize>,
}

fn integrity(
    archive: &Archive<'_>,
    grounds: &Grounds<'_>,
    budget: &mut xml::Budget,
) -> Result<Option<IntegrityList>, Error> {
    let Some(entry) = entries::find(archive) else { return Ok(None) };
    let facts = IntegrityFacts { file: archive.name(entry).to_owned(), ..IntegrityFacts::default() };
    let mut list = IntegrityList { facts, own: vec![entry], listed: Vec::new() };
    // An entry that could not be unpacked is a flaw of the package.
    let Some(xml) = archive.data(entry) else { return Ok(Some(list)) };
    if let Some(read) = absorb(Entries::read(archive, xml, budget), &mut list.facts.flaws)? {
        list.own.extend(read.value);
        list.listed = read.listed;
        list.facts.missing = read.missing;
        list.facts.signed = match read.value.and_then(|value| archive.data(value)) {
            Some(data) => Some(Box::new(value(data, Kind::Signature, Some(xml), grounds)?)),
            None => None,
        };
    }
    Ok(Some(list))
}

/// The facts of a seal or of a signature value that stands alone.
pub(crate) fn value(
    data: &[u8],
    kind: Kind,
    original: Option<&[u8]>,
    grounds: &Grounds<'_>,
) -> Result<Facts, Error> {
    let scan = Scan::new(grounds.limits);
    let mut facts = SignatureFacts { id: "0".to_owned(), ..SignatureFacts::default() };
    if kind == Kind::Seal {
        examine::seal_alone(&scan, grounds, data, &mut facts)?;
        facts.notes = scan.into_notes();
        return Ok(alone(data, kind, vec![facts]));
    }
    let original = Original { data: original, keyed: false };
    let examined = examine::read_value(&scan, grounds, data, original, &mut facts)?;
    facts.notes = scan.into_notes();
    let signatures = each_signer(facts, examined);
    within_limit(signatures.len(), grounds.limits)?;
    Ok(alone(data, kind, signatures))
}

fn alone(data: &[u8], kind: Kind, signatures: Vec<SignatureFacts>) -> Facts {
    Facts { kind, sha256: hex(&sha256(data)), package: None, signatures }
}

/// One entry a signer: what several signed together they signed each for themselves.
fn each_signer(facts: SignatureFacts, examined: Examined<'_>) -> Vec<SignatureFacts> {
    let Examined::SignedData(signers, _) = examined else { return vec![facts] };
    signers.into_iter().map(|signer| signer.put_into(facts.clone())).collect()
}

fn within_limit(signatures: usize, limits: &Limits) -> Result<(), Error> {
    if signatures > limits.signatures {
        return Err(Error::limit("limit.signatures", "", "the document has too many signatures"));
    }
    Ok(())
}

fn names(archive: &Archive<'_>, entries: &[usize]) -> Vec<String> {
    entries.iter().map(|&entry| archive.name(entry).to_owned()).collect()
}

/// Reads the signatures of one package.
struct Reader<'a> {
    archive: &'a Archive<'a>,
    grounds: &'a Grounds<'a>,
    digests: Digests,
    /// Files that belong to signatures themselves, each to one.
    own_files: BTreeSet<usize>,
}

impl Reader<'_> {
    /// The facts of one entry of a list, one for each signer of its value.
    fn signature(&mut self, listed: &Listed, budget: &mut xml::Budget) -> Result<Vec<SignatureFacts>, Error> {
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
    ) -> Result<Examined<'_>, Error> {
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
        for reference in &description.references {
            let Some(entry) = reference.entry else {
                facts.missing.push(reference.path.clone());
                continue;
            };
            let name = self.archive.name(entry).to_owned();
            match (self.digests.of(self.archive, entry, method, key)?, &reference.digest) {
                (Digest::Value(digest), Some(stated)) if digest == *stated => facts.fitting.push(name),
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

    fn of(
        &mut self,
        archive: &Archive<'_>,
        entry: usize,
        method: NamedMethod,
        key: &Key,
    ) -> Result<Digest, Error> {
        let NamedMethod::Named(method) = method else { return Ok(Digest::NotComputed) };
        let Some(data) = archive.data(entry) else { return Ok(Digest::Unreadable) };
        let prefix = if method == DigestMethod::Sm3Keyed { key.prefix() } else { None };
        let digest = match self.known.entry((entry, method, prefix)) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => {
                let left = self.left.checked_sub(data.len());
                let too_much =
                    || Error::limit("limit.digest_bytes", archive.name(entry), "too much to digest");
                self.left = left.ok_or_else(too_much)?;
                place.insert(method.digest(data, key))
            }
        };
        Ok(digest.clone().map_or(Digest::NotComputed, Digest::Value))
    }
}

enum Digest {
    Value(Vec<u8>),
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
