//! A city's catalogue compiled from a stream, beside a plain parse of the same bytes.

use std::fmt::Write as _;
use std::hint::black_box;
use std::ops::Range;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use serde_json::Value;
use ywtb::catalogue::{Compiler, Earlier};
use ywtb::date;

/// Entries of one round; time and memory grow with their number alone.
const ENTRIES: usize = 100_000;
const UNITS: usize = 1_000;
/// Entries of a whole city: a thousand of each unit.
const CITY: usize = 1_000_000;

/// Entries as the example of the topic states them, each with a code, a name and items of its own.
fn lines(numbers: Range<usize>) -> Vec<u8> {
    let schema = ywtb::TOPICS.iter().find(|topic| topic.name == "catalogue.entry").expect("the topic").schema;
    let schema: Value = serde_json::from_str(schema).expect("a schema");
    let mut record = schema["examples"][0].clone();
    record.as_object_mut().expect("a record").retain(|name, _| matches!(name.as_str(), "provider" | "entry"));
    let mut lines = String::new();
    for number in numbers {
        record["provider"]["code"] = format!("1131000000{:08}", number % UNITS).into();
        record["entry"]["code"] = format!("3{:05}/{number:06}", number % UNITS).into();
        record["entry"]["name"] = format!("登记信息{number}").into();
        record["entry"]["on_negative_list"] = false.into();
        let items =
            (0..8).map(|item| serde_json::json!({"name": format!("信息项{}", number % 5_000 * 8 + item)}));
        record["entry"]["items"] = items.collect();
        writeln!(lines, "{record}").expect("a line");
    }
    lines.into_bytes()
}

fn compile(criterion: &mut Criterion) {
    let lines = lines(0..ENTRIES);
    let as_of = date("2025-09-01").expect("a date");
    let mut group = criterion.benchmark_group("catalogue.compile");
    group.sample_size(10);
    group.throughput(criterion::Throughput::Elements(ENTRIES as u64));
    group.bench_function("stream", |bencher| {
        bencher.iter(|| {
            let mut compiler = Compiler::new(as_of);
            compiler.read(black_box(&lines[..]))?;
            Ok::<_, ywtb::Error>(compiler.finish())
        });
    });
    group.bench_function("stream against an earlier version", |bencher| {
        bencher.iter(|| {
            let mut earlier = Earlier::default();
            earlier.read(black_box(&lines[..]))?;
            let mut compiler = Compiler::against(as_of, earlier);
            compiler.read(black_box(&lines[..]))?;
            Ok::<_, ywtb::Error>(compiler.finish())
        });
    });
    group.bench_function("plain serde_json parse", |bencher| {
        bencher.iter(|| parse(black_box(&lines)));
    });
    group.finish();
}

/// A plain parse of every line.
fn parse(lines: &[u8]) -> bool {
    lines
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_empty())
        .map(|line| serde_json::from_slice::<Value>(line).map(|value| black_box(value).is_object()))
        .all(|read| read.unwrap_or(false))
}

/// The whole city once, in parts, so that its bytes need not be held: time beside a plain parse, memory that stays.
#[expect(clippy::disallowed_methods, reason = "the rule is for the library")]
fn city(_: &mut Criterion) {
    let part = 20_000;
    let mut compiler = Compiler::new(date("2025-09-01").expect("a date"));
    let (mut compiling, mut parsing, mut bytes) = (Duration::ZERO, Duration::ZERO, 0);
    let before = resident();
    for start in (0..CITY).step_by(part) {
        let lines = lines(start..start + part);
        bytes += lines.len();
        let from = Instant::now();
        compiler.read(&lines[..]).expect("records");
        compiling += from.elapsed();
        let from = Instant::now();
        assert!(parse(&lines));
        parsing += from.elapsed();
    }
    let each = resident().saturating_sub(before) / CITY as u64;
    let from = Instant::now();
    let compiled = compiler.finish();
    compiling += from.elapsed();
    assert_eq!(compiled.entries as usize, CITY);
    println!(
        "catalogue.compile/{CITY} entries of {UNITS} units, {} MB: {compiling:.1?}, plain parse {parsing:.1?}, \
         {:.2} times; {each} bytes of memory an entry",
        bytes / 1_000_000,
        compiling.as_secs_f64() / parsing.as_secs_f64(),
    );
}

/// Resident memory in bytes, 0 where the system does not say.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or_default() * 1024
}

criterion_group!(benches, compile, city);
criterion_main!(benches);
