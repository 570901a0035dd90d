//! What must be done next.

use serde::Serialize;

use crate::law::{Code, Date, Law, Source, Text};

/// Who must do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The body that asks for data.
    Requester,
    /// The body that provides data.
    Provider,
    /// The body that the question is about.
    Body,
    /// The leading authority for public data (主管部门).
    Authority,
    /// The government of the level at hand.
    Government,
    /// The big data centre of the city (市大数据中心).
    BigDataCentre,
    /// The body that collects data (采集方).
    Collector,
    /// The body that uses data (使用方).
    User,
    /// The body that runs the platform (平台方).
    Platform,
    /// The unit that the data come from (数源单位).
    SourceUnit,
    /// The department that fused data of several sources (融合加工部门).
    FusingDepartment,
    /// The person or body that applied (申请人).
    Applicant,
    /// The authority for sharing government data (政务数据共享主管部门).
    SharingAuthority,
}

/// A duty that follows from an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Obligation {
    /// The last day, where a deadline runs.
    pub by: Option<Date>,
    /// What it rests on.
    pub citations: Vec<Source>,
    /// The stable code.
    pub code: &'static str,
    /// Its words, for the text form; in the JSON the code stands for them.
    #[serde(skip)]
    pub message: Text,
    /// Who must do it.
    pub on: Party,
}

impl Obligation {
    /// The duty that `code` names, on `party`, without a deadline.
    pub(crate) fn new(law: Law, code: &'static Code, on: Party) -> Self {
        Self { by: None, citations: law.rests_on(code).sources, code: code.code, message: code.message, on }
    }
}
