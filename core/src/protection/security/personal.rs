//! Personal information: kept in the country (SEC-8), assessed before what bears on individuals (SEC-9).

use serde::Deserialize;

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Law, Parameter, Rule, Unit, art, art_para, by, codes, number, parameter, years_after};
use crate::record::{AgencyKind, Fact, Moment, YesNo};
use crate::report::Findings;

use super::{Facts, Gaps, security};

/// SEC-8.
static SEC_8: Rule = security(
    8,
    Law::PERSONAL_INFORMATION,
    "国家机关处理的个人信息应当在境内存储；确需向境外提供的，应当进行安全评估",
    "personal information held by organs is stored in the country; it goes abroad only after an assessment",
    &[by(art("PIPL", 36), Confirmed)],
)
.when("国家机关处理个人信息", "an organ processes personal information")
.then("境内存储；确需向境外提供的先作安全评估", "stored in the country; abroad only after an assessment")
.separable();
/// SEC-9.
static SEC_9: Rule = security(
    9,
    Law::PERSONAL_INFORMATION,
    "处理敏感个人信息、自动化决策、委托处理、提供、公开、向境外提供等，事前进行个人信息保护影响评估并记录",
    "an impact assessment comes before sensitive data, automated decisions, entrusting, providing, publishing, transfer abroad; a record is kept",
    &[by(art("PIPL", 55), Confirmed)],
)
.when(
    "处理敏感个人信息、自动化决策、委托处理、提供、公开、出境或者有其他重大影响",
    "sensitive data, automated decisions, entrusting, providing, publishing, transfer abroad or other major effect",
)
.then(
    "事前影响评估，报告和处理记录至少保存三年",
    "impact assessed beforehand, report and record kept at least 3 years",
)
.separable();

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SEC_8, &SEC_9];

/// How long records of impact assessments are kept.
static RECORD_YEARS: Parameter = parameter(
    "security.assessment_record_years",
    &[SEC_9.id],
    Unit::Years,
    "影响评估记录的保存期限",
    "how long records of impact assessments are kept",
    &[number(3, by(art_para("PIPL", 56, 2), Confirmed))],
);
const RECORDS: &[crate::law::Basis] = &[by(art_para("PIPL", 56, 2), Confirmed)];

/// The parameters of this file.
pub(crate) static PARAMETERS: &[&Parameter] = &[&RECORD_YEARS];

codes! {
    IN_COUNTRY: SEC_8, "security.storage.in_country", Fail, Met, "个人信息在境内存储", "personal information is stored in the country";
    ABROAD: SEC_8, "security.storage.abroad", Fail, NotMet, "个人信息在境外存储", "personal information is stored abroad";
    STORAGE_UNKNOWN: SEC_8, "security.storage.unknown", Fail, Undetermined, "不知道是否为个人信息、在何处存储或者是否向境外提供", "it is unknown whether the data are personal, where they are stored, or whether they go abroad";
    NOT_PERSONAL: SEC_8, "security.storage.not_personal", Inform, NotApplicable, "不是个人信息", "no personal information";
    NOT_AN_ORGAN: SEC_8, "security.storage.not_an_organ", Inform, NotApplicable, "该机构不是国家机关或者授权组织", "the body is no state organ or authorised organisation";
    ORGAN_UNKNOWN: SEC_8, "security.storage.organ_unknown", Fail, Undetermined, "不知道该机构是否为国家机关", "it is unknown whether the body is a state organ";
    STAYS: SEC_8, "security.export.none", Fail, Met, "个人信息不向境外提供", "personal information does not go abroad";
    EXPORT_ASSESSED: SEC_8, "security.export.assessed", Fail, Met, "向境外提供经过安全评估", "an assessment came before it went abroad";
    EXPORT_NOT_ASSESSED: SEC_8, "security.export.not_assessed", Fail, NotMet, "向境外提供未经安全评估", "it went abroad without an assessment";
    EXPORT_UNKNOWN: SEC_8, "security.export.unknown", Fail, Undetermined, "不知道向境外提供是否经过安全评估", "it is unknown whether an assessment came before it went abroad";
    ASSESSED: SEC_9, "security.assessment.done", Fail, Met, "事前进行了影响评估", "the impact assessment came before";
    ASSESSED_LATE: SEC_9, "security.assessment.late", Fail, NotMet, "影响评估晚于处理活动", "the impact assessment came after the processing";
    NOT_ASSESSED: SEC_9, "security.assessment.missing", Fail, NotMet, "没有进行影响评估", "there is no impact assessment";
    ASSESSMENT_UNKNOWN: SEC_9, "security.assessment.unknown", Fail, Undetermined, "不知道处理活动的类别、时间或者影响评估", "the kind or the time of the processing, or its impact assessment, is unknown";
    NOT_NEEDED: SEC_9, "security.assessment.not_needed", Inform, NotApplicable, "该处理活动无须影响评估", "the processing needs no impact assessment";
    RECORD_KEPT: SEC_9, "security.assessment.record_kept", Inform, Met, "评估报告和处理情况记录保存不少于三年", "report and record are kept for three years or more" on RECORDS;
    RECORD_SHORT: SEC_9, "security.assessment.record_short", Warn, NotMet, "评估报告和处理情况记录保存不足三年", "report and record are kept for less than three years" on RECORDS;
    RECORD_UNKNOWN: SEC_9, "security.assessment.record_unknown", Inform, Undetermined, "不知道评估报告和处理情况记录的保存期限", "it is unknown how long report and record are kept" on RECORDS;
}

