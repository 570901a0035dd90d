//! Authorised operation (授权运营) is a track of its own: OPEN-16.

use std::borrow::Cow;

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::Fact;
use crate::report::Findings;

/// OPEN-16.
static OPEN_16: Rule = rule(
    RuleId(Chapter::Opening, 16),
    since(Law::DATA_REGULATION),
    "以公共数据开发数据产品、服务的，依授权运营的规定：场景审核、在可信平台上加工、平台外合同备案",
    "building products on public data follows authorised operation: scenarios are reviewed, processing is on a trusted platform, contracts outside it are filed",
    &[
        by(art("SDR", 44), Confirmed),
        by(art("SDR", 45), Confirmed),
        by(art("SDR", 46), Confirmed),
        by(section("RA25", "第一条至第五条"), Confirmed),
    ],
)
.when("以授权运营方式利用数据", "data are used by authorised operation")
.then(
    "另循授权运营程序：场景审查、可信平台，平台外合同备案；原始数据不出域",
    "a separate track: scenario review, trusted platform, contracts outside it filed; raw data do not leave",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_16];

codes! {
    ROUTE_TO_OPERATION: OPEN_16, "open.operation.route", Fail, NotApplicable, "属于授权运营，转由授权运营的规定处理", "this is for authorised operation: its rules decide";
    KIND_UNKNOWN: OPEN_16, "open.operation.kind_unknown", Fail, Undetermined, "不知道申请的是开放数据还是以公共数据开发产品", "it is unknown whether open data are asked for, or data to build a product on";
    OPERATION_SOUND: OPEN_16, "open.operation.sound", Inform, Met, "场景审核、可信平台、合同备案等要求均已符合", "scenario, platform and contract are as they must be";
    SCENARIO_NOT_REVIEWED: OPEN_16, "open.operation.scenario_not_reviewed", Warn, NotMet, "授权运营场景未经审核", "the scenario of operation was not reviewed";
    NOT_ON_TRUSTED_PLATFORM: OPEN_16, "open.operation.not_on_platform", Warn, NotMet, "未在可信平台上加工", "the processing is not on the trusted platform";
    RAW_DATA_OUT: OPEN_16, "open.operation.raw_data_out", Warn, NotMet, "原始数据出域", "raw data leave the platform" => Secondary;
    CONTRACT_NOT_FILED: OPEN_16, "open.operation.contract_not_filed", Warn, NotMet, "平台外订立的合同未备案", "a contract made outside the platform was not filed";
    OPERATION_UNKNOWN: OPEN_16, "open.operation.unknown", Inform, Undetermined, "缺少判断授权运营是否合规所需的事实", "facts that tell whether the operation is as it must be are missing";
}

/// An authorised operation (授权运营).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Operation {
    scenario_reviewed: Fact<bool>,
    trusted_platform: Fact<bool>,
    raw_data_out: Fact<bool>,
    off_platform_contract: Fact<bool>,
    contract_filed: Fact<bool>,
}

/// Whether the track exists yet.
pub(super) fn exists(out: &mut Findings) -> bool {
    out.asks(&OPEN_16)
}

/// What is known of an operation; it decides nothing here.
pub(super) fn operated(operation: &Fact<Operation>, out: &mut Findings) {
    let Fact::Known(operation) = operation else { return };
    if !exists(out) {
        return;
    }
    let filed = match operation.off_platform_contract.is(true) {
        Some(true) => operation.contract_filed.is(true),
        other => other.map(|_| true),
    };
    let filing = if operation.off_platform_contract.is_unknown() {
        "/operation/off_platform_contract"
    } else {
        "/operation/contract_filed"
    };
    let asked = [
        (operation.scenario_reviewed.is(true), &SCENARIO_NOT_REVIEWED, "/operation/scenario_reviewed"),
        (operation.trusted_platform.is(true), &NOT_ON_TRUSTED_PLATFORM, "/operation/trusted_platform"),
        (operation.raw_data_out.is(true).map(|out| !out), &RAW_DATA_OUT, "/operation/raw_data_out"),
        (filed, &CONTRACT_NOT_FILED, filing),
    ];
    for (_, code, path) in asked.iter().filter(|(kept, ..)| *kept == Some(false)) {
        out.add(code, *path);
    }
    let missing: Vec<Cow<'static, str>> =
        asked.iter().filter(|(kept, ..)| kept.is_none()).map(|(_, _, path)| (*path).into()).collect();
    if !missing.is_empty() {
        out.missing(&OPERATION_UNKNOWN, missing);
    } else if asked.iter().all(|(kept, ..)| *kept == Some(true)) {
        out.add(&OPERATION_SOUND, "/operation");
    }
}
