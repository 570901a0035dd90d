//! Text and bytes that come in: a pointer and a length, read only during the call.

use std::ffi::{CStr, c_char};

use crate::error::Failure;
use crate::fault;
use crate::guard::Caller;

/// The length of a text that ends at its NUL (`YWTB_NTS`).
///
/// cbindgen:ignore
pub(crate) const NTS: usize = usize::MAX;

impl Caller {
    /// Bytes.
    ///
    /// *Errors*: `argument.length`, `argument.null`.
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
    pub(crate) fn text(&self, at: *const c_char, len: usize, name: &str) -> Result<&str, Failure> {
        std::str::from_utf8(self.octets(at, len, name)?)
            .map_err(|fault| Failure::utf8(name, fault.valid_up_to()))
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
