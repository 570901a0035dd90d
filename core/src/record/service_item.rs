//! Service items (政务服务事项) and what an applicant submits for one (办件).

use serde::Deserialize;

use super::{Fact, LegalBasis, Moment};

/// A service item.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ServiceItem {
    pub(crate) kind: Fact<ItemKind>,
    pub(crate) listed: Fact<bool>,
    pub(crate) online_depth: Fact<OnlineDepth>,
    pub(crate) on_platform: Fact<bool>,
    pub(crate) exemption: Fact<Exemption>,
    pub(crate) exemption_basis: Fact<Vec<LegalBasis>>,
    pub(crate) channels: Fact<Vec<Channel>>,
    pub(crate) window_model: Fact<WindowModel>,
    pub(crate) statutory_days: Fact<u32>,
    pub(crate) promised_days: Fact<u32>,
    pub(crate) land_registration: Fact<bool>,
}

/// Kind of item (事项类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ItemKind {
    Licence,
    Confirmation,
    Payment,
    Reward,
    Adjudication,
    Levy,
    Inspection,
    OtherPower,
    PublicService,
}

/// How far an item is handled online (网办深度).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OnlineDepth {
    Consultation,
    Appointment,
    PreReview,
    Full,
}

/// Why an item may stay off the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Exemption {
    /// Laws or regulations provide otherwise.
    Law,
    Secret,
    PublicSecurity,
    /// Not yet taken on board by the State Council's steps.
    Phased,
    /// Another of the circumstances that the provision leaves open (等情形).
    LikeCircumstance,
}

/// How windows take applications in (窗口模式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WindowModel {
    Comprehensive,
    Dedicated,
}

/// A way to be served (办理渠道).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Channel {
    /// Online, whichever way.
    Online,
    Portal,
    Suishenban,
    SelfServiceTerminal,
    /// In person, whichever way.
    Offline,
    Window,
    Assisted,
}

impl Channel {
    /// Whether the applicant need not come.
    pub(crate) fn is_online(self) -> bool {
        matches!(self, Self::Online | Self::Portal | Self::Suishenban)
    }

    /// Whether a person serves the applicant.
    pub(crate) fn is_in_person(self) -> bool {
        matches!(self, Self::Offline | Self::Window | Self::Assisted)
    }

    /// Whether one who chose this channel is served as chosen through `other`.
    pub(crate) fn is_served_by(self, other: Self) -> bool {
        self == other
            || (self.is_online() && other == Self::Online)
            || (self == Self::Online && other.is_online())
            || (self.is_in_person() && other == Self::Offline)
            || (self == Self::Offline && other.is_in_person())
    }
}

/// What an applicant submits, and what became of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Submission<'a> {
    pub(crate) applicant: Fact<Applicant>,
    pub(crate) channel_chosen: Fact<Channel>,
    pub(crate) channel_forced: Fact<Channel>,
    #[serde(borrow)]
    pub(crate) asked: Fact<Vec<&'a str>>,
    pub(crate) asked_at: Fact<Vec<Moment>>,
    pub(crate) accepted_at: Fact<Moment>,
    pub(crate) decided_at: Fact<Moment>,
}

/// Who applies.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Applicant {
    pub(crate) kind: Fact<ApplicantKind>,
}

/// Kind of applicant (申请人类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ApplicantKind {
    Individual,
    /// A market entity (市场主体): an enterprise or a business in one person's name.
    Enterprise,
    OtherLegalPerson,
}

impl Submission<'_> {
    /// The kind of applicant.
    pub(crate) fn applicant_kind(&self) -> Fact<ApplicantKind> {
        self.applicant.known().map_or(Fact::Unknown, |applicant| applicant.kind)
    }
}
