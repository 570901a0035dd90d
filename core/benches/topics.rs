//! Every topic with the example facts of its schema, from JSON to report; each is to take at most 100 µs.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::Value;
use ywtb::{Options, TOPICS, date, evaluate};

fn topics(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("evaluate");
    group.sample_size(50).warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    let (as_of, options) = (date("2025-09-01").expect("a date"), Options::default());
    for topic in TOPICS {
        let schema: Value = serde_json::from_str(topic.schema).expect("a schema");
        let facts = schema["examples"][0].to_string().into_bytes();
        group.bench_function(topic.name, |bencher| {
            bencher.iter(|| evaluate(topic.name, black_box(&facts), as_of, &options));
        });
    }
    group.finish();
}

criterion_group!(benches, topics);
criterion_main!(benches);
