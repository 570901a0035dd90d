//! The topic `certificate.acceptance`: ECERT-9 (use
//! by society), ECERT-10 (the clerk in good faith) and ECERT-11 (the time between the two measures).
//! ECERT-2 is in `exemption`, ECERT-3 and ECERT-4 in `validity`.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::law::Confidence::Secondary;
use crate::law::{Chapter, Date, Rule, RuleId, art, between, by, codes, item, on, rule, section, since};
use crate::record::{Certificate, Fact, LegalBasis, Moment, Verification};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

use super::exemption::exemption;
use super::issue::stale;
use super::validity::{effect, validity};

const SCHEMA: &str = include_str!("../../schemas/certificate.acceptance.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "certificate.acceptance",
    schema: SCHEMA,
    kind: "e_certificate",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

/// The end of the interim measures of 2018 lies between these days; the table of instruments takes 2020-11-01.
const INTERIM_END: (Date, Date) = (on(2020, 10, 1), on(2021, 1, 1));
pub(super) const INTERIM_ENDED: Date = on(2020, 11, 1);
/// The day the measures of 2022 entered into force.
pub(super) const MEASURES: Date = on(2022, 7, 1);

/// ECERT-9.
static ECERT_9: Rule = rule(
    RuleId(Chapter::Certificate, 9),
    since(MEASURES),
    "用证分为政务用证和社会化用证；社会化用证须经持证主体授权",
    "use is governmental or social; social use needs the holder's authorisation",
    &[by(art("EC22", 3), Secondary), by(section("EC22", "政策解读"), Secondary)],
)
.when("使用电子证照", "an e-certificate is used")
.then(
    "分政务用证和社会化用证；社会化用证须经授权",
    "government use or social use; social use needs authorisation",
)
.separable();
/// ECERT-10.
static ECERT_10: Rule = rule(
    RuleId(Chapter::Certificate, 10),
    since(MEASURES),
    "窗口人员善意采信电子证照的，免予追责（容错）",
    "a clerk who relied on an e-certificate in good faith is exempt from blame",
    &[by(section("EC22", "容错"), Secondary)],
)
.when("窗口人员善意采信电子证照", "a window clerk relied on an e-certificate in good faith")
.then("免予追责", "exempt from blame")
.separable();
/// ECERT-11.
static ECERT_11: Rule = rule(
    RuleId(Chapter::Certificate, 11),
    between(INTERIM_END.0, MEASURES),
    "2018年暂行办法失效后、2022年办法施行前，依国务院规定、营商环境条例和一网通办决定",
    "between the interim measures of 2018 and the measures of 2022 the higher norms decide",
    &[
        by(section("EC22", "政策解读"), Secondary),
        by(art("OGS", 10), Secondary),
        by(art("OGS", 11), Secondary),
        by(art("BER20", 31), Secondary),
        by(item("OND", 7), Secondary),
    ],
)
.when(
    "日期在2018年暂行办法失效后、2022-07-01前",
    "the date lies between the lapse of the 2018 measures and 2022-07-01",
)
.then(
    "依国务院规定、营商环境条例和一网通办决定",
    "the State Council Provisions, the business environment regulation and the Decision decide",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ECERT_9, &ECERT_10, &ECERT_11];

codes! {
    GOVERNMENT_USE: ECERT_9, "ecert.use.government", Inform, Met, "政务用证", "use in government";
    AUTHORISED_USE: ECERT_9, "ecert.use.authorised", Fail, Met, "社会化用证，经持证主体授权", "use by society, authorised by the holder";
    UNAUTHORISED_USE: ECERT_9, "ecert.use.unauthorised", Fail, NotMet, "社会化用证未经持证主体授权", "use by society without the holder's authorisation";
    USE_UNKNOWN: ECERT_9, "ecert.use.unknown", Fail, Undetermined, "不知道是否社会化用证，或者是否经授权", "it is unknown whether the use is one by society, or whether it was authorised";
    CLERK_EXEMPT: ECERT_10, "ecert.clerk.exempt", Inform, Met, "窗口人员善意采信，免予追责", "the clerk relied on it in good faith and is exempt from blame";
    CLERK_NOT_EXEMPT: ECERT_10, "ecert.clerk.not_exempt", Inform, NotMet, "窗口人员采信无善意，不适用容错", "the clerk did not rely on it in good faith: no exemption";
    CLERK_UNKNOWN: ECERT_10, "ecert.clerk.unknown", Inform, Undetermined, "不知道是否采信、是否善意", "it is unknown whether the clerk relied on it, or in good faith";
    GAP_SOURCE: ECERT_11, "ecert.between_measures", Inform, Met, "处于两部电子证照办法之间，依上位规范判断", "between the two measures on e-certificates: judged by the higher norms";
    GAP_DAY: ECERT_11, "gap.ecert.interim_end", Inform, Undetermined, "2018年暂行办法失效的确切日期未能确认，按2020-11-01处理", "the day on which the interim measures of 2018 ended is not confirmed: 2020-11-01 is taken" => Inferred;
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Facts<'a> {
    presented_at: Fact<Moment>,
    #[serde(borrow, deserialize_with = "crate::record::object")]
    pub(super) certificate: Certificate<'a>,
    verification: Fact<Verification<'a>>,
    authentic_issuer: Fact<bool>,
    intact: Fact<bool>,
    presenter: Fact<Presenter<'a>>,
    #[serde(rename = "use")]
    use_: Fact<Use<'a>>,
    pub(super) shown_through_city_library: Fact<bool>,
    pub(super) physical_asked: Fact<bool>,
    pub(super) law_requires_physical: Fact<Vec<LegalBasis>>,
    pub(super) original_must_be_surrendered: Fact<Vec<LegalBasis>>,
    clerk: Fact<Clerk>,
}

/// Who presents the certificate (出示人).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Presenter<'a> {
    is_holder: Fact<bool>,
    #[serde(borrow)]
    id_kind: Fact<&'a str>,
    id: Fact<&'a str>,
    pub(super) authorised: Fact<bool>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Use<'a> {
    social_use: Fact<bool>,
    #[serde(borrow)]
    authorisation: Fact<Authorisation<'a>>,
}

