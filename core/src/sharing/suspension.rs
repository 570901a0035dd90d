//! What follows a misuse: suspension, cure, end: SHARE-12.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{Fact, Moment};
use crate::report::{Findings, Obligation, Party};

use super::breach::BreachKind;
use super::course::{Case, Told, on_day};

/// SHARE-12.
static SHARE_12: Rule = rule(
    RuleId(Chapter::Sharing, 12),
    since(Law::SHARING_REGULATION),
    "将共享数据用于其他目的或者提供给第三方的，暂停其共享权限，责令限期改正；拒不改正的，可以终止共享",
    "for misuse or passing on, rights are suspended and correction is ordered within a set time; not cured, sharing may be ended",
    &[by(art("GDS", 27), Confirmed)],
)
.when("将共享数据挪作他用或者提供第三方", "shared data are misused or passed on")
.then(
    "暂停权限，责令限期改正；拒不改正的可以终止共享",
    "rights are suspended and correction ordered in a set time; not cured, sharing may be ended",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_12];

codes! {
    TO_SUSPEND: SHARE_12, "share.rights.to_be_suspended", Warn, NotMet, "发现他用或者对外提供，尚未暂停共享权限", "misuse or passing on was found, and the rights are not suspended";
    SUSPENDED: SHARE_12, "share.rights.suspended", Warn, NotMet, "共享权限已暂停，尚未改正", "the rights are suspended; the breach is not yet cured";
    NO_TIME_SET: SHARE_12, "share.rights.no_time_set", Warn, NotMet, "暂停时未限定改正期限", "no time was set for the cure";
    RESTORED: SHARE_12, "share.rights.restored", Inform, Met, "已改正，恢复共享权限", "cured: the rights are restored";
    MAY_END: SHARE_12, "share.rights.may_be_ended", Warn, NotMet, "限期届满未改正，可以终止共享", "the set time has passed without a cure: sharing may be ended";
    ENDED: SHARE_12, "share.rights.ended", Warn, NotMet, "逾期未改正，共享已终止", "not cured in time: sharing was ended";
    ENDED_EARLY: SHARE_12, "share.rights.ended_early", Warn, NotMet, "改正期限未满即终止共享", "sharing was ended before the set time had passed";
    RIGHTS_UNKNOWN: SHARE_12, "share.rights.unknown", Inform, Undetermined, "缺少判断暂停和改正情况所需的事实", "facts that tell how suspension and cure stand are missing";
    SUSPEND: SHARE_12, "share.duty.suspend", Inform, Met, "暂停共享权限，责令限期改正", "suspend the rights and order a cure within a set time";
    CURE: SHARE_12, "share.duty.cure", Inform, Met, "限期改正", "cure the breach within the set time";
}

/// A suspension of the requester's rights (暂停).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Suspension {
    from: Fact<Moment>,
    to: Fact<Moment>,
    cured_at: Fact<Moment>,
}

/// SHARE-12: how the requester's rights stand on the evaluation date. `value.rights` is left out where nothing has
/// happened to them.
pub(super) fn rights(case: &Case<'_>, told: &mut Told, out: &mut Findings) {
    let breaches = case.course.breach.list().unwrap_or_default();
    let misused = case.misused
        || breaches.iter().any(|breach| {
            matches!(breach.kind, Fact::Known(BreachKind::OtherPurpose | BreachKind::PassedOn))
                && breach.found_at.known().is_none_or(|found| found.day() >= Law::SHARING_REGULATION)
        });
    let suspension = case.course.suspension.known();
    if (!misused && suspension.is_none()) || !case.between_departments(case.today(), out) {
        return;
    }
    let word = on_day(case.today(), out, |out| match suspension {
        Some(suspension) => state(case, *suspension, told, out),
        None => {
            told.obligations.push(Obligation::new(out.law(), &SUSPEND, Party::Authority));
            if case.course.suspension.is_unknown() {
                out.missing(&RIGHTS_UNKNOWN, vec!["/suspension".into()]);
                return None;
            }
            out.add(&TO_SUSPEND, "/suspension");
            Some("to_be_suspended")
        }
    });
    told.value.insert("rights", word.into());
}

fn state(
    case: &Case<'_>,
    suspension: Suspension,
    told: &mut Told,
    out: &mut Findings,
) -> Option<&'static str> {
    const CURED: &str = "/suspension/cured_at";
    const TO: &str = "/suspension/to";
    const REASON: &str = "/end/reason";
    let today = case.today();
    let over = suspension.to.known().map(|to| today > to.day());
    let ended = case.course.end.known().map_or(Some(false), |end| end.is_for_breach());
    let cured = match suspension.cured_at {
        Fact::Known(cured) => Some(cured.day() <= today),
        Fact::None => Some(false),
        Fact::Unknown => None,
    };
    match ended {
        Some(true) => {
            out.add(if over == Some(false) { &ENDED_EARLY } else { &ENDED }, REASON);
            return Some("ended");
        }
        None => {
            out.missing(&RIGHTS_UNKNOWN, vec![REASON.into()]);
            return None;
        }
        Some(false) => {}
    }
    match (cured, over) {
        (Some(true), _) => {
            out.add(&RESTORED, CURED);
            Some("restored")
        }
        (Some(false), Some(true)) => {
            out.add(&MAY_END, TO);
            Some("may_be_ended")
        }
        (None, None | Some(true)) => {
            let fields = [
                (suspension.to.is_unknown(), TO),
                (true, CURED),
                (suspension.from.is_unknown(), "/suspension/from"),
            ];
            let missing: Vec<Cow<'static, str>> =
                fields.into_iter().filter(|(unknown, _)| *unknown).map(|(_, path)| path.into()).collect();
            out.missing(&RIGHTS_UNKNOWN, missing);
            None
        }
        (_, over) => {
            out.add(&SUSPENDED, CURED);
            if over.is_none() && !suspension.to.is_unknown() {
                out.add(&NO_TIME_SET, TO);
            }
            let duty = Obligation::new(out.law(), &CURE, Party::Requester);
            let by = suspension.to.known().map(|to| to.day());
            told.obligations.push(Obligation { by, ..duty });
            Some("suspended")
        }
    }
}
