//! The topic `rights.request`: a person asks to see, copy, correct, complete or delete what is held about it.
//! RIGHT-2 and RIGHT-3; RIGHT-1 is in `record::harm`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{Basis, Chapter, Code, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::{Fact, LAW_REGULATION, LegalBasis, Moment, Sufficient, YesNo, sufficient};
use crate::report::{Findings, Obligation, Outcome, Party};
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/rights.request.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "rights.request",
    schema: SCHEMA,
    kind: "rights_request",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// RIGHT-2.
static RIGHT_2: Rule = rule(
    RuleId(Chapter::Rights, 2),
    since(Law::BASE),
    "法律、法规未作规定的数据，应当征得被采集人同意（见COL-7）",
    "data that the law is silent on rest on the person's consent (see COL-7)",
    &[by(section("SEED", "二(六)"), Seed), by(art("PIPL", 13), Confirmed)],
)
.when("法律、法规未规定采集，而履职需要", "the law is silent on collecting, and the duty needs it")
.then("须有被采集人同意（见COL-7）", "the person's consent is needed (see COL-7)");
/// RIGHT-3. Before 2021-11-01 no text that was read gives these rights; correction goes by objection.
static RIGHT_3: Rule = rule(
    RuleId(Chapter::Rights, 3),
    since(Law::BASE),
    "个人有权查阅、复制其个人信息，请求更正、补充，符合情形的请求删除",
    "a person may see, copy, have corrected and completed and, on stated grounds, have deleted what is held about it",
    &[
        by(section("SEED", "二(六)"), Inferred),
        by(art("PIPL", 45), Confirmed),
        by(art("PIPL", 46), Confirmed),
        by(art("PIPL", 47), Confirmed),
        by(art("SDR", 21), Confirmed),
    ],
)
.when("个人请求查阅、复制、更正、补充、删除其信息", "a person asks to see, copy, correct, complete or delete")
.then(
    "符合条件的予以办理；法定不予查阅、保存期未满或者技术上难以删除的除外；拒绝的说明理由，可以起诉",
    "done where the conditions hold, unless access is barred, a term runs or deletion is technically hard; a refusal gives reasons and can be sued",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&RIGHT_2, &RIGHT_3];

const ACCESS: &[Basis] = &[by(art("PIPL", 45), Confirmed)];
const SECRECY: &[Basis] = &[by(art_para("PIPL", 45, 1), Confirmed), by(art_para("PIPL", 18, 1), Confirmed)];
const DUTY: &[Basis] = &[by(art_para("PIPL", 45, 1), Confirmed), by(art("PIPL", 35), Confirmed)];
const CORRECTION: &[Basis] = &[by(art("PIPL", 46), Confirmed), by(art("SDR", 21), Confirmed)];
const DELETION: &[Basis] = &[by(art_para("PIPL", 47, 1), Confirmed), by(art("SDR", 21), Confirmed)];
const INSTEAD: &[Basis] = &[by(art_para("PIPL", 47, 2), Confirmed)];
const REFUSAL: &[Basis] = &[by(art_para("PIPL", 50, 2), Confirmed)];

