//! The four properties (四性检测): EARCH-4 (when they are tested), EARCH-5 to 8 (each property).
//!
//! The tests are facts: a program tests what it can on the package's bytes, a person or a device the rest, and all of them
//! come in one list.

use serde::{Deserialize, Serialize};

use crate::law::Confidence::Secondary;
use crate::law::{Basis, Chapter, Code, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::Fact;
use crate::report::Findings;

/// EARCH-4.
static EARCH_4: Rule = rule(
    RuleId(Chapter::Archive, 4),
    since(Law::BASE),
    "归档、移交与接收、长期保存各环节检测真实性、完整性、可用性、安全性，不合格的退回",
    "authenticity, completeness, usability and security are tested at filing, at transfer and in keeping; what fails is returned",
    &[
        by(section("DA70", "四性检测"), Secondary),
        by(art("AL", 39), Secondary),
        by(art("ALR", 40), Secondary),
    ],
)
.when("归档、移交与接收、长期保存", "at filing, at transfer and receipt, in keeping")
.then(
    "检测真实性、完整性、可用性、安全性；不合格的退回",
    "authenticity, completeness, usability and security are tested; what fails is returned",
);
const SUMMARY: &[Basis] = &[by(section("DA70", "四性检测"), Secondary)];
const fn property(number: u8, zh: &'static str, en: &'static str) -> Rule {
    rule(RuleId(Chapter::Archive, number), since(Law::BASE), zh, en, SUMMARY)
}
/// EARCH-5.
pub(super) static EARCH_5: Rule = property(
    5,
    "真实性：元数据的类型、长度、值域，元数据与内容、信息包与登记摘要相符",
    "authenticity: type, length and range of metadata; metadata with content; package with registered digest",
)
.when("检测真实性", "authenticity is tested")
.then(
    "元数据类型、长度、值域，元数据与内容及其关联，信息包与登记摘要，均相符",
    "type, length and range of metadata, metadata with content and its link, package with registered digest all agree",
);
/// EARCH-6.
pub(super) static EARCH_6: Rule = property(
    6,
    "完整性：必备元数据、连续编号、过程记录和内容齐全",
    "completeness: required metadata, continuous numbers, process records and content",
)
.when("检测完整性", "completeness is tested")
.then(
    "必备元数据、连续编号、过程记录和内容齐全",
    "required metadata, continuous numbers, process records and content are there",
);
/// EARCH-7.
pub(super) static EARCH_7: Rule = property(
    7,
    "可用性：元数据和内容可读，格式合规，没有加密或者非公开压缩",
    "usability: metadata and content open, format admitted, no encryption or closed compression",
)
.when("检测可用性", "usability is tested")
.then(
    "元数据和内容可读，格式合规，没有加密或者非公开压缩",
    "metadata and content open, format admitted, no encryption or closed compression",
);
/// EARCH-8.
pub(super) static EARCH_8: Rule = property(
    8,
    "安全性：没有病毒，载体没有多余文件，移交过程安全",
    "security: free of malware, no foreign file on the carrier, safe transfer",
)
.when("检测安全性", "security is tested")
.then(
    "没有病毒，载体没有多余文件，移交过程安全",
    "no malware, no foreign file on the carrier, a safe transfer",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&EARCH_4, &EARCH_5, &EARCH_6, &EARCH_7, &EARCH_8];

codes! {
    PASSES: EARCH_4, "earch.tests.pass", Fail, Met, "四性检测通过", "the tests of the four properties pass";
    RETURNED: EARCH_4, "earch.tests.returned", Fail, NotMet, "检测不合格，退回", "a test fails: the package is returned";
    CURE: EARCH_4, "earch.tests.cure", Inform, Met, "补正后重新提交检测", "cure the package and submit it again";
    TESTS_UNKNOWN: EARCH_4, "earch.tests.unknown", Fail, Undetermined, "缺少检测结果", "results of tests are missing";
    TESTS_NOT_DONE: EARCH_4, "earch.tests.not_done", Fail, NotMet, "该环节有特性未经检测", "a property was not tested at this stage";
    NEEDS_PERSON: EARCH_4, "gap.earch.needs_person", Fail, Undetermined, "检测项须由人工或者设备完成，尚未检测", "the item must be tested by a person or a device, and was not";
    AUTHENTIC: EARCH_5, "earch.authenticity.pass", Fail, Met, "真实性检测通过", "authenticity passes";
    NOT_AUTHENTIC: EARCH_5, "earch.authenticity.fail", Fail, NotMet, "真实性检测不通过", "authenticity fails";
    AUTHENTIC_UNKNOWN: EARCH_5, "earch.authenticity.unknown", Inform, Undetermined, "真实性检测没有结论", "authenticity is not settled";
    COMPLETE: EARCH_6, "earch.completeness.pass", Fail, Met, "完整性检测通过", "completeness passes";
    NOT_COMPLETE: EARCH_6, "earch.completeness.fail", Fail, NotMet, "完整性检测不通过", "completeness fails";
    COMPLETE_UNKNOWN: EARCH_6, "earch.completeness.unknown", Inform, Undetermined, "完整性检测没有结论", "completeness is not settled";
    USABLE: EARCH_7, "earch.usability.pass", Fail, Met, "可用性检测通过", "usability passes";
    NOT_USABLE: EARCH_7, "earch.usability.fail", Fail, NotMet, "可用性检测不通过", "usability fails";
    USABLE_UNKNOWN: EARCH_7, "earch.usability.unknown", Inform, Undetermined, "可用性检测没有结论", "usability is not settled";
    SECURE: EARCH_8, "earch.security.pass", Fail, Met, "安全性检测通过", "security passes";
    NOT_SECURE: EARCH_8, "earch.security.fail", Fail, NotMet, "安全性检测不通过", "security fails";
    SECURE_UNKNOWN: EARCH_8, "earch.security.unknown", Inform, Undetermined, "安全性检测没有结论", "security is not settled";
}

/// When a package is tested (环节).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Filing (归档).
    Filing,
    /// Transfer and receipt (移交与接收).
    Transfer,
    /// Keeping for long (长期保存).
    Preservation,
}

