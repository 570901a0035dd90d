//! How a request compares with an application scenario: the predicate of SHARE-8.

use std::borrow::Cow;

use crate::law::Law;
use crate::record::{Fact, InTerm, Moment, Scenario, ScenarioStatus, SharingRequest, Term};
use crate::report::Place;

use super::asked::{Asked, Division, Name};

/// A scenario as the comparison reads it.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    status: Fact<ScenarioStatus>,
    approved_on: Fact<Moment>,
    /// In order, so that it can be searched; so are the items.
    pub(crate) users: Fact<Vec<Name>>,
    duty: Fact<Name>,
    service_item: Fact<Name>,
    pub(crate) purpose: Fact<Name>,
    term: Fact<Term>,
    items: Fact<Vec<Name>>,
    area: Fact<Vec<Division>>,
}

impl Candidate {
    /// The scenario, its texts by the numbers that `name` gives them. Purpose and duty are told apart without the white
    /// space around them.
    pub(crate) fn of(scenario: &Scenario<'_>, mut name: impl FnMut(&str) -> Name) -> Self {
        let mut names = |texts: &Fact<Vec<&str>>| {
            texts.as_ref().map(|texts| {
                let mut names: Vec<Name> = texts.iter().map(|text| name(text)).collect();
                names.sort_unstable();
                names.dedup();
                names
            })
        };
        let (users, items) = (names(&scenario.users), names(&scenario.items));
        let divisions = |codes: &Vec<&str>| codes.iter().filter_map(|code| Division::of(code)).collect();
        Self {
            status: scenario.status,
            approved_on: scenario.approved_on,
            users,
            duty: scenario.duty.map(|text| name(text.trim())),
            service_item: scenario.service_item.map(|text| name(text.trim())),
            purpose: scenario.purpose.map(|text| name(text.trim())),
            term: scenario.term,
            items,
            area: scenario.area.as_ref().map(divisions),
        }
    }

    pub(super) fn holds(&self, item: Name) -> bool {
        self.items.list().is_some_and(|items| items.binary_search(&item).is_ok())
    }
}

/// How a request compares with a scenario.
pub(super) enum Match {
    /// It fits, with so many of the items asked for, but for so many of the areas.
    Fits { inside: usize, cut_area: usize },
    /// It does not fit, for the field named; with how many fields did.
    Not { field: Field, passed: usize },
    /// Facts that decide are missing.
    Unknown(Missing),
}

/// SHARE-8, in the order of its conjuncts. A field that surely does not fit settles it, whatever else is unknown.
pub(super) fn compare(
    asked: &Asked<'_>,
    scenario: &Candidate,
    wanted: impl Iterator<Item = Name>,
    law: Law,
) -> Match {
    let mut seen = Seen { missing: Missing::default(), failed: None, passed: 0 };
    seen.field(
        Field::Status,
        scenario.status.is(ScenarioStatus::Approved),
        [(scenario.status.is_unknown(), Field::Status)],
    );
    // The status is today's; what was approved only after the act was no approved scenario then.
    let approved_later = scenario.approved_on.known().is_some_and(|approved| approved.day() > law.date());
    seen.field(Field::ApprovedOn, Some(!approved_later), []);
    let user = asked.user;
    let uses = match (scenario.users.list(), user) {
        (Some([]), _) | (_, Fact::None) => Some(false),
        (Some(users), Fact::Known(user)) => Some(users.binary_search(&user).is_ok()),
        _ => None,
    };
    let unknown = [(scenario.users.is_unknown(), Field::Users), (user.is_unknown(), Field::Code)];
    seen.field(Field::Users, uses, unknown);
    duty(asked, scenario, &mut seen);
    seen.equal(Field::Purpose, scenario.purpose, asked.purpose, Field::PurposeAsked);
    let term = match &scenario.term {
        Fact::Known(term) => match term.contains(law.date()) {
            InTerm::Yes => Some(true),
            InTerm::No => Some(false),
            InTerm::Unknown(end) => {
                seen.missing.note(if end == "from" { Field::TermFrom } else { Field::TermTo });
                Some(true)
            }
        },
        Fact::None => Some(true),
        Fact::Unknown => None,
    };
    seen.field(Field::Term, term, [(scenario.term.is_unknown(), Field::Term)]);
    let inside = scenario.items.list().map(|_| wanted.filter(|item| scenario.holds(*item)).count());
    let unknown = [(scenario.items.is_unknown(), Field::Items)];
    seen.field(Field::Items, inside.map(|inside| inside > 0), unknown);
    let cut_area = area(asked, scenario, &mut seen);
    match (seen.failed, seen.missing.is_empty()) {
        (Some(field), _) => Match::Not { field, passed: seen.passed },
        (None, false) => Match::Unknown(seen.missing),
        (None, true) => Match::Fits { inside: inside.unwrap_or(0), cut_area },
    }
}

