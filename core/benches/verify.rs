//! Verifying a sealed document, beside the work that no verifier can spare, in the same run: SM2 and SM3 as the library
//! makes them, and as the RustCrypto crates do.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use sm2::dsa::signature::Verifier;
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm3::{Digest, Sm3};
use ywtb::seal::Policy;
use ywtb::{VerifyOptions, verify};
use ywtb_testkit::{DocumentBuilder, Package, Pki, SealBuilder, Stamp};

/// The testkit's paper with its seal's picture: a sealed document of about 30 KB.
fn document() -> Package {
    let pki = Pki::new(1);
    let seal = SealBuilder::new(&pki).build();
    DocumentBuilder::new(1).stamp(Stamp::new(&pki, &seal)).build()
}

fn bench(criterion: &mut Criterion) {
    let package = document();
    let bytes = package.to_zip();
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let options = VerifyOptions { policy: Policy::INTEGRITY, ..VerifyOptions::new(time) };
    let report = verify(&bytes, &options).unwrap();
    assert_eq!(report.indication.unwrap().as_str(), "total_passed");

    let mut group = criterion.benchmark_group(format!("sealed OFD, {} KB", bytes.len() / 1024));
    group.bench_function("verify", |bencher| bencher.iter(|| verify(black_box(&bytes), &options)));

    // The bare work: two SM2 verifications, and SM3 over every byte that is digested.
    let digested: Vec<Vec<u8>> = package.paths().map(|path| package.get(path).unwrap().to_vec()).collect();
    let key = SigningKey::from_slice("1234567812345678", &[7; 32]).unwrap();
    let message = b"what the signer signs";
    let signature: Signature = sm2::dsa::signature::Signer::sign(&key, message);
    let key = *key.verifying_key().as_affine();
    group.bench_function("its own SM2 and SM3, by the crates", |bencher| {
        bencher.iter(|| {
            for _ in 0..2 {
                let key = VerifyingKey::from_affine("1234567812345678", black_box(key)).unwrap();
                key.verify(black_box(message), &signature).unwrap();
            }
            digested.iter().map(|data| Sm3::digest(black_box(data))).fold(0u8, |sum, digest| sum ^ digest[0])
        });
    });
    let octets: [u8; 64] = signature.to_bytes().into();
    let point = sm2::elliptic_curve::sec1::ToSec1Point::to_sec1_point(&key, false);
    group.bench_function("its own SM2 and SM3", |bencher| {
        let streams: Vec<&[u8]> = digested.iter().map(Vec::as_slice).collect();
        let digest = ywtb_sm::sm3(message);
        bencher.iter(|| {
            for _ in 0..2 {
                let key = ywtb_sm::PublicKey::from_sec1(black_box(point.as_bytes())).unwrap();
                black_box(key.verify(&digest, &octets));
            }
            black_box(&streams).iter().map(|data| ywtb_sm::sm3(data)).fold(0u8, |sum, digest| sum ^ digest[0])
        });
    });
    group.finish();
    let mut group = criterion.benchmark_group("sealed OFD, keys not kept");
    let mut options = options;
    options.limits.keeps_keys = false;
    group.bench_function("verify", |bencher| bencher.iter(|| verify(black_box(&bytes), &options)));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
