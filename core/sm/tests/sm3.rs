//! SM3 on every path, against the standard's examples and the `sm3` crate.

use sm3::Digest;
use ywtb_sm::{Path, Sm3, sm3_many_on};

fn data(length: usize) -> Vec<u8> {
    (0..length).map(|index| (index * 7 + index / 256 + length) as u8).collect()
}

fn theirs(data: &[u8]) -> [u8; 32] {
    sm3::Sm3::digest(data).into()
}

#[test]
fn every_length_and_every_split() {
    for &path in Path::available() {
        for length in (0..=1000).chain([4096, 65_537]) {
            let data = data(length);
            for split in [0, 1, length / 2, length.saturating_sub(1), length] {
                let mut digest = Sm3::on(path);
                digest.update(&data[..split.min(length)]);
                digest.update(&data[split.min(length)..]);
                assert_eq!(digest.finish(), theirs(&data), "{path:?} {length} {split}");
            }
        }
    }
}

#[test]
fn many_streams_of_all_lengths_at_once() {
    let streams: Vec<Vec<u8>> =
        (0..300).map(|index| data(index * index % 1000)).chain([vec![], data(50_000)]).collect();
    for count in [0, 1, 2, 7, 8, 9, 15, 16, 17, streams.len()] {
        let some: Vec<&[u8]> = streams.iter().rev().take(count).map(Vec::as_slice).collect();
        let expected: Vec<[u8; 32]> = some.iter().map(|data| theirs(data)).collect();
        for &path in Path::available() {
            assert_eq!(sm3_many_on(path, &some), expected, "{path:?} {count}");
        }
    }
}

#[test]
fn a_path_that_the_processor_lacks_gives_way() {
    // On any machine: where a path is missing, the best one that is there answers.
    for path in [Path::Portable, Path::Adx, Path::Avx2, Path::Avx512] {
        let data = data(200);
        let mut digest = Sm3::on(path);
        digest.update(&data);
        assert_eq!(digest.finish(), theirs(&data));
        assert_eq!(sm3_many_on(path, &[&data]), [theirs(&data)]);
    }
}
