//! Writes the records of the registry and the requests as JSON, for `tables.py`.

use serde_json::json;
use ywtb_peers::world::{DAY, DUTY, World};

fn main() {
    let world = World::default();
    let requests: Vec<_> = world
        .requests
        .iter()
        .map(|request| {
            json!({
                "requester": request.requester, "entry": request.entry, "purpose": request.purpose,
                "duty_ref": DUTY, "items": request.items, "necessary_items": request.necessary
            })
        })
        .collect();
    let [catalogue, scenarios, agencies] = world.records();
    let whole = json!({
        "day": DAY, "catalogue": catalogue, "scenarios": scenarios, "agencies": agencies, "requests": requests
    });
    println!("{whole}");
}
