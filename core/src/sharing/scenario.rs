//! Application scenarios: SHARE-5, SHARE-8.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashSet;

use crate::law::Confidence::{Inferred, Secondary, Seed};
use crate::law::{Chapter, Law, Rule, RuleId, between, by, codes, rule, section};
use crate::record::{Fact, InTerm, Scenario, ScenarioStatus, SharingRequest};
use crate::report::Findings;

use super::decision::{Decision, Fate};
use super::direct::SHARE_15;
use super::reply::grants;

/// SHARE-5.
static SHARE_5: Rule = rule(
    RuleId(Chapter::Sharing, 5),
    between(Law::BASE, Law::DATA_REGULATION),
    "授权共享的数据，符合已审定的具体应用场景的，直接使用，无需逐项审批",
    "authorised data: a request that fits an approved application scenario is used directly, without case-by-case approval",
    &[by(section("SEED", "二(四)"), Seed), by(section("O9", "第四章"), Secondary)],
)
.replaced_by(&[SHARE_15.id]);
/// SHARE-8.
static SHARE_8: Rule = rule(
    RuleId(Chapter::Sharing, 8),
    between(Law::BASE, Law::DATA_REGULATION),
    "符合场景：使用机构、职责或者事项、数据项、目的、期限、区域均在场景之内",
    "a request fits where user, duty or service item, items, purpose, term and area lie within the scenario",
    &[by(section("SEED", "二(四)"), Inferred)],
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

/// How a request compares with a scenario.
enum Match<'a> {
    /// It fits, with so many of the items asked for and but for the areas named.
    Fits { inside: usize, cut_area: Vec<&'a str> },
    /// It does not fit, for the field named; with how many fields did.
    Not { field: &'static str, passed: usize },
    /// Facts that decide are missing.
    Unknown(Vec<Cow<'static, str>>),
}

/// SHARE-5 and SHARE-8 for the items that are shared on authorisation (fate `Apply`): those within a fitting scenario
/// are granted. The others are left for a reply.
///
/// Undetermined when the scenarios, or a field of one that would decide, are absent, and no reply grants all the same.
pub(crate) fn grant_by_scenario<'a>(
    request: &'a SharingRequest<'_>,
    decision: &mut Decision<'a>,
    out: &mut Findings,
) {
    let asked: HashSet<&str> =
        decision.items.iter().filter(|(_, fate)| *fate == Fate::Apply).map(|(name, _)| *name).collect();
    let Some(scenarios) = request.scenarios.list() else {
        return unknown(request, decision, vec!["/scenarios".into()], out);
    };
    let mut best: Option<(usize, usize, Vec<&str>)> = None;
    let mut nearest: Option<(usize, &'static str, usize)> = None;
    let mut missing = None;
    for (index, scenario) in scenarios.iter().enumerate() {
        match compare(request, scenario, index, &asked, out.law()) {
            Match::Fits { inside, cut_area } => {
                let complete = inside == asked.len() && cut_area.is_empty();
                let better = best.as_ref().is_none_or(|(_, most, areas)| {
                    (Reverse(inside), cut_area.len()) < (Reverse(*most), areas.len())
                });
                if better {
                    best = Some((index, inside, cut_area));
                }
                if complete {
                    missing = None;
                    break;
                }
            }
            Match::Unknown(facts) => missing = missing.or(Some(facts)),
            Match::Not { field, passed } => {
                if nearest.is_none_or(|(.., most)| passed > most) {
                    nearest = Some((index, field, passed));
                }
            }
        }
    }
    match (best, missing) {
        // A scenario that is not fully known might fit better than the best known one.
        (_, Some(missing)) => unknown(request, decision, missing, out),
        (Some((index, _, cut_area)), None) => {
            out.add(&SCENARIO_FITS, format!("/scenarios/{index}"));
            out.add(&SCENARIO_GRANTED, format!("/scenarios/{index}"));
            if !cut_area.is_empty() {
                out.add(&AREA_OUTSIDE, "/area");
            }
            let scenario = scenarios.get(index);
            let inside: HashSet<&str> = scenario
                .and_then(|scenario| scenario.items.list())
                .unwrap_or_default()
                .iter()
                .copied()
                .collect();
            decision.scenario = scenario.and_then(|scenario| scenario.id.known().copied());
            decision.cut_area = cut_area;
            decision.each(|index, name, fate| {
                if fate != Fate::Apply {
                    return None;
                }
                if !inside.contains(name) {
                    out.add(&ITEM_OUTSIDE, format!("/items/{index}"));
                    return None;
                }
                Some(Fate::Granted)
            });
        }
        (None, None) => match nearest {
            Some((index, field, _)) => out.add(&MISMATCH, format!("/scenarios/{index}/{field}")),
            None => out.add(&NO_SCENARIO, "/scenarios"),
        },
    }
}

fn unknown(
    request: &SharingRequest<'_>,
    decision: &mut Decision<'_>,
    missing: Vec<Cow<'static, str>>,
    out: &mut Findings,
) {
    // With a scenario or without one, a reply that grants settles it.
    if grants(request) {
        return;
    }
    out.missing(&SCENARIO_UNKNOWN, missing);
    decision.each(|_, _, fate| (fate == Fate::Apply).then_some(Fate::Unknown));
}

/// SHARE-8, in the order of its conjuncts. A field that surely does not fit settles it, whatever else is unknown.
fn compare<'a>(
    request: &'a SharingRequest<'_>,
    scenario: &'a Scenario<'_>,
    index: usize,
    asked: &HashSet<&str>,
    law: Law,
) -> Match<'a> {
    let mut seen = Seen { index, missing: Vec::new(), failed: None, passed: 0 };
    seen.field(
        "status",
        scenario.status.is(ScenarioStatus::Approved),
        &[(scenario.status.is_unknown(), None)],
    );
    // The status is today's; what was approved only after the act was no approved scenario then.
    let approved_later = scenario.approved_on.known().is_some_and(|approved| approved.day() > law.date());
    seen.field("approved_on", Some(!approved_later), &[]);
    let code = request.requester.code;
    let uses = scenario.users.list().zip(code.known()).map(|(users, code)| users.contains(code));
    seen.field(
        "users",
        if scenario.users.list().is_some_and(<[_]>::is_empty) || matches!(code, Fact::None) {
            Some(false)
        } else {
            uses
        },
        &[(scenario.users.is_unknown(), None), (code.is_unknown(), Some("/requester/code"))],
    );
    duty(request, scenario, &mut seen);
    seen.equal("purpose", scenario.purpose, request.purpose, "/purpose");
    let term = match &scenario.term {
        Fact::Known(term) => match term.contains(law.date()) {
            InTerm::Yes => Some(true),
            InTerm::No => Some(false),
            InTerm::Unknown(end) => {
                seen.missing.push(format!("/scenarios/{index}/term/{end}").into());
                Some(true)
            }
        },
        Fact::None => Some(true),
        Fact::Unknown => None,
    };
    seen.field("term", term, &[(scenario.term.is_unknown(), None)]);
    let inside = scenario.items.list().map(|items| {
        let inside: HashSet<&str> = items.iter().copied().filter(|name| asked.contains(name)).collect();
        inside.len()
    });
    seen.field("items", inside.map(|inside| inside > 0), &[(scenario.items.is_unknown(), None)]);
    let cut_area = area(request, scenario, &mut seen);
    match (seen.failed, seen.missing.is_empty()) {
        (Some(field), _) => Match::Not { field, passed: seen.passed },
        (None, false) => Match::Unknown(seen.missing),
        (None, true) => Match::Fits { inside: inside.unwrap_or(0), cut_area },
    }
}

/// What the comparison has seen so far.
struct Seen {
    index: usize,
    missing: Vec<Cow<'static, str>>,
    failed: Option<&'static str>,
    passed: usize,
}

impl Seen {
    /// Notes whether a field fits; where that is unknown, the facts that are missing: of the scenario (`None`) or at a
    /// pointer of the request.
    fn field(&mut self, name: &'static str, fits: Option<bool>, missing: &[(bool, Option<&'static str>)]) {
        match fits {
            Some(true) => self.passed = self.passed.saturating_add(1),
            Some(false) => self.failed = self.failed.or(Some(name)),
            None => {
                for (_, at) in missing.iter().filter(|(missing, _)| *missing) {
                    self.missing.push(match at {
                        Some(pointer) => (*pointer).into(),
                        None => format!("/scenarios/{}/{name}", self.index).into(),
                    });
                }
            }
        }
    }

    /// Compares two texts; known to be none fits nothing.
    fn equal(&mut self, name: &'static str, here: Fact<&str>, there: Fact<&str>, pointer: &'static str) {
        let fits = match (here, there) {
            (Fact::Known(here), Fact::Known(there)) => Some(here.trim() == there.trim()),
            (Fact::None, _) | (_, Fact::None) => Some(false),
            _ => None,
        };
        self.field(name, fits, &[(here.is_unknown(), None), (there.is_unknown(), Some(pointer))]);
    }
}

