//! Whether data that arise in public duty are in the catalogue: CAT-1 and CAT-3.

use serde::Deserialize;

use super::facts::SourceKind;
use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::options::Reading;
use crate::record::{Agency, Capacity, Fact, PUBLIC_DATA, Text, standing};
use crate::report::Findings;

/// CAT-1.
pub(super) static CAT_1: Rule = rule(
    RuleId(Chapter::Catalogue, 1),
    since(Law::BASE),
    "市大数据中心对各单位的公共数据按应用需求集中统一管理，编制公共数据资源目录",
    "the big data centre manages the data of all units by need and compiles the city's catalogue",
    &[by(section("SEED", "二(三)"), Seed)],
)
.when("各单位持有公共数据", "units hold public data")
.then(
    "市大数据中心按应用需求集中统一管理，编制全市公共数据资源目录",
    "the big data centre manages them centrally by need and compiles the city's catalogue",
);
/// CAT-3.
static CAT_3: Rule = rule(
    RuleId(Chapter::Catalogue, 3),
    since(Law::DATA_REGULATION),
    "依法履职收集、产生的数据以及委托第三方收集、产生的数据应当纳入公共数据目录",
    "data collected or produced in duty, also by a commissioned third party, are in the catalogue",
    &[by(art("SDR", 28), Confirmed)],
)
.when(
    "数据在履职中采集、产生，或者由受委托的第三方采集、产生",
    "data are collected or produced in duty, or by a commissioned third party",
)
.then("应当纳入目录；未纳入的违反规定", "they are in the catalogue; left out is a breach");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&CAT_1, &CAT_3];

codes! {
    LISTED: CAT_1, "catalogue.listed", Fail, Met, "已列入公共数据资源目录", "in the city's catalogue";
    UNLISTED: CAT_1, "catalogue.unlisted", Fail, NotMet, "未列入公共数据资源目录", "not in the city's catalogue";
    LISTING_UNKNOWN: CAT_1, "catalogue.listing_unknown", Fail, Undetermined, "不知道数据的来源或者是否列入公共数据资源目录", "it is unknown how the data arose, or whether they are in the city's catalogue";
    COMMISSIONED_EARLIER: CAT_1, "catalogue.commissioned_earlier", Fail, NotApplicable, "2022-01-01以前未见对委托第三方收集的数据列入目录的规定", "before 2022-01-01 nothing found asks for data of commissioned third parties in the catalogue";
    DUTY_LISTED: CAT_3, "catalogue.duty_listed", Fail, Met, "履职数据已纳入公共数据目录", "the data of the duty are in the catalogue";
    DUTY_UNLISTED: CAT_3, "catalogue.duty_unlisted", Fail, NotMet, "履职数据未纳入公共数据目录", "the data of the duty are not in the catalogue";
    DUTY_UNKNOWN: CAT_3, "catalogue.duty_listing_unknown", Fail, Undetermined, "不知道数据的来源或者是否纳入公共数据目录", "it is unknown how the data arose, or whether they are in the catalogue";
    SHARED: CAT_1, "catalogue.shared_data", Fail, NotApplicable, "数据由共享取得，由其来源单位列入目录", "the data were got by sharing: their source lists them";
}

/// A data set that is asked about.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct DataSet<'a> {
    pub(super) source_kind: Fact<SourceKind>,
    pub(super) capacity: Fact<Capacity>,
    #[serde(borrow)]
    pub(super) entry_code: Fact<Text<'a>>,
}

/// CAT-1 until 2021, CAT-3 from 2022-01-01: the word for what it comes to. Undetermined when the body's standing, the
/// data's origin or the entry is unknown.
pub(super) fn listing(
    provider: &Agency<'_>,
    data: &DataSet<'_>,
    reading: Option<Reading>,
    out: &mut Findings,
) -> Option<&'static str> {
    const ORIGIN: &str = "/data_set/source_kind";
    const ENTRY: &str = "/data_set/entry_code";
    let regulation = out.law().date() >= Law::DATA_REGULATION;
    let (listed, unlisted, unknown) = if regulation {
        (&DUTY_LISTED, &DUTY_UNLISTED, &DUTY_UNKNOWN)
    } else {
        (&LISTED, &UNLISTED, &LISTING_UNKNOWN)
    };
    let standing = standing(provider, data.capacity, &out.law(), reading);
    standing.say("/provider", "/data_set/capacity", out);
    if standing.is_bound() != Some(true) {
        return None;
    }
    match data.source_kind {
        Fact::Known(SourceKind::Shared) => {
            out.add(&SHARED, ORIGIN);
            return None;
        }
        Fact::Known(SourceKind::Commissioned) if !regulation => {
            out.add(&COMMISSIONED_EARLIER, ORIGIN);
            return None;
        }
        Fact::Known(_) => out.add(&PUBLIC_DATA, ORIGIN),
        Fact::Unknown | Fact::None => {
            out.missing(unknown, vec![ORIGIN.into()]);
            return None;
        }
    }
    match data.entry_code.states() {
        Some(true) => {
            out.add(listed, ENTRY);
            Some("listed")
        }
        Some(false) => {
            out.add(unlisted, ENTRY);
            Some(if regulation { "breach" } else { "unlisted" })
        }
        None => {
            out.missing(unknown, vec![ENTRY.into()]);
            None
        }
    }
}
