//! Whether the purpose needs an item, and how much of it: COL-2 and COL-3.

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::{Fact, LAW_ADMINISTRATIVE, Sufficient, sufficient};
use crate::report::Findings;

use super::Verdict;
use super::conduct::LAWFUL_BASIS;
use super::facts::{Plan, PlanItem, Proportion};

/// COL-2.
static COL_2: Rule = rule(
    RuleId(Chapter::Collection, 2),
    since(Law::BASE),
    "采集应当必要：没有该数据不能实现目的",
    "collection is necessary: the purpose cannot be met without the item",
    LAWFUL_BASIS,
)
.when("为某一目的采集数据项", "an item is collected for a purpose")
.then(
    "没有该项不能实现目的的通过；否则为不必要",
    "passes where the purpose cannot be met without it; else not necessary",
);
/// COL-3.
static COL_3: Rule = rule(
    RuleId(Chapter::Collection, 3),
    since(Law::BASE),
    "采集应当适度：数据项、精度、频次和保存期限不超出目的",
    "collection is proportionate: items, detail, frequency and retention do not go beyond the purpose",
    &[
        by(section("SEED", "二(三)"), Seed),
        by(art_para("PIPL", 6, 2), Confirmed),
        by(art("PIPL", 19), Confirmed),
    ],
)
.when("采集的数据项、精度、频次、保存期限", "items, detail, frequency and retention of a collection")
.then(
    "不超出目的所需的最小范围；超出部分逐项列出",
    "not beyond the least that the purpose needs; the excess is listed",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&COL_2, &COL_3];

codes! {
    NECESSARY: COL_2, "collect.necessary", Fail, Met, "为目的所必需", "the purpose needs it";
    NOT_NECESSARY: COL_2, "collect.not_necessary", Fail, NotMet, "目的不需要该数据项", "the purpose does not need it";
    NECESSITY_UNKNOWN: COL_2, "collect.necessity_unknown", Fail, Undetermined, "不知道目的是否需要该数据项", "it is unknown whether the purpose needs it";
    PROPORTIONATE: COL_3, "collect.proportionate", Fail, Met, "在目的所需的最小范围内", "within the minimum that the purpose needs";
    EXCESS: COL_3, "collect.excess", Fail, NotMet, "超出目的所需的最小范围", "beyond the minimum that the purpose needs";
    EXCESS_DETAIL: COL_3, "collect.excess_detail", Fail, NotMet, "精度超出目的所需", "more detailed than the purpose needs";
    EXCESS_FREQUENCY: COL_3, "collect.excess_frequency", Fail, NotMet, "频次超出目的所需", "more often than the purpose needs";
    EXCESS_RETENTION: COL_3, "collect.excess_retention", Fail, NotMet, "保存期限超出目的所需的最短时间，且无法律、行政法规规定", "kept longer than the purpose needs, and no law or administrative regulation says so";
    RETENTION_BY_LAW: COL_3, "collect.retention_by_law", Inform, Met, "保存期限由法律、行政法规规定", "a law or administrative regulation sets the retention";
    MEASURE_UNKNOWN: COL_3, "collect.measure_unknown", Fail, Undetermined, "不知道最小范围、精度、频次或者保存期限", "the minimum set, detail, frequency or retention is unknown";
    PURPOSE_UNKNOWN: COL_3, "collect.purpose_unknown", Fail, Undetermined, "不知道采集目的", "the purpose of the collection is unknown";
}

/// Whether the item is in the minimum set of the plan's purpose; `None` when that is unknown.
fn in_minimum(plan: &Plan<'_>, item: &PlanItem<'_>) -> Option<bool> {
    let set = item.purpose_min_set.list()?;
    match plan.purpose {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(purpose) => Some(set.contains(&purpose)),
    }
}

/// COL-2. Where it is not said that the item is necessary, the minimum set says it.
pub(super) fn necessary(plan: &Plan<'_>, item: &PlanItem<'_>, out: &mut Findings) -> Verdict {
    let necessary = match item.necessary {
        Fact::Known(necessary) => Some(necessary),
        Fact::None => Some(false),
        Fact::Unknown => in_minimum(plan, item),
    };
    match necessary {
        Some(true) => {
            out.add(&NECESSARY, "/necessary");
            Verdict::Pass
        }
        Some(false) => {
            out.add(&NOT_NECESSARY, "/necessary");
            Verdict::Fail("not_necessary")
        }
        None => {
            out.missing(&NECESSITY_UNKNOWN, vec!["/necessary".into()]);
            Verdict::Unknown
        }
    }
}

/// COL-3. What the item's `proportion` tells is asked where it is there.
pub(super) fn proportionate(plan: &Plan<'_>, item: &PlanItem<'_>, out: &mut Findings) -> Verdict {
    let mut excess = false;
    let mut unknown = false;
    match in_minimum(plan, item) {
        Some(true) => {}
        Some(false) => {
            out.add(&EXCESS, "/purpose_min_set");
            excess = true;
        }
        None => {
            if item.purpose_min_set.is_unknown() {
                out.missing(&MEASURE_UNKNOWN, vec!["/purpose_min_set".into()]);
            }
            unknown = true;
        }
    }
    if let Fact::Known(proportion) = &item.proportion {
        for (fact, code, path) in [
            (proportion.detail_fits, &EXCESS_DETAIL, "/proportion/detail_fits"),
            (proportion.frequency_fits, &EXCESS_FREQUENCY, "/proportion/frequency_fits"),
            (proportion.retention_fits, &EXCESS_RETENTION, "/proportion/retention_fits"),
        ] {
            match fact {
                Fact::Known(true) => {}
                Fact::Unknown => {
                    out.missing(&MEASURE_UNKNOWN, vec![path.into()]);
                    unknown = true;
                }
                _ if std::ptr::eq(code, &EXCESS_RETENTION) => match retained_by_law(proportion, out) {
                    Some(true) => {}
                    Some(false) => {
                        out.add(code, path);
                        excess = true;
                    }
                    None => unknown = true,
                },
                _ => {
                    out.add(code, path);
                    excess = true;
                }
            }
        }
    }
    match (excess, unknown) {
        (true, _) => Verdict::Fail("excess"),
        (false, true) => Verdict::Unknown,
        (false, false) => {
            out.add(&PROPORTIONATE, "/purpose_min_set");
            Verdict::Pass
        }
    }
}

/// Whether a law or administrative regulation has the data kept longer (PIPL art. 19).
fn retained_by_law(proportion: &Proportion, out: &mut Findings) -> Option<bool> {
    const BASIS: &str = "/proportion/retention_basis";
    match sufficient(&proportion.retention_basis, LAW_ADMINISTRATIVE, out.law().date()) {
        Sufficient::Yes => {
            out.add(&RETENTION_BY_LAW, BASIS);
            Some(true)
        }
        Sufficient::Unknown => {
            out.missing(&MEASURE_UNKNOWN, vec![BASIS.into()]);
            None
        }
        Sufficient::UnknownField(index, field) => {
            out.missing(&MEASURE_UNKNOWN, vec![format!("{BASIS}/{index}/{field}").into()]);
            None
        }
        Sufficient::None | Sufficient::TooLow | Sufficient::NotInForce => Some(false),
    }
}
