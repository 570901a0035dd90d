//! The JSON door: reports, and comparisons of two days.

use std::ffi::c_char;

use ywtb::law::Date;

use crate::buffer::Buffer;
use crate::error::{Error, Failure, Status};
use crate::guard::{Caller, guard};
use crate::report::Report;

/// Judges facts under a topic and says why, citing the law in force.
///
/// `topic` is a name such as "sharing.request". `facts` is JSON that fits the topic's schema; a fact that is left out is
/// unknown, not false. `as_of` is the evaluation date, written YYYY-MM-DD. `options` is JSON (`calendar`,
/// `overlays`, `policy`, `reading`, `include_values`); NULL with length 0 for none.
///
/// All text is UTF-8, is only read during the call, and has its length in bytes after it, or YWTB_NTS when it ends at
/// its NUL. `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_evaluate(
    topic: *const c_char,
    topic_len: usize,
    facts: *const c_char,
    facts_len: usize,
    as_of: *const c_char,
    as_of_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let topic = caller.text(topic, topic_len, "topic")?;
        let facts = caller.octets(facts, facts_len, "facts")?;
        let options = self::options(caller, options, options_len)?;
        let as_of = day(caller, as_of, as_of_len, "as_of")?;
        out.put(Report::from(ywtb::evaluate(topic, facts, as_of, &options)?));
        Ok(())
    })
}

/// Judges facts as if all of it happened on `first`, and again on `second`: what changes, and by which instruments?
///
/// Arguments as of ywtb_evaluate(). `out` receives a buffer of JSON (schema "ywtb.comparison/1") to free with
/// ywtb_buffer_free(). `error` may be NULL. Threads may call this at once. Since ABI 1.0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_compare_json(
    topic: *const c_char,
    topic_len: usize,
    facts: *const c_char,
    facts_len: usize,
    first: *const c_char,
    first_len: usize,
    second: *const c_char,
    second_len: usize,
    options: *const c_char,
    options_len: usize,
    out: *mut *mut Buffer,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let topic = caller.text(topic, topic_len, "topic")?;
        let facts = caller.octets(facts, facts_len, "facts")?;
        let options = self::options(caller, options, options_len)?;
        let first = day(caller, first, first_len, "first")?;
        let second = day(caller, second, second_len, "second")?;
        out.put(Buffer::new(ywtb::compare(topic, facts, first, second, &options)?.to_json()?));
        Ok(())
    })
}

/// Options in JSON.
pub(crate) fn options(caller: &Caller, at: *const c_char, len: usize) -> Result<ywtb::Options, Failure> {
    Ok(ywtb::Options::from_json(caller.octets(at, len, "options")?)?)
}

/// A day, written YYYY-MM-DD.
pub(crate) fn day(caller: &Caller, at: *const c_char, len: usize, name: &str) -> Result<Date, Failure> {
    Ok(ywtb::date(caller.text(at, len, name)?)?)
}
