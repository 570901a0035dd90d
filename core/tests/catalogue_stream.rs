//! The streaming compiler decides as the topic `catalogue.compile` does, and keeps little of an entry.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use ywtb::catalogue::{Compiled, Compiler, Earlier};
use ywtb::{date, evaluate};

/// A unit's catalogue as records of a stream.
fn lines(units: &Value) -> String {
    let mut lines = String::new();
    for unit in units.as_array().into_iter().flatten() {
        for entry in unit["entries"].as_array().into_iter().flatten() {
            lines += &json!({"provider": unit["agency"], "entry": entry}).to_string();
            lines += "\n\n";
        }
    }
    lines
}

#[test]
fn the_stream_finds_what_the_topic_finds() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/cases/catalogue");
    let mut tried = 0;
    for file in fs::read_dir(root).unwrap() {
        let path = file.unwrap().path();
        let case: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let as_of = date(case["as_of"].as_str().unwrap()).unwrap();
        let facts = &case["facts"];
        // Designations and terms are facts beside the entries: the stream does not have them.
        let beside = facts.get("designations").is_some() || facts.to_string().contains("\"change\"");
        if case["topic"] != "catalogue.compile" || beside || as_of < ywtb::law::Law::BASE {
            continue;
        }
        tried += 1;
        let mut earlier = Earlier::default();
        earlier.read(lines(&facts["previous"]["units"]).as_bytes()).unwrap();
        let mut compiler = Compiler::against(as_of, earlier);
        compiler.read(lines(&facts["units"]).as_bytes()).unwrap();
        let compiled = compiler.finish();
        let report =
            evaluate("catalogue.compile", facts.to_string().as_bytes(), as_of, &Default::default()).unwrap();
        if facts["units"].as_array().unwrap().iter().all(|unit| unit.get("entries").is_some()) {
            assert_eq!(compiled.outcome, report.outcome, "{}", path.display());
            assert_eq!(report.value["entries"], compiled.entries);
            assert_eq!(report.value["listed"], compiled.listed);
        }
        for (code, places) in &compiled.codes {
            let found = report.findings.iter().filter(|finding| finding.code == *code).count();
            assert_eq!(found as u64, places.count, "{} {code}", path.display());
        }
    }
    assert!(tried > 20);
}

#[test]
fn a_line_that_is_no_record_is_counted_and_told() {
    let text = "{\"entry\": {}}\nnot json\n{\"entry\": {\"share_type\": \"secret\"}}\n[1]\n";
    let mut compiler = Compiler::new(date("2022-05-01").unwrap());
    compiler.read(text.as_bytes()).unwrap();
    let compiled = compiler.finish();
    assert_eq!((compiled.entries, compiled.unreadable.count), (1, 3));
    assert_eq!(compiled.unreadable.first, [1, 2, 3]);
    assert_eq!(compiled.outcome, ywtb::report::Outcome::NotMet);
}

#[test]
fn of_lines_that_are_no_records_the_first_hundred_are_told() {
    let mut compiler = Compiler::new(date("2022-05-01").unwrap());
    compiler.read("?\n".repeat(101).as_bytes()).unwrap();
    let unreadable = compiler.finish().unreadable;
    assert_eq!(unreadable.count, 101);
    assert_eq!(unreadable.first, (0..100).collect::<Vec<u32>>());
}

#[test]
fn a_line_over_the_limit_is_an_error() {
    let line = "{\"entry\": {\"name\": \"x\"}}\n";
    let read = |most: usize| {
        let mut limits = ywtb::Limits::default();
        limits.entry_bytes = most;
        let mut compiler = Compiler::new(date("2022-05-01").unwrap()).with_limits(limits);
        compiler.read(format!("{{}}\n{line}").as_bytes())
    };
    let error = read(line.len() - 1).unwrap_err();
    assert_eq!((error.code(), error.path()), ("limit.entry_bytes", "#1"));
    assert_eq!(read(line.len()), Ok(()));
}

/// What the later version of one entry comes to; the versions differ in the field alone.
fn compared(field: &str, earlier: &Value, later: &Value) -> Compiled {
    let line = |value: &Value| json!({"entry": {"code": "1/1", field: value}}).to_string();
    let mut before = Earlier::default();
    before.read(line(earlier).as_bytes()).unwrap();
    let mut compiler = Compiler::against(date("2022-05-01").unwrap(), before);
    compiler.read(line(later).as_bytes()).unwrap();
    compiler.finish()
}

#[test]
fn what_changed_is_told_of_values_of_every_kind() {
    let same = [
        (json!({"scope": "市级", "uses": "核发"}), json!({"uses": "核发", "scope": "市级"})),
        (json!(" 市级 "), json!("市级")),
        (json!(["api", "file"]), json!(["api", "file"])),
        (json!(null), json!("")),
    ];
    for (earlier, later) in same {
        assert_eq!(compared("share_condition", &earlier, &later).changed, 0, "{earlier} {later}");
    }
    let others = [
        (json!({"scope": "市级", "uses": "核发"}), json!({"scope": "核发", "uses": "市级"})),
        (json!({"scope": "市级"}), json!({"scope": "区级"})),
        (json!({"scope": null}), json!({"scope": "区级"})),
        (json!(["api", "file"]), json!(["file", "api"])),
        (json!("1"), json!(1)),
        (json!(true), json!(false)),
        (json!(null), json!("市级")),
    ];
    for (earlier, later) in others {
        assert_eq!(compared("share_condition", &earlier, &later).changed, 1, "{earlier} {later}");
    }
    let broken = compared("security_level", &json!(2), &json!(2.5));
    assert_eq!((broken.unreadable.count, broken.removed), (1, 1));
}

#[test]
fn entries_are_added_and_removed_by_their_codes() {
    let lines = |codes: &[&str]| -> String {
        codes.iter().map(|code| json!({"entry": {"code": code}}).to_string() + "\n").collect()
    };
    let mut earlier = Earlier::default();
    earlier.read(lines(&["1/1", "1/2", "1/3"]).as_bytes()).unwrap();
    let mut compiler = Compiler::against(date("2022-05-01").unwrap(), earlier);
    compiler.read(lines(&["1/2", "1/4"]).as_bytes()).unwrap();
    let compiled = compiler.finish();
    assert_eq!((compiled.added, compiled.removed, compiled.changed), (1, 2, 0));
}

/// Resident memory in bytes; `None` where the system does not say.
fn resident() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

#[test]
fn an_entry_takes_less_than_a_kilobyte() {
    const ENTRIES: u64 = 20_000;
    let mut compiler = Compiler::new(date("2025-09-01").unwrap());
    let before = resident();
    for number in 0..ENTRIES {
        // Each entry with eight items; half of the names are its own.
        let items: Vec<Value> = (0..8)
            .map(|item| match item % 2 {
                0 => json!({"name": format!("信息项{item}")}),
                _ => json!({"name": format!("第{number}号目录的信息项{item}")}),
            })
            .collect();
        let line = json!({
            "provider": {"code": format!("{:018}", number % 1000), "kind": "administrative_organ", "level": "city"},
            "entry": {"code": format!("3{:05}/{number:08}", number % 1000), "secret_flag": "none", "items": items},
        });
        compiler.read(line.to_string().as_bytes()).unwrap();
    }
    if let (Some(before), Some(after)) = (before, resident()) {
        let each = after.saturating_sub(before) / ENTRIES;
        assert!(each < 1024, "{each} bytes an entry");
    }
    assert_eq!(u64::from(compiler.finish().entries), ENTRIES);
}
