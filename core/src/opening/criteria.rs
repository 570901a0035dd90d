//! Which class the data deserve: OPEN-5, OPEN-6, OPEN-7, and OPEN-9 for the time before the criteria were written.

use std::borrow::Cow;

use crate::law::Confidence::{Inferred, Secondary, Text as Confirmed};
use crate::law::{
    Basis, Chapter, Date, Law, Rule, RuleId, art, between, by, codes, on, rule, section, since,
};
use crate::record::{Entry, Fact, Item, LAW_REGULATION, OpenClass, SensitiveKind, Sufficient, sufficient};
use crate::report::Findings;

use super::classification::Demands;

/// From this day the interim measures on opening public data are in force.
pub(super) const OPENING_MEASURES: Date = on(2019, 10, 1);

/// The interim measures of 2019 know the same classes, in an article that is not confirmed; the data regulation of
/// 2022 holds the criteria.
pub(super) const CRITERIA: &[Basis] = &[
    by(section("SEED", "二(四)"), Inferred).until(OPENING_MEASURES),
    by(section("OD21", "分级分类"), Secondary).until(Law::DATA_REGULATION),
    by(art("SDR", 41), Confirmed),
];

const fn open(number: u8, zh: &'static str, en: &'static str) -> Rule {
    rule(RuleId(Chapter::Opening, number), since(Law::BASE), zh, en, CRITERIA)
}

/// OPEN-5.
static OPEN_5: Rule = open(
    5,
    "涉及个人隐私、个人信息、商业秘密、保密商务信息，或者法律、法规规定不得开放的，列为非开放",
    "personal information, privacy, business secrets, confidential commercial information, or what law forbids to open: not opened",
)
.when(
    "涉及个人隐私、个人信息、商业秘密、保密商务信息，或者法律、法规规定不得开放",
    "privacy, personal information, business secrets or confidential commercial information are contained, or law forbids opening",
)
.then("列为非开放，并指明理由", "not opened, with the reason");
/// OPEN-6.
static OPEN_6: Rule = open(
    6,
    "对数据安全和处理能力要求较高、时效性较强或者需要持续获取的，列为有条件开放",
    "high demands on security or processing, strong timeliness or continuous supply: conditional",
)
.when(
    "不属前项，但对安全和处理能力要求较高、时效性较强或者需要持续获取",
    "otherwise: high demands on security or processing, strong timeliness, or continuous supply",
)
.then("列为有条件开放", "conditional");
/// OPEN-7.
static OPEN_7: Rule = open(7, "其他公共数据列为无条件开放", "all other public data: unconditional")
    .when("不属前两项", "none of the two above")
    .then("列为无条件开放", "unconditional");
/// OPEN-9.
static OPEN_9: Rule = rule(
    RuleId(Chapter::Opening, 9),
    between(Law::BASE, OPENING_MEASURES),
    "2018-11-01至2019-09-30间的分类标准未见确认，按后来的标准判断并注明",
    "between 2018-11-01 and 2019-09-30 the criteria are not confirmed: later criteria are applied, with a mark",
    &[by(section("SEED", "二(四)"), Inferred)],
)
.when("2018-11-01至2019-09-30间分类", "a class is decided between 2018-11-01 and 2019-09-30")
.then("按后来的标准判断，并注明", "the later criteria apply, with a mark");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OPEN_5, &OPEN_6, &OPEN_7, &OPEN_9];

codes! {
    HOLDS_PERSONAL: OPEN_5, "open.holds_personal_information", Inform, NotMet, "含有个人信息", "holds personal information";
    HOLDS_PRIVACY: OPEN_5, "open.holds_privacy", Inform, NotMet, "含有个人隐私", "holds private matters of persons";
    HOLDS_TRADE_SECRET: OPEN_5, "open.holds_trade_secret", Inform, NotMet, "含有商业秘密", "holds a business secret";
    HOLDS_CONFIDENTIAL: OPEN_5, "open.holds_confidential_commercial", Inform, NotMet, "含有保密商务信息", "holds confidential commercial information";
    FORBIDDEN_WEAKLY: OPEN_5, "open.forbidden_without_law", Inform, NotApplicable, "所列依据不是施行中的法律、法规，不构成禁止开放", "what is cited is no law or regulation in force: it does not forbid opening";
    FORBIDDEN: OPEN_5, "open.forbidden", Inform, NotMet, "法律、法规规定不得开放", "a law or regulation forbids opening";
    NOTHING_BARS: OPEN_5, "open.nothing_bars", Inform, Met, "不含个人信息、隐私、商业秘密、保密商务信息，也无禁止开放的规定", "nothing personal or secret is in it, and nothing forbids opening";
    BARS_UNKNOWN: OPEN_5, "open.bars_unknown", Fail, Undetermined, "不知道数据是否含有个人信息、隐私、秘密，或者是否有禁止开放的规定", "it is unknown whether the data hold personal or secret matter, or whether something forbids opening";
    DEMANDING: OPEN_6, "open.demanding", Inform, Met, "对安全、处理能力、时效或者持续获取有较高要求，有条件开放", "demanding in security, processing, timeliness or supply: conditional";
    NOT_DEMANDING: OPEN_6, "open.not_demanding", Inform, NotApplicable, "没有较高的安全、处理、时效或者持续获取要求", "no high demand on security, processing, timeliness or supply";
    DEMANDS_UNKNOWN: OPEN_6, "open.demands_unknown", Fail, Undetermined, "不知道对安全、处理能力、时效、持续获取的要求", "the demands on security, processing, timeliness or supply are unknown";
    FREE: OPEN_7, "open.unconditional", Inform, Met, "没有限制事由，无条件开放", "no ground for a limit: unconditional";
    LATER_CRITERIA: OPEN_9, "open.later_criteria", Inform, Met, "该日期的分类标准未见确认，按后来的标准判断", "the criteria of this date are not confirmed: judged by later ones";
}

