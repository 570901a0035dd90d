//! Many signatures at once, against one at a time and against the `sm2` crate.

use sm2::elliptic_curve::PrimeField;
use sm2::elliptic_curve::bigint::U256;
use sm2::elliptic_curve::ops::Reduce;
use sm2::elliptic_curve::sec1::ToSec1Point;
use sm2::{ProjectivePoint, Scalar};
use ywtb_sm::{Path, PublicKey, Signed, verify_many_on};

/// A small generator of octets, the same on every run.
struct Octets(u64);

impl Octets {
    fn next(&mut self) -> [u8; 32] {
        let mut out = [0; 32];
        for chunk in out.chunks_exact_mut(8) {
            self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut word = self.0;
            word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(word ^ word >> 31).to_le_bytes());
        }
        out
    }

    fn scalar(&mut self) -> Scalar {
        Scalar::reduce(&U256::from_be_slice(&self.next()))
    }
}

/// A key, a digest, r ‖ s, and what the standard says of them.
type Case = (PublicKey, [u8; 32], [u8; 64], bool);

/// The signature with this s and t over the digest that makes it valid, for the key `factor`·G; `None` when the sum is the
/// point at infinity or the numbers are out of range.
fn case(factor: Scalar, s: Scalar, t: Scalar) -> Option<Case> {
    let point = ProjectivePoint::GENERATOR * factor;
    let key = PublicKey::from_sec1(point.to_affine().to_sec1_point(false).as_bytes())?;
    let r = t - s;
    let sum = ProjectivePoint::GENERATOR * s + point * t;
    let is_out = [r, s, t].iter().any(|number| bool::from(number.is_zero()));
    let signature = [r.to_repr(), s.to_repr()].concat().try_into().unwrap();
    if is_out || sum == ProjectivePoint::IDENTITY {
        return Some((key, r.to_repr().into(), signature, false));
    }
    let x = U256::from_be_slice(&sum.to_affine().to_sec1_point(false).as_bytes()[1..33]);
    Some((key, (r - Scalar::reduce(&x)).to_repr().into(), signature, true))
}

fn assert_all(cases: &[Case]) {
    let signed: Vec<Signed<'_>> =
        cases.iter().map(|(key, digest, signature, _)| Signed { key, digest, signature }).collect();
    for &path in Path::available() {
        for (found, (_, _, _, expected)) in verify_many_on(path, &signed).iter().zip(cases) {
            assert_eq!(found, expected, "{path:?}");
        }
    }
}

/// The case and three that are not valid any more.
fn with_altered(case: Case) -> [Case; 4] {
    let (key, digest, signature, expected) = case;
    let mut other_digest = digest;
    other_digest[31] ^= 1;
    let (mut other_r, mut other_s) = (signature, signature);
    other_r[31] ^= 1;
    other_s[63] ^= 1;
    [
        (key, digest, signature, expected),
        (key, other_digest, signature, false),
        (key, digest, other_r, false),
        (key, digest, other_s, false),
    ]
}

#[test]
fn any_signatures_and_any_number_of_them() {
    let mut octets = Octets(7);
    let cases: Vec<Case> = (0..30)
        .flat_map(|_| with_altered(case(octets.scalar(), octets.scalar(), octets.scalar()).unwrap()))
        .collect();
    for count in [0, 1, 2, 7, 8, 9, 16, 17, cases.len()] {
        assert_all(&cases[..count]);
    }
}

#[test]
fn exceptional_cases_beside_others() {
    let one = Scalar::ONE;
    let n_less = |less: u64| -Scalar::from(less);
    let mut numbers: Vec<Scalar> =
        (1..=33u64).flat_map(|number| [Scalar::from(number), n_less(number)]).collect();
    numbers.extend(
        [63, 64, 127, 128, 129, 191, 192, 255].map(|place| Scalar::reduce(&U256::ONE.shl_vartime(place))),
    );
    let mut octets = Octets(11);
    let mut cases = Vec::new();
    // Keys ±G, ±2G, 16G and such meet the base point's multiples inside the sum.
    for factor in
        [one, -one, one + one, -(one + one), Scalar::from(16u64), Scalar::from(128u64), octets.scalar()]
    {
        for (number, s) in numbers.iter().enumerate() {
            for t in numbers.iter().skip(number % 13).step_by(13).chain([&-*s, &(-*s * factor), s]) {
                cases.extend(case(factor, *s, *t));
                if cases.len() % 3 == 0 {
                    cases.extend(case(octets.scalar(), octets.scalar(), octets.scalar()));
                }
            }
        }
    }
    let infinite = cases.iter().filter(|case| !case.3).count();
    assert!(infinite > 100 && cases.len() > 2000, "{infinite} {}", cases.len());
    assert_all(&cases);
}
