//! Hostile bytes: archives that readers take differently, flipped bits, cut files. None may pass or stop the process.

use ywtb::report::{Indication, Report};
use ywtb::seal::Policy;
use ywtb::{Limits, VerifyOptions, verify};
use ywtb_testkit::{DocumentBuilder, Layout, Package, Pki, SealBuilder, Stamp};

fn options() -> VerifyOptions {
    let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T12:00:00+08:00").unwrap();
    VerifyOptions { policy: Policy::INTEGRITY, ..VerifyOptions::new(time) }
}

fn package() -> Package {
    let pki = Pki::new(3);
    DocumentBuilder::new(3).stamp(Stamp::new(&pki, &SealBuilder::new(&pki).build())).build()
}

fn flaws(report: &Report) -> Vec<&str> {
    report.value["flaws"].as_array().unwrap().iter().map(|flaw| flaw["code"].as_str().unwrap()).collect()
}

fn find(data: &[u8], needle: &[u8]) -> usize {
    data.windows(needle.len()).position(|window| window == needle).unwrap()
}

fn rfind(data: &[u8], needle: &[u8]) -> usize {
    data.windows(needle.len()).rposition(|window| window == needle).unwrap()
}

/// The archive with an entry more, packed as the others are.
fn with_entry(name: &str) -> Vec<u8> {
    let mut package = package();
    package.put(name, "x");
    package.to_zip()
}

#[test]
fn archives_that_readers_take_differently_are_broken() {
    let good = package().to_zip();
    let page = b"Doc_0/Pages/Page_0/Content.xml";
    let edit = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = good.clone();
        change(&mut bytes);
        bytes
    };
    let same_length = |from: &str, to: &str| {
        let mut bytes = with_entry(from);
        for at in [find(&bytes, from.as_bytes()), rfind(&bytes, from.as_bytes())] {
            bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        }
        bytes
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("zip.bytes_after", edit(&|bytes| bytes.extend([0; 100]))),
        (
            "zip.directory",
            edit(&|bytes| {
                bytes.splice(0..0, *b"PK\x03\x04junk");
            }),
        ),
        (
            "zip.local_name_differs",
            edit(&|bytes| {
                let at = find(bytes, page);
                bytes[at] = b'd';
            }),
        ),
        (
            "zip.encrypted",
            edit(&|bytes| {
                let at = rfind(bytes, page);
                bytes[at - 46 + 8] |= 1;
            }),
        ),
        (
            "zip.local_header_differs",
            edit(&|bytes| {
                let at = rfind(bytes, page);
                bytes[at - 46 + 24] ^= 1;
            }),
        ),
        (
            "zip.crc",
            edit(&|bytes| {
                for at in [find(bytes, page) - 30 + 14, rfind(bytes, page) - 46 + 16] {
                    bytes[at] ^= 1;
                }
            }),
        ),
        (
            "zip.method",
            edit(&|bytes| {
                for at in [find(bytes, page) - 30 + 8, rfind(bytes, page) - 46 + 10] {
                    bytes[at] = 12;
                }
            }),
        ),
        ("zip.duplicate", same_length("Doc_0/Pages/Page_0/Content.xmm", "Doc_0/Pages/Page_0/Content.xml")),
        ("zip.case_twin", with_entry("doc_0/pages/Page_0/content.XML")),
        ("zip.absolute_name", with_entry("/etc/evil")),
        ("zip.absolute_name", with_entry("C:/evil")),
        ("zip.traversal", with_entry("Doc_0/../../evil")),
        ("zip.backslash", with_entry("Doc_0\\evil")),
        ("zip.name_character", with_entry("Doc_0/ev\0il")),
        ("zip.folder_content", with_entry("Doc_0/folder/")),
    ];
    for (code, bytes) in cases {
        let report = verify(&bytes, &options()).unwrap();
        assert!(flaws(&report).contains(&code), "{code}: {:?}", flaws(&report));
        assert_eq!(report.indication, Some(Indication::TotalFailed), "{code}");
        assert_eq!(report.sub_indication.as_deref(), Some("format_failure"), "{code}");
    }
}

