//! Deciding takes no memory of its own: the allocator counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use serde_json::Value;
use ywtb::registry::{Fact, Registry, Request, Undertaking};
use ywtb::{Limits, Options, date};
use ywtb_testkit::Catalogue;

thread_local! {
    static TAKEN: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call goes to the system's allocator as it came; the counter is the thread's own and takes no memory.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        TAKEN.set(TAKEN.get() + 1);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn texts(value: &Value) -> Vec<&str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

#[test]
fn deciding_takes_no_memory() {
    let catalogue = Catalogue::generate(11, 120, 300);
    let entries: Vec<&Value> = catalogue.entries.iter().map(|entry| &entry["entry"]).collect();
    let registry = Registry::from_json(
        &serde_json::to_vec(&entries).unwrap(),
        &serde_json::to_vec(&catalogue.scenarios).unwrap(),
        &serde_json::to_vec(&catalogue.agencies).unwrap(),
        &Limits::default(),
    )
    .unwrap();
    let options = Options::default();
    let mut asked = 0;
    for record in &catalogue.requests {
        let (items, area, needed) =
            (texts(&record["items"]), texts(&record["area"]), texts(&record["necessary_items"]));
        let known = |name: &str| record[name].as_str().map_or(Fact::None, Fact::Known);
        let full = Request {
            requester: known("requester"),
            entry: known("entry"),
            items: Fact::Known(&items),
            purpose: known("purpose"),
            duty_ref: known("duty_ref"),
            service_item: known("service_item"),
            scenario_ref: known("scenario_ref"),
            area: Fact::Known(&area),
            necessary_items: Fact::Known(&needed),
            undertakings: Fact::Known(&[Undertaking::Truth, Undertaking::Compliance, Undertaking::Security]),
            ..Request::default()
        };
        // With everything known, with nothing but the ids, and with ids that nobody bears.
        let bare =
            Request { requester: full.requester, entry: full.entry, items: full.items, ..Request::default() };
        let strange = Request { requester: Fact::Known("?"), entry: Fact::Known("?"), ..full };
        for day in ["2018-01-01", "2019-05-06", "2022-05-06", "2025-09-01"] {
            let day = date(day).unwrap();
            for request in [&full, &bare, &strange, &Request::default()] {
                let before = TAKEN.get();
                let verdict = registry.decide(request, day, &options);
                assert_eq!(TAKEN.get(), before, "{verdict:?}");
                asked += 1;
            }
        }
    }
    assert_eq!(asked, 300 * 4 * 4);
}
