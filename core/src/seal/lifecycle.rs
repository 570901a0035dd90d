//! The topic `seal.lifecycle`: ESEAL-7, the states of a seal with the transitions allowed, and whether each use fell into a
//! state in which it may be used. The making is in `making`, systems and new entities in `provision`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::making::{Making, making};
use super::provision::{NewEntity, System, new_entity, system};
use crate::law::Confidence::{Inferred, Secondary};
use crate::law::{Chapter, Code, Date, Law, Rule, RuleId, by, codes, on, rule, section, since};
use crate::record::{Eseal, Fact, Moment, SealState};
use crate::report::{Findings, Outcome};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/seal.lifecycle.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "seal.lifecycle",
    schema: SCHEMA,
    kind: "e_seal",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// The day of the Fengxian opinion, from which the city's interim measures are known in detail.
pub(super) const OPINION: Date = on(2019, 2, 5);

/// ESEAL-7.
pub(super) static ESEAL_7: Rule = rule(
    RuleId(Chapter::Seal, 7),
    since(Law::BASE),
    "电子印章的申请、制作、备案、使用、变更、注销；备案前、注销后、到期后使用的无效",
    "a seal is applied for, made, filed, used, changed and cancelled; use before filing or after cancellation or expiry is not valid",
    &[
        by(section("ES18", "电子印章"), Inferred).until(OPINION),
        by(section("FX19", "电子印章"), Secondary),
        by(section("ES25", "电子印章"), Secondary),
    ],
)
.when("使用电子印章", "an e-seal is used")
.then(
    "备案前、注销后、到期后使用的无效，并指明状态",
    "before filing, after cancellation or expiry it is invalid, and the state is named",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ESEAL_7];

codes! {
    USABLE: ESEAL_7, "eseal.use.valid", Fail, Met, "在可以使用的状态下使用", "used in a state in which it may be used";
    BEFORE_FILING: ESEAL_7, "eseal.use.before_filing", Fail, NotMet, "备案以前使用", "used before it was filed";
    AFTER_CANCELLATION: ESEAL_7, "eseal.use.after_cancellation", Fail, NotMet, "注销以后使用", "used after it was cancelled";
    AFTER_EXPIRY: ESEAL_7, "eseal.use.after_expiry", Fail, NotMet, "有效期届满以后使用", "used after its term";
    SUSPENDED: ESEAL_7, "eseal.use.suspended", Fail, NotMet, "暂停期间使用", "used while it was suspended" => Inferred;
    AFTER_CHANGE: ESEAL_7, "gap.eseal.use_after_change", Fail, Undetermined, "变更后、重新备案或者启用前使用，现有资料不能确定其效力", "used after a change, before it was filed or put to use anew: what that is worth is not confirmed";
    USE_UNKNOWN: ESEAL_7, "eseal.use.unknown", Fail, Undetermined, "缺少判断使用时状态的事实", "facts that decide in which state it was used are missing";
    STATED: ESEAL_7, "eseal.state.stated", Fail, Met, "没有给出事件，按记录的状态", "no events are given: the state is the one that the record states";
    NOT_TOLD: ESEAL_7, "eseal.state.not_told", Inform, NotApplicable, "没有给出备案、状态，不问使用时的状态", "neither filing nor state is told: in which state it was used is not asked";
    NOT_USABLE: ESEAL_7, "eseal.state.not_usable", Fail, NotMet, "暂停、注销或者到期，现不得使用", "suspended, cancelled or expired: it may not be used now";
    TRANSITIONS_FINE: ESEAL_7, "eseal.transitions.allowed", Fail, Met, "各阶段依次进行", "the stages follow each other as they may";
    TRANSITION_WRONG: ESEAL_7, "eseal.transition.not_allowed", Fail, NotMet, "在该状态下不能发生此事件", "this event cannot happen in the state that the seal was in";
    ORDER_WRONG: ESEAL_7, "eseal.transition.out_of_order", Fail, NotMet, "事件早于前一事件", "the event lies before the one that it follows";
    EVENT_UNKNOWN: ESEAL_7, "eseal.transition.unknown", Fail, Undetermined, "缺少事件的种类或者时间", "kind or time of an event is missing";
    ES25_DAY: ESEAL_7, "gap.eseal.measures_2025_day", Inform, Undetermined, "2025年办法成文于2025-09-27、公布于2025-10-09，施行日取2025-09-27（参数可改）", "the measures of 2025 are dated 2025-09-27 and were published on 2025-10-09: the former is taken, a parameter changes it" => Inferred;
}

