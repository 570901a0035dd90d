//! The seal (SESeal) from raw slices.
//!
//! *Basis*: GM/T 0031-2014; GB/T 38540-2020.

use super::layout::Layout;
use crate::evidence::der::{self, Members, Scan, Tlv, tag};
use crate::evidence::time::{self, Form, Moment, Zone};
use crate::evidence::{Fault, oid, x509};

/// A seal as it is written; every slice is part of the input.
pub(crate) struct Seal<'a> {
    pub(crate) raw: &'a [u8],
    pub(crate) layout: Layout,
    pub(crate) header_id: String,
    pub(crate) version: i64,
    pub(crate) vendor: String,
    pub(crate) id: String,
    pub(crate) kind: i64,
    pub(crate) name: String,
    pub(crate) list: SignerList<'a>,
    pub(crate) created: Moment,
    pub(crate) valid_from: Moment,
    pub(crate) valid_to: Moment,
    pub(crate) picture: Picture<'a>,
    pub(crate) extensions: Vec<Extension>,
    pub(crate) certificate: &'a [u8],
    pub(crate) algorithm: String,
    pub(crate) value: &'a [u8],
    pub(crate) timestamp: Option<Token<'a>>,
    info: &'a [u8],
    certificate_raw: &'a [u8],
    algorithm_raw: &'a [u8],
}

/// Who may sign with the seal.
pub(crate) struct SignerList<'a> {
    pub(crate) certificates: Vec<&'a [u8]>,
    /// Digests, each with the name that its digest method goes by there.
    pub(crate) digests: Vec<(String, &'a [u8])>,
    /// Members that are neither and name nobody who could be checked.
    pub(crate) others: usize,
}

pub(crate) struct Picture<'a> {
    pub(crate) kind: String,
    pub(crate) data: &'a [u8],
    pub(crate) width: i64,
    pub(crate) height: i64,
}

pub(crate) struct Extension {
    pub(crate) id: String,
    pub(crate) critical: bool,
}

/// A timestamp: its octets, and what it may stamp.
#[derive(Clone, Copy)]
pub(crate) struct Token<'a> {
    pub(crate) octets: &'a [u8],
    pub(crate) stamped: [&'a [u8]; 2],
}

impl<'a> Seal<'a> {
    /// Reads a seal from its outer SEQUENCE.
    pub(crate) fn read(scan: &Scan, outer: Tlv<'a>) -> Result<Self, Fault> {
        let members = scan.inside(outer.expect(tag::SEQUENCE, "SESeal")?).all()?;
        let (&first, rest) = members.split_first().ok_or_else(|| outer.flaw("seal.members"))?;
        let info = scan.inside(first.expect(tag::SEQUENCE, "SES_SealInfo")?);
        let head = Head::read(scan, info)?;
        let layout =
            Layout::of_seal(members.len(), head.version).ok_or_else(|| outer.flaw("seal.members"))?;
        // V1 keeps the maker's part in a SEQUENCE of its own.
        let maker = match (layout, rest.first()) {
            (Layout::SesV1, Some(signing)) => {
                scan.inside(signing.expect(tag::SEQUENCE, "SES_SignInfo")?).all()?
            }
            _ => rest.to_vec(),
        };
        let mut maker = maker.into_iter();
        let mut next = |tag: u8| maker.next().ok_or_else(|| outer.flaw("seal.members"))?.expect(tag, "maker");
        let certificate = next(tag::OCTET_STRING)?;
        let algorithm = next(tag::OID)?;
        let value = next(tag::BIT_STRING)?;
        let (octets, unused) = value.bits()?;
        if unused > 0 {
            scan.note("value.unused_bits", value.at);
        }
        let timestamp = match maker.next() {
            Some(_) if layout == Layout::SesV1 => return Err(outer.flaw("seal.members")),
            Some(token) => Some(Token { octets: token_octets(scan, token)?, stamped: [octets, value.raw] }),
            None => None,
        };
        if maker.next().is_some() {
            return Err(outer.flaw("seal.members"));
        }
        Ok(Self {
            raw: outer.raw,
            layout,
            header_id: head.id,
            version: head.version,
            vendor: head.vendor,
            id: head.seal_id,
            kind: head.property.kind,
            name: head.property.name,
            list: head.property.list,
            created: head.property.created,
            valid_from: head.property.valid_from,
            valid_to: head.property.valid_to,
            picture: head.picture,
            extensions: head.extensions,
            certificate: certificate.content,
            algorithm: oid::text(algorithm.content).ok_or_else(|| algorithm.flaw("der.oid"))?,
            value: octets,
            timestamp,
            info: first.raw,
            certificate_raw: certificate.raw,
            algorithm_raw: algorithm.raw,
        })
    }

