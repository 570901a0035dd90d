//! What the decision of `tests/calls` costs without any call of another language: `make bench-calls`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use ywtb::registry::{Decision, Fact, Registry, Request};
use ywtb::{Limits, Options, date};

const ROUNDS: u32 = 200;
const CALLS: u32 = 20_000;

#[expect(clippy::disallowed_methods, reason = "a measurement needs a clock")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = |name| std::fs::read(format!("tests/calls/{name}.json"));
    let registry = Registry::from_json(&file("catalogue")?, b"[]", &file("agencies")?, &Limits::default())?;
    let (as_of, options) = (date("2019-05-01")?, Options::default());
    let request = Request {
        requester: Fact::Known("A"),
        entry: Fact::Known("E"),
        items: Fact::Known(&["姓名", "地址"]),
        purpose: Fact::Known("核发许可证"),
        ..Request::default()
    };
    let mut least = Duration::MAX;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..CALLS {
            let verdict = registry.decide(black_box(&request), as_of, &options);
            assert_eq!(verdict.decision, Some(Decision::Granted));
        }
        least = least.min(start.elapsed());
    }
    println!("Rust: decide {:.1} ns", least.as_secs_f64() * 1e9 / f64::from(CALLS));
    Ok(())
}
