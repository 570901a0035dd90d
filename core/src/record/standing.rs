//! Whether and how the regulation binds a body: SCOPE-2 to SCOPE-6, SCOPE-9 and SCOPE-10.

use serde::Deserialize;

use super::{Agency, AgencyKind as Kind, Fact, Funding, UtilityKind};
use crate::law::Confidence::{Inferred, Secondary, Seed, Text as Confirmed};
use crate::law::{
    Chapter, Code, Date, Law, Parameter, Rule, RuleId, Unit, art, art_item, by, codes, rule, section, since,
    words,
};
use crate::options::Reading;
use crate::report::Listener;

/// From this day the Shanghai Data Regulation draws the circle of bodies anew (SDR art. 2 item 4, art. 90).
const SDR: Date = Law::DATA_REGULATION;

const fn scope(number: u8, zh: &'static str, en: &'static str, basis: &'static [crate::law::Basis]) -> Rule {
    rule(RuleId(Chapter::Scope, number), since(Law::BASE), zh, en, basis)
}

/// SCOPE-2.
static SCOPE_2: Rule = scope(
    2,
    "本市各级行政机关和履行公共管理和服务职能的事业单位是公共管理和服务机构",
    "administrative organs of the city and institutions with public functions are bound directly",
    &[by(art("O9", 3), Confirmed), by(section("SEED", "二(一)"), Seed), by(art_item("SDR", 2, 4), Confirmed)],
)
.when(
    "主体是本市各级行政机关，或者履行公共管理和服务职能的事业单位",
    "the subject is an administrative organ of any level of the city, or an institution with public management or service functions",
)
.then("是公共管理和服务机构，直接适用", "it is a public management and service body, bound directly");
/// SCOPE-3.
static SCOPE_3: Rule = scope(
    3,
    "水务、电力、燃气等公用事业运营单位在公共管理和服务中形成的数据适用本办法",
    "data that utilities form in public service fall under the measures",
    &[by(section("SEED", "二(一)"), Seed), by(art_item("SDR", 2, 4), Confirmed)],
)
.when(
    "主体是水务、电力、燃气等公用事业运营单位，数据在公共管理和服务中形成",
    "the subject operates water, power, gas or a like utility, and the data arose in public management or service",
)
.then("对该数据直接适用；其他数据不适用", "bound directly for those data; for others not");
/// SCOPE-4.
static SCOPE_4: Rule = scope(
    4,
    "运行经费由本市财政保障的其他机关、团体等单位",
    "other organs, groups and units whose running cost the city's budgets meet",
    &[
        by(section("SEED", "二(一)"), Seed).until(SDR),
        by(art_item("SDR", 2, 4), Confirmed),
        by(art("SDR", 90), Confirmed),
    ],
)
.when(
    "主体是运行经费由本市财政保障的其他机关、团体等单位",
    "the subject is another organ, group or unit whose running cost city budgets meet",
)
.then(
    "2022年前按新闻发布稿直接适用（可选参照的读法）；2022-01-01起国家机关和依法授权的组织直接适用，其余单位就公共管理和服务数据参照执行",
    "before 2022 bound directly by the press release (by reference in the other reading); from 2022-01-01 state organs and authorised organisations directly, other units by reference for data of public service",
);
/// SCOPE-5.
static SCOPE_5: Rule = scope(
    5,
    "中央国家机关派驻本市的管理机构参照执行",
    "local posts of central state organs follow by reference",
    &[by(section("SEED", "二(一)"), Seed), by(art("SDR", 90), Confirmed)],
)
.when("主体是中央国家机关派驻本市的管理机构", "the subject is a local post of a central state organ")
.then(
    "参照执行；2022-01-01起限于依法公共管理和服务的数据，法律、行政法规另有规定的从其规定",
    "bound by reference; from 2022-01-01 for data of lawful public management or service, unless laws or administrative regulations say otherwise",
);
/// SCOPE-6.
static SCOPE_6: Rule = scope(
    6,
    "通信、民航、铁路运营单位",
    "operators of telecommunications, civil aviation and railways",
    &[by(section("DR8N", "附则"), Secondary).until(SDR), by(art("SDR", 90), Confirmed)],
)
.when(
    "主体是通信、民航、铁路等运营单位",
    "the subject operates telecommunications, civil aviation, railways or the like",
)
.then(
    "2022年前按草案列举视为公用事业单位；2022-01-01起就公共服务数据参照执行",
    "before 2022 a utility by the draft's list; from 2022-01-01 bound by reference for data of public service",
);
/// SCOPE-9.
static SCOPE_9: Rule = scope(
    9,
    "其他企业和个人不是适用主体",
    "other companies and private persons are not bound",
    &[by(art("O9", 3), Inferred), by(art_item("SDR", 2, 4), Inferred)],
)
.when("主体是前述之外的企业或者个人", "the subject is a company or person outside the kinds above")
.then(
    "不是适用主体；可以是使用人、申请人、持证人或者授权运营单位",
    "not bound; may be a user, an applicant, a holder of certificates or an authorised operator",
);

