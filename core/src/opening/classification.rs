//! The topic `opening.classification`: how may a data set be opened, and does the declared class stand? OPEN-1 and
//! OPEN-4 are here.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{Entry, Excluded, Fact, OpenClass, secrecy};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::criteria::{BARS_UNKNOWN, bars, by_demands};
use super::harm::{harm, no_harm};
use super::treatment::{HolderConsent, RECLASSIFIABLE, Treatment, remaining};

const SCHEMA: &str = include_str!("../../schemas/opening.classification.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "opening.classification",
    schema: SCHEMA,
    kind: "catalogue_entry",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// OPEN-1.
static OPEN_1: Rule = rule(
    RuleId(Chapter::Opening, 1),
    since(Law::BASE),
    "公共数据分为无条件开放、有条件开放和非开放三类，每一数据集只归一类",
    "each data set bears exactly one of the classes unconditional, conditional, not opened; items may be stricter",
    &[by(section("SEED", "二(四)"), Seed), by(art("SDR", 41), Confirmed)],
)
.when("编制开放数据集", "a data set is listed for opening")
.then(
    "归入无条件开放、有条件开放、非开放中的一类；数据项可以更严",
    "exactly one of unconditional, conditional, not opened; items may be stricter",
);
/// OPEN-4.
static OPEN_4: Rule = rule(
    RuleId(Chapter::Opening, 4),
    since(Law::BASE),
    "与民生紧密相关、社会迫切需要的高价值数据优先开放",
    "high-value data, closely tied to livelihood or urgently needed by society, are opened first",
    &[by(section("SEED", "二(四)"), Seed)],
)
.when(
    "数据与民生紧密相关或者社会迫切需要",
    "data are closely tied to livelihood or urgently needed by society",
)
.then("优先开放", "opened first");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_1, &OPEN_4];

codes! {
    NONE_DECLARED: OPEN_1, "open.class.none_declared", Fail, Met, "未声明开放类型，已依标准得出", "no class is declared; one was decided by the criteria";
    CLASS_STANDS: OPEN_1, "open.class.stands", Fail, Met, "声明的开放类型成立", "the declared class stands";
    CLASS_TOO_OPEN: OPEN_1, "open.class.too_open", Fail, NotMet, "声明的开放类型过宽", "the declared class is too open";
    CLASS_NO_GROUND: OPEN_1, "open.class.no_ground", Fail, NotMet, "声明的开放类型过严，没有相应事由", "the declared class is stricter than any ground supports";
    CLASS_SEVERAL: OPEN_1, "open.class.several", Fail, NotMet, "数据集归入多个开放类型，应当只归一类", "the data set bears several classes; it must bear exactly one";
    CLASS_UNKNOWN: OPEN_1, "open.class.unknown", Fail, Undetermined, "不知道是否声明了开放类型，无法判断其是否成立", "it is unknown whether a class is declared, hence whether it stands";
    ORDERED: OPEN_4, "open.priority.ordered", Inform, Met, "高价值数据在先，同级的按需求数排列", "high value first; within one priority by the number of demands" => Inferred;
    ITEM_LOOSER: OPEN_1, "open.item.looser", Fail, NotMet, "信息项的开放类型宽于所属数据集", "an item is classed more openly than its data set" => Inferred;
    HIGH_VALUE: OPEN_4, "open.priority.high", Inform, Met, "高价值数据，优先开放", "high value: opened first";
    NORMAL_VALUE: OPEN_4, "open.priority.normal", Inform, NotApplicable, "未标明为高价值数据", "not marked as high value";
    VALUE_UNKNOWN: OPEN_4, "open.priority.unknown", Inform, Undetermined, "不知道是否属于高价值数据", "it is unknown whether the data are of high value";
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Facts<'a> {
    #[serde(borrow)]
    entry: Entry<'a>,
    demands: Demands,
    high_value: Fact<HighValue>,
    treatment: Fact<Treatment>,
    holder_consents: Fact<Vec<HolderConsent>>,
}

/// What opening the data demands (OPEN-6).
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Demands {
    high_security: Fact<bool>,
    high_processing: Fact<bool>,
    strong_timeliness: Fact<bool>,
    continuous_supply: Fact<bool>,
}

impl Demands {
    /// Each demand with its pointer.
    pub(super) fn each(&self) -> [(Fact<bool>, &'static str); 4] {
        [
            (self.high_security, "/demands/high_security"),
            (self.high_processing, "/demands/high_processing"),
            (self.strong_timeliness, "/demands/strong_timeliness"),
            (self.continuous_supply, "/demands/continuous_supply"),
        ]
    }
}

/// What makes data of high value (高价值).
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct HighValue {
    livelihood: Fact<bool>,
    urgent_need: Fact<bool>,
}

/// What the topic says of the classes of a data set, in its words.
#[derive(Default)]
pub(crate) struct Classes {
    /// The class that the data set states.
    pub(crate) declared: Option<&'static str>,
    /// The class that it deserves.
    pub(crate) deserved: Option<&'static str>,
    priority: Option<&'static str>,
    /// Whether treatment or the holders' consent would open it further.
    reclassifiable: bool,
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let (classes, findings) = classes(facts, question)?;
    let by: &[&str] = if classes.reclassifiable { &["treatment", "holder_consents"] } else { &[] };
    let value = BTreeMap::from([
        ("open_class", classes.deserved.into()),
        ("declared_class", classes.declared.into()),
        ("priority", classes.priority.into()),
        ("reclassifiable_if", by.into()),
    ]);
    Ok(Judgement { findings, value, obligations: Vec::new() })
}

/// The classes of the data set that `facts` hold, and what was found.
pub(crate) fn classes<'a, D: Deserializer<'a>>(
    facts: D,
    question: &Question<'_>,
) -> Result<(Classes, Findings), D::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.state();
    let mut classes = Classes::default();
    if out.law().applies()
        && secrecy(facts.entry.secret_flag, "/entry/secret_flag", false, &mut out) != Excluded::Yes
    {
        classes.priority = priority(&facts.high_value, "", &mut out);
        let deserved = deserved(&facts, &mut classes, &mut out);
        classes.deserved = deserved.as_ref().map(|deserved| name(deserved.class));
        classes.declared = declared(&facts.entry, deserved, &mut out).map(name);
    }
    Ok((classes, out))
}

