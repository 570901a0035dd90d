//! Names of entries: how they are written, and which no honest package has.
//!
//! *Basis*: PKWARE APPNOTE 6.3, 4.4.17 and 4.6.9; formats met in real files.

/// The name of an entry, and what is odd about its encoding. Names are UTF-8; where they are not, the Unicode Path
/// field decides, and without it each foreign octet is shown in percent form, so that nothing collides by accident.
pub(crate) fn decode(raw: &[u8], extra: &[u8]) -> (String, Option<&'static str>) {
    let (name, odd) = match std::str::from_utf8(raw) {
        Ok(name) => (name.to_owned(), None),
        Err(_) => {
            let field = paths(raw, extra).next().flatten();
            (field.map_or_else(|| percent(raw), str::to_owned), Some("zip.name_encoding"))
        }
    };
    let odd = if agree(raw, &name, extra) { odd } else { Some("zip.second_name") };
    (name, odd)
}

/// Whether every Unicode Path field in `extra` is sound and says `name`: readers differ in which of them they
/// believe.
pub(crate) fn agree(raw: &[u8], name: &str, extra: &[u8]) -> bool {
    paths(raw, extra).all(|path| path == Some(name))
}

fn percent(raw: &[u8]) -> String {
    raw.utf8_chunks().fold(String::new(), |mut text, chunk| {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|octet| format!("%{octet:02x}")));
        text
    })
}

/// The names in the Info-ZIP Unicode Path fields; `None` for a field that is broken or belongs to another name.
fn paths<'a>(raw: &[u8], mut extra: &'a [u8]) -> impl Iterator<Item = Option<&'a str>> {
    let expected = crc32fast::hash(raw);
    std::iter::from_fn(move || {
        while let [id0, id1, size0, size1, rest @ ..] = extra {
            let size = usize::from(u16::from_le_bytes([*size0, *size1]));
            let (field, rest) = rest.split_at_checked(size).unwrap_or((rest, &[]));
            extra = rest;
            if [*id0, *id1] == [0x75, 0x70] {
                let path = match field {
                    [1, c0, c1, c2, c3, path @ ..] => Some((u32::from_le_bytes([*c0, *c1, *c2, *c3]), path)),
                    _ => None,
                };
                let fitting = path.filter(|(crc, _)| *crc == expected);
                return Some(fitting.and_then(|(_, path)| std::str::from_utf8(path).ok()));
            }
        }
        None
    })
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

    #[test]
    fn every_second_name_is_the_first() {
        let field = |raw: &[u8], path: &str| {
            let mut field = vec![1];
            field.extend(crc32fast::hash(raw).to_le_bytes());
            field.extend(path.as_bytes());
            [&[0x75, 0x70, field.len() as u8, 0][..], &field].concat()
        };
        let (x, y) = (field(b"x", "x"), field(b"x", "y"));
        assert!(agree(b"x", "x", &x));
        for extra in [&y[..], &[x.clone(), y.clone()].concat(), b"up\x01\x00\x02", &field(b"y", "x")] {
            assert!(!agree(b"x", "x", extra), "{extra:02x?}");
        }
        let chinese = field(b"\xb7\xa2", "发");
        assert_eq!(decode(b"\xb7\xa2", &chinese), ("发".into(), Some("zip.name_encoding")));
    }
}
