//! Application scenarios: SHARE-5, SHARE-8.

use std::borrow::Borrow;
use std::cmp::Reverse;

use crate::law::Confidence::{Inferred, Secondary, Seed};
use crate::law::{Chapter, Law, Rule, RuleId, between, by, codes, rule, section};
use crate::report::{Listener, Place};

use super::asked::Asked;
use super::decision::{Fate, Grant, Under};
use super::direct::SHARE_15;
use super::fit::{At, Candidate, Field, Match, Missing, compare};

/// SHARE-5.
static SHARE_5: Rule = rule(
    RuleId(Chapter::Sharing, 5),
    between(Law::BASE, Law::DATA_REGULATION),
    "授权共享的数据，符合已审定的具体应用场景的，直接使用，无需逐项审批",
    "authorised data: a request that fits an approved application scenario is used directly, without case-by-case approval",
    &[by(section("SEED", "二(四)"), Seed), by(section("O9", "第四章"), Secondary)],
)
.when(
    "条目为授权共享，申请符合已审定的应用场景",
    "the class is authorised and the request fits an approved application scenario",
)
.then("直接使用，无需逐项审批", "used directly, without case-by-case approval")
.replaced_by(&[SHARE_15.id]);
/// SHARE-8.
static SHARE_8: Rule = rule(
    RuleId(Chapter::Sharing, 8),
    between(Law::BASE, Law::DATA_REGULATION),
    "符合场景：使用机构、职责或者事项、数据项、目的、期限、区域均在场景之内",
    "a request fits where user, duty or service item, items, purpose, term and area lie within the scenario",
    &[by(section("SEED", "二(四)"), Inferred)],
)
.when("将申请与场景比对", "a request is held against a scenario")
.then(
    "机构、职责或者事项、数据项、目的、期限、区域均在场景之内的符合；否则指明不符的一项",
    "it fits where user, duty or item, data items, purpose, term and area all lie within; else the field is named",
)
.replaced_by(&[SHARE_15.id]);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_5, &SHARE_8];

codes! {
    SCENARIO_GRANTED: SHARE_5, "share.scenario.granted", Fail, Met, "符合已审定的应用场景，直接使用", "the request fits an approved scenario: direct use";
    SCENARIO_FITS: SHARE_8, "share.scenario.fits", Inform, Met, "申请符合该场景", "the request fits the scenario";
    ITEM_OUTSIDE: SHARE_8, "share.scenario.item_outside", Warn, NotMet, "数据项在场景之外", "the item lies outside the scenario";
    AREA_OUTSIDE: SHARE_8, "share.scenario.area_outside", Fail, NotMet, "申请的区域超出场景的区域", "the area asked for goes beyond the scenario's";
    MISMATCH: SHARE_8, "share.scenario.mismatch", Inform, NotMet, "申请在此处不符合该场景", "the request does not fit the scenario here";
    NO_SCENARIO: SHARE_8, "share.scenario.none", Inform, NotMet, "没有已登记的应用场景", "no scenario is registered";
    SCENARIO_UNKNOWN: SHARE_8, "share.scenario.unknown", Fail, Undetermined, "缺少判断是否符合场景所需的事实", "facts that decide whether the request fits a scenario are missing";
}

/// How well a scenario fits, the best first: items within, areas without, and its place among equals.
type Rank = (Reverse<usize>, usize, usize);

/// SHARE-5 and SHARE-8 for the items that are shared on authorisation (fate `Apply`): those within a fitting scenario
/// are granted. The others are left for a reply. `scenarios` are the registered ones that might fit, each with its place
/// among all, in any order; `None` when it is unknown which there are. Of several that fit alike the first by place
/// counts; of those that do not, what is told is told of the first that comes.
///
/// Undetermined when the scenarios, or a field of one that would decide, are absent, and no reply grants all the same.
pub(crate) fn grant_by_scenario<C: Borrow<Candidate>>(
    asked: &Asked<'_>,
    scenarios: Option<impl Iterator<Item = (usize, C)>>,
    grant: &mut Grant<'_>,
    out: &mut impl Listener,
) {
    let Some(scenarios) = scenarios else {
        return unknown(asked, grant, ["/scenarios"], out);
    };
    let items = asked.items.unwrap_or_default();
    let wanted = || {
        let open = items.iter().zip(grant.fates.iter());
        open.filter(|(item, fate)| **fate == Fate::Apply && !item.again).map(|(item, _)| item.name)
    };
    let all = wanted().count();
    let mut best: Option<(Rank, C)> = None;
    let mut nearest: Option<(usize, Field, usize)> = None;
    let mut missing: Option<(usize, Missing)> = None;
    let mut complete = false;
    for (index, scenario) in scenarios {
        match compare(asked, scenario.borrow(), wanted(), out.law()) {
            Match::Fits { inside, cut_area } => {
                complete |= inside == all && cut_area == 0;
                let rank = (Reverse(inside), cut_area, index);
                if best.as_ref().is_none_or(|(best, _)| rank < *best) {
                    best = Some((rank, scenario));
                }
            }
            Match::Unknown(facts) => missing = missing.or(Some((index, facts))),
            Match::Not { field, passed } => {
                if nearest.is_none_or(|(.., most)| passed > most) {
                    nearest = Some((index, field, passed));
                }
            }
        }
    }
    match (best, missing) {
        // A scenario that is not fully known might fit better than the best known one, unless that fits in full.
        (_, Some((index, missing))) if !complete => {
            let places = Field::ALL.into_iter().filter(|field| missing.holds(*field));
            unknown(asked, grant, places.map(|field| At { index, field }), out);
        }
        (Some(((_, cut_area, index), scenario)), _) => {
            out.add(&SCENARIO_FITS, format_args!("/scenarios/{index}"));
            out.add(&SCENARIO_GRANTED, format_args!("/scenarios/{index}"));
            if cut_area > 0 {
                out.add(&AREA_OUTSIDE, "/area");
            }
            grant.under = Some(Under::Registered(index));
            grant.cuts_area = cut_area > 0;
            grant.each(|index, fate| {
                let item = items.get(index).filter(|_| fate == Fate::Apply)?;
                if !scenario.borrow().holds(item.name) {
                    out.add(&ITEM_OUTSIDE, format_args!("/items/{index}"));
                    return None;
                }
                Some(Fate::Granted)
            });
        }
        (None, _) => match nearest {
            Some((index, field, _)) => out.add(&MISMATCH, At { index, field }),
            None => out.add(&NO_SCENARIO, "/scenarios"),
        },
    }
}

fn unknown<P: Place>(
    asked: &Asked<'_>,
    grant: &mut Grant<'_>,
    missing: impl IntoIterator<Item = P>,
    out: &mut impl Listener,
) {
    // With a scenario or without one, a reply that grants settles it.
    if asked.is_granted() {
        return;
    }
    out.missing(&SCENARIO_UNKNOWN, missing);
    grant.turn(Fate::Apply, Fate::Unknown);
}
