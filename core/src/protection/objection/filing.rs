//! Filing an objection: who may (OBJ-1), with what (OBJ-1, 6), and where another remedy goes before (OBJ-4).

use crate::law::Confidence::{Inferred, Secondary, Seed, Text as Confirmed};
use crate::law::{Basis, Chapter, Law, Rule, RuleId, art, by, codes, rule, section, since};
use crate::record::{Fact, YesNo};
use crate::report::{Findings, Party};

use super::steps::Next;
use super::{Objection, Origin, Reporter};

/// The press release lets the subject object; the detail is ours until another text gives it.
pub(super) const BY_PRESS_RELEASE: Basis = by(section("SEED", "二(六)"), Inferred);

const fn objection(number: u8, zh: &'static str, en: &'static str, basis: &'static [Basis]) -> Rule {
    rule(RuleId(Chapter::Objection, number), since(Law::BASE), zh, en, basis)
}

/// OBJ-1.
static OBJ_1: Rule = objection(
    1,
    "被采集人认为公共数据存在错误、遗漏或者侵害其合法权益的，可以提出异议申请",
    "a person who thinks the data about it wrong, incomplete or harmful may file an objection",
    &[by(section("SEED", "二(六)"), Seed)],
)
.when("被采集人认为数据有误", "a person thinks the data about it wrong")
.then(
    "可以提出异议；提出人不是被采集人的不受理，不完整的补正",
    "it may object; who is not the subject is refused, what is incomplete is completed",
);
/// OBJ-4.
static OBJ_4: Rule = objection(
    4,
    "瑕疵源于行政行为且另有法定救济的，不适用异议程序，通过该救济途径解决",
    "a defect that comes from an administrative act with a remedy of its own follows that remedy",
    &[BY_PRESS_RELEASE, by(art("CN22", 2), Secondary)],
)
.when("瑕疵源于另有法定救济的行政行为", "the defect comes from an administrative act with its own remedy")
.then("不走异议程序，循该救济途径", "the objection route is closed; that remedy is used");
/// OBJ-6.
static OBJ_6: Rule = objection(
    6,
    "异议申请应当指明具体记录；不明确的，先要求补正，再予不受理",
    "an objection names the record; a vague one is first to be made clear, then refused",
    &[BY_PRESS_RELEASE, by(art("OGI19", 41), Confirmed)],
)
.when("请求更正", "a correction is asked")
.then(
    "应当指明具体记录；不明确的先要求补正，再予拒绝",
    "the record is identified; a vague one is asked to specify, then refused",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&OBJ_1, &OBJ_4, &OBJ_6];

codes! {
    ENTITLED: OBJ_1, "objection.entitled", Fail, Met, "由被采集人本人或者其代理人提出", "filed by the subject of the data or its agent";
    NOT_SUBJECT: OBJ_1, "objection.not_subject", Fail, NotMet, "提出人不是被采集人或者其代理人", "who filed is neither the subject of the data nor its agent";
    REPORTER_UNKNOWN: OBJ_1, "objection.reporter_unknown", Fail, Undetermined, "不知道由谁提出，或者代理权限不明", "it is unknown who filed, or whether the agent has authority";
    IDENTIFIED: OBJ_1, "objection.identified", Fail, Met, "身份核验通过", "the identity was checked";
    NOT_IDENTIFIED: OBJ_1, "objection.not_identified", Fail, NotMet, "身份核验未通过，不能认定为被采集人", "the identity check failed: not shown to be the subject";
    IDENTITY_UNKNOWN: OBJ_1, "objection.identity_unknown", Fail, Undetermined, "不知道身份核验结果", "the result of the identity check is unknown";
    REGISTERED: OBJ_1, "objection.complete", Fail, Met, "异议请求和证据材料齐备", "claim and evidence are there";
    INCOMPLETE: OBJ_1, "objection.incomplete", Fail, NotMet, "缺少异议类型或者证据材料，须补齐", "claim or evidence is missing and to be added" => Inferred;
    CLAIM_UNKNOWN: OBJ_1, "objection.claim_unknown", Fail, Undetermined, "不知道异议类型或者证据材料", "it is unknown what is claimed, or on what evidence";
    OWN_REMEDY: OBJ_4, "objection.route_to_remedy", Fail, NotMet, "瑕疵源于行政行为，循其法定救济途径解决，其间先予标注", "the defect comes from an administrative act: its own remedy is the way; the datum is marked meanwhile";
    DATA_DEFECT: OBJ_4, "objection.data_defect", Fail, Met, "瑕疵源于数据处理环节，适用异议程序", "the defect comes from handling the data: the objection is the way";
    ORIGIN_UNKNOWN: OBJ_4, "objection.origin_unknown", Fail, Undetermined, "不知道瑕疵是否源于另有救济的行政行为", "it is unknown whether the defect comes from an administrative act with a remedy of its own";
    RECORD_NAMED: OBJ_6, "objection.record_named", Fail, Met, "已指明具体记录", "the record is named";
    ASK_SPECIFY: OBJ_6, "objection.ask_specify", Fail, NotMet, "未指明具体记录，要求补正", "no record is named: its author is asked to name it";
    STILL_VAGUE: OBJ_6, "objection.refused_vague", Fail, NotMet, "经要求仍未指明具体记录，不予受理", "no record is named although asked for: refused";
    RECORD_UNKNOWN: OBJ_6, "objection.record_unknown", Fail, Undetermined, "不知道是否指明具体记录", "it is unknown whether a record is named";
    TO_ASK: OBJ_6, "objection.duty.ask_to_specify", Inform, Met, "要求申请人指明具体记录", "ask the applicant to name the record";
    TO_SPECIFY: OBJ_6, "objection.duty.specify", Inform, Met, "申请人指明具体记录", "name the record";
}

