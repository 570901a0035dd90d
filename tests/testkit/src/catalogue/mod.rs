//! A catalogue of public data with agencies, scenarios, entries and sharing requests, and the list of what is wrong in it.

mod agency;
mod column;
mod defect;
mod entry;
mod identifier;
mod large;
mod pattern;
mod request;
mod scenario;
mod table;

pub use column::{Column, ENTRY, Kind, REQUEST};
pub use defect::Defect;
pub use identifier::{Register, uscc};
pub use large::{Large, RequestLog};
pub use pattern::Pattern;

use crate::random::Random;
use agency::{Agency, agencies};
use request::{Market, Offer};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use table::{Dataset, datasets};

/// Of a hundred entries this many have a defect, unless said otherwise.
const DEFECTIVE_PERCENT: usize = 20;

/// A catalogue as its owner keeps it. Records refer to each other by code and id; [`Catalogue::request_facts`] and its
/// likes join them to what `evaluate` takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    /// Agencies, by the schema's record.
    pub agencies: Vec<Value>,
    /// Application scenarios, by the schema's record.
    pub scenarios: Vec<Value>,
    /// Entries: `entry` (flat record), `provider` (agency), `scenarios` (ids), and what opening asks beside the entry:
    /// `demands`, `high_value`, `treatment`, `holder_consents`.
    pub entries: Vec<Value>,
    /// Sharing requests; `requester` is an agency's code, `entry` an entry's code.
    pub requests: Vec<Value>,
    /// The defects of the entries, by the entry's code.
    pub defects: BTreeMap<String, Defect>,
    /// What is particular about each request, by its id.
    pub patterns: BTreeMap<String, Pattern>,
}

impl Catalogue {
    /// A catalogue with the usual share of defects.
    pub fn generate(seed: u64, entries: usize, requests: usize) -> Self {
        Self::with_defects(seed, entries, requests, DEFECTIVE_PERCENT)
    }

    /// A catalogue in which `percent` of a hundred entries have a defect.
    pub fn with_defects(seed: u64, entries: usize, requests: usize, percent: usize) -> Self {
        let mut random = Random::new(seed, "catalogue");
        let agencies = agencies(&mut random);
        let (mut entries, scenarios) = sound(&agencies, entries, &mut random);
        let defects = plant(&mut entries, percent, &mut random);
        let mut out = Self {
            agencies: agencies.iter().map(Agency::record).collect(),
            scenarios,
            entries,
            requests: Vec::new(),
            defects,
            patterns: BTreeMap::new(),
        };
        out.ask(&agencies, requests, &mut random);
        out
    }

    /// The catalogue without the requests, as one JSON object with a record a line.
    pub fn to_json(&self) -> String {
        let section = |name: &str, records: &[Value]| format!("\"{name}\": [\n{}\n]", lines(records, ",\n"));
        let sections = [
            section("agencies", &self.agencies),
            section("scenarios", &self.scenarios),
            section("entries", &self.entries),
        ];
        format!("{{\n{}\n}}\n", sections.join(",\n"))
    }

    /// The catalogue as a registry takes it: entries alone, scenarios, agencies.
    pub fn registry_json(&self) -> String {
        let entries: Vec<&Value> = self.entries.iter().map(|record| &record["entry"]).collect();
        json!({"agencies": self.agencies, "catalogue": entries, "scenarios": self.scenarios}).to_string()
    }

    /// The requests, one a line.
    pub fn requests_ndjson(&self) -> String {
        lines(&self.requests, "\n") + "\n"
    }

    /// Facts of the topic `sharing.classification` for an entry of [`Catalogue::entries`].
    pub fn sharing_facts(entry: &Value) -> Value {
        json!({"subject": subject(entry), "entry": entry["entry"], "provider": entry["provider"]})
    }

    /// Facts of the topic `opening.classification` for an entry of [`Catalogue::entries`].
    pub fn opening_facts(entry: &Value) -> Value {
        let mut facts = json!({"subject": subject(entry)});
        for field in ["entry", "demands", "high_value", "treatment", "holder_consents"] {
            facts[field] = entry[field].clone();
        }
        facts
    }

    /// Facts of the topic `sharing.request` for a request of [`Catalogue::requests`], with everything joined.
    pub fn request_facts(&self, request: &Value) -> Value {
        let find = |records: &[Value], path: &str, id: &Value| {
            records.iter().find(|record| record.pointer(path) == Some(id)).cloned().unwrap_or_default()
        };
        let entry = find(&self.entries, "/entry/code", &request["entry"]);
        let ids = entry["scenarios"].as_array().cloned().unwrap_or_default();
        let mut facts = request.clone();
        facts["subject"] = json!({"kind": "sharing_request", "id": request["id"]});
        facts["requester"] = find(&self.agencies, "/code", &request["requester"]);
        facts["scenarios"] = ids.iter().map(|id| find(&self.scenarios, "/id", id)).collect();
        facts["provider"] = entry["provider"].clone();
        facts["entry"] = entry["entry"].clone();
        facts
    }