/// SCOPE-10.
static SCOPE_10: Rule = scope(
    10,
    "参照执行的单位违反规定的，按偏离参照规则提示，不作责任认定",
    "a breach by a body bound by reference is a deviation, without a finding of liability",
    &[by(section("DR8N", "附则"), Inferred).until(Law::DATA_REGULATION), by(art("SDR", 90), Inferred)],
)
.when("参照执行的主体违反规定", "a body bound by reference breaches a rule")
.then(
    "提示为偏离参照适用的规则，不作责任认定",
    "reported as a deviation from a rule applied by reference, without a finding of liability",
);

/// The draft's supplementary provisions, as its note tells them.
const DRAFT: &[crate::law::Basis] = &[by(section("DR8N", "附则"), Secondary)];

/// What binds by reference, and only for the data of public management and service (SDR art. 90).
const BY_REFERENCE: &[crate::law::Basis] = &[by(art("SDR", 90), Confirmed)];

/// The utilities that are bound for the data of public service.
static UTILITIES: Parameter = Parameter {
    id: "scope.utilities",
    rules: &[SCOPE_3.id],
    settings: &[
        words(&["water", "power", "gas"], by(section("SEED", "二(一)"), Seed).until(SDR)),
        words(
            &["water", "power", "gas", "public_transport"],
            by(art_item("SDR", 2, 4), Confirmed).since(SDR),
        ),
    ],
    title: crate::law::Text {
        en: "utilities that are bound directly", zh: "直接适用的公用事业类别"
    },
    unit: Unit::Words,
    words: &["water", "power", "gas", "public_transport", "telecom", "civil_aviation", "railway", "other"],
};

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&UTILITIES];

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SCOPE_2, &SCOPE_3, &SCOPE_4, &SCOPE_5, &SCOPE_6, &SCOPE_9, &SCOPE_10];

