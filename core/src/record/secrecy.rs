//! State and work secrets: SCOPE-7.

use serde::Deserialize;

use super::Fact;
use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Code, Law, Rule, RuleId, art, art_para, by, codes, rule, since};
use crate::report::Listener;

/// Whether data are secret (是否涉密).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Secrecy {
    /// Neither kind.
    #[serde(rename = "none")]
    Not,
    /// State secret (国家秘密).
    StateSecret,
    /// Work secret (工作秘密).
    WorkSecret,
}

/// SCOPE-7.
static SCOPE_7: Rule = rule(
    RuleId(Chapter::Scope, 7),
    since(Law::BASE),
    "涉及国家秘密的，按照保密法律、法规的规定执行",
    "data of state secrecy follow the secrecy laws, not the measures",
    &[by(art_para("O9", 2, 2), Confirmed), by(art("DSL", 53), Confirmed)],
)
.when(
    "数据涉及国家秘密（2025-08-01起政府部门之间并含工作秘密）",
    "the data concern a state secret (from 2025-08-01, between government departments, a work secret too)",
)
.then(
    "共享、开放规则不作决定，按保密法律、法规执行",
    "the rules of sharing and opening do not decide; secrecy law does",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SCOPE_7];

codes! {
    STATE_SECRET: SCOPE_7, "scope.state_secret", Fail, NotApplicable, "数据涉及国家秘密，由保密法律法规规定，不作共享开放判断", "the data are a state secret: the secrecy laws decide";
    WORK_SECRET: SCOPE_7, "scope.work_secret", Fail, NotApplicable, "数据涉及工作秘密，自2025-08-01起不适用《政务数据共享条例》", "the data are a work secret: since 2025-08-01 outside the Government Data Sharing Regulation" on &[by(art("GDS", 3), Confirmed)];
    NOT_SECRET: SCOPE_7, "scope.not_secret", Inform, Met, "数据不涉及国家秘密", "the data are not a state secret";
    SECRECY_UNKNOWN: SCOPE_7, "scope.secrecy_unknown", Fail, Undetermined, "不知道数据是否涉密", "it is unknown whether the data are secret";
}

/// Whether secrecy takes data out of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excluded {
    Yes,
    No,
    Unknown,
}

/// SCOPE-7: looks at the secrecy mark at `path`. `work_secrets` says whether the rules at hand leave work secrets out
/// too (GDS art. 3).
pub(crate) fn secrecy(
    mark: Fact<Secrecy>,
    path: &'static str,
    work_secrets: bool,
    out: &mut impl Listener,
) -> Excluded {
    let (excluded, code) = exclusion(mark, work_secrets);
    match excluded {
        Excluded::Unknown => out.missing(code, [path]),
        _ => out.add(code, path),
    }
    excluded
}

/// SCOPE-7, and the code that says it.
pub(crate) fn exclusion(mark: Fact<Secrecy>, work_secrets: bool) -> (Excluded, &'static Code) {
    match mark {
        Fact::Known(Secrecy::StateSecret) => (Excluded::Yes, &STATE_SECRET),
        Fact::Known(Secrecy::WorkSecret) if work_secrets => (Excluded::Yes, &WORK_SECRET),
        Fact::Unknown => (Excluded::Unknown, &SECRECY_UNKNOWN),
        _ => (Excluded::No, &NOT_SECRET),
    }
}
