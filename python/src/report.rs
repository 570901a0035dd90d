//! `Report`: an answer as bytes and as words.

use pyo3::prelude::*;
use pyo3::types::PyType;
use ywtb::report::Lang;

use crate::errors::outside;

/// An answer: its canonical JSON, and its words in Chinese and English.
#[pyclass(frozen, module = "ywtb._native")]
pub(crate) struct Report {
    json: String,
    words: Words,
}

/// Words are made from the answer when they are asked for; one that was pickled carries them along, because the
/// crate has no way from JSON back to an answer.
enum Words {
    Make(Box<ywtb::report::Report>),
    Kept { zh: String, en: String },
}

impl Report {
    pub(crate) fn new(report: ywtb::report::Report) -> Result<Self, ywtb::Error> {
        Ok(Self { json: report.to_json()?, words: Words::Make(Box::new(report)) })
    }

    fn text(&self, lang: Lang) -> String {
        match (&self.words, lang) {
            (Words::Make(report), _) => report.to_text(lang),
            (Words::Kept { zh, .. }, Lang::Zh) => zh.clone(),
            (Words::Kept { en, .. }, Lang::En) => en.clone(),
        }
    }
}

/// What `Report.__new__` takes: JSON and the words in Chinese and English.
type State = (String, String, String);

#[pymethods]
impl Report {
    /// A report that was kept: its JSON and its words.
    #[new]
    fn keep(json: String, zh: String, en: String) -> Self {
        Self { json, words: Words::Kept { zh, en } }
    }

    /// The report as RFC 8785 canonical JSON.
    #[getter]
    fn json(&self) -> &str {
        &self.json
    }

    /// The report in words, in Chinese (`zh`).
    fn zh(&self, py: Python<'_>) -> PyResult<String> {
        outside(py, || Ok(self.text(Lang::Zh)))
    }

    /// The report in words, in English (`en`).
    fn en(&self, py: Python<'_>) -> PyResult<String> {
        outside(py, || Ok(self.text(Lang::En)))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, State)> {
        Ok((py.get_type::<Self>(), (self.json.clone(), self.zh(py)?, self.en(py)?)))
    }
}
