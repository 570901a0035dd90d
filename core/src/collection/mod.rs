//! Chapter 3: catalogue, collection, aggregation, quality.

pub(crate) mod aggregation;
pub(crate) mod catalogue;
pub(crate) mod consent;
pub(crate) mod plan;
pub(crate) mod quality;
