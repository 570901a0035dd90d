//! The facts for regorus.

use std::collections::BTreeMap;
use std::sync::Arc;

use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::program::Program;
use regorus::{Engine, Rc, Value};
use serde_json::json;

use crate::world::{DAY, DUTY, Request, World};

const POLICY: &str = include_str!("../share.rego");
const RULE: &str = "data.share.decision";

/// Names as the keys of an object, which is how Rego looks up.
fn set<S: AsRef<str>>(names: &[S]) -> BTreeMap<&str, bool> {
    names.iter().map(|name| (name.as_ref(), true)).collect()
}

/// The catalogue and the scenarios, by code, by id and by purpose.
pub fn data(world: &World) -> Value {
    let entries: BTreeMap<&str, _> = world.entries.iter().map(|entry| {
        let record = json!({
            "share_type": entry.share_type, "share_reason": entry.share_reason, "share_basis": entry.share_basis,
            "items": set(&entry.items)
        });
        (entry.code.as_str(), record)
    }).collect();
    let scenarios: BTreeMap<&str, _> = world.scenarios.iter().map(|scenario| {
        let record = json!({
            "users": set(&scenario.users), "duty": DUTY, "items": set(scenario.items), "status": scenario.status,
            "from": scenario.from, "to": scenario.to
        });
        (scenario.id.as_str(), record)
    }).collect();
    let by_purpose: BTreeMap<&str, _> =
        world.scenarios.iter().map(|scenario| (scenario.purpose.as_str(), [scenario.id.as_str()])).collect();
    json!({"entries": entries, "scenarios": scenarios, "scenarios_of": by_purpose}).into()
}

/// A request as input.
pub fn input(request: &Request) -> Value {
    json!({
        "requester": request.requester, "entry": request.entry, "purpose": request.purpose, "duty": DUTY,
        "date": DAY, "items": request.items, "necessary_items": request.necessary
    })
    .into()
}

/// The engine that interprets, with policy and `data`.
pub fn engine(data: Value) -> Engine {
    let mut engine = Engine::new();
    engine.add_policy("share.rego".to_owned(), POLICY.to_owned()).expect("a policy");
    engine.add_data(data).expect("data");
    engine
}

/// The policy compiled for regorus' virtual machine, its fastest mode.
pub fn program(engine: &mut Engine) -> Arc<Program> {
    let rule: Rc<str> = Rc::from(RULE);
    let policy = engine.compile_with_entrypoint(&rule).expect("a compiled policy");
    Compiler::compile_from_policy(&policy, &[RULE]).expect("a program")
}

/// The answer of the engine that interprets.
pub fn interpret(engine: &mut Engine, input: Value) -> Value {
    engine.set_input(input);
    engine.eval_rule(RULE.to_owned()).expect("an answer")
}
