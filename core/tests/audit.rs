//! The audit of a whole catalogue: what `evaluate` answers entry by entry, in every format; and rows that hold no entry.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read};

use serde_json::{Value, json};
use ywtb::audit::{Audit, Event, Format, Row, Summary};
use ywtb::{Options, date, evaluate};
use ywtb_testkit::{Catalogue, Large};

const DAY: &str = "2025-09-01";

fn run(input: impl BufRead, format: Format, threads: usize) -> (Summary, Vec<Row>) {
    let audit = Audit::new(date(DAY).unwrap()).with_threads(threads);
    let mut rows = Vec::new();
    let summary = audit
        .read(input, format, &mut |event| {
            if let Event::Row(row) = event {
                rows.push(row.clone());
            }
            true
        })
        .unwrap();
    (summary, rows)
}

fn catalogue() -> Catalogue {
    Catalogue::generate(11, 400, 0)
}

fn lines(records: &[Value]) -> String {
    records.iter().map(|record| format!("{record}\n")).collect()
}

#[test]
fn every_entry_as_evaluate_answers_it() {
    let catalogue = catalogue();
    let (summary, rows) = run(lines(&catalogue.entries).as_bytes(), Format::Ndjson, 1);
    assert_eq!((summary.entries, summary.unreadable.count), (400, 0));
    for (record, row) in catalogue.entries.iter().zip(&rows) {
        let ask = |topic: &str, fields: &[&str]| {
            let facts: Value =
                fields.iter().map(|field| ((*field).to_owned(), record[*field].clone())).collect();
            evaluate(topic, facts.to_string().as_bytes(), date(DAY).unwrap(), &Options::default()).unwrap()
        };
        let entry = ask("catalogue.entry", &["entry", "provider"]);
        let sharing = ask("sharing.classification", &["entry", "provider"]);
        let opening = ask(
            "opening.classification",
            &["entry", "demands", "high_value", "treatment", "holder_consents"],
        );
        assert_eq!(row.sharing.outcome, Some(sharing.outcome));
        assert_eq!(row.sharing.class, sharing.value["effective_class"].as_str());
        assert_eq!(row.opening.outcome, Some(opening.outcome));
        assert_eq!(row.opening.class, opening.value["open_class"].as_str());
        assert_eq!(row.catalogue, entry.value["decision"].as_str());
        assert_eq!(row.outcome, entry.outcome.and(sharing.outcome).and(opening.outcome));
        assert_eq!(row.id.as_deref(), record["entry"]["code"].as_str());
        for reason in &row.findings {
            let told = [&entry, &sharing, &opening].iter().any(|report| {
                report
                    .findings
                    .iter()
                    .any(|finding| finding.code == reason.code && finding.path == reason.path)
            });
            assert!(told, "{} at {}", reason.code, reason.path);
        }
    }
}

#[test]
fn every_planted_defect_is_among_the_reasons_and_totals_add_up() {
    let catalogue = catalogue();
    let (summary, rows) = run(lines(&catalogue.entries).as_bytes(), Format::Ndjson, 2);
    let sum = |groups: &BTreeMap<String, ywtb::audit::Group>| {
        groups.values().map(|group| group.entries).sum::<u64>()
    };
    assert_eq!((sum(&summary.departments), sum(&summary.topics)), (400, 400));
    assert_eq!(summary.totals.share.values().sum::<u64>(), 400);
    let failing = |row: &&Row| {
        row.findings
            .iter()
            .any(|reason| reason.result.as_str() == "not_met" && reason.level == ywtb::law::Level::Fail)
    };
    let counted: u64 = summary.totals.outcomes.get("not_met").copied().unwrap_or_default();
    assert_eq!(rows.iter().filter(failing).count() as u64, counted);
    for defect in &summary.rules {
        let found = rows.iter().filter(|row| row.findings.iter().any(|reason| reason.code == defect.code));
        assert_eq!(found.count() as u64, defect.entries, "{}", defect.code);
    }
    let weights: Vec<usize> = summary.worst.iter().map(|row| row.findings.len()).collect();
    assert!(!weights.is_empty() && summary.worst.len() <= 50);
}

