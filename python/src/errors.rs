//! From the crate's errors to the exceptions of `ywtb._errors`.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pyo3::prelude::*;
use ywtb::{Error, ErrorKind};

/// Does `work` outside the interpreter, so that other threads run meanwhile. An error of the crate becomes its
/// exception; a panic becomes `InternalError`, since it must not bring the host down.
pub(crate) fn outside<T: Send>(
    py: Python<'_>,
    work: impl FnOnce() -> Result<T, Error> + Send,
) -> PyResult<T> {
    told(py, py.detach(|| catch_unwind(AssertUnwindSafe(work))))
}

/// The same within the interpreter: for work that takes less than leaving it.
pub(crate) fn inside<T>(py: Python<'_>, work: impl FnOnce() -> Result<T, Error>) -> PyResult<T> {
    told(py, catch_unwind(AssertUnwindSafe(work)))
}

fn told<T>(py: Python<'_>, answer: std::thread::Result<Result<T, Error>>) -> PyResult<T> {
    match answer {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(error)) => Err(exception(py, &error)),
        Err(_) => Err(raise(py, "InternalError", "internal", vec![("", "a fault of the library")])),
    }
}

/// The exception for an error of the crate.
pub(crate) fn exception(py: Python<'_>, error: &Error) -> PyErr {
    let class = match error.kind() {
        ErrorKind::Input => "InputError",
        ErrorKind::Limit => "LimitError",
        _ => "InternalError",
    };
    let details = error.details().map(|detail| (detail.path.as_str(), detail.message.as_str())).collect();
    raise(py, class, error.code(), details)
}

/// The exception for an argument that only Python can get wrong.
pub(crate) fn wrong_argument(py: Python<'_>, code: &str, argument: &str, message: &str) -> PyErr {
    raise(py, "InputError", code, vec![(argument, message)])
}

/// The exceptions are Python classes: those that PyO3 can make are missing from its stubs.
pub(crate) fn raise(py: Python<'_>, class: &str, code: &str, details: Vec<(&str, &str)>) -> PyErr {
    let made = py
        .import("ywtb._errors")
        .and_then(|module| module.getattr(class))
        .and_then(|class| class.call1((code, details)));
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}
