//! Sharing decisions: a row is a request to a registry.

use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field};

use super::columns::{Days, TextLists, Texts, column};
use super::words::{Ends, Words, list_type, words_type};
use super::{Ask, wrong};
use crate::law::{Date, RuleId};
use crate::registry::{Decision, Fact, Numbers, Regime, Registry, Request, Under, Verdict};
use crate::report::Outcome;
use crate::{Error, Options};

/// Decides sharing requests. The columns bear the names of the request's fields: `requester`, `entry` and `items` (a list)
/// must be there; `provider`, `purpose`, `duty_ref`, `service_item`, `scenario_ref` (or `scenario`), `area`,
/// `necessary_items` and `received_at` may. A column that is not there is unknown, a null says that there is none.
///
/// The answers: `decision`, `outcome`, `regime`, `rule`, `codes` (those that state the outcome), `cut` (the items not
/// granted, where part is), `granted_under` (the scenario), `error` and `error_path`.
pub struct Decisions {
    pub(super) registry: Arc<Registry>,
    pub(super) as_of: Option<Date>,
    pub(super) options: Options,
}

impl Decisions {
    /// Decisions on `registry`. `as_of` is the day of requests that do not say when they were received; without it such a
    /// row has the error `input.date`.
    pub fn new(registry: Arc<Registry>, as_of: Option<Date>, options: Options) -> Self {
        Self { registry, as_of, options }
    }
}

struct Columns<'a> {
    requester: Texts<'a>,
    entry: Texts<'a>,
    items: TextLists<'a>,
    provider: Option<Texts<'a>>,
    purpose: Option<Texts<'a>>,
    duty_ref: Option<Texts<'a>>,
    service_item: Option<Texts<'a>>,
    scenario_ref: Option<Texts<'a>>,
    area: Option<TextLists<'a>>,
    necessary_items: Option<TextLists<'a>>,
    received_at: Option<Days<'a>>,
}

impl<'a> Columns<'a> {
    fn of(rows: &'a RecordBatch) -> Result<Self, Error> {
        let text = |name| column(rows, name, "expected a column of texts", Texts::of);
        let list = |name| column(rows, name, "expected a column of lists of texts", TextLists::of);
        let needed = |name| wrong(name, "the column is missing");
        Ok(Self {
            requester: text("requester")?.ok_or_else(|| needed("requester"))?,
            entry: text("entry")?.ok_or_else(|| needed("entry"))?,
            items: list("items")?.ok_or_else(|| needed("items"))?,
            provider: text("provider")?,
            purpose: text("purpose")?,
            duty_ref: text("duty_ref")?,
            service_item: text("service_item")?,
            scenario_ref: text("scenario_ref")?
                .map_or_else(|| text("scenario"), |column| Ok(Some(column)))?,
            area: list("area")?,
            necessary_items: list("necessary_items")?,
            received_at: column(rows, "received_at", "expected a column of dates", Days::of)?,
        })
    }
}

/// What `number` says of each text of a column; asked once for each value of a dictionary, and for each run of equal texts.
fn numbers<T: Copy>(column: Option<&Texts<'_>>, rows: usize, number: impl Fn(&str) -> T) -> Vec<Fact<T>> {
    let fact = |text: Option<&str>| text.map_or(Fact::None, |text| Fact::Known(number(text)));
    let Some(column) = column else { return vec![Fact::Unknown; rows] };
    if let Some((values, count)) = column.values().filter(|(_, count)| *count <= rows) {
        let known: Vec<Fact<T>> = (0..count).map(|place| fact(values.get(place))).collect();
        return (0..rows)
            .map(|row| column.key(row).and_then(|key| known.get(key).copied()).unwrap_or(Fact::None))
            .collect();
    }
    let mut last = (None, Fact::None);
    let of_row = |row| {
        let text = column.get(row);
        if text != last.0 {
            last = (text, fact(text));
        }
        last.1
    };
    (0..rows).map(of_row).collect()
}

fn text<'a>(column: Option<&Texts<'a>>, row: usize) -> Fact<&'a str> {
    match column {
        None => Fact::Unknown,
        Some(column) => column.get(row).map_or(Fact::None, Fact::Known),
    }
}

/// The list of a row, read into `room`.
fn list<'r, 'a>(
    column: Option<&TextLists<'a>>,
    row: usize,
    room: &'r mut Vec<&'a str>,
) -> Fact<&'r [&'a str]> {
    match column {
        None => Fact::Unknown,
        Some(column) if column.read(row, room) => Fact::Known(room),
        Some(_) => Fact::None,
    }
}

impl Ask for Decisions {
    fn columns(&self) -> Vec<Field> {
        let words = |name| Field::new(name, words_type(), true);
        vec![
            words("decision"),
            words("outcome"),
            words("regime"),
            words("rule"),
            Field::new("codes", list_type(words_type()), true),
            Field::new("cut", list_type(DataType::Utf8), true),
            Field::new("granted_under", DataType::Utf8, true),
            words("error"),
            words("error_path"),
        ]
    }

