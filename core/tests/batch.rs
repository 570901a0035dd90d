//! Answers over record batches are the answers to each row, whatever the layout and the size of batches.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::{Int16Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, Date32Array, DictionaryArray, LargeStringArray, RecordBatch, RecordBatchIterator,
    RecordBatchReader, StringArray, StringViewArray,
};
use arrow_schema::ArrowError;
use serde_json::Value;
use ywtb::audit::{Audit, Event, Fault};
use ywtb::batch::{Answers, Ask, Audits, Classifications, Control, Decisions, Identifiers};
use ywtb::registry::{Decision, Registry};
use ywtb::{Cancel, Limits, Options, date};
use ywtb_testkit::Catalogue;

fn world() -> (Arc<Registry>, Vec<Value>) {
    let catalogue = Catalogue::generate(5, 80, 300);
    let entries: Vec<&Value> = catalogue.entries.iter().map(|entry| &entry["entry"]).collect();
    let registry = Registry::from_json(
        &serde_json::to_vec(&entries).unwrap(),
        &serde_json::to_vec(&catalogue.scenarios).unwrap(),
        &serde_json::to_vec(&catalogue.agencies).unwrap(),
        &Limits::default(),
    );
    // What columns can say of a request.
    let fields = [
        "requester",
        "entry",
        "items",
        "purpose",
        "duty_ref",
        "area",
        "necessary_items",
        "scenario_ref",
        "received_at",
        "service_item",
    ];
    let mut requests = catalogue.requests;
    for request in &mut requests {
        let record = request.as_object_mut().unwrap();
        record.retain(|name, _| fields.contains(&name.as_str()));
        for name in fields {
            record.entry(name).or_insert(Value::Null);
        }
    }
    requests[3]["entry"] = "NO/ENTRY".into();
    requests[4]["purpose"] = Value::Null;
    requests[5]["items"] = serde_json::json!([]);
    (Arc::new(registry.unwrap()), requests)
}

/// How texts lie in a column.
#[derive(Clone, Copy, Debug)]
enum Layout {
    Utf8,
    LargeUtf8,
    Utf8View,
    Dictionary,
}

fn texts(layout: Layout, texts: &[Option<&str>]) -> ArrayRef {
    let texts = texts.iter().copied();
    match layout {
        Layout::Utf8 => Arc::new(texts.collect::<StringArray>()),
        Layout::LargeUtf8 => Arc::new(texts.collect::<LargeStringArray>()),
        Layout::Utf8View => Arc::new(texts.collect::<StringViewArray>()),
        Layout::Dictionary => Arc::new(texts.collect::<DictionaryArray<Int32Type>>()),
    }
}

fn batch(requests: &[Value], layout: Layout) -> RecordBatch {
    let text = |name: &str| {
        let column: Vec<_> = requests.iter().map(|request| request[name].as_str()).collect();
        texts(layout, &column)
    };
    let list = |name: &str| {
        let mut lists = ListBuilder::new(StringBuilder::new());
        for request in requests {
            let list = request[name].as_array();
            for one in list.into_iter().flatten() {
                lists.values().append_value(one.as_str().unwrap());
            }
            lists.append(list.is_some());
        }
        Arc::new(lists.finish()) as ArrayRef
    };
    let epoch = date("1970-01-01").unwrap();
    let days = requests.iter().map(|request| {
        let day = date(request["received_at"].as_str()?).unwrap();
        i32::try_from(day.signed_duration_since(epoch).num_days()).ok()
    });
    let received: ArrayRef = match layout {
        Layout::Utf8View => text("received_at"),
        _ => Arc::new(days.collect::<Date32Array>()),
    };
    RecordBatch::try_from_iter([
        ("requester", text("requester")),
        ("entry", text("entry")),
        ("items", list("items")),
        ("purpose", text("purpose")),
        ("duty_ref", text("duty_ref")),
        ("service_item", text("service_item")),
        ("scenario", text("scenario_ref")),
        ("area", list("area")),
        ("necessary_items", list("necessary_items")),
        ("received_at", received),
    ])
    .unwrap()
}

