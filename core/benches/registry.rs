//! One decision of a registry of 10,000 entries and 1,000 scenarios, on ids of all entries in turn; and many, from Arrow
//! to Arrow.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::{Value, json};
use ywtb::registry::{Fact, Registry, Request};
use ywtb::{Limits, Options, date};

const ENTRIES: usize = 10_000;
const SCENARIOS: usize = 1_000;
const AGENCIES: usize = 500;

fn agency(number: usize) -> String {
    format!("11310000MB2F{number:05}X")
}

fn entry(number: usize) -> String {
    format!("{:06}/{number:06}", 310_000 + number % 50)
}

fn scenario(number: usize) -> String {
    format!("核发第{number}号许可证")
}

/// Authorised entries of twelve items; scenarios of twenty users each, of which each user has forty.
fn registry() -> Registry {
    let agencies: Vec<Value> =
        (0..AGENCIES).map(|number| json!({"code": agency(number), "kind": "administrative_organ"})).collect();
    let items: Vec<Value> = (0..12).map(|item| json!({"name": format!("信息项{item}")})).collect();
    let catalogue: Vec<Value> = (0..ENTRIES)
        .map(|number| {
            json!({
                "code": entry(number), "provider_code": agency(number % AGENCIES), "secret_flag": "none",
                "share_type": "authorised", "share_reason": "含个人信息", "share_basis": [{"level": "law"}],
                "on_negative_list": false, "items": items
            })
        })
        .collect();
    let scenarios: Vec<Value> = (0..SCENARIOS)
        .map(|number| {
            let users: Vec<String> = (0..20).map(|user| agency((number + user * 25) % AGENCIES)).collect();
            json!({
                "id": format!("CJ-{number:05}"), "users": users, "duty": "道路运输许可", "service_item": null,
                "purpose": scenario(number), "items": ["信息项1", "信息项2", "信息项3"], "area": null,
                "term": {"from": "2019-01-01", "to": null}, "status": "approved"
            })
        })
        .collect();
    let bytes = |records: &[Value]| serde_json::to_vec(records).expect("JSON");
    Registry::from_json(&bytes(&catalogue), &bytes(&scenarios), &bytes(&agencies), &Limits::default())
        .expect("a registry")
}

/// What is asked, by number: requester, entry and purpose differ from one to the next.
fn questions() -> Vec<(String, String, String)> {
    (0..ENTRIES)
        .map(|number| {
            let number = number * 7_919 % ENTRIES;
            let served = number % SCENARIOS;
            (agency((served + number % 20 * 25) % AGENCIES), entry(number), scenario(served))
        })
        .collect()
}

fn one(criterion: &mut Criterion) {
    let (registry, questions, options) = (registry(), questions(), Options::default());
    let mut group = criterion.benchmark_group("registry");
    group.throughput(Throughput::Elements(1));
    for day in ["2019-05-06", "2022-05-06", "2025-09-01"] {
        let day_asked = date(day).expect("a date");
        let mut asked = questions.iter().cycle();
        group.bench_function(format!("decide {day}"), |bencher| {
            bencher.iter(|| {
                let (requester, entry, purpose) = asked.next().expect("a cycle");
                let request = Request {
                    requester: Fact::Known(requester),
                    entry: Fact::Known(entry),
                    items: Fact::Known(&["信息项1", "信息项2"]),
                    purpose: Fact::Known(purpose),
                    duty_ref: Fact::Known("道路运输许可"),
                    service_item: Fact::None,
                    scenario_ref: Fact::Known("CJ-00001"),
                    area: Fact::None,
                    necessary_items: Fact::Known(&["信息项1", "信息项2"]),
                    ..Request::default()
                };
                black_box(registry.decide(black_box(&request), day_asked, &options))
            });
        });
    }
    group.finish();
}

#[cfg(feature = "arrow")]
fn many(criterion: &mut Criterion) {
    use std::sync::Arc;

    use arrow_array::builder::{ListBuilder, StringBuilder};
    use arrow_array::{ArrayRef, RecordBatch, StringArray};
    use ywtb::batch::{Ask, Decisions};

    let (registry, questions) = (Arc::new(registry()), questions());
    let rows = &questions[..8192];
    let text = |column: &dyn Fn(&(String, String, String)) -> String| {
        Arc::new(StringArray::from_iter_values(rows.iter().map(column))) as ArrayRef
    };
    let mut items = ListBuilder::new(StringBuilder::new());
    for _ in rows {
        items.append_value([Some("信息项1"), Some("信息项2")]);
    }
    let items = Arc::new(items.finish()) as ArrayRef;
    let batch = RecordBatch::try_from_iter([
        ("requester", text(&|row| row.0.clone())),
        ("entry", text(&|row| row.1.clone())),
        ("purpose", text(&|row| row.2.clone())),
        ("duty_ref", text(&|_| "道路运输许可".to_owned())),
        ("scenario_ref", text(&|_| "CJ-00001".to_owned())),
        ("necessary_items", items.clone()),
        ("items", items),
    ])
    .expect("a batch");
    let mut group = criterion.benchmark_group("batch, one core");
    group.throughput(Throughput::Elements(rows.len() as u64));
    for day in ["2019-05-06", "2022-05-06", "2025-09-01"] {
        let ask = Decisions::new(registry.clone(), date(day).ok(), Options::default());
        group.bench_function(format!("decide {day}"), |bencher| {
            bencher.iter(|| ask.answer(black_box(&batch), 0))
        });
    }
    group.finish();
}

#[cfg(not(feature = "arrow"))]
fn many(_: &mut Criterion) {}

criterion_group!(benches, one, many);
criterion_main!(benches);
