//! A package's ZIP archive, walked from its central directory.
//!
//! A verifier must see what other readers may see differently: so nothing of the archive may be ambiguous. Every
//! byte belongs to exactly one entry or to the directory, every name is one name, every local header agrees with
//! the directory, every CRC fits. What does not is named, and reading goes on, so that the report can say more.
//!
//! *Basis*: PKWARE APPNOTE 6.3, 4.3; GB/T 33190 (an OFD file is a ZIP package).

mod inflate;
mod names;
mod write;
mod zip64;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

pub(crate) use names::fault as name_fault;
pub(crate) use write::write;

use crate::evidence::Flaw;
use crate::{Error, Limits};

const END: &[u8] = b"PK\x05\x06";
const CENTRAL: &[u8] = b"PK\x01\x02";
const LOCAL: &[u8] = b"PK\x03\x04";
const DESCRIPTOR: &[u8] = b"PK\x07\x08";
const ENCRYPTED: u16 = 1 | 1 << 6 | 1 << 13;
const HAS_DESCRIPTOR: u16 = 1 << 3;

/// One file of the archive.
#[derive(Debug)]
pub(crate) struct Entry<'a> {
    pub(crate) name: String,
    /// Where its local header begins.
    pub(crate) at: usize,
    /// Whether the name is ASCII as it is stored, so that all readers read it alike.
    is_plain: bool,
    /// Uncompressed bytes; `None` when they cannot be had, which a flaw explains.
    pub(crate) data: Option<Cow<'a, [u8]>>,
}

/// The files of an archive, by index, and what is wrong with it.
#[derive(Debug, Default)]
pub(crate) struct Archive<'a> {
    pub(crate) entries: Vec<Entry<'a>>,
    by_name: HashMap<String, usize>,
    by_folded: BTreeMap<String, usize>,
    pub(crate) flaws: Vec<Flaw>,
    pub(crate) notes: Vec<Flaw>,
}

/// What the central directory says of an entry.
struct Record<'a> {
    name: &'a [u8],
    extra: &'a [u8],
    flags: u16,
    method: u16,
    crc: u32,
    packed: usize,
    size: usize,
    local: usize,
}

impl<'a> Archive<'a> {
    /// Reads a whole archive. Only limits are errors.
    pub(crate) fn read(data: &'a [u8], limits: &Limits) -> Result<Self, Error> {
        let mut archive = Self::default();
        let mut budget = inflate::Budget::new(limits);
        let Some(end) = archive.end_record(data) else { return Ok(archive) };
        let mut regions = BTreeMap::new();
        let mut at = end.directory;
        for _ in 0..end.count {
            let Some((record, next)) = record(data, at) else {
                archive.flaws.push(Flaw::new("zip.directory", format!("@{at}")));
                break;
            };
            at = next;
            if archive.entries.len() >= limits.entries {
                return Err(Error::limit("limit.entries", "", "the package has too many entries"));
            }
            archive.add(data, &record, end.directory, &mut regions, &mut budget)?;
        }
        if at != end.at {
            archive.flaws.push(Flaw::new("zip.directory", format!("@{at}")));
        }
        archive.check_folders();
        archive.check_regions(&regions, end.directory);
        Ok(archive)
    }

    /// Index of the entry with exactly this name.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Index of the entry whose name differs at most by case.
    pub(crate) fn find_folded(&self, name: &str) -> Option<usize> {
        self.by_folded.get(&names::fold(name)).copied()
    }

    pub(crate) fn name(&self, index: usize) -> &str {
        self.entries.get(index).map_or("", |entry| &entry.name)
    }

    /// Whether all readers read the entry's name alike.
    pub(crate) fn has_plain_name(&self, index: usize) -> bool {
        self.entries.get(index).is_some_and(|entry| entry.is_plain)
    }

    pub(crate) fn data(&self, index: usize) -> Option<&[u8]> {
        self.entries.get(index).and_then(|entry| entry.data.as_deref())
    }

