//! The quality of data: QUAL-1 to QUAL-7.

pub(crate) mod cell;
pub(crate) mod dataset;
pub(crate) mod indicator;
pub(crate) mod liability;
pub(crate) mod row;
