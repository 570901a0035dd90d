//! The pictures of a document's seals, for whoever shows them: a report names a picture by its digest alone.
//!
//! *Basis*: GM/T 0031-2014 (SES_ESPictrueInfo).

use std::collections::BTreeMap;

use super::document::recognise;
use super::eseal::Seal;
use super::facts::Kind;
use super::signature::Value;
use crate::evidence::algorithm::sha256;
use crate::evidence::der::Scan;
use crate::evidence::hex;
use crate::evidence::ofd::zip::Archive;
use crate::{Error, Limits};

/// The pictures of every seal in a document, by their SHA-256 as reports write it (`seal.picture.sha256`). Nothing is
/// verified here, and a seal that cannot be read has no picture.
///
/// # Errors
/// `input.unrecognised` when `data` is neither package, seal nor signature; `limit.*` when a limit is reached.
///
/// # Example
/// ```
/// let limits = ywtb::Limits::default();
/// assert!(ywtb::seal::pictures(b"PK\x03\x04", &limits)?.is_empty());
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn pictures(data: &[u8], limits: &Limits) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    if data.len() > limits.input_bytes {
        return Err(Error::limit("limit.input_bytes", "", "the document is too large"));
    }
    let archive = match recognise(data)? {
        Kind::Ofd => Archive::read(data, limits)?,
        Kind::Seal | Kind::Signature => return Ok(picture(data, limits).into_iter().collect()),
    };
    let entries = archive.entries.iter().filter_map(|entry| entry.data.as_deref());
    Ok(entries.filter_map(|data| picture(data, limits)).collect())
}

fn picture(data: &[u8], limits: &Limits) -> Option<(String, Vec<u8>)> {
    let scan = Scan::new(limits);
    let seal = match Value::read(&scan, data) {
        Ok(Value::Seal(signature)) => signature.seal,
        _ => scan.whole(data).and_then(|outer| Seal::read(&scan, outer)).ok()?,
    };
    Some((hex(&sha256(seal.picture.data)), seal.picture.data.to_vec()))
}
