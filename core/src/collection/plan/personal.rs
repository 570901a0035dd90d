//! What persons are owed: consent (COL-7 and COL-8, in `consent`), notice (COL-9), care for sensitive data (COL-10).

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Basis, Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{Fact, Sensitivity};
use crate::report::{Findings, Obligation, Party};

use super::Verdict;
use super::facts::{Content, Exempt, Plan, PlanItem};
use crate::collection::consent::{self, State};

/// COL-9.
static COL_9: Rule = rule(
    RuleId(Chapter::Collection, 9),
    since(Law::PERSONAL_INFORMATION),
    "处理个人信息前应当告知处理者、联系方式、目的、方式、种类、保存期限和权利",
    "before personal information is processed the person is told who, how to reach them, purpose, method, kinds, retention and rights",
    &[
        by(art("PIPL", 17), Confirmed),
        by(art("PIPL", 18), Confirmed),
        by(art("PIPL", 35), Confirmed),
        by(art("SDR", 20), Confirmed),
    ],
)
.when("机关处理个人信息", "an organ processes personal information")
.then(
    "事前告知处理者、联系方式、目的、方式、种类、保存期限和权利；依法应当保密、不需告知或者告知妨碍履职的除外，紧急情况事后告知",
    "the person is told beforehand who, contact, purpose, method, kinds, retention and rights, unless secrecy, law or the duty bars it; in an emergency afterwards",
);
/// COL-10.
static COL_10: Rule = rule(
    RuleId(Chapter::Collection, 10),
    since(Law::PERSONAL_INFORMATION),
    "敏感个人信息须有特定目的、充分必要性和严格保护措施，告知必要性和影响；以同意为依据的须单独同意",
    "sensitive personal information asks a specific purpose, sufficient necessity, strict measures and notice of the impact; where consent is the basis, a separate one",
    &[
        by(art("PIPL", 28), Confirmed),
        by(art("PIPL", 29), Confirmed),
        by(art("PIPL", 30), Confirmed),
        by(art("SDR", 22), Confirmed),
    ],
)
.when(
    "采集敏感个人信息（含未满十四周岁未成年人的）",
    "sensitive personal information is collected (minors under 14 included)",
)
.then(
    "特定目的、充分必要、严格保护并告知影响；以同意为依据的须单独同意，未满十四周岁的须监护人同意",
    "specific purpose, sufficient necessity, strict protection and notice of the impact; where consent is the basis a separate one, under 14 the guardian's",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&COL_9, &COL_10];

const MINORS: &[Basis] = &[by(art("PIPL", 31), Confirmed)];

codes! {
    TOLD: COL_9, "collect.notice.given", Fail, Met, "已事先告知", "notice was given before";
    NOTICE_MISSING: COL_9, "collect.notice.missing", Fail, NotMet, "未告知", "no notice was given";
    NOTICE_LATE: COL_9, "collect.notice.late", Fail, NotMet, "告知晚于采集", "the notice came after the collection";
    NOTICE_INCOMPLETE: COL_9, "collect.notice.incomplete", Fail, NotMet, "告知的内容不全", "the notice leaves something out";
    EXEMPTED: COL_9, "collect.notice.exempt", Fail, Met, "依法免予或者暂缓告知", "by law no notice is owed, or not yet";
    NOTICE_UNKNOWN: COL_9, "collect.notice.unknown", Fail, Undetermined, "不知道是否告知", "it is unknown whether notice was given";
    PERSONAL_UNKNOWN: COL_9, "collect.personal_unknown", Fail, Undetermined, "不知道是否为个人信息", "it is unknown whether the item is personal information";
    NOT_PERSONAL: COL_9, "collect.not_personal", Inform, NotApplicable, "不是个人信息", "not personal information";
    TELL_AFTERWARDS: COL_9, "collect.duty.tell_afterwards", Inform, Met, "紧急情况消除后及时告知", "tell the persons once the emergency is over";
    CARED_FOR: COL_10, "collect.sensitive.cared_for", Fail, Met, "具备处理敏感个人信息的条件", "the conditions for sensitive personal information are met";
    NOT_SENSITIVE: COL_10, "collect.sensitive.not", Inform, NotApplicable, "不是敏感个人信息", "not sensitive personal information";
    NO_SPECIFIC_PURPOSE: COL_10, "collect.sensitive.no_specific_purpose", Fail, NotMet, "没有特定的目的", "there is no specific purpose";
    NO_NECESSITY: COL_10, "collect.sensitive.no_sufficient_necessity", Fail, NotMet, "没有充分的必要性", "there is no sufficient necessity";
    NO_MEASURES: COL_10, "collect.sensitive.no_measures", Fail, NotMet, "没有采取严格保护措施", "there are no strict protective measures";
    IMPACT_NOT_TOLD: COL_10, "collect.sensitive.impact_not_told", Fail, NotMet, "未告知必要性和对权益的影响", "necessity and impact were not told";
    NO_SPECIAL_RULES: COL_10, "collect.sensitive.no_special_rules", Fail, NotMet, "没有不满十四周岁未成年人的专门处理规则", "there are no special rules for persons under 14" on MINORS;
    NOT_SEPARATE: COL_10, "collect.sensitive.not_separate", Fail, NotMet, "未取得单独同意", "there is no separate consent";
    NO_GUARDIAN: COL_10, "collect.sensitive.no_guardian", Fail, NotMet, "未取得监护人同意", "no guardian consented" on MINORS;
    SENSITIVE_UNKNOWN: COL_10, "collect.sensitive.unknown", Fail, Undetermined, "缺少判断敏感个人信息条件的事实", "facts that decide about sensitive personal information are missing";
}