/// The fields that decide, of a scenario and of a request, in the order in which they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Status,
    ApprovedOn,
    Users,
    Code,
    Duty,
    DutyAsked,
    ServiceItem,
    ServiceItemAsked,
    Purpose,
    PurposeAsked,
    TermFrom,
    TermTo,
    Term,
    Items,
    Area,
    AreaAsked,
}

impl Field {
    pub(super) const ALL: [Self; 16] = [
        Self::Status,
        Self::ApprovedOn,
        Self::Users,
        Self::Code,
        Self::Duty,
        Self::DutyAsked,
        Self::ServiceItem,
        Self::ServiceItemAsked,
        Self::Purpose,
        Self::PurposeAsked,
        Self::TermFrom,
        Self::TermTo,
        Self::Term,
        Self::Items,
        Self::Area,
        Self::AreaAsked,
    ];

    /// Where it stands, and whether in the scenario.
    fn place(self) -> (&'static str, bool) {
        match self {
            Self::Status => ("status", true),
            Self::ApprovedOn => ("approved_on", true),
            Self::Users => ("users", true),
            Self::Code => ("/requester/code", false),
            Self::Duty => ("duty", true),
            Self::DutyAsked => ("/duty_ref", false),
            Self::ServiceItem => ("service_item", true),
            Self::ServiceItemAsked => ("/service_item", false),
            Self::Purpose => ("purpose", true),
            Self::PurposeAsked => ("/purpose", false),
            Self::TermFrom => ("term/from", true),
            Self::TermTo => ("term/to", true),
            Self::Term => ("term", true),
            Self::Items => ("items", true),
            Self::Area => ("area", true),
            Self::AreaAsked => ("/area", false),
        }
    }
}

/// A field of the scenario at a place, or of the request.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) index: usize,
    pub(super) field: Field,
}

impl Place for At {
    fn place(self) -> Cow<'static, str> {
        match self.field.place() {
            (field, true) => format!("/scenarios/{}/{field}", self.index).into(),
            (pointer, false) => pointer.into(),
        }
    }
}

/// Fields that are missing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Missing(u16);

impl Missing {
    fn note(&mut self, field: Field) {
        self.0 |= Self::bit(field);
    }

    pub(super) fn holds(self, field: Field) -> bool {
        self.0 & Self::bit(field) != 0
    }

    fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn bit(field: Field) -> u16 {
        1_u16.checked_shl(field as u32).unwrap_or(0)
    }
}

/// What the comparison has seen so far.
struct Seen {
    missing: Missing,
    failed: Option<Field>,
    passed: usize,
}

impl Seen {
    /// Notes whether a field fits; where that is unknown, the facts that are missing.
    fn field(&mut self, field: Field, fits: Option<bool>, missing: impl IntoIterator<Item = (bool, Field)>) {
        match fits {
            Some(true) => self.passed = self.passed.saturating_add(1),
            Some(false) => self.failed = self.failed.or(Some(field)),
            None => {
                for (_, field) in missing.into_iter().filter(|(missing, _)| *missing) {
                    self.missing.note(field);
                }
            }
        }
    }

    /// Compares two names; known to be none fits nothing.
    fn equal(&mut self, field: Field, here: Fact<Name>, there: Fact<Name>, asked: Field) {
        let fits = match (here, there) {
            (Fact::Known(here), Fact::Known(there)) => Some(here == there),
            (Fact::None, _) | (_, Fact::None) => Some(false),
            _ => None,
        };
        self.field(field, fits, [(here.is_unknown(), field), (there.is_unknown(), asked)]);
    }
}

