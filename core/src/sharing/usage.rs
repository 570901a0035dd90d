//! What a grant is good for: SHARE-9 (what the duty needs), SHARE-10 (own duty, no third party).

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::{Fact, SharingRequest, UseEntry};
use crate::report::{Findings, Listener, Obligation, Party};

use super::asked::Asked;
use super::decision::{Fate, Grant};

/// SHARE-9.
static SHARE_9: Rule = rule(
    RuleId(Chapter::Sharing, 9),
    since(Law::BASE),
    "共享以履行法定职责必需为限",
    "a grant is limited to what the statutory duty needs",
    &[
        by(section("SEED", "二(四)"), Inferred).until(Law::DATA_REGULATION),
        by(art_para("SDR", 39, 1), Confirmed),
        by(art("PIPL", 34), Confirmed),
        by(art("GDS", 20), Confirmed),
    ],
)
.when("同意共享", "data are granted")
.then(
    "以履行法定职责所需为限；超出的数据项从中剔除",
    "no more than the statutory duty needs; excess items are cut",
);
/// SHARE-10.
static SHARE_10: Rule = rule(
    RuleId(Chapter::Sharing, 10),
    since(Law::DATA_REGULATION),
    "共享获得的数据只用于本机构履职，不得向第三方提供、不得用于其他目的",
    "shared data serve the body's own duty: no third party, no other purpose",
    &[by(art_para("SDR", 40, 2), Confirmed), by(art("GDS", 25), Confirmed)],
)
.when("使用共享取得的数据", "data got by sharing are used")
.then(
    "只用于本机构履职，不得提供第三方或者用于其他目的；2025-08-01起经提供部门同意的除外",
    "for the body's own duty, no third party, no other purpose; from 2025-08-01 unless the provider agrees",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_9, &SHARE_10];

codes! {
    NEEDED: SHARE_9, "share.necessity.met", Inform, Met, "申请的数据项为履职所必需", "the items asked for are needed for the duty";
    EXCESS: SHARE_9, "share.necessity.excess", Fail, NotMet, "数据项超出履职所需，从共享范围中删减", "the item goes beyond what the duty needs and is cut" => Inferred;
    NEED_UNKNOWN: SHARE_9, "share.necessity.unknown", Inform, Undetermined, "未说明履职必需的数据项，共享以必需为限", "it is not said which items the duty needs; the grant is limited to them";
    OWN_USE: SHARE_10, "share.use.own", Inform, Met, "使用记录未见他用或者对外提供", "the use log shows no other purpose and no third party";
    OTHER_PURPOSE: SHARE_10, "share.use.other_purpose", Warn, NotMet, "共享数据被用于其他目的", "shared data were used for another purpose";
    PASSED_ON: SHARE_10, "share.use.passed_on", Warn, NotMet, "共享数据被提供给第三方", "shared data were passed on to a third party";
    PASSED_ON_AGREED: SHARE_10, "share.use.passed_on_agreed", Inform, Met, "经提供方同意向第三方提供", "passed on with the provider's consent";
    USE_UNKNOWN: SHARE_10, "share.use.unknown", Inform, Undetermined, "使用记录缺少目的或者去向", "the use log lacks a purpose or a destination";
    NO_LOG: SHARE_10, "share.use.no_log", Inform, Undetermined, "未提供使用记录", "no use log was given";
    OWN_DUTY: SHARE_10, "share.duty.own_use", Inform, Met, "数据只用于本机构履职，不得向第三方提供", "use the data for the body's own duty alone; pass nothing on";
}

/// SHARE-9: cuts granted items that the duty does not need.
pub(crate) fn cut_excess(asked: &Asked<'_>, grant: &mut Grant<'_>, out: &mut impl Listener) {
    if !asked.tells_necessary {
        return out.missing(&NEED_UNKNOWN, ["/necessary_items"]);
    }
    let items = asked.items.unwrap_or_default();
    let mut all = true;
    grant.each(|index, fate| {
        let excess = items.get(index).is_some_and(|item| !item.necessary);
        if excess {
            all = false;
            out.add(&EXCESS, format_args!("/items/{index}"));
        }
        (excess && fate == Fate::Granted).then_some(Fate::Cut)
    });
    if all {
        out.add(&NEEDED, "/items");
    }
}

/// The duty that comes with a grant (SHARE-10).
pub(crate) fn own_duty(obligations: &mut Vec<Obligation>, out: &mut Findings) {
    if out.asks(&SHARE_10) {
        obligations.push(Obligation::new(out.law(), &OWN_DUTY, Party::Requester));
    }
}

/// SHARE-10: looks at what was done with the data, as far as the use log says: each use by the law of its day. A misuse
/// warns; whether the request was to be granted is another question. Between `departments` a provider's consent lifts
/// the bar from 2025-08-01 (GDS art. 25). Returns whether there was a misuse from that day on.
pub(crate) fn uses(request: &SharingRequest<'_>, departments: Option<bool>, out: &mut Findings) -> bool {
    let law = out.law();
    let Some(log) = request.use_log.list() else {
        if law.asks(&SHARE_10) {
            out.missing(&NO_LOG, vec!["/use_log".into()]);
        }
        return false;
    };
    let mut misused = false;
    let mut clean = law.asks(&SHARE_10);
    for (index, entry) in log.iter().enumerate() {
        let day = entry.at.known().map_or(law.date(), |at| at.day());
        let of_use = law.on(day);
        if of_use.asks(&SHARE_10) {
            out.under(of_use);
            let regulation = departments == Some(true) && out.law().in_force("GDS");
            let own = one_use(request, entry, index, regulation, out);
            out.under(law.clone());
            clean &= own == Some(true);
            misused |= regulation && own == Some(false);
        }
    }
    if clean {
        out.add(&OWN_USE, "/use_log");
    }
    misused
}

/// Whether one use stayed within the own duty; `None` when that is unknown. A provider's consent may lift the bar under
/// the `regulation` of 2025.
fn one_use(
    request: &SharingRequest<'_>,
    entry: &UseEntry<'_>,
    index: usize,
    regulation: bool,
    out: &mut Findings,
) -> Option<bool> {
    let at = |field: &str| format!("/use_log/{index}/{field}");
    let mut missing = Vec::new();
    let mut clean = true;
    match (entry.purpose, request.purpose) {
        (Fact::Known(used), Fact::Known(asked)) if used.trim() == asked.trim() => {}
        (Fact::Unknown, _) => missing.push(at("purpose").into()),
        (_, Fact::Unknown) => missing.push("/purpose".into()),
        _ => {
            out.add(&OTHER_PURPOSE, at("purpose"));
            clean = false;
        }
    }
    match (entry.destination, request.requester.code) {
        (Fact::None, _) => {}
        (Fact::Unknown, _) => missing.push(at("destination").into()),
        (Fact::Known(to), Fact::Known(own)) if to == own => {}
        (Fact::Known(_), Fact::Unknown) => missing.push("/requester/code".into()),
        _ if regulation && entry.provider_agreed.is(true) == Some(true) => {
            out.add(&PASSED_ON_AGREED, at("provider_agreed"));
        }
        _ => {
            out.add(&PASSED_ON, at("destination"));
            clean = false;
        }
    }
    if missing.is_empty() {
        return Some(clean);
    }
    out.missing(&USE_UNKNOWN, missing);
    if clean { None } else { Some(false) }
}
