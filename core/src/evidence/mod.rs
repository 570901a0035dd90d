//! Reading what documents are made of: bytes in, facts out, no judgement.
//!
//! Every reader keeps the [`Limits`](crate::Limits) and tells two things apart: a [`Flaw`], which belongs to the
//! document and ends in a finding, and a limit, which ends the call with an [`Error`].

pub(crate) mod algorithm;
pub(crate) mod answer;
mod bundle;
pub(crate) mod cms;
mod constraint;
mod crl;
pub(crate) mod der;
mod extension;
pub(crate) mod grounds;
pub(crate) mod host;
pub(crate) mod inquiry;
mod name;
mod ocsp;
pub(crate) mod ofd;
pub(crate) mod oid;
pub(crate) mod path;
pub(crate) mod sm;
pub(crate) mod status;
pub(crate) mod time;
pub(crate) mod timestamp;
pub(crate) mod trust;
pub(crate) mod x509;
pub(crate) mod xml;
pub(crate) mod zip;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::Error;
pub(crate) use crate::digest::hex;

/// Something about a document's form: a fault that makes it broken, or a habit that is worth naming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flaw {
    /// Stable code, such as `der.length` or `zip.duplicate`.
    pub code: Cow<'static, str>,
    /// File in the package, byte offset (`@123`) or member; empty for the whole.
    pub at: String,
}

impl Flaw {
    pub(crate) fn new(code: &'static str, at: impl Into<String>) -> Self {
        Self { code: Cow::Borrowed(code), at: at.into() }
    }
}

/// Why a part could not be read.
#[derive(Debug)]
pub(crate) enum Fault {
    /// The part is broken; the rest of the document can still be judged.
    Flaw(Flaw),
    /// A limit was reached; there is no answer.
    Limit(Error),
}

impl From<Flaw> for Fault {
    fn from(flaw: Flaw) -> Self {
        Self::Flaw(flaw)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Limit(error)
    }
}

/// Turns a broken part into `None` and keeps its flaw; a limit still ends the call.
pub(crate) fn absorb<T>(result: Result<T, Fault>, flaws: &mut Vec<Flaw>) -> Result<Option<T>, Error> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Fault::Flaw(flaw)) => {
            flaws.push(flaw);
            Ok(None)
        }
        Err(Fault::Limit(error)) => Err(error),
    }
}