/// The two days from which the measures of 2025 may count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(super) enum Es25 {
    #[serde(rename = "2025-09-27")]
    Dated,
    #[serde(rename = "2025-10-09")]
    Published,
}

/// Says, between the two days, which of them counts, and takes the law so.
pub(super) fn es25(from: Fact<Es25>, out: &mut Findings) {
    const DAYS: (Date, Date) = (on(2025, 9, 27), on(2025, 10, 9));
    let date = out.law().date();
    if date < DAYS.0 || date >= DAYS.1 {
        return;
    }
    match from {
        Fact::Known(Es25::Published) => out.under(out.law().without("ES25")),
        Fact::Known(Es25::Dated) => {}
        _ => out.add(&ES25_DAY, ""),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    acted_at: Fact<Moment>,
    #[serde(borrow)]
    seal: Fact<Eseal<'a>>,
    proofs: Fact<Vec<super::making::Proof>>,
    system: Fact<System>,
    new_entity: Fact<NewEntity>,
    events: Fact<Vec<Event>>,
    measures_2025_from: Fact<Es25>,
}

impl Facts<'_> {
    /// Whether there is nothing that could be judged.
    fn ask_nothing(&self) -> bool {
        let nothing_of_seal = self.seal.known().is_none_or(|seal| {
            seal.kind.is_unknown() && seal.state.is_unknown() && seal.seal_info.is_unknown()
        });
        nothing_of_seal
            && self.proofs.is_unknown()
            && self.system.is_unknown()
            && self.new_entity.is_unknown()
            && self.events.is_unknown()
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct Event {
    kind: Fact<EventKind>,
    at: Fact<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum EventKind {
    Applied,
    Made,
    Filed,
    Activated,
    Used,
    Changed,
    Suspended,
    Resumed,
    Cancelled,
}

/// The events that may happen in a state, with the state after; `None` is the state before any event. Use changes
/// nothing: whether it was valid is asked apart.
const TRANSITIONS: &[(Option<SealState>, &str, SealState)] = {
    use SealState::{Active, Applied, Cancelled, Changed, Filed, Made, Suspended};
    &[
        (None, "applied", Applied),
        (Some(Applied), "made", Made),
        (Some(Applied), "cancelled", Cancelled),
        (Some(Made), "filed", Filed),
        (Some(Made), "cancelled", Cancelled),
        (Some(Filed), "activated", Active),
        (Some(Filed), "changed", Changed),
        (Some(Filed), "suspended", Suspended),
        (Some(Filed), "cancelled", Cancelled),
        (Some(Active), "changed", Changed),
        (Some(Active), "suspended", Suspended),
        (Some(Active), "cancelled", Cancelled),
        (Some(Changed), "made", Made),
        (Some(Changed), "filed", Filed),
        (Some(Changed), "activated", Active),
        (Some(Changed), "cancelled", Cancelled),
        (Some(Suspended), "resumed", Active),
        (Some(Suspended), "cancelled", Cancelled),
    ]
};

impl EventKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Made => "made",
            Self::Filed => "filed",
            Self::Activated => "activated",
            Self::Used => "used",
            Self::Changed => "changed",
            Self::Suspended => "suspended",
            Self::Resumed => "resumed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// Whether a seal could be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Usable {
    Yes,
    No,
    Unknown,
    NotAsked,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.acted_at, "/acted_at");
    let mut value = BTreeMap::from([
        ("allowed_next", json!([])),
        ("decision", Value::Null),
        ("kind", Value::Null),
        ("missing", json!([])),
        ("state", Value::Null),
        ("uses", json!([])),
    ]);
    if out.law().applies() {
        es25(facts.measures_2025_from, &mut out);
        let seal = facts.seal.known().cloned().unwrap_or_default();
        let made = making(&Making { seal: &seal, proofs: &facts.proofs }, &mut value, &mut out);
        let connected = facts.system.known().and_then(|one| system(one, &mut out));
        let given = facts.new_entity.known().and_then(|one| new_entity(one, seal.owner_kind, &mut out));
        let used = life(&facts, &seal, question.as_of, &mut value, &mut out);
        if facts.ask_nothing() {
            out.missing(&EVENT_UNKNOWN, vec!["/events".into()]);
        }
        let breach = [made, connected, given, used].into_iter().flatten().next();
        let decision = match (breach, out.outcome()) {
            (Some(word), _) => Some(word),
            (None, Outcome::Met) if facts.events.known().is_some() => Some("valid"),
            (None, Outcome::Met) => Some("ok"),
            _ => None,
        };
        value.insert("decision", json!(decision));
    }
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// ESEAL-7 over the events: each by the law of its day. Without events, the state that the record states.
fn life(
    facts: &Facts<'_>,
    seal: &Eseal<'_>,
    as_of: Date,
    value: &mut BTreeMap<&'static str, Value>,
    out: &mut Findings,
) -> Option<&'static str> {
    let Some(events) = facts.events.known() else {
        if let Fact::Known(state) = seal.state {
            out.add(&STATED, "/seal/state");
            told(Some(state), value);
            return now(Some(state), "/seal/state", out);
        }
        return None;
    };
    let law = out.law();
    let valid_end = seal.seal_info.known().and_then(|info| info.property.known()).map(|one| one.valid_end);
    let mut state = None;
    let mut uses = Vec::new();
    let mut before: Option<Moment> = None;
    let mut breach = None;
    let mut fine = true;
    let mut known = true;
    let mut last_law = law.clone();
    for (index, event) in events.iter().enumerate() {
        let at = |field: &str| format!("/events/{index}/{field}");
        let (Fact::Known(kind), Fact::Known(when)) = (event.kind, event.at) else {
            let field = if event.kind.known().is_some() { "at" } else { "kind" };
            out.missing(&EVENT_UNKNOWN, vec![at(field).into()]);
            known = false;
            break;
        };
        if when.day() > as_of {
            break;
        }
        last_law = law.on(when.day());
        out.under(last_law.clone());
        if before.is_some_and(|before| before.is_after(when)) {
            out.add(&ORDER_WRONG, at("at"));
            breach = breach.or(Some("not_allowed"));
            fine = false;
        }
        before = Some(when);
        let expired = matches!(valid_end, Some(Fact::Known(end)) if when.is_after(end));
        if kind == EventKind::Used {
            if valid_end.is_some_and(|end| end.is_unknown()) {
                out.missing(&USE_UNKNOWN, vec!["/seal/seal_info/property/valid_end".into()]);
                continue;
            }
            let found = in_state(if expired { Some(SealState::Expired) } else { state });
            out.add(found.1, at("kind"));
            uses.push(json!({"event": index, "state": state_word(state, expired), "valid": found.0}));
            if found.0 == Some(false) {
                breach = breach.or(Some("invalid"));
            }
            continue;
        }
        // A list may begin anywhere in a seal's life: what came before its first event is not known to be wrong.
        let may = |from: Option<SealState>| state.is_none() || from == state;
        match TRANSITIONS.iter().find(|(from, name, _)| may(*from) && *name == kind.as_str()) {
            Some((_, _, after)) => state = Some(*after),
            None => {
                out.add(&TRANSITION_WRONG, at("kind"));
                breach = breach.or(Some("not_allowed"));
                fine = false;
            }
        }
    }
    out.under(last_law);
    if known && fine && !events.is_empty() {
        out.add(&TRANSITIONS_FINE, "/events");
    }
    out.under(law);
    let used = !uses.is_empty();
    value.insert("uses", json!(uses));
    let over = matches!(valid_end, Some(Fact::Known(end)) if as_of > end.day());
    let open = matches!(state, Some(SealState::Filed | SealState::Active | SealState::Suspended));
    let state = if over && open { Some(SealState::Expired) } else { state };
    told(state, value);
    // What comes after an event that is not told in full is unknown.
    if used || !known {
        return breach;
    }
    if open && valid_end.is_some_and(|end| end.is_unknown()) {
        out.missing(&USE_UNKNOWN, vec!["/seal/seal_info/property/valid_end".into()]);
    }
    breach.or(now(state, "/events", out))
}

/// Whether the seal may be used now, which is the question where no use is told. One that is still being made breaches
/// nothing.
fn now(state: Option<SealState>, path: &'static str, out: &mut Findings) -> Option<&'static str> {
    matches!(state, Some(SealState::Suspended | SealState::Cancelled | SealState::Expired)).then(|| {
        out.add(&NOT_USABLE, path);
        "invalid"
    })
}

/// The state and what may happen next, as values.
fn told(state: Option<SealState>, value: &mut BTreeMap<&'static str, Value>) {
    let next: Vec<&str> =
        TRANSITIONS.iter().filter(|(from, ..)| *from == state).map(|(_, name, _)| *name).collect();
    value.insert("allowed_next", json!(next));
    value.insert("state", json!(state.map(SealState::as_str)));
}

fn state_word(state: Option<SealState>, expired: bool) -> Option<&'static str> {
    if expired { Some(SealState::Expired.as_str()) } else { state.map(SealState::as_str) }
}

/// Whether a use in this state is valid, and what says so.
fn in_state(state: Option<SealState>) -> (Option<bool>, &'static Code) {
    match state {
        Some(SealState::Filed | SealState::Active) => (Some(true), &USABLE),
        None | Some(SealState::Applied | SealState::Made) => (Some(false), &BEFORE_FILING),
        Some(SealState::Suspended) => (Some(false), &SUSPENDED),
        Some(SealState::Cancelled) => (Some(false), &AFTER_CANCELLATION),
        Some(SealState::Expired) => (Some(false), &AFTER_EXPIRY),
        Some(SealState::Changed) => (None, &AFTER_CHANGE),
    }
}

/// ESEAL-7 from what the record of a seal states: its filing, and its state with the day since when. A state that is not
/// known to have held at signing tells nothing of then.
pub(super) fn usable(seal: &Eseal<'_>, signed: Fact<Moment>, today: Moment, out: &mut Findings) -> Usable {
    let at = signed.known().copied().unwrap_or(today);
    let law = out.law();
    let unknown = |path: &'static str, out: &mut Findings| {
        out.missing(&USE_UNKNOWN, vec![path.into()]);
        Usable::Unknown
    };
    let mut found = None;
    match &seal.filing {
        Fact::None => found = Some((SealState::Made, "/seal/filing")),
        Fact::Known(filing) => match (filing.at, signed) {
            (Fact::Known(filed), Fact::Known(_)) => {
                if filed.is_after(at) {
                    found = Some((SealState::Made, "/seal/filing/at"));
                }
            }
            (Fact::Unknown, _) => return unknown("/seal/filing/at", out),
            (Fact::Known(_), _) => return unknown("/signed_at", out),
            (Fact::None, _) => found = Some((SealState::Made, "/seal/filing/at")),
        },
        Fact::Unknown => {}
    }
    if let (None, Fact::Known(state)) = (found, seal.state) {
        use SealState::{Active, Applied, Filed, Made};
        // A seal that is not filed today was not filed before; one in use was in use since it was filed.
        let always = matches!(state, Applied | Made | Filed | Active);
        let held = match (seal.state_since, signed) {
            _ if always => true,
            (_, Fact::Unknown) => return unknown("/signed_at", out),
            (Fact::Known(since), _) => !since.is_after(at),
            _ if !today.is_after(at) => true,
            _ => return unknown("/seal/state_since", out),
        };
        if held {
            found = Some((state, "/seal/state"));
        }
    }
    let Some((state, path)) = found else {
        out.add(&NOT_TOLD, "/seal");
        return Usable::NotAsked;
    };
    out.under(law.on(at.day().max(Law::BASE)));
    let (valid, code) = in_state(Some(state));
    out.add(code, path);
    out.under(law);
    match valid {
        Some(true) => Usable::Yes,
        Some(false) => Usable::No,
        None => Usable::Unknown,
    }
}
