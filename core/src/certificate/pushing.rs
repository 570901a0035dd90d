//! From the issuer into the city's library: ECERT-5 (issued together, increments by the day) and ECERT-6 (aggregated in
//! real time).

use serde::Deserialize;

use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Chapter, Code, Date, Rule, RuleId, art, by, codes, on, rule, section, since};
use crate::record::{AllOf, Certificate, Fact, IssuerKind, LAW_REGULATION, Moment, Sufficient, sufficient};
use crate::report::Findings;

use super::acceptance::MEASURES;
use super::issue::Facts;

/// ECERT-5.
static ECERT_5: Rule = rule(
    RuleId(Chapter::Certificate, 5),
    since(MEASURES),
    "编制证照签发清单；电子证照与实体证照同步签发，技术上不能同步的按日向市电子证照库归集增量",
    "issuers list what they issue; electronic and physical are issued together, else increments go to the library by the day",
    &[by(section("EC22", "同步签发"), Secondary)],
)
.when("颁发证照", "a certificate is issued")
.then(
    "编制签发清单；电子与实体同步签发，技术上不能的按日归集增量",
    "the issuer lists what it issues; electronic and physical together, else daily increments",
)
.separable();
/// ECERT-6.
static ECERT_6: Rule = rule(
    RuleId(Chapter::Certificate, 6),
    since(on(2020, 4, 10)),
    "电子证照实时归集至市电子证照库，法律、法规另有规定的除外",
    "e-certificates are aggregated into the city's library in real time, unless laws or regulations provide otherwise",
    &[by(art("BER20", 31), Confirmed), by(art("BER24", 32), Confirmed)],
)
.when("颁发电子证照", "an e-certificate is issued")
.then(
    "实时归集至市电子证照库，法律、法规另有规定的除外",
    "aggregated in real time into the city library, unless laws or regulations say otherwise",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ECERT_5, &ECERT_6];

codes! {
    LISTED_TOGETHER: ECERT_5, "ecert.issue.together", Fail, Met, "已列入签发清单，电子证照与实体证照同步签发，或者按日归集", "listed, and issued together or pushed by the day";
    NOT_LISTED: ECERT_5, "ecert.issue.not_listed", Fail, NotMet, "未列入证照签发清单", "it is not on the issuer's list";
    NOT_TOGETHER: ECERT_5, "ecert.issue.not_together", Fail, NotMet, "电子证照与实体证照未同步签发，也没有不能同步的技术原因", "electronic and physical were not issued together, without a technical reason";
    INCREMENT_LATE: ECERT_5, "ecert.issue.increment_late", Fail, NotMet, "增量未在当日归集", "the increment was not pushed within the day";
    TOGETHER_UNKNOWN: ECERT_5, "ecert.issue.together_unknown", Fail, Undetermined, "缺少判断是否列入清单、是否同步签发的事实", "facts about the list or about issuing together are missing";
    REAL_TIME: ECERT_6, "ecert.push.real_time", Fail, Met, "已实时归集至市电子证照库", "aggregated into the city's library in real time";
    PUSH_LATE: ECERT_6, "ecert.push.late", Fail, NotMet, "未实时归集至市电子证照库", "not aggregated into the city's library in real time";
    PUSH_DAILY: ECERT_6, "ecert.push.daily", Inform, Met, "技术上不能同步，按日归集（2022年办法的细化）", "a technical reason: increments by the day, as the measures of 2022 detail" => Inferred;
    PUSH_EXEMPT: ECERT_6, "ecert.push.exempt", Inform, Met, "法律、法规另有规定，不归集", "laws or regulations provide otherwise: not aggregated";
    PUSH_BASIS_TOO_LOW: ECERT_6, "ecert.push.basis_insufficient", Warn, NotMet, "不归集的依据不是施行中的法律、法规", "what is cited for not aggregating is no law or regulation in force";
    NOT_OF_CITY: ECERT_6, "ecert.push.not_of_city", Inform, NotApplicable, "颁发机构不是本市机构，不适用归集规定", "the issuer is not of the city: the duty to aggregate does not bind it";
    PUSH_UNKNOWN: ECERT_6, "ecert.push.unknown", Fail, Undetermined, "缺少颁发、归集的时间或者归集周期", "the dates of issue and aggregation, or the cycle, are missing";
}

/// How often the issuer pushes (归集周期).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Cycle {
    RealTime,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
    Irregular,
}

/// How the certificate came into the library.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pushed {
    /// On the day of issue.
    AtOnce,
    /// By the day, as a rule of the issuer's.
    Daily,
    /// Later; so many days where the dates are known.
    Late(Option<i64>),
    /// Unknown: the pointer of what is missing.
    Unknown(&'static str),
}

