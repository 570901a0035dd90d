//! Bounds that every parser keeps. Reaching one is an error with a `limit.` code, never a hang.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::Error;

/// How much a caller lets an input cost. The defaults suit documents and records of government offices;
/// a host that handles larger ones raises a field.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a document or of a JSON text handed in.
    pub input_bytes: usize,
    /// Nesting of JSON, DER and XML.
    pub depth: usize,
    /// Entries of a package.
    pub entries: usize,
    /// Bytes of one entry of a package after inflation.
    pub entry_bytes: usize,
    /// Bytes of all entries of a package after inflation.
    pub package_bytes: usize,
    /// Inflated bytes for each deflated byte of one entry; a package of government papers stays far below.
    pub inflate_ratio: usize,
    /// Bytes of all XML files, counted as often as one is read; a value
    /// that is followed as a path counts again for every name it may mean.
    pub xml_bytes: usize,
    /// Bytes that are digested for the references of all signatures.
    pub digest_bytes: usize,
    /// Elements of the XML files that say where everything stands, and values of one DER file. Pages and what else
    /// is only walked through is bounded by its bytes.
    pub nodes: usize,
    /// Signatures of one document.
    pub signatures: usize,
    /// References of one signature.
    pub references: usize,
    /// Certificates that are looked at as possible issuers of others, over all signatures of a document.
    pub path_steps: usize,
    /// Signatures of authorities, on certificates and on what they say about status, over all signatures of a document.
    pub path_signatures: usize,
    /// Whether SM2 keys that are met again are kept with tables that make verifying with them cheaper: at most 8 MiB for
    /// the whole process.
    pub keeps_keys: bool,
    /// Ends the work before its end: looked at from file to file, from signature to signature and between groups of rows.
    pub cancel: Option<Cancel>,
}

/// A switch by which one thread ends what another is at: clones are one switch, and once set it stays set.
///
/// ```
/// let cancel = ywtb::Cancel::default();
/// let mut options = ywtb::VerifyOptions::new("2026-11-23T00:00:00+08:00".parse()?);
/// options.limits.cancel = Some(cancel.clone());
/// cancel.cancel();
/// assert_eq!(ywtb::verify(b"PK\x03\x04", &options).unwrap_err().code(), "limit.cancelled");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Sets the switch: what looks at it ends with the error `limit.cancelled`.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it is set.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Equal is the same switch.
impl PartialEq for Cancel {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Cancel {}

impl Limits {
    /// *Errors*: `limit.cancelled` when the caller ended the work.
    pub(crate) fn go_on(&self) -> Result<(), Error> {
        match &self.cancel {
            Some(cancel) if cancel.is_cancelled() => {
                Err(Error::limit("limit.cancelled", "", "the caller ended the work"))
            }
            _ => Ok(()),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            input_bytes: 256 << 20,
            depth: 64,
            entries: 10_000,
            entry_bytes: 256 << 20,
            package_bytes: 256 << 20,
            inflate_ratio: 1_000,
            xml_bytes: 256 << 20,
            digest_bytes: 1 << 30,
            nodes: 1_000_000,
            signatures: 256,
            references: 20_000,
            path_steps: 20_000,
            path_signatures: 4_096,
            keeps_keys: true,
            cancel: None,
        }
    }
}
