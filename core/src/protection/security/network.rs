//! Security of networks: SEC-3.

use crate::law::Confidence::{Secondary, Text as Confirmed};
use crate::law::{Basis, Law, Parameter, Rule, Unit, art, art_item, by, codes, number, on, parameter};
use crate::record::{Fact, YesNo};
use crate::report::Findings;

use super::{Controls, Facts, Gaps, security};

/// The amendment of the Cybersecurity Law moved article 21 on this day.
const RENUMBERED: crate::law::Date = on(2026, 1, 1);

/// SEC-3.
static SEC_3: Rule = security(
    3,
    Law::BASE,
    "网络运营者按等级保护制度保障网络安全，留存日志，备份、加密重要数据",
    "operators of networks follow graded protection, keep logs, and back up and encrypt what is important",
    &[
        by(art("CSL", 21), Confirmed).until(RENUMBERED),
        by(art("CSL", 23), Secondary).since(RENUMBERED),
        by(art("DSL", 27), Confirmed),
        by(art("NDSR", 9), Confirmed),
    ],
)
.when("运行网络", "a network is operated")
.then(
    "实行等级保护，留存日志不少于六个月，备份、加密；2025-01-01起并有访问控制和认证；缺项为不足",
    "graded protection, logs kept at least 6 months, backup, encryption; from 2025-01-01 access control and authentication too; a lack is a gap",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SEC_3];

/// Network logs are kept for six months at least.
const LOGS: &[Basis] = &[
    by(art_item("CSL", 21, 3), Confirmed).until(RENUMBERED),
    by(art("CSL", 23), Secondary).since(RENUMBERED),
];
/// How long network logs are kept at least.
static LOG_MONTHS: Parameter = parameter(
    "security.log_months",
    &[SEC_3.id],
    Unit::Months,
    "网络日志的最短留存时间",
    "how long network logs are kept at least",
    &[
        number(6, by(art_item("CSL", 21, 3), Confirmed).until(RENUMBERED)),
        number(6, by(art("CSL", 23), Secondary).since(RENUMBERED)),
    ],
);
/// Access control and authentication are named from 2025.
const NETWORK_DATA: &[Basis] = &[by(art("NDSR", 9), Confirmed)];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&LOG_MONTHS];

codes! {
    NO_NETWORK: SEC_3, "security.network.none", Inform, NotApplicable, "该机构不运营网络", "the body operates no network";
    OPERATOR_UNKNOWN: SEC_3, "security.network.operator_unknown", Fail, Undetermined, "不知道该机构是否运营网络", "it is unknown whether the body operates a network";
    MEASURE: SEC_3, "security.network.there", Fail, Met, "有该项网络安全措施", "the measure is there";
    NO_MEASURE: SEC_3, "security.network.missing", Fail, NotMet, "缺少该项网络安全措施", "the measure is missing";
    MEASURE_UNKNOWN: SEC_3, "security.network.unknown", Fail, Undetermined, "不知道是否有该项网络安全措施", "it is unknown whether the measure is there";
    LOGS_KEPT: SEC_3, "security.network.logs_kept", Fail, Met, "网络日志留存时间符合要求", "network logs are kept long enough" on LOGS;
    LOGS_SHORT: SEC_3, "security.network.logs_short", Fail, NotMet, "网络日志留存时间不足", "network logs are not kept long enough" on LOGS;
    LOGS_UNKNOWN: SEC_3, "security.network.logs_unknown", Fail, Undetermined, "不知道网络日志留存时间", "it is unknown how long network logs are kept" on LOGS;
    DATA_MEASURE: SEC_3, "security.network.data_there", Fail, Met, "有该项网络数据安全措施", "the measure for network data is there" on NETWORK_DATA;
    NO_DATA_MEASURE: SEC_3, "security.network.data_missing", Fail, NotMet, "缺少该项网络数据安全措施", "the measure for network data is missing" on NETWORK_DATA;
    DATA_MEASURE_UNKNOWN: SEC_3, "security.network.data_unknown", Fail, Undetermined, "不知道是否有该项网络数据安全措施", "it is unknown whether the measure for network data is there" on NETWORK_DATA;
}

const MEASURES: YesNo = YesNo { kept: &MEASURE, broken: &NO_MEASURE, unknown: &MEASURE_UNKNOWN };
const DATA_MEASURES: YesNo =
    YesNo { kept: &DATA_MEASURE, broken: &NO_DATA_MEASURE, unknown: &DATA_MEASURE_UNKNOWN };
const KEEPING: YesNo = YesNo { kept: &LOGS_KEPT, broken: &LOGS_SHORT, unknown: &LOGS_UNKNOWN };

/// SEC-3, of a body that operates a network.
pub(super) fn look(facts: &Facts<'_>, gaps: &mut Gaps, out: &mut Findings) {
    match facts.operates_network.is(true) {
        Some(true) => {}
        Some(false) => return out.add(&NO_NETWORK, "/operates_network"),
        None => return out.missing(&OPERATOR_UNKNOWN, vec!["/operates_network".into()]),
    }
    let controls = Controls::of(facts.controls);
    for (name, path, fact) in [
        ("graded_protection", "/controls/graded_protection", controls.graded_protection),
        ("backup", "/controls/backup", controls.backup),
        ("encryption", "/controls/encryption", controls.encryption),
    ] {
        gaps.note(MEASURES.ask(fact, path, out), name);
    }
    let least = out.law().number(&LOG_MONTHS);
    let long_enough = match controls.network_log_months {
        Fact::Known(months) => Fact::Known(months >= least),
        Fact::None => Fact::None,
        Fact::Unknown => Fact::Unknown,
    };
    gaps.note(KEEPING.ask(long_enough, "/controls/network_log_months", out), "network_log");
    if out.law().in_force("NDSR") {
        for (name, path, fact) in [
            ("access_control", "/controls/access_control", controls.access_control),
            ("authentication", "/controls/authentication", controls.authentication),
        ] {
            gaps.note(DATA_MEASURES.ask(fact, path, out), name);
        }
    }
}
