//! Indicators of quality and their scores: QUAL-4.

use serde_json::{Value, json};

use crate::law::Confidence::{Inferred, Secondary};
use crate::law::{Chapter, Code, Law, Rule, RuleId, by, codes, on, rule, section, since};

/// QUAL-4.
pub(super) static QUAL_4: Rule = rule(
    RuleId(Chapter::Quality, 4),
    since(Law::BASE),
    "数据质量按规范性、完整性、准确性、一致性、时效性、可访问性六类指标评价，得分为合格数与检查数之比",
    "quality is measured in six groups: normative, complete, accurate, consistent, timely, accessible; a score is what conforms out of what was checked",
    &[
        by(section("SEED", "二(三)"), Inferred).until(on(2019, 1, 1)),
        by(section("GB36344", "评价指标"), Secondary),
    ],
)
.when("评价数据质量", "quality of data is measured")
.then(
    "六类指标各以合格记录数除以检查记录数计分",
    "in each of six groups the records that conform out of those checked",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&QUAL_4];

codes! {
    CONFORMING: QUAL_4, "quality.conforming", Fail, Met, "检查的数据全部合格", "all that was checked conforms" => Inferred;
    NO_COLUMN: QUAL_4, "quality.relation_no_column", Fail, Undetermined, "关系所指的列不在数据集中，无法比较", "the relation names a column that the data set has not, and cannot be compared" => Inferred;
    UNKNOWN: QUAL_4, "quality.unknown", Fail, Undetermined, "不知道评价质量所需的数据", "what the quality is measured by is unknown" => Inferred;
    ROW_MISALIGNED: QUAL_4, "quality.completeness.misaligned", Fail, NotMet, "行的字段数与列数不符，字段错位或者缺失", "the row does not have a field for each column: fields are shifted or missing" => Inferred;
    CELL_EMPTY: QUAL_4, "quality.completeness.empty", Fail, NotMet, "必填字段为空", "a required field is empty" => Inferred;
    CELL_FORMAT: QUAL_4, "quality.normative.format", Fail, NotMet, "字段不符合数据类型或者长度", "a field does not fit its type or length" => Inferred;
    CELL_REFERENCE: QUAL_4, "quality.normative.reference", Fail, NotMet, "字段值不在参考数据之内", "a value is not in the reference list" => Inferred;
    CELL_RANGE: QUAL_4, "quality.accuracy.range", Fail, NotMet, "字段值超出取值范围", "a value lies outside its range" => Inferred;
    CELL_CHECK: QUAL_4, "quality.accuracy.check_digit", Fail, NotMet, "标识的校验不通过", "the check of an identifier fails" => Inferred;
    ROW_DUPLICATE: QUAL_4, "quality.accuracy.duplicate", Fail, NotMet, "记录重复", "the record stands twice" => Inferred;
    CELL_TWICE: QUAL_4, "quality.accuracy.not_unique", Fail, NotMet, "应当唯一的字段值重复", "a value that must be unique stands twice" => Inferred;
    ROW_RELATION: QUAL_4, "quality.consistency.related", Fail, NotMet, "相关字段不一致", "related fields disagree" => Inferred;
    STALE: QUAL_4, "quality.timeliness.stale", Fail, NotMet, "未按更新周期更新", "not updated within its cycle" => Inferred;
    UNREACHABLE: QUAL_4, "quality.accessibility.unreachable", Fail, NotMet, "数据不可访问", "the data cannot be reached" => Inferred;
    UNUSABLE: QUAL_4, "quality.accessibility.unusable", Fail, NotMet, "数据不可用", "the data cannot be used" => Inferred;
}

/// The groups of indicators, in the standard's order.
pub(super) const GROUPS: [&str; 6] =
    ["normative", "completeness", "accuracy", "consistency", "timeliness", "accessibility"];

/// What is counted: how much conforms out of what was checked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Indicator {
    pub(crate) group: &'static str,
    pub(crate) name: &'static str,
    /// Says that something does not conform.
    pub(crate) code: &'static Code,
}

const fn indicator(group: &'static str, name: &'static str, code: &'static Code) -> Indicator {
    Indicator { group, name, code }
}

