//! The compiled registry says what `evaluate` says: over generated worlds with holes in them, and dates of all regimes.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use ywtb::registry::{Decision, Fact, Registry, Request, Under, Verdict};
use ywtb::report::Report;
use ywtb::{Limits, Options, date, evaluate};
use ywtb_testkit::Catalogue;

const DAYS: &[&str] = &[
    "2018-06-01",
    "2018-11-01",
    "2019-05-06",
    "2021-12-31",
    "2022-01-01",
    "2023-05-05",
    "2025-07-31",
    "2025-08-01",
    "2026-02-02",
];

/// A small generator (SplitMix64): the same holes on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((word ^ (word >> 31)) % sides as u64).unwrap()
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }
}

struct World {
    agencies: Vec<Value>,
    catalogue: Vec<Value>,
    scenarios: Vec<Value>,
}

impl World {
    fn registry(&self) -> Registry {
        let bytes = |records: &[Value]| serde_json::to_vec(records).unwrap();
        Registry::from_json(
            &bytes(&self.catalogue),
            &bytes(&self.scenarios),
            &bytes(&self.agencies),
            &Limits::default(),
        )
        .unwrap()
    }

    /// The facts as somebody without a registry would put them together.
    fn facts(&self, request: &Value) -> Value {
        let find = |records: &[Value], code: &Value| records.iter().find(|one| one["code"] == *code).cloned();
        let agency = |code: &Value| find(&self.agencies, code).unwrap_or_else(|| json!({ "code": code }));
        let mut facts = request.clone();
        let record = facts.as_object_mut().unwrap();
        if let Some(code) = request.get("requester") {
            record.insert("requester".into(), agency(code));
        }
        let mut provider = request.get("provider").cloned();
        if let Some(code) = request.get("entry").filter(|code| !code.is_null()) {
            match find(&self.catalogue, code) {
                Some(entry) => {
                    let of_entry = entry.get("provider_code").filter(|code| !code.is_null()).cloned();
                    provider = provider.or(of_entry);
                    record.insert("entry".into(), entry);
                }
                None => drop(record.remove("entry")),
            }
        }
        if let Some(code) = provider {
            record.insert("provider".into(), agency(&code));
        }
        record.insert("scenarios".into(), self.scenarios.clone().into());
        facts
    }
}

fn world(catalogue: &Catalogue, dice: &mut Dice) -> World {
    let mut world = World {
        agencies: catalogue.agencies.clone(),
        catalogue: catalogue.entries.iter().map(|entry| entry["entry"].clone()).collect(),
        scenarios: catalogue.scenarios.clone(),
    };
    let kinds =
        ["administrative_organ", "institution", "utility", "central_post", "enterprise", "funded_body"];
    for agency in &mut world.agencies {
        match dice.roll(6) {
            0 => agency["kind"] = json!(dice.pick(&kinds)),
            1 => hole(agency, &["kind", "funding", "performs_public_function"], dice),
            _ => {}
        }
    }
    let classes = ["unconditional", "authorised", "not_shared"];
    for entry in &mut world.catalogue {
        match dice.roll(8) {
            0 => entry["share_type"] = json!(dice.pick(&classes)),
            1 => entry["share_type"] = json!(["authorised", "not_shared"]),
            2 => hole(entry, &["share_reason", "share_basis", "share_type", "secret_flag", "items"], dice),
            3 => hole(entry, &["on_negative_list", "negative_list_approval", "provider_code"], dice),
            4 => entry["secret_flag"] = json!(dice.pick(&["state_secret", "work_secret"])),
            5 => entry["on_negative_list"] = json!(true),
            _ => {}
        }
        let Some(items) = entry.get_mut("items").and_then(Value::as_array_mut) else { continue };
        for item in items {
            match dice.roll(12) {
                0 => item["share_type"] = json!(dice.pick(&classes)),
                1 => hole(item, &["name", "share_type"], dice),
                2 => {
                    item["share_type"] = json!("not_shared");
                    item["share_reason"] = json!("另有规定");
                    item["share_basis"] = json!([{"level": dice.pick(&["law", "rule", "normative_paper"])}]);
                }
                _ => {}
            }
        }
    }
    for scenario in &mut world.scenarios {
        if dice.roll(4) == 0 {
            hole(scenario, &["area", "term", "duty", "status", "items", "approved_on"], dice);
        }
        if dice.roll(40) == 0 {
            hole(scenario, &["users", "purpose"], dice);
        }
    }
    world
}

