//! How a seal is made: ESEAL-1 (kinds), ESEAL-4 (the physical seal first), ESEAL-5 (proofs) and ESEAL-8 (its data).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::lifecycle::OPINION;
use crate::law::Confidence::{Inferred, Secondary, Text as Confirmed};
use crate::law::{Chapter, Date, Law, Rule, RuleId, art, by, codes, on, rule, section, since};
use crate::record::{AllOf, Eseal, Fact, SealInfo, SealKind};
use crate::report::Findings;

const MEASURES: Date = on(2025, 9, 27);

/// ESEAL-1.
static ESEAL_1: Rule = rule(
    RuleId(Chapter::Seal, 1),
    since(Law::BASE),
    "电子印章包括电子公章（法定名称章、冠名机构章、业务专用章）、电子职务章和用于单位业务的个人名章",
    "kinds of e-seal: official seals (legal name, named bodies, special business), seals of office, personal name seals used for the unit",
    &[
        by(section("ES18", "电子印章"), Inferred).until(OPINION),
        by(section("FX19", "电子印章"), Secondary).until(MEASURES),
        by(art("ES25", 3), Confirmed),
    ],
)
.when("申请电子印章", "an e-seal is applied for")
.then(
    "归入电子公章、电子职务章或者用于单位业务的个人名章",
    "an official seal, a seal of office or a personal name seal for the unit's business",
);
/// ESEAL-4.
static ESEAL_4: Rule = rule(
    RuleId(Chapter::Seal, 4),
    since(Law::BASE),
    "电子公章、电子职务章分两步制作：先依规定刻制实体印章，再申请电子印章",
    "official seals and seals of office are made in two steps: the physical seal under the old rules, then the e-seal",
    &[by(section("ES18", "电子印章"), Inferred).until(OPINION), by(section("FX19", "电子印章"), Secondary)],
)
.when("制作电子公章、电子职务章", "an official seal or a seal of office is made")
.then("先刻制实体印章，再申请电子印章", "the physical seal first, then the e-seal");
/// ESEAL-5.
static ESEAL_5: Rule = rule(
    RuleId(Chapter::Seal, 5),
    since(Law::BASE),
    "申请电子公章的证明单位和经办人身份，申请电子职务章的另证明持章人身份",
    "for an official seal unit and agent prove who they are, for a seal of office the holder too",
    &[by(section("ES18", "电子印章"), Inferred).until(OPINION), by(section("FX19", "电子印章"), Secondary)],
)
.when("申请电子公章、电子职务章", "an official seal or a seal of office is applied for")
.then(
    "公章证明单位和经办人身份，职务章另证明持章人；缺项逐一列出",
    "unit and agent prove who they are, for a seal of office the holder too; what is missing is listed",
);
/// ESEAL-8.
static ESEAL_8: Rule = rule(
    RuleId(Chapter::Seal, 8),
    since(MEASURES),
    "电子印章包含图像、名称、所有者、数字证书、制作数据，实现可靠的电子签名",
    "an e-seal holds image, name, owner, certificate and creation data, and makes a reliable signature",
    &[by(art("ES25", 2), Confirmed)],
)
.when("制作电子印章", "an e-seal is made")
.then(
    "含图像、名称、所有者、证书、制作数据，实现可靠的电子签名；缺项逐一列出",
    "image, name, owner, certificate and creation data, making a reliable signature; what is missing is listed",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ESEAL_1, &ESEAL_4, &ESEAL_5, &ESEAL_8];

codes! {
    KIND: ESEAL_1, "eseal.kind.known", Inform, Met, "属于规定的印章种类", "it is of a kind that the rules name";
    NO_KIND: ESEAL_1, "eseal.kind.none", Fail, NotMet, "不属于规定的印章种类", "it is of no kind that the rules name";
    KIND_UNKNOWN: ESEAL_1, "eseal.kind.unknown", Fail, Undetermined, "不知道印章种类，无法确定制作要求", "the kind of seal is unknown, hence what its making needs";
    PERSONAL: ESEAL_1, "eseal.kind.personal", Inform, NotApplicable, "个人名章不适用实体印章和证明的要求", "a personal name seal needs neither the physical seal nor these proofs";
    PHYSICAL_FIRST: ESEAL_4, "eseal.making.physical_first", Fail, Met, "实体印章已先行刻制", "the physical seal was engraved first";
    PHYSICAL_MISSING: ESEAL_4, "eseal.making.no_physical_seal", Fail, NotMet, "申请、制作电子印章以前没有刻制实体印章", "there was no physical seal before the e-seal was applied for or made";
    PROOFS_COMPLETE: ESEAL_5, "eseal.proofs.complete", Fail, Met, "身份证明齐全", "the proofs are complete";
    PROOF_MISSING: ESEAL_5, "eseal.proofs.missing", Fail, NotMet, "缺少身份证明", "a proof is missing";
    DATA_COMPLETE: ESEAL_8, "eseal.data.complete", Fail, Met, "印章数据齐全", "the seal's data are complete";
    DATA_MISSING: ESEAL_8, "eseal.data.missing", Fail, NotMet, "缺少一项印章数据", "a part of the seal's data is missing";
    DATA_UNKNOWN: ESEAL_8, "eseal.data.unknown", Fail, Undetermined, "不知道是否有一项印章数据", "it is unknown whether a part of the seal's data is there";
}

/// Whose identity a proof shows (提交的证明).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Proof {
    #[serde(rename = "unit_identity")]
    Unit,
    #[serde(rename = "agent_identity")]
    Agent,
    #[serde(rename = "holder_identity")]
    Holder,
}

