//! Sharing requests, each after one pattern; agencies, entries and scenarios stand in them by their ids.

use super::agency::Agency;
use super::entry::item_names;
use super::pattern::Pattern;
use crate::random::Random;
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// An entry, and a scenario that is registered for it.
pub(crate) type Offer<'a> = (&'a Value, Option<&'a Value>);

/// What requests are made from: the bodies that ask, and for each pattern the offers to which it can happen.
pub(crate) struct Market<'a> {
    agencies: &'a [Agency],
    offers: BTreeMap<Pattern, Vec<Offer<'a>>>,
}

impl<'a> Market<'a> {
    /// `sound` and `defective` are the entries without and with a defect of sharing, each once with every scenario
    /// and once without.
    pub(crate) fn new(agencies: &'a [Agency], sound: &[Offer<'a>], defective: &[Offer<'a>]) -> Self {
        let offers = Pattern::ALL.map(|(pattern, _)| {
            let pool = if pattern == Pattern::DefectiveEntry { defective } else { sound };
            (pattern, pool.iter().copied().filter(|offer| suits(pattern, *offer)).collect())
        });
        Self { agencies, offers: offers.into() }
    }

    /// A request, still without id; `None` where no entry suits the pattern.
    pub(crate) fn request(&self, pattern: Pattern, random: &mut Random) -> Option<Value> {
        let offers = self.offers.get(&pattern).filter(|offers| !offers.is_empty())?;
        let offer = *random.pick(offers);
        let requester = self.requester(pattern, offer.1, random);
        let mut request = fitting(offer, requester, received(pattern, random));
        deviate(&mut request, pattern, offer, requester, self.agencies, random);
        Some(request)
    }

    /// A user of the scenario, or anybody of the right kind.
    fn requester(&self, pattern: Pattern, scenario: Option<&Value>, random: &mut Random) -> &'a Agency {
        let users = scenario.and_then(|scenario| scenario["users"].as_array());
        let fit: Vec<&Agency> = self
            .agencies
            .iter()
            .filter(|agency| match (pattern, users) {
                (Pattern::NotSubject, _) => !agency.is_subject(),
                (_, Some(users)) => users.iter().any(|user| *user == agency.code),
                (_, None) => agency.is_subject(),
            })
            .collect();
        fit[random.below(fit.len())]
    }
}

/// Whether a request of the pattern can be made for the entry with the scenario.
fn suits(pattern: Pattern, (entry, scenario): Offer<'_>) -> bool {
    let secret = entry["secret_flag"] != "none";
    let class = entry["share_type"].as_str();
    let approved = scenario.is_some_and(|scenario| scenario["status"] == "approved");
    match pattern {
        Pattern::Secret => secret,
        _ if secret => false,
        Pattern::OpenToAll => class == Some("unconditional") && scenario.is_some(),
        Pattern::NotShared => class == Some("not_shared"),
        Pattern::DefectiveEntry => class != Some("unconditional") && scenario.is_none(),
        _ if class != Some("authorised") => false,
        Pattern::EndedScenario => scenario.is_some() && !approved,
        Pattern::NoScenario | Pattern::NotSubject => scenario.is_none(),
        Pattern::OtherArea => approved && scenario.is_some_and(|scenario| scenario["area"].is_array()),
        _ => approved,
    }
}

/// The day of receipt: each of the three regimes has its share of the requests.
fn received(pattern: Pattern, random: &mut Random) -> NaiveDate {
    let (year, month, days) = match (pattern, random.below(100)) {
        (Pattern::BeforeTheMeasures, _) => (2018, 3, 200),
        (Pattern::NoUndertakings, 0..60) => (2022, 1, 1300),
        (Pattern::NoUndertakings, _) => (2025, 8, 440),
        (_, 0..40) => (2018, 11, 1150),
        (_, 40..75) => (2022, 1, 1300),
        _ => (2025, 8, 440),
    };
    NaiveDate::from_ymd_opt(year, month, 1).expect("a date") + Days::new(random.below(days) as u64)
}

/// A request that fits its scenario in everything, or the requester's duty where there is no scenario.
fn fitting((entry, scenario): Offer<'_>, requester: &Agency, received: NaiveDate) -> Value {
    let all = item_names(entry);
    let items = scenario.map_or(json!(all), |scenario| scenario["items"].clone());
    let of_scenario = |field: &str| scenario.map_or(Value::Null, |scenario| scenario[field].clone());
    json!({
        "received_at": received.to_string(),
        "requester": requester.code,
        "entry": entry["code"],
        "items": items,
        "duty_ref": requester.department.duty,
        "service_item": of_scenario("service_item"),
        "scenario_ref": of_scenario("id"),
        "purpose": requester.department.purpose,
        "area": [requester.division()],
        "scope": "业务人员在办理事项时逐笔查询",
        "method": "接口",
        "term": {"from": received.to_string(), "to": null},
        "necessary_items": items,
        "undertakings": ["truth", "compliance", "security"],
        "signed_by_head": true,
        "reply": null,
        "use_log": [],
    })
}

/// Changes what is particular to the pattern.
fn deviate(
    request: &mut Value,
    pattern: Pattern,
    (entry, scenario): Offer<'_>,
    requester: &Agency,
    agencies: &[Agency],
    random: &mut Random,
) {
    let all = item_names(entry);
    match pattern {
        Pattern::BeyondScenario => {
            request["items"] = json!(all);
            request["necessary_items"] = json!(all);
        }
        Pattern::NoScenario => {
            request["purpose"] = json!(format!("{}（专项核查）", requester.department.purpose))
        }
        Pattern::OtherPurpose => request["purpose"] = json!("绩效考核"),
        Pattern::OtherArea => {
            let own = scenario.map(|scenario| scenario["area"][0].clone());
            let others: Vec<&str> = agencies
                .iter()
                .map(Agency::division)
                .filter(|code| *code != "310000" && Some(json!(code)) != own)
                .collect();
            request["area"] = json!([random.pick(&others)]);
        }
        Pattern::MoreThanNeeded => {
            let asked = request["items"].as_array().map_or(0, Vec::len);
            request["necessary_items"] = json!(all[..asked - 1]);
        }
        Pattern::NotSubject => request["duty_ref"] = Value::Null,
        Pattern::NoUndertakings => request["undertakings"] = json!([]),
        Pattern::Incomplete => {
            for field in ["purpose", "scenario_ref", "items"] {
                request.as_object_mut().and_then(|fields| fields.remove(field));
            }
        }
        Pattern::RefusedWithoutReason => {
            request["reply"] = json!({"verdict": "refused", "reasons": null, "basis": [], "cut": [], "at": request["received_at"]});
        }
        Pattern::PassedOn => {
            let other = random.pick(agencies);
            request["use_log"] = json!([{
                "at": request["received_at"], "actor": "经办人员", "items": request["items"], "rows": 1 + random.below(90_000),
                "purpose": "转供合作单位", "destination": other.code, "provider_agreed": false,
            }]);
        }
        _ => {}
    }
}
