//! The topic `opening.request`: may the applicant have this open data set? OPEN-11 is here.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::law::Confidence::{Inferred, Secondary, Text as Confirmed};
use crate::law::{Basis, Chapter, Law, Rule, RuleId, art_para, by, codes, rule, section, since};
use crate::record::{Excluded, Fact, Moment, OpenClass, secrecy};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::channel::{self, Channel};
use super::conditions::compare;
use super::criteria::OPENING_MEASURES;
use super::harm::{PUBLIC_INTEREST_ELSEWHERE, would_harm};
use super::indicators::{Indicators, NO_BREACH, RULES as INDICATOR_RULES, indicators};
use super::list_entry::{ListEntry, OpenCondition};
use super::operation::{KIND_UNKNOWN, Operation, ROUTE_TO_OPERATION, exists, operated};

const SCHEMA: &str = include_str!("../../schemas/opening.request.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "opening.request",
    schema: SCHEMA,
    kind: "open_request",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

const BASIS: &[Basis] = &[
    by(section("SEED", "二(四)"), Inferred).until(OPENING_MEASURES),
    by(section("OD21", "分级分类"), Secondary).until(Law::DATA_REGULATION),
    by(art_para("SDR", 41, 3), Confirmed),
];

/// OPEN-11.
static OPEN_11: Rule = rule(
    RuleId(Chapter::Opening, 11),
    since(Law::BASE),
    "有条件开放的数据，申请人通过平台申请，由开放单位按利用主体、用途、安全能力、利用协议等条件处理；无条件开放的直接获取",
    "conditional data are asked for on the platform and given by subject, purpose, security ability and agreement; unconditional data are free to take",
    BASIS,
)
.when("申请有条件开放的数据", "conditional data are applied for")
.then(
    "在平台申请，单位按主体、目的、安全能力、协议等条件办理；拒绝的说明理由，材料不足的告知补充",
    "filed on the platform, handled by user, purpose, security ability and agreement; a refusal gives reasons, and what is missing is asked for",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_11];

codes! {
    FREE_ACCESS: OPEN_11, "open.request.unconditional", Fail, Met, "无条件开放，直接获取", "unconditional: free to take";
    GRANTED: OPEN_11, "open.request.granted", Fail, Met, "符合开放条件，予以提供", "the conditions are met: granted";
    NOT_ON_LIST: OPEN_11, "open.request.not_listed", Fail, NotMet, "数据不在开放清单内，不予提供", "the data are on no open list: intercepted";
    NOT_OPEN: OPEN_11, "open.request.not_open", Fail, NotMet, "非开放数据，不予提供", "the data are not opened: refused";
    CLASS_TO_CURE: OPEN_11, "open.request.class_to_cure", Fail, NotMet, "数据没有有效的开放类型，须先由开放单位更正", "the data bear no valid class: the unit must cure that first";
    CLASS_UNKNOWN: OPEN_11, "open.request.class_unknown", Fail, Undetermined, "不知道数据的开放类型", "the class of the data is unknown";
    CONDITION_NOT_MET: OPEN_11, "open.request.condition_not_met", Fail, NotMet, "不符合该项开放条件", "the request does not meet this condition";
    CONDITION_LACKING: OPEN_11, "open.request.condition_lacking", Fail, NotMet, "申请缺少该项开放条件所需的内容，须补充", "the request lacks what this condition asks for: its author is asked";
    CONDITION_UNKNOWN: OPEN_11, "open.request.condition_unknown", Fail, Undetermined, "缺少判断是否符合开放条件所需的事实", "facts that decide whether the conditions are met are missing";
    UNIT_REFUSED: OPEN_11, "open.request.refused", Fail, NotMet, "开放单位不同意申请", "the unit refused the request";
    UNIT_ASKED: OPEN_11, "open.request.asked_more", Fail, NotMet, "开放单位要求补充", "the unit asked for more";
    REPLY_UNKNOWN: OPEN_11, "open.request.reply_unknown", Fail, Undetermined, "不知道答复的结论", "it is unknown what the reply decided";
    REASONS_GIVEN: OPEN_11, "open.request.reasoned", Inform, Met, "不同意已说明理由", "the refusal gives its reasons";
    NO_REASONS: OPEN_11, "open.request.no_reasons", Warn, NotMet, "不同意未说明理由", "the refusal gives no reasons" => Inferred;
    REASONS_UNKNOWN: OPEN_11, "open.request.reasons_unknown", Inform, Undetermined, "不知道不同意的理由", "the reasons of the refusal are unknown";
    REFUSAL_UNFOUNDED: OPEN_11, "open.request.refusal_unfounded", Warn, NotMet, "符合开放条件而不同意", "the conditions are met, and the request was refused";
    GRANT_UNFOUNDED: OPEN_11, "open.request.grant_unfounded", Warn, NotMet, "不符合开放条件而同意", "the conditions are not met, and the request was granted";
}

/// A request for open data (开放申请).
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Facts<'a> {
    received_at: Fact<Moment>,
    request_kind: Fact<RequestKind>,
    #[serde(borrow)]
    pub(super) user_kind: Fact<&'a str>,
    pub(super) purpose: Fact<&'a str>,
    pub(super) security_ability: Fact<u64>,
    pub(super) holder_authorised: Fact<bool>,
    pub(super) agreement_id: Fact<&'a str>,
    entry: Fact<ListEntry<'a>>,
    channel: Fact<Channel>,
    reply: Fact<Reply<'a>>,
    public_interest_claimed: Fact<bool>,
    operation: Fact<Operation>,
    indicators: Fact<Indicators<'a>>,
}

