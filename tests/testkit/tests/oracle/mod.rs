//! A second opinion: the least that is needed to check a sealed document, sharing nothing with what made it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sm2::dsa::signature::Verifier;
use sm2::dsa::{Signature, VerifyingKey};
use sm3::{Digest, Sm3};
use std::collections::BTreeMap;

/// The files of an archive as its directory lists them.
pub(crate) fn unzip(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let half = |at: usize| usize::from(u16::from_le_bytes([archive[at], archive[at + 1]]));
    let word = |at: usize| half(at) | half(at + 2) << 16;
    let end = archive.len() - 22;
    let mut at = word(end + 16);
    let mut files = BTreeMap::new();
    for _ in 0..half(end + 10) {
        let (packed, name, local) = (word(at + 20), half(at + 28), word(at + 42));
        let start = local + 30 + half(local + 26) + half(local + 28);
        let bytes = miniz_oxide::inflate::decompress_to_vec(&archive[start..start + packed]).unwrap();
        assert_eq!(bytes.len(), word(at + 24));
        files.insert(String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).unwrap(), bytes);
        at += 46 + name;
    }
    files
}

/// An element: its tag, all its bytes, its content.
#[derive(Clone, Copy)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) whole: &'a [u8],
    pub(crate) content: &'a [u8],
}

/// The first element of some bytes.
pub(crate) fn element(bytes: &[u8]) -> Element<'_> {
    let (head, length) = match bytes[1] {
        short if short < 0x80 => (2, usize::from(short)),
        long => {
            let octets = usize::from(long & 0x7F);
            (2 + octets, bytes[2..2 + octets].iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)))
        }
    };
    Element { tag: bytes[0], whole: &bytes[..head + length], content: &bytes[head..head + length] }
}

/// The members of a constructed element.
pub(crate) fn members(mut content: &[u8]) -> Vec<Element<'_>> {
    let mut out = Vec::new();
    while !content.is_empty() {
        let next = element(content);
        content = &content[next.whole.len()..];
        out.push(next);
    }
    out
}

/// The point in a certificate.
fn public_point(certificate: &[u8]) -> Vec<u8> {
    let to_sign = members(element(certificate).content)[0];
    members(members(to_sign.content)[6].content)[1].content[1..].to_vec()
}

/// Whether a BIT STRING's octets are the certificate holder's signature of a message.
pub(crate) fn signed_by(certificate: &[u8], message: &[u8], bits: &Element<'_>) -> bool {
    let value: Vec<u8> = match bits.content[1..].len() {
        64 => bits.content[1..].to_vec(),
        _ => members(element(&bits.content[1..]).content)
            .iter()
            .flat_map(|number| scalar(number.content))
            .collect(),
    };
    let key = VerifyingKey::from_sec1_bytes("1234567812345678", &public_point(certificate)).unwrap();
    key.verify(message, &Signature::from_slice(&value).unwrap()).is_ok()
}

/// 32 octets of a number, however it was padded.
fn scalar(number: &[u8]) -> Vec<u8> {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    let mut out = vec![0; 32 - (number.len() - zeros)];
    out.extend_from_slice(&number[zeros..]);
    out
}

/// Whether a certificate was signed by an issuer.
pub(crate) fn issued_by(certificate: &[u8], issuer: &[u8]) -> bool {
    let parts = members(element(certificate).content);
    signed_by(issuer, parts[0].whole, &parts[2])
}

/// Whether the maker named in a seal signed it.
pub(crate) fn seal_holds(seal: &[u8]) -> bool {
    let parts = members(element(seal).content);
    match parts.as_slice() {
        [info, sign_info] => {
            let inner = members(sign_info.content);
            let content = [info.whole, inner[0].whole, inner[1].whole].concat();
            let length = (content.len() as u16).to_be_bytes();
            let message = [&[0x30, 0x82, length[0], length[1]], content.as_slice()].concat();
            signed_by(inner[0].content, &message, &inner[2])
        }
        [info, certificate, _, value] => signed_by(certificate.content, info.whole, value),
        _ => false,
    }
}

/// What holds and what does not in signature 0 of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) references: bool,
    pub(crate) data_hash: bool,
    pub(crate) signer: bool,
    pub(crate) seal: bool,
    pub(crate) in_period: bool,
    pub(crate) uncovered: Vec<String>,
}

/// Checks signature 0; `None` when the document is not signed.
pub(crate) fn check(archive: &[u8]) -> Option<Verdict> {
    let files = unzip(archive);
    let description = files.get("Doc_0/Signs/Sign_0/Signature.xml")?;
    let text = std::str::from_utf8(description).unwrap();
    let references: BTreeMap<&str, &str> = text
        .split("FileRef=\"/")
        .skip(1)
        .map(|part| {
            let value = part.split("<ofd:CheckValue>").nth(1).unwrap();
            (part.split('"').next().unwrap(), value.split('<').next().unwrap())
        })
        .collect();

    let value = members(element(&files["Doc_0/Signs/Sign_0/SignedValue.dat"]).content);
    let to_sign = members(value[0].content);
    let v1 = value.len() == 2;
    let certificate = if v1 { to_sign[5] } else { value[1] };
    let property = members(members(members(to_sign[1].content)[0].content)[2].content);
    let [.., from, to] = property.as_slice() else { panic!("a property has times") };
    let (from, to, at) = (year_first(from), year_first(to), year_first(&to_sign[2]));

    Some(Verdict {
        references: references
            .iter()
            .all(|(path, value)| *value == STANDARD.encode(Sm3::digest(&files[*path]))),
        data_hash: to_sign[3].content[1..] == Sm3::digest(description)[..],
        signer: signed_by(certificate.content, value[0].whole, &value[value.len() - 1]),
        seal: seal_holds(to_sign[1].whole),
        in_period: from <= at && at <= to,
        uncovered: files
            .keys()
            .filter(|path| !references.contains_key(path.as_str()) && !path.starts_with("Doc_0/Signs/"))
            .cloned()
            .collect(),
    })
}

/// A time of any of the three forms, comparable as text.
fn year_first(time: &Element<'_>) -> String {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    match time.tag {
        0x17 => format!("20{}", text(time.content)),
        0x03 => text(&time.content[1..]),
        _ => text(time.content),
    }
}
