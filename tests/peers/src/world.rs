//! The facts: a city of 10,000 entries, 1,000 scenarios and 500 agencies, and what is asked of it.

use serde_json::{Value, json};

/// How many entries there are.
pub const ENTRIES: usize = 10_000;
const SCENARIOS: usize = 1_000;
const AGENCIES: usize = 500;

/// The day of every question.
pub const DAY: &str = "2019-05-06";

/// An entry of the catalogue.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its code.
    pub code: String,
    /// Code of the agency that provides it.
    pub provider: String,
    /// `unconditional`, `authorised` or `not_shared`.
    pub share_type: &'static str,
    /// Why; empty: no reason is stated.
    pub share_reason: &'static str,
    /// Ranks of the provisions that it rests on.
    pub share_basis: &'static [&'static str],
    /// Names of its items.
    pub items: Vec<String>,
}

/// An application scenario.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Codes of the agencies that may use it.
    pub users: Vec<String>,
    /// The purpose that it serves; no two serve one.
    pub purpose: String,
    /// `approved` or `suspended`.
    pub status: &'static str,
    /// First day.
    pub from: &'static str,
    /// Last day.
    pub to: &'static str,
    /// Names of the items that it needs.
    pub items: &'static [&'static str],
}

/// The duty that every scenario and every request rests on.
pub const DUTY: &str = "道路运输许可";

/// A request.
#[derive(Debug, Clone)]
pub struct Request {
    /// Code of the agency that asks.
    pub requester: String,
    /// Code of the entry.
    pub entry: String,
    /// The purpose.
    pub purpose: String,
    /// The scenario of that purpose.
    pub scenario: String,
    /// Names of the items asked for.
    pub items: &'static [&'static str],
    /// Names of the items that the duty needs.
    pub necessary: &'static [&'static str],
}

/// Everything.
#[derive(Debug, Clone)]
pub struct World {
    /// Codes of all agencies.
    pub agencies: Vec<String>,
    /// The catalogue.
    pub entries: Vec<Entry>,
    /// The register of scenarios.
    pub scenarios: Vec<Scenario>,
    /// What is asked: each entry once, in an order of no meaning.
    pub requests: Vec<Request>,
}

fn agency(number: usize) -> String {
    format!("11310000MB2F{:05}X", number % AGENCIES)
}

fn entry(number: usize) -> String {
    format!("{:06}/{number:06}", 310_000 + number % 50)
}

impl Default for World {
    fn default() -> Self {
        const ASKED: [(&[&str], &[&str]); 4] = [
            (&["信息项1", "信息项2"], &["信息项1", "信息项2"]),
            (&["信息项1", "信息项7"], &["信息项1", "信息项7"]),
            (&["信息项1", "信息项2"], &["信息项2"]),
            (&["信息项8"], &["信息项8"]),
        ];
        let entries = (0..ENTRIES).map(|number| Entry {
            code: entry(number),
            provider: agency(number),
            share_type: ["unconditional", "authorised", "authorised", "not_shared"][number % 4],
            share_reason: if number % 10 == 1 { "" } else { "含个人信息" },
            share_basis: if number % 9 == 1 { &["normative_paper"] } else { &["law"] },
            items: (0..12).map(|item| format!("信息项{item}")).collect(),
        });
        let scenarios = (0..SCENARIOS).map(|number| Scenario {
            id: format!("CJ-{number:05}"),
            users: (0..20).map(|user| agency(number + user * 25)).collect(),
            purpose: format!("核发第{number}号许可证"),
            status: if number % 12 == 5 { "suspended" } else { "approved" },
            from: "2019-01-01",
            to: if number % 15 == 7 { "2019-03-31" } else { "2020-12-31" },
            items: &["信息项1", "信息项2", "信息项3"],
        });
        let requests = (0..ENTRIES).map(|number| {
            let number = number * 7_919 % ENTRIES;
            let served = number % SCENARIOS;
            // One in eight asks for an agency that the scenario does not name.
            let stranger = usize::from(number % 8 == 3);
            let (items, necessary) = ASKED[number / 4 % 4];
            Request {
                requester: agency(served + number % 20 * 25 + stranger),
                entry: entry(number),
                purpose: format!("核发第{served}号许可证"),
                scenario: format!("CJ-{served:05}"),
                items,
                necessary,
            }
        });
        Self {
            agencies: (0..AGENCIES).map(agency).collect(),
            entries: entries.collect(),
            scenarios: scenarios.collect(),
            requests: requests.collect(),
        }
    }
}

impl World {
    /// The records as `ywtb::Registry` reads them: catalogue, scenarios, agencies.
    pub fn records(&self) -> [Value; 3] {
        let catalogue = self.entries.iter().map(|entry| {
            let basis: Vec<Value> = entry.share_basis.iter().map(|level| json!({"level": level})).collect();
            let items: Vec<Value> = entry.items.iter().map(|name| json!({"name": name})).collect();
            json!({
                "code": entry.code, "provider_code": entry.provider, "secret_flag": "none",
                "share_type": entry.share_type, "share_reason": entry.share_reason, "share_basis": basis,
                "items": items
            })
        });
        let scenarios = self.scenarios.iter().map(|scenario| {
            json!({
                "id": scenario.id, "users": scenario.users, "duty": DUTY, "service_item": null,
                "purpose": scenario.purpose, "items": scenario.items, "area": null,
                "term": {"from": scenario.from, "to": scenario.to}, "status": scenario.status
            })
        });
        let agencies = self.agencies.iter().map(|code| json!({"code": code, "kind": "administrative_organ"}));
        [
            Value::Array(catalogue.collect()),
            Value::Array(scenarios.collect()),
            Value::Array(agencies.collect()),
        ]
    }
}
