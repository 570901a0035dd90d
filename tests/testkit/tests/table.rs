//! Tables hold what the records hold, in every format and for any size.

use std::collections::BTreeSet;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use serde_json::{Value, json};
use ywtb_testkit::{Catalogue, Column, ENTRY, Format, Kind, Large, REQUEST, RequestLog};

const SEED: u64 = 9;

fn written(format: Format, columns: &[Column], records: impl Iterator<Item = Value>) -> Vec<u8> {
    let mut out = Vec::new();
    format.write(&mut out, columns, records).unwrap();
    out
}

/// A cell of Parquet as the record has it: days and JSON in texts as texts.
fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(truth) => json!(truth),
        Field::Long(number) => json!(number),
        Field::Str(text) => json!(text),
        Field::Date(days) => {
            let day = chrono::NaiveDate::from_ymd_opt(1970, 1, 1).unwrap() + chrono::Days::new(*days as u64);
            json!(day.to_string())
        }
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn parquet_holds_what_the_records_hold() {
    let entries: Vec<Value> = Large::new(SEED, 300).collect();
    let requests: Vec<Value> = RequestLog::new(SEED, 360, 1000).collect();
    for (columns, records) in [(ENTRY, entries), (REQUEST, requests)] {
        let bytes = written(Format::Parquet, columns, records.iter().cloned());
        let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let mut rows = 0;
        for (row, record) in file.get_row_iter(None).unwrap().zip(&records) {
            for (column, (name, field)) in columns.iter().zip(row.unwrap().get_column_iter()) {
                let expected = match column.kind {
                    Kind::Text if !column.of(record).is_null() => json!(column.text(record)),
                    _ => column.of(record).clone(),
                };
                assert_eq!((name.as_str(), value(field)), (column.name, expected));
            }
            rows += 1;
        }
        assert_eq!(rows, records.len());
    }
}

#[test]
fn groups_of_rows_are_bounded() {
    let bytes = written(Format::Parquet, REQUEST, RequestLog::new(SEED, 100, 45_000));
    let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
    let sizes: Vec<i64> = file.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
    assert_eq!(sizes, [20_000, 20_000, 5_000]);
}

#[test]
fn json_lines_and_csv_have_a_line_a_record() {
    let lines = written(Format::Ndjson, ENTRY, Large::new(SEED, 30));
    let records: Vec<Value> =
        String::from_utf8(lines).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records, Large::new(SEED, 30).collect::<Vec<_>>());
    let table = String::from_utf8(written(Format::Csv, REQUEST, RequestLog::new(SEED, 100, 50))).unwrap();
    assert_eq!(table.lines().count(), 51);
    assert_eq!(table.lines().next().unwrap().split(',').count(), REQUEST.len());
}

#[test]
fn a_log_of_any_size_asks_for_entries_of_its_registry_under_ids_of_its_own() {
    let registry: Value = serde_json::from_str(&Catalogue::generate(SEED, 500, 0).registry_json()).unwrap();
    let known = |of: &str, field: &str| -> BTreeSet<String> {
        registry[of].as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
    };
    let (entries, agencies) = (known("catalogue", "code"), known("agencies", "code"));
    let mut ids = BTreeSet::new();
    for request in RequestLog::new(SEED, 500, 45_000) {
        assert!(entries.contains(request["entry"].as_str().unwrap()));
        assert!(agencies.contains(request["requester"].as_str().unwrap()));
        assert!(ids.insert(request["id"].as_str().unwrap().to_owned()));
    }
    assert_eq!(ids.len(), 45_000);
}
