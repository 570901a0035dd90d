//! Signatures made for the places where arithmetic goes wrong. The `sm2` crate's points and numbers are the oracle: for
//! any s, t and key Q the digest e = r − x of the point s·G + t·Q makes (r, s) a valid signature.

use sm2::elliptic_curve::PrimeField;
use sm2::elliptic_curve::bigint::{ArrayEncoding, U256};
use sm2::elliptic_curve::ops::Reduce;
use sm2::elliptic_curve::sec1::{FromSec1Point, ToSec1Point};
use sm2::{AffinePoint, ProjectivePoint, Scalar, Sec1Point};
use ywtb_sm::{Path, PreparedKey, PublicKey};

const N: &str = "fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123";
const P: &str = "fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff";

fn scalar(value: &U256) -> Scalar {
    Scalar::reduce(value)
}

fn sec1(point: &ProjectivePoint) -> Vec<u8> {
    point.to_affine().to_sec1_point(false).as_bytes().to_vec()
}

/// A key, plain and prepared.
struct Both(PublicKey, PreparedKey);

fn key(octets: &[u8]) -> Option<Both> {
    PublicKey::from_sec1(octets).map(|key| Both(key, key.prepare()))
}

/// What every path says; they must agree.
fn verify(key: &Both, digest: &Scalar, r: &Scalar, s: &Scalar) -> bool {
    let digest: [u8; 32] = digest.to_repr().into();
    verify_octets(key, &digest, &r.to_repr(), &s.to_repr())
}

fn verify_octets(key: &Both, digest: &[u8; 32], r: &[u8], s: &[u8]) -> bool {
    let signature: [u8; 64] = [r, s].concat().try_into().unwrap();
    let Both(key, prepared) = key;
    let mut answers = Path::available().iter().flat_map(|&path| {
        [key.verify_on(path, digest, &signature), prepared.verify_on(path, digest, &signature)]
    });
    let first = answers.next().unwrap();
    assert!(answers.all(|answer| answer == first));
    first
}

/// Numbers at which carries, digits and windows turn over.
fn numbers() -> Vec<Scalar> {
    let n = U256::from_be_hex(N);
    let mut all: Vec<U256> = (1..=34u64).map(U256::from).collect();
    all.extend((1..=34u64).map(|less| n.wrapping_sub(&U256::from(less))));
    all.extend([31, 32, 63, 64, 127, 128, 191, 192, 224, 255].map(|place| U256::ONE.shl_vartime(place)));
    all.push(U256::from_be_hex("5555555555555555555555555555555555555555555555555555555555555555"));
    all.iter().map(scalar).collect()
}

#[test]
fn any_pair_of_numbers_over_keys_that_meet_the_base_point() {
    let one = Scalar::ONE;
    // Q = G and Q = −G make equal and opposite points meet inside the sum.
    let factors = [one, -one, one + one, -(one + one), Scalar::from(15u64), numbers()[50] * numbers()[75]];
    let (mut passed, mut infinite) = (0, 0);
    for factor in factors {
        let point = ProjectivePoint::GENERATOR * factor;
        let key = key(&sec1(&point)).unwrap();
        for s in numbers().into_iter().step_by(3) {
            for t in numbers().into_iter().step_by(5).chain([-s, -s * factor, s]) {
                let r = t - s;
                if bool::from(r.is_zero()) || bool::from(t.is_zero()) {
                    continue;
                }
                let sum = ProjectivePoint::GENERATOR * s + point * t;
                if sum == ProjectivePoint::IDENTITY {
                    infinite += 1;
                    assert!(!verify(&key, &r, &r, &s), "the point at infinity has no x");
                    continue;
                }
                let x = U256::from_be_slice(&sec1(&sum)[1..33]);
                let e = r - scalar(&x);
                assert!(verify(&key, &e, &r, &s));
                assert!(!verify(&key, &(e + one), &r, &s));
                // Another s is another point, unless the two are the same or opposite.
                let other = sum + ProjectivePoint::GENERATOR + point;
                let fits = other != ProjectivePoint::IDENTITY && (other == sum || other == -sum);
                if !bool::from((s + one).is_zero()) && !bool::from((t + one).is_zero()) {
                    assert_eq!(verify(&key, &e, &r, &(s + one)), fits);
                }
                passed += 1;
            }
        }
    }
    assert!(passed > 2000 && infinite > 20, "{passed} {infinite}");
}