const STORAGE: YesNo = YesNo { kept: &IN_COUNTRY, broken: &ABROAD, unknown: &STORAGE_UNKNOWN };
const EXPORT: YesNo =
    YesNo { kept: &EXPORT_ASSESSED, broken: &EXPORT_NOT_ASSESSED, unknown: &EXPORT_UNKNOWN };

/// Processing of personal information that may call for an assessment.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(super) struct Processing {
    kind: Fact<ProcessingKind>,
    at: Fact<Moment>,
    assessed_at: Fact<Moment>,
    record_kept_until: Fact<Moment>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ProcessingKind {
    SensitiveData,
    AutomatedDecision,
    Entrust,
    Provide,
    Publish,
    TransferAbroad,
    MajorEffect,
    Other,
}

/// SEC-8 of every data set of a state organ, or of an organisation that the law treats like one.
pub(super) fn store(facts: &Facts<'_>, gaps: &mut Gaps, out: &mut Findings) {
    use AgencyKind::{AdministrativeOrgan, AuthorisedOrg, CentralPost, Institution, OtherStateOrgan};
    let sets = facts.data_sets.list().unwrap_or_default();
    if !out.asks(&SEC_8) || sets.is_empty() {
        return;
    }
    let organ = match facts.unit.kind {
        Fact::Known(AdministrativeOrgan | AuthorisedOrg | CentralPost | OtherStateOrgan) => Ok(true),
        Fact::Known(Institution) => {
            facts.unit.performs_public_function.is(true).ok_or("/unit/performs_public_function")
        }
        Fact::Known(_) | Fact::None => Ok(false),
        Fact::Unknown => Err("/unit/kind"),
    };
    match organ {
        Ok(true) => {}
        Ok(false) => return out.add(&NOT_AN_ORGAN, "/unit/kind"),
        Err(missing) => return out.missing(&ORGAN_UNKNOWN, vec![missing.into()]),
    }
    for (index, set) in sets.iter().enumerate() {
        let at = |field: &str| format!("/data_sets/{index}/{field}");
        match set.is_personal.is(true) {
            Some(true) => {}
            Some(false) => {
                out.add(&NOT_PERSONAL, at("is_personal"));
                continue;
            }
            None => {
                out.missing(&STORAGE_UNKNOWN, vec![at("is_personal").into()]);
                continue;
            }
        }
        gaps.note(STORAGE.ask(set.stored_in_country, at("stored_in_country"), out), "storage_in_country");
        match set.provided_abroad.is(true) {
            Some(false) => out.add(&STAYS, at("provided_abroad")),
            Some(true) => {
                gaps.note(EXPORT.ask(set.abroad_assessed, at("abroad_assessed"), out), "abroad_assessment");
            }
            None => out.missing(&STORAGE_UNKNOWN, vec![at("provided_abroad").into()]),
        }
    }
}

/// SEC-9 of every processing, each by the law of its day.
pub(super) fn assess(facts: &Facts<'_>, gaps: &mut Gaps, out: &mut Findings) {
    let law = out.law();
    for (index, processing) in facts.processing.list().unwrap_or_default().iter().enumerate() {
        let day = processing.at.known().map_or(law.date(), |at| at.day());
        let of_processing = law.on(day);
        if of_processing.asks(&SEC_9) {
            out.under(of_processing);
            gaps.note(assessed(processing, index, out), "impact_assessment");
            out.under(law.clone());
        }
    }
}

fn assessed(processing: &Processing, index: usize, out: &mut Findings) -> Option<bool> {
    let at = |field: &str| format!("/processing/{index}/{field}");
    let mut unknown = |field: &str| {
        out.missing(&ASSESSMENT_UNKNOWN, vec![at(field).into()]);
        None
    };
    match processing.kind {
        Fact::Unknown => return unknown("kind"),
        Fact::None | Fact::Known(ProcessingKind::Other) => {
            out.add(&NOT_NEEDED, at("kind"));
            return None;
        }
        Fact::Known(_) => {}
    }
    let assessed = match processing.assessed_at {
        Fact::Unknown => return unknown("assessed_at"),
        Fact::None => {
            out.add(&NOT_ASSESSED, at("assessed_at"));
            return Some(false);
        }
        Fact::Known(assessed) => assessed,
    };
    match processing.at {
        Fact::Unknown => return unknown("at"),
        Fact::Known(done) if assessed.is_after(done) => {
            out.add(&ASSESSED_LATE, at("assessed_at"));
            return Some(false);
        }
        _ => out.add(&ASSESSED, at("assessed_at")),
    }
    match processing.record_kept_until {
        Fact::Unknown => out.missing(&RECORD_UNKNOWN, vec![at("record_kept_until").into()]),
        Fact::Known(until)
            if years_after(assessed.day(), out.law().number(&RECORD_YEARS))
                .is_some_and(|last| until.day() < last) =>
        {
            out.add(&RECORD_SHORT, at("record_kept_until"));
        }
        // Kept without an end.
        Fact::Known(_) | Fact::None => out.add(&RECORD_KEPT, at("record_kept_until")),
    }
    Some(true)
}
