//! A bounded reader of tag-length-value over raw slices.
//!
//! Seals are hashed as they are stored, and real ones are not always DER; so every value keeps the slice it was
//! read from, and each departure from DER is noted instead of repaired.
//!
//! *Basis*: ITU-T X.690, 8 (BER), 10 (DER).

use std::cell::{Cell, RefCell};

use super::{Fault, Flaw};
use crate::{Error, Limits};

/// Identifier octets of the types that seals and certificates are made of.
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const ENUMERATED: u8 = 0x0a;
    pub(crate) const UTF8_STRING: u8 = 0x0c;
    pub(crate) const NUMERIC_STRING: u8 = 0x12;
    pub(crate) const PRINTABLE_STRING: u8 = 0x13;
    pub(crate) const TELETEX_STRING: u8 = 0x14;
    pub(crate) const IA5_STRING: u8 = 0x16;
    pub(crate) const UTC_TIME: u8 = 0x17;
    pub(crate) const GENERALIZED_TIME: u8 = 0x18;
    pub(crate) const BMP_STRING: u8 = 0x1e;
    pub(crate) const OCTET_STRING_IN_PARTS: u8 = 0x24;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;
    pub(crate) const CONTEXT_0_PRIMITIVE: u8 = 0x80;
    pub(crate) const CONTEXT_0: u8 = 0xa0;
    pub(crate) const CONTEXT_1: u8 = 0xa1;
    pub(crate) const CONTEXT_2: u8 = 0xa2;
    pub(crate) const CONTEXT_3: u8 = 0xa3;
}

/// What one reading may still cost, and what it met on the way.
pub(crate) struct Scan {
    nodes: Cell<usize>,
    depth: usize,
    keeps_keys: bool,
    notes: RefCell<Vec<Flaw>>,
}

impl Scan {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self {
            nodes: Cell::new(limits.nodes),
            depth: limits.depth,
            keeps_keys: limits.keeps_keys,
            notes: RefCell::new(Vec::new()),
        }
    }

    /// Whether public keys may be kept for the next time.
    pub(crate) fn keeps_keys(&self) -> bool {
        self.keeps_keys
    }

    /// Names a departure once, with the place where it was met first.
    pub(crate) fn note(&self, code: &'static str, at: usize) {
        let mut notes = self.notes.borrow_mut();
        if !notes.iter().any(|note| note.code == code) {
            notes.push(Flaw::new(code, place(at)));
        }
    }

    pub(crate) fn into_notes(self) -> Vec<Flaw> {
        self.notes.into_inner()
    }

    /// The one value that `data` consists of; bytes after it are a fault.
    pub(crate) fn whole<'a>(&self, data: &'a [u8]) -> Result<Tlv<'a>, Fault> {
        let mut members = Members { scan: self, rest: data, at: 0, depth: 0 };
        let value = members.next("value")?;
        members.end()?;
        Ok(value)
    }

    /// The values directly inside a constructed value.
    pub(crate) fn inside<'s, 'a>(&'s self, outer: Tlv<'a>) -> Members<'s, 'a> {
        Members {
            scan: self,
            rest: outer.content,
            at: outer.at.saturating_add(outer.header),
            depth: outer.depth.saturating_add(1),
        }
    }

    fn spend(&self, depth: usize, at: usize) -> Result<(), Fault> {
        if depth > self.depth {
            return Err(Error::limit("limit.depth", place(at), "values are nested too deeply").into());
        }
        let left = self.nodes.get().checked_sub(1);
        self.nodes.set(left.ok_or_else(|| Error::limit("limit.nodes", place(at), "too many values"))?);
        Ok(())
    }
}

/// One value: where it stands, what it says it is, and its bytes with and without the header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tlv<'a> {
    pub(crate) tag: u8,
    pub(crate) raw: &'a [u8],
    pub(crate) content: &'a [u8],
    pub(crate) at: usize,
    header: usize,
    depth: usize,
}

impl<'a> Tlv<'a> {
    /// The value itself when it has the tag asked for.
    pub(crate) fn expect(self, tag: u8, _what: &str) -> Result<Self, Fault> {
        if self.tag == tag { Ok(self) } else { Err(self.flaw("der.unexpected_type")) }
    }

    pub(crate) fn flaw(&self, code: &'static str) -> Fault {
        Flaw::new(code, place(self.at)).into()
    }

    /// Octets of a BIT STRING and its count of unused bits, which real encoders get wrong and nobody may rely on.
    pub(crate) fn bits(&self) -> Result<(&'a [u8], u8), Fault> {
        match self.content.split_first() {
            Some((&unused, octets)) if unused < 8 => Ok((octets, unused)),
            _ => Err(self.flaw("der.bit_string")),
        }
    }

