//! ECERT-2: no physical certificate where the electronic one serves. Three provisions say when it does, each with its own
//! trigger and date; the answer says which of them hold. The exceptions are those of ONE-13.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::law::Confidence::{Inferred, Secondary, Seed, Text as Confirmed};
use crate::law::{
    Basis, Chapter, Date, Law, Rule, RuleId, art, art_para, by, codes, item, on, rule, section, since,
};
use crate::record::{
    BasisLevel, Fact, IssuerKind, LAW_ADMINISTRATIVE, LAW_REGULATION, LegalBasis, Sufficient, sufficient,
};
use crate::report::Findings;

use super::acceptance::{Facts, INTERIM_ENDED};

const BUSINESS: Date = on(2020, 4, 10);
const DECISION: Date = on(2021, 7, 1);

/// What it rests on that a certificate which can be called suffices; between the two measures only the State Council's
/// provisions, by inference (ECERT-11).
const CALLED: &[Basis] = &[
    by(section("SEED", "二(六)"), Seed).until(INTERIM_ENDED),
    by(art("OGS", 11), Inferred),
    by(section("EC22", "政策解读"), Secondary),
];

/// ECERT-2.
static ECERT_2: Rule = rule(
    RuleId(Chapter::Certificate, 2),
    since(Law::BASE),
    "政务服务中能够调用电子证照的，不再要求提交实体证照",
    "in a government service the physical certificate is not asked for where the e-certificate can be called",
    &[
        by(section("SEED", "二(六)"), Seed).until(INTERIM_ENDED),
        by(art_para("BER20", 31, 2), Confirmed),
        by(item("OND", 7), Confirmed),
        by(section("EC22", "政策解读"), Secondary),
        by(art("BER24", 32), Confirmed),
    ],
)
.when("政务服务中能够直接调用电子证照", "in a government service the e-certificate can be called directly")
.then("不再要求实体证照，并指明所依据的来源", "the physical one is not asked, and the source is named");
/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ECERT_2];

codes! {
    SHOWN: ECERT_2, "ecert.trigger.shown", Fail, Met, "当事人通过市电子证照库出示电子证照", "the applicant shows the e-certificate through the city's library" on &[by(art_para("BER20", 31, 2), Confirmed), by(art("BER24", 32), Confirmed)];
    PROVIDED: ECERT_2, "ecert.trigger.provided", Fail, Met, "当事人能够提供本市电子证照", "the applicant can provide an e-certificate of the city" on &[by(item("OND", 7), Confirmed)];
    CALLABLE: ECERT_2, "ecert.trigger.callable", Fail, Met, "系统能够直接调用电子证照", "the system can call the e-certificate" on CALLED;
    ASKED: ECERT_2, "ecert.physical.asked", Fail, NotMet, "可以免于提交而仍要求提交实体证照或者复印件", "the physical certificate or a copy was asked for although it is exempt";
    ASKED_CALLABLE: ECERT_2, "ecert.physical.asked_callable", Fail, NotMet, "系统能够直接调用电子证照而仍要求提交实体证照或者复印件", "the physical certificate or a copy was asked for although the system can call the electronic one" on CALLED;
    REQUIRED: ECERT_2, "ecert.physical.required", Fail, Met, "电子证照不能调用，也未经市电子证照库出示，可以要求实体证照", "the e-certificate can neither be called nor was it shown: the physical one may be asked for";
    LAW_REQUIRES: ECERT_2, "ecert.physical.law_requires", Fail, Met, "法律、行政法规另有规定，须提交实体证照", "a law or administrative regulation provides otherwise: the physical certificate is required" on &[by(section("SEED", "二(六)"), Inferred), by(art("OGS", 11), Confirmed), by(art_para("BER20", 31, 2), Confirmed), by(item("OND", 7), Confirmed), by(art("BER24", 32), Confirmed)];
    SURRENDER: ECERT_2, "ecert.physical.surrender", Fail, Met, "依法需要收回证照原件", "the original must lawfully be taken back" on &[by(section("SEED", "二(六)"), Inferred), by(art_para("BER20", 31, 2), Confirmed), by(item("OND", 7), Confirmed), by(art("BER24", 32), Confirmed)];
    EXCEPTION_TOO_LOW: ECERT_2, "ecert.physical.basis_insufficient", Warn, NotMet, "要求实体证照的依据不是施行中的法律、行政法规，或者收回原件的依据不是施行中的法律、法规", "what is cited for the physical certificate is of too low a rank or not in force";
    PHYSICAL_UNKNOWN: ECERT_2, "ecert.physical.unknown", Fail, Undetermined, "缺少判断是否免于提交实体证照的事实", "facts that decide whether the physical certificate is exempt are missing";
}

