//! `audit`: a catalogue from a file or from stdin, as a stream.

use std::fs::File;
use std::io::{BufRead, BufReader, Read, stdin};
use std::path::PathBuf;

use pyo3::prelude::*;
use ywtb::audit::{Audit, Event, Format, Row};

use crate::errors::{exception, outside, wrong_argument};
use crate::parquet::Table;

/// Bytes that are read at a time.
const BUFFER: usize = 1 << 20;

/// Audits the catalogue at `path` (`-` for stdin) and gives the summary as JSON. `format` is `json`, `ndjson`, `csv` or
/// `parquet`; without it the first byte says. `bounds` are the threads and how many of the worst entries are kept. `rows`
/// is called with JSON lines as entries are judged, `progress` with the bytes read so far; what they raise ends the audit.
#[pyfunction]
pub(crate) fn audit(
    py: Python<'_>,
    path: PathBuf,
    as_of: &str,
    format: Option<&str>,
    bounds: (usize, usize),
    rows: Option<Py<PyAny>>,
    progress: Option<Py<PyAny>>,
) -> PyResult<String> {
    let (threads, worst) = bounds;
    if format == Some("parquet") {
        return columnar(py, path, as_of, bounds, rows, progress);
    }
    let format = match format {
        None => None,
        Some("json") => Some(Format::Json),
        Some("ndjson") => Some(Format::Ndjson),
        Some("csv") => Some(Format::Csv),
        Some(_) => {
            return Err(wrong_argument(
                py,
                "input.argument",
                "format",
                "expected json, ndjson, csv or parquet",
            ));
        }
    };
    let day = ywtb::date(as_of).map_err(|error| exception(py, &error))?;
    let input: Box<dyn Read + Send> =
        if path.as_os_str() == "-" { Box::new(stdin()) } else { Box::new(File::open(path)?) };
    let mut raised = None;
    let audit = Audit::new(day).with_threads(threads).with_worst(worst);
    let summary = outside(py, || {
        let mut input = BufReader::with_capacity(BUFFER, input);
        let format = match format {
            Some(format) => format,
            None => sniffed(input.fill_buf().unwrap_or_default()),
        };
        let mut host = Host { rows, progress, lines: String::new(), raised: None };
        let summary = audit.read(input, format, &mut |event| host.hear(&event));
        raised = host.raised;
        summary?.to_json()
    });
    match raised {
        Some(error) => Err(error),
        None => summary,
    }
}

/// The same for a Parquet file; `progress` is called with the rows read so far.
fn columnar(
    py: Python<'_>,
    path: PathBuf,
    as_of: &str,
    (threads, worst): (usize, usize),
    rows: Option<Py<PyAny>>,
    progress: Option<Py<PyAny>>,
) -> PyResult<String> {
    let day = ywtb::date(as_of).map_err(|error| exception(py, &error))?;
    let file = File::open(path)?;
    let Some(table) = py.detach(|| Table::open(file)) else {
        let expected = "expected a Parquet file; its end is cut off or damaged";
        return Err(wrong_argument(py, "input.parquet", "", expected));
    };
    let mut raised = None;
    let audit = Audit::new(day).with_threads(threads).with_worst(worst);
    let summary = outside(py, || {
        let mut host = Host { rows, progress, lines: String::new(), raised: None };
        let summary = audit.batches(table.schema(), table.batches(), &mut |event| host.hear(&event));
        raised = host.raised;
        summary?.to_json()
    });
    match raised {
        Some(error) => Err(error),
        None => summary,
    }
}

/// How many rows a Parquet file says to hold; none for a file that is not one.
#[pyfunction]
pub(crate) fn parquet_rows(path: PathBuf) -> PyResult<Option<u64>> {
    Ok(Table::open(File::open(path)?).map(|table| table.rows()))
}

/// What the first bytes say: an array is JSON; an object is a line of its own, or the whole; else it is a table.
fn sniffed(begin: &[u8]) -> Format {
    let text = begin.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begin).trim_ascii_start();
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii_end();
    match text.first() {
        Some(b'[') => Format::Json,
        Some(b'{') if line.ends_with(b"}") => Format::Ndjson,
        Some(b'{') => Format::Json,
        _ => Format::Csv,
    }
}

/// The callbacks, and what they raised.
struct Host {
    rows: Option<Py<PyAny>>,
    progress: Option<Py<PyAny>>,
    lines: String,
    raised: Option<PyErr>,
}

impl Host {
    /// Whether to go on.
    fn hear(&mut self, event: &Event<'_>) -> bool {
        let told = match event {
            Event::Row(row) => self.row(row),
            Event::Read(bytes) => self.read(*bytes),
            _ => Ok(()),
        };
        match told {
            Ok(()) => true,
            Err(error) => {
                self.raised = Some(error);
                false
            }
        }
    }

    fn row(&mut self, row: &Row) -> PyResult<()> {
        if self.rows.is_some()
            && let Ok(json) = row.to_json()
        {
            self.lines.push_str(&json);
            self.lines.push('\n');
        }
        Ok(())
    }

    /// Hands over what came together since the last time.
    fn read(&mut self, bytes: u64) -> PyResult<()> {
        let lines = std::mem::take(&mut self.lines);
        Python::attach(|py| {
            if let Some(rows) = self.rows.as_ref().filter(|_| !lines.is_empty()) {
                rows.call1(py, (lines,))?;
            }
            if let Some(progress) = &self.progress {
                progress.call1(py, (bytes,))?;
            }
            py.check_signals()
        })
    }
}
