//! A DER writer: just what certificates and seals need.
//!
//! It shares nothing with the reader of the library under test.

use crate::time::Moment;

/// A data element: tag, definite length, content.
pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    if content.len() < 0x80 {
        out.push(content.len() as u8);
    } else {
        let length = content.len().to_be_bytes();
        let significant = &length[length.iter().take_while(|byte| **byte == 0).count()..];
        out.push(0x80 | significant.len() as u8);
        out.extend_from_slice(significant);
    }
    out.extend_from_slice(content);
    out
}

/// SEQUENCE of elements that are already encoded.
pub fn sequence(members: &[Vec<u8>]) -> Vec<u8> {
    tlv(0x30, &members.concat())
}

/// SET of one encoded element (more would have to be sorted).
pub fn set_of_one(member: &[u8]) -> Vec<u8> {
    tlv(0x31, member)
}

/// `[n] EXPLICIT`.
pub fn explicit(number: u8, member: &[u8]) -> Vec<u8> {
    tlv(0xA0 | number, member)
}

/// INTEGER of a small non-negative number.
pub fn integer(value: u64) -> Vec<u8> {
    unsigned(&value.to_be_bytes())
}

/// INTEGER of big-endian octets, read as a non-negative number.
pub fn unsigned(octets: &[u8]) -> Vec<u8> {
    let zeros = octets.iter().take_while(|byte| **byte == 0).count().min(octets.len() - 1);
    let minimal = &octets[zeros..];
    if minimal[0] & 0x80 == 0 { tlv(0x02, minimal) } else { tlv(0x02, &[&[0], minimal].concat()) }
}

/// BOOLEAN.
pub fn boolean(value: bool) -> Vec<u8> {
    tlv(0x01, &[if value { 0xFF } else { 0 }])
}

/// NULL.
pub fn null() -> Vec<u8> {
    tlv(0x05, &[])
}

/// OCTET STRING.
pub fn octet_string(content: &[u8]) -> Vec<u8> {
    tlv(0x04, content)
}

/// BIT STRING of whole octets.
pub fn bit_string(octets: &[u8]) -> Vec<u8> {
    tlv(0x03, &[&[0], octets].concat())
}

/// BIT STRING as a named bit list: `bits[i]` is bit `i`, trailing zeros are dropped.
pub fn named_bits(bits: &[u8]) -> Vec<u8> {
    let last = bits.iter().copied().max().unwrap_or(0);
    let mut content = vec![7 - last % 8];
    content.resize(2 + usize::from(last / 8), 0);
    for bit in bits {
        content[1 + usize::from(bit / 8)] |= 0x80 >> (bit % 8);
    }
    tlv(0x03, &content)
}

/// UTF8String.
pub fn utf8(text: &str) -> Vec<u8> {
    tlv(0x0C, text.as_bytes())
}

/// PrintableString.
pub fn printable(text: &str) -> Vec<u8> {
    tlv(0x13, text.as_bytes())
}

/// IA5String.
pub fn ia5(text: &str) -> Vec<u8> {
    tlv(0x16, text.as_bytes())
}

/// UTCTime.
pub fn utc_time(at: Moment) -> Vec<u8> {
    tlv(0x17, at.format("%y%m%d%H%M%SZ").to_string().as_bytes())
}

/// GeneralizedTime.
pub fn generalized_time(at: Moment) -> Vec<u8> {
    tlv(0x18, at.format("%Y%m%d%H%M%SZ").to_string().as_bytes())
}

/// OBJECT IDENTIFIER from its dotted text.
pub fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().expect("dotted identifier")).collect();
    let mut content = base128(arcs[0] * 40 + arcs[1]);
    content.extend(arcs[2..].iter().flat_map(|arc| base128(*arc)));
    tlv(0x06, &content)
}

fn base128(mut arc: u64) -> Vec<u8> {
    let mut out = vec![(arc & 0x7F) as u8];
    while arc > 0x7F {
        arc >>= 7;
        out.insert(0, 0x80 | (arc & 0x7F) as u8);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_minimal() {
        assert_eq!(tlv(4, &[7; 2])[..2], [4, 2]);
        assert_eq!(tlv(4, &[7; 0x80])[..3], [4, 0x81, 0x80]);
        assert_eq!(tlv(4, &[7; 0x1234])[..4], [4, 0x82, 0x12, 0x34]);
    }

    #[test]
    fn integers_are_minimal_and_positive() {
        assert_eq!(integer(0), [2, 1, 0]);
        assert_eq!(integer(0x7F), [2, 1, 0x7F]);
        assert_eq!(integer(0x80), [2, 2, 0, 0x80]);
    }

    #[test]
    fn object_identifiers_and_bits() {
        assert_eq!(oid("1.2.156.10197.1.501"), [6, 8, 0x2A, 0x81, 0x1C, 0xCF, 0x55, 0x01, 0x83, 0x75]);
        assert_eq!(named_bits(&[0, 1]), [3, 2, 6, 0xC0]);
        assert_eq!(named_bits(&[5, 6]), [3, 2, 1, 0x06]);
    }
}
