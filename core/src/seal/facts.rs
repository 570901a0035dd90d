//! What was established about a document, without any judgement: plain values that can be stored and judged again
//! later, under another policy, to the same bytes.
//!
//! Results of cryptography are facts too: a value verifies over certain bytes or it does not.

use serde::{Deserialize, Serialize};

use super::layout::Layout;
use super::stamp::{StampAnnotationFacts, StampFacts};
use crate::evidence::Flaw;
use crate::evidence::algorithm::DigestMethod;
pub use crate::evidence::answer::Answer;
use crate::evidence::path::PathFacts;
use crate::evidence::status::StatusFacts;
use crate::evidence::time::Moment;
use crate::evidence::timestamp::TimestampFacts;
use crate::evidence::x509::CertificateFacts;

/// What kind of document was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An OFD package.
    Ofd,
    /// A seal alone.
    Seal,
    /// A signature value alone.
    Signature,
}

/// Everything that was established about a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// What was read.
    pub kind: Kind,
    /// SHA-256 of the document.
    pub sha256: String,
    /// The package; of an OFD only.
    pub package: Option<PackageFacts>,
    /// One entry a signature, in the order of the lists; of a seal alone the one entry that holds it.
    pub signatures: Vec<SignatureFacts>,
}

/// What was established about a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageFacts {
    /// What is broken in the archive or in the files that say where everything stands.
    pub flaws: Vec<Flaw>,
    /// What is unusual there.
    pub notes: Vec<Flaw>,
    /// OFD.xml, which says where the documents are.
    pub root_file: Option<String>,
    /// Roots of the documents that a reader shows.
    pub effective_roots: Vec<String>,
    /// Files that are written as the root of a document, whether or not they are one.
    pub documents: Vec<String>,
    /// Files that can be shown.
    pub shown: Vec<String>,
    /// Files that nothing leads to.
    pub extra: Vec<String>,
    /// Lists of signatures.
    pub lists: Vec<String>,
    /// Files that are written as the description of a signature, whether or not a list names them.
    pub descriptions: Vec<String>,
    /// Annotations that call themselves stamps.
    pub stamp_annotations: Vec<StampAnnotationFacts>,
    /// Files that can be shown and are the picture of a seal, byte for byte.
    pub seal_pictures: Vec<String>,
    /// The integrity list, when there is one.
    pub integrity: Option<IntegrityFacts>,
}

/// What was established about the integrity list of a package.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IntegrityFacts {
    /// The list.
    pub file: String,
    /// What is broken in it.
    pub flaws: Vec<Flaw>,
    /// Files of the package that it does not name; those of signatures, which may come later, apart.
    pub unlisted: Vec<String>,
    /// Paths in it that lead nowhere.
    pub missing: Vec<String>,
    /// Its signature: the value with the list as its original.
    pub signed: Option<Box<Facts>>,
}

/// What was established about one signature.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignatureFacts {
    /// Its id in the list; `0` for a document that is not a package.
    pub id: String,
    /// Its description, Signature.xml.
    pub file: Option<String>,
    /// The type that the list declares.
    pub declared: DeclaredType,
    /// Its layout, when the value could be read.
    pub layout: Option<Layout>,
    /// What is broken.
    pub flaws: Vec<Flaw>,
    /// Encodings and paths that depart from the standards.
    pub notes: Vec<Flaw>,
    /// Where its seal appears.
    pub stamps: Vec<StampFacts>,
    /// What the references say.
    pub references: Option<ReferenceFacts>,
    /// Which signer of a SignedData with several it is, counted from 0.
    pub signer_index: Option<usize>,
    /// How the digest of the original compares.
    pub data_hash: Option<DataHash>,
    /// The signer's value.
    pub value: Option<ValueFacts>,
    /// The signer's certificate.
    pub signer: Option<CertificateFacts>,
    /// How it leads to trusted ones.
    pub signer_paths: Vec<PathFacts>,
    /// Whether what is signed names the signer's certificate by its digest; absent when it names none.
    pub names_certificate: Option<Answer>,
    /// Whether the seal names the signer.
    pub listed: Option<ListMatch>,
    /// When the signer says that it was signed.
    pub signing_time: Option<Moment>,
    /// The timestamp token that stands in the place of the claimed time.
    pub time_token: Option<TimestampFacts>,
    /// Whether propertyInfo names Signature.xml.
    pub property_names_file: Option<Answer>,
    /// Whether the signature's version is the seal's.
    pub version_fits: Option<Answer>,
    /// Extensions of the signature.
    pub extensions: Vec<ExtensionFacts>,
    /// Timestamps of the signature value.
    pub timestamps: Vec<TimestampFacts>,
    /// The seal.
    pub seal: Option<SealFacts>,
    /// The separate file of the seal.
    pub seal_file: Option<SealFileFacts>,
}