codes! {
    BY_LAW: RIGHT_2, "right.holding.by_law", Inform, Met, "数据依法律、法规或者法定职责持有", "the data are held by law or for a statutory duty";
    BY_CONSENT: RIGHT_2, "right.holding.by_consent", Inform, Met, "数据依同意持有", "the data are held by consent";
    WITHOUT_CONSENT: RIGHT_2, "right.holding.without_consent", Warn, NotMet, "法律、法规未作规定且没有同意", "the law is silent and there is no consent";
    HOLDING_UNKNOWN: RIGHT_2, "right.holding.unknown", Inform, Undetermined, "不知道数据依何持有", "it is unknown on what ground the data are held";
    NOT_YET: RIGHT_3, "right.not_yet", Fail, NotApplicable, "2021-11-01前未见该项权利的规定；更正、补充可以提出异议", "before 2021-11-01 no text gives the right; correction goes by objection";
    ENTITLED: RIGHT_3, "right.entitled", Fail, Met, "由本人或者其代理人请求，身份已核验", "asked by the person or its agent, whose identity was checked";
    NOT_ENTITLED: RIGHT_3, "right.not_entitled", Fail, NotMet, "请求人不是本人或者其代理人，或者身份核验未通过", "who asks is neither the person nor its agent, or failed the identity check";
    REQUESTER_UNKNOWN: RIGHT_3, "right.requester_unknown", Fail, Undetermined, "不知道由谁请求、代理权限或者身份核验结果", "it is unknown who asks, whether the agent has authority, or the result of the identity check";
    KINDS_UNKNOWN: RIGHT_3, "right.kinds_unknown", Fail, Undetermined, "不知道请求的内容", "it is unknown what is asked for";
    KINDS_NONE: RIGHT_3, "right.kinds_none", Fail, NotMet, "请求没有内容", "nothing is asked for";
    ACCESS_GRANTED: RIGHT_3, "right.access.granted", Fail, Met, "应当提供查阅、复制", "access or a copy is to be given" on ACCESS;
    ACCESS_SECRET: RIGHT_3, "right.access.confidential", Fail, NotMet, "法律、行政法规规定应当保密或者不需要告知，不予查阅、复制", "law or administrative regulation wants it kept secret or not told: refused" on SECRECY;
    ACCESS_DUTY: RIGHT_3, "right.access.hinders_duty", Fail, NotMet, "告知将妨碍履行法定职责，不予查阅、复制", "telling would hinder a statutory duty: refused" on DUTY;
    ACCESS_UNKNOWN: RIGHT_3, "right.access.unknown", Fail, Undetermined, "不知道查阅、复制有无例外", "it is unknown whether an exception from access holds" on ACCESS;
    CORRECTION_DUE: RIGHT_3, "right.correction.granted", Fail, Met, "经核实不准确、不完整，应当更正、补充", "shown to be inaccurate or incomplete: to be corrected" on CORRECTION;
    CORRECTION_REFUSED: RIGHT_3, "right.correction.refused", Fail, NotMet, "经核实没有不准确、不完整", "shown to be neither inaccurate nor incomplete" on CORRECTION;
    CORRECTION_UNKNOWN: RIGHT_3, "right.correction.unknown", Fail, Undetermined, "尚未核实是否不准确、不完整", "not yet checked whether it is inaccurate or incomplete" on CORRECTION;
    DELETION_DUE: RIGHT_3, "right.deletion.granted", Fail, Met, "符合删除情形，应当删除", "a ground of deletion holds: to be deleted" on DELETION;
    NO_GROUND: RIGHT_3, "right.deletion.no_ground", Fail, NotMet, "没有删除的情形", "no ground of deletion holds" on DELETION;
    STOP_INSTEAD: RIGHT_3, "right.deletion.stop_processing", Fail, NotMet, "法定保存期限未满或者技术上难以删除，停止除存储和安全保护以外的处理", "a statutory term runs or deletion is technically hard: processing stops instead, but for storage and protection" on INSTEAD;
    DELETION_UNKNOWN: RIGHT_3, "right.deletion.unknown", Fail, Undetermined, "不知道有无删除的情形、法定保存期限或者技术障碍", "it is unknown whether a ground holds, a statutory term runs, or deletion is technically hard" on DELETION;
    UNFOUNDED: RIGHT_3, "right.reply.unfounded", Warn, NotMet, "应当满足的请求被拒绝，个人可以提起诉讼", "a request that was to be granted was refused: the person may sue" on REFUSAL;
    MAY_SUE: RIGHT_3, "right.reply.may_sue", Inform, Met, "请求被拒绝的，个人可以提起诉讼", "the person may sue over a refusal" on REFUSAL;
    TO_PROVIDE: RIGHT_3, "right.duty.provide", Inform, Met, "提供查阅、复制", "give access or a copy" on ACCESS;
    TO_CORRECT: RIGHT_3, "right.duty.correct", Inform, Met, "更正、补充", "correct or complete" on CORRECTION;
    TO_DELETE: RIGHT_3, "right.duty.delete", Inform, Met, "删除", "delete" on DELETION;
    TO_STOP: RIGHT_3, "right.duty.stop_processing", Inform, Met, "停止除存储和采取必要安全保护措施之外的处理", "stop processing but for storage and protection" on INSTEAD;
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Request {
    received_at: Fact<Moment>,
    requester_kind: Fact<Requester>,
    identity_check: Fact<bool>,
    agent_authority: Fact<bool>,
    kinds: Fact<Vec<Kind>>,
    confidential_by_law: Fact<bool>,
    hinders_duty: Fact<bool>,
    inaccurate: Fact<bool>,
    incomplete: Fact<bool>,
    deletion_grounds: Fact<Vec<Ground>>,
    statutory_retention_until: Fact<Moment>,
    deletion_technically_hard: Fact<bool>,
    holding: Fact<Holding>,
    reply: Fact<Reply>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Requester {
    Subject,
    Agent,
    Other,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    See,
    Copy,
    Correct,
    Complete,
    Delete,
}

/// A ground of deletion (PIPL art. 47). Any of them is enough.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Ground {
    PurposeMet,
    ServiceEndedOrTermOver,
    ConsentWithdrawn,
    Unlawful,
    OtherByLaw,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Holding {
    collection_basis: Fact<Vec<LegalBasis>>,
    necessary_for_statutory_duty: Fact<bool>,
    consent: Fact<bool>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Reply {
    verdict: Fact<Verdict>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Verdict {
    Granted,
    Partial,
    Refused,
}

/// What becomes of one thing that is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Granted,
    Refused,
    StopProcessing,
    Unknown,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::See => "see",
            Self::Copy => "copy",
            Self::Correct => "correct",
            Self::Complete => "complete",
            Self::Delete => "delete",
        }
    }

    fn duty(self) -> &'static Code {
        match self {
            Self::See | Self::Copy => &TO_PROVIDE,
            Self::Correct | Self::Complete => &TO_CORRECT,
            Self::Delete => &TO_DELETE,
        }
    }
}

