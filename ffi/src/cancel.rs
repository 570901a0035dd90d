//! Ending a call from another thread.

use crate::error::{Error, Status};
use crate::guard::{guard, plain};
use crate::handle::Handle;

/// A switch by which one thread ends the work that another is at.
///
/// Freed with ywtb_cancel_free(), once no call that it was given to is running; a stream keeps a share of its own. Threads
/// share it, and any thread may set it. Once set it stays set: make a new one for other work.
pub struct Cancel(pub(crate) ywtb::Cancel);

impl Handle for Cancel {}

/// Makes a switch that is not set; give it to calls in their options.
///
/// `out` receives it, to be freed with ywtb_cancel_free(). `error` may be NULL. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_cancel_new(out: *mut *mut Cancel, error: *mut *mut Error) -> Status {
    guard(error, |caller| {
        caller.out(out, "out")?.put(Cancel(ywtb::Cancel::default()));
        Ok(())
    })
}

/// Sets the switch: calls and streams that it was given to end with YWTB_CANCELLED as soon as they look at it, which they do
/// from file to file, from signature to signature and from one group of rows to the next. NULL is fine. Since ABI 1.0.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_cancel_now(cancel: Option<&Cancel>) {
    plain((), || {
        if let Some(cancel) = cancel {
            cancel.0.cancel();
        }
    });
}

/// Frees a switch. NULL is fine. Since ABI 1.0.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_cancel_free(cancel: Option<Box<Cancel>>) {
    plain((), || drop(cancel));
}
