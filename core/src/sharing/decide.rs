//! What a sharing request comes to, for whoever listens: with words for the report, without them for the compiled registry.
//! SHARE-4 and SHARE-7 are here; the other rules are in the files of this folder.

use std::borrow::Borrow;

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, between, by, codes, rule, section};
use crate::record::{Capacity, Entry, Excluded, Fact, ShareClass, secrecy, standing};
use crate::report::{Listener, Nobody};

use super::asked::Asked;
use super::classes::{self, SHARE_1};
use super::completeness::completeness;
use super::decision::{Fate, Grant};
use super::departments::{self, DEPT_APPLY, DEPT_GRANTED, DEPT_REFUSED};
use super::direct::{SHARE_15, grant_directly};
use super::fit::Candidate;
use super::negative_list::{self, LIST_REFUSED, Listing, SHARE_14};
use super::regime::Regime;
use super::reply::{decide_by_reply, unfounded_refusal};
use super::scenario::grant_by_scenario;
use super::uncatalogued::applied_for;
use super::usage::cut_excess;

/// SHARE-4.
static SHARE_4: Rule = rule(
    RuleId(Chapter::Sharing, 4),
    between(Law::BASE, Law::DATA_REGULATION),
    "无条件共享的数据提供给所有适用主体，无需审批",
    "unconditional data go to every body that is bound, without approval",
    &[by(section("SEED", "二(四)"), Seed)],
)
.when("条目为无条件共享", "the class is unconditional")
.then("任何适用主体均可取得，无需审批", "any bound body gets the data, without approval")
.replaced_by(&[SHARE_15.id]);
/// SHARE-7.
static SHARE_7: Rule = rule(
    RuleId(Chapter::Sharing, 7),
    between(Law::BASE, Law::DATA_REGULATION),
    "非共享的数据不予提供，并说明条目列明的理由和依据",
    "data that are not shared are refused, with the entry's reasons and basis",
    &[by(section("SEED", "二(四)"), Seed), by(art("O9", 27), Confirmed)],
)
.when("条目为非共享", "the class is not shared")
.then("不予提供，并引用条目的理由和依据", "refused, citing the entry's reasons and basis")
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

/// What a request comes to, and under which regime.
pub(crate) struct Ruling<'m> {
    /// `None` when it cannot be told, or none governs yet.
    pub(crate) regime: Option<Regime>,
    /// Whether secrecy takes the data out of the rules.
    pub(crate) excluded: Excluded,
    /// Whether it came to asking what the regime says of the data.
    pub(crate) weighed: bool,
    pub(crate) grant: Grant<'m>,
}

/// Decides. `fates` has a place for each item asked for; `scenarios` gives the registered ones that might fit, where they
/// are needed. Nothing here takes memory of its own: that is the listener's.
pub(crate) fn decide<'m, C: Borrow<Candidate>, I: Iterator<Item = (usize, C)>>(
    asked: &Asked<'_>,
    scenarios: impl FnOnce() -> Option<I>,
    fates: &'m mut [Fate],
    out: &mut impl Listener,
) -> Ruling<'m> {
    let mut ruling =
        Ruling { regime: None, excluded: Excluded::No, weighed: false, grant: Grant::new(fates) };
    if !out.law().applies() {
        return ruling;
    }
    let parties = [(asked.requester, "/requester"), (asked.provider, "/provider")];
    let Some(regime) = Regime::between(&parties, out) else { return ruling };
    ruling.regime = Some(regime);
    let unknown;
    let (entry, uncatalogued) = match asked.entry {
        Fact::Known(entry) => (entry, false),
        absent => {
            unknown = Entry::default();
            (&unknown, absent.known().is_none() && !absent.is_unknown())
        }
    };
    if !uncatalogued {
        let work_secrets = regime == Regime::SharingRegulation;
        ruling.excluded = secrecy(entry.secret_flag, "/entry/secret_flag", work_secrets, out);
    }
    let grant = &mut ruling.grant;
    if ruling.excluded != Excluded::Yes && by_a_bound_body(asked, grant, out) {
        if uncatalogued {
            applied_for(out);
        } else {
            ruling.weighed = true;
            by_regime(regime, asked, entry, scenarios, grant, out);
        }
    }
    if ruling.excluded == Excluded::Unknown {
        grant.each(|_, _| Some(Fate::Unknown));
    }
    ruling
}

/// What is asked for, and by whom: whether a decision is needed at all.
fn by_a_bound_body(asked: &Asked<'_>, grant: &mut Grant<'_>, out: &mut impl Listener) -> bool {
    match asked.items {
        None => {
            out.missing(&ITEMS_UNKNOWN, ["/items"]);
            return false;
        }
        Some([]) => {
            grant.ask_once = true;
            out.add(&ITEMS_NONE, "/items");
            return false;
        }
        Some(_) => grant.each(|_, _| Some(Fate::Apply)),
    }
    let public = Fact::Known(Capacity::PublicService);
    let requester = standing(asked.requester, public, &out.law(), asked.reading);
    requester.say("/requester", "", out);
    match requester.is_bound() {
        Some(true) => return true,
        Some(false) => {
            grant.each(|_, _| Some(Fate::Refused));
            out.add(&NOT_BOUND, "/requester/kind");
        }
        None => grant.each(|_, _| Some(Fate::Unknown)),
    }
    false
}

