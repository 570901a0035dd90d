//! Agencies (机构) and other bodies.

use serde::Deserialize;

use super::{Designation, Duty, Fact, RoleRecord};

/// A body (机构).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Agency<'a> {
    #[serde(borrow)]
    pub(crate) code: Fact<&'a str>,
    pub(crate) kind: Fact<AgencyKind>,
    pub(crate) utility_kind: Fact<UtilityKind>,
    pub(crate) performs_public_function: Fact<bool>,
    pub(crate) funding: Fact<Funding>,
    pub(crate) level: Fact<AgencyLevel>,
    #[serde(borrow)]
    pub(crate) roles: Fact<Vec<RoleRecord<'a>>>,
    pub(crate) duties: Fact<Vec<Duty<'a>>>,
    pub(crate) designations: Fact<Vec<Designation<'a>>>,
    pub(crate) sharing_office: Fact<SharingOffice>,
    pub(crate) district_code: Fact<&'a str>,
}

/// Level of a body or of an act (层级).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AgencyLevel {
    City,
    District,
    Street,
}

/// The office for sharing government data of a department (政务数据共享工作机构; GDS art. 11): whether there is one.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct SharingOffice {}

/// Kind of body (机构类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AgencyKind {
    AdministrativeOrgan,
    Institution,
    Utility,
    FundedBody,
    CentralPost,
    OtherStateOrgan,
    AuthorisedOrg,
    Enterprise,
    Natural,
}

/// Kind of utility (公用事业类别).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum UtilityKind {
    Water,
    Power,
    Gas,
    PublicTransport,
    Telecom,
    CivilAviation,
    Railway,
    /// A kind that no list names.
    Other,
}

impl UtilityKind {
    /// The word that facts and the law's list use.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::Power => "power",
            Self::Gas => "gas",
            Self::PublicTransport => "public_transport",
            Self::Telecom => "telecom",
            Self::CivilAviation => "civil_aviation",
            Self::Railway => "railway",
            Self::Other => "other",
        }
    }
}

/// Source of funding (经费来源).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Funding {
    City,
    District,
    Central,
    Own,
}

impl Agency<'_> {
    /// Whether it is a construction of ours that the body counts, or does not count, as a government department.
    pub(crate) fn is_department_by_inference(&self) -> bool {
        matches!(self.kind, Fact::Known(AgencyKind::CentralPost | AgencyKind::Institution))
    }

    /// Whether the Government Data Sharing Regulation counts the body among the departments it binds (GDS art. 2): a
    /// department of government, or an organisation that a law or regulation authorises. `None` when unknown.
    pub(crate) fn is_government_department(&self) -> Option<bool> {
        use AgencyKind::{AdministrativeOrgan, AuthorisedOrg, CentralPost};
        match self.kind {
            Fact::Unknown => None,
            Fact::None => Some(false),
            Fact::Known(kind) => Some(matches!(kind, AdministrativeOrgan | AuthorisedOrg | CentralPost)),
        }
    }
}
