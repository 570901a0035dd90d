//! Arithmetic modulo the prime of the SM2 curve, p = 2^256 − 2^224 − 2^96 + 2^64 − 1.
//!
//! Elements are four words, least significant first, in Montgomery form with R = 2^256, always below p. Since
//! p ≡ −1 mod 2^64, the factor of a Montgomery step is the lowest word m itself, and
//! m·p = m·2^256 − m·2^224 − m·2^96 + m·2^64 − m needs shifts and additions, no multiplication.
//!
//! *Sources*: P. Montgomery, Modular multiplication without trial division (1985); J. Solinas, Generalized Mersenne
//! numbers (1999); GB/T 32918.5 for p.

use std::hint::select_unpredictable;

/// Four words, least significant first.
pub(crate) type Words = [u64; 4];

/// p.
pub(crate) const P: Words =
    [0xffff_ffff_ffff_ffff, 0xffff_ffff_0000_0000, 0xffff_ffff_ffff_ffff, 0xffff_fffe_ffff_ffff];
/// R mod p: one in Montgomery form.
pub(crate) const ONE: Words = [1, 0x0000_0000_ffff_ffff, 0, 0x0000_0001_0000_0000];
/// R² mod p.
const R2: Words =
    [0x0000_0002_0000_0003, 0x0000_0002_ffff_ffff, 0x0000_0001_0000_0001, 0x0000_0004_0000_0002];

/// How products are made; the rest of the arithmetic is the same everywhere.
pub(crate) trait Multiply {
    /// a·b/R mod p.
    fn mul(a: &Words, b: &Words) -> Words;
    /// a²/R mod p.
    fn square(a: &Words) -> Words;
}

/// Products in plain Rust, for any processor.
pub(crate) struct Portable;

#[inline(always)]
fn wide(a: u64, b: u64) -> u128 {
    u128::from(a) * u128::from(b)
}

/// a + b·c + carry, as low and high word.
#[inline(always)]
fn mac(a: u64, b: u64, c: u64, carry: u64) -> (u64, u64) {
    let sum = wide(b, c) + u128::from(a) + u128::from(carry);
    (sum as u64, (sum >> 64) as u64)
}

#[inline(always)]
fn adc(a: u64, b: u64, carry: bool) -> (u64, bool) {
    let (sum, one) = a.overflowing_add(b);
    let (sum, other) = sum.overflowing_add(u64::from(carry));
    (sum, one | other)
}

#[inline(always)]
fn sbb(a: u64, b: u64, borrow: bool) -> (u64, bool) {
    let (difference, one) = a.overflowing_sub(b);
    let (difference, other) = difference.overflowing_sub(u64::from(borrow));
    (difference, one | other)
}

/// a + b, with the carry.
#[inline(always)]
pub(crate) fn add_words(a: &Words, b: &Words) -> (Words, bool) {
    let (w0, carry) = adc(a[0], b[0], false);
    let (w1, carry) = adc(a[1], b[1], carry);
    let (w2, carry) = adc(a[2], b[2], carry);
    let (w3, carry) = adc(a[3], b[3], carry);
    ([w0, w1, w2, w3], carry)
}

/// a − b, with the borrow.
#[inline(always)]
pub(crate) fn sub_words(a: &Words, b: &Words) -> (Words, bool) {
    let (w0, borrow) = sbb(a[0], b[0], false);
    let (w1, borrow) = sbb(a[1], b[1], borrow);
    let (w2, borrow) = sbb(a[2], b[2], borrow);
    let (w3, borrow) = sbb(a[3], b[3], borrow);
    ([w0, w1, w2, w3], borrow)
}

/// `a` where `first`, else `b`, without a branch that the processor would have to guess.
#[inline(always)]
fn select(first: bool, a: &Words, b: &Words) -> Words {
    let word = |index: usize| select_unpredictable(first, a[index], b[index]);
    [word(0), word(1), word(2), word(3)]
}

/// Subtracts p once where `carry` or the words themselves reach it.
#[inline(always)]
pub(crate) fn reduce_once(words: &Words, carry: bool) -> Words {
    let (less, borrow) = sub_words(words, &P);
    select(borrow & !carry, words, &less)
}

/// a + b mod p.
#[inline(always)]
pub(crate) fn add(a: &Words, b: &Words) -> Words {
    let (sum, carry) = add_words(a, b);
    reduce_once(&sum, carry)
}

/// a − b mod p.
#[inline(always)]
pub(crate) fn sub(a: &Words, b: &Words) -> Words {
    let (difference, borrow) = sub_words(a, b);
    let mask = 0u64.wrapping_sub(u64::from(borrow));
    let back = [P[0] & mask, P[1] & mask, P[2] & mask, P[3] & mask];
    add_words(&difference, &back).0
}

/// 2a mod p.
#[inline(always)]
pub(crate) fn double(a: &Words) -> Words {
    add(a, a)
}

/// a/2 mod p.
#[inline(always)]
pub(crate) fn halve(a: &Words) -> Words {
    let mask = 0u64.wrapping_sub(a[0] & 1);
    let (w, carry) = add_words(a, &[P[0] & mask, P[1] & mask, P[2] & mask, P[3] & mask]);
    [
        w[0] >> 1 | w[1] << 63,
        w[1] >> 1 | w[2] << 63,
        w[2] >> 1 | w[3] << 63,
        w[3] >> 1 | u64::from(carry) << 63,
    ]
}

/// −a mod p.
#[inline(always)]
pub(crate) fn negate(a: &Words) -> Words {
    sub(&[0; 4], a)
}

