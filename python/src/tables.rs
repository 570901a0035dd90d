//! What the library knows by heart: rules, topics, schemas, limits, its version.

use pyo3::prelude::*;

use crate::errors::outside;

/// The rule table as canonical JSON: `version`, `instruments`, `parameters`, `rules`, `codes`.
#[pyfunction]
pub(crate) fn rules_json(py: Python<'_>) -> PyResult<String> {
    outside(py, ywtb::rules_json)
}

/// The topics of `evaluate`, in the order of the chapters.
#[pyfunction]
pub(crate) fn topics() -> Vec<&'static str> {
    ywtb::TOPICS.iter().map(|topic| topic.name).collect()
}

/// The JSON Schema of a topic's facts, of `record` (what topics share), of `report`, of `comparison`, of `policy`, of
/// `overlay`, of `certificate.metadata`, of `certificate.inquiry`, of `status`, of a record of `catalogue.audit`, and of what
/// `recognise`, `classify` and `propagate` (`lineage`) take.
#[pyfunction]
pub(crate) fn schema(name: &str) -> Option<&'static str> {
    match name {
        "record" => Some(ywtb::RECORD_SCHEMA),
        "comparison" => Some(ywtb::Comparison::JSON_SCHEMA),
        "overlay" => Some(ywtb::OVERLAY_SCHEMA),
        "catalogue.audit" => Some(ywtb::audit::SCHEMA),
        "classify" => Some(ywtb::classify::SCHEMA),
        "lineage" => Some(ywtb::classify::LINEAGE_SCHEMA),
        "recognise" => Some(ywtb::recognise::SCHEMA),
        "policy" => Some(ywtb::seal::Policy::SCHEMA),
        "certificate.inquiry" => Some(ywtb::certificate::Inquiry::SCHEMA),
        "certificate.metadata" => Some(ywtb::certificate::METADATA_SCHEMA),
        "status" => Some(ywtb::STATUS_SCHEMA),
        "report" => Some(ywtb::report::Report::JSON_SCHEMA),
        _ => ywtb::TOPICS.iter().find(|topic| topic.name == name).map(|topic| topic.schema),
    }
}

/// The checks of a signature, in the order in which they are asked: name, question in Chinese and in English.
#[pyfunction]
pub(crate) fn checks() -> Vec<(&'static str, &'static str, &'static str)> {
    ywtb::seal::CHECKS.iter().map(|check| (check.name, check.question.zh, check.question.en)).collect()
}

/// The checks of an electronic certificate, likewise.
#[pyfunction]
pub(crate) fn certificate_checks() -> Vec<(&'static str, &'static str, &'static str)> {
    let checks = ywtb::certificate::CHECKS.iter();
    checks.map(|check| (check.name, check.question.zh, check.question.en)).collect()
}

/// How many bytes an input may have.
#[pyfunction]
pub(crate) fn input_bytes() -> usize {
    ywtb::Limits::default().input_bytes
}

/// The version of the library.
#[pyfunction]
pub(crate) fn version() -> &'static str {
    ywtb::VERSION
}
