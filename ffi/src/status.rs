//! A host that is asked about the status of certificates and seals while a document is verified.

use std::ffi::{CString, c_char, c_void};
use std::sync::atomic::{AtomicPtr, Ordering};

use chrono::{DateTime, SecondsFormat, Utc};
use ywtb::{CertificateQuery, HostAnswer, SealQuery};

use crate::error::{Error, Failure, Status, c_text};
use crate::guard::{Caller, change, plain};
use crate::handle::Handle;
use crate::verify::moment;

/// The question is about a certificate.
pub const YWTB_QUERY_CERTIFICATE: i32 = 1;
/// The question is about a seal.
pub const YWTB_QUERY_SEAL: i32 = 2;

/// What a host is asked: what is the status of this certificate, or of this seal?
///
/// The library's own, nothing to free: it and all that its functions return live until the callback returns. For the
/// thread that was asked.
pub struct Query {
    kind: i32,
    sha256: CString,
    time: CString,
    seal_id: CString,
    serial: CString,
    issuer_name: CString,
    certificate: Vec<u8>,
    issuer: Vec<u8>,
}

impl Handle for Query {}

/// What a question without a certificate gives.
///
/// cbindgen:ignore
const EMPTY: &[u8] = &[];

/// The place for a host's answer. Until one of ywtb_answer_...() is called, the answer is "unknown".
///
/// The library's own, nothing to free: it lives until the callback returns. For the thread that was asked.
pub struct Answer {
    says: Option<HostAnswer>,
}

impl Handle for Answer {}

/// A host's own function, which knows or finds out the status of certificates and seals.
///
/// It answers by ywtb_answer_...() alone; of several answers the last one counts. A host that returns without one has
/// said "unknown", whatever went wrong with it: nothing passes because nobody answered. It is called on the thread that
/// called the library, before that call returns; it may call the library, but must free nothing that this call uses.
/// It must return: a C++ exception or a longjmp() that leaves it ends the process or worse.
///
/// `user` is the host's own, as it stands in the options.
pub type StatusHost = Option<extern "C" fn(user: *mut c_void, query: &Query, answer: &mut Answer)>;

/// A function of C's as the core asks a host.
#[derive(Debug)]
pub(crate) struct Host {
    ask: extern "C" fn(user: *mut c_void, query: &Query, answer: &mut Answer),
    /// The host's own, which the library hands back and never looks at.
    user: AtomicPtr<c_void>,
}

impl Host {
    pub(crate) fn new(ask: StatusHost, user: *mut c_void) -> Option<Self> {
        ask.map(|ask| Self { ask, user: AtomicPtr::new(user) })
    }

    fn ask(&self, query: &Query) -> Option<HostAnswer> {
        let mut answer = Answer { says: None };
        (self.ask)(self.user.load(Ordering::Relaxed), query, &mut answer);
        answer.says
    }
}

impl ywtb::StatusHost for Host {
    fn certificate(&self, query: &CertificateQuery<'_>) -> Option<HostAnswer> {
        self.ask(&Query {
            kind: YWTB_QUERY_CERTIFICATE,
            sha256: c_text(&query.facts.sha256),
            time: time(query.time),
            seal_id: CString::default(),
            serial: c_text(&query.facts.serial),
            issuer_name: c_text(&query.facts.issuer),
            certificate: query.certificate.to_vec(),
            issuer: query.issuer.unwrap_or_default().to_vec(),
        })
    }

    fn seal(&self, query: &SealQuery<'_>) -> Option<HostAnswer> {
        self.ask(&Query {
            kind: YWTB_QUERY_SEAL,
            sha256: c_text(query.sha256),
            time: time(query.time),
            seal_id: c_text(query.id),
            serial: CString::default(),
            issuer_name: CString::default(),
            certificate: Vec::new(),
            issuer: Vec::new(),
        })
    }
}

/// What the question is about: one of YWTB_QUERY_... A host leaves a kind that it does not know unanswered.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_kind(query: Option<&Query>) -> i32 {
    plain(0, || query.map_or(0, |query| query.kind))
}

/// SHA-256 of the certificate in DER, or of the seal, in hexadecimal. Ends at its NUL; "" for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_sha256(query: Option<&Query>) -> *const c_char {
    text_of(query, |query| &query.sha256)
}

/// The moment of the question as RFC 3339, in UTC. Ends at its NUL; "" for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_time(query: Option<&Query>) -> *const c_char {
    text_of(query, |query| &query.time)
}

/// The id of the seal, as the seal states it. UTF-8, ends at its NUL; "" for a certificate and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_seal_id(query: Option<&Query>) -> *const c_char {
    text_of(query, |query| &query.seal_id)
}

