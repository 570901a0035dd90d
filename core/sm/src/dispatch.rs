//! Which instructions the processor has, asked once; and the only places where code that needs them is entered.

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m128i, __m256i, __m512i};
use std::sync::LazyLock;

use crate::sm2::comb::Comb;
#[cfg(target_arch = "x86_64")]
use crate::sm2::eight;
use crate::sm2::field::Portable;
use crate::sm2::point::Affine;
use crate::sm2::{self, Factors};
use crate::sm3::{self, BLOCK, State, compress};
#[cfg(target_arch = "x86_64")]
use crate::sm3::{Lanes, stream, transpose};

/// A set of instructions that arithmetic can be made with. All of them give the same answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Path {
    /// Plain Rust, for any processor.
    Portable,
    /// x86-64 with BMI1, BMI2 and ADX.
    Adx,
    /// The same with AVX2: eight streams at once.
    Avx2,
    /// The same with AVX-512 (F, VL): sixteen streams at once.
    Avx512,
    /// The same with AVX-512 IFMA: eight signatures at once.
    Ifma,
}

impl Path {
    /// The paths that this processor can take, the best one last.
    pub fn available() -> &'static [Self] {
        static AVAILABLE: LazyLock<Vec<Path>> = LazyLock::new(|| {
            #[allow(unused_mut)]
            let mut paths = vec![Path::Portable];
            #[cfg(target_arch = "x86_64")]
            {
                let steps = [
                    (
                        Path::Adx,
                        is_x86_feature_detected!("bmi1")
                            && is_x86_feature_detected!("bmi2")
                            && is_x86_feature_detected!("adx"),
                    ),
                    (Path::Avx2, is_x86_feature_detected!("avx2")),
                    (
                        Path::Avx512,
                        is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("avx512vl"),
                    ),
                    (Path::Ifma, is_x86_feature_detected!("avx512ifma")),
                ];
                paths.extend(steps.iter().take_while(|(_, there)| *there).map(|(path, _)| *path));
            }
            paths
        });
        &AVAILABLE
    }

    /// This path, or the best one that the processor can take where it lacks this one: whatever a caller names, no
    /// instruction runs that is not there.
    pub(crate) fn or_best(self) -> Self {
        self.min(Self::best())
    }

    /// The best path.
    pub fn best() -> Self {
        Self::available().last().copied().unwrap_or(Self::Portable)
    }
}

pub(crate) fn verify(path: Path, key: &Affine, digest: &[u8; 32], factors: &Factors) -> bool {
    match path {
        #[cfg(target_arch = "x86_64")]
        Path::Adx | Path::Avx2 | Path::Avx512 | Path::Ifma => {
            sm2::verify::<sm2::adx::Adx>(key, digest, factors)
        }
        _ => sm2::verify::<Portable>(key, digest, factors),
    }
}

pub(crate) fn verify_prepared(path: Path, key: &Comb, digest: &[u8; 32], factors: &Factors) -> bool {
    match path {
        #[cfg(target_arch = "x86_64")]
        Path::Adx | Path::Avx2 | Path::Avx512 | Path::Ifma => {
            sm2::verify_prepared::<sm2::adx::Adx>(key, digest, factors)
        }
        _ => sm2::verify_prepared::<Portable>(key, digest, factors),
    }
}

/// Eight at once; [`Path::Ifma`] alone. `None` where the lanes came upon an exceptional case.
#[cfg(target_arch = "x86_64")]
pub(crate) fn verify_8(
    keys: &[Affine; eight::LANES],
    digests: &[&[u8; 32]; eight::LANES],
    factors: &[Factors; eight::LANES],
) -> [Option<bool>; eight::LANES] {
    // SAFETY: only that path leads here, and it was found available: the processor has AVX-512 F and IFMA.
    #[allow(unsafe_code)]
    let sums = unsafe { eight::sums(keys, factors) };
    std::array::from_fn(|lane| {
        let sum = &sums[lane];
        (!sum.is_infinity()).then(|| factors[lane].fit::<sm2::adx::Adx>(digests[lane], sum))
    })
}

/// A vector of eight words.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(crate) fn vector(words: [u64; 8]) -> __m512i {
    // SAFETY: both have the same size, and any bits are a value of both.
    #[allow(unsafe_code)]
    unsafe {
        std::mem::transmute(words)
    }
}

/// The eight words of a vector.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(crate) fn words(vector: __m512i) -> [u64; 8] {
    // SAFETY: as above.
    #[allow(unsafe_code)]
    unsafe {
        std::mem::transmute(vector)
    }
}

/// The four words of a vector.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(crate) fn quad(vector: __m128i) -> [u32; 4] {
    // SAFETY: as above.
    #[allow(unsafe_code)]
    unsafe {
        std::mem::transmute(vector)
    }
}

/// The same word, of which the compiler no longer knows how it was made: it can't put sums and products in another order.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
pub(crate) fn opaque(mut word: u32) -> u32 {
    // SAFETY: no instruction stands in it.
    #[allow(unsafe_code)]
    unsafe {
        std::arch::asm!("/* {0:e} */", inout(reg) word, options(pure, nomem, nostack, preserves_flags));
    }
    word
}

pub(crate) fn compress(path: Path, state: &mut State, blocks: &[[u8; BLOCK]]) {
    match path {
        // SAFETY: the path was found available: the processor has AVX2 with BMI1 and BMI2. Four vectors and a block have the
        // same size, and any bits are a value of both.
        #[cfg(target_arch = "x86_64")]
        #[allow(unsafe_code)]
        Path::Avx2 | Path::Avx512 | Path::Ifma => unsafe {
            let blocks = blocks.iter().map(|block| std::mem::transmute::<[u8; BLOCK], [__m128i; 4]>(*block));
            stream::compress(state, blocks);
        },
        _ => {
            for block in blocks {
                compress::portable::compress(state, sm3::words(block));
            }
        }
    }
}

/// One block of eight streams; for [`Path::Avx2`].
#[cfg(target_arch = "x86_64")]
pub(crate) fn compress_8(states: &mut [Lanes<8>; 8], blocks: &[&[u8; BLOCK]; 8]) {
    // SAFETY: only that path leads here, and it was found available: the processor has AVX2. A vector and eight words or
    // half a block have the same size, and any bits are a value of all.
    #[allow(unsafe_code)]
    unsafe {
        let mut vectors = states.map(|words| std::mem::transmute::<Lanes<8>, __m256i>(words));
        let blocks = blocks.map(|block| std::mem::transmute::<[u8; BLOCK], [__m256i; 2]>(*block));
        compress::avx2::compress(&mut vectors, transpose::avx2(&blocks));
        *states = vectors.map(|vector| std::mem::transmute::<__m256i, Lanes<8>>(vector));
    }
}

/// One block of sixteen streams; for [`Path::Avx512`].
#[cfg(target_arch = "x86_64")]
pub(crate) fn compress_16(states: &mut [Lanes<16>; 8], blocks: &[&[u8; BLOCK]; 16]) {
    // SAFETY: only that path leads here, and it was found available: the processor has AVX-512 F. A vector and sixteen
    // words or a block have the same size, and any bits are a value of all.
    #[allow(unsafe_code)]
    unsafe {
        let mut vectors = states.map(|words| std::mem::transmute::<Lanes<16>, __m512i>(words));
        let blocks = blocks.map(|block| std::mem::transmute::<[u8; BLOCK], __m512i>(*block));
        compress::avx512::compress(&mut vectors, transpose::avx512(&blocks));
        *states = vectors.map(|vector| std::mem::transmute::<__m512i, Lanes<16>>(vector));
    }
}
