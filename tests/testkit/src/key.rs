//! Keys: SM2 and ECDSA made from a seed, one of RSA; SM2 values in the encodings that occur in real files.

use crate::der;
use crate::rsa_key::{self, Hash};
use rsa::PrivateKey;
use sha1::Sha1;
use sha2::Sha256;
use sm2::dsa::signature::rand_core::{TryCryptoRng, TryRng};
use sm2::dsa::signature::{RandomizedSigner, Signer};
use sm2::dsa::{Signature, SigningKey};
use sm2::elliptic_curve::sec1::ToSec1Point;
use sm3::{Digest, Sm3};
use std::convert::Infallible;

/// The user id that every verifier takes for granted.
const DEFAULT_USER: &str = "1234567812345678";

/// How a signature value (r, s) is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// SEQUENCE of two INTEGERs, as GM/T 0009 says.
    #[default]
    Der,
    /// 64 octets r‖s.
    Raw,
    /// SEQUENCE whose INTEGERs carry one 00 too many.
    Padded,
    /// SEQUENCE whose INTEGERs lack the sign octet, so that r reads negative.
    Negative,
    /// SEQUENCE that ended in 00 and lost it to a writer of named bit lists.
    LostZero,
}

/// A key pair.
#[derive(Debug, Clone)]
pub struct Key(Kind);

#[derive(Debug, Clone)]
enum Kind {
    Sm2(SigningKey),
    Ecdsa(p256::ecdsa::SigningKey),
    Rsa(Box<PrivateKey>, Hash),
}

impl Key {
    /// The SM2 key that belongs to a seed and a label.
    pub fn derive(seed: u64, label: &str) -> Self {
        Self(Kind::Sm2(scalar(seed, label, |scalar| SigningKey::from_slice(DEFAULT_USER, scalar).ok())))
    }

    /// As [`Key::derive`], signing under another user id than the default one.
    pub fn derive_as(user: &str, seed: u64, label: &str) -> Self {
        Self(Kind::Sm2(scalar(seed, label, |scalar| SigningKey::from_slice(user, scalar).ok())))
    }

    /// The P-256 key that belongs to a seed and a label; it signs with SHA-256.
    pub fn ecdsa(seed: u64, label: &str) -> Self {
        Self(Kind::Ecdsa(scalar(seed, label, |scalar| p256::ecdsa::SigningKey::from_slice(scalar).ok())))
    }

    /// The RSA key of the testkit, signing with SHA-256.
    pub fn rsa() -> Self {
        Self(Kind::Rsa(Box::new(rsa_key::rsa_key()), Hash::Sha256))
    }

    /// The RSA key of the testkit, signing with SHA-1, which is weak.
    pub fn rsa_sha1() -> Self {
        Self(Kind::Rsa(Box::new(rsa_key::rsa_key()), Hash::Sha1))
    }

    /// The public key as certificates hold it: a point 04 ‖ x ‖ y, or RSAPublicKey.
    pub fn public_point(&self) -> Vec<u8> {
        match &self.0 {
            Kind::Sm2(key) => key.verifying_key().as_affine().to_sec1_point(false).as_bytes().to_vec(),
            Kind::Ecdsa(key) => key.verifying_key().to_sec1_point(false).as_bytes().to_vec(),
            Kind::Rsa(key, _) => rsa_key::public_key(key),
        }
    }

    /// AlgorithmIdentifier of the public key.
    pub(crate) fn public_algorithm(&self) -> Vec<u8> {
        let (id, parameters) = match &self.0 {
            Kind::Sm2(_) => ("1.2.840.10045.2.1", der::oid("1.2.156.10197.1.301")),
            Kind::Ecdsa(_) => ("1.2.840.10045.2.1", der::oid("1.2.840.10045.3.1.7")),
            Kind::Rsa(..) => ("1.2.840.113549.1.1.1", der::null()),
        };
        der::sequence(&[der::oid(id), parameters])
    }

