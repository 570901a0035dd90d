//! Chapter 4, opening to society.

pub(crate) mod classification;
mod criteria;
mod treatment;

pub(crate) use criteria::{CODES as CRITERIA_CODES, RULES as CRITERIA_RULES};
pub(crate) use treatment::{CODES as TREATMENT_CODES, RULES as TREATMENT_RULES};
