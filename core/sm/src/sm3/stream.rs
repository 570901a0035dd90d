//! One stream where the processor has AVX2 and BMI2: rounds on words, and beside them the message is expanded three words
//! at a time in a vector (a word depends on the third before it, so no more than three can be made at once).
//!
//! A round can't be faster than its longest chain of operations. From E to the next E these are the sum and rotation of SS1,
//! the sum of TT2 and the three steps of P0: six, if everything else is ready by then. Two things see to that: A, rotated,
//! takes its constant before it meets E; and the choice between F and G doesn't wait for the last step of P0. With E = p ⊕ q
//! and m = F ⊕ G it is (m ∧ p) ⊕ ((m ∧ q) ⊕ G), and p and q are there before E is.

use std::arch::x86_64::*;

use super::State;
use super::compress::T;
use crate::dispatch::{opaque, quad};

/// The words of a message and, `PAIRS` further on, each with the fourth after it: W and W′ of GB/T 32905, 5.3.2.
type Schedule = [u32; 2 * PAIRS];
const PAIRS: usize = 72;

/// Octets of a word turned round.
#[target_feature(enable = "avx2")]
#[inline]
fn big_endian(block: __m128i) -> __m128i {
    _mm_shuffle_epi8(block, _mm_set_epi32(0x0c0d_0e0f, 0x0809_0a0b, 0x0405_0607, 0x0001_0203))
}

#[target_feature(enable = "avx2")]
#[inline]
fn parity(x: __m128i, y: __m128i, z: __m128i) -> __m128i {
    _mm_xor_si128(_mm_xor_si128(x, y), z)
}

/// Rotates to the left; `BACK` is 32 − `BY`.
#[target_feature(enable = "avx2")]
#[inline]
fn rotate<const BY: i32, const BACK: i32>(x: __m128i) -> __m128i {
    _mm_or_si128(_mm_slli_epi32::<BY>(x), _mm_srli_epi32::<BACK>(x))
}

/// The last words of a message in the making, three in a vector; what stands in its last place does not count.
struct Expansion {
    /// Words from 9, 6 and 3 back.
    made: [__m128i; 3],
    /// Words from 16, 13, 10 and 7 back.
    between: [__m128i; 4],
}

impl Expansion {
    /// Takes the message's own words.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn new(block: &[__m128i; 4], schedule: &mut Schedule) -> Self {
        let [a, b, c, d] =
            [big_endian(block[0]), big_endian(block[1]), big_endian(block[2]), big_endian(block[3])];
        for (at, words) in [(0, a), (4, b), (8, c), (12, d)] {
            schedule[at..at + 4].copy_from_slice(&quad(words));
        }
        for (at, words, later) in [(0, a, b), (4, b, c), (8, c, d)] {
            schedule[PAIRS + at..PAIRS + at + 4].copy_from_slice(&quad(_mm_xor_si128(words, later)));
        }
        let seven = _mm_alignr_epi8::<12>(c, b);
        let ten = _mm_alignr_epi8::<8>(d, c);
        Self {
            made: [seven, ten, _mm_srli_si128::<4>(d)],
            between: [a, _mm_alignr_epi8::<12>(b, a), _mm_alignr_epi8::<8>(c, b), _mm_alignr_epi8::<4>(d, c)],
        }
    }

    /// Makes the three words from `AT` on, *Basis*: GB/T 32905, 5.3.2.
    #[target_feature(enable = "avx2")]
    #[inline]
    fn step<const AT: usize>(&mut self, schedule: &mut Schedule) {
        let [nine, six, three] = self.made;
        let [sixteen, thirteen, ten, seven] = self.between;
        let four = _mm_alignr_epi8::<12>(three, _mm_slli_si128::<4>(six));
        let x = parity(sixteen, nine, rotate::<15, 17>(three));
        let p1 = parity(x, rotate::<15, 17>(x), rotate::<23, 9>(x));
        let new = parity(p1, rotate::<7, 25>(thirteen), six);
        schedule[AT..AT + 4].copy_from_slice(&quad(new));
        schedule[PAIRS + AT - 4..PAIRS + AT].copy_from_slice(&quad(_mm_xor_si128(four, new)));
        self.made = [six, three, new];
        self.between = [thirteen, ten, seven, four];
    }
}

