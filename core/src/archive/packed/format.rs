//! What a content file is, by its bytes.
//!
//! *Basis*: GB/T 33190 (OFD), ISO 32000 (PDF), ISO 19005 (PDF/A: the marker in its XMP is a claim, no proof).

/// A format that is told by its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Ofd,
    /// PDF with the marker of PDF/A: what it claims to be.
    PdfA,
    Pdf,
    Xml,
    Text,
    Png,
    Jpeg,
    Tiff,
    Gif,
    Bmp,
    Zip,
    /// Word, Excel and PowerPoint in XML.
    OfficeXml,
    /// The older ones, and whatever else is stored in that container.
    Compound,
    SevenZip,
    Rar,
    Gzip,
    Executable,
    Unknown,
}

impl Format {
    /// The word that plans, records and reports use.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ofd => "ofd",
            Self::PdfA => "pdf_a",
            Self::Pdf => "pdf",
            Self::Xml => "xml",
            Self::Text => "txt",
            Self::Png => "png",
            Self::Jpeg => "jpeg",
            Self::Tiff => "tiff",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Zip => "zip",
            Self::OfficeXml => "office_xml",
            Self::Compound => "compound",
            Self::SevenZip => "7z",
            Self::Rar => "rar",
            Self::Gzip => "gzip",
            Self::Executable => "executable",
            Self::Unknown => "unknown",
        }
    }

    /// Whether a record or a name that calls it `word` may mean this; `None` for a word that is not known here.
    pub(super) fn is_called(self, word: &str) -> Option<bool> {
        let word = word.trim().trim_start_matches('.').to_lowercase().replace(['-', '/', ' '], "_");
        let word = word.trim_start_matches("image_").trim_start_matches("application_");
        let formats: &[Self] = match word {
            "ofd" => &[Self::Ofd],
            "pdf" => &[Self::Pdf, Self::PdfA],
            "pdf_a" | "pdfa" => &[Self::PdfA],
            "xml" => &[Self::Xml],
            "txt" | "text" | "csv" | "json" => &[Self::Text],
            "png" => &[Self::Png],
            "jpg" | "jpeg" => &[Self::Jpeg],
            "tif" | "tiff" => &[Self::Tiff],
            "gif" => &[Self::Gif],
            "bmp" => &[Self::Bmp],
            "zip" => &[Self::Zip],
            "docx" | "xlsx" | "pptx" => &[Self::OfficeXml],
            "doc" | "xls" | "ppt" | "wps" | "et" => &[Self::Compound],
            "7z" => &[Self::SevenZip],
            "rar" => &[Self::Rar],
            "gz" | "gzip" => &[Self::Gzip],
            "exe" | "dll" | "so" => &[Self::Executable],
            _ => return None,
        };
        Some(formats.contains(&self))
    }

    /// By the first bytes; what a ZIP archive holds is told by [`Format::of_archive`].
    pub(super) fn recognise(data: &[u8]) -> Self {
        const MAGIC: &[(&[u8], Format)] = &[
            (b"PK\x03\x04", Format::Zip),
            (b"PK\x05\x06", Format::Zip),
            (b"\x89PNG\r\n\x1a\n", Format::Png),
            (b"\xff\xd8\xff", Format::Jpeg),
            (b"II*\0", Format::Tiff),
            (b"MM\0*", Format::Tiff),
            (b"GIF87a", Format::Gif),
            (b"GIF89a", Format::Gif),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format::Compound),
            (b"7z\xbc\xaf\x27\x1c", Format::SevenZip),
            (b"Rar!\x1a\x07", Format::Rar),
            (b"\x1f\x8b", Format::Gzip),
            (b"\x7fELF", Format::Executable),
        ];
        if data.starts_with(b"%PDF-") {
            return if conformance(data).is_some() { Self::PdfA } else { Self::Pdf };
        }
        if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| data.starts_with(magic)) {
            return *format;
        }
        // Two letters may begin a text too: an executable or a picture is not one.
        match std::str::from_utf8(data) {
            Ok(text) if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') => Self::Xml,
            Ok(text) if !text.is_empty() && !text.contains(is_binary) => Self::Text,
            _ if data.starts_with(b"MZ") => Self::Executable,
            _ if data.starts_with(b"BM") => Self::Bmp,
            _ => Self::Unknown,
        }
    }

    /// What an archive with these names is.
    pub(super) fn of_archive<'n>(mut names: impl Iterator<Item = &'n str>) -> Self {
        names
            .find_map(|name| match name {
                "OFD.xml" => Some(Self::Ofd),
                "[Content_Types].xml" => Some(Self::OfficeXml),
                _ => None,
            })
            .unwrap_or(Self::Zip)
    }
}

