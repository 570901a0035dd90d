//! Applications that the responsible department decides: SHARE-6, SHARE-22.

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::{Fact, ReplyVerdict};
use crate::report::Listener;

use super::asked::{Asked, Replied};
use super::decision::{Fate, Grant};

/// SHARE-6.
pub(super) static SHARE_6: Rule = rule(
    RuleId(Chapter::Sharing, 6),
    since(Law::BASE),
    "没有符合的场景的，提出申请，由数据责任部门审核决定",
    "where no scenario fits, the requester applies and the responsible department decides",
    &[by(section("SEED", "二(四)"), Inferred), by(art("GDS", 20), Confirmed)],
)
.when(
    "条目为授权共享（2025-08-01起为有条件共享），没有符合的场景",
    "the class is authorised (from 2025-08-01 conditional) and no scenario fits",
)
.then(
    "提出申请，由责任部门决定；同意的可以登记为新场景",
    "the requester applies and the responsible department decides; a grant may register a new scenario",
);
/// SHARE-22.
static SHARE_22: Rule = rule(
    RuleId(Chapter::Sharing, 22),
    since(Law::BASE),
    "不同意共享的，应当说明理由",
    "a refusal gives its reasons",
    &[by(art_para("GDS", 21, 2), Confirmed), by(art("O9", 27), Inferred)],
)
.when("拒绝共享", "sharing is refused")
.then("说明理由；没有理由的有瑕疵", "reasons are given; without them it is defective");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_6, &SHARE_22];

codes! {
    APPLY: SHARE_6, "share.application.apply", Fail, NotMet, "没有符合的应用场景，须提出申请由责任部门决定", "no scenario fits: apply, and the responsible department decides";
    APPLY_FOR_REST: SHARE_6, "share.application.apply_for_rest", Fail, NotMet, "场景之外的数据项须另行申请", "for what lies outside the scenario an application is needed";
    APPLICATION_GRANTED: SHARE_6, "share.application.granted", Fail, Met, "责任部门同意申请", "the responsible department granted the application";
    APPLICATION_PARTIAL: SHARE_6, "share.application.partial", Fail, NotMet, "责任部门部分同意申请", "the responsible department granted part of the application";
    APPLICATION_REFUSED: SHARE_6, "share.application.refused", Fail, NotMet, "责任部门不同意申请", "the responsible department refused the application";
    APPLICATION_ASKED: SHARE_6, "share.application.ask_once", Fail, NotMet, "责任部门一次告知补正", "the responsible department asked once for what is missing";
    REPLY_UNKNOWN: SHARE_6, "share.application.reply_unknown", Fail, Undetermined, "不知道责任部门答复的结论", "it is unknown what the reply decided";
    SCENARIO_ADDED: SHARE_6, "share.application.new_scenario", Inform, Met, "同意申请并设立新的应用场景", "the grant registers a new scenario";
    REASONS_GIVEN: SHARE_22, "share.refusal.reasoned", Inform, Met, "不同意共享已说明理由", "the refusal gives its reasons";
    REASONS_MISSING: SHARE_22, "share.refusal.no_reasons", Warn, NotMet, "不同意共享未说明理由，答复有瑕疵", "the refusal gives no reasons: defective";
    REASONS_UNKNOWN: SHARE_22, "share.refusal.reasons_unknown", Inform, Undetermined, "不知道不同意共享的理由", "the reasons of the refusal are unknown";
    REFUSAL_UNFOUNDED: SHARE_22, "share.refusal.unfounded", Warn, NotMet, "依规定应当直接共享的数据，答复为不同意", "the reply refuses what is to be shared without an approval";
}

/// SHARE-6 and SHARE-22 for the items that need a decision (fate `Apply`): what the reply decides of them.
///
/// Undetermined when there is a reply and its verdict, or what a partial one cuts, is absent. No reply leaves them to be
/// applied for; a verdict known to be none is no reply.
pub(crate) fn decide_by_reply(asked: &Asked<'_>, grant: &mut Grant<'_>, out: &mut impl Listener) {
    const VERDICT: &str = "/reply/verdict";
    let Some(reply) = asked.reply.filter(|reply| !matches!(reply.verdict, Fact::None)) else {
        return out.add(if grant.any(Fate::Granted) { &APPLY_FOR_REST } else { &APPLY }, "/reply");
    };
    let fate = match reply.verdict {
        Fact::Known(verdict @ (ReplyVerdict::Granted | ReplyVerdict::NewScenario)) => {
            out.add(&APPLICATION_GRANTED, VERDICT);
            grant.new_scenario = verdict == ReplyVerdict::NewScenario;
            if grant.new_scenario {
                out.add(&SCENARIO_ADDED, VERDICT);
            }
            Fate::Granted
        }
        Fact::Known(ReplyVerdict::Partial) => return partly(asked, reply, grant, out),
        Fact::Known(ReplyVerdict::Refused) => {
            out.add(&APPLICATION_REFUSED, VERDICT);
            reasons(asked, out);
            Fate::Refused
        }
        Fact::Known(ReplyVerdict::AskOnce) => {
            out.add(&APPLICATION_ASKED, VERDICT);
            grant.ask_once = !grant.any(Fate::Granted);
            return;
        }
        Fact::Unknown | Fact::None => {
            out.missing(&REPLY_UNKNOWN, [VERDICT]);
            Fate::Unknown
        }
    };
    grant.turn(Fate::Apply, fate);
}

/// A reply that cuts some items; one that cuts none of those asked for grants.
fn partly(asked: &Asked<'_>, reply: Replied, grant: &mut Grant<'_>, out: &mut impl Listener) {
    if !reply.tells_cut {
        out.missing(&REPLY_UNKNOWN, ["/reply/cut"]);
        return grant.turn(Fate::Apply, Fate::Unknown);
    }
    let items = asked.items.unwrap_or_default();
    let mut refused = false;
    grant.each(|index, fate| {
        let cut = items.get(index).is_some_and(|item| item.cut);
        refused |= cut && fate == Fate::Apply;
        (fate == Fate::Apply).then_some(if cut { Fate::Refused } else { Fate::Granted })
    });
    out.add(if refused { &APPLICATION_PARTIAL } else { &APPLICATION_GRANTED }, "/reply/verdict");
}

/// A reply that refuses what needs no approval (SHARE-22).
pub(crate) fn unfounded_refusal(asked: &Asked<'_>, out: &mut impl Listener) {
    if asked.is_refused() {
        out.add(&REFUSAL_UNFOUNDED, "/reply/verdict");
        reasons(asked, out);
    }
}

fn reasons(asked: &Asked<'_>, out: &mut impl Listener) {
    const PATH: &str = "/reply/reasons";
    match asked.reply.map_or(Fact::Unknown, |reply| reply.reasons).is_stated() {
        None => out.missing(&REASONS_UNKNOWN, [PATH]),
        Some(true) => out.add(&REASONS_GIVEN, PATH),
        Some(false) => out.add(&REASONS_MISSING, PATH),
    }
}
