//! Many streams at once: the same rounds on one word of every stream.
//!
//! Streams differ in length; a lane that ends takes the next stream, longest first, so that lanes stay busy.

use super::{BLOCK, INITIAL, octets, padding};
use crate::dispatch::{self, Path};

/// One word of each of `N` streams.
pub(crate) type Lanes<const N: usize> = [u32; N];

/// A stream on its way through a lane.
struct Lane<'a> {
    /// Which stream it is.
    index: usize,
    whole: &'a [[u8; BLOCK]],
    last: [[u8; BLOCK]; 2],
    last_count: usize,
    at: usize,
}

impl<'a> Lane<'a> {
    fn new(index: usize, data: &'a [u8]) -> Self {
        let (whole, rest) = data.as_chunks::<BLOCK>();
        let (last, last_count) = padding(rest, data.len() as u64);
        Self { index, whole, last, last_count, at: 0 }
    }

    /// The next block.
    fn peek(&self) -> Option<&[u8; BLOCK]> {
        match self.at.checked_sub(self.whole.len()) {
            None => self.whole.get(self.at),
            Some(rest) => self.last[..self.last_count].get(rest),
        }
    }

    /// What is left of the whole blocks and of the last ones.
    fn rest(&self) -> (&[[u8; BLOCK]], &[[u8; BLOCK]]) {
        let (whole, last) = (self.at.min(self.whole.len()), self.at.saturating_sub(self.whole.len()));
        (&self.whole[whole..], &self.last[last.min(self.last_count)..self.last_count])
    }
}

/// Compresses one block of each stream into its state.
type Compress<const N: usize> = fn(&mut [Lanes<N>; 8], &[&[u8; BLOCK]; N]);

/// Where fewer lanes are busy each goes on alone: a block of all lanes takes about as long as three of one.
const FEW: usize = 4;

/// The digests of `streams`, in their order, `N` at a time.
pub(crate) fn digest_many<const N: usize>(
    streams: &[&[u8]],
    digests: &mut [[u8; 32]],
    path: Path,
    compress: Compress<N>,
) {
    let mut order: Vec<usize> = (0..streams.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(streams[index].len()));
    let mut waiting = order.into_iter().map(|index| Lane::new(index, streams[index]));
    let mut lanes: [Option<Lane<'_>>; N] = std::array::from_fn(|_| waiting.next());
    let mut states = INITIAL.map(|word| [word; N]);
    loop {
        for (number, slot) in lanes.iter_mut().enumerate() {
            while let Some(lane) = slot.take_if(|lane| lane.peek().is_none()) {
                digests[lane.index] = octets(&states.map(|word| word[number]));
                *slot = waiting.next();
                for (word, initial) in states.iter_mut().zip(INITIAL) {
                    word[number] = initial;
                }
            }
        }
        if lanes.iter().flatten().count() < FEW {
            break;
        }
        // An idle lane repeats some block; nobody asks for its state.
        let blocks = lanes.each_ref().map(|lane| lane.as_ref().and_then(Lane::peek).unwrap_or(&[0; BLOCK]));
        compress(&mut states, &blocks);
        lanes.iter_mut().flatten().for_each(|lane| lane.at += 1);
    }
    for (number, lane) in lanes.iter().enumerate() {
        if let Some(lane) = lane {
            let mut state = states.map(|word| word[number]);
            let (whole, last) = lane.rest();
            dispatch::compress(path, &mut state, whole);
            dispatch::compress(path, &mut state, last);
            digests[lane.index] = octets(&state);
        }
    }
}
