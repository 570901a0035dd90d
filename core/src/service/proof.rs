//! Proofs (证明) that an applicant may be asked for: ONE-7.

use std::borrow::Cow;

use serde::Deserialize;

use super::answers::Answers;
use super::{BUSINESS, CITY_BUSINESS};
use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Basis, Chapter, Date, Parameter, Rule, RuleId, Unit, art, art_para, by, codes, number, on, parameter,
    rule, since,
};
use crate::record::{BasisLevel, Deadline, Fact, Kept, LegalBasis, Moment, Sufficient, sufficient};
use crate::report::Findings;
use crate::topic::Question;

/// ONE-7.
static ONE_7: Rule = rule(
    RuleId(Chapter::Service, 7),
    since(BUSINESS),
    "没有法律、法规或者国务院决定依据的证明事项，或者能以其他方式取得、开具单位无法核实的，一律不得设定、索要",
    "a proof without a basis in law, regulation or State Council decision, one to be had otherwise, one that its issuer cannot verify: not to be set or asked",
    &[by(art("NBER", 44), Confirmed), by(art("BER20", 28), Confirmed), by(art("BER24", 29), Confirmed)],
)
.when("设定、索要证明", "a proof is set or asked")
.then(
    "须有法律、法规、国务院决定依据，无法以其他方式取得且开具单位能够核实，并在公布的清单内；清单在7个工作日内更新，2024-11-01起当日更新",
    "a basis in law, regulation or State Council decision, not to be had otherwise, verifiable by its issuer, and on the published list, which is updated in 7 working days, from 2024-11-01 the same day",
)
.separable();
const LIST_BAR: &[Basis] = &[by(art_para("NBER", 44, 3), Confirmed)];
const LIST_TERM: &[Basis] = &[by(art("BER20", 28), Confirmed), by(art_para("BER24", 29, 1), Confirmed)];

/// From this day a change of the list is published the same day.
const SAME_DAY: Date = on(2024, 11, 1);
/// Term of updating the list of proofs after a change of the law.
static LIST_DAYS: Parameter = parameter(
    "service.proof_list_days",
    &[ONE_7.id],
    Unit::WorkingDays,
    "证明事项清单随法律变更更新的期限",
    "term of updating the list of proofs after a change of the law",
    &[
        number(7, by(art("BER20", 28), Confirmed).until(SAME_DAY)),
        number(0, by(art_para("BER24", 29, 1), Confirmed).since(SAME_DAY)),
    ],
);

/// What a proof may rest on.
const PROOF_LEVELS: &[BasisLevel] = &[
    BasisLevel::Law,
    BasisLevel::AdministrativeRegulation,
    BasisLevel::LocalRegulation,
    BasisLevel::StateCouncilDecision,
];

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_7];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&LIST_DAYS];

codes! {
    LIST_GAP: ONE_7, "gap.service_proof_calendar", Fail, Undetermined, "期限超出所给日历，无法计算", "the term runs past the calendar given: it cannot be computed" => Inferred;
    PROOF_ALLOWED: ONE_7, "service.proof.allowed", Fail, Met, "证明事项有依据、在清单内，且无法以其他方式取得", "the proof has its basis, is listed and is not to be had otherwise";
    NO_BASIS: ONE_7, "service.proof.no_basis", Fail, NotMet, "证明事项没有法律、法规或者国务院决定依据", "the proof has no basis in law, regulation or State Council decision";
    OTHERWISE: ONE_7, "service.proof.obtainable_otherwise", Fail, NotMet, "证明的内容可以以其他方式取得", "what the proof proves can be had otherwise";
    UNVERIFIABLE: ONE_7, "service.proof.unverifiable", Fail, NotMet, "开具单位无法调查核实", "the issuer cannot verify what it would certify";
    NOT_LISTED: ONE_7, "service.proof.not_listed", Fail, NotMet, "不在公布的证明事项清单内", "the proof is not on the published list" on LIST_BAR;
    PROOF_UNKNOWN: ONE_7, "service.proof.unknown", Fail, Undetermined, "缺少判断证明事项的事实", "facts about the proof are missing";
    LIST_IN_TIME: ONE_7, "service.proof.list_in_time", Fail, Met, "证明事项清单按期更新", "the list of proofs was updated in time" on LIST_TERM;
    LIST_LATE: ONE_7, "service.proof.list_late", Fail, NotMet, "证明事项清单未按期更新", "the list of proofs was not updated in time" on LIST_TERM;
    LIST_RUNNING: ONE_7, "service.proof.list_running", Fail, Met, "更新证明事项清单的期限未满", "the term for updating the list of proofs is running" on LIST_TERM;
    LIST_UNKNOWN: ONE_7, "service.proof.list_unknown", Fail, Undetermined, "不知道清单变动或者更新的日期", "it is unknown when the list had to change or was updated" on LIST_TERM;
}

