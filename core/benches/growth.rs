//! Rows by the million, generated and streamed: time, user time and memory as they grow.
//!
//! `cargo bench -p ywtb --features arrow --bench growth -- audit 10000 100000 1000000`, or `decide` in the place of `audit`;
//! `least` for the least time of many short repetitions on one core, which other work on the machine does not touch.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchIterator, RecordBatchReader, StringArray};
use serde_json::{Value, json};
use ywtb::audit::Audit;
use ywtb::batch::{Answers, Ask, Audits, Control, Decisions};
use ywtb::registry::{Fact, Registry, Request};
use ywtb::{Limits, Options, date};
use ywtb_testkit::Large;

/// Rows of a batch, as Parquet readers and data frames have them.
const BATCH: usize = 65_536;

/// `rows` rows in batches: they repeat, but for the codes in the column `code`.
fn stream(rows: usize, made: RecordBatch, code: Option<usize>) -> impl RecordBatchReader {
    let schema = made.schema();
    let batches = (0..rows).step_by(BATCH).map(move |from| {
        let count = BATCH.min(rows - from);
        let batch = made.slice(0, count);
        let mut columns = batch.columns().to_vec();
        if let Some(code) = code {
            let codes = (from..from + count).map(|number| format!("300001/{number:09}"));
            columns[code] = Arc::new(StringArray::from_iter_values(codes));
        }
        RecordBatch::try_new(batch.schema(), columns)
    });
    RecordBatchIterator::new(batches, schema)
}

/// Entries as a table has them, 46 columns of text; what is nested is JSON.
fn entries() -> (RecordBatch, Option<usize>) {
    let table = Large::table(Large::new(1, BATCH));
    let mut lines = csv(&table).into_iter();
    let names = lines.next().unwrap();
    let lines: Vec<Vec<String>> = lines.collect();
    let columns = names.iter().enumerate().map(|(place, name)| {
        let cells = lines.iter().map(|line| Some(line[place].as_str()).filter(|cell| !cell.is_empty()));
        (name.clone(), Arc::new(cells.collect::<StringArray>()) as ArrayRef)
    });
    let code = names.iter().position(|name| name == "code");
    (RecordBatch::try_from_iter(columns).unwrap(), code)
}

/// The cells of a table without line breaks in them.
fn csv(table: &str) -> Vec<Vec<String>> {
    let line = |line: &str| {
        let (mut cells, mut quoted) = (vec![String::new()], false);
        let mut rest = line.chars().peekable();
        while let Some(char) = rest.next() {
            match char {
                '"' if quoted && rest.peek() == Some(&'"') => cells.last_mut().unwrap().extend(rest.next()),
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                char => cells.last_mut().unwrap().push(char),
            }
        }
        cells
    };
    table.lines().map(line).collect()
}

fn agency(number: usize) -> String {
    format!("11310000MB2F{:05}X", number % 500)
}

fn entry(number: usize) -> String {
    format!("{:06}/{number:06}", 310_000 + number % 50)
}

fn scenario(number: usize) -> String {
    format!("核发第{number}号许可证")
}

/// Requester, entry and purpose of a request that fits a scenario.
fn ids(number: usize) -> (String, String, String) {
    (agency(number % 1_000 + number % 20 * 25), entry(number % 10_000), scenario(number % 1_000))
}

/// A registry of 10,000 entries and 1,000 scenarios, and requests to it.
fn requests() -> (Registry, RecordBatch) {
    let agencies: Vec<Value> =
        (0..500).map(|number| json!({"code": agency(number), "kind": "administrative_organ"})).collect();
    let items: Vec<Value> = (0..12).map(|item| json!({"name": format!("信息项{item}")})).collect();
    let catalogue: Vec<Value> = (0..10_000)
        .map(|number| {
            json!({"code": entry(number), "provider_code": agency(number), "secret_flag": "none",
                "share_type": "authorised", "share_reason": "含个人信息", "share_basis": [{"level": "law"}],
                "on_negative_list": false, "items": items})
        })
        .collect();
    let scenarios: Vec<Value> = (0..1_000)
        .map(|number| {
            let users: Vec<String> = (0..20).map(|user| agency(number + user * 25)).collect();
            json!({"id": format!("CJ-{number:05}"), "users": users, "duty": "道路运输许可", "service_item": null,
                "purpose": scenario(number), "items": ["信息项1", "信息项2", "信息项3"], "area": null,
                "term": {"from": "2019-01-01", "to": null}, "status": "approved"})
        })
        .collect();
    let bytes = |records: &[Value]| serde_json::to_vec(records).unwrap();
    let limits = Limits::default();
    let registry = Registry::from_json(&bytes(&catalogue), &bytes(&scenarios), &bytes(&agencies), &limits);
    let column = |cell: &dyn Fn(usize) -> String| {
        Arc::new(StringArray::from_iter_values((0..BATCH).map(|row| cell(row * 7_919)))) as ArrayRef
    };
    let mut items = ListBuilder::new(StringBuilder::new());
    for _ in 0..BATCH {
        items.append_value([Some("信息项1"), Some("信息项2")]);
    }
    let items = Arc::new(items.finish()) as ArrayRef;
    let rows = RecordBatch::try_from_iter([
        ("requester", column(&|row| ids(row).0)),
        ("entry", column(&|row| ids(row).1)),
        ("purpose", column(&|row| ids(row).2)),
        ("duty_ref", column(&|_| "道路运输许可".to_owned())),
        ("scenario_ref", column(&|_| "CJ-00001".to_owned())),
        ("necessary_items", items.clone()),
        ("items", items),
    ]);
    (registry.unwrap(), rows.unwrap())
}

