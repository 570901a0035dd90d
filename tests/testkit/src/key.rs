//! SM2 keys made from a seed, and signature values in the encodings that occur in real files.

use crate::der;
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

/// An SM2 key pair.
#[derive(Debug, Clone)]
pub struct Key(SigningKey);

impl Key {
    /// The key that belongs to a seed and a label.
    pub fn derive(seed: u64, label: &str) -> Self {
        (0u64..)
            .map(|attempt| digest(&[b"key", &seed.to_be_bytes(), &attempt.to_be_bytes(), label.as_bytes()]))
            .find_map(|scalar| SigningKey::from_slice(DEFAULT_USER, &scalar).ok())
            .map(Self)
            .expect("nearly every digest is a scalar")
    }

    /// The public key as an uncompressed point: 04 ‖ x ‖ y.
    pub fn public_point(&self) -> Vec<u8> {
        self.0.verifying_key().as_affine().to_sec1_point(false).as_bytes().to_vec()
    }

    /// Signs a message with the default user id; deterministic.
    pub fn sign(&self, message: &[u8], encoding: Encoding) -> Vec<u8> {
        let value = match encoding {
            Encoding::Negative => self.sign_until(message, |value| value.r_bytes()[0] & 0x80 != 0),
            Encoding::LostZero => self.sign_until(message, |value| value.s_bytes()[31] == 0),
            Encoding::Der | Encoding::Raw | Encoding::Padded => self.0.sign(message),
        };
        encode(&value, encoding)
    }

    /// Signs with one nonce after the other until the value has the wanted shape.
    fn sign_until(&self, message: &[u8], wanted: impl Fn(&Signature) -> bool) -> Signature {
        (0u64..)
            .map(|attempt| self.0.sign_with_rng(&mut Counter(attempt), message))
            .find(wanted)
            .expect("one value in 256 has the shape")
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
