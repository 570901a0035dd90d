//! Who provides seals, and on what terms: ESEAL-6 (no system beside the unified one) and ESEAL-11 (free with the
//! e-licence).

use serde::Deserialize;

use super::lifecycle::OPINION;
use crate::law::Confidence::{Inferred, Secondary, Text as Confirmed};
use crate::law::{Chapter, Date, Law, Rule, RuleId, art, art_para, by, codes, on, rule, section, since};
use crate::record::{AllOf, Fact, OwnerKind};
use crate::report::Findings;

const AMENDED: Date = on(2024, 11, 1);

/// ESEAL-6.
static ESEAL_6: Rule = rule(
    RuleId(Chapter::Seal, 6),
    since(Law::BASE),
    "不得在统一电子印章系统之外新建系统，已建的应当对接、互认",
    "no new seal system beside the unified one; existing ones connect and recognise each other",
    &[
        by(section("ES18", "电子印章"), Inferred).until(OPINION),
        by(section("FX19", "电子印章"), Secondary),
        by(art("BER20", 32), Confirmed),
        by(art("BER24", 33), Confirmed),
    ],
)
.when("拟建电子印章系统", "a seal system is proposed")
.then(
    "不得在统一系统之外新建；已建的对接、互认",
    "none beside the unified one; existing ones connect and recognise each other",
);
/// ESEAL-11.
static ESEAL_11: Rule = rule(
    RuleId(Chapter::Seal, 11),
    since(on(2020, 4, 10)),
    "企业电子印章随电子营业执照免费发放，实体印章由企业自愿刻制",
    "an enterprise gets its e-seal free with the e-licence; the physical seal is optional",
    &[by(art("BER20", 32), Confirmed), by(art_para("BER24", 33, 2), Confirmed)],
)
.when(
    "企业（2024-11-01起各类经营主体）取得电子营业执照",
    "an enterprise (from 2024-11-01 any business entity) gets its e-licence",
)
.then(
    "同步免费发放电子印章，实体印章自愿刻制",
    "the e-seal comes with it free; the physical seal is optional",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ESEAL_6, &ESEAL_11];

codes! {
    CONNECTED: ESEAL_6, "eseal.system.connected", Fail, Met, "已建系统已对接统一系统并互认", "the existing system is connected and recognised";
    NEW_SYSTEM: ESEAL_6, "eseal.system.forbidden", Fail, NotMet, "在统一系统之外新建电子印章系统", "a new seal system beside the unified one";
    MUST_CONNECT: ESEAL_6, "eseal.system.must_connect", Fail, NotMet, "已建系统应当对接统一系统并互认", "the existing system must connect and recognise";
    SYSTEM_UNKNOWN: ESEAL_6, "eseal.system.unknown", Fail, Undetermined, "不知道系统是否新建、是否已对接互认", "it is unknown whether the system is new, or connected and recognised";
    FREE: ESEAL_11, "eseal.enterprise.free", Fail, Met, "电子印章随电子营业执照免费发放", "the e-seal came free with the e-licence";
    FEE: ESEAL_11, "eseal.enterprise.fee", Fail, NotMet, "对新设主体的电子印章收费", "a fee was charged for the e-seal of a new entity";
    NOT_GIVEN: ESEAL_11, "eseal.enterprise.not_given", Fail, NotMet, "发放电子营业执照时未同步发放电子印章", "the e-licence came without the e-seal";
    PHYSICAL_DEMANDED: ESEAL_11, "eseal.enterprise.physical_demanded", Fail, NotMet, "要求刻制实体印章，而实体印章是自愿的", "a physical seal was demanded although it is optional";
    NOT_COVERED: ESEAL_11, "eseal.enterprise.not_covered", Inform, NotApplicable, "该主体不在免费发放的范围", "this entity is not among those that get the seal free";
    ENTITY_UNKNOWN: ESEAL_11, "eseal.enterprise.unknown", Fail, Undetermined, "缺少判断是否免费发放的事实", "facts that decide whether the seal was given free are missing";
}

/// A seal system beside the unified one (印章系统).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct System {
    is_new: Fact<bool>,
    connected: Fact<bool>,
    mutually_recognised: Fact<bool>,
}

/// A new entity that gets its e-licence (新设主体).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct NewEntity {
    e_seal_issued: Fact<bool>,
    fee_charged: Fact<bool>,
    physical_seal_demanded: Fact<bool>,
}

/// ESEAL-6; the word of the breach.
pub(super) fn system(system: &System, out: &mut Findings) -> Option<&'static str> {
    match system.is_new {
        Fact::Known(true) => {
            out.add(&NEW_SYSTEM, "/system/is_new");
            return Some("forbidden");
        }
        Fact::Unknown => {
            out.missing(&SYSTEM_UNKNOWN, vec!["/system/is_new".into()]);
            return None;
        }
        _ => {}
    }
    let mut all = AllOf::new();
    all.ask(system.connected, "/system/connected", &MUST_CONNECT, out);
    all.ask(system.mutually_recognised, "/system/mutually_recognised", &MUST_CONNECT, out);
    (all.say("/system", &CONNECTED, &SYSTEM_UNKNOWN, out) == Some(false)).then_some("must_connect")
}

/// ESEAL-11; the word of the breach. Until the amendment of 2024 for enterprises, from then on for all business entities.
pub(super) fn new_entity(
    entity: &NewEntity,
    owner: Fact<OwnerKind>,
    out: &mut Findings,
) -> Option<&'static str> {
    let date = out.law().date();
    if !out.asks(&ESEAL_11) {
        return None;
    }
    match owner {
        Fact::Known(OwnerKind::Enterprise) => {}
        Fact::Known(OwnerKind::IndividualBusiness) if date >= AMENDED => {}
        Fact::Unknown => {
            out.missing(&ENTITY_UNKNOWN, vec!["/seal/owner_kind".into()]);
            return None;
        }
        _ => {
            out.add(&NOT_COVERED, "/seal/owner_kind");
            return None;
        }
    }
    let mut all = AllOf::new();
    let none_charged = match entity.fee_charged {
        Fact::Known(charged) => Fact::Known(!charged),
        Fact::None => Fact::Known(true),
        Fact::Unknown => Fact::Unknown,
    };
    all.ask(none_charged, "/new_entity/fee_charged", &FEE, out);
    all.ask(entity.e_seal_issued, "/new_entity/e_seal_issued", &NOT_GIVEN, out);
    if entity.physical_seal_demanded.is(true) == Some(true) {
        all.fails("/new_entity/physical_seal_demanded", &PHYSICAL_DEMANDED, out);
    }
    (all.say("/new_entity", &FREE, &ENTITY_UNKNOWN, out) == Some(false)).then_some("not_allowed")
}