/// The duty or the service item that the scenario serves: one that fits is enough; bound to neither, it binds nothing. One
/// that is absent here or there might fit.
fn duty(request: &SharingRequest<'_>, scenario: &Scenario<'_>, seen: &mut Seen) {
    let pairs = [
        ("duty", scenario.duty, request.duty_ref, "/duty_ref"),
        ("service_item", scenario.service_item, request.service_item, "/service_item"),
    ];
    if pairs.iter().all(|(_, here, ..)| matches!(here, Fact::None)) {
        return seen.field("duty", Some(true), &[]);
    }
    let equal = |here: &Fact<&str>, there: &Fact<&str>| {
        here.known().zip(there.known()).is_some_and(|(a, b)| a.trim() == b.trim())
    };
    if pairs.iter().any(|(_, here, there, _)| equal(here, there)) {
        return seen.field("duty", Some(true), &[]);
    }
    // Where the scenario may be bound to neither, what it says of each decides; else only what could still fit does.
    let bound = pairs.iter().any(|(_, here, ..)| here.known().is_some());
    let open: Vec<_> = pairs
        .iter()
        .filter(|(_, here, there, _)| match (here, there) {
            (Fact::Unknown, Fact::None) => !bound,
            (Fact::Unknown, _) | (Fact::Known(_), Fact::Unknown) => true,
            _ => false,
        })
        .collect();
    if open.is_empty() {
        let stated = pairs.iter().find(|(_, here, ..)| here.known().is_some());
        return seen.field(stated.map_or("duty", |(name, ..)| name), Some(false), &[]);
    }
    for (name, here, there, pointer) in open {
        seen.field(name, None, &[(here.is_unknown(), None), (there.is_unknown(), Some(pointer))]);
    }
}

