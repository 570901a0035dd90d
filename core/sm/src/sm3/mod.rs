//! SM3 digests, one stream or many at once.
//!
//! *Basis*: GB/T 32905-2016.

pub(crate) mod compress;
#[cfg(target_arch = "x86_64")]
mod lanes;
#[cfg(target_arch = "x86_64")]
pub(crate) mod stream;
#[cfg(target_arch = "x86_64")]
pub(crate) mod transpose;

#[cfg(target_arch = "x86_64")]
pub(crate) use lanes::Lanes;

use crate::dispatch::{self, Path};

/// Octets that are compressed at once.
pub(crate) const BLOCK: usize = 64;
/// The state before the first block, *Basis*: GB/T 32905, 4.1.
const INITIAL: State =
    [0x7380_166f, 0x4914_b2b9, 0x1724_42d7, 0xda8a_0600, 0xa96f_30bc, 0x1631_38aa, 0xe38d_ee4d, 0xb0fb_0e4e];

pub(crate) type State = [u32; 8];

/// An SM3 digest in the making.
///
/// ```
/// let mut digest = ywtb_sm::Sm3::new();
/// digest.update(b"a");
/// digest.update(b"bc");
/// assert_eq!(digest.finish()[..4], [0x66, 0xc7, 0xf0, 0xf4]);
/// ```
#[derive(Clone)]
pub struct Sm3 {
    state: State,
    path: Path,
    /// Octets that do not make a block yet, and how many there are.
    rest: [u8; BLOCK],
    held: usize,
    /// Octets in all.
    length: u64,
}

impl Sm3 {
    /// A digest of nothing yet.
    pub fn new() -> Self {
        Self::on(Path::best())
    }

    /// The same on a path of [`Path::available`], for tests and measurements.
    pub fn on(path: Path) -> Self {
        Self { state: INITIAL, path: path.or_best(), rest: [0; BLOCK], held: 0, length: 0 }
    }

    /// Takes further octets.
    pub fn update(&mut self, data: &[u8]) {
        self.length = self.length.wrapping_add(data.len() as u64);
        let (head, data) = data.split_at(data.len().min((BLOCK - self.held) % BLOCK));
        self.rest[self.held..self.held + head.len()].copy_from_slice(head);
        self.held += head.len();
        if self.held == BLOCK {
            dispatch::compress(self.path, &mut self.state, &[self.rest]);
            self.held = 0;
        }
        let (blocks, tail) = data.as_chunks::<BLOCK>();
        dispatch::compress(self.path, &mut self.state, blocks);
        if !tail.is_empty() {
            self.rest[..tail.len()].copy_from_slice(tail);
            self.held = tail.len();
        }
    }

    /// The digest of all that was taken.
    pub fn finish(mut self) -> [u8; 32] {
        let (blocks, count) = padding(&self.rest[..self.held], self.length);
        dispatch::compress(self.path, &mut self.state, &blocks[..count]);
        octets(&self.state)
    }
}

impl Default for Sm3 {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Sm3 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sm3")
    }
}

/// The digest of `data`.
///
/// ```
/// assert_eq!(ywtb_sm::sm3(b"abc")[..4], [0x66, 0xc7, 0xf0, 0xf4]);
/// ```
pub fn sm3(data: &[u8]) -> [u8; 32] {
    let mut digest = Sm3::new();
    digest.update(data);
    digest.finish()
}

/// The digests of many octet strings, in their order; eight or sixteen at once where the processor can.
///
/// ```
/// assert_eq!(ywtb_sm::sm3_many(&[b"abc", b""])[0], ywtb_sm::sm3(b"abc"));
/// ```
pub fn sm3_many(streams: &[&[u8]]) -> Vec<[u8; 32]> {
    sm3_many_on(Path::best(), streams)
}

/// The same on a path of [`Path::available`], for tests and measurements.
pub fn sm3_many_on(path: Path, streams: &[&[u8]]) -> Vec<[u8; 32]> {
    let path = path.or_best();
    let mut digests = vec![[0; 32]; streams.len()];
    match path {
        #[cfg(target_arch = "x86_64")]
        Path::Avx512 | Path::Ifma => {
            lanes::digest_many::<16>(streams, &mut digests, path, dispatch::compress_16)
        }
        #[cfg(target_arch = "x86_64")]
        Path::Avx2 => lanes::digest_many::<8>(streams, &mut digests, path, dispatch::compress_8),
        _ => {
            for (digest, stream) in digests.iter_mut().zip(streams) {
                let mut one = Sm3::on(path);
                one.update(stream);
                *digest = one.finish();
            }
        }
    }
    digests
}

/// The words of a block.
#[inline(always)]
pub(crate) fn words(block: &[u8; BLOCK]) -> [u32; 16] {
    let (words, _) = block.as_chunks::<4>();
    std::array::from_fn(|index| u32::from_be_bytes(words[index]))
}

/// The last one or two blocks: the octets left over, the bit 1, zeros and the length in bits.
fn padding(rest: &[u8], length: u64) -> ([[u8; BLOCK]; 2], usize) {
    let mut blocks = [[0; BLOCK]; 2];
    let count = if rest.len() < BLOCK - 8 { 1 } else { 2 };
    let octets = blocks.as_flattened_mut();
    octets[..rest.len()].copy_from_slice(rest);
    octets[rest.len()] = 0x80;
    octets[count * BLOCK - 8..count * BLOCK].copy_from_slice(&length.wrapping_mul(8).to_be_bytes());
    (blocks, count)
}

fn octets(state: &State) -> [u8; 32] {
    let mut octets = [0; 32];
    for (octets, word) in octets.chunks_exact_mut(4).zip(state) {
        octets.copy_from_slice(&word.to_be_bytes());
    }
    octets
}
