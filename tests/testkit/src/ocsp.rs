//! OCSP responses.

use sha1::{Digest, Sha1};

use crate::certificate::{Certificate, Identity, extension};
use crate::der;
use crate::key::{Encoding, digest};
use crate::time::{Moment, moment};

/// What a responder says of a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// In force.
    Good,
    /// Revoked at a moment.
    Revoked(Moment),
    /// Not known.
    Unknown,
}

/// Makes one response: fresh, and signed by the issuer itself until a knob is turned.
#[derive(Debug, Clone)]
pub struct OcspBuilder {
    issuer: Identity,
    responder: Identity,
    certificates: Vec<Vec<u8>>,
    from: Moment,
    until: Option<Moment>,
    sm3: bool,
    answers: Vec<(Vec<u8>, Said)>,
    extensions: Vec<Vec<u8>>,
}

impl OcspBuilder {
    /// A response of 2026-11-23 for certificates of `issuer` that counts for a day.
    pub fn new(issuer: &Identity) -> Self {
        Self {
            issuer: issuer.clone(),
            responder: issuer.clone(),
            certificates: Vec::new(),
            from: moment("2026-11-23T00:00:00+08:00"),
            until: Some(moment("2026-11-24T00:00:00+08:00")),
            sm3: false,
            answers: Vec::new(),
            extensions: Vec::new(),
        }
    }

    /// What is said of a certificate.
    pub fn about(mut self, certificate: &Certificate, said: Said) -> Self {
        self.answers.push((certificate.serial.clone(), said));
        self
    }

    /// Another signs, and its certificate comes along.
    pub fn responder(mut self, responder: &Identity) -> Self {
        self.responder = responder.clone();
        self.certificates.push(responder.certificate.der.clone());
        self
    }

    /// Of when the response is, and until when it counts.
    pub fn period(mut self, from: &str, until: Option<&str>) -> Self {
        self.from = moment(from);
        self.until = until.map(moment);
        self
    }

    /// Names the issuer by SM3 digests instead of SHA-1.
    pub fn by_sm3(mut self) -> Self {
        self.sm3 = true;
        self
    }

    /// A further extension of the response.
    pub fn extension(mut self, oid: &str, critical: bool, value: &[u8]) -> Self {
        self.extensions.push(extension(oid, critical, value));
        self
    }

    /// The response in DER.
    pub fn build(self) -> Vec<u8> {
        let hash = |data: &[u8]| if self.sm3 { digest(&[data]) } else { Sha1::digest(data).to_vec() };
        let method = if self.sm3 { "1.2.156.10197.1.401" } else { "1.3.14.3.2.26" };
        let answers: Vec<Vec<u8>> = self
            .answers
            .iter()
            .map(|(serial, said)| {
                let id = der::sequence(&[
                    der::sequence(&[der::oid(method)]),
                    der::octet_string(&hash(&self.issuer.certificate.subject.der())),
                    der::octet_string(&hash(&self.issuer.key.public_point())),
                    der::unsigned(serial),
                ]);
                let status = match said {
                    Said::Good => der::tlv(0x80, &[]),
                    Said::Revoked(at) => der::explicit(1, &der::generalized_time(*at)),
                    Said::Unknown => der::tlv(0x82, &[]),
                };
                let mut members = vec![id, status, der::generalized_time(self.from)];
                members.extend(self.until.map(|until| der::explicit(0, &der::generalized_time(until))));
                der::sequence(&members)
            })
            .collect();
        let mut to_sign = vec![
            der::explicit(1, &self.responder.certificate.subject.der()),
            der::generalized_time(self.from),
            der::sequence(&answers),
        ];
        if !self.extensions.is_empty() {
            to_sign.push(der::explicit(1, &der::sequence(&self.extensions)));
        }
        let to_sign = der::sequence(&to_sign);
        let value = der::bit_string(&self.responder.key.sign(&to_sign, Encoding::Der));
        let mut basic =
            vec![to_sign, der::sequence(&[der::oid(self.responder.key.signature_algorithm())]), value];
        if !self.certificates.is_empty() {
            basic.push(der::explicit(0, &der::sequence(&self.certificates)));
        }
        let bytes =
            der::sequence(&[der::oid("1.3.6.1.5.5.7.48.1.1"), der::octet_string(&der::sequence(&basic))]);
        der::sequence(&[der::tlv(0x0A, &[0]), der::explicit(0, &bytes)])
    }
}
