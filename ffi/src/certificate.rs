//! Verification of electronic certificates.

use std::ffi::c_char;

use ywtb::CertificateOptions as Core;
use ywtb::certificate::Inquiry;

use crate::error::{Error, Status};
use crate::guard::guard;
use crate::report::Report;
use crate::verify::{VerifyOptions, moment};

/// How an electronic certificate is to be verified. Every member that is zero has its default, so clear the struct first,
/// and set `struct_size`.
///
/// Later versions of the ABI append members. What members point to is only read during the call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct CertificateOptions {
    /// sizeof(ywtb_certificate_options).
    pub struct_size: usize,
    /// How its file is to be verified, by which policy, trusting whom; NULL for the defaults.
    pub verify: *const VerifyOptions,
    /// What is asked and known beside the document (holder, status, purpose, names, types), as JSON (schema
    /// `certificate.inquiry`). Length in bytes or YWTB_NTS.
    pub inquiry: *const c_char,
    /// Length of `inquiry`.
    pub inquiry_len: usize,
}

/// Verifies an electronic certificate and says why: an OFD document with its metadata, or a metadata record alone (JSON,
/// schema `certificate.metadata`), told apart by their bytes.
///
/// A certificate that fails is an answer: YWTB_OK. What can be said of its data whatever came of the file stands in the
/// report's value under `information`. A PDF is an error, code `certificate.pdf_unsupported`. `time` as for ywtb_verify();
/// `options` may be NULL.
///
/// `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_verify_certificate(
    data: *const u8,
    data_len: usize,
    time: *const c_char,
    time_len: usize,
    options: *const CertificateOptions,
    out: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let data = caller.bytes(data, data_len, "data")?;
        let time = moment(caller.text(time, time_len, "time")?)?;
        let options = caller.options(options)?;
        let verify = caller.options(options.verify)?.read(caller, time)?;
        let inquiry = Inquiry::from_json(caller.octets(options.inquiry, options.inquiry_len, "inquiry")?)?;
        out.put(Report::from(ywtb::verify_certificate(data, &Core { verify, inquiry })?));
        Ok(())
    })
}