#[test]
fn limits_end_the_call() {
    let code = |bytes: &[u8], limits: Limits| {
        let result = verify(bytes, &VerifyOptions { limits, ..options() });
        result.err().map_or("none".to_owned(), |error| error.code().to_owned())
    };
    let good = package().to_zip();
    let limits = |change: fn(&mut Limits)| {
        let mut limits = Limits::default();
        change(&mut limits);
        limits
    };
    assert_eq!(code(&good, limits(|limits| limits.input_bytes = 10)), "limit.input_bytes");
    assert_eq!(code(&good, limits(|limits| limits.entries = 3)), "limit.entries");
    assert_eq!(code(&good, limits(|limits| limits.entry_bytes = 100)), "limit.entry_bytes");
    assert_eq!(code(&good, limits(|limits| limits.package_bytes = 1000)), "limit.package_bytes");
    assert_eq!(code(&good, limits(|limits| limits.nodes = 20)), "limit.nodes");
    assert_eq!(code(&good, limits(|limits| limits.depth = 2)), "limit.depth");
    assert_eq!(code(&good, limits(|limits| limits.signatures = 0)), "limit.signatures");
    assert_eq!(code(&good, limits(|limits| limits.references = 2)), "limit.references");
    let mut bomb = package();
    bomb.put("Doc_0/bomb", vec![0; 40 << 20]);
    assert_eq!(code(&bomb.to_zip(), Limits::default()), "limit.inflate_ratio");
    let deep = [[0x30, 0x80].repeat(3000), vec![0; 6000]].concat();
    assert_eq!(code(&deep, Limits::default()), "limit.depth");
    for unknown in [&b""[..], b"0", b"{}", b"%PDF-1.7", b"\x30\x03\x02\x01\x05\x00abc"] {
        let found = code(unknown, Limits::default());
        assert!(matches!(found.as_str(), "input.unrecognised" | "none"), "{found}");
    }
}

/// Flips bits and cuts files. A document that still passes must be one in which nothing signed has changed.
#[test]
fn no_flipped_bit_passes() {
    let package = package();
    let good = package.to_zip();
    let options = options();
    let signed = |report: &Report| serde_json::to_string(&(&report.signatures, &report.value)).unwrap();
    let reference = signed(&verify(&good, &options).unwrap());
    // A prime step keeps the run short and still meets every kind of field.
    for at in (0..good.len()).step_by(29) {
        let mut bytes = good.clone();
        bytes[at] ^= 1 << (at % 8);
        if let Ok(report) = verify(&bytes, &options)
            && report.indication == Some(Indication::TotalPassed)
        {
            // Only dates, versions and attributes of the archive are free; what they enclose is as before.
            assert_eq!(signed(&report), reference, "byte {at}");
        }
    }
    for length in (0..good.len()).step_by(97) {
        if let Ok(report) = verify(&good[..length], &options) {
            assert_eq!(report.indication, Some(Indication::TotalFailed), "cut at {length}");
        }
    }
}

#[test]
fn no_flipped_bit_of_a_value_passes() {
    let pki = Pki::new(4);
    for layout in [Layout::V1, Layout::V4, Layout::V5] {
        let seal = SealBuilder::new(&pki).layout(layout).picture(b"picture").build();
        let value = Stamp::new(&pki, &seal).signature(b"original", "/a");
        let options = VerifyOptions { original: Some(b"original".to_vec()), ..options() };
        assert_eq!(verify(&value, &options).unwrap().indication, Some(Indication::TotalPassed));
        for data in [&seal.der, &value] {
            for at in (0..data.len()).step_by(3) {
                let mut bytes = data.clone();
                bytes[at] ^= 1 << (at % 8);
                if let Ok(report) = verify(&bytes, &options)
                    && report.indication == Some(Indication::TotalPassed)
                {
                    let checks = report.signatures[0]["checks"].as_array().unwrap();
                    let named =
                        checks.iter().any(|check| check["level"] == "warn" && check["result"] == "not_met");
                    let seal_alone = data.len() == seal.der.len() && layout != Layout::V1;
                    assert!(named || seal_alone, "{layout:?} byte {at} of {}", data.len());
                }
            }
            for length in (0..data.len()).step_by(17) {
                if let Ok(report) = verify(&data[..length], &options) {
                    assert_ne!(
                        report.indication,
                        Some(Indication::TotalPassed),
                        "{layout:?} cut at {length}"
                    );
                }
            }
        }
    }
}