    /// What the maker signs: SES_SealInfo in v4 and v5.
    pub(crate) fn info(&self) -> &'a [u8] {
        self.info
    }

    /// What the maker signs in v1: SEQUENCE { sealInfo, cert, algorithm }.
    pub(crate) fn info_with_maker(&self) -> Vec<u8> {
        der::sequence(&[self.info, self.certificate_raw, self.algorithm_raw])
    }
}

/// SES_SealInfo.
struct Head<'a> {
    id: String,
    version: i64,
    vendor: String,
    seal_id: String,
    property: Property<'a>,
    picture: Picture<'a>,
    extensions: Vec<Extension>,
}

impl<'a> Head<'a> {
    fn read(scan: &Scan, mut info: Members<'_, 'a>) -> Result<Self, Fault> {
        let mut header = scan.inside(info.take(tag::SEQUENCE, "header")?);
        let id = text(scan, header.next("ID")?, tag::IA5_STRING)?;
        let version = header.take(tag::INTEGER, "version")?.small_integer()?;
        let vendor = text(scan, header.next("Vid")?, tag::IA5_STRING)?;
        let seal_id = text(scan, info.next("esID")?, tag::IA5_STRING)?;
        let property = Property::read(scan, scan.inside(info.take(tag::SEQUENCE, "property")?))?;
        let mut picture = scan.inside(info.take(tag::SEQUENCE, "picture")?);
        let picture = Picture {
            kind: text(scan, picture.next("type")?, tag::IA5_STRING)?,
            data: picture.take(tag::OCTET_STRING, "data")?.content,
            width: picture.take(tag::INTEGER, "width")?.small_integer()?,
            height: picture.take(tag::INTEGER, "height")?.small_integer()?,
        };
        let extensions = extensions(scan, &mut info)?;
        Ok(Self { id, version, vendor, seal_id, property, picture, extensions })
    }
}

/// SES_ESPropertyInfo.
struct Property<'a> {
    kind: i64,
    name: String,
    list: SignerList<'a>,
    created: Moment,
    valid_from: Moment,
    valid_to: Moment,
}

impl<'a> Property<'a> {
    fn read(scan: &Scan, mut parts: Members<'_, 'a>) -> Result<Self, Fault> {
        let kind = parts.take(tag::INTEGER, "type")?.small_integer()?;
        let name = text(scan, parts.next("name")?, tag::UTF8_STRING)?;
        // certListType came with GB/T 38540.
        let list_type = parts.take_if(tag::INTEGER, "certListType")?;
        let expected = if list_type.is_some() { tag::GENERALIZED_TIME } else { tag::UTC_TIME };
        let declared_type = list_type.map(|value| value.small_integer()).transpose()?;
        let list = signer_list(scan, parts.take(tag::SEQUENCE, "certList")?, declared_type)?;
        let created = moment(scan, parts.next("createDate")?, expected)?;
        let valid_from = moment(scan, parts.next("validStart")?, expected)?;
        let valid_to = moment(scan, parts.next("validEnd")?, expected)?;
        parts.end()?;
        Ok(Self { kind, name, list, created, valid_from, valid_to })
    }
}

