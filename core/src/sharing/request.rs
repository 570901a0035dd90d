//! The topic `sharing.request`: may the requester have these items for this purpose? SHARE-4 and SHARE-7 are here;
//! the other rules are in the files of this folder.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, between, by, codes, rule, section};
use crate::record::{Capacity, Entry, Excluded, Fact, ShareClass, SharingRequest, secrecy, standing};
use crate::report::{Findings, Obligation, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::classes::{self, SHARE_1};
use super::completeness::completeness;
use super::conditions;
use super::course::{Case, Course, Told, follow};
use super::decision::{Decision, Fate};
use super::departments::{self, DEPT_APPLY, DEPT_GRANTED, DEPT_REFUSED};
use super::direct::{SHARE_15, grant_directly};
use super::negative_list::{self, LIST_REFUSED, Listing, SHARE_14};
use super::regime::{Regime, departments};
use super::reply::{decide_by_reply, grants, unfounded_refusal};
use super::scenario::grant_by_scenario;
use super::uncatalogued::confirm;
use super::usage::{cut_excess, own_duty, uses};

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
    NOT_BOUND: SHARE_1, "share.requester.not_bound", Fail, NotMet, "共享在适用主体之间进行，申请人不是适用主体", "sharing is between bodies that are bound; the requester is not";
    CLASS_UNDECIDED: SHARE_1, "share.class_undecided", Fail, Undetermined, "不能确定申请的数据项的共享类型", "the class of an item asked for cannot be decided";
    NOT_AN_ITEM: SHARE_1, "share.item.not_of_entry", Fail, NotMet, "申请的数据项不属于该条目", "an item asked for is not an item of the entry";
    ENTRY_ITEMS_UNKNOWN: SHARE_1, "share.entry_items_unknown", Fail, Undetermined, "不知道条目有哪些信息项，无法与申请对应", "it is unknown which items the entry has, to compare with the request";
    ITEM_UNNAMED: SHARE_1, "share.item.unnamed", Fail, Undetermined, "信息项没有名称，无法与申请对应", "an item of the entry has no name to compare with the request";
    BY_FALLBACK: SHARE_4, "share.class_fallback", Fail, Met, "分类有瑕疵，按较宽的一类对待，可以提供", "the class is defective and counts as the next more open one: provided" => Inferred;
    CLASS_TO_CURE: SHARE_1, "share.class_to_cure", Warn, NotMet, "条目没有有效的共享类型，须先由提供部门更正", "the entry bears no valid class: the provider must cure that first";
    ITEMS_UNKNOWN: SHARE_1, "share.items_unknown", Fail, Undetermined, "不知道申请哪些数据项", "it is unknown which items are asked for";
    ITEMS_NONE: SHARE_1, "share.no_items", Fail, NotMet, "申请未列明数据项，一次告知补正", "the request names no item: its author is told once";
    REFUSED: SHARE_7, "share.not_shared.refused", Fail, NotMet, "非共享的数据，依条目列明的理由和依据拒绝", "not shared: refused on the reasons and basis of the entry";
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let request: SharingRequest<'_> = read(facts)?;
    let course: Course<'_> = read(facts)?;
    let unknown = Entry::default();
    let mut out = question.act(request.received_at, "/received_at");
    let mut decision = Decision::default();
    let mut told = Told::default();
    let mut regime = None;
    if out.law().applies() {
        let parties = [(&request.requester, "/requester"), (&request.provider, "/provider")];
        regime = Regime::between(&parties, &mut out);
        if let Some(regime) = regime {
            let departments = departments(parties.iter().map(|(party, _)| *party));
            let entry = request.entry.known().unwrap_or(&unknown);
            let work_secrets = regime == Regime::SharingRegulation;
            let uncatalogued = matches!(request.entry, Fact::None);
            let excluded = if uncatalogued {
                Excluded::No
            } else {
                secrecy(entry.secret_flag, "/entry/secret_flag", work_secrets, &mut out)
            };
            let mut misused = false;
            if excluded != Excluded::Yes {
                let asked = Asked { request: &request, entry, course: &course, regime, question };
                if asked.by_a_bound_body(&mut decision, &mut out) && !uncatalogued {
                    decide(&asked, &mut decision, &mut told, &mut out);
                }
                misused = uses(&request, departments, &mut out);
            }
            if excluded == Excluded::Unknown {
                decision.each(|_, _, _| Some(Fate::Unknown));
            }
            match decision.word() {
                Some("granted" | "partial") => own_duty(&mut told.obligations, &out),
                // What a grant would ask of the requester is not owed; what is owed to it still is.
                _ => told.obligations.retain(|duty| duty.on != Party::Requester),
            }
            if excluded != Excluded::Yes {
                let (request, course, decision) = (&request, &course, &decision);
                let case = Case { request, entry, course, question, decision, departments, misused };
                if uncatalogued && decision.any(Fate::Apply) {
                    confirm(&case, &mut told, &mut out);
                }
                follow(&case, &mut told, &mut out);
            }
        }
    }
    let mut value = decision.value(regime);
    value.extend(told.value);
    Ok(Judgement { findings: out, value, obligations: told.obligations })
}

