//! A registry as bytes: a line with version and digest, then the records as canonical JSON.

use super::Registry;
use crate::digest::sha256;
use crate::{Error, Limits, json};

/// Name and version of the form.
const VERSION: &str = "ywtb.registry/1";

impl Registry {
    /// The registry as bytes that [`Registry::from_snapshot`] reads: `ywtb.registry/1`, the SHA-256 of what follows, and
    /// the records. Equal registries give equal bytes.
    pub fn to_snapshot(&self) -> Vec<u8> {
        format!("{VERSION} {}\n{}", self.sha256, self.records.to_json()).into_bytes()
    }

    /// The registry that was saved. The digest tells accidents, not forgers: the records are checked like any other.
    ///
    /// # Errors
    /// `input.snapshot` for another form or version, or when the digest differs; those of [`Registry::from_json`].
    pub fn from_snapshot(bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        let wrong = |message: &str| Error::input("input.snapshot", "", message);
        let line = bytes.iter().position(|byte| *byte == b'\n').and_then(|end| bytes.split_at_checked(end));
        let Some((head, records)) = line else {
            return Err(wrong("expected a line with version and digest"));
        };
        let records = records.get(1..).unwrap_or_default();
        let head = std::str::from_utf8(head).ok().and_then(|head| head.split_once(' '));
        match head {
            Some((VERSION, digest)) if digest == sha256(records) => {
                Self::compile(&json::parse(records, limits)?)
            }
            Some((VERSION, _)) => Err(wrong("the records are not those that were saved: the digest differs")),
            _ => Err(wrong("expected the version ywtb.registry/1")),
        }
    }
}
