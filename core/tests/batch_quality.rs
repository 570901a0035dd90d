//! Quality over a frame is that of the topic over the same rows.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int16Type;
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator, StringArray,
    TimestampMillisecondArray,
};
use serde_json::{Value, json};
use ywtb::batch::{Answers, Control, Quality};
use ywtb::{Options, date, evaluate};

fn asks() -> Value {
    json!({
        "columns": [
            {"name": "代码", "data_type": "C", "length": 18, "required": true, "unique": true, "identifier": "uscc"},
            {"name": "状态", "allowed": ["存续", "注销"], "required": true},
            {"name": "人数", "data_type": "I", "minimum": 0, "maximum": 10000},
            {"name": "资本", "data_type": "N", "minimum": "0.5"},
            {"name": "上市", "data_type": "L"},
            {"name": "成立", "data_type": "D"},
            {"name": "注销", "data_type": "D"}
        ],
        "relations": [{"first": "成立", "second": "注销", "kind": "not_after"}],
        "accessibility": {"reachable": true, "usable": true},
        "checked": true
    })
}

/// Rows of which some breach each rule, some stand twice.
fn rows() -> Vec<Value> {
    let row = |number: usize| {
        let code = match number % 5 {
            0 => json!("91350100M000100Y43"),
            1 => json!("91350100M000100Y44"),
            2 => Value::Null,
            3 => json!(" "),
            _ => json!("12100000400000624D"),
        };
        let people = match number % 7 {
            0 => json!(-1),
            1 => Value::Null,
            rest => json!(rest * 3_000),
        };
        let capital = match number % 4 {
            0 => json!("0.25"),
            1 => Value::Null,
            rest => json!(format!("{rest}.5")),
        };
        let ended = match number % 6 {
            0 => Value::Null,
            1 => json!("2001-01-01"),
            _ => json!("2020-01-01"),
        };
        let state = ["存续", "注销", "其他"][number / 2 % 3];
        let begun = ["2015-10-01", "1980-13-01"][number % 2];
        json!([code, state, people, capital, number.is_multiple_of(3), begun, ended])
    };
    (0..300).map(row).collect()
}

fn frame(rows: &[Value]) -> RecordBatch {
    let text = |place: usize| {
        Arc::new(rows.iter().map(|row| row[place].as_str()).collect::<StringArray>()) as ArrayRef
    };
    let people: Int64Array = rows.iter().map(|row| row[2].as_i64()).collect();
    let capital: Float64Array =
        rows.iter().map(|row| row[3].as_str().map(|text| text.parse::<f64>().unwrap())).collect();
    let listed: BooleanArray = rows.iter().map(|row| row[4].as_bool()).collect();
    RecordBatch::try_from_iter([
        ("注销", text(6)),
        ("代码", text(0)),
        ("状态", text(1)),
        ("人数", Arc::new(people)),
        ("资本", Arc::new(capital)),
        ("上市", Arc::new(listed)),
        ("成立", text(5)),
    ])
    .unwrap()
}

#[test]
fn the_indicators_are_those_of_the_topic() {
    let (rows, day) = (rows(), date("2022-06-01").unwrap());
    let mut facts = asks();
    facts["rows"] = rows.clone().into();
    let expected =
        evaluate("quality.dataset", facts.to_string().as_bytes(), day, &Options::default()).unwrap();
    let frame = frame(&rows);
    for size in [1, 7, 300] {
        let quality = Quality::new(asks().to_string().as_bytes(), day, Options::default()).unwrap();
        let pieces: Vec<_> =
            (0..300).step_by(size).map(|from| Ok(frame.slice(from, size.min(300 - from)))).collect();
        let input = RecordBatchIterator::new(pieces, frame.schema());
        let answers: Vec<RecordBatch> =
            Answers::new(input, quality.clone(), Control::default()).unwrap().map(Result::unwrap).collect();
        let report = quality.report().unwrap();
        for name in ["decision", "indicators", "groups", "score"] {
            assert_eq!(report.value[name], expected.value[name], "{name}, {size} rows at a time");
        }
        assert_eq!(report.outcome, expected.outcome);
        // What a row breaches, but for what stands twice.
        let mut row = 0;
        for batch in answers {
            let codes = batch.column_by_name("quality_codes").unwrap().as_list::<i32>().clone();
            for place in 0..batch.num_rows() {
                let said = codes.value(place).len();
                let at = format!("/rows/{row}");
                let within = |path: &str| path == at || path.starts_with(&format!("{at}/"));
                let twice = ["quality.accuracy.duplicate", "quality.accuracy.not_unique"];
                let wanted = expected
                    .findings
                    .iter()
                    .filter(|finding| within(&finding.path) && !twice.contains(&finding.code));
                assert_eq!(said, wanted.count(), "{at}");
                row += 1;
            }
        }
        assert_eq!(row, 300);
    }
}

#[test]
fn a_time_is_told_in_its_zone_and_a_list_is_no_cell() {
    let asks =
        json!({"columns": [{"name": "时间", "data_type": "T", "minimum": "2020-01-01T08:00:00+08:00"}]})
            .to_string();
    let run = |column: ArrayRef| {
        let frame = RecordBatch::try_from_iter([("时间", column)]).unwrap();
        let quality = Quality::new(asks.as_bytes(), date("2022-06-01").unwrap(), Options::default()).unwrap();
        let input = RecordBatchIterator::new([Ok(frame.clone())], frame.schema());
        let mut answers = Answers::new(input, quality.clone(), Control::default()).unwrap();
        (answers.next().unwrap().unwrap(), quality.report().unwrap())
    };
    // 2020-01-01T00:00:00Z, and a second before.
    let times =
        TimestampMillisecondArray::from(vec![1_577_836_800_000, 1_577_836_799_000]).with_timezone("+00:00");
    let (answers, _) = run(Arc::new(times));
    let codes = answers.column_by_name("quality_codes").unwrap().as_list::<i32>();
    assert_eq!((codes.value(0).len(), codes.value(1).len()), (0, 1));

    let lists =
        arrow_array::ListArray::from_iter_primitive::<arrow_array::types::Int32Type, _, _>([Some([Some(1)])]);
    let (answers, report) = run(Arc::new(lists));
    let errors = answers.column_by_name("quality_error").unwrap().as_dictionary::<Int16Type>();
    assert_eq!(errors.values().as_string::<i32>().value(0), "input.cell");
    assert_eq!(report.value["groups"]["completeness"], "0.0000");
}

#[test]
fn facts_without_columns_or_with_rows_are_none() {
    let path = |facts: Value| {
        let made =
            Quality::new(facts.to_string().as_bytes(), date("2022-06-01").unwrap(), Options::default());
        made.err().unwrap().path().to_owned()
    };
    assert_eq!(path(json!({})), "/columns");
    assert_eq!(path(json!({"columns": [{"required": true}]})), "/columns/0/name");
    assert_eq!(path(json!({"columns": [], "rows": []})), "/rows");
}
