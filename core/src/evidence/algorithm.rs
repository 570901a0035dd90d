//! Signatures and digests: the one place that turns keys, values and octets into yes or no.
//!
//! *Basis*: GB/T 32918.2 (SM2 signature), GB/T 32905 (SM3), GM/T 0009 (encoding of SM2 values, default id);
//! RSA and ECDSA as `ring` implements them.

use ring::digest as ring_digest;
use ring::signature::{self as ring_signature, UnparsedPublicKey, VerificationAlgorithm};
use serde::{Deserialize, Serialize};

use super::oid;
use super::sm::{self, Sm2Key};

/// Id of a signer that named none, *Basis*: GM/T 0009-2012.
pub(super) const DEFAULT_ID: &str = "1234567812345678";

/// ENTL and id, then a, b and the base point of the curve: what Z hashes before the key.
const Z_PREFIX: [u8; 146] = *b"\x00\x801234567812345678\
    \xff\xff\xff\xfe\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xfc\
    \x28\xe9\xfa\x9e\x9d\x9f\x5e\x34\x4d\x5a\x9e\x4b\xcf\x65\x09\xa7\xf3\x97\x89\xf5\x15\xab\x8f\x92\xdd\xbc\xbd\x41\x4d\x94\x0e\x93\
    \x32\xc4\xae\x2c\x1f\x19\x81\x19\x5f\x99\x04\x46\x6a\x39\xc9\x94\x8f\xe3\x0b\xbf\xf2\x66\x0b\xe1\x71\x5a\x45\x89\x33\x4c\x74\xc7\
    \xbc\x37\x36\xa2\xf4\xf6\x77\x9c\x59\xbd\xce\xe3\x6b\x69\x21\x53\xd0\xa9\x87\x7c\xc6\x2a\x47\x40\x02\xdf\x32\xe5\x21\x39\xf0\xa0";

/// A public key that can verify.
#[derive(Debug, Clone)]
pub(crate) enum Key {
    Sm2 {
        key: Sm2Key,
        /// x ‖ y, which Z hashes.
        point: [u8; 64],
        z: [u8; 32],
    },
    Ecdsa {
        curve: Curve,
        point: Vec<u8>,
    },
    Rsa {
        key: Vec<u8>,
        bits: usize,
    },
    /// A key of a kind that is not known here, or a point that is not on its curve.
    Unusable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
}

/// Kind of a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyKind {
    /// SM2.
    Sm2,
    /// NIST P-256 or P-384.
    Ecdsa,
    /// RSA.
    Rsa,
    /// Not known, or not a valid key.
    Unusable,
}

impl Key {
    /// The SM2 key of an uncompressed point; `is_kept` when it may be met again.
    pub(crate) fn sm2(point: &[u8], is_kept: bool) -> Self {
        match (Sm2Key::new(point, is_kept), point.split_first_chunk::<1>().map(|(_, point)| point.try_into()))
        {
            (Some(key), Some(Ok(point))) => Self::Sm2 { key, point, z: sm::sm3(&[&Z_PREFIX, &point]) },
            _ => Self::Unusable,
        }
    }

    pub(crate) fn kind(&self) -> KeyKind {
        match self {
            Self::Sm2 { .. } => KeyKind::Sm2,
            Self::Ecdsa { .. } => KeyKind::Ecdsa,
            Self::Rsa { .. } => KeyKind::Rsa,
            Self::Unusable => KeyKind::Unusable,
        }
    }

    /// Whether a signature algorithm identifier can belong to this key.
    pub(crate) fn fits(&self, algorithm: &str) -> bool {
        match self {
            Self::Sm2 { .. } => matches!(algorithm, oid::SM2_WITH_SM3 | oid::SM2_SIGNATURE),
            Self::Ecdsa { .. } => matches!(algorithm, oid::ECDSA_WITH_SHA256 | oid::ECDSA_WITH_SHA384),
            Self::Rsa { .. } => matches!(
                algorithm,
                oid::SHA1_WITH_RSA | oid::SHA256_WITH_RSA | oid::SHA384_WITH_RSA | oid::SHA512_WITH_RSA
            ),
            Self::Unusable => false,
        }
    }

