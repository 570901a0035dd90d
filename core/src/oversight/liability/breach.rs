//! Kinds of breach, and the provision that names what follows from each: LIAB-2 to LIAB-8.

use serde::Deserialize;

use crate::law::Confidence::{Inferred, Text as Confirmed};
use crate::law::{
    Basis, Chapter, Code, Date, Law, Rule, RuleId, art, art_item, by, codes, on, rule, section, since,
};

const fn liability(
    number: u8,
    from: Date,
    zh: &'static str,
    en: &'static str,
    basis: &'static [Basis],
) -> Rule {
    rule(RuleId(Chapter::Liability, number), since(from), zh, en, basis)
}

/// LIAB-2.
static LIAB_2: Rule = liability(
    2,
    Law::DATA_REGULATION,
    "国家机关、事业单位及其工作人员违反条例的六类行为，由本级政府或者上级责令改正；情节严重的对责任人员给予处分",
    "six kinds of breach by organs, institutions and staff: ordered to correct by the peer government or superior, if serious discipline",
    &[by(art("SDR", 87), Confirmed)],
)
.when(
    "机关、机构及其人员违反数据条例所列六类规定",
    "organs, institutions or their staff breach what the Data Regulation lists in six kinds",
)
.then(
    "由本级政府或者上级责令改正；情节严重的处分责任人员",
    "ordered to correct by the peer government or superior; serious: discipline",
);
/// LIAB-3.
static LIAB_3: Rule = liability(
    3,
    Law::SHARING_REGULATION,
    "提供部门的九类行为，责令改正；拒不改正或者情节严重的给予处分",
    "nine kinds of breach by a provider: ordered to correct; on refusal or if serious, discipline",
    &[by(art("GDS", 39), Confirmed)],
)
.when("提供部门有九类违反之一", "a provider commits one of nine breaches")
.then("责令改正；拒不改正或者情节严重的处分", "ordered to correct; refusal or serious: discipline");
/// LIAB-4.
static LIAB_4: Rule = liability(
    4,
    Law::SHARING_REGULATION,
    "需求部门的七类行为，责令改正；拒不改正或者情节严重的给予处分",
    "seven kinds of breach by a requester: ordered to correct; on refusal or if serious, discipline",
    &[by(art("GDS", 40), Confirmed)],
)
.when("需求部门有七类违反之一", "a requester commits one of seven breaches")
.then("责令改正；拒不改正或者情节严重的处分", "ordered to correct; refusal or serious: discipline");
/// LIAB-5.
static LIAB_5: Rule = liability(
    5,
    Law::SHARING_REGULATION,
    "政务数据共享主管部门的三类行为，由本级政府或者上级责令改正；拒不改正或者情节严重的给予处分",
    "three failures of the sharing authority: ordered to correct by its government or superior; on refusal or if serious, discipline",
    &[by(art("GDS", 41), Confirmed)],
)
.when("共享主管部门有三类失职之一", "a sharing authority fails in one of three ways")
.then(
    "由本级政府或者上级责令改正；拒不改正或者情节严重的处分",
    "ordered to correct by its government or superior; refusal or serious: discipline",
);
/// LIAB-6.
static LIAB_6: Rule = liability(
    6,
    Law::BASE,
    "泄露、出售、非法提供履职中知悉的信息，或者玩忽职守、滥用职权、徇私舞弊的，依法追究责任；构成犯罪的追究刑事责任",
    "leaking, selling or unlawfully providing what was learned in service, neglect, abuse, favouritism: liability; a crime is prosecuted",
    &[
        by(section("O9", "第八章"), Inferred),
        by(art("OGS", 14), Confirmed),
        by(art("DSL", 49), Confirmed),
        by(art("DSL", 50), Confirmed),
        by(art("PIPL", 68), Confirmed),
        by(art("GDS", 42), Confirmed),
    ],
)
.when(
    "泄露、出售、非法提供个人信息、隐私、秘密，或者玩忽职守、滥用职权、徇私舞弊",
    "personal information, privacy or secrets are leaked, sold or unlawfully provided, or duty neglected, power abused, favours given",
)
.then("依法处分；构成犯罪的追究刑事责任", "discipline; where it is a crime, prosecution");
/// LIAB-7.
static LIAB_7: Rule = liability(
    7,
    on(2020, 4, 10),
    "限定办事渠道，或者对实名、明确、合理的差评拒不整改的，责令改正；情节严重的追究责任",
    "limiting channels, or refusing to mend what a real-name, clear and reasonable bad rating names: ordered to correct; if serious, liability",
    &[by(art("BER20", 79), Confirmed), by(art("BER24", 96), Confirmed)],
)
.when(
    "限定渠道，或者拒不整改清楚合理的实名差评",
    "channels are limited, or a clear, reasonable real-name bad rating is not put right",
)
.then("责令改正；情节严重的追究责任", "ordered to correct; serious: liable");
/// LIAB-8.
static LIAB_8: Rule = liability(
    8,
    on(2021, 1, 1),
    "拒绝移交应当归档的材料，或者不按规定向档案馆移交的，责令改正；拒不改正的给予处分",
    "records due for archiving not handed over, or not transferred to the archives: ordered to correct; on refusal, discipline",
    &[by(art_item("AL", 48, 6), Confirmed).until(on(2024, 3, 1)), by(art("ALR", 49), Confirmed)],
)
.when(
    "拒不归档或者不按规定移交档案",
    "records due are not handed over for archiving, or not transferred to the state archives",
)
.then("责令改正；拒不改正的处分", "ordered to correct; refusal: discipline");

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&LIAB_2, &LIAB_3, &LIAB_4, &LIAB_5, &LIAB_6, &LIAB_7, &LIAB_8];

