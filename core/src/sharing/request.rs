//! The topic `sharing.request`: may the requester have these items for this purpose? The decision, and what is told beside
//! it.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::Value;

use crate::ident::mask;
use crate::record::{Entry, Excluded, Fact, SharingRequest, Stated};
use crate::report::Party;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::asked::{Asked, AskedItem, Division, Name, Replied};
use super::completeness::{content, told_once};
use super::conditions;
use super::course::{Case, Course, Told, follow};
use super::decide::{Ruling, decide};
use super::decision::{Decision, Fate, Under};
use super::direct;
use super::fit::{Candidate, outside};
use super::regime::{Regime, departments};
use super::uncatalogued::confirm;
use super::usage::{own_duty, uses};

const SCHEMA: &str = include_str!("../../schemas/sharing.request.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "sharing.request",
    schema: SCHEMA,
    kind: "sharing_request",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let request: SharingRequest<'_> = read(facts)?;
    let course: Course<'_> = read(facts)?;
    let mut out = question.act(request.received_at, "/received_at");
    let names = names(&request);
    let items = items(&request, &names);
    let area = request.area.as_ref().map(|area| divisions(area));
    let asked = asked(&request, &course, question, &names, items.as_deref(), &area);
    let mut fates = vec![Fate::Unknown; items.as_ref().map_or(0, Vec::len)];
    let scenarios = || {
        let candidate = |scenario| Candidate::of(scenario, |text| name(&names, text));
        request.scenarios.list().map(|list| list.iter().map(candidate).enumerate())
    };
    let ruling = decide(&asked, scenarios, &mut fates, &mut out);
    let mut told = Told::default();
    if let Some(regime) = ruling.regime {
        let unknown = Entry::default();
        let entry = request.entry.known().unwrap_or(&unknown);
        let parties = [&request.requester, &request.provider];
        let departments = departments(parties.into_iter());
        let grant = &ruling.grant;
        let mut misused = false;
        if ruling.excluded != Excluded::Yes {
            told.obligations.extend(direct::undertake(&asked, grant, out.law()));
            if regime == Regime::SharingRegulation && ruling.weighed {
                conditions::listed(entry, grant.class, &mut out);
                content(&request, &course, &mut told, &mut out);
                if grant.found_incomplete {
                    told_once(&asked, &course, &mut told, &mut out);
                }
            }
            misused = uses(&request, departments, &mut out);
        }
        match grant.decision() {
            Some(decision) if decision.grants() => own_duty(&mut told.obligations, &mut out),
            // What a grant would ask of the requester is not owed; what is owed to it still is.
            _ => told.obligations.retain(|duty| duty.on != Party::Requester),
        }
        if ruling.excluded != Excluded::Yes {
            let (request, course) = (&request, &course);
            let case = Case { request, entry, course, question, grant, departments, misused };
            if matches!(request.entry, Fact::None) && grant.any(Fate::Apply) {
                confirm(&case, &mut told, &mut out);
            }
            follow(&case, &mut told, &mut out);
        }
    }
    let mut value = value(&request, &ruling);
    value.extend(told.value);
    Ok(Judgement { findings: out, value, obligations: told.obligations })
}

/// The names that the request says, by number: nothing else can be equal to one of them.
fn names<'a>(request: &SharingRequest<'a>) -> HashMap<&'a str, Name> {
    let trimmed = [request.purpose, request.duty_ref, request.service_item].map(|text| text.map(str::trim));
    let texts = [request.requester.code].into_iter().chain(trimmed);
    let mut names = HashMap::new();
    for text in texts
        .filter_map(|text| text.known().copied())
        .chain(request.items.list().unwrap_or_default().iter().copied())
    {
        let next = Name(u32::try_from(names.len()).unwrap_or(u32::MAX));
        names.entry(text).or_insert(next);
    }
    names
}

fn name(names: &HashMap<&str, Name>, text: &str) -> Name {
    names.get(text).copied().unwrap_or(Name::OTHER)
}

