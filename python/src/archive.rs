//! `verify_archive`: the bytes of an archive package in, report out.

use pyo3::prelude::*;
use ywtb::archive::ArchiveOptions;

use crate::errors::outside;
use crate::report::Report;

/// Tests an archive package. `as_of` is written `YYYY-MM-DD`; `options` is JSON in UTF-8.
#[pyfunction]
pub(crate) fn verify_archive(py: Python<'_>, data: &[u8], as_of: &str, options: &[u8]) -> PyResult<Report> {
    outside(py, || {
        let options = ArchiveOptions::from_json(options, ywtb::date(as_of)?)?;
        Report::new(ywtb::verify_archive(data, &options)?)
    })
}