const LEAK: &[Basis] = &[by(art("OGS", 14), Confirmed), by(art("GDS", 42), Confirmed)];
const SUPERVISORS: &[Basis] = &[by(art("DSL", 50), Confirmed), by(art("PIPL", 68), Confirmed)];
const PERSONAL_DUTY: &[Basis] = &[by(art("PIPL", 68), Confirmed)];
const SECURITY_DUTY: &[Basis] = &[by(art("DSL", 49), Confirmed)];
const SUSPENSION: &[Basis] = &[by(art("GDS", 27), Confirmed)];

codes! {
    ORGAN_CORRECT: LIAB_2, "liability.organ.correct", Fail, NotMet, "责令改正", "to be ordered to correct";
    ORGAN_SEVERE: LIAB_2, "liability.organ.discipline", Fail, NotMet, "责令改正；情节严重，对责任人员依法处分", "to be ordered to correct; serious: discipline for those responsible";
    ORGAN_CURED: LIAB_2, "liability.organ.corrected", Fail, Met, "已经改正", "already corrected";
    ORGAN_UNKNOWN: LIAB_2, "liability.organ.unknown", Fail, Undetermined, "不知道情节或者改正情况", "how grave it is, or whether correction was refused, is unknown";
    PROVIDER_CORRECT: LIAB_3, "liability.provider.correct", Fail, NotMet, "责令改正", "to be ordered to correct";
    PROVIDER_SEVERE: LIAB_3, "liability.provider.discipline", Fail, NotMet, "拒不改正或者情节严重，依法处分", "correction refused, or serious: discipline";
    PROVIDER_CURED: LIAB_3, "liability.provider.corrected", Fail, Met, "已经改正", "already corrected";
    PROVIDER_UNKNOWN: LIAB_3, "liability.provider.unknown", Fail, Undetermined, "不知道情节或者改正情况", "how grave it is, or whether correction was refused, is unknown";
    REQUESTER_CORRECT: LIAB_4, "liability.requester.correct", Fail, NotMet, "责令改正", "to be ordered to correct";
    REQUESTER_SEVERE: LIAB_4, "liability.requester.discipline", Fail, NotMet, "拒不改正或者情节严重，依法处分", "correction refused, or serious: discipline";
    REQUESTER_CURED: LIAB_4, "liability.requester.corrected", Fail, Met, "已经改正", "already corrected";
    REQUESTER_UNKNOWN: LIAB_4, "liability.requester.unknown", Fail, Undetermined, "不知道情节或者改正情况", "how grave it is, or whether correction was refused, is unknown";
    SUSPEND: LIAB_4, "liability.requester.suspend", Fail, NotMet, "暂停共享权限，限期整改", "sharing is suspended and correction ordered in a set time" on SUSPENSION;
    END_SHARING: LIAB_4, "liability.requester.end_sharing", Fail, NotMet, "拒不整改，可以终止共享", "not corrected: sharing may end" on SUSPENSION;
    RESTORED: LIAB_4, "liability.requester.restored", Fail, Met, "已经整改，恢复共享权限", "corrected: sharing is restored" on SUSPENSION;
    SUSPENSION_UNKNOWN: LIAB_4, "liability.requester.suspension_unknown", Fail, Undetermined, "不知道整改情况", "it is unknown whether correction was refused" on SUSPENSION;
    AUTHORITY_CORRECT: LIAB_5, "liability.authority.correct", Fail, NotMet, "由本级政府或者上级责令改正", "to be ordered to correct by its government or superior";
    AUTHORITY_SEVERE: LIAB_5, "liability.authority.discipline", Fail, NotMet, "拒不改正或者情节严重，依法处分", "correction refused, or serious: discipline";
    AUTHORITY_CURED: LIAB_5, "liability.authority.corrected", Fail, Met, "已经改正", "already corrected";
    AUTHORITY_UNKNOWN: LIAB_5, "liability.authority.unknown", Fail, Undetermined, "不知道情节或者改正情况", "how grave it is, or whether correction was refused, is unknown";
    LEAK_DISCIPLINE: LIAB_6, "liability.leak.discipline", Fail, NotMet, "泄露、出售或者非法提供信息，依法追究责任", "information leaked, sold or unlawfully provided: liability" on LEAK;
    LEAK_REFER: LIAB_6, "liability.leak.refer", Fail, NotMet, "泄露、出售或者非法提供信息构成犯罪，移送追究刑事责任", "information leaked, sold or unlawfully provided, a crime: referred for prosecution" on LEAK;
    LEAK_UNKNOWN: LIAB_6, "liability.leak.unknown", Fail, Undetermined, "不知道是否构成犯罪", "it is unknown whether it is a crime" on LEAK;
    LAWFUL: LIAB_6, "liability.leak.lawful", Fail, Met, "提供有法定依据", "it was provided on a lawful ground" on LEAK;
    ABUSE_DISCIPLINE: LIAB_6, "liability.office.discipline", Fail, NotMet, "玩忽职守、滥用职权、徇私舞弊，依法处分", "neglect, abuse or favouritism: discipline" on SUPERVISORS;
    ABUSE_REFER: LIAB_6, "liability.office.refer", Fail, NotMet, "玩忽职守、滥用职权、徇私舞弊构成犯罪，移送追究刑事责任", "neglect, abuse or favouritism, a crime: referred for prosecution" on SUPERVISORS;
    ABUSE_UNKNOWN: LIAB_6, "liability.office.unknown", Fail, Undetermined, "不知道是否构成犯罪", "it is unknown whether it is a crime" on SUPERVISORS;
    PERSONAL_DISCIPLINE: LIAB_6, "liability.personal_duty.discipline", Fail, NotMet, "国家机关不履行个人信息保护义务，依法追究责任", "an organ failed its duty to protect personal information: liability" on PERSONAL_DUTY;
    PERSONAL_REFER: LIAB_6, "liability.personal_duty.refer", Fail, NotMet, "不履行个人信息保护义务构成犯罪，移送追究刑事责任", "the duty to protect personal information was failed, a crime: referred for prosecution" on PERSONAL_DUTY;
    PERSONAL_UNKNOWN: LIAB_6, "liability.personal_duty.unknown", Fail, Undetermined, "不知道是否构成犯罪", "it is unknown whether it is a crime" on PERSONAL_DUTY;
    SECURITY_DISCIPLINE: LIAB_6, "liability.security_duty.discipline", Fail, NotMet, "国家机关不履行数据安全保护义务，依法追究责任", "an organ failed its duty of data security: liability" on SECURITY_DUTY;
    SECURITY_REFER: LIAB_6, "liability.security_duty.refer", Fail, NotMet, "不履行数据安全保护义务构成犯罪，移送追究刑事责任", "the duty of data security was failed, a crime: referred for prosecution" on SECURITY_DUTY;
    SECURITY_UNKNOWN: LIAB_6, "liability.security_duty.unknown", Fail, Undetermined, "不知道是否构成犯罪", "it is unknown whether it is a crime" on SECURITY_DUTY;
    BEFORE_CRIME: LIAB_6, "liability.before_measures.criminal", Inform, NotApplicable, "《管理办法》不适用于此前的行为，构成犯罪的依刑事法律处理", "the measures do not reach an earlier act; a crime goes by criminal law";
    SERVICE_CORRECT: LIAB_7, "liability.service.correct", Fail, NotMet, "责令改正", "to be ordered to correct";
    SERVICE_SEVERE: LIAB_7, "liability.service.liable", Fail, NotMet, "情节严重，依法追究责任", "serious: liability";
    SERVICE_CURED: LIAB_7, "liability.service.corrected", Fail, Met, "已经改正", "already corrected";
    SERVICE_UNKNOWN: LIAB_7, "liability.service.unknown", Fail, Undetermined, "不知道情节、改正情况或者差评的性质", "how grave it is, whether it was corrected, or the nature of the rating is unknown";
    NO_DUTY_TO_MEND: LIAB_7, "liability.service.rating_not_qualified", Fail, Met, "差评不是实名、明确且合理的", "the bad rating is not real-name, clear and reasonable";
    ARCHIVE_CORRECT: LIAB_8, "liability.archive.correct", Fail, NotMet, "责令改正", "to be ordered to correct";
    ARCHIVE_SEVERE: LIAB_8, "liability.archive.discipline", Fail, NotMet, "拒不改正，依法处分", "correction refused: discipline";
    ARCHIVE_CURED: LIAB_8, "liability.archive.corrected", Fail, Met, "已经移交", "already handed over";
    ARCHIVE_UNKNOWN: LIAB_8, "liability.archive.unknown", Fail, Undetermined, "不知道改正情况", "it is unknown whether correction was refused";
}

