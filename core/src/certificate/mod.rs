//! Electronic certificates (电子证照).
//!
//! The legal side: taking them in place of the physical ones, issuing them. The side of the file: reading its metadata
//! (`carrier`, `metadata`), and what they come to beside the verification of signatures (`checks`, `assess`).

pub(crate) mod acceptance;
pub(crate) mod assess;
pub(crate) mod carrier;
pub(crate) mod checks;
mod day;
pub(crate) mod exemption;
pub(crate) mod face;
mod information;
mod inquiry;
pub(crate) mod issue;
mod kind;
pub(crate) mod metadata;
pub(crate) mod names;
pub(crate) mod physical;
pub(crate) mod pushing;
pub(crate) mod validity;

pub use checks::{Asks, CHECKS, Check};
pub use face::FaceItem;
pub use information::Information;
pub use inquiry::{Holder, Inquiry, State, StatusAnswer};
pub use kind::TypeRule;
pub use metadata::{Carrier, METADATA_SCHEMA};
pub use names::NAMES;