/// Whether the holder authorised the use, or under which reference.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(untagged)]
enum Authorisation<'a> {
    Given(bool),
    Reference(&'a str),
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Clerk {
    relied: Fact<bool>,
    good_faith: Fact<bool>,
}

impl Presenter<'_> {
    /// Whether the presenter is the holder: as stated, else by the codes, else what is missing. A masked code cannot be
    /// compared.
    pub(super) fn is_holder(&self, certificate: &Certificate<'_>) -> Result<bool, &'static str> {
        if let Fact::Known(stated) = self.is_holder {
            return Ok(stated);
        }
        let (Fact::Known(id), Fact::Known(holder)) = (self.id, certificate.holder_id) else {
            return Err("/presenter/is_holder");
        };
        if id.contains('*') || holder.contains('*') {
            return Err("/presenter/is_holder");
        }
        let kinds_differ = matches!(
            (self.id_kind, certificate.holder_id_kind),
            (Fact::Known(one), Fact::Known(other)) if one.trim() != other.trim()
        );
        Ok(!kinds_differ && id.trim().eq_ignore_ascii_case(holder.trim()))
    }
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.presented_at, "/presented_at");
    let mut value = BTreeMap::from([
        ("decision", Value::Null),
        ("effect", Value::Null),
        ("physical", Value::Null),
        ("reasons", json!([])),
        ("triggers", json!([])),
        ("validity", Value::Null),
    ]);
    if out.law().applies() {
        let date = out.law().date();
        let at = facts.presented_at.known().copied().unwrap_or(Moment::of_day(date));
        let presenter = facts.presenter.known().cloned().unwrap_or_default();
        let evidence = (&facts.verification, facts.authentic_issuer, facts.intact);
        let found = validity(&facts.certificate, evidence, &presenter, at, &mut out);
        between_measures(&mut out);
        let social = social_use(&facts.use_, &mut out);
        let effect = effect(found.valid, &mut out);
        stale(&facts.certificate, false, question.as_of, &mut out);
        clerk(&facts.clerk, &mut out);
        let physical = match (found.valid, social.is_some()) {
            (Some(true), false) => exemption(&facts, &mut value, &mut out),
            _ => None,
        };
        let decision = match (found.valid, social) {
            (Some(false), _) => Some("invalid"),
            (_, Some(Some(false))) => Some("unauthorised"),
            (Some(true), Some(Some(true))) => Some("valid"),
            (Some(true), None) => physical,
            _ => None,
        };
        let word = found.valid.map(|valid| if valid { "valid" } else { "invalid" });
        value.extend([
            ("decision", json!(decision)),
            ("effect", json!(effect)),
            ("physical", json!(physical)),
            ("reasons", json!(found.reasons)),
            ("validity", json!(word)),
        ]);
    }
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

/// ECERT-9: `None` for use in government; else whether the use by society was authorised. Before the measures of 2022
/// nothing is asked of it.
fn social_use(used: &Fact<Use<'_>>, out: &mut Findings) -> Option<Option<bool>> {
    let used = used.known()?;
    let asked = out.asks(&ECERT_9);
    match used.social_use {
        Fact::Known(true) if !asked => Some(Some(true)),
        Fact::Known(true) => Some(match used.authorisation {
            Fact::Unknown => {
                out.missing(&USE_UNKNOWN, vec!["/use/authorisation".into()]);
                None
            }
            Fact::Known(Authorisation::Given(true)) => {
                out.add(&AUTHORISED_USE, "/use/authorisation");
                Some(true)
            }
            Fact::Known(Authorisation::Reference(reference)) if !reference.trim().is_empty() => {
                out.add(&AUTHORISED_USE, "/use/authorisation");
                Some(true)
            }
            _ => {
                out.add(&UNAUTHORISED_USE, "/use/authorisation");
                Some(false)
            }
        }),
        Fact::Unknown if asked => {
            out.missing(&USE_UNKNOWN, vec!["/use/social_use".into()]);
            Some(None)
        }
        _ => {
            if asked {
                out.add(&GOVERNMENT_USE, "/use/social_use");
            }
            None
        }
    }
}

/// ECERT-10.
fn clerk(clerk: &Fact<Clerk>, out: &mut Findings) {
    let Fact::Known(clerk) = clerk else { return };
    if !out.asks(&ECERT_10) {
        return;
    }
    match (clerk.relied, clerk.good_faith) {
        (Fact::Known(true), Fact::Known(true)) => out.add(&CLERK_EXEMPT, "/clerk/good_faith"),
        (Fact::Known(true), Fact::Known(false) | Fact::None) => {
            out.add(&CLERK_NOT_EXEMPT, "/clerk/good_faith");
        }
        (Fact::Unknown, _) => out.missing(&CLERK_UNKNOWN, vec!["/clerk/relied".into()]),
        (Fact::Known(true), Fact::Unknown) => {
            out.missing(&CLERK_UNKNOWN, vec!["/clerk/good_faith".into()]);
        }
        _ => {}
    }
}

/// ECERT-11: says which time it is.
fn between_measures(out: &mut Findings) {
    let date = out.law().date();
    if !out.asks(&ECERT_11) {
        return;
    }
    if date < INTERIM_END.1 {
        out.add(&GAP_DAY, "");
    }
    if date >= INTERIM_ENDED {
        out.add(&GAP_SOURCE, "");
    }
}