/// The batch in pieces of `size` rows.
fn stream(batch: &RecordBatch, size: usize) -> impl RecordBatchReader + use<> {
    let pieces: Vec<_> = (0..batch.num_rows())
        .step_by(size)
        .map(|from| Ok(batch.slice(from, size.min(batch.num_rows() - from))))
        .collect();
    RecordBatchIterator::new(pieces, batch.schema())
}

fn run(input: impl RecordBatchReader, ask: impl Ask + 'static) -> Vec<RecordBatch> {
    Answers::new(input, ask, Control::default()).unwrap().map(Result::unwrap).collect()
}

/// The texts of a column of words, over all batches.
fn words(batches: &[RecordBatch], name: &str) -> Vec<Option<String>> {
    let mut all = Vec::new();
    for batch in batches {
        let column = batch.column_by_name(name).unwrap().as_dictionary::<Int16Type>();
        let values = column.values().as_string::<i32>();
        all.extend(
            column
                .keys()
                .iter()
                .map(|key| key.map(|key| values.value(usize::try_from(key).unwrap()).to_owned())),
        );
    }
    all
}

#[test]
fn decisions_are_those_of_each_row() {
    let (registry, requests) = world();
    let as_of = date("2026-01-01").unwrap();
    let options = Options::default();
    let expected: Vec<_> = requests
        .iter()
        .map(|request| registry.decide_json(request.to_string().as_bytes(), as_of, &options).unwrap())
        .collect();
    for layout in [Layout::Utf8, Layout::LargeUtf8, Layout::Utf8View, Layout::Dictionary] {
        let rows = batch(&requests, layout);
        for size in [1, 7, 1000] {
            let ask = Decisions::new(registry.clone(), Some(as_of), options.clone());
            let answers = run(stream(&rows, size), ask);
            let said = |name| words(&answers, name);
            let wanted = |of: &dyn Fn(&ywtb::registry::Verdict) -> Option<String>| {
                expected.iter().map(of).collect::<Vec<_>>()
            };
            assert_eq!(said("decision"), wanted(&|one| one.decision.map(|word| word.as_str().to_owned())));
            assert_eq!(said("outcome"), wanted(&|one| Some(one.outcome.as_str().to_owned())));
            assert_eq!(said("regime"), wanted(&|one| one.regime.map(|word| word.as_str().to_owned())));
            assert_eq!(said("rule"), wanted(&|one| one.rule().map(|rule| rule.id.to_string())));
            assert_eq!(said("error"), wanted(&|one| one.fault.map(|fault| fault.code.to_owned())));
            let mut row = 0;
            for batch in &answers {
                let cut = batch.column_by_name("cut").unwrap().as_list::<i32>();
                let codes = batch.column_by_name("codes").unwrap().as_list::<i32>();
                for place in 0..batch.num_rows() {
                    let verdict = &expected[row];
                    let names = cut.value(place);
                    let names: Vec<_> = names.as_string::<i32>().iter().flatten().collect();
                    let items = requests[row]["items"].as_array().map(Vec::as_slice).unwrap_or_default();
                    let wanted: Vec<_> = verdict.cut.iter().map(|at| items[at].as_str().unwrap()).collect();
                    assert_eq!(names, wanted);
                    assert_eq!(codes.value(place).len(), verdict.reasons.iter().count());
                    row += 1;
                }
            }
            assert_eq!(row, requests.len());
        }
    }
    assert!(expected.iter().any(|verdict| verdict.decision == Some(Decision::Partial)));
}