    /// A small integer; seal versions, types and measures.
    pub(crate) fn small_integer(&self) -> Result<i64, Fault> {
        let (&first, _) = self.content.split_first().ok_or_else(|| self.flaw("der.integer"))?;
        // More than any of them needs, and more than every reader of JSON keeps exactly.
        if self.content.len() > 6 {
            return Err(self.flaw("der.integer"));
        }
        let start: i64 = if first & 0x80 == 0 { 0 } else { -1 };
        Ok(self.content.iter().fold(start, |value, &octet| (value << 8) | i64::from(octet)))
    }
}

/// Walks over the values that stand side by side.
pub(crate) struct Members<'s, 'a> {
    scan: &'s Scan,
    rest: &'a [u8],
    at: usize,
    depth: usize,
}

impl<'a> Members<'_, 'a> {
    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The tag of the next value, without taking it.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next value, of any tag; `what` names it for the reader of this code.
    pub(crate) fn next(&mut self, _what: &str) -> Result<Tlv<'a>, Fault> {
        self.scan.spend(self.depth, self.at)?;
        let head = header(self.rest, self.at)?;
        if head.not_minimal {
            self.scan.note("der.length_not_minimal", self.at);
        }
        let body = self.rest.get(head.size..).unwrap_or_default();
        let (content, total) = match head.length {
            Some(length) => {
                let content = body.get(..length).ok_or_else(|| cut(self.at))?;
                (content, head.size.saturating_add(length))
            }
            None => {
                self.scan.note("der.indefinite_length", self.at);
                let length = self.indefinite(body, head.size)?;
                let content = body.get(..length).ok_or_else(|| cut(self.at))?;
                (content, head.size.saturating_add(length).saturating_add(2))
            }
        };
        let (raw, rest) = self.rest.split_at_checked(total).ok_or_else(|| cut(self.at))?;
        let value = Tlv { tag: head.tag, raw, content, at: self.at, header: head.size, depth: self.depth };
        self.rest = rest;
        self.at = self.at.saturating_add(total);
        Ok(value)
    }

    /// The next value, which must have `tag`.
    pub(crate) fn take(&mut self, tag: u8, what: &str) -> Result<Tlv<'a>, Fault> {
        self.next(what)?.expect(tag, what)
    }

    /// The next value when it has `tag`.
    pub(crate) fn take_if(&mut self, tag: u8, what: &str) -> Result<Option<Tlv<'a>>, Fault> {
        if self.peek() == Some(tag) { self.next(what).map(Some) } else { Ok(None) }
    }

    /// Every value that is left.
    pub(crate) fn all(mut self) -> Result<Vec<Tlv<'a>>, Fault> {
        let mut values = Vec::new();
        while !self.is_empty() {
            values.push(self.next("member")?);
        }
        Ok(values)
    }

    /// Nothing may follow.
    pub(crate) fn end(&self) -> Result<(), Fault> {
        if self.is_empty() { Ok(()) } else { Err(Flaw::new("der.trailing", place(self.at)).into()) }
    }

    /// Length of the content of an indefinite value: up to the end-of-contents octets that close it.
    /// Walks without recursion; nested indefinite values only raise a counter.
    fn indefinite(&self, body: &[u8], header_size: usize) -> Result<usize, Fault> {
        let mut open = 1usize;
        let mut position = 0usize;
        loop {
            let at = self.at.saturating_add(header_size).saturating_add(position);
            self.scan.spend(self.depth.saturating_add(open), at)?;
            let rest = body.get(position..).unwrap_or_default();
            if rest.starts_with(&[0, 0]) {
                open = open.saturating_sub(1);
                if open == 0 {
                    return Ok(position);
                }
                position = position.saturating_add(2);
                continue;
            }
            let head = header(rest, at)?;
            let length = match head.length {
                Some(length) => length,
                None => {
                    open = open.saturating_add(1);
                    0
                }
            };
            position = position.saturating_add(head.size).saturating_add(length);
            if position > body.len() {
                return Err(cut(at));
            }
        }
    }
}

struct Header {
    tag: u8,
    size: usize,
    /// `None` when the length is indefinite.
    length: Option<usize>,
    not_minimal: bool,
}

fn header(data: &[u8], at: usize) -> Result<Header, Fault> {
    let (&tag, rest) = data.split_first().ok_or_else(|| cut(at))?;
    // Tag numbers above 30 occur in none of these formats.
    if tag & 0x1f == 0x1f || tag == 0 {
        return Err(Flaw::new("der.tag", place(at)).into());
    }
    let (&first, rest) = rest.split_first().ok_or_else(|| cut(at))?;
    if first < 0x80 {
        return Ok(Header { tag, size: 2, length: Some(usize::from(first)), not_minimal: false });
    }
    if first == 0x80 {
        let constructed = tag & 0x20 != 0;
        return if constructed {
            Ok(Header { tag, size: 2, length: None, not_minimal: false })
        } else {
            Err(Flaw::new("der.length", place(at)).into())
        };
    }
    let count = usize::from(first & 0x7f);
    if count > 4 {
        return Err(Flaw::new("der.length", place(at)).into());
    }
    let octets = rest.get(..count).ok_or_else(|| cut(at))?;
    let length = octets.iter().fold(0usize, |length, &octet| (length << 8) | usize::from(octet));
    let not_minimal = length < 0x80 || octets.first() == Some(&0);
    Ok(Header { tag, size: count.saturating_add(2), length: Some(length), not_minimal })
}