fn is_binary(char: char) -> bool {
    char.is_control() && !matches!(char, '\t' | '\n' | '\r' | '\u{c}')
}

/// The part and level that a PDF claims in its XMP, such as `2B`; PDF/A asks for that to stand there unpacked.
pub(super) fn conformance(data: &[u8]) -> Option<String> {
    let part = marker(data, b"pdfaid:part")?.chars().next().filter(char::is_ascii_digit)?;
    // Part 4 may have no level.
    let level = marker(data, b"pdfaid:conformance").and_then(|text| text.chars().next());
    match level.filter(char::is_ascii_alphabetic) {
        Some(level) => Some(format!("{part}{level}")),
        None if part == '4' => Some(part.to_string()),
        None => None,
    }
}

/// What stands in an attribute or element of XMP called `name`.
fn marker(data: &[u8], name: &[u8]) -> Option<String> {
    let after = position(data, name)?.checked_add(name.len())?;
    let rest = data.get(after..after.saturating_add(16)).or_else(|| data.get(after..))?;
    let value = String::from_utf8_lossy(rest);
    let value = value.trim_start().strip_prefix(['=', '>'])?.trim_start().trim_start_matches(['"', '\'']);
    Some(value.to_owned())
}

/// Whether a PDF names an encryption dictionary.
pub(super) fn is_encrypted_pdf(data: &[u8]) -> bool {
    const NAME: &[u8] = b"/Encrypt";
    let mut rest = data;
    while let Some(at) = position(rest, NAME) {
        rest = rest.get(at.saturating_add(NAME.len())..).unwrap_or(&[]);
        let value = rest.trim_ascii_start();
        // A reference or a dictionary; a longer name such as /EncryptMetadata goes on with a letter.
        if value.starts_with(b"<<") || value.first().is_some_and(u8::is_ascii_digit) {
            return true;
        }
    }
    false
}

/// Whether a container of the older office formats holds an encrypted package.
pub(super) fn is_encrypted_compound(data: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    position(data, &name).is_some()
}

/// Whether the last bytes are those that the format ends with; `None` when it has no such mark.
pub(super) fn ends_well(format: Format, data: &[u8]) -> Option<bool> {
    let tail = |length: usize| data.get(data.len().saturating_sub(length)..).unwrap_or(&[]);
    match format {
        Format::Pdf | Format::PdfA => {
            let tail = tail(2048);
            Some(position(tail, b"startxref").is_some() && position(tail, b"%%EOF").is_some())
        }
        Format::Png => Some(position(tail(16), b"IEND").is_some()),
        Format::Jpeg => Some(position(tail(64), b"\xff\xd9").is_some()),
        Format::Gif => Some(tail(16).contains(&0x3b)),
        _ => None,
    }
}

fn position(data: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0usize;
    while let Some(step) = data.get(from..)?.iter().position(|byte| *byte == first) {
        let at = from.checked_add(step)?;
        if data.get(at..)?.starts_with(needle) {
            return Some(at);
        }
        from = at.checked_add(1)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_bytes() {
        for (data, format) in [
            (&b"%PDF-1.7\n"[..], Format::Pdf),
            (b"%PDF-1.4 <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</", Format::PdfA),
            (b"%PDF-1.4 pdfaid:part='1' pdfaid:conformance='A'", Format::PdfA),
            (b"%PDF-2.0 pdfaid:part=\"4\"", Format::PdfA),
            (b"%PDF-1.4 pdfaid:part=\"2\"", Format::Pdf),
            (b"\xef\xbb\xbf<a/>", Format::Xml),
            (b"MZ\x90\0\x03", Format::Executable),
            (b"BM is a text", Format::Text),
            (b"", Format::Unknown),
            (b"\xff\xfe\0", Format::Unknown),
        ] {
            assert_eq!(Format::recognise(data), format, "{data:02x?}");
        }
        assert_eq!(Format::of_archive(["a", "OFD.xml"].into_iter()), Format::Ofd);
        assert_eq!(Format::PdfA.is_called("PDF/A"), Some(true));
        assert_eq!(Format::Pdf.is_called("PDF/A"), Some(false));
        assert_eq!(Format::Pdf.is_called("ceb"), None);
    }

    #[test]
    fn encryption_is_seen() {
        assert!(is_encrypted_pdf(b"trailer << /Root 1 0 R /Encrypt 5 0 R >>"));
        assert!(is_encrypted_pdf(b"/EncryptMetadata false /Encrypt<</V 4>>"));
        assert!(!is_encrypted_pdf(b"/EncryptMetadata false"));
    }
}