codes! {
    ORGAN: SCOPE_2, "scope.organ", Fail, Met, "行政机关或者履行公共管理和服务职能的事业单位，直接适用", "an administrative organ or an institution with public functions: bound directly";
    FUNCTION_UNKNOWN: SCOPE_2, "scope.function_unknown", Fail, Undetermined, "不知道事业单位是否履行公共管理和服务职能", "it is unknown whether the institution has public functions";
    KIND_UNKNOWN: SCOPE_2, "scope.kind_unknown", Fail, Undetermined, "不知道机构类型", "the kind of body is unknown";
    UTILITY: SCOPE_3, "scope.utility", Fail, Met, "公用事业运营单位在公共服务中形成的数据，直接适用", "data formed by a utility in public service: bound directly";
    UTILITY_OF_DRAFT: SCOPE_3, "scope.utility_like", Fail, Met, "列举为开放式，草案列有该类公用事业，直接适用", "the list is open and the draft names this utility: bound directly" => Secondary on DRAFT;
    UTILITY_UNKNOWN: SCOPE_3, "scope.utility_unknown", Fail, Undetermined, "不知道公用事业类别", "the kind of utility is unknown";
    CAPACITY_UNKNOWN: SCOPE_3, "scope.capacity_unknown", Fail, Undetermined, "不知道数据是否在公共管理和服务中形成", "it is unknown whether the data arose in public management or service" => Secondary;
    COMMERCIAL: SCOPE_3, "scope.commercial_data", Fail, NotApplicable, "数据在自身经营中形成，不适用", "the data arose in a business of the body's own: not bound" => Secondary;
    FUNDED_COMMERCIAL: SCOPE_4, "scope.funded_commercial_data", Fail, NotApplicable, "数据在自身经营中形成，不在参照执行之列", "the data arose in a business of the body's own: not bound even by reference" on BY_REFERENCE;
    POST_COMMERCIAL: SCOPE_5, "scope.central_post_other_data", Fail, NotApplicable, "数据不是在公共管理和服务中形成，不在参照执行之列", "the data did not arise in public management or service: not bound even by reference" on BY_REFERENCE;
    OPERATOR_COMMERCIAL: SCOPE_6, "scope.operator_commercial_data", Fail, NotApplicable, "数据在自身经营中形成，不在参照执行之列", "the data arose in a business of the body's own: not bound even by reference" on BY_REFERENCE;
    FUNDED: SCOPE_4, "scope.funded_by_reference", Fail, Met, "由本市财政保障的其他单位，参照执行", "another unit funded by the city: by reference";
    FUNDED_SEED: SCOPE_4, "scope.funded_direct", Fail, Met, "由本市财政保障的其他机关、团体，依新闻发布稿直接适用", "another body funded by the city: bound directly by the press release's reading";
    FUNDED_DRAFT: SCOPE_4, "scope.funded_draft", Fail, Met, "由本市财政保障的其他机关、团体，依草案说明参照执行", "another body funded by the city: by reference in the draft's reading" => Secondary on DRAFT;
    FUNDING_UNKNOWN: SCOPE_4, "scope.funding_unknown", Fail, Undetermined, "不知道经费来源", "the source of funding is unknown";
    NOT_FUNDED: SCOPE_4, "scope.not_funded", Fail, NotApplicable, "运行经费不由本市财政保障，不是适用主体", "the running cost is not met by the city's budgets: not bound" => Inferred;
    STATE_ORGAN: SCOPE_4, "scope.state_organ", Fail, Met, "本市国家机关，自2022-01-01起直接适用", "a state organ of the city: bound directly since 2022-01-01";
    AUTHORISED: SCOPE_4, "scope.authorised_organisation", Fail, Met, "经依法授权具有管理公共事务职能的组织，自2022-01-01起直接适用", "an organisation lawfully authorised with public affairs: bound directly since 2022-01-01";
    CENTRAL_POST: SCOPE_5, "scope.central_post", Fail, Met, "中央国家机关派驻机构，参照执行", "a local post of a central state organ: by reference";
    OPERATOR: SCOPE_6, "scope.operator", Fail, Met, "通信、民航、铁路等运营单位，自2022-01-01起参照执行", "an operator of telecommunications, aviation or railways: by reference since 2022-01-01";
    OPERATOR_DRAFT: SCOPE_6, "scope.operator_draft", Fail, Met, "通信、民航、铁路等运营单位，依草案列举直接适用", "an operator of telecommunications, aviation or railways: bound directly by the draft's list" => Secondary on DRAFT;
    OPEN_READING: SCOPE_6, "scope.open_reading", Fail, Undetermined, "2022年前的文本对通信、民航、铁路运营单位未予确认：依草案列举为直接适用，依新闻发布稿未列举；以选项 reading 选择读法", "before 2022 the text on these operators is not confirmed: the draft lists them, the press release does not; the option reading chooses";
    PRIVATE: SCOPE_9, "scope.private", Fail, NotApplicable, "其他企业或者个人，不是适用主体", "another company or a private person: not bound";
    OPEN_LIST: SCOPE_3, "scope.utility_open_list", Fail, Undetermined, "列举为开放式（“等”），该类公用事业是否在内未见确认", "the list of utilities is open; whether this kind is in it is not confirmed";
    DEVIATIONS: SCOPE_10, "scope.by_reference", Inform, Met, "参照执行：各项义务照常评价，违反按偏离提示", "by reference: every duty is evaluated, a breach is reported as a deviation";
    TWO_READINGS: SCOPE_4, "scope.two_readings", Inform, Met, "对该类单位有直接适用和参照执行两种读法，已按所列读法判断", "there are two readings for this kind of body, direct and by reference; the one named was followed";
}