/// What the making is judged by.
pub(super) struct Making<'a> {
    pub(super) seal: &'a Eseal<'a>,
    pub(super) proofs: &'a Fact<Vec<Proof>>,
}

/// The word for a kind, and whether it is a seal of office; `None` for a personal name seal.
fn making_of(kind: SealKind) -> (&'static str, Option<bool>) {
    match kind {
        SealKind::LegalName => ("legal_name", Some(false)),
        SealKind::NamedInternal => ("named_internal", Some(false)),
        SealKind::Business => ("business", Some(false)),
        SealKind::Duty => ("duty", Some(true)),
        SealKind::PersonalName => ("personal_name", None),
    }
}

/// ESEAL-1, 4, 5 and 8, each where its facts are there; the word of the first breach.
pub(super) fn making(
    making: &Making<'_>,
    value: &mut BTreeMap<&'static str, Value>,
    out: &mut Findings,
) -> Option<&'static str> {
    let Making { seal, proofs } = *making;
    let asks_step = !seal.physical_seal_filed.is_unknown();
    let asks_proofs = !proofs.is_unknown();
    let mut breach = None;
    let of_office = match seal.kind {
        Fact::Known(kind) => {
            let (word, of_office) = making_of(kind);
            value.insert("kind", json!(word));
            out.add(&KIND, "/seal/kind");
            if of_office.is_none() && (asks_step || asks_proofs) {
                out.add(&PERSONAL, "/seal/kind");
            }
            of_office
        }
        Fact::None => {
            out.add(&NO_KIND, "/seal/kind");
            breach = Some("no_kind");
            None
        }
        Fact::Unknown => {
            if asks_step || asks_proofs {
                out.missing(&KIND_UNKNOWN, vec!["/seal/kind".into()]);
            }
            None
        }
    };
    if let Some(of_office) = of_office {
        if asks_step && !physical_first(seal, out) {
            breach = breach.or(Some("missing_step"));
        }
        if let Some(proofs) = proofs.list() {
            let needed: &[Proof] = if of_office {
                &[Proof::Holder, Proof::Unit, Proof::Agent]
            } else {
                &[Proof::Unit, Proof::Agent]
            };
            let missing: Vec<Proof> =
                needed.iter().copied().filter(|proof| !proofs.contains(proof)).collect();
            out.add(if missing.is_empty() { &PROOFS_COMPLETE } else { &PROOF_MISSING }, "/proofs");
            if !missing.is_empty() {
                value.insert("missing", json!(missing));
                breach = breach.or(Some("missing"));
            }
        }
    }
    breach.or(data(seal, value, out))
}

/// ESEAL-4: engraved and filed, and that before the e-seal was made.
fn physical_first(seal: &Eseal<'_>, out: &mut Findings) -> bool {
    let made = seal.seal_info.known().and_then(|info| info.property.known()).map(|one| one.create_date);
    let later = matches!(
        (seal.physical_seal_filed_at, made),
        (Fact::Known(filed), Some(Fact::Known(made))) if filed.is_after(made)
    );
    let first = seal.physical_seal_filed.is(true) == Some(true) && !later;
    let path = if later { "/seal/physical_seal_filed_at" } else { "/seal/physical_seal_filed" };
    out.add(if first { &PHYSICAL_FIRST } else { &PHYSICAL_MISSING }, path);
    first
}

/// ESEAL-8: asked where the seal's picture or name is handed in, or said to be none.
fn data(
    seal: &Eseal<'_>,
    value: &mut BTreeMap<&'static str, Value>,
    out: &mut Findings,
) -> Option<&'static str> {
    let info = seal.seal_info.known().cloned().unwrap_or_default();
    let SealInfo { property, picture } = info;
    let name = property.known().map(|one| one.name).unwrap_or_default();
    if !out.law().in_force("ES25") || (picture.is_unknown() && name.is_unknown()) {
        return None;
    }
    let text = |fact: Fact<&str>| match fact {
        Fact::Known(text) => Fact::Known(!text.trim().is_empty()),
        Fact::None => Fact::None,
        Fact::Unknown => Fact::Unknown,
    };
    let image = match &picture {
        Fact::Known(picture) => text(picture.data),
        Fact::None => Fact::None,
        Fact::Unknown => Fact::Unknown,
    };
    let (certificates, created) = property.known().map_or((Fact::Unknown, Fact::Unknown), |one| {
        let certificates = one.cert_list.list().map_or(Fact::Unknown, |list| Fact::Known(!list.is_empty()));
        (
            certificates,
            if one.create_date.is_unknown() {
                Fact::Unknown
            } else {
                Fact::Known(one.create_date != Fact::None)
            },
        )
    });
    let mut all = AllOf::new();
    let mut missing = Vec::new();
    for (fact, path, part) in [
        (image, "/seal/seal_info/picture/data", "image"),
        (text(name), "/seal/seal_info/property/name", "name"),
        (text(seal.owner), "/seal/owner", "owner"),
        (certificates, "/seal/seal_info/property/cert_list", "certificate"),
        (created, "/seal/seal_info/property/create_date", "creation_date"),
        (text(seal.maker_certificate), "/seal/maker_certificate", "maker_certificate"),
        (text(seal.signature), "/seal/signature", "signature"),
    ] {
        if all.ask(fact, path, &DATA_MISSING, out) {
            missing.push(part);
        }
    }
    if !missing.is_empty() {
        value.insert("missing", json!(missing));
    }
    (all.say("/seal", &DATA_COMPLETE, &DATA_UNKNOWN, out) == Some(false)).then_some("missing_field")
}