    /// Whether key and algorithm still withstand forgery.
    pub(crate) fn is_strong(&self, algorithm: &str) -> bool {
        match self {
            Self::Rsa { bits, .. } => *bits >= 2048 && algorithm != oid::SHA1_WITH_RSA,
            _ => true,
        }
    }

    /// What a keyed digest begins with; of an SM2 key only.
    pub(crate) fn prefix(&self) -> Option<[u8; 32]> {
        match self {
            Self::Sm2 { z, .. } => Some(*z),
            _ => None,
        }
    }

    /// The digest method that goes with signatures of this key, *Basis*: GM/T 0031-2014, GB/T 38540 (SM2 with SM3).
    pub(crate) fn digest_method(&self, algorithm: &str) -> DigestMethod {
        match (self, algorithm) {
            (Self::Rsa { .. }, oid::SHA1_WITH_RSA) => DigestMethod::Sha1,
            (Self::Rsa { .. }, oid::SHA384_WITH_RSA) | (Self::Ecdsa { .. }, oid::ECDSA_WITH_SHA384) => {
                DigestMethod::Sha384
            }
            (Self::Rsa { .. }, oid::SHA512_WITH_RSA) => DigestMethod::Sha512,
            (Self::Rsa { .. } | Self::Ecdsa { .. }, _) => DigestMethod::Sha256,
            _ => DigestMethod::Sm3,
        }
    }

    /// Verifies `value` over `message`. `algorithm` only chooses the digest for keys that leave it open: an
    /// identifier that does not fit is a finding of its own and must not change what the value says.
    pub(crate) fn verify(&self, algorithm: &str, message: &[u8], value: &[u8]) -> bool {
        match self {
            Self::Sm2 { z, .. } => self.verify_digest(&sm::sm3(&[z, message]), value),
            Self::Ecdsa { curve, point } => {
                let method: &dyn VerificationAlgorithm = match (curve, algorithm) {
                    (Curve::P256, oid::ECDSA_WITH_SHA384) => &ring_signature::ECDSA_P256_SHA384_ASN1,
                    (Curve::P256, _) => &ring_signature::ECDSA_P256_SHA256_ASN1,
                    (Curve::P384, oid::ECDSA_WITH_SHA256) => &ring_signature::ECDSA_P384_SHA256_ASN1,
                    (Curve::P384, _) => &ring_signature::ECDSA_P384_SHA384_ASN1,
                };
                UnparsedPublicKey::new(method, point).verify(message, value).is_ok()
            }
            Self::Rsa { key, .. } => {
                let method: &dyn VerificationAlgorithm = match algorithm {
                    oid::SHA1_WITH_RSA => &ring_signature::RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
                    oid::SHA384_WITH_RSA => &ring_signature::RSA_PKCS1_2048_8192_SHA384,
                    oid::SHA512_WITH_RSA => &ring_signature::RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
                    _ => &ring_signature::RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
                };
                UnparsedPublicKey::new(method, key).verify(message, value).is_ok()
            }
            Self::Unusable => false,
        }
    }

    /// Verifies an SM2 value whose signer went by another id than the default.
    pub(crate) fn verify_as(&self, id: &str, message: &[u8], value: &[u8]) -> bool {
        let Self::Sm2 { point, .. } = self else { return false };
        z(id, point).is_some_and(|z| self.verify_digest(&sm::sm3(&[&z, message]), value))
    }

    /// Verifies an SM2 value over a digest that takes the place of e.
    pub(crate) fn verify_digest(&self, e: &[u8; 32], value: &[u8]) -> bool {
        let Self::Sm2 { key, .. } = self else { return false };
        sm2_pair(value).is_some_and(|pair| key.verify(e, &pair.octets))
    }

    /// SM3(Z ‖ data): the "keyed" SM3 of one vendor.
    pub(crate) fn keyed_digest(&self, data: &[u8]) -> Option<[u8; 32]> {
        let Self::Sm2 { z, .. } = self else { return None };
        Some(sm::sm3(&[z, data]))
    }

    /// How `value` is written when that departs from DER.
    pub(crate) fn value_note(&self, value: &[u8]) -> Option<&'static str> {
        match self {
            Self::Sm2 { .. } => sm2_pair(value).and_then(|pair| pair.note),
            _ => None,
        }
    }
}