pub(crate) static RECORD: Indicator = indicator("completeness", "record", &ROW_MISALIGNED);
pub(crate) static ELEMENT: Indicator = indicator("completeness", "element", &CELL_EMPTY);
pub(crate) static DATA_STANDARD: Indicator = indicator("normative", "data_standard", &CELL_FORMAT);
pub(crate) static REFERENCE_DATA: Indicator = indicator("normative", "reference_data", &CELL_REFERENCE);
pub(crate) static CONTENT: Indicator = indicator("accuracy", "content", &CELL_RANGE);
pub(crate) static FORMAT: Indicator = indicator("accuracy", "format", &CELL_CHECK);
pub(crate) static DUPLICATES: Indicator = indicator("accuracy", "duplicates", &ROW_DUPLICATE);
pub(crate) static UNIQUENESS: Indicator = indicator("accuracy", "uniqueness", &CELL_TWICE);
pub(crate) static RELATED_DATA: Indicator = indicator("consistency", "related_data", &ROW_RELATION);
pub(super) static PERIOD: Indicator = indicator("timeliness", "period", &STALE);
pub(super) static REACHABLE: Indicator = indicator("accessibility", "reachable", &UNREACHABLE);
pub(super) static USABLE: Indicator = indicator("accessibility", "usable", &UNUSABLE);

/// What rows are checked for.
pub(crate) static OF_ROWS: [&Indicator; 9] = [
    &RECORD,
    &ELEMENT,
    &DATA_STANDARD,
    &REFERENCE_DATA,
    &CONTENT,
    &FORMAT,
    &DUPLICATES,
    &UNIQUENESS,
    &RELATED_DATA,
];

/// What was checked for an indicator, and how much of it conforms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Score {
    pub(super) group: &'static str,
    pub(super) indicator: &'static str,
    pub(super) checked: u64,
    pub(super) passed: u64,
}

/// The indicators in the order in which they were first checked.
#[derive(Debug, Default)]
pub(super) struct Scores(Vec<Score>);

impl Scores {
    /// Counts checks.
    pub(super) fn count(&mut self, indicator: &Indicator, passed: u64, failed: u64) {
        let Indicator { group, name, .. } = *indicator;
        let checked = passed.saturating_add(failed);
        match self.0.iter_mut().find(|score| (score.group, score.indicator) == (group, name)) {
            Some(score) => {
                score.checked = score.checked.saturating_add(checked);
                score.passed = score.passed.saturating_add(passed);
            }
            None => self.0.push(Score { group, indicator: name, checked, passed }),
        }
    }

    /// Each indicator with its counts and value.
    pub(super) fn indicators(&self) -> Vec<Value> {
        let mut scores = self.0.clone();
        scores.sort_by_key(|score| (GROUPS.iter().position(|group| *group == score.group), score.indicator));
        scores
            .iter()
            .map(|score| {
                json!({
                    "group": score.group,
                    "indicator": score.indicator,
                    "checked": score.checked,
                    "passed": score.passed,
                    "value": ratio(score.passed, score.checked),
                })
            })
            .collect()
    }

    /// The score of each group that was checked, and the weighted mean of them, in ten thousandths.
    pub(super) fn total(
        &self,
        weight: impl Fn(&str) -> u64,
    ) -> (Vec<(&'static str, String)>, Option<String>) {
        let mut groups = Vec::new();
        let (mut sum, mut weights) = (0_u64, 0_u64);
        for group in GROUPS {
            let of = || self.0.iter().filter(|score| score.group == group);
            let checked = of().fold(0_u64, |sum, score| sum.saturating_add(score.checked));
            let passed = of().fold(0_u64, |sum, score| sum.saturating_add(score.passed));
            if let Some(points) = points(passed, checked) {
                groups.push((group, decimal(points)));
                sum = sum.saturating_add(points.saturating_mul(weight(group)));
                weights = weights.saturating_add(weight(group));
            }
        }
        (groups, sum.checked_div(weights).map(decimal))
    }
}

/// `passed` of `checked` in ten thousandths, rounded down: only what conforms wholly scores 1.
fn points(passed: u64, checked: u64) -> Option<u64> {
    passed.saturating_mul(10_000).checked_div(checked)
}

fn ratio(passed: u64, checked: u64) -> Option<String> {
    points(passed, checked).map(decimal)
}

fn decimal(points: u64) -> String {
    format!("{}.{:04}", points / 10_000, points % 10_000)
}
