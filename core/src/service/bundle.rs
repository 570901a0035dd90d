//! Several items as one thing (一件事), one licence for one industry (一业一证): ONE-28.

use serde::Deserialize;

use super::answers::Answers;
use super::{DECISION, PUDONG};
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Basis, Chapter, Rule, RuleId, art, art_para, by, codes, item, rule, since};
use crate::record::Fact;
use crate::report::Findings;

/// ONE-28.
static ONE_28: Rule = rule(
    RuleId(Chapter::Service, 28),
    since(DECISION),
    "关联事项一次告知、一表申请、一口受理、统一决定；综合许可证与单项许可证同等证明力，不得再要求单项许可证",
    "closely linked items: one notice, one form, one intake, one set of decisions; the integrated licence proves what the single ones do, and none of those may be demanded",
    &[
        by(item("OND", 4), Confirmed),
        by(item("OND", 6), Confirmed),
        by(art("PDL", 6), Confirmed),
        by(art("PDL", 7), Confirmed),
        by(art("PDL", 8), Confirmed),
        by(art("PDL", 12), Confirmed),
    ],
)
.when("密切关联的多个事项作为一件事办理", "closely linked items are handled as one thing")
.then(
    "一次告知、一表申请、一口受理、统一决定；综合许可证同等证明力；浦东列入清单的行业不得再要求单项许可证",
    "one notice, one form, one intake, one decision set; the integrated licence proves the same; in Pudong's listed industries no single licence is demanded",
)
.separable();
const ONE_THING: &[Basis] = &[by(item("OND", 4), Confirmed)];
const ONE_LICENCE: &[Basis] =
    &[by(art("PDL", 6), Confirmed), by(art("PDL", 8), Confirmed), by(art("PDL", 12), Confirmed)];
const BAN: &[Basis] = &[by(art_para("PDL", 7, 2), Confirmed)];
const EQUAL_PROOF: &[Basis] = &[by(item("OND", 6), Confirmed)];

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_28];

codes! {
    ONE: ONE_28, "service.bundle.one", Fail, Met, "按一件事一次办理", "the items are handled as one";
    SPLIT: ONE_28, "service.bundle.split", Fail, NotMet, "关联事项未做到一次告知、一表申请、一口受理、统一决定", "closely linked items are not handled by one notice, one form, one intake and one set of decisions" on ONE_THING;
    SPLIT_LICENCE: ONE_28, "service.bundle.split_licence", Fail, NotMet, "“一业一证”未做到一次告知、一表申请、一口受理、统一决定", "a one-licence industry is not handled by one notice, one form, one intake and one set of decisions" on ONE_LICENCE;
    NOT_LINKED: ONE_28, "service.bundle.not_linked", Inform, NotApplicable, "事项关联度不高，也不属于“一业一证”，不要求一次办理", "not closely linked and no one-licence industry: handling as one is not asked";
    SINGLE_NOT_DEMANDED: ONE_28, "service.bundle.single_not_demanded", Fail, Met, "未再要求单项许可证", "no single licence is demanded";
    SINGLE_DEMANDED: ONE_28, "service.bundle.single_demanded", Fail, NotMet, "已核发综合许可证，又要求单项许可证", "a single licence is demanded after the integrated one was issued" on BAN;
    SINGLE_NEEDED: ONE_28, "service.bundle.no_integrated_licence", Fail, Met, "未核发综合许可证，单项许可证可以要求", "there is no integrated licence: the single ones may be asked for";
    EQUAL: ONE_28, "service.bundle.equal_proof", Warn, NotMet, "综合许可证与单项许可证同等证明力、同等效力，要求单项许可证没有必要；禁止的明文只及于浦东新区目录内行业", "the integrated licence proves as much as the single ones, so the demand is idle; the ban in words reaches Pudong's listed industries alone" => Inferred on EQUAL_PROOF;
    UNKNOWN: ONE_28, "service.bundle.unknown", Fail, Undetermined, "缺少判断一次办理的事实", "facts about handling the items as one are missing";
}

/// A bundle of items.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Bundle {
    closely_linked: Fact<bool>,
    one_notice: Fact<bool>,
    one_form: Fact<bool>,
    one_intake: Fact<bool>,
    one_decision_set: Fact<bool>,
    integrated_licence: Fact<Licence>,
    pudong_listed_industry: Fact<bool>,
}

/// The integrated licence (综合许可证).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Licence {
    issued: Fact<bool>,
    single_demanded: Fact<bool>,
}

/// ONE-28: handled as one, and no single licence beside the integrated one.
pub(super) fn bundle(bundle: &Bundle, answers: &mut Answers, out: &mut Findings) {
    if !out.asks(&ONE_28) {
        return;
    }
    let pudong =
        if out.law().date() >= PUDONG { bundle.pudong_listed_industry.is(true) } else { Some(false) };
    single_licences(&bundle.integrated_licence, pudong, answers, out);
    as_one(bundle, pudong, answers, out);
}

fn single_licences(licence: &Fact<Licence>, pudong: Option<bool>, answers: &mut Answers, out: &mut Findings) {
    const ISSUED: &str = "/bundle/integrated_licence/issued";
    const DEMANDED: &str = "/bundle/integrated_licence/single_demanded";
    let Fact::Known(licence) = licence else { return };
    let (word, code, path) = match (licence.single_demanded.is(true), licence.issued.is(true), pudong) {
        (Some(false), ..) => ("ok", &SINGLE_NOT_DEMANDED, DEMANDED),
        (None, ..) => return out.missing(&UNKNOWN, vec![DEMANDED.into()]),
        (_, Some(false), _) => ("ok", &SINGLE_NEEDED, ISSUED),
        (_, None, _) => return out.missing(&UNKNOWN, vec![ISSUED.into()]),
        (.., None) => return out.missing(&UNKNOWN, vec!["/bundle/pudong_listed_industry".into()]),
        (.., Some(true)) => ("single_demanded", &SINGLE_DEMANDED, DEMANDED),
        (.., Some(false)) => ("ok", &EQUAL, DEMANDED),
    };
    answers.add("bundle", word, code, path, out);
}

fn as_one(bundle: &Bundle, pudong: Option<bool>, answers: &mut Answers, out: &mut Findings) {
    let split = match (bundle.closely_linked.is(true), pudong) {
        (Some(true), _) => &SPLIT,
        (_, Some(true)) => &SPLIT_LICENCE,
        (Some(false), Some(false)) => return out.add(&NOT_LINKED, "/bundle/closely_linked"),
        (None, _) => return out.missing(&UNKNOWN, vec!["/bundle/closely_linked".into()]),
        (_, None) => return out.missing(&UNKNOWN, vec!["/bundle/pudong_listed_industry".into()]),
    };
    let mut one = true;
    let mut missing = Vec::new();
    for (fact, path) in [
        (bundle.one_notice, "/bundle/one_notice"),
        (bundle.one_form, "/bundle/one_form"),
        (bundle.one_intake, "/bundle/one_intake"),
        (bundle.one_decision_set, "/bundle/one_decision_set"),
    ] {
        match fact {
            Fact::Known(true) => {}
            Fact::Unknown => missing.push(path.into()),
            _ => {
                one = false;
                answers.add("bundle", "split", split, path, out);
            }
        }
    }
    if !missing.is_empty() {
        out.missing(&UNKNOWN, missing);
    } else if one {
        answers.add("bundle", "ok", &ONE, "/bundle", out);
    }
}