/// A property (特性), in the order of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Property {
    Authenticity,
    Completeness,
    Usability,
    Security,
}

/// A test of one item (检测).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Test {
    stage: Fact<Stage>,
    property: Fact<Property>,
    result: Fact<TestResult>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TestResult {
    Pass,
    Fail,
    NotDone,
}

/// A property with what is said when it passes, fails, or is not settled.
type Codes = (Property, &'static Code, &'static Code, &'static Code);

const PROPERTIES: &[Codes] = &[
    (Property::Authenticity, &AUTHENTIC, &NOT_AUTHENTIC, &AUTHENTIC_UNKNOWN),
    (Property::Completeness, &COMPLETE, &NOT_COMPLETE, &COMPLETE_UNKNOWN),
    (Property::Usability, &USABLE, &NOT_USABLE, &USABLE_UNKNOWN),
    (Property::Security, &SECURE, &NOT_SECURE, &SECURE_UNKNOWN),
];

/// A test that failed, as the answer names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Failure {
    property: Property,
    stage: Stage,
    test: usize,
}

/// What the tests came to.
pub(super) struct Tested {
    /// Whether the package passes; `None` when that is not settled.
    pub(super) passes: Option<bool>,
    /// The tests that failed, in the order of the properties.
    pub(super) failures: Vec<Failure>,
}

/// EARCH-4 to 8 at `stage`, or at every stage at which something was tested.
pub(super) fn properties(tests: &Fact<Vec<Test>>, stage: Fact<Stage>, out: &mut Findings) -> Tested {
    let mut tested = Tested { passes: None, failures: Vec::new() };
    let Some(list) = tests.list() else {
        out.missing(&TESTS_UNKNOWN, vec!["/tests".into()]);
        return tested;
    };
    let mut missing = Vec::new();
    for (index, test) in list.iter().enumerate() {
        for (unknown, field) in [
            (test.stage.is_unknown(), "stage"),
            (test.property.is_unknown(), "property"),
            (test.result.is_unknown(), "result"),
        ] {
            if unknown {
                missing.push(format!("/tests/{index}/{field}").into());
            }
        }
    }
    let stages: Vec<Stage> = match stage {
        Fact::Known(stage) => vec![stage],
        _ => [Stage::Filing, Stage::Transfer, Stage::Preservation]
            .into_iter()
            .filter(|stage| list.iter().any(|test| test.stage.is(*stage) == Some(true)))
            .collect(),
    };
    let unsettled = !missing.is_empty();
    let mut open = unsettled || stages.is_empty();
    let mut untested = false;
    for (property, pass, fail, unknown) in PROPERTIES {
        let of_property =
            || list.iter().enumerate().filter(|(_, test)| test.property.is(*property) == Some(true));
        let mut settled = !stages.is_empty();
        let mut failed = false;
        for stage in &stages {
            let of_stage = || of_property().filter(|(_, test)| test.stage.is(*stage) == Some(true));
            if of_stage().next().is_none() {
                settled = false;
                untested |= !unsettled;
            }
            for (index, test) in of_stage() {
                match test.result {
                    Fact::Known(TestResult::Pass) => {}
                    Fact::Known(TestResult::Fail) => {
                        failed = true;
                        out.add(fail, format!("/tests/{index}/result"));
                        tested.failures.push(Failure { property: *property, stage: *stage, test: index });
                    }
                    Fact::Known(TestResult::NotDone) | Fact::None => {
                        settled = false;
                        open = true;
                        out.add(&NEEDS_PERSON, format!("/tests/{index}/result"));
                    }
                    Fact::Unknown => settled = false,
                }
            }
        }
        match (failed, settled) {
            (true, _) => {}
            (false, true) => out.add(pass, "/tests"),
            (false, false) => out.add(unknown, "/tests"),
        }
    }
    if !missing.is_empty() {
        out.missing(&TESTS_UNKNOWN, missing);
    }
    if !tested.failures.is_empty() {
        out.add(&RETURNED, "/tests");
        tested.passes = Some(false);
    } else if untested || list.is_empty() {
        // The list says what was tested: what is not in it was not.
        out.add(&TESTS_NOT_DONE, "/tests");
        tested.passes = Some(false);
    } else if !open {
        out.add(&PASSES, "/tests");
        tested.passes = Some(true);
    }
    tested
}
