//! The topic `consent`: COL-7 (consent where the law is silent) and COL-8 (what makes it valid).

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{Consent, Fact, LAW_REGULATION, LegalBasis, Moment, Processing, Sufficient, sufficient};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/consent.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "consent",
    schema: SCHEMA,
    kind: "consent",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// COL-7.
static COL_7: Rule = rule(
    RuleId(Chapter::Collection, 7),
    since(Law::BASE),
    "法律、法规未作规定而履职需要采集的，应当征得被采集人同意",
    "where the law is silent and the duty needs the datum, the person's consent comes first",
    &[by(section("SEED", "二(六)"), Seed), by(art("PIPL", 13), Confirmed)],
)
.when(
    "法律、法规未规定采集该数据，而履职需要",
    "no statute provides for collecting the datum, and the duty needs it",
)
.then(
    "先征得被采集人同意；2021-11-01起履行法定职责所必需的个人信息不以同意为前提",
    "the person's consent comes first; from 2021-11-01 none is needed for personal information that a statutory duty requires",
);
/// COL-8.
static COL_8: Rule = rule(
    RuleId(Chapter::Collection, 8),
    since(Law::BASE),
    "同意应当在充分知情的前提下自愿、明确作出；目的、方式、种类变更的重新取得同意；可以撤回",
    "consent is informed, voluntary and explicit; a changed purpose, method or kind needs a new one; it can be withdrawn",
    &[
        by(section("SEED", "二(六)"), Inferred).until(Law::PERSONAL_INFORMATION),
        by(art("PIPL", 14), Confirmed),
        by(art("PIPL", 15), Confirmed),
        by(art("SDR", 18), Confirmed),
        by(art("SDR", 19), Confirmed),
    ],
)
.when("处理以同意为依据", "processing rests on consent")
.then(
    "同意应当充分知情、自愿、明确；目的、方式、种类变更的重新取得；撤回的，其后的处理停止",
    "it is informed, voluntary and explicit; a changed purpose, method or kind needs a new one; withdrawal ends further processing",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&COL_7, &COL_8];

codes! {
    LAW_PROVIDES: COL_7, "consent.law_provides", Fail, Met, "法律、法规对采集已有规定，无需同意", "the law provides for the collection: no consent is needed";
    STATUTORY_DUTY: COL_7, "consent.statutory_duty", Fail, Met, "为履行法定职责所必需，自2021-11-01起无需取得个人同意", "necessary for a statutory duty: since 2021-11-01 no consent is needed";
    BASIS_TOO_WEAK: COL_7, "consent.basis_insufficient", Inform, NotMet, "所列依据不是施行中的法律、法规，视为法律未作规定", "what is cited is no law or regulation in force: the law is silent";
    NEEDED: COL_7, "consent.needed", Inform, Met, "法律、法规未作规定，须有同意", "the law is silent: consent is needed";
    NEED_UNKNOWN: COL_7, "consent.need_unknown", Fail, Undetermined, "不知道法律对采集的规定或者是否为法定职责所必需", "it is unknown what the law provides, or whether a statutory duty needs the datum";
    MISSING: COL_7, "consent.missing", Fail, NotMet, "没有同意", "there is no consent";
    GIVEN_UNKNOWN: COL_7, "consent.given_unknown", Fail, Undetermined, "不知道是否给予同意", "it is unknown whether consent was given";
    GIVEN_LATER: COL_7, "consent.given_later", Fail, NotMet, "同意晚于处理活动或者评价之日", "the consent was given after the processing, or after the evaluation date";
    NO_SUBJECT: COL_7, "consent.no_subject", Inform, NotApplicable, "数据没有被采集人，不涉及同意", "nobody is asked for the datum: consent is no question";
    EMERGENCY: COL_7, "consent.emergency", Fail, Met, "依应急规定采集，无需同意", "required by the law of emergencies: no consent is needed" on &[by(art("SDR", 16), Confirmed)];
    NOTHING_TO_TEST: COL_8, "consent.none_to_test", Inform, NotApplicable, "没有同意，不问其是否有效", "there is no consent whose validity could be asked";
    VALID: COL_8, "consent.valid", Fail, Met, "同意有效", "the consent is valid";
    NOT_INFORMED: COL_8, "consent.not_informed", Fail, NotMet, "同意前未告知", "the person was not informed before consenting";
    NOT_VOLUNTARY: COL_8, "consent.not_voluntary", Fail, NotMet, "同意不是自愿作出", "the consent is not voluntary";
    NOT_EXPLICIT: COL_8, "consent.not_explicit", Fail, NotMet, "同意不明确", "the consent is not explicit";
    NOT_SEPARATE: COL_8, "consent.not_separate", Fail, NotMet, "法律要求单独同意而未取得", "the law asks a separate consent and there is none";
    NOT_WRITTEN: COL_8, "consent.not_written", Fail, NotMet, "法律要求书面同意而未取得", "the law asks a written consent and there is none";
    NO_GUARDIAN: COL_8, "consent.no_guardian", Fail, NotMet, "不满十四周岁未取得监护人同意", "the person is under 14 and no guardian consented" on &[by(section("SEED", "二(六)"), Inferred).until(Law::PERSONAL_INFORMATION), by(art("PIPL", 31), Confirmed)];
    OTHER_PURPOSE: COL_8, "consent.other_purpose", Fail, NotMet, "处理目的已变更，须重新取得同意", "the purpose changed: a new consent is needed";
    OTHER_METHOD: COL_8, "consent.other_method", Fail, NotMet, "处理方式已变更，须重新取得同意", "the method changed: a new consent is needed";
    OTHER_ITEMS: COL_8, "consent.other_items", Fail, NotMet, "处理的信息种类超出同意，须重新取得同意", "the kinds of data go beyond the consent: a new one is needed";
    WITHDRAWN: COL_8, "consent.withdrawn", Fail, NotMet, "同意已撤回", "the consent was withdrawn";
    WITHDRAWN_LATER: COL_8, "consent.withdrawn_later", Inform, Met, "同意在处理之后撤回，不影响此前的处理", "withdrawn after the processing, which stays covered";
    EXPIRED: COL_8, "consent.expired", Fail, NotMet, "同意的期限已过", "the consent has expired";
    STATE_UNKNOWN: COL_8, "consent.state_unknown", Fail, Undetermined, "缺少判断同意是否有效的事实", "facts that decide whether the consent is valid are missing";
}

