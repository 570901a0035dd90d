//! How classes travel when data sets are made of others: join, filter, aggregate, mask, drop. A pure function; each edge
//! says what became of a field, and why. The rules are constructions of ours from the Personal Information Protection Law
//! (arts. 4, 73) and OPEN-8; a person confirms.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::LINEAGE_SCHEMA;
use super::class::Class;
use super::reason::{
    AGGREGATED, ANONYMISED, CARRIED, COUNTED, DROPPED, GENERALISED, LINKED, PER_PERSON, PSEUDONYMISED,
    REMOVED, REVEALS, Reason, SMALL, STATISTIC,
};
use super::step::{Lineage, Measure, Method, Op};
use crate::law::Text;
use crate::recognise::{Identifier, Sensitivity};
use crate::schema::{Schema, compile};
use crate::{Error, Limits, json};

static REQUEST: Schema = Schema::new(|| compile(LINEAGE_SCHEMA));

/// A group of fewer than these gives its members away, unless the caller says another number (inferred).
const FLOOR: u64 = 5;

/// A data set with the classes of its fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The fields that somebody's right stands against opening: without them, or with them masked so that nothing is left
    /// of them, the data set would be open as its demands allow (OPEN-5 to OPEN-8).
    pub barred_by: Vec<String>,
    /// The classes by field.
    pub fields: BTreeMap<String, Class>,
    /// Its id.
    pub id: String,
}

/// What became of a field on the way from one data set to the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Edge {
    /// Whether its class was kept, raised or lowered, or it ended.
    pub effect: Effect,
    /// The field before; none for one that is new, as a count.
    pub from: Option<[String; 2]>,
    /// Why, as a stable code.
    pub reason: &'static str,
    /// Why, in words.
    pub text: Text,
    /// The data set and field after; the field is none where it ended.
    pub to: (String, Option<String>),
}

/// What a step does to a class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// As before.
    Kept,
    /// It says more about somebody than before.
    Raised,
    /// It says less.
    Lowered,
    /// It is there no more.
    Ended,
}

/// What all steps come to: the tables in the order of sources and steps, and an edge for every field on every way.
///
/// # Errors
/// `input.lineage` with the JSON pointer of a table or field that is not known at that point, or of an id that was taken.
pub fn propagate(lineage: &Lineage<'_>) -> Result<(Vec<Table>, Vec<Edge>), Error> {
    let mut tables: Vec<Table> = Vec::new();
    let mut edges = Vec::new();
    for (at, source) in lineage.sources.iter().enumerate() {
        is_free(&tables, source.id, &format!("/sources/{at}/id"))?;
        let fields = source.fields.iter().map(|field| (field.name.to_owned(), field.class.class())).collect();
        tables.push(Table::new(source.id, fields));
    }
    for (at, step) in lineage.steps.iter().enumerate() {
        is_free(&tables, step.id, &format!("/steps/{at}/id"))?;
        let mut inputs = Vec::new();
        for (number, id) in step.from.iter().enumerate() {
            let table = tables.iter().find(|table| table.id == *id);
            inputs.push(table.ok_or_else(|| {
                wrong(
                    format!("/steps/{at}/from/{number}"),
                    "expected the id of a source or of an earlier step",
                )
            })?);
        }
        let mut out = Out { id: step.id, at, fields: BTreeMap::new(), edges: &mut edges };
        step.op.apply(&inputs, lineage.floor.unwrap_or(FLOOR), &mut out)?;
        let fields = out.fields;
        tables.push(Table::new(step.id, fields));
    }
    Ok((tables, edges))
}

/// [`propagate`] from JSON to JSON: `{"edges": […], "tables": […]}`.
///
/// # Errors
/// Those of reading JSON; `input.schema`; those of [`propagate`].
pub fn propagate_json(lineage: &[u8]) -> Result<String, Error> {
    let value = json::parse(lineage, &Limits::default())?;
    REQUEST.check(&value)?;
    let lineage =
        Lineage::deserialize(&value).map_err(|_| Error::internal("a lineage that fits could not be read"))?;
    let (tables, edges) = propagate(&lineage)?;
    let answer = serde_json::json!({"edges": edges, "tables": tables});
    serde_json::to_string(&answer).map_err(|_| Error::internal("the lineage could not be written"))
}

