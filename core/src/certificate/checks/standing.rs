//! How the certificate stands with who keeps it: what a source says, at a time of its own. Silence is never good.
//!
//! *Basis*: GB/T 36906-2018 (verification of information); an extension keeps the serial and raises the version, so no
//! file says of itself that it is the latest.

use chrono::TimeDelta;

use super::identifier::formed;
use super::{Asks, Case, Check, Found};
use crate::certificate::inquiry::{State, StatusAnswer};
use crate::certificate::metadata::normal;
use crate::certificate::validity::ECERT_4;
use crate::law::{Code, Text, codes};

codes! {
    RECORD_AGREES: ECERT_4, "ecert.record.agrees", Fail, Met, "元数据与数据来源的记录一致", "the metadata are those of the source's record";
    RECORD_DIFFERS: ECERT_4, "ecert.record.differs", Fail, NotMet, "元数据与数据来源的记录不一致", "the metadata are not those of the source's record";
    STATUS_VALID: ECERT_4, "ecert.status.valid", Fail, Met, "数据来源答复：有效", "the source says that it is valid";
    STATUS_NOT_ACTIVE: ECERT_4, "ecert.status.not_active", Fail, NotMet, "数据来源答复：未激活", "the source says that it is not active yet";
    STATUS_SUSPENDED: ECERT_4, "ecert.status.suspended", Fail, NotMet, "数据来源答复：暂扣、暂时失效", "the source says that it is suspended";
    STATUS_EXPIRED: ECERT_4, "ecert.status.expired", Fail, NotMet, "数据来源答复：失效、过期", "the source says that it has expired";
    STATUS_REVOKED: ECERT_4, "ecert.status.revoked", Fail, NotMet, "数据来源答复：撤销、吊销", "the source says that it is revoked";
    STATUS_CANCELLED: ECERT_4, "ecert.status.cancelled", Fail, NotMet, "数据来源答复：注销", "the source says that it is cancelled";
    STATUS_VOIDED: ECERT_4, "ecert.status.voided", Fail, NotMet, "数据来源答复：作废", "the source says that it is void";
    STATUS_SUPERSEDED: ECERT_4, "ecert.status.superseded", Fail, NotMet, "数据来源答复：已有新版本", "the source says that a newer version took its place";
    STATUS_MOVED: ECERT_4, "ecert.status.moved", Fail, NotMet, "数据来源答复：办理转出", "the source says that it has been moved out";
    STATUS_NOT_FOUND: ECERT_4, "ecert.status.not_found", Fail, NotMet, "数据来源答复：查无此证照", "the source says that there is no such certificate";
    STATUS_OTHER: ECERT_4, "ecert.status.other", Fail, Undetermined, "数据来源答复的状态不在已知之列", "the source names a state that is not known";
    STATUS_UNKNOWN: ECERT_4, "ecert.status.unknown", Fail, Undetermined, "没有关于证照状态的答复", "nobody says how the certificate stands";
    STATUS_OF_OTHER: ECERT_4, "ecert.status.of_other", Fail, Undetermined, "答复所涉不是该证照", "the answer is about another certificate";
    STATUS_STALE: ECERT_4, "ecert.status.stale", Fail, Undetermined, "答复的时间过早", "the answer is too old";
    STATUS_LATER: ECERT_4, "ecert.status.later", Fail, Undetermined, "答复晚于所询问的时刻，不能说明当时的状态", "the answer is later than the moment asked about and does not say how it stood then";
    VERSION_CURRENT: ECERT_4, "ecert.version.current", Fail, Met, "是现行版本", "it is the current version";
    VERSION_OLD: ECERT_4, "ecert.version.superseded", Fail, NotMet, "已有更新的版本", "there is a newer version";
    VERSION_AHEAD: ECERT_4, "ecert.version.ahead", Fail, Undetermined, "版本高于数据来源所知的版本", "the version is higher than the one that the source knows";
    VERSION_UNKNOWN: ECERT_4, "ecert.version.unknown", Fail, Undetermined, "无从得知是否已有更新的版本", "nobody says whether there is a newer version";
}

pub(super) static RECORD: Check = Check {
    name: "source_record",
    question: Text {
        zh: "元数据是否与数据来源的记录一致？",
        en: "Are the metadata those of the source's record?",
    },
    basis: "GB/T 36906-2018",
    asks: Asks::Data,
    codes: &[&RECORD_AGREES, &RECORD_DIFFERS],
    run: record,
};

