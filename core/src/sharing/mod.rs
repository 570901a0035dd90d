//! Chapter 4, sharing between bodies.
//!
//! Three regimes follow one another: the three classes of the measures of 2018, the negative list of the data
//! regulation of 2022, and between government departments the classes of the sharing regulation of 2025.

pub(crate) mod classes;
pub(crate) mod classification;
pub(crate) mod decision;
pub(crate) mod departments;
pub(crate) mod direct;
pub(crate) mod negative_list;
pub(crate) mod regime;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod scenario;
pub(crate) mod usage;