/// What is known of a proof.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Proof {
    basis: Fact<Vec<LegalBasis>>,
    obtainable_otherwise: Fact<bool>,
    issuer_can_verify: Fact<bool>,
    on_list: Fact<bool>,
}

/// A change of the list of proofs.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ProofList {
    changed_at: Fact<Moment>,
    updated_at: Fact<Moment>,
}

/// ONE-7: whether the proof may be asked for; every ground against it is found.
pub(super) fn proof(proof: &Proof, answers: &mut Answers, out: &mut Findings) {
    const BASIS: &str = "/proof/basis";
    if !out.asks(&ONE_7) {
        return;
    }
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut against = Vec::new();
    match sufficient(&proof.basis, PROOF_LEVELS, out.law().date()) {
        Sufficient::Yes => {}
        Sufficient::Unknown => missing.push(BASIS.into()),
        Sufficient::UnknownField(index, field) => missing.push(format!("{BASIS}/{index}/{field}").into()),
        _ => against.push((&NO_BASIS, BASIS)),
    }
    for (fact, allowed, code, path) in [
        (proof.obtainable_otherwise, false, &OTHERWISE, "/proof/obtainable_otherwise"),
        (proof.issuer_can_verify, true, &UNVERIFIABLE, "/proof/issuer_can_verify"),
        (proof.on_list, true, &NOT_LISTED, "/proof/on_list"),
    ] {
        match fact {
            Fact::Unknown => missing.push(path.into()),
            Fact::Known(is) if is == allowed => {}
            Fact::None if !allowed => {}
            _ => against.push((code, path)),
        }
    }
    let allowed = against.is_empty();
    for (code, path) in against {
        answers.add("proof", "not_allowed", code, path, out);
    }
    if !missing.is_empty() {
        out.missing(&PROOF_UNKNOWN, missing);
    } else if allowed {
        answers.add("proof", "ok", &PROOF_ALLOWED, "/proof", out);
    }
}

/// ONE-7: the list follows a change of the law within seven working days, from 2024-11-01 the same day. The act's date
/// is that of the change.
pub(super) fn proof_list(
    list: &ProofList,
    question: &Question<'_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    let Fact::Known(changed) = list.changed_at else {
        if list.changed_at.is_unknown() && out.law().date() >= CITY_BUSINESS && out.asks(&ONE_7) {
            out.missing(&LIST_UNKNOWN, vec!["/proof_list/changed_at".into()]);
        }
        return;
    };
    if changed.day() < CITY_BUSINESS {
        return;
    }
    let law = out.law();
    out.under(law.on(changed.day()));
    if out.asks(&ONE_7) {
        updated(list, changed, question, answers, out);
    }
    out.under(law);
}

fn updated(
    list: &ProofList,
    changed: Moment,
    question: &Question<'_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    let days = out.law().number(&LIST_DAYS);
    let path = "/proof_list/updated_at";
    match Deadline::working_days(changed, days, question.options, out)
        .map(|term| term.kept(list.updated_at, question.as_of))
    {
        Some(Kept::InTime) => answers.add("proof_list", "in_time", &LIST_IN_TIME, path, out),
        Some(Kept::Late(_) | Kept::Overdue(_)) => answers.add("proof_list", "late", &LIST_LATE, path, out),
        Some(Kept::Running) => answers.add("proof_list", "running", &LIST_RUNNING, path, out),
        Some(Kept::Unknown) => out.missing(&LIST_UNKNOWN, vec![path.into()]),
        None => out.add(&LIST_GAP, path),
    }
}
