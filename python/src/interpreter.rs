//! One interpreter: what PyO3 keeps once in a process (types, exceptions) must not be seen from another.

use std::sync::OnceLock;

use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;

/// Raises `ImportError` in every interpreter but the one that called it first.
#[pyfunction]
pub(crate) fn one_interpreter(py: Python<'_>) -> PyResult<()> {
    static FIRST: OnceLock<usize> = OnceLock::new();
    // Every interpreter has its own module of this name, and keeps it.
    let here = py.import("builtins")?.as_ptr().addr();
    if *FIRST.get_or_init(|| here) == here {
        Ok(())
    } else {
        Err(PyImportError::new_err("ywtb does not support subinterpreters"))
    }
}