/// Leaves a field out, or says that there is none.
fn hole(record: &mut Value, fields: &[&str], dice: &mut Dice) {
    let field = *dice.pick(fields);
    if dice.roll(2) == 0 {
        record.as_object_mut().unwrap().remove(field);
    } else {
        record[field] = Value::Null;
    }
}

fn request(catalogue: &Catalogue, world: &World, dice: &mut Dice) -> Value {
    let mut request = dice.pick(&catalogue.requests).clone();
    if dice.roll(2) == 0 {
        request["received_at"] = json!(dice.pick(DAYS));
    }
    for _ in 0..dice.roll(3) {
        let fields = [
            "purpose",
            "duty_ref",
            "area",
            "items",
            "scenario_ref",
            "necessary_items",
            "undertakings",
            "received_at",
            "reply",
            "service_item",
        ];
        hole(&mut request, &fields, dice);
    }
    match dice.roll(10) {
        0 => request["requester"] = json!("NOBODY"),
        1 => request["entry"] = json!("NO/ENTRY"),
        2 => request["entry"] = Value::Null,
        3 => drop(request.as_object_mut().unwrap().remove("requester")),
        4 => request["provider"] = dice.pick(&world.agencies)["code"].clone(),
        5 => {
            let verdicts = ["granted", "partial", "refused", "ask_once", "new_scenario"];
            request["reply"] = json!({"verdict": dice.pick(&verdicts), "cut": request["items"].clone()});
            hole(&mut request["reply"], &["verdict", "cut", "reasons"], dice);
        }
        6 => request["completeness"] = json!({"complete": dice.roll(2) == 0}),
        7 => {
            if let Some(items) = request["items"].as_array_mut() {
                items.push(json!("没有的数据项"));
                items.extend(items.first().cloned());
            }
        }
        8 => {
            let scenario = dice.pick(&world.scenarios);
            for (field, of) in [("purpose", "purpose"), ("duty_ref", "duty"), ("items", "items")] {
                if let Some(value) = scenario.get(of) {
                    request[field] = value.clone();
                }
            }
        }
        _ => {}
    }
    request
}

/// What the report says, in the shape of a verdict.
fn said(report: &Report, request: &Value, registry: &Registry, verdict: &Verdict) {
    let value = |name: &str| report.value[name].clone();
    assert_eq!(verdict.outcome, report.outcome);
    assert_eq!(json!(verdict.decision.map(Decision::as_str)), value("decision"));
    assert_eq!(json!(verdict.regime.map(|regime| regime.as_str())), value("regime"));
    let items = request["items"].as_array().cloned().unwrap_or_default();
    let cut: Vec<Value> = verdict.cut.iter().map(|place| items[place].clone()).collect();
    assert_eq!(json!(cut), value("cut"));
    assert_eq!(verdict.cuts_area, value("cut_area") != json!([]));
    assert_eq!(json!(verdict.new_scenario), value("new_scenario"));
    let scenario = verdict.scenario.map_or(Value::Null, |under| match under {
        Under::Registered(place) => json!(registry.scenario_id(place)),
        Under::Named => request["scenario_ref"].clone(),
    });
    assert_eq!(scenario, value("scenario"));

    let report: Value = serde_json::from_str(&report.to_json().unwrap()).unwrap();
    let deciding = report["findings"].as_array().unwrap().iter();
    let deciding = deciding.filter(|one| one["level"] == "fail" && one["result"] == report["outcome"]);
    let codes: Vec<(&str, &str)> =
        deciding.map(|one| (one["rule"].as_str().unwrap(), one["code"].as_str().unwrap())).collect();
    let distinct: BTreeSet<&str> = codes.iter().map(|(_, code)| *code).collect();
    let reasons: Vec<&str> = verdict.reasons.iter().map(|code| code.code).collect();
    assert_eq!(reasons.iter().copied().collect::<BTreeSet<_>>(), distinct, "{report}");
    assert_eq!(reasons.len(), distinct.len());
    let first = codes.iter().find(|(rule, _)| rule.starts_with("SHARE-")).or(codes.first());
    assert_eq!(verdict.rule().map(|rule| rule.id.to_string()).as_deref(), first.map(|(rule, _)| *rule));
}

