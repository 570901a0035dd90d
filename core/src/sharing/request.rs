//! The topic `sharing.request`: may the requester have these items for this purpose? SHARE-4 and SHARE-7 are here;
//! the other rules are in the files of this folder.

use std::borrow::Cow;

use serde_json::Value;

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, between, by, codes, rule, section};
use crate::record::{Capacity, Fact, ShareClass, SharingRequest, secrecy, standing};
use crate::report::{Findings, Obligation};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::classes::{self, Classified, ITEM_UNNAMED, NOT_AN_ITEM};
use super::decision::{Decision, Fate};
use super::departments::{self, DEPT_APPLY, DEPT_GRANTED, DEPT_REFUSED};
use super::direct::{SHARE_15, grant_directly};
use super::negative_list::{self, LIST_REFUSED, Listing, SHARE_14};
use super::regime::Regime;
use super::reply::{decide_by_reply, unfounded_refusal};
use super::scenario::grant_by_scenario;
use super::usage::{cut_excess, own_duty};

const SCHEMA: &str = include_str!("../../schemas/sharing.request.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "sharing.request",
    schema: SCHEMA,
    kind: "sharing_request",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// SHARE-4.
static SHARE_4: Rule = rule(
    RuleId(Chapter::Sharing, 4),
    between(Law::BASE, Law::DATA_REGULATION),
    "无条件共享的数据提供给所有适用主体，无需审批",
    "unconditional data go to every body that is bound, without approval",
    &[by(section("SEED", "二(四)"), Seed)],
)
.replaced_by(&[SHARE_15.id]);
/// SHARE-7.
static SHARE_7: Rule = rule(
    RuleId(Chapter::Sharing, 7),
    between(Law::BASE, Law::DATA_REGULATION),
    "非共享的数据不予提供，并说明条目列明的理由和依据",
    "data that are not shared are refused, with the entry's reasons and basis",
    &[by(section("SEED", "二(四)"), Seed), by(art("O9", 27), Confirmed)],
)
.replaced_by(&[SHARE_14.id]);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_4, &SHARE_7];

codes! {
    UNCONDITIONAL: SHARE_4, "share.unconditional.granted", Fail, Met, "无条件共享，直接提供，无需审批", "unconditional: provided without approval";
    NOT_BOUND: super::classes::SHARE_1, "share.requester.not_bound", Fail, NotMet, "共享在适用主体之间进行，申请人不是适用主体", "sharing is between bodies that are bound; the requester is not";
    REGIME_UNKNOWN: super::classes::SHARE_1, "share.regime_unknown", Fail, Undetermined, "不知道双方是否为政府部门，无法确定适用的共享制度", "it is unknown whether the parties are government departments, hence which regime governs";
    CLASS_UNDECIDED: super::classes::SHARE_1, "share.class_undecided", Fail, Undetermined, "不能确定申请的数据项的共享类型", "the class of an item asked for cannot be decided";
    CLASS_TO_CURE: super::classes::SHARE_1, "share.class_to_cure", Fail, NotMet, "条目没有有效的共享类型，须先由提供部门更正", "the entry bears no valid class: the provider must cure that first";
    ITEMS_UNKNOWN: super::classes::SHARE_1, "share.items_unknown", Fail, Undetermined, "不知道申请哪些数据项", "it is unknown which items are asked for";
    ITEMS_NONE: super::classes::SHARE_1, "share.no_items", Fail, NotMet, "申请未列明数据项，一次告知补正", "the request names no item: its author is told once";
    REFUSED: SHARE_7, "share.not_shared.refused", Fail, NotMet, "非共享的数据，依条目列明的理由和依据拒绝", "not shared: refused on the reasons and basis of the entry";
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let request: SharingRequest<'_> = read(facts)?;
    let mut out = question.act(request.received_at, "/received_at");
    let mut decision = Decision::default();
    let mut obligations = Vec::new();
    let mut regime = None;
    if out.law().applies() {
        match Regime::between(
            out.law(),
            &[(&request.requester, "/requester"), (&request.provider, "/provider")],
        ) {
            Ok(known) => {
                regime = Some(known);
                let department = known == Regime::SharingRegulation;
                if !secrecy(request.entry.secret_flag, "/entry/secret_flag", department, &mut out) {
                    decide(&request, known, question, &mut decision, &mut obligations, &mut out);
                }
            }
            Err(missing) => out.missing(&REGIME_UNKNOWN, missing),
        }
    }
    let value = decision.value(regime);
    Ok(Judgement { findings: out, value, obligations })
}

