//! Many random signatures, good and altered ones, on every path: `cargo run --release -p ywtb-sm --example differential --
//! 10000000`. All must say what is expected.

use sm2::elliptic_curve::bigint::U256;
use sm2::elliptic_curve::ops::Reduce;
use sm2::elliptic_curve::point::AffineCoordinates;
use sm2::elliptic_curve::sec1::ToSec1Point;
use sm2::elliptic_curve::{BatchNormalize, PrimeField};
use sm2::{ProjectivePoint, Scalar};
use ywtb_sm::{Path, PublicKey, Signed, verify_many_on};

/// Signatures of one key, whose random numbers follow each other, so that each costs one addition.
const RUN: usize = 1 << 12;
/// One in so many is verified as one of a key that was never seen.
const FRESH: usize = 16;

/// A small generator of octets.
struct Octets(u64);

impl Octets {
    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ word >> 31
    }

    fn next(&mut self) -> [u8; 32] {
        let mut out = [0; 32];
        out.chunks_exact_mut(8).for_each(|chunk| chunk.copy_from_slice(&self.word().to_le_bytes()));
        out
    }
}

fn scalar(octets: &[u8]) -> Scalar {
    Scalar::reduce(&U256::from_be_slice(octets))
}

/// A digest, r ‖ s, and whether that is a good one.
type Case = ([u8; 32], [u8; 64], bool);

/// Signatures of one key; three in four are good.
fn run(octets: &mut Octets) -> (PublicKey, Vec<Case>) {
    let (d, k) = (scalar(&octets.next()), scalar(&octets.next()));
    let inverse = (Scalar::ONE + d).invert().expect("d is not n − 1");
    let mut points = Vec::with_capacity(RUN);
    let mut point = ProjectivePoint::GENERATOR * k;
    while points.len() < RUN {
        let mut some = [point; 256];
        for slot in &mut some {
            *slot = point;
            point += ProjectivePoint::GENERATOR;
        }
        points.extend(<ProjectivePoint as BatchNormalize<[_; 256]>>::batch_normalize(&some));
    }
    let mut k = k;
    let mut signatures = Vec::with_capacity(RUN);
    for point in points {
        let mut e = octets.next();
        let r = scalar(&e) + scalar(&point.x());
        let s = inverse * (k - r * d);
        let mut value: [u8; 64] = [r.to_repr(), s.to_repr()].concat().try_into().expect("64 octets");
        let choice = octets.word();
        let (is_good, bit) = (!choice.is_multiple_of(4), 1 << ((choice >> 8) % 8));
        match (is_good, (choice >> 16) as usize % 96) {
            (true, _) => {}
            (false, place @ 0..32) => e[place] ^= bit,
            (false, place) => value[place - 32] ^= bit,
        }
        signatures.push((e, value, is_good));
        k += Scalar::ONE;
    }
    let point = (ProjectivePoint::GENERATOR * d).to_affine().to_sec1_point(false);
    (PublicKey::from_sec1(point.as_bytes()).expect("a point"), signatures)
}

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    let (count, seed) = (numbers.next().unwrap_or(RUN), numbers.next().unwrap_or(1));
    let mut octets = Octets(seed as u64);
    let (mut done, mut good) = (0, 0);
    while done < count {
        let (key, signatures) = run(&mut octets);
        let prepared = key.prepare();
        let signed: Vec<Signed<'_>> =
            signatures.iter().map(|(digest, signature, _)| Signed { key: &key, digest, signature }).collect();
        let found = verify_many_on(Path::best(), &signed);
        for (number, ((digest, value, is_good), found)) in signatures.iter().zip(found).enumerate() {
            assert_eq!(found, *is_good, "many at once");
            assert_eq!(prepared.verify_on(Path::Portable, digest, value), *is_good, "portable, prepared");
            if number.is_multiple_of(FRESH) {
                assert_eq!(key.verify_on(Path::Portable, digest, value), *is_good, "portable");
                assert_eq!(key.verify_on(Path::Adx, digest, value), *is_good, "adx");
            }
            good += usize::from(*is_good);
        }
        done += signatures.len();
        if done.is_multiple_of(RUN << 6) {
            println!("{done} signatures, {good} of them good: all paths agree");
        }
    }
    println!("{done} signatures, {good} of them good: all paths agree");
}
