//! Many streams at once: the same rounds on one word of every stream.
//!
//! Streams differ in length; a lane that ends takes the next stream, longest first, so that lanes stay busy.

use super::{BLOCK, INITIAL, State, octets, padding};

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

    fn next(&mut self) -> Option<&[u8; BLOCK]> {
        let at = self.at;
        self.at += 1;
        match at.checked_sub(self.whole.len()) {
            None => self.whole.get(at),
            Some(rest) => self.last[..self.last_count].get(rest),
        }
    }
}

/// Compresses one block of each stream into its state.
type Compress<const N: usize> = fn(&mut [Lanes<N>; 8], &[Lanes<N>; 16]);

/// The digests of `streams`, in their order, `N` at a time.
pub(crate) fn digest_many<const N: usize>(
    streams: &[&[u8]],
    digests: &mut [[u8; 32]],
    compress: Compress<N>,
) {
    let mut order: Vec<usize> = (0..streams.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(streams[index].len()));
    let mut waiting = order.into_iter().map(|index| Lane::new(index, streams[index]));
    let mut lanes: [Option<Lane<'_>>; N] = std::array::from_fn(|_| waiting.next());
    let mut states = INITIAL.map(|word| [word; N]);
    let mut blocks = [[0; N]; 16];
    loop {
        let mut busy = false;
        for (number, slot) in lanes.iter_mut().enumerate() {
            while let Some(lane) = slot {
                let index = lane.index;
                if let Some(block) = lane.next() {
                    busy = true;
                    for (word, octets) in blocks.iter_mut().zip(block.as_chunks::<4>().0) {
                        word[number] = u32::from_be_bytes(*octets);
                    }
                    break;
                }
                let state: State = std::array::from_fn(|word| states[word][number]);
                digests[index] = octets(&state);
                *slot = waiting.next();
                for (word, initial) in states.iter_mut().zip(INITIAL) {
                    word[number] = initial;
                }
            }
        }
        if !busy {
            return;
        }
        compress(&mut states, &blocks);
    }
}
