//! Distinguished names: a text to show, and a form to compare.
//!
//! *Basis*: RFC 5280, 4.1.2.4 and 7.1 (comparison without regard to case, white space and string type).

use super::der::{Scan, Tlv, tag};
use super::{Fault, hex, oid};

/// Attributes of one step of a name, each with its type, in an order of their own.
pub(crate) type Rdn = Vec<(String, String)>;

/// A distinguished name.
#[derive(Debug, Clone)]
pub(crate) struct Name<'a> {
    /// The name as it is written.
    pub(crate) raw: &'a [u8],
    /// `C=CN, O=…, CN=…`, attributes in the order of the certificate.
    pub(crate) text: String,
    /// What is compared.
    pub(crate) steps: Vec<Rdn>,
}

impl<'a> Name<'a> {
    pub(crate) fn read(scan: &Scan, value: Tlv<'a>) -> Result<Self, Fault> {
        let (mut parts, mut steps) = (Vec::new(), Vec::new());
        for set in scan.inside(value.expect(tag::SEQUENCE, "Name")?).all()? {
            let mut step = Rdn::new();
            for attribute in scan.inside(set.expect(tag::SET, "RelativeDistinguishedName")?).all()? {
                let mut members = scan.inside(attribute);
                let id = members.take(tag::OID, "type")?;
                let id = oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))?;
                let value = members.next("value")?;
                // A value that holds what stands between attributes must not be taken for several.
                let shown = string(value).replace(", ", "\\, ");
                parts.push(format!("{}={shown}", short_name(&id)));
                step.push((id, comparable(value)));
            }
            step.sort();
            steps.push(step);
        }
        Ok(Self { raw: value.raw, text: parts.join(", "), steps })
    }

    /// Whether both name the same.
    pub(crate) fn is(&self, other: &Name<'_>) -> bool {
        self.steps == other.steps
    }

    /// The values of one attribute.
    pub(crate) fn values(&self, id: &str) -> impl Iterator<Item = &str> {
        self.steps.iter().flatten().filter(move |(one, _)| one == id).map(|(_, value)| value.as_str())
    }
}

/// Text of any string type; what cannot be decoded is replaced, as this is only shown, never compared.
pub(crate) fn string(value: Tlv<'_>) -> String {
    decoded(value).unwrap_or_else(|| String::from_utf8_lossy(value.content).into_owned())
}

fn decoded(value: Tlv<'_>) -> Option<String> {
    if value.tag == tag::BMP_STRING {
        let units = value.content.chunks_exact(2).map(|pair| match pair {
            [high, low] => u16::from_be_bytes([*high, *low]),
            _ => 0xfffd,
        });
        return char::decode_utf16(units).collect::<Result<_, _>>().ok();
    }
    std::str::from_utf8(value.content).ok().map(str::to_owned)
}

/// Text in small letters with single spaces; of what is no text, its octets.
fn comparable(value: Tlv<'_>) -> String {
    let is_text = matches!(
        value.tag,
        tag::UTF8_STRING
            | tag::PRINTABLE_STRING
            | tag::IA5_STRING
            | tag::BMP_STRING
            | tag::TELETEX_STRING
            | tag::NUMERIC_STRING
    );
    match decoded(value).filter(|_| is_text) {
        Some(text) => text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase(),
        None => format!("#{:02x}{}", value.tag, hex(value.content)),
    }
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
        oid::EMAIL_ADDRESS => "E",
        other => other,
    }
}
