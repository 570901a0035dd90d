//! The topic `quality.dataset`: a data set measured by the six groups of indicators, with who answers for each defect.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::cell::{Cell, Column};
use super::indicator::{
    CELL_CHECK, CELL_EMPTY, CELL_FORMAT, CELL_RANGE, CELL_REFERENCE, CELL_TWICE, CONFORMING, ROW_DUPLICATE,
    ROW_MISALIGNED, ROW_RELATION, STALE, Scores, UNKNOWN, UNREACHABLE, UNUSABLE,
};
use crate::law::{Code, Level};
use crate::record::{Fact, Moment, UpdateCycle};
use crate::report::{Findings, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../../schemas/quality.dataset.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "quality.dataset",
    schema: SCHEMA,
    kind: "data_set",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    columns: Fact<Vec<Column<'a>>>,
    rows: Fact<Vec<Vec<Option<Cell>>>>,
    relations: Fact<Vec<Relation<'a>>>,
    freshness: Fact<Freshness>,
    accessibility: Fact<Accessibility>,
    weights: Fact<BTreeMap<&'a str, u64>>,
    checked: Fact<bool>,
}

/// Two columns of a row that must agree.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Relation<'a> {
    #[serde(borrow)]
    first: Fact<&'a str>,
    second: Fact<&'a str>,
    kind: Fact<RelationKind>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RelationKind {
    Equal,
    NotAfter,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Freshness {
    update_cycle: Fact<UpdateCycle>,
    last_updated: Fact<Moment>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Accessibility {
    reachable: Fact<bool>,
    usable: Fact<bool>,
}

/// Everything that is said while measuring.
struct Measured<'o> {
    scores: Scores,
    out: &'o mut Findings,
}

impl Measured<'_> {
    fn check(
        &mut self,
        group: &'static str,
        indicator: &'static str,
        passed: Option<bool>,
        code: &'static Code,
        path: impl FnOnce() -> String,
    ) {
        if let Some(passed) = passed
            && self.scores.count(group, indicator, passed)
        {
            self.out.add(code, path());
        }
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut value: BTreeMap<&'static str, Value> =
        ["decision", "indicators", "groups", "score", "defects"].map(|name| (name, Value::Null)).into();
    if out.law().applies() {
        let mut measured = Measured { scores: Scores::default(), out: &mut out };
        table(&facts, &mut measured);
        freshness(&facts.freshness, &mut measured);
        accessibility(&facts.accessibility, &mut measured);
        let scores = measured.scores;
        let weight = |group: &str| facts.weights.known().and_then(|weights| weights.get(group)).copied();
        let (groups, score) = scores.total(|group| weight(group).unwrap_or(1));
        let groups: serde_json::Map<String, Value> =
            groups.into_iter().map(|(group, score)| (group.to_owned(), score.into())).collect();
        let defects = defects(&facts.checked, &out);
        if out.outcome() == Outcome::NotApplicable {
            out.add(&CONFORMING, "");
        }
        value.insert("indicators", scores.indicators().into());
        value.insert("groups", groups.into());
        value.insert("score", score.into());
        value.insert("defects", defects.into());
        value.insert(
            "decision",
            match out.outcome() {
                Outcome::Met => "conforming".into(),
                Outcome::NotMet => "defective".into(),
                _ => Value::Null,
            },
        );
    }
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// Rows against their columns. Cells of a row that is out of step are not read: nobody knows which column they are of.
fn table(facts: &Facts<'_>, measured: &mut Measured<'_>) {
    let (Some(columns), Some(rows)) = (facts.columns.list(), facts.rows.list()) else {
        let missing = [("/columns", facts.columns.is_unknown()), ("/rows", facts.rows.is_unknown())];
        let missing = missing.into_iter().filter(|(_, unknown)| *unknown);
        measured.out.missing(&UNKNOWN, missing.map(|(path, _)| path.into()).collect());
        return;
    };
    let mut records = BTreeSet::new();
    let mut values: Vec<BTreeSet<&Cell>> = columns.iter().map(|_| BTreeSet::new()).collect();
    for (row, index) in rows.iter().zip(0_usize..) {
        let at = || format!("/rows/{index}");
        let aligned = row.len() == columns.len();
        measured.check("completeness", "record", Some(aligned), &ROW_MISALIGNED, at);
        if !aligned {
            continue;
        }
        measured.check("accuracy", "duplicates", Some(records.insert(row)), &ROW_DUPLICATE, at);
        for (((column, cell), seen), place) in columns.iter().zip(row).zip(&mut values).zip(0_usize..) {
            let at = || format!("/rows/{index}/{place}");
            let filled = cell.as_ref().filter(|cell| !cell.is_blank());
            if column.required.is(true) == Some(true) {
                measured.check("completeness", "element", Some(filled.is_some()), &CELL_EMPTY, at);
            }
            let Some(cell) = filled else { continue };
            measured.check("normative", "data_standard", column.fits(cell), &CELL_FORMAT, at);
            measured.check("normative", "reference_data", column.allows(cell), &CELL_REFERENCE, at);
            measured.check("accuracy", "content", column.in_range(cell), &CELL_RANGE, at);
            measured.check("accuracy", "format", column.checks(cell), &CELL_CHECK, at);
            if column.unique.is(true) == Some(true) {
                measured.check("accuracy", "uniqueness", Some(seen.insert(cell)), &CELL_TWICE, at);
            }
        }
        for relation in facts.relations.list().unwrap_or_default() {
            measured.check("consistency", "related_data", relation.holds(columns, row), &ROW_RELATION, at);
        }
    }
}

impl Relation<'_> {
    /// Whether the relation holds in a row; `None` where it names no two columns that are filled.
    fn holds(&self, columns: &[Column<'_>], row: &[Option<Cell>]) -> Option<bool> {
        let cell = |name: &Fact<&str>| {
            let place = columns.iter().position(|column| column.name.known() == name.known())?;
            row.get(place)?.as_ref().filter(|cell| !cell.is_blank())
        };
        let (first, second) = (cell(&self.first)?, cell(&self.second)?);
        match self.kind.known()? {
            RelationKind::Equal => Some(first == second),
            RelationKind::NotAfter => Some(second.is_before(first) == Some(false)),
        }
    }
}

fn freshness(freshness: &Fact<Freshness>, measured: &mut Measured<'_>) {
    let Fact::Known(freshness) = freshness else { return };
    let law = measured.out.law();
    match (freshness.update_cycle, freshness.last_updated) {
        (Fact::Unknown, _) => measured.out.missing(&UNKNOWN, vec!["/freshness/update_cycle".into()]),
        (Fact::None | Fact::Known(UpdateCycle::Irregular), _) => {}
        (_, Fact::Unknown) => measured.out.missing(&UNKNOWN, vec!["/freshness/last_updated".into()]),
        (Fact::Known(cycle), last) => {
            let fresh = last.known().is_some_and(|last| cycle.late_days(&law, last.day()) == 0);
            measured
                .check("timeliness", "period", Some(fresh), &STALE, || "/freshness/last_updated".to_owned());
        }
    }
}

fn accessibility(accessibility: &Fact<Accessibility>, measured: &mut Measured<'_>) {
    let Fact::Known(accessibility) = accessibility else { return };
    for (fact, indicator, code) in
        [(accessibility.reachable, "reachable", &UNREACHABLE), (accessibility.usable, "usable", &UNUSABLE)]
    {
        let path = format!("/accessibility/{indicator}");
        match fact.is(true) {
            None => measured.out.missing(&UNKNOWN, vec![path.into()]),
            passed => measured.check("accessibility", indicator, passed, code, || path),
        }
    }
}

/// Each defect with who answers for it (QUAL-1, QUAL-2): whoever collected, for what came in wrong, and whoever checked,
/// for what passed the check; `null` where it is unknown whether the data were checked. What grows stale or cannot be
/// reached is the collecting unit's to keep.
fn defects(checked: &Fact<bool>, out: &Findings) -> Vec<Value> {
    out.iter()
        .filter(|finding| finding.level == Level::Fail && finding.result == Outcome::NotMet)
        .map(|finding| {
            let of_rows = finding.path.starts_with("/rows/");
            let responsible = match checked.is(true) {
                _ if !of_rows => json!(["collector"]),
                Some(true) => json!(["collector", "checker"]),
                Some(false) => json!(["collector"]),
                None => Value::Null,
            };
            json!({"code": finding.code, "path": finding.path, "responsible": responsible})
        })
        .collect()
}