/// What is asked for (申请类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RequestKind {
    OpenData,
    DataProduct,
}

/// The unit's reply (答复).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Reply<'a> {
    verdict: Fact<Verdict>,
    #[serde(borrow)]
    reasons: Fact<&'a str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Granted,
    Refused,
    AskMore,
}

/// What the request comes to.
#[derive(Default)]
struct Answer {
    word: Option<&'static str>,
    reasons: Vec<&'static str>,
    missing: Vec<&'static str>,
}

impl Answer {
    fn word(word: &'static str) -> Self {
        Self { word: Some(word), ..Self::default() }
    }

    fn refused(reason: &'static str) -> Self {
        Self { reasons: vec![reason], ..Self::word("refused") }
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.received_at, "/received_at");
    let mut value: BTreeMap<&'static str, Value> = BTreeMap::new();
    let mut answer = Answer::default();
    if out.law().applies() {
        let figures = facts.indicators.known().filter(|_| INDICATOR_RULES.iter().all(|rule| out.asks(rule)));
        if let Some(figures) = figures {
            value.insert("kpi", indicators(figures, question, &mut out));
        }
        if facts.is_asked() {
            answer = decide(&facts, &mut out);
        } else if figures.is_some() {
            out.add(&NO_BREACH, "/indicators");
            answer = Answer::word("indicators");
        } else {
            out.missing(&CLASS_UNKNOWN, vec!["/entry".into()]);
        }
        operated(&facts.operation, &mut out);
        if facts.public_interest_claimed.is(true) == Some(true) {
            out.add(&PUBLIC_INTEREST_ELSEWHERE, "/public_interest_claimed");
        }
    }
    let condition = facts.entry.known().and_then(|entry| entry.condition.known());
    value.insert("agreement", condition.and_then(|condition| condition.agreement.is(true)).into());
    value.insert("decision", answer.word.into());
    value.insert("reasons", answer.reasons.into());
    value.insert("missing", answer.missing.into());
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

impl Facts<'_> {
    /// Whether a request is asked about, and not a unit's figures alone.
    fn is_asked(&self) -> bool {
        !self.entry.is_unknown()
            || !self.request_kind.is_unknown()
            || !self.channel.is_unknown()
            || !self.purpose.is_unknown()
    }
}

/// The order of the questions: the track, secrecy, the channel, harm, the class, the conditions, the reply.
fn decide(facts: &Facts<'_>, out: &mut Findings) -> Answer {
    let nothing = ListEntry::default();
    let listed = facts.entry.known().unwrap_or(&nothing);
    let class = listed.class();
    let unconditional = class.is(OpenClass::Unconditional) == Some(true);
    let mut kind_unknown = false;
    if exists(out) && !unconditional {
        match facts.request_kind {
            Fact::Known(RequestKind::DataProduct) => {
                out.add(&ROUTE_TO_OPERATION, "/request_kind");
                return Answer::word("route_to_authorised_operation");
            }
            Fact::Unknown => {
                out.missing(&KIND_UNKNOWN, vec!["/request_kind".into()]);
                kind_unknown = true;
            }
            Fact::Known(RequestKind::OpenData) | Fact::None => {}
        }
    }
    let record = listed.record();
    let secret = record
        .map_or(Excluded::No, |record| secrecy(record.secret_flag, "/entry/entry/secret_flag", false, out));
    if secret == Excluded::Yes {
        return Answer::default();
    }
    let lawful = channel::of_request(facts.channel, out);
    if lawful == Some(false) {
        return Answer::word("off_platform");
    }
    let opened = class.is(OpenClass::NotOpen) != Some(true);
    let harm =
        record.filter(|_| opened).map_or(Some(false), |record| would_harm(listed, record, "/entry", out));
    if harm == Some(true) {
        return Answer::refused("harm");
    }
    let answer = by_class(facts, listed, class, out);
    // A grant rests on all of it; what is refused is refused whatever is unknown.
    let unknown = kind_unknown || secret == Excluded::Unknown || lawful.is_none() || harm.is_none();
    if answer.word == Some("granted") && unknown { Answer::default() } else { answer }
}