    /// Adds `count` requests in the order in which they were received.
    fn ask(&mut self, agencies: &[Agency], count: usize, random: &mut Random) {
        let by_id: BTreeMap<&str, &Value> =
            self.scenarios.iter().filter_map(|one| Some((one["id"].as_str()?, one))).collect();
        let (mut sound, mut defective): (Vec<Offer<'_>>, Vec<Offer<'_>>) = (vec![], vec![]);
        for record in &self.entries {
            let ids = record["scenarios"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let scenarios = ids.map(|id| by_id.get(id).copied()).chain([None]);
            let offers = scenarios.map(|scenario| (&record["entry"], scenario));
            match self.defects.get(&text(&record["entry"]["code"])) {
                None => sound.extend(offers),
                Some(defect) if !defect.concerns_opening() => defective.extend(offers),
                Some(_) => {}
            }
        }
        let market = Market::new(agencies, &sound, &defective);
        let mut asked: Vec<(Value, Pattern)> = Pattern::spread(count)
            .into_iter()
            .filter_map(|pattern| Some((market.request(pattern, random)?, pattern)))
            .collect();
        asked.sort_by_cached_key(|(request, _)| text(&request["received_at"]));
        for (number, (mut request, pattern)) in asked.into_iter().enumerate() {
            let year = text(&request["received_at"])[..4].to_owned();
            let id = format!("GX-{year}-{:06}", number + 1);
            request["id"] = json!(id);
            self.patterns.insert(id, pattern);
            self.requests.push(request);
        }
    }
}

/// `count` sound entries with their scenarios: the city's first, then those of districts, mixed.
fn sound(agencies: &[Agency], count: usize, random: &mut Random) -> (Vec<Value>, Vec<Value>) {
    let datasets = datasets();
    let of = |agency: &Agency, dataset: &Dataset| agency.department.name == dataset.department;
    let pairs: Vec<(&Agency, usize)> = agencies
        .iter()
        .flat_map(|agency| (0..datasets.len()).map(move |kind| (agency, kind)))
        .filter(|(agency, kind)| of(agency, &datasets[*kind]))
        .collect();
    let city = pairs.iter().filter(|(agency, _)| agency.district.is_none()).count();
    let order = (0..city).chain(random.shuffled(pairs.len() - city).into_iter().map(|place| city + place));

    let (mut entries, mut scenarios) = (Vec::with_capacity(count), Vec::new());
    for (number, place) in order.cycle().take(count).enumerate() {
        let (agency, kind) = pairs[place];
        let mut record = entry::entry(agency, &datasets[kind], (kind, number), random);
        let own = scenario::scenarios(&record["entry"], agency, agencies, scenarios.len() + 1, random);
        record["scenarios"] = own.iter().map(|scenario| scenario["id"].clone()).collect();
        scenarios.extend(own);
        entries.push(record);
    }
    (entries, scenarios)
}

/// Plants defects, one kind after the other, so that all occur equally often as far as there are entries to have them.
fn plant(entries: &mut [Value], percent: usize, random: &mut Random) -> BTreeMap<String, Defect> {
    let order = random.shuffled(entries.len());
    let mut places = Defect::ALL.map(|defect| (defect, order.iter()));
    let mut planted = BTreeMap::new();
    let wanted = entries.len() * percent / 100;
    let mut exhausted = false;
    while planted.len() < wanted && !exhausted {
        exhausted = true;
        for (defect, places) in places.iter_mut() {
            let free = |entry: &Value| !planted.contains_key(&text(&entry["code"])) && defect.fits(entry);
            if let (true, Some(place)) =
                (planted.len() < wanted, places.find(|place| free(&entries[**place]["entry"])))
            {
                let entry = &mut entries[*place]["entry"];
                defect.plant(entry);
                planted.insert(text(&entry["code"]), *defect);
                exhausted = false;
            }
        }
    }
    planted
}

fn subject(entry: &Value) -> Value {
    json!({"kind": "catalogue_entry", "id": entry["entry"]["code"]})
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn lines(records: &[Value], separator: &str) -> String {
    records.iter().map(Value::to_string).collect::<Vec<_>>().join(separator)
}
