//! Frames: anything with `__arrow_c_stream__` in, the same protocol out.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader, StructArray};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3_arrow::PyRecordBatchReader;
use pyo3_arrow::ffi::{ArrayIterator, to_stream_pycapsule};
use ywtb::audit::Audit;
use ywtb::batch::{Answers, Ask, Audits, Classifications, Control, Decisions, Identifiers};

use crate::errors::{exception, outside, raise};
use crate::registry::Registry;

/// Rows with their answers.
#[pyclass(frozen, module = "ywtb._native")]
pub(crate) struct Frame {
    schema: arrow_schema::SchemaRef,
    batches: Vec<RecordBatch>,
}

#[pymethods]
impl Frame {
    /// The rows as an Arrow C stream; as often as it is asked for.
    // A capsule has a type of its own for checkers only from Python 3.13 on, so the signature says less than it could.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let requested_schema = requested_schema.map(Bound::cast_into::<PyCapsule>).transpose()?;
        let fields = arrow_schema::DataType::Struct(self.schema.fields().clone());
        let field = arrow_schema::Field::new("", fields, false).with_metadata(self.schema.metadata().clone());
        let rows = self.batches.clone().into_iter();
        let arrays = rows.map(|batch| Ok(Arc::new(StructArray::from(batch)) as ArrayRef));
        let reader = Box::new(ArrayIterator::new(arrays, Arc::new(field)));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?.into_any())
    }

    fn __len__(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }
}

/// Has `ask` answered for every row, outside the interpreter. `progress` is called with the rows done so far; the
/// exception that it raises ends the run.
fn run(
    py: Python<'_>,
    frame: PyRecordBatchReader,
    ask: impl Ask + 'static,
    progress: Option<Py<PyAny>>,
) -> PyResult<Frame> {
    let input = frame.into_reader()?;
    let answers = Answers::new(input, ask, Control::default()).map_err(|error| exception(py, &error))?;
    let schema = answers.schema();
    let mut batches: Vec<RecordBatch> = Vec::new();
    let mut rows = 0_usize;
    let mut answers = answers;
    while let Some(next) = outside(py, || Ok(answers.next()))? {
        let batch = next.map_err(|error| broken(py, &error))?;
        rows = rows.saturating_add(batch.num_rows());
        batches.push(batch);
        if let Some(progress) = &progress {
            progress.call1(py, (rows,))?;
        }
        py.check_signals()?;
    }
    Ok(Frame { schema, batches })
}

/// The exception for a stream that broke: the library's own error, or that of whoever made the stream.
fn broken(py: Python<'_>, error: &arrow_schema::ArrowError) -> PyErr {
    let own = match error {
        arrow_schema::ArrowError::ExternalError(error) => error.downcast_ref::<ywtb::Error>(),
        _ => None,
    };
    match own {
        Some(error) => exception(py, error),
        None => raise(py, "InputError", "input.stream", vec![("", "the stream of rows ended with an error")]),
    }
}

/// Decides the requests of a frame.
#[pyfunction]
pub(crate) fn decide_frame(
    py: Python<'_>,
    frame: PyRecordBatchReader,
    registry: &Registry,
    as_of: Option<&str>,
    options: &[u8],
    progress: Option<Py<PyAny>>,
) -> PyResult<Frame> {
    let (as_of, options) =
        outside(py, || Ok((as_of.map(ywtb::date).transpose()?, ywtb::Options::from_json(options)?)))?;
    run(py, frame, Decisions::new(registry.0.clone(), as_of, options), progress)
}

/// Classifies the entries of a frame.
#[pyfunction]
pub(crate) fn classify_frame(
    py: Python<'_>,
    frame: PyRecordBatchReader,
    as_of: &str,
    options: &[u8],
    progress: Option<Py<PyAny>>,
) -> PyResult<Frame> {
    let (as_of, options) = outside(py, || Ok((ywtb::date(as_of)?, ywtb::Options::from_json(options)?)))?;
    run(py, frame, Classifications::new(as_of, options), progress)
}

/// Audits the entries of a frame. Beside the rows, what they come to, as JSON; `worst` of the worst entries are kept.
#[pyfunction]
pub(crate) fn audit_frame(
    py: Python<'_>,
    frame: PyRecordBatchReader,
    as_of: &str,
    options: &[u8],
    worst: usize,
    progress: Option<Py<PyAny>>,
) -> PyResult<(Frame, String)> {
    let (as_of, options) = outside(py, || Ok((ywtb::date(as_of)?, ywtb::Options::from_json(options)?)))?;
    let audits = Audits::new(Audit::new(as_of).with_options(options).with_worst(worst));
    let rows = run(py, frame, audits.clone(), progress)?;
    Ok((rows, outside(py, || audits.summary().to_json())?))
}

/// Checks a column of a frame as identifiers.
#[pyfunction]
pub(crate) fn check_frame(
    py: Python<'_>,
    frame: PyRecordBatchReader,
    column: &str,
    scheme: &str,
    progress: Option<Py<PyAny>>,
) -> PyResult<Frame> {
    let ask = outside(py, || Identifiers::new(column, scheme))?;
    run(py, frame, ask, progress)
}
