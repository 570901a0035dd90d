//! The registry (共享登记册): catalogue, scenarios and agencies, compiled once, asked often.
//!
//! [`Registry::decide`] gives a small verdict and takes no memory of its own; [`Registry::explain`] gives the full report on
//! the same facts. Both run the same predicates, which differ only in who listens to them.

mod compile;
mod facts;
mod names;
pub(crate) mod request;
mod snapshot;
mod verdict;

use std::ops::Range;

use serde_json::Value;

use crate::law::{Date, Law};
use crate::record::{Agency, Entry};
use crate::report::{Report, Tally};
use crate::schema::{Schema, compile as schema};
use crate::sharing::asked::{Asked, AskedItem, Division, Name, Replied};
use crate::sharing::decide::decide;
use crate::sharing::decision::Fate;
use crate::sharing::direct::undertaken;
use crate::sharing::fit::Candidate;
use crate::{Error, Limits, Options, evaluate, json, sharing};

use names::Names;
pub(crate) use names::Numbers;

pub use crate::record::{Fact, ReplyVerdict, Undertaking};
pub use crate::sharing::decision::{Decision, Under};
pub use crate::sharing::regime::Regime;
pub use request::{Reply, Request, schema as request_schema};
pub use verdict::{Cut, Fault, Verdict};

/// The JSON Schema (2020-12) of what a registry is made from.
pub const SCHEMA: &str = include_str!("../../schemas/registry.json");

static WORLD: Schema = Schema::new(|| schema(SCHEMA));

/// Catalogue, scenarios and agencies, compiled: immutable, shared between threads.
///
/// ```
/// use ywtb::registry::{Decision, Registry, Request, Fact};
///
/// let agencies = br#"[{"code": "A", "kind": "administrative_organ"}, {"code": "B", "kind": "administrative_organ"}]"#;
/// let catalogue = br#"[{"code": "E", "provider_code": "B", "secret_flag": "none", "share_type": "unconditional",
///                       "items": [{"name": "name"}, {"name": "area"}]}]"#;
/// let registry = Registry::from_json(catalogue, b"[]", agencies, &Default::default())?;
///
/// let request = Request {
///     requester: Fact::Known("A"),
///     entry: Fact::Known("E"),
///     items: Fact::Known(&["name", "price"]),
///     ..Request::default()
/// };
/// let verdict = registry.decide(&request, ywtb::date("2019-05-01")?, &Default::default());
/// assert_eq!(verdict.decision, Some(Decision::Partial));
/// assert_eq!(verdict.cut.iter().collect::<Vec<_>>(), [1]);
/// let report = registry.explain(&request, ywtb::date("2019-05-01")?, &Default::default())?;
/// assert_eq!(report.value["cut"][0], "price");
/// # Ok::<(), ywtb::Error>(())
/// ```
pub struct Registry {
    names: Names,
    parties: Vec<Party>,
    entries: Vec<Listed>,
    /// What entries say that decides, each once: most say what others say, and few of them stay in the processor's cache.
    shapes: Vec<Entry<'static>>,
    /// The places of the items of every entry by name, entry after entry.
    places: Vec<(Name, u32)>,
    scenarios: Vec<Candidate>,
    scenario_ids: Vec<Option<Box<str>>>,
    /// Scenarios that say nothing of their users or of their purpose: they might fit any request.
    loose: Vec<u32>,
    records: facts::Records,
    sha256: String,
}

/// An agency, as far as decisions ask.
struct Party {
    agency: Agency<'static>,
    user: Name,
    /// The scenarios that it may use, by purpose.
    scenarios: Vec<(Name, u32)>,
}

/// An entry of the catalogue, as far as decisions ask.
struct Listed {
    /// Which of the shapes it has.
    shape: u32,
    provider: Option<u32>,
    /// The first item without a name.
    unnamed: Option<u32>,
    /// Where the places of its items stand.
    places: Range<u32>,
}

impl Registry {
    /// The most items that one request may ask a verdict about; `explain` takes more.
    pub const MOST_ITEMS: usize = Cut::ITEMS;

