//! Verification of electronic archive packages.

use std::ffi::c_char;

use crate::error::{Error, Status};
use crate::evaluate::day;
use crate::guard::guard;
use crate::report::Report;
use crate::verify::limits;

/// How an archive package is to be tested. Every member that is zero has its default, so clear the struct first, and set
/// `struct_size`.
///
/// Later versions of the ABI append members. What members point to is only read during the call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ArchiveOptions {
    /// sizeof(ywtb_archive_options).
    pub struct_size: usize,
    /// What is known beside the package, as JSON: `stage` ("filing", "transfer", "preservation"), `plan` (what was planned
    /// to be in it), `registered` (the digest that was registered for it), `verdicts` (what ywtb_verify() said of signed
    /// contents, by their names in the record), `subject` (the caller's own reference). Length in bytes or YWTB_NTS.
    pub known: *const c_char,
    /// Length of `known`.
    pub known_len: usize,
    /// Most bytes of the package; 0 for 256 MiB.
    pub max_input_bytes: usize,
    /// Most bytes of all its files together, after inflation; 0 for 256 MiB.
    pub max_package_bytes: usize,
}

/// Tests an archive package on its own bytes and says why: a ZIP archive with its record, or the XML of DA/T 48.
///
/// A package that must be returned is an answer: YWTB_OK. `as_of` is the day on which it is tested, written YYYY-MM-DD, its
/// length in bytes or YWTB_NTS; `options` may be NULL. What no program can test stands in the report's value under
/// `needs_person`.
///
/// `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_verify_archive(
    data: *const u8,
    data_len: usize,
    as_of: *const c_char,
    as_of_len: usize,
    options: *const ArchiveOptions,
    out: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let data = caller.bytes(data, data_len, "data")?;
        let as_of = day(caller, as_of, as_of_len, "as_of")?;
        let given = caller.options(options)?;
        let known = caller.octets(given.known, given.known_len, "known")?;
        let mut options = ywtb::archive::ArchiveOptions::from_json(known, as_of)?;
        options.limits = limits(given.max_input_bytes, given.max_package_bytes);
        out.put(Report::from(ywtb::verify_archive(data, &options)?));
        Ok(())
    })
}