    /// Identifier of its signature algorithm.
    pub fn signature_algorithm(&self) -> &'static str {
        match &self.0 {
            Kind::Sm2(_) => "1.2.156.10197.1.501",
            Kind::Ecdsa(_) => "1.2.840.10045.4.3.2",
            Kind::Rsa(_, Hash::Sha1) => "1.2.840.113549.1.1.5",
            Kind::Rsa(_, Hash::Sha256) => "1.2.840.113549.1.1.11",
        }
    }

    /// Identifier of the digest that goes with its signatures.
    pub fn digest_algorithm(&self) -> &'static str {
        match &self.0 {
            Kind::Sm2(_) => "1.2.156.10197.1.401",
            Kind::Rsa(_, Hash::Sha1) => "1.3.14.3.2.26",
            Kind::Ecdsa(_) | Kind::Rsa(_, Hash::Sha256) => "2.16.840.1.101.3.4.2.1",
        }
    }

    /// The digest that goes with its signatures: SM3, or SHA-1 or SHA-256.
    pub fn digest(&self, data: &[u8]) -> Vec<u8> {
        match &self.0 {
            Kind::Sm2(_) => digest(&[data]),
            Kind::Rsa(_, Hash::Sha1) => Sha1::digest(data).to_vec(),
            Kind::Ecdsa(_) | Kind::Rsa(_, Hash::Sha256) => Sha256::digest(data).to_vec(),
        }
    }

    /// SM3(Z ‖ data) with Z of the default user id, the "keyed" SM3 of one vendor.
    ///
    /// # Panics
    /// When it is no SM2 key.
    pub fn keyed_digest(&self, data: &[u8]) -> Vec<u8> {
        assert!(matches!(self.0, Kind::Sm2(_)), "an SM2 key");
        // a, b and the base point, *Basis*: GB/T 32918.5.
        const CURVE: &str = "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc\
            28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93\
            32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7\
            bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0";
        let curve: Vec<u8> = (0..CURVE.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&CURVE[at..at + 2], 16).expect("hexadecimal"))
            .collect();
        let bits = (8 * DEFAULT_USER.len() as u16).to_be_bytes();
        let z = digest(&[&bits, DEFAULT_USER.as_bytes(), &curve, &self.public_point()[1..]]);
        digest(&[&z, data])
    }

    /// Signs a message, with SM2 under the default user id; deterministic. Encodings are those of SM2 values.
    pub fn sign(&self, message: &[u8], encoding: Encoding) -> Vec<u8> {
        match &self.0 {
            Kind::Sm2(key) => encode(&sm2_value(key, message, encoding), encoding),
            Kind::Ecdsa(key) => {
                let value: p256::ecdsa::Signature = p256::ecdsa::signature::Signer::sign(key, message);
                value.to_der().as_bytes().to_vec()
            }
            Kind::Rsa(key, hash) => rsa_key::sign(key, *hash, message),
        }
    }
}

/// The first digest of seed and label that is a key.
fn scalar<K>(seed: u64, label: &str, key: impl Fn(&[u8]) -> Option<K>) -> K {
    (0u64..)
        .map(|attempt| digest(&[b"key", &seed.to_be_bytes(), &attempt.to_be_bytes(), label.as_bytes()]))
        .find_map(|scalar| key(&scalar))
        .expect("nearly every digest is a scalar")
}

fn sm2_value(key: &SigningKey, message: &[u8], encoding: Encoding) -> Signature {
    // Signs with one nonce after the other until the value has the wanted shape.
    let until = |wanted: fn(&Signature) -> bool| {
        (0u64..)
            .map(|attempt| key.sign_with_rng(&mut Counter(attempt), message))
            .find(wanted)
            .expect("one value in 256 has the shape")
    };
    match encoding {
        Encoding::Negative => until(|value| value.r_bytes()[0] & 0x80 != 0),
        Encoding::LostZero => until(|value| value.s_bytes()[31] == 0),
        Encoding::Der | Encoding::Raw | Encoding::Padded => key.sign(message),
    }
}

fn encode(value: &Signature, encoding: Encoding) -> Vec<u8> {
    let (r, s) = (value.r_bytes(), value.s_bytes());
    let pair = |write: &dyn Fn(&[u8]) -> Vec<u8>| der::sequence(&[write(&r), write(&s)]);
    match encoding {
        Encoding::Der => pair(&der::unsigned),
        Encoding::Raw => [r.as_slice(), s.as_slice()].concat(),
        Encoding::Padded => pair(&|number| der::tlv(0x02, &[&[0], &der::unsigned(number)[2..]].concat())),
        Encoding::Negative => pair(&|number| der::tlv(0x02, number)),
        Encoding::LostZero => {
            let mut octets = pair(&der::unsigned);
            octets.pop();
            octets
        }
    }
}

/// SM3 over the joined parts.
pub(crate) fn digest(parts: &[&[u8]]) -> Vec<u8> {
    let mut hash = Sm3::new();
    parts.iter().for_each(|part| hash.update(part));
    hash.finalize().to_vec()
}

/// Feeds a counter into the derivation of the nonce, to get another value of the same signature.
struct Counter(u64);

impl TryRng for Counter {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.0 as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.0)
    }

    fn try_fill_bytes(&mut self, out: &mut [u8]) -> Result<(), Infallible> {
        out.iter_mut().zip(self.0.to_le_bytes()).for_each(|(slot, byte)| *slot = byte);
        Ok(())
    }
}

impl TryCryptoRng for Counter {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_values_follow_from_the_seed() {
        let (one, again, other) = (Key::derive(9, "a"), Key::derive(9, "a"), Key::derive(9, "b"));
        assert_eq!(one.public_point(), again.public_point());
        assert_ne!(one.public_point(), other.public_point());
        for encoding in [Encoding::Der, Encoding::Negative, Encoding::LostZero] {
            assert_eq!(one.sign(b"text", encoding), again.sign(b"text", encoding));
        }
    }

    #[test]
    fn encodings_have_the_shape_that_they_name() {
        let key = Key::derive(9, "shape");
        assert_eq!(key.sign(b"text", Encoding::Raw).len(), 64);
        let negative = key.sign(b"text", Encoding::Negative);
        assert_eq!(negative[..4], [0x30, 68, 0x02, 32]);
        assert!(negative[4] & 0x80 != 0);
        let lost = key.sign(b"text", Encoding::LostZero);
        assert_eq!(usize::from(lost[1]), lost.len() - 1, "one octet short of the stated length");
        assert_eq!(key.sign(b"text", Encoding::Padded)[4], 0);
    }
}
