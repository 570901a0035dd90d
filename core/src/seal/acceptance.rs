//! The topic `seal.acceptance`: ESEAL-2 (no refusal), ESEAL-3 (equal effect) and ESEAL-9 (systems take it). Validity is in
//! `validity`, the seal's state in `lifecycle`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::lifecycle::{Es25, es25};
use super::validity::{Tests, validity};
use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Date, Law, Rule, RuleId, art, by, codes, on, rule, section, since};
use crate::record::{
    Agency, AgencyKind, Eseal, Fact, LAW_ADMINISTRATIVE, LegalBasis, Moment, RefusalReason, Sufficient,
    Verification, sufficient,
};
use crate::report::Findings;
use crate::schema::{Schema, compile};
use crate::topic::{Judgement, Question, Topic, read};

const SCHEMA: &str = include_str!("../../schemas/seal.acceptance.json");

/// The topic.
pub(crate) static TOPIC: Topic = Topic {
    name: "seal.acceptance",
    schema: SCHEMA,
    kind: "e_seal",
    compiled: Schema::new(|| compile(SCHEMA)),
    judge,
};

const ONLINE_SERVICES: Date = on(2019, 4, 26);

/// ESEAL-2.
static ESEAL_2: Rule = rule(
    RuleId(Chapter::Seal, 2),
    since(Law::BASE),
    "本市行政机关和相关机构不得拒绝使用电子印章的材料",
    "city organs and relevant institutions may not refuse an e-seal",
    &[by(section("SEED", "二(六)"), Seed)],
)
.when(
    "向本市机关、相关机构提交加盖电子印章的材料",
    "material under an e-seal goes to a city organ or relevant institution",
)
.then("不得以电子印章为由拒绝", "it may not be refused for that");
/// ESEAL-3.
static ESEAL_3: Rule = rule(
    RuleId(Chapter::Seal, 3),
    since(Law::BASE),
    "电子印章与实物印章具有同等法律效力，加盖电子印章的电子材料合法有效",
    "an e-seal has the same effect as the physical seal; stamped e-material is lawful and valid",
    &[
        by(section("SEED", "二(六)"), Seed).until(ONLINE_SERVICES),
        by(art("OGS", 9), Confirmed),
        by(art("ES25", 5), Confirmed),
    ],
)
.when("电子印章有效", "the e-seal is valid")
.then(
    "与实物印章同等，加盖的电子材料合法有效；法律、行政法规排除的除外",
    "equals the physical seal, stamped material is lawful and valid, except where a law or administrative regulation excludes",
);
/// ESEAL-9.
static ESEAL_9: Rule = rule(
    RuleId(Chapter::Seal, 9),
    since(on(2025, 9, 27)),
    "机关业务系统应当支持合规电子印章；加盖电子印章的电子文件跨层级、跨地域、跨系统、跨部门、跨业务互认",
    "business systems of agencies take conforming e-seals; stamped e-files are recognised across levels, areas, systems, departments and businesses",
    &[by(art("ES25", 27), Confirmed)],
)
.when("机关业务系统收到合规电子印章", "a business system of an agency meets a conforming e-seal")
.then(
    "应当支持；电子文件跨层级、地域、系统、部门、业务互认",
    "it accepts; e-files are recognised across level, area, system, department and business",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ESEAL_2, &ESEAL_3, &ESEAL_9];