    /// Compiles three JSON arrays of records: entries, scenarios, agencies. An entry names its provider by `provider_code`.
    ///
    /// # Errors
    /// Those of reading JSON; `input.schema` and `input.registry` (a record without a code, or a code that stands twice)
    /// with every fault at once, its pointer beginning with `/catalogue`, `/scenarios` or `/agencies`.
    pub fn from_json(
        catalogue: &[u8],
        scenarios: &[u8],
        agencies: &[u8],
        limits: &Limits,
    ) -> Result<Self, Error> {
        let mut world = serde_json::Map::new();
        for (name, bytes) in [("agencies", agencies), ("catalogue", catalogue), ("scenarios", scenarios)] {
            let list = json::parse(bytes, limits).map_err(|error| error.within(name))?;
            world.insert(name.to_owned(), list);
        }
        Self::compile(&Value::Object(world))
    }

    /// Compiles what [`SCHEMA`] describes.
    fn compile(world: &Value) -> Result<Self, Error> {
        WORLD.check(world)?;
        compile::compile(world)
    }

    /// SHA-256 of the records behind the registry, as canonical JSON: equal registries decide alike.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// How many entries, scenarios and agencies it holds.
    pub fn len(&self) -> (usize, usize, usize) {
        (self.entries.len(), self.scenarios.len(), self.parties.len())
    }

    /// Whether it holds no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Decides. The act's own date says which law applies, where it is stated; else `as_of`. An id that the registry does
    /// not hold is a fact that is unknown, and [`Verdict::fault`] names it.
    ///
    /// Takes no memory of its own, and never waits: any number of threads may ask.
    pub fn decide(&self, request: &Request<'_>, as_of: Date, options: &Options) -> Verdict {
        match request.items.known().map_or(0, |items| items.len()) {
            0..=8 => self.look_up::<8>(request, as_of, options),
            9..=64 => self.look_up::<64>(request, as_of, options),
            _ => self.look_up::<{ Self::MOST_ITEMS }>(request, as_of, options),
        }
    }

    /// Decides on a request for at most so many items.
    fn look_up<const MOST: usize>(&self, request: &Request<'_>, as_of: Date, options: &Options) -> Verdict {
        let mut names = [Name::OTHER; MOST];
        for (name, item) in names.iter_mut().zip(request.items.list().unwrap_or_default()) {
            *name = self.names.name(item);
        }
        let numbers = Numbers {
            requester: request.requester.map(|code| self.names.agency(code)),
            provider: request.provider.map(|code| self.names.agency(code)),
            entry: request.entry.map(|code| self.names.entry(code)),
            purpose: request.purpose.map(|text| self.names.trimmed(text)),
            duty: request.duty_ref.map(|text| self.names.trimmed(text)),
            service_item: request.service_item.map(|text| self.names.trimmed(text)),
            items: &names,
        };
        self.decide_numbered(request, &numbers, as_of, options)
    }

    /// Decides on a request whose codes and texts were looked up.
    pub(crate) fn decide_numbered(
        &self,
        request: &Request<'_>,
        numbers: &Numbers<'_>,
        as_of: Date,
        options: &Options,
    ) -> Verdict {
        match request.items.known().map_or(0, |items| items.len()) {
            0..=8 => self.weigh::<8>(request, numbers, as_of, options),
            9..=64 => self.weigh::<64>(request, numbers, as_of, options),
            65..=Self::MOST_ITEMS => self.weigh::<{ Self::MOST_ITEMS }>(request, numbers, as_of, options),
            _ => Verdict::faulty(Fault::ITEMS),
        }
    }

    /// Decides on a request in JSON: the facts of `sharing.request`, with codes of the registry in the place of
    /// `requester`, `entry` and `provider`, and without `scenarios`.
    ///
    /// # Errors
    /// Those of reading JSON, and `input.schema`.
    pub fn decide_json(&self, request: &[u8], as_of: Date, options: &Options) -> Result<Verdict, Error> {
        let value = request::read(request, &options.limits)?;
        request::with(&value, |request| self.decide(request, as_of, options))
    }