fn by_class(facts: &Facts<'_>, listed: &ListEntry<'_>, class: Fact<OpenClass>, out: &mut Findings) -> Answer {
    const CLASS: &str = "/entry/open_type";
    match (&facts.entry, class) {
        (Fact::None, _) => {
            out.add(&NOT_ON_LIST, "/entry");
            Answer::refused("not_listed")
        }
        (Fact::Unknown, _) => {
            out.missing(&CLASS_UNKNOWN, vec!["/entry".into()]);
            Answer::default()
        }
        (_, Fact::Unknown) => {
            out.missing(&CLASS_UNKNOWN, vec![CLASS.into()]);
            Answer::default()
        }
        (_, Fact::None) => {
            out.add(&CLASS_TO_CURE, CLASS);
            Answer::refused("class")
        }
        (_, Fact::Known(OpenClass::NotOpen)) => {
            out.add(&NOT_OPEN, CLASS);
            Answer::refused("not_open")
        }
        (_, Fact::Known(OpenClass::Unconditional)) => {
            out.add(&FREE_ACCESS, CLASS);
            if verdict(facts) == Some(Verdict::Refused) {
                out.add(&REFUSAL_UNFOUNDED, "/reply/verdict");
            }
            Answer::word("granted")
        }
        (_, Fact::Known(OpenClass::Conditional)) => by_conditions(facts, listed, out),
    }
}

/// The conditions decide; a reply of the unit may refuse or ask, and grants nothing that the conditions do not.
fn by_conditions(facts: &Facts<'_>, listed: &ListEntry<'_>, out: &mut Findings) -> Answer {
    const VERDICT: &str = "/reply/verdict";
    let none = OpenCondition::default();
    let compared = compare(facts, listed.condition.known().unwrap_or(&none));
    for name in &compared.refused {
        out.add(&CONDITION_NOT_MET, format!("/entry/condition/{name}"));
    }
    for name in &compared.lacking {
        out.add(&CONDITION_LACKING, format!("/entry/condition/{name}"));
    }
    let fits = compared.refused.is_empty() && compared.lacking.is_empty();
    let reply = verdict(facts);
    if reply == Some(Verdict::Granted) && !fits {
        out.add(&GRANT_UNFOUNDED, VERDICT);
    }
    if reply == Some(Verdict::Refused) {
        out.add(&UNIT_REFUSED, VERDICT);
        reasons(facts, out);
        if fits && compared.missing.is_empty() {
            out.add(&REFUSAL_UNFOUNDED, VERDICT);
        }
        return Answer { reasons: compared.refused, ..Answer::word("refused") };
    }
    if !compared.refused.is_empty() {
        return Answer { reasons: compared.refused, ..Answer::word("refused") };
    }
    if reply == Some(Verdict::AskMore) {
        out.add(&UNIT_ASKED, VERDICT);
        return Answer { missing: compared.lacking, ..Answer::word("ask_more") };
    }
    if !compared.lacking.is_empty() {
        return Answer { missing: compared.lacking, ..Answer::word("ask_more") };
    }
    if facts.reply.known().is_some_and(|reply| reply.verdict.is_unknown()) {
        out.missing(&REPLY_UNKNOWN, vec![VERDICT.into()]);
        return Answer::default();
    }
    if !compared.missing.is_empty() {
        let missing = match listed.condition {
            Fact::Unknown => vec!["/entry/condition".into()],
            _ => compared.missing,
        };
        out.missing(&CONDITION_UNKNOWN, missing);
        return Answer::default();
    }
    out.add(&GRANTED, "/entry/condition");
    Answer::word("granted")
}

fn verdict(facts: &Facts<'_>) -> Option<Verdict> {
    facts.reply.known().and_then(|reply| reply.verdict.known().copied())
}

fn reasons(facts: &Facts<'_>, out: &mut Findings) {
    const PATH: &str = "/reply/reasons";
    match facts.reply.known().and_then(|reply| reply.reasons.is_stated()) {
        Some(true) => out.add(&REASONS_GIVEN, PATH),
        Some(false) => out.add(&NO_REASONS, PATH),
        None => out.missing(&REASONS_UNKNOWN, vec![PATH.into()]),
    }
}