/// The order of the questions: the class, the scenario or the reply, whether the request is complete, what the duty needs.
fn by_regime<C: Borrow<Candidate>, I: Iterator<Item = (usize, C)>>(
    regime: Regime,
    asked: &Asked<'_>,
    entry: &Entry<'_>,
    scenarios: impl FnOnce() -> Option<I>,
    grant: &mut Grant<'_>,
    out: &mut impl Listener,
) {
    regime.displaces_classes(out);
    items_of_entry(asked, entry, grant, out);
    match regime {
        Regime::Order9 => {
            by_class(regime, asked, entry, grant, out);
            if grant.any(Fate::Apply) {
                grant_by_scenario(asked, scenarios(), grant, out);
            }
            if grant.any(Fate::Apply) {
                decide_by_reply(asked, grant, out);
            }
        }
        Regime::DataRegulation => by_negative_list(asked, entry, grant, out),
        Regime::SharingRegulation => {
            by_class(regime, asked, entry, grant, out);
            completeness(asked, grant, out);
            if grant.any(Fate::Apply) {
                if asked.reply.is_some() {
                    decide_by_reply(asked, grant, out);
                } else {
                    out.add(&DEPT_APPLY, "/entry/share_type");
                }
            }
        }
    }
    cut_excess(asked, grant, out);
    // A grant rests on the items of the entry, unless the provider found them there.
    if entry.items.is_unknown() && grant.any(Fate::Granted) && !asked.is_granted() {
        out.missing(&ENTRY_ITEMS_UNKNOWN, ["/entry/items"]);
        grant.turn(Fate::Granted, Fate::Unknown);
    }
    if grant.any(Fate::Granted) && !grant.any(Fate::Refused) {
        unfounded_refusal(asked, out);
    }
}

/// Cuts what is no item of the entry, where the entry lists its items.
fn items_of_entry(asked: &Asked<'_>, entry: &Entry<'_>, grant: &mut Grant<'_>, out: &mut impl Listener) {
    if entry.items.list().is_none_or(<[_]>::is_empty) {
        return;
    }
    let items = asked.items.unwrap_or_default();
    grant.each(|index, _| match (items.get(index)?.place, asked.unnamed) {
        (Some(_), _) => None,
        (None, Some(unnamed)) => {
            out.missing(&ITEM_UNNAMED, [format_args!("/entry/items/{unnamed}/name")]);
            Some(Fate::Unknown)
        }
        (None, None) => {
            out.add(&NOT_AN_ITEM, format_args!("/items/{index}"));
            Some(Fate::Cut)
        }
    });
}

/// The classes of 2018 and of 2025, item by item: granted, refused, or left to a scenario or a reply (`Apply`).
fn by_class(
    regime: Regime,
    asked: &Asked<'_>,
    entry: &Entry<'_>,
    grant: &mut Grant<'_>,
    out: &mut impl Listener,
) {
    let order9 = regime == Regime::Order9;
    let scheme = if order9 { &classes::SCHEME } else { &departments::SCHEME };
    let (granted, refused) = if order9 { (&UNCONDITIONAL, &REFUSED) } else { (&DEPT_GRANTED, &DEPT_REFUSED) };
    let (classified, missing) = out.aside(|out| {
        let classified =
            if order9 { classes::classify(entry, out) } else { departments::classify(entry, out) };
        out.in_words(|out| {
            scheme.items(entry, classified, out);
        });
        classified
    });
    if classified.declared.is_none() && classified.defective == Some(true) {
        return out.add(&CLASS_TO_CURE, "/entry/share_type");
    }
    let mut nobody = Nobody(out.law());
    let items = asked.items.unwrap_or_default();
    let mut undecided = false;
    let mut strictest = None;
    let mut refuses_entry = false;
    grant.each(|index, fate| {
        let item = items.get(index).filter(|_| fate == Fate::Apply)?;
        let own = item.place.and_then(|place| {
            let own = scheme.item(entry, classified.declared?, place, &mut nobody)?;
            Some((place, own.stricter?))
        });
        let class = own.map_or(classified.effective, |(_, class)| class);
        if class != Some(ShareClass::NotShared) {
            strictest = strictest.max(class);
        }
        match class {
            Some(ShareClass::Unconditional) => Some(Fate::Granted),
            Some(ShareClass::Authorised) => None,
            Some(ShareClass::NotShared) => {
                match own {
                    Some((place, _)) => out.add(refused, format_args!("/entry/items/{place}/share_type")),
                    None => refuses_entry = true,
                }
                Some(Fate::Refused)
            }
            None => {
                undecided = true;
                Some(Fate::Unknown)
            }
        }
    });
    grant.class = match strictest {
        _ if undecided => None,
        None if grant.any(Fate::Refused) => Some(ShareClass::NotShared),
        strictest => strictest,
    };
    if undecided {
        out.missing(&CLASS_UNDECIDED, missing);
    }
    if grant.any(Fate::Granted) {
        let stands = classified.effective == classified.declared;
        out.add(if stands { granted } else { &BY_FALLBACK }, "/entry/share_type");
    }
    if refuses_entry {
        out.add(refused, "/entry/share_type");
    }
}

/// The negative list of 2022: refused, or shared directly.
fn by_negative_list(asked: &Asked<'_>, entry: &Entry<'_>, grant: &mut Grant<'_>, out: &mut impl Listener) {
    let (listing, missing) = out.aside(|out| negative_list::listing(entry, out));
    match listing {
        Listing::Effective => {
            out.add(&LIST_REFUSED, "/entry/on_negative_list");
            grant.turn(Fate::Apply, Fate::Refused);
        }
        Listing::Unknown => {
            out.missing(&CLASS_UNDECIDED, missing);
            grant.each(|_, _| Some(Fate::Unknown));
        }
        Listing::NotListed | Listing::Defective => grant_directly(asked, grant, out),
    }
}
