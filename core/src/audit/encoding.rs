//! Texts of old systems: UTF-8, else GB 18030. Told for each row or cell, since files are put together from several.

use std::borrow::Cow;

use encoding_rs::GB18030;

use super::verdict::Fault;

/// The text; `None` when it is in neither encoding.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => GB18030.decode_without_bom_handling_and_without_replacement(bytes),
    }
}

/// What is said of a text in neither.
pub(super) fn fault() -> Fault {
    Fault::new("input.encoding", "expected UTF-8 or GB 18030")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_and_neither() {
        assert_eq!(decode("公共数据".as_bytes()).unwrap(), "公共数据");
        assert_eq!(decode(b"\xb9\xab\xb9\xb2\xca\xfd\xbe\xdd").unwrap(), "公共数据");
        // 𠀀 is in GB 18030 alone, in four bytes.
        assert_eq!(decode(b"\x95\x32\x82\x36").unwrap(), "𠀀");
        assert!(decode(b"\xff\xfe\x00").is_none() && decode(b"\xb9").is_none());
    }
}