/// What is asked, and what it is decided by.
struct Asked<'a> {
    request: &'a SharingRequest<'a>,
    entry: &'a Entry<'a>,
    course: &'a Course<'a>,
    regime: Regime,
    question: &'a Question<'a>,
}

impl<'a> Asked<'a> {
    /// What is asked for, and by whom: whether a decision is needed at all.
    fn by_a_bound_body(&self, decision: &mut Decision<'a>, out: &mut Findings) -> bool {
        match self.request.items.list() {
            None => {
                out.missing(&ITEMS_UNKNOWN, vec!["/items".into()]);
                return false;
            }
            Some([]) => {
                decision.ask_once = true;
                out.add(&ITEMS_NONE, "/items");
                return false;
            }
            Some(items) => decision.items = items.iter().map(|name| (*name, Fate::Apply)).collect(),
        }
        let requester = standing(
            &self.request.requester,
            Fact::Known(Capacity::PublicService),
            &out.law(),
            self.question.options.reading,
        );
        requester.say("/requester", "", out);
        match requester.is_bound() {
            Some(true) => return true,
            Some(false) => {
                decision.each(|_, _, _| Some(Fate::Refused));
                out.add(&NOT_BOUND, "/requester/kind");
            }
            None => decision.each(|_, _, _| Some(Fate::Unknown)),
        }
        false
    }
}

/// The order of the questions: the class, the scenario or the reply, whether the request is complete, what the duty needs.
fn decide<'a>(asked: &Asked<'a>, decision: &mut Decision<'a>, told: &mut Told, out: &mut Findings) {
    let Asked { request, entry, course, regime, .. } = *asked;
    regime.displaces_classes(out);
    let of_entry = items_of_entry(entry, decision, out);
    match regime {
        Regime::Order9 => {
            by_class(entry, regime, &of_entry, decision, out);
            if decision.any(Fate::Apply) {
                grant_by_scenario(request, decision, out);
            }
            if decision.any(Fate::Apply) {
                decide_by_reply(request, decision, out);
            }
        }
        Regime::DataRegulation => by_negative_list(request, entry, decision, &mut told.obligations, out),
        Regime::SharingRegulation => {
            by_class(entry, regime, &of_entry, decision, out);
            conditions::listed(entry, decision.class, out);
            completeness(request, course, decision, told, out);
            if decision.any(Fate::Apply) {
                if request.reply.known().is_some() {
                    decide_by_reply(request, decision, out);
                } else {
                    out.add(&DEPT_APPLY, "/entry/share_type");
                }
            }
        }
    }
    cut_excess(request, decision, out);
    // A grant rests on the items of the entry, unless the provider found them there.
    if entry.items.is_unknown() && decision.any(Fate::Granted) && !grants(request) {
        out.missing(&ENTRY_ITEMS_UNKNOWN, vec!["/entry/items".into()]);
        decision.each(|_, _, fate| (fate == Fate::Granted).then_some(Fate::Unknown));
    }
    if decision.any(Fate::Granted) && !decision.any(Fate::Refused) {
        unfounded_refusal(request, out);
    }
}

