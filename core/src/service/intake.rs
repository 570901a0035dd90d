//! The topic `service.intake`: where an application stands, and who must act by when. ONE-19 (no refusal to take it in)
//! and, of ONE-18, competence and the receipt; its clock stands in `clock`, ONE-20 in `term`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::CITY_BUSINESS;
use super::answers::Answers;
use super::clock::{Clock, Completeness, ONE_18, UNKNOWN, licence_clock};
use super::term::{Handling, handling_term};
use crate::ident::mask;
use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Basis, Chapter, Rule, RuleId, art, art_item, art_para, by, codes, rule, since};
use crate::record::{
    Fact, ItemKind, LAW_REGULATION, LegalBasis, Moment, ServiceItem, Submission, Sufficient, sufficient,
};
use crate::report::{Findings, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/service.intake.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "service.intake",
    schema: SCHEMA,
    kind: "submission",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// ONE-19.
static ONE_19: Rule = rule(
    RuleId(Chapter::Service, 19),
    since(CITY_BUSINESS),
    "除法律、法规另有规定外，窗口不得拒收申请",
    "a window does not refuse to take an application in, unless law or regulation says so",
    &[by(art_para("BER20", 24, 4), Confirmed), by(art("BER24", 25), Confirmed)],
)
.when("申请人向窗口提出申请", "an application is brought to a window")
.then("除法律、法规另有规定外不得拒收", "it is taken in, unless law or regulation says otherwise");
const RECEIPT: &[Basis] = &[by(art_para("APL", 32, 2), Confirmed)];
/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_19];

codes! {
    NOT_NEEDED: ONE_18, "service.intake.no_licence_needed", Fail, Met, "依法不需要取得许可，即时告知不受理", "no licence is needed: said at once" on &[by(art_item("APL", 32, 1), Confirmed)];
    NOT_COMPETENT: ONE_18, "service.intake.not_competent", Fail, Met, "不属于本机关职权，即时决定不予受理并告知有关机关", "not this agency's: said at once, with the right agency" on &[by(art_item("APL", 32, 2), Confirmed)];
    RIGHT_ONE_UNNAMED: ONE_18, "service.intake.right_agency_unnamed", Warn, NotMet, "未告知有权机关", "the right agency was not named" on &[by(art_item("APL", 32, 2), Confirmed)];
    NOT_A_LICENCE: ONE_18, "service.intake.not_a_licence", Inform, NotApplicable, "不是行政许可事项，受理期限的规定不适用", "no administrative licence: the terms of intake do not apply";
    NO_RECEIPT: ONE_18, "service.intake.no_receipt", Warn, NotMet, "未出具加盖印章、注明日期的书面凭证", "no sealed and dated receipt was given" on RECEIPT;
    RECEIPT_GIVEN: ONE_18, "service.intake.receipt", Inform, Met, "已出具加盖印章、注明日期的书面凭证", "a sealed and dated receipt was given" on RECEIPT;
    RECEIPT_UNKNOWN: ONE_18, "service.intake.receipt_unknown", Inform, Undetermined, "不知道凭证是否加盖印章、注明日期", "it is unknown whether the receipt is sealed and dated" on RECEIPT;
    NAME: ONE_18, "service.intake.name_right_agency", Inform, Met, "告知申请人向有关机关申请", "tell the applicant which agency to go to" on &[by(art_item("APL", 32, 2), Confirmed)];
    REFUSED: ONE_19, "service.intake.refused", Fail, NotMet, "没有法律、法规依据拒收申请", "the application was turned away without a law or regulation";
    REFUSED_LAWFULLY: ONE_19, "service.intake.refused_lawfully", Fail, Met, "依法律、法规的规定不接收申请", "turned away as a law or regulation provides";
    REFUSAL_EARLY: ONE_19, "service.intake.refusal_before_rule", Inform, NotApplicable, "2020-04-10前尚无不得拒收的规定", "before 2020-04-10 no provision forbade turning applications away" => Inferred on &[by(crate::law::section("O9", "施行日期"), Inferred)];
    REFUSAL_UNKNOWN: ONE_19, "service.intake.refusal_unknown", Fail, Undetermined, "不知道拒收的依据", "it is unknown what the refusal rests on";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    received_at: Fact<Moment>,
    #[serde(deserialize_with = "crate::record::object")]
    item: ServiceItem,
    #[serde(borrow, deserialize_with = "crate::record::object")]
    submission: Submission<'a>,
    #[serde(borrow, deserialize_with = "crate::record::object")]
    completeness: Completeness<'a>,
    competence: Fact<Competence<'a>>,
    refusal: Fact<Refusal>,
    receipt: Fact<Receipt>,
    handling: Fact<Handling>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Competence<'a> {
    competent: Fact<bool>,
    licence_needed: Fact<bool>,
    #[serde(borrow)]
    route_to: Fact<&'a str>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Refusal {
    basis: Fact<Vec<LegalBasis>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Receipt {
    sealed: Fact<bool>,
    dated: Fact<bool>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.received_at, "/received_at");
    let mut answers = Answers::default();
    let mut clock = Clock { question, duties: Vec::new(), late_days: None };
    let mut accepted = None;
    if out.law().applies() {
        accepted = intake(&facts, &mut clock, &mut answers, &mut out);
        if let (Some(accepted), Fact::Known(handling)) = (accepted, &facts.handling) {
            handling_term(
                accepted,
                &facts.item,
                &facts.submission,
                handling,
                &mut clock,
                &mut answers,
                &mut out,
            );
        }
        receipt(&facts.receipt, &mut out);
    }
    let mut value = answers.value(&["term"], &out);
    extend(&mut value, &facts, accepted, &clock, &out);
    Ok(Judgement { findings: out, value, obligations: clock.duties })
}