fn wrong(path: String, message: &str) -> Error {
    Error::input("input.lineage", path, message)
}

fn is_free(tables: &[Table], id: &str, path: &str) -> Result<(), Error> {
    match tables.iter().any(|table| table.id == id) {
        true => Err(wrong(path.to_owned(), "expected an id of its own")),
        false => Ok(()),
    }
}

impl Table {
    fn new(id: &str, fields: BTreeMap<String, Class>) -> Self {
        let barred_by =
            fields.iter().filter(|(_, class)| class.bars()).map(|(name, _)| name.clone()).collect();
        Self { barred_by, fields, id: id.to_owned() }
    }

    fn has_direct(&self) -> bool {
        self.fields.values().any(|class| class.identifier_kind == Identifier::Direct)
    }
}

/// The table that a step makes, and the edges that lead to it.
struct Out<'a> {
    id: &'a str,
    at: usize,
    fields: BTreeMap<String, Class>,
    edges: &'a mut Vec<Edge>,
}

impl Out<'_> {
    fn put(&mut self, from: Option<(&Table, &str)>, to: &str, before: Class, after: Class, reason: Reason) {
        let effect = if before == after {
            Effect::Kept
        } else if before.with(after) == after {
            Effect::Raised
        } else {
            Effect::Lowered
        };
        self.edge(from, Some(to), effect, reason);
        let class = self.fields.get(to).map_or(after, |there| there.with(after));
        self.fields.insert(to.to_owned(), class);
    }

    fn end(&mut self, from: (&Table, &str), reason: Reason) {
        self.edge(Some(from), None, Effect::Ended, reason);
    }

    fn edge(&mut self, from: Option<(&Table, &str)>, to: Option<&str>, effect: Effect, reason: Reason) {
        self.edges.push(Edge {
            effect,
            from: from.map(|(table, field)| [table.id.clone(), field.to_owned()]),
            reason: reason.0,
            text: reason.1,
            to: (self.id.to_owned(), to.map(str::to_owned)),
        });
    }

    fn known(&self, tables: &[&Table], names: &[&str], list: &str) -> Result<(), Error> {
        let unknown = |name: &&str| !tables.iter().any(|table| table.fields.contains_key(*name));
        match names.iter().position(unknown) {
            Some(number) => Err(wrong(
                format!("/steps/{}/{list}/{number}", self.at),
                "expected a field of what the step is made from",
            )),
            None => Ok(()),
        }
    }
}

impl Op<'_> {
    fn apply(&self, inputs: &[&Table], floor: u64, out: &mut Out<'_>) -> Result<(), Error> {
        match self {
            Self::Join { on } => {
                out.known(inputs, on, "on")?;
                join(inputs, on, out);
            }
            Self::Filter { by } => {
                out.known(inputs, by, "by")?;
                filter(inputs, by, out);
            }
            Self::Aggregate { by, measures, smallest_group } => {
                out.known(inputs, by, "by")?;
                let of: Vec<&str> = measures.iter().filter_map(|measure| measure.of).collect();
                out.known(inputs, &of, "measures")?;
                let enough = smallest_group.is_some_and(|smallest| smallest >= floor);
                aggregate(inputs, by, measures, enough, out);
            }
            Self::Mask { fields, method } => {
                out.known(inputs, fields, "fields")?;
                each(inputs, |table, name, class| {
                    let (after, reason) = match fields.contains(&name) {
                        true => masked(class, *method),
                        false => (class, CARRIED),
                    };
                    out.put(Some((table, name)), name, class, after, reason);
                });
            }
            Self::Drop { fields } => {
                out.known(inputs, fields, "fields")?;
                each(inputs, |table, name, class| match fields.contains(&name) {
                    true => out.end((table, name), DROPPED),
                    false => out.put(Some((table, name)), name, class, class, CARRIED),
                });
            }
        }
        Ok(())
    }
}

