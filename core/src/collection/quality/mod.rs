//! The quality of data: QUAL-1 to QUAL-7.

mod cell;
pub(crate) mod dataset;
pub(crate) mod indicator;
pub(crate) mod liability;
