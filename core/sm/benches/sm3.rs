//! SM3, one stream and many, beside the `sm3` crate in the same run.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sm3::Digest;
use ywtb_sm::{Path, Sm3, sm3_many_on};

fn bench(criterion: &mut Criterion) {
    let data = vec![0x5a; 1 << 20];
    let mut group = criterion.benchmark_group("one stream of 1 MiB");
    group.throughput(Throughput::Bytes(1 << 20));
    group.bench_function("sm3 crate", |bencher| bencher.iter(|| sm3::Sm3::digest(black_box(&data))));
    for path in [Path::Portable, Path::best()] {
        group.bench_function(format!("{path:?}"), |bencher| {
            bencher.iter(|| {
                let mut digest = Sm3::on(path);
                digest.update(black_box(&data));
                digest.finish()
            });
        });
    }
    group.finish();
    let streams: Vec<&[u8]> = data.chunks(1 << 14).collect();
    let mut group = criterion.benchmark_group("64 streams of 16 KiB");
    group.throughput(Throughput::Bytes(1 << 20));
    for &path in Path::available() {
        group.bench_function(format!("{path:?}"), |bencher| {
            bencher.iter(|| sm3_many_on(path, black_box(&streams)))
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
