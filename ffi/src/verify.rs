//! Verification of sealed and signed documents.

use std::ffi::{c_char, c_void};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use ywtb::Limits;
use ywtb::seal::Policy;

use crate::cancel::Cancel;
use crate::error::{Error, Failure, Status};
use crate::guard::{Caller, guard};
use crate::report::Report;
use crate::status::{Host, StatusHost};
use crate::trust::TrustStore;

/// How a document is to be verified. Every member that is zero has its default, so clear the struct first:
///
///     ywtb_verify_options options = {0};
///     options.struct_size = sizeof options;
///
/// Later versions of the ABI append members. What members point to is only read during the call.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct VerifyOptions {
    /// sizeof(ywtb_verify_options).
    pub struct_size: usize,
    /// How much each check weighs: "default", or "integrity", for which trust, revocation and a bare seal's period only
    /// inform; or the JSON text of a policy of your own. Length in bytes or YWTB_NTS.
    pub policy: *const c_char,
    /// Length of `policy`.
    pub policy_len: usize,
    /// For a signature that comes apart from what it signs: the signed bytes. NULL for documents that hold both.
    pub original: *const u8,
    /// Length of `original` in bytes.
    pub original_len: usize,
    /// Who is trusted; NULL for nobody.
    pub trust: *const TrustStore,
    /// The caller's own reference to the document, for the report. Length in bytes or YWTB_NTS.
    pub subject: *const c_char,
    /// Length of `subject`.
    pub subject_len: usize,
    /// Most bytes of the document; 0 for 256 MiB.
    pub max_input_bytes: usize,
    /// Most bytes of all files of a package together, after inflation; 0 for 256 MiB.
    pub max_package_bytes: usize,
    /// Whom to ask about the status of certificates and seals; NULL for nobody.
    pub status_host: StatusHost,
    /// Handed to `status_host`; the host's own, never looked at.
    pub status_user: *mut c_void,
    /// Ends the work; NULL for a document that is verified to the end.
    pub cancel: *const Cancel,
}

/// Verifies an OFD document, a seal (.esl) or a single signature, told apart by their bytes, and says why.
///
/// A broken, altered or unsigned document is an answer: YWTB_OK, with ywtb_report_indication(). `time` is the moment at
/// which the question is asked, as RFC 3339 with its zone, such as "2026-11-23T09:00:00+08:00"; its length in bytes, or
/// YWTB_NTS. `options` may be NULL.
///
/// `out` receives a report to free with ywtb_report_free(). `error` may be NULL. Threads may call this at once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_verify(
    data: *const u8,
    data_len: usize,
    time: *const c_char,
    time_len: usize,
    options: *const VerifyOptions,
    out: *mut *mut Report,
    error: *mut *mut Error,
) -> Status {
    guard(error, |caller| {
        let out = caller.out(out, "out")?;
        let data = caller.bytes(data, data_len, "data")?;
        let time = moment(caller.text(time, time_len, "time")?)?;
        let options = caller.options(options)?.read(caller, time)?;
        out.put(Report::from(ywtb::verify(data, &options)?));
        Ok(())
    })
}

impl VerifyOptions {
    /// The core's options, with the core's defaults.
    pub(crate) fn read(
        &self,
        caller: &Caller,
        time: DateTime<FixedOffset>,
    ) -> Result<ywtb::VerifyOptions, Failure> {
        let mut options = ywtb::VerifyOptions::new(time);
        let policy = caller.text(self.policy, self.policy_len, "policy")?;
        if !policy.is_empty() {
            options.policy = Policy::read(policy)?;
        }
        let original = caller.bytes(self.original, self.original_len, "original")?;
        options.original = (!self.original.is_null()).then(|| original.to_vec());
        if let Some(trust) = caller.lent(self.trust) {
            options.trust = trust.store.clone();
            options.crls = trust.crls.clone();
            options.ocsp = trust.ocsp.clone();
            options.status = trust.status.clone();
        }
        let subject = caller.text(self.subject, self.subject_len, "subject")?;
        options.subject = (!subject.is_empty()).then(|| subject.to_owned());
        options.limits = limits(self.max_input_bytes, self.max_package_bytes);
        options.limits.cancel = caller.lent(self.cancel).map(|cancel| cancel.0.clone());
        options.host = Host::new(self.status_host, self.status_user).map(|host| Arc::new(host) as _);
        Ok(options)
    }
}

/// The core's limits, with two that the caller set; 0 leaves the default.
pub(crate) fn limits(input_bytes: usize, package_bytes: usize) -> Limits {
    let mut limits = Limits::default();
    if input_bytes != 0 {
        limits.input_bytes = input_bytes;
    }
    if package_bytes != 0 {
        limits.package_bytes = package_bytes;
    }
    limits
}

/// A moment as RFC 3339 writes it.
pub(crate) fn moment(text: &str) -> Result<DateTime<FixedOffset>, Failure> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| Failure::input("input.time", "expected a time written as RFC 3339 with its zone"))
}
