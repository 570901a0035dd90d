//! The topic `service.material`: may the window ask the applicant for this material? ONE-5 in `asked`, ONE-7 in `proof`,
//! ONE-11 to 14 in `exemption`, ONE-17 here; ONE-23 and 24 in `conduct`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::CITY_BUSINESS;
use super::answers::Answers;
use super::asked::in_guide;
use super::conduct::{Usage, Verification, truth, usage};
use super::exemption::{Exempt, NOT_ASKED, Presented, UNKNOWN as EXEMPTION_UNKNOWN, exemption};
use super::proof::{Proof, proof};
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::{ApplicantKind, Fact, Form, Guide, Material, Moment, ServiceItem, Submission};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/service.material.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "service.material",
    schema: SCHEMA,
    kind: "material",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// ONE-17.
static ONE_17: Rule = rule(
    RuleId(Chapter::Service, 17),
    since(CITY_BUSINESS),
    "已收取规范的电子材料的，不得再要求提供纸质材料",
    "where standard electronic materials were taken in, paper is not asked again",
    &[by(art_para("BER20", 23, 4), Confirmed), by(art("BER24", 24), Confirmed)],
)
.when("已在线收取规范的电子材料", "standard e-materials were received online")
.then("不得再要求纸质材料", "paper is not asked again")
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_17];

codes! {
    PAPER_AGAIN: ONE_17, "service.material.paper_again", Fail, NotMet, "已收取规范的电子材料，不得再要求纸质材料", "standard electronic materials were taken in: paper is not to be asked again";
    PAPER_AGAIN_ANY: ONE_17, "service.material.paper_again_applicant", Fail, NotMet, "已收取规范的电子材料，不得再要求纸质材料（对个人等非市场主体为推定）", "standard electronic materials were taken in: paper is not to be asked again (a construction for applicants who are no market entities)" => Inferred;
    NO_PAPER: ONE_17, "service.material.not_received_electronically", Inform, Met, "未收取规范的电子材料", "no standard electronic materials were taken in";
    RECEIVED_UNKNOWN: ONE_17, "service.material.received_unknown", Fail, Undetermined, "不知道是否已收取规范的电子材料", "it is unknown whether standard electronic materials were taken in";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    occurred_at: Fact<Moment>,
    asked: Fact<bool>,
    #[serde(borrow)]
    material: Fact<Material<'a>>,
    guide: Fact<Guide<'a>>,
    item: Fact<ServiceItem>,
    submission: Fact<Submission<'a>>,
    proof: Fact<Proof>,
    received: Fact<Received>,
    presented: Fact<Presented>,
    usage: Fact<Usage>,
    verification: Fact<Verification>,
}

impl Facts<'_> {
    /// Whether the material is asked about, and left out: by what only decides of a material, or by nothing else.
    fn lacks_material(&self) -> bool {
        let asks = self.asked == Fact::Known(true)
            || self.guide.known().is_some()
            || self.presented.known().is_some();
        let asks_else = self.proof.known().is_some()
            || self.received.known().is_some()
            || self.usage.known().is_some()
            || self.verification.known().is_some();
        self.material.is_unknown() && (asks || !asks_else)
    }
}

/// What was taken in already.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Received {
    electronic: Fact<bool>,
    standard: Fact<bool>,
}

const QUESTIONS: &[&str] = &["usage", "truth"];

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.occurred_at, "/occurred_at");
    let mut answers = Answers::default();
    let mut exempt = None;
    if out.law().applies() {
        // Nobody was asked: what holds of asking is said, and breaks nothing.
        if matches!(facts.asked, Fact::Known(false) | Fact::None) {
            let mut asking = Findings::new(out.law());
            exempt = ask(&facts, &mut answers, &mut asking);
            out.premise(asking);
            out.add(&NOT_ASKED, "/asked");
        } else {
            exempt = ask(&facts, &mut answers, &mut out);
            if facts.lacks_material() {
                out.missing(&EXEMPTION_UNKNOWN, vec!["/material".into()]);
            }
        }
        if let Fact::Known(known) = &facts.usage {
            usage(known, &mut answers, &mut out);
        }
        if let Fact::Known(known) = &facts.verification {
            truth(known, &mut answers, &mut out);
        }
    }
    Ok(Judgement { value: value(&answers, exempt, &out), obligations: duties(exempt, &out), findings: out })
}

/// Whether it may be asked, in the order of the rules.
fn ask(facts: &Facts<'_>, answers: &mut Answers, out: &mut Findings) -> Option<Exempt> {
    let applicant = facts.submission.known().map_or(Fact::Unknown, Submission::applicant_kind);
    if let (Fact::Known(material), Fact::Known(_)) = (&facts.material, &facts.guide) {
        in_guide(material.id, "/material/id".into(), applicant, &[("/guide", &facts.guide)], answers, out);
    }
    if let Fact::Known(known) = &facts.proof {
        proof(known, answers, out);
    }
    if let Fact::Known(received) = &facts.received {
        paper_again(facts, received, applicant, answers, out);
    }
    let Fact::Known(material) = &facts.material else { return None };
    let land_registration =
        facts.item.known().is_some_and(|item| item.land_registration == Fact::Known(true));
    exemption(material, &facts.presented, land_registration, answers, out)
}

/// ONE-17: paper for what was taken in electronically. The form asked for is paper unless it is said to be electronic.
fn paper_again(
    facts: &Facts<'_>,
    received: &Received,
    applicant: Fact<ApplicantKind>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    const ELECTRONIC: &str = "/received/electronic";
    const STANDARD: &str = "/received/standard";
    let electronic_asked =
        facts.material.known().is_some_and(|material| material.form == Fact::Known(Form::Electronic));
    if !out.asks(&ONE_17) || electronic_asked {
        return;
    }
    match (received.electronic.is(true), received.standard.is(true)) {
        (Some(true), Some(true)) => {
            let protected = applicant.is(ApplicantKind::Enterprise) == Some(true);
            let code = if protected { &PAPER_AGAIN } else { &PAPER_AGAIN_ANY };
            answers.add("paper", "paper_again", code, ELECTRONIC, out);
        }
        (Some(false), _) | (_, Some(false)) => out.add(&NO_PAPER, "/received"),
        (electronic, standard) => {
            let missing = [(electronic, ELECTRONIC), (standard, STANDARD)];
            let missing = missing.iter().filter(|(fact, _)| fact.is_none()).map(|(_, path)| (*path).into());
            out.missing(&RECEIVED_UNKNOWN, missing.collect());
        }
    }
}

/// The word for asking goes before those for what is done with the material, unless that alone is a breach.
fn value(answers: &Answers, exempt: Option<Exempt>, out: &Findings) -> BTreeMap<&'static str, Value> {
    let mut value = answers.value(QUESTIONS, out);
    if let Some(word) = answers.word("ask").filter(|_| !answers.breached() && decided(out)) {
        value.insert("decision", word.into());
    }
    value.insert("fetch", exempt.filter(|_| decided(out)).map(|exempt| exempt.fetch).into());
    value.insert("by", exempt.filter(|_| decided(out)).map(|_| "body").into());
    value
}

fn decided(out: &Findings) -> bool {
    matches!(out.outcome(), Outcome::Met | Outcome::NotMet)
}

/// Who must fetch what the applicant need not submit.
fn duties(exempt: Option<Exempt>, out: &Findings) -> Vec<Obligation> {
    let duty = exempt.map(|exempt| Obligation::new(out.law(), exempt.duty, Party::Body));
    duty.into_iter().collect()
}
