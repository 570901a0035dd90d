//! The OFD package: archive, files that say where everything stands, signatures, and what can be shown.
//!
//! *Basis*: GB/T 33190-2016.

pub(crate) mod area;
pub(crate) mod coverage;
pub(crate) mod entries;
pub(crate) mod package;
pub(crate) mod pages;
pub(crate) mod path;
pub(crate) mod signatures;

pub(crate) use super::{xml, zip};

/// The namespace of the standard.
pub(crate) const NAMESPACE: &str = "http://www.ofdspec.org/2016";
/// The one that older writers use for OFD.xml.
pub(crate) const OLD_NAMESPACE: &str = "http://www.ofdspec.org";