/// The areas asked for that the scenario does not reach; none reached at all does not fit.
fn area<'a>(request: &'a SharingRequest<'_>, scenario: &Scenario<'_>, seen: &mut Seen) -> Vec<&'a str> {
    let reach = match &scenario.area {
        Fact::None => {
            seen.field("area", Some(true), &[]);
            return Vec::new();
        }
        Fact::Unknown => {
            seen.field("area", None, &[(true, None)]);
            return Vec::new();
        }
        Fact::Known(reach) => reach,
    };
    const WHOLE_CITY: &[&str] = &["310000"];
    let asked = match &request.area {
        Fact::Unknown => {
            seen.field("area", None, &[(true, Some("/area"))]);
            return Vec::new();
        }
        Fact::None => WHOLE_CITY,
        Fact::Known(asked) => asked,
    };
    let outside: Vec<&'a str> =
        asked.iter().filter(|code| !reach.iter().any(|part| covers(part, code))).copied().collect();
    // Who asks for the whole city under a scenario of its districts gets those; the rest is cut.
    let inside =
        outside.len() < asked.len() || asked.iter().any(|code| reach.iter().any(|part| covers(code, part)));
    seen.field("area", Some(inside), &[]);
    outside
}

/// Whether the division `part` holds `code` (GB/T 2260: 310000 the city, 310101 a district of it).
fn covers(part: &str, code: &str) -> bool {
    let stem = part.strip_suffix("0000").or_else(|| part.strip_suffix("00")).unwrap_or(part);
    code.starts_with(stem)
}
