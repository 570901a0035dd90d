//! SignedData from raw slices: that of GB/T 35275 and that of PKCS#7, which differ in identifiers alone.
//!
//! *Basis*: GB/T 35275-2017; RFC 2315, 9; RFC 5652, 5; forms met in real files.

mod attributes;
mod signer;

use std::borrow::Cow;

use super::crl::Crl;
use super::der::{Members, Scan, Tlv, tag};
use super::status::StatusSource;
use super::x509::Certificate;
use super::{Fault, Flaw, absorb, oid, x509};
use crate::{Error, Limits};

pub(crate) use signer::SignerInfo;

/// SignedData as it is written.
pub(crate) struct SignedData<'a> {
    /// What the content is.
    pub(crate) content_type: String,
    /// The content; `None` when it stands elsewhere. An encoder may have cut it into parts.
    pub(crate) content: Option<Cow<'a, [u8]>>,
    /// Certificates that came along, in DER as they stand; their order means nothing.
    pub(crate) certificates: Vec<&'a [u8]>,
    /// Lists of revoked certificates that came along, likewise.
    lists: Vec<&'a [u8]>,
    /// One entry a signer, at least one.
    pub(crate) signers: Vec<SignerInfo<'a>>,
}

impl<'a> SignedData<'a> {
    /// Reads what fills `data`: a ContentInfo, or the SignedData that an early writer left without one.
    pub(crate) fn read(scan: &Scan, data: &'a [u8]) -> Result<Self, Fault> {
        let outer = scan.whole(data)?.expect(tag::SEQUENCE, "ContentInfo")?;
        let mut parts = scan.inside(outer);
        if parts.peek() == Some(tag::INTEGER) {
            scan.note("cms.no_content_info", outer.at);
            return Self::read_parts(scan, parts);
        }
        let kind = parts.take(tag::OID, "contentType")?;
        if !matches!(oid::text(kind.content).as_deref(), Some(oid::PKCS7_SIGNED_DATA | oid::GM_SIGNED_DATA)) {
            return Err(kind.flaw("cms.not_signed_data"));
        }
        let mut content = scan.inside(parts.take(tag::CONTEXT_0, "content")?);
        parts.end()?;
        let data = content.take(tag::SEQUENCE, "SignedData")?;
        content.end()?;
        Self::read_parts(scan, scan.inside(data))
    }

    fn read_parts(scan: &Scan, mut parts: Members<'_, 'a>) -> Result<Self, Fault> {
        parts.take(tag::INTEGER, "version")?;
        // Every SignerInfo names its own; one writer left out the SEQUENCE around these.
        parts.take(tag::SET, "digestAlgorithms")?;
        let mut content = scan.inside(parts.take(tag::SEQUENCE, "contentInfo")?);
        let kind = content.take(tag::OID, "contentType")?;
        let wrapped = content.take_if(tag::CONTEXT_0, "content")?;
        content.end()?;
        let certificates = match parts.take_if(tag::CONTEXT_0, "certificates")? {
            Some(list) => scan.inside(list).all()?,
            None => Vec::new(),
        };
        let lists = match parts.take_if(tag::CONTEXT_1, "crls")? {
            Some(list) => scan.inside(list).all()?,
            None => Vec::new(),
        };
        let infos = parts.take(tag::SET, "signerInfos")?;
        parts.end()?;
        let signers: Vec<SignerInfo<'a>> = scan
            .inside(infos)
            .all()?
            .into_iter()
            .map(|info| SignerInfo::read(scan, info))
            .collect::<Result<_, _>>()?;
        if signers.is_empty() {
            return Err(infos.flaw("cms.no_signer"));
        }
        Ok(Self {
            content_type: oid::text(kind.content).ok_or_else(|| kind.flaw("der.oid"))?,
            content: wrapped.map(|wrapped| octets(scan, wrapped)).transpose()?,
            // Certificates of attributes have other tags, and no key.
            certificates: certificates
                .iter()
                .filter(|one| one.tag == tag::SEQUENCE)
                .map(|one| one.raw)
                .collect(),
            // What else may be said about revocation has another tag.
            lists: lists.iter().filter(|one| one.tag == tag::SEQUENCE).map(|one| one.raw).collect(),
            signers,
        })
    }