    /// The report on the same facts: what [`crate::evaluate`] says of them, to the byte.
    ///
    /// # Errors
    /// `internal`; none is known.
    pub fn explain(&self, request: &Request<'_>, as_of: Date, options: &Options) -> Result<Report, Error> {
        self.report(request.to_value(), as_of, options)
    }

    /// [`Registry::explain`] for a request in JSON, with everything else that the topic `sharing.request` looks at.
    ///
    /// # Errors
    /// As [`Registry::decide_json`].
    pub fn explain_json(&self, request: &[u8], as_of: Date, options: &Options) -> Result<Report, Error> {
        self.report(request::read(request, &options.limits)?, as_of, options)
    }

    /// The facts behind a request in JSON, as `evaluate("sharing.request", …)` takes them.
    ///
    /// # Errors
    /// As [`Registry::decide_json`].
    pub fn facts_json(&self, request: &[u8], limits: &Limits) -> Result<Value, Error> {
        self.facts(request::read(request, limits)?)
    }

    /// The id of the scenario at a place, where it has one.
    pub fn scenario_id(&self, place: usize) -> Option<&str> {
        self.scenario_ids.get(place)?.as_deref()
    }

    fn report(&self, request: Value, as_of: Date, options: &Options) -> Result<Report, Error> {
        let facts = self.facts(request)?;
        evaluate::report(&sharing::request::TOPIC, &facts, as_of, options)
    }

    /// Who and what the numbers mean.
    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    fn weigh<const MOST: usize>(
        &self,
        request: &Request<'_>,
        numbers: &Numbers<'_>,
        as_of: Date,
        options: &Options,
    ) -> Verdict {
        let party = |place: &Option<u32>| place.and_then(|place| self.parties.get(place as usize));
        let requester = numbers.requester.known().and_then(party);
        let listed = numbers.entry.known().copied().flatten();
        let listed = listed.and_then(|place| self.entries.get(place as usize));
        let shape = listed.and_then(|listed| self.shapes.get(listed.shape as usize));
        let provider = match numbers.provider.known() {
            Some(place) => party(place),
            None => listed.and_then(|listed| self.parties.get(listed.provider? as usize)),
        };
        let unknown = |stated: bool, found: bool, fault| (stated && !found).then_some(fault);
        let mut fault = unknown(numbers.requester.known().is_some(), requester.is_some(), Fault::REQUESTER)
            .or(unknown(numbers.entry.known().is_some(), listed.is_some(), Fault::ENTRY))
            .or(unknown(numbers.provider.known().is_some(), provider.is_some(), Fault::PROVIDER));
        let mut area = [Division::CITY; MOST_AREAS];
        let area = match request.area {
            Fact::Known(codes) => match divisions(codes, &mut area) {
                Ok(area) => Fact::Known(area),
                Err(wrong) => {
                    fault = fault.or(Some(wrong));
                    Fact::Unknown
                }
            },
            other => other.map(|_| [].as_slice()),
        };
        let mut items = [AskedItem::default(); MOST];
        let unknown;
        let (requester_facts, provider_facts) = match (requester, provider) {
            (Some(requester), Some(provider)) => (&requester.agency, &provider.agency),
            _ => {
                unknown = Agency::default();
                (
                    requester.map_or(&unknown, |party| &party.agency),
                    provider.map_or(&unknown, |party| &party.agency),
                )
            }
        };
        let asked = Asked {
            requester: requester_facts,
            provider: provider_facts,
            entry: match (request.entry, shape) {
                (_, Some(shape)) => Fact::Known(shape),
                (Fact::None, None) => Fact::None,
                (_, None) => Fact::Unknown,
            },
            unnamed: listed.and_then(|listed| listed.unnamed).map(|place| place as usize),
            items: items_of(request, numbers.items, self.places(listed), &mut items),
            tells_necessary: !request.necessary_items.is_unknown(),
            user: match (requester, request.requester) {
                (Some(party), _) => Fact::Known(party.user),
                (None, code) => code.map(|_| Name::OTHER),
            },
            duty: numbers.duty,
            service_item: numbers.service_item,
            purpose: numbers.purpose,
            area,
            scenario: request.scenario_ref.map(crate::record::Stated::of),
            undertaken: request.undertakings.list().map(undertaken),
            reply: request.reply.known().map(|reply| Replied {
                verdict: reply.verdict,
                reasons: Fact::Unknown,
                tells_cut: !reply.cut.is_unknown(),
            }),
            complete: request.complete,
            reading: options.reading,
        };
        let date = request.received_at.known().copied().unwrap_or(as_of);
        let mut tally = Tally::new(Law::as_of(date).with(&options.overlays));
        let mut fates = [Fate::Unknown; MOST];
        let fates = fates.get_mut(..asked.items.map_or(0, <[_]>::len)).unwrap_or_default();
        let scenarios = || Some(self.candidates(requester, asked.purpose));
        let ruling = decide(&asked, scenarios, fates, &mut tally);
        Verdict::of(&ruling, &tally, fault)
    }