impl Fate {
    fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Granted => Some("granted"),
            Self::Refused => Some("refused"),
            Self::StopProcessing => Some("stop_processing"),
            Self::Unknown => None,
        }
    }
}

const CORRECTNESS: YesNo =
    YesNo { kept: &CORRECTION_DUE, broken: &CORRECTION_REFUSED, unknown: &CORRECTION_UNKNOWN };

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let request: Request = read(facts)?;
    let mut out = question.act(request.received_at, "/received_at");
    let mut fates = Vec::new();
    let mut obligations = Vec::new();
    let mut route_to = None;
    if out.law().applies() {
        if out.law().in_force("PIPL") {
            fates = decide(&request, &mut obligations, &mut out);
        } else {
            let kinds = request.kinds.list().unwrap_or_default();
            if kinds.iter().any(|kind| matches!(kind, Kind::Correct | Kind::Complete)) {
                route_to = Some("objection");
            }
            out.add(&NOT_YET, "/kinds");
        }
    }
    let decision = word(&fates, &out);
    let decisions: Vec<Value> =
        fates.iter().map(|(kind, fate)| json!({"decision": fate.as_str(), "kind": kind.as_str()})).collect();
    let value = BTreeMap::from([
        ("decision", decision.into()),
        ("decisions", decisions.into()),
        ("route_to", route_to.into()),
    ]);
    Ok(Judgement { findings: out, value, obligations })
}

