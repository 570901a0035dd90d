//! From SignedData to the facts of its signers: is the original bound, does the value verify, whose is it?
//!
//! *Basis*: GB/T 35275-2017; RFC 5652, 5; GB/T 33190-2016 (Type `Sign`). What the content is follows real writers: the
//! original stands elsewhere, or its digest is the content, or it is the content itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::facts::{Answer, DataHash, SignatureFacts, ValueFacts, Verified};
use crate::Error;
use crate::evidence::algorithm::Key;
use crate::evidence::cms::{self, Beside, SignedData, SignerInfo};
use crate::evidence::der::Scan;
use crate::evidence::grounds::Grounds;
use crate::evidence::path::PathFacts;
use crate::evidence::time::Moment;
use crate::evidence::timestamp::{self, Stamped, TimestampFacts};
use crate::evidence::trust::Role;
use crate::evidence::x509::{Certificate, CertificateFacts};
use crate::evidence::{Flaw, absorb, oid};

/// What is particular about one signer.
#[derive(Debug, Default)]
pub(crate) struct Signer {
    index: Option<usize>,
    flaws: Vec<Flaw>,
    data_hash: Option<DataHash>,
    value: Option<ValueFacts>,
    certificate: Option<CertificateFacts>,
    paths: Vec<PathFacts>,
    names_certificate: Option<Answer>,
    signing_time: Option<Moment>,
    timestamps: Vec<TimestampFacts>,
}

impl Signer {
    /// The facts of this signer: those that all signers share, and its own.
    pub(crate) fn put_into(self, mut facts: SignatureFacts) -> SignatureFacts {
        facts.flaws.extend(self.flaws);
        SignatureFacts {
            signer_index: self.index,
            data_hash: self.data_hash,
            value: self.value,
            signer: self.certificate,
            signer_paths: self.paths,
            names_certificate: self.names_certificate,
            signing_time: self.signing_time.or(facts.signing_time),
            timestamps: self.timestamps,
            ..facts
        }
    }
}

/// The signers of `data`, at least one, and the key of the first.
pub(crate) fn examine(
    scan: &Scan,
    grounds: &Grounds<'_>,
    data: &SignedData<'_>,
    original: Option<&[u8]>,
) -> Result<(Vec<Signer>, Key), Error> {
    let certificates = data.read_certificates(scan)?;
    let lists = data.read_lists(scan, grounds.limits)?;
    let beside = Beside { certificates: &data.certificates, lists: &lists };
    let several = data.signers.len() > 1;
    let mut signers = Vec::with_capacity(data.signers.len());
    let mut key = None;
    for (index, info) in data.signers.iter().enumerate() {
        let mut signer = Signer { index: several.then_some(index), ..Signer::default() };
        let found = absorb(cms::certificate_of(scan, &certificates, info), &mut signer.flaws)?.flatten();
        read_signer(scan, grounds, data, info, found, original, &mut signer)?;
        if let Some(certificate) = found {
            signer.paths = grounds.paths(Role::Signer, certificate, beside)?;
        }
        key.get_or_insert_with(|| found.map_or(Key::Unusable, |certificate| certificate.key.clone()));
        signers.push(signer);
    }
    Ok((signers, key.unwrap_or(Key::Unusable)))
}

fn read_signer(
    scan: &Scan,
    grounds: &Grounds<'_>,
    data: &SignedData<'_>,
    info: &SignerInfo<'_>,
    certificate: Option<&Certificate<'_>>,
    original: Option<&[u8]>,
    signer: &mut Signer,
) -> Result<(), Error> {
    signer.flaws.extend(content_type_flaw(scan, data, info));
    let content = data.content.as_deref();
    signer.signing_time = info.attributes.as_ref().and_then(|attributes| attributes.signing_time);
    for token in &info.tokens {
        signer.timestamps.push(timestamp::examine(scan, grounds, token, &Stamped::OneOf(&[info.value]))?);
    }
    // What the value is over: attributes, or the content wherever it stands.
    let message = content.or(original).or(info.attributes.as_ref().map(|_| Default::default()));
    if let (Some(certificate), Some(message)) = (certificate, message) {
        let verifies = info.verify(scan, &certificate.key, message);
        if let Some(code) = certificate.key.value_note(info.value) {
            scan.note(code, 0);
        }
        signer.value = Some(ValueFacts {
            algorithm: info.algorithm.clone(),
            fits_key: certificate.key.fits(&info.algorithm),
            is_strong: info.is_strong(&certificate.key),
            verified: if verifies { Verified::Standard } else { Verified::Nothing },
        });
    }
    signer.data_hash = binding(info, content, original, signer.value.as_ref());
    if let Some(certificate) = certificate {
        let attributes = info.attributes.as_ref();
        signer.names_certificate = attributes.and_then(|signed| signed.name_certificate(certificate.der));
        signer.certificate = Some(certificate.facts.clone());
    }
    Ok(())
}

/// How what this signer signed compares with the original.
fn binding(
    info: &SignerInfo<'_>,
    content: Option<&[u8]>,
    original: Option<&[u8]>,
    value: Option<&ValueFacts>,
) -> Option<DataHash> {
    let Some(original) = original else { return Some(DataHash::NoOriginal) };
    let fits = match (content, &info.attributes) {
        (Some(content), attributes) => {
            let Some(digest) = info.digest(original) else { return Some(DataHash::NotComputed) };
            let stands_for = content == original || content == digest || is_text_of(content, &digest);
            stands_for && (attributes.is_none() || info.states_digest_of(content) == Some(true))
        }
        (None, Some(_)) => match info.states_digest_of(original) {
            Some(fits) => fits,
            None => return Some(DataHash::NotComputed),
        },
        // The value is over the original itself; a wrong one does not say which of the two was altered.
        (None, None) => {
            return value.filter(|value| value.verified == Verified::Standard).map(|_| DataHash::Fits);
        }
    };
    Some(if fits { DataHash::Fits } else { DataHash::Differs })
}

/// Whether `content` is the base64 text of `digest`, as one library writes it.
fn is_text_of(content: &[u8], digest: &[u8]) -> bool {
    // A digest of 64 octets makes 88 letters, and lines end somewhere.
    content.len() <= 128
        && std::str::from_utf8(content).is_ok_and(|text| {
            let compact: String = text.split_ascii_whitespace().collect();
            STANDARD.decode(compact).is_ok_and(|octets| octets == digest)
        })
}

/// The content is data, and signed as that: what was signed as something else was not signed as a document.
fn content_type_flaw(scan: &Scan, data: &SignedData<'_>, info: &SignerInfo<'_>) -> Option<Flaw> {
    if !cms::same_content_type(&data.content_type, oid::GM_DATA) {
        return Some(Flaw::new("cms.content_is_no_data", ""));
    }
    let attributes = info.attributes.as_ref()?;
    match &attributes.content_type {
        None => scan.note("cms.no_content_type", 0),
        Some(stated) if !cms::same_content_type(stated, &data.content_type) => {
            return Some(Flaw::new("cms.content_type_differs", ""));
        }
        Some(stated) if *stated != data.content_type => scan.note("cms.other_name_of_data", 0),
        Some(_) => {}
    }
    None
}