fn majority(a: u32, b: u32, c: u32) -> u32 {
    (b & c) | ((b | c) & a)
}

/// The choice of F or G by the bits of E = p ⊕ q.
fn choice([p, q]: [u32; 2], _: u32, f: u32, g: u32) -> u32 {
    let m = f ^ g;
    (p & m) ^ opaque((q & m) ^ g)
}

/// What stands for both in the first rounds.
fn parities(a: u32, b: u32, c: u32) -> u32 {
    a ^ b ^ c
}

fn parities_of(_: [u32; 2], e: u32, f: u32, g: u32) -> u32 {
    e ^ opaque(f ^ g)
}

/// One round; B and F are rotated in place, D and H become the new A and E. What others wait for stands first: the processor
/// takes the oldest of what is ready.
macro_rules! round {
    ($ff:ident, $gg:ident, $round:expr, $w:ident, $halves:ident,
     $a:ident, $b:ident, $c:ident, $d:ident, $e:ident, $f:ident, $g:ident, $h:ident) => {
        let a12 = $a.rotate_left(12);
        let ss1 = opaque(a12.wrapping_add(T[$round])).wrapping_add($e).rotate_left(7);
        let gg = opaque($h.wrapping_add($w[$round])).wrapping_add($gg($halves, $e, $f, $g));
        let tt2 = opaque(gg).wrapping_add(ss1);
        let ff = opaque($d.wrapping_add($w[PAIRS + $round])).wrapping_add($ff($a, $b, $c));
        let tt1 = opaque(ff).wrapping_add(ss1 ^ a12);
        $halves = [tt2 ^ tt2.rotate_left(9), tt2.rotate_left(17)];
        $h = $halves[0] ^ $halves[1];
        $d = tt1;
        $b = $b.rotate_left(9);
        $f = $f.rotate_left(19);
    };
}

/// Compresses `blocks` into `state`.
#[target_feature(enable = "avx2,bmi1,bmi2")]
#[inline]
pub(crate) fn compress(state: &mut State, blocks: impl Iterator<Item = [__m128i; 4]>) {
    let mut schedule = [0; 2 * PAIRS];
    // Words pass from vectors to the rounds through memory; the compiler would take them out one by one, which costs more.
    let w = std::hint::black_box(&mut schedule);
    for block in blocks {
        let mut expansion = Expansion::new(&block, w);
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
        let mut halves = [e, 0];
        /// Four rounds, and before them the steps by which their words are there in time.
        macro_rules! rounds {
            ($ff:ident, $gg:ident, $first:expr $(, $step:expr)*) => {
                $(expansion.step::<$step>(w);)*
                round!($ff, $gg, $first, w, halves, a, b, c, d, e, f, g, h);
                round!($ff, $gg, $first + 1, w, halves, d, a, b, c, h, e, f, g);
                round!($ff, $gg, $first + 2, w, halves, c, d, a, b, g, h, e, f);
                round!($ff, $gg, $first + 3, w, halves, b, c, d, a, f, g, h, e);
            };
        }
        rounds!(parities, parities_of, 0, 16);
        rounds!(parities, parities_of, 4, 19);
        rounds!(parities, parities_of, 8, 22);
        rounds!(parities, parities_of, 12, 25, 28);
        rounds!(majority, choice, 16, 31);
        rounds!(majority, choice, 20, 34);
        rounds!(majority, choice, 24, 37, 40);
        rounds!(majority, choice, 28, 43);
        rounds!(majority, choice, 32, 46);
        rounds!(majority, choice, 36, 49, 52);
        rounds!(majority, choice, 40, 55);
        rounds!(majority, choice, 44, 58);
        rounds!(majority, choice, 48, 61, 64);
        rounds!(majority, choice, 52, 67);
        rounds!(majority, choice, 56);
        rounds!(majority, choice, 60);
        for (word, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *word ^= new;
        }
    }
}
