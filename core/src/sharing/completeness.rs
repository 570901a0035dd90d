//! What a request says, and asking once for what it lacks: SHARE-19.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::{Fact, Moment, SharingRequest, Undertaking};
use crate::report::{Findings, Listener, Obligation, Party};

use super::asked::Asked;
use super::course::{Course, Told};
use super::decision::{Fate, Grant};

/// SHARE-19.
static SHARE_19: Rule = rule(
    RuleId(Chapter::Sharing, 19),
    since(Law::SHARING_REGULATION),
    "申请写明使用依据、场景、范围、方式、时限，经本部门共享工作机构负责人同意，并对真实性、合法性、必要性负责；不完备的一次告知补正，不得直接拒绝",
    "a request states basis, scenario, scope, method and term, its office's head agrees, and it answers for truth, legality and necessity; who finds it incomplete says once what is missing and may not simply refuse",
    &[by(art("GDS", 20), Confirmed), by(art_para("GDS", 21, 2), Confirmed)],
)
.when("部门提出共享申请", "a department requests data")
.then(
    "写明依据、场景、范围、方式、时限，经共享工作机构负责人同意并对真实、合法、必要负责；不完备的一次告知补正，不得直接拒绝",
    "it states basis, scenario, scope, method and term, its office's head agrees, and it answers for truth, legality and necessity; incomplete: told once what is missing, not refused outright",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_19];

codes! {
    CONTENT_COMPLETE: SHARE_19, "share.request.complete", Inform, Met, "申请内容完备", "the request says all that it must";
    CONTENT_LACKING: SHARE_19, "share.request.lacking", Warn, NotMet, "申请缺少该项内容", "the request lacks this";
    CONTENT_UNKNOWN: SHARE_19, "share.request.content_unknown", Inform, Undetermined, "不知道申请是否写明该项内容", "it is unknown whether the request says this";
    INCOMPLETE: SHARE_19, "share.request.incomplete", Fail, NotMet, "申请不完备，应当一次告知补正", "the request is incomplete: its author is told once what is missing";
    COMPLETENESS_UNKNOWN: SHARE_19, "share.request.completeness_unknown", Fail, Undetermined, "不知道申请是否完备，或者答复是否仍予同意", "it is unknown whether the request is complete, or whether the reply grants it all the same";
    REFUSED_OUTRIGHT: SHARE_19, "share.request.refused_outright", Warn, NotMet, "申请不完备即予拒绝，未一次告知补正", "an incomplete request was refused instead of asking once";
    TOLD_ONCE: SHARE_19, "share.request.told_once", Inform, Met, "已一次告知补正", "its author was told once what is missing";
    NOT_TOLD: SHARE_19, "share.request.not_told", Warn, NotMet, "未告知补正，或者未一次告知缺少的内容", "its author was not told, or not told what is missing";
    ASKED_AGAIN: SHARE_19, "share.request.asked_again", Warn, NotMet, "多次要求补正", "its author was asked more than once";
    TELL_ONCE: SHARE_19, "share.duty.tell_once", Inform, Met, "一次告知需要补正的内容", "say once what is missing";
}

/// What the provider found of the request's completeness.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Completeness<'a> {
    pub(super) complete: Fact<bool>,
    #[serde(borrow)]
    missing: Fact<Vec<&'a str>>,
    asked_once_at: Fact<Moment>,
    asked_count: Fact<u64>,
}

/// SHARE-19: what the request says. A lack warns here; that it makes the request incomplete is the provider's to find.
pub(super) fn content(
    request: &SharingRequest<'_>,
    course: &Course<'_>,
    told: &mut Told,
    out: &mut Findings,
) {
    let undertaken = request.undertakings.list().map(|made| {
        [Undertaking::Truth, Undertaking::Legality, Undertaking::Necessity]
            .iter()
            .all(|one| made.contains(one))
    });
    let term = match course.term {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(_) => Some(true),
    };
    let content = [
        (request.duty_ref.is_stated(), "duty_ref"),
        (request.scenario_ref.is_stated(), "scenario_ref"),
        (course.scope.is_stated(), "scope"),
        (course.method.is_stated(), "method"),
        (term, "term"),
        (course.signed_by_head.is(true), "signed_by_head"),
        (undertaken, "undertakings"),
    ];
    let named = |wanted: Option<bool>| content.iter().filter(move |(said, _)| *said == wanted);
    for (_, name) in named(Some(false)) {
        out.add(&CONTENT_LACKING, format!("/{name}"));
    }
    let unknown: Vec<Cow<'static, str>> = named(None).map(|(_, name)| format!("/{name}").into()).collect();
    if !unknown.is_empty() {
        out.missing(&CONTENT_UNKNOWN, unknown);
    } else if named(Some(false)).next().is_none() {
        out.add(&CONTENT_COMPLETE, "");
    }
    let lacking: Vec<&str> = named(Some(false)).map(|(_, name)| *name).collect();
    told.value.insert("missing", lacking.into());
}

/// SHARE-19: what the provider found. An incomplete request for data that can be had is answered by asking once, unless
/// a reply grants it all the same. Undetermined when there is a finding and it does not say what was found.
pub(super) fn completeness(asked: &Asked<'_>, grant: &mut Grant<'_>, out: &mut impl Listener) {
    const COMPLETE: &str = "/completeness/complete";
    let Some(complete) = asked.complete else { return };
    if asked.is_granted() || !(grant.any(Fate::Granted) || grant.any(Fate::Apply)) {
        return;
    }
    match complete {
        Fact::Known(true) => {}
        Fact::Unknown => {
            out.missing(&COMPLETENESS_UNKNOWN, [COMPLETE]);
            grant.each(|_, _| Some(Fate::Unknown));
        }
        _ if asked.reply.is_some_and(|reply| reply.verdict.is_unknown()) => {
            out.missing(&COMPLETENESS_UNKNOWN, ["/reply/verdict"]);
            grant.each(|_, _| Some(Fate::Unknown));
        }
        Fact::Known(false) | Fact::None => {
            out.add(&INCOMPLETE, COMPLETE);
            grant.ask_once = true;
            grant.found_incomplete = true;
        }
    }
}

/// SHARE-19: whether the author of an incomplete request was told once.
pub(super) fn told_once(asked: &Asked<'_>, course: &Course<'_>, told: &mut Told, out: &mut Findings) {
    let Fact::Known(found) = &course.completeness else { return };
    if asked.is_refused() {
        out.add(&REFUSED_OUTRIGHT, "/reply/verdict");
    }
    if matches!(found.asked_count, Fact::Known(count) if count > 1) {
        out.add(&ASKED_AGAIN, "/completeness/asked_count");
    }
    let named = found.missing.list().map(|missing| !missing.is_empty());
    match (found.asked_once_at, named) {
        (Fact::Known(_), Some(true)) => out.add(&TOLD_ONCE, "/completeness/asked_once_at"),
        (Fact::Known(_), Some(false)) => out.add(&NOT_TOLD, "/completeness/missing"),
        (Fact::Known(_), None) => {}
        (asked, _) => {
            if asked == Fact::None {
                out.add(&NOT_TOLD, "/completeness/asked_once_at");
            }
            told.obligations.push(Obligation::new(out.law(), &TELL_ONCE, Party::Provider));
        }
    }
}
