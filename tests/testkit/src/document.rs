//! A document: the paper, and the stamps that are put on it one after the other.

use crate::package::Package;
use crate::paper::paper;
use crate::stamp::Stamp;
use std::fmt::Write;

/// The list of signatures of the document.
pub const SIGNATURE_LIST: &str = "Doc_0/Signs/Signatures.xml";

/// Makes a document; without a stamp it is unsigned.
#[derive(Debug, Clone)]
pub struct DocumentBuilder {
    seed: u64,
    paper: Option<Package>,
    stamps: Vec<Stamp>,
}

impl DocumentBuilder {
    /// The paper of a seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, paper: None, stamps: Vec::new() }
    }

    /// Takes these files in the place of the paper.
    pub fn paper(mut self, paper: Package) -> Self {
        self.paper = Some(paper);
        self
    }

    /// Adds a stamp. A later one covers the files of the earlier ones too.
    pub fn stamp(mut self, stamp: Stamp) -> Self {
        self.stamps.push(stamp);
        self
    }

    /// The files: sign first, then alter the package as a forger would, then [`Package::to_zip`].
    pub fn build(&self) -> Package {
        let mut package = self.paper.clone().unwrap_or_else(|| paper(self.seed));
        if self.stamps.is_empty() {
            return package;
        }
        package.edit(
            "OFD.xml",
            "</ofd:DocRoot>",
            "</ofd:DocRoot><ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>",
        );
        package.put(SIGNATURE_LIST, signature_list(&self.stamps));
        for (number, stamp) in self.stamps.iter().enumerate() {
            put_stamp(&mut package, number, stamp);
        }
        package
    }
}

/// The path of a file of signature `number`.
pub fn signature_file(number: usize, file: &str) -> String {
    format!("Doc_0/Signs/Sign_{number}/{file}")
}

fn signature_list(stamps: &[Stamp]) -> String {
    let count = stamps.len();
    let entry = |(n, stamp): (usize, &Stamp)| {
        let kind = if stamp.signed_data.is_some() { "Sign" } else { "Seal" };
        format!("<ofd:Signature ID=\"{}\" Type=\"{kind}\" BaseLoc=\"Sign_{n}/Signature.xml\"/>", n + 1)
    };
    let entries: String = stamps.iter().enumerate().map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\">\
         <ofd:MaxSignId>{count}</ofd:MaxSignId>{entries}</ofd:Signatures>"
    )
}

fn put_stamp(package: &mut Package, number: usize, stamp: &Stamp) {
    if stamp.seal_file {
        package.put(&signature_file(number, "Seal.esl"), stamp.seal.der.clone());
    }
    let description = description(package, number, stamp).into_bytes();
    let path = signature_file(number, "Signature.xml");
    let value = stamp.signature(&description, &format!("/{path}"));
    package.put(&path, description);
    package.put(&signature_file(number, "SignedValue.dat"), value);
}

/// Signature.xml with a reference to every file that is there already.
fn description(package: &Package, number: usize, stamp: &Stamp) -> String {
    let mut references = String::new();
    for path in package.paths() {
        let listed = stamp.covers_signature_list || path != SIGNATURE_LIST;
        if listed && !stamp.left_out.iter().any(|left_out| left_out == path) {
            let value = stamp.check_method.value(package.get(path).unwrap_or_default(), &stamp.signer.key);
            let _ = write!(
                references,
                "<ofd:Reference FileRef=\"/{path}\"><ofd:CheckValue>{value}</ofd:CheckValue></ofd:Reference>"
            );
        }
    }
    let date_time = match stamp.date_time {
        true => {
            format!("<ofd:SignatureDateTime>{}</ofd:SignatureDateTime>", stamp.at.format("%Y%m%d%H%M%SZ"))
        }
        false => String::new(),
    };
    let seal = if stamp.seal_file { "<ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal>" } else { "" };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:Signature xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:SignedInfo>\
         <ofd:Provider ProviderName=\"ywtb-testkit\" Version=\"1\" Company=\"ywtb\"/>\
         <ofd:SignatureMethod>1.2.156.10197.1.501</ofd:SignatureMethod>\
         {}\
         <ofd:References{}>{references}</ofd:References>\
         {}{seal}</ofd:SignedInfo>\
         <ofd:SignedValue>/{}</ofd:SignedValue></ofd:Signature>",
        date_time,
        stamp.check_method.attribute(),
        appearance(number, stamp),
        signature_file(number, "SignedValue.dat"),
    )
}

/// Where the seal appears.
fn appearance(number: usize, stamp: &Stamp) -> String {
    if stamp.places.is_empty() {
        let left = 118 - 45 * number as i64;
        return format!(
            "<ofd:StampAnnot ID=\"{}\" PageRef=\"11\" Boundary=\"{left} 148 40 40\"/>",
            950 + number
        );
    }
    let mut annots = String::new();
    for (at, place) in stamp.places.iter().enumerate() {
        let clip = place.clip.as_ref().map_or(String::new(), |clip| format!(" Clip=\"{clip}\""));
        let _ = write!(
            annots,
            "<ofd:StampAnnot ID=\"s{number}{at}\" PageRef=\"{}\" Boundary=\"{}\"{clip}/>",
            place.page, place.boundary
        );
    }
    annots
}
