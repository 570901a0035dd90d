//! A package: named files in order, written as a ZIP archive with fixed times.

use miniz_oxide::deflate::compress_to_vec;

/// 2024-05-20 10:30 in the form of DOS: (date, time).
const WRITTEN_AT: (u16, u16) = ((2024 - 1980) << 9 | 5 << 5 | 20, 10 << 11 | 30 << 5);
/// Method number of deflate.
const DEFLATED: u16 = 8;

/// Files of an archive, in the order in which they will stand there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Package {
    files: Vec<(String, Vec<u8>)>,
}

impl Package {
    /// The file's bytes.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.iter().find(|(name, _)| name == path).map(|(_, bytes)| bytes.as_slice())
    }

    /// All paths, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(name, _)| name.as_str())
    }

    /// Adds a file or replaces it in its place.
    pub fn put(&mut self, path: &str, bytes: impl Into<Vec<u8>>) {
        match self.files.iter_mut().find(|(name, _)| name == path) {
            Some((_, old)) => *old = bytes.into(),
            None => self.files.push((path.into(), bytes.into())),
        }
    }

    /// Changes the text of a file.
    ///
    /// # Panics
    /// When there is no such text: a test that alters nothing proves nothing.
    pub fn edit(&mut self, path: &str, from: &str, to: &str) {
        let text = String::from_utf8(self.get(path).expect("file of the package").to_vec()).expect("a text");
        assert!(text.contains(from), "the text to be replaced must be there");
        self.put(path, text.replace(from, to));
    }

    /// Takes a file out.
    pub fn remove(&mut self, path: &str) -> Option<Vec<u8>> {
        let at = self.files.iter().position(|(name, _)| name == path)?;
        Some(self.files.remove(at).1)
    }

    /// The ZIP archive; the same files give the same bytes.
    pub fn to_zip(&self) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, bytes) in &self.files {
            let offset = out.len() as u32;
            let packed = compress_to_vec(bytes, 9);
            let common = common_header(name, bytes, packed.len());
            out.extend_from_slice(b"PK\x03\x04");
            out.extend_from_slice(&common);
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(&packed);
            directory.extend_from_slice(b"PK\x01\x02\x14\x00");
            directory.extend_from_slice(&common);
            directory.extend_from_slice(&[0; 10]); // comment length, disk, attributes
            directory.extend_from_slice(&offset.to_le_bytes());
            directory.extend_from_slice(name.as_bytes());
        }
        let (count, start) = (self.files.len() as u16, out.len() as u32);
        out.extend_from_slice(&directory);
        out.extend_from_slice(b"PK\x05\x06\x00\x00\x00\x00");
        out.extend_from_slice(&[count.to_le_bytes(), count.to_le_bytes()].concat());
        out.extend_from_slice(&[(directory.len() as u32).to_le_bytes(), start.to_le_bytes()].concat());
        out.extend_from_slice(&[0, 0]);
        out
    }
}

/// The fields that a local header and a directory entry share.
fn common_header(name: &str, bytes: &[u8], packed: usize) -> Vec<u8> {
    let mut out = Vec::new();
    for half in [20, 0, DEFLATED, WRITTEN_AT.1, WRITTEN_AT.0] {
        out.extend_from_slice(&u16::to_le_bytes(half));
    }
    for word in [crc32(bytes), packed as u32, bytes.len() as u32] {
        out.extend_from_slice(&word.to_le_bytes());
    }
    out.extend_from_slice(&[(name.len() as u16).to_le_bytes(), [0, 0]].concat());
    out
}

/// CRC-32 as ZIP and PNG use it.
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |register, byte| {
        (0..8).fold(register ^ u32::from(*byte), |value, _| {
            (value >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(value & 1))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_value_of_the_crc() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn replacing_keeps_the_place() {
        let mut package = Package::default();
        package.put("a", b"one");
        package.put("b", b"two");
        package.edit("a", "one", "three");
        assert_eq!(package.paths().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(package.get("a"), Some(&b"three"[..]));
        assert_eq!(package.remove("b"), Some(b"two".to_vec()));
        assert_eq!(package.to_zip(), package.clone().to_zip());
    }
}
