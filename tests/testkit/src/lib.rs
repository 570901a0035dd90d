//! Test material for `ywtb`, made from a seed: the same seed gives the same bytes on every machine.
//!
//! The crate shares nothing with the library that reads what is written here; a mistake would have to be made twice.
//!
//! * [`Pki`]: root, CA, seal maker and signer with SM2 keys; [`Pki::certificate`] makes further ones.
//!   [`Certificate::der`] and [`Certificate::pem`] are the outputs.
//! * [`SealBuilder`] → [`Seal`]: layouts v1, v4 and v5, with knobs for period, list of signers, picture, maker, forger,
//!   encoding of the value and the bytes that are signed.
//! * [`Stamp`]: one sealing (who, when, which digest, what is left without reference). [`Stamp::signature`] is the
//!   SES_Signature over any original; [`DocumentBuilder`] puts stamps on a paper of two pages with template and attachment.
//! * [`SignedDataBuilder`]: the SignedData of a digital signature in every form met, put on a paper by [`Stamp::sign`].
//! * [`TimestampAuthority`]: tokens for signatures, seals and the place of the signing time.
//! * [`Package`]: the document's files. Build, then alter as a forger would ([`Package::edit`], [`Package::put`],
//!   [`Package::remove`]), then [`Package::to_zip`].
//! * [`documents`]: the six documents of the demo. [`example_files`]: everything in `examples/data`.
//! * [`Catalogue`]: agencies, scenarios, entries and sharing requests in the shape of the facts' schemas, with the
//!   [`Defect`] planted in each faulty entry and the [`Pattern`] of each request. [`Catalogue::sharing_facts`],
//!   [`Catalogue::opening_facts`] and [`Catalogue::request_facts`] give what `evaluate` takes.
//! * [`Large`], [`RequestLog`]: a catalogue and a log of requests of any size, record by record; [`Format`] writes them as JSON
//!   lines, CSV or Parquet.
//!
//! ```
//! use ywtb_testkit::{DocumentBuilder, Layout, PAGES, Pki, SealBuilder, Stamp};
//!
//! let pki = Pki::new(9);
//! let seal = SealBuilder::new(&pki).layout(Layout::V1).build();
//! let mut document = DocumentBuilder::new(9).stamp(Stamp::new(&pki, &seal)).build();
//! document.edit(PAGES[0], "二百四十平方米", "九百四十平方米");
//! let forged: Vec<u8> = document.to_zip();
//!
//! let catalogue = ywtb_testkit::Catalogue::generate(9, 360, 1000);
//! let facts = catalogue.request_facts(&catalogue.requests[0]);
//! assert_eq!(facts["entry"]["code"], catalogue.requests[0]["entry"]);
//! ```

mod catalogue;
mod certificate;
mod check_method;
mod crl;
pub mod der;
mod document;
mod documents;
mod examples;
mod key;
mod ocsp;
mod package;
mod paper;
mod parquet;
mod picture;
mod pki;
mod random;
mod rsa_key;
mod seal;
mod signed_data;
mod stamp;
mod story;
mod table;
mod time;
mod timestamp;

pub use catalogue::{
    Catalogue, Column, Defect, ENTRY, Kind, Large, Pattern, REQUEST, Register, RequestLog, uscc,
};
pub use certificate::{Certificate, CertificateBuilder, Identity, KeyUsage, Name, TIME_STAMPING};
pub use check_method::CheckMethod;
pub use crl::{CrlBuilder, Reason};
pub use document::{DocumentBuilder, SIGNATURE_LIST, signature_file};
pub use documents::{NamedDocument, documents};
pub use examples::{Plan, example_files};
pub use key::{Encoding, Key};
pub use ocsp::{OcspBuilder, Said};
pub use package::Package;
pub use paper::{AMOUNT, ATTACHMENT, PAGES, TEMPLATE};
pub use picture::seal_png;
pub use pki::Pki;
pub use random::Random;
pub use seal::{Layout, Seal, SealBuilder, SignerList};
pub use signed_data::{Content, SignedDataBuilder};
pub use stamp::Stamp;
pub use table::Format;
pub use time::{Moment, Period, moment};
pub use timestamp::TimestampAuthority;
