//! Whether a collection is lawful, and not needless beside what is there: COL-1, COL-4 and COL-5.

use crate::law::Confidence::{Inferred, Seed, Text as Confirmed};
use crate::law::{Basis, Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::{Fact, STATUTORY, Sufficient, sufficient};
use crate::report::Findings;

use super::Verdict;
use super::emergency::unless_spared;
use super::facts::{Plan, PlanItem};

/// COL-1.
static COL_1: Rule = rule(
    RuleId(Chapter::Collection, 1),
    since(Law::BASE),
    "采集公共数据应当合法：法定职责包含该目的",
    "collection is lawful: a statutory duty covers the purpose",
    LAWFUL_BASIS,
)
.when("为某一目的采集数据", "data are collected for a purpose")
.then(
    "法定职责包含该目的的合法；没有依据的不通过，内部规定不是依据",
    "lawful where a statutory duty covers the purpose; without basis it fails, and an internal rule is none",
);
/// COL-4.
static COL_4: Rule = rule(
    RuleId(Chapter::Collection, 4),
    since(Law::BASE),
    "按照本单位公共数据资源目录的范围采集",
    "a body collects within the range of its catalogue",
    &[by(section("SEED", "二(三)"), Seed)],
)
.when("机构采集数据", "a body collects data")
.then(
    "在本单位目录范围内的可以采集；范围之外的，编入目录前不得采集",
    "within its catalogue's range it may; outside it may not until catalogued",
);
/// COL-5.
static COL_5: Rule = rule(
    RuleId(Chapter::Collection, 5),
    since(Law::BASE),
    "可以通过共享获得的数据不得重复采集",
    "what can be had by sharing is not collected again",
    &[
        by(section("O9", "第三章"), Inferred).until(Law::DATA_REGULATION),
        by(art("SDR", 30), Confirmed),
        by(art_para("GDS", 19, 1), Confirmed),
    ],
)
.when("数据可以通过共享取得", "the data can be had by sharing")
.then("不得重复采集，并指明来源", "they are not collected again, and the source is named");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&COL_1, &COL_4, &COL_5];

/// What lawfulness and necessity rest on.
pub(super) const LAWFUL_BASIS: &[Basis] = &[
    by(section("SEED", "二(三)"), Seed),
    by(art_para("SDR", 30, 1), Confirmed),
    by(art("DSL", 38), Confirmed),
    by(art("PIPL", 34), Confirmed),
];
const JUSTIFIED: &[Basis] = &[by(section("SEED", "二(三)"), Inferred), by(art_para("SDR", 30, 1), Confirmed)];
const PROCEDURE: &[Basis] =
    &[by(section("SEED", "二(三)"), Inferred), by(art("DSL", 38), Confirmed), by(art("PIPL", 34), Confirmed)];
const REAL_ESTATE: &[Basis] = &[
    by(section("O9", "第三章"), Inferred),
    by(art_para("RRR", 10, 2), Confirmed),
    by(art("SDR", 30), Confirmed),
];

codes! {
    LAWFUL: COL_1, "collect.lawful", Fail, Met, "法定职责包含采集目的", "a statutory duty covers the purpose";
    BY_EMERGENCY: COL_1, "collect.lawful_by_emergency", Inform, Met, "依应急要求采集，以该规定为依据", "required in an emergency, which is the basis";
    NO_DUTY: COL_1, "collect.no_basis", Fail, NotMet, "没有法定职责作为依据", "there is no statutory duty as a basis";
    BASIS_TOO_LOW: COL_1, "collect.basis_insufficient", Fail, NotMet, "职责的依据不是施行中的法律、法规、规章，内部规定不能作为依据", "the duty rests on no law, regulation or rule in force; an internal rule is no basis";
    NOT_COVERED: COL_1, "collect.purpose_not_covered", Fail, NotMet, "法定职责不包含采集目的", "the statutory duty does not cover the purpose";
    LAWFUL_UNKNOWN: COL_1, "collect.basis_unknown", Fail, Undetermined, "不知道采集依据的职责", "it is unknown which duty the collection serves";
    NOT_JUSTIFIED: COL_1, "collect.not_justified", Fail, NotMet, "采集不正当", "the collection is not justified" on JUSTIFIED;
    CONDITIONS: COL_1, "collect.conditions_not_met", Fail, NotMet, "未遵守法律、行政法规规定的条件", "the conditions of laws and administrative regulations are not met" on PROCEDURE;
    PROCEDURE_BROKEN: COL_1, "collect.procedure_not_followed", Fail, NotMet, "未遵守法律、行政法规规定的程序", "the procedure of laws and administrative regulations is not followed" on PROCEDURE;
    CONDUCT_UNKNOWN: COL_1, "collect.conduct_unknown", Fail, Undetermined, "不知道采集是否正当、是否遵守条件和程序", "it is unknown whether the collection is justified and keeps to conditions and procedure";
    CATALOGUED: COL_4, "collect.catalogued", Fail, Met, "数据项在本单位目录范围内", "the item lies within the body's catalogue";
    OUTSIDE_CATALOGUE: COL_4, "collect.outside_catalogue", Fail, NotMet, "数据项不在本单位目录范围内，编目前不得采集", "the item lies outside the body's catalogue: not before it is catalogued";
    CATALOGUE_UNKNOWN: COL_4, "collect.catalogue_unknown", Fail, Undetermined, "不知道数据项是否在目录内", "it is unknown whether the item is catalogued";
    NOT_SHARED: COL_5, "collect.not_by_sharing", Fail, Met, "不能通过共享获得", "it cannot be had by sharing";
    RECOLLECTION: COL_5, "collect.recollection", Fail, NotMet, "可以通过共享获得，不得重复采集", "it can be had by sharing: it may not be collected again";
    RECOLLECTION_REGISTRY: COL_5, "collect.recollection_registry", Fail, NotMet, "不动产登记机构可以通过平台实时获取，不得要求申请人提供", "the land registry can have it in real time from the platform: the applicant may not be asked" on REAL_ESTATE;
    SHARING_UNKNOWN: COL_5, "collect.sharing_unknown", Fail, Undetermined, "不知道能否通过共享获得", "it is unknown whether it can be had by sharing";
}

