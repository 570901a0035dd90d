//! Many signatures at once.

use crate::sm2::Factors;
#[cfg(target_arch = "x86_64")]
use crate::sm2::eight::LANES;
use crate::{Path, PublicKey, dispatch};

/// A signature among many: whether it is `key`'s over `digest`.
#[derive(Debug, Clone, Copy)]
pub struct Signed<'a> {
    /// Whose it is said to be.
    pub key: &'a PublicKey,
    /// e = SM3(Z ‖ M).
    pub digest: &'a [u8; 32],
    /// r ‖ s.
    pub signature: &'a [u8; 64],
}

/// What [`PublicKey::verify`] says of each of `signed`; eight at once where the processor can.
///
/// ```
/// use ywtb_sm::Signed;
/// # let key = ywtb_sm::PublicKey::from_sec1(&[
/// #     0x04, 0x32, 0xc4, 0xae, 0x2c, 0x1f, 0x19, 0x81, 0x19, 0x5f, 0x99, 0x04, 0x46, 0x6a, 0x39, 0xc9, 0x94, 0x8f,
/// #     0xe3, 0x0b, 0xbf, 0xf2, 0x66, 0x0b, 0xe1, 0x71, 0x5a, 0x45, 0x89, 0x33, 0x4c, 0x74, 0xc7, 0xbc, 0x37, 0x36,
/// #     0xa2, 0xf4, 0xf6, 0x77, 0x9c, 0x59, 0xbd, 0xce, 0xe3, 0x6b, 0x69, 0x21, 0x53, 0xd0, 0xa9, 0x87, 0x7c, 0xc6,
/// #     0x2a, 0x47, 0x40, 0x02, 0xdf, 0x32, 0xe5, 0x21, 0x39, 0xf0, 0xa0]).unwrap();
/// let signed = [Signed { key: &key, digest: &[1; 32], signature: &[1; 64] }; 20];
/// assert_eq!(ywtb_sm::verify_many(&signed), [key.verify(&[1; 32], &[1; 64]); 20]);
/// ```
pub fn verify_many(signed: &[Signed<'_>]) -> Vec<bool> {
    verify_many_on(Path::best(), signed)
}

/// The same on a path of [`Path::available`], for tests and measurements.
pub fn verify_many_on(path: Path, signed: &[Signed<'_>]) -> Vec<bool> {
    let path = path.or_best();
    let mut answers = vec![false; signed.len()];
    let possible: Vec<(usize, Factors)> = signed
        .iter()
        .enumerate()
        .filter_map(|(index, one)| Some((index, Factors::new(one.signature)?)))
        .collect();
    let alone = |&(index, factors): &(usize, Factors)| {
        let one = &signed[index];
        dispatch::verify(path, &one.key.point, one.digest, &factors)
    };
    #[cfg(target_arch = "x86_64")]
    if path == Path::Ifma {
        for some in possible.chunks(LANES) {
            // Eight at once take about as long as one alone; lanes without a signature repeat the last.
            let lane = |lane: usize| some[lane.min(some.len() - 1)];
            let lanes: [(usize, Factors); LANES] = std::array::from_fn(lane);
            let found = match some {
                [_] => [None; LANES],
                _ => dispatch::verify_8(
                    &lanes.map(|(index, _)| signed[index].key.point),
                    &lanes.map(|(index, _)| signed[index].digest),
                    &lanes.map(|(_, factors)| factors),
                ),
            };
            for (one, found) in some.iter().zip(found) {
                answers[one.0] = found.unwrap_or_else(|| alone(one));
            }
        }
        return answers;
    }
    for one in &possible {
        answers[one.0] = alone(one);
    }
    answers
}
