//! Chapters 7 and 8: supervision and assessment, liability.

pub(crate) mod assessment;
pub(crate) mod liability;
