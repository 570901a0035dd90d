//! Lists of revoked certificates.

use crate::certificate::{Certificate, Identity, extension, x509_time};
use crate::der;
use crate::key::Encoding;
use crate::time::{Moment, moment};

/// Why a certificate is on a list, by the number of RFC 5280.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Reason {
    Unspecified = 0,
    KeyCompromise = 1,
    Superseded = 4,
    Hold = 6,
    Removed = 8,
}

/// Makes one list: complete, fresh and empty until a knob is turned.
#[derive(Debug, Clone)]
pub struct CrlBuilder {
    issuer: Identity,
    from: Moment,
    until: Option<Moment>,
    entries: Vec<Vec<u8>>,
    extensions: Vec<Vec<u8>>,
}

impl CrlBuilder {
    /// A list of `issuer` of 2026-11-22 that counts for two weeks.
    pub fn new(issuer: &Identity) -> Self {
        Self {
            issuer: issuer.clone(),
            from: moment("2026-11-22T00:00:00+08:00"),
            until: Some(moment("2026-12-06T00:00:00+08:00")),
            entries: Vec::new(),
            extensions: Vec::new(),
        }
    }

    /// Of when the list is, and until when it counts.
    pub fn period(mut self, from: &str, until: Option<&str>) -> Self {
        self.from = moment(from);
        self.until = until.map(moment);
        self
    }

    /// Puts a certificate on the list.
    pub fn revoke(self, certificate: &Certificate, at: &str, reason: Reason) -> Self {
        let reason = extension("2.5.29.21", false, &der::tlv(0x0A, &[reason as u8]));
        self.entry(certificate, at, &[reason])
    }

    /// Puts a certificate on the list, with the extensions of its entry.
    pub fn entry(mut self, certificate: &Certificate, at: &str, extensions: &[Vec<u8>]) -> Self {
        let mut members = vec![der::unsigned(&certificate.serial), x509_time(moment(at))];
        if !extensions.is_empty() {
            members.push(der::sequence(extensions));
        }
        self.entries.push(der::sequence(&members));
        self
    }

    /// The number of the list.
    pub fn number(self, number: u64) -> Self {
        self.extension("2.5.29.20", false, &der::integer(number))
    }

    /// Makes it a list of what changed since the complete list with this number.
    pub fn delta(self, base: u64) -> Self {
        self.extension("2.5.29.27", true, &der::integer(base))
    }

    /// Which certificates it speaks of: the members of issuingDistributionPoint.
    pub fn scope(self, members: &[Vec<u8>]) -> Self {
        self.extension("2.5.29.28", true, &der::sequence(members))
    }

    /// A further extension of the list.
    pub fn extension(mut self, oid: &str, critical: bool, value: &[u8]) -> Self {
        self.extensions.push(extension(oid, critical, value));
        self
    }

    /// The list in DER, signed with the issuer's key.
    pub fn build(self) -> Vec<u8> {
        let algorithm = der::sequence(&[der::oid(self.issuer.key.signature_algorithm())]);
        let mut to_sign = vec![
            der::integer(1),
            algorithm.clone(),
            self.issuer.certificate.subject.der(),
            x509_time(self.from),
        ];
        to_sign.extend(self.until.map(x509_time));
        if !self.entries.is_empty() {
            to_sign.push(der::sequence(&self.entries));
        }
        if !self.extensions.is_empty() {
            to_sign.push(der::explicit(0, &der::sequence(&self.extensions)));
        }
        let to_sign = der::sequence(&to_sign);
        let value = der::bit_string(&self.issuer.key.sign(&to_sign, Encoding::Der));
        der::sequence(&[to_sign, algorithm, value])
    }
}
