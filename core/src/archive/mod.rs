//! Electronic archives (电子档案), the legal side: what is archived and whether its package passes, and the transfer to the
//! archives.

pub(crate) mod appraisal;
pub(crate) mod life;
pub(crate) mod package;
pub(crate) mod properties;
pub(crate) mod track;
pub(crate) mod transfer;
