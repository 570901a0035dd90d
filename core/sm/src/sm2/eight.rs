//! Eight verifications at once: the same steps in every lane, with digits of their own.
//!
//! Digits have fixed places, so that all lanes add at the same time. Sums take no notice of the exceptional cases: where
//! equal or opposite points meet, z becomes 0 and stays 0, and whoever asked does that one again by itself.
//!
//! *Sources*: those of [`point`](super::point); A. Booth, A signed binary multiplication technique (1951).

use std::sync::LazyLock;

use super::Factors;
use super::field::{ONE, Portable, Words};
use super::ifma::{Element, split};
use super::point::{Affine, Jacobian, to_affine};
use crate::dispatch::{vector, words};

pub(crate) const LANES: usize = 8;
/// Bits of a digit of the key's factor: 16 multiples of each key are made.
const KEY_WIDTH: usize = 5;
/// Bits of a digit of the base point's factor: its multiples take 10 KiB and stay in the first cache.
const BASE_WIDTH: usize = 8;
const KEY_MULTIPLES: usize = 1 << (KEY_WIDTH - 1);
const BASE_MULTIPLES: usize = 1 << (BASE_WIDTH - 1);
/// No digit stands above this bit: the highest one of the base point's factor is a carry.
const HIGHEST: usize = 256;

/// Eight points in Jacobian coordinates, below 2·p each.
#[derive(Debug, Clone, Copy)]
struct Points {
    x: Element,
    y: Element,
    z: Element,
}

/// Eight points that are added, with z² and z³.
#[derive(Debug, Clone, Copy)]
struct Addends {
    points: Points,
    zz: Element,
    zzz: Element,
}

/// Eight points whose z is 1.
#[derive(Debug, Clone, Copy)]
struct Affines {
    x: Element,
    y: Element,
}

/// What each lane is to add: how often the point, and whether its opposite.
struct Digits {
    /// Number of the multiple, from 0 for the point itself.
    index: [usize; LANES],
    /// Lanes that add something.
    some: u8,
    negative: u8,
}

impl Points {
    #[target_feature(enable = "avx512f,avx512ifma")]
    #[inline]
    fn double(&self) -> Self {
        let zz = self.z.square(); // 1.25
        let slope = self.x.minus(&zz).above::<2>().carry().mul(&self.x.plus(&zz).carry()); // 4, 3.25: 1.82
        let slope = slope.shifted::<1>().plus(&slope).carry(); // 5.5
        let twice = self.y.shifted::<1>().carry(); // 4
        let yy = twice.mul(&self.y); // 2y²: 1.5
        let v = yy.mul(&self.x); // 2xy²: 1.19
        let x = slope.square().minus_sum(&v.shifted::<2>()).above::<5>().fold(); // 2.9 − 4.76: 1.01
        let rest = v.shifted::<1>().minus(&x).above::<2>().carry(); // 4.4
        let y = slope.mul(&rest).minus_sum(&yy.square().shifted::<1>()).above::<3>().fold(); // 2.6 − 2.3: 1.01
        Self { x, y, z: twice.mul(&self.z) } // 1.5
    }

    /// The sum of (x, y) and (u, s), each below 2·p, over the common denominator `z`.
    #[target_feature(enable = "avx512f,avx512ifma")]
    #[inline]
    fn sum(x: &Element, y: &Element, z: &Element, u: &Element, s: &Element) -> Self {
        let h = u.minus(x).above::<2>().carry(); // 4
        let r = s.minus(y).above::<2>().carry(); // 4
        let hh = h.square(); // 2
        let hhh = hh.mul(&h); // 1.5
        let v = hh.mul(x); // 1.25
        let sum_x = r.square().minus(&hhh).minus_sum(&v.shifted::<1>()).above::<4>().fold(); // 2 − 4: 1.01
        let rest = v.minus(&sum_x).above::<2>().carry(); // 3.25
        let sum_y = r.mul(&rest).minus(&hhh.mul(y)).above::<2>().fold(); // 1.82 − 1.19: 1.01
        Self { x: sum_x, y: sum_y, z: z.mul(&h) } // 1.5
    }

    #[target_feature(enable = "avx512f,avx512ifma")]
    #[inline]
    fn add(&self, other: &Addends) -> Self {
        let zz = self.z.square();
        let x = self.x.mul(&other.zz);
        let y = self.y.mul(&other.zzz);
        let u = other.points.x.mul(&zz);
        let s = other.points.y.mul(&zz.mul(&self.z));
        Self::sum(&x, &y, &self.z.mul(&other.points.z), &u, &s)
    }

