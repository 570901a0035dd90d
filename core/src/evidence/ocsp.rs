//! OCSP responses: what an authority, or a responder that it named, answered about single certificates.
//!
//! *Basis*: RFC 6960, 3.2 and 4.2; GM/T 0014 (SM2 and SM3).

use super::algorithm::{DigestMethod, Key, sha256};
use super::crl::Reason;
use super::der::{Scan, Tlv, tag};
use super::name::Name;
use super::time::Moment;
use super::x509::{self, Certificate};
use super::{Fault, hex, oid};
use crate::Limits;

/// A response, and the bytes that it was read from.
pub(crate) struct Ocsp<'a> {
    /// What the responder signed.
    pub(crate) tbs: &'a [u8],
    pub(crate) value: &'a [u8],
    pub(crate) algorithm: String,
    pub(crate) produced: Moment,
    /// Certificates that came with the response.
    pub(crate) certificates: Vec<&'a [u8]>,
    pub(crate) answers: Vec<Single<'a>>,
    pub(crate) has_unknown_critical: bool,
    pub(crate) sha256: String,
    responder: Responder<'a>,
}

enum Responder<'a> {
    Named(Name<'a>),
    Key(&'a [u8]),
}

/// What a response says of one certificate.
pub(crate) struct Single<'a> {
    method: Option<DigestMethod>,
    name: &'a [u8],
    key: &'a [u8],
    serial: &'a [u8],
    pub(crate) says: Says,
    pub(crate) this_update: Moment,
    pub(crate) next_update: Option<Moment>,
    pub(crate) has_unknown_critical: bool,
}

/// The three answers of a responder.
pub(crate) enum Says {
    Good,
    Revoked(Moment, Reason),
    Unknown,
}

impl<'a> Ocsp<'a> {
    /// Reads one response in DER; `None` when the responder gave no answer.
    pub(crate) fn read(der: &'a [u8], limits: &Limits) -> Result<Option<Self>, Fault> {
        let scan = &Scan::new(limits);
        let mut parts = scan.inside(scan.whole(der)?.expect(tag::SEQUENCE, "OCSPResponse")?);
        let status = parts.take(tag::ENUMERATED, "responseStatus")?;
        let Some(bytes) = parts.take_if(tag::CONTEXT_0, "responseBytes")? else { return Ok(None) };
        parts.end()?;
        if status.content != [0] {
            return Ok(None);
        }
        let mut parts = scan.inside(scan.inside(bytes).take(tag::SEQUENCE, "responseBytes")?);
        let kind = parts.take(tag::OID, "responseType")?;
        if oid::text(kind.content).as_deref() != Some(oid::OCSP_BASIC) {
            return Err(kind.flaw("ocsp.type"));
        }
        let basic = parts.take(tag::OCTET_STRING, "response")?.content;
        let mut parts = scan.inside(scan.whole(basic)?.expect(tag::SEQUENCE, "BasicOCSPResponse")?);
        let tbs = parts.take(tag::SEQUENCE, "tbsResponseData")?;
        let algorithm = x509::algorithm(scan, parts.take(tag::SEQUENCE, "signatureAlgorithm")?)?;
        let (value, _) = parts.take(tag::BIT_STRING, "signature")?.bits()?;
        let mut certificates = Vec::new();
        if let Some(list) = parts.take_if(tag::CONTEXT_0, "certs")? {
            let list = scan.inside(list).take(tag::SEQUENCE, "certs")?;
            certificates.extend(scan.inside(list).all()?.into_iter().map(|one| one.raw));
        }
        parts.end()?;

        let mut parts = scan.inside(tbs);
        parts.take_if(tag::CONTEXT_0, "version")?;
        let id = parts.next("responderID")?;
        let inner = scan.inside(id).next("responderID")?;
        let responder = match id.tag {
            tag::CONTEXT_1 => Responder::Named(Name::read(scan, inner)?),
            tag::CONTEXT_2 => Responder::Key(inner.expect(tag::OCTET_STRING, "byKey")?.content),
            _ => return Err(id.flaw("der.unexpected_type")),
        };
        let produced = x509::validity_time(parts.take(tag::GENERALIZED_TIME, "producedAt")?)?;
        let list = scan.inside(parts.take(tag::SEQUENCE, "responses")?).all()?;
        let answers = list.into_iter().map(|one| Single::read(scan, one)).collect::<Result<_, Fault>>()?;
        let has_unknown_critical = match parts.take_if(tag::CONTEXT_1, "responseExtensions")? {
            Some(extensions) => unknown_critical(scan, extensions)?,
            None => false,
        };
        parts.end()?;
        Ok(Some(Self {
            tbs: tbs.raw,
            value,
            algorithm,
            produced,
            certificates,
            answers,
            has_unknown_critical,
            sha256: hex(&sha256(der)),
            responder,
        }))
    }

