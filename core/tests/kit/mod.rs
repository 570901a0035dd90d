//! Tools of the attack tests: own signatures over own packages, own archives, a table of expectations.
#![allow(dead_code, missing_docs, unreachable_pub, clippy::disallowed_methods)]

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sm3::{Digest, Sm3};
use ywtb::report::Report;
use ywtb::seal::Policy;
use ywtb::{VerifyOptions, verify};
use ywtb_testkit::{DocumentBuilder, Package, Pki, SealBuilder, Stamp};

pub const NS: &str = "http://www.ofdspec.org/2016";
pub const SIG: &str = "Doc_0/Signs/Sign_0/Signature.xml";
pub const VALUE: &str = "Doc_0/Signs/Sign_0/SignedValue.dat";
pub const LIST: &str = "Doc_0/Signs/Signatures.xml";

pub fn options(policy: Policy) -> VerifyOptions {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    VerifyOptions { policy, ..VerifyOptions::new(time) }
}

pub fn integrity(bytes: &[u8]) -> Result<Report, ywtb::Error> {
    verify(bytes, &options(Policy::INTEGRITY))
}

/// `indication/sub` or `error:code`; asserts that `default` never passes.
pub fn word(bytes: &[u8]) -> String {
    word_with(bytes, None)
}

pub fn word_with(bytes: &[u8], original: Option<&[u8]>) -> String {
    let original = original.map(<[u8]>::to_vec);
    let strict = verify(bytes, &VerifyOptions { original: original.clone(), ..options(Policy::DEFAULT) });
    if let Ok(report) = &strict {
        assert_ne!(report.indication, Some(ywtb::report::Indication::TotalPassed), "default passed");
    }
    said(&verify(bytes, &VerifyOptions { original, ..options(Policy::INTEGRITY) }))
}

pub fn said(result: &Result<Report, ywtb::Error>) -> String {
    match result {
        Err(error) => format!("error:{}", error.code()),
        Ok(report) => {
            let one = report.indication.map_or("not_applicable", ywtb::report::Indication::as_str);
            report.sub_indication.as_ref().map_or(one.to_owned(), |sub| format!("{one}/{sub}"))
        }
    }
}

pub fn sm3(data: &[u8]) -> Vec<u8> {
    Sm3::digest(data).to_vec()
}

pub fn b64(data: &[u8]) -> String {
    STANDARD.encode(data)
}

pub fn pki() -> Pki {
    Pki::new(5)
}

pub fn stamp() -> Stamp {
    let pki = pki();
    Stamp::new(&pki, &SealBuilder::new(&pki).build())
}

/// A sealed paper: everything covered but OFD.xml and the list, as most vendors do.
pub fn open_root() -> Package {
    DocumentBuilder::new(5).stamp(stamp().leave_out("OFD.xml")).build()
}

/// The unsigned paper with a list in OFD.xml and one entry in the list.
pub fn paper() -> Package {
    let mut package = DocumentBuilder::new(5).build();
    package.edit(
        "OFD.xml",
        "</ofd:DocRoot>",
        "</ofd:DocRoot><ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
    );
    package.put(LIST, list(&["Sign_0/Signature.xml"]));
    package
}

pub fn list(locs: &[&str]) -> String {
    let entries: String = locs
        .iter()
        .enumerate()
        .map(|(n, loc)| format!("<ofd:Signature ID=\"{}\" Type=\"Seal\" BaseLoc=\"{loc}\"/>", n + 1))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:Signatures xmlns:ofd=\"{NS}\">{entries}</ofd:Signatures>"
    )
}

pub fn reference(file_ref: &str, bytes: &[u8]) -> String {
    format!(
        "<ofd:Reference FileRef=\"{file_ref}\"><ofd:CheckValue>{}</ofd:CheckValue></ofd:Reference>",
        b64(&sm3(bytes))
    )
}

pub fn references(package: &Package, without: &[&str]) -> String {
    package
        .paths()
        .filter(|path| !without.contains(path) && !path.ends_with('/'))
        .map(|path| reference(&format!("/{path}"), package.get(path).unwrap()))
        .collect()
}

pub fn description(references: &str, folder: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:Signature xmlns:ofd=\"{NS}\"><ofd:SignedInfo>\
         <ofd:Provider ProviderName=\"x\"/><ofd:References CheckMethod=\"SM3\">{references}</ofd:References>\
         </ofd:SignedInfo><ofd:SignedValue>/{folder}/SignedValue.dat</ofd:SignedValue></ofd:Signature>"
    )
}

/// Puts a signature with this Signature.xml into `folder`.
pub fn sign_as(package: &mut Package, stamp: &Stamp, folder: &str, xml: &str) {
    let path = format!("{folder}/Signature.xml");
    let value = stamp.signature(xml.as_bytes(), &format!("/{path}"));
    package.put(&path, xml);
    package.put(&format!("{folder}/SignedValue.dat"), value);
}

/// Signs everything but `without`, OFD.xml and the list.
pub fn sign(package: &mut Package, without: &[&str]) {
    let without: Vec<&str> = without.iter().copied().chain(["OFD.xml", LIST]).collect();
    let xml = description(&references(package, &without), "Doc_0/Signs/Sign_0");
    sign_as(package, &stamp(), "Doc_0/Signs/Sign_0", &xml);
}

