//! The topic `archive.package`: is the file archived, does its package pass, has it the force of paper?

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::appraisal::{Appraisal, Conformity, Fate, appraisal, conformity, effect};
use super::properties::{CURE, Stage, Test, properties};
use super::track::{Backup, backups, track};
use crate::record::{Fact, LegalBasis, Moment};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/archive.package.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "archive.package",
    schema: SCHEMA,
    kind: "archive_package",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts {
    filed_at: Fact<Moment>,
    appraisal: Fact<Appraisal>,
    single_track: Fact<bool>,
    dual_track_basis: Fact<Vec<LegalBasis>>,
    single_track_class: Fact<bool>,
    stage: Fact<Stage>,
    tests: Fact<Vec<Test>>,
    conformity: Fact<Conformity>,
    important: Fact<bool>,
    backups: Fact<Vec<Backup>>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts = read(facts)?;
    let mut out = question.act(facts.filed_at, "/filed_at");
    let mut value = BTreeMap::from([
        ("decision", Value::Null),
        ("effect", Value::Null),
        ("failures", json!([])),
        ("track", Value::Null),
    ]);
    let mut obligations = Vec::new();
    if out.law().applies() {
        let fate = facts.appraisal.known().map(|one| appraisal(one, &mut out));
        let decision = match fate {
            // What is not archived has no package to ask about.
            Some(Fate::Discard) => Some("discard"),
            Some(Fate::Lost) => Some("not_archived"),
            fate => archived(&facts, fate, &mut value, &mut obligations, &mut out),
        };
        value.insert("decision", json!(decision));
    }
    Ok(Judgement { findings: out, value, obligations })
}

/// The questions about an archive, each where its facts are there; the word of the first breach, else the strongest that
/// holds.
fn archived(
    facts: &Facts,
    fate: Option<Fate>,
    value: &mut BTreeMap<&'static str, Value>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) -> Option<&'static str> {
    let asks_tests = !facts.tests.is_unknown() || facts.stage.known().is_some();
    let single = facts.single_track.known().copied();
    let asks_nothing = fate.is_none() && single.is_none() && facts.conformity.known().is_none();
    let tested = (asks_tests || asks_nothing).then(|| properties(&facts.tests, facts.stage, out));
    let passes = tested.as_ref().and_then(|tested| tested.passes);
    let conforms = facts.conformity.known().and_then(|one| conformity(one, out));
    let effect = match &tested {
        Some(tested) if tested.passes.is_none() => None,
        _ => effect(conforms, passes, out),
    };
    let track =
        single.and_then(|single| track(single, &facts.dual_track_basis, facts.single_track_class, out));
    backups(facts.important, &facts.backups, out);
    if passes == Some(false) {
        obligations.push(Obligation::new(out.law(), &CURE, Party::Body));
    }
    let failures = tested.map(|tested| tested.failures).unwrap_or_default();
    value.extend([
        ("effect", json!(effect)),
        ("failures", json!(failures)),
        ("track", json!(track.map(|(word, _)| word))),
    ]);
    match out.outcome() {
        Outcome::NotMet if !failures.is_empty() => Some("fail"),
        Outcome::NotMet if passes == Some(false) => Some("not_tested"),
        Outcome::NotMet if conforms == Some(false) => Some("gap"),
        Outcome::NotMet => track.map(|(word, _)| word).or(Some("breach")),
        Outcome::Met => effect
            .or(passes.map(|_| "pass"))
            .or(track.map(|(word, _)| word))
            .or(fate.map(|_| "archive"))
            .or(Some("ok")),
        _ => None,
    }
}