/// What the consent comes to, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    Withdrawn,
    Expired,
    Invalid,
    Valid,
}

impl State {
    fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Expired => "expired",
            Self::Invalid => "invalid",
            Self::Valid => "valid",
        }
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let consent: Consent<'_> = read(facts)?;
    let mut out = question.state();
    let mut state = None;
    if out.law().applies() && asked(&consent, &mut out) == Some(true) {
        state = validity(&consent, &mut out);
    }
    let value = BTreeMap::from([("state", state.map(State::as_str).into())]);
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// Whether consent is needed, where it is told what the law says.
fn asked(consent: &Consent<'_>, out: &mut Findings) -> Option<bool> {
    let Fact::Known(law) = &consent.law else { return Some(true) };
    let mut part = Findings::new(out.law());
    let answer = needed(&law.collection_basis, law.necessary_for_statutory_duty, &mut part);
    out.within("/law", part);
    answer
}

/// COL-7: whether consent is needed at all. Undetermined when the law's provision, or from 2021-11-01 the necessity
/// for a statutory duty, is absent from what is said about the law.
pub(super) fn needed(
    collection_basis: &Fact<Vec<LegalBasis>>,
    necessary_for_statutory_duty: Fact<bool>,
    out: &mut Findings,
) -> Option<bool> {
    const BASIS: &str = "/collection_basis";
    const NECESSARY: &str = "/necessary_for_statutory_duty";
    match sufficient(collection_basis, LAW_REGULATION, out.law().date()) {
        Sufficient::Yes => {
            out.add(&LAW_PROVIDES, BASIS);
            return Some(false);
        }
        Sufficient::Unknown => {
            out.missing(&NEED_UNKNOWN, vec![BASIS.into()]);
            return None;
        }
        Sufficient::UnknownField(index, field) => {
            out.missing(&NEED_UNKNOWN, vec![format!("{BASIS}/{index}/{field}").into()]);
            return None;
        }
        Sufficient::TooLow | Sufficient::NotInForce => out.add(&BASIS_TOO_WEAK, BASIS),
        Sufficient::None => {}
    }
    if out.law().date() >= Law::PERSONAL_INFORMATION {
        match necessary_for_statutory_duty {
            Fact::Known(true) => {
                out.add(&STATUTORY_DUTY, NECESSARY);
                return Some(false);
            }
            Fact::Unknown => {
                out.missing(&NEED_UNKNOWN, vec![NECESSARY.into()]);
                return None;
            }
            _ => {}
        }
    }
    out.add(&NEEDED, BASIS);
    Some(true)
}