    fn end_record(&mut self, data: &[u8]) -> Option<End> {
        let Some(at) = end_position(data) else {
            self.flaws.push(Flaw::new("zip.no_directory", ""));
            return None;
        };
        let field = |offset: usize| u16_at(data, at.checked_add(offset)?);
        let long = |offset: usize| u32_at(data, at.checked_add(offset)?);
        let (Some(disk), Some(count), Some(total), Some(size), Some(directory), Some(comment)) =
            (field(4), field(8), field(10), long(12), long(16), field(20))
        else {
            self.flaws.push(Flaw::new("zip.no_directory", format!("@{at}")));
            return None;
        };
        if disk != 0 || field(6) != Some(0) || count != total {
            self.flaws.push(Flaw::new("zip.several_disks", format!("@{at}")));
        }
        let after = at.saturating_add(22);
        if data.len() != after.saturating_add(usize::from(comment)) {
            self.flaws.push(Flaw::new("zip.bytes_after", format!("@{after}")));
        } else if comment != 0 {
            self.notes.push(Flaw::new("zip.comment", format!("@{after}")));
        }
        let narrow = zip64::Totals { count: usize::from(count), size, directory };
        let totals = match zip64::totals(data, at, &narrow) {
            Ok(totals) => totals,
            Err(code) => {
                self.flaws.push(Flaw::new(code, format!("@{at}")));
                return None;
            }
        };
        let zip64::Totals { count, size, directory } = totals.values;
        let at = totals.begins;
        if directory.checked_add(size) != Some(at) {
            self.flaws.push(Flaw::new("zip.bytes_before_end", format!("@{at}")));
        }
        Some(End { at, directory, count })
    }

    fn add(
        &mut self,
        data: &'a [u8],
        record: &Record<'a>,
        directory: usize,
        regions: &mut BTreeMap<usize, (usize, String)>,
        budget: &mut inflate::Budget<'_>,
    ) -> Result<(), Error> {
        let (name, odd) = names::decode(record.name, record.extra);
        match odd {
            Some(code @ "zip.second_name") => self.flaws.push(Flaw::new(code, name.clone())),
            Some(code) => self.notes.push(Flaw::new(code, name.clone())),
            None => {}
        }
        self.flaws.extend(names::fault(&name).map(|code| Flaw::new(code, name.clone())));
        let folded = names::fold(&name);
        if name.ends_with('/') {
            // A folder is only a name; two of them hold nothing that could differ.
        } else if self.by_name.contains_key(&name) {
            self.flaws.push(Flaw::new("zip.duplicate", name.clone()));
        } else if self.by_folded.contains_key(&folded) {
            self.flaws.push(Flaw::new("zip.case_twin", name.clone()));
        }
        let content = match local_part(data, record, &name, directory) {
            Ok((packed, end)) => {
                if regions.insert(record.local, (end, name.clone())).is_some() {
                    self.flaws.push(Flaw::new("zip.overlap", name.clone()));
                }
                inflate::unpack(packed, record.method, record.size, record.crc, &name, budget)?
            }
            Err(code) => Err(code),
        };
        let content = content.and_then(|content| {
            // A folder is only a name; bytes in one are bytes that nobody looks at.
            if name.ends_with('/') && !content.is_empty() { Err("zip.folder_content") } else { Ok(content) }
        });
        let content = content.map_err(|code| self.flaws.push(Flaw::new(code, name.clone()))).ok();
        let index = self.entries.len();
        self.by_name.entry(name.clone()).or_insert(index);
        self.by_folded.entry(folded).or_insert(index);
        self.entries.push(Entry { name, at: record.local, is_plain: record.name.is_ascii(), data: content });
        Ok(())
    }

    /// No file may be a folder as well.
    fn check_folders(&mut self) {
        let clashes = |file: &&String| {
            let folder = format!("{file}/");
            self.by_folded.range(folder.clone()..).next().is_some_and(|(name, _)| name.starts_with(&folder))
        };
        let files = self.by_folded.keys().filter(|name| !name.ends_with('/'));
        self.flaws.extend(files.filter(clashes).map(|file| Flaw::new("zip.file_is_folder", file.clone())));
    }

    /// Entries must stand side by side from the first byte to the directory.
    fn check_regions(&mut self, regions: &BTreeMap<usize, (usize, String)>, directory: usize) {
        let mut at = 0usize;
        for (&start, (end, name)) in regions {
            let code = match start.cmp(&at) {
                std::cmp::Ordering::Less => Some("zip.overlap"),
                std::cmp::Ordering::Greater if at == 0 => Some("zip.bytes_before"),
                std::cmp::Ordering::Greater => Some("zip.bytes_between"),
                std::cmp::Ordering::Equal => None,
            };
            self.flaws.extend(code.map(|code| Flaw::new(code, name.clone())));
            at = at.max(*end);
        }
        // When an entry could not be located its bytes are nobody's, and that has been said already.
        if at != directory && regions.len() == self.entries.len() {
            self.flaws.push(Flaw::new("zip.bytes_between", format!("@{at}")));
        }
    }
}

/// Whether `data` ends in the end record of a central directory; a `strict` caller wants the directory before it too.
pub(crate) fn has_directory(data: &[u8], strict: bool) -> bool {
    let begins = |at: usize| at.checked_sub(u32_at(data, at.checked_add(12)?)?);
    let is_directory = |at: usize| data.get(at..).is_some_and(|rest| rest.starts_with(CENTRAL));
    end_position(data).is_some_and(|at| !strict || begins(at).is_some_and(is_directory))
}

