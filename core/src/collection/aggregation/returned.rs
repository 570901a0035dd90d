//! What comes back to the districts (属地返还): AGG-5.

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::record::{Fact, Moment};
use crate::report::Findings;

/// AGG-5.
static AGG_5: Rule = rule(
    RuleId(Chapter::Aggregation, 5),
    since(Law::DATA_REGULATION),
    "平台治理的数据可以按属地返还各区；自2025-08-01起上级部门应当及时、完整回流下级履职所需数据",
    "data of the platform may be returned to districts; since 2025-08-01 superior departments must return what lower ones need, promptly and in full",
    &[by(art("SDR", 31), Confirmed), by(art_para("GDS", 24, 1), Confirmed)],
)
.when("平台治理的数据涉及某区", "data of the platform concern a district")
.then(
    "2025-07前可以按属地返还；2025-08-01起上级部门应当及时、完整回流下级履职所需的数据，不得附加限制",
    "until 2025-07 they may be returned; from 2025-08-01 superior departments return promptly and in full what the lower body's duty needs, without extra limits",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&AGG_5];

codes! {
    RETURNED: AGG_5, "aggregation.returned", Fail, Met, "已按属地返还", "returned by territory";
    REFUSED_MAY: AGG_5, "aggregation.return_refused", Inform, NotMet, "未返还；当日规定为可以返还，不构成违反", "not returned; on that date the law says may, so nothing is breached";
    REFUSED: AGG_5, "aggregation.return_owed", Fail, NotMet, "下级履职所需数据应当回流而未回流", "data that a lower body's duty needs are to be returned, and were not";
    NOT_NEEDED: AGG_5, "aggregation.return_not_needed", Inform, NotApplicable, "不是下级履职所需，不要求回流", "no lower body's duty needs them: no return is owed";
    INCOMPLETE: AGG_5, "aggregation.return_incomplete", Fail, NotMet, "回流的数据不完整", "the return is not complete";
    LIMITED: AGG_5, "aggregation.return_limited", Fail, NotMet, "回流附加了额外限制", "the return bears extra limits";
    UNSECURED: AGG_5, "aggregation.return_unsecured", Fail, NotMet, "回流没有安全保障", "the return is not secured";
    RETURN_UNKNOWN: AGG_5, "aggregation.return_unknown", Fail, Undetermined, "缺少判断数据返还的事实", "facts that decide about the return are missing";
}

/// A return of data that was asked for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DataReturn {
    needed_for_duty: Fact<bool>,
    returned_at: Fact<Moment>,
    complete: Fact<bool>,
    extra_limits: Fact<bool>,
    secured: Fact<bool>,
}

/// AGG-5, from 2022 on, where a return is told of; from 2025-08-01 between departments it is owed.
pub(super) fn decided(data_return: &Fact<DataReturn>, out: &mut Findings) -> Option<&'static str> {
    const AT: &str = "/data_return/returned_at";
    let Fact::Known(data_return) = data_return else { return None };
    if out.law().date() < Law::DATA_REGULATION {
        return None;
    }
    let owed = out.law().in_force("GDS");
    let returned = match data_return.returned_at {
        Fact::Unknown => {
            out.missing(&RETURN_UNKNOWN, vec![AT.into()]);
            return None;
        }
        Fact::Known(at) => at.day() <= out.law().date(),
        Fact::None => false,
    };
    match (returned, owed, data_return.needed_for_duty) {
        (false, false, _) => {
            out.add(&REFUSED_MAY, AT);
            return Some("refused");
        }
        (false, true, Fact::Known(true)) => {
            out.add(&REFUSED, AT);
            return Some("refused");
        }
        (_, true, Fact::Unknown) => {
            out.missing(&RETURN_UNKNOWN, vec!["/data_return/needed_for_duty".into()]);
            return None;
        }
        (false, true, _) => {
            out.add(&NOT_NEEDED, AT);
            return Some("refused");
        }
        (true, ..) => {}
    }
    let mut sound = true;
    if owed && data_return.needed_for_duty.is(true) == Some(true) {
        for (fact, wanted, code, path) in [
            (data_return.complete, true, &INCOMPLETE, "/data_return/complete"),
            (data_return.extra_limits, false, &LIMITED, "/data_return/extra_limits"),
            (data_return.secured, true, &UNSECURED, "/data_return/secured"),
        ] {
            match fact {
                Fact::Known(answer) if answer == wanted => continue,
                Fact::None if !wanted => continue,
                Fact::Unknown => out.missing(&RETURN_UNKNOWN, vec![path.into()]),
                _ => out.add(code, path),
            }
            sound = false;
        }
    }
    if sound {
        out.add(&RETURNED, AT);
    }
    Some("returned")
}
