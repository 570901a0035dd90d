//! What callers hand in, and what several chapters ask of it.
//!
//! The field names are the snake case of the data model's English names. Every field is a [`Fact`]: unknown when
//! absent, known to be none when `null`. Text is borrowed from the facts; nothing is copied.

mod agency;
mod all_of;
mod basis;
mod certificate;
mod check_request;
mod consent;
mod cycle;
mod deadline;
mod entry;
mod eseal;
mod fact;
mod guide;
mod harm;
mod moment;
mod public_data;
mod request;
mod role;
mod scenario;
mod secrecy;
mod service_item;
mod standing;
mod stated;
mod term;
mod text;
mod verification;
mod yes_no;

pub(crate) use agency::{Agency, AgencyKind, AgencyLevel, Funding, UtilityKind};
pub(crate) use all_of::AllOf;
pub(crate) use basis::{
    BasisLevel, EXPRESSLY_FORBIDDING, LAW_ADMINISTRATIVE, LAW_REGULATION, LegalBasis, STATUTORY, Sufficient,
    sufficient,
};
pub(crate) use certificate::{Certificate, CertificateStatus, DocumentKind, FaceItems, IssuerKind};
pub(crate) use consent::{Consent, Processing};
pub(crate) use cycle::{PARAMETERS as CYCLE_PARAMETERS, UpdateCycle};
pub(crate) use deadline::{CHECK_DAYS, Deadline, Kept, working_days_between};
pub(crate) use entry::{
    ApprovalAuthority, Entry, Item, OneOrMany, OpenClass, SensitiveKind, Sensitivity, ShareClass,
    ShareCondition,
};
pub(crate) use eseal::{Eseal, OwnerKind, RefusalReason, SealInfo, SealKind, SealState};
pub use fact::Fact;
pub(crate) use fact::object;
pub(crate) use guide::{Fee, Form, Guide, Material, MaterialIssuer};
pub(crate) use moment::Moment;
pub(crate) use request::{Extension, SharingRequest, UseEntry};
pub use request::{ReplyVerdict, Undertaking};
pub(crate) use role::{Designation, Duty, Held, Role, RoleRecord, in_force};
pub(crate) use scenario::{Scenario, ScenarioStatus};
pub(crate) use secrecy::Secrecy;
pub(crate) use service_item::{
    ApplicantKind, Channel, Exemption, ItemKind, OnlineDepth, ServiceItem, Submission, WindowModel,
};
pub(crate) use stated::Stated;
pub(crate) use term::{InTerm, Term};
pub(crate) use text::Text;
pub(crate) use verification::{Verification, together};
pub(crate) use yes_no::YesNo;

pub(crate) use check_request::{
    BY_REPORT, CODES as CHECK_REQUEST_CODES, QUAL_6, RULES as CHECK_REQUEST_RULES,
};
pub(crate) use harm::{
    CODES as HARM_CODES, RIGHT_1_HARM, RIGHT_1_SAFE, RIGHT_1_TREATED, RULES as HARM_RULES,
};
pub(crate) use public_data::{CODES as PUBLIC_DATA_CODES, PUBLIC_DATA, RULES as PUBLIC_DATA_RULES, SCOPE_8};
pub(crate) use secrecy::{CODES as SECRECY_CODES, Excluded, RULES as SECRECY_RULES, exclusion, secrecy};
pub(crate) use standing::{
    CODES as STANDING_CODES, Capacity, Ground, PARAMETERS as STANDING_PARAMETERS, RULES as STANDING_RULES,
    Standing, standing,
};
