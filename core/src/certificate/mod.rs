//! Electronic certificates (电子证照), the legal side: taking them in place of the physical ones, issuing them.

pub(crate) mod acceptance;
pub(crate) mod exemption;
pub(crate) mod issue;
pub(crate) mod physical;
pub(crate) mod pushing;
pub(crate) mod validity;
