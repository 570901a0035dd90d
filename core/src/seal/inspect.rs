//! The structure of a document, for whoever wants to see where what stands: nothing is verified here.
//!
//! *Basis*: GM/T 0031-2014; GB/T 38540-2020 (names of the members).

use serde::Serialize;

use super::document::recognise;
use super::facts::Kind;
use crate::evidence::der::{self, Scan, Tlv, tag};
use crate::evidence::ofd::zip::Archive;
use crate::evidence::x509::{self, Certificate};
use crate::evidence::{Flaw, absorb, oid};
use crate::{Error, Limits};

/// One part of a document.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Where it begins: a file in its package, a value in the file or package entry that it is in.
    pub at: usize,
    /// What it consists of.
    pub children: Vec<Part>,
    /// Its name: of a file, of a member as the standards call it, or its ASN.1 type.
    pub name: String,
    /// How many bytes it has; a file, as it is unpacked.
    pub size: usize,
    /// What it says, where that is text, time, number or identifier; of a certificate, whose it is; of what could not
    /// be read, why.
    pub value: Option<String>,
}

impl Part {
    /// The part as RFC 8785 canonical JSON.
    ///
    /// # Errors
    /// `internal`, should it not be serialisable; none is.
    pub fn to_json(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|_| Error::internal("the structure could not be written"))
    }
}

/// The parts of an OFD package, a seal or a signature value. What is broken is named in its place.
///
/// # Errors
/// `input.unrecognised` when `data` is none of these; `limit.*` when a limit is reached.
///
/// # Example
/// ```
/// let limits = ywtb::Limits::default();
/// assert_eq!(ywtb::seal::inspect(b"PK\x03\x04", &limits)?.name, "package");
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn inspect(data: &[u8], limits: &Limits) -> Result<Part, Error> {
    if data.len() > limits.input_bytes {
        return Err(Error::limit("limit.input_bytes", "", "the document is too large"));
    }
    let scan = Scan::new(limits);
    if recognise(data)? != Kind::Ofd {
        return value(&scan, data, named(data).unwrap_or(&VALUE));
    }
    let archive = Archive::read(data, limits)?;
    let mut children = Vec::with_capacity(archive.entries.len());
    for entry in &archive.entries {
        let content = entry.data.as_deref();
        let inner = match content.and_then(|data| Some((data, named(data)?))) {
            Some((data, label)) => vec![value(&scan, data, label)?],
            None => Vec::new(),
        };
        let size = content.map_or(0, <[u8]>::len);
        children.push(Part { at: entry.at, children: inner, name: entry.name.clone(), size, value: None });
    }
    children.extend(archive.flaws.into_iter().map(|flaw| broken(flaw, 0)));
    Ok(Part { at: 0, children, name: "package".to_owned(), size: data.len(), value: None })
}

/// How a member is called, the types that it may have, and its own members.
struct Label {
    name: &'static str,
    tags: &'static [u8],
    members: &'static [Label],
}

const fn leaf(name: &'static str, tags: &'static [u8]) -> Label {
    Label { name, tags, members: &[] }
}

const fn list(name: &'static str, members: &'static [Label]) -> Label {
    Label { name, tags: &[tag::SEQUENCE], members }
}

const TEXT: &[u8] = &[tag::IA5_STRING, tag::UTF8_STRING, tag::PRINTABLE_STRING, tag::BMP_STRING];
const TIME: &[u8] = &[tag::UTC_TIME, tag::GENERALIZED_TIME];
const NUMBER: &[u8] = &[tag::INTEGER];
const BYTES: &[u8] = &[tag::OCTET_STRING, tag::BIT_STRING];

static HEADER: [Label; 3] = [leaf("ID", TEXT), leaf("version", NUMBER), leaf("Vid", TEXT)];
static PROPERTY: [Label; 7] = [
    leaf("type", NUMBER),
    leaf("name", TEXT),
    leaf("certListType", NUMBER),
    list("certList", &[]),
    leaf("createDate", TIME),
    leaf("validStart", TIME),
    leaf("validEnd", TIME),
];
static PICTURE: [Label; 4] =
    [leaf("type", TEXT), leaf("data", BYTES), leaf("width", NUMBER), leaf("height", NUMBER)];
static INFO: [Label; 5] = [
    list("header", &HEADER),
    leaf("esID", TEXT),
    list("property", &PROPERTY),
    list("picture", &PICTURE),
    leaf("extDatas", &[tag::SEQUENCE, tag::CONTEXT_0]),
];
static SIGN_INFO: [Label; 3] =
    [leaf("cert", BYTES), leaf("signatureAlgorithm", &[tag::OID]), leaf("signData", BYTES)];
