//! From a seal or a signature value to its facts: certificates are read, values verified, lists compared.
//!
//! *Basis*: GM/T 0031-2014, 6.1.2 and 6.2.3; GB/T 38540-2020.

use super::eseal::{Extension, Seal, SignerList, Token};
use super::facts::{
    Answer, DataHash, ExtensionFacts, ListMatch, PictureFacts, SealFacts, SignatureFacts, ValueFacts,
    Verified,
};
use super::layout::Layout;
use super::signature::{SealSignature, Time, Value};
use super::signed_data::{self, Signer};
use crate::Error;
use crate::evidence::algorithm::{DigestMethod, Key, sha256 as digest, sm3};
use crate::evidence::cms::Beside;
use crate::evidence::der::Scan;
use crate::evidence::grounds::Grounds;
use crate::evidence::inquiry;
use crate::evidence::timestamp::{self, Stamped, TimestampFacts};
use crate::evidence::trust::Role;
use crate::evidence::x509::Certificate;
use crate::evidence::{Flaw, absorb, hex};

/// The facts of a seal that fills `data`.
pub(crate) fn seal_alone(
    scan: &Scan,
    grounds: &Grounds<'_>,
    data: &[u8],
    facts: &mut SignatureFacts,
) -> Result<(), Error> {
    let read = scan.whole(data).and_then(|outer| Seal::read(scan, outer));
    if let Some(seal) = absorb(read, &mut facts.flaws)? {
        facts.layout = Some(seal.layout);
        facts.seal = Some(seal_facts(scan, grounds, &seal, &mut facts.flaws)?);
    }
    Ok(())
}

/// What a signature is over, and how.
#[derive(Clone, Copy)]
pub(crate) struct Original<'o> {
    /// Its bytes, in a package those of Signature.xml as they are stored; `None` when nobody gave them.
    pub(crate) data: Option<&'o [u8]>,
    /// Whether the check method is the keyed one.
    pub(crate) keyed: bool,
}

/// What a signature value file turned out to be.
pub(crate) enum Examined<'a> {
    /// A seal signature and its signer's key.
    Seal(Box<SealSignature<'a>>, Key),
    /// SignedData: what is particular about each of its signers, and the first one's key.
    SignedData(Vec<Signer>, Key),
    /// Nothing that could be examined further.
    Nothing,
}

impl Examined<'_> {
    /// The signer's key.
    pub(crate) fn key(&self) -> &Key {
        match self {
            Self::Seal(_, key) | Self::SignedData(_, key) => key,
            Self::Nothing => &Key::Unusable,
        }
    }
}

/// Reads a signature value into `facts`.
pub(crate) fn read_value<'a>(
    scan: &Scan,
    grounds: &Grounds<'_>,
    data: &'a [u8],
    original: Original<'_>,
    facts: &mut SignatureFacts,
) -> Result<Examined<'a>, Error> {
    match absorb(Value::read(scan, data), &mut facts.flaws)? {
        Some(Value::SignedData(data)) => {
            facts.layout = Some(Layout::SignedData);
            let (signers, key) = signed_data::examine(scan, grounds, &data, original.data)?;
            Ok(Examined::SignedData(signers, key))
        }
        Some(Value::Bare) => {
            facts.layout = Some(Layout::Bare);
            Ok(Examined::Nothing)
        }
        Some(Value::Seal(signature)) => {
            facts.layout = Some(signature.layout);
            let key = signature_facts(scan, grounds, &signature, original, facts)?;
            Ok(Examined::Seal(signature, key))
        }
        None => Ok(Examined::Nothing),
    }
}

/// How dataHash compares with the original.
fn data_hash(signature: &SealSignature<'_>, key: &Key, original: Original<'_>) -> DataHash {
    let Some(data) = original.data else { return DataHash::NoOriginal };
    let method = key.digest_method(&signature.algorithm);
    let fits =
        |digest: Option<Vec<u8>>| digest.is_some_and(|digest| same_digest(&digest, signature.data_hash));
    if fits(method.digest(data, key)) {
        DataHash::Fits
    } else if original.keyed && fits(DigestMethod::Sm3Keyed.digest(data, key)) {
        DataHash::FitsKeyed
    } else {
        DataHash::Differs
    }
}

/// Digests are equal, apart from up to two trailing zero octets that a BIT STRING encoder dropped.
fn same_digest(digest: &[u8], stored: &[u8]) -> bool {
    let lost = digest.len().saturating_sub(stored.len());
    digest
        .split_at_checked(stored.len())
        .is_some_and(|(kept, tail)| lost <= 2 && kept == stored && tail.iter().all(|&octet| octet == 0))
}

