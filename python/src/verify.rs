//! `verify`: bytes in, report out; and its two halves, `examine` and `judge`.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use pyo3::prelude::*;
use ywtb::certificate::Inquiry;
use ywtb::seal::{Facts, Policy};
use ywtb::{CertificateOptions, StatusAnswers, VerifyOptions};

use crate::errors::{outside, wrong_argument};
use crate::host::Host;
use crate::report::Report;
use crate::trust::TrustStore;

/// What comes beside a document: revocation lists, OCSP responses, answers about status as JSON, what a single signature
/// signs, and a function to ask about status.
pub(crate) type Beside = (Vec<Vec<u8>>, Vec<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>, Option<Py<PyAny>>);

/// Verifies a document. `time` is written as in RFC 3339; `policy` is a name or the JSON text of a policy; `beside` is
/// revocation lists, OCSP responses, answers about status as JSON, what a single signature signs, and a function to ask
/// about status; `subject` is the caller's own reference.
#[pyfunction]
pub(crate) fn verify(
    py: Python<'_>,
    data: &[u8],
    time: &str,
    policy: &str,
    trust: Option<&Bound<'_, TrustStore>>,
    beside: Beside,
    subject: Option<String>,
) -> PyResult<Report> {
    let time = moment(py, time)?;
    let trust = trust.map(|store| &store.get().0);
    outside(py, || {
        let options =
            VerifyOptions { policy: Policy::read(policy)?, subject, ..options(time, trust, beside)? };
        Report::new(ywtb::verify(data, &options)?)
    })
}

/// Verifies an electronic certificate: its OFD, or its metadata record. `known` is what comes beside it and the inquiry as
/// JSON text, empty for none; the rest is as for `verify`.
#[pyfunction]
pub(crate) fn verify_certificate(
    py: Python<'_>,
    data: &[u8],
    time: &str,
    policy: &str,
    trust: Option<&Bound<'_, TrustStore>>,
    known: (Beside, Vec<u8>),
    subject: Option<String>,
) -> PyResult<Report> {
    let time = moment(py, time)?;
    let trust = trust.map(|store| &store.get().0);
    let (beside, inquiry) = known;
    outside(py, || {
        let verify =
            VerifyOptions { policy: Policy::read(policy)?, subject, ..options(time, trust, beside)? };
        let inquiry = Inquiry::from_json(&inquiry)?;
        Report::new(ywtb::verify_certificate(data, &CertificateOptions { verify, inquiry })?)
    })
}

/// The facts of a document as JSON, without any judgement.
#[pyfunction]
pub(crate) fn examine(
    py: Python<'_>,
    data: &[u8],
    trust: Option<&Bound<'_, TrustStore>>,
    beside: Beside,
) -> PyResult<String> {
    let trust = trust.map(|store| &store.get().0);
    // Facts know no time; only judging them asks for one.
    let no_time = DateTime::UNIX_EPOCH.fixed_offset();
    outside(py, || ywtb::examine(data, &options(no_time, trust, beside)?)?.to_json())
}

/// Judges facts that `examine` wrote.
#[pyfunction]
pub(crate) fn judge(
    py: Python<'_>,
    facts: &[u8],
    time: &str,
    policy: &str,
    subject: Option<String>,
) -> PyResult<Report> {
    let time = moment(py, time)?;
    outside(py, || {
        let options = VerifyOptions { policy: Policy::read(policy)?, subject, ..VerifyOptions::new(time) };
        Report::new(ywtb::judge(&Facts::from_json(facts, &options.limits)?, &options))
    })
}

/// The pictures of a document's seals, by their SHA-256 as reports write it.
#[pyfunction]
pub(crate) fn seal_pictures(py: Python<'_>, data: &[u8]) -> PyResult<BTreeMap<String, Vec<u8>>> {
    outside(py, || ywtb::seal::pictures(data, &ywtb::Limits::default()))
}

/// The parts of a document as JSON.
#[pyfunction]
pub(crate) fn inspect(py: Python<'_>, data: &[u8]) -> PyResult<String> {
    outside(py, || ywtb::seal::inspect(data, &ywtb::Limits::default())?.to_json())
}

pub(crate) fn moment(py: Python<'_>, time: &str) -> PyResult<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(time)
        .map_err(|_| wrong_argument(py, "input.time", "time", "expected a time as RFC 3339 writes it"))
}

pub(crate) fn options(
    time: DateTime<FixedOffset>,
    trust: Option<&ywtb::TrustStore>,
    (crls, ocsp, answers, original, host): Beside,
) -> Result<VerifyOptions, ywtb::Error> {
    let mut options = VerifyOptions::new(time);
    options.trust = trust.cloned().unwrap_or_default();
    options.original = original;
    options.status = answers.as_deref().map(StatusAnswers::from_json).transpose()?;
    options.host = host.map(|host| Arc::new(Host(host)) as _);
    (options.crls, options.ocsp) = (crls, ocsp);
    Ok(options)
}
