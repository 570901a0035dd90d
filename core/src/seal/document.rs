//! From bytes to the facts of a whole document: package, every signature, everything that can be shown.
//!
//! *Basis*: GB/T 33190-2016; procedure of GM/T 0031-2014, 6.2.3.

use std::collections::BTreeSet;

use super::examine::{self, Examined, Original};
use super::facts::{Facts, IntegrityFacts, Kind, PackageFacts, SignatureFacts};
use super::reader::Reader;
use crate::evidence::algorithm::sha256;
use crate::evidence::der::{self, Scan, tag};
use crate::evidence::grounds::Grounds;
use crate::evidence::ofd::entries::{self, Entries};
use crate::evidence::ofd::{NAMESPACE, coverage, package::Package, signatures, xml, zip, zip::Archive};
use crate::evidence::{absorb, hex};
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
        lists: names(&archive, &package.lists),
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
    let mut reader = Reader::new(&archive, grounds, &package.signed_roots);
    let mut signed = Vec::with_capacity(listed.len());
    for one in &listed {
        limits.go_on()?;
        signed.extend(reader.signature(one, &mut budget)?);
        within_limit(signed.len(), limits)?;
    }
    let roots: Vec<Option<(Option<String>, String)>> =
        (0..archive.entries.len()).map(|index| archive.data(index).and_then(xml::root)).collect();
    let written_as = |is: &dyn Fn(Option<&str>, &str) -> bool| -> Vec<usize> {
        let of = |root: &(Option<String>, String)| is(root.0.as_deref(), &root.1);
        roots.iter().enumerate().filter(|(_, root)| root.as_ref().is_some_and(of)).map(|(at, _)| at).collect()
    };
    facts.descriptions =
        names(&archive, &written_as(&|namespace, name| name == "Signature" && namespace == Some(NAMESPACE)));
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
        facts.documents = names(&archive, &written_as(&|_, name| name == "Document"));
        facts.seal_pictures = seal_pictures(&archive, &visible, &signed);
        facts.stamp_annotations = reader.stamp_annotations(&package.effective_roots, &budget)?;
        facts.shown = names(&archive, &visible);
        facts.extra = names(&archive, &extra);
    }
    Ok(Facts { kind: Kind::Ofd, sha256: hex(&sha256(data)), package: Some(facts), signatures: signed })
}

/// Files among `visible` that are the picture of a seal that signed.
fn seal_pictures(archive: &Archive<'_>, visible: &[usize], signed: &[SignatureFacts]) -> Vec<String> {
    let pictures: Vec<_> = signed.iter().filter_map(|one| Some(&one.seal.as_ref()?.picture)).collect();
    let is_picture = |index: &usize| {
        archive.data(*index).is_some_and(|data| {
            let mut same_size =
                pictures.iter().filter(|one| one.size == data.len() && one.size > 0).peekable();
            same_size.peek().is_some() && {
                let digest = hex(&sha256(data));
                same_size.any(|one| one.sha256 == digest)
            }
        })
    };
    let found: Vec<usize> = visible.iter().copied().filter(is_picture).collect();
    names(archive, &found)
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
pub(super) fn each_signer(facts: SignatureFacts, examined: Examined<'_>) -> Vec<SignatureFacts> {
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