/// What stands against opening.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Bars {
    /// Flags that the data bear.
    pub(super) flags: Vec<SensitiveKind>,
    /// Whether a law or regulation forbids opening.
    pub(super) forbidden: bool,
    /// The facts that are missing.
    pub(super) missing: Vec<Cow<'static, str>>,
}

/// OPEN-5, and OPEN-9, for the entry at the pointer `at`. Undetermined when a flag is absent from the entry and from an
/// item, or when it is absent what forbids opening.
pub(super) fn bars(entry: &Entry<'_>, at: &str, out: &mut Findings) -> Bars {
    if out.law().date() < OPENING_MEASURES {
        out.once(&LATER_CRITERIA, "");
    }
    let (flags, missing) = flags(entry, at, out);
    let mut bars = Bars { flags, forbidden: false, missing };
    let path = format!("{at}/open_forbidden_by");
    match sufficient(&entry.open_forbidden_by, LAW_REGULATION, out.law().date()) {
        Sufficient::Yes => {
            out.add(&FORBIDDEN, path);
            bars.forbidden = true;
        }
        Sufficient::None => {}
        Sufficient::TooLow | Sufficient::NotInForce => out.add(&FORBIDDEN_WEAKLY, path),
        Sufficient::Unknown => bars.missing.push(path.into()),
        Sufficient::UnknownField(index, field) => bars.missing.push(format!("{path}/{index}/{field}").into()),
    }
    if bars == Bars::default() {
        out.add(&NOTHING_BARS, at.to_owned());
    }
    bars
}

/// The flags that the data set at `at` bears: the entry's, and those of any item. Also the facts that are missing.
pub(super) fn flags(
    entry: &Entry<'_>,
    at: &str,
    out: &mut Findings,
) -> (Vec<SensitiveKind>, Vec<Cow<'static, str>>) {
    let mut borne = Vec::new();
    let mut missing = Vec::new();
    for kind in SensitiveKind::ALL {
        match flag(entry, kind, at) {
            Flag::Borne(path) => {
                out.add(
                    match kind {
                        SensitiveKind::Personal => &HOLDS_PERSONAL,
                        SensitiveKind::Privacy => &HOLDS_PRIVACY,
                        SensitiveKind::TradeSecret => &HOLDS_TRADE_SECRET,
                        SensitiveKind::ConfidentialCommercial => &HOLDS_CONFIDENTIAL,
                    },
                    path,
                );
                borne.push(kind);
            }
            Flag::Clean => {}
            Flag::Unknown(path) => missing.push(path),
        }
    }
    (borne, missing)
}

enum Flag {
    Borne(Cow<'static, str>),
    Clean,
    Unknown(Cow<'static, str>),
}

/// Whether the data set bears a flag. An item that is itself not opened (items may be stricter) bears nothing in.
fn flag(entry: &Entry<'_>, kind: SensitiveKind, at: &str) -> Flag {
    let opened = |item: &Item<'_>| item.open_type.is(OpenClass::NotOpen) != Some(true);
    let items = entry.items.list().unwrap_or_default();
    let find = |fits: &dyn Fn(Fact<bool>) -> bool| {
        let index = items.iter().position(|item| opened(item) && fits(item.flag(kind)))?;
        Some(format!("{at}/items/{index}/{}", kind.flag()).into())
    };
    if let Some(path) = find(&|flag| flag == Fact::Known(true)) {
        return Flag::Borne(path);
    }
    let own = format!("{at}/{}", kind.flag());
    match entry.flag(kind) {
        Fact::Known(true) => Flag::Borne(own.into()),
        Fact::Known(false) | Fact::None => Flag::Clean,
        Fact::Unknown if items.is_empty() => Flag::Unknown(own.into()),
        Fact::Unknown => find(&|flag| flag.is_unknown()).map_or(Flag::Clean, Flag::Unknown),
    }
}

/// OPEN-6 and OPEN-7, for data that nothing bars. Undetermined when no demand is known to be high and one is absent.
pub(super) fn by_demands(demands: &Demands, out: &mut Findings) -> Option<OpenClass> {
    let all = demands.each();
    if let Some((_, path)) = all.iter().find(|(demand, _)| *demand == Fact::Known(true)) {
        out.add(&DEMANDING, *path);
        return Some(OpenClass::Conditional);
    }
    let missing: Vec<_> =
        all.iter().filter(|(demand, _)| demand.is_unknown()).map(|(_, path)| (*path).into()).collect();
    if !missing.is_empty() {
        out.missing(&DEMANDS_UNKNOWN, missing);
        return None;
    }
    out.add(&NOT_DEMANDING, "/demands");
    out.add(&FREE, "/entry");
    Some(OpenClass::Unconditional)
}
