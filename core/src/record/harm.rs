//! Nobody's secrets or privacy may be harmed: RIGHT-1.

use crate::law::Confidence::Seed;
use crate::law::{Chapter, Law, Rule, RuleId, by, codes, rule, section, since};

/// RIGHT-1.
static RIGHT_1: Rule = rule(
    RuleId(Chapter::Rights, 1),
    since(Law::BASE),
    "采集、共享、开放公共数据不得损害被采集人的商业秘密、个人隐私等合法权益",
    "collecting, sharing and opening must not harm trade secrets, privacy and like rights",
    &[by(section("SEED", "二(六)"), Seed)],
)
.when("采集、共享、开放公共数据", "public data are collected, shared or opened")
.then("不得损害商业秘密、个人隐私等合法权益", "business secrets, privacy and like rights are not harmed");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&RIGHT_1];

codes! {
    RIGHT_1_HARM: RIGHT_1, "right.harm", Fail, NotMet, "拟开放的数据含有他人商业秘密、个人隐私等信息，开放将损害其合法权益", "the data to be opened hold somebody's secret or private information; opening them would harm it";
    RIGHT_1_SAFE: RIGHT_1, "right.no_harm", Inform, Met, "未发现损害商业秘密、个人隐私等权益", "no harm to secrets or privacy was found";
    RIGHT_1_TREATED: RIGHT_1, "right.treated", Inform, Met, "数据已依法脱密、脱敏或者取得权利人同意", "the data were lawfully treated, or the holder of the right consented";
}
