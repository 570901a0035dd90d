//! `verify_many`: several documents at once, on all cores.

use std::fs::File;
use std::io::{self, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;

use pyo3::exceptions::PyOSError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use ywtb::seal::Policy;
use ywtb::{Document, Limits, VerifyOptions};

use crate::errors::{exception, outside};
use crate::report::Report;
use crate::trust::TrustStore;
use crate::verify::{Beside, moment, options};

/// Where a document is.
#[derive(FromPyObject)]
pub(crate) enum Source {
    Bytes(PyBackedBytes),
    Path(PathBuf),
}

/// The bytes of a document.
enum Data {
    Given(PyBackedBytes),
    Read(Vec<u8>),
}

impl AsRef<[u8]> for Data {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Given(bytes) => bytes,
            Self::Read(bytes) => bytes,
        }
    }
}

/// Why there is no report on a document.
enum Fault {
    Refused(ywtb::Error),
    Unreadable(PathBuf, io::Error),
}

impl From<ywtb::Error> for Fault {
    fn from(error: ywtb::Error) -> Self {
        Self::Refused(error)
    }
}

impl Fault {
    /// The exception for it.
    fn exception(self, py: Python<'_>) -> PyErr {
        match self {
            Self::Refused(error) => exception(py, &error),
            Self::Unreadable(path, error) => {
                let Some(number) = error.raw_os_error() else {
                    return error.into();
                };
                let words =
                    py.import("os").and_then(|os| os.getattr("strerror")?.call1((number,))?.extract());
                // From a number Python finds the class, such as FileNotFoundError.
                PyOSError::new_err((number, words.unwrap_or_else(|_: PyErr| error.to_string()), path))
            }
        }
    }
}

fn read(source: Source, limits: &Limits) -> Result<Data, Fault> {
    match source {
        Source::Bytes(bytes) => Ok(Data::Given(bytes)),
        Source::Path(path) => {
            let mut bytes = Vec::new();
            // One byte more than the limit is enough for the library to refuse it.
            let most = u64::try_from(limits.input_bytes).unwrap_or(u64::MAX).saturating_add(1);
            match File::open(&path).and_then(|file| file.take(most).read_to_end(&mut bytes)) {
                Ok(_) => Ok(Data::Read(bytes)),
                Err(error) => Err(Fault::Unreadable(path, error)),
            }
        }
    }
}

/// Verifies documents, each with the caller's own reference, on all cores or on as many `threads`; the rest is as for
/// `verify`. In the place of each stands its report, or the exception that says why there is none.
#[pyfunction]
pub(crate) fn verify_many(
    py: Python<'_>,
    documents: Vec<(Source, Option<String>)>,
    time: &str,
    policy: &str,
    trust: Option<&Bound<'_, TrustStore>>,
    beside: Beside,
    threads: Option<NonZeroUsize>,
) -> PyResult<Vec<Py<PyAny>>> {
    let time = moment(py, time)?;
    let trust = trust.map(|store| &store.get().0);
    let (mut answers, mut interrupted) = (Vec::with_capacity(documents.len()), None);
    outside(py, || {
        let options = VerifyOptions { policy: Policy::read(policy)?, ..options(time, trust, beside)? };
        let read = |(source, subject)| Ok(Document { data: read(source, &options.limits)?, subject });
        ywtb::verify_many(documents, &options, threads, read, |_, answer: Result<_, Fault>| {
            answers.push(answer.and_then(|report| Ok(Report::new(report)?)));
            match Python::attach(|py| py.check_signals()) {
                Ok(()) => ControlFlow::Continue(()),
                Err(signal) => {
                    interrupted = Some(signal);
                    ControlFlow::Break(())
                }
            }
        })
    })?;
    if let Some(signal) = interrupted {
        return Err(signal);
    }
    let in_place = |answer: Result<Report, Fault>| match answer {
        Ok(report) => Ok(Py::new(py, report)?.into_any()),
        Err(fault) => Ok(fault.exception(py).into_value(py).into_any()),
    };
    answers.into_iter().map(in_place).collect()
}