codes! {
    NO_REFUSAL: ESEAL_2, "eseal.refusal.none", Inform, Met, "没有拒绝电子印章", "the seal was not refused";
    REFUSED: ESEAL_2, "eseal.refusal.unlawful", Fail, NotMet, "因其为电子印章而拒绝，或者电子印章有效而以无效为由拒绝", "refused because it is electronic, or as invalid although it is valid";
    REFUSED_INVALID: ESEAL_2, "eseal.refusal.of_invalid", Inform, Met, "电子印章无效，可以拒绝", "the seal is not valid and may be refused";
    REFUSED_EXCLUDED: ESEAL_2, "eseal.refusal.law_excludes", Inform, Met, "法律、行政法规排除使用电子印章，可以拒绝", "a law or administrative regulation excludes an e-seal: it may be refused";
    REFUSED_OTHERWISE: ESEAL_2, "eseal.refusal.other_reason", Inform, NotApplicable, "以与印章无关的理由拒绝，不由本条判断", "refused for a reason that is not the seal: not a matter of this rule";
    REFUSER_NOT_BOUND: ESEAL_2, "eseal.refusal.not_bound", Inform, NotApplicable, "接收单位不是本市机关和相关机构", "the receiver is no organ or institution of the city";
    REFUSAL_UNKNOWN: ESEAL_2, "eseal.refusal.unknown", Fail, Undetermined, "缺少判断拒绝是否合法的事实", "facts that decide whether the refusal is lawful are missing";
    EQUAL_EFFECT: ESEAL_3, "eseal.effect.equal", Fail, Met, "与实物印章具有同等法律效力", "it has the same effect as the physical seal";
    INTERIM_EFFECT: ESEAL_3, "eseal.effect.interim", Fail, Met, "2019-04-26以前依本市暂行办法有效", "before 2019-04-26 it is valid under the city's interim measures";
    NO_EFFECT: ESEAL_3, "eseal.effect.none", Inform, NotMet, "电子印章无效，不具有实物印章的效力", "the seal is not valid and has not the effect of the physical one";
    EXCLUDED: ESEAL_3, "eseal.effect.excluded", Fail, NotMet, "法律、行政法规规定不适用电子印章", "a law or administrative regulation excludes an e-seal";
    EXCLUSION_TOO_LOW: ESEAL_3, "eseal.effect.basis_insufficient", Warn, NotMet, "排除使用的依据不是施行中的法律、行政法规", "what is cited for excluding it is no law or administrative regulation in force";
    EFFECT_UNKNOWN: ESEAL_3, "eseal.effect.unknown", Fail, Undetermined, "不知道法律、行政法规是否排除使用电子印章", "it is unknown whether a law or administrative regulation excludes an e-seal";
    SYSTEM_TAKES: ESEAL_9, "eseal.system.accepts", Fail, Met, "业务系统支持合规电子印章，文件得到互认", "the business system takes conforming e-seals and the file is recognised";
    SYSTEM_REFUSES: ESEAL_9, "eseal.system.refuses", Fail, NotMet, "业务系统不支持合规电子印章", "the business system does not take conforming e-seals";
    NOT_RECOGNISED: ESEAL_9, "eseal.not_recognised", Fail, NotMet, "加盖电子印章的电子文件未得到互认", "the stamped e-file is not recognised elsewhere";
    SYSTEM_NOT_BOUND: ESEAL_9, "eseal.system.not_bound", Inform, NotApplicable, "接收单位不是机关", "the receiver is no agency";
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Facts<'a> {
    presented_at: Fact<Moment>,
    #[serde(borrow, deserialize_with = "crate::record::object")]
    pub(super) seal: Eseal<'a>,
    pub(super) verification: Fact<Verification<'a>>,
    pub(super) signed_at: Fact<Moment>,
    signer_certificate: Fact<Validity>,
    pub(super) tests: Fact<Tests>,
    receiver: Fact<Agency<'a>>,
    system_accepts: Fact<bool>,
    mutually_recognised: Fact<bool>,
    law_excludes: Fact<Vec<LegalBasis>>,
    measures_2025_from: Fact<Es25>,
}

/// The period of the signer's certificate.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
struct Validity {
    valid_from: Fact<Moment>,
    valid_to: Fact<Moment>,
}

/// Whether `at` lies in a period, as far as its ends are known.
fn within(at: Fact<Moment>, from: Fact<Moment>, to: Fact<Moment>) -> Option<bool> {
    let at = at.known()?;
    let before = matches!(from, Fact::Known(from) if from.is_after(*at));
    let after = matches!(to, Fact::Known(to) if at.is_after(to));
    if before || after {
        return Some(false);
    }
    (!from.is_unknown() && !to.is_unknown()).then_some(true)
}