#[test]
fn a_verdict_is_what_the_report_says() {
    let mut decisions = BTreeSet::new();
    for seed in 0..4 {
        let mut dice = Dice(seed);
        let catalogue = Catalogue::generate(seed, 60, 200);
        let world = world(&catalogue, &mut dice);
        let registry = world.registry();
        for _ in 0..250 {
            let request = request(&catalogue, &world, &mut dice);
            let bytes = serde_json::to_vec(&request).unwrap();
            let day: &&str = dice.pick(DAYS);
            let as_of = date(day).unwrap();
            let reading = *dice.pick(&[None, Some(ywtb::Reading::Draft), Some(ywtb::Reading::Seed)]);
            let mut options = Options::default();
            options.reading = reading;
            let verdict = registry.decide_json(&bytes, as_of, &options).unwrap();
            let explained = registry.explain_json(&bytes, as_of, &options).unwrap();
            let facts = serde_json::to_vec(&world.facts(&request)).unwrap();
            let evaluated = evaluate("sharing.request", &facts, as_of, &options).unwrap();
            assert_eq!(explained.to_json().unwrap(), evaluated.to_json().unwrap(), "{request}");
            said(&evaluated, &request, &registry, &verdict);
            decisions
                .insert((evaluated.value["decision"].to_string(), evaluated.value["regime"].to_string()));
        }
    }
    // Each of five decisions and of none under each of three regimes, and none at all.
    assert!(decisions.len() >= 17, "{decisions:?}");
}

fn small() -> World {
    World {
        agencies: vec![
            json!({"code": "A", "kind": "administrative_organ"}),
            json!({"code": "B", "kind": "administrative_organ"}),
        ],
        catalogue: vec![json!({
            "code": "E", "provider_code": "B", "secret_flag": "none", "share_type": "unconditional",
            "items": [{"name": "甲"}, {"name": "乙"}]
        })],
        scenarios: vec![],
    }
}

#[test]
fn a_typed_request_and_its_record_are_one() {
    let registry = small().registry();
    let request = Request {
        requester: Fact::Known("A"),
        entry: Fact::Known("E"),
        items: Fact::Known(&["甲", "丙"]),
        necessary_items: Fact::Known(&["甲"]),
        area: Fact::None,
        received_at: Fact::Known(date("2019-05-06").unwrap()),
        complete: Some(Fact::None),
        ..Request::default()
    };
    let record = json!({
        "requester": "A", "entry": "E", "items": ["甲", "丙"], "necessary_items": ["甲"], "area": null,
        "received_at": "2019-05-06", "completeness": {"complete": null}
    });
    let (as_of, options) = (date("2026-01-01").unwrap(), Options::default());
    let bytes = serde_json::to_vec(&record).unwrap();
    let verdict = registry.decide(&request, as_of, &options);
    assert_eq!(verdict, registry.decide_json(&bytes, as_of, &options).unwrap());
    assert_eq!(verdict.cut.iter().collect::<Vec<_>>(), [1]);
    let report = registry.explain(&request, as_of, &options).unwrap();
    assert_eq!(report.to_json(), registry.explain_json(&bytes, as_of, &options).unwrap().to_json());
}

