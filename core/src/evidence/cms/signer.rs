//! One signer of a SignedData: who it says it is, and whether its value verifies.
//!
//! *Basis*: GB/T 35275-2017 (SignerInfo); RFC 5652, 5.3 and 5.4; RFC 3370 (RSA), RFC 5753 (ECDSA).

use super::algorithm;
use super::attributes::{self, Attributes};
use crate::evidence::algorithm::{DigestMethod, Key};
use crate::evidence::der::{Scan, Tlv, tag};
use crate::evidence::name::Name;
use crate::evidence::x509::{self, Certificate};
use crate::evidence::{Fault, oid};

/// SignerInfo as it is written.
pub(crate) struct SignerInfo<'a> {
    id: SignerId<'a>,
    /// How the content is digested; `None` for a method that is not known here.
    pub(crate) method: Option<DigestMethod>,
    /// What is signed beside the content.
    pub(crate) attributes: Option<Attributes<'a>>,
    /// The signature algorithm, with its digest where the identifier leaves that open.
    pub(crate) algorithm: String,
    /// The value.
    pub(crate) value: &'a [u8],
    /// Timestamp tokens of the value.
    pub(crate) tokens: Vec<&'a [u8]>,
}

enum SignerId<'a> {
    Issuer { issuer: Name<'a>, serial: &'a [u8] },
    Key(&'a [u8]),
}

impl<'a> SignerInfo<'a> {
    pub(super) fn read(scan: &Scan, info: Tlv<'a>) -> Result<Self, Fault> {
        let mut parts = scan.inside(info.expect(tag::SEQUENCE, "SignerInfo")?);
        parts.take(tag::INTEGER, "version")?;
        let id = parts.next("sid")?;
        let id = match id.tag {
            tag::SEQUENCE => {
                let mut parts = scan.inside(id);
                let issuer = Name::read(scan, parts.take(tag::SEQUENCE, "issuer")?)?;
                let serial = x509::significant(parts.take(tag::INTEGER, "serialNumber")?);
                parts.end()?;
                SignerId::Issuer { issuer, serial }
            }
            tag::CONTEXT_0_PRIMITIVE => SignerId::Key(id.content),
            _ => return Err(id.flaw("der.unexpected_type")),
        };
        let digest = algorithm(scan, parts.next("digestAlgorithm")?)?;
        let attributes = parts.take_if(tag::CONTEXT_0, "signedAttrs")?;
        let attributes = attributes.map(|set| Attributes::read(scan, set)).transpose()?;
        let signing = parts.next("signatureAlgorithm")?;
        let named = algorithm(scan, signing)?;
        let value = parts.take(tag::OCTET_STRING, "signature")?.content;
        let tokens = match parts.take_if(tag::CONTEXT_1, "unsignedAttrs")? {
            Some(set) => attributes::tokens(scan, set)?,
            None => Vec::new(),
        };
        parts.end()?;
        if named == oid::SM2_CURVE {
            scan.note("cms.algorithm_of_key", signing.at);
        }
        let method = DigestMethod::named(&digest);
        Ok(Self { id, method, attributes, algorithm: with_digest(named, method), value, tokens })
    }

    /// Whether it names `certificate` as its own.
    pub(super) fn names(&self, scan: &Scan, certificate: &Certificate<'_>) -> bool {
        match &self.id {
            SignerId::Issuer { issuer, .. } => {
                certificate.issuer.is(issuer) && self.names_serial(certificate)
            }
            SignerId::Key(id) => certificate.key_id(scan) == Some(*id),
        }
    }

    /// Whether it names the serial number of `certificate`, whoever issued it.
    pub(super) fn names_serial(&self, certificate: &Certificate<'_>) -> bool {
        match &self.id {
            SignerId::Issuer { serial, .. } => certificate.serial == *serial,
            SignerId::Key(_) => false,
        }
    }

    /// Whether the value verifies: over the signed attributes, and without any over `content` itself.
    pub(crate) fn verify(&self, scan: &Scan, key: &Key, content: &[u8]) -> bool {
        let over = |bytes: &[u8]| key.verify(&self.algorithm, bytes, self.value);
        match &self.attributes {
            Some(attributes) => attributes.signed().any(over),
            None => over(content) && !attributes::could_be(scan, content),
        }
    }

    /// Whether key, algorithm and digest still withstand forgery.
    pub(crate) fn is_strong(&self, key: &Key) -> bool {
        key.is_strong(&self.algorithm) && self.method.is_some_and(DigestMethod::is_strong)
    }

    /// Whether `content` has the digest that the signed attributes state; `None` without attributes, or when the
    /// digest is not computed here.
    pub(crate) fn states_digest_of(&self, content: &[u8]) -> Option<bool> {
        let stated = self.attributes.as_ref()?.message_digest;
        Some(self.digest(content)? == stated)
    }

    /// The digest of `content` as this signer takes it.
    pub(crate) fn digest(&self, content: &[u8]) -> Option<Vec<u8>> {
        self.method.filter(|method| *method != DigestMethod::Sm3Keyed)?.digest(content, &Key::Unusable)
    }
}

/// The identifiers of keys leave the digest to digestAlgorithm.
fn with_digest(algorithm: String, method: Option<DigestMethod>) -> String {
    match (algorithm.as_str(), method) {
        (oid::SM2_CURVE, Some(DigestMethod::Sm3)) => oid::SM2_SIGNATURE.to_owned(),
        (oid::RSA, Some(DigestMethod::Sha1)) => oid::SHA1_WITH_RSA.to_owned(),
        (oid::RSA, Some(DigestMethod::Sha256)) => oid::SHA256_WITH_RSA.to_owned(),
        (oid::RSA, Some(DigestMethod::Sha384)) => oid::SHA384_WITH_RSA.to_owned(),
        (oid::RSA, Some(DigestMethod::Sha512)) => oid::SHA512_WITH_RSA.to_owned(),
        (oid::EC_PUBLIC_KEY, Some(DigestMethod::Sha256)) => oid::ECDSA_WITH_SHA256.to_owned(),
        (oid::EC_PUBLIC_KEY, Some(DigestMethod::Sha384)) => oid::ECDSA_WITH_SHA384.to_owned(),
        _ => algorithm,
    }
}
