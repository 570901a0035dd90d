//! `Registry`: compiled once, asked often, shared between threads.

use std::sync::Arc;

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyType};
use ywtb::Reading;
use ywtb::registry::{Under, Verdict};

use crate::errors::{inside, outside};
use crate::report::Report;
use crate::request::Plain;

/// Catalogue, scenarios and agencies, compiled.
#[pyclass(frozen, module = "ywtb._native")]
pub(crate) struct Registry(pub(crate) Arc<ywtb::Registry>);

/// Outcome, decision, regime, rule.
type Words = (&'static str, Option<&'static str>, Option<&'static str>, Option<String>);

/// Codes, places of the items cut, whether an area is cut.
type Reasons = (Vec<&'static str>, Vec<usize>, bool);

/// The registered scenario, whether the one that the request names counts, whether a new one is registered.
type Scenario = (Option<String>, bool, bool);

/// Code and path of what is wrong with the request.
type Fault = Option<(&'static str, &'static str)>;

type Told = (Words, Reasons, Scenario, Fault);

#[pymethods]
impl Registry {
    /// A registry of its snapshot.
    #[new]
    fn from_snapshot(py: Python<'_>, snapshot: &[u8]) -> PyResult<Self> {
        outside(py, || Ok(Self(Arc::new(ywtb::Registry::from_snapshot(snapshot, &ywtb::Limits::default())?))))
    }

    /// A registry of three JSON arrays of records.
    #[staticmethod]
    fn from_json(py: Python<'_>, catalogue: &[u8], scenarios: &[u8], agencies: &[u8]) -> PyResult<Self> {
        outside(py, || {
            let limits = ywtb::Limits::default();
            Ok(Self(Arc::new(ywtb::Registry::from_json(catalogue, scenarios, agencies, &limits)?)))
        })
    }

    /// The registry as bytes.
    fn snapshot<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &outside(py, || Ok(self.0.to_snapshot()))?))
    }

    /// SHA-256 of the records behind it.
    #[getter]
    fn sha256(&self) -> &str {
        self.0.sha256()
    }

    /// How many entries, scenarios and agencies it holds.
    #[getter]
    fn counts(&self) -> (usize, usize, usize) {
        self.0.len()
    }

    /// The verdict on a request in JSON.
    fn decide(&self, py: Python<'_>, request: &[u8], as_of: &str, options: &[u8]) -> PyResult<Told> {
        outside(py, || {
            let options = ywtb::Options::from_json(options)?;
            Ok(self.told(&self.0.decide_json(request, ywtb::date(as_of)?, &options)?))
        })
    }

    /// The verdict on a request of texts, names of items and days; `None` where it holds anything else, or says a reading that
    /// there is not: that is for `decide` to judge.
    fn decide_plain(
        &self,
        py: Python<'_>,
        request: &Bound<'_, PyAny>,
        as_of: &str,
        reading: Option<&str>,
    ) -> PyResult<Option<Told>> {
        let mut options = ywtb::Options::default();
        options.reading = match reading {
            None => None,
            Some("seed") => Some(Reading::Seed),
            Some("draft") => Some(Reading::Draft),
            Some(_) => return Ok(None),
        };
        let Some(plain) = Plain::read(request) else { return Ok(None) };
        inside(py, || {
            let as_of = ywtb::date(as_of)?;
            Ok(Some(self.told(&plain.with(|request| self.0.decide(request, as_of, &options)))))
        })
    }

    /// The report on a request in JSON.
    fn explain(&self, py: Python<'_>, request: &[u8], as_of: &str, options: &[u8]) -> PyResult<Report> {
        outside(py, || {
            let options = ywtb::Options::from_json(options)?;
            Report::new(self.0.explain_json(request, ywtb::date(as_of)?, &options)?)
        })
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, (Bound<'py, PyBytes>,))> {
        Ok((py.get_type::<Self>(), (self.snapshot(py)?,)))
    }
}

impl Registry {
    fn told(&self, verdict: &Verdict) -> Told {
        let words = (
            verdict.outcome.as_str(),
            verdict.decision.map(|decision| decision.as_str()),
            verdict.regime.map(|regime| regime.as_str()),
            verdict.rule().map(|rule| rule.id.to_string()),
        );
        let codes = verdict.reasons.iter().map(|code| code.code).collect();
        let registered = match verdict.scenario {
            Some(Under::Registered(place)) => self.0.scenario_id(place).map(str::to_owned),
            _ => None,
        };
        (
            words,
            (codes, verdict.cut.iter().collect(), verdict.cuts_area),
            (registered, verdict.scenario == Some(Under::Named), verdict.new_scenario),
            verdict.fault.map(|fault| (fault.code, fault.path)),
        )
    }
}
