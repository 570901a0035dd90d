//! Identifiers and their check digits.

use std::ffi::c_char;

use crate::buffer::Buffer;
use crate::error::{Error, Failure, Status};
use crate::guard::guard;

/// Checks an identifier, such as a unified social credit code (scheme "uscc"). A bad identifier is an answer: YWTB_OK.
///
/// The schemes are "cert_id", "uscc", "org_code", "resident_id", "resident_id_15", "biz_reg_15", "service_item" and "division".
/// `valid` receives 1 or 0. `out` may be NULL; else it receives JSON, {"code", "notes", "parts", "scheme", "valid"}, as a
/// buffer to free with ywtb_buffer_free(). `error` may be NULL. Threads may call this at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_id_check(
    scheme: *const c_char,
    scheme_len: usize,
    value: *const c_char,
    value_len: usize,
    valid: *mut i32,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = if out.is_null() { None } else { Some(caller.out(out, "out")?) };
        let mut valid = caller.place(valid).ok_or_else(|| Failure::null("valid"))?;
        valid.write(0);
        let scheme = caller.text(scheme, scheme_len, "scheme")?;
        let checked = ywtb::ident::check(scheme, caller.text(value, value_len, "value")?)?;
        if let Some(out) = out {
            out.put(Buffer::new(serde_json::to_string(&checked).map_err(|_| Failure::panicked())?));
        }
        valid.write(i32::from(checked.valid));
        Ok(())
    })
}