fn signature_facts(
    scan: &Scan,
    grounds: &Grounds<'_>,
    signature: &SealSignature<'_>,
    original: Original<'_>,
    facts: &mut SignatureFacts,
) -> Result<Key, Error> {
    facts.seal = Some(seal_facts(scan, grounds, &signature.seal, &mut facts.flaws)?);
    facts.extensions = extension_facts(&signature.extensions);
    facts.version_fits = Some(Answer::from(signature.version == signature.seal.version));
    match signature.time {
        Time::Claimed(moment) => facts.signing_time = Some(moment),
        Time::Token(token) => {
            // The standard does not say what it stamps; what it stands in cannot be it.
            let known: Vec<&[u8]> = original.data.into_iter().chain([signature.data_hash]).collect();
            facts.time_token = Some(timestamp::examine(scan, grounds, token, &Stamped::Perhaps(&known))?);
        }
    }
    facts.timestamps = token_facts(scan, grounds, signature.timestamp)?.into_iter().collect();
    let Some(certificate) = certificate(scan, signature.certificate, "signer", &mut facts.flaws)? else {
        facts.data_hash = Some(data_hash(signature, &Key::Unusable, original));
        return Ok(Key::Unusable);
    };
    facts.data_hash = Some(data_hash(signature, &certificate.key, original));
    facts.listed = Some(list_match(&signature.seal.list, &certificate));
    let verified = if certificate.key.verify(&signature.algorithm, signature.tbs, signature.value) {
        Verified::Standard
    } else if <&[u8; 32]>::try_from(signature.data_hash)
        .is_ok_and(|digest| certificate.key.verify_digest(digest, signature.value))
    {
        Verified::DataHash
    } else {
        Verified::Nothing
    };
    facts.value = Some(value_facts(scan, &certificate.key, &signature.algorithm, signature.value, verified));
    facts.signer_paths = grounds.paths(Role::Signer, &certificate, Beside::default())?;
    facts.signer = Some(certificate.facts);
    Ok(certificate.key)
}

fn seal_facts(
    scan: &Scan,
    grounds: &Grounds<'_>,
    seal: &Seal<'_>,
    flaws: &mut Vec<Flaw>,
) -> Result<SealFacts, Error> {
    let maker = certificate(scan, seal.certificate, "maker", flaws)?;
    let maker_paths = match &maker {
        Some(maker) => grounds.paths(Role::Maker, maker, Beside::default())?,
        None => Vec::new(),
    };
    let value = maker.as_ref().map(|maker| {
        let verifies = |bytes: &[u8]| maker.key.verify(&seal.algorithm, bytes, seal.value);
        let with_maker = || verifies(&seal.info_with_maker());
        let info_alone = || verifies(seal.info());
        // What the layout prescribes comes first; the other layout's bytes are only tried when that fails.
        let (standard, other): (bool, &dyn Fn() -> bool) = if seal.layout == Layout::SesV1 {
            (with_maker(), &info_alone)
        } else {
            (info_alone(), &with_maker)
        };
        let verified = match standard {
            true => Verified::Standard,
            false if other() => Verified::OtherLayout,
            false => Verified::Nothing,
        };
        value_facts(scan, &maker.key, &seal.algorithm, seal.value, verified)
    });
    let sha256 = hex(&digest(seal.raw));
    Ok(SealFacts {
        layout: seal.layout,
        header_fits: seal.header_id == "ES",
        version: seal.version,
        vendor: seal.vendor.clone(),
        id: seal.id.clone(),
        kind: seal.kind,
        name: seal.name.clone(),
        created: seal.created,
        valid_from: seal.valid_from,
        valid_to: seal.valid_to,
        listed_certificates: seal.list.certificates.iter().map(|der| hex(&digest(der))).collect(),
        listed_digests: seal.list.digests.len(),
        picture: PictureFacts {
            kind: seal.picture.kind.to_ascii_lowercase(),
            width: seal.picture.width,
            height: seal.picture.height,
            size: seal.picture.data.len(),
            sha256: hex(&digest(seal.picture.data)),
        },
        extensions: extension_facts(&seal.extensions),
        maker: maker.map(|maker| maker.facts),
        maker_paths,
        status: inquiry::seal(grounds, &seal.id, &sha256),
        value,
        timestamp: token_facts(scan, grounds, seal.timestamp)?,
        sha256,
    })
}

fn certificate<'a>(
    scan: &Scan,
    der: &'a [u8],
    whose: &str,
    flaws: &mut Vec<Flaw>,
) -> Result<Option<Certificate<'a>>, Error> {
    let mut own = Vec::new();
    let certificate = absorb(Certificate::read(scan, der), &mut own)?;
    // Offsets in a certificate count from its own first octet.
    flaws.extend(own.into_iter().map(|flaw| Flaw { at: format!("{whose} certificate {}", flaw.at), ..flaw }));
    Ok(certificate)
}

fn value_facts(scan: &Scan, key: &Key, algorithm: &str, value: &[u8], verified: Verified) -> ValueFacts {
    if let Some(code) = key.value_note(value) {
        scan.note(code, 0);
    }
    ValueFacts {
        algorithm: algorithm.to_owned(),
        fits_key: key.fits(algorithm),
        is_strong: key.is_strong(algorithm),
        verified,
    }
}

/// *Basis*: GM/T 0031-2014, 6.2.2 c (binary comparison); GB/T 38540-2020 (list of digests).
fn list_match(list: &SignerList<'_>, signer: &Certificate<'_>) -> ListMatch {
    let digest = sm3(signer.der);
    if list.certificates.contains(&signer.der) {
        ListMatch::Certificate
    } else if list.digests.iter().any(|(_, listed)| *listed == digest) {
        ListMatch::Digest
    } else if list.certificates.is_empty() && list.digests.is_empty() && list.others > 0 {
        ListMatch::NotComparable
    } else {
        ListMatch::Absent
    }
}

fn token_facts(
    scan: &Scan,
    grounds: &Grounds<'_>,
    token: Option<Token<'_>>,
) -> Result<Option<TimestampFacts>, Error> {
    token
        .map(|token| timestamp::examine(scan, grounds, token.octets, &Stamped::OneOf(&token.stamped)))
        .transpose()
}

fn extension_facts(extensions: &[Extension]) -> Vec<ExtensionFacts> {
    let fact =
        |extension: &Extension| ExtensionFacts { id: extension.id.clone(), critical: extension.critical };
    extensions.iter().map(fact).collect()
}