    /// The places of an entry's items, by name.
    fn places(&self, listed: Option<&Listed>) -> &[(Name, u32)] {
        let range = listed.map(|listed| listed.places.start as usize..listed.places.end as usize);
        range.and_then(|range| self.places.get(range)).unwrap_or_default()
    }

    /// The scenarios that might fit: of the requester for its purpose, and those that say nothing of users or purpose. All
    /// others surely do not.
    fn candidates(
        &self,
        requester: Option<&Party>,
        purpose: Fact<Name>,
    ) -> impl Iterator<Item = (usize, &Candidate)> {
        let own = requester.map(|party| party.scenarios.as_slice()).unwrap_or_default();
        let own = match purpose {
            Fact::Unknown => own,
            Fact::None => &[],
            Fact::Known(purpose) => {
                let from = own.partition_point(|(name, _)| *name < purpose);
                let rest = own.get(from..).unwrap_or_default();
                let count = rest.iter().take_while(|(name, _)| *name == purpose).count();
                rest.get(..count).unwrap_or_default()
            }
        };
        let places = own.iter().map(|(_, place)| *place).chain(self.loose.iter().copied());
        places.filter_map(|place| Some((place as usize, self.scenarios.get(place as usize)?)))
    }
}

/// The items asked for, whose names are `names`, written into `room`; `places` are those of the entry's items.
fn items_of<'r>(
    request: &Request<'_>,
    names: &[Name],
    places: &[(Name, u32)],
    room: &'r mut [AskedItem],
) -> Option<&'r [AskedItem]> {
    let asked = request.items.list()?;
    let necessary = request.necessary_items.list().unwrap_or_default();
    let cut = request.reply.known().and_then(|reply| reply.cut.list()).unwrap_or_default();
    let mut rest = asked.iter().zip(names);
    for (index, item) in room.iter_mut().enumerate() {
        let Some((text, name)) = rest.next() else { break };
        let at = places.binary_search_by_key(name, |(name, _)| *name).ok();
        // Only names that no record says can differ and bear one number.
        let same =
            |(later, number): (&&str, &Name)| number == name && (*name != Name::OTHER || later == text);
        *item = AskedItem {
            name: *name,
            place: at.and_then(|at| places.get(at)).map(|(_, place)| *place as usize),
            again: rest.clone().any(same),
            // Lists of what is needed mostly run beside the list of what is asked for.
            necessary: necessary.get(index) == Some(text) || necessary.contains(text),
            cut: cut.contains(text),
        };
    }
    room.get(..asked.len())
}

/// More areas than the city has districts are not asked for one by one.
const MOST_AREAS: usize = 32;

fn divisions<'r>(codes: &[&str], room: &'r mut [Division]) -> Result<&'r [Division], Fault> {
    let room = room.get_mut(..codes.len()).ok_or(Fault::AREAS)?;
    for (division, code) in room.iter_mut().zip(codes) {
        *division = Division::of(code).ok_or(Fault::AREA)?;
    }
    Ok(room)
}
