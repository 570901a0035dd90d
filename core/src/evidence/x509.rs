//! What a certificate says, from raw slices. Whether it is trusted is somebody else's question.
//!
//! *Basis*: RFC 5280, 4.1; GB/T 20518 (SM2 certificates); GM/T 0015.

use serde::{Deserialize, Serialize};

use super::algorithm::{Curve, Key, KeyKind, sha256};
use super::der::{Scan, Tlv, tag};
use super::extension::Extensions;
use super::name::Name;
pub(crate) use super::name::string;
use super::time::{Moment, Zone};
use super::{Fault, hex, oid, time};

/// The facts of a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateFacts {
    /// Subject, attributes in the order of the certificate.
    pub subject: String,
    /// Issuer, likewise.
    pub issuer: String,
    /// Serial number in lower-case hexadecimal.
    pub serial: String,
    /// Begin of the period.
    pub not_before: Moment,
    /// End of the period.
    pub not_after: Moment,
    /// Kind of the subject's key.
    pub key: KeyKind,
    /// Algorithm that the issuer signed with.
    pub signature_algorithm: String,
    /// Purposes named by keyUsage; absent when the certificate has none.
    pub key_usage: Option<Vec<String>>,
    /// Whether the certificate may issue others.
    pub is_ca: bool,
    /// How many authorities may stand between it and a holder; absent when that is not bounded.
    pub path_length: Option<u32>,
    /// SHA-256 of the certificate.
    pub sha256: String,
}

/// A certificate: its facts, its key, and the bytes that both were read from.
#[derive(Debug, Clone)]
pub(crate) struct Certificate<'a> {
    pub(crate) der: &'a [u8],
    /// What its issuer signed.
    pub(crate) tbs: &'a [u8],
    /// The issuer's value.
    pub(crate) value: &'a [u8],
    /// Whether the algorithm inside what is signed is the one outside.
    pub(crate) names_one_algorithm: bool,
    pub(crate) serial: &'a [u8],
    pub(crate) issuer: Name<'a>,
    pub(crate) subject: Name<'a>,
    pub(crate) key: Key,
    /// The octets of the public key.
    pub(crate) key_octets: &'a [u8],
    pub(crate) extensions: Extensions<'a>,
    pub(crate) facts: CertificateFacts,
}

impl<'a> Certificate<'a> {
    /// Reads one certificate that fills `der`.
    pub(crate) fn read(scan: &Scan, der: &'a [u8]) -> Result<Self, Fault> {
        let outer = scan.whole(der)?.expect(tag::SEQUENCE, "Certificate")?;
        let mut parts = scan.inside(outer);
        let tbs = parts.take(tag::SEQUENCE, "tbsCertificate")?;
        let outer_algorithm = parts.take(tag::SEQUENCE, "signatureAlgorithm")?;
        let (value, _) = parts.take(tag::BIT_STRING, "signatureValue")?.bits()?;
        parts.end()?;

        let mut parts = scan.inside(tbs);
        parts.take_if(tag::CONTEXT_0, "version")?;
        let serial = significant(parts.take(tag::INTEGER, "serialNumber")?);
        let inner_algorithm = parts.take(tag::SEQUENCE, "signature")?;
        let issuer = Name::read(scan, parts.take(tag::SEQUENCE, "issuer")?)?;
        let mut validity = scan.inside(parts.take(tag::SEQUENCE, "validity")?);
        let not_before = validity_time(validity.next("notBefore")?)?;
        let not_after = validity_time(validity.next("notAfter")?)?;
        let subject = Name::read(scan, parts.take(tag::SEQUENCE, "subject")?)?;
        let (key, key_octets) = key(scan, parts.take(tag::SEQUENCE, "subjectPublicKeyInfo")?)?;
        let mut extensions = Extensions::default();
        while !parts.is_empty() {
            let part = parts.next("extensions")?;
            if part.tag == tag::CONTEXT_3 {
                extensions = Extensions::read(scan, part)?;
            }
        }
        let signature_algorithm = algorithm(scan, outer_algorithm)?;
        let facts = CertificateFacts {
            subject: subject.text.clone(),
            issuer: issuer.text.clone(),
            serial: hex(serial),
            not_before,
            not_after,
            key: key.kind(),
            key_usage: extensions.key_usage.clone(),
            is_ca: extensions.is_ca,
            path_length: extensions.path_length,
            sha256: hex(&sha256(der)),
            // The parameters may be NULL in one place and absent in the other.
            signature_algorithm,
        };
        Ok(Self {
            der,
            tbs: tbs.raw,
            value,
            names_one_algorithm: algorithm(scan, inner_algorithm)? == facts.signature_algorithm,
            serial,
            issuer,
            subject,
            key,
            key_octets,
            extensions,
            facts,
        })
    }

