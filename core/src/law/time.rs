//! What law applies on which date: TIME-1 to TIME-3. TIME-4 is in `calendar`.
//!
//! These are constructions of ours (general doctrine), needed to decide and marked so.

use super::Confidence::{Inferred, Secondary};
use super::{Chapter, Law, Rule, RuleId, by, codes, rule, section, since};

/// No article says it: general doctrine, counted from the day the regulation is in force.
pub(super) const DOCTRINE: &[super::Basis] = &[by(section("O9", "施行日期"), Inferred)];

const fn meta(number: u8, zh: &'static str, en: &'static str) -> Rule {
    rule(RuleId(Chapter::Time, number), since(Law::BASE), zh, en, DOCTRINE)
}

/// TIME-1.
pub(crate) static TIME_1: Rule = meta(
    1,
    "行为依其发生之日的规范，状态依评价之日的规范",
    "an act by the law of its date, a state by the law of the evaluation date",
)
.when("评价行为或者状态", "an act or a state is judged")
.then(
    "行为依其发生之日施行的规范，状态依评价之日施行的规范",
    "an act by the rules of its date, a state by those of the evaluation date",
);
/// TIME-2.
pub(crate) static TIME_2: Rule = meta(
    2,
    "规范冲突：法律、行政法规、地方性法规、政府规章、规范性文件依次优先；同位阶新法优先、特别法优先",
    "clash of norms: law, administrative regulation, local regulation, government rule, normative paper; then later, then special",
)
.when("规范相冲突", "norms clash")
.then(
    "法律、行政法规、地方性法规、政府规章、规范性文件依次优先；同位阶新法优先，再特别法优先",
    "law, administrative regulation, local regulation, government rule, normative paper; same rank: later, then special",
);
/// TIME-3.
pub(crate) static TIME_3: Rule = meta(
    3,
    "每条规则有其施行期间；止期不明视为仍在施行",
    "each rule has a period in force; an unknown end is open",
)
.when("判断规则是否施行", "it is asked whether a rule is in force")
.then(
    "自起日至止日之前适用，止期不明视为仍在施行；期限外不适用",
    "from its first day to the day before its end, an unknown end being open; outside that not applicable",
);

/// TIME-5.
pub(crate) static TIME_5: Rule = Rule {
    basis: &[by(section("O9", "施行日期"), Secondary)],
    ..meta(
        5,
        "未见《管理办法》被修改或者废止；其共享分类自2022-01-01起让位于《上海市数据条例》，政府部门之间自2025-08-01起让位于《政务数据共享条例》",
        "the measures were not found amended or repealed; their sharing classes give way to the regulations of 2022 and, between government departments, of 2025",
    )
    .when("适用《办法》", "the measures are applied")
    .then(
        "仍视为有效，但共享分类2022-01-01起让位于数据条例，2025-08-01起在政府部门之间让位于共享条例",
        "still in force, but their sharing classes give way from 2022-01-01 to the Data Regulation, from 2025-08-01 between government departments to the Sharing Regulation",
    )
};

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&TIME_1, &TIME_2, &TIME_3, &super::calendar::TIME_4, &TIME_5];

codes! {
    TIME_1_ACT: TIME_1, "time.act", Inform, Met, "按行为发生之日的规范判断", "judged by the law of the act's own date";
    TIME_1_STATE: TIME_1, "time.state", Inform, Met, "按评价之日的规范判断", "judged by the law of the evaluation date";
    TIME_2_HIGHER: TIME_2, "time.higher_norm", Inform, Met, "上位规范优先适用，《管理办法》的相应规定让位", "a norm of higher rank prevails over the corresponding rule of the measures";
    TIME_2_LOWER: TIME_2, "time.overlay_of_lower_rank", Warn, Undetermined, "所给补充规范改变了位阶较高的规范所定的数值，是否与之抵触须由人判断", "an overlay changes what a norm of higher rank sets: whether it may is for a person to judge";
    TIME_3_ENDED: TIME_3, "time.rule_ended", Inform, NotApplicable, "依所给补充规范，该规则在该日期不适用", "by an overlay the rule does not apply on the date";
    TIME_4_CALENDAR: super::calendar::TIME_4, "time.working_days", Inform, Met, "工作日按所给的节假日和调休安排计算", "working days counted by the calendar given";
    TIME_4_WEEKDAYS: super::calendar::TIME_4, "time.weekdays_only", Inform, Met, "未给出节假日和调休安排，工作日按周一至周五计算", "no calendar given: Monday to Friday were counted as working days";
    TIME_4_ENDED: super::calendar::TIME_4, "time.calendar_ended", Warn, Undetermined, "期限超出所给日历的截止日，工作日无法确定", "the term runs past the end of the calendar: its last day cannot be told";
    TIME_5_IN_FORCE: TIME_5, "time.order9_in_force", Inform, Met, "《管理办法》在该日期仍在施行", "the measures were still in force on the date";
    TIME_5_YIELDS: TIME_5, "time.order9_yields", Inform, NotMet, "《管理办法》的共享分类让位于后来的条例", "the sharing classes of the measures give way to a later regulation";
    TIME_5_UNCONFIRMED: TIME_5, "time.order9_unconfirmed", Inform, Undetermined, "2023年之后《管理办法》是否仍在施行未见确认，按仍在施行对待", "whether the measures still stand after 2023 is not confirmed; they are taken to";
    TIME_3_BEFORE: TIME_3, "time.before_regulation", Inform, NotApplicable, "该日期早于《管理办法》施行之日（2018-11-01）", "the date lies before the regulation entered into force (2018-11-01)";
}