/// Z of a signer with an id of its own: its length in bits, itself, curve and key.
fn z(id: &str, point: &[u8; 64]) -> Option<[u8; 32]> {
    let bits = u16::try_from(id.len()).ok()?.checked_mul(8)?;
    let curve = Z_PREFIX.get(DEFAULT_ID.len().checked_add(2)?..)?;
    Some(sm::sm3(&[&bits.to_be_bytes(), id.as_bytes(), curve, point]))
}

/// r and s, 32 octets each, and how they were written.
struct Pair {
    octets: [u8; 64],
    note: Option<&'static str>,
}

/// Reads (r, s) from the encodings met in real files: DER, 64 raw octets, integers without sign octet or with
/// superfluous zeros, and values whose trailing zero octets an encoder dropped.
fn sm2_pair(value: &[u8]) -> Option<Pair> {
    if let Some(pair) = der_pair(value) {
        return Some(pair);
    }
    if let Ok(octets) = value.try_into() {
        return Some(Pair { octets, note: Some("value.raw") });
    }
    let declared = match value.get(..2) {
        Some([0x30, length]) if *length < 0x80 => usize::from(*length).checked_add(2)?,
        _ => 64,
    };
    let lost = declared.checked_sub(value.len()).filter(|lost| (1..=2).contains(lost))?;
    let mut whole = value.to_vec();
    whole.resize(value.len().checked_add(lost)?, 0);
    let octets = match der_pair(&whole) {
        Some(pair) => pair.octets,
        None => whole.try_into().ok()?,
    };
    Some(Pair { octets, note: Some("value.lost_zero") })
}

fn der_pair(value: &[u8]) -> Option<Pair> {
    let [0x30, length, rest @ ..] = value else { return None };
    if *length >= 0x80 || rest.len() != usize::from(*length) {
        return None;
    }
    let mut octets = [0; 64];
    let mut note = None;
    let mut rest = rest;
    for slot in octets.chunks_exact_mut(32) {
        let [0x02, length, after @ ..] = rest else { return None };
        let (integer, tail) = after.split_at_checked(usize::from(*length))?;
        rest = tail;
        let first_set = integer.iter().position(|&octet| octet != 0).unwrap_or(integer.len());
        let significant = integer.get(first_set..)?;
        let high = significant.first().is_some_and(|&octet| octet >= 0x80);
        match (first_set, high) {
            (0, true) => note = Some("value.negative_integer"),
            (0, false) | (1, true) => {}
            _ => note = Some("value.padded_integer"),
        }
        let start = slot.len().checked_sub(significant.len())?;
        slot.get_mut(start..)?.copy_from_slice(significant);
    }
    rest.is_empty().then_some(Pair { octets, note })
}

/// A digest method that a document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DigestMethod {
    /// SM3.
    Sm3,
    /// SM3(Z ‖ file), with Z of the signer's key.
    Sm3Keyed,
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
    /// SHA-1, weak.
    Sha1,
    /// MD5, weak and never computed.
    Md5,
}

impl DigestMethod {
    /// *Basis*: GB/T 33190 (CheckMethod); names and identifiers met, compared without regard to case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_uppercase().as_str() {
            "SM3" | oid::SM3 | oid::SM3_PLAIN => Some(Self::Sm3),
            oid::SM3_KEYED => Some(Self::Sm3Keyed),
            "SHA256" | "SHA-256" | oid::SHA256 => Some(Self::Sha256),
            "SHA384" | "SHA-384" | oid::SHA384 => Some(Self::Sha384),
            "SHA512" | "SHA-512" | oid::SHA512 => Some(Self::Sha512),
            "SHA1" | "SHA-1" | oid::SHA1 => Some(Self::Sha1),
            "MD5" | oid::MD5 => Some(Self::Md5),
            _ => None,
        }
    }

    pub(crate) fn is_strong(self) -> bool {
        !matches!(self, Self::Sha1 | Self::Md5)
    }

    /// The digest, or `None` when it is not computed here (MD5) or lacks the key it needs.
    pub(crate) fn digest(self, data: &[u8], key: &Key) -> Option<Vec<u8>> {
        match self {
            Self::Sm3 => Some(sm3(data).to_vec()),
            Self::Sm3Keyed => key.keyed_digest(data).map(|digest| digest.to_vec()),
            Self::Sha256 => Some(sha256(data).to_vec()),
            Self::Sha384 => Some(ring_digest::digest(&ring_digest::SHA384, data).as_ref().to_vec()),
            Self::Sha512 => Some(ring_digest::digest(&ring_digest::SHA512, data).as_ref().to_vec()),
            Self::Sha1 => {
                Some(ring_digest::digest(&ring_digest::SHA1_FOR_LEGACY_USE_ONLY, data).as_ref().to_vec())
            }
            Self::Md5 => None,
        }
    }

    /// The digests of many octet strings, in their order.
    pub(crate) fn digest_many(self, data: &[&[u8]], key: &Key) -> Vec<Option<Vec<u8>>> {
        match self {
            Self::Sm3 => sm::sm3_many(data).into_iter().map(|digest| Some(digest.to_vec())).collect(),
            _ => data.iter().map(|data| self.digest(data, key)).collect(),
        }
    }
}

