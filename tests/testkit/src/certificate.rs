//! X.509 v3 certificates, with SM2 keys unless another is given, shaped like those that seals carry.

use crate::der;
use crate::key::{Encoding, Key, digest};
use crate::time::{Moment, Period, moment};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fmt;

/// The purpose of timestamp authorities.
pub const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";

/// A distinguished name: country, organisation, unit, common name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Organisation (O).
    pub organisation: String,
    /// Organisational unit (OU), where there is one.
    pub unit: Option<String>,
    /// Common name (CN).
    pub common: String,
}

impl Name {
    /// A name of an organisation in China.
    pub fn new(organisation: &str, common: &str) -> Self {
        Self { organisation: organisation.into(), unit: None, common: common.into() }
    }

    /// The name in DER.
    pub fn der(&self) -> Vec<u8> {
        let attribute = |oid: &str, value: Vec<u8>| der::set_of_one(&der::sequence(&[der::oid(oid), value]));
        let mut members = vec![
            attribute("2.5.4.6", der::printable("CN")),
            attribute("2.5.4.10", der::utf8(&self.organisation)),
        ];
        members.extend(self.unit.iter().map(|unit| attribute("2.5.4.11", der::utf8(unit))));
        members.push(attribute("2.5.4.3", der::utf8(&self.common)));
        der::sequence(&members)
    }
}

/// What a key may be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyUsage {
    /// digitalSignature and nonRepudiation, as signers and seal makers have.
    Signing,
    /// keyEncipherment, dataEncipherment and keyAgreement: the other half of a pair of certificates.
    Encipherment,
    /// keyCertSign and cRLSign.
    Issuing,
    /// No extension at all.
    Absent,
}

impl KeyUsage {
    fn bits(self) -> &'static [u8] {
        match self {
            KeyUsage::Signing => &[0, 1],
            KeyUsage::Encipherment => &[2, 3, 4],
            KeyUsage::Issuing => &[5, 6],
            KeyUsage::Absent => &[],
        }
    }
}

/// A certificate, and what its holder needs to issue others.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    /// Its DER bytes.
    pub der: Vec<u8>,
    /// Whom it names.
    pub subject: Name,
    /// Who issued it, encoded.
    pub(crate) issuer: Vec<u8>,
    /// Octets of its serial number.
    pub(crate) serial: Vec<u8>,
    /// Its subjectKeyIdentifier.
    pub(crate) key_id: Vec<u8>,
}

impl Certificate {
    /// The PEM text.
    pub fn pem(&self) -> String {
        let body = STANDARD.encode(&self.der);
        let lines: Vec<&str> =
            (0..body.len()).step_by(64).map(|at| &body[at..body.len().min(at + 64)]).collect();
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
    }
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({}, {} bytes)", self.subject.common, self.der.len())
    }
}

/// A key and the certificate that names its holder.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The key pair.
    pub key: Key,
    /// Its certificate.
    pub certificate: Certificate,
}

/// Makes one certificate; start with [`crate::Pki::certificate`].
#[derive(Debug, Clone)]
pub struct CertificateBuilder {
    seed: u64,
    label: String,
    subject: Name,
    period: Period,
    usage: KeyUsage,
    purposes: Option<(Vec<&'static str>, bool)>,
    key: Option<Key>,
    null_parameters: bool,
    authority: Option<bool>,
    path_length: Option<u64>,
    more: Vec<Vec<u8>>,
}

impl CertificateBuilder {
    pub(crate) fn new(seed: u64, label: &str, subject: Name) -> Self {
        Self {
            seed,
            label: label.into(),
            subject,
            period: Period::new("2022-06-01T00:00:00+08:00", "2032-05-31T23:59:59+08:00"),
            usage: KeyUsage::Signing,
            purposes: None,
            key: None,
            null_parameters: true,
            authority: None,
            path_length: None,
            more: Vec::new(),
        }
    }

    /// When the certificate is valid.
    pub fn period(mut self, period: Period) -> Self {
        self.period = period;
        self
    }

    /// What the key may be used for; [`KeyUsage::Issuing`] also makes it a CA.
    pub fn usage(mut self, usage: KeyUsage) -> Self {
        self.usage = usage;
        self
    }

