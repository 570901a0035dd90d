//! The channel is the applicant's choice: ONE-15 (no visit where everything is handled online), ONE-16.

use super::answers::Answers;
use super::{BUSINESS, DECISION};
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Rule, RuleId, art, art_para, by, codes, item, rule, since};
use crate::record::{ApplicantKind, Fact, OnlineDepth, ServiceItem, Submission};
use crate::report::Findings;

/// ONE-15.
static ONE_15: Rule = rule(
    RuleId(Chapter::Service, 15),
    since(DECISION),
    "全程网办事项，申请人选择线上办理的，不得要求其到场",
    "who chose online for an item that is handled online from end to end may not be told to come",
    &[by(item("OND", 4), Confirmed)],
)
.when("全程网办事项，申请人选择线上", "an item handled online throughout, and the applicant chose online")
.then("不得要求到场", "no visit may be asked")
.separable();
/// ONE-16.
static ONE_16: Rule = rule(
    RuleId(Chapter::Service, 16),
    since(BUSINESS),
    "申请人自主选择办理渠道，不得限定",
    "the applicant chooses the channel; none is imposed",
    MARKET_ENTITY,
)
.when("申请人办理事项", "an applicant has an item handled")
.then(
    "自主选择渠道，不得限定；市场主体2020-01-01起，个人2021-07-01起",
    "the applicant chooses the channel, none is imposed; market entities from 2020-01-01, individuals from 2021-07-01",
)
.separable();
const MARKET_ENTITY: &[crate::law::Basis] = &[
    by(art_para("NBER", 37, 4), Confirmed),
    by(art("BER20", 23), Confirmed),
    by(item("OND", 4), Confirmed),
    by(art("BER24", 24), Confirmed),
];
/// What protects applicants who are no market entities.
const ANY_APPLICANT: &[crate::law::Basis] = &[by(item("OND", 4), Confirmed)];

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&ONE_15, &ONE_16];

codes! {
    NO_VISIT: ONE_15, "service.visit.not_forced", Fail, Met, "全程网办事项未要求申请人到场", "no visit was asked for an item handled online from end to end";
    FORCED_VISIT: ONE_15, "service.visit.forced", Fail, NotMet, "全程网办事项，申请人选择线上办理，却被要求到场", "the item is handled online from end to end, the applicant chose online, and was told to come";
    VISIT_UNKNOWN: ONE_15, "service.visit.unknown", Fail, Undetermined, "不知道网办深度或者渠道", "the depth of online handling or the channel is unknown";
    FREE: ONE_16, "service.channel.free", Fail, Met, "未限定办理渠道", "no channel was imposed";
    LIMITED: ONE_16, "service.channel.limited", Fail, NotMet, "限定了市场主体的办理渠道", "a channel was imposed on a market entity";
    LIMITED_ANY: ONE_16, "service.channel.limited_applicant", Fail, NotMet, "限定了申请人的办理渠道", "a channel was imposed on the applicant" on ANY_APPLICANT;
    NOT_YET: ONE_16, "service.channel.market_entities_only", Inform, NotApplicable, "2021-07-01前，自主选择渠道的规定只及于市场主体", "before 2021-07-01 the choice of channel is given to market entities alone";
    CHANNEL_UNKNOWN: ONE_16, "service.channel.unknown", Fail, Undetermined, "不知道申请人类型、所选渠道或者被限定的渠道", "the kind of applicant, the channel chosen or the channel imposed is unknown";
}

const CHOSEN: &str = "/submission/channel_chosen";
const FORCED: &str = "/submission/channel_forced";
const KIND: &str = "/submission/applicant/kind";

/// ONE-15, where there is an item, and ONE-16.
pub(super) fn channel(
    item: Option<&ServiceItem>,
    submission: &Submission<'_>,
    answers: &mut Answers,
    out: &mut Findings,
) {
    let date = out.law().date();
    if let Some(item) = item
        && out.asks(&ONE_15)
    {
        visit(item, submission, answers, out);
    }
    if !out.asks(&ONE_16) {
        return;
    }
    let market_entity = submission.applicant_kind().is(ApplicantKind::Enterprise);
    if date < DECISION {
        match market_entity {
            Some(false) => return out.add(&NOT_YET, KIND),
            None => return out.missing(&CHANNEL_UNKNOWN, vec![KIND.into()]),
            Some(true) => {}
        }
    }
    let limited = if market_entity == Some(true) { &LIMITED } else { &LIMITED_ANY };
    match (submission.channel_forced, submission.channel_chosen) {
        (Fact::None, _) => answers.add("channel", "ok", &FREE, FORCED, out),
        (Fact::Known(forced), Fact::Known(chosen)) if chosen.is_served_by(forced) => {
            answers.add("channel", "ok", &FREE, FORCED, out);
        }
        (Fact::Known(_), Fact::Known(_)) => answers.add("channel", "channel_limited", limited, FORCED, out),
        // Nothing was chosen, for nothing was left to choose.
        (Fact::Known(_), Fact::None) => answers.add("channel", "channel_limited", limited, FORCED, out),
        (forced, _) => {
            let missing = if forced.is_unknown() { FORCED } else { CHOSEN };
            out.missing(&CHANNEL_UNKNOWN, vec![missing.into()]);
        }
    }
}

/// ONE-15. Undetermined when the item's depth, the choice or what was imposed is absent and would decide.
fn visit(item: &ServiceItem, submission: &Submission<'_>, answers: &mut Answers, out: &mut Findings) {
    let full = item.online_depth.is(OnlineDepth::Full);
    let chose_online = match submission.channel_chosen {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(chosen) => Some(chosen.is_online()),
    };
    let told_to_come = match submission.channel_forced {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(forced) => Some(!forced.is_online()),
    };
    let asked = [(full, "/item/online_depth"), (chose_online, CHOSEN), (told_to_come, FORCED)];
    if asked.iter().all(|(fact, _)| *fact == Some(true)) {
        answers.add("visit", "forced_visit", &FORCED_VISIT, FORCED, out);
    } else if asked.iter().any(|(fact, _)| *fact == Some(false)) {
        answers.add("visit", "ok", &NO_VISIT, FORCED, out);
    } else {
        let missing = asked.iter().filter(|(fact, _)| fact.is_none()).map(|(_, path)| (*path).into());
        out.missing(&VISIT_UNKNOWN, missing.collect());
    }
}
