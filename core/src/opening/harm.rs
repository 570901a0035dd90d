//! Opening must harm nobody's secret or privacy: OPEN-14, and RIGHT-1 with it.

use crate::law::Confidence::{Seed, Text as Confirmed};
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{Entry, RIGHT_1_HARM, RIGHT_1_SAFE, RIGHT_1_TREATED};
use crate::report::Findings;

use super::criteria::flags;
use super::list_entry::ListEntry;
use super::treatment::remaining;

/// OPEN-14.
static OPEN_14: Rule = rule(
    RuleId(Chapter::Opening, 14),
    since(Law::BASE),
    "开放公共数据不得损害被采集人的商业秘密、个人隐私等合法权益",
    "opening must not harm the business secrets or the privacy of those whom the data concern",
    &[by(section("SEED", "二(六)"), Seed)],
)
.when("开放涉及被采集人的权益", "opening touches those whom the data concern")
.then("不得损害其商业秘密、个人隐私", "their business secrets and privacy are not harmed");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_14];

codes! {
    HARM: OPEN_14, "open.harm", Fail, NotMet, "开放将损害商业秘密、个人隐私等合法权益", "opening would harm somebody's secret or privacy";
    NO_HARM: OPEN_14, "open.no_harm", Inform, Met, "开放不损害商业秘密、个人隐私等合法权益", "opening harms nobody's secret or privacy";
    HARM_UNKNOWN: OPEN_14, "open.harm_unknown", Fail, Undetermined, "不知道数据是否含有他人的秘密或者隐私", "it is unknown whether the data hold somebody's secret or private matter";
    PUBLIC_INTEREST_ELSEWHERE: OPEN_14, "open.public_interest_elsewhere", Inform, NotApplicable, "因公共利益公开是政府信息公开的规则，不适用于数据开放", "overriding public interest is known to the disclosure regime, not to opening" on &[by(section("SEED", "二(六)"), Seed), by(art("OGI19", 15), Confirmed)];
}

/// Says that opening would do harm.
pub(super) fn harm(path: impl Into<String>, out: &mut Findings) {
    let path = path.into();
    out.add(&HARM, path.clone());
    out.add(&RIGHT_1_HARM, path);
}

/// Says that opening does none, because the data are `clean` or were treated.
pub(super) fn no_harm(clean: bool, path: impl Into<String>, out: &mut Findings) {
    let path = path.into();
    out.add(&NO_HARM, path.clone());
    out.add(if clean { &RIGHT_1_SAFE } else { &RIGHT_1_TREATED }, path);
}

/// OPEN-14 for the list entry at the pointer `at`, whose catalogue `record` is at hand: whether opening it would do harm.
/// Undetermined when a flag is absent, or what was done about one that stands.
pub(super) fn would_harm(
    listed: &ListEntry<'_>,
    record: &Entry<'_>,
    at: &str,
    out: &mut Findings,
) -> Option<bool> {
    let path = format!("{at}/entry");
    let (flags, missing) = flags(record, &path, out);
    let left = remaining(&flags, &listed.treatment, &listed.holder_consents, at, out)?;
    if !left.is_empty() {
        harm(path, out);
        return Some(true);
    }
    if !missing.is_empty() {
        out.missing(&HARM_UNKNOWN, missing);
        return None;
    }
    no_harm(flags.is_empty(), path, out);
    Some(false)
}
