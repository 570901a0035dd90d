//! Where a JSON value ends, by its brackets and quotes alone. In GB 18030 the second byte of a character may be that of a
//! bracket or a backslash, in UTF-8 none is; which of the two a text is in shows only as it is read.

/// A value, byte by byte.
pub(super) struct Scan {
    depth: u32,
    quoted: bool,
    escaped: bool,
    begun: bool,
    bytes: Bytes,
}

/// What the bytes are taken for.
enum Bytes {
    /// How many bytes of a character are to come, and between which bounds the next one lies.
    Utf8 { left: u8, next: (u8, u8) },
    /// Whether the second byte of a pair is to come; characters of four bytes are two pairs.
    Gb18030 { second: bool },
}

/// What a byte comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The value goes on after it.
    On,
    /// The value ends with it.
    Last,
    /// The value ended before it.
    Past,
    /// No text in UTF-8 goes on with it. It was not taken.
    NotUtf8,
}

/// Any byte that goes on.
const FOLLOWING: (u8, u8) = (0x80, 0xbf);

impl Scan {
    /// A value in UTF-8, so far as one can tell.
    pub(super) fn utf8() -> Self {
        Self::of(Bytes::Utf8 { left: 0, next: FOLLOWING })
    }

    /// A value in GB 18030.
    pub(super) fn gb18030() -> Self {
        Self::of(Bytes::Gb18030 { second: false })
    }

    fn of(bytes: Bytes) -> Self {
        Self { depth: 0, quoted: false, escaped: false, begun: false, bytes }
    }

    /// The same value from here on, in GB 18030.
    pub(super) fn in_gb18030(self) -> Self {
        Self { bytes: Bytes::Gb18030 { second: false }, ..self }
    }

    /// Whether the value may end here.
    pub(super) fn is_whole(&self) -> bool {
        self.depth == 0 && !self.quoted
    }

    pub(super) fn step(&mut self, byte: u8) -> Step {
        match self.bytes.is_ascii(byte) {
            None => return Step::NotUtf8,
            Some(false) => {
                self.begun = true;
                self.escaped = false;
                return Step::On;
            }
            Some(true) => {}
        }
        let after = matches!(byte, b',' | b']' | b'}') || byte.is_ascii_whitespace();
        if self.begun && self.is_whole() && after {
            return Step::Past;
        }
        self.begun = true;
        match byte {
            _ if self.escaped => self.escaped = false,
            b'\\' if self.quoted => self.escaped = true,
            b'"' => self.quoted = !self.quoted,
            b'{' | b'[' if !self.quoted => self.depth = self.depth.saturating_add(1),
            b'}' | b']' if !self.quoted => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.is_whole() && matches!(byte, b'}' | b']' | b'"') { Step::Last } else { Step::On }
    }
}

impl Bytes {
    /// Whether the next byte is a character of ASCII or a part of another; `None` when the text is not in UTF-8.
    fn is_ascii(&mut self, byte: u8) -> Option<bool> {
        match self {
            Self::Utf8 { left: left @ 1.., next } => {
                if !(next.0..=next.1).contains(&byte) {
                    return None;
                }
                *left = left.saturating_sub(1);
                *next = FOLLOWING;
                Some(false)
            }
            Self::Utf8 { left, next } => {
                (*left, *next) = match byte {
                    0..0x80 => return Some(true),
                    0xc2..=0xdf => (1, FOLLOWING),
                    0xe0 => (2, (0xa0, 0xbf)),
                    0xed => (2, (0x80, 0x9f)),
                    0xe1..=0xef => (2, FOLLOWING),
                    0xf0 => (3, (0x90, 0xbf)),
                    0xf1..=0xf3 => (3, FOLLOWING),
                    0xf4 => (3, (0x80, 0x8f)),
                    _ => return None,
                };
                Some(false)
            }
            Self::Gb18030 { second } if *second => {
                *second = false;
                // What cannot be a second byte stands for itself: the character before it is broken, the value is not.
                Some(!matches!(byte, b'0'..=b'9' | 0x40..=0x7e | 0x80..=0xfe))
            }
            Self::Gb18030 { second } => {
                *second = matches!(byte, 0x81..=0xfe);
                Some(byte.is_ascii())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many bytes the value has at the beginning of `text`; none while it goes on.
    fn length(text: &[u8], mut scan: Scan) -> Result<Option<usize>, usize> {
        for (place, byte) in text.iter().enumerate() {
            match scan.step(*byte) {
                Step::On => {}
                Step::Last => return Ok(Some(place + 1)),
                Step::Past => return Ok(Some(place)),
                Step::NotUtf8 => return Err(place),
            }
        }
        Ok(scan.is_whole().then_some(text.len()))
    }

    #[test]
    fn values_end_where_json_says() {
        for (text, end) in [
            (r#"{"a": [1, "}"]}, 2"#, Some(15)),
            (r#""a\"b", 1"#, Some(6)),
            ("12]", Some(2)),
            ("true", Some(4)),
            (r#"{"a": "\\"}"#, Some(11)),
            (r#"{"a": "\"}"#, None),
            (r#"["公共\\", "数据"]x"#, Some("[\"公共\\\\\", \"数据\"]".len())),
        ] {
            assert_eq!(length(text.as_bytes(), Scan::utf8()), Ok(end), "{text}");
        }
    }

    #[test]
    fn utf8_is_told_as_the_standard_library_tells_it() {
        // Every text of up to two bytes beside ASCII, and longer ones at the bounds of RFC 3629.
        let ends = [0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
        for first in 0x80..=0xff_u8 {
            for second in 0..=0xff_u8 {
                for third in ends {
                    for fourth in ends {
                        let text = [b'"', first, second, third, fourth, b'"', b','];
                        let valid = std::str::from_utf8(&text[1..5]).is_ok();
                        let seen = length(&text, Scan::utf8()).is_ok();
                        assert!(
                            seen == valid || text[1..5].contains(&b'"') || text[1..5].contains(&b'\\'),
                            "{text:x?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn second_bytes_are_no_brackets() {
        // 昞 is 95 5C, 誟 is D5 5B, 誡 is D5 5D, 調 is D5 7B, 諁 is D5 7D; 𠀀 has four bytes.
        for character in
            [&b"\x95\x5c"[..], b"\xd5\x5b", b"\xd5\x5d", b"\xd5\x7b", b"\xd5\x7d", b"\x95\x32\x82\x36"]
        {
            let text = [b"{\"a\": \"", character, b"\"}, 1"].concat();
            assert_eq!(length(&text, Scan::gb18030()), Ok(Some(text.len() - 3)));
            assert!(length(&text, Scan::utf8()).is_err(), "{character:x?}");
        }
        let broken = b"{\"a\": \"\x95\"}, 1";
        assert_eq!(length(broken, Scan::gb18030()), Ok(Some(broken.len() - 3)));
    }
}
