//! SM2 on every path, against the standard's example and the `sm2` crate.

use sm2::dsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use ywtb_sm::{Path, PublicKey};

const ID: &str = "1234567812345678";

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
}

#[test]
fn signatures_of_the_crate_verify_and_altered_ones_do_not() {
    let mut octets = Octets(1);
    for round in 0..200 {
        let Ok(signer) = SigningKey::from_slice(ID, &octets.next()) else { continue };
        let digest = octets.next();
        let signature: Signature = signer.sign_prehash(&digest).unwrap();
        let point = signer.verifying_key().as_affine();
        let point = sm2::elliptic_curve::sec1::ToSec1Point::to_sec1_point(point, false);
        let key = PublicKey::from_sec1(point.as_bytes()).unwrap();
        let prepared = key.prepare();
        let value: [u8; 64] = signature.to_bytes().into();
        let mut altered = value;
        altered[round % 64] ^= 1 << (round % 8);
        let theirs = VerifyingKey::from_sec1_bytes(ID, point.as_bytes()).unwrap();
        let theirs = Signature::from_slice(&altered)
            .is_ok_and(|altered| theirs.verify_prehash(&digest, &altered).is_ok());
        assert!(!theirs);
        for &path in Path::available() {
            assert!(key.verify_on(path, &digest, &value), "{path:?}");
            assert!(prepared.verify_on(path, &digest, &value), "{path:?}");
            assert!(!key.verify_on(path, &digest, &altered), "{path:?}");
            assert!(!prepared.verify_on(path, &digest, &altered), "{path:?}");
        }
    }
}