/// The order of the questions: what is asked for, who asks, the class, the scenario or the reply, what the duty needs.
fn decide<'a>(
    request: &'a SharingRequest<'_>,
    regime: Regime,
    question: &Question<'_>,
    decision: &mut Decision<'a>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    match request.items.list() {
        None => return out.missing(&ITEMS_UNKNOWN, vec!["/items".into()]),
        Some([]) => {
            decision.ask_once = true;
            return out.add(&ITEMS_NONE, "/items");
        }
        Some(items) => decision.items = items.iter().map(|name| (*name, Fate::Apply)).collect(),
    }
    let requester = standing(
        &request.requester,
        Fact::Known(Capacity::PublicService),
        out.law().date(),
        question.options.reading,
    );
    requester.say("/requester", "", out);
    match requester.is_bound() {
        Some(true) => {}
        Some(false) => {
            decision.each(|_, _, _| Some(Fate::Refused));
            return out.add(&NOT_BOUND, "/requester/kind");
        }
        None => return decision.each(|_, _, _| Some(Fate::Unknown)),
    }
    regime.displaces_classes(out);
    match regime {
        Regime::Order9 => {
            by_class(request, regime, decision, out);
            if decision.any(Fate::Apply) {
                grant_by_scenario(request, decision, out);
            }
            if decision.any(Fate::Apply) {
                decide_by_reply(request, decision, out);
            }
        }
        Regime::DataRegulation => by_negative_list(request, decision, obligations, out),
        Regime::SharingRegulation => {
            by_class(request, regime, decision, out);
            if decision.any(Fate::Apply) {
                if request.reply.known().is_none() {
                    out.add(&DEPT_APPLY, "/entry/share_type");
                }
                decide_by_reply(request, decision, out);
            }
        }
    }
    cut_excess(request, decision, out);
    if matches!(decision.word(), Some("granted" | "partial")) {
        own_duty(request, regime == Regime::SharingRegulation, obligations, out);
        unfounded_refusal_of(request, decision, out);
    }
}

/// A reply that refuses is unfounded where everything was granted without it.
fn unfounded_refusal_of(request: &SharingRequest<'_>, decision: &Decision<'_>, out: &mut Findings) {
    if !decision.any(Fate::Refused) {
        unfounded_refusal(request, out);
    }
}

/// The classes of 2018 and of 2025, item by item: granted, refused, or left to a scenario or a reply (`Apply`).
fn by_class<'a>(
    request: &'a SharingRequest<'_>,
    regime: Regime,
    decision: &mut Decision<'a>,
    out: &mut Findings,
) {
    let mut premise = Findings::new(out.law());
    let (classified, granted, refused) = if regime == Regime::Order9 {
        (classes::classify(&request.entry, &mut premise), &UNCONDITIONAL, &REFUSED)
    } else {
        (departments::classify(&request.entry, &mut premise), &DEPT_GRANTED, &DEPT_REFUSED)
    };
    let missing = out.premise(premise);
    let mut undecided = false;
    let mut to_cure = false;
    decision.each(|index, name, _| {
        let fate = match class_of(request, &classified, name) {
            ItemClass::NotAnItem => {
                out.add(&NOT_AN_ITEM, format!("/items/{index}"));
                Fate::Cut
            }
            ItemClass::Unnamed(item) => {
                out.missing(&ITEM_UNNAMED, vec![format!("/entry/items/{item}/name").into()]);
                Fate::Unknown
            }
            ItemClass::Undecided if classified.declared.is_none() && classified.defective == Some(true) => {
                to_cure = true;
                Fate::Apply
            }
            ItemClass::Undecided => {
                undecided = true;
                Fate::Unknown
            }
            ItemClass::Class(ShareClass::Unconditional) => Fate::Granted,
            ItemClass::Class(ShareClass::Authorised) => Fate::Apply,
            ItemClass::Class(ShareClass::NotShared) => Fate::Refused,
        };
        Some(fate)
    });
    if undecided {
        out.missing(&CLASS_UNDECIDED, missing);
    }
    if to_cure {
        out.add(&CLASS_TO_CURE, "/entry/share_type");
    }
    for (fate, code) in [(Fate::Granted, granted), (Fate::Refused, refused)] {
        if decision.any(fate) {
            out.add(code, "/entry/share_type");
        }
    }
}

/// What class an item asked for bears.
enum ItemClass {
    Class(ShareClass),
    Undecided,
    NotAnItem,
    /// An item of the entry has no name, at this index: it might be the one.
    Unnamed(usize),
}

/// The item's own class where it is stricter, else the entry's.
fn class_of(request: &SharingRequest<'_>, classified: &Classified, name: &str) -> ItemClass {
    let of = |class: Option<ShareClass>| class.map_or(ItemClass::Undecided, ItemClass::Class);
    let Some(items) = request.entry.items.list().filter(|items| !items.is_empty()) else {
        return of(classified.effective);
    };
    let Some(index) = items.iter().position(|item| item.name.is(name) == Some(true)) else {
        let unnamed = items.iter().position(|item| item.name.is_unknown());
        return unnamed.map_or(ItemClass::NotAnItem, ItemClass::Unnamed);
    };
    of(classified
        .items
        .iter()
        .find(|(item, _)| *item == index)
        .map_or(classified.effective, |(_, class)| *class))
}

/// The negative list of 2022: refused, or shared directly.
fn by_negative_list<'a>(
    request: &'a SharingRequest<'_>,
    decision: &mut Decision<'a>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    let mut premise = Findings::new(out.law());
    let listing = negative_list::listing(&request.entry, &mut premise);
    let missing: Vec<Cow<'static, str>> = out.premise(premise);
    match listing {
        Listing::Effective => {
            out.add(&LIST_REFUSED, "/entry/on_negative_list");
            decision.each(|_, _, _| Some(Fate::Refused));
        }
        Listing::Unknown => {
            out.missing(&CLASS_UNDECIDED, missing);
            decision.each(|_, _, _| Some(Fate::Unknown));
        }
        Listing::NotListed | Listing::Defective => {
            grant_directly(request, decision, obligations, out);
            if decision.any(Fate::Granted) {
                decision.scenario = request.scenario_ref.known().copied();
            }
        }
    }
}
