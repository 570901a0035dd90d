//! Overlays from JSON: a later instrument, a district's rule, a changed parameter, without a release of the library.
//!
//! A file is read against its schema and against the rule table, and every fault of every file is told at once.

mod entries;
mod faults;
mod named;

use std::sync::Arc;

use serde_json::Value;

use crate::digest::{canonical, sha256};
use crate::law::{Compiled, OverlayName, Overlays};
use crate::schema::{Schema, compile};
use crate::{Error, Limits, Options, json};

use faults::Faults;
use named::Instruments;

/// JSON Schema 2020-12 of an overlay.
pub const OVERLAY_SCHEMA: &str = include_str!("../../schemas/overlay.json");

static SCHEMA: Schema = Schema::new(|| compile(OVERLAY_SCHEMA));

/// How many overlays one question may be asked with.
const MAX_OVERLAYS: usize = 100;

impl Overlays {
    /// Reads overlays from JSON texts, in order. Places in errors begin with the number of the text, such as
    /// `/0/parameters/1/unit`.
    ///
    /// # Errors
    /// Those of reading JSON, and `input.overlay` with every fault of every overlay.
    ///
    /// ```
    /// let overlay = serde_json::json!({
    ///     "schema": "ywtb.overlay/1",
    ///     "id": "sharing-2027",
    ///     "title": {"zh": "某通知", "en": "Some notice"},
    ///     "issued_by": {"zh": "某机关", "en": "some organ"},
    ///     "parameters": [{"parameter": "sharing.delivery_days", "unit": "working_days", "value": 15,
    ///                     "from": "2027-01-01", "citation": {"instrument": "GDS", "article": 22}, "confidence": "text"}]
    /// });
    /// let overlays = ywtb::law::Overlays::from_json([overlay.to_string().as_bytes()])?;
    /// assert_eq!(overlays.names()[0].id, "sharing-2027");
    /// # Ok::<(), ywtb::Error>(())
    /// ```
    pub fn from_json<'a>(texts: impl IntoIterator<Item = &'a [u8]>) -> Result<Self, Error> {
        let values: Result<Vec<Value>, Error> =
            texts.into_iter().map(|text| json::parse(text, &Limits::default())).collect();
        overlays(&values?, "")
    }
}

impl Options {
    /// Reads options from JSON: `calendar`, `overlays`, `policy` (only `default`), `reading`, `include_values`; empty for
    /// none.
    ///
    /// # Errors
    /// Those of reading JSON, `input.option` with the pointer of the option that is unknown or wrong, and `input.overlay`
    /// with every fault of every overlay.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Error> {
        Self::read(bytes, overlays)
    }
}

/// Overlays of what stands at the pointer `at`.
fn overlays(list: &[Value], at: &str) -> Result<Overlays, Error> {
    if list.is_empty() {
        return Ok(Overlays::default());
    }
    if list.len() > MAX_OVERLAYS {
        return Err(Error::limit("limit.overlays", at, format!("at most {MAX_OVERLAYS} overlays")));
    }
    let mut faults = Faults::default();
    let mut compiled = Compiled::default();
    let mut instruments = Instruments::default();
    let files: Vec<(String, &Value)> =
        list.iter().enumerate().map(|(index, file)| (format!("{at}/{index}"), file)).collect();
    for (at, file) in &files {
        if let Err(error) = SCHEMA.check(file) {
            faults.pass_on(at, &error);
        }
        name(file, at, &mut compiled.named, &mut faults)?;
        instruments.add(file, at, &mut faults);
    }
    for (at, file) in &files {
        entries::read(file, at, &instruments, &mut compiled, &mut faults);
    }
    entries::conflicts(&compiled, &mut faults);
    faults.into_result()?;
    Ok(Overlays(Some(Arc::new(compiled))))
}

fn name(file: &Value, at: &str, names: &mut Vec<OverlayName>, faults: &mut Faults) -> Result<(), Error> {
    let id = file.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    if names.iter().any(|known| known.id == id) {
        faults.add(format!("{at}/id"), "expected an id that no other overlay has");
    }
    names.push(OverlayName { id, sha256: sha256(&canonical(file)?) });
    Ok(())
}
