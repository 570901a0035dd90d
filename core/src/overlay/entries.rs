//! The entries of overlays: what each sets, and where two contradict each other.

use serde_json::Value;

use super::faults::Faults;
use super::named::{Instruments, days, list, period, text};
use crate::law::{
    Calendar, Cites, Compiled, Confidence, Designated, Entry, Given, Instrument, Parameter, Period, RuleId,
    Unit,
};
use crate::rules;

/// Reads the overlay at `at`.
pub(super) fn read(
    file: &Value,
    at: &str,
    instruments: &Instruments,
    compiled: &mut Compiled,
    faults: &mut Faults,
) {
    for (value, at) in each(file, at, "parameters") {
        let says = setting(value, &at, faults);
        let entry = instruments.entry(says, value, &at, faults);
        compiled.settings.extend(entry.map(|entry| Entry { is_lower: is_lower(&entry), ..entry }));
    }
    for (value, at) in each(file, at, "rules") {
        let says = rule(value, &at, faults).zip(value.get("asked").and_then(Value::as_bool));
        compiled.rules.extend(instruments.entry(says, value, &at, faults));
    }
    for (value, at) in each(file, at, "citations") {
        let says = cites(value, &at, faults);
        compiled.citations.extend(instruments.entry(says, value, &at, faults));
    }
    for (value, at) in each(file, at, "designations") {
        let named = |name: &str| text(value, name).map(str::to_owned);
        let says = named("role").zip(named("body")).map(|(role, body)| Designated {
            role,
            sector: named("sector"),
            district_code: named("district_code"),
            body,
        });
        compiled.designations.extend(instruments.entry(says, value, &at, faults));
    }
    if let Some(value) = file.get("calendar") {
        calendar(value, &format!("{at}/calendar"), compiled, faults);
    }
}

fn each<'a>(file: &'a Value, at: &'a str, name: &'a str) -> impl Iterator<Item = (&'a Value, String)> {
    list(file, name).iter().enumerate().map(move |(index, value)| (value, format!("{at}/{name}/{index}")))
}

/// What a parameter is set to.
fn setting(value: &Value, at: &str, faults: &mut Faults) -> Option<(&'static Parameter, Given)> {
    let id = text(value, "parameter")?;
    let Some(parameter) = rules::parameter(id) else {
        faults.add(format!("{at}/parameter"), "expected a parameter of the rule table");
        return None;
    };
    if text(value, "unit").is_some_and(|unit| unit != parameter.unit.as_str()) {
        faults.add(format!("{at}/unit"), format!("expected {}", parameter.unit.as_str()));
        return None;
    }
    let amount = value.get("value")?;
    if parameter.unit != Unit::Words {
        let number = amount.as_u64().and_then(|number| u32::try_from(number).ok());
        if number.is_none() {
            faults.add(format!("{at}/value"), "expected a whole number");
        }
        return Some((parameter, Given::Number(number?)));
    }
    let Some(listed) = amount.as_array() else {
        faults.add(format!("{at}/value"), "expected a list of words");
        return None;
    };
    let mut words = Vec::new();
    for (index, word) in listed.iter().enumerate() {
        match parameter.words.iter().find(|known| word == *known) {
            Some(known) => words.push(*known),
            None => {
                let expected = format!("expected one of {}", parameter.words.join(", "));
                faults.add(format!("{at}/value/{index}"), expected);
            }
        }
    }
    Some((parameter, Given::Words(words)))
}

/// Whether a setting changes what a norm of higher rank sets in its time.
fn is_lower(entry: &Entry<(&'static Parameter, Given)>) -> bool {
    entry.says.0.settings.iter().any(|setting| {
        setting.basis.confidence < Confidence::Inferred
            && overlap(setting.basis.period, entry.period)
            && Instrument::get(setting.basis.citation.instrument).is_some_and(|one| one.rank < entry.rank)
    })
}

/// A rule that can be ended or begun.
fn rule(value: &Value, at: &str, faults: &mut Faults) -> Option<RuleId> {
    let rule = known_rule(value, at, faults)?;
    if !rule.separable {
        let expected = "expected a rule that is asked for itself: other answers are built on this one";
        faults.add(format!("{at}/rule"), expected);
        return None;
    }
    Some(rule.id)
}

fn known_rule(value: &Value, at: &str, faults: &mut Faults) -> Option<&'static crate::law::Rule> {
    let rule = rules::rule(text(value, "rule")?);
    if rule.is_none() {
        faults.add(format!("{at}/rule"), "expected a rule of the rule table");
    }
    rule
}

fn cites(value: &Value, at: &str, faults: &mut Faults) -> Option<Cites> {
    let Some(code) = text(value, "code") else {
        return known_rule(value, at, faults).map(|rule| Cites::Rule(rule.id));
    };
    let code = rules::code(code);
    if code.is_none() {
        faults.add(format!("{at}/code"), "expected a code of the rule table");
    }
    code.map(|code| Cites::Code(code.code))
}

/// The shipped calendar, as earlier overlays continue it, with a further span.
fn calendar(value: &Value, at: &str, compiled: &mut Compiled, faults: &mut Faults) {
    let Some(period) = period(value, at, faults) else { return };
    let holidays = days(value, "holidays", period, at, faults);
    let workdays = days(value, "workdays", period, at, faults);
    for (at, day) in &workdays {
        if holidays.iter().any(|(_, holiday)| holiday == day) {
            faults.add(at.clone(), "expected a day that is no holiday");
        }
    }
    let known = compiled.calendar.take().unwrap_or_else(|| Calendar::china().clone());
    let day = |(_, day): (String, _)| day;
    let continued =
        known.clone().continued(period, holidays.into_iter().map(day), workdays.into_iter().map(day));
    if continued.is_none() {
        faults.add(format!("{at}/from"), "expected no gap behind the last day that the calendar reaches");
    }
    compiled.calendar = Some(continued.unwrap_or(known));
}

fn overlap(one: Period, other: Period) -> bool {
    other.to.is_none_or(|to| one.from < to) && one.to.is_none_or(|to| other.from < to)
}

/// Finds entries on one matter at one time of which neither prevails (TIME-2).
pub(super) fn conflicts(compiled: &Compiled, faults: &mut Faults) {
    contradict(&compiled.settings, faults, |(one, set), (other, other_set)| {
        one.id == other.id && set != other_set
    });
    contradict(&compiled.rules, faults, |(one, asked), (other, other_asked)| {
        one == other && asked != other_asked
    });
    contradict(&compiled.designations, faults, |one, other| {
        let same =
            |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
        one.role == other.role
            && same(&one.sector, &other.sector)
            && same(&one.district_code, &other.district_code)
            && one.narrowness() == other.narrowness()
            && one.body != other.body
    });
}

fn contradict<T>(entries: &[Entry<T>], faults: &mut Faults, differ: impl Fn(&T, &T) -> bool) {
    for (index, entry) in entries.iter().enumerate() {
        let earlier = entries.iter().take(index).find(|known| {
            overlap(known.period, entry.period)
                && known.key() == entry.key()
                && differ(&known.says, &entry.says)
        });
        if let Some(earlier) = earlier {
            let expected = "expected no contradiction of equal rank and date to the entry at";
            faults.add(entry.at.clone(), format!("{expected} {}", earlier.at));
        }
    }
}