/// In what capacity the data arose (形成数据的职能).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Capacity {
    /// In lawful public management or service.
    PublicService,
    /// In a business of the body's own.
    Commercial,
}

/// What made a body stand as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ground {
    Organ,
    Utility,
    /// A utility of the draft's list that the press release does not name.
    UtilityOfDraft,
    Funded,
    FundedBySeed,
    FundedByDraft,
    StateOrgan,
    Authorised,
    CentralPost,
    Operator,
    OperatorOfDraft,
    Private,
    CommercialData,
    CommercialDataOfFunded,
    CommercialDataOfPost,
    CommercialDataOfOperator,
    NotFunded,
}

/// Whether and how a body is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standing {
    Direct(Ground),
    ByReference(Ground),
    NotSubject(Ground),
    /// The text is open and no reading was chosen.
    OpenReading,
    /// The list of utilities is open, and this kind is not named.
    OpenList,
    /// Facts of the body that decide are missing, by their names.
    Missing(&'static str),
    /// It decides in what capacity the data arose, and that is unknown.
    MissingCapacity,
}

/// How the regulation binds `agency` under `law`.
///
/// `capacity` is asked of those who are bound for the data of public service alone; `Known(PublicService)` where the
/// question is about the body, not about data.
pub(crate) fn standing(
    agency: &Agency<'_>,
    capacity: Fact<Capacity>,
    law: &Law,
    reading: Option<Reading>,
) -> Standing {
    use Standing::{Direct, Missing, NotSubject};
    let Some(kind) = agency.kind.known() else { return Missing("kind") };
    let regulation = law.date() >= SDR;
    let reference = |ground| {
        if regulation {
            by_capacity(capacity, Standing::ByReference(ground))
        } else {
            Standing::ByReference(ground)
        }
    };
    match kind {
        // SCOPE-2
        Kind::AdministrativeOrgan => Direct(Ground::Organ),
        Kind::Institution => match agency.performs_public_function {
            Fact::Known(true) => Direct(Ground::Organ),
            Fact::Unknown => Missing("performs_public_function"),
            _ => funded(agency, reading, regulation, reference),
        },
        // SCOPE-3 and SCOPE-6
        Kind::Utility => match agency.utility_kind {
            Fact::Known(kind) if law.lists(&UTILITIES, kind.as_str()) => {
                by_capacity(capacity, Direct(Ground::Utility))
            }
            Fact::Known(UtilityKind::Other) => by_capacity(capacity, Standing::OpenList),
            Fact::Known(UtilityKind::PublicTransport) => {
                by_capacity(capacity, Direct(Ground::UtilityOfDraft))
            }
            Fact::Known(_) if regulation => reference(Ground::Operator),
            Fact::Known(_) if reading == Some(Reading::Draft) => {
                by_capacity(capacity, Direct(Ground::OperatorOfDraft))
            }
            Fact::Known(_) => by_capacity(capacity, Standing::OpenReading),
            Fact::None | Fact::Unknown => Missing("utility_kind"),
        },
        // SCOPE-4
        Kind::OtherStateOrgan if regulation => Direct(Ground::StateOrgan),
        Kind::AuthorisedOrg if regulation => Direct(Ground::Authorised),
        Kind::FundedBody | Kind::OtherStateOrgan | Kind::AuthorisedOrg => {
            funded(agency, reading, regulation, reference)
        }
        // SCOPE-5
        Kind::CentralPost => reference(Ground::CentralPost),
        // SCOPE-9
        Kind::Enterprise | Kind::Natural => NotSubject(Ground::Private),
    }
}

