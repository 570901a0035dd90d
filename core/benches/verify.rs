//! Verifying a sealed document, everything checked and trust included, beside the work that no verifier can spare, in the
//! same run: SM2, SM3 and inflating as the library makes them, and SM2 and SM3 as the RustCrypto crates do.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use flate2::{Decompress, FlushDecompress};
use sm2::dsa::signature::Verifier;
use sm2::dsa::{Signature, SigningKey, VerifyingKey};
use sm3::{Digest, Sm3};
use ywtb::{Role, TrustStore, VerifyOptions, verify};
use ywtb_testkit::{CrlBuilder, DocumentBuilder, Package, Pki, SealBuilder, Stamp};

/// Values that are verified: the signer's, the seal maker's, the authority's on both certificates, the root's on the
/// authority's, and those of both revocation lists.
const VALUES: usize = 7;

/// The testkit's paper with its seal's picture: a sealed document of about 30 KB.
fn document(pki: &Pki) -> Package {
    let seal = SealBuilder::new(pki).build();
    DocumentBuilder::new(1).stamp(Stamp::new(pki, &seal)).build()
}

/// Signer and maker are trusted, and nobody was revoked.
fn options(pki: &Pki) -> VerifyOptions {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let mut trust = TrustStore::new();
    trust.add(Role::Signer, &pki.root.certificate.der).unwrap();
    trust.add(Role::Maker, &pki.root.certificate.der).unwrap();
    trust.add_intermediates(&pki.ca.certificate.der).unwrap();
    let crls = vec![CrlBuilder::new(&pki.root).build(), CrlBuilder::new(&pki.ca).build()];
    VerifyOptions { trust, crls, ..VerifyOptions::new(time) }
}

fn bench(criterion: &mut Criterion) {
    let pki = Pki::new(1);
    let package = document(&pki);
    let (bytes, options) = (package.to_zip(), options(&pki));
    let report = verify(&bytes, &options).unwrap();
    assert_eq!(report.indication.unwrap().as_str(), "total_passed");

    let mut group = criterion.benchmark_group(format!("sealed OFD, {} KB", bytes.len() / 1024));
    group.bench_function("verify", |bencher| bencher.iter(|| verify(black_box(&bytes), &options)));
    let mut unkept = options.clone();
    unkept.limits.keeps_keys = false;
    group.bench_function("verify, keys not kept", |bencher| {
        bencher.iter(|| verify(black_box(&bytes), &unkept));
    });

    // The bare work: SM2, SM3 over every file that is digested, and inflating every file.
    let digested: Vec<&[u8]> = package.paths().map(|path| package.get(path).unwrap()).collect();
    let signer = SigningKey::from_slice("1234567812345678", &[7; 32]).unwrap();
    let message = b"what the signer signs";
    let signature: Signature = sm2::dsa::signature::Signer::sign(&signer, message);
    let key = *signer.verifying_key().as_affine();
    group.bench_function("its own SM2 and SM3, by the crates", |bencher| {
        bencher.iter(|| {
            for _ in 0..VALUES {
                let key = VerifyingKey::from_affine("1234567812345678", black_box(key)).unwrap();
                key.verify(black_box(message), &signature).unwrap();
            }
            digested.iter().map(|data| Sm3::digest(black_box(data))).fold(0u8, |sum, digest| sum ^ digest[0])
        });
    });
    let octets: [u8; 64] = signature.to_bytes().into();
    let point = sm2::elliptic_curve::sec1::ToSec1Point::to_sec1_point(&key, false);
    let key = ywtb_sm::PublicKey::from_sec1(point.as_bytes()).unwrap();
    let (known, digest) = (key.prepare(), ywtb_sm::sm3(message));
    group.bench_function("its own SM2 (known keys)", |bencher| {
        bencher.iter(|| (0..VALUES).filter(|_| known.verify(black_box(&digest), &octets)).count());
    });
    group.bench_function("its own SM2 (fresh keys)", |bencher| {
        bencher.iter(|| (0..VALUES).filter(|_| key.verify(black_box(&digest), &octets)).count());
    });
    group.bench_function("its own SM3", |bencher| bencher.iter(|| ywtb_sm::sm3_many(black_box(&digested))));
    let packed: Vec<(Vec<u8>, usize)> =
        digested.iter().map(|data| (miniz_oxide::deflate::compress_to_vec(data, 9), data.len())).collect();
    group.bench_function("its own inflating", |bencher| {
        let mut inflater = Decompress::new(false);
        bencher.iter(|| {
            for (packed, size) in black_box(&packed) {
                inflater.reset(false);
                let mut content = Vec::with_capacity(*size);
                inflater.decompress_vec(packed, &mut content, FlushDecompress::Finish).unwrap();
                black_box(content);
            }
        });
    });
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
