//! Attributes of a SignerInfo: what is signed beside the content, and what was added afterwards.
//!
//! *Basis*: RFC 5652, 5.3, 5.4 and 11; RFC 5035 (signing certificate); RFC 3161, appendix A (timestamp).

use crate::evidence::algorithm::{DigestMethod, Key};
use crate::evidence::answer::Answer;
use crate::evidence::der::{self, Scan, Tlv, tag};
use crate::evidence::time::{self, Moment};
use crate::evidence::{Fault, oid, x509};

/// Signed attributes.
pub(crate) struct Attributes<'a> {
    /// Type of the content.
    pub(crate) content_type: Option<String>,
    /// Digest of the content.
    pub(crate) message_digest: &'a [u8],
    /// When the signer says that it was signed.
    pub(crate) signing_time: Option<Moment>,
    /// The signer's certificate by its digest.
    certificates: Vec<CertificateId<'a>>,
    stored: Vec<u8>,
    sorted: Vec<u8>,
}

/// A certificate by its digest.
struct CertificateId<'a> {
    method: Option<DigestMethod>,
    digest: &'a [u8],
}

impl<'a> Attributes<'a> {
    pub(crate) fn read(scan: &Scan, set: Tlv<'a>) -> Result<Self, Fault> {
        let members = scan.inside(set).all()?;
        let mut list = Vec::with_capacity(members.len());
        for member in &members {
            list.push(attribute(scan, *member)?);
        }
        let one = |id: &str| -> Result<Option<Tlv<'a>>, Fault> {
            let mut named = list.iter().filter(|(name, _)| name == id);
            match (named.next(), named.next()) {
                (None, _) => Ok(None),
                // Two values of what has one would be read by each verifier as it likes.
                (Some((_, values)), None) if values.len() == 1 => Ok(values.first().copied()),
                _ => Err(set.flaw("cms.attribute_repeated")),
            }
        };
        let content_type = one(oid::CONTENT_TYPE)?
            .map(|value| {
                let value = value.expect(tag::OID, "contentType")?;
                oid::text(value.content).ok_or_else(|| value.flaw("der.oid"))
            })
            .transpose()?;
        let message_digest = one(oid::MESSAGE_DIGEST)?
            .ok_or_else(|| set.flaw("cms.no_message_digest"))?
            .expect(tag::OCTET_STRING, "messageDigest")?
            .content;
        let signing_time = one(oid::SIGNING_TIME)?.map(moment).transpose()?;
        let mut certificates = Vec::new();
        for id in [oid::SIGNING_CERTIFICATE, oid::SIGNING_CERTIFICATE_V2] {
            if let Some(value) = one(id)? {
                certificates.push(certificate_id(scan, value, id)?);
            }
        }
        let mut parts: Vec<&[u8]> = members.iter().map(|member| member.raw).collect();
        let stored = der::wrap(tag::SET, &parts);
        parts.sort_unstable();
        Ok(Self {
            content_type,
            message_digest,
            signing_time,
            certificates,
            sorted: der::wrap(tag::SET, &parts),
            stored,
        })
    }

    /// What the signer may have signed: the SET OF in the order of DER, or in the order that it is stored in. Both say
    /// the same.
    pub(crate) fn signed(&self) -> impl Iterator<Item = &[u8]> {
        let stored = (self.stored != self.sorted).then_some(self.stored.as_slice());
        std::iter::once(self.sorted.as_slice()).chain(stored)
    }

    /// Whether they name `certificate` as the signer's; `None` when they name none.
    pub(crate) fn name_certificate(&self, certificate: &[u8]) -> Option<Answer> {
        let fits = |id: &CertificateId<'_>| {
            let digest = id.method.and_then(|method| method.digest(certificate, &Key::Unusable));
            digest.map_or(Answer::Unknown, |digest| Answer::from(digest == id.digest))
        };
        self.certificates.iter().map(fits).reduce(Answer::and)
    }
}

/// Timestamp tokens among the attributes that are not signed.
pub(super) fn tokens<'a>(scan: &Scan, set: Tlv<'a>) -> Result<Vec<&'a [u8]>, Fault> {
    let mut found = Vec::new();
    for member in scan.inside(set).all()? {
        let (id, values) = attribute(scan, member)?;
        if id == oid::TIMESTAMP_TOKEN {
            found.extend(values.iter().map(|value| value.raw));
        }
    }
    Ok(found)
}

/// Whether `content` could be taken for signed attributes: then a value over it may be one over attributes, given out
/// as a value over content.
pub(super) fn could_be(scan: &Scan, content: &[u8]) -> bool {
    content.first() == Some(&tag::SET)
        && !matches!(scan.whole(content).and_then(|set| Attributes::read(scan, set)), Err(Fault::Flaw(_)))
}

/// Name and values of one attribute.
fn attribute<'a>(scan: &Scan, member: Tlv<'a>) -> Result<(String, Vec<Tlv<'a>>), Fault> {
    let mut parts = scan.inside(member.expect(tag::SEQUENCE, "Attribute")?);
    let id = parts.take(tag::OID, "attrType")?;
    let values = scan.inside(parts.take(tag::SET, "attrValues")?).all()?;
    parts.end()?;
    Ok((oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))?, values))
}

fn moment(value: Tlv<'_>) -> Result<Moment, Fault> {
    let text = match value.tag {
        tag::UTC_TIME | tag::GENERALIZED_TIME => std::str::from_utf8(value.content).ok(),
        _ => None,
    };
    text.and_then(time::parse).map(|(moment, _)| moment).ok_or_else(|| value.flaw("time.unreadable"))
}

/// The first certificate of a SigningCertificate or SigningCertificateV2: the signer's.
fn certificate_id<'a>(scan: &Scan, value: Tlv<'a>, kind: &str) -> Result<CertificateId<'a>, Fault> {
    let mut list = scan.inside(value.expect(tag::SEQUENCE, "SigningCertificate")?);
    let mut ids = scan.inside(list.take(tag::SEQUENCE, "certs")?);
    let mut id = scan.inside(ids.take(tag::SEQUENCE, "ESSCertID")?);
    let method = match (kind, id.take_if(tag::SEQUENCE, "hashAlgorithm")?) {
        (oid::SIGNING_CERTIFICATE, None) => Some(DigestMethod::Sha1),
        (_, None) => Some(DigestMethod::Sha256),
        (_, Some(named)) => DigestMethod::named(&x509::algorithm(scan, named)?),
    };
    Ok(CertificateId { method, digest: id.take(tag::OCTET_STRING, "certHash")?.content })
}