    /// Whether the response says that the holder of `certificate` made it.
    pub(crate) fn names(&self, certificate: &Certificate<'_>) -> bool {
        match &self.responder {
            Responder::Named(name) => certificate.subject.is(name),
            Responder::Key(hash) => {
                let sha1 = DigestMethod::Sha1.digest(certificate.key_octets, &Key::Unusable);
                sha1.as_deref() == Some(*hash)
            }
        }
    }
}

impl<'a> Single<'a> {
    fn read(scan: &Scan, single: Tlv<'a>) -> Result<Self, Fault> {
        let mut parts = scan.inside(single.expect(tag::SEQUENCE, "SingleResponse")?);
        let mut id = scan.inside(parts.take(tag::SEQUENCE, "certID")?);
        let method = x509::algorithm(scan, id.take(tag::SEQUENCE, "hashAlgorithm")?)?;
        let name = id.take(tag::OCTET_STRING, "issuerNameHash")?.content;
        let key = id.take(tag::OCTET_STRING, "issuerKeyHash")?.content;
        let serial = id.take(tag::INTEGER, "serialNumber")?;
        let status = parts.next("certStatus")?;
        let says = match status.tag {
            0x80 => Says::Good,
            tag::CONTEXT_1 => {
                let mut info = scan.inside(status);
                let since = x509::validity_time(info.take(tag::GENERALIZED_TIME, "revocationTime")?)?;
                let reason = match info.take_if(tag::CONTEXT_0, "revocationReason")? {
                    Some(reason) => Reason::of(scan.inside(reason).take(tag::ENUMERATED, "reason")?.content),
                    None => Reason::of(&[]),
                };
                Says::Revoked(since, reason)
            }
            0x82 => Says::Unknown,
            _ => return Err(status.flaw("der.unexpected_type")),
        };
        let this_update = x509::validity_time(parts.take(tag::GENERALIZED_TIME, "thisUpdate")?)?;
        let next_update = match parts.take_if(tag::CONTEXT_0, "nextUpdate")? {
            Some(time) => {
                Some(x509::validity_time(scan.inside(time).take(tag::GENERALIZED_TIME, "nextUpdate")?)?)
            }
            None => None,
        };
        let has_unknown_critical = match parts.take_if(tag::CONTEXT_1, "singleExtensions")? {
            Some(extensions) => unknown_critical(scan, extensions)?,
            None => false,
        };
        parts.end()?;
        let method = DigestMethod::named(&method);
        let serial = x509::significant(serial);
        Ok(Self { method, name, key, serial, says, this_update, next_update, has_unknown_critical })
    }

    /// Whether the answer is about `certificate`, which `issuer` issued.
    pub(crate) fn is_about(&self, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
        let digest = |octets| self.method.and_then(|method| method.digest(octets, &Key::Unusable));
        self.serial == certificate.serial
            && digest(certificate.issuer.raw).as_deref() == Some(self.name)
            && digest(issuer.key_octets).as_deref() == Some(self.key)
    }
}

/// Whether extensions hold a critical one; of those that are known the nonce alone may be.
fn unknown_critical(scan: &Scan, extensions: Tlv<'_>) -> Result<bool, Fault> {
    for extension in scan.inside(scan.inside(extensions).take(tag::SEQUENCE, "extensions")?).all()? {
        let (id, critical, _) = super::extension::parts(scan, extension)?;
        if critical && id != oid::OCSP_NONCE {
            return Ok(true);
        }
    }
    Ok(false)
}
