//! Chapter 1: general provisions.

pub(crate) mod authority;
pub(crate) mod divisions;
pub(crate) mod scope;