/// What became of consent.
pub(super) struct Consented {
    pub(super) verdict: Verdict,
    /// Whether the collection rests on consent; a separate or a guardian's one is then asked of sensitive data.
    pub(super) is_basis: bool,
}

/// COL-7 and COL-8: whether consent is needed, there, valid, and given for this item and purpose.
pub(super) fn consent(
    plan: &Plan<'_>,
    item: &PlanItem<'_>,
    emergency: Option<Verdict>,
    out: &mut Findings,
) -> Consented {
    let done = |verdict, is_basis| Consented { verdict, is_basis };
    if item.has_subject.is(false) == Some(true) {
        out.add(&consent::NO_SUBJECT, "/has_subject");
        return done(Verdict::Pass, false);
    }
    if emergency == Some(Verdict::Pass) {
        out.add(&consent::EMERGENCY, "/collection_basis");
        return done(Verdict::Pass, false);
    }
    match consent::needed(&item.collection_basis, item.necessary_for_statutory_duty, out) {
        Some(true) => {}
        Some(false) => return done(Verdict::Pass, false),
        None => return done(Verdict::Unknown, false),
    }
    let record = match &item.consent {
        Fact::Unknown => {
            out.missing(&consent::GIVEN_UNKNOWN, vec!["/consent".into()]);
            return done(Verdict::Unknown, true);
        }
        Fact::None => {
            out.add(&consent::MISSING, "/consent");
            out.add(&consent::NOTHING_TO_TEST, "/consent");
            return done(Verdict::Fail("consent_missing"), true);
        }
        Fact::Known(record) => record,
    };
    let mut part = Findings::new(out.law());
    let mut state = consent::validity(record, &mut part);
    if state == Some(State::Valid) {
        state = consent::covers(record, item.name, plan.purpose, &mut part);
    }
    out.within("/consent", part);
    let verdict = match state {
        None => Verdict::Unknown,
        Some(State::Valid) => Verdict::Pass,
        Some(State::Withdrawn) => Verdict::Fail("consent_withdrawn"),
        Some(State::Expired) => Verdict::Fail("consent_expired"),
        Some(State::Invalid) if matches!(record.given_at, Fact::None) => Verdict::Fail("consent_missing"),
        Some(State::Invalid) => Verdict::Fail("consent_invalid"),
    };
    done(verdict, true)
}

/// COL-10, from 2021-11-01. Undetermined when it is absent whether the item is sensitive, or what is done for it.
pub(super) fn sensitive(item: &PlanItem<'_>, by_consent: bool, out: &mut Findings) -> Verdict {
    if out.law().date() < Law::PERSONAL_INFORMATION {
        return Verdict::Pass;
    }
    let minor = item.under_14.is(true);
    match (item.sensitivity, item.personal()) {
        (Fact::Known(Sensitivity::Sensitive), _) => {}
        _ if minor == Some(true) => {}
        (Fact::Unknown, Some(true) | None) => {
            out.missing(&SENSITIVE_UNKNOWN, vec!["/sensitivity".into()]);
            return Verdict::Unknown;
        }
        _ => {
            out.add(&NOT_SENSITIVE, "/sensitivity");
            return Verdict::Pass;
        }
    }
    let mut missing = Vec::new();
    let mut fault = None;
    let mut ask = |fact: Fact<bool>, code, path: &'static str, reason, out: &mut Findings| match fact {
        Fact::Known(true) => {}
        Fact::Unknown => missing.push(path.into()),
        _ => {
            out.add(code, path);
            fault = fault.or(Some(reason));
        }
    };
    const CARE: &str = "sensitive_conditions";
    match &item.care {
        Fact::Known(care) => {
            ask(care.specific_purpose, &NO_SPECIFIC_PURPOSE, "/care/specific_purpose", CARE, out);
            ask(care.sufficient_necessity, &NO_NECESSITY, "/care/sufficient_necessity", CARE, out);
            ask(care.protective_measures, &NO_MEASURES, "/care/protective_measures", CARE, out);
            ask(care.impact_told, &IMPACT_NOT_TOLD, "/care/impact_told", CARE, out);
            let rules = of_minor(minor, care.special_rules, "/care/special_rules");
            ask(rules.0, &NO_SPECIAL_RULES, rules.1, CARE, out);
        }
        Fact::None => ask(Fact::None, &NO_MEASURES, "/care", CARE, out),
        Fact::Unknown => ask(Fact::Unknown, &NO_MEASURES, "/care", CARE, out),
    }
    if let (true, Fact::Known(record)) = (by_consent, &item.consent) {
        ask(record.separate, &NOT_SEPARATE, "/consent/separate", "consent_not_separate", out);
        let guardian = of_minor(minor, record.guardian, "/consent/guardian");
        ask(guardian.0, &NO_GUARDIAN, guardian.1, "no_guardian", out);
    }
    missing.dedup();
    match (fault, missing.is_empty()) {
        (Some(reason), _) => Verdict::Fail(reason),
        (None, true) => {
            out.add(&CARED_FOR, "/care");
            Verdict::Pass
        }
        (None, false) => {
            out.missing(&SENSITIVE_UNKNOWN, missing);
            Verdict::Unknown
        }
    }
}

