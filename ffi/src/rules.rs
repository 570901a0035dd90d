//! The rule table.

use crate::buffer::Buffer;
use crate::error::{Error, Status};
use crate::guard::guard;

/// The rule table as JSON: every rule with its citations and dates in force, every code with its words.
///
/// `out` receives a buffer to free with ywtb_buffer_free(). `error` may be NULL. Threads may call this at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_rules_json(out: *mut *mut Buffer, error: *mut *mut Error) -> Status {
    guard(error, |caller| {
        caller.out(out, "out")?.put(Buffer::new(ywtb::rules_json()?));
        Ok(())
    })
}
