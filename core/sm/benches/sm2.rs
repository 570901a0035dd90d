//! One SM2 verification beside its peers, in the same run.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use sm2::dsa::signature::hazmat::{PrehashSigner, PrehashVerifier};
use sm2::dsa::{Signature, SigningKey};
use ywtb_sm::{Path, PublicKey, Signed, verify_many_on};

fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("verify");
    let random = SystemRandom::new();
    let pair = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pair.as_ref(), &random).unwrap();
    let message = [7; 32];
    let signature = pair.sign(&random, &message).unwrap();
    let key = pair.public_key().as_ref().to_vec();
    group.bench_function("ring P-256", |bencher| {
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &key);
        bencher.iter(|| key.verify(black_box(&message), signature.as_ref()).unwrap());
    });

    let signer = SigningKey::from_slice("1234567812345678", &[7; 32]).unwrap();
    let signature: Signature = signer.sign_prehash(&message).unwrap();
    let point = signer.verifying_key().as_affine();
    let point = sm2::elliptic_curve::sec1::ToSec1Point::to_sec1_point(point, false);
    group.bench_function("sm2 crate", |bencher| {
        let key = signer.verifying_key();
        bencher.iter(|| key.verify_prehash(black_box(&message), &signature).unwrap());
    });
    let value: [u8; 64] = signature.to_bytes().into();
    let key = PublicKey::from_sec1(point.as_bytes()).unwrap();
    let prepared = key.prepare();
    for &path in Path::available() {
        group.bench_function(format!("fresh key, {path:?}"), |bencher| {
            bencher.iter(|| {
                let key = PublicKey::from_sec1(black_box(point.as_bytes())).unwrap();
                assert!(key.verify_on(path, black_box(&message), &value));
            });
        });
        group.bench_function(format!("known key, {path:?}"), |bencher| {
            bencher.iter(|| assert!(prepared.verify_on(path, black_box(&message), &value)));
        });
    }
    let signed = [Signed { key: &key, digest: &message, signature: &value }; 8];
    for path in [Path::Adx, Path::best()] {
        group.bench_function(format!("eight fresh keys, {path:?}"), |bencher| {
            bencher.iter(|| assert!(verify_many_on(path, black_box(&signed)).iter().all(|&fits| fits)));
        });
    }
    group.bench_function("preparing a key", |bencher| bencher.iter(|| black_box(&key).prepare()));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