/// Where the end record stands: it is the last one, and a comment of up to 65,535 bytes may follow.
fn end_position(data: &[u8]) -> Option<usize> {
    let window = data.len().saturating_sub(22 + 0xffff);
    let tail = data.get(window..)?;
    tail.windows(4).rposition(|bytes| bytes == END).and_then(|at| at.checked_add(window))
}

struct End {
    at: usize,
    directory: usize,
    count: usize,
}

fn record(data: &[u8], at: usize) -> Option<(Record<'_>, usize)> {
    let rest = data.get(at..)?;
    if !rest.starts_with(CENTRAL) {
        return None;
    }
    let name_end = 46usize.checked_add(usize::from(u16_at(rest, 28)?))?;
    let extra_end = name_end.checked_add(usize::from(u16_at(rest, 30)?))?;
    let end = extra_end.checked_add(usize::from(u16_at(rest, 32)?))?;
    rest.get(..end)?;
    let extra = rest.get(name_end..extra_end)?;
    let [size, packed, local] = zip64::widened(extra, [u32_at(rest, 24), u32_at(rest, 20), u32_at(rest, 42)]);
    let record = Record {
        name: rest.get(46..name_end)?,
        extra,
        flags: u16_at(rest, 8)?,
        method: u16_at(rest, 10)?,
        crc: u32::try_from(u32_at(rest, 16)?).ok()?,
        packed: packed?,
        size: size?,
        local: local?,
    };
    Some((record, at.checked_add(end)?))
}

/// The packed bytes of an entry and the end of its region, when its local header agrees with the directory.
fn local_part<'a>(
    data: &'a [u8],
    record: &Record<'_>,
    name: &str,
    directory: usize,
) -> Result<(&'a [u8], usize), &'static str> {
    const CUT: &str = "zip.local_header";
    let head = data.get(record.local..directory).ok_or(CUT)?;
    if !head.starts_with(LOCAL) {
        return Err(CUT);
    }
    let flags = u16_at(head, 6).ok_or(CUT)?;
    if (flags | record.flags) & ENCRYPTED != 0 {
        return Err("zip.encrypted");
    }
    let name_end = usize::from(u16_at(head, 26).ok_or(CUT)?).saturating_add(30);
    let start = usize::from(u16_at(head, 28).ok_or(CUT)?).saturating_add(name_end);
    if head.get(30..name_end) != Some(record.name) {
        return Err("zip.local_name_differs");
    }
    let extra = head.get(name_end..start).ok_or(CUT)?;
    if !names::agree(record.name, name, extra) {
        return Err("zip.second_name");
    }
    let described = flags & HAS_DESCRIPTOR != 0;
    let expected = [Some(record.crc as usize), Some(record.packed), Some(record.size)];
    let [size, packed] = zip64::widened(extra, [u32_at(head, 22), u32_at(head, 18)]);
    let written = [u32_at(head, 14), packed, size];
    // Before a descriptor the header may leave a field open.
    let open = |field: Option<usize>| described && matches!(field, Some(0 | 0xffff_ffff));
    let agrees =
        written.iter().zip(&expected).all(|(&written, &expected)| written == expected || open(written));
    if u16_at(head, 8) != Some(record.method) || !agrees {
        return Err("zip.local_header_differs");
    }
    let packed_end = start.checked_add(record.packed).ok_or(CUT)?;
    let packed = head.get(start..packed_end).ok_or(CUT)?;
    let mut end = packed_end;
    if described {
        let tail = head.get(packed_end..).ok_or(CUT)?;
        let signed = if tail.starts_with(DESCRIPTOR) { 4 } else { 0 };
        let fields = tail.get(signed..).ok_or(CUT)?;
        let narrow = [u32_at(fields, 0), u32_at(fields, 4), u32_at(fields, 8)] == expected;
        let wide = || [u32_at(fields, 0), zip64::wide_at(fields, 4), zip64::wide_at(fields, 12)] == expected;
        // Sizes of eight octets follow a header that has the wide field.
        let length = if zip64::has_field(extra) && wide() {
            20usize
        } else if narrow {
            12
        } else {
            return Err("zip.descriptor_differs");
        };
        end = end.saturating_add(length).saturating_add(signed);
    }
    Ok((packed, record.local.saturating_add(end)))
}

pub(super) fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    let octets = data.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(octets.try_into().ok()?))
}

pub(super) fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    let octets = data.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(octets.try_into().ok()?)).ok()
}
