//! Certificates that a caller trusts, by the role that they are trusted in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::der::Scan;
use super::x509::{Certificate, CertificateFacts};
use super::{Fault, Flaw};
use crate::{Error, Limits};

/// What an anchor is trusted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Issuing certificates of those who sign and seal.
    Signer,
    /// Issuing certificates of those who make seals.
    Maker,
    /// Issuing certificates of timestamp authorities.
    Tsa,
}

/// Trust anchors, each for one role.
///
/// ```
/// use ywtb::{Role, TrustStore};
/// let mut trust = TrustStore::new();
/// assert_eq!(trust.add_pem(Role::Signer, b"no certificate here").unwrap_err().code(), "input.certificate");
/// assert!(trust.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustStore {
    anchors: Vec<Anchor>,
}

/// One trusted certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// What it is trusted for.
    pub role: Role,
    /// The certificate in DER.
    pub der: Vec<u8>,
    /// What it says.
    pub facts: CertificateFacts,
}

impl TrustStore {
    /// A store that trusts nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one certificate in DER.
    ///
    /// *Errors*: `input.certificate` when it cannot be read.
    pub fn add_der(&mut self, role: Role, der: &[u8]) -> Result<(), Error> {
        let scan = Scan::new(&Limits::default());
        match Certificate::read(&scan, der) {
            Ok(certificate) => {
                self.anchors.push(Anchor { role, der: der.to_vec(), facts: certificate.facts });
                Ok(())
            }
            Err(Fault::Flaw(Flaw { at, .. })) => Err(unreadable(at)),
            Err(Fault::Limit(error)) => Err(error),
        }
    }

    /// Adds every certificate of a PEM text.
    ///
    /// *Errors*: `input.certificate` when there is none or one cannot be read.
    pub fn add_pem(&mut self, role: Role, pem: &[u8]) -> Result<(), Error> {
        let text = std::str::from_utf8(pem).map_err(|_| unreadable(String::new()))?;
        let mut blocks = text.split("-----BEGIN CERTIFICATE-----").skip(1).peekable();
        if blocks.peek().is_none() {
            return Err(unreadable(String::new()));
        }
        for block in blocks {
            let (body, _) =
                block.split_once("-----END CERTIFICATE-----").ok_or_else(|| unreadable(String::new()))?;
            let compact: String = body.split_ascii_whitespace().collect();
            let der = STANDARD.decode(compact).map_err(|_| unreadable(String::new()))?;
            self.add_der(role, &der)?;
        }
        Ok(())
    }

    /// Whether nobody is trusted.
    pub fn is_empty(&self) -> bool {
        self.anchors.is_empty()
    }

    /// The anchors of one role.
    pub fn anchors(&self, role: Role) -> impl Iterator<Item = &Anchor> {
        self.anchors.iter().filter(move |anchor| anchor.role == role)
    }
}

fn unreadable(at: String) -> Error {
    Error::input("input.certificate", at, "expected an X.509 certificate in PEM or DER")
}
