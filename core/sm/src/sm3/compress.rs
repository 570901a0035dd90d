//! The compression, *Basis*: GB/T 32905-2016, 4.3 and 5.3: of one stream where a word is a `u32`, of many where it is a
//! vector with one word of each.
//!
//! It is written once, as a macro over the operations on words, so that each set of instructions compiles it for itself.
//! The rounds are written out with their names turned round instead of moving words, the constants are rotated when the
//! library is built, and the message is expanded four rounds before it is needed. Sums are taken in the order in which
//! their parts are ready.

/// T rotated by its round.
pub(crate) const T: [u32; 64] = {
    let mut table = [0; 64];
    let mut round = 0;
    while round < 64 {
        let constant: u32 = if round < 16 { 0x79cc_4519 } else { 0x7a87_9d8a };
        table[round] = constant.rotate_left(round as u32 % 32);
        round += 1;
    }
    table
};

/// Defines a module with `compress(state, words)` for words of type `$word`. Operations are given as closures; each
/// stands in a function that may use `$feature`.
macro_rules! compression {
    ($(#[$feature:meta])* $name:ident, $word:ty,
     all: $all:expr, add: $add:expr, xor: $xor:expr, parity: $parity:expr, majority: $majority:expr, choice: $choice:expr,
     rotate: |$x:ident| $rotate:expr, p0: |$p0:ident| $p0_is:expr, p1: |$p1:ident| $p1_is:expr) => {
        pub(crate) mod $name {
            #[allow(unused_imports)]
            use super::*;

            type W = $word;

            $(#[$feature])*
            #[inline]
            fn all(value: u32) -> W {
                $all(value)
            }
            $(#[$feature])*
            #[inline]
            fn add(x: W, y: W) -> W {
                $add(x, y)
            }
            $(#[$feature])*
            #[inline]
            fn xor(x: W, y: W) -> W {
                $xor(x, y)
            }
            $(#[$feature])*
            #[inline]
            fn parity(x: W, y: W, z: W) -> W {
                $parity(x, y, z)
            }
            $(#[$feature])*
            #[inline]
            fn majority(x: W, y: W, z: W) -> W {
                $majority(x, y, z)
            }
            $(#[$feature])*
            #[inline]
            fn choice(x: W, y: W, z: W) -> W {
                $choice(x, y, z)
            }
            /// Rotates to the left; `BACK` is 32 − `BY`.
            $(#[$feature])*
            #[inline]
            fn rotate<const BY: i32, const BACK: i32>($x: W) -> W {
                $rotate
            }
            $(#[$feature])*
            #[inline]
            fn p0($p0: W) -> W {
                $p0_is
            }
            $(#[$feature])*
            #[inline]
            fn p1($p1: W) -> W {
                $p1_is
            }
            /// The word of `ROUND` takes the place of the one of 16 rounds before; the first 16 are the message's own.
            $(#[$feature])*
            #[inline]
            fn expand<const ROUND: usize>(w: &mut [W; 16]) {
                if ROUND >= 16 {
                    let at = |back: usize| w[(ROUND + 16 - back) % 16];
                    let (w16, w13, w9, w6, w3) = (at(16), at(13), at(9), at(6), at(3));
                    w[ROUND % 16] =
                        parity(p1(parity(w16, w9, rotate::<15, 17>(w3))), rotate::<7, 25>(w13), w6);
                }
            }

            /// Compresses a block of 16 words into `state`.
            $(#[$feature])*
            #[inline]
            pub(crate) fn compress(state: &mut [W; 8], mut w: [W; 16]) {
                let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
                rounds!(parity, parity, 0, w, a, b, c, d, e, f, g, h);
                rounds!(parity, parity, 4, w, a, b, c, d, e, f, g, h);
                rounds!(parity, parity, 8, w, a, b, c, d, e, f, g, h);
                rounds!(parity, parity, 12, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 16, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 20, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 24, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 28, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 32, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 36, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 40, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 44, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 48, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 52, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 56, w, a, b, c, d, e, f, g, h);
                rounds!(majority, choice, 60, w, a, b, c, d, e, f, g, h);
                for (word, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
                    *word = xor(*word, new);
                }
            }
        }
    };
}

/// Four rounds, with the words that they will need four rounds on.
macro_rules! rounds {
    ($ff:ident, $gg:ident, $first:expr, $w:ident, $a:ident, $b:ident, $c:ident, $d:ident, $e:ident, $f:ident, $g:ident, $h:ident) => {
        expand::<{ $first + 4 }>(&mut $w);
        round!($ff, $gg, $first, $w, $a, $b, $c, $d, $e, $f, $g, $h);
        expand::<{ $first + 5 }>(&mut $w);
        round!($ff, $gg, $first + 1, $w, $d, $a, $b, $c, $h, $e, $f, $g);
        expand::<{ $first + 6 }>(&mut $w);
        round!($ff, $gg, $first + 2, $w, $c, $d, $a, $b, $g, $h, $e, $f);
        expand::<{ $first + 7 }>(&mut $w);
        round!($ff, $gg, $first + 3, $w, $b, $c, $d, $a, $f, $g, $h, $e);
    };
}

/// One round; B and F are rotated in place, D and H become the new A and E.
macro_rules! round {
    ($ff:ident, $gg:ident, $round:expr, $w:ident, $a:ident, $b:ident, $c:ident, $d:ident, $e:ident, $f:ident, $g:ident, $h:ident) => {
        let word = $w[$round % 16];
        let a12 = rotate::<12, 20>($a);
        let ss1 = rotate::<7, 25>(add(add(a12, all(T[$round])), $e));
        let mixed = add($d, xor(word, $w[($round + 4) % 16]));
        let tt1 = add(add($ff($a, $b, $c), mixed), xor(ss1, a12));
        let tt2 = add(add($gg($e, $f, $g), add($h, word)), ss1);
        $b = rotate::<9, 23>($b);
        $d = tt1;
        $f = rotate::<19, 13>($f);
        $h = p0(tt2);
    };
}

compression!(
    portable, u32,
    all: |value: u32| value,
    add: u32::wrapping_add,
    xor: |x: u32, y: u32| x ^ y,
    parity: |x: u32, y: u32, z: u32| x ^ y ^ z,
    majority: |x: u32, y: u32, z: u32| (x & y) | ((x | y) & z),
    choice: |x: u32, y: u32, z: u32| ((y ^ z) & x) ^ z,
    rotate: |x| x.rotate_left(BY as u32),
    p0: |x| parity(x, rotate::<9, 23>(x), rotate::<17, 15>(x)),
    p1: |x| parity(x, rotate::<15, 17>(x), rotate::<23, 9>(x))
);

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::*;

/// Rotated to the left by 8.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
#[inline]
fn octet(x: __m256i) -> __m256i {
    let order = _mm256_set_epi64x(
        0x0e0d_0c0f_0a09_080b,
        0x0605_0407_0201_0003,
        0x0e0d_0c0f_0a09_080b,
        0x0605_0407_0201_0003,
    );
    _mm256_shuffle_epi8(x, order)
}

#[cfg(target_arch = "x86_64")]
compression!(
    #[target_feature(enable = "avx2")]
    avx2, __m256i,
    all: |value: u32| _mm256_set1_epi32(value as i32),
    add: |x, y| _mm256_add_epi32(x, y),
    xor: |x, y| _mm256_xor_si256(x, y),
    parity: |x, y, z| _mm256_xor_si256(_mm256_xor_si256(x, y), z),
    majority: |x, y, z| _mm256_or_si256(_mm256_and_si256(x, y), _mm256_and_si256(_mm256_or_si256(x, y), z)),
    choice: |x, y, z| _mm256_xor_si256(_mm256_and_si256(_mm256_xor_si256(y, z), x), z),
    rotate: |x| _mm256_or_si256(_mm256_slli_epi32::<BY>(x), _mm256_srli_epi32::<BACK>(x)),
    p0: |x| parity(x, rotate::<9, 23>(x), rotate::<17, 15>(x)),
    // x rotated by 15 and by 23 is x with x rotated by 8, rotated by 15; whole octets take one instruction, but on the
    // way from one round to the next more instructions would stand behind each other.
    p1: |x| xor(x, rotate::<15, 17>(xor(x, octet(x))))
);

#[cfg(target_arch = "x86_64")]
compression!(
    #[target_feature(enable = "avx512f")]
    avx512, __m512i,
    all: |value: u32| _mm512_set1_epi32(value as i32),
    add: |x, y| _mm512_add_epi32(x, y),
    xor: |x, y| _mm512_xor_si512(x, y),
    // The immediate is the table of the function: bit 4x + 2y + z.
    parity: |x, y, z| _mm512_ternarylogic_epi32::<0x96>(x, y, z),
    majority: |x, y, z| _mm512_ternarylogic_epi32::<0xe8>(x, y, z),
    choice: |x, y, z| _mm512_ternarylogic_epi32::<0xca>(x, y, z),
    rotate: |x| _mm512_rol_epi32::<BY>(x),
    p0: |x| parity(x, rotate::<9, 23>(x), rotate::<17, 15>(x)),
    p1: |x| parity(x, rotate::<15, 17>(x), rotate::<23, 9>(x))
);