fn name(class: OpenClass) -> &'static str {
    match class {
        OpenClass::Unconditional => "unconditional",
        OpenClass::Conditional => "conditional",
        OpenClass::NotOpen => "not_open",
    }
}

/// OPEN-4, for the marks of high value at the pointer `at`.
pub(super) fn priority(high_value: &Fact<HighValue>, at: &str, out: &mut Findings) -> Option<&'static str> {
    let (livelihood, urgent) = match high_value {
        Fact::Known(value) => (value.livelihood, value.urgent_need),
        Fact::None => (Fact::None, Fact::None),
        Fact::Unknown => (Fact::Unknown, Fact::Unknown),
    };
    if let Some((_, field)) = [(livelihood, "livelihood"), (urgent, "urgent_need")]
        .into_iter()
        .find(|(fact, _)| *fact == Fact::Known(true))
    {
        out.add(&HIGH_VALUE, format!("{at}/high_value/{field}"));
        return Some("high");
    }
    let path = format!("{at}/high_value");
    let lacking = [(livelihood, "/livelihood"), (urgent, "/urgent_need")].into_iter();
    let missing: Vec<_> = match high_value {
        Fact::Unknown => vec![path.clone().into()],
        _ => lacking
            .filter(|(fact, _)| fact.is_unknown())
            .map(|(_, field)| format!("{path}{field}").into())
            .collect(),
    };
    if !missing.is_empty() {
        out.missing(&VALUE_UNKNOWN, missing);
        return None;
    }
    out.add(&NORMAL_VALUE, path);
    Some("normal")
}

/// The class that the data deserve.
struct Deserved {
    class: OpenClass,
    /// Whether somebody's secret or private matter is in it.
    harmful: bool,
}

/// OPEN-5, then OPEN-8 where somebody's right stands against opening, then OPEN-6 and OPEN-7.
fn deserved(facts: &Facts<'_>, classes: &mut Classes, out: &mut Findings) -> Option<Deserved> {
    let bars = bars(&facts.entry, "/entry", out);
    if bars.forbidden {
        return Some(Deserved { class: OpenClass::NotOpen, harmful: !bars.flags.is_empty() });
    }
    let left = remaining(&bars.flags, &facts.treatment, &facts.holder_consents, "", out)?;
    if !left.is_empty() {
        out.add(&RECLASSIFIABLE, "/treatment");
        classes.reclassifiable = true;
        return Some(Deserved { class: OpenClass::NotOpen, harmful: true });
    }
    if !bars.missing.is_empty() {
        out.missing(&BARS_UNKNOWN, bars.missing);
        return None;
    }
    no_harm(bars.flags.is_empty(), "/entry", out);
    Some(Deserved { class: by_demands(&facts.demands, out)?, harmful: false })
}

/// OPEN-1: the declared class against the deserved one, and RIGHT-1 where declaring it would do harm.
fn declared(entry: &Entry<'_>, deserved: Option<Deserved>, out: &mut Findings) -> Option<OpenClass> {
    const PATH: &str = "/entry/open_type";
    let declared = match &entry.open_type {
        Fact::Unknown => {
            out.missing(&CLASS_UNKNOWN, vec![PATH.into()]);
            return None;
        }
        Fact::Known(classes) if classes.is_several() => {
            out.add(&CLASS_SEVERAL, PATH);
            return None;
        }
        Fact::Known(classes) => classes.one(),
        Fact::None => None,
    };
    if let Some(declared) = declared {
        for (index, item) in entry.items.list().unwrap_or_default().iter().enumerate() {
            if matches!(item.open_type, Fact::Known(class) if class < declared) {
                out.add(&ITEM_LOOSER, format!("/entry/items/{index}/open_type"));
            }
        }
    }
    let Some(deserved) = deserved else { return declared };
    match declared.map(|declared| declared.cmp(&deserved.class)) {
        None => out.add(&NONE_DECLARED, PATH),
        Some(Ordering::Equal) => out.add(&CLASS_STANDS, PATH),
        Some(Ordering::Less) => {
            out.add(&CLASS_TOO_OPEN, PATH);
            if deserved.harmful {
                harm(PATH, out);
            }
        }
        Some(Ordering::Greater) => out.add(&CLASS_NO_GROUND, PATH),
    }
    declared
}