/// COL-8. Every fault is found; the state is the gravest. Undetermined when nothing is wrong and a fact that decides
/// is absent.
pub(super) fn validity(consent: &Consent<'_>, out: &mut Findings) -> Option<State> {
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut state = State::Valid;
    let given = match consent.given_at {
        Fact::Unknown => {
            out.missing(&GIVEN_UNKNOWN, vec!["/given_at".into()]);
            return None;
        }
        Fact::None => {
            out.add(&MISSING, "/given_at");
            out.add(&NOTHING_TO_TEST, "/given_at");
            return Some(State::Invalid);
        }
        Fact::Known(given) => given,
    };
    let today = Moment::of_day(out.law().date());
    let used = match consent.processing.known().map(|processing| processing.at) {
        Some(Fact::Known(at)) => at,
        Some(Fact::Unknown) => {
            missing.push("/processing/at".into());
            today
        }
        _ => today,
    };
    let mut fault = |faulty: State, code, path: &'static str, out: &mut Findings| {
        out.add(code, path);
        state = state.min(faulty);
    };

    if given.is_after(used) || given.is_after(today) {
        fault(State::Invalid, &GIVEN_LATER, "/given_at", out);
    }
    match consent.informed_at {
        Fact::Known(informed) if !informed.is_after(given) => {}
        Fact::Unknown => missing.push("/informed_at".into()),
        _ => fault(State::Invalid, &NOT_INFORMED, "/informed_at", out),
    }
    for (fact, code, path) in
        [(consent.voluntary, &NOT_VOLUNTARY, "/voluntary"), (consent.explicit, &NOT_EXPLICIT, "/explicit")]
    {
        match fact {
            Fact::Known(true) => {}
            Fact::Unknown => missing.push(path.into()),
            _ => fault(State::Invalid, code, path, out),
        }
    }
    if let Fact::Known(law) = &consent.law {
        for (asked, asked_at, fact, code, path) in [
            (law.requires_separate, "/law/requires_separate", consent.separate, &NOT_SEPARATE, "/separate"),
            (law.requires_written, "/law/requires_written", consent.written, &NOT_WRITTEN, "/written"),
            (law.under_14, "/law/under_14", consent.guardian, &NO_GUARDIAN, "/guardian"),
        ] {
            match (asked, fact) {
                (Fact::Unknown, Fact::Known(true))
                | (Fact::Known(false) | Fact::None, _)
                | (_, Fact::Known(true)) => {}
                (Fact::Unknown, _) => missing.push(asked_at.into()),
                (_, Fact::Unknown) => missing.push(path.into()),
                _ => fault(State::Invalid, code, path, out),
            }
        }
    }
    if let Fact::Known(processing) = &consent.processing {
        for (code, path) in changes(consent, processing, &mut missing) {
            fault(State::Invalid, code, path, out);
        }
    }
    match consent.retention_until {
        Fact::Known(until) if used.is_after(until) => {
            fault(State::Expired, &EXPIRED, "/retention_until", out)
        }
        Fact::Unknown => missing.push("/retention_until".into()),
        _ => {}
    }
    match consent.withdrawn_at {
        Fact::Known(at) if at.is_after(today) => {}
        Fact::Known(at) if at.is_after(used) => out.add(&WITHDRAWN_LATER, "/withdrawn_at"),
        Fact::Known(_) => fault(State::Withdrawn, &WITHDRAWN, "/withdrawn_at", out),
        Fact::Unknown => missing.push("/withdrawn_at".into()),
        Fact::None => {}
    }
    match (state, missing.is_empty()) {
        (State::Valid, true) => {
            out.add(&VALID, "");
            Some(State::Valid)
        }
        (State::Valid, false) => {
            out.missing(&STATE_UNKNOWN, missing);
            None
        }
        (faulty, _) => Some(faulty),
    }
}

/// What changed between the consent and the processing (PIPL art. 14).
fn changes(
    consent: &Consent<'_>,
    processing: &Processing<'_>,
    missing: &mut Vec<Cow<'static, str>>,
) -> Vec<(&'static crate::law::Code, &'static str)> {
    let mut changes = Vec::new();
    for (here, here_at, there, there_at, code) in [
        (consent.purpose, "/purpose", processing.purpose, "/processing/purpose", &OTHER_PURPOSE),
        (consent.method, "/method", processing.method, "/processing/method", &OTHER_METHOD),
    ] {
        match (here, there) {
            (Fact::Known(here), Fact::Known(there)) if here.trim() == there.trim() => {}
            (Fact::Unknown, _) => missing.push(here_at.into()),
            (_, Fact::Unknown) => missing.push(there_at.into()),
            (Fact::None, Fact::None) => {}
            _ => changes.push((code, there_at)),
        }
    }
    match (consent.items.list(), processing.items.list()) {
        (Some(here), Some(there)) if there.iter().all(|item| here.contains(item)) => {}
        (None, _) => missing.push("/items".into()),
        (_, None) => missing.push("/processing/items".into()),
        _ => changes.push((&OTHER_ITEMS, "/processing/items")),
    }
    changes
}

/// Whether a valid consent was given for this item and purpose (PIPL art. 14).
pub(super) fn covers(
    consent: &Consent<'_>,
    item: &str,
    purpose: Fact<&str>,
    out: &mut Findings,
) -> Option<State> {
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut state = State::Valid;
    match (consent.purpose, purpose) {
        (Fact::Known(here), Fact::Known(there)) if here.trim() == there.trim() => {}
        (Fact::Unknown, _) => missing.push("/purpose".into()),
        // That the plan's purpose is absent is said of the plan.
        (_, Fact::Unknown) => return None,
        _ => {
            out.add(&OTHER_PURPOSE, "/purpose");
            state = State::Invalid;
        }
    }
    match consent.items.list() {
        None => missing.push("/items".into()),
        Some(items) if items.contains(&item) => {}
        Some(_) => {
            out.add(&OTHER_ITEMS, "/items");
            state = State::Invalid;
        }
    }
    if state == State::Valid && !missing.is_empty() {
        out.missing(&STATE_UNKNOWN, missing);
        return None;
    }
    Some(state)
}
