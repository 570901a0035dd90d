//! The lines of a sheet: SUP-3. A score is a share of one hundred, counted in hundredths; nothing is made up for what is
//! not known.

use serde::Deserialize;

use crate::law::Confidence::Inferred;
use crate::law::{Chapter, Law, Rule, RuleId, by, codes, rule, section, since};
use crate::record::Fact;
use crate::report::Findings;

/// SUP-3.
pub(super) static SUP_3: Rule = rule(
    RuleId(Chapter::Supervision, 3),
    since(Law::BASE),
    "考核表各项指标按实际计数得分，缺项为未知，不得估填",
    "the lines of the sheet score by what was counted; what is missing is unknown and not made up",
    &[by(section("O9", "第七章"), Inferred)],
)
.when("计算考核表", "a sheet is computed")
.then(
    "各行由其他事项的结果得出分子分母；缺失的为未知，不编造总分",
    "lines take numerator and denominator from other results; what is missing stays unknown and no total is made up",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SUP_3];

codes! {
    SCORED: SUP_3, "assessment.line.scored", Fail, Met, "该项已计分", "the line has a score";
    NOTHING_TO_COUNT: SUP_3, "assessment.line.nothing_to_count", Inform, NotApplicable, "该项没有应计对象，不计入总分", "there is nothing to count: the line does not weigh";
    COUNT_UNKNOWN: SUP_3, "assessment.line.unknown", Fail, Undetermined, "该项计数未知，不予估填", "a count of the line is unknown and is not made up";
    NOT_COUNTED: SUP_3, "assessment.line.not_counted", Fail, Undetermined, "该项没有计数，不予估填", "the line was not counted, and no count is made up";
    IMPOSSIBLE: SUP_3, "assessment.line.impossible", Fail, NotMet, "分子大于分母，或者得分超过一百", "the numerator exceeds the denominator, or the score a hundred";
    DIFFERS: SUP_3, "assessment.line.differs", Fail, NotMet, "所填得分与计数不符", "the score stated is not what the counts give";
}

/// A line of the sheet (考核指标).
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Line<'a> {
    pub(super) indicator: Fact<&'a str>,
    numerator: Fact<u64>,
    denominator: Fact<u64>,
    #[serde(borrow)]
    score: Fact<Score<'a>>,
    pub(super) weight: Fact<u32>,
}

/// A number of points: an integer, or decimals in text.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Score<'a> {
    Whole(u64),
    Decimal(&'a str),
}

impl Score<'_> {
    /// In hundredths; the schema admits two decimals at most.
    pub(super) fn hundredths(self) -> Option<u64> {
        match self {
            Self::Whole(points) => points.checked_mul(100),
            Self::Decimal(text) => {
                let (whole, part) = text.split_once('.').unwrap_or((text, ""));
                let part: u64 = format!("{part:0<2}").parse().ok()?;
                whole.parse::<u64>().ok()?.checked_mul(100)?.checked_add(part)
            }
        }
    }
}

/// Hundredths as decimal text.
pub(super) fn decimal(hundredths: u64) -> String {
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The quotient, rounded half up; `None` when it cannot be formed.
pub(super) fn quotient(numerator: u128, denominator: u128) -> Option<u64> {
    let doubled = numerator.checked_mul(2)?.checked_add(denominator)?;
    u64::try_from(doubled.checked_div(denominator.checked_mul(2)?)?).ok()
}

/// What a line comes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Score(u64),
    Nothing,
    Unknown,
    Wrong,
}

const FULL: u64 = 10_000;

/// SUP-3 of one line.
pub(super) fn count(line: &Line<'_>, index: usize, out: &mut Findings) -> Counted {
    let at = |field: &str| format!("/lines/{index}/{field}");
    let stated = line.score.known().and_then(|score| score.hundredths());
    match (line.numerator, line.denominator) {
        (Fact::Known(0), Fact::Known(0)) => nothing(at("denominator"), out),
        (Fact::Known(numerator), Fact::Known(denominator)) if numerator > denominator => {
            out.add(&IMPOSSIBLE, at("numerator"));
            Counted::Wrong
        }
        (Fact::Known(numerator), Fact::Known(denominator)) => {
            let full = u128::from(numerator).saturating_mul(FULL.into());
            let Some(score) = quotient(full, denominator.into()) else {
                return nothing(at("denominator"), out);
            };
            if stated.is_some_and(|stated| stated != score) {
                out.add(&DIFFERS, at("score"));
                return Counted::Wrong;
            }
            out.add(&SCORED, at("numerator"));
            Counted::Score(score)
        }
        // Not a ratio: the score is what was assessed.
        (Fact::None, Fact::None) => match (line.score, stated) {
            (Fact::Unknown, _) => {
                out.missing(&COUNT_UNKNOWN, vec![at("score").into()]);
                Counted::Unknown
            }
            (Fact::None, _) => nothing(at("score"), out),
            (Fact::Known(_), Some(score)) if score <= FULL => {
                out.add(&SCORED, at("score"));
                Counted::Score(score)
            }
            _ => {
                out.add(&IMPOSSIBLE, at("score"));
                Counted::Wrong
            }
        },
        (numerator, denominator) => {
            let counts = [(numerator.is_unknown(), "numerator"), (denominator.is_unknown(), "denominator")];
            let missing: Vec<_> =
                counts.into_iter().filter(|(unknown, _)| *unknown).map(|(_, name)| at(name).into()).collect();
            if missing.is_empty() {
                out.add(&NOT_COUNTED, at("numerator"));
            } else {
                out.missing(&COUNT_UNKNOWN, missing);
            }
            Counted::Unknown
        }
    }
}

fn nothing(path: String, out: &mut Findings) -> Counted {
    out.add(&NOTHING_TO_COUNT, path);
    Counted::Nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_round_half_up_to_hundredths() {
        assert_eq!(quotient(2 * 10_000, 3).map(decimal).as_deref(), Some("66.67"));
        assert_eq!(quotient(10_000, 8).map(decimal).as_deref(), Some("12.50"));
        assert_eq!(quotient(1, 0), None);
        assert_eq!(Score::Decimal("87.5").hundredths(), Some(8750));
        assert_eq!(Score::Whole(100).hundredths(), Some(FULL));
    }
}
