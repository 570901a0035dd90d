//! Chapter 1: general provisions.

pub(crate) mod authority;
pub(crate) mod scope;
