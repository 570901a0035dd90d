//! One sharing request, from JSON to report, beside a plain parse of the same bytes.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::Value;
use ywtb::{Options, date, evaluate};

fn decide(criterion: &mut Criterion) {
    let schema = ywtb::TOPICS.iter().find(|topic| topic.name == "sharing.request").expect("the topic").schema;
    let schema: Value = serde_json::from_str(schema).expect("a schema");
    let facts = schema["examples"][0].to_string().into_bytes();
    let mut group = criterion.benchmark_group("sharing.request");
    group.throughput(criterion::Throughput::Bytes(facts.len() as u64));
    for day in ["2019-05-06", "2022-05-06", "2025-09-01"] {
        let mut dated: Value = serde_json::from_slice(&facts).expect("facts");
        dated["received_at"] = day.into();
        let facts = dated.to_string().into_bytes();
        let as_of = date(day).expect("a date");
        let options = Options::default();
        group.bench_function(format!("evaluate {day}"), |bencher| {
            bencher.iter(|| evaluate("sharing.request", black_box(&facts), as_of, &options));
        });
        group.bench_function(format!("evaluate and write {day}"), |bencher| {
            bencher.iter(|| evaluate("sharing.request", black_box(&facts), as_of, &options)?.to_json());
        });
    }
    group.bench_function("plain serde_json parse", |bencher| {
        bencher.iter(|| serde_json::from_slice::<Value>(black_box(&facts)));
    });
    group.finish();
}

criterion_group!(benches, decide);
criterion_main!(benches);