impl SignatureFacts {
    /// Every timestamp that came along: of the value, in the place of the time, of the seal.
    pub fn tokens(&self) -> impl Iterator<Item = &TimestampFacts> {
        let of_seal = self.seal.as_ref().and_then(|seal| seal.timestamp.as_ref());
        self.timestamps.iter().chain(&self.time_token).chain(of_seal)
    }
}

/// What a signature list says about the type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeclaredType {
    /// Nothing, which means a seal; or there is no list.
    #[default]
    Default,
    /// `Seal`.
    Seal,
    /// `Sign`.
    Sign,
    /// Some other word.
    Other,
}

/// What the references of a signature come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceFacts {
    /// The digest method.
    pub method: NamedMethod,
    /// Files whose digest fits.
    pub fitting: Vec<String>,
    /// Files whose digest differs, or that cannot be unpacked.
    pub differing: Vec<String>,
    /// Paths that lead nowhere.
    pub missing: Vec<String>,
    /// Files whose digest was not computed.
    pub not_computed: Vec<String>,
}

/// The digest method as CheckMethod names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NamedMethod {
    /// Not named; the standard then means MD5.
    Absent,
    /// Named by a word that is not known.
    Unknown,
    /// Named.
    Named(DigestMethod),
}

/// How the digest in a seal signature compares with its original.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataHash {
    /// It is the original's digest.
    Fits,
    /// It is the original's keyed digest, as the check method says.
    FitsKeyed,
    /// It is another.
    Differs,
    /// The original was not given.
    NoOriginal,
    /// Its method is not computed here.
    NotComputed,
}

/// What was established about a signature value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueFacts {
    /// The algorithm that the document names.
    pub algorithm: String,
    /// Whether that algorithm can belong to the key.
    pub fits_key: bool,
    /// Whether key and algorithm still withstand forgery.
    pub is_strong: bool,
    /// Over which bytes the value verifies.
    pub verified: Verified,
}

/// Over which bytes a value verifies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verified {
    /// Those that the standard of the layout prescribes.
    Standard,
    /// Those that another layout's standard prescribes.
    OtherLayout,
    /// The digest of the original alone, which leaves seal and time unprotected.
    DataHash,
    /// None that is known.
    Nothing,
}

/// How a seal names its signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListMatch {
    /// By the certificate.
    Certificate,
    /// By the SM3 digest of the certificate.
    Digest,
    /// Not at all.
    Absent,
    /// By something that cannot be compared with a certificate.
    NotComparable,
}

/// What was established about a seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealFacts {
    /// Its layout.
    pub layout: Layout,
    /// Whether the header says `ES`.
    pub header_fits: bool,
    /// Version in the header.
    pub version: i64,
    /// Vendor in the header.
    pub vendor: String,
    /// Its id.
    pub id: String,
    /// Its type, a number of the application.
    pub kind: i64,
    /// Its name.
    pub name: String,
    /// When it was made.
    pub created: Moment,
    /// Begin of its period.
    pub valid_from: Moment,
    /// End of its period.
    pub valid_to: Moment,
    /// SHA-256 of the certificates that may sign with it.
    pub listed_certificates: Vec<String>,
    /// How many digests of certificates it lists.
    pub listed_digests: usize,
    /// Its picture.
    pub picture: PictureFacts,
    /// Its extensions.
    pub extensions: Vec<ExtensionFacts>,
    /// The maker's certificate.
    pub maker: Option<CertificateFacts>,
    /// How it leads to trusted ones.
    pub maker_paths: Vec<PathFacts>,
    /// What is said about its own status; absent when nobody was named who could say it.
    pub status: Option<Vec<StatusFacts>>,
    /// The maker's value.
    pub value: Option<ValueFacts>,
    /// The timestamp of the seal.
    pub timestamp: Option<TimestampFacts>,
    /// SHA-256 of the seal.
    pub sha256: String,
}

/// The picture of a seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureFacts {
    /// Type, in lower case.
    #[serde(rename = "type")]
    pub kind: String,
    /// Width, in millimetres by the standard.
    pub width: i64,
    /// Height.
    pub height: i64,
    /// Size in bytes.
    pub size: usize,
    /// SHA-256 of the picture.
    pub sha256: String,
}

/// One extension of a seal or of a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionFacts {
    /// Object identifier.
    pub id: String,
    /// Whether who does not know it must refuse.
    pub critical: bool,
}

/// The separate file of a seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealFileFacts {
    /// Its path.
    pub path: String,
    /// Whether it is the seal in the signature, byte for byte; `no` when the file is missing.
    pub same: Answer,
}