const IDENTITY: YesNo = YesNo { kept: &IDENTIFIED, broken: &NOT_IDENTIFIED, unknown: &IDENTITY_UNKNOWN };

/// How far a filing carries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Filing {
    /// It carries, as far as is known.
    Carries,
    NotSubject,
    RouteToRemedy,
    AskSpecify,
    Refused,
    Incomplete,
}

impl Filing {
    /// Whether the steps are asked: a datum is marked also while another remedy runs.
    pub(super) fn runs(self) -> bool {
        matches!(self, Self::Carries | Self::RouteToRemedy)
    }

    /// The outcome word, where the filing decides.
    pub(super) fn word(self) -> Option<&'static str> {
        match self {
            Self::Carries => None,
            Self::NotSubject => Some("not_subject"),
            Self::RouteToRemedy => Some("route_to_remedy"),
            Self::AskSpecify => Some("ask_specify"),
            Self::Refused => Some("refused"),
            Self::Incomplete => Some("incomplete"),
        }
    }
}

/// OBJ-1, OBJ-4, OBJ-6: the first that does not carry names the filing; all are said.
pub(super) fn look(objection: &Objection<'_>, out: &mut Findings) -> Filing {
    let entitled = entitled(objection, out);
    let complete = complete(objection, out);
    let clear = clear(objection, out);
    let own_way = own_way(objection, out);
    [entitled, own_way, clear, complete]
        .into_iter()
        .find(|filing| *filing != Filing::Carries)
        .unwrap_or(Filing::Carries)
}

/// OBJ-1: the subject, or an agent with authority, whose identity was checked.
fn entitled(objection: &Objection<'_>, out: &mut Findings) -> Filing {
    let authorised = match objection.reporter_kind {
        Fact::Known(Reporter::Subject) => Ok(true),
        Fact::Known(Reporter::Agent) => objection.agent_authority.is(true).ok_or("/agent_authority"),
        Fact::Unknown => Err("/reporter_kind"),
        Fact::Known(Reporter::Other | Reporter::Agency) | Fact::None => Ok(false),
    };
    match authorised {
        Ok(true) => out.add(&ENTITLED, "/reporter_kind"),
        Ok(false) => out.add(&NOT_SUBJECT, "/reporter_kind"),
        Err(missing) => out.missing(&REPORTER_UNKNOWN, vec![missing.into()]),
    }
    let identified = IDENTITY.ask(objection.identity_check, "/identity_check", out);
    if authorised == Ok(false) || identified == Some(false) { Filing::NotSubject } else { Filing::Carries }
}

/// OBJ-1: a claim and evidence; which datum is meant is asked by OBJ-6.
fn complete(objection: &Objection<'_>, out: &mut Findings) -> Filing {
    let claimed = match objection.claim_kind {
        Fact::Unknown => None,
        Fact::None => Some(false),
        Fact::Known(_) => Some(true),
    };
    let proven = objection.evidence.list().map(|list| !list.is_empty());
    let mut missing = Vec::new();
    let mut filing = Filing::Carries;
    for (path, stated) in [("/claim_kind", claimed), ("/evidence", proven)] {
        match stated {
            Some(true) => {}
            Some(false) => {
                out.add(&INCOMPLETE, path);
                filing = Filing::Incomplete;
            }
            None => missing.push(path.into()),
        }
    }
    if !missing.is_empty() {
        out.missing(&CLAIM_UNKNOWN, missing);
    } else if filing == Filing::Carries {
        out.add(&REGISTERED, "/evidence");
    }
    filing
}

/// OBJ-6.
fn clear(objection: &Objection<'_>, out: &mut Findings) -> Filing {
    match objection.record.is_stated() {
        Some(true) => out.add(&RECORD_NAMED, "/record"),
        None => out.missing(&RECORD_UNKNOWN, vec!["/record".into()]),
        Some(false) => {
            let asked = objection.asked_to_specify_at.known().is_some();
            let silent = objection.specified_at == Fact::None;
            let (code, filing) = if asked && silent {
                (&STILL_VAGUE, Filing::Refused)
            } else {
                (&ASK_SPECIFY, Filing::AskSpecify)
            };
            out.add(code, "/record");
            return filing;
        }
    }
    Filing::Carries
}

/// OBJ-4.
fn own_way(objection: &Objection<'_>, out: &mut Findings) -> Filing {
    match objection.origin {
        Fact::Known(Origin::AdministrativeAct) => {
            out.add(&OWN_REMEDY, "/origin");
            return Filing::RouteToRemedy;
        }
        Fact::Known(Origin::DataHandling) | Fact::None => out.add(&DATA_DEFECT, "/origin"),
        Fact::Unknown => out.missing(&ORIGIN_UNKNOWN, vec!["/origin".into()]),
    }
    Filing::Carries
}

/// Who acts next on a vague objection.
pub(super) fn to_specify(objection: &Objection<'_>, law: Law) -> Next {
    if objection.asked_to_specify_at.known().is_some() {
        Next::new(law, "specify", &TO_SPECIFY, Party::Applicant, None)
    } else {
        Next::new(law, "ask_to_specify", &TO_ASK, Party::BigDataCentre, None)
    }
}

/// OBJ-1 of a body that reports an error in data about others.
pub(super) fn not_the_subject(out: &mut Findings) {
    out.add(&NOT_SUBJECT, "/reporter_kind");
}