/// ECERT-2, with the exceptions of law and of the original that is taken back. Which triggers hold is said.
pub(super) fn exemption(
    facts: &Facts<'_>,
    value: &mut BTreeMap<&'static str, Value>,
    out: &mut Findings,
) -> Option<&'static str> {
    const CALL: &str = "/certificate/callable";
    const SHOW: &str = "/shown_through_city_library";
    let date = out.law().date();
    let shown = if date < BUSINESS { Fact::None } else { facts.shown_through_city_library };
    let callable = facts.certificate.callable;
    let mut triggers = Vec::new();
    if shown.is(true) == Some(true) {
        out.add(&SHOWN, SHOW);
        triggers.push("shown");
    }
    let provided = shown.is(true) == Some(true) || callable.is(true) == Some(true);
    let of_city = facts.certificate.issuer_kind.is(IssuerKind::CityDepartment) == Some(true);
    if date >= DECISION && provided && of_city {
        out.add(&PROVIDED, if callable.is(true) == Some(true) { CALL } else { SHOW });
        triggers.push("provided");
    }
    if callable.is(true) == Some(true) {
        out.add(&CALLABLE, CALL);
        triggers.push("callable");
    }
    value.insert("triggers", json!(triggers));
    if triggers.is_empty() {
        let unknown: Vec<_> = [(callable, CALL), (shown, SHOW)]
            .into_iter()
            .filter(|(fact, _)| fact.is_unknown())
            .map(|(_, path)| path.into())
            .collect();
        if unknown.is_empty() {
            out.add(&REQUIRED, CALL);
            return Some("required");
        }
        out.missing(&PHYSICAL_UNKNOWN, unknown);
        return None;
    }
    let mut missing = Vec::new();
    for (bases, path, admitted, code) in [
        (&facts.law_requires_physical, "/law_requires_physical", LAW_ADMINISTRATIVE, &LAW_REQUIRES),
        (&facts.original_must_be_surrendered, "/original_must_be_surrendered", LAW_REGULATION, &SURRENDER),
    ] {
        match exception(bases, path, admitted, date) {
            Exception::Holds => {
                out.add(code, path);
                return Some("required");
            }
            Exception::TooLow => out.add(&EXCEPTION_TOO_LOW, path),
            Exception::Unknown(field) => missing.push(field.into()),
            Exception::None => {}
        }
    }
    if !missing.is_empty() {
        out.missing(&PHYSICAL_UNKNOWN, missing);
        return None;
    }
    if facts.physical_asked.is(true) == Some(true) {
        let callable_alone = triggers == ["callable"];
        out.add(if callable_alone { &ASKED_CALLABLE } else { &ASKED }, "/physical_asked");
    }
    Some("exempt")
}

enum Exception {
    Holds,
    TooLow,
    None,
    Unknown(String),
}

fn exception(bases: &Fact<Vec<LegalBasis>>, path: &str, admitted: &[BasisLevel], date: Date) -> Exception {
    match sufficient(bases, admitted, date) {
        Sufficient::Yes => Exception::Holds,
        Sufficient::None => Exception::None,
        Sufficient::TooLow | Sufficient::NotInForce => Exception::TooLow,
        Sufficient::Unknown => Exception::Unknown(path.to_owned()),
        Sufficient::UnknownField(index, field) => Exception::Unknown(format!("{path}/{index}/{field}")),
    }
}
