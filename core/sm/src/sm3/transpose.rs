//! From one block a vector to one word of every block a vector, most significant octet first.

use std::arch::x86_64::*;

/// Word `n` of the eight blocks, each given in two halves.
#[target_feature(enable = "avx2")]
#[inline]
pub(crate) fn avx2(blocks: &[[__m256i; 2]; 8]) -> [__m256i; 16] {
    let (low, high) = (half(blocks.map(|block| block[0])), half(blocks.map(|block| block[1])));
    let mut words = [_mm256_setzero_si256(); 16];
    words[..8].copy_from_slice(&low);
    words[8..].copy_from_slice(&high);
    words
}

/// The same of half blocks.
#[target_feature(enable = "avx2")]
#[inline]
fn half(mut rows: [__m256i; 8]) -> [__m256i; 8] {
    let order = _mm256_set_epi64x(
        0x0c0d_0e0f_0809_0a0b,
        0x0405_0607_0001_0203,
        0x0c0d_0e0f_0809_0a0b,
        0x0405_0607_0001_0203,
    );
    for row in &mut rows {
        *row = _mm256_shuffle_epi8(*row, order);
    }
    // Pairs of words, then of pairs, then of halves.
    let mut pairs = rows;
    for lane in 0..4 {
        let (a, b) = (rows[2 * lane], rows[2 * lane + 1]);
        pairs[2 * lane] = _mm256_unpacklo_epi32(a, b);
        pairs[2 * lane + 1] = _mm256_unpackhi_epi32(a, b);
    }
    let mut fours = pairs;
    for part in 0..2 {
        for side in 0..2 {
            let (a, b) = (pairs[4 * part + side], pairs[4 * part + 2 + side]);
            fours[4 * part + 2 * side] = _mm256_unpacklo_epi64(a, b);
            fours[4 * part + 2 * side + 1] = _mm256_unpackhi_epi64(a, b);
        }
    }
    let mut words = fours;
    for word in 0..4 {
        let (a, b) = (fours[word], fours[4 + word]);
        words[word] = _mm256_permute2x128_si256::<0x20>(a, b);
        words[4 + word] = _mm256_permute2x128_si256::<0x31>(a, b);
    }
    words
}

/// Word `n` of the sixteen blocks.
#[target_feature(enable = "avx512f")]
#[inline]
pub(crate) fn avx512(blocks: &[__m512i; 16]) -> [__m512i; 16] {
    let odd = _mm512_set1_epi32(0x00ff_00ff);
    let mut rows = *blocks;
    for row in &mut rows {
        // Octets 3, 1 come from one rotation and 2, 0 from the other.
        let (left, right) = (_mm512_rol_epi32::<8>(*row), _mm512_ror_epi32::<8>(*row));
        *row = _mm512_ternarylogic_epi32::<0xca>(odd, left, right);
    }
    let mut pairs = rows;
    for lane in 0..8 {
        let (a, b) = (rows[2 * lane], rows[2 * lane + 1]);
        pairs[2 * lane] = _mm512_unpacklo_epi32(a, b);
        pairs[2 * lane + 1] = _mm512_unpackhi_epi32(a, b);
    }
    // In each quarter of a vector: word 4·quarter + n of blocks 4·part … 4·part + 3.
    let mut fours = pairs;
    for part in 0..4 {
        for side in 0..2 {
            let (a, b) = (pairs[4 * part + side], pairs[4 * part + 2 + side]);
            fours[4 * part + 2 * side] = _mm512_unpacklo_epi64(a, b);
            fours[4 * part + 2 * side + 1] = _mm512_unpackhi_epi64(a, b);
        }
    }
    let mut words = fours;
    for word in 0..4 {
        let (a, b, c, d) = (fours[word], fours[4 + word], fours[8 + word], fours[12 + word]);
        let (ab, cd) = (_mm512_shuffle_i32x4::<0x88>(a, b), _mm512_shuffle_i32x4::<0x88>(c, d));
        words[word] = _mm512_shuffle_i32x4::<0x88>(ab, cd);
        words[8 + word] = _mm512_shuffle_i32x4::<0xdd>(ab, cd);
        let (ab, cd) = (_mm512_shuffle_i32x4::<0xdd>(a, b), _mm512_shuffle_i32x4::<0xdd>(c, d));
        words[4 + word] = _mm512_shuffle_i32x4::<0x88>(ab, cd);
        words[12 + word] = _mm512_shuffle_i32x4::<0xdd>(ab, cd);
    }
    words
}
