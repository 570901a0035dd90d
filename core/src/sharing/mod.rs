//! Chapter 4, sharing between bodies.
//!
//! Three regimes follow one another: the three classes of the measures of 2018, the negative list of the data
//! regulation of 2022, and between government departments the classes of the sharing regulation of 2025.

pub(crate) mod asked;
pub(crate) mod breach;
pub(crate) mod classes;
pub(crate) mod classification;
mod clock;
pub(crate) mod completeness;
pub(crate) mod conditions;
pub(crate) mod course;
pub(crate) mod decide;
pub(crate) mod decision;
pub(crate) mod delivery;
pub(crate) mod departments;
pub(crate) mod direct;
pub(crate) mod dispute;
pub(crate) mod fit;
pub(crate) mod negative_list;
pub(crate) mod personal;
pub(crate) mod records;
pub(crate) mod regime;
pub(crate) mod reply;
pub(crate) mod reply_term;
pub(crate) mod request;
pub(crate) mod running;
pub(crate) mod scenario;
pub(crate) mod scheme;
pub(crate) mod suspension;
pub(crate) mod uncatalogued;
pub(crate) mod usage;