pub(crate) fn sm3(data: &[u8]) -> [u8; 32] {
    sm::sm3(&[data])
}

pub(crate) fn sha256(data: &[u8]) -> [u8; 32] {
    let mut octets = [0; 32];
    octets.copy_from_slice(ring_digest::digest(&ring_digest::SHA256, data).as_ref());
    octets
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::hex;

    fn bytes(text: &str) -> Vec<u8> {
        text.as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect()
    }

    // ORIGIN: GB/T 32905-2016, annex A.
    #[test]
    fn sm3_of_the_standard() {
        let expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(hex(&sm3(b"abc")), expected);
    }

    // ORIGIN: GM/T 0003.5-2012, annex A (signature with the default id over "message digest").
    const POINT: &str = "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020\
                         ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
    const R: &str = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
    const S: &str = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

    fn key() -> Key {
        Key::sm2(&bytes(POINT), true)
    }

    fn der(r: &[u8], s: &[u8]) -> Vec<u8> {
        let mut value = vec![0x30, ([r, s].concat().len() as u8).wrapping_add(4), 2, r.len() as u8];
        value.extend(r);
        value.extend([2, s.len() as u8]);
        value.extend(s);
        value
    }

    #[test]
    fn z_of_the_standard() {
        let Key::Sm2 { z, .. } = key() else { panic!("key") };
        assert_eq!(hex(&z), "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3");
    }

    #[test]
    fn z_of_another_id_takes_the_same_way() {
        let Key::Sm2 { z, point, .. } = key() else { panic!("key") };
        assert_eq!(super::z(DEFAULT_ID, &point), Some(z));
    }

    #[test]
    fn sm2_of_the_standard_in_every_encoding() {
        let (r, s) = (bytes(R), bytes(S));
        let pad = |zeros: usize, value: &[u8]| [vec![0; zeros], value.to_vec()].concat();
        for (value, note) in [
            (der(&pad(1, &r), &pad(1, &s)), None),
            (der(&r, &s), Some("value.negative_integer")),
            (der(&pad(2, &r), &pad(1, &s)), Some("value.padded_integer")),
            ([r.clone(), s.clone()].concat(), Some("value.raw")),
        ] {
            assert!(key().verify(oid::SM2_WITH_SM3, b"message digest", &value));
            assert_eq!(key().value_note(&value), note);
            assert!(!key().verify(oid::SM2_WITH_SM3, b"message digesT", &value));
        }
    }

    #[test]
    fn values_out_of_range_or_shape_are_refused() {
        let (r, s) = (bytes(R), bytes(S));
        let n = bytes("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123");
        for value in [
            vec![],
            vec![0x30],
            vec![0; 64],
            der(&n, &s),
            der(&r, &n),
            der(&[], &s),
            der(&[1; 34], &s),
            [der(&r, &s), vec![0]].concat(),
        ] {
            assert!(!key().verify(oid::SM2_WITH_SM3, b"message digest", &value), "{value:02x?}");
        }
    }

    #[test]
    fn a_point_off_the_curve_is_no_key() {
        let mut point = bytes(POINT);
        point[40] ^= 1;
        assert_eq!(Key::sm2(&point, true).kind(), KeyKind::Unusable);
    }
}
