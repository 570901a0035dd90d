//! The facts for Cedar.

use std::collections::{HashMap, HashSet};

use cedar_policy::{
    Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, PolicySet, Request as Question,
    RestrictedExpression as Text,
};

use crate::world::{DAY, DUTY, Request, World};

/// The policies.
pub fn policies() -> PolicySet {
    include_str!("../share.cedar").parse().expect("policies")
}

fn uid(kind: &str, id: &str) -> EntityUid {
    let kind: EntityTypeName = kind.parse().expect("a type");
    EntityUid::from_type_name_and_id(kind, EntityId::new(id))
}

fn text(text: &str) -> Text {
    Text::new_string(text.to_owned())
}

fn set<S: AsRef<str>>(texts: &[S]) -> Text {
    Text::new_set(texts.iter().map(|name| text(name.as_ref())))
}

/// A day as a number, which Cedar can compare without an extension.
fn day(day: &str) -> Text {
    Text::new_long(day.replace('-', "").parse().expect("a day"))
}

/// The agencies, members of the scenarios that they may use; scenarios; entries.
pub fn entities(world: &World) -> Entities {
    let mut used: HashMap<&str, HashSet<EntityUid>> = HashMap::new();
    for scenario in &world.scenarios {
        for user in &scenario.users {
            used.entry(user).or_default().insert(uid("Scenario", &scenario.id));
        }
    }
    let agencies = world.agencies.iter().map(|code| {
        Entity::new_no_attrs(uid("Agency", code), used.remove(code.as_str()).unwrap_or_default())
    });
    let entry = |entry: &crate::world::Entry| {
        let attributes = [
            ("share_type", text(entry.share_type)),
            ("share_reason", text(entry.share_reason)),
            ("share_basis", set(entry.share_basis)),
            ("items", set(&entry.items)),
        ];
        whole(uid("Entry", &entry.code), attributes)
    };
    let scenario = |scenario: &crate::world::Scenario| {
        let attributes = [
            ("status", text(scenario.status)),
            ("duty", text(DUTY)),
            ("purpose", text(&scenario.purpose)),
            ("from", day(scenario.from)),
            ("to", day(scenario.to)),
            ("items", set(scenario.items)),
        ];
        whole(uid("Scenario", &scenario.id), attributes)
    };
    let all: Vec<Entity> =
        agencies.chain(world.entries.iter().map(entry)).chain(world.scenarios.iter().map(scenario)).collect();
    Entities::from_entities(all, None).expect("entities")
}

fn whole<const N: usize>(uid: EntityUid, attributes: [(&str, Text); N]) -> Entity {
    let attributes = attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Entity::new(uid, attributes, HashSet::new()).expect("an entity")
}

/// A request as a question.
pub fn question(request: &Request) -> Question {
    let context = [
        ("purpose", text(&request.purpose)),
        ("duty", text(DUTY)),
        ("date", day(DAY)),
        ("items", set(request.items)),
        ("necessary_items", set(request.necessary)),
        ("scenario", Text::new_entity_uid(uid("Scenario", &request.scenario))),
    ];
    let context = Context::from_pairs(context.map(|(name, value)| (name.to_owned(), value)));
    Question::new(
        uid("Agency", &request.requester),
        uid("Action", "use"),
        uid("Entry", &request.entry),
        context.expect("a context"),
        None,
    )
    .expect("a question")
}