/// The outcome word of the whole request.
fn word(fates: &[(Kind, Fate)], out: &Findings) -> Option<&'static str> {
    if matches!(out.outcome(), Outcome::Undetermined | Outcome::NotApplicable) {
        return None;
    }
    let mut words = fates.iter().map(|(_, fate)| fate.as_str());
    let Some(first) = words.next() else { return Some("refused") };
    if fates.iter().any(|(_, fate)| *fate == Fate::Unknown) {
        return None;
    }
    if words.all(|word| word == first) { first } else { Some("partial") }
}

/// The order of the questions: who asks, on what the data rest, what becomes of each thing asked for.
fn decide(request: &Request, obligations: &mut Vec<Obligation>, out: &mut Findings) -> Vec<(Kind, Fate)> {
    let entitled = entitled(request, out);
    let unlawful = request.holding.known().map_or(Ok(false), |holding| held_unlawfully(holding, out));
    let kinds = match request.kinds.list() {
        None => {
            out.missing(&KINDS_UNKNOWN, vec!["/kinds".into()]);
            return Vec::new();
        }
        Some([]) => {
            out.add(&KINDS_NONE, "/kinds");
            return Vec::new();
        }
        Some(kinds) => kinds,
    };
    if !entitled {
        return kinds.iter().map(|kind| (*kind, Fate::Refused)).collect();
    }
    let mut fates = Vec::new();
    for (index, kind) in kinds.iter().enumerate() {
        let path = format!("/kinds/{index}");
        let fate = match kind {
            Kind::See | Kind::Copy => access(request, path, out),
            Kind::Correct => correction(request.inaccurate, "/inaccurate", out),
            Kind::Complete => correction(request.incomplete, "/incomplete", out),
            Kind::Delete => deletion(request, &unlawful, path, out),
        };
        let duty = match fate {
            Fate::Granted => Some(kind.duty()),
            Fate::StopProcessing => Some(&TO_STOP),
            Fate::Refused | Fate::Unknown => None,
        };
        if let Some(duty) = duty
            && obligations.iter().all(|known: &Obligation| known.code != duty.code)
        {
            obligations.push(Obligation::new(out.law(), duty, Party::Body));
        }
        fates.push((*kind, fate));
    }
    if request.reply.known().is_some_and(|reply| reply.verdict == Fact::Known(Verdict::Refused)) {
        let owed = fates.iter().any(|(_, fate)| *fate == Fate::Granted);
        out.add(if owed { &UNFOUNDED } else { &MAY_SUE }, "/reply/verdict");
    }
    fates
}

/// The person itself, or an agent with authority, whose identity was checked.
fn entitled(request: &Request, out: &mut Findings) -> bool {
    let mut missing = Vec::new();
    let mut known = |fact: Option<bool>, path: &'static str| {
        if fact.is_none() {
            missing.push(path.into());
        }
        fact != Some(false)
    };
    let who = match request.requester_kind {
        Fact::Known(Requester::Subject) => true,
        Fact::Known(Requester::Agent) => known(request.agent_authority.is(true), "/agent_authority"),
        Fact::Unknown => known(None, "/requester_kind"),
        Fact::Known(Requester::Other) | Fact::None => false,
    };
    let entitled = known(request.identity_check.is(true), "/identity_check") && who;
    if !entitled {
        out.add(&NOT_ENTITLED, "/requester_kind");
    } else if missing.is_empty() {
        out.add(&ENTITLED, "/requester_kind");
    } else {
        out.missing(&REQUESTER_UNKNOWN, missing);
    }
    entitled
}

