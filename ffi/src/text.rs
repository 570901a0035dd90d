//! Text and bytes that come in: a pointer and a length, read only during the call.

use std::ffi::{CStr, c_char};

use ywtb::registry::Fact;

use crate::error::Failure;
use crate::fault;
use crate::guard::Caller;
use crate::request::{Text, Texts};

/// The length of a text that ends at its NUL (`YWTB_NTS`).
///
/// cbindgen:ignore
pub(crate) const NTS: usize = usize::MAX;

/// The length of a text, or the count of a list, that is known to be none (`YWTB_NONE`).
///
/// cbindgen:ignore
pub(crate) const NONE: usize = usize::MAX - 1;

impl Caller {
    /// Bytes.
    ///
    /// *Errors*: `argument.length`, `argument.null`.
    #[inline]
    pub(crate) fn bytes(&self, at: *const u8, len: usize, name: &str) -> Result<&[u8], Failure> {
        fault::here();
        if isize::try_from(len).is_err() {
            return Err(Failure::length(name));
        }
        if len == 0 {
            return Ok(&[]);
        }
        if at.is_null() {
            return Err(Failure::null(name));
        }
        // SAFETY: by the caller's promise, `len` bytes that nobody changes meanwhile; no more than `isize::MAX`.
        Ok(unsafe { std::slice::from_raw_parts(at, len) })
    }

    /// The bytes of a text whose encoding is for somebody else to check.
    ///
    /// *Errors*: `argument.length`, `argument.null`.
    #[inline]
    pub(crate) fn octets(&self, at: *const c_char, len: usize, name: &str) -> Result<&[u8], Failure> {
        if len != NTS {
            return self.bytes(at.cast(), len, name);
        }
        if at.is_null() {
            return Err(Failure::null(name));
        }
        // SAFETY: by the caller's promise, a text that ends at a NUL and that nobody changes meanwhile.
        Ok(unsafe { CStr::from_ptr(at) }.to_bytes())
    }

    /// Text.
    ///
    /// *Errors*: `argument.length`, `argument.null`, `input.utf8`.
    #[inline]
    pub(crate) fn text(&self, at: *const c_char, len: usize, name: &str) -> Result<&str, Failure> {
        std::str::from_utf8(self.octets(at, len, name)?)
            .map_err(|fault| Failure::utf8(name, fault.valid_up_to()))
    }
}

impl Caller {
    /// A text that may be unknown, or none.
    ///
    /// *Errors*: as [`Caller::text`].
    #[inline]
    pub(crate) fn fact(&self, text: Text, name: &str) -> Result<Fact<&str>, Failure> {
        match text.len {
            NONE => Ok(Fact::None),
            0 if text.data.is_null() => Ok(Fact::Unknown),
            len => self.text(text.data, len, name).map(Fact::Known),
        }
    }

    /// The texts of a list that may be unknown, or none.
    ///
    /// *Errors*: `argument.length`, `argument.null`.
    #[inline]
    pub(crate) fn texts(&self, list: Texts, name: &str) -> Result<Fact<&[Text]>, Failure> {
        let size = list.count.saturating_mul(size_of::<Text>());
        match list.count {
            NONE => Ok(Fact::None),
            0 if list.items.is_null() => Ok(Fact::Unknown),
            0 => Ok(Fact::Known(&[])),
            _ if isize::try_from(size).is_err() => Err(Failure::length(name)),
            _ if list.items.is_null() => Err(Failure::null(name)),
            // SAFETY: by the caller's promise, `count` texts that nobody changes meanwhile; no more than `isize::MAX` bytes.
            count => Ok(Fact::Known(unsafe { std::slice::from_raw_parts(list.items, count) })),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guard::tests_caller;

    #[test]
    fn lengths_and_nulls() {
        let caller = tests_caller();
        let text = c"\xe6\xb2\xaaA".as_ptr();
        assert_eq!(caller.text(text, NTS, "t").unwrap(), "沪A");
        assert_eq!(caller.text(text, 3, "t").unwrap(), "沪");
        assert_eq!(caller.text(std::ptr::null(), 0, "t").unwrap(), "");
        let code = |at, len| caller.text(at, len, "t").map_err(|failure| failure.code()).err();
        assert_eq!(code(text, 2), Some("input.utf8"));
        assert_eq!(code(std::ptr::null(), 1), Some("argument.null"));
        assert_eq!(code(std::ptr::null(), NTS), Some("argument.null"));
        assert_eq!(code(text, isize::MAX as usize + 1), Some("argument.length"));
        assert_eq!(caller.bytes(text.cast(), NTS, "t").map_err(|f| f.code()).err(), Some("argument.length"));
    }
}