#[test]
fn a_bad_row_is_a_row_and_a_bad_column_an_error() {
    let (registry, requests) = world();
    let rows = batch(&requests[..3], Layout::Utf8);
    let ask = || Decisions::new(registry.clone(), None, Options::default());
    let mut columns = rows.columns().to_vec();
    let days = [Some("2019-05-06"), Some("06.05.2019"), None];
    *columns.last_mut().unwrap() = texts(Layout::Utf8, &days);
    let named =
        rows.schema().fields().iter().map(|field| field.name().clone()).zip(columns).collect::<Vec<_>>();
    let dated = RecordBatch::try_from_iter(named).unwrap();
    let answers = run(stream(&dated, 3), ask());
    let date_fault = Some("input.date".to_owned());
    assert_eq!(words(&answers, "error"), [None, date_fault.clone(), date_fault]);
    assert_eq!(words(&answers, "error_path")[1].as_deref(), Some("/received_at"));
    assert_eq!(words(&answers, "decision")[1], None);

    let fault = |rows: RecordBatch| {
        let error = Answers::new(stream(&rows, 9), ask(), Control::default()).err().unwrap();
        (error.code(), error.path().to_owned())
    };
    assert_eq!(fault(rows.project(&[0, 1]).unwrap()), ("input.column", "/items".to_owned()));
    let wrong = RecordBatch::try_from_iter([
        ("requester", rows.column(0).clone()),
        ("entry", rows.column(1).clone()),
        ("items", rows.column(1).clone()),
    ]);
    assert_eq!(fault(wrong.unwrap()), ("input.column", "/items".to_owned()));
    let twice = RecordBatch::try_from_iter([("decision", rows.column(0).clone())]).unwrap();
    assert_eq!(fault(twice), ("input.column", "/decision".to_owned()));
}

#[test]
fn a_run_tells_its_progress_and_can_be_ended() {
    let (registry, requests) = world();
    let rows = batch(&requests, Layout::Utf8);
    let told = Arc::new(std::sync::Mutex::new(Vec::new()));
    let hears = told.clone();
    let control = Control::with_progress(move |rows| hears.lock().unwrap().push(rows));
    let ask = || Decisions::new(registry.clone(), Some(date("2026-01-01").unwrap()), Options::default());
    let run = Answers::new(stream(&rows, 100), ask(), control).unwrap();
    assert_eq!(run.map(|batch| batch.unwrap().num_rows()).sum::<usize>(), 300);
    assert_eq!(*told.lock().unwrap(), [100, 200, 300]);

    let control = Control::default();
    let mut run = Answers::new(stream(&rows, 100), ask(), control.clone()).unwrap();
    assert!(run.next().unwrap().is_ok());
    control.cancel();
    let Some(Err(ArrowError::ExternalError(error))) = run.next() else { panic!("the run went on") };
    assert_eq!(error.downcast_ref::<ywtb::Error>().unwrap().code(), "limit.cancelled");
    assert!(run.next().is_none());
}

#[test]
fn lines_say_what_columns_say() {
    let (registry, mut requests) = world();
    for request in &mut requests {
        request.as_object_mut().unwrap().retain(|_, fact| !fact.is_null());
    }
    let decisions = |as_of: Option<&str>| {
        Decisions::new(registry.clone(), as_of.map(|day| date(day).unwrap()), Options::default())
    };
    let lines: Vec<String> = requests.iter().map(Value::to_string).collect();
    let said = decisions(Some("2026-01-01")).lines(lines.join("\n").as_bytes(), &Control::default()).unwrap();
    let said: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(said.len(), requests.len());
    for (request, said) in requests.iter().zip(&said) {
        let day = date("2026-01-01").unwrap();
        let report = registry.explain_json(request.to_string().as_bytes(), day, &Options::default()).unwrap();
        assert_eq!(said["outcome"], report.outcome.as_str(), "{request}");
        let decision = report.value.get("decision").cloned().unwrap_or_default();
        assert_eq!(said["decision"], decision, "{request}");
        let cut = match decision.as_str() {
            Some("partial") => report.value["cut"].clone(),
            _ => serde_json::json!([]),
        };
        assert_eq!(said["cut"], cut, "{request}");
        let is_unknown = request.get("entry") == Some(&"NO/ENTRY".into());
        assert_eq!(said["error"] == "registry.unknown_entry", is_unknown, "{request}");
    }

    let request = r#"{"requester":"A","entry":"E","items":["a"]}"#;
    let dated = format!("{}received_at\":\"2019-05-06\",{}", "{\"", &request[1..]);
    let text = format!("\n{request}\r\n{{\n{{\"entry\":7}}\n{dated}\n\u{0}\n");
    let said = decisions(None).lines(text.as_bytes(), &Control::default()).unwrap();
    let said: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let faults: Vec<_> = said
        .iter()
        .map(|line| (line["error"].as_str().unwrap(), line["error_path"].as_str().unwrap()))
        .collect();
    assert_eq!(
        faults,
        [
            ("input.json", "@0"),
            ("input.date", "/received_at"),
            ("input.json", "@0"),
            ("input.schema", "/entry"),
            ("registry.unknown_agency", "/requester"),
            ("input.json", "@0"),
        ]
    );
    assert_eq!(decisions(None).lines(b"", &Control::default()).unwrap(), "");

    let cancel = Cancel::default();
    cancel.cancel();
    let ended = decisions(None).lines(text.as_bytes(), &Control::default().cancelled_by(cancel));
    assert_eq!(ended.unwrap_err().code(), "limit.cancelled");
}

