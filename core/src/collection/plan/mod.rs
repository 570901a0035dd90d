//! The topic `collection.plan`: may the body collect these items for this purpose? COL-13, the order of the tests, is
//! here; the tests are in the files of this folder and in `consent`.

mod facts;

pub(crate) mod conduct;
pub(crate) mod emergency;
pub(crate) mod measure;
pub(crate) mod personal;
pub(crate) mod source;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::ident::mask;
use crate::law::Confidence::Inferred;
use crate::law::{Chapter, Law, Rule, RuleId, by, codes, rule, section, since};
use crate::record::{Capacity, Excluded, Fact, secrecy, standing};
use crate::report::{Findings, Obligation};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use facts::{Plan, PlanItem};

const SCHEMA: &str = include_str!("../../../schemas/collection.plan.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "collection.plan",
    schema: SCHEMA,
    kind: "collection_plan",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// COL-13.
static COL_13: Rule = rule(
    RuleId(Chapter::Collection, 13),
    since(Law::BASE),
    "采集的审查顺序：涉密、合法、目录、共享、必要、适度、同意和个人信息；首项不符为主要理由，全部列出",
    "the order of the tests: secrecy, lawfulness, catalogue, sharing, necessity, proportion, consent and personal information; the first failure is the main reason, all are listed",
    &[by(section("O9", "第三章"), Inferred)],
)
.when("审查一项采集", "a collection is tested")
.then(
    "按涉密、合法、目录、共享、必要、适度、同意和个人信息的次序；首项不符为主要理由，全部列出",
    "in the order secrecy, lawfulness, catalogue, sharing, necessity, proportion, consent and personal information; the first failure is the main reason, all are listed",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&COL_13];

codes! {
    ALL_PASS: COL_13, "collect.all_pass", Fail, Met, "各数据项均可采集", "every item may be collected";
    SOME_FAIL: COL_13, "collect.some_fail", Fail, NotMet, "有数据项不得采集", "an item may not be collected";
    UNDECIDED: COL_13, "collect.undecided", Inform, Undetermined, "有数据项不能判断", "an item cannot be decided";
    ITEMS_UNKNOWN: COL_13, "collect.items_unknown", Fail, Undetermined, "不知道采集哪些数据项", "it is unknown which items are collected";
}

/// What a test says of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Pass,
    Fail(&'static str),
    Unknown,
}

/// What the tests said of an item so far.
#[derive(Default)]
struct Tally {
    /// Why it fails, in the order of the tests, each with the test's place in it.
    reasons: Vec<(usize, &'static str)>,
    unknown: bool,
    excluded: bool,
    tests: usize,
}

impl Tally {
    fn take(&mut self, verdict: Verdict) {
        self.tests = self.tests.saturating_add(1);
        match verdict {
            Verdict::Pass => {}
            Verdict::Fail(reason) => self.reasons.push((self.tests, reason)),
            Verdict::Unknown => self.unknown = true,
        }
    }

    fn decision(&self) -> Option<&'static str> {
        match (self.excluded, self.reasons.is_empty(), self.unknown) {
            (false, false, _) => Some("fail"),
            (false, true, false) => Some("pass"),
            _ => None,
        }
    }

    fn value(&self, name: &str) -> Value {
        let reasons: Vec<&str> = self.reasons.iter().map(|(_, reason)| *reason).collect();
        json!({
            "item": mask(name),
            "decision": self.decision(),
            "main_reason": reasons.first(),
            "reasons": reasons,
        })
    }
}

/// What holds of the plan as a whole, asked once.
struct Common {
    /// A valid requirement in an emergency takes the place of basis and consent.
    emergency: Option<Verdict>,
    lawful: Verdict,
    notice: Option<Verdict>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let plan: Plan<'_> = read(facts)?;
    let mut out = question.act(plan.collected_at, "/collected_at");
    let mut value =
        BTreeMap::from([("decision", Value::Null), ("items", Value::Null), ("main_reason", Value::Null)]);
    let mut obligations = Vec::new();
    if out.law().applies() {
        match plan.items.list() {
            Some(items) => decide(&plan, items, question, &mut value, &mut obligations, &mut out),
            None => out.missing(&ITEMS_UNKNOWN, vec!["/items".into()]),
        }
    }
    Ok(Judgement { findings: out, value, obligations })
}

fn decide(
    plan: &Plan<'_>,
    items: &[PlanItem<'_>],
    question: &Question<'_>,
    value: &mut BTreeMap<&'static str, Value>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    let department = plan.body.is_government_department() == Some(true) && out.law().in_force("GDS");
    if !department {
        out.under(out.law().without("GDS"));
    }
    let mut tallies = secrets(plan, items, department, out);
    if tallies.is_empty() || tallies.iter().any(|tally| !tally.excluded) {
        let bound =
            standing(&plan.body, Fact::Known(Capacity::PublicService), &out.law(), question.options.reading);
        bound.say("/body", "", out);
        if bound.is_bound() != Some(true) {
            return;
        }
        test_all(plan, items, &mut tallies, obligations, out);
    }
    let asked = || tallies.iter().filter(|tally| !tally.excluded);
    let decision = if asked().any(|tally| tally.decision() == Some("fail")) {
        out.add(&SOME_FAIL, "/items");
        Some("fail")
    } else if asked().any(|tally| tally.unknown) {
        out.add(&UNDECIDED, "/items");
        None
    } else if asked().next().is_some() || tallies.is_empty() {
        out.add(&ALL_PASS, "/items");
        Some("pass")
    } else {
        None
    };
    let first = asked().flat_map(|tally| tally.reasons.first()).min_by_key(|(test, _)| *test);
    value.insert("decision", decision.into());
    value.insert("main_reason", first.map(|(_, reason)| *reason).into());
    value.insert("items", items.iter().zip(&tallies).map(|(item, tally)| tally.value(item.name)).collect());
}

/// SCOPE-7, the first test: what the item's own mark says, else the plan's.
fn secrets(plan: &Plan<'_>, items: &[PlanItem<'_>], department: bool, out: &mut Findings) -> Vec<Tally> {
    let common = items
        .iter()
        .any(|item| item.secret_flag.is_unknown())
        .then(|| secrecy(plan.secret_flag, "/secret_flag", department, out));
    let mut tallies = Vec::with_capacity(items.len());
    for (index, item) in items.iter().enumerate() {
        let excluded = match (item.secret_flag, common) {
            (Fact::Unknown, Some(common)) => common,
            (mark, _) => {
                let mut part = Findings::new(out.law());
                let own = secrecy(mark, "/secret_flag", department, &mut part);
                out.within(&format!("/items/{index}"), part);
                own
            }
        };
        let mut tally = Tally { excluded: excluded == Excluded::Yes, ..Tally::default() };
        tally.take(match excluded {
            Excluded::Yes => Verdict::Fail("excluded_secret"),
            Excluded::Unknown => Verdict::Unknown,
            Excluded::No => Verdict::Pass,
        });
        tallies.push(tally);
    }
    tallies
}

/// The other tests, of every item that is not excluded.
fn test_all(
    plan: &Plan<'_>,
    items: &[PlanItem<'_>],
    tallies: &mut [Tally],
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    let emergency = emergency::required(plan, out);
    let common = Common {
        emergency,
        lawful: conduct::lawful(plan, emergency, out),
        notice: personal::notice(plan, items, obligations, out),
    };
    for (index, (item, tally)) in
        items.iter().zip(tallies).enumerate().filter(|(_, (_, tally))| !tally.excluded)
    {
        let mut part = Findings::new(out.law());
        test(plan, item, &common, tally, obligations, &mut part);
        out.within(&format!("/items/{index}"), part);
    }
    source::code_unknown(plan, items, out);
    let purpose_decides =
        items.iter().any(|item| item.purpose_min_set.known().is_some() || item.consent.known().is_some());
    if plan.purpose.is_unknown() && purpose_decides {
        out.missing(&measure::PURPOSE_UNKNOWN, vec!["/purpose".into()]);
    }
}

/// COL-13: the tests of one item, in their order.
fn test(
    plan: &Plan<'_>,
    item: &PlanItem<'_>,
    common: &Common,
    tally: &mut Tally,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    tally.take(common.lawful);
    tally.take(conduct::catalogued(item, out));
    tally.take(conduct::recollected(plan, item, out));
    tally.take(measure::necessary(plan, item, out));
    tally.take(measure::proportionate(plan, item, out));
    let mut part = Findings::new(out.law());
    let consent = personal::consent(plan, item, common.emergency, &mut part);
    tally.take(emergency::unless_spared(common.emergency, consent.verdict, part, out));
    tally.take(personal::sensitive(item, consent.is_basis, out));
    tally.take(personal::told(item, common.notice, out));
    tally.take(source::one_source(plan, item, obligations, out));
    tally.take(source::district(item, out));
    tally.take(match common.emergency {
        Some(Verdict::Fail(reason)) => Verdict::Fail(reason),
        Some(Verdict::Unknown) => Verdict::Unknown,
        _ => Verdict::Pass,
    });
}