#[test]
fn what_the_registry_does_not_hold_is_unknown_and_named() {
    let registry = small().registry();
    let ask =
        |request: &Request<'_>| registry.decide(request, date("2019-05-06").unwrap(), &Options::default());
    let sound = Request {
        requester: Fact::Known("A"),
        entry: Fact::Known("E"),
        items: Fact::Known(&["甲"]),
        ..Request::default()
    };
    assert_eq!((ask(&sound).decision, ask(&sound).fault), (Some(Decision::Granted), None));
    let named = |request: Request<'_>| {
        let verdict = ask(&request);
        let fault = verdict.fault.unwrap();
        (verdict.decision, fault.code, fault.path)
    };
    let nobody = Request { requester: Fact::Known("Z"), ..sound };
    assert_eq!(named(nobody), (None, "registry.unknown_agency", "/requester"));
    let no_entry = Request { entry: Fact::Known("Z"), ..sound };
    assert_eq!(named(no_entry), (None, "registry.unknown_entry", "/entry"));
    let items = vec!["甲"; Registry::MOST_ITEMS + 1];
    let many = Request { items: Fact::Known(&items), ..sound };
    assert_eq!(named(many), (None, "limit.items", "/items"));
    let most = Request { items: Fact::Known(&items[1..]), ..sound };
    assert_eq!(ask(&most).decision, Some(Decision::Granted));
}

#[test]
fn a_registry_tells_every_fault_with_its_pointer() {
    let read = |catalogue: Value, agencies: Value| {
        let error = Registry::from_json(
            catalogue.to_string().as_bytes(),
            b"[]",
            agencies.to_string().as_bytes(),
            &Limits::default(),
        )
        .err()
        .unwrap();
        (error.code(), error.details().map(|detail| detail.path.clone()).collect::<Vec<_>>())
    };
    let (code, paths) = read(
        json!([{"code": "E"}, {"share_type": "secret", "provider_code": 3}]),
        json!([{"code": "A", "color": "red"}]),
    );
    assert_eq!(code, "input.schema");
    assert_eq!(paths, ["/agencies/0/color", "/catalogue/1/provider_code", "/catalogue/1/share_type"]);
    let (code, paths) =
        read(json!([{"code": "E"}, {"code": "E"}, {"name": "x"}]), json!([{"code": " "}, {"code": "A"}]));
    assert_eq!(code, "input.registry");
    assert_eq!(paths, ["/agencies/0/code", "/catalogue/1/code", "/catalogue/2/code"]);
    let error = Registry::from_json(b"[1, 2", b"[]", b"[]", &Limits::default()).err().unwrap();
    assert_eq!((error.code(), error.path()), ("input.json", "/catalogue@4"));
}

#[test]
fn a_snapshot_is_the_registry_again() {
    let catalogue = Catalogue::generate(3, 40, 40);
    let world = world(&catalogue, &mut Dice(3));
    let registry = world.registry();
    let snapshot = registry.to_snapshot();
    let again = Registry::from_snapshot(&snapshot, &Limits::default()).unwrap();
    assert_eq!((registry.sha256(), registry.len()), (again.sha256(), again.len()));
    assert_eq!(again.to_snapshot(), snapshot);
    for request in &catalogue.requests {
        let bytes = serde_json::to_vec(request).unwrap();
        let ask = |registry: &Registry| {
            registry.decide_json(&bytes, date("2026-01-01").unwrap(), &Options::default()).unwrap()
        };
        assert_eq!(ask(&registry), ask(&again));
    }
    let mut torn = snapshot.clone();
    torn.truncate(snapshot.len() - 9);
    let mut other = snapshot.clone();
    other[14] = b'9';
    for bytes in [&torn[..], &other, b"", b"ywtb.registry/1 0\n"] {
        assert_eq!(
            Registry::from_snapshot(bytes, &Limits::default()).err().unwrap().code(),
            "input.snapshot"
        );
    }
}

#[test]
fn a_registry_is_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Registry>();
    shared::<Verdict>();
}
