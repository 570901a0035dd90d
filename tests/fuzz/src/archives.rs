//! Archive packages: the XML of DA/T 48 and ZIP archives with a record.

use ywtb::archive::{ArchiveOptions, form};
use ywtb::verify_archive;

const PDF: &[u8] = b"%PDF-1.7\n...\nstartxref\n9\n%%EOF\n";
const RECORD: &[u8] = br#"{"package_id": "A001-2024-30-0001", "unit": "U", "fonds": "A001", "year": 2024,
    "retention": "30_years", "process_log": [{"act": "decide", "at": "2024-05-20"}],
    "metadata": {"content": {"title": "t"}, "structure": {"format": "pdf"},
                 "background": {"item": "i"}, "process": {"act": "decide"}}}"#;

fn options() -> ArchiveOptions {
    let mut options = ArchiveOptions::new(ywtb::date("2024-06-01").expect("a day"));
    options.limits.package_bytes = 4 << 20;
    options.limits.xml_bytes = 4 << 20;
    options.limits.nodes = 20_000;
    options
}

/// A package of either kind: the same answer twice, or an input error.
pub(crate) fn package(data: &[u8]) {
    let ask = || verify_archive(data, &options()).map(|report| report.to_json().expect("a report as JSON"));
    match (ask(), ask()) {
        (Ok(one), Ok(two)) => assert_eq!(one, two),
        (Err(one), Err(two)) => assert_eq!((one.code(), one.path()), (two.code(), two.path())),
        _ => panic!("two answers"),
    }
}

/// Packages with a record, as they are formed.
pub(crate) fn plain() -> Vec<Vec<u8>> {
    vec![
        form(RECORD, &[("decision.pdf", PDF)], &options()).expect("a package"),
        form(RECORD, &[], &options()).unwrap_or_default(),
    ]
}

/// A package of DA/T 48 with one document and one signature, and one that was revised.
pub(crate) fn encapsulated() -> Vec<Vec<u8>> {
    let original = include_str!("../seeds/eep.xml");
    vec![original.into(), original.replace("原始型", "修改型").into()]
}