/// A kind of breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    EmergencyDataMisuse,
    ForbiddenPlatform,
    PlatformNotIntegrated,
    CatalogueNotCompiled,
    CollectionRules,
    AggregationRules,
    SharingRules,
    OpeningRules,
    QualityDuty,
    UnlawfulChannel,
    ObstructiveCondition,
    ProviderBreach,
    NoDisposal,
    RequesterBreach,
    SharedDataMisuse,
    AuthorityBreach,
    Leak,
    Sale,
    UnlawfulProvision,
    NeglectOfDuty,
    AbuseOfPower,
    Favouritism,
    PersonalInformationDuty,
    DataSecurityDuty,
    ChannelLimited,
    BadRatingNotFixed,
    RecordsNotHandedOver,
    RecordsNotTransferred,
    Other,
}

/// Whom a provision reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reaches {
    /// State organs and institutions with public functions.
    Organs,
    /// Government departments.
    Departments,
    /// Whoever did it.
    Anyone,
}

/// What a correctable breach leads to.
#[derive(Clone, Copy)]
pub(super) struct Order {
    pub(super) first: &'static Code,
    pub(super) severe: &'static Code,
    pub(super) cured: &'static Code,
    pub(super) unknown: &'static Code,
    /// The classes of the order itself.
    pub(super) classes: &'static [&'static str],
    /// The class that comes on top.
    pub(super) worst: &'static str,
    /// Whether it comes when the breach is serious.
    pub(super) if_serious: bool,
    /// Whether it comes when correction is refused.
    pub(super) if_refused: bool,
}

