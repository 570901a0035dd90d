//! From records to the compiled registry.

use std::collections::HashMap;

use serde_json::Value;

use super::facts::Records;
use super::names::{Names, number};
use super::{Listed, Party, Registry};
use crate::Error;
use crate::error::Detail;
use crate::record::{Agency, Entry, Fact, Item, Scenario};
use crate::sharing::asked::Name;
use crate::sharing::fit::Candidate;
use crate::topic::read;

/// What the schema lets through is compiled; what it cannot say is found here.
pub(super) fn compile(world: &Value) -> Result<Registry, Error> {
    let unreadable = |_| Error::internal("records that fit the schema could not be read");
    let list = |name: &str| world.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut names = Names::default();
    let mut faults = Vec::new();

    let mut parties = Vec::with_capacity(list("agencies").len());
    for (place, record) in list("agencies").iter().enumerate() {
        let agency: Agency<'_> = read(record).map_err(unreadable)?;
        let code = code(&agency.code, "agencies", place, "code", &mut faults);
        if !names.add_agency(code, number(place)) {
            faults.push(twice("agencies", place));
        }
        let user = names.add(code);
        parties.push(Party { agency: kind_of(&agency), user, scenarios: Vec::new() });
    }

    let mut entries = Vec::with_capacity(list("catalogue").len());
    let mut shapes = HashMap::new();
    let mut places = Vec::new();
    for (place, record) in list("catalogue").iter().enumerate() {
        let text = |field: &str| record.get(field).and_then(Value::as_str);
        let own = text("code").map_or(Fact::None, Fact::Known);
        let code = code(&own, "catalogue", place, "code", &mut faults);
        if !names.add_entry(code, number(place)) {
            faults.push(twice("catalogue", place));
        }
        let entry: Entry<'_> = read(record).map_err(unreadable)?;
        let provider = text("provider_code").and_then(|code| names.agency(code));
        entries.push(listed(entry, provider, &mut names, &mut shapes, &mut places));
    }

    let mut scenarios = Vec::with_capacity(list("scenarios").len());
    let mut scenario_ids = Vec::with_capacity(scenarios.capacity());
    let mut loose = Vec::new();
    for (place, record) in list("scenarios").iter().enumerate() {
        let scenario: Scenario<'_> = read(record).map_err(unreadable)?;
        let candidate = Candidate::of(&scenario, |text| names.add(text));
        match (&scenario.users, candidate.purpose) {
            (Fact::Known(users), Fact::Known(purpose)) => {
                for code in users {
                    let party = names.agency(code).and_then(|party| parties.get_mut(party as usize));
                    if let Some(party) = party {
                        party.scenarios.push((purpose, number(place)));
                    }
                }
            }
            // Whom nobody may use, or what serves no purpose, fits no request.
            (Fact::None, _) | (_, Fact::None) => {}
            (Fact::Unknown, _) | (_, Fact::Unknown) => loose.push(number(place)),
        }
        scenarios.push(candidate);
        scenario_ids.push(scenario.id.known().map(|id| (*id).into()));
    }
    for party in &mut parties {
        party.scenarios.sort_unstable();
        party.scenarios.dedup();
    }

    if !faults.is_empty() {
        let first = faults.remove(0);
        return Err(Error::input("input.registry", first.path, first.message).with_more(faults));
    }
    let records = Records::of(list("agencies"), list("catalogue"), list("scenarios"))?;
    let sha256 = records.sha256();
    let shapes = in_order(shapes);
    Ok(Registry { names, parties, entries, shapes, places, scenarios, scenario_ids, loose, records, sha256 })
}

fn code<'a>(
    code: &Fact<&'a str>,
    list: &str,
    place: usize,
    field: &str,
    faults: &mut Vec<Detail>,
) -> &'a str {
    let stated = code.known().copied().filter(|code| !code.trim().is_empty());
    if stated.is_none() {
        let path = format!("/{list}/{place}/{field}");
        faults.push(Detail { path, message: "expected a code".to_owned() });
    }
    stated.unwrap_or_default()
}

fn twice(list: &str, place: usize) -> Detail {
    Detail { path: format!("/{list}/{place}/code"), message: "the code stands twice".to_owned() }
}

/// What decides whether and how a body is bound.
fn kind_of(agency: &Agency<'_>) -> Agency<'static> {
    Agency {
        kind: agency.kind,
        utility_kind: agency.utility_kind,
        performs_public_function: agency.performs_public_function,
        funding: agency.funding,
        ..Agency::default()
    }
}

/// The entry, its shape among the `shapes`, the places of its items after the `places` of others.
fn listed(
    entry: Entry<'_>,
    provider: Option<u32>,
    names: &mut Names,
    shapes: &mut HashMap<Entry<'static>, u32>,
    places: &mut Vec<(Name, u32)>,
) -> Listed {
    let items = entry.items.list().unwrap_or_default();
    let unnamed = items.iter().position(|item| item.name.is_unknown());
    let named = items.iter().enumerate().filter_map(|(place, item)| Some((*item.name.known()?, place)));
    let mut own: Vec<_> = named.map(|(name, place)| (names.add(name), number(place))).collect();
    own.sort_unstable();
    own.dedup_by_key(|(name, _)| *name);
    let from = number(places.len());
    places.append(&mut own);
    // Items that bear no class of their own say nothing that decides, beyond that there are items.
    let bears = |item: &Item<'_>| item.share_type.known().is_some();
    let kept = items.iter().rposition(bears).map_or(1, |last| last.saturating_add(1));
    let mut entry = entry.without_names();
    if let Fact::Known(items) = &mut entry.items {
        items.truncate(kept);
        items.shrink_to_fit();
    }
    let next = number(shapes.len());
    let shape = *shapes.entry(entry).or_insert(next);
    Listed { shape, provider, unnamed: unnamed.map(number), places: from..number(places.len()) }
}

/// Values by their numbers.
fn in_order<T>(numbered: HashMap<T, u32>) -> Vec<T> {
    let mut values: Vec<(T, u32)> = numbered.into_iter().collect();
    values.sort_unstable_by_key(|(_, number)| *number);
    values.into_iter().map(|(value, _)| value).collect()
}
