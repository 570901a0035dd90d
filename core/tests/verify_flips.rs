//! Systematic flips, cuts and insertions. Whatever still passes must hold every signed byte as it was.

mod kit;
use kit::*;
use std::collections::BTreeMap;
use ywtb::report::Indication;
use ywtb::seal::Policy;
use ywtb::{VerifyOptions, verify};
use ywtb_testkit::{DocumentBuilder, Layout, Pki, SealBuilder, Stamp};

fn u(data: &[u8], at: usize, n: usize) -> usize {
    (0..n).rev().fold(0, |v, i| v << 8 | data[at + i] as usize)
}

/// An own naive reader: the last end record, the central directory, no checks.
fn contents(data: &[u8]) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let end = data.windows(4).rposition(|w| w == b"PK\x05\x06").unwrap();
    let (count, mut at) = (u(data, end + 10, 2), u(data, end + 16, 4));
    let mut out = BTreeMap::new();
    for _ in 0..count {
        let (name, extra, comment) = (u(data, at + 28, 2), u(data, at + 30, 2), u(data, at + 32, 2));
        let local = u(data, at + 42, 4);
        let start = local + 30 + u(data, local + 26, 2) + u(data, local + 28, 2);
        let packed = &data[start..start + u(data, at + 20, 4)];
        let bytes = if u(data, at + 10, 2) == 0 {
            packed.to_vec()
        } else {
            miniz_oxide::inflate::decompress_to_vec(packed).unwrap()
        };
        out.insert(data[at + 46..at + 46 + name].to_vec(), bytes);
        at += 46 + name + extra + comment;
    }
    out
}

fn document(layout: Layout) -> Vec<u8> {
    let pki = Pki::new(3);
    let seal = SealBuilder::new(&pki).layout(layout).picture(b"picture").build();
    DocumentBuilder::new(3).stamp(Stamp::new(&pki, &seal)).build().to_zip()
}

fn run(bytes: &[u8], options: &VerifyOptions) -> Option<Indication> {
    verify(bytes, options).ok().and_then(|report| report.indication)
}

fn documents(layout: Layout, step: usize) {
    let good = document(layout);
    let options = options(Policy::INTEGRITY);
    let same = contents(&good);
    let (mut runs, mut passed) = (0, 0);
    let mut check = |bytes: &[u8], what: String| {
        runs += 1;
        if run(bytes, &options) == Some(Indication::TotalPassed) {
            passed += 1;
            assert_eq!(contents(bytes), same, "{what}");
        }
    };
    check(&good, "control".into());
    for at in (0..good.len()).step_by(step) {
        let mut b = good.clone();
        b[at] ^= 1 << (at / step % 8);
        check(&b, format!("flip {at}"));
    }
    for at in (1..good.len()).step_by(step * 5) {
        check(&good[..at], format!("cut {at}"));
        check(&good[at..], format!("begin {at}"));
        let mut b = good.clone();
        b.insert(at, [0, 0xff, b[at], 0x20][at % 4]);
        check(&b, format!("insert {at}"));
        let mut b = good.clone();
        b.remove(at);
        check(&b, format!("remove {at}"));
        let mut b = good.clone();
        b[at..].iter_mut().take(4).for_each(|x| *x = 0xff);
        check(&b, format!("ff {at}"));
    }
    println!("{layout:?}: {runs} runs, {passed} passed with every byte of content as it was");
}

#[test]
fn v1_documents() {
    documents(Layout::V1, 37)
}
#[test]
fn v4_documents() {
    documents(Layout::V4, 31)
}
#[test]
fn v5_documents() {
    documents(Layout::V5, 41)
}

/// Length of the header and of the content of a definite value.
fn tlv(data: &[u8]) -> (usize, usize) {
    match data[1] {
        n if n < 0x80 => (2, n as usize),
        n => {
            let c = (n & 0x7f) as usize;
            (2 + c, data[2..2 + c].iter().fold(0, |v, b| v << 8 | *b as usize))
        }
    }
}

fn values(layout: Layout) {
    let pki = Pki::new(4);
    let seal = SealBuilder::new(&pki).layout(layout).picture(b"picture").build().der;
    let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).layout(layout).picture(b"picture").build());
    let value = stamp.signature(b"original", "/a");
    let options = VerifyOptions { original: Some(b"original".to_vec()), ..options(Policy::INTEGRITY) };
    for (kind, data) in [("seal", &seal), ("value", &value)] {
        let (outer, _) = tlv(data);
        let (header, content) = tlv(&data[outer..]);
        let signed = data[outer..outer + header + content].to_vec();
        let (mut runs, mut passed) = (0, vec![]);
        let mut check = |b: &[u8], what: String| {
            runs += 1;
            if run(b, &options) == Some(Indication::TotalPassed) {
                assert!(b.windows(signed.len()).any(|w| w == signed), "{layout:?} {kind} {what}");
                passed.push(what);
            }
        };
        for at in 0..data.len() {
            let mut b = data.clone();
            b[at] ^= 1 << (at % 8);
            check(&b, format!("flip {at}"));
            if at % 5 != 0 {
                continue;
            }
            let mut b = data.clone();
            b.insert(at, 0);
            check(&b, format!("insert {at}"));
            let mut b = data.clone();
            b.remove(at);
            check(&b, format!("remove {at}"));
            check(&data[..at], format!("cut {at}"));
        }
        let outside: Vec<&String> = passed.iter().filter(|w| !w.is_empty()).collect();
        println!(
            "{layout:?} {kind} of {}: {runs} runs, {} passed: {:?}",
            data.len(),
            passed.len(),
            &outside[..outside.len().min(40)]
        );
    }
}

#[test]
fn v1_values() {
    values(Layout::V1)
}
#[test]
fn v4_values() {
    values(Layout::V4)
}
#[test]
fn v5_values() {
    values(Layout::V5)
}