#[test]
fn fresh_and_stale_entries_are_told_and_counted() {
    let of = |updated: Value| json!({"entry": {"update_cycle": "daily", "last_updated": updated}});
    let records = [of(json!("2025-08-31")), of(json!("2025-08-30")), of(Value::Null), json!({"entry": {}})];
    let (summary, rows) = run(lines(&records).as_bytes(), Format::Ndjson, 1);
    let words: Vec<_> = rows.iter().map(|row| row.freshness).collect();
    assert_eq!(words, [Some("fresh"), Some("stale"), Some("stale"), None]);
    assert_eq!((summary.totals.fresh, summary.totals.stale), (1, 2));
}

#[test]
fn all_formats_and_any_number_of_threads_give_the_same() {
    let catalogue = catalogue();
    let (expected, rows) = run(lines(&catalogue.entries).as_bytes(), Format::Ndjson, 1);
    let array = Value::Array(catalogue.entries.clone()).to_string();
    let table = Large::table(catalogue.entries.iter().cloned());
    for (name, text, format) in [
        ("array", array, Format::Json),
        ("object", catalogue.to_json(), Format::Json),
        ("table", table, Format::Csv),
    ] {
        for threads in [1, 3] {
            let (found, other) = run(text.as_bytes(), format, threads);
            assert_eq!(other, rows, "{name}");
            assert_eq!(found, expected, "{name}");
        }
    }
}

#[test]
fn an_entry_alone_is_a_record() {
    let bare = json!({"code": "1/1", "share_type": ["unconditional", "authorised"], "provider": {"kind": "institution"}});
    let record = json!({"entry": {"code": "1/1", "share_type": ["unconditional", "authorised"]}, "provider": {"kind": "institution"}});
    let (_, one) = run(format!("{bare}\n").as_bytes(), Format::Ndjson, 1);
    let (_, other) = run(format!("{record}\n").as_bytes(), Format::Ndjson, 1);
    assert_eq!(one, other);
    let (whole, _) = run(record.to_string().as_bytes(), Format::Json, 1);
    assert_eq!(whole.entries, 1);
}

#[test]
fn bad_rows_are_rows_and_the_rest_is_judged() {
    let text = "{\"entry\": {\"code\": \"1\"}}\n{\"entry\": {\"colour\": 1}}\nnot json\n\n{\"entry\": {\"code\": 7}}\n{\"entry\": {\"code\": \"2\", \"code\": \"3\"}}\n{\"entry\": {\"code\": \"9\"}}";
    let (summary, rows) = run(text.as_bytes(), Format::Ndjson, 2);
    assert_eq!((summary.entries, summary.unreadable.count), (2, 4));
    let faults: Vec<(u64, &str, &str)> = rows
        .iter()
        .filter_map(|row| row.error.as_ref().map(|fault| (row.row, fault.code, fault.path.as_str())))
        .collect();
    assert_eq!(
        faults,
        [
            (2, "input.schema", "/entry/colour"),
            (3, "input.json", "@1"),
            (4, "input.schema", "/entry/code"),
            (5, "input.duplicate_key", "/entry/code")
        ]
    );
}

#[test]
fn a_table_with_shifted_columns() {
    let text = "code,share_type,is_personal,update_cycle\n1,unconditional,true,daily\n2,authorised,true\n3,authorised,true,daily,extra\n4,true,daily,unconditional\n5,授权共享,否,每日\n";
    let (summary, rows) = run(text.as_bytes(), Format::Csv, 1);
    assert_eq!((summary.entries, summary.unreadable.count), (2, 3));
    let fault = |row: usize| rows[row - 1].error.as_ref().unwrap();
    assert_eq!((fault(2).code, fault(3).code), ("input.cells", "input.cells"));
    assert_eq!((fault(4).code, fault(4).column.as_deref()), ("input.schema", Some("is_personal")));
    assert_eq!(rows[4].sharing.declared.is_some(), rows[0].sharing.declared.is_some());
}

#[test]
fn encodings_may_change_from_row_to_row() {
    let mut bytes = "code,name\n1,公共数据\n".as_bytes().to_vec();
    bytes.extend_from_slice(b"2,\xb9\xab\xb9\xb2\xca\xfd\xbe\xdd\n3,\xff\xff\n4,x\n");
    let (summary, rows) = run(&bytes[..], Format::Csv, 1);
    assert_eq!((summary.entries, summary.unreadable.count), (3, 1));
    let fault = rows[2].error.as_ref().unwrap();
    assert_eq!((fault.code, fault.column.as_deref()), ("input.encoding", Some("name")));
}

