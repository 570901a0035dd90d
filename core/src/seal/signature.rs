//! The value of a signature: a seal signature (SES_Signature) from raw slices, or what stands in its place.
//!
//! *Basis*: GM/T 0031-2014; GB/T 38540-2020; GB/T 35275-2017 (SignedData).

use super::eseal::{self, Extension, Seal, Token};
use super::layout::Layout;
use crate::evidence::cms::SignedData;
use crate::evidence::der::{self, Scan, Tlv, tag};
use crate::evidence::time::{self, Form, Moment, Zone};
use crate::evidence::{Fault, Flaw, oid};

/// What a signature value file holds.
pub(crate) enum Value<'a> {
    Seal(Box<SealSignature<'a>>),
    SignedData(SignedData<'a>),
    Bare,
}

/// A seal signature as it is written; every slice is part of the input.
pub(crate) struct SealSignature<'a> {
    pub(crate) layout: Layout,
    /// TBS_Sign with its header: what the signer signs.
    pub(crate) tbs: &'a [u8],
    pub(crate) version: i64,
    pub(crate) seal: Seal<'a>,
    pub(crate) time: Time<'a>,
    pub(crate) data_hash: &'a [u8],
    pub(crate) property: String,
    pub(crate) extensions: Vec<Extension>,
    pub(crate) certificate: &'a [u8],
    pub(crate) algorithm: String,
    pub(crate) value: &'a [u8],
    pub(crate) timestamp: Option<Token<'a>>,
}

/// timeInfo.
pub(crate) enum Time<'a> {
    Claimed(Moment),
    /// A timestamp token in the place of the time (v1).
    Token(&'a [u8]),
}

impl<'a> Value<'a> {
    /// Tells the kinds of value apart by their bytes; what the package declares does not count.
    pub(crate) fn read(scan: &Scan, data: &'a [u8]) -> Result<Self, Fault> {
        // An SM2 value as two numbers of 32 octets has no header of its own, whatever its first octet looks like.
        if data.len() == 64 && !der::is_framed(data) {
            return Ok(Self::Bare);
        }
        let outer = scan.whole(data)?.expect(tag::SEQUENCE, "value")?;
        let mut members = scan.inside(outer);
        match members.peek() {
            Some(tag::OID) => SignedData::read(scan, data).map(Self::SignedData),
            Some(tag::INTEGER) => {
                members.next("integer")?;
                match members.peek() {
                    // A version and digest algorithms: SignedData without the ContentInfo around it.
                    Some(tag::SET) => SignedData::read(scan, data).map(Self::SignedData),
                    _ => Ok(Self::Bare),
                }
            }
            _ => SealSignature::read(scan, outer).map(|signature| Self::Seal(Box::new(signature))),
        }
    }
}

impl<'a> SealSignature<'a> {
    fn read(scan: &Scan, outer: Tlv<'a>) -> Result<Self, Fault> {
        let members = scan.inside(outer).all()?;
        let is_v1 = members.len() == 2;
        if !matches!(members.len(), 2 | 4 | 5) {
            return Err(outer.flaw("signature.members"));
        }
        let mut members = members.into_iter();
        let mut next =
            |tag: u8| members.next().ok_or_else(|| outer.flaw("signature.members"))?.expect(tag, "member");
        let tbs = next(tag::SEQUENCE)?;
        let mut parts = scan.inside(tbs);
        let version = parts.take(tag::INTEGER, "version")?.small_integer()?;
        let seal = Seal::read(scan, parts.take(tag::SEQUENCE, "eseal")?)?;
        let time = time_info(scan, parts.next("timeInfo")?, is_v1)?;
        let data_hash = octets(scan, parts.next("dataHash")?)?;
        let property = eseal::text(scan, parts.next("propertyInfo")?, tag::IA5_STRING)?;
        let (certificate, algorithm, extensions) = if is_v1 {
            let certificate = parts.take(tag::OCTET_STRING, "cert")?;
            let algorithm = parts.take(tag::OID, "signatureAlgorithm")?;
            parts.end()?;
            (certificate, algorithm, Vec::new())
        } else {
            let extensions = eseal::extensions(scan, &mut parts)?;
            (next(tag::OCTET_STRING)?, next(tag::OID)?, extensions)
        };
        let value = next(tag::BIT_STRING)?;
        let (value_octets, unused) = value.bits()?;
        if unused > 0 {
            scan.note("value.unused_bits", value.at);
        }
        let timestamp = match members.next() {
            Some(token) => {
                Some(Token { octets: eseal::token_octets(scan, token)?, stamped: [value_octets, value.raw] })
            }
            None => None,
        };
        let layout = match (is_v1, seal.layout) {
            (true, _) => Layout::SesV1,
            (false, Layout::SesV5) => Layout::SesV5,
            (false, _) => Layout::SesV4,
        };
        if is_v1 != (seal.layout == Layout::SesV1) {
            scan.note("seal.other_layout", tbs.at);
        }
        Ok(Self {
            layout,
            tbs: tbs.raw,
            version,
            seal,
            time,
            data_hash,
            property,
            extensions,
            certificate: certificate.content,
            algorithm: oid::text(algorithm.content).ok_or_else(|| algorithm.flaw("der.oid"))?,
            value: value_octets,
            timestamp,
        })
    }
}

/// timeInfo: a GeneralizedTime in v4; in v1 a BIT STRING around a time, a text or a token.
fn time_info<'a>(scan: &Scan, value: Tlv<'a>, is_v1: bool) -> Result<Time<'a>, Fault> {
    if matches!(value.tag, tag::UTC_TIME | tag::GENERALIZED_TIME) {
        if is_v1 {
            scan.note("time.other_type", value.at);
        }
        return eseal::moment(scan, value, value.tag).map(Time::Claimed);
    }
    if !is_v1 {
        scan.note("time.other_type", value.at);
    }
    let content = octets(scan, value)?;
    if content.first() == Some(&tag::SEQUENCE) {
        return Ok(Time::Token(content));
    }
    let inner = match content.first() {
        Some(&(tag::UTC_TIME | tag::GENERALIZED_TIME)) => scan.whole(content).map(|time| time.content).ok(),
        _ => None,
    };
    let text = std::str::from_utf8(inner.unwrap_or(content)).ok();
    let (moment, form) = text.and_then(time::parse).ok_or_else(|| value.flaw("time.unreadable"))?;
    if inner.is_none() && form == Form::Text {
        scan.note("time.text", value.at);
    }
    if moment.zone == Zone::Assumed {
        scan.note("time.no_zone", value.at);
    }
    Ok(Time::Claimed(moment))
}

/// Octets of a BIT STRING, or of an OCTET STRING in its place.
fn octets<'a>(scan: &Scan, value: Tlv<'a>) -> Result<&'a [u8], Fault> {
    match value.tag {
        tag::BIT_STRING => {
            let (octets, unused) = value.bits()?;
            if unused > 0 {
                scan.note("value.unused_bits", value.at);
            }
            Ok(octets)
        }
        tag::OCTET_STRING => {
            scan.note("der.other_string_type", value.at);
            Ok(value.content)
        }
        _ => Err(Flaw::new("der.unexpected_type", format!("@{}", value.at)).into()),
    }
}