/// The members of the value beside the words.
fn extend(
    value: &mut BTreeMap<&'static str, Value>,
    facts: &Facts<'_>,
    accepted: Option<Moment>,
    clock: &Clock<'_, '_>,
    out: &Findings,
) {
    let word = value.get("decision").and_then(Value::as_str).unwrap_or_default();
    let route = facts.competence.known().and_then(|competence| competence.route_to.known());
    let route = route.filter(|_| word == "not_competent").map(|code| mask(code));
    let missing = match (word, facts.completeness.missing.known()) {
        ("ask_once", Some(missing)) => missing.iter().map(|id| mask(id)).collect(),
        _ => Vec::new(),
    };
    let decided = matches!(out.outcome(), Outcome::Met | Outcome::NotMet);
    let accepted = accepted.filter(|_| decided).map(|accepted| accepted.day().to_string());
    let by = clock.duties.iter().find_map(|duty| duty.by).map(|by| by.to_string());
    value.insert("accepted_since", accepted.into());
    value.insert("by", by.into());
    value.insert("late_days", clock.late_days.into());
    value.insert("missing", missing.into());
    value.insert("route_to", route.into());
}

/// ONE-18 and ONE-19, in the order of the provision: whether a licence is needed and the agency competent, whether it was
/// turned away, whether it is complete. The moment since which the application counts as accepted.
fn intake(
    facts: &Facts<'_>,
    clock: &mut Clock<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) -> Option<Moment> {
    let licence = facts.item.kind.is(ItemKind::Licence);
    if let (Fact::Known(competence), true) = (&facts.competence, licence != Some(false)) {
        match (competence.licence_needed, competence.competent) {
            (Fact::Known(false) | Fact::None, _) => {
                answers.add("intake", "not_needed", &NOT_NEEDED, "/competence/licence_needed", out);
                return None;
            }
            (_, Fact::Known(false) | Fact::None) => {
                not_competent(competence, clock, answers, out);
                return None;
            }
            (Fact::Known(true), Fact::Known(true)) => {}
            (Fact::Unknown, _) => out.missing(&UNKNOWN, vec!["/competence/licence_needed".into()]),
            (_, Fact::Unknown) => out.missing(&UNKNOWN, vec!["/competence/competent".into()]),
        }
    }
    if let Fact::Known(refusal) = &facts.refusal
        && refused(refusal, answers, out)
    {
        return None;
    }
    match licence {
        None => {
            out.missing(&UNKNOWN, vec!["/item/kind".into()]);
            None
        }
        Some(false) => {
            out.add(&NOT_A_LICENCE, "/item/kind");
            facts.submission.accepted_at.known().copied()
        }
        Some(true) => {
            licence_clock(facts.received_at, &facts.submission, &facts.completeness, clock, answers, out)
        }
    }
}

fn not_competent(
    competence: &Competence<'_>,
    clock: &mut Clock<'_, '_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    answers.add("intake", "not_competent", &NOT_COMPETENT, "/competence/competent", out);
    if competence.route_to == Fact::None {
        out.add(&RIGHT_ONE_UNNAMED, "/competence/route_to");
    }
    clock.owe(&NAME, Party::Body, None, out);
}

/// ONE-19: whether the application was turned away, lawfully or not.
fn refused(refusal: &Refusal, answers: &mut Answers, out: &mut Findings) -> bool {
    const BASIS: &str = "/refusal/basis";
    if !out.asks(&ONE_19) {
        out.add(&REFUSAL_EARLY, "/refusal");
        return false;
    }
    let missing = match sufficient(&refusal.basis, LAW_REGULATION, out.law().date()) {
        Sufficient::Yes => {
            answers.add("intake", "refused_lawfully", &REFUSED_LAWFULLY, BASIS, out);
            return true;
        }
        Sufficient::Unknown => BASIS.to_owned(),
        Sufficient::UnknownField(index, field) => format!("{BASIS}/{index}/{field}"),
        _ => {
            answers.add("intake", "refused_intake", &REFUSED, BASIS, out);
            return true;
        }
    };
    out.missing(&REFUSAL_UNKNOWN, vec![missing.into()]);
    true
}

/// APL art. 32 para. 2: a duty that follows the decision on intake, and decides nothing.
fn receipt(receipt: &Fact<Receipt>, out: &mut Findings) {
    match receipt {
        Fact::Unknown => {}
        Fact::None => out.add(&NO_RECEIPT, "/receipt"),
        Fact::Known(Receipt { sealed: Fact::Known(true), dated: Fact::Known(true) }) => {
            out.add(&RECEIPT_GIVEN, "/receipt");
        }
        Fact::Known(receipt) => {
            let parts = [(receipt.sealed, "/receipt/sealed"), (receipt.dated, "/receipt/dated")];
            match parts.iter().find(|(part, _)| matches!(part, Fact::Known(false) | Fact::None)) {
                Some((_, path)) => out.add(&NO_RECEIPT, *path),
                None => {
                    let missing = parts.iter().filter(|(part, _)| part.is_unknown());
                    out.missing(&RECEIPT_UNKNOWN, missing.map(|(_, path)| (*path).into()).collect());
                }
            }
        }
    }
}
