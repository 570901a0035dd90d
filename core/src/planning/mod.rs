//! Chapter 2, planning and construction; its topic `planning.project`: may this project be, and is it rightly built?

pub(crate) mod acceptance;
pub(crate) mod construction;
mod facts;
pub(crate) mod platform;
pub(crate) mod purchase;
pub(crate) mod standards;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::law::Confidence::Inferred;
use crate::law::{Basis, Code, by, codes, section};
use crate::record::{Capacity, Fact, standing};
use crate::report::{Findings, Obligation};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use facts::{Kind, Project};

const SCHEMA: &str = include_str!("../../schemas/planning.project.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "planning.project",
    schema: SCHEMA,
    kind: "project",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// Chapter 2 of the measures could not be read: what is said in its name is a construction.
const UNREAD: &[Basis] = &[by(section("O9", "第二章"), Inferred)];

codes! {
    KIND_UNKNOWN: construction::PLAN_3, "plan.kind_unknown", Fail, Undetermined, "不知道项目的类别", "the kind of the project is unknown" on UNREAD;
    NO_BAR: construction::PLAN_3, "plan.no_bar", Fail, Met, "该类项目没有限制建设的规定", "nothing bars a project of this kind" on UNREAD;
}

/// What the questions came to.
#[derive(Default)]
struct Verdict {
    /// The gravest word, with its place in the order of the rules; the first stands.
    word: Option<&'static str>,
    funding: Option<&'static str>,
    missing: Vec<&'static str>,
    obligations: Vec<Obligation>,
    unknown: bool,
}

impl Verdict {
    /// Says a breach; the first one is the decision.
    fn breach(&mut self, word: &'static str, code: &'static Code, path: String, out: &mut Findings) {
        out.add(code, path);
        self.word = self.word.or(Some(word));
    }

    /// Says that a fact that decides is absent.
    fn unknown(&mut self, code: &'static Code, path: impl Into<String>, out: &mut Findings) {
        out.missing(code, vec![path.into().into()]);
        self.unknown = true;
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let project: Project<'_> = read(facts)?;
    let mut out = question.act(project.proposed_at, "/proposed_at");
    let mut verdict = Verdict::default();
    let mut decision = None;
    if out.law().applies() {
        if project.body.is_government_department() != Some(true) {
            out.under(out.law().without("GDS"));
        }
        let bound = standing(
            &project.body,
            Fact::Known(Capacity::PublicService),
            &out.law(),
            question.options.reading,
        );
        bound.say("/body", "", &mut out);
        if bound.is_bound() == Some(true) {
            let allowed = decide(&project, &mut verdict, &mut out);
            decision = match (verdict.word, verdict.unknown) {
                (Some(word), _) => Some(word),
                (None, true) => None,
                (None, false) => allowed,
            };
        }
    }
    let value = BTreeMap::from([
        ("decision", decision.into()),
        ("funding", verdict.funding.into()),
        ("missing", verdict.missing.into()),
    ]);
    Ok(Judgement { findings: out, value, obligations: verdict.obligations })
}

/// The order of the rules; what the project is allowed as where nothing is breached.
fn decide(project: &Project<'_>, verdict: &mut Verdict, out: &mut Findings) -> Option<&'static str> {
    platform::stored(project, verdict, out);
    platform::channels(project, verdict, out);
    let mut allowed = Some("allowed");
    match project.kind {
        Fact::Known(kind) => match kind {
            Kind::DataPlatform | Kind::SharingChannel | Kind::OpeningChannel | Kind::ExchangeSystem => {
                construction::channel(project, kind, verdict, out);
            }
            Kind::MobileApp => construction::app(project, verdict, out),
            Kind::DataPurchase => allowed = purchase::channel(project, verdict, out),
            Kind::BusinessSystem | Kind::Other => out.add(&NO_BAR, "/kind"),
        },
        _ => verdict.unknown(&KIND_UNKNOWN, "/kind", out),
    }
    standards::followed(project, verdict, out);
    acceptance::budget(project, verdict, out);
    let accepted = acceptance::accepted(project, verdict, out);
    accepted.or(allowed)
}