    fn answer(&self, rows: &RecordBatch, _: u64) -> Result<Vec<ArrayRef>, Error> {
        let columns = Columns::of(rows)?;
        let count = rows.num_rows();
        let mut answers = Answers::with_capacity(count);
        let names = self.registry.names();
        let requesters = numbers(Some(&columns.requester), count, |code| names.agency(code));
        let entries = numbers(Some(&columns.entry), count, |code| names.entry(code));
        let providers = numbers(columns.provider.as_ref(), count, |code| names.agency(code));
        let purposes = numbers(columns.purpose.as_ref(), count, |text| names.trimmed(text));
        let duties = numbers(columns.duty_ref.as_ref(), count, |text| names.trimmed(text));
        let services = numbers(columns.service_item.as_ref(), count, |text| names.trimmed(text));
        let (mut items, mut area, mut needed) = (Vec::new(), Vec::new(), Vec::new());
        let mut item_names = Vec::new();
        for (row, ((((requester, entry), of), purpose), (duty, service))) in requesters
            .into_iter()
            .zip(entries)
            .zip(providers)
            .zip(purposes)
            .zip(duties.into_iter().zip(services))
            .enumerate()
        {
            let day = match columns.received_at.as_ref().map_or(Ok(None), |days| days.get(row)) {
                Ok(day) => day.or(self.as_of),
                Err(_) => None,
            };
            let Some(day) = day else {
                answers.unread("input.date", "/received_at")?;
                continue;
            };
            let named = text(columns.scenario_ref.as_ref(), row);
            let provider = columns.provider.as_ref().and_then(|column| column.get(row));
            let request = Request {
                requester: text(Some(&columns.requester), row),
                entry: text(Some(&columns.entry), row),
                provider: provider.map_or(Fact::Unknown, Fact::Known),
                items: list(Some(&columns.items), row, &mut items),
                purpose: text(columns.purpose.as_ref(), row),
                duty_ref: text(columns.duty_ref.as_ref(), row),
                service_item: text(columns.service_item.as_ref(), row),
                scenario_ref: named,
                area: list(columns.area.as_ref(), row, &mut area),
                necessary_items: list(columns.necessary_items.as_ref(), row, &mut needed),
                ..Request::default()
            };
            item_names.clear();
            item_names.extend(request.items.list().unwrap_or_default().iter().map(|item| names.name(item)));
            let numbers = Numbers {
                requester,
                // A null says nothing of the provider: it is the entry's.
                provider: if of.known().is_some() { of } else { Fact::Unknown },
                entry,
                purpose,
                duty,
                service_item: service,
                items: &item_names,
            };
            let verdict = self.registry.decide_numbered(&request, &numbers, day, &self.options);
            let under = match verdict.scenario {
                Some(Under::Registered(place)) => self.registry.scenario_id(place),
                Some(Under::Named) => named.known().copied(),
                None => None,
            };
            answers.push(&verdict, &items, under)?;
        }
        answers.finish()
    }
}

/// The columns of answers, as they grow.
struct Answers<'a> {
    decision: Words<Decision>,
    outcome: Words<Outcome>,
    regime: Words<Regime>,
    rule: Words<RuleId>,
    codes: Words<&'static str>,
    codes_ends: Ends,
    cut: Vec<&'a str>,
    cut_ends: Ends,
    granted_under: Vec<Option<&'a str>>,
    error: Words<&'static str>,
    error_path: Words<&'static str>,
}

impl<'a> Answers<'a> {
    fn with_capacity(rows: usize) -> Self {
        Self {
            decision: Words::with_capacity(rows),
            outcome: Words::with_capacity(rows),
            regime: Words::with_capacity(rows),
            rule: Words::with_capacity(rows),
            codes: Words::with_capacity(rows.saturating_mul(2)),
            codes_ends: Ends::with_capacity(rows),
            cut: Vec::new(),
            cut_ends: Ends::with_capacity(rows),
            granted_under: Vec::with_capacity(rows),
            error: Words::with_capacity(rows),
            error_path: Words::with_capacity(rows),
        }
    }

    /// The answer to a request for `items`, granted under the scenario `under`.
    fn push(&mut self, verdict: &Verdict, items: &[&'a str], under: Option<&'a str>) -> Result<(), Error> {
        self.decision.push(verdict.decision);
        self.outcome.push(Some(verdict.outcome));
        self.regime.push(verdict.regime);
        self.rule.push(verdict.rule().map(|rule| rule.id));
        for code in verdict.reasons.iter() {
            self.codes.push(Some(code.code));
        }
        self.codes_ends.push(self.codes.len())?;
        if !verdict.cut.is_empty() {
            self.cut.extend(verdict.cut.iter().filter_map(|place| items.get(place)));
        }
        self.cut_ends.push(self.cut.len())?;
        self.granted_under.push(under);
        self.error.push(verdict.fault.map(|fault| fault.code));
        self.error_path.push(verdict.fault.map(|fault| fault.path));
        Ok(())
    }

    /// A row that could not be read.
    fn unread(&mut self, code: &'static str, path: &'static str) -> Result<(), Error> {
        self.decision.push(None);
        self.outcome.push(None);
        self.regime.push(None);
        self.rule.push(None);
        self.codes_ends.push(self.codes.len())?;
        self.cut_ends.push(self.cut.len())?;
        self.granted_under.push(None);
        self.error.push(Some(code));
        self.error_path.push(Some(path));
        Ok(())
    }

    fn finish(self) -> Result<Vec<ArrayRef>, Error> {
        let word = |word: &&str| (*word).to_owned();
        let cut = Arc::new(StringArray::from_iter_values(self.cut));
        Ok(vec![
            self.decision.finish(|decision| decision.as_str().to_owned())?,
            self.outcome.finish(|outcome| outcome.as_str().to_owned())?,
            self.regime.finish(|regime| regime.as_str().to_owned())?,
            self.rule.finish(ToString::to_string)?,
            self.codes_ends.finish(self.codes.finish(word)?, None)?,
            self.cut_ends.finish(cut, None)?,
            Arc::new(StringArray::from(self.granted_under)),
            self.error.finish(word)?,
            self.error_path.finish(word)?,
        ])
    }
}