/// The items asked for: where the entry lists them, whether the duty needs them, whether the reply cuts them.
fn items(request: &SharingRequest<'_>, names: &HashMap<&str, Name>) -> Option<Vec<AskedItem>> {
    let set = |list: Option<&[&'_ str]>| -> HashSet<Name> {
        list.unwrap_or_default().iter().map(|text| name(names, text)).collect()
    };
    let listed = request.entry.known().and_then(|entry| entry.items.list()).unwrap_or_default();
    let places: HashMap<Name, usize> = listed
        .iter()
        .enumerate()
        .rev()
        .filter_map(|(index, item)| item.name.known().map(|text| (name(names, text), index)))
        .collect();
    let necessary = set(request.necessary_items.list());
    let cut = set(request.reply.known().and_then(|reply| reply.cut.list()));
    let mut seen = HashSet::new();
    let asked = request.items.list()?;
    let mut items: Vec<AskedItem> = asked
        .iter()
        .rev()
        .map(|text| {
            let name = name(names, text);
            AskedItem {
                name,
                place: places.get(&name).copied(),
                again: !seen.insert(name),
                necessary: necessary.contains(&name),
                cut: cut.contains(&name),
            }
        })
        .collect();
    items.reverse();
    Some(items)
}

fn divisions(codes: &[&str]) -> Vec<Division> {
    codes.iter().filter_map(|code| Division::of(code)).collect()
}

fn asked<'a>(
    request: &'a SharingRequest<'_>,
    course: &Course<'_>,
    question: &Question<'_>,
    names: &HashMap<&str, Name>,
    items: Option<&'a [AskedItem]>,
    area: &'a Fact<Vec<Division>>,
) -> Asked<'a> {
    let number = |text: Fact<&str>| text.map(|text| name(names, text.trim()));
    let listed = request.entry.known().and_then(|entry| entry.items.list()).unwrap_or_default();
    Asked {
        requester: &request.requester,
        provider: &request.provider,
        entry: request.entry.as_ref(),
        unnamed: listed.iter().position(|item| item.name.is_unknown()),
        items,
        tells_necessary: !request.necessary_items.is_unknown(),
        user: request.requester.code.map(|code| name(names, code)),
        duty: number(request.duty_ref),
        service_item: number(request.service_item),
        purpose: number(request.purpose),
        area: area.as_ref().map(Vec::as_slice),
        scenario: request.scenario_ref.map(Stated::of),
        undertaken: request.undertakings.list().map(direct::undertaken),
        reply: request.reply.known().map(|reply| Replied {
            verdict: reply.verdict,
            reasons: reply.reasons.map(Stated::of),
            tells_cut: !reply.cut.is_unknown(),
        }),
        complete: course.completeness.known().map(|found| found.complete),
        reading: question.options.reading,
    }
}

/// The value of the report. Names of items and scenarios are the catalogue's, not a person's; an identity number
/// among them is masked all the same.
fn value(request: &SharingRequest<'_>, ruling: &Ruling<'_>) -> BTreeMap<&'static str, Value> {
    let grant = &ruling.grant;
    let decision = grant.decision();
    let granted = decision.is_some_and(Decision::grants);
    let names = |names: Vec<&str>| Value::from(names.into_iter().map(mask).collect::<Vec<_>>());
    let registered = match grant.under {
        Some(Under::Registered(index)) => request.scenarios.list().and_then(|list| list.get(index)),
        _ => None,
    };
    let scenario = match grant.under {
        Some(Under::Named) => request.scenario_ref.known().copied(),
        _ => registered.and_then(|scenario| scenario.id.known().copied()),
    };
    let cut = request.items.list().unwrap_or_default().iter().zip(grant.fates.iter());
    let cut = cut.filter(|(_, fate)| decision == Some(Decision::Partial) && **fate != Fate::Granted);
    let cut_area = registered.filter(|_| granted && grant.cuts_area).map(|one| outside(request, one));
    BTreeMap::from([
        ("decision", decision.map(Decision::as_str).into()),
        ("regime", ruling.regime.map(Regime::as_str).into()),
        ("cut", names(cut.map(|(name, _)| *name).collect())),
        ("cut_area", names(cut_area.unwrap_or_default())),
        ("scenario", scenario.filter(|_| granted).map(mask).into()),
        ("new_scenario", (granted && grant.new_scenario).into()),
    ])
}