/// What is asked of a minor's data alone: the fact with its place, or, where it is absent whether it is a minor's and the
/// fact does not settle it, that.
fn of_minor(minor: Option<bool>, fact: Fact<bool>, path: &'static str) -> (Fact<bool>, &'static str) {
    match (minor, fact.is(true)) {
        (Some(true), _) => (fact, path),
        (None, None | Some(false)) => (Fact::Unknown, "/under_14"),
        _ => (Fact::Known(true), path),
    }
}

/// COL-9, from 2021-11-01, where an item is personal information: whether notice was given in time and in full.
pub(super) fn notice(
    plan: &Plan<'_>,
    items: &[PlanItem<'_>],
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) -> Option<Verdict> {
    let asked = items.iter().any(|item| item.personal() == Some(true));
    if out.law().date() < Law::PERSONAL_INFORMATION || !asked {
        return None;
    }
    let unknown = |path: &'static str, out: &mut Findings| {
        out.missing(&NOTICE_UNKNOWN, vec![path.into()]);
        Some(Verdict::Unknown)
    };
    let fail = |code, path: &'static str, out: &mut Findings| {
        out.add(code, path);
        Some(Verdict::Fail("notice_missing"))
    };
    let notice = match &plan.notice {
        Fact::Unknown => return unknown("/notice", out),
        Fact::None => return fail(&NOTICE_MISSING, "/notice", out),
        Fact::Known(notice) => notice,
    };
    if let Fact::Known(exempt) = notice.exempt {
        out.add(&EXEMPTED, "/notice/exempt");
        if exempt == Exempt::Emergency {
            obligations.push(Obligation::new(out.law(), &TELL_AFTERWARDS, Party::Body));
        }
        return Some(Verdict::Pass);
    }
    match notice.given_at {
        Fact::Unknown => return unknown("/notice/given_at", out),
        Fact::None if notice.exempt.is_unknown() => return unknown("/notice/exempt", out),
        Fact::None => return fail(&NOTICE_MISSING, "/notice/given_at", out),
        Fact::Known(given) if matches!(plan.collected_at, Fact::Known(at) if given.is_after(at)) => {
            return fail(&NOTICE_LATE, "/notice/given_at", out);
        }
        Fact::Known(given) if given.day() > out.law().date() => {
            return fail(&NOTICE_LATE, "/notice/given_at", out);
        }
        Fact::Known(_) => {}
    }
    match notice.contents.list() {
        None => unknown("/notice/contents", out),
        Some(contents) if Content::ALL.iter().all(|one| contents.contains(one)) => {
            out.add(&TOLD, "/notice");
            Some(Verdict::Pass)
        }
        Some(_) => fail(&NOTICE_INCOMPLETE, "/notice/contents", out),
    }
}

/// What the notice, asked once, says of an item.
pub(super) fn told(item: &PlanItem<'_>, notice: Option<Verdict>, out: &mut Findings) -> Verdict {
    if out.law().date() < Law::PERSONAL_INFORMATION {
        return Verdict::Pass;
    }
    match (item.personal(), notice) {
        (Some(true), notice) => notice.unwrap_or(Verdict::Unknown),
        (Some(false), _) => {
            out.add(&NOT_PERSONAL, "/is_personal");
            Verdict::Pass
        }
        (None, Some(Verdict::Pass)) => Verdict::Pass,
        (None, _) => {
            out.missing(&PERSONAL_UNKNOWN, vec!["/is_personal".into()]);
            Verdict::Unknown
        }
    }
}
