//! Data that were treated, or whose holder consents: OPEN-8.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, section, since};
use crate::record::{Fact, Moment, SensitiveKind};
use crate::report::Findings;

/// OPEN-8.
static OPEN_8: Rule = rule(
    RuleId(Chapter::Opening, 8),
    since(Law::BASE),
    "非开放数据依法脱密、脱敏处理，或者权利人同意的，可以转为无条件开放或者有条件开放",
    "data not opened may become open when lawfully treated, or when the holder of the right consents",
    &[
        by(section("SEED", "二(四)"), Inferred).until(Law::DATA_REGULATION),
        by(art_para("SDR", 41, 3), Confirmed),
    ],
)
.when(
    "非开放数据经脱密、脱敏，或者权利人同意",
    "data not opened were lawfully declassified or de-identified, or the rights holder consents",
)
.then(
    "对处理后的数据重新适用分类标准，可以列为有条件或者无条件开放",
    "the criteria are asked again of the treated data, which may become conditional or unconditional",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_8];

codes! {
    TREATED: OPEN_8, "open.treated", Inform, Met, "数据已依法处理，剩余风险可接受，重新分类", "the data were lawfully treated and the remaining risk is acceptable: classed anew";
    NOT_TREATED: OPEN_8, "open.not_yet_treated", Inform, NotMet, "数据在该日期尚未处理", "the data were not yet treated on the date";
    TREATED_BADLY: OPEN_8, "open.treatment_insufficient", Inform, NotMet, "处理后剩余风险仍高，不改变分类", "the risk that remains after treatment is high: the class does not change";
    CONSENTED: OPEN_8, "open.holder_consented", Inform, Met, "权利人同意开放，重新分类", "the holder of the right consents: classed anew";
    RECLASSIFIABLE: OPEN_8, "open.reclassifiable", Inform, NotApplicable, "没有足够的处理，也没有权利人同意；具备其一可以转为开放", "neither a sufficient treatment nor a consent; with either the data may become open";
    TREATMENT_UNKNOWN: OPEN_8, "open.treatment_unknown", Fail, Undetermined, "缺少处理的日期、剩余风险，或者权利人同意的范围、时间", "date or remaining risk of a treatment, or scope or time of a consent, is unknown";
}

/// What was done to the data (脱密、脱敏处理).
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Treatment {
    date: Fact<Moment>,
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
    given_at: Fact<Moment>,
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

/// OPEN-8: the flags that still stand after the treatment and the consents at the pointer `at`; `None` when that is
/// unknown.
///
/// Undetermined when a treatment lacks its date or its remaining risk, or a consent what it covers, when it was given
/// or whether it was withdrawn, and it might clear a flag that still stands. That there is a treatment or a consent must
/// be said: what is absent opens nothing.
pub(super) fn remaining(
    flags: &[SensitiveKind],
    treatment: &Fact<Treatment>,
    consents: &Fact<Vec<HolderConsent>>,
    at: &str,
    out: &mut Findings,
) -> Option<Vec<SensitiveKind>> {
    let today = Moment::of_day(out.law().date());
    let mut left = flags.to_vec();
    let mut missing: Vec<Cow<'static, str>> = Vec::new();
    let mut reached: Vec<SensitiveKind> = Vec::new();
    if let Fact::Known(treatment) = treatment {
        let done = match treatment.date {
            Fact::Known(date) => Some(!date.is_after(today)),
            Fact::None => Some(false),
            Fact::Unknown => None,
        };
        match (done, treatment.residual_risk) {
            (Some(false), _) => out.add(&NOT_TREATED, format!("{at}/treatment/date")),
            (_, Fact::Known(Risk::High) | Fact::None) => {
                out.add(&TREATED_BADLY, format!("{at}/treatment/residual_risk"))
            }
            (Some(true), Fact::Known(Risk::None | Risk::Acceptable)) => {
                out.add(&TREATED, format!("{at}/treatment"));
                left.clear();
            }
            (done, risk) => {
                for (unknown, field) in [(done.is_none(), "date"), (risk.is_unknown(), "residual_risk")] {
                    if unknown {
                        missing.push(format!("{at}/treatment/{field}").into());
                    }
                }
                reached.clone_from(&left);
            }
        }
    }
    for (index, consent) in consents.list().unwrap_or_default().iter().enumerate() {
        let given = match consent.given_at {
            Fact::Known(at) => Some(!at.is_after(today)),
            Fact::None => Some(false),
            Fact::Unknown => None,
        };
        let stands = match consent.withdrawn_at {
            Fact::Known(at) => Some(at.is_after(today)),
            Fact::None => Some(true),
            Fact::Unknown => None,
        };
        if given == Some(false) || stands == Some(false) {
            continue;
        }
        let covered = consent.covers.list();
        let kinds: Vec<SensitiveKind> =
            covered.map_or_else(|| left.clone(), |names| names.iter().map(|name| name.kind()).collect());
        if let (Some(true), Some(true), Some(_)) = (given, stands, covered) {
            out.add(&CONSENTED, format!("{at}/holder_consents/{index}"));
            left.retain(|kind| !kinds.contains(kind));
            continue;
        }
        for (unknown, field) in
            [(covered.is_none(), "covers"), (given.is_none(), "given_at"), (stands.is_none(), "withdrawn_at")]
        {
            if unknown {
                missing.push(format!("{at}/holder_consents/{index}/{field}").into());
            }
        }
        reached.extend(kinds);
    }
    if left.iter().any(|kind| reached.contains(kind)) {
        out.missing(&TREATMENT_UNKNOWN, missing);
        return None;
    }
    Some(left)
}