    /// The lists that can be read. What cannot says nothing.
    pub(crate) fn read_lists(&self, scan: &Scan, limits: &Limits) -> Result<Vec<Crl<'a>>, Error> {
        let mut read = Vec::new();
        for der in &self.lists {
            let mut unread = Vec::new();
            if let Some(mut list) = absorb(Crl::read(der, limits), &mut unread)? {
                list.source = StatusSource::SignedData;
                read.push(list);
            }
            if !unread.is_empty() {
                scan.note("cms.list_unreadable", 0);
            }
        }
        Ok(read)
    }

    /// The certificates that can be read. What cannot belongs to nobody who is asked about here.
    pub(crate) fn read_certificates(&self, scan: &Scan) -> Result<Vec<Certificate<'a>>, Error> {
        let mut list = Vec::new();
        for &der in &self.certificates {
            let mut unread = Vec::new();
            list.extend(absorb(Certificate::read(scan, der), &mut unread)?);
            if !unread.is_empty() {
                scan.note("cms.certificate_unreadable", 0);
            }
        }
        Ok(list)
    }
}

/// What may come with a certificate and help to judge it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside<'b, 'a> {
    /// Certificates, in DER; their order means nothing.
    pub(crate) certificates: &'b [&'a [u8]],
    /// Lists of revoked certificates.
    pub(crate) lists: &'b [Crl<'a>],
}

impl Beside<'_, '_> {
    /// Whether nothing came.
    pub(crate) fn is_empty(&self) -> bool {
        self.certificates.is_empty() && self.lists.is_empty()
    }
}

/// Octets of `[0] EXPLICIT OCTET STRING`, which BER may cut into parts.
fn octets<'a>(scan: &Scan, wrapped: Tlv<'a>) -> Result<Cow<'a, [u8]>, Fault> {
    let mut inside = scan.inside(wrapped);
    let value = inside.next("content")?;
    inside.end()?;
    match value.tag {
        tag::OCTET_STRING => Ok(Cow::Borrowed(value.content)),
        tag::OCTET_STRING_IN_PARTS => {
            scan.note("der.string_in_parts", value.at);
            let mut whole = Vec::new();
            for part in scan.inside(value).all()? {
                whole.extend_from_slice(part.expect(tag::OCTET_STRING, "part")?.content);
            }
            Ok(Cow::Owned(whole))
        }
        _ => Err(value.flaw("cms.content")),
    }
}

/// Identifier of an AlgorithmIdentifier, or the identifier alone.
fn algorithm(scan: &Scan, value: Tlv<'_>) -> Result<String, Fault> {
    match value.tag {
        tag::OID => {
            scan.note("cms.algorithm_alone", value.at);
            oid::text(value.content).ok_or_else(|| value.flaw("der.oid"))
        }
        _ => x509::algorithm(scan, value.expect(tag::SEQUENCE, "AlgorithmIdentifier")?),
    }
}

/// Whether two names of a content type mean the same; writers mix the two names of plain data.
pub(crate) fn same_content_type(one: &str, other: &str) -> bool {
    let is_data = |name: &str| matches!(name, oid::PKCS7_DATA | oid::GM_DATA);
    one == other || is_data(one) && is_data(other)
}

/// The one certificate among `certificates` that `signer` names; two different ones are a flaw. Whether the value
/// verifies with its key is another question, so a name that its writer put in other words does no harm.
pub(crate) fn certificate_of<'c, 'a>(
    scan: &Scan,
    certificates: &'c [Certificate<'a>],
    signer: &SignerInfo<'_>,
) -> Result<Option<&'c Certificate<'a>>, Fault> {
    if let Some(certificate) = only(certificates.iter().filter(|one| signer.names(scan, one)))? {
        return Ok(Some(certificate));
    }
    let by_serial = only(certificates.iter().filter(|one| signer.names_serial(one)))?;
    if by_serial.is_some() {
        scan.note("cms.issuer_in_other_words", 0);
    }
    Ok(by_serial)
}

/// The one certificate among those that were named.
fn only<'c, 'a: 'c>(
    mut named: impl Iterator<Item = &'c Certificate<'a>>,
) -> Result<Option<&'c Certificate<'a>>, Fault> {
    let first = named.next();
    match first.is_some_and(|first| named.any(|other| other.der != first.der)) {
        true => Err(Flaw::new("cms.certificate_ambiguous", "").into()),
        false => Ok(first),
    }
}
