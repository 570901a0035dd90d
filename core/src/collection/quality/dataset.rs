//! The topic `quality.dataset`: a data set measured by the six groups of indicators, with who answers for each defect.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use serde_json::{Value, json};

use super::cell::{Cell, Column};
use super::indicator::{
    CONFORMING, DUPLICATES, Indicator, NO_COLUMN, OF_ROWS, PERIOD, REACHABLE, RECORD, Scores, UNIQUENESS,
    UNKNOWN, USABLE,
};
use super::row::{Asks, Relation};
use crate::law::Level;
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
    measured: Fact<Vec<Count<'a>>>,
    relations: Fact<Vec<Relation<'a>>>,
    freshness: Fact<Freshness>,
    accessibility: Fact<Accessibility>,
    weights: Fact<BTreeMap<&'a str, u64>>,
    checked: Fact<bool>,
}

/// What rows that are not facts themselves were found to come to, for one indicator.
#[derive(Clone, Copy, Deserialize)]
struct Count<'a> {
    indicator: &'a str,
    passed: u64,
    failed: u64,
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
    fn check(&mut self, indicator: &Indicator, passed: bool, path: impl FnOnce() -> String) {
        self.scores.count(indicator, u64::from(passed), u64::from(!passed));
        if !passed {
            self.out.add(indicator.code, path());
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
        match &facts.measured {
            Fact::Known(counts) => counted(counts, &mut measured),
            _ => table(&facts, &mut measured),
        }
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

/// Rows that were checked elsewhere by what their columns ask, such as those of a data frame.
fn counted(counts: &[Count<'_>], measured: &mut Measured<'_>) {
    for (count, index) in counts.iter().zip(0_usize..) {
        let Some(indicator) = OF_ROWS.iter().find(|indicator| indicator.name == count.indicator) else {
            continue;
        };
        measured.scores.count(indicator, count.passed, count.failed);
        if count.failed > 0 {
            measured.out.add(indicator.code, format!("/measured/{index}"));
        }
    }
}

/// Rows against their columns. Cells of a row that is out of step are not read: nobody knows which column they are of.
fn table(facts: &Facts<'_>, measured: &mut Measured<'_>) {
    let (Some(columns), Some(rows)) = (facts.columns.list(), facts.rows.list()) else {
        let missing = [("/columns", facts.columns.is_unknown()), ("/rows", facts.rows.is_unknown())];
        let missing = missing.into_iter().filter(|(_, unknown)| *unknown);
        measured.out.missing(&UNKNOWN, missing.map(|(path, _)| path.into()).collect());
        return;
    };
    let asks = Asks { columns, relations: facts.relations.list().unwrap_or_default() };
    for (relation, index) in asks.relations.iter().zip(0_usize..) {
        let at = |field| format!("/relations/{index}/{field}").into();
        let missing: Vec<_> = relation.unknown().map(at).collect();
        if !missing.is_empty() {
            measured.out.missing(&UNKNOWN, missing);
        }
        if relation.is_astray(columns) {
            measured.out.missing(&NO_COLUMN, vec!["/columns/-".into()]);
        }
    }
    let mut records = BTreeSet::new();
    let mut values: Vec<BTreeSet<&Cell>> = columns.iter().map(|_| BTreeSet::new()).collect();
    for (row, index) in rows.iter().zip(0_usize..) {
        let aligned = row.len() == columns.len();
        measured.check(&RECORD, aligned, || format!("/rows/{index}"));
        if !aligned {
            continue;
        }
        measured.check(&DUPLICATES, records.insert(row), || format!("/rows/{index}"));
        asks.row(row, &mut |indicator, place, passed| {
            measured.check(indicator, passed, || match place {
                Some(place) => format!("/rows/{index}/{place}"),
                None => format!("/rows/{index}"),
            });
        });
        for (place, cell) in asks.unique(row) {
            if let Some(seen) = values.get_mut(place) {
                measured.check(&UNIQUENESS, seen.insert(cell), || format!("/rows/{index}/{place}"));
            }
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
            measured.check(&PERIOD, fresh, || "/freshness/last_updated".to_owned());
        }
    }
}

fn accessibility(accessibility: &Fact<Accessibility>, measured: &mut Measured<'_>) {
    let Fact::Known(accessibility) = accessibility else { return };
    for (fact, indicator) in [(accessibility.reachable, &REACHABLE), (accessibility.usable, &USABLE)] {
        let path = format!("/accessibility/{}", indicator.name);
        match fact.is(true) {
            None => measured.out.missing(&UNKNOWN, vec![path.into()]),
            Some(passed) => measured.check(indicator, passed, || path),
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
            let of_rows = ["/rows/", "/measured/"].iter().any(|list| finding.path.starts_with(list));
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
