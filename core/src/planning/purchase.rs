//! How data that are not public are bought: PLAN-9.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::Fact;
use crate::report::Findings;

use super::facts::{Buyer, Need, Project};
use super::{UNREAD, Verdict};

static PLAN_9: Rule = rule(
    RuleId(Chapter::Planning, 9),
    since(Law::DATA_REGULATION),
    "财政资金保障的单位为依法履职采购非公共数据，市级由市政府办公厅统筹、市大数据中心统一采购，区级特殊需求由区主管部门采购",
    "data that are not public are pooled by the General Office and bought by the big data centre; a district's special need is bought by the district authority",
    &[by(art("SDR", 32), Confirmed)],
)
.when("财政资金保障的机构采购非公共数据", "a fiscally funded body buys data that are not public")
.then(
    "需求由市政府办公厅统筹，市大数据中心统一采购；区的特殊需求由区主管部门采购",
    "the General Office pools the needs and the big data centre buys; for district needs the district authority buys",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&PLAN_9];

codes! {
    RIGHT_CHANNEL: PLAN_9, "plan.purchase_channel", Fail, Met, "采购渠道符合规定", "bought by the right channel";
    WRONG_CHANNEL: PLAN_9, "plan.wrong_purchase_channel", Fail, NotMet, "未按规定的渠道采购", "not bought by the right channel";
    NOT_POOLED: PLAN_9, "plan.purchase_not_pooled", Fail, NotMet, "市级需求未经统筹", "the city's need was not pooled";
    NO_DUTY: PLAN_9, "plan.purchase_without_duty", Fail, NotMet, "不为依法履职所需", "the purchase serves no statutory duty";
    OWN_MONEY: PLAN_9, "plan.purchase_own_money", Fail, Met, "不由财政资金保障，不适用统一采购", "not publicly funded: the common purchase does not bind";
    PURCHASE_UNKNOWN: PLAN_9, "plan.purchase_unknown", Fail, Undetermined, "缺少判断采购渠道的事实", "facts that decide about the purchase are missing";
    PURCHASE_UNREAD: PLAN_9, "gap.plan.purchase_before_2022", Fail, Undetermined, "2022年前未见确认的采购规定", "before 2022 no confirmed text says how data are bought" on UNREAD;
}

/// PLAN-9. Undetermined when who pays, the need or the buyer is absent.
pub(super) fn channel(
    project: &Project<'_>,
    verdict: &mut Verdict,
    out: &mut Findings,
) -> Option<&'static str> {
    if out.law().date() < Law::DATA_REGULATION {
        out.add(&PURCHASE_UNREAD, "/kind");
        verdict.unknown = true;
        return None;
    }
    match project.is_publicly_funded() {
        Some(true) => {}
        Some(false) => {
            out.add(&OWN_MONEY, "/funding");
            return Some("allowed");
        }
        None => {
            verdict.unknown(&PURCHASE_UNKNOWN, "/funding", out);
            return None;
        }
    }
    let Fact::Known(purchase) = &project.purchase else {
        verdict.unknown(&PURCHASE_UNKNOWN, "/purchase", out);
        return None;
    };
    match purchase.for_statutory_duty.is(true) {
        Some(true) => {}
        Some(false) => {
            verdict.breach("wrong_channel", &NO_DUTY, "/purchase/for_statutory_duty".to_owned(), out);
        }
        None => verdict.unknown(&PURCHASE_UNKNOWN, "/purchase/for_statutory_duty", out),
    }
    let buyer = match purchase.need {
        Fact::Known(Need::City) => {
            match purchase.pooled_by_authority.is(true) {
                Some(true) => {}
                Some(false) => {
                    verdict.breach(
                        "wrong_channel",
                        &NOT_POOLED,
                        "/purchase/pooled_by_authority".to_owned(),
                        out,
                    );
                }
                None => verdict.unknown(&PURCHASE_UNKNOWN, "/purchase/pooled_by_authority", out),
            }
            Buyer::BigDataCentre
        }
        Fact::Known(Need::DistrictSpecial) => Buyer::DistrictAuthority,
        _ => {
            verdict.unknown(&PURCHASE_UNKNOWN, "/purchase/need", out);
            return None;
        }
    };
    match purchase.buyer.is(buyer) {
        Some(true) => out.add(&RIGHT_CHANNEL, "/purchase/buyer"),
        Some(false) => verdict.breach("wrong_channel", &WRONG_CHANNEL, "/purchase/buyer".to_owned(), out),
        None => verdict.unknown(&PURCHASE_UNKNOWN, "/purchase/buyer", out),
    }
    Some("allowed")
}