/// SCOPE-4: is the running cost met by the city's budgets?
fn funded(
    agency: &Agency<'_>,
    reading: Option<Reading>,
    regulation: bool,
    reference: impl Fn(Ground) -> Standing,
) -> Standing {
    match (agency.funding, regulation, reading) {
        (Fact::Unknown, ..) => Standing::Missing("funding"),
        (Fact::Known(Funding::City | Funding::District), true, _) => reference(Ground::Funded),
        (Fact::Known(Funding::City | Funding::District), false, Some(Reading::Draft)) => {
            reference(Ground::FundedByDraft)
        }
        (Fact::Known(Funding::City | Funding::District), false, _) => Standing::Direct(Ground::FundedBySeed),
        _ => Standing::NotSubject(Ground::NotFunded),
    }
}

/// `standing`, as far as the data arose in public management or service.
fn by_capacity(capacity: Fact<Capacity>, standing: Standing) -> Standing {
    match capacity {
        Fact::Known(Capacity::PublicService) => standing,
        Fact::Unknown => Standing::MissingCapacity,
        Fact::Known(Capacity::Commercial) | Fact::None => Standing::NotSubject(match standing {
            Standing::ByReference(Ground::Funded) => Ground::CommercialDataOfFunded,
            Standing::ByReference(Ground::CentralPost) => Ground::CommercialDataOfPost,
            Standing::ByReference(Ground::Operator) => Ground::CommercialDataOfOperator,
            _ => Ground::CommercialData,
        }),
    }
}

impl Standing {
    /// Whether the body is bound; `None` when unknown.
    pub(crate) fn is_bound(&self) -> Option<bool> {
        match self {
            Self::Direct(_) | Self::ByReference(_) => Some(true),
            Self::NotSubject(_) => Some(false),
            Self::OpenReading | Self::OpenList | Self::Missing(_) | Self::MissingCapacity => None,
        }
    }

    /// Says how the body at the pointer `agency` stands, and why.
    pub(crate) fn say(&self, agency: &'static str, capacity: &'static str, out: &mut impl Listener) {
        match self {
            Self::Missing(name) => {
                let code = match *name {
                    "performs_public_function" => &FUNCTION_UNKNOWN,
                    "utility_kind" => &UTILITY_UNKNOWN,
                    "funding" => &FUNDING_UNKNOWN,
                    _ => &KIND_UNKNOWN,
                };
                out.missing(code, [format_args!("{agency}/{name}")]);
            }
            Self::MissingCapacity => out.missing(&CAPACITY_UNKNOWN, [capacity]),
            Self::OpenReading => out.add(&OPEN_READING, format_args!("{agency}/utility_kind")),
            Self::OpenList => out.add(&OPEN_LIST, format_args!("{agency}/utility_kind")),
            Self::Direct(ground) | Self::ByReference(ground) | Self::NotSubject(ground) => {
                out.add(ground.code(), format_args!("{agency}/kind"));
                if matches!(self, Self::ByReference(_)) {
                    out.add(&DEVIATIONS, format_args!("{agency}/kind"));
                }
                if matches!(ground, Ground::FundedBySeed | Ground::FundedByDraft) {
                    out.add(&TWO_READINGS, format_args!("{agency}/kind"));
                }
            }
        }
    }
}

impl Ground {
    fn code(self) -> &'static Code {
        match self {
            Self::Organ => &ORGAN,
            Self::Utility => &UTILITY,
            Self::UtilityOfDraft => &UTILITY_OF_DRAFT,
            Self::Funded => &FUNDED,
            Self::FundedBySeed => &FUNDED_SEED,
            Self::FundedByDraft => &FUNDED_DRAFT,
            Self::StateOrgan => &STATE_ORGAN,
            Self::Authorised => &AUTHORISED,
            Self::CentralPost => &CENTRAL_POST,
            Self::Operator => &OPERATOR,
            Self::OperatorOfDraft => &OPERATOR_DRAFT,
            Self::Private => &PRIVATE,
            Self::CommercialData => &COMMERCIAL,
            Self::CommercialDataOfFunded => &FUNDED_COMMERCIAL,
            Self::CommercialDataOfPost => &POST_COMMERCIAL,
            Self::CommercialDataOfOperator => &OPERATOR_COMMERCIAL,
            Self::NotFunded => &NOT_FUNDED,
        }
    }
}
