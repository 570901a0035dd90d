//! Electronic archives (电子档案). The legal side: what is archived and whether its package passes, and the transfer to the
//! archives. The bytes: packages read, tested and formed.

pub(crate) mod appraisal;
pub(crate) mod life;
pub(crate) mod package;
pub(crate) mod packed;
pub(crate) mod properties;
pub(crate) mod track;
pub(crate) mod transfer;

pub use packed::{ArchiveOptions, Plan, encapsulate, form};
pub use properties::Stage;