/// The folder of the outside corpus, when `YWTB_CORPUS` names it.
pub fn corpus() -> Option<std::path::PathBuf> {
    std::env::var_os("YWTB_CORPUS").map(std::path::PathBuf::from)
}

/// Every document of the outside corpus, when `YWTB_CORPUS` names its folder.
pub fn corpus_files() -> Vec<Vec<u8>> {
    let Some(folder) = corpus() else { return Vec::new() };
    let of = |part: &str| std::fs::read_dir(folder.join(part)).unwrap().map(|file| file.unwrap().path());
    let is_document = |path: &std::path::PathBuf| {
        path.extension().is_some_and(|kind| ["ofd", "esl", "dat", "der"].iter().any(|one| kind == *one))
    };
    let mut paths: Vec<_> = of("real").chain(of("negative")).filter(is_document).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[derive(Default)]
pub struct Table(Vec<String>);

impl Table {
    pub fn expect(&mut self, name: &str, found: &str, accepted: &[&str]) {
        let good = accepted
            .iter()
            .any(|one| found == *one || (one.ends_with('*') && found.starts_with(&one[..one.len() - 1])));
        println!("{} {name}: {found}", if good { "held " } else { "WRONG" });
        if !good {
            self.0.push(format!("{name}: {found}, expected {accepted:?}"));
        }
    }
    pub fn done(self) {
        assert!(self.0.is_empty(), "{} differences\n{}", self.0.len(), self.0.join("\n"));
    }
}

/// One entry of an own archive; what is `None` is as it should be.
#[derive(Clone, Default)]
pub struct E {
    pub name: Vec<u8>,
    pub data: Vec<u8>,
    pub stored: bool,
    pub packed: Option<Vec<u8>>,
    pub local_name: Option<Vec<u8>>,
    pub flags: (u16, u16),
    pub extra: (Vec<u8>, Vec<u8>),
    pub crc: Option<u32>,
    pub local: Option<[u32; 3]>,
    pub descriptor: Option<Vec<u8>>,
    pub hidden: bool,
    pub external: u32,
}

pub fn entries(package: &Package) -> Vec<E> {
    package.paths().map(|path| entry(path.as_bytes(), package.get(path).unwrap())).collect()
}

pub fn entry(name: &[u8], data: &[u8]) -> E {
    E { name: name.to_vec(), data: data.to_vec(), ..E::default() }
}

pub struct Zip {
    pub bytes: Vec<u8>,
    pub directory: usize,
    pub end: usize,
}

pub fn zip(list: &[E]) -> Zip {
    let (mut out, mut dir, mut count) = (Vec::new(), Vec::new(), 0u16);
    for e in list {
        let at = out.len() as u32;
        let packed = e.packed.clone().unwrap_or_else(|| {
            if e.stored { e.data.clone() } else { miniz_oxide::deflate::compress_to_vec(&e.data, 6) }
        });
        let method = if e.stored { 0u16 } else { 8 };
        let crc = e.crc.unwrap_or_else(|| crc32fast::hash(&e.data));
        let numbers = [crc, packed.len() as u32, e.data.len() as u32];
        let head = |flags: u16, numbers: [u32; 3], name: &[u8], extra: &[u8]| {
            let mut h = Vec::new();
            for half in [20, flags, method, 0x53c0, 0x58b4] {
                h.extend(half.to_le_bytes());
            }
            numbers.iter().for_each(|n| h.extend(n.to_le_bytes()));
            h.extend((name.len() as u16).to_le_bytes());
            h.extend((extra.len() as u16).to_le_bytes());
            h
        };
        let local_name = e.local_name.clone().unwrap_or_else(|| e.name.clone());
        out.extend(b"PK\x03\x04");
        out.extend(head(e.flags.0, e.local.unwrap_or(numbers), &local_name, &e.extra.0));
        out.extend(&local_name);
        out.extend(&e.extra.0);
        out.extend(&packed);
        out.extend(e.descriptor.iter().flatten());
        if e.hidden {
            continue;
        }
        count += 1;
        dir.extend(b"PK\x01\x02\x14\x00");
        dir.extend(head(e.flags.1, numbers, &e.name, &e.extra.1));
        dir.extend([0; 6]);
        dir.extend(e.external.to_le_bytes());
        dir.extend(at.to_le_bytes());
        dir.extend(&e.name);
        dir.extend(&e.extra.1);
    }
    let start = out.len();
    out.extend(&dir);
    let end = out.len();
    out.extend(end_record(count, dir.len() as u32, start as u32, 0));
    Zip { bytes: out, directory: start, end }
}

pub fn end_record(count: u16, size: u32, start: u32, comment: u16) -> Vec<u8> {
    let mut e = b"PK\x05\x06\x00\x00\x00\x00".to_vec();
    e.extend(count.to_le_bytes());
    e.extend(count.to_le_bytes());
    e.extend(size.to_le_bytes());
    e.extend(start.to_le_bytes());
    e.extend(comment.to_le_bytes());
    e
}

/// Seconds that a call takes, and what it said.
pub fn timed(bytes: &[u8]) -> (f64, String) {
    let begin = std::time::Instant::now();
    let result = integrity(bytes);
    (begin.elapsed().as_secs_f64(), said(&result))
}
