//! What must hold of every parser, whatever the bytes.
//!
//! A [`Target`] hands bytes to one parser by its public door. Every seed is something that the library *refuses*: a page
//! that was altered, a value over another text, a list that revokes the signer. So the property is more than "no panic":
//! whatever mutation makes of a refusal, it must not become a pass, and the same bytes must give the same answer, fresh or
//! from stored facts.
//!
//! The same functions run under libFuzzer (`libfuzzer/`, nightly) and on stable Rust for a bounded number of seeded
//! mutations (`tests/seeded.rs`). What was once found lies in `found/` and is tried again each time.

mod archives;
mod documents;
mod mutation;
mod numbers;
mod records;
mod trust;

pub use mutation::Mutations;

/// One parser: how it is asked, and what to begin with.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// The parser's name, and that of its fuzz target.
    pub name: &'static str,
    /// Hands bytes to the parser; panics when a property does not hold.
    pub run: fn(&[u8]),
    /// Inputs to begin with, the same on every machine.
    pub seeds: fn() -> Vec<Vec<u8>>,
    /// Words of its language, which mutation puts in.
    pub words: &'static [&'static [u8]],
    /// What is no refusal, where there is such a thing: the property must see it pass.
    pub genuine: Option<fn() -> Vec<u8>>,
}

const DER: &[&[u8]] = &[
    b"\x30\x80",
    b"\x00\x00",
    b"\x30\x84\xFF\xFF\xFF\xFF",
    b"\x04\x82\x00\x01",
    b"\x03\x01\x00",
    b"\x05\x00",
    b"\x02\x01\x80",
    b"\x06\x08\x2A\x81\x1C\xCF\x55\x01\x83\x75",
];
const XML: &[&[u8]] = &[
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
    b"<![CDATA[",
    b"]]>",
    b"<?xml version='1.0'?>",
    b"<!--",
    b"xmlns:ofd='urn:x'",
    b"../../",
    b"/Doc_0/Document.xml",
    b"&#0;",
    b"&amp;",
];
const JSON: &[&[u8]] = &[
    b"null",
    b"[]",
    b"{}",
    b"true",
    b"-1",
    b"1e999",
    b"18446744073709551616",
    b"\"\\ud800\"",
    b"\"2018-11-01\"",
    b"\"9999-12-31\"",
    b"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
];
const ZIP: &[&[u8]] =
    &[b"PK\x01\x02", b"PK\x03\x04", b"PK\x05\x06", b"PK\x06\x06", b"PK\x07\x08", b"\xFF\xFF\xFF\xFF", b"../"];

/// Every target.
pub const TARGETS: &[Target] = &[
    Target {
        name: "der",
        run: documents::value,
        seeds: documents::values,
        words: DER,
        genuine: Some(documents::good_value),
    },
    Target {
        name: "zip",
        run: documents::archive,
        seeds: documents::altered,
        words: ZIP,
        genuine: Some(documents::good_paper),
    },
    Target { name: "xml", run: documents::file, seeds: documents::files, words: XML, genuine: None },
    Target {
        name: "cms",
        run: documents::signed_data,
        seeds: documents::other_texts,
        words: DER,
        genuine: Some(documents::right_text),
    },
    Target {
        name: "tsp",
        run: documents::token,
        seeds: documents::tokens,
        words: DER,
        genuine: Some(documents::right_token),
    },
    Target { name: "bundle", run: trust::bundle, seeds: trust::bundles, words: DER, genuine: None },
    Target {
        name: "crl",
        run: trust::list,
        seeds: trust::lists,
        words: DER,
        genuine: Some(trust::clearing_list),
    },
    Target {
        name: "ocsp",
        run: trust::response,
        seeds: trust::responses,
        words: DER,
        genuine: Some(trust::clearing_response),
    },
    Target { name: "eep", run: archives::package, seeds: archives::encapsulated, words: XML, genuine: None },
    Target { name: "archive", run: archives::package, seeds: archives::plain, words: ZIP, genuine: None },
    Target {
        name: "certificate",
        run: records::certificate,
        seeds: records::certificates,
        words: JSON,
        genuine: None,
    },
    Target { name: "facts", run: records::facts, seeds: records::examples, words: JSON, genuine: None },
    Target { name: "stored", run: records::stored, seeds: records::kept, words: JSON, genuine: None },
    Target { name: "options", run: records::options, seeds: records::settings, words: JSON, genuine: None },
    Target { name: "catalogue", run: records::stream, seeds: records::entries, words: JSON, genuine: None },
    Target {
        name: "identifier",
        run: records::identifier,
        seeds: records::identifiers,
        words: &[b"\xEF\xBC\x91", b"X", b"."],
        genuine: None,
    },
    Target { name: "sm2", run: numbers::sm2, seeds: numbers::signatures, words: &[], genuine: None },
    Target { name: "sm3", run: numbers::sm3, seeds: numbers::messages, words: &[], genuine: None },
];

/// The target of a name.
///
/// # Panics
/// When there is none.
pub fn target(name: &str) -> &'static Target {
    TARGETS.iter().find(|target| target.name == name).expect("name of a target")
}
