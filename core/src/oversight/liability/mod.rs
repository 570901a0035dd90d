//! The topic `liability`: what follows from a breach, by whom, on what basis. Findings, never punishments (LIAB-9).
//!
//! LIAB-1 and LIAB-9 are here; what the later instruments say of each kind of breach is in `breach`.

pub(crate) mod breach;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::{Inferred, Seed};
use crate::law::{
    Basis, Chapter, Law, Rule, RuleId, TIME_5_IN_FORCE, TIME_5_UNCONFIRMED, art, by, codes, on, rule,
    section, since,
};
use crate::record::{Agency, Capacity, Fact, Ground, Moment, Standing, standing};
use crate::report::{Findings, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use breach::{Follows, Kind, Office, Order, Provision, Reaches};

const SCHEMA: &str = include_str!("../../../schemas/liability.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "liability",
    schema: SCHEMA,
    kind: "breach",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// LIAB-1.
static LIAB_1: Rule = rule(
    RuleId(Chapter::Liability, 1),
    since(Law::BASE),
    "违反《管理办法》的，适用其法律责任一章；该章条文未经确认",
    "a breach of the measures falls under their chapter on liability, whose articles are not confirmed",
    &[by(section("O9", "第八章"), Seed)],
)
.when("2022-01-01前违反《办法》", "a breach of the measures before 2022-01-01")
.then("适用第八章，内容未确认，仅作提示", "its chapter 8 applies, contents unconfirmed: flagged only");
/// LIAB-9.
static LIAB_9: Rule = rule(
    RuleId(Chapter::Liability, 9),
    since(Law::BASE),
    "只给出认定意见，不作处罚",
    "findings, never punishments",
    &[by(section("O9", "第八章"), Inferred)],
)
.when("发现违反规定", "a breach is found")
.then(
    "给出规则、违反情形、后果类别、有权机关、依据和把握程度；不作处罚",
    "rule, breach, class of consequence, competent authority, basis and confidence are given; never a punishment",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&LIAB_1, &LIAB_9];

/// A body bound by reference follows the rule, and is not liable under it (SCOPE-10, open question Q10).
const BY_REFERENCE: &[Basis] =
    &[by(section("DR8N", "附则"), Inferred).until(Law::DATA_REGULATION), by(art("SDR", 90), Inferred)];

codes! {
    FLAG: LIAB_1, "liability.order9.flag", Fail, NotMet, "违反《管理办法》，适用其第八章，内容未经确认", "a breach of the measures: their chapter 8 applies, its content is not confirmed";
    NO_BREACH_OF_ORDER9: LIAB_1, "liability.order9.none", Inform, Met, "没有违反行为，不问第八章", "no breach: chapter 8 is not asked";
    FINDING_ONLY: LIAB_9, "liability.finding_only", Inform, Met, "本结论为认定意见，处理由有权机关决定", "a finding: what is done is for the competent authority";
    NO_BREACH: LIAB_9, "liability.none", Fail, Met, "没有违反行为", "there is no breach";
    BREACH_UNKNOWN: LIAB_9, "liability.breach_unknown", Fail, Undetermined, "不知道违反行为的类别", "the kind of breach is unknown";
    ACTOR_UNKNOWN: LIAB_9, "liability.actor_unknown", Fail, Undetermined, "不知道行为主体的类别", "it is unknown what kind of body acted";
    NOT_REACHED: LIAB_9, "liability.not_reached", Fail, NotApplicable, "该条不及于该行为主体", "the provision does not reach this body";
    DEVIATION: LIAB_9, "liability.deviation", Warn, NotMet, "参照执行的单位偏离规则，不作责任认定", "a deviation from a rule applied by reference: no finding of liability" on BY_REFERENCE;
    AUTHORITY_INFERRED: LIAB_9, "liability.authority_inferred", Inform, Met, "有权机关为推定", "who is competent is inferred";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    actor: Agency<'a>,
    occurred_at: Fact<Moment>,
    breach: Fact<Kind>,
    item: Fact<u16>,
    gravity: Fact<Gravity>,
    cure: Fact<Cure>,
    crime: Fact<bool>,
    lawful_ground: Fact<bool>,
    information: Fact<Information>,
    rating: Fact<Rating>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Gravity {
    Ordinary,
    Serious,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Information {
    Personal,
    Privacy,
    TradeSecret,
    ConfidentialCommercial,
    Other,
}

/// What became of the order to correct (改正情况).
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Cure {
    refused: Fact<bool>,
    cured_at: Fact<Moment>,
}

/// A bad rating (差评).
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Rating {
    real_name: Fact<bool>,
    clear: Fact<bool>,
    reasonable: Fact<bool>,
}

/// What is said of a breach beside the findings.
#[derive(Default)]
struct Verdict {
    decision: Option<&'static str>,
    consequences: Vec<&'static str>,
    authority: Option<&'static str>,
    basis: Value,
    rule: Option<String>,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.occurred_at, "/occurred_at");
    let mut verdict = Verdict::default();
    if !out.law().applies() {
        if facts.crime.is(true) == Some(true) {
            out.add(&breach::BEFORE_CRIME, "/crime");
            verdict.decision = Some("criminal");
        }
    } else {
        out.add(&FINDING_ONLY, "");
        match facts.breach {
            Fact::Unknown => out.missing(&BREACH_UNKNOWN, vec!["/breach".into()]),
            Fact::None => {
                out.add(&NO_BREACH, "/breach");
                out.add(&NO_BREACH_OF_ORDER9, "/breach");
                verdict.decision = Some("none");
            }
            Fact::Known(kind) => decide(&facts, kind, question, &mut verdict, &mut out),
        }
        if out.outcome() == Outcome::Undetermined {
            verdict.decision = None;
            verdict.consequences.clear();
        }
    }
    let value = BTreeMap::from([
        ("authority", verdict.authority.into()),
        ("basis", verdict.basis),
        ("consequences", verdict.consequences.into()),
        ("decision", verdict.decision.into()),
        ("rule", verdict.rule.into()),
    ]);
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// The provision in force, else the chapter that is not confirmed; whether it reaches the body; what follows.
fn decide(facts: &Facts<'_>, kind: Kind, question: &Question<'_>, verdict: &mut Verdict, out: &mut Findings) {
    let commercial = facts.information.is(Information::ConfidentialCommercial) == Some(true);
    let law = out.law();
    let Some(provision) = kind.provision(facts.item.known().copied(), commercial, law) else {
        return flag(facts, question, verdict, out);
    };
    verdict.rule = Some(provision.rule.id.to_string());
    let Provision { instrument, article, item, .. } = provision;
    verdict.basis = json!({"article": article, "instrument": instrument, "item": item});
    match provision.reaches {
        Reaches::Anyone => {}
        Reaches::Organs => match bound(facts, question, out) {
            Some(Standing::Direct(Ground::Organ | Ground::StateOrgan)) => {}
            Some(Standing::ByReference(_)) => return deviate(verdict, out),
            Some(_) => return not_reached(verdict, out),
            None => return,
        },
        Reaches::Departments => match facts.actor.is_government_department() {
            Some(true) => {}
            Some(false) => return not_reached(verdict, out),
            None => return out.missing(&ACTOR_UNKNOWN, vec!["/actor/kind".into()]),
        },
    }
    match provision.follows {
        Follows::Order(order) => ordered(facts, kind, order, verdict, out),
        Follows::Office(office) => answered(facts, kind, office, verdict, out),
    }
    let (authority, inferred) = match verdict.decision {
        Some("criminal") => ("judicial_authorities", true),
        _ => provision.authority,
    };
    if out.outcome() == Outcome::NotMet {
        verdict.authority = Some(authority);
        if inferred {
            out.add(&AUTHORITY_INFERRED, "");
        }
    }
}

/// LIAB-1: no confirmed provision names the breach on its date.
fn flag(facts: &Facts<'_>, question: &Question<'_>, verdict: &mut Verdict, out: &mut Findings) {
    verdict.rule = Some(LIAB_1.id.to_string());
    verdict.basis = json!({"article": null, "instrument": "O9", "item": null});
    // Nothing that was read after 2023 says whether the measures still stand.
    let confirmed = out.law().date() < on(2024, 1, 1);
    out.add(if confirmed { &TIME_5_IN_FORCE } else { &TIME_5_UNCONFIRMED }, "");
    match bound(facts, question, out) {
        Some(Standing::Direct(_)) => {
            out.add(&FLAG, "/breach");
            verdict.decision = Some("flag");
            verdict.consequences = vec!["flag"];
        }
        Some(Standing::ByReference(_)) => deviate(verdict, out),
        Some(_) => not_reached(verdict, out),
        None => {}
    }
}

/// How the measures bind the body; `None`, and said so, when that is unknown.
fn bound(facts: &Facts<'_>, question: &Question<'_>, out: &mut Findings) -> Option<Standing> {
    let capacity = Fact::Known(Capacity::PublicService);
    let standing = standing(&facts.actor, capacity, &out.law(), question.options.reading);
    let mut premise = Findings::new(out.law());
    standing.say("/actor", "", &mut premise);
    let missing = out.premise(premise);
    if standing.is_bound().is_none() {
        out.missing(&ACTOR_UNKNOWN, missing);
        return None;
    }
    Some(standing)
}

fn deviate(verdict: &mut Verdict, out: &mut Findings) {
    out.add(&DEVIATION, "/actor/kind");
    verdict.decision = Some("advisory");
}

fn not_reached(verdict: &mut Verdict, out: &mut Findings) {
    out.add(&NOT_REACHED, "/actor/kind");
    verdict.decision = Some("not_reached");
}

/// A breach that is to be corrected first.
fn ordered(facts: &Facts<'_>, kind: Kind, order: &Order, verdict: &mut Verdict, out: &mut Findings) {
    if kind == Kind::BadRatingNotFixed && !to_be_mended(&facts.rating, verdict, out) {
        return;
    }
    // No word on the order: it is still to be given.
    let cure = facts.cure.known().copied();
    let refused = cure.map_or(Some(false), |cure| cure.refused.is(true));
    let serious = facts.gravity.is(Gravity::Serious);
    let worst = [(order.if_refused, refused), (order.if_serious, serious)];
    if worst.contains(&(true, Some(true))) {
        out.add(order.severe, "/breach");
        verdict.decision = Some(order.worst);
        verdict.consequences = order.classes.iter().copied().chain([order.worst]).collect();
        return;
    }
    let missing: Vec<_> =
        [(refused.is_none(), "/cure/refused"), (order.if_serious && serious.is_none(), "/gravity")]
            .into_iter()
            .filter(|(unknown, _)| *unknown)
            .map(|(_, path)| path.into())
            .collect();
    if !missing.is_empty() {
        out.missing(order.unknown, missing);
    } else if refused == Some(false) && cure.is_some_and(|cure| cure.cured_at.known().is_some()) {
        out.add(order.cured, "/cure/cured_at");
        verdict.decision = Some("corrected");
    } else {
        out.add(order.first, "/breach");
        verdict.decision = order.classes.first().copied();
        verdict.consequences = order.classes.to_vec();
    }
}

/// LIAB-7: only a real-name, clear and reasonable bad rating is to be mended.
fn to_be_mended(rating: &Fact<Rating>, verdict: &mut Verdict, out: &mut Findings) -> bool {
    let rating = rating.known().copied().unwrap_or_default();
    let qualities = [
        (rating.real_name.is(true), "/rating/real_name"),
        (rating.clear.is(true), "/rating/clear"),
        (rating.reasonable.is(true), "/rating/reasonable"),
    ];
    if let Some((_, path)) = qualities.iter().find(|(holds, _)| *holds == Some(false)) {
        out.add(&breach::NO_DUTY_TO_MEND, *path);
        verdict.decision = Some("none");
        return false;
    }
    let missing: Vec<_> =
        qualities.iter().filter(|(holds, _)| holds.is_none()).map(|(_, path)| (*path).into()).collect();
    if missing.is_empty() {
        return true;
    }
    out.missing(&breach::SERVICE_UNKNOWN, missing);
    false
}

/// A breach of office.
fn answered(facts: &Facts<'_>, kind: Kind, office: &Office, verdict: &mut Verdict, out: &mut Findings) {
    if kind == Kind::UnlawfulProvision && facts.lawful_ground.is(true) == Some(true) {
        out.add(&breach::LAWFUL, "/lawful_ground");
        verdict.decision = Some("none");
        return;
    }
    match facts.crime.is(true) {
        Some(true) => {
            out.add(office.refer, "/crime");
            verdict.decision = Some("criminal");
            verdict.consequences = vec!["discipline", "refer"];
        }
        Some(false) => {
            out.add(office.discipline, "/breach");
            verdict.decision = Some("discipline");
            verdict.consequences = vec!["discipline"];
        }
        None => out.missing(office.unknown, vec!["/crime".into()]),
    }
}
