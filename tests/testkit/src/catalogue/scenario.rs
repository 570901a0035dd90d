//! Application scenarios: which department may use which items of an entry, for what and where.

use super::agency::Agency;
use super::entry::{basis, item_names};
use crate::random::Random;
use serde_json::{Value, json};

/// The scenarios of one entry, numbered from `first`.
///
/// The first is approved and without end where there is one at all; entries that nobody may share have none.
pub(crate) fn scenarios(
    entry: &Value,
    provider: &Agency,
    agencies: &[Agency],
    first: usize,
    random: &mut Random,
) -> Vec<Value> {
    let count = match (entry["share_type"].as_str(), provider.district) {
        (Some("unconditional"), None) => 1,
        (Some("authorised"), None) => 1 + random.below(3),
        (Some("authorised"), Some(_)) => random.below(2),
        _ => 0,
    };
    (0..count)
        .map(|n| {
            let user = user(provider, agencies, random);
            let local = provider.district.is_some() || n == 1;
            let users = users(user, agencies, local, random);
            scenario(entry, provider, &users, n, first + n, random)
        })
        .collect()
}

/// A body of another department in the same place that must obey the regulation.
fn user<'a>(provider: &Agency, agencies: &'a [Agency], random: &mut Random) -> &'a Agency {
    let others: Vec<&Agency> = agencies
        .iter()
        .filter(|other| {
            other.is_subject()
                && other.department.in_districts
                && other.department.name != provider.department.name
                && other.district == provider.district
        })
        .collect();
    others[random.below(others.len())]
}

/// The users: one body of a district for its own area, or the department's bodies of the whole city.
fn users<'a>(user: &'a Agency, agencies: &'a [Agency], local: bool, random: &mut Random) -> Vec<&'a Agency> {
    let department = agencies.iter().filter(|other| other.department.name == user.department.name);
    match (local, user.district) {
        (false, _) => department.collect(),
        (true, Some(_)) => vec![user],
        (true, None) => {
            let districts: Vec<&Agency> = department.filter(|other| other.district.is_some()).collect();
            vec![districts[random.below(districts.len())]]
        }
    }
}

fn scenario(
    entry: &Value,
    provider: &Agency,
    users: &[&Agency],
    position: usize,
    number: usize,
    random: &mut Random,
) -> Value {
    let department = &users[0].department;
    let items = item_names(entry);
    let kept = if entry["share_type"] == "unconditional" {
        items.len()
    } else {
        (items.len() - 1 - random.below(2)).max(2)
    };
    let (status, to) = match if position == 0 { 99 } else { random.below(100) } {
        0..20 => ("ended", Some("2020-12-31")),
        20..35 => ("suspended", None),
        35..50 => ("proposed", None),
        _ => ("approved", None),
    };
    json!({
        "id": format!("CJ-{number:05}"),
        "name": format!("{}（{}）", department.purpose, entry["name"].as_str().unwrap_or_default()),
        "kind": "government_service",
        "users": users.iter().map(|user| &user.code).collect::<Vec<_>>(),
        "duty": department.duty,
        "service_item": random.chance(25).then(|| format!("YW-SX-{number:05}")),
        "purpose": department.purpose,
        "items": items[..kept],
        "area": (users.len() == 1).then(|| [users[0].division()]),
        "method": "接口",
        "term": {"from": "2018-11-01", "to": to},
        "legal_basis": basis(department.basis, department.basis_level),
        "approved_by": provider.name,
        "approved_on": "2018-11-01",
        "status": status,
    })
}