/// RIGHT-2: whether the law is silent and there is no consent; where that is unknown, the pointer of what is missing.
fn held_unlawfully(holding: &Holding, out: &mut Findings) -> Result<bool, Cow<'static, str>> {
    let provided = sufficient(&holding.collection_basis, LAW_REGULATION, out.law().date());
    let duty = holding.necessary_for_statutory_duty.is(true);
    if provided == Sufficient::Yes || duty == Some(true) {
        out.add(&BY_LAW, "/holding");
        return Ok(false);
    }
    let missing: Cow<'static, str> = match (holding.consent.is(true), provided) {
        (Some(true), _) => {
            out.add(&BY_CONSENT, "/holding/consent");
            return Ok(false);
        }
        (None, _) => "/holding/consent".into(),
        (_, Sufficient::Unknown) => "/holding/collection_basis".into(),
        (_, Sufficient::UnknownField(index, field)) => {
            format!("/holding/collection_basis/{index}/{field}").into()
        }
        _ if duty.is_none() => "/holding/necessary_for_statutory_duty".into(),
        _ => {
            out.add(&WITHOUT_CONSENT, "/holding/consent");
            return Ok(true);
        }
    };
    out.missing(&HOLDING_UNKNOWN, vec![missing.clone()]);
    Err(missing)
}

/// PIPL art. 45, with the exceptions of arts. 18 and 35.
fn access(request: &Request, path: String, out: &mut Findings) -> Fate {
    let secret = request.confidential_by_law.is(true);
    let hinders = request.hinders_duty.is(true);
    match (secret, hinders) {
        (Some(true), _) => out.add(&ACCESS_SECRET, path),
        (_, Some(true)) => out.add(&ACCESS_DUTY, path),
        (Some(false), Some(false)) => {
            out.add(&ACCESS_GRANTED, path);
            return Fate::Granted;
        }
        _ => {
            let exceptions = [(secret, "/confidential_by_law"), (hinders, "/hinders_duty")];
            let unknown = exceptions.into_iter().filter(|(holds, _)| holds.is_none());
            out.missing(&ACCESS_UNKNOWN, unknown.map(|(_, path)| path.into()).collect());
            return Fate::Unknown;
        }
    }
    Fate::Refused
}

/// PIPL art. 46.
fn correction(faulty: Fact<bool>, path: &'static str, out: &mut Findings) -> Fate {
    match CORRECTNESS.ask(faulty, path, out) {
        Some(true) => Fate::Granted,
        Some(false) => Fate::Refused,
        None => Fate::Unknown,
    }
}

/// PIPL art. 47: a ground, and neither a statutory term that runs nor a technical bar.
fn deletion(
    request: &Request,
    unlawful: &Result<bool, Cow<'static, str>>,
    path: String,
    out: &mut Findings,
) -> Fate {
    match (request.deletion_grounds.list(), unlawful) {
        (Some([_, ..]), _) | (_, Ok(true)) => {}
        (None, _) => {
            out.missing(&DELETION_UNKNOWN, vec!["/deletion_grounds".into()]);
            return Fate::Unknown;
        }
        (Some([]), Err(missing)) => {
            out.missing(&DELETION_UNKNOWN, vec![missing.clone()]);
            return Fate::Unknown;
        }
        (Some([]), Ok(false)) => {
            out.add(&NO_GROUND, path);
            return Fate::Refused;
        }
    }
    let runs = match request.statutory_retention_until {
        Fact::Known(until) => Some(out.law().date() <= until.day()),
        Fact::None => Some(false),
        Fact::Unknown => None,
    };
    let hard = request.deletion_technically_hard.is(true);
    match (runs, hard) {
        (Some(true), _) | (_, Some(true)) => {
            out.add(&STOP_INSTEAD, path);
            Fate::StopProcessing
        }
        (Some(false), Some(false)) => {
            out.add(&DELETION_DUE, path);
            Fate::Granted
        }
        _ => {
            let bars = [(runs, "/statutory_retention_until"), (hard, "/deletion_technically_hard")];
            let unknown = bars.into_iter().filter(|(holds, _)| holds.is_none());
            out.missing(&DELETION_UNKNOWN, unknown.map(|(_, path)| path.into()).collect());
            Fate::Unknown
        }
    }
}
