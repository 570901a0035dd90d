//! What callers say about status themselves: a file of answers, or a host that is asked. Both are taken at their word
//! and recorded as theirs; lists and responses that a host hands over are verified like any other.

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};

use super::status::{StatusFacts, StatusSource, StatusWord};
use super::time::{Moment, Zone};
use super::x509::CertificateFacts;

/// Answers about certificates and seals that a caller collected beforehand.
///
/// Read from JSON with [`StatusAnswers::from_json`], whose schema is [`STATUS_SCHEMA`](crate::STATUS_SCHEMA).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatusAnswers {
    pub(crate) certificates: Vec<(CertificateId, StatusFacts)>,
    /// Nothing when the caller does not speak of seals at all.
    pub(crate) seals: Option<Vec<(SealId, StatusFacts)>>,
}

/// How an answer names its certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CertificateId {
    Digest(String),
    /// Issuer as reports write it, and serial number in hexadecimal digits.
    Serial(String, String),
}

/// How an answer names its seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SealId {
    pub(crate) id: String,
    pub(crate) sha256: Option<String>,
}

impl CertificateId {
    pub(crate) fn names(&self, certificate: &CertificateFacts) -> bool {
        match self {
            Self::Digest(sha256) => *sha256 == certificate.sha256,
            Self::Serial(issuer, serial) => {
                let short = |digits: &str| digits.trim_start_matches('0').to_owned();
                *issuer == certificate.issuer && short(serial) == short(&certificate.serial)
            }
        }
    }
}

impl SealId {
    pub(crate) fn names(&self, id: &str, sha256: &str) -> bool {
        self.id == id && self.sha256.as_ref().is_none_or(|own| own == sha256)
    }
}

/// A host that knows, or can ask, about status: a certificate authority's service, a register of seals.
///
/// A host that has no answer says nothing; one that panics has said nothing. What it says is recorded as its own word.
/// Threads that verify call it at once.
///
/// ```
/// use std::sync::Arc;
/// use ywtb::{HostAnswer, SealQuery, StatusHost, VerifyOptions};
///
/// #[derive(Debug)]
/// struct Register;
/// impl StatusHost for Register {
///     fn seal(&self, seal: &SealQuery<'_>) -> Option<HostAnswer> {
///         (seal.id == "31000000000001").then_some(HostAnswer::Good)
///     }
/// }
/// let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00")?;
/// let options = VerifyOptions { host: Some(Arc::new(Register)), ..VerifyOptions::new(time) };
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub trait StatusHost: Debug + Send + Sync {
    /// What is known about a certificate.
    fn certificate(&self, query: &CertificateQuery<'_>) -> Option<HostAnswer> {
        let _ = query;
        None
    }

    /// What is known about a seal.
    fn seal(&self, query: &SealQuery<'_>) -> Option<HostAnswer> {
        let _ = query;
        None
    }
}

/// A certificate that a host is asked about.
#[derive(Debug, Clone, Copy)]
pub struct CertificateQuery<'a> {
    /// The certificate in DER.
    pub certificate: &'a [u8],
    /// Its issuer's in DER, when that is known.
    pub issuer: Option<&'a [u8]>,
    /// What the certificate says.
    pub facts: &'a CertificateFacts,
    /// The moment of the question.
    pub time: DateTime<Utc>,
}

/// A seal that a host is asked about.
#[derive(Debug, Clone, Copy)]
pub struct SealQuery<'a> {
    /// Its id.
    pub id: &'a str,
    /// SHA-256 of the seal.
    pub sha256: &'a str,
    /// The moment of the question.
    pub time: DateTime<Utc>,
}

/// What a host answers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum HostAnswer {
    /// In force at the moment of the question.
    Good,
    /// Withdrawn for good, at a moment that may not be known.
    Revoked(Option<DateTime<Utc>>),
    /// On hold.
    Suspended(Option<DateTime<Utc>>),
    /// A list of revoked certificates, in DER or PEM.
    Crl(Vec<u8>),
    /// An OCSP response, in DER.
    Ocsp(Vec<u8>),
}

/// What a host says, with silence for a panic.
pub(crate) fn ask(
    host: &dyn StatusHost,
    question: impl FnOnce(&dyn StatusHost) -> Option<HostAnswer>,
) -> Option<HostAnswer> {
    // Nothing of the library's own is changed while the host is asked.
    catch_unwind(AssertUnwindSafe(|| question(host))).unwrap_or_default()
}

/// The host's own word as facts, as of `time`; nothing when it handed a list or a response over.
pub(crate) fn word(answer: &HostAnswer, time: DateTime<Utc>) -> Option<StatusFacts> {
    let moment = |at| Moment { at, zone: Zone::Stated };
    let (says, since) = match answer {
        HostAnswer::Good => (StatusWord::Good, None),
        HostAnswer::Revoked(since) => (StatusWord::Revoked, *since),
        HostAnswer::Suspended(since) => (StatusWord::Suspended, *since),
        HostAnswer::Crl(_) | HostAnswer::Ocsp(_) => return None,
    };
    Some(StatusFacts {
        source: StatusSource::Host,
        by: None,
        says,
        since: since.map(moment),
        reason: None,
        issued: moment(time),
        until: Some(moment(time)),
        fault: None,
        sha256: None,
    })
}