/// The serial number of the certificate in lower-case hexadecimal. Ends at its NUL; "" for a seal and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_serial(query: Option<&Query>) -> *const c_char {
    text_of(query, |query| &query.serial)
}

/// The issuer of the certificate as reports write it. UTF-8, ends at its NUL; "" for a seal and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_issuer_name(query: Option<&Query>) -> *const c_char {
    text_of(query, |query| &query.issuer_name)
}

/// The certificate in DER; never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_certificate(query: Option<&Query>) -> *const u8 {
    plain(EMPTY.as_ptr(), || query.map_or(EMPTY, |query| &query.certificate).as_ptr())
}

/// The length of the certificate in bytes; 0 for a seal and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_certificate_len(query: Option<&Query>) -> usize {
    plain(0, || query.map_or(0, |query| query.certificate.len()))
}

/// The certificate of the issuer in DER; never NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_issuer(query: Option<&Query>) -> *const u8 {
    plain(EMPTY.as_ptr(), || query.map_or(EMPTY, |query| &query.issuer).as_ptr())
}

/// The length of the issuer's certificate in bytes; 0 where it is not known, for a seal and for NULL.
#[unsafe(no_mangle)]
pub extern "C" fn ywtb_query_issuer_len(query: Option<&Query>) -> usize {
    plain(0, || query.map_or(0, |query| query.issuer.len()))
}

/// In force at the moment of the question. It is recorded as the host's own word. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_answer_good(answer: Option<&mut Answer>, error: *mut *mut Error) -> Status {
    set(answer, error, |_| Ok(Some(HostAnswer::Good)))
}

/// Withdrawn for good, since the moment `since` (RFC 3339 with its zone; NULL with length 0 when it is not known). It is
/// recorded as the host's own word. A length of YWTB_NTS says that the text ends at its NUL. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_answer_revoked(
    answer: Option<&mut Answer>,
    since: *const c_char,
    since_len: usize,
    error: *mut *mut Error,
) -> Status {
    set(answer, error, |caller| {
        Ok(Some(HostAnswer::Revoked(optional(caller.text(since, since_len, "since")?)?)))
    })
}

/// On hold, since the moment `since`, as for ywtb_answer_revoked(). `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_answer_suspended(
    answer: Option<&mut Answer>,
    since: *const c_char,
    since_len: usize,
    error: *mut *mut Error,
) -> Status {
    set(answer, error, |caller| {
        Ok(Some(HostAnswer::Suspended(optional(caller.text(since, since_len, "since")?)?)))
    })
}

/// Nothing is known; takes back what was answered before. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_answer_unknown(answer: Option<&mut Answer>, error: *mut *mut Error) -> Status {
    set(answer, error, |_| Ok(None))
}

/// A list of revoked certificates in DER or PEM, which is verified like any other; "unknown" for a seal. It is copied.
/// `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_answer_crl(
    answer: Option<&mut Answer>,
    data: *const u8,
    data_len: usize,
    error: *mut *mut Error,
) -> Status {
    set(answer, error, |caller| Ok(Some(HostAnswer::Crl(caller.bytes(data, data_len, "data")?.to_vec()))))
}

/// An OCSP response in DER, which is verified like any other; "unknown" for a seal. It is copied. `error` may be NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn ywtb_answer_ocsp(
    answer: Option<&mut Answer>,
    data: *const u8,
    data_len: usize,
    error: *mut *mut Error,
) -> Status {
    set(answer, error, |caller| Ok(Some(HostAnswer::Ocsp(caller.bytes(data, data_len, "data")?.to_vec()))))
}

/// Sets the answer. One that cannot be read takes back what was answered before: then nothing is known.
fn set(
    answer: Option<&mut Answer>,
    error: *mut *mut Error,
    says: impl FnOnce(&Caller) -> Result<Option<HostAnswer>, Failure>,
) -> Status {
    change(answer, "answer", error, |caller, answer| {
        answer.says = None;
        answer.says = says(caller)?;
        Ok(())
    })
}

fn time(at: DateTime<Utc>) -> CString {
    c_text(&at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn optional(text: &str) -> Result<Option<DateTime<Utc>>, Failure> {
    if text.is_empty() { Ok(None) } else { Ok(Some(moment(text)?.to_utc())) }
}

fn text_of(query: Option<&Query>, part: impl FnOnce(&Query) -> &CString) -> *const c_char {
    plain(c"".as_ptr(), || query.map_or(c"".as_ptr(), |query| part(query).as_ptr()))
}
