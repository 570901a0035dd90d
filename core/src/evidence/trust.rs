//! Certificates that a caller trusts, by the role that they are trusted in, and those that only lead there.

use super::bundle;
use super::der::Scan;
use super::name::Rdn;
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

/// Trust anchors, each for one role, and certificates of authorities that lead to them.
///
/// ```
/// use ywtb::{Role, TrustStore};
/// let mut trust = TrustStore::new();
/// assert_eq!(trust.add(Role::Signer, b"no certificate here").unwrap_err().code(), "input.certificate");
/// assert!(trust.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustStore {
    anchors: Vec<Anchor>,
    intermediates: Vec<Intermediate>,
    sm2_ids: Vec<String>,
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
    subject: Vec<Rdn>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Intermediate {
    der: Vec<u8>,
    subject: Vec<Rdn>,
}

impl TrustStore {
    /// A store that trusts nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Trusts every certificate of a file in one role: PEM, DER or a PKCS#7 bundle (`.p7b`), told apart by its bytes;
    /// all of them or, when one cannot be read, none.
    ///
    /// *Errors*: `input.certificate` when there is none or one cannot be read.
    pub fn add(&mut self, role: Role, file: &[u8]) -> Result<(), Error> {
        let mut added = Vec::new();
        for (der, facts, subject) in read_all(file)? {
            added.push(Anchor { role, der, facts, subject });
        }
        for anchor in added {
            if !self.anchors.contains(&anchor) {
                self.anchors.push(anchor);
            }
        }
        Ok(())
    }

    /// Adds one certificate in DER.
    ///
    /// *Errors*: `input.certificate` when it cannot be read.
    pub fn add_der(&mut self, role: Role, der: &[u8]) -> Result<(), Error> {
        self.add(role, der)
    }

    /// Adds every certificate of a PEM text.
    ///
    /// *Errors*: `input.certificate` when there is none or one cannot be read.
    pub fn add_pem(&mut self, role: Role, pem: &[u8]) -> Result<(), Error> {
        self.add(role, pem)
    }

    /// Adds certificates of authorities that nobody trusts by themselves, in the forms of [`TrustStore::add`]: a path
    /// may lead through them to an anchor.
    ///
    /// *Errors*: `input.certificate` when there is none or one cannot be read.
    pub fn add_intermediates(&mut self, file: &[u8]) -> Result<(), Error> {
        let added = read_all(file)?;
        for (der, _, subject) in added {
            let one = Intermediate { der, subject };
            if !self.intermediates.contains(&one) {
                self.intermediates.push(one);
            }
        }
        Ok(())
    }

    /// Names an SM2 user id under which authorities of this store may have signed, beside the default of GM/T 0009.
    pub fn add_sm2_id(&mut self, id: &str) {
        if !self.sm2_ids.iter().any(|known| known == id) {
            self.sm2_ids.push(id.to_owned());
        }
    }

    /// Whether nobody is trusted.
    pub fn is_empty(&self) -> bool {
        self.anchors.is_empty()
    }

    /// The anchors of one role.
    pub fn anchors(&self, role: Role) -> impl Iterator<Item = &Anchor> {
        self.anchors.iter().filter(move |anchor| anchor.role == role)
    }

    /// The certificates that only lead to anchors, in DER.
    pub fn intermediates(&self) -> impl Iterator<Item = &[u8]> {
        self.intermediates.iter().map(|one| one.der.as_slice())
    }

    /// The SM2 user ids beside the default.
    pub fn sm2_ids(&self) -> impl Iterator<Item = &str> {
        self.sm2_ids.iter().map(String::as_str)
    }

    /// Certificates, anchors of `role` first, whose subject is `name`.
    pub(crate) fn named(&self, role: Role, name: &[Rdn]) -> Vec<&[u8]> {
        let anchors = self.anchors(role).filter(|one| one.subject == name).map(|one| one.der.as_slice());
        let others = self.intermediates.iter().filter(|one| one.subject == name);
        anchors.chain(others.map(|one| one.der.as_slice())).collect()
    }
}

type Read = (Vec<u8>, CertificateFacts, Vec<Rdn>);

fn read_all(file: &[u8]) -> Result<Vec<Read>, Error> {
    let limits = Limits::default();
    let read = || {
        let mut all = Vec::new();
        for der in bundle::certificates(&Scan::new(&limits), file)? {
            let certificate = Certificate::read(&Scan::new(&limits), &der)?;
            let (facts, subject) = (certificate.facts, certificate.subject.steps);
            all.push((der, facts, subject));
        }
        Ok(all)
    };
    read().map_err(|fault| match fault {
        Fault::Flaw(Flaw { at, .. }) => {
            Error::input("input.certificate", at, "expected X.509 certificates in PEM, DER or PKCS#7")
        }
        Fault::Limit(error) => error,
    })
}
