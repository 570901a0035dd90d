//! Chapter 1: general provisions.

pub(crate) mod scope;