/// One Montgomery step on five words and a carry: adds m·p for m = t[0] and drops the word that becomes zero.
#[inline(always)]
fn step(t: [u64; 5], over: u64) -> [u64; 5] {
    let m = t[0];
    let (low, high) = (m << 32, m >> 32);
    // m·2^192 − m·2^160 − m·2^32 + m, which is not negative.
    let (x0, borrow) = sbb(m, low, false);
    let (x1, borrow) = sbb(0, high, borrow);
    let (x2, borrow) = sbb(0, low, borrow);
    let (x3, _) = sbb(m, high, borrow);
    let (t0, carry) = adc(t[1], x0, false);
    let (t1, carry) = adc(t[2], x1, carry);
    let (t2, carry) = adc(t[3], x2, carry);
    let (t3, carry) = adc(t[4], x3, carry);
    [t0, t1, t2, t3, over.wrapping_add(u64::from(carry))]
}

impl Multiply for Portable {
    #[inline(always)]
    fn mul(a: &Words, b: &Words) -> Words {
        let mut t = [0u64; 5];
        for &word in b {
            let (t0, carry) = mac(t[0], a[0], word, 0);
            let (t1, carry) = mac(t[1], a[1], word, carry);
            let (t2, carry) = mac(t[2], a[2], word, carry);
            let (t3, carry) = mac(t[3], a[3], word, carry);
            let (t4, over) = adc(t[4], carry, false);
            t = step([t0, t1, t2, t3, t4], u64::from(over));
        }
        reduce_once(&[t[0], t[1], t[2], t[3]], t[4] != 0)
    }

    #[inline(always)]
    fn square(a: &Words) -> Words {
        // The products of different words, once.
        let (w1, carry) = mac(0, a[0], a[1], 0);
        let (w2, carry) = mac(0, a[0], a[2], carry);
        let (w3, w4) = mac(0, a[0], a[3], carry);
        let (w3, carry) = mac(w3, a[1], a[2], 0);
        let (w4, w5) = mac(w4, a[1], a[3], carry);
        let (w5, w6) = mac(w5, a[2], a[3], 0);
        // Twice, and the squares of the words.
        let w7 = w6 >> 63;
        let w6 = w6 << 1 | w5 >> 63;
        let w5 = w5 << 1 | w4 >> 63;
        let w4 = w4 << 1 | w3 >> 63;
        let w3 = w3 << 1 | w2 >> 63;
        let w2 = w2 << 1 | w1 >> 63;
        let w1 = w1 << 1;
        let squares = [wide(a[0], a[0]), wide(a[1], a[1]), wide(a[2], a[2]), wide(a[3], a[3])];
        let w0 = squares[0] as u64;
        let (w1, carry) = adc(w1, (squares[0] >> 64) as u64, false);
        let (w2, carry) = adc(w2, squares[1] as u64, carry);
        let (w3, carry) = adc(w3, (squares[1] >> 64) as u64, carry);
        let (w4, carry) = adc(w4, squares[2] as u64, carry);
        let (w5, carry) = adc(w5, (squares[2] >> 64) as u64, carry);
        let (w6, carry) = adc(w6, squares[3] as u64, carry);
        let (w7, _) = adc(w7, (squares[3] >> 64) as u64, carry);
        // The low half divided by R, then the high half added.
        let t = step([w0, w1, w2, w3, 0], 0);
        let t = step([t[0], t[1], t[2], t[3], t[4]], 0);
        let t = step([t[0], t[1], t[2], t[3], t[4]], 0);
        let t = step([t[0], t[1], t[2], t[3], t[4]], 0);
        let (sum, carry) = add_words(&[t[0], t[1], t[2], t[3]], &[w4, w5, w6, w7]);
        reduce_once(&sum, carry)
    }
}

/// To Montgomery form; `a` may be any 256-bit number.
pub(crate) fn enter<M: Multiply>(a: &Words) -> Words {
    M::mul(a, &R2)
}

/// Out of Montgomery form, below p.
#[cfg(test)]
pub(crate) fn leave<M: Multiply>(a: &Words) -> Words {
    M::mul(a, &[1, 0, 0, 0])
}

/// 1/a mod p, and 0 of 0: a^(p−2).
pub(crate) fn invert<M: Multiply>(a: &Words) -> Words {
    let exponent = sub_words(&P, &[2, 0, 0, 0]).0;
    let mut power = ONE;
    for word in exponent.iter().rev() {
        for bit in (0..64).rev() {
            power = M::square(&power);
            if word >> bit & 1 == 1 {
                power = M::mul(&power, a);
            }
        }
    }
    power
}

/// Whether `a` is below `bound`.
pub(crate) fn is_below(a: &Words, bound: &Words) -> bool {
    sub_words(a, bound).1
}

/// The number that 32 octets write, most significant first.
pub(crate) fn from_octets(octets: &[u8; 32]) -> Words {
    let mut words = [0; 4];
    for (word, octets) in words.iter_mut().rev().zip(octets.chunks_exact(8)) {
        *word = octets.iter().fold(0, |word, &octet| word << 8 | u64::from(octet));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_are_what_they_say() {
        // R mod p = 2^256 − p, and R² mod p by 256 doublings of it.
        let one = sub_words(&[0; 4], &P).0;
        assert_eq!(one, ONE);
        let mut square = ONE;
        for _ in 0..256 {
            square = double(&square);
        }
        assert_eq!(square, R2);
        assert_eq!(leave::<Portable>(&ONE), [1, 0, 0, 0]);
    }

    #[test]
    fn an_inverse_inverts() {
        let a = enter::<Portable>(&[7, 8, 9, 10]);
        assert_eq!(Portable::mul(&a, &invert::<Portable>(&a)), ONE);
        assert_eq!(invert::<Portable>(&[0; 4]), [0; 4]);
    }
}