#[test]
fn a_stream_that_breaks_ends_with_its_error_after_the_rows_before() {
    let (registry, requests) = world();
    let rows = batch(&requests[..10], Layout::Utf8);
    let pieces = vec![Ok(rows.clone()), Err(ArrowError::ParseError("cut off".to_owned())), Ok(rows.clone())];
    let input = RecordBatchIterator::new(pieces, rows.schema());
    let ask = Decisions::new(registry, Some(date("2026-01-01").unwrap()), Options::default());
    let mut run = Answers::new(input, ask, Control::default()).unwrap();
    assert_eq!(run.next().unwrap().unwrap().num_rows(), 10);
    assert!(matches!(run.next(), Some(Err(ArrowError::ParseError(_)))));
    assert!(run.next().is_none());
}

#[test]
fn classes_are_those_of_the_topics() {
    let catalogue = Catalogue::generate(5, 60, 0);
    let entries: Vec<&Value> = catalogue.entries.iter().map(|entry| &entry["entry"]).collect();
    let as_of = date("2019-05-06").unwrap();
    // As CSV has it: what holds more than a text is JSON in a text.
    let fields = [
        "share_type",
        "share_reason",
        "share_basis",
        "secret_flag",
        "items",
        "open_type",
        "open_forbidden_by",
        "negative_list_approval",
    ];
    let columns = fields.map(|name| {
        let cells: Vec<Option<String>> = entries
            .iter()
            .map(|entry| match &entry[name] {
                Value::Null => None,
                Value::String(text) => Some(text.clone()),
                nested => Some(nested.to_string()),
            })
            .collect();
        let cells: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
        (name, texts(Layout::Utf8View, &cells))
    });
    let flags = ["is_personal", "is_privacy", "is_trade_secret", "is_confidential_commercial"].map(|name| {
        let cells: arrow_array::BooleanArray = entries.iter().map(|entry| entry[name].as_bool()).collect();
        (name, Arc::new(cells) as ArrayRef)
    });
    let rows = RecordBatch::try_from_iter(columns.into_iter().chain(flags)).unwrap();
    let answers = run(stream(&rows, 11), Classifications::new(as_of, Options::default()));
    let outcomes = words(&answers, "share_outcome");
    let open_outcomes = words(&answers, "open_outcome");
    assert_eq!(words(&answers, "error"), vec![None; entries.len()]);
    for (row, entry) in entries.iter().enumerate() {
        let mut kept = serde_json::Map::new();
        for name in rows.schema().fields().iter().map(|field| field.name().as_str()) {
            kept.insert(name.to_owned(), entry[name].clone());
        }
        let facts = serde_json::json!({ "entry": kept }).to_string();
        for (topic, said) in
            [("sharing.classification", &outcomes[row]), ("opening.classification", &open_outcomes[row])]
        {
            let report = ywtb::evaluate(topic, facts.as_bytes(), as_of, &Options::default()).unwrap();
            assert_eq!(said.as_deref(), Some(report.outcome.as_str()), "{topic} {facts}");
        }
    }
    assert!(outcomes.contains(&Some("not_met".to_owned())));
}

