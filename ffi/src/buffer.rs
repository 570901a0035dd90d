//! Text that goes out.

use std::ffi::c_char;

use crate::guard::plain;
use crate::handle::Handle;

/// Text that the library made: a report as JSON or in words, the rule table.
///
/// Freed with ywtb_buffer_free(), never with free(). Immutable: threads may share it.
pub struct Buffer {
    /// INVARIANT: ends with one NUL that is not part of the text.
    text: String,
}

impl Handle for Buffer {}

impl Buffer {
    pub(crate) fn new(mut text: String) -> Self {
        text.push('\0');
        Self { text }
    }
}

/// The text: UTF-8, with one NUL after its end, alive as long as the buffer. "" for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_buffer_data(buffer: Option<&Buffer>) -> *const c_char {
    plain(c"".as_ptr(), || buffer.map_or(c"".as_ptr(), |buffer| buffer.text.as_ptr().cast()))
}

/// The length of the text in bytes, without the NUL after its end. 0 for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_buffer_len(buffer: Option<&Buffer>) -> usize {
    plain(0, || buffer.map_or(0, |buffer| buffer.text.len().saturating_sub(1)))
}

/// Frees a buffer. NULL is fine.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_buffer_free(buffer: Option<Box<Buffer>>) {
    plain((), || drop(buffer));
}
