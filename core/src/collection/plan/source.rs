//! Where an item comes from: COL-6 (one datum, one source) and COL-12 (what districts collect).

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, section, since};
use crate::record::{Fact, OneOrMany};
use crate::report::{Findings, Obligation, Party};

use super::Verdict;
use super::facts::{DataKind, Plan, PlanItem, Store};

/// COL-6.
static COL_6: Rule = rule(
    RuleId(Chapter::Collection, 6),
    since(Law::BASE),
    "一数一源：每一数据项有且只有一个数源部门，其他部门由其取得",
    "one datum, one source: each item has one source department, and the others take it from there",
    &[by(section("O9", "第三章"), Inferred), by(art_para("GDS", 19, 2), Confirmed)],
)
.when("数据项涉及多个采集部门", "several departments collect an item")
.then(
    "有且只有一个数源部门，其他部门由其取得；没有或者多个的，提示冲突",
    "exactly one source department, the others take it from there; none or several is said",
);
/// COL-12.
static COL_12: Rule = rule(
    RuleId(Chapter::Collection, 12),
    since(Law::DATA_REGULATION),
    "视频、物联等数据量大、实时性强的数据，由区主管部门按行业需求组织采集，存储于分平台",
    "video, sensor and other high-volume or strongly real-time data are collected by the district authority on the sector's request and stored on its platform",
    &[by(art_para("SDR", 30, 2), Confirmed)],
)
.when(
    "视频、物联等数据量大、实时性强的数据需由区采集",
    "video, sensor or other high-volume or strongly real-time data need district collection",
)
.then(
    "区主管部门按行业需求组织采集，存于分平台",
    "the district authority organises it on the sector's request and stores it on its platform",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&COL_6, &COL_12];

codes! {
    ONE_SOURCE: COL_6, "collect.source.one", Inform, Met, "本单位是唯一的数源部门", "the body is the one source";
    OTHER_SOURCE: COL_6, "collect.source.other", Fail, NotMet, "数源部门是其他部门，应当由其取得", "another department is the source: the item is taken from there";
    CONFLICT: COL_6, "collect.source.conflict", Fail, NotMet, "同一数据项有多个数源部门", "several departments are the source of one item" => Inferred;
    NO_SOURCE: COL_6, "collect.source.none", Warn, NotMet, "数据项未确定数源部门", "no source department is set for the item" => Inferred;
    SOURCE_UNKNOWN: COL_6, "collect.source.unknown", Fail, Undetermined, "不知道本单位代码或者数源部门", "the body's code or the source department is unknown";
    DESIGNATE_SOURCE: COL_6, "collect.duty.designate_source", Inform, Met, "由主管部门确定数源部门", "the leading authority sets the source department";
    DISTRICT_OK: COL_12, "collect.district.ok", Fail, Met, "按行业需求由区组织采集，存储于分平台", "collected by the district on the sector's request and stored on its platform";
    NO_REQUEST: COL_12, "collect.district.no_request", Fail, NotMet, "没有行业主管部门的需求，区不得自行采集", "no sector asked for it: the district may not collect on its own";
    NO_AUTHORITY: COL_12, "collect.district.not_by_authority", Fail, NotMet, "不是由区主管部门组织采集", "it is not the district authority that organises it";
    WRONG_STORE: COL_12, "collect.district.wrong_store", Fail, NotMet, "未存储于区分平台", "it is not stored on the district's platform";
    DISTRICT_OTHER: COL_12, "collect.district.other_data", Inform, NotApplicable, "不是视频、物联等由区采集的数据", "no video, sensor or real-time data: not for the district to collect";
    DISTRICT_UNKNOWN: COL_12, "collect.district.unknown", Fail, Undetermined, "缺少判断区采集的事实", "facts that decide about the district's collection are missing";
}

/// COL-6: asked where the item tells its source department.
pub(super) fn one_source(
    plan: &Plan<'_>,
    item: &PlanItem<'_>,
    obligations: &mut Vec<Obligation>,
    out: &mut Findings,
) -> Verdict {
    const PATH: &str = "/source_dept";
    let sources: &[&str] = match &item.source_dept {
        Fact::Unknown => return Verdict::Pass,
        Fact::None => &[],
        Fact::Known(OneOrMany::One(one)) => std::slice::from_ref(one),
        Fact::Known(OneOrMany::Many(many)) => many,
    };
    let designate = |obligations: &mut Vec<Obligation>, out: &Findings| {
        obligations.push(Obligation::new(out.law(), &DESIGNATE_SOURCE, Party::Authority));
    };
    match (sources, plan.body.code.known()) {
        ([], _) => {
            out.add(&NO_SOURCE, PATH);
            designate(obligations, out);
            Verdict::Pass
        }
        ([one, more @ ..], _) if more.iter().any(|other| other != one) => {
            out.add(&CONFLICT, PATH);
            designate(obligations, out);
            Verdict::Fail("source_conflict")
        }
        ([one, ..], Some(code)) if one == code => {
            out.add(&ONE_SOURCE, PATH);
            Verdict::Pass
        }
        (_, Some(_)) => {
            out.add(&OTHER_SOURCE, PATH);
            Verdict::Fail("other_source")
        }
        (_, None) => Verdict::Unknown,
    }
}

/// COL-6: whether the body's own code decides and is absent.
pub(super) fn code_unknown(plan: &Plan<'_>, items: &[PlanItem<'_>], out: &mut Findings) {
    let one = |item: &PlanItem<'_>| match &item.source_dept {
        Fact::Known(OneOrMany::One(_)) => true,
        Fact::Known(OneOrMany::Many(many)) => {
            many.first().is_some_and(|one| many.iter().all(|other| other == one))
        }
        _ => false,
    };
    if plan.body.code.known().is_none() && items.iter().any(one) {
        out.missing(&SOURCE_UNKNOWN, vec!["/body/code".into()]);
    }
}

/// COL-12: asked from 2022 on where the item tells that a district collects it.
pub(super) fn district(item: &PlanItem<'_>, out: &mut Findings) -> Verdict {
    let Fact::Known(district) = &item.district_collection else { return Verdict::Pass };
    if out.law().date() < Law::DATA_REGULATION {
        return Verdict::Pass;
    }
    const KIND: &str = "/district_collection/data_kind";
    match district.data_kind {
        Fact::Unknown => {
            out.missing(&DISTRICT_UNKNOWN, vec![KIND.into()]);
            return Verdict::Unknown;
        }
        Fact::Known(DataKind::Other) | Fact::None => {
            out.add(&DISTRICT_OTHER, KIND);
            return Verdict::Pass;
        }
        Fact::Known(DataKind::Video | DataKind::Iot | DataKind::RealTime) => {}
    }
    let mut missing = Vec::new();
    let mut fault = false;
    for (fits, code, path) in [
        (district.sector_request.is(true), &NO_REQUEST, "/district_collection/sector_request"),
        (
            district.by_district_authority.is(true),
            &NO_AUTHORITY,
            "/district_collection/by_district_authority",
        ),
        (district.stored_in.is(Store::SubPlatform), &WRONG_STORE, "/district_collection/stored_in"),
    ] {
        match fits {
            Some(true) => {}
            Some(false) => {
                out.add(code, path);
                fault = true;
            }
            None => missing.push(path.into()),
        }
    }
    match (fault, missing.is_empty()) {
        (true, _) => Verdict::Fail("wrong_district_collection"),
        (false, true) => {
            out.add(&DISTRICT_OK, "/district_collection");
            Verdict::Pass
        }
        (false, false) => {
            out.missing(&DISTRICT_UNKNOWN, missing);
            Verdict::Unknown
        }
    }
}