#[test]
fn an_x_between_n_and_p_is_taken_modulo_n() {
    let n = U256::from_be_hex(N);
    let mut tried = 0;
    for above in 0..40u64 {
        let x: [u8; 32] = n.wrapping_add(&U256::from(above)).to_be_byte_array().into();
        let compressed = Sec1Point::from_bytes([&[2][..], &x].concat()).unwrap();
        let Some(target) = Option::<AffinePoint>::from(AffinePoint::from_sec1_point(&compressed)) else {
            continue;
        };
        let target = ProjectivePoint::from(target);
        let (s, t) = (scalar(&U256::from(77u64)), scalar(&U256::from(12345u64)));
        // Q such that s·G + t·Q is the point with that x.
        let point = (target - ProjectivePoint::GENERATOR * s) * t.invert().unwrap();
        let key = key(&sec1(&point)).unwrap();
        let r = t - s;
        assert!(verify(&key, &(r - scalar(&U256::from(above))), &r, &s));
        tried += 1;
    }
    assert!(tried > 10);
}

#[test]
fn numbers_out_of_range_are_refused() {
    let key = key(&sec1(&ProjectivePoint::GENERATOR)).unwrap();
    let n = U256::from_be_hex(N);
    let octets = |value: U256| -> [u8; 32] { value.to_be_byte_array().into() };
    let s = octets(U256::from(5u64));
    for r in [U256::ZERO, n, n.wrapping_add(&U256::ONE), U256::MAX, n.wrapping_sub(&U256::from(5u64))] {
        // The last one makes t = r + s = 0.
        assert!(!verify_octets(&key, &[0; 32], &octets(r), &s));
        assert!(!verify_octets(&key, &[0; 32], &s, &octets(r)));
    }
    // s + n is not s: the pair that is valid with s is not valid with it.
    let (s, t) = (Scalar::from(7u64), Scalar::from(9u64));
    let r = t - s;
    let x = U256::from_be_slice(&sec1(&(ProjectivePoint::GENERATOR * (s + t)))[1..33]);
    let e: [u8; 32] = (r - scalar(&x)).to_repr().into();
    assert!(verify_octets(&key, &e, &r.to_repr(), &s.to_repr()));
    assert!(!verify_octets(&key, &e, &r.to_repr(), &octets(n.wrapping_add(&U256::from(7u64)))));
}

#[test]
fn what_is_no_point_is_no_key() {
    let good = sec1(&ProjectivePoint::GENERATOR);
    assert!(key(&good).is_some());
    for wrong in [
        &good[1..],
        &good[..64],
        &[&good[..], &[0]].concat(),
        &[&[2], &good[1..33]].concat(),
        &[&[6], &good[1..]].concat(),
        &[0],
        &[],
    ] {
        assert!(key(wrong).is_none());
    }
    for place in 1..65 {
        let mut off = good.clone();
        off[place] ^= 1;
        assert!(key(&off).is_none());
    }
    // x + p for a small x that is on the curve writes the same point twice.
    let p = U256::from_be_hex(P);
    let mut tried = 0;
    for x in 0..40u64 {
        let octets: [u8; 32] = U256::from(x).to_be_byte_array().into();
        let compressed = Sec1Point::from_bytes([&[2][..], &octets].concat()).unwrap();
        let Some(point) = Option::<AffinePoint>::from(AffinePoint::from_sec1_point(&compressed)) else {
            continue;
        };
        let point = point.to_sec1_point(false).as_bytes().to_vec();
        assert!(key(&point).is_some());
        let larger: [u8; 32] = p.wrapping_add(&U256::from(x)).to_be_byte_array().into();
        assert!(key(&[&[4], &larger[..], &point[33..]].concat()).is_none());
        tried += 1;
    }
    assert!(tried > 10);
}
