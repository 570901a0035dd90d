//! Documents: values, archives, XML, SignedData and timestamps.

use std::sync::LazyLock;

use ywtb::report::{Indication, Report};
use ywtb::seal::{Facts, Policy, inspect};
use ywtb::{Role, VerifyOptions, examine, judge, verify};
use ywtb_testkit::{
    Content, DocumentBuilder, Encoding, Layout, PAGES, Package, Pki, SealBuilder, SignedDataBuilder, Stamp,
    TimestampAuthority, der, signature_file,
};

const LAYOUTS: [Layout; 3] = [Layout::V1, Layout::V4, Layout::V5];
const ORIGINAL: &[u8] = b"<original/>";

pub(crate) fn pki() -> Pki {
    Pki::new(5)
}

pub(crate) fn options(policy: Policy) -> VerifyOptions {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").expect("a moment");
    let mut options = VerifyOptions { policy, ..VerifyOptions::new(time) };
    // Small, so that a mutation that reaches a limit costs little.
    options.limits.package_bytes = 4 << 20;
    options.limits.xml_bytes = 4 << 20;
    options.limits.nodes = 20_000;
    options
}

/// A document that is refused, or a limit or input error; the same again, and from stored facts.
pub(crate) fn refused(data: &[u8], options: &VerifyOptions) -> Option<Report> {
    let report = match verify(data, options) {
        Ok(report) => report,
        Err(error) => {
            assert!(
                error.code().starts_with("input.") || error.code().starts_with("limit."),
                "{}",
                error.code()
            );
            return None;
        }
    };
    assert_ne!(report.indication, Some(Indication::TotalPassed), "a refusal became a pass");
    let facts = examine(data, options).expect("facts of what was judged");
    let stored = Facts::from_json(facts.to_json().expect("facts as JSON").as_bytes(), &options.limits)
        .expect("stored facts");
    let text = report.to_json().expect("a report as JSON");
    assert_eq!(
        judge(&stored, options).to_json().expect("a report as JSON"),
        text,
        "stored facts are judged otherwise"
    );
    Some(report)
}

/// A seal, or a signature over [`ORIGINAL`].
pub(crate) fn value(data: &[u8]) {
    let options = VerifyOptions { original: Some(ORIGINAL.to_vec()), ..options(Policy::INTEGRITY) };
    refused(data, &options);
    let _ = inspect(data, &options.limits);
}

/// Seals and signatures by another's key.
pub(crate) fn values() -> Vec<Vec<u8>> {
    let pki = pki();
    let mut all = Vec::new();
    for layout in LAYOUTS {
        all.push(SealBuilder::new(&pki).layout(layout).signed_by(&pki.signer).build().der);
        let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).layout(layout).build()).signed_by(&pki.maker);
        all.push(stamp.signature(ORIGINAL, "x"));
    }
    all
}

/// A signature that passes.
pub(crate) fn good_value() -> Vec<u8> {
    let pki = pki();
    Stamp::new(&pki, &SealBuilder::new(&pki).build()).signature(ORIGINAL, "x")
}

/// An archive.
pub(crate) fn archive(data: &[u8]) {
    let options = options(Policy::INTEGRITY);
    refused(data, &options);
    let _ = inspect(data, &options.limits);
}

fn paper(layout: Layout) -> Package {
    let pki = pki();
    let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).layout(layout).build());
    DocumentBuilder::new(5).stamp(stamp).build()
}

/// A sealed paper that passes.
pub(crate) fn good_paper() -> Vec<u8> {
    paper(Layout::V4).to_zip()
}

fn altered_paper(layout: Layout) -> Package {
    let mut package = paper(layout);
    package.edit(PAGES[0], "二百四十平方米", "九百四十平方米");
    package
}

/// Sealed papers of which a page was altered.
pub(crate) fn altered() -> Vec<Vec<u8>> {
    LAYOUTS.map(|layout| altered_paper(layout).to_zip()).to_vec()
}

