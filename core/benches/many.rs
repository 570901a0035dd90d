//! Verifying a folder of sealed documents, most of 10 to 100 KB and a few of 10 MB, on one core and on all:
//! `cargo bench --bench many -- 10000`.
#![allow(clippy::disallowed_methods)]

use std::fs;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Instant;

use ywtb::{Document, Role, TrustStore, VerifyOptions, verify_many};
use ywtb_testkit::{CrlBuilder, DocumentBuilder, Pki, Random, SealBuilder, Stamp};

/// Documents that differ; of more than these each is verified several times.
const DISTINCT: usize = 1000;
/// One in so many has 10 MB.
const LARGE: usize = 250;

/// The folder and the files in it.
fn documents(pki: &Pki) -> (PathBuf, Vec<PathBuf>) {
    let folder = std::env::temp_dir().join(format!("ywtb-bench-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let mut random = Random::new(1, "folder");
    let mut files = Vec::new();
    for number in 0..DISTINCT {
        let seal = SealBuilder::new(pki).id(&format!("{number}")).build();
        let mut paper = DocumentBuilder::new(number as u64).build();
        let size = if number % LARGE == 0 { 10 << 20 } else { random.below(75 << 10) };
        let octets: Vec<u8> = (0..size.div_ceil(8)).flat_map(|_| random.bits().to_le_bytes()).collect();
        paper.put("Doc_0/Attachs/materials.csv", octets);
        let document = DocumentBuilder::new(number as u64).paper(paper).stamp(Stamp::new(pki, &seal)).build();
        let file = folder.join(format!("{number}.ofd"));
        fs::write(&file, document.to_zip()).unwrap();
        files.push(file);
    }
    (folder, files)
}

/// Most memory that this process held, in MB.
fn memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

fn main() {
    let count = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(DISTINCT);
    let pki = Pki::new(1);
    let (folder, files) = documents(&pki);
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    let mut trust = TrustStore::new();
    trust.add(Role::Signer, &pki.root.certificate.der).unwrap();
    trust.add(Role::Maker, &pki.root.certificate.der).unwrap();
    trust.add_intermediates(&pki.ca.certificate.der).unwrap();
    let crls = vec![CrlBuilder::new(&pki.root).build(), CrlBuilder::new(&pki.ca).build()];
    let options = VerifyOptions { trust, crls, ..VerifyOptions::new(time) };
    let all: Vec<&PathBuf> = files.iter().cycle().take(count).collect();
    let bytes: u64 = all.iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    println!("{count} documents, {} MB", bytes >> 20);
    for threads in [1, 0, 1, 0] {
        let (begun, mut passed) = (Instant::now(), 0);
        let read =
            |file: &PathBuf| Ok::<_, ywtb::Error>(Document { data: fs::read(file).unwrap(), subject: None });
        verify_many(all.iter().copied(), &options, NonZeroUsize::new(threads), read, |_, answer| {
            passed += usize::from(answer.unwrap().indication.unwrap().as_str() == "total_passed");
            ControlFlow::Continue(())
        })
        .unwrap();
        assert_eq!(passed, count);
        let seconds = begun.elapsed().as_secs_f64();
        println!(
            "{:>9}: {seconds:.3} s, {:.0} documents a second, {:.0} MB a second, most memory {} MB",
            if threads == 1 { "one core" } else { "all cores" },
            count as f64 / seconds,
            bytes as f64 / seconds / 1e6,
            memory().unwrap_or(0)
        );
    }
    fs::remove_dir_all(folder).unwrap();
}
