//! Data that were treated, or whose holder consents: OPEN-8.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, since};
use crate::record::{Fact, Moment, SensitiveKind};
use crate::report::Findings;

/// OPEN-8.
static OPEN_8: Rule = rule(
    RuleId(Chapter::Opening, 8),
    since(Law::BASE),
    "非开放数据依法脱密、脱敏处理，或者权利人同意的，可以转为无条件开放或者有条件开放",
    "data not opened may become open when lawfully treated, or when the holder of the right consents",
    &[by(art_para("SDR", 41, 3), Confirmed)],
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_8];

codes! {
    TREATED: OPEN_8, "open.treated", Inform, Met, "数据已依法处理，剩余风险可接受，重新分类", "the data were lawfully treated and the remaining risk is acceptable: classed anew";
    TREATED_BADLY: OPEN_8, "open.treatment_insufficient", Inform, NotMet, "处理后剩余风险仍高，不改变分类", "the risk that remains after treatment is high: the class does not change";
    CONSENTED: OPEN_8, "open.holder_consented", Inform, Met, "权利人同意开放，重新分类", "the holder of the right consents: classed anew";
    RECLASSIFIABLE: OPEN_8, "open.reclassifiable", Inform, NotApplicable, "未经处理，权利人也未同意；具备其一可以转为开放", "neither treated nor consented to; with either the data may become open";
    TREATMENT_UNKNOWN: OPEN_8, "open.treatment_unknown", Fail, Undetermined, "不知道处理后的剩余风险，或者权利人同意是否有效", "the risk that remains after treatment, or the state of a consent, is unknown";
}

/// What was done to the data (脱密、脱敏处理).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Treatment {
    covers: Fact<Vec<FlagName>>,
    residual_risk: Fact<Risk>,
}

#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Risk {
    None,
    Acceptable,
    High,
}

/// The consent of the holder of a right (权利人同意).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct HolderConsent {
    covers: Fact<Vec<FlagName>>,
    withdrawn_at: Fact<Moment>,
}

/// A flag by its name in the facts.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
enum FlagName {
    #[serde(rename = "is_personal")]
    Personal,
    #[serde(rename = "is_privacy")]
    Privacy,
    #[serde(rename = "is_trade_secret")]
    TradeSecret,
    #[serde(rename = "is_confidential_commercial")]
    ConfidentialCommercial,
}

impl FlagName {
    fn kind(self) -> SensitiveKind {
        match self {
            Self::Personal => SensitiveKind::Personal,
            Self::Privacy => SensitiveKind::Privacy,
            Self::TradeSecret => SensitiveKind::TradeSecret,
            Self::ConfidentialCommercial => SensitiveKind::ConfidentialCommercial,
        }
    }
}

/// OPEN-8: the flags that still stand after treatment and consents; `None` when that is unknown.
///
/// Undetermined when there is a treatment without its remaining risk, or a consent without what it covers or whether
/// it was withdrawn. That there is a treatment or a consent must be said: what is absent does not open anything.
pub(super) fn remaining(
    flags: &[SensitiveKind],
    treatment: &Fact<Treatment>,
    consents: &Fact<Vec<HolderConsent>>,
    out: &mut Findings,
) -> Option<Vec<SensitiveKind>> {
    let mut left = flags.to_vec();
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut reached: Vec<SensitiveKind> = Vec::new();
    if let Fact::Known(treatment) = treatment {
        let covers = |kind: &SensitiveKind| match &treatment.covers {
            Fact::Unknown => true,
            Fact::None => false,
            Fact::Known(names) => names.iter().any(|name| name.kind() == *kind),
        };
        match treatment.residual_risk {
            Fact::Known(Risk::None | Risk::Acceptable) => {
                out.add(&TREATED, "/treatment");
                left.retain(|kind| !covers(kind));
            }
            Fact::Known(Risk::High) | Fact::None => out.add(&TREATED_BADLY, "/treatment/residual_risk"),
            Fact::Unknown => {
                missing.push("/treatment/residual_risk".into());
                reached.extend(left.iter().filter(|kind| covers(kind)));
            }
        }
    }
    let date = out.law().date();
    for (index, consent) in consents.list().unwrap_or_default().iter().enumerate() {
        if matches!(consent.withdrawn_at, Fact::Known(at) if at.0 <= date) {
            continue;
        }
        let covered: Vec<SensitiveKind> = match consent.covers.list() {
            Some(names) => names.iter().map(|name| name.kind()).collect(),
            None => {
                missing.push(format!("/holder_consents/{index}/covers").into());
                left.clone()
            }
        };
        if consent.withdrawn_at.is_unknown() {
            missing.push(format!("/holder_consents/{index}/withdrawn_at").into());
        }
        if consent.covers.is_unknown() || consent.withdrawn_at.is_unknown() {
            reached.extend(covered);
        } else {
            out.add(&CONSENTED, format!("/holder_consents/{index}"));
            left.retain(|kind| !covered.contains(kind));
        }
    }
    // What is unknown matters only where it might clear a flag that still stands.
    if left.iter().any(|kind| reached.contains(kind)) {
        out.missing(&TREATMENT_UNKNOWN, missing);
        return None;
    }
    Some(left)
}
