//! A verification report as a fact: what it says about origin and integrity.

use std::borrow::Cow;

use serde::Deserialize;

use super::Fact;
use crate::report::{Coverage, Indication, Outcome, Ternary};

/// The members of a verification report (`ywtb.report/1`) that decide.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Verification<'a> {
    pub(crate) indication: Fact<Indication>,
    #[serde(borrow)]
    pub(crate) sub_indication: Fact<&'a str>,
    answers: Fact<GivenAnswers>,
    signatures: Fact<Vec<VerifiedSignature<'a>>>,
    receipt: Fact<PolicyUsed<'a>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct GivenAnswers {
    intact: Fact<Ternary>,
    signed: Fact<Ternary>,
    trusted: Fact<Ternary>,
    covered: Fact<Coverage>,
}

/// One signature of the report.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct VerifiedSignature<'a> {
    #[serde(borrow)]
    checks: Fact<Vec<CheckResult<'a>>>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct CheckResult<'a> {
    #[serde(borrow)]
    name: Fact<&'a str>,
    level: Fact<&'a str>,
    result: Fact<&'a str>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct PolicyUsed<'a> {
    #[serde(borrow)]
    policy: Fact<&'a str>,
}

/// What a report says; `None` where it leaves the matter open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Established {
    /// Signed by whom it names, with trust in the chain.
    pub(crate) authentic: Option<bool>,
    /// Unaltered, and all that is shown is covered.
    pub(crate) intact: Option<bool>,
}

impl Verification<'_> {
    /// What the report establishes. A pass under a policy that leaves trust out establishes no origin: the four answers
    /// go before the indication, and without them the policy must be the default one.
    pub(crate) fn establishes(&self) -> Established {
        let (authentic, intact) = match &self.answers {
            Fact::Known(answers) => (answers.authentic(), answers.intact()),
            _ => (None, None),
        };
        let by_default = self
            .receipt
            .known()
            .and_then(|receipt| receipt.policy.known())
            .is_none_or(|policy| *policy == "default");
        match self.indication {
            Fact::None => Established { authentic: Some(false), intact },
            Fact::Known(Indication::TotalFailed) if authentic != Some(false) && intact != Some(false) => {
                Established { authentic: Some(false), intact }
            }
            Fact::Known(Indication::TotalPassed) if self.answers.known().is_none() && by_default => {
                Established { authentic: Some(true), intact: Some(true) }
            }
            Fact::Known(Indication::Indeterminate) if authentic == Some(true) && intact == Some(true) => {
                Established { authentic: None, intact }
            }
            Fact::Unknown => {
                Established { authentic: authentic.filter(|yes| !yes), intact: intact.filter(|yes| !yes) }
            }
            Fact::Known(_) => Established { authentic, intact },
        }
    }

    /// Names of the checks that failed and weigh, signature by signature in the report's order.
    pub(crate) fn failed_checks(&self) -> impl Iterator<Item = &str> {
        self.signatures
            .list()
            .unwrap_or_default()
            .iter()
            .flat_map(|signature| signature.checks.list().unwrap_or_default())
            .filter(|check| check.result.is(Outcome::NotMet.as_str()) == Some(true))
            .filter(|check| check.level.is("fail") != Some(false))
            .filter_map(|check| check.name.known().copied())
    }
}

impl GivenAnswers {
    fn authentic(&self) -> Option<bool> {
        match (self.signed, self.trusted) {
            (Fact::Known(Ternary::No), _) | (_, Fact::Known(Ternary::No)) => Some(false),
            (Fact::Known(Ternary::Yes), Fact::Known(Ternary::Yes)) => Some(true),
            _ => None,
        }
    }

    fn intact(&self) -> Option<bool> {
        match (self.intact, self.covered) {
            (Fact::Known(Ternary::No), _) => Some(false),
            (_, Fact::Known(Coverage::Part | Coverage::None)) => None,
            (Fact::Known(Ternary::Yes), _) => Some(true),
            _ => None,
        }
    }
}

/// What a report and a stated fact come to together: a no of either stands, else a yes of either. Where neither
/// tells, the pointer of the stated fact is missing.
pub(crate) fn together(
    report: Option<bool>,
    stated: Fact<bool>,
    path: &'static str,
) -> Result<bool, Cow<'static, str>> {
    match (report, stated) {
        (Some(false), _) | (_, Fact::Known(false) | Fact::None) => Ok(false),
        (Some(true), _) | (_, Fact::Known(true)) => Ok(true),
        (None, Fact::Unknown) => Err(path.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(report: &serde_json::Value) -> (Option<bool>, Option<bool>) {
        let established = Verification::deserialize(report).unwrap().establishes();
        (established.authentic, established.intact)
    }

    #[test]
    fn a_pass_without_trust_establishes_no_origin() {
        let answers = |trusted: &str, covered: &str| json!({"intact": "yes", "signed": "yes", "trusted": trusted, "covered": covered});
        let passed = "total_passed";
        assert_eq!(of(&json!({"indication": passed})), (Some(true), Some(true)));
        assert_eq!(of(&json!({"indication": passed, "receipt": {"policy": "integrity"}})), (None, None));
        assert_eq!(
            of(&json!({"indication": passed, "answers": answers("unknown", "whole")})),
            (None, Some(true))
        );
        assert_eq!(
            of(&json!({"indication": "indeterminate", "answers": answers("yes", "part")})),
            (Some(true), None)
        );
        assert_eq!(
            of(&json!({"indication": "total_failed", "answers": answers("yes", "whole")})),
            (Some(false), Some(true))
        );
        assert_eq!(of(&json!({"indication": null})), (Some(false), None));
        assert_eq!(of(&json!({})), (None, None));
    }
}