impl Facts<'_> {
    /// Whether the seal was in its term at signing, and where that stands.
    pub(super) fn seal_term(&self) -> Option<(bool, &'static str)> {
        let property = self.seal.seal_info.known()?.property.known()?;
        let in_term = within(self.signed_at, property.valid_start, property.valid_end)?;
        Some((in_term, "/seal/seal_info/property"))
    }

    /// Whether the signer's certificate was in its period at signing, and where that stands.
    pub(super) fn signer_term(&self) -> Option<(bool, &'static str)> {
        let period = self.signer_certificate.known()?;
        let in_term = within(self.signed_at, period.valid_from, period.valid_to)?;
        Some((in_term, "/signer_certificate"))
    }
}

/// Whether law excludes the seal.
enum Exclusion {
    Yes,
    No,
    Unknown(Cow<'static, str>),
}

fn judge(facts: &Value, question: &Question<'_>) -> Result<Judgement, serde_json::Error> {
    let facts: Facts<'_> = read(facts)?;
    let mut out = question.act(facts.presented_at, "/presented_at");
    let mut value = BTreeMap::from([
        ("decision", Value::Null),
        ("effect", Value::Null),
        ("failing_test", Value::Null),
        ("validity", Value::Null),
    ]);
    if out.law().applies() {
        es25(facts.measures_2025_from, &mut out);
        let today = Moment::of_day(out.law().date());
        let found = validity(&facts, today, &mut out);
        let exclusion = exclusion(&facts.law_excludes, out.law().date(), &mut out);
        let effect = effect(found.valid, &exclusion, &mut out);
        let refusal = refusals(&facts, found.valid, &exclusion, &mut out);
        let system = systems(&facts, &mut out);
        let decision = match (refusal, system, found.valid) {
            (Some(false), ..) => Some("unlawful_refusal"),
            (_, Some(false), _) => Some("breach"),
            (_, _, Some(false)) => Some("invalid"),
            (None, ..) => None,
            _ => effect,
        };
        let word = found.valid.map(|valid| if valid { "valid" } else { "invalid" });
        value.extend([
            ("decision", json!(decision)),
            ("effect", json!(effect)),
            ("failing_test", json!(found.failing)),
            ("validity", json!(word)),
        ]);
    }
    Ok(Judgement { findings: out, value, obligations: Vec::new() })
}

fn exclusion(bases: &Fact<Vec<LegalBasis>>, date: Date, out: &mut Findings) -> Exclusion {
    const PATH: &str = "/law_excludes";
    match sufficient(bases, LAW_ADMINISTRATIVE, date) {
        Sufficient::Yes => Exclusion::Yes,
        Sufficient::None => Exclusion::No,
        Sufficient::TooLow | Sufficient::NotInForce => {
            out.add(&EXCLUSION_TOO_LOW, PATH);
            Exclusion::No
        }
        Sufficient::Unknown => Exclusion::Unknown(PATH.into()),
        Sufficient::UnknownField(index, field) => {
            Exclusion::Unknown(format!("{PATH}/{index}/{field}").into())
        }
    }
}

/// ESEAL-3. Before the State Council's provisions nothing general gives a seal equal effect, and nothing excludes it.
fn effect(valid: Option<bool>, exclusion: &Exclusion, out: &mut Findings) -> Option<&'static str> {
    if valid == Some(false) {
        out.add(&NO_EFFECT, "/seal");
        return Some("none");
    }
    let interim = out.law().date() < ONLINE_SERVICES;
    match exclusion {
        Exclusion::Yes => {
            out.add(&EXCLUDED, "/law_excludes");
            return Some("excluded");
        }
        Exclusion::Unknown(path) if !interim => {
            out.missing(&EFFECT_UNKNOWN, vec![path.clone()]);
            return None;
        }
        _ => {}
    }
    valid?;
    out.add(if interim { &INTERIM_EFFECT } else { &EQUAL_EFFECT }, "/seal");
    Some(if interim { "interim_measures" } else { "equal_effect" })
}