    #[target_feature(enable = "avx512f,avx512ifma")]
    #[inline]
    fn add_affine(&self, other: &Affines) -> Self {
        let zz = self.z.square();
        let u = other.x.mul(&zz);
        let s = other.y.mul(&zz.mul(&self.z));
        Self::sum(&self.x, &self.y, &self.z, &u, &s)
    }

    /// `other` in the lanes of `lanes`, this one elsewhere.
    #[target_feature(enable = "avx512f")]
    #[inline]
    fn or(&self, lanes: u8, other: &Self) -> Self {
        Self { x: self.x.or(lanes, &other.x), y: self.y.or(lanes, &other.y), z: self.z.or(lanes, &other.z) }
    }

    #[target_feature(enable = "avx512f,avx512ifma")]
    #[inline]
    fn addends(&self) -> Addends {
        let zz = self.z.square();
        Addends { points: *self, zz, zzz: zz.mul(&self.z) }
    }
}

/// −y in the lanes of `lanes`; y below 2·p.
#[target_feature(enable = "avx512f")]
#[inline]
fn negate(y: &Element, lanes: u8, zero: &Element) -> Element {
    y.or(lanes, &zero.minus(y).above::<2>().carry())
}

/// Sums that grow: lanes in which nothing was added yet are at infinity.
struct Sums {
    points: Points,
    empty: u8,
}

impl Sums {
    /// Takes `sum` where a lane adds something, or `first` where that is the first.
    #[target_feature(enable = "avx512f")]
    #[inline]
    fn take(&mut self, digits: &Digits, sum: &Points, first: &Points) {
        self.points = self.points.or(digits.some, sum);
        let new = self.empty & digits.some;
        if new != 0 {
            self.points = self.points.or(new, first);
            self.empty &= !new;
        }
    }
}

/// s·G + t·Q in every lane, in Montgomery form; z is 0 where the sum is infinity or could not be made.
#[target_feature(enable = "avx512f,avx512ifma")]
pub(crate) fn sums(keys: &[Affine; LANES], factors: &[Factors; LANES]) -> [Jacobian; LANES] {
    let (zero, one) = (Element::new(&[[0; 4]; LANES]), Element::new(&[ONE; LANES]));
    let base = base_multiples();
    let keys = key_multiples(keys, &one);
    let of_base = factors.each_ref().map(|factors| digits::<BASE_WIDTH, 33>(&factors.s));
    let of_key = factors.each_ref().map(|factors| digits::<KEY_WIDTH, 52>(&factors.t));
    let mut sums = Sums { points: Points { x: zero, y: zero, z: zero }, empty: u8::MAX };
    for place in (0..=HIGHEST).rev() {
        sums.points = sums.points.double();
        if place % KEY_WIDTH == 0 {
            let digits = Digits::new(&of_key, place / KEY_WIDTH);
            let mut addends = pick_key(&keys, &digits.index);
            addends.points.y = negate(&addends.points.y, digits.negative, &zero);
            let sum = sums.points.add(&addends);
            sums.take(&digits, &sum, &addends.points);
        }
        if place % BASE_WIDTH == 0 {
            let digits = Digits::new(&of_base, place / BASE_WIDTH);
            let mut addends = pick_base(base, &digits.index);
            addends.y = negate(&addends.y, digits.negative, &zero);
            let sum = sums.points.add_affine(&addends);
            sums.take(&digits, &sum, &Points { x: addends.x, y: addends.y, z: one });
        }
    }
    let Points { x, y, z } = sums.points;
    let (x, y, z) = (x.leave(), y.leave(), z.leave());
    std::array::from_fn(|lane| Jacobian { x: x[lane], y: y[lane], z: z[lane] })
}

/// Limbs of the coordinates of a multiple of eight keys: x, y, z, z², z³.
type KeyMultiple = [[u64; LANES]; 25];

/// Q, 2Q … 16Q.
#[target_feature(enable = "avx512f,avx512ifma")]
#[inline(never)]
fn key_multiples(keys: &[Affine; LANES], one: &Element) -> [KeyMultiple; KEY_MULTIPLES] {
    let key = Affines { x: Element::new(&keys.map(|key| key.x)), y: Element::new(&keys.map(|key| key.y)) };
    let mut points = Points { x: key.x, y: key.y, z: *one };
    let mut table = [[[0; LANES]; 25]; KEY_MULTIPLES];
    for (number, slot) in table.iter_mut().enumerate() {
        match number {
            0 => {}
            1 => points = points.double(),
            _ => points = points.add_affine(&key),
        }
        let Addends { points: Points { x, y, z }, zz, zzz } = points.addends();
        for (slots, element) in slot.chunks_exact_mut(5).zip([x, y, z, zz, zzz]) {
            for (slot, limb) in slots.iter_mut().zip(element.0) {
                *slot = words(limb);
            }
        }
    }
    table
}

