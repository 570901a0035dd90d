//! `check_identifier`: check digits.

use std::collections::BTreeMap;

use pyo3::prelude::*;

use crate::errors::exception;

/// What came of checking an identifier: scheme, whether it is valid, the code, the parts, the notes.
type Checked = (&'static str, bool, &'static str, BTreeMap<&'static str, String>, Vec<&'static str>);

/// Checks `value` as an identifier of `scheme`. It is short work, done without leaving the interpreter.
#[pyfunction]
pub(crate) fn check_identifier(py: Python<'_>, scheme: &str, value: &str) -> PyResult<Checked> {
    match ywtb::ident::check(scheme, value) {
        Ok(found) => Ok((found.scheme, found.valid, found.code, found.parts, found.notes)),
        Err(error) => Err(exception(py, &error)),
    }
}

/// The schemes that `check_identifier` knows.
#[pyfunction]
pub(crate) fn schemes() -> Vec<&'static str> {
    ywtb::ident::SCHEMES.to_vec()
}