pub(super) static STATUS: Check = Check {
    name: "status",
    question: Text {
        zh: "数据来源对证照状态如何答复？",
        en: "What does a source say about the certificate's state?",
    },
    basis: "GB/T 36906-2018",
    asks: Asks::Standing,
    codes: &[
        &STATUS_VALID,
        &STATUS_NOT_ACTIVE,
        &STATUS_SUSPENDED,
        &STATUS_EXPIRED,
        &STATUS_REVOKED,
        &STATUS_CANCELLED,
        &STATUS_VOIDED,
        &STATUS_SUPERSEDED,
        &STATUS_MOVED,
        &STATUS_NOT_FOUND,
        &STATUS_OTHER,
        &STATUS_UNKNOWN,
        &STATUS_OF_OTHER,
        &STATUS_STALE,
        &STATUS_LATER,
    ],
    run: status,
};

pub(super) static VERSION: Check = Check {
    name: "version_current",
    question: Text { zh: "是否为现行版本？", en: "Is it the current version?" },
    basis: "GB/T 36904-2018",
    asks: Asks::Standing,
    codes: &[&VERSION_CURRENT, &VERSION_OLD, &VERSION_AHEAD, &VERSION_UNKNOWN],
    run: version,
};

impl StatusAnswer {
    /// Whether the answer is said to be about this very certificate.
    fn is_about(&self, case: &Case<'_>) -> bool {
        self.identifier
            .as_deref()
            .is_some_and(|about| case.metadata.text("ZZBS") == Some(normal(about).as_str()))
    }

    /// What keeps the answer from being one to the question.
    fn fault(&self, case: &Case<'_>) -> Option<&'static Code> {
        // What was good once may have changed since; what was not good stays so.
        let is_good = self.status == State::Valid || self.matches == Some(true);
        let days = TimeDelta::days(self.max_age_days.unwrap_or(1).into());
        let oldest = case.time.checked_sub_signed(days).filter(|_| is_good);
        if self.identifier.is_some() && !self.is_about(case) {
            Some(&STATUS_OF_OTHER)
        } else if self.at > case.time {
            Some(&STATUS_LATER)
        } else if oldest.is_some_and(|oldest| self.at < oldest) {
            Some(&STATUS_STALE)
        } else {
            None
        }
    }

    /// Whether it says that these metadata are those of the source's record.
    pub(super) fn confirms(&self, case: &Case<'_>) -> bool {
        self.matches == Some(true) && self.is_about(case) && self.fault(case).is_none()
    }

    /// The state, where the answer is one to the question.
    pub(in crate::certificate) fn state(&self, case: &Case<'_>) -> Option<State> {
        self.fault(case).is_none().then_some(self.status)
    }
}

fn record(case: &Case<'_>) -> Vec<Found> {
    let answer = case.inquiry.status.as_ref().filter(|answer| answer.fault(case).is_none());
    let Some(matches) = answer.and_then(|answer| answer.matches) else { return Vec::new() };
    vec![Found::at(if matches { &RECORD_AGREES } else { &RECORD_DIFFERS }, "/status/matches")]
}

fn status(case: &Case<'_>) -> Vec<Found> {
    let Some(answer) = &case.inquiry.status else { return vec![Found::lacking(&STATUS_UNKNOWN, "/status")] };
    if let Some(fault) = answer.fault(case) {
        return vec![Found::at(fault, "/status")];
    }
    let code = match answer.status {
        State::Valid => &STATUS_VALID,
        State::NotActive => &STATUS_NOT_ACTIVE,
        State::Suspended => &STATUS_SUSPENDED,
        State::Expired => &STATUS_EXPIRED,
        State::Revoked => &STATUS_REVOKED,
        State::Cancelled => &STATUS_CANCELLED,
        State::Voided => &STATUS_VOIDED,
        State::Superseded => &STATUS_SUPERSEDED,
        State::Moved => &STATUS_MOVED,
        State::NotFound => &STATUS_NOT_FOUND,
        State::Other => &STATUS_OTHER,
        State::Unknown => return vec![Found::lacking(&STATUS_UNKNOWN, "/status/status")],
    };
    vec![Found::at(code, "/status/status")]
}

fn version(case: &Case<'_>) -> Vec<Found> {
    let unknown = || vec![Found::lacking(&VERSION_UNKNOWN, "/status/version")];
    let Some(answer) = case.inquiry.status.as_ref().filter(|answer| answer.fault(case).is_none()) else {
        return unknown();
    };
    let own = formed(case).and_then(|found| found.parts.get("version").cloned());
    let code = match (answer.version.as_ref(), own) {
        // Both are three digits, as the form of each was checked.
        (Some(current), Some(own)) if *current == own => &VERSION_CURRENT,
        (Some(current), Some(own)) if *current > own => &VERSION_OLD,
        (Some(_), Some(_)) => &VERSION_AHEAD,
        (None, Some(_)) if answer.status == State::Superseded => &VERSION_OLD,
        // Who says that this identifier, version and all, is valid says that it is current.
        (None, Some(_)) if answer.status == State::Valid && answer.is_about(case) => &VERSION_CURRENT,
        _ => return unknown(),
    };
    vec![Found::at(code, "/status/version")]
}