/// Cuts what is no item of the entry. Returns the place in the entry of each item asked for, where the entry lists its
/// items.
fn items_of_entry<'a>(
    entry: &'a Entry<'_>,
    decision: &mut Decision<'_>,
    out: &mut Findings,
) -> HashMap<&'a str, usize> {
    let Some(items) = entry.items.list().filter(|items| !items.is_empty()) else {
        return HashMap::new();
    };
    let named = items.iter().enumerate().rev();
    let places: HashMap<&str, usize> =
        named.filter_map(|(index, item)| item.name.known().map(|name| (*name, index))).collect();
    let unnamed = items.iter().position(|item| item.name.is_unknown());
    decision.each(|index, name, _| match (places.contains_key(name), unnamed) {
        (true, _) => None,
        (false, Some(unnamed)) => {
            out.missing(&ITEM_UNNAMED, vec![format!("/entry/items/{unnamed}/name").into()]);
            Some(Fate::Unknown)
        }
        (false, None) => {
            out.add(&NOT_AN_ITEM, format!("/items/{index}"));
            Some(Fate::Cut)
        }
    });
    places
}

/// The classes of 2018 and of 2025, item by item: granted, refused, or left to a scenario or a reply (`Apply`).
fn by_class(
    entry: &Entry<'_>,
    regime: Regime,
    of_entry: &HashMap<&str, usize>,
    decision: &mut Decision<'_>,
    out: &mut Findings,
) {
    let mut premise = Findings::new(out.law());
    let (classified, granted, refused) = if regime == Regime::Order9 {
        (classes::classify(entry, &mut premise), &UNCONDITIONAL, &REFUSED)
    } else {
        (departments::classify(entry, &mut premise), &DEPT_GRANTED, &DEPT_REFUSED)
    };
    let missing = out.premise(premise);
    if classified.declared.is_none() && classified.defective == Some(true) {
        return out.add(&CLASS_TO_CURE, "/entry/share_type");
    }
    let stricter: HashMap<usize, Option<ShareClass>> = classified.items.iter().copied().collect();
    let mut undecided = false;
    let mut strictest = None;
    let mut refusals = BTreeSet::new();
    decision.each(|_, name, fate| {
        if fate != Fate::Apply {
            return None;
        }
        let own = of_entry.get(name).and_then(|index| Some((*index, *stricter.get(index)?)));
        let class = own.map_or(classified.effective, |(_, class)| class);
        if class != Some(ShareClass::NotShared) {
            strictest = strictest.max(class);
        }
        match class {
            Some(ShareClass::Unconditional) => Some(Fate::Granted),
            Some(ShareClass::Authorised) => None,
            Some(ShareClass::NotShared) => {
                refusals.insert(own.map(|(index, _)| index));
                Some(Fate::Refused)
            }
            None => {
                undecided = true;
                Some(Fate::Unknown)
            }
        }
    });
    decision.class = match strictest {
        _ if undecided => None,
        None if decision.any(Fate::Refused) => Some(ShareClass::NotShared),
        strictest => strictest,
    };
    if undecided {
        out.missing(&CLASS_UNDECIDED, missing);
    }
    if decision.any(Fate::Granted) {
        let stands = classified.effective == classified.declared;
        out.add(if stands { granted } else { &BY_FALLBACK }, "/entry/share_type");
    }
    for item in refusals {
        match item {
            Some(index) => out.add(refused, format!("/entry/items/{index}/share_type")),
            None => out.add(refused, "/entry/share_type"),
        }
    }
}

/// The negative list of 2022: refused, or shared directly.
fn by_negative_list<'a>(
    request: &'a SharingRequest<'_>,
    entry: &Entry<'_>,
    decision: &mut Decision<'a>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) {
    let mut premise = Findings::new(out.law());
    let listing = negative_list::listing(entry, &mut premise);
    let missing: Vec<Cow<'static, str>> = out.premise(premise);
    match listing {
        Listing::Effective => {
            out.add(&LIST_REFUSED, "/entry/on_negative_list");
            decision.each(|_, _, fate| (fate == Fate::Apply).then_some(Fate::Refused));
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
