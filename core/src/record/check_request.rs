//! A request to check shared data (QUAL-6), which quality and objections both meet.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art_para, by, codes, rule, since};

/// QUAL-6.
pub(crate) static QUAL_6: Rule = rule(
    RuleId(Chapter::Quality, 6),
    since(Law::SHARING_REGULATION),
    "使用部门发现共享数据不准确、不完整的提出校核，提供部门收到之日起10个工作日内核实、更正并反馈",
    "asked to check inaccurate or incomplete shared data, the provider verifies, corrects and answers within 10 working days of receipt",
    &[by(art_para("GDS", 26, 2), Confirmed)],
)
.when(
    "使用部门发现共享数据不准确、不完整并提出校核",
    "a user finds shared data inaccurate or incomplete and asks for a check",
)
.then(
    "提供部门收到之日起10个工作日内核实、更正、反馈；逾期的指明",
    "the provider verifies, corrects and answers within 10 working days of receipt; delay is named",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&QUAL_6];

codes! {
    BY_REPORT: QUAL_6, "quality.check_request.by_report", Inform, Met, "使用部门反映数据有误的，按校核申请办理", "a body's report of an error counts as a request to check";
}