fn each(inputs: &[&Table], mut take: impl FnMut(&Table, &str, Class)) {
    for table in inputs {
        for (name, class) in &table.fields {
            take(table, name, *class);
        }
    }
}

/// What is linked to a person by a key that identifies persons is about that person (PIPL art. 4). A name that two tables
/// have, and that is no key, is told apart by the table's.
fn join(inputs: &[&Table], on: &[&str], out: &mut Out<'_>) {
    let keyed = |table: &&Table, name: &str| {
        table.fields.get(name).is_some_and(|class| class.identifier_kind != Identifier::None)
    };
    let by_person = on.iter().any(|name| inputs.iter().any(|table| keyed(table, name)));
    let identified = inputs.iter().any(|table| table.has_direct());
    each(inputs, |table, name, class| {
        let others = inputs.iter().any(|other| other.id != table.id && other.fields.contains_key(name));
        let to = if others && !on.contains(&name) { format!("{}.{name}", table.id) } else { name.to_owned() };
        let linked = by_person && identified && !table.has_direct() && !class.bars();
        let (after, reason) = match linked {
            true => (
                class.with(Class {
                    is_personal: true,
                    sensitivity: Sensitivity::Personal,
                    ..Class::default()
                }),
                LINKED,
            ),
            false => (class, CARRIED),
        };
        out.put(Some((table, name)), &to, class, after, reason);
    });
}

/// Who passed a filter is known to be what it asks for.
fn filter(inputs: &[&Table], by: &[&str], out: &mut Out<'_>) {
    each(inputs, |table, name, class| {
        let asked = by
            .iter()
            .filter_map(|name| table.fields.get(*name))
            .fold(Class::default(), |all, class| all.with(*class));
        let told = Class { identifier_kind: Identifier::None, ..asked };
        let (after, reason) = match class.identifier_kind == Identifier::Direct && class.with(told) != class {
            true => (class.with(told), REVEALS),
            false => (class, CARRIED),
        };
        out.put(Some((table, name)), name, class, after, reason);
    });
}

