//! Timestamp tokens: what they stamp, when, and who stamped. Whether the authority is trusted is somebody else's question.
//!
//! *Basis*: RFC 3161, 2.4.2 (content types also of GB/T 35275); GB/T 20520; RFC 5816.

use serde::{Deserialize, Serialize};

use super::algorithm::{DigestMethod, Key};
use super::answer::Answer;
use super::cms::{self, Beside, SignedData, SignerInfo};
use super::der::{Scan, tag};
use super::grounds::Grounds;
use super::path::PathFacts;
use super::time::{self, Moment, Zone};
use super::trust::Role;
use super::x509::{Certificate, CertificateFacts};
use super::{Fault, Flaw, absorb, oid, x509};
use crate::Error;

/// What a timestamp token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimestampFacts {
    /// Whether its imprint is the digest of what it should stamp; `no` when the token cannot be read.
    pub imprint: Answer,
    /// The time it states.
    pub time: Option<Moment>,
    /// Whether the authority's value verifies over the token; unknown without the authority's certificate.
    pub signature: Answer,
    /// Whether the algorithm that the token names can belong to the authority's key.
    pub fits_key: bool,
    /// Whether imprint, key, algorithm and digest still withstand forgery.
    pub is_strong: bool,
    /// Whether the token names the authority's certificate by its digest; absent when it names none.
    pub names_certificate: Option<Answer>,
    /// The authority's certificate.
    pub authority: Option<CertificateFacts>,
    /// Whether that certificate is for timestamps, for nothing else, and critically so.
    pub may_stamp: bool,
    /// How it leads to trusted ones.
    pub paths: Vec<PathFacts>,
    /// Why it cannot be read.
    pub flaws: Vec<Flaw>,
}

/// What a token may stamp.
pub(crate) enum Stamped<'a> {
    /// One of these, and nothing else: the standard does not settle whether the octets of a value or its whole BIT
    /// STRING are meant.
    OneOf(&'a [&'a [u8]]),
    /// One of these or something that no standard names.
    Perhaps(&'a [&'a [u8]]),
}

/// TSTInfo.
struct Info {
    method: Option<DigestMethod>,
    imprint: Vec<u8>,
    time: Moment,
}

/// Reads `token`, compares its imprint and verifies its value.
pub(crate) fn examine(
    scan: &Scan,
    grounds: &Grounds<'_>,
    token: &[u8],
    stamped: &Stamped<'_>,
) -> Result<TimestampFacts, Error> {
    let mut facts = TimestampFacts {
        imprint: Answer::No,
        time: None,
        signature: Answer::Unknown,
        fits_key: false,
        is_strong: false,
        names_certificate: None,
        authority: None,
        may_stamp: false,
        paths: Vec::new(),
        flaws: Vec::new(),
    };
    let Some(token) = absorb(Token::read(scan, token), &mut facts.flaws)? else { return Ok(facts) };
    facts.time = Some(token.info.time);
    facts.imprint = imprint(&token.info, stamped);
    let certificates = token.data.read_certificates(scan)?;
    let found = cms::certificate_of(scan, &certificates, &token.signer);
    if let Some(certificate) = absorb(found, &mut facts.flaws)?.flatten() {
        token.verify(scan, certificate, &mut facts);
        let purposes = absorb(certificate.extensions.purposes(scan), &mut facts.flaws)?.flatten();
        facts.may_stamp = purposes.is_some_and(|purposes| purposes == [oid::TIME_STAMPING])
            && certificate.extensions.is_critical(oid::EXTENDED_KEY_USAGE);
        let lists = token.data.read_lists(scan, grounds.limits)?;
        let beside = Beside { certificates: &token.data.certificates, lists: &lists };
        facts.paths = grounds.paths(Role::Tsa, certificate, beside)?;
    }
    Ok(facts)
}

fn imprint(info: &Info, stamped: &Stamped<'_>) -> Answer {
    let (candidates, otherwise) = match stamped {
        Stamped::OneOf(candidates) => (*candidates, Answer::No),
        Stamped::Perhaps(candidates) => (*candidates, Answer::Unknown),
    };
    let digest = |data: &[u8]| info.method.and_then(|method| method.digest(data, &Key::Unusable));
    match info.method {
        None | Some(DigestMethod::Md5 | DigestMethod::Sm3Keyed) => Answer::Unknown,
        _ if candidates.iter().any(|data| digest(data).as_ref() == Some(&info.imprint)) => Answer::Yes,
        _ => otherwise,
    }
}

/// A token as it is written.
struct Token<'a> {
    data: SignedData<'a>,
    signer: SignerInfo<'a>,
    info: Info,
}

impl<'a> Token<'a> {
    fn read(scan: &Scan, token: &'a [u8]) -> Result<Self, Fault> {
        let flaw = |code: &'static str| Fault::from(Flaw::new(code, ""));
        let mut data = SignedData::read(scan, token)?;
        if data.content_type != oid::TST_INFO {
            return Err(flaw("timestamp.content_type"));
        }
        let content = data.content.as_deref().ok_or_else(|| flaw("timestamp.no_content"))?;
        let info = Info::read(scan, content)?;
        let signer = data.signers.pop().filter(|_| data.signers.is_empty());
        let signer = signer.ok_or_else(|| flaw("timestamp.signers"))?;
        let attributes = signer.attributes.as_ref().ok_or_else(|| flaw("timestamp.no_attributes"))?;
        // What was signed as something else was not signed as a timestamp.
        if attributes.content_type.as_deref() != Some(oid::TST_INFO) {
            return Err(flaw("timestamp.content_type"));
        }
        Ok(Self { data, signer, info })
    }

    fn verify(&self, scan: &Scan, certificate: &Certificate<'_>, facts: &mut TimestampFacts) {
        let content = self.data.content.as_deref().unwrap_or_default();
        facts.signature = match self.signer.states_digest_of(content) {
            None => Answer::Unknown,
            Some(fits) => Answer::from(fits && self.signer.verify(scan, &certificate.key, content)),
        };
        facts.fits_key = certificate.key.fits(&self.signer.algorithm);
        facts.is_strong =
            self.signer.is_strong(&certificate.key) && self.info.method.is_some_and(DigestMethod::is_strong);
        let attributes = self.signer.attributes.as_ref();
        facts.names_certificate = attributes.and_then(|signed| signed.name_certificate(certificate.der));
        facts.authority = Some(certificate.facts.clone());
    }
}

impl Info {
    fn read(scan: &Scan, content: &[u8]) -> Result<Self, Fault> {
        let info = scan.whole(content)?.expect(tag::SEQUENCE, "TSTInfo")?;
        let mut parts = scan.inside(info);
        parts.take(tag::INTEGER, "version")?;
        parts.take(tag::OID, "policy")?;
        let mut imprint = scan.inside(parts.take(tag::SEQUENCE, "messageImprint")?);
        let method = x509::algorithm(scan, imprint.take(tag::SEQUENCE, "hashAlgorithm")?)?;
        let digest = imprint.take(tag::OCTET_STRING, "hashedMessage")?.content;
        parts.take(tag::INTEGER, "serialNumber")?;
        let time = parts.take(tag::GENERALIZED_TIME, "genTime")?;
        let moment = std::str::from_utf8(time.content).ok().and_then(time::parse);
        let stated = moment.filter(|(moment, _)| moment.zone == Zone::Stated);
        let (moment, _) = stated.ok_or_else(|| time.flaw("timestamp.time"))?;
        Ok(Self { method: DigestMethod::named(&method), imprint: digest.to_vec(), time: moment })
    }
}
