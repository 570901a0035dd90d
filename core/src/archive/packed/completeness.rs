//! EARCH-6 on bytes: counts, kinds of metadata, required fields, process, gaps, contents, range (2-1 to 2-7, 2-9).

use std::collections::BTreeSet;

use serde_json::Value;

use super::items::{self, Item, Tests};
use super::options::{ArchiveOptions, Plan};
use super::{Packed, record};
use crate::schema;

/// What every record must state.
const REQUIRED: [&str; 5] = ["/package_id", "/unit", "/fonds", "/year", "/retention"];
const GROUPS: [&str; 4] =
    ["/metadata/content", "/metadata/structure", "/metadata/background", "/metadata/process"];

pub(super) fn test(packed: &Packed<'_>, options: &ArchiveOptions, tests: &mut Tests) {
    let plan = options.plan.as_ref();
    counts(packed, plan, tests);
    if packed.record.is_none() {
        return;
    }
    // What a DA/T 48 package must state its grammar says.
    if packed.kind == "plain" {
        there(packed, &GROUPS, &items::GROUPS, "archive.group_missing", tests);
        there(packed, &REQUIRED, &items::REQUIRED, "archive.required", tests);
    }
    process(packed, tests);
    contents(packed, tests);
    if let Some(plan) = plan {
        let required: Vec<&str> = plan.required.iter().map(String::as_str).collect();
        there(packed, &required, &items::REQUIRED, "archive.required", tests);
        scheme(packed, plan, tests);
    }
    continuous(packed, plan, tests);
    range(packed, plan, tests);
}

/// Whether something stands at each of `pointers`.
fn there(packed: &Packed<'_>, pointers: &[&str], item: Item, code: &'static str, tests: &mut Tests) {
    tests.ask(item);
    for pointer in pointers {
        let is_there = packed.fact(pointer).is_some_and(|fact| match fact {
            Value::String(text) => !text.trim().is_empty(),
            Value::Array(list) => !list.is_empty(),
            Value::Object(fields) => !fields.is_empty(),
            _ => true,
        });
        if !is_there {
            tests.fault(item, code, *pointer);
        }
    }
}

fn counts(packed: &Packed<'_>, plan: Option<&Plan>, tests: &mut Tests) {
    let count = u64::try_from(packed.contents.len()).unwrap_or(u64::MAX);
    let sizes = packed.contents.iter().filter_map(|content| content.data.as_ref());
    let bytes =
        sizes.fold(0u64, |sum, data| sum.saturating_add(u64::try_from(data.len()).unwrap_or(u64::MAX)));
    for (item, planned, found, what, code) in [
        (
            &items::TOTAL_FILES,
            plan.and_then(|plan| plan.files),
            count,
            "archive.plan_files",
            "archive.files_differ",
        ),
        (
            &items::TOTAL_BYTES,
            plan.and_then(|plan| plan.bytes),
            bytes,
            "archive.plan_bytes",
            "archive.bytes_differ",
        ),
    ] {
        match planned {
            None => tests.not_given(item, what),
            Some(planned) if planned == found => drop(tests.ask(item)),
            Some(_) => tests.fault(item, code, ""),
        }
    }
}

impl Packed<'_> {
    /// The acts of the process, in their order.
    pub(super) fn process(&self) -> &[Value] {
        self.fact("/process_log").and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

fn process(packed: &Packed<'_>, tests: &mut Tests) {
    tests.ask(&items::PROCESS);
    if packed.process().is_empty() {
        tests.fault(&items::PROCESS, "archive.no_process", "/process_log");
    }
    for (index, act) in packed.process().iter().enumerate() {
        let says_something =
            act.as_object().is_some_and(|act| act.values().any(|value| !value.is_null() && value != ""));
        if !says_something {
            tests.fault(&items::PROCESS, "archive.empty_act", format!("/process_log/{index}"));
        }
    }
}

fn contents(packed: &Packed<'_>, tests: &mut Tests) {
    tests.ask(&items::CONTENT);
    if packed.files().is_empty() {
        tests.fault(&items::CONTENT, "archive.no_files", "/files");
    }
    for listed in packed.listed() {
        if listed.data().is_some_and(<[u8]>::is_empty) {
            tests.fault(&items::CONTENT, "archive.content_empty", &listed.at);
        }
    }
}

/// The caller's own scheme of metadata (元数据方案).
fn scheme(packed: &Packed<'_>, plan: &Plan, tests: &mut Tests) {
    let (Some(scheme), Some(record)) = (&plan.schema, &packed.record) else { return };
    let Some(validator) = schema::compile(scheme) else { return };
    for item in [&items::LENGTH, &items::TYPE, &items::RANGE, &items::REQUIRED] {
        tests.ask(item);
    }
    for (path, keyword) in schema::faults(&validator, record) {
        let (item, code) = record::home(&path, &keyword);
        tests.fault(item, code, path);
    }
}

/// 2-6: acts that carry numbers are numbered without a gap, and the package follows the one before it.
fn continuous(packed: &Packed<'_>, plan: Option<&Plan>, tests: &mut Tests) {
    let numbers: Vec<(usize, i64)> = packed
        .process()
        .iter()
        .enumerate()
        .filter_map(|(index, act)| Some((index, act.get("seq").and_then(Value::as_i64)?)))
        .collect();
    if !numbers.is_empty() {
        tests.ask(&items::CONTINUOUS);
    }
    for pair in numbers.windows(2) {
        if let [(_, before), (index, number)] = pair
            && before.checked_add(1) != Some(*number)
        {
            tests.fault(&items::CONTINUOUS, "archive.gap", format!("/process_log/{index}/seq"));
        }
    }
    let Some(previous) = plan.and_then(|plan| plan.previous_id.as_deref()) else { return };
    tests.ask(&items::CONTINUOUS);
    if packed.text("/package_id").is_some_and(|id| !follows(previous, id)) {
        tests.fault(&items::CONTINUOUS, "archive.gap", "/package_id");
    }
}

/// Whether two archive numbers differ in their last part alone, and there by one.
fn follows(previous: &str, id: &str) -> bool {
    fn parts(id: &str) -> Option<(&str, u64)> {
        let head = id.trim_end_matches(|char: char| char.is_ascii_digit());
        Some((head, id.strip_prefix(head)?.parse().ok()?))
    }
    match (parts(previous), parts(id)) {
        (Some((head, before)), Some((same, number))) => head == same && before.checked_add(1) == Some(number),
        _ => false,
    }
}

/// 2-9: a file of every role that the range asks for.
fn range(packed: &Packed<'_>, plan: Option<&Plan>, tests: &mut Tests) {
    let Some(roles) = plan.map(|plan| &plan.roles).filter(|roles| !roles.is_empty()) else {
        return tests.not_given(&items::SCOPE, "archive.plan_roles");
    };
    tests.ask(&items::SCOPE);
    let present: BTreeSet<&str> = packed.listed().filter_map(|listed| listed.text("role")).collect();
    for role in roles.iter().filter(|role| !present.contains(role.as_str())) {
        tests.fault(&items::SCOPE, "archive.role_missing", role);
    }
}

#[cfg(test)]
mod tests {
    use super::follows;

    #[test]
    fn numbers_follow_each_other() {
        assert!(follows("A01-2024-0009", "A01-2024-0010"));
        assert!(!follows("A01-2024-0009", "A01-2024-0011"));
        assert!(!follows("A01-2023-0009", "A01-2024-0010"));
        assert!(!follows("A01", "B"));
    }
}