/// What a breach of office leads to: discipline, or prosecution of a crime.
#[derive(Clone, Copy)]
pub(super) struct Office {
    pub(super) discipline: &'static Code,
    pub(super) refer: &'static Code,
    pub(super) unknown: &'static Code,
}

/// What follows from a breach.
#[derive(Clone, Copy)]
pub(super) enum Follows {
    Order(&'static Order),
    Office(&'static Office),
}

/// The provision that names a breach.
#[derive(Clone, Copy)]
pub(super) struct Provision {
    pub(super) rule: &'static Rule,
    pub(super) instrument: &'static str,
    pub(super) article: u16,
    pub(super) item: Option<u16>,
    pub(super) reaches: Reaches,
    pub(super) follows: Follows,
    /// Who orders, and whether that is ours to infer.
    pub(super) authority: (&'static str, bool),
}

const CORRECT: &[&str] = &["correct"];
static ORGAN: Order = Order {
    first: &ORGAN_CORRECT,
    severe: &ORGAN_SEVERE,
    cured: &ORGAN_CURED,
    unknown: &ORGAN_UNKNOWN,
    classes: CORRECT,
    worst: "discipline",
    if_serious: true,
    if_refused: false,
};
static PROVIDER: Order = Order {
    first: &PROVIDER_CORRECT,
    severe: &PROVIDER_SEVERE,
    cured: &PROVIDER_CURED,
    unknown: &PROVIDER_UNKNOWN,
    if_refused: true,
    ..ORGAN
};
static REQUESTER: Order = Order {
    first: &REQUESTER_CORRECT,
    severe: &REQUESTER_SEVERE,
    cured: &REQUESTER_CURED,
    unknown: &REQUESTER_UNKNOWN,
    ..PROVIDER
};
static MISUSE: Order = Order {
    first: &SUSPEND,
    severe: &END_SHARING,
    cured: &RESTORED,
    unknown: &SUSPENSION_UNKNOWN,
    classes: &["suspend", "correct"],
    worst: "end_sharing",
    if_serious: false,
    if_refused: true,
};
static AUTHORITY: Order = Order {
    first: &AUTHORITY_CORRECT,
    severe: &AUTHORITY_SEVERE,
    cured: &AUTHORITY_CURED,
    unknown: &AUTHORITY_UNKNOWN,
    ..PROVIDER
};
static SERVICE: Order = Order {
    first: &SERVICE_CORRECT,
    severe: &SERVICE_SEVERE,
    cured: &SERVICE_CURED,
    unknown: &SERVICE_UNKNOWN,
    worst: "liable",
    ..ORGAN
};
static ARCHIVE: Order = Order {
    first: &ARCHIVE_CORRECT,
    severe: &ARCHIVE_SEVERE,
    cured: &ARCHIVE_CURED,
    unknown: &ARCHIVE_UNKNOWN,
    if_serious: false,
    ..PROVIDER
};
static LEAKS: Office = Office { discipline: &LEAK_DISCIPLINE, refer: &LEAK_REFER, unknown: &LEAK_UNKNOWN };
static ABUSE: Office = Office { discipline: &ABUSE_DISCIPLINE, refer: &ABUSE_REFER, unknown: &ABUSE_UNKNOWN };
static PERSONAL: Office =
    Office { discipline: &PERSONAL_DISCIPLINE, refer: &PERSONAL_REFER, unknown: &PERSONAL_UNKNOWN };
static SECURITY: Office =
    Office { discipline: &SECURITY_DISCIPLINE, refer: &SECURITY_REFER, unknown: &SECURITY_UNKNOWN };

impl Kind {
    /// The provision that names this breach under `law`; `None` where no confirmed one is in force. `item` is the
    /// caller's: the kinds of the sharing regulation are told by number, but for those that a source names.
    pub(super) fn provision(self, item: Option<u16>, commercial: bool, law: Law) -> Option<Provision> {
        use Kind as B;
        let organ = |item| Provision {
            rule: &LIAB_2,
            instrument: "SDR",
            article: 87,
            item: Some(item),
            reaches: Reaches::Organs,
            follows: Follows::Order(&ORGAN),
            authority: ("peer_government_or_superior", false),
        };
        let department = |rule, article, item, order, authority| Provision {
            rule,
            instrument: "GDS",
            article,
            item,
            reaches: Reaches::Departments,
            follows: Follows::Order(order),
            authority,
        };
        let anyone = |rule, instrument, article, follows, authority| Provision {
            rule,
            instrument,
            article,
            item: None,
            reaches: Reaches::Anyone,
            follows,
            authority,
        };
        let sharing = ("sharing_authority", true);
        let superior = ("superior", true);
        let newer = |newer: (&'static str, u16), older| if law.in_force(newer.0) { newer } else { older };
        let found = match self {
            B::EmergencyDataMisuse => organ(1),
            B::ForbiddenPlatform | B::PlatformNotIntegrated => organ(2),
            B::CatalogueNotCompiled => organ(3),
            B::CollectionRules | B::AggregationRules | B::SharingRules | B::OpeningRules => organ(4),
            B::QualityDuty => organ(5),
            B::UnlawfulChannel => organ(6),
            B::ObstructiveCondition => department(&LIAB_3, 39, Some(2), &PROVIDER, sharing),
            B::ProviderBreach => department(&LIAB_3, 39, item, &PROVIDER, sharing),
            B::NoDisposal | B::RequesterBreach => department(&LIAB_4, 40, item, &REQUESTER, sharing),
            B::SharedDataMisuse => department(&LIAB_4, 27, None, &MISUSE, sharing),
            B::AuthorityBreach => {
                department(&LIAB_5, 41, item, &AUTHORITY, ("own_government_or_superior", false))
            }
            B::Leak | B::Sale | B::UnlawfulProvision => {
                // Confidential business information is named from 2025.
                let (instrument, article) = newer(("GDS", 42), ("OGS", 14));
                if commercial && instrument == "OGS" {
                    return None;
                }
                anyone(&LIAB_6, instrument, article, Follows::Office(&LEAKS), superior)
            }
            B::NeglectOfDuty | B::AbuseOfPower | B::Favouritism => {
                anyone(&LIAB_6, "DSL", 50, Follows::Office(&ABUSE), superior)
            }
            B::PersonalInformationDuty => anyone(&LIAB_6, "PIPL", 68, Follows::Office(&PERSONAL), superior),
            B::DataSecurityDuty => anyone(&LIAB_6, "DSL", 49, Follows::Office(&SECURITY), superior),
            B::ChannelLimited | B::BadRatingNotFixed => {
                let (instrument, article) = newer(("BER24", 96), ("BER20", 79));
                anyone(&LIAB_7, instrument, article, Follows::Order(&SERVICE), superior)
            }
            B::RecordsNotHandedOver | B::RecordsNotTransferred => {
                let (instrument, article) = newer(("ALR", 49), ("AL", 48));
                let authority = ("archives_authority", true);
                let item = (instrument == "AL").then_some(6);
                Provision {
                    item,
                    ..anyone(&LIAB_8, instrument, article, Follows::Order(&ARCHIVE), authority)
                }
            }
            B::Other => return None,
        };
        law.in_force(found.instrument).then_some(found)
    }
}
