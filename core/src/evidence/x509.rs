//! What a certificate says, from raw slices. Whether it is trusted is somebody else's question.
//!
//! *Basis*: RFC 5280, 4.1; GB/T 20518 (SM2 certificates); GM/T 0015.

use serde::{Deserialize, Serialize};

use super::algorithm::{Curve, Key, KeyKind, sha256};
use super::der::{Members, Scan, Tlv, tag};
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
    /// SHA-256 of the certificate.
    pub sha256: String,
}

/// A certificate: its facts, its key, and the bytes that both were read from.
#[derive(Debug, Clone)]
pub(crate) struct Certificate<'a> {
    pub(crate) der: &'a [u8],
    pub(crate) key: Key,
    pub(crate) facts: CertificateFacts,
}

const USAGES: [&str; 9] = [
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
];

impl<'a> Certificate<'a> {
    /// Reads one certificate that fills `der`.
    pub(crate) fn read(scan: &Scan, der: &'a [u8]) -> Result<Self, Fault> {
        let outer = scan.whole(der)?.expect(tag::SEQUENCE, "Certificate")?;
        let mut parts = scan.inside(outer);
        let tbs = parts.take(tag::SEQUENCE, "tbsCertificate")?;
        let algorithm = algorithm(scan, parts.take(tag::SEQUENCE, "signatureAlgorithm")?)?;
        parts.take(tag::BIT_STRING, "signatureValue")?;
        parts.end()?;

        let mut parts = scan.inside(tbs);
        parts.take_if(tag::CONTEXT_0, "version")?;
        let serial = parts.take(tag::INTEGER, "serialNumber")?;
        parts.take(tag::SEQUENCE, "signature")?;
        let issuer = name(scan, parts.take(tag::SEQUENCE, "issuer")?)?;
        let mut validity = scan.inside(parts.take(tag::SEQUENCE, "validity")?);
        let not_before = validity_time(validity.next("notBefore")?)?;
        let not_after = validity_time(validity.next("notAfter")?)?;
        let subject = name(scan, parts.take(tag::SEQUENCE, "subject")?)?;
        let key = key(scan, parts.take(tag::SEQUENCE, "subjectPublicKeyInfo")?)?;
        let (key_usage, is_ca) = extensions(scan, &mut parts)?;

        let significant = serial.content.iter().position(|&octet| octet != 0).unwrap_or_default();
        let facts = CertificateFacts {
            subject,
            issuer,
            serial: hex(serial.content.get(significant..).unwrap_or_default()),
            not_before,
            not_after,
            key: key.kind(),
            signature_algorithm: algorithm,
            key_usage,
            is_ca,
            sha256: hex(&sha256(der)),
        };
        Ok(Self { der, key, facts })
    }
}

impl CertificateFacts {
    /// Whether the certificate may verify signatures. Chinese authorities issue a second certificate for
    /// encipherment alone; one without keyUsage is not limited.
    pub(crate) fn may_sign(&self) -> bool {
        let signs = |usage: &String| usage == "digitalSignature" || usage == "nonRepudiation";
        self.key_usage.as_ref().is_none_or(|usages| usages.iter().any(signs))
    }
}

/// Identifier of an AlgorithmIdentifier; parameters may be NULL or absent.
pub(crate) fn algorithm(scan: &Scan, value: Tlv<'_>) -> Result<String, Fault> {
    let id = scan.inside(value).take(tag::OID, "algorithm")?;
    oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))
}

fn validity_time(value: Tlv<'_>) -> Result<Moment, Fault> {
    let text = match value.tag {
        tag::UTC_TIME | tag::GENERALIZED_TIME => std::str::from_utf8(value.content).ok(),
        _ => None,
    };
    let (moment, _) = text.and_then(time::parse).ok_or_else(|| value.flaw("x509.validity"))?;
    // RFC 5280 knows no validity without zone.
    Ok(Moment { zone: Zone::Stated, ..moment })
}