/// A value over a large enough group is about nobody; over one person, or a few, it still is.
fn aggregate(inputs: &[&Table], by: &[&str], measures: &[Measure<'_>], enough: bool, out: &mut Out<'_>) {
    let mut per_person = false;
    each(inputs, |table, name, class| {
        if by.contains(&name) {
            per_person |= class.identifier_kind == Identifier::Direct;
            out.put(Some((table, name)), name, class, class, CARRIED);
        } else if !measures.iter().any(|measure| measure.of == Some(name)) {
            out.end((table, name), AGGREGATED);
        }
    });
    for measure in measures {
        let source = measure
            .of
            .and_then(|of| inputs.iter().find_map(|table| Some((*table, of, *table.fields.get(of)?))));
        let Some((table, of, class)) = source else {
            out.put(None, measure.name, Class::default(), Class::default(), COUNTED);
            continue;
        };
        let kept = Class { identifier_kind: Identifier::None, ..class };
        let (after, reason) = match (per_person, enough) {
            (true, _) => (kept, PER_PERSON),
            (_, true) => (Class::default(), STATISTIC),
            (_, false) => (kept, SMALL),
        };
        out.put(Some((table, of)), measure.name, class, after, reason);
    }
}

/// De-identified information is still personal; anonymised is not (PIPL arts. 4, 73).
fn masked(class: Class, method: Method) -> (Class, Reason) {
    match method {
        Method::Partial | Method::Hash => {
            (Class { identifier_kind: class.identifier_kind.min(Identifier::Quasi), ..class }, PSEUDONYMISED)
        }
        Method::Generalise => (Class { identifier_kind: Identifier::None, ..class }, GENERALISED),
        Method::Anonymise => (Class::default(), ANONYMISED),
        Method::Remove => (Class::default(), REMOVED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCES: &str = r#""sources": [
        {"id": "people", "fields": [{"name": "id", "kinds": ["resident_id"]}, {"name": "illness", "kinds": ["health"]}]},
        {"id": "visits", "fields": [{"name": "id", "identifier_kind": "quasi"}, {"name": "day"}]},
        {"id": "firms", "fields": [{"name": "code", "kinds": ["uscc"]}, {"name": "profit", "kinds": ["commercial"]}]}]"#;

    fn run(steps: &str) -> (Vec<Table>, Vec<Edge>) {
        let text = format!("{{{SOURCES}, \"steps\": {steps}}}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        REQUEST.check(&value).unwrap();
        propagate(&Lineage::deserialize(&value).unwrap()).unwrap()
    }

    fn why(edges: &[Edge], to: &str) -> (Effect, &'static str) {
        let edge = edges.iter().find(|edge| edge.to.1.as_deref() == Some(to)).unwrap();
        (edge.effect, edge.reason)
    }

    #[test]
    fn what_is_joined_to_a_person_is_about_that_person() {
        let (tables, edges) =
            run(r#"[{"id": "j", "op": "join", "from": ["people", "visits"], "on": ["id"]}]"#);
        assert_eq!(why(&edges, "day"), (Effect::Raised, "lineage.join.linked"));
        assert!(tables[3].fields["day"].is_personal && tables[3].barred_by == ["day", "id", "illness"]);
    }

    #[test]
    fn a_filter_tells_what_it_asks() {
        let steps = r#"[{"id": "f", "op": "filter", "from": ["people"], "by": ["illness"]},
                        {"id": "d", "op": "drop", "from": ["f"], "fields": ["illness"]}]"#;
        let (tables, edges) = run(steps);
        assert_eq!(why(&edges, "id"), (Effect::Raised, "lineage.filter.reveals"));
        assert_eq!(tables[4].fields["id"].sensitivity, Sensitivity::Sensitive);
    }

    #[test]
    fn statistics_of_large_groups_are_about_nobody() {
        let steps = |smallest: &str| {
            format!(
                r#"[{{"id": "a", "op": "aggregate", "from": ["firms"], "by": [], "measures": [{{"name": "sum", "of": "profit"}}, {{"name": "n"}}]{smallest}}}]"#
            )
        };
        let (tables, edges) = run(&steps(r#", "smallest_group": 5"#));
        assert!(tables[3].barred_by.is_empty());
        assert_eq!(why(&edges, "sum"), (Effect::Lowered, "lineage.aggregate.statistic"));
        for small in [r#", "smallest_group": 4"#, ""] {
            let (tables, edges) = run(&steps(small));
            assert_eq!(tables[3].barred_by, ["sum"]);
            assert_eq!(why(&edges, "sum"), (Effect::Kept, "lineage.aggregate.small_groups"));
        }
    }

    #[test]
    fn a_hash_is_no_anonymity() {
        let mask = |method: &str| {
            run(&format!(
                r#"[{{"id": "m", "op": "mask", "from": ["people"], "fields": ["id"], "method": "{method}"}}]"#
            ))
            .0
            .remove(3)
        };
        assert!(
            mask("hash").fields["id"].is_personal
                && mask("hash").fields["id"].identifier_kind == Identifier::Quasi
        );
        assert_eq!(mask("anonymise").barred_by, ["illness"]);
    }

    #[test]
    fn names_that_are_not_known_are_told() {
        let bad = format!(
            "{{{SOURCES}, \"steps\": [{{\"id\": \"x\", \"op\": \"drop\", \"from\": [\"people\"], \"fields\": [\"id\", \"no\"]}}]}}"
        );
        let error = propagate_json(bad.as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.path()), ("input.lineage", "/steps/0/fields/1"));
    }
}
