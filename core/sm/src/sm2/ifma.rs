//! Eight elements of the field at once (x86-64, AVX-512 IFMA).
//!
//! An element is five limbs of 52 bits, least significant first, in Montgomery form with R = 2^260; a vector holds one
//! limb of eight elements. Since p ≡ −1 mod 2^52, the factor of a Montgomery step is the lowest limb m itself, and
//! (t + m·p)/2^52 = ⌊t/2^52⌋ + m·(p + 1)/2^52 with (p + 1)/2^52 = 2^204 − 2^172 − 2^44 + 2^12: two products.
//!
//! Elements are not reduced below p: what stands behind an operation in [`eight`](super::eight) is below how many times p
//! its result lies, when its operands lie below what stands behind theirs. A product of elements below a·p and b·p lies
//! below (1 + a·b/16)·p, and limbs hold what lies below 16·p.
//!
//! *Sources*: S. Gueron and V. Krasnov, Accelerating Big Integer Arithmetic Using Intel IFMA Extensions (2016).

use std::arch::x86_64::*;

use super::field::{self, Words};
use crate::dispatch::{vector, words};

const BITS: u32 = 52;
const MASK: i64 = (1 << BITS) - 1;
/// The two parts of (p + 1)/2^52: the lower one and 2^52, and the upper one behind three limbs.
const LOWER: i64 = (1 << 52) + (1 << 12) - (1 << 44);
const UPPER: i64 = (1 << 48) - (1 << 16);

/// Eight elements.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element(pub(crate) [__m512i; 5]);

/// Eight sums of elements: limbs may be larger than 52 bits, or negative.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sum([__m512i; 5]);

#[target_feature(enable = "avx512f")]
#[inline]
fn all(value: i64) -> __m512i {
    _mm512_set1_epi64(value)
}

impl Element {
    /// Elements from their Montgomery form with R = 2^256, below p.
    #[inline]
    pub(crate) fn new(elements: &[Words; 8]) -> Self {
        let mut limbs = [[0; 8]; 5];
        for (lane, element) in elements.iter().enumerate() {
            for (limb, value) in limbs.iter_mut().zip(split(element)) {
                limb[lane] = value;
            }
        }
        Self(limbs.map(vector))
    }

    /// Elements below 2·p in Montgomery form with R = 2^256, below p.
    #[inline]
    pub(crate) fn leave(&self) -> [Words; 8] {
        let limbs = self.0.map(words);
        let mut elements = [[0; 4]; 8];
        for (lane, element) in elements.iter_mut().enumerate() {
            *element = join([limbs[0][lane], limbs[1][lane], limbs[2][lane], limbs[3][lane], limbs[4][lane]]);
        }
        elements
    }

    /// a·b/R.
    #[target_feature(enable = "avx512f,avx512ifma")]
    #[inline]
    pub(crate) fn mul(&self, other: &Self) -> Self {
        let (a, b) = (&self.0, &other.0);
        let mut t = [all(0); 10];
        for i in 0..5 {
            for j in 0..5 {
                t[i + j] = _mm512_madd52lo_epu64(t[i + j], a[i], b[j]);
                t[i + j + 1] = _mm512_madd52hi_epu64(t[i + j + 1], a[i], b[j]);
            }
        }
        reduce(t)
    }

    /// a²/R.
    #[target_feature(enable = "avx512f,avx512ifma")]
    #[inline]
    pub(crate) fn square(&self) -> Self {
        let a = &self.0;
        let mut t = [all(0); 10];
        // The products of different limbs, once.
        for i in 0..5 {
            for j in i + 1..5 {
                t[i + j] = _mm512_madd52lo_epu64(t[i + j], a[i], a[j]);
                t[i + j + 1] = _mm512_madd52hi_epu64(t[i + j + 1], a[i], a[j]);
            }
        }
        // Twice, and the squares of the limbs.
        for limb in &mut t[1..9] {
            *limb = _mm512_add_epi64(*limb, *limb);
        }
        for i in 0..5 {
            t[2 * i] = _mm512_madd52lo_epu64(t[2 * i], a[i], a[i]);
            t[2 * i + 1] = _mm512_madd52hi_epu64(t[2 * i + 1], a[i], a[i]);
        }
        reduce(t)
    }

    /// a + b.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn plus(&self, other: &Self) -> Sum {
        Sum(self.0).plus(other)
    }

    /// a − b.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn minus(&self, other: &Self) -> Sum {
        Sum(self.0).minus(other)
    }

    /// a − b.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn minus_sum(&self, other: &Sum) -> Sum {
        Sum(self.0).minus_sum(other)
    }

    /// a·2^`PLACES`.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn shifted<const PLACES: u32>(&self) -> Sum {
        let mut limbs = self.0;
        for limb in &mut limbs {
            *limb = _mm512_slli_epi64::<PLACES>(*limb);
        }
        Sum(limbs)
    }

    /// `other` in the lanes of `lanes`, this one elsewhere.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn or(&self, lanes: u8, other: &Self) -> Self {
        let mut limbs = self.0;
        for (limb, &other) in limbs.iter_mut().zip(&other.0) {
            *limb = _mm512_mask_mov_epi64(*limb, lanes, other);
        }
        Self(limbs)
    }
}

