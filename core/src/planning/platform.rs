//! Where data go: PLAN-1 (the e-government cloud) and PLAN-2 (the unified platform).

use crate::law::Confidence::{Secondary, Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, art_para, by, codes, rule, section, since};
use crate::record::{AgencyKind, Fact};
use crate::report::Findings;

use super::Verdict;
use super::facts::{Project, Target, Use, Via};

static PLAN_1: Rule = rule(
    RuleId(Chapter::Planning, 1),
    since(Law::BASE),
    "公共数据归集至市、区电子政务云",
    "public data are aggregated to the e-government cloud of the city or district",
    &[by(section("SEED", "二(三)"), Seed)],
)
.when("归集机构的数据", "data of an agency are aggregated")
.then(
    "存于市或者区电子政务云；存于他处的不符合",
    "they go to the e-government cloud of city or district; elsewhere is wrong",
);
static PLAN_2: Rule = rule(
    RuleId(Chapter::Planning, 2),
    since(Law::BASE),
    "通过统一的大数据资源平台归集、共享、开放公共数据；开放通过市级平台",
    "aggregation, sharing and opening go through the unified data platform; opening through the city's",
    &[
        by(section("O9", "第二章"), Secondary).until(Law::DATA_REGULATION),
        by(art("SDR", 27), Confirmed),
        by(art("SDR", 38), Confirmed),
        by(art("SDR", 42), Confirmed),
    ],
)
.when("归集、共享、开放公共数据", "public data are aggregated, shared or opened")
.then(
    "经统一的大数据资源平台；开放经市级平台，公用事业单位的归集可以分散",
    "through the unified platform; opening through the city's, while aggregation of utilities may be dispersed",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&PLAN_1, &PLAN_2];

codes! {
    ON_CLOUD: PLAN_1, "plan.on_cloud", Fail, Met, "归集至电子政务云或者其上的平台", "aggregated to the e-government cloud or the platform on it";
    WRONG_TARGET: PLAN_1, "plan.wrong_target", Fail, NotMet, "未归集至市、区电子政务云", "not aggregated to the e-government cloud";
    TARGET_UNKNOWN: PLAN_1, "plan.target_unknown", Fail, Undetermined, "不知道归集的目标", "it is unknown where the data are aggregated to";
    DISPERSED: PLAN_1, "plan.dispersed_allowed", Fail, Met, "公用事业单位的数据可以物理分散", "a utility's data may be physically dispersed" on &[by(art_para("SDR", 33, 1), Confirmed)];
    ON_PLATFORM: PLAN_2, "plan.on_platform", Fail, Met, "通过统一平台", "through the unified platform";
    OFF_PLATFORM: PLAN_2, "plan.off_platform", Fail, NotMet, "未通过统一平台", "not through the unified platform";
    NOT_CITY_PLATFORM: PLAN_2, "plan.not_city_platform", Fail, NotMet, "开放应当通过市级平台", "opening goes through the city's platform" on &[by(art_para("SDR", 41, 3), Confirmed), by(art_para("SDR", 42, 1), Confirmed)];
    UTILITY_CHANNEL: PLAN_2, "plan.utility_dispersed", Fail, Met, "公用事业单位的数据可以分散，不限于平台归集", "a utility's data may be dispersed: aggregation is not bound to the platform" on &[by(art_para("SDR", 33, 1), Confirmed)];
    CHANNEL_UNKNOWN: PLAN_2, "plan.channel_unknown", Fail, Undetermined, "不知道数据的用途或者渠道", "the use or the channel of the data is unknown";
}

/// Whether the body may keep its data dispersed (SDR art. 33).
fn may_disperse(project: &Project<'_>, out: &Findings) -> bool {
    out.law().in_force("SDR") && project.body.kind.is(AgencyKind::Utility) == Some(true)
}

/// PLAN-1: asked where the project tells of aggregation.
pub(super) fn stored(project: &Project<'_>, verdict: &mut Verdict, out: &mut Findings) {
    const PATH: &str = "/aggregation/target";
    let Fact::Known(destination) = &project.aggregation else { return };
    match destination.target {
        Fact::Unknown => verdict.unknown(&TARGET_UNKNOWN, PATH, out),
        Fact::Known(Target::CityCloud | Target::DistrictCloud | Target::Platform | Target::SubPlatform) => {
            out.add(&ON_CLOUD, PATH)
        }
        _ if may_disperse(project, out) => out.add(&DISPERSED, PATH),
        _ => verdict.breach("wrong_target", &WRONG_TARGET, PATH.to_owned(), out),
    }
}

/// PLAN-2: each channel that is told of.
pub(super) fn channels(project: &Project<'_>, verdict: &mut Verdict, out: &mut Findings) {
    for (index, channel) in project.channels.list().unwrap_or_default().iter().enumerate() {
        let at = |field: &str| format!("/channels/{index}/{field}");
        let (Some(what_for), Some(via)) = (channel.what_for.known(), channel.via.known()) else {
            let field = if channel.what_for.known().is_none() { "use" } else { "via" };
            match (channel.what_for, channel.via) {
                (Fact::Unknown, _) | (_, Fact::Unknown) => verdict.unknown(&CHANNEL_UNKNOWN, at(field), out),
                _ => verdict.breach("off_platform", &OFF_PLATFORM, at(field), out),
            }
            continue;
        };
        match (what_for, via) {
            (Use::Opening, Via::SubPlatform) if out.law().in_force("SDR") => {
                verdict.breach("off_platform", &NOT_CITY_PLATFORM, at("via"), out);
            }
            (_, Via::Platform | Via::SubPlatform) => out.add(&ON_PLATFORM, at("via")),
            (Use::Aggregation, _) if may_disperse(project, out) => out.add(&UTILITY_CHANNEL, at("via")),
            _ => verdict.breach("off_platform", &OFF_PLATFORM, at("via"), out),
        }
    }
}