/// A line of the process' status, in MB.
fn megabytes(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Seconds of processor time that this process took.
fn user_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let ticks = stat.rsplit(')').next().and_then(|rest| rest.split_whitespace().nth(11)?.parse::<f64>().ok());
    ticks.unwrap_or(0.0) / 100.0
}

fn run(name: &str, input: impl RecordBatchReader, ask: impl Ask + 'static) {
    // The most memory is counted from here; where the system lets nobody say so, from the beginning.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (begun, before) = (Instant::now(), user_seconds());
    let mut rows = 0;
    for batch in Answers::new(input, ask, Control::default()).unwrap() {
        rows += batch.unwrap().num_rows();
    }
    let (wall, user) = (begun.elapsed().as_secs_f64(), user_seconds() - before);
    println!(
        "{name} {rows:>11} rows: {wall:8.3} s, user {user:8.3} s, {:8.1} ns user a row, most memory {} MB",
        user * 1e9 / rows as f64,
        megabytes("VmHWM")
    );
}

/// The least time of a row in nanoseconds: a batch of one core's size, again and again.
fn least(name: &str, rows: &RecordBatch, ask: impl Ask) {
    let rows = rows.slice(0, 8_192);
    let once = || {
        let begun = Instant::now();
        ask.answer(&rows, 0).unwrap();
        begun.elapsed().as_nanos() as f64 / rows.num_rows() as f64
    };
    let least = std::iter::repeat_with(once).take(500).fold(f64::MAX, f64::min);
    println!("{name}: {least:.1} ns a row at least");
}

/// The same for single requests.
fn least_of_one(registry: &Registry, day: &str) {
    let asked: Vec<_> = (0..1_000).map(|number| ids(number * 7_919)).collect();
    let (day_asked, options) = (date(day).unwrap(), Options::default());
    let once = || {
        let begun = Instant::now();
        for (requester, entry, purpose) in &asked {
            let request = Request {
                requester: Fact::Known(requester),
                entry: Fact::Known(entry),
                items: Fact::Known(&["信息项1", "信息项2"]),
                purpose: Fact::Known(purpose),
                duty_ref: Fact::Known("道路运输许可"),
                scenario_ref: Fact::Known("CJ-00001"),
                area: Fact::None,
                necessary_items: Fact::Known(&["信息项1", "信息项2"]),
                ..Request::default()
            };
            black_box(registry.decide(black_box(&request), day_asked, &options));
        }
        begun.elapsed().as_nanos() as f64 / asked.len() as f64
    };
    let least = std::iter::repeat_with(once).take(2_000).fold(f64::MAX, f64::min);
    println!("decide {day}, one by one: {least:.1} ns at least");
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    let is =
        |name: &str| arguments.iter().all(|argument| argument.parse::<usize>().is_ok() || argument == name);
    if is("least") {
        let (made, _) = entries();
        least("audit 2025-09-01", &made, Audits::new(Audit::new(date("2025-09-01").unwrap())));
        let (registry, made) = requests();
        let registry = Arc::new(registry);
        for day in ["2019-05-06", "2022-05-06", "2025-09-01"] {
            let ask = Decisions::new(registry.clone(), date(day).ok(), Options::default());
            least(&format!("decide {day}, Arrow to Arrow"), &made, ask);
            least_of_one(&registry, day);
        }
    }
    if is("audit") {
        let (made, code) = entries();
        for rows in &sizes {
            let audits = Audits::new(Audit::new(date("2025-09-01").unwrap()));
            run("audit ", stream(*rows, made.clone(), code), audits.clone());
            assert_eq!(audits.summary().totals.entries, *rows as u64);
        }
    }
    if is("decide") {
        let (registry, made) = requests();
        let registry = Arc::new(registry);
        for rows in &sizes {
            let day = date("2019-05-06").ok();
            run(
                "decide",
                stream(*rows, made.clone(), None),
                Decisions::new(registry.clone(), day, Options::default()),
            );
        }
    }
}