static SEAL_MEMBERS: [Label; 6] = [
    list("eSealInfo", &INFO),
    list("signInfo", &SIGN_INFO),
    leaf("cert", &[tag::OCTET_STRING]),
    leaf("signAlgID", &[tag::OID]),
    leaf("signedValue", &[tag::BIT_STRING]),
    leaf("timeStamp", &[tag::CONTEXT_0]),
];
static TBS: [Label; 8] = [
    leaf("version", NUMBER),
    list("eseal", &SEAL_MEMBERS),
    leaf("timeInfo", &[tag::GENERALIZED_TIME, tag::UTC_TIME, tag::BIT_STRING]),
    leaf("dataHash", BYTES),
    leaf("propertyInfo", TEXT),
    leaf("cert", &[tag::OCTET_STRING]),
    leaf("signatureAlgorithm", &[tag::OID]),
    leaf("extDatas", &[tag::SEQUENCE, tag::CONTEXT_0]),
];
static SIGNATURE_MEMBERS: [Label; 5] = [
    list("toSign", &TBS),
    leaf("cert", &[tag::OCTET_STRING]),
    leaf("signatureAlgID", &[tag::OID]),
    leaf("signature", &[tag::BIT_STRING]),
    leaf("timeStamp", &[tag::CONTEXT_0]),
];
static SEAL: Label = list("SESeal", &SEAL_MEMBERS);
static SIGNATURE: Label = list("SES_Signature", &SIGNATURE_MEMBERS);
/// SignedData, or a bare pair of integers: members go by their types.
static VALUE: Label = list("value", &[]);

/// What `data` means to be by its first octets, should it be a value.
fn named(data: &[u8]) -> Option<&'static Label> {
    match der::leading_tags(data) {
        [tag::SEQUENCE, tag::SEQUENCE, tag::SEQUENCE] => Some(&SEAL),
        [tag::SEQUENCE, tag::SEQUENCE, tag::INTEGER] => Some(&SIGNATURE),
        [tag::SEQUENCE, tag::OID | tag::INTEGER, _] => Some(&VALUE),
        _ => None,
    }
}

fn value(scan: &Scan, data: &[u8], label: &Label) -> Result<Part, Error> {
    let mut flaws = Vec::new();
    match absorb(scan.whole(data), &mut flaws)? {
        Some(outer) => part(scan, outer, Some(label)),
        None => {
            let children = flaws.into_iter().map(|flaw| broken(flaw, 0)).collect();
            Ok(Part { at: 0, children, name: label.name.to_owned(), size: data.len(), value: None })
        }
    }
}

fn part(scan: &Scan, tlv: Tlv<'_>, label: Option<&Label>) -> Result<Part, Error> {
    let name = label.map_or_else(|| type_name(tlv.tag), |label| label.name.to_owned());
    let mut children = Vec::new();
    if tlv.tag & 0x20 != 0 {
        let mut labels = label.map(|label| label.members).unwrap_or_default().iter();
        let mut members = scan.inside(tlv);
        while !members.is_empty() {
            let mut flaws = Vec::new();
            let Some(member) = absorb(members.next("member"), &mut flaws)? else {
                children.extend(flaws.into_iter().map(|flaw| broken(flaw, tlv.at)));
                break;
            };
            // A member that is not there is passed over; after one that fits nothing, names would only be guessed.
            let label = labels.find(|label| label.tags.contains(&member.tag));
            children.push(part(scan, member, label)?);
        }
    }
    Ok(Part { at: tlv.at, children, name, size: tlv.raw.len(), value: said(scan, tlv) })
}

fn said(scan: &Scan, tlv: Tlv<'_>) -> Option<String> {
    match tlv.tag {
        tag::INTEGER | tag::ENUMERATED => tlv.small_integer().ok().map(|number| number.to_string()),
        tag::OID => oid::text(tlv.content),
        tag::UTC_TIME | tag::GENERALIZED_TIME => std::str::from_utf8(tlv.content).ok().map(str::to_owned),
        tag::UTF8_STRING | tag::IA5_STRING | tag::PRINTABLE_STRING | tag::BMP_STRING => {
            Some(x509::string(tlv))
        }
        tag::OCTET_STRING => {
            Certificate::read(scan, tlv.content).ok().map(|certificate| certificate.facts.subject)
        }
        _ => None,
    }
}

fn broken(flaw: Flaw, at: usize) -> Part {
    let value = Some(format!("{} {}", flaw.code, flaw.at));
    Part { at, children: Vec::new(), name: "broken".to_owned(), size: 0, value }
}

fn type_name(found: u8) -> String {
    match found {
        tag::BOOLEAN => "BOOLEAN",
        tag::INTEGER => "INTEGER",
        tag::BIT_STRING => "BIT STRING",
        tag::OCTET_STRING => "OCTET STRING",
        tag::OID => "OBJECT IDENTIFIER",
        tag::UTF8_STRING => "UTF8String",
        tag::PRINTABLE_STRING => "PrintableString",
        tag::IA5_STRING => "IA5String",
        tag::UTC_TIME => "UTCTime",
        tag::GENERALIZED_TIME => "GeneralizedTime",
        tag::SEQUENCE => "SEQUENCE",
        tag::SET => "SET",
        context if context & 0xc0 == 0x80 => return format!("[{}]", context & 0x1f),
        other => return format!("type {other:#04x}"),
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_is_named_in_its_place() {
        let cut = [0x30, 0x08, 0x30, 0x06, 0x30, 0x01, 0x05, 0x02, 0x05, 0x01];
        let part = inspect(&cut, &Limits::default()).unwrap();
        assert_eq!((part.name.as_str(), part.size), ("SESeal", 10));
        assert_eq!(part.children[0].children.last().unwrap().name, "broken");
    }

    #[test]
    fn depth_is_bounded() {
        let mut deep = vec![0x05, 0x00];
        for _ in 0..100 {
            deep = der::wrap(tag::SEQUENCE, &[&deep]);
        }
        assert_eq!(inspect(&deep, &Limits::default()).unwrap_err().code(), "limit.depth");
    }
}
