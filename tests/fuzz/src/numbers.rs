//! SM2 and SM3: every path of `ywtb-sm` says what the crates `sm2` and `sm3` say.

use sm2::dsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm2::elliptic_curve::sec1::ToSec1Point;
use ywtb_sm::{Path, PublicKey, Signed, Sm3, sm3_many_on, verify_many_on};
use ywtb_testkit::Random;

const ID: &str = "1234567812345678";

/// Key (65 octets), digest (32) and signature (64).
pub(crate) fn sm2(data: &[u8]) {
    let Some((point, rest)) = data.split_at_checked(65) else { return };
    let (Some(digest), Some(value)) =
        (rest.first_chunk::<32>(), rest.get(32..).and_then(<[u8]>::first_chunk::<64>))
    else {
        return;
    };
    let theirs = VerifyingKey::from_sec1_bytes(ID, point).ok();
    let ours = PublicKey::from_sec1(point);
    // Compressed and hybrid points are the crate's to read, not ours.
    if point[0] == 4 {
        assert_eq!(ours.is_some(), theirs.is_some(), "a key");
    }
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return };
    let expected =
        Signature::from_slice(value).is_ok_and(|value| theirs.verify_prehash(digest, &value).is_ok());
    let prepared = ours.prepare();
    for &path in Path::available() {
        assert_eq!(ours.verify_on(path, digest, value), expected, "{path:?}");
        assert_eq!(prepared.verify_on(path, digest, value), expected, "{path:?}, prepared");
        let other = [0x5A; 32];
        let signed = [digest, &other].map(|digest| Signed { key: &ours, digest, signature: value });
        let alone = ours.verify_on(path, &other, value);
        assert_eq!(verify_many_on(path, &signed), [expected, alone], "{path:?}, in lanes");
    }
}

/// Good signatures, and ones at the borders of what a number may be.
pub(crate) fn signatures() -> Vec<Vec<u8>> {
    let mut random = Random::new(5, "signatures");
    let mut all = Vec::new();
    for _ in 0..8 {
        let mut octets = || std::array::from_fn::<u8, 32, _>(|_| random.bits() as u8);
        let (Ok(signer), digest) = (SigningKey::from_slice(ID, &octets()), octets()) else { continue };
        let value: Signature = signer.sign_prehash(&digest).expect("a signature");
        let point = signer.verifying_key().as_affine().to_sec1_point(false);
        all.push([point.as_bytes(), &digest, &value.to_bytes()].concat());
        all.push([point.as_bytes(), &digest, &[0; 32], &value.to_bytes()[32..]].concat());
        all.push([point.as_bytes(), &digest, &[0xFF; 64]].concat());
    }
    all
}

/// A message, whole, in two pieces, and in lanes beside its own parts.
pub(crate) fn sm3(data: &[u8]) {
    use sm3::Digest;
    let expected = |part: &[u8]| <[u8; 32]>::from(sm3::Sm3::digest(part));
    let cut = data.first().map_or(0, |byte| usize::from(*byte) % data.len());
    let parts: Vec<&[u8]> = std::iter::once(data).chain(data.chunks(1 + cut).take(20)).collect();
    let digests: Vec<[u8; 32]> = parts.iter().map(|part| expected(part)).collect();
    for &path in Path::available() {
        let mut state = Sm3::on(path);
        state.update(&data[..cut]);
        state.update(&data[cut..]);
        assert_eq!(state.finish(), digests[0], "{path:?}");
        assert_eq!(sm3_many_on(path, &parts), digests, "{path:?}, in lanes");
    }
}

/// Messages around the borders of a block.
pub(crate) fn messages() -> Vec<Vec<u8>> {
    [1, 55, 56, 63, 64, 65, 119, 128, 1000].map(|length| vec![0x5A; length]).to_vec()
}