/// What the dates of issue and aggregation, and the issuer's cycle, come to.
fn pushed(certificate: &Certificate<'_>, cycle: Fact<Cycle>, as_of: Date) -> Pushed {
    let slow = matches!(cycle, Fact::Known(cycle) if !matches!(cycle, Cycle::RealTime | Cycle::Daily));
    let days = |issued: Moment, until: Date| until.signed_duration_since(issued.day()).num_days();
    match (certificate.issued_on, certificate.pushed_to_library_at) {
        (Fact::Known(issued), Fact::Known(pushed)) if days(issued, pushed.day()) > 0 => {
            Pushed::Late(Some(days(issued, pushed.day())))
        }
        (Fact::Known(issued), Fact::None) if days(issued, as_of) > 0 => {
            Pushed::Late(Some(days(issued, as_of)))
        }
        _ if slow => Pushed::Late(None),
        (Fact::Known(_), Fact::Known(_)) => Pushed::AtOnce,
        // The day of issue is not over.
        (Fact::Known(_), Fact::None) => Pushed::AtOnce,
        (_, Fact::Unknown) => match cycle {
            Fact::Known(Cycle::RealTime) => Pushed::AtOnce,
            Fact::Known(_) => Pushed::Daily,
            _ => Pushed::Unknown("/certificate/pushed_to_library_at"),
        },
        (Fact::None, Fact::None) => Pushed::Late(None),
        _ => Pushed::Unknown("/certificate/issued_on"),
    }
}

/// ECERT-6, then ECERT-5. Returns whether the pushing was late, and by how many days.
pub(super) fn pushing(facts: &Facts<'_>, as_of: Date, out: &mut Findings) -> Option<Option<i64>> {
    let pushed = pushed(&facts.certificate, facts.push_cycle, as_of);
    let late = aggregation(facts, pushed, out);
    let increments_late = together(facts, pushed, out);
    match pushed {
        Pushed::Late(days) if late || increments_late => Some(days),
        Pushed::Daily if late => Some(None),
        _ => None,
    }
}

fn aggregation(facts: &Facts<'_>, pushed: Pushed, out: &mut Findings) -> bool {
    const PUSHED: &str = "/certificate/pushed_to_library_at";
    const EXEMPT: &str = "/aggregation_exempt_basis";
    let date = out.law().date();
    if !out.asks(&ECERT_6) {
        return false;
    }
    match facts.certificate.issuer_kind {
        Fact::Known(kind) if kind != IssuerKind::CityDepartment => {
            out.add(&NOT_OF_CITY, "/certificate/issuer_kind");
            return false;
        }
        _ => {}
    }
    match sufficient(&facts.aggregation_exempt_basis, LAW_REGULATION, date) {
        Sufficient::Yes => {
            out.add(&PUSH_EXEMPT, EXEMPT);
            return false;
        }
        Sufficient::TooLow | Sufficient::NotInForce => out.add(&PUSH_BASIS_TOO_LOW, EXEMPT),
        Sufficient::UnknownField(index, field) => {
            out.missing(&PUSH_UNKNOWN, vec![format!("{EXEMPT}/{index}/{field}").into()]);
            return false;
        }
        Sufficient::None | Sufficient::Unknown => {}
    }
    let say = |code: &'static Code, out: &mut Findings| {
        let path = if facts.push_cycle.known().is_some() { "/push_cycle" } else { PUSHED };
        out.add(code, path);
    };
    match pushed {
        Pushed::AtOnce => say(&REAL_TIME, out),
        Pushed::Daily if date >= MEASURES && facts.synchronous_impossible.is(true) == Some(true) => {
            say(&PUSH_DAILY, out);
        }
        // Where the two were not issued together it decides whether they could have been.
        Pushed::Daily
            if date >= MEASURES
                && facts.synchronous_impossible.is_unknown()
                && !issued_together(&facts.certificate) =>
        {
            out.missing(&PUSH_UNKNOWN, vec!["/synchronous_impossible".into()]);
        }
        Pushed::Unknown(path) => out.missing(&PUSH_UNKNOWN, vec![path.into()]),
        Pushed::Daily | Pushed::Late(_) => {
            say(&PUSH_LATE, out);
            return true;
        }
    }
    false
}

/// Whether electronic and physical certificate are known to have been issued on the same day.
fn issued_together(certificate: &Certificate<'_>) -> bool {
    certificate.issued_with_physical_at.known().is_some_and(|together| {
        certificate.issued_on.known().is_none_or(|issued| issued.day() == together.day())
    })
}

/// ECERT-5: listed, and issued together or pushed by the day.
fn together(facts: &Facts<'_>, pushed: Pushed, out: &mut Findings) -> bool {
    if !out.asks(&ECERT_5) {
        return false;
    }
    let mut all = AllOf::new();
    all.ask(facts.on_issue_list, "/on_issue_list", &NOT_LISTED, out);
    let mut late = false;
    match (facts.certificate.issued_with_physical_at, facts.synchronous_impossible) {
        _ if issued_together(&facts.certificate) => {}
        // What was not issued together comes by daily increments.
        _ if matches!(pushed, Pushed::Late(_)) => {
            all.fails("/certificate/pushed_to_library_at", &INCREMENT_LATE, out);
            late = true;
        }
        (_, Fact::Known(true)) => {
            if let Pushed::Unknown(path) = pushed {
                all.lacks(path);
            }
        }
        // Where no physical certificate was asked for there is nothing to issue together.
        (Fact::None | Fact::Unknown, _) if facts.no_physical() => {}
        (Fact::Unknown, _) => all.lacks("/certificate/issued_with_physical_at"),
        (_, Fact::Unknown) => all.lacks("/synchronous_impossible"),
        _ => all.fails("/certificate/issued_with_physical_at", &NOT_TOGETHER, out),
    }
    all.say("/certificate", &LISTED_TOGETHER, &TOGETHER_UNKNOWN, out);
    late
}
