//! Electronic certificates (电子证照).

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Fact, Moment};
use crate::law::Date;

/// An electronic certificate.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Certificate<'a> {
    pub(crate) issuer_kind: Fact<IssuerKind>,
    pub(crate) document_kind: Fact<DocumentKind>,
    pub(crate) issued_by_law: Fact<bool>,
    pub(crate) state_secret: Fact<bool>,
    #[serde(borrow)]
    pub(crate) holder_id_kind: Fact<&'a str>,
    pub(crate) holder_id: Fact<&'a str>,
    pub(crate) issued_on: Fact<Moment>,
    pub(crate) valid_from: Fact<Moment>,
    pub(crate) valid_to: Fact<Moment>,
    pub(crate) face_items: Fact<FaceItems<'a>>,
    pub(crate) status: Fact<CertificateStatus>,
    pub(crate) status_answer: Fact<StatusAnswer>,
    pub(crate) issued_with_physical_at: Fact<Moment>,
    pub(crate) pushed_to_library_at: Fact<Moment>,
    pub(crate) callable: Fact<bool>,
    pub(crate) content_digest: Fact<&'a str>,
    pub(crate) physical_digest: Fact<&'a str>,
}

/// Face items (照面信息) by name.
pub(crate) type FaceItems<'a> = BTreeMap<&'a str, Option<&'a str>>;

/// Who issues (颁发机构类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum IssuerKind {
    CityDepartment,
    OtherProvince,
    National,
    Enterprise,
}

/// Kind of document (文书种类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DocumentKind {
    Certificate,
    Licence,
    Approval,
    AppraisalReport,
    Proof,
    Other,
}

/// State of a certificate (证照状态).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum CertificateStatus {
    Valid,
    Suspended,
    Cancelled,
    Revoked,
    Expired,
    Voided,
    Superseded,
}

/// What the issuer or the library answers about the state.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct StatusAnswer {
    pub(crate) status: Fact<CertificateStatus>,
    pub(crate) since: Fact<Moment>,
}

impl Certificate<'_> {
    /// The state at `at`: the authoritative answer goes before what the e-certificate shows. Where neither is known, the
    /// pointer below the certificate of what would tell.
    pub(crate) fn status_at(&self, at: Moment) -> Result<CertificateStatus, &'static str> {
        if let Fact::Known(answer) = &self.status_answer {
            return match (answer.status, answer.since) {
                (Fact::Known(_), Fact::Known(since)) if since.is_after(at) => self.shown(),
                (Fact::Known(status), _) => Ok(status),
                _ => Err("status_answer/status"),
            };
        }
        self.shown()
    }

    fn shown(&self) -> Result<CertificateStatus, &'static str> {
        self.status.known().copied().ok_or("status")
    }

    /// Whether the e-certificate still shows another state than the authoritative answer, which holds by `today`.
    pub(crate) fn is_stale(&self, today: Date) -> bool {
        let Fact::Known(answer) = &self.status_answer else { return false };
        let begun = answer.since.known().is_none_or(|since| since.day() <= today);
        let differ = matches!((self.status.known(), answer.status.known()), (Some(shown), Some(answered)) if shown != answered);
        begun && differ
    }
}
