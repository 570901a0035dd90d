//! Chapter 4, opening to society.

pub(crate) mod channel;
pub(crate) mod classification;
mod conditions;
mod criteria;
pub(crate) mod harm;
pub(crate) mod indicators;
pub(crate) mod list;
pub(crate) mod list_entry;
pub(crate) mod operation;
pub(crate) mod request;
mod treatment;

pub(crate) use criteria::{CODES as CRITERIA_CODES, RULES as CRITERIA_RULES};
pub(crate) use treatment::{CODES as TREATMENT_CODES, RULES as TREATMENT_RULES};
