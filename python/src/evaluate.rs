//! `evaluate` and `compare`: topic and facts in, report or comparison out.

use pyo3::prelude::*;

use crate::errors::outside;
use crate::report::Report;

/// Judges facts. `facts` and `options` are JSON in UTF-8, `as_of` is written `YYYY-MM-DD`.
#[pyfunction]
pub(crate) fn evaluate(
    py: Python<'_>,
    topic: &str,
    facts: &[u8],
    as_of: &str,
    options: &[u8],
) -> PyResult<Report> {
    outside(py, || {
        let options = ywtb::Options::from_json(options)?;
        Report::new(ywtb::evaluate(topic, facts, ywtb::date(as_of)?, &options)?)
    })
}

/// Judges facts under the law of two days; the comparison as JSON.
#[pyfunction]
pub(crate) fn compare(
    py: Python<'_>,
    topic: &str,
    facts: &[u8],
    first: &str,
    second: &str,
    options: &[u8],
) -> PyResult<String> {
    outside(py, || {
        let options = ywtb::Options::from_json(options)?;
        ywtb::compare(topic, facts, ywtb::date(first)?, ywtb::date(second)?, &options)?.to_json()
    })
}
