//! One sharing decision, by each. Before anything is measured all answers to all requests are compared.

use std::collections::BTreeMap;
use std::hint::black_box;

use cedar_policy::{Authorizer, Decision};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use regorus::rvm::vm::RegoVM;
use ywtb::registry::{Fact, Registry, Request, Verdict};
use ywtb::{Limits, Options, date};
use ywtb_peers::world::{DAY, DUTY, World};
use ywtb_peers::{cedar, rego};

fn registry(world: &World) -> Registry {
    let [catalogue, scenarios, agencies] =
        world.records().map(|records| serde_json::to_vec(&records).expect("JSON"));
    Registry::from_json(&catalogue, &scenarios, &agencies, &Limits::default()).expect("a registry")
}

fn ask(
    registry: &Registry,
    request: &ywtb_peers::world::Request,
    day: ywtb::law::Date,
    options: &Options,
) -> Verdict {
    let request = Request {
        requester: Fact::Known(&request.requester),
        entry: Fact::Known(&request.entry),
        items: Fact::Known(request.items),
        purpose: Fact::Known(&request.purpose),
        duty_ref: Fact::Known(DUTY),
        service_item: Fact::None,
        area: Fact::None,
        necessary_items: Fact::Known(request.necessary),
        ..Request::default()
    };
    registry.decide(black_box(&request), day, options)
}

fn decide(criterion: &mut Criterion) {
    let world = World::default();
    let (registry, options, day) = (registry(&world), Options::default(), date(DAY).expect("a day"));
    let mut engine = rego::engine(rego::data(&world));
    let program = rego::program(&mut engine);
    let mut machine = RegoVM::new();
    machine.load_program(program);
    machine.set_data(rego::data(&world)).expect("data");
    let inputs: Vec<_> = world.requests.iter().map(rego::input).collect();
    let (authorizer, policies, entities) = (Authorizer::new(), cedar::policies(), cedar::entities(&world));
    let questions: Vec<_> = world.requests.iter().map(cedar::question).collect();

    let mut answers = BTreeMap::new();
    for ((request, input), question) in world.requests.iter().zip(&inputs).zip(&questions) {
        let ours = ask(&registry, request, day, &options).decision.expect("a decision").as_str();
        *answers.entry(ours).or_insert(0) += 1;
        machine.set_input(input.clone());
        assert_eq!(machine.execute().expect("an answer"), regorus::Value::from(ours), "{request:?}");
        assert_eq!(rego::interpret(&mut engine, input.clone()), regorus::Value::from(ours), "{request:?}");
        let permitted =
            authorizer.is_authorized(question, &policies, &entities).decision() == Decision::Allow;
        assert_eq!(permitted, ours == "granted", "{request:?}");
    }
    println!("all answers agree: {answers:?}");

    let mut group = criterion.benchmark_group("decide");
    group.throughput(Throughput::Elements(1));
    let mut next = (0..world.requests.len()).cycle();
    group.bench_function("ywtb", |bencher| {
        bencher.iter(|| ask(&registry, &world.requests[next.next().expect("a cycle")], day, &options));
    });
    group.bench_function("regorus, virtual machine", |bencher| {
        bencher.iter(|| {
            machine.set_input(inputs[next.next().expect("a cycle")].clone());
            machine.execute().expect("an answer")
        });
    });
    group.bench_function("regorus, interpreter", |bencher| {
        bencher.iter(|| rego::interpret(&mut engine, inputs[next.next().expect("a cycle")].clone()));
    });
    group.bench_function("cedar", |bencher| {
        bencher.iter(|| {
            authorizer
                .is_authorized(&questions[next.next().expect("a cycle")], &policies, &entities)
                .decision()
        });
    });
    group.finish();
}

criterion_group!(benches, decide);
criterion_main!(benches);