static PAPER: LazyLock<Package> = LazyLock::new(|| altered_paper(Layout::V4));

fn xml_files() -> Vec<&'static str> {
    PAPER.paths().filter(|path| path.ends_with(".xml") && *path != PAGES[0]).collect()
}

/// The first byte says which file the others replace.
pub(crate) fn file(data: &[u8]) {
    let Some((which, text)) = data.split_first() else { return };
    let files = xml_files();
    let mut package = PAPER.clone();
    package.put(files[usize::from(*which) % files.len()], text);
    archive(&package.to_zip());
}

/// The XML files of an altered paper.
pub(crate) fn files() -> Vec<Vec<u8>> {
    let with = |(number, path): (usize, &&str)| {
        let text = PAPER.get(path).expect("a file of the paper");
        [&[number as u8], text].concat()
    };
    xml_files().iter().enumerate().map(with).collect()
}

static SIGNED: LazyLock<Package> = LazyLock::new(|| {
    let pki = pki();
    DocumentBuilder::new(5).stamp(Stamp::sign(&pki, &SignedDataBuilder::new(&pki.signer))).build()
});

/// The SignedData of a digital signature.
pub(crate) fn signed_data(data: &[u8]) {
    let mut package = SIGNED.clone();
    package.put(&signature_file(0, "SignedValue.dat"), data);
    archive(&package.to_zip());
}

/// SignedData over the text in question.
pub(crate) fn right_text() -> Vec<u8> {
    SIGNED.get(&signature_file(0, "SignedValue.dat")).expect("a value").to_vec()
}

/// SignedData over another text, in every form.
pub(crate) fn other_texts() -> Vec<Vec<u8>> {
    let signed = || SignedDataBuilder::new(&pki().signer);
    let authority = TimestampAuthority::new(&pki());
    let forms = [
        signed(),
        signed().pkcs7(),
        signed().without_attributes(),
        signed().content(Content::Digest),
        signed().content(Content::DigestText).without_attributes(),
        signed().content(Content::Whole).without_attributes(),
        signed().content(Content::Whole).indefinite().in_parts(),
        signed().without_content_info().encoding(Encoding::Raw),
        signed().and(&pki().maker).by_key_id(),
        signed().timestamp(&authority),
    ];
    forms.iter().map(|form| form.build(b"another text")).collect()
}

/// The members of a good signature, behind the tag and the three octets of its length.
static MEMBERS: LazyLock<Vec<u8>> = LazyLock::new(|| good_value()[4..].to_vec());

/// A token on a good signature: none of those that are tried is over its value, so none may prove its time.
pub(crate) fn token(data: &[u8]) {
    let stamped = der::sequence(&[MEMBERS.clone(), der::explicit(0, &der::bit_string(data))]);
    let mut options = VerifyOptions { original: Some(ORIGINAL.to_vec()), ..options(Policy::INTEGRITY) };
    options.trust.add(Role::Tsa, &pki().root.certificate.der).expect("an anchor");
    options.trust.add_intermediates(&pki().ca.certificate.der).expect("an authority");
    let Ok(report) = verify(&stamped, &options) else { return };
    for signature in &report.signatures {
        assert_ne!(
            signature["signing_time_source"], "timestamp",
            "a token over something else proves a time"
        );
    }
}

/// The token over the value in question.
pub(crate) fn right_token() -> Vec<u8> {
    let pki = pki();
    let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).build()).timestamp(&TimestampAuthority::new(&pki));
    // Behind the members: `[0]` and BIT STRING with four octets of tag and length each, and the count of unused bits.
    stamp.signature(ORIGINAL, "x")[4 + MEMBERS.len() + 9..].to_vec()
}

/// Tokens over something else.
pub(crate) fn tokens() -> Vec<Vec<u8>> {
    let authority = TimestampAuthority::new(&pki());
    [authority.clone(), authority.clone().gm(), authority.without_certificate()]
        .map(|authority| authority.token(b"something else"))
        .to_vec()
}