#[test]
fn an_array_in_gb_18030_is_split_between_its_records() {
    // 昞 ends with the byte of a backslash, 誟 and 誡 with brackets, 調 and 諁 with braces.
    for name in ["昞", "誟", "誡", "調", "諁", "公共数据", "𠀀昞"] {
        let record = |code: &str| json!({"entry": {"code": code, "name": name}});
        let text = json!({"about": name, "entries": [record("1"), record("2"), {"entry": {"code": "3"}}]});
        let gb18030 = encoding_rs::GB18030.encode(&text.to_string()).0.into_owned();
        let in_two = [&gb18030[..gb18030.len() - 2], format!(",{}]}}", record("4")).as_bytes()].concat();
        for (bytes, count) in [(text.to_string().into_bytes(), 3), (gb18030, 3), (in_two, 4)] {
            let (summary, rows) = run(&bytes[..], Format::Json, 1);
            assert_eq!((summary.entries, summary.unreadable.count), (count, 0), "{name}");
            assert_eq!(rows.last().unwrap().id, Some(count.to_string()));
        }
    }
}

#[test]
fn what_is_read_again_is_read_once_more_at_most() {
    // Each pair of these bytes is a character of GB 18030, whose second byte is a backslash; in UTF-8 it is one of three
    // bytes before a backslash, so that every record seems to go on to the end, where no byte of UTF-8 stands.
    let record = b"{\"entry\":{\"name\":\"\xe4\xb8\xad\x5c\"}},";
    let text = [&b"["[..], &record.repeat(20_000), b"{\"entry\":{\"name\":\"\xff\"}}]"].concat();
    let (summary, _) = run(&text[..], Format::Json, 1);
    assert_eq!(summary.entries + summary.unreadable.count, 20_001);
}

/// `before`, so many bytes of one letter, `after`; nothing of it is kept.
struct Huge<'a>(&'a [u8], u64, &'a [u8]);

impl Read for Huge<'_> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if !self.0.is_empty() {
            return self.0.read(into);
        }
        let size = into.len().min(usize::try_from(self.1).unwrap());
        if size > 0 {
            into[..size].fill(b'x');
            self.1 -= size as u64;
            return Ok(size);
        }
        self.2.read(into)
    }
}

#[test]
fn a_hundred_megabytes_in_one_cell() {
    for (before, after, format) in [
        (&b"code,name\n1,a\n2,\""[..], &b"\"\n3,c\n"[..], Format::Csv),
        (
            b"{\"entry\": {\"code\": \"1\"}}\n{\"entry\": {\"name\": \"",
            b"\"}}\n{\"entry\": {\"code\": \"3\"}}\n",
            Format::Ndjson,
        ),
        (
            b"[{\"entry\": {\"code\": \"1\"}}, {\"entry\": {\"name\": \"",
            b"\"}}, {\"entry\": {\"code\": \"3\"}}]",
            Format::Json,
        ),
    ] {
        let (summary, rows) = run(BufReader::new(Huge(before, 100 << 20, after)), format, 1);
        assert_eq!((summary.entries, summary.unreadable.count), (2, 1), "{format:?}");
        let fault = rows[1].error.as_ref().unwrap();
        let column = (format == Format::Csv).then_some("name");
        assert_eq!((fault.code, fault.column.as_deref()), ("limit.entry_bytes", column));
        assert_eq!(rows[2].id.as_deref(), Some("3"));
    }
}

#[test]
fn a_file_that_was_cut_off() {
    let text = Value::Array(catalogue().entries).to_string();
    let (summary, rows) = run(&text.as_bytes()[..text.len() / 2], Format::Json, 2);
    assert!(summary.entries > 150 && summary.unreadable.count == 1);
    assert_eq!(rows.last().unwrap().error.as_ref().unwrap().code, "input.json");
}

#[test]
fn headers_that_are_none() {
    for (text, code) in
        [("code,colour\n", "input.column"), ("", "input.column"), ("code,code\n", "input.column")]
    {
        let audit = Audit::new(date(DAY).unwrap());
        assert_eq!(audit.read(text.as_bytes(), Format::Csv, &mut |_| true).unwrap_err().code(), code);
    }
}

#[test]
fn no_value_of_a_bad_row_is_told() {
    let text = "{\"entry\": {\"name\": 11010519491231002, \"code\": \"11010519491231002X\", \"x11010519491231002X\": 1}}\n";
    let (summary, rows) = run(text.as_bytes(), Format::Ndjson, 1);
    let told = summary.to_json().unwrap() + &rows[0].to_json().unwrap();
    assert!(!told.contains("1101051949"), "{told}");
}
