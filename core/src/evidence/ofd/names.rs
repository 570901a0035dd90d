//! Names of entries: how they are written, and which no honest package has.
//!
//! *Basis*: PKWARE APPNOTE 6.3, 4.4.17 and 4.6.9; formats met in real files.

/// The name of an entry, and what is odd about its encoding. Names are UTF-8; where they are not, the Unicode Path
/// field decides, and without it each foreign octet is shown in percent form, so that nothing collides by accident.
pub(crate) fn decode(name: &[u8], extra: &[u8]) -> (String, Option<&'static str>) {
    let path = unicode_path(name, extra);
    match (std::str::from_utf8(name), path) {
        (Ok(name), None) => (name.to_owned(), None),
        (Ok(name), Some(path)) if name == path => (path, None),
        (Ok(name), Some(_)) => (name.to_owned(), Some("zip.second_name")),
        (Err(_), Some(path)) => (path, Some("zip.name_encoding")),
        (Err(_), None) => {
            let text = name.utf8_chunks().fold(String::new(), |mut text, chunk| {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|octet| format!("%{octet:02x}")));
                text
            });
            (text, Some("zip.name_encoding"))
        }
    }
}

/// The name in the Info-ZIP Unicode Path field, when it belongs to `name`.
fn unicode_path(name: &[u8], mut extra: &[u8]) -> Option<String> {
    while let [id0, id1, size0, size1, rest @ ..] = extra {
        let (field, rest) = rest.split_at_checked(usize::from(u16::from_le_bytes([*size0, *size1])))?;
        if [*id0, *id1] == [0x75, 0x70] {
            let [1, c0, c1, c2, c3, path @ ..] = field else { return None };
            let fits = u32::from_le_bytes([*c0, *c1, *c2, *c3]) == crc32fast::hash(name);
            return std::str::from_utf8(path).ok().filter(|_| fits).map(str::to_owned);
        }
        extra = rest;
    }
    None
}

/// What makes a name one that readers take differently, or that leaves the package.
pub(crate) fn fault(name: &str) -> Option<&'static str> {
    let drive =
        name.as_bytes().get(1) == Some(&b':') && name.starts_with(|first: char| first.is_ascii_alphabetic());
    if name.is_empty() || name.chars().any(char::is_control) {
        Some("zip.name_character")
    } else if name.contains('\\') {
        Some("zip.backslash")
    } else if name.starts_with('/') || drive {
        Some("zip.absolute_name")
    } else if name.split('/').any(|part| part == "..") {
        Some("zip.traversal")
    } else if name.contains(':') || name.split('/').any(is_shortened) {
        Some("zip.name_ambiguous")
    } else if name.trim_end_matches('/').split('/').any(|part| part.is_empty() || part == ".")
        || name.ends_with("//")
    {
        Some("zip.name_not_plain")
    } else {
        None
    }
}

/// Whether an extraction or a reader may take something off `part`: `.` is another matter.
fn is_shortened(part: &str) -> bool {
    part != "." && (part.ends_with('.') || part.trim() != part)
}

/// The form under which readers that ignore case would confuse two names.
pub(crate) fn fold(name: &str) -> String {
    if name.is_ascii() { name.to_ascii_lowercase() } else { name.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_readers_take_differently() {
        for (name, code) in [
            ("Doc_0/Document.xml", None),
            ("Doc_0/", None),
            ("发票.xml", None),
            ("/etc/evil", Some("zip.absolute_name")),
            ("C:/evil", Some("zip.absolute_name")),
            ("a/../b", Some("zip.traversal")),
            ("..", Some("zip.traversal")),
            ("a\\b", Some("zip.backslash")),
            ("a\0b", Some("zip.name_character")),
            ("", Some("zip.name_character")),
            ("a//b", Some("zip.name_not_plain")),
            ("./a", Some("zip.name_not_plain")),
            ("a/b.", Some("zip.name_ambiguous")),
            ("a./b", Some("zip.name_ambiguous")),
            ("a/b\u{a0}", Some("zip.name_ambiguous")),
            ("\u{3000}a/b", Some("zip.name_ambiguous")),
            ("a/b::$DATA", Some("zip.name_ambiguous")),
            ("a b/c d.xml", None),
        ] {
            assert_eq!(fault(name), code, "{name}");
        }
    }

    #[test]
    fn names_in_other_encodings_stay_apart() {
        assert_eq!(decode(b"\xb7\xa2.xml", &[]), ("%b7%a2.xml".into(), Some("zip.name_encoding")));
        assert_eq!(decode("发".as_bytes(), &[]), ("发".into(), None));
    }
}
