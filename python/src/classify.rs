//! Recognisers and proposals: JSON in, JSON out.

use pyo3::prelude::*;

use crate::errors::outside;

/// What each field of `{"fields": […]}` seems to hold.
#[pyfunction]
pub(crate) fn recognise(py: Python<'_>, fields: &[u8]) -> PyResult<String> {
    outside(py, || ywtb::recognise::recognise_json(fields))
}

/// A proposal for a data set under the law of `as_of`.
#[pyfunction]
pub(crate) fn classify(py: Python<'_>, facts: &[u8], as_of: &str) -> PyResult<String> {
    outside(py, || ywtb::classify::classify(facts, ywtb::date(as_of)?)?.to_json())
}

/// Classes carried through the steps of a lineage.
#[pyfunction]
pub(crate) fn propagate(py: Python<'_>, lineage: &[u8]) -> PyResult<String> {
    outside(py, || ywtb::classify::propagate_json(lineage))
}

/// The kinds that recognisers know: word, Chinese, English.
#[pyfunction]
pub(crate) fn kinds() -> Vec<(&'static str, &'static str, &'static str)> {
    ywtb::recognise::Kind::ALL.iter().map(|kind| (kind.as_str(), kind.text().zh, kind.text().en)).collect()
}
