//! By which channel data leave the unit: OPEN-12.

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, art_item, by, codes, rule, since};
use crate::record::Fact;
use crate::report::Findings;

/// OPEN-12.
static OPEN_12: Rule = rule(
    RuleId(Chapter::Opening, 12),
    since(Law::DATA_REGULATION),
    "通过市级开放平台开放；不得在开放、授权运营等法定渠道之外将公共数据提供给市场主体",
    "opening goes through the city's platform; public data may not be handed to market players but by opening, authorised operation and other lawful channels",
    &[by(art("SDR", 42), Confirmed), by(art_item("SDR", 87, 6), Confirmed)],
)
.when("向社会或者市场主体提供公共数据", "public data are given to society or market players")
.then(
    "经市级开放平台，或者授权运营等法定渠道；否则违反规定",
    "through the city's platform, authorised operation or another lawful channel; else a breach",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_12];

codes! {
    ON_PLATFORM: OPEN_12, "open.channel.platform", Fail, Met, "通过市级开放平台开放", "opened through the city's platform";
    LAWFUL_CHANNEL: OPEN_12, "open.channel.lawful", Fail, Met, "通过授权运营等法定渠道提供", "handed over by authorised operation or another statutory channel";
    OFF_PLATFORM: OPEN_12, "open.channel.off_platform", Fail, NotMet, "不通过市级开放平台、法定渠道开放或者提供", "opened or handed over outside the city's platform and the lawful channels";
    CHANNEL_UNKNOWN: OPEN_12, "open.channel.unknown", Fail, Undetermined, "不知道通过何种渠道开放或者提供", "it is unknown by which channel the data are opened or handed over";
}

/// A channel by which data leave the unit (开放、提供渠道).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Channel {
    OpenPlatform,
    AuthorisedOperation,
    OtherStatutory,
    OwnSite,
    Direct,
}

/// OPEN-12 for a list: it is on the city's platform, wherever else it is. Whether that is kept; `None` when not asked.
pub(super) fn of_list(channels: &Fact<Vec<Channel>>, out: &mut Findings) -> Option<bool> {
    let channels = channels.list().filter(|channels| !channels.is_empty())?;
    if !out.asks(&OPEN_12) {
        return None;
    }
    let kept = channels.contains(&Channel::OpenPlatform);
    out.add(if kept { &ON_PLATFORM } else { &OFF_PLATFORM }, "/channels");
    Some(kept)
}

/// OPEN-12 for a request. Undetermined when the channel is absent; `Some(true)` where the rule is not asked yet.
pub(super) fn of_request(channel: Fact<Channel>, out: &mut Findings) -> Option<bool> {
    const PATH: &str = "/channel";
    if !out.asks(&OPEN_12) {
        return Some(true);
    }
    let code = match channel {
        Fact::Known(Channel::OpenPlatform) => &ON_PLATFORM,
        Fact::Known(Channel::AuthorisedOperation | Channel::OtherStatutory) => &LAWFUL_CHANNEL,
        Fact::Known(Channel::OwnSite | Channel::Direct) | Fact::None => &OFF_PLATFORM,
        Fact::Unknown => {
            out.missing(&CHANNEL_UNKNOWN, vec![PATH.into()]);
            return None;
        }
    };
    out.add(code, PATH);
    Some(!std::ptr::eq(code, &OFF_PLATFORM))
}