impl Sum {
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn plus(mut self, other: &Element) -> Self {
        for (limb, &other) in self.0.iter_mut().zip(&other.0) {
            *limb = _mm512_add_epi64(*limb, other);
        }
        self
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn minus(mut self, other: &Element) -> Self {
        for (limb, &other) in self.0.iter_mut().zip(&other.0) {
            *limb = _mm512_sub_epi64(*limb, other);
        }
        self
    }

    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn minus_sum(mut self, other: &Self) -> Self {
        for (limb, &other) in self.0.iter_mut().zip(&other.0) {
            *limb = _mm512_sub_epi64(*limb, other);
        }
        self
    }

    /// `TIMES`·p more, so that the sum is not negative: p = 2^256 − 2^224 − 2^96 + 2^64 − 1.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn above<const TIMES: i64>(mut self) -> Self {
        self.0[0] = _mm512_sub_epi64(self.0[0], all(TIMES));
        self.0[1] = _mm512_sub_epi64(self.0[1], all(TIMES * ((1 << 44) - (1 << 12))));
        self.0[4] = _mm512_add_epi64(self.0[4], all(TIMES * ((1 << 48) - (1 << 16))));
        self
    }

    /// The element that a sum from 0 to 16·p is.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn carry(mut self) -> Element {
        for limb in 0..4 {
            let carry = _mm512_srai_epi64::<BITS>(self.0[limb]);
            self.0[limb] = _mm512_and_si512(self.0[limb], all(MASK));
            self.0[limb + 1] = _mm512_add_epi64(self.0[limb + 1], carry);
        }
        Element(self.0)
    }

    /// The same, below 1.01·p: what stands above 2^256 is that much of 2^224 + 2^96 − 2^64 + 1.
    #[target_feature(enable = "avx512f")]
    #[inline]
    pub(crate) fn fold(mut self) -> Element {
        let above = _mm512_srai_epi64::<48>(self.0[4]);
        let rest = _mm512_and_si512(self.0[4], all((1 << 48) - 1));
        let middle = _mm512_sub_epi64(_mm512_slli_epi64::<44>(above), _mm512_slli_epi64::<12>(above));
        self.0[0] = _mm512_add_epi64(self.0[0], above);
        self.0[1] = _mm512_add_epi64(self.0[1], middle);
        self.0[4] = _mm512_add_epi64(rest, _mm512_slli_epi64::<16>(above));
        self.carry()
    }
}

/// Five Montgomery steps on a product of ten limbs.
#[target_feature(enable = "avx512f,avx512ifma")]
#[inline]
fn reduce(mut t: [__m512i; 10]) -> Element {
    let (lower, upper) = (all(LOWER), all(UPPER));
    for i in 0..5 {
        // A product takes the lowest 52 bits of what it is given.
        let m = t[i];
        let carry = _mm512_srai_epi64::<BITS>(m);
        t[i + 1] = _mm512_add_epi64(_mm512_madd52lo_epu64(t[i + 1], m, lower), carry);
        let less = _mm512_sub_epi64(t[i + 2], _mm512_and_si512(m, all(MASK)));
        t[i + 2] = _mm512_madd52hi_epu64(less, m, lower);
        t[i + 4] = _mm512_madd52lo_epu64(t[i + 4], m, upper);
        t[i + 5] = _mm512_madd52hi_epu64(t[i + 5], m, upper);
    }
    Sum([t[5], t[6], t[7], t[8], t[9]]).carry()
}

/// The limbs of an element that is given in Montgomery form with R = 2^256.
pub(crate) fn split(element: &Words) -> [u64; 5] {
    const MASK: u64 = (1 << BITS) - 1;
    let mut w = *element;
    for _ in 0..4 {
        w = field::double(&w);
    }
    [
        w[0] & MASK,
        (w[0] >> 52 | w[1] << 12) & MASK,
        (w[1] >> 40 | w[2] << 24) & MASK,
        (w[2] >> 28 | w[3] << 36) & MASK,
        w[3] >> 16,
    ]
}

/// The reverse, for limbs that make less than 2·p.
fn join(l: [u64; 5]) -> Words {
    let words =
        [l[0] | l[1] << 52, l[1] >> 12 | l[2] << 40, l[2] >> 24 | l[3] << 28, l[3] >> 36 | l[4] << 16];
    let mut w = field::reduce_once(&words, l[4] >> 48 != 0);
    for _ in 0..4 {
        w = field::halve(&w);
    }
    w
}
