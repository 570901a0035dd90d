//! Nobody's secrets or privacy may be harmed: RIGHT-1.

use crate::law::Confidence::Seed;
use crate::law::Level::{Fail, Inform};
use crate::law::{Chapter, Code, Law, Period, Rule, RuleId, Text, by, code, section};
use crate::report::Outcome::{Met, NotMet};

/// RIGHT-1.
pub(crate) static RIGHT_1: Rule = Rule {
    id: RuleId(Chapter::Rights, 1),
    title: Text {
        zh: "采集、共享、开放公共数据不得损害被采集人的商业秘密、个人隐私等合法权益",
        en: "collecting, sharing and opening must not harm trade secrets, privacy and like rights",
    },
    basis: &[by(section("SEED", "二(六)"), Seed)],
    period: Period { from: Law::BASE, to: None },
    replaced_by: &[],
};
/// Harm if done.
pub(crate) static RIGHT_1_HARM: Code = code(
    &RIGHT_1,
    "right.harm",
    Fail,
    NotMet,
    "拟开放的数据含有他人商业秘密、个人隐私等信息，开放将损害其合法权益",
    "the data to be opened hold somebody's secret or private information; opening them would harm it",
);
/// Nothing to harm.
pub(crate) static RIGHT_1_SAFE: Code = code(
    &RIGHT_1,
    "right.no_harm",
    Inform,
    Met,
    "未发现损害商业秘密、个人隐私等权益",
    "no harm to secrets or privacy was found",
);
/// The rights were seen to.
pub(crate) static RIGHT_1_TREATED: Code = code(
    &RIGHT_1,
    "right.treated",
    Inform,
    Met,
    "数据已依法脱密、脱敏或者取得权利人同意",
    "the data were lawfully treated, or the holder of the right consented",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&RIGHT_1];
/// The codes of this file.
pub(crate) static CODES: &[&Code] = &[&RIGHT_1_HARM, &RIGHT_1_SAFE, &RIGHT_1_TREATED];
