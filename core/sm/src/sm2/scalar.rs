//! Numbers modulo the order n of the base point, and the digits that multiplication takes them apart into.
//!
//! *Sources*: GB/T 32918.5 (n); D. Hankerson, A. Menezes and S. Vanstone, Guide to Elliptic Curve Cryptography,
//! 3.35 (width-w NAF).

use super::field::{Words, add_words, is_below, sub_words};

/// n.
pub(crate) const N: Words =
    [0x53bb_f409_39d5_4123, 0x7203_df6b_21c6_052b, 0xffff_ffff_ffff_ffff, 0xffff_fffe_ffff_ffff];

/// Whether 1 ≤ a < n.
pub(crate) fn is_in_range(a: &Words) -> bool {
    *a != [0; 4] && is_below(a, &N)
}

/// a + b mod n, of numbers below n.
pub(crate) fn add(a: &Words, b: &Words) -> Words {
    let (sum, carry) = add_words(a, b);
    let (less, borrow) = sub_words(&sum, &N);
    if borrow && !carry { sum } else { less }
}

/// a − b mod n, of a below n and any b below 2n.
pub(crate) fn sub(a: &Words, b: &Words) -> Words {
    let (less, borrow) = sub_words(b, &N);
    let b = if borrow { *b } else { less };
    let (difference, borrow) = sub_words(a, &b);
    if borrow { add_words(&difference, &N).0 } else { difference }
}

/// How many digits a number of 256 bits can have.
pub(crate) const DIGITS: usize = 257;

/// The width-`width` NAF of `k`, least significant digit first: odd digits below 2^(width−1) in size, no two within
/// `width` places, such that k = Σ digit·2^place. Returns how many places are used.
pub(crate) fn naf(k: &Words, width: u32, digits: &mut [i16; DIGITS]) -> usize {
    *digits = [0; DIGITS];
    let bit = |place: usize| match k.get(place / 64) {
        Some(word) => word >> (place % 64) & 1,
        None => 0,
    };
    let window =
        |place: usize| (0..width as usize).rev().fold(0u64, |bits, next| bits << 1 | bit(place + next));
    let (mut place, mut carry, mut used) = (0, 0u64, 0);
    while place < DIGITS {
        if bit(place) == carry {
            place += 1;
            continue;
        }
        let value = (window(place) + carry) as i64;
        let full = 1i64 << width;
        // A digit in the upper half is taken as negative, and what that adds is carried.
        let digit = if value >= full / 2 { value - full } else { value };
        carry = u64::from(digit < 0);
        digits[place] = digit as i16;
        used = place + 1;
        place += width as usize;
    }
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Σ digit·2^place by Horner's rule, modulo 2^256.
    fn value(digits: &[i16]) -> Words {
        let mut sum = [0; 4];
        for &digit in digits.iter().rev() {
            sum = add_words(&sum, &sum).0;
            let size = [u64::from(digit.unsigned_abs()), 0, 0, 0];
            sum = if digit < 0 { sub_words(&sum, &size).0 } else { add_words(&sum, &size).0 };
        }
        sum
    }

    #[test]
    fn digits_make_the_number() {
        let edges =
            [[0; 4], [1, 0, 0, 0], [u64::MAX; 4], N, sub_words(&N, &[1, 0, 0, 0]).0, [0, 0, 0, 1 << 63]];
        for width in 2..=10 {
            for k in edges {
                let mut digits = [0; DIGITS];
                let used = naf(&k, width, &mut digits);
                assert_eq!(value(&digits), k, "width {width}");
                assert!(digits[used..].iter().all(|&digit| digit == 0));
                assert!(digits.iter().all(|&digit| digit == 0 || digit % 2 != 0 && digit.unsigned_abs() < 1 << (width - 1)));
            }
        }
    }
}