fn key(scan: &Scan, info: Tlv<'_>) -> Result<Key, Fault> {
    let mut parts = scan.inside(info);
    let mut identifier = scan.inside(parts.take(tag::SEQUENCE, "algorithm")?);
    let kind = oid::text(identifier.take(tag::OID, "algorithm")?.content);
    let curve = identifier.take_if(tag::OID, "namedCurve")?.and_then(|curve| oid::text(curve.content));
    let (octets, _) = parts.take(tag::BIT_STRING, "subjectPublicKey")?.bits()?;
    Ok(match (kind.as_deref(), curve.as_deref()) {
        (Some(oid::EC_PUBLIC_KEY), Some(oid::SM2_CURVE)) | (Some(oid::SM2_CURVE), _) => Key::sm2(octets),
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
    })
}

fn modulus_bits(scan: &Scan, key: &[u8]) -> Result<usize, Fault> {
    let mut parts = scan.inside(scan.whole(key)?);
    let modulus = parts.take(tag::INTEGER, "modulus")?.content;
    let first = modulus.iter().position(|&octet| octet != 0).unwrap_or(modulus.len());
    Ok(modulus.len().saturating_sub(first).saturating_mul(8))
}

/// keyUsage and whether basicConstraints make it an authority.
fn extensions(scan: &Scan, parts: &mut Members<'_, '_>) -> Result<(Option<Vec<String>>, bool), Fault> {
    let (mut usage, mut is_ca) = (None, false);
    while !parts.is_empty() {
        let part = parts.next("extensions")?;
        if part.tag != tag::CONTEXT_3 {
            continue;
        }
        for extension in scan.inside(scan.inside(part).take(tag::SEQUENCE, "extensions")?).all()? {
            let mut members = scan.inside(extension);
            let id = oid::text(members.take(tag::OID, "extnID")?.content);
            members.take_if(tag::BOOLEAN, "critical")?;
            let value = members.take(tag::OCTET_STRING, "extnValue")?.content;
            match id.as_deref() {
                Some(oid::KEY_USAGE) => usage = Some(usages(scan.whole(value)?)?),
                Some(oid::BASIC_CONSTRAINTS) => {
                    let flag = scan.inside(scan.whole(value)?).take_if(tag::BOOLEAN, "cA")?;
                    is_ca = flag.is_some_and(|flag| flag.content.iter().any(|&octet| octet != 0));
                }
                _ => {}
            }
        }
    }
    Ok((usage, is_ca))
}

fn usages(bits: Tlv<'_>) -> Result<Vec<String>, Fault> {
    let (octets, _) = bits.expect(tag::BIT_STRING, "keyUsage")?.bits()?;
    let is_set = |index: usize| {
        octets.get(index / 8).is_some_and(|octet| {
            octet.checked_shl(u32::try_from(index % 8).unwrap_or(0)).unwrap_or(0) & 0x80 != 0
        })
    };
    Ok(USAGES
        .iter()
        .enumerate()
        .filter(|(index, _)| is_set(*index))
        .map(|(_, name)| (*name).to_owned())
        .collect())
}

/// A distinguished name as text: `C=CN, O=…, CN=…`.
fn name(scan: &Scan, value: Tlv<'_>) -> Result<String, Fault> {
    let mut parts = Vec::new();
    for set in scan.inside(value).all()? {
        for attribute in scan.inside(set.expect(tag::SET, "RelativeDistinguishedName")?).all()? {
            let mut members = scan.inside(attribute);
            let id = members.take(tag::OID, "type")?;
            let id = oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))?;
            parts.push(format!("{}={}", short_name(&id), string(members.next("value")?)));
        }
    }
    Ok(parts.join(", "))
}

/// Text of any string type; what cannot be decoded is replaced, as names are only shown, never compared.
pub(crate) fn string(value: Tlv<'_>) -> String {
    if value.tag == tag::BMP_STRING {
        let units = value.content.chunks_exact(2).map(|pair| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => 0xfffd,
        });
        return char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    String::from_utf8_lossy(value.content).into_owned()
}

fn short_name(id: &str) -> &str {
    match id {
        "2.5.4.3" => "CN",
        "2.5.4.5" => "SERIALNUMBER",
        "2.5.4.6" => "C",
        "2.5.4.7" => "L",
        "2.5.4.8" => "ST",
        "2.5.4.9" => "STREET",
        "2.5.4.10" => "O",
        "2.5.4.11" => "OU",
        "1.2.840.113549.1.9.1" => "E",
        other => other,
    }
}
