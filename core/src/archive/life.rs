//! EARCH-11: the life of an e-record, with the transitions allowed.

use serde::Deserialize;

use crate::law::Confidence::Secondary;
use crate::law::{Chapter, Date, Law, Rule, RuleId, by, codes, rule, section, since};
use crate::record::{Fact, Moment};
use crate::report::Findings;

/// EARCH-11.
static EARCH_11: Rule = rule(
    RuleId(Chapter::Archive, 11),
    since(Law::BASE),
    "电子档案依次经过收集与采集、归档与整理、保存与利用、移交与接收",
    "an e-record is collected, filed and arranged, kept and used, transferred and received",
    &[by(section("EA18", "收集与采集至移交与接收"), Secondary)],
)
.when("电子档案处于其生命周期", "an e-record is in its life")
.then(
    "依次收集与采集、归档与整理、保存与利用、移交与接收",
    "collected, filed and arranged, kept and used, transferred and received, in turn",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&EARCH_11];

codes! {
    IN_ORDER: EARCH_11, "earch.life.in_order", Fail, Met, "各阶段依次进行", "the stages follow each other as they may";
    NOT_ALLOWED: EARCH_11, "earch.life.not_allowed", Fail, NotMet, "在该阶段不能发生此事件", "this event cannot happen at the stage that the record was in";
    OUT_OF_ORDER: EARCH_11, "earch.life.out_of_order", Fail, NotMet, "事件早于前一事件", "the event lies before the one that it follows";
    EVENT_UNKNOWN: EARCH_11, "earch.life.unknown", Fail, Undetermined, "缺少事件的种类或者时间", "kind or time of an event is missing";
}

/// An event in the life of a record (事件).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Event {
    kind: Fact<Kind>,
    at: Fact<Moment>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Collected,
    Filed,
    Arranged,
    Preserved,
    Used,
    Transferred,
    Received,
    Returned,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Collected => "collected",
            Self::Filed => "filed",
            Self::Arranged => "arranged",
            Self::Preserved => "preserved",
            Self::Used => "used",
            Self::Transferred => "transferred",
            Self::Received => "received",
            Self::Returned => "returned",
        }
    }

    /// The events that may follow: a record is used while it is kept, and one that was returned is cured and sent again.
    fn next(last: Option<Self>) -> &'static [Self] {
        use Kind::{Arranged, Collected, Filed, Preserved, Received, Returned, Transferred, Used};
        match last {
            None => &[Collected],
            Some(Collected) => &[Filed],
            Some(Filed) => &[Arranged, Returned],
            Some(Arranged) => &[Preserved, Transferred],
            Some(Preserved | Used) => &[Used, Transferred],
            Some(Transferred) => &[Received, Returned],
            Some(Received) => &[Used],
            Some(Returned) => &[Filed, Arranged, Transferred],
        }
    }
}

/// What the events come to.
pub(super) struct Life {
    /// The last event that was allowed, which names the state.
    pub(super) state: Option<&'static str>,
    /// What may follow.
    pub(super) next: Vec<&'static str>,
    /// Whether an event could not happen when it did.
    pub(super) broken: bool,
}

/// EARCH-11 over the events until `as_of`, each by the law of its day.
pub(super) fn life(events: &[Event], as_of: Date, out: &mut Findings) -> Life {
    let law = out.law();
    let mut state: Option<Kind> = None;
    let mut before: Option<Moment> = None;
    let mut broken = false;
    let mut known = true;
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
        // An event before the measures is not judged; the record starts from where it left it.
        let judged = when.day() >= Law::BASE;
        out.under(law.on(when.day().max(Law::BASE)));
        if judged && before.is_some_and(|before| before.is_after(when)) {
            out.add(&OUT_OF_ORDER, at("at"));
            broken = true;
        }
        before = Some(when);
        // A list may begin anywhere in a record's life.
        if judged && state.is_some() && !Kind::next(state).contains(&kind) {
            out.add(&NOT_ALLOWED, at("kind"));
            broken = true;
        } else {
            state = Some(kind);
        }
    }
    if known && !broken && !events.is_empty() {
        out.add(&IN_ORDER, "/events");
    }
    out.under(law);
    Life {
        state: state.map(Kind::as_str),
        next: Kind::next(state).iter().map(|kind| kind.as_str()).collect(),
        broken,
    }
}