    /// The identifier of its key.
    pub(crate) fn key_id(&self, scan: &Scan) -> Option<&'a [u8]> {
        let value = scan.whole(self.extensions.value(oid::SUBJECT_KEY)?).ok()?;
        value.expect(tag::OCTET_STRING, "keyIdentifier").map(|id| id.content).ok()
    }

    /// Whether subject and issuer are one.
    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject.is(&self.issuer)
    }
}

impl CertificateFacts {
    /// Whether the certificate may verify signatures. Chinese authorities issue a second certificate for
    /// encipherment alone; one without keyUsage is not limited.
    pub(crate) fn may_sign(&self) -> bool {
        self.may_be_used(&["digitalSignature", "nonRepudiation"])
    }

    /// Whether keyUsage names one of `usages`, or limits nothing.
    pub(crate) fn may_be_used(&self, usages: &[&str]) -> bool {
        self.key_usage.as_ref().is_none_or(|named| named.iter().any(|one| usages.contains(&one.as_str())))
    }
}

/// Identifier of an AlgorithmIdentifier; parameters may be NULL or absent.
pub(crate) fn algorithm(scan: &Scan, value: Tlv<'_>) -> Result<String, Fault> {
    let id = scan.inside(value).take(tag::OID, "algorithm")?;
    oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))
}

/// The octets of a number without leading zeros, as serial numbers are compared.
pub(crate) fn significant<'a>(number: Tlv<'a>) -> &'a [u8] {
    let first = number.content.iter().position(|&octet| octet != 0).unwrap_or_default();
    number.content.get(first..).unwrap_or_default()
}

/// A UTCTime or GeneralizedTime of RFC 5280, which knows none without zone.
pub(crate) fn validity_time(value: Tlv<'_>) -> Result<Moment, Fault> {
    let text = match value.tag {
        tag::UTC_TIME | tag::GENERALIZED_TIME => std::str::from_utf8(value.content).ok(),
        _ => None,
    };
    let (moment, _) = text.and_then(time::parse).ok_or_else(|| value.flaw("x509.validity"))?;
    Ok(Moment { zone: Zone::Stated, ..moment })
}

fn key<'a>(scan: &Scan, info: Tlv<'a>) -> Result<(Key, &'a [u8]), Fault> {
    let mut parts = scan.inside(info);
    let mut identifier = scan.inside(parts.take(tag::SEQUENCE, "algorithm")?);
    let kind = oid::text(identifier.take(tag::OID, "algorithm")?.content);
    let curve = identifier.take_if(tag::OID, "namedCurve")?.and_then(|curve| oid::text(curve.content));
    let (octets, _) = parts.take(tag::BIT_STRING, "subjectPublicKey")?.bits()?;
    let key = match (kind.as_deref(), curve.as_deref()) {
        (Some(oid::EC_PUBLIC_KEY), Some(oid::SM2_CURVE)) | (Some(oid::SM2_CURVE), _) => {
            Key::sm2(octets, scan.keeps_keys())
        }
        (Some(oid::EC_PUBLIC_KEY), Some(oid::P256)) => {
            Key::Ecdsa { curve: Curve::P256, point: octets.to_vec() }
        }
        (Some(oid::EC_PUBLIC_KEY), Some(oid::P384)) => {
            Key::Ecdsa { curve: Curve::P384, point: octets.to_vec() }
        }
        (Some(oid::RSA), _) => {
            Key::Rsa { key: octets.to_vec(), bits: modulus_bits(scan, octets).unwrap_or(0) }
        }
        _ => Key::Unusable,
    };
    Ok((key, octets))
}

fn modulus_bits(scan: &Scan, key: &[u8]) -> Result<usize, Fault> {
    let mut parts = scan.inside(scan.whole(key)?);
    let modulus = parts.take(tag::INTEGER, "modulus")?.content;
    let first = modulus.iter().position(|&octet| octet != 0).unwrap_or(modulus.len());
    Ok(modulus.len().saturating_sub(first).saturating_mul(8))
}
