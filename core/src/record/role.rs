//! Roles that bodies hold, by their own record or by designation, each in its time.

use serde::Deserialize;

use super::{Agency, Fact, InTerm, Term};
use crate::law::Date;

/// A role (角色).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// 主管部门: the General Office of the city government.
    CompetentAuthority,
    /// 市大数据中心.
    BigDataCentre,
    /// 市经济信息化部门.
    EconomyInformatisation,
    /// 市级责任部门 of a sector.
    ResponsibleDept,
    /// 区主管部门.
    DistrictAuthority,
    /// 网信部门.
    CyberAdmin,
    /// 公安机关.
    Police,
    /// 国家安全机关.
    StateSecurity,
    /// 档案部门.
    Archive,
    /// 密码管理部门.
    CryptoAuthority,
    /// 数据局.
    DataBureau,
    /// 政务数据共享主管部门.
    SharingAuthority,
}

impl Role {
    /// The word that facts and reports use.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::CompetentAuthority => "competent_authority",
            Self::BigDataCentre => "big_data_centre",
            Self::EconomyInformatisation => "economy_informatisation",
            Self::ResponsibleDept => "responsible_dept",
            Self::DistrictAuthority => "district_authority",
            Self::CyberAdmin => "cyber_admin",
            Self::Police => "police",
            Self::StateSecurity => "state_security",
            Self::Archive => "archive",
            Self::CryptoAuthority => "crypto_authority",
            Self::DataBureau => "data_bureau",
            Self::SharingAuthority => "sharing_authority",
        }
    }
}

/// A role of a body, for a sector where it has one.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoleRecord<'a> {
    pub(crate) role: Fact<Role>,
    #[serde(borrow)]
    pub(crate) sector: Fact<&'a str>,
    pub(crate) period: Fact<Term>,
}

/// A designation (指定记录).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Designation<'a> {
    pub(crate) role: Fact<Role>,
    #[serde(borrow)]
    pub(crate) sector: Fact<&'a str>,
    pub(crate) period: Fact<Term>,
}

/// A statutory duty (法定职责).
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Duty<'a> {
    #[serde(borrow)]
    pub(crate) id: Fact<&'a str>,
}

/// Whether a body holds a role on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Held {
    Yes,
    No,
    /// The fact at this pointer, told from the body, is absent and would decide.
    Unknown(String),
}

impl Agency<'_> {
    /// Whether the body's roles hold `role` on `date`; where `sector` is given, for that sector. A role without a period
    /// is held.
    pub(crate) fn holds(&self, role: Role, sector: Option<&str>, date: Date) -> Held {
        let Some(roles) = self.roles.list() else { return Held::Unknown("/roles".to_owned()) };
        let records = roles.iter().map(|record| (record.role, record.sector, record.period));
        held(records, "/roles", role, date, |theirs| match (sector, theirs) {
            (None, _) => Some(true),
            (Some(_), Fact::Unknown) => None,
            (Some(sector), theirs) => Some(theirs.known() == Some(&sector)),
        })
    }

    /// Whether a designation of the body as `role` is in force on `date`. A designation that names no sector is one for
    /// the sector at hand.
    pub(crate) fn designated(&self, role: Role, sector: Option<&str>, date: Date) -> Held {
        let Some(list) = self.designations.list() else { return Held::Unknown("/designations".to_owned()) };
        in_force(list, "/designations", role, sector, date)
    }
}

/// Whether a designation as `role` is in force on `date` among those of the list at the pointer `at`.
pub(crate) fn in_force(
    list: &[Designation<'_>],
    at: &str,
    role: Role,
    sector: Option<&str>,
    date: Date,
) -> Held {
    let records = list.iter().map(|record| (record.role, record.sector, record.period));
    held(records, at, role, date, |theirs| match (sector, theirs) {
        (Some(sector), Fact::Known(theirs)) => Some(theirs == sector),
        _ => Some(true),
    })
}

/// `fits` says whether the sector of a record is the one at hand; `None` when that is unknown.
fn held<'a>(
    records: impl Iterator<Item = (Fact<Role>, Fact<&'a str>, Fact<Term>)>,
    at: &str,
    role: Role,
    date: Date,
    fits: impl Fn(Fact<&'a str>) -> Option<bool>,
) -> Held {
    let mut answer = Held::No;
    for (index, (theirs, sector, period)) in records.enumerate() {
        let unknown = |field: &str| Held::Unknown(format!("{at}/{index}/{field}"));
        let time = match period {
            Fact::Known(term) => term.contains(date),
            Fact::Unknown | Fact::None => InTerm::Yes,
        };
        let one = match (theirs.is(role), fits(sector), time) {
            (Some(false), ..) | (_, Some(false), _) | (.., InTerm::No) => continue,
            (Some(true), Some(true), InTerm::Yes) => return Held::Yes,
            (None, ..) => unknown("role"),
            (_, None, _) => unknown("sector"),
            (.., InTerm::Unknown(end)) => unknown(&format!("period/{end}")),
        };
        answer = one;
    }
    answer
}
