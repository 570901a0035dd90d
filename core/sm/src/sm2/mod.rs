//! SM2 signatures, the verifying half.
//!
//! *Basis*: GB/T 32918.2-2016, 7.1 (verification), GB/T 32918.5-2017 (curve).
//!
//! A verification asks whether the point s·G + t·Q, t = r + s mod n, has an x with (e + x) mod n = r. No number is
//! inverted: the point stays in Jacobian coordinates, and X is compared with x·Z² for the one or two x that fit.

#[cfg(target_arch = "x86_64")]
pub(crate) mod adx;
pub(crate) mod base;
pub(crate) mod comb;
#[cfg(target_arch = "x86_64")]
pub(crate) mod eight;
pub(crate) mod field;
#[cfg(target_arch = "x86_64")]
mod ifma;
pub(crate) mod point;
pub(crate) mod scalar;

use comb::{COLUMNS, Comb};
use field::{Multiply, P, Words, add_words, enter, is_below};
use point::{Addend, Affine, Jacobian};
use scalar::{DIGITS, naf};

/// Digits of an unknown key's factor are this wide: eight multiples of the key are made for one verification.
const WIDTH: u32 = 5;

/// r, s and t of a signature that can be right, as B1, B2 and B5 of the standard ask.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Factors {
    r: Words,
    s: Words,
    t: Words,
}

impl Factors {
    pub(crate) fn new(signature: &[u8; 64]) -> Option<Self> {
        let (r, s) = signature.split_first_chunk::<32>()?;
        let r = field::from_octets(r);
        let s = field::from_octets(s.try_into().ok()?);
        // B1, B2: r and s lie in [1, n−1].
        if !scalar::is_in_range(&r) || !scalar::is_in_range(&s) {
            return None;
        }
        // B5: t = r + s mod n is not 0.
        let t = scalar::add(&r, &s);
        (t != [0; 4]).then_some(Self { r, s, t })
    }

    /// B7, for the point of B6: r = e + x mod n.
    #[inline(always)]
    pub(crate) fn fit<M: Multiply>(&self, digest: &[u8; 32], point: &Jacobian) -> bool {
        if point.is_infinity() {
            return false;
        }
        let x = scalar::sub(&self.r, &field::from_octets(digest));
        let zz = M::square(&point.z);
        if M::mul(&enter::<M>(&x), &zz) == point.x {
            return true;
        }
        // x lies below p, which is larger than n: it may be r − e + n.
        let (x, carry) = add_words(&x, &scalar::N);
        !carry && is_below(&x, &P) && M::mul(&enter::<M>(&x), &zz) == point.x
    }
}

/// Verifies with a key that was not prepared.
#[inline(always)]
pub(crate) fn verify<M: Multiply>(key: &Affine, digest: &[u8; 32], factors: &Factors) -> bool {
    let mut of_base = [0; DIGITS];
    let mut of_key = [0; DIGITS];
    let used = naf(&factors.s, base::WIDTH, &mut of_base).max(naf(&factors.t, WIDTH, &mut of_key));
    let base = base::odd_multiples();
    let key = odd_multiples::<M>(key);
    // B6: s·G + t·Q, both from the highest digit down.
    let mut sum = Jacobian::INFINITY;
    for (&of_base, &of_key) in of_base[..used].iter().zip(&of_key[..used]).rev() {
        sum = sum.double::<M>();
        if of_key != 0 {
            let point = &key[usize::from(of_key.unsigned_abs()) / 2];
            sum = if of_key < 0 { sum.add::<M>(&point.negate()) } else { sum.add::<M>(point) };
        }
        if of_base != 0 {
            let point = &base[usize::from(of_base.unsigned_abs()) / 2];
            sum = if of_base < 0 { sum.add_affine::<M>(&point.negate()) } else { sum.add_affine::<M>(point) };
        }
    }
    factors.fit::<M>(digest, &sum)
}

/// Verifies with a prepared key.
#[inline(always)]
pub(crate) fn verify_prepared<M: Multiply>(key: &Comb, digest: &[u8; 32], factors: &Factors) -> bool {
    let base = base::comb();
    let mut sum = Jacobian::INFINITY;
    for column in (0..COLUMNS).rev() {
        sum = sum.double::<M>();
        sum = base.add_column::<M>(&sum, &factors.s, column);
        sum = key.add_column::<M>(&sum, &factors.t, column);
    }
    factors.fit::<M>(digest, &sum)
}

/// Q, 3Q … 15Q.
#[inline(always)]
fn odd_multiples<M: Multiply>(key: &Affine) -> [Addend; 1 << (WIDTH - 2)] {
    let mut point = Jacobian::from(*key);
    let twice = point.double::<M>().addend::<M>();
    let mut table = [point.addend::<M>(); 1 << (WIDTH - 2)];
    for slot in table.iter_mut().skip(1) {
        point = point.add::<M>(&twice);
        *slot = point.addend::<M>();
    }
    table
}