/// The members say themselves what they are; a type that says otherwise is noted.
fn signer_list<'a>(scan: &Scan, list: Tlv<'a>, declared_type: Option<i64>) -> Result<SignerList<'a>, Fault> {
    let mut signers = SignerList { certificates: Vec::new(), digests: Vec::new(), others: 0 };
    for member in scan.inside(list).all()? {
        match member.tag {
            tag::OCTET_STRING => signers.certificates.push(member.content),
            tag::SEQUENCE => {
                let mut parts = scan.inside(member);
                let method = x509::string(parts.next("type")?);
                signers.digests.push((method, parts.take(tag::OCTET_STRING, "value")?.content));
            }
            _ => signers.others = signers.others.saturating_add(1),
        }
    }
    let fits = match declared_type {
        None | Some(1) => signers.digests.is_empty() && signers.others == 0,
        Some(2) => signers.certificates.is_empty() && signers.others == 0,
        Some(_) => false,
    };
    if !fits {
        scan.note("seal.list_type", list.at);
    }
    Ok(signers)
}

/// extDatas: a bare SEQUENCE in real seals, `[0] EXPLICIT` in real signatures; both are read in both places.
pub(crate) fn extensions(scan: &Scan, parts: &mut Members<'_, '_>) -> Result<Vec<Extension>, Fault> {
    let mut found = Vec::new();
    while !parts.is_empty() {
        let list = parts.next("extDatas")?;
        let list = if list.tag == tag::CONTEXT_0 { scan.inside(list).next("extDatas")? } else { list };
        for extension in scan.inside(list.expect(tag::SEQUENCE, "extDatas")?).all()? {
            let mut members = scan.inside(extension.expect(tag::SEQUENCE, "ExtData")?);
            let id = members.take(tag::OID, "extnID")?;
            let critical = members.take_if(tag::BOOLEAN, "critical")?;
            if critical.is_some_and(|flag| flag.content == [0]) {
                scan.note("der.default_encoded", extension.at);
            }
            found.push(Extension {
                id: oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))?,
                critical: critical.is_some_and(|flag| flag.content != [0]),
            });
        }
    }
    Ok(found)
}

/// The octets of `[0] EXPLICIT BIT STRING`.
pub(crate) fn token_octets<'a>(scan: &Scan, token: Tlv<'a>) -> Result<&'a [u8], Fault> {
    let token = scan.inside(token.expect(tag::CONTEXT_0, "timeStamp")?).next("timeStamp")?;
    match token.tag {
        tag::BIT_STRING => Ok(token.bits()?.0),
        tag::OCTET_STRING => Ok(token.content),
        _ => Err(token.flaw("der.unexpected_type")),
    }
}

/// Text of a string, whatever string type stands where `expected` should.
pub(crate) fn text(scan: &Scan, value: Tlv<'_>, expected: u8) -> Result<String, Fault> {
    if value.tag != expected {
        scan.note("der.other_string_type", value.at);
    }
    match value.tag {
        tag::UTF8_STRING | tag::PRINTABLE_STRING | tag::IA5_STRING | tag::BMP_STRING => {
            Ok(x509::string(value))
        }
        _ => Err(value.flaw("der.unexpected_type")),
    }
}

/// A moment in either time type.
pub(crate) fn moment(scan: &Scan, value: Tlv<'_>, expected: u8) -> Result<Moment, Fault> {
    if !matches!(value.tag, tag::UTC_TIME | tag::GENERALIZED_TIME) {
        return Err(value.flaw("der.unexpected_type"));
    }
    if value.tag != expected {
        scan.note("time.other_type", value.at);
    }
    let text = std::str::from_utf8(value.content).ok();
    let (moment, form) = text.and_then(time::parse).ok_or_else(|| value.flaw("time.unreadable"))?;
    note_form(scan, value, moment, form);
    Ok(moment)
}

/// Names what is odd about the text of a time.
pub(crate) fn note_form(scan: &Scan, value: Tlv<'_>, moment: Moment, form: Form) {
    if moment.zone == Zone::Assumed {
        scan.note("time.no_zone", value.at);
    }
    match (value.tag, form) {
        (tag::GENERALIZED_TIME, Form::Utc) => scan.note("time.two_digit_year", value.at),
        (tag::UTC_TIME, Form::Generalized) => scan.note("time.four_digit_year", value.at),
        _ => {}
    }
}