    /// What the certificate is for (extKeyUsage), and whether that is critical.
    pub fn purposes(mut self, purposes: &[&'static str], critical: bool) -> Self {
        self.purposes = Some((purposes.to_vec(), critical));
        self
    }

    /// Another key than the SM2 key of seed and label.
    pub fn key(mut self, key: &Key) -> Self {
        self.key = Some(key.clone());
        self
    }

    /// Whether basicConstraints make it an authority, whatever its usage says.
    pub fn authority(mut self, is_authority: bool) -> Self {
        self.authority = Some(is_authority);
        self
    }

    /// How many authorities may stand below it.
    pub fn path_length(mut self, most: u64) -> Self {
        self.path_length = Some(most);
        self
    }

    /// A further extension.
    pub fn extension(mut self, oid: &str, critical: bool, value: &[u8]) -> Self {
        self.more.push(extension(oid, critical, value));
        self
    }

    /// Leaves the parameters of the signature algorithm out (otherwise NULL).
    pub fn without_parameters(mut self) -> Self {
        self.null_parameters = false;
        self
    }

    /// Signs with the holder's own key.
    pub fn self_signed(self) -> Identity {
        let key = self.own_key();
        let subject = self.subject.clone();
        self.sign(&key, &subject)
    }

    /// Signs with the issuer's key.
    pub fn issued_by(self, issuer: &Identity) -> Identity {
        self.sign(&issuer.key, &issuer.certificate.subject)
    }

    fn own_key(&self) -> Key {
        self.key.clone().unwrap_or_else(|| Key::derive(self.seed, &self.label))
    }

    fn sign(self, issuer_key: &Key, issuer: &Name) -> Identity {
        let (key, serial) = (self.own_key(), self.serial());
        let mut algorithm = vec![der::oid(issuer_key.signature_algorithm())];
        algorithm.extend(self.null_parameters.then(der::null));
        let algorithm = der::sequence(&algorithm);
        let public_key = der::sequence(&[key.public_algorithm(), der::bit_string(&key.public_point())]);
        let to_sign = der::sequence(&[
            der::explicit(0, &der::integer(2)),
            der::unsigned(&serial),
            algorithm.clone(),
            issuer.der(),
            der::sequence(&[x509_time(self.period.from), x509_time(self.period.to)]),
            self.subject.der(),
            public_key,
            der::explicit(3, &der::sequence(&self.extensions(&key, issuer_key))),
        ]);
        let value = der::bit_string(&issuer_key.sign(&to_sign, Encoding::Der));
        let der = der::sequence(&[to_sign, algorithm, value]);
        let (issuer, key_id) = (issuer.der(), key_id(&key));
        Identity { key, certificate: Certificate { der, subject: self.subject, issuer, serial, key_id } }
    }

    /// Eight octets, positive and of full length.
    fn serial(&self) -> Vec<u8> {
        let mut serial = digest(&[b"serial", &self.seed.to_be_bytes(), self.label.as_bytes()]);
        serial.truncate(8);
        serial[0] = serial[0] & 0x3F | 0x40;
        serial
    }

    fn extensions(&self, key: &Key, issuer_key: &Key) -> Vec<Vec<u8>> {
        let issuing = self.authority.unwrap_or(self.usage == KeyUsage::Issuing);
        let mut constraints = if issuing { vec![der::boolean(true)] } else { vec![] };
        constraints.extend(self.path_length.map(der::integer));
        let mut out = vec![
            extension("2.5.29.35", false, &der::sequence(&[der::tlv(0x80, &key_id(issuer_key))])),
            extension("2.5.29.14", false, &der::octet_string(&key_id(key))),
            extension("2.5.29.19", issuing, &der::sequence(&constraints)),
        ];
        if self.usage != KeyUsage::Absent {
            out.push(extension("2.5.29.15", true, &der::named_bits(self.usage.bits())));
        }
        if let Some((purposes, critical)) = &self.purposes {
            let list: Vec<Vec<u8>> = purposes.iter().map(|id| der::oid(id)).collect();
            out.push(extension("2.5.29.37", *critical, &der::sequence(&list)));
        }
        out.extend(self.more.iter().cloned());
        out
    }
}

fn key_id(key: &Key) -> Vec<u8> {
    digest(&[&key.public_point()])[..20].to_vec()
}

pub(crate) fn extension(oid: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let mut members = vec![der::oid(oid)];
    members.extend(critical.then(|| der::boolean(true)));
    members.push(der::octet_string(value));
    der::sequence(&members)
}

/// UTCTime before 2050, GeneralizedTime from then on.
pub(crate) fn x509_time(at: Moment) -> Vec<u8> {
    if at < moment("2050-01-01T00:00:00Z") { der::utc_time(at) } else { der::generalized_time(at) }
}