#[test]
fn a_cell_that_is_no_record_is_named() {
    let rows = RecordBatch::try_from_iter([
        ("share_type", texts(Layout::Utf8, &[Some("unconditional"), Some("secret"), Some("unconditional")])),
        ("share_basis", texts(Layout::Utf8, &[None, None, Some("[{\"level\":")])),
    ])
    .unwrap();
    let ask = Classifications::new(date("2019-05-06").unwrap(), Options::default());
    let answers = run(stream(&rows, 3), ask);
    let errors = words(&answers, "error");
    assert_eq!(errors, [None, Some("input.schema".to_owned()), Some("input.cell".to_owned())]);
    let paths = answers[0].column_by_name("error_path").unwrap().as_string::<i32>();
    assert_eq!((paths.value(1), paths.value(2)), ("/share_type", "/share_basis"));
}

#[test]
fn identifiers_are_checked_a_column_at_a_time() {
    let cells = [Some("91350100M000100Y43"), Some("91350100M000100Y44"), None];
    for layout in [Layout::Utf8, Layout::LargeUtf8, Layout::Utf8View, Layout::Dictionary] {
        let rows = RecordBatch::try_from_iter([("code", texts(layout, &cells))]).unwrap();
        let answers = run(stream(&rows, 2), Identifiers::new("code", "uscc").unwrap());
        assert_eq!(words(&answers, "code_code"), [Some("ok".to_owned()), Some("check".to_owned()), None]);
        let valid: Vec<_> = answers
            .iter()
            .flat_map(|batch| {
                batch.column_by_name("code_valid").unwrap().as_boolean().iter().collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(valid, [Some(true), Some(false), None]);
    }
    assert_eq!(Identifiers::new("code", "no.such").err().unwrap().code(), "input.scheme");
}

/// Entries as a frame has them: what holds more than a text as JSON in a text.
fn entries(catalogue: &Catalogue) -> RecordBatch {
    let mut names: Vec<&String> = Vec::new();
    for record in &catalogue.entries {
        for name in record["entry"].as_object().unwrap().keys() {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let kinds =
        catalogue.entries.iter().map(|record| record["provider"]["kind"].as_str()).collect::<Vec<_>>();
    let columns = names.into_iter().map(|name| {
        let cells: Vec<Option<String>> = catalogue
            .entries
            .iter()
            .map(|record| match record["entry"].get(name) {
                None => None,
                Some(Value::String(text)) => Some(text.clone()),
                Some(other) => Some(other.to_string()),
            })
            .collect();
        let cells: Vec<Option<&str>> = cells.iter().map(Option::as_deref).collect();
        (name.clone(), texts(Layout::Utf8, &cells))
    });
    let kinds = [("provider.kind".to_owned(), texts(Layout::Dictionary, &kinds))];
    RecordBatch::try_from_iter(columns.chain(kinds)).unwrap()
}

/// The same with one odd cell in every other row, each column and each oddity in turn.
fn odd(rows: &RecordBatch) -> RecordBatch {
    let long = "汉".repeat(2_001);
    let oddities: [Option<&str>; 16] = [
        None,
        Some(""),
        Some(" null "),
        Some("是"),
        Some("1"),
        Some("无条件共享"),
        Some("unconditional; authorised"),
        Some("[\"not_shared\"]"),
        Some("[]"),
        Some("[{\"level\": \"law\", \"valid_from\": \"2025-01-01\", \"valid_to\": \"2024-01-01\"}]"),
        Some("{\"scope\": \"x\"}"),
        Some("[{"),
        Some("2025-02-30"),
        Some("2025-08-31T10:00:00+08:00"),
        Some("yearly"),
        Some(&long),
    ];
    let columns = rows.num_columns();
    let column = |place: usize| {
        let array = rows.column(place);
        if array.data_type() != &arrow_schema::DataType::Utf8 {
            return array.clone();
        }
        let cells = array.as_string::<i32>();
        let cell = |row: usize| match row % 2 == 1 && row / 2 % columns == place {
            true => oddities[(row / 2 / columns + place) % oddities.len()],
            false => cells.is_valid(row).then(|| cells.value(row)),
        };
        texts(Layout::Utf8, &(0..rows.num_rows()).map(cell).collect::<Vec<_>>())
    };
    let schema = rows.schema();
    let names = schema.fields().iter().map(|field| field.name().clone());
    RecordBatch::try_from_iter(names.zip((0..columns).map(column))).unwrap()
}

/// The rows of a batch of texts as the host of a table hands them over.
fn cells(rows: &RecordBatch) -> impl FnMut() -> Option<Result<Vec<Value>, Fault>> {
    let text = |array: &ArrayRef, row: usize| match array.data_type() {
        arrow_schema::DataType::Utf8 => {
            array.is_valid(row).then(|| array.as_string::<i32>().value(row).into())
        }
        _ => {
            let column = array.as_dictionary::<Int32Type>();
            let key = column.keys().is_valid(row).then(|| column.keys().value(row));
            key.map(|key| column.values().as_string::<i32>().value(usize::try_from(key).unwrap()).into())
        }
    };
    let rows: Vec<Vec<Value>> = (0..rows.num_rows())
        .map(|row| rows.columns().iter().map(|array| text(array, row).unwrap_or(Value::Null)).collect())
        .collect();
    let mut rows = rows.into_iter();
    move || rows.next().map(Ok)
}

#[test]
fn an_audit_of_a_frame_is_that_of_the_table() {
    let catalogue = Catalogue::generate(7, 600, 0);
    let rows = odd(&entries(&catalogue));
    let names: Vec<String> = rows.schema().fields().iter().map(|field| field.name().clone()).collect();
    for day in ["2019-05-06", "2023-05-06", "2025-09-01"] {
        let audit = Audit::new(date(day).unwrap()).with_worst(20);
        let mut told = Vec::new();
        let expected = audit
            .rows(&names, cells(&rows), &mut |event| {
                if let Event::Row(row) = event {
                    told.push(row.clone());
                }
                true
            })
            .unwrap();
        assert!(expected.entries > 150 && expected.unreadable.count > 25, "{}", expected.entries);
        for threads in [1, 3] {
            let mut batches = stream(&rows, 300).map(|batch| Ok(batch.unwrap()));
            let mut read = Vec::new();
            let summary = audit.clone().with_threads(threads).batches(
                &rows.schema(),
                || batches.next(),
                &mut |event| {
                    if let Event::Row(row) = event {
                        read.push(row.clone());
                    }
                    true
                },
            );
            assert_eq!((summary.unwrap(), &read), (expected.clone(), &told));
        }
        for size in [50, 1000] {
            let audits = Audits::new(audit.clone());
            let answers = run(stream(&rows, size), audits.clone());
            assert_eq!(audits.summary(), expected, "{day}, {size} rows at a time");
            let told =
                |of: &dyn Fn(&ywtb::audit::Row) -> Option<String>| told.iter().map(of).collect::<Vec<_>>();
            let word = |word: Option<&'static str>| word.map(str::to_owned);
            assert_eq!(words(&answers, "decision"), told(&|row| word(row.catalogue)));
            assert_eq!(words(&answers, "share_class"), told(&|row| word(row.sharing.class)));
            assert_eq!(words(&answers, "open_class"), told(&|row| word(row.opening.class)));
            assert_eq!(words(&answers, "freshness"), told(&|row| word(row.freshness)));
            assert_eq!(
                words(&answers, "error"),
                told(&|row| row.error.as_ref().map(|fault| fault.code.to_owned()))
            );
        }
    }
}

#[test]
fn a_frame_without_a_field_of_an_entry_is_not_audited() {
    let rows = RecordBatch::try_from_iter([("colour", texts(Layout::Utf8, &[Some("red")]))]).unwrap();
    let audits = Audits::new(Audit::new(date("2025-09-01").unwrap()));
    let error = Answers::new(stream(&rows, 9), audits, Control::default()).err().unwrap();
    assert_eq!(error.code(), "input.column");
}