/// The duty or the service item that the scenario serves: one that fits is enough; bound to neither, it binds nothing. One
/// that is absent here or there might fit.
fn duty(asked: &Asked<'_>, scenario: &Candidate, seen: &mut Seen) {
    let pairs = [
        (Field::Duty, scenario.duty, asked.duty, Field::DutyAsked),
        (Field::ServiceItem, scenario.service_item, asked.service_item, Field::ServiceItemAsked),
    ];
    if pairs.iter().all(|(_, here, ..)| matches!(here, Fact::None)) {
        return seen.field(Field::Duty, Some(true), []);
    }
    let equal = |here: &Fact<Name>, there: &Fact<Name>| {
        here.known().zip(there.known()).is_some_and(|(here, there)| here == there)
    };
    if pairs.iter().any(|(_, here, there, _)| equal(here, there)) {
        return seen.field(Field::Duty, Some(true), []);
    }
    // Where the scenario may be bound to neither, what it says of each decides; else only what could still fit does.
    let bound = pairs.iter().any(|(_, here, ..)| here.known().is_some());
    let open = |here: Fact<Name>, there: Fact<Name>| match (here, there) {
        (Fact::Unknown, Fact::None) => !bound,
        (Fact::Unknown, _) | (Fact::Known(_), Fact::Unknown) => true,
        _ => false,
    };
    if !pairs.iter().any(|(_, here, there, _)| open(*here, *there)) {
        let stated = pairs.iter().find(|(_, here, ..)| here.known().is_some());
        return seen.field(stated.map_or(Field::Duty, |(field, ..)| *field), Some(false), []);
    }
    for (field, here, there, asked) in pairs {
        if open(here, there) {
            seen.field(field, None, [(here.is_unknown(), field), (there.is_unknown(), asked)]);
        }
    }
}

/// How many of the areas asked for the scenario does not reach; none reached at all does not fit.
fn area(asked: &Asked<'_>, scenario: &Candidate, seen: &mut Seen) -> usize {
    let reach = match &scenario.area {
        Fact::None => {
            seen.field(Field::Area, Some(true), []);
            return 0;
        }
        Fact::Unknown => {
            seen.field(Field::Area, None, [(true, Field::Area)]);
            return 0;
        }
        Fact::Known(reach) => reach,
    };
    let Some(wanted) = wanted_area(asked.area) else {
        seen.field(Field::Area, None, [(true, Field::AreaAsked)]);
        return 0;
    };
    let outside = wanted.iter().filter(|division| !reaches(reach, **division)).count();
    // Who asks for the whole city under a scenario of its districts gets those; the rest is cut.
    let holds = |division: &Division| reach.iter().any(|part| division.covers(*part));
    let inside = outside < wanted.len() || wanted.iter().any(holds);
    seen.field(Field::Area, Some(inside), []);
    outside
}

/// The areas asked for; without a limit the whole city. `None` when unknown.
fn wanted_area(area: Fact<&[Division]>) -> Option<&[Division]> {
    const WHOLE_CITY: &[Division] = &[Division::CITY];
    match area {
        Fact::Unknown => None,
        Fact::None => Some(WHOLE_CITY),
        Fact::Known(wanted) => Some(wanted),
    }
}

fn reaches(reach: &[Division], division: Division) -> bool {
    reach.iter().any(|part| part.covers(division))
}

/// The areas asked for that a scenario does not reach, in the words of the request.
pub(super) fn outside<'a>(request: &'a SharingRequest<'_>, scenario: &Scenario<'_>) -> Vec<&'a str> {
    const WHOLE_CITY: &[&str] = &["310000"];
    let reach: Vec<Division> =
        scenario.area.list().unwrap_or_default().iter().filter_map(|code| Division::of(code)).collect();
    let wanted = match &request.area {
        Fact::Known(wanted) => wanted,
        Fact::None | Fact::Unknown => WHOLE_CITY,
    };
    let out = |code: &&&str| Division::of(code).is_some_and(|division| !reaches(&reach, division));
    wanted.iter().filter(out).copied().collect()
}
