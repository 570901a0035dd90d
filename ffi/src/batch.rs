//! Many decisions at once: Arrow C streams, and lines of JSON for hosts that have no Arrow.

use std::ffi::c_char;

use ywtb::batch::{Answers, Control, Decisions};

use crate::buffer::Buffer;
use crate::cancel::Cancel;
use crate::error::{Error, Failure, Status};
use crate::evaluate::{day, options};
use crate::guard::{Caller, guard};
use crate::registry::Registry;
use crate::stream::ArrowArrayStream;

/// How many requests are to be decided. Every member that is zero has its default, so clear the struct first, and set
/// `struct_size`.
///
/// Later versions of the ABI append members. What members point to is only read during the call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct BatchOptions {
    /// sizeof(ywtb_batch_options).
    pub struct_size: usize,
    /// The evaluation date of requests that do not say when they were received, written YYYY-MM-DD; NULL with length 0 for
    /// none, and then such a request has the error `input.date`. Length in bytes or YWTB_NTS.
    pub as_of: *const c_char,
    /// Length of `as_of`.
    pub as_of_len: usize,
    /// JSON (`overlays`, `reading`); NULL with length 0 for none. Length in bytes or YWTB_NTS.
    pub options: *const c_char,
    /// Length of `options`.
    pub options_len: usize,
    /// Ends the work; NULL for a batch that runs to its end.
    pub cancel: *const Cancel,
}

impl BatchOptions {
    fn read(&self, caller: &Caller, registry: &Registry) -> Result<(Decisions, Control), Failure> {
        let as_of = match self.as_of_len {
            0 => None,
            _ => Some(day(caller, self.as_of, self.as_of_len, "as_of")?),
        };
        let options = options(caller, self.options, self.options_len)?;
        let control = match caller.lent(self.cancel) {
            Some(cancel) => Control::default().cancelled_by(cancel.0.clone()),
            None => Control::default(),
        };
        Ok((Decisions::new(registry.0.clone(), as_of, options), control))
    }
}

/// Decides on a stream of sharing requests, a row each, as they are pulled: order is kept, all cores work, and no more than
/// what they are at work on is held. The rows come back with the answers beside them.
///
/// `requests` has the columns `requester`, `entry` and `items` (a list), and may have `provider`, `purpose`, `duty_ref`,
/// `service_item`, `scenario_ref` (or `scenario`), `area` and `necessary_items` (lists) and `received_at` (a date, a time or a
/// text); others pass through. Texts may be Utf8, LargeUtf8, Utf8View or dictionaries of these. A column that is not there
/// is unknown, a null says that there is none. It is taken over, whatever comes of the call: its `release` is NULL afterwards.
///
/// `out`, the caller's own struct, receives a stream with the columns `decision`, `outcome`, `regime`, `rule`, `codes`, `cut`,
/// `granted_under`, `error` and `error_path` after those of the requests; its `release` is NULL unless the call succeeds. It is
/// released by its own `release`, by any thread, pulled by one thread at a time, and needs neither `registry` nor anything
/// else that was handed in. A bad row is a row with `error`. What ends the stream stands in its `get_last_error`, the code
/// first: `input.stream` when `requests` broke off or broke the format, `limit.cancelled`, `internal`.
///
/// `options` may be NULL. `error` may be NULL. Threads may call this at once. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_batch_decide(
    registry: Option<&Registry>,
    requests: *mut ArrowArrayStream,
    options: *const BatchOptions,
    out: *mut ArrowArrayStream,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let requests = caller.take_stream(requests, "requests");
        let out = caller.stream_out(out, "out")?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        let (decisions, control) = caller.options(options)?.read(caller, registry)?;
        out.put(Answers::new(requests?.open()?, decisions, control)?);
        Ok(())
    })
}

/// Decides on sharing requests that stand one a line (NDJSON), each as ywtb_registry_decide() takes it, and gives as many
/// lines in the same order: JSON objects with the fields `codes`, `cut`, `decision`, `error`, `error_path`, `granted_under`,
/// `outcome`, `regime` and `rule`, as the columns of ywtb_batch_decide(). A line that cannot be read, an empty one too, is a
/// line with `error`.
///
/// `requests` has its length in bytes after it, or YWTB_NTS. `options` may be NULL. `out` receives a buffer to free with
/// ywtb_buffer_free(). `error` may be NULL. All cores work. Threads may call this at once. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_batch_decide_ndjson(
    registry: Option<&Registry>,
    requests: *const c_char,
    requests_len: usize,
    options: *const BatchOptions,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let registry = registry.ok_or_else(|| Failure::null("registry"))?;
        let requests = caller.octets(requests, requests_len, "requests")?;
        let (decisions, control) = caller.options(options)?.read(caller, registry)?;
        out.put(Buffer::new(decisions.lines(requests, &control)?));
        Ok(())
    })
}
