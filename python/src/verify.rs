//! `verify`: bytes in, report out.

use chrono::DateTime;
use pyo3::prelude::*;
use ywtb::VerifyOptions;
use ywtb::seal::Policy;

use crate::errors::{outside, wrong_argument};
use crate::report::Report;
use crate::trust::TrustStore;

/// Verifies a document. `time` is written as in RFC 3339; `original` is what a single signature signs; `subject` is the
/// caller's own reference.
#[pyfunction]
pub(crate) fn verify(
    py: Python<'_>,
    data: &[u8],
    time: &str,
    policy: &str,
    trust: Option<&Bound<'_, TrustStore>>,
    original: Option<&[u8]>,
    subject: Option<String>,
) -> PyResult<Report> {
    let Ok(time) = DateTime::parse_from_rfc3339(time) else {
        return Err(wrong_argument(py, "input.time", "time", "expected a time as RFC 3339 writes it"));
    };
    let Some(policy) = Policy::named(policy) else {
        return Err(wrong_argument(py, "input.option", "policy", "expected one of default, integrity"));
    };
    let trust = trust.map(|store| &store.get().0);
    outside(py, || {
        let mut options = VerifyOptions::new(time);
        options.policy = policy;
        options.trust = trust.cloned().unwrap_or_default();
        options.original = original.map(<[u8]>::to_vec);
        options.subject = subject;
        Report::new(ywtb::verify(data, &options)?)
    })
}