/// Tags of the first value, of the first value inside it, and so on; enough to tell what a file means to be, even
/// when it is cut or its lengths are absurd.
pub(crate) fn leading_tags(data: &[u8]) -> [u8; 3] {
    let mut tags = [0; 3];
    let mut rest = data;
    for slot in &mut tags {
        let Some((&[tag, length], content)) = rest.split_first_chunk() else { break };
        *slot = tag;
        let octets = if length > 0x80 { usize::from(length & 0x7f) } else { 0 };
        rest = content.get(octets..).unwrap_or_default();
    }
    tags
}

/// Whether `data` has a header that says where it ends, and ends there.
pub(crate) fn is_framed(data: &[u8]) -> bool {
    let end = |head: Header| match head.length {
        Some(length) => head.size.checked_add(length) == Some(data.len()),
        None => data.ends_with(&[0, 0]),
    };
    data.first() == Some(&tag::SEQUENCE) && header(data, 0).is_ok_and(end)
}

/// A SEQUENCE around parts that stand elsewhere; used for the bytes that V1 seal makers sign.
pub(crate) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    wrap(tag::SEQUENCE, parts)
}

/// A value with a header of its own, in DER, around parts that stand elsewhere.
pub(crate) fn wrap(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let octets = length.to_be_bytes();
    let significant = octets.iter().position(|&octet| octet != 0).unwrap_or(octets.len().saturating_sub(1));
    let octets = octets.get(significant..).unwrap_or_default();
    let mut value = Vec::with_capacity(length.saturating_add(10));
    value.push(tag);
    if length >= 0x80 {
        value.push(0x80 | u8::try_from(octets.len()).unwrap_or(0));
    }
    value.extend_from_slice(octets);
    for part in parts {
        value.extend_from_slice(part);
    }
    value
}

fn cut(at: usize) -> Fault {
    Flaw::new("der.cut", place(at)).into()
}

fn place(at: usize) -> String {
    format!("@{at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan() -> Scan {
        Scan::new(&Limits::default())
    }

    fn code(result: Result<Tlv<'_>, Fault>) -> String {
        match result {
            Ok(_) => "ok".into(),
            Err(Fault::Flaw(flaw)) => flaw.code.into_owned(),
            Err(Fault::Limit(error)) => error.code().into(),
        }
    }

    #[test]
    fn hostile_lengths_are_refused() {
        for (bytes, expected) in [
            (&b""[..], "der.cut"),
            (b"\x30", "der.cut"),
            (b"\x30\x05\x00", "der.cut"),
            (b"\x30\x85\x00\x00\x00\x00\x01\x00", "der.length"),
            (b"\x30\x84\xff\xff\xff\xff", "der.cut"),
            (b"\x04\x80\x00\x00", "der.length"),
            (b"\x3f\x81\x01\x00", "der.tag"),
            (b"\x30\x00\x00", "der.trailing"),
            (b"\x30\x80\x02\x01\x05", "der.cut"),
        ] {
            assert_eq!(code(scan().whole(bytes)), expected, "{bytes:02x?}");
        }
    }

    #[test]
    fn deep_nesting_is_a_limit_not_a_stack() {
        let mut bytes = [0x30, 0x80].repeat(5_000);
        bytes.extend([0, 0].repeat(5_000));
        assert_eq!(code(scan().whole(&bytes)), "limit.depth");
    }

    #[test]
    fn indefinite_lengths_are_read_and_noted() {
        let scan = scan();
        let outer = scan.whole(&[0x30, 0x80, 0x30, 0x80, 2, 1, 5, 0, 0, 2, 1, 7, 0, 0]).unwrap();
        let members = scan.inside(outer).all().unwrap();
        assert_eq!(members.len(), 2);
        assert_eq!(members[1].small_integer().unwrap(), 7);
        assert_eq!(members[0].raw, [0x30, 0x80, 2, 1, 5, 0, 0]);
        assert_eq!(scan.into_notes()[0].code, "der.indefinite_length");
    }

    #[test]
    fn a_sequence_is_rebuilt_with_the_shortest_length() {
        assert_eq!(sequence(&[&[2, 1, 5]]), [0x30, 3, 2, 1, 5]);
        let long = sequence(&[&[0; 300]]);
        assert_eq!(&long[..4], [0x30, 0x82, 0x01, 0x2c]);
    }
}
