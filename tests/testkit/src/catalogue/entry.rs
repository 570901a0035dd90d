//! Sound catalogue entries: the class stands, whichever law of the years 2018 to 2026 judges it.

use super::agency::Agency;
use super::table::{DataItem, Dataset};
use crate::random::Random;
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

/// What the catalogue says of one data set of one body.
///
/// `entry` is the flat record that all topics share; the rest is what the opening of the data asks beside it.
pub(crate) fn entry(
    agency: &Agency,
    dataset: &Dataset,
    number: (usize, usize),
    random: &mut Random,
) -> Value {
    json!({
        "entry": record(agency, dataset, number, random),
        "provider": agency.record(),
        "scenarios": [],
        "demands": demands(dataset),
        "high_value": {"livelihood": dataset.topic == "民生服务", "urgent_need": random.chance(5)},
        "treatment": null,
        "holder_consents": [],
    })
}

/// The entry; `number` is that of the kind of data set and the running one.
fn record(agency: &Agency, dataset: &Dataset, number: (usize, usize), random: &mut Random) -> Value {
    let department = &agency.department;
    let published =
        NaiveDate::from_ymd_opt(2018, 5, 2).expect("a date") + Days::new(random.below(180) as u64);
    let limited = dataset.share != "unconditional";
    let excluded = dataset.share == "not_shared";
    let classification = format!("3{:05}", number.0 + 1);
    json!({
        "classification": classification,
        "code": format!("{classification}/{:06}", number.1 + 1),
        "name": format!("{}{}", agency.place(), dataset.name),
        "provider_name": agency.name,
        "provider_code": agency.code,
        "abstract": format!("{}在{}中形成的{}。", agency.name, department.duty, dataset.name),
        "format": "数据库",
        "items": dataset.items.iter().map(item).collect::<Vec<_>>(),
        "share_type": dataset.share,
        "share_condition": limited.then_some("按已登记的应用场景提供，仅限履行法定职责使用"),
        "share_method": *random.pick(&["api", "batch", "file"]),
        "share_reason": limited.then(|| reason(dataset)),
        "share_basis": if limited { basis(department.basis, department.basis_level) } else { json!([]) },
        "on_negative_list": excluded,
        "negative_list_approval": excluded.then(|| json!({"authority": "city_government_office", "date": "2022-01-20"})),
        "open_type": dataset.open,
        "open_reason": (dataset.open == "not_open").then(|| reason(dataset)),
        "open_condition": (dataset.open == "conditional").then_some("签订利用协议，具备相应数据安全能力"),
        "open_forbidden_by": [],
        "update_cycle": dataset.cycle,
        "published_on": published.to_string(),
        "sector": department.name,
        "topic": dataset.topic,
        "security_level": if dataset.any(|item| item.sensitivity == "sensitive") { 3 } else if limited { 2 } else { 1 },
        "secret_flag": if dataset.any(|item| item.state_secret) { "state_secret" } else { "none" },
        "source_kind": if dataset.any(DataItem::is_personal) { "collected" } else { "produced" },
        "is_personal": dataset.any(DataItem::is_personal),
        "is_privacy": dataset.any(|item| item.privacy),
        "is_trade_secret": dataset.any(|item| item.trade_secret),
        "is_confidential_commercial": dataset.any(|item| item.commercial),
    })
}

fn item(item: &DataItem) -> Value {
    json!({
        "name": item.name,
        "field_name": item.field,
        "data_type": item.data_type,
        "length": item.length,
        "sensitivity": item.sensitivity,
        "identifier_kind": item.identifier,
        "is_personal": item.is_personal(),
        "is_privacy": item.privacy,
        "is_trade_secret": item.trade_secret,
        "is_confidential_commercial": item.commercial,
    })
}

/// The names of an entry's items.
pub(crate) fn item_names(entry: &Value) -> Vec<&Value> {
    entry["items"].as_array().map_or(vec![], |items| items.iter().map(|item| &item["name"]).collect())
}

/// A list of one basis.
pub(crate) fn basis(instrument: &str, level: &str) -> Value {
    json!([{"instrument": instrument, "level": level}])
}

/// Why the data are not for everybody.
fn reason(dataset: &Dataset) -> String {
    let held = if dataset.any(|item| item.state_secret) {
        "国家秘密"
    } else if dataset.any(|item| item.sensitivity == "sensitive") {
        "敏感个人信息"
    } else if dataset.any(DataItem::is_personal) {
        "个人信息"
    } else if dataset.any(|item| item.trade_secret) {
        "商业秘密"
    } else {
        "保密商务信息"
    };
    format!("含{held}，仅限履行法定职责使用")
}

/// What makes opening conditional (OPEN-6): data that change by the hour, that must be fetched again and again, or places.
fn demands(dataset: &Dataset) -> Value {
    let conditional = dataset.open == "conditional";
    let live = conditional && dataset.cycle == "real_time";
    let supply = conditional && dataset.cycle == "daily";
    json!({
        "high_security": conditional && !live && !supply,
        "high_processing": false,
        "strong_timeliness": live,
        "continuous_supply": live || supply,
    })
}