/// ESEAL-2: whether every refusal was lawful; `None` when that is unknown. A refusal because the seal is electronic is
/// unlawful whatever the seal is worth, unless a law excludes it.
fn refusals(
    facts: &Facts<'_>,
    valid: Option<bool>,
    exclusion: &Exclusion,
    out: &mut Findings,
) -> Option<bool> {
    let Some(list) = facts.seal.refusals.list() else { return Some(true) };
    if list.is_empty() {
        out.add(&NO_REFUSAL, "/seal/refusals");
        return Some(true);
    }
    let receiver = facts.receiver.known().map(|receiver| receiver.kind).unwrap_or_default();
    match receiver {
        Fact::Known(
            AgencyKind::CentralPost | AgencyKind::Utility | AgencyKind::Enterprise | AgencyKind::Natural,
        ) => {
            out.add(&REFUSER_NOT_BOUND, "/receiver/kind");
            return Some(true);
        }
        Fact::Unknown => {
            out.missing(&REFUSAL_UNKNOWN, vec!["/receiver/kind".into()]);
            return None;
        }
        _ => {}
    }
    let law = out.law();
    let mut lawful = Some(true);
    for (index, refusal) in list.iter().enumerate() {
        let path = format!("/seal/refusals/{index}/reason");
        out.under(refusal.at.known().map_or_else(|| law.clone(), |at| law.on(at.day())));
        let one = match (refusal.reason, exclusion, valid) {
            (Fact::Known(RefusalReason::Other), ..) => {
                out.add(&REFUSED_OTHERWISE, path);
                continue;
            }
            (Fact::Unknown, ..) => Err(path),
            (_, Exclusion::Yes, _) => Ok(&REFUSED_EXCLUDED),
            (Fact::Known(RefusalReason::ElectronicForm) | Fact::None, ..) => Ok(&REFUSED),
            (Fact::Known(RefusalReason::SealInvalid), _, Some(false)) => Ok(&REFUSED_INVALID),
            (Fact::Known(RefusalReason::SealInvalid), _, Some(true)) => Ok(&REFUSED),
            (Fact::Known(RefusalReason::SealInvalid), ..) => Err("/verification".to_owned()),
            (Fact::Known(RefusalReason::LawExcludes), Exclusion::Unknown(path), _) => Err(path.to_string()),
            (Fact::Known(RefusalReason::LawExcludes), ..) => Ok(&REFUSED),
        };
        match one {
            Ok(code) => {
                if std::ptr::eq(code, &REFUSED) {
                    lawful = Some(false);
                }
                out.add(code, format!("/seal/refusals/{index}/reason"));
            }
            Err(missing) => {
                if missing != "/verification" || facts.verification.is_unknown() {
                    out.missing(&REFUSAL_UNKNOWN, vec![missing.into()]);
                }
                lawful = lawful.filter(|lawful| !lawful);
            }
        }
    }
    out.under(law);
    lawful
}

/// ESEAL-9: `None` where it is not asked.
fn systems(facts: &Facts<'_>, out: &mut Findings) -> Option<bool> {
    let asked = !facts.system_accepts.is_unknown() || !facts.mutually_recognised.is_unknown();
    if !asked || !out.law().in_force("ES25") {
        return None;
    }
    let receiver = facts.receiver.known().map(|receiver| receiver.kind).unwrap_or_default();
    if matches!(receiver, Fact::Known(AgencyKind::Enterprise | AgencyKind::Natural | AgencyKind::Utility)) {
        out.add(&SYSTEM_NOT_BOUND, "/receiver/kind");
        return None;
    }
    let mut all = true;
    for (fact, path, code) in [
        (facts.system_accepts, "/system_accepts", &SYSTEM_REFUSES),
        (facts.mutually_recognised, "/mutually_recognised", &NOT_RECOGNISED),
    ] {
        if fact.is(true) == Some(false) {
            out.add(code, path);
            all = false;
        }
    }
    if all {
        out.add(&SYSTEM_TAKES, "/system_accepts");
    }
    Some(all)
}
