//! What a project needs to be paid for and accepted: PLAN-7 and PLAN-8.

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::Fact;
use crate::report::{Findings, Obligation, Party};

use super::Verdict;
use super::facts::{BudgetItem, Project, SharingRecord, Stage};

static PLAN_7: Rule = rule(
    RuleId(Chapter::Planning, 7),
    since(Law::DATA_REGULATION),
    "采集、归集、治理、共享、开放和安全的经费列入预算；自2025-08-01起共享情况作为投资、运维和后评价的依据",
    "collection, aggregation, governance, sharing, opening and security are budget items; since 2025-08-01 how a body shares counts in investment and upkeep",
    &[by(art("SDR", 37), Confirmed), by(art_para("GDS", 38, 1), Confirmed)],
)
.when("财政资金保障的信息化项目申请经费", "a fiscally funded IT project asks for money")
.then(
    "采集、归集、治理、共享、开放、安全列入预算；2025-08-01起共享情况作为投资、运维和后评价的依据",
    "collection, aggregation, governance, sharing, opening and security are budget items; from 2025-08-01 sharing counts in investment, upkeep and evaluation",
);
static PLAN_8: Rule = rule(
    RuleId(Chapter::Planning, 8),
    since(Law::BASE),
    "项目验收前，其数据应当编入目录并归集",
    "before a project is accepted its data are catalogued and aggregated",
    &[by(section("O9", "第二章"), Inferred)],
)
.when("项目申请验收", "a project reaches acceptance")
.then(
    "其数据先编入目录并归集；否则暂缓验收",
    "its data are catalogued and aggregated first; else acceptance waits",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&PLAN_7, &PLAN_8];

codes! {
    FUNDABLE: PLAN_7, "plan.fundable", Inform, Met, "属于预算可以列支的项目", "an item that the budget may bear";
    OTHER_ITEM: PLAN_7, "plan.other_budget_item", Warn, NotMet, "不属于公共数据经费的列支范围", "not one of the budget items for public data";
    BUDGET_UNKNOWN: PLAN_7, "plan.budget_unknown", Inform, Undetermined, "不知道预算项目", "the budget items are unknown";
    GOOD_RECORD: PLAN_7, "plan.good_sharing_record", Inform, Met, "共享情况良好，作为投资、运维的依据", "the body shares well, which counts in investment and upkeep" on &[by(art_para("GDS", 38, 1), Confirmed)];
    POOR_RECORD: PLAN_7, "plan.poor_sharing_record", Warn, NotMet, "共享情况不良，在投资、运维和后评价中予以考虑", "the body shares poorly, which counts in investment, upkeep and evaluation" on &[by(art_para("GDS", 38, 1), Confirmed)];
    RECORD_UNKNOWN: PLAN_7, "plan.sharing_record_unknown", Inform, Undetermined, "不知道共享情况", "how the body has shared is unknown" on &[by(art_para("GDS", 38, 1), Confirmed)];
    ACCEPT: PLAN_8, "plan.accept", Fail, Met, "数据已编目、归集，可以验收", "the data are catalogued and aggregated: the project may be accepted";
    NOT_CATALOGUED: PLAN_8, "plan.hold_uncatalogued", Fail, NotMet, "数据未编入目录，暂缓验收", "data are not catalogued: acceptance is held";
    NOT_AGGREGATED: PLAN_8, "plan.hold_not_aggregated", Fail, NotMet, "数据未归集，暂缓验收", "data are not aggregated: acceptance is held";
    ACCEPTANCE_UNKNOWN: PLAN_8, "plan.acceptance_unknown", Fail, Undetermined, "不知道项目阶段、数据的编目或者归集情况", "the stage, or whether the data are catalogued and aggregated, is unknown";
    CATALOGUE: PLAN_8, "plan.duty.catalogue", Inform, Met, "将项目数据编入目录并归集", "catalogue and aggregate the project's data";
}

/// PLAN-7, from 2022 on for publicly funded bodies: what the money is for, and from 2025-08-01 how the body has shared. It
/// informs the purse and decides nothing else.
pub(super) fn budget(project: &Project<'_>, verdict: &mut Verdict, out: &mut Findings) {
    let Fact::Known(budget) = &project.budget else { return };
    if !out.law().in_force("SDR") || project.is_publicly_funded() == Some(false) {
        return;
    }
    let mut funding = Some("fundable");
    match budget.items.list() {
        None => {
            out.missing(&BUDGET_UNKNOWN, vec!["/budget/items".into()]);
            funding = None;
        }
        Some(items) => {
            for (index, item) in items.iter().enumerate() {
                let code = if *item == BudgetItem::Other { &OTHER_ITEM } else { &FUNDABLE };
                out.add(code, format!("/budget/items/{index}"));
            }
        }
    }
    if out.law().in_force("GDS") {
        const RECORD: &str = "/budget/sharing_record";
        match budget.sharing_record {
            Fact::Known(SharingRecord::Poor) => {
                out.add(&POOR_RECORD, RECORD);
                funding = Some("reduced");
            }
            Fact::Known(SharingRecord::Good) => out.add(&GOOD_RECORD, RECORD),
            Fact::None => {}
            Fact::Unknown => {
                out.missing(&RECORD_UNKNOWN, vec![RECORD.into()]);
                funding = None;
            }
        }
    }
    verdict.funding = funding;
}

/// PLAN-8: asked at acceptance and later, and where data sets are told of. Nothing where it is not asked.
pub(super) fn accepted(
    project: &Project<'_>,
    verdict: &mut Verdict,
    out: &mut Findings,
) -> Option<&'static str> {
    match (project.stage, &project.data_sets) {
        (Fact::Known(Stage::Acceptance | Stage::Operation), Fact::Unknown) => {
            verdict.unknown(&ACCEPTANCE_UNKNOWN, "/data_sets", out);
            return None;
        }
        (Fact::Known(Stage::Acceptance | Stage::Operation), _) => {}
        (Fact::Unknown, Fact::Known(sets)) if !sets.is_empty() => {
            verdict.unknown(&ACCEPTANCE_UNKNOWN, "/stage", out);
            return None;
        }
        _ => return None,
    }
    let mut held = false;
    let mut unknown = false;
    for (index, set) in project.data_sets.list().unwrap_or_default().iter().enumerate() {
        let catalogued = match set.entry {
            Fact::Unknown => None,
            Fact::Known(code) => Some(!code.trim().is_empty()),
            Fact::None => Some(false),
        };
        for (fact, code, word, field) in [
            (catalogued, &NOT_CATALOGUED, "uncatalogued", "entry"),
            (set.aggregated.is(true), &NOT_AGGREGATED, "not_aggregated", "aggregated"),
        ] {
            let path = format!("/data_sets/{index}/{field}");
            match fact {
                Some(true) => {}
                Some(false) => {
                    verdict.breach("hold", code, path, out);
                    if !verdict.missing.contains(&word) {
                        verdict.missing.push(word);
                    }
                    held = true;
                }
                None => {
                    verdict.unknown(&ACCEPTANCE_UNKNOWN, path, out);
                    unknown = true;
                }
            }
        }
    }
    if held {
        verdict.obligations.push(Obligation::new(out.law(), &CATALOGUE, Party::Body));
    } else if !unknown {
        out.add(&ACCEPT, "/data_sets");
        return Some("accept");
    }
    None
}
