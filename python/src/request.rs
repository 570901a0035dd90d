//! A request to a registry as Python holds it, without JSON between.

use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyDate, PyDict, PyList};
use ywtb::law::Date;
use ywtb::registry::{Fact, Registry, Request};

/// So long may a text be: within what the schema lets in, in bytes.
const TEXT: usize = 2000;
/// The same of the name of an item.
const ITEM: usize = 500;

/// The facts of a request that are texts, names of items and days: those of most.
#[derive(Default)]
pub(crate) struct Plain {
    requester: Fact<PyBackedStr>,
    entry: Fact<PyBackedStr>,
    provider: Fact<PyBackedStr>,
    items: Fact<Vec<PyBackedStr>>,
    purpose: Fact<PyBackedStr>,
    duty_ref: Fact<PyBackedStr>,
    service_item: Fact<PyBackedStr>,
    scenario_ref: Fact<PyBackedStr>,
    necessary_items: Fact<Vec<PyBackedStr>>,
    received_at: Fact<Date>,
}

impl Plain {
    /// `None` where a fact is of another kind, or the schema might refuse it: that is for the JSON door to judge, and to name.
    pub(crate) fn read(facts: &Bound<'_, PyAny>) -> Option<Self> {
        let mut plain = Self::default();
        for (name, value) in facts.cast::<PyDict>().ok()? {
            match &*name.extract::<PyBackedStr>().ok()? {
                "requester" => plain.requester = Fact::Known(code(&value)?),
                "provider" => plain.provider = Fact::Known(code(&value)?),
                "entry" => plain.entry = fact(&value, code)?,
                "items" => plain.items = fact(&value, names)?,
                "purpose" => plain.purpose = fact(&value, text)?,
                "duty_ref" => plain.duty_ref = fact(&value, text)?,
                "service_item" => plain.service_item = fact(&value, text)?,
                "scenario_ref" => plain.scenario_ref = fact(&value, text)?,
                "necessary_items" => plain.necessary_items = fact(&value, names)?,
                "received_at" => plain.received_at = fact(&value, day)?,
                _ => return None,
            }
        }
        Some(plain)
    }

    /// Asks with the request.
    pub(crate) fn with<'s, T>(&'s self, ask: impl FnOnce(&Request<'_>) -> T) -> T {
        let texts = |names: &'s Vec<PyBackedStr>| names.iter().map(|name| &**name).collect::<Vec<&str>>();
        let (items, necessary) = (seen(&self.items, texts), seen(&self.necessary_items, texts));
        ask(&Request {
            requester: seen(&self.requester, |text| &**text),
            entry: seen(&self.entry, |text| &**text),
            provider: seen(&self.provider, |text| &**text),
            items: seen(&items, Vec::as_slice),
            purpose: seen(&self.purpose, |text| &**text),
            duty_ref: seen(&self.duty_ref, |text| &**text),
            service_item: seen(&self.service_item, |text| &**text),
            scenario_ref: seen(&self.scenario_ref, |text| &**text),
            necessary_items: seen(&necessary, Vec::as_slice),
            received_at: self.received_at,
            ..Request::default()
        })
    }
}

fn fact<T>(value: &Bound<'_, PyAny>, read: fn(&Bound<'_, PyAny>) -> Option<T>) -> Option<Fact<T>> {
    if value.is_none() { Some(Fact::None) } else { read(value).map(Fact::Known) }
}

fn text(value: &Bound<'_, PyAny>) -> Option<PyBackedStr> {
    value.extract::<PyBackedStr>().ok().filter(|text| text.len() <= TEXT)
}

fn code(value: &Bound<'_, PyAny>) -> Option<PyBackedStr> {
    text(value).filter(|code| !code.is_empty())
}

fn names(value: &Bound<'_, PyAny>) -> Option<Vec<PyBackedStr>> {
    let list = value.cast::<PyList>().ok().filter(|list| list.len() <= Registry::MOST_ITEMS)?;
    list.iter().map(|name| code(&name).filter(|name| name.len() <= ITEM)).collect()
}

fn day(value: &Bound<'_, PyAny>) -> Option<Date> {
    let text = if value.is_exact_instance_of::<PyDate>() {
        value.call_method0("isoformat").ok()?.extract::<PyBackedStr>()
    } else {
        value.extract::<PyBackedStr>()
    };
    ywtb::date(&text.ok()?).ok()
}

/// The fact, its value as `look` shows it.
fn seen<'f, T, U>(fact: &'f Fact<T>, look: impl FnOnce(&'f T) -> U) -> Fact<U> {
    match fact {
        Fact::Unknown => Fact::Unknown,
        Fact::None => Fact::None,
        Fact::Known(value) => Fact::Known(look(value)),
    }
}