/// COL-1. A valid requirement in an emergency takes the place of the duty. Undetermined when the duty, its basis or its
/// reach is absent; how the collection is done is asked where `conduct` is told.
pub(super) fn lawful(plan: &Plan<'_>, emergency: Option<Verdict>, out: &mut Findings) -> Verdict {
    let mut part = Findings::new(out.law());
    let duty = duty(plan, emergency, &mut part);
    let duty = unless_spared(emergency, duty, part, out);
    match conduct(plan, out) {
        Verdict::Pass => duty,
        fault @ Verdict::Fail(_) => fault,
        Verdict::Unknown if duty == Verdict::Pass => Verdict::Unknown,
        Verdict::Unknown => duty,
    }
}

fn duty(plan: &Plan<'_>, emergency: Option<Verdict>, out: &mut Findings) -> Verdict {
    if emergency == Some(Verdict::Pass) {
        out.add(&BY_EMERGENCY, "/emergency");
        return Verdict::Pass;
    }
    let unknown = |path: String, out: &mut Findings| {
        out.missing(&LAWFUL_UNKNOWN, vec![path.into()]);
        Verdict::Unknown
    };
    let duty = match &plan.duty {
        Fact::Unknown => return unknown("/duty".to_owned(), out),
        Fact::None => {
            out.add(&NO_DUTY, "/duty");
            return Verdict::Fail("no_basis");
        }
        Fact::Known(duty) => duty,
    };
    let fault = match sufficient(&duty.basis, STATUTORY, out.law().date()) {
        Sufficient::Yes => None,
        Sufficient::None => Some((&NO_DUTY, "/duty/basis")),
        Sufficient::TooLow | Sufficient::NotInForce => Some((&BASIS_TOO_LOW, "/duty/basis")),
        Sufficient::Unknown => return unknown("/duty/basis".to_owned(), out),
        Sufficient::UnknownField(index, field) => {
            return unknown(format!("/duty/basis/{index}/{field}"), out);
        }
    };
    let fault = fault.or(match duty.covers_purpose {
        Fact::Known(true) => None,
        Fact::Unknown => return unknown("/duty/covers_purpose".to_owned(), out),
        _ => Some((&NOT_COVERED, "/duty/covers_purpose")),
    });
    match fault {
        None => {
            out.add(&LAWFUL, "/duty");
            Verdict::Pass
        }
        Some((code, path)) => {
            out.add(code, path);
            Verdict::Fail("no_basis")
        }
    }
}

fn conduct(plan: &Plan<'_>, out: &mut Findings) -> Verdict {
    let Fact::Known(conduct) = &plan.conduct else { return Verdict::Pass };
    let mut verdict = Verdict::Pass;
    for (fact, code, path) in [
        (conduct.justified, &NOT_JUSTIFIED, "/conduct/justified"),
        (conduct.conditions_met, &CONDITIONS, "/conduct/conditions_met"),
        (conduct.procedure_followed, &PROCEDURE_BROKEN, "/conduct/procedure_followed"),
    ] {
        match fact {
            Fact::Known(true) => {}
            Fact::Unknown => {
                out.missing(&CONDUCT_UNKNOWN, vec![path.into()]);
                verdict = if verdict == Verdict::Pass { Verdict::Unknown } else { verdict };
            }
            _ => {
                out.add(code, path);
                verdict = Verdict::Fail("unlawful_conduct");
            }
        }
    }
    verdict
}

/// COL-4.
pub(super) fn catalogued(item: &PlanItem<'_>, out: &mut Findings) -> Verdict {
    match item.entry {
        Fact::Unknown => {
            out.missing(&CATALOGUE_UNKNOWN, vec!["/entry".into()]);
            Verdict::Unknown
        }
        Fact::Known(code) if !code.trim().is_empty() => {
            out.add(&CATALOGUED, "/entry");
            Verdict::Pass
        }
        _ => {
            out.add(&OUTSIDE_CATALOGUE, "/entry");
            Verdict::Fail("outside_catalogue")
        }
    }
}

/// COL-5.
pub(super) fn recollected(plan: &Plan<'_>, item: &PlanItem<'_>, out: &mut Findings) -> Verdict {
    let registry = plan.real_estate_registration.is(true) == Some(true) && out.law().in_force("RRR");
    match item.share_available {
        Fact::Unknown => {
            out.missing(&SHARING_UNKNOWN, vec!["/share_available".into()]);
            Verdict::Unknown
        }
        Fact::Known(true) => {
            out.add(if registry { &RECOLLECTION_REGISTRY } else { &RECOLLECTION }, "/share_available");
            Verdict::Fail("recollection")
        }
        _ => {
            out.add(&NOT_SHARED, "/share_available");
            Verdict::Pass
        }
    }
}
