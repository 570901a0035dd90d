//! Writing an archive: stored entries in the order given, without times, so that the same files give the same bytes.
//!
//! *Basis*: PKWARE APPNOTE 6.3, 4.3.

/// 1980-01-01, the first day that the format knows.
const FIRST_DAY: u16 = 1 << 5 | 1;
/// Version 2.0; names are UTF-8.
const VERSION: u16 = 20;
const UTF8: u16 = 1 << 11;

/// The archive of `files`; `None` when a number does not fit into the fields of an archive without wide fields.
pub(crate) fn write(files: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, data) in files {
        let offset = u32::try_from(out.len()).ok()?;
        let common = common(name, data)?;
        out.extend_from_slice(super::LOCAL);
        out.extend_from_slice(&common);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(data);
        directory.extend_from_slice(super::CENTRAL);
        directory.extend_from_slice(&VERSION.to_le_bytes());
        directory.extend_from_slice(&common);
        // Lengths of a comment, the disk, and attributes.
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let count = u16::try_from(files.len()).ok()?;
    let (size, start) = (u32::try_from(directory.len()).ok()?, u32::try_from(out.len()).ok()?);
    out.append(&mut directory);
    out.extend_from_slice(super::END);
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&count.to_le_bytes());
    out.extend_from_slice(&size.to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    // These values say that wide fields follow, and none do.
    (count < u16::MAX && start < u32::MAX && size < u32::MAX).then_some(out)
}

/// The fields that a local header and a directory entry share.
fn common(name: &str, data: &[u8]) -> Option<Vec<u8>> {
    let size = u32::try_from(data.len()).ok().filter(|size| *size < u32::MAX)?;
    let mut out = Vec::with_capacity(26);
    for field in [VERSION, UTF8, 0, 0, FIRST_DAY] {
        out.extend_from_slice(&field.to_le_bytes());
    }
    for field in [crc32fast::hash(data), size, size] {
        out.extend_from_slice(&field.to_le_bytes());
    }
    out.extend_from_slice(&u16::try_from(name.len()).ok()?.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::super::Archive;
    use super::*;
    use crate::Limits;

    #[test]
    fn what_is_written_is_read_without_a_flaw() {
        let files: [(&str, &[u8]); 3] = [("a.txt", b"a"), ("档案/b", b""), ("c", b"\0\xff")];
        let written = write(&files).unwrap();
        let archive = Archive::read(&written, &Limits::default()).unwrap();
        assert!(archive.flaws.is_empty() && archive.notes.is_empty(), "{:?}", archive.flaws);
        let read: Vec<_> =
            archive.entries.iter().map(|one| (one.name.as_str(), one.data.as_deref().unwrap())).collect();
        assert_eq!(read, files);
        assert_eq!(write(&files).unwrap(), written);
    }
}