#[inline]
fn pick_key(table: &[KeyMultiple; KEY_MULTIPLES], index: &[usize; LANES]) -> Addends {
    let mut limbs = [[0; LANES]; 25];
    for (lane, &index) in index.iter().enumerate() {
        let multiple = &table[index % KEY_MULTIPLES];
        for (slot, limb) in limbs.iter_mut().zip(multiple) {
            slot[lane] = limb[lane];
        }
    }
    let element = |at: usize| Element([0, 1, 2, 3, 4].map(|limb| vector(limbs[at + limb])));
    Addends {
        points: Points { x: element(0), y: element(5), z: element(10) },
        zz: element(15),
        zzz: element(20),
    }
}

/// G, 2G … 128G, limbs of x and y.
fn base_multiples() -> &'static [[u64; 10]; BASE_MULTIPLES] {
    static TABLE: LazyLock<[[u64; 10]; BASE_MULTIPLES]> = LazyLock::new(|| {
        let mut points = vec![Jacobian::from(Affine::BASE)];
        while points.len() < BASE_MULTIPLES {
            points.push(points[points.len() - 1].add_affine::<Portable>(&Affine::BASE));
        }
        let mut table = [[0; 10]; BASE_MULTIPLES];
        for (slot, point) in table.iter_mut().zip(to_affine::<Portable>(&points)) {
            slot[..5].copy_from_slice(&split(&point.x));
            slot[5..].copy_from_slice(&split(&point.y));
        }
        table
    });
    &TABLE
}

#[inline]
fn pick_base(table: &[[u64; 10]; BASE_MULTIPLES], index: &[usize; LANES]) -> Affines {
    let mut limbs = [[0; LANES]; 10];
    for (lane, &index) in index.iter().enumerate() {
        for (slot, &limb) in limbs.iter_mut().zip(&table[index % BASE_MULTIPLES]) {
            slot[lane] = limb;
        }
    }
    let element = |at: usize| Element([0, 1, 2, 3, 4].map(|limb| vector(limbs[at + limb])));
    Affines { x: element(0), y: element(5) }
}

impl Digits {
    fn new<const COUNT: usize>(digits: &[[i16; COUNT]; LANES], number: usize) -> Self {
        let mut found = Self { index: [0; LANES], some: 0, negative: 0 };
        for (lane, digits) in digits.iter().enumerate() {
            let digit = digits.get(number).copied().unwrap_or(0);
            found.index[lane] = usize::from(digit.unsigned_abs().saturating_sub(1));
            found.some |= u8::from(digit != 0) << lane;
            found.negative |= u8::from(digit < 0) << lane;
        }
        found
    }
}

/// The digits of `k`, least significant first, from −2^(`WIDTH`−1) + 1 to 2^(`WIDTH`−1), such that
/// k = Σ digit·2^(`WIDTH`·place).
fn digits<const WIDTH: usize, const COUNT: usize>(k: &Words) -> [i16; COUNT] {
    let mut digits = [0; COUNT];
    let mut carry = 0;
    for (number, slot) in digits.iter_mut().enumerate() {
        let place = number * WIDTH;
        let word = |at: usize| k.get(at).copied().unwrap_or(0);
        let pair = u128::from(word(place / 64)) | u128::from(word(place / 64 + 1)) << 64;
        let value = (pair >> (place % 64)) as i16 & ((1 << WIDTH) - 1);
        let value = value + carry;
        carry = i16::from(value > 1 << (WIDTH - 1));
        *slot = value - (carry << WIDTH);
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sm2::field::{add_words, sub_words};
    use crate::sm2::scalar::N;

    #[test]
    fn digits_make_the_number() {
        fn value<const WIDTH: usize, const COUNT: usize>(k: &Words) -> Words {
            let mut sum = [0; 4];
            for &digit in digits::<WIDTH, COUNT>(k).iter().rev() {
                for _ in 0..WIDTH {
                    sum = add_words(&sum, &sum).0;
                }
                let size = [u64::from(digit.unsigned_abs()), 0, 0, 0];
                assert!(usize::from(digit.unsigned_abs()) <= 1 << (WIDTH - 1));
                sum = if digit < 0 { sub_words(&sum, &size).0 } else { add_words(&sum, &size).0 };
            }
            sum
        }
        let less = sub_words(&N, &[1, 0, 0, 0]).0;
        for k in
            [[0; 4], [1, 0, 0, 0], [u64::MAX; 4], N, less, [0, 0, 0, 1 << 63], [0x5555_aaaa_0f0f_8080; 4]]
        {
            assert_eq!(value::<BASE_WIDTH, 33>(&k), k);
            assert_eq!(value::<KEY_WIDTH, 52>(&k), k);
        }
    }
}
