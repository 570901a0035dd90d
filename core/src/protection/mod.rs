//! Chapter 6, security and rights: duties and incidents of security, requests of persons, objections to data.

pub(crate) mod objection;
pub(crate) mod rights;
pub(crate) mod security;
