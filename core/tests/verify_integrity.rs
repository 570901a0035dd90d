//! The integrity list (GM/T 0099): files that came or went, a list that was altered, a value that is not its own.

mod kit;
use kit::*;
use ywtb::report::Report;
use ywtb_testkit::{
    ATTACHMENT, Content, DocumentBuilder, PAGES, Package, Period, Pki, SIGNATURE_LIST, SignedDataBuilder,
};

const ENTRIES: &str = "OFDEntries.xml";
const LIST_VALUE: &str = "signedvalue.dat";

fn data(pki: &Pki) -> SignedDataBuilder {
    SignedDataBuilder::new(&pki.signer).content(Content::Digest).without_attributes()
}

/// Adds a list of every file, signed by `data`.
fn list_files(package: &mut Package, data: &SignedDataBuilder) {
    let files: String = package
        .paths()
        .enumerate()
        .map(|(n, path)| format!("<ofd:File ID=\"{}\" FileLoc=\"/{path}\"/>", n + 2))
        .collect();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:DocEntries xmlns:ofd=\"{NS}\" ID=\"1\">\
         <ofd:SignedValueLoc>/{LIST_VALUE}</ofd:SignedValueLoc><ofd:FileList>{files}</ofd:FileList></ofd:DocEntries>"
    );
    package.put(LIST_VALUE, data.build(xml.as_bytes()));
    package.put(ENTRIES, xml);
}

fn listed() -> Package {
    let mut package = DocumentBuilder::new(5).build();
    list_files(&mut package, &data(&pki()));
    package
}

fn codes(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code).filter(|code| code.contains(".integrity.")).collect()
}

#[test]
fn a_list_alone_is_no_signature_of_the_document() {
    let bytes = listed().to_zip();
    assert_eq!(word(&bytes), "not_applicable");
    let report = integrity(&bytes).unwrap();
    assert_eq!(
        codes(&report),
        ["eseal.integrity.complete", "eseal.integrity.established", "eseal.integrity.sound"]
    );
    assert_eq!(report.value["signed"], false);
    let list = &report.value["integrity_list"];
    assert_eq!(list["signatures"][0]["indication"], "total_passed");
    assert!(list["signatures"][0]["signer"]["subject"].as_str().unwrap().contains("行政审批"));
}

#[test]
fn what_a_list_tells_and_what_it_does_not() {
    type Change = fn(&mut Package);
    let changes: [(&str, Change, &str); 9] = [
        ("a file added", |package| package.put("Doc_0/extra.bin", b"x"), "total_failed/ofd.unlisted_file"),
        ("a file taken away", |package| drop(package.remove(ATTACHMENT)), "total_failed/ofd.unlisted_file"),
        // It holds names and no digests.
        ("a file changed", |package| package.edit(PAGES[0], "二百四十", "九百四十"), "not_applicable"),
        (
            "a name added to the list",
            |package| {
                package.put("Doc_0/extra.bin", b"x");
                package.edit(
                    ENTRIES,
                    "</ofd:FileList>",
                    "<ofd:File ID=\"99\" FileLoc=\"/Doc_0/extra.bin\"/></ofd:FileList>",
                );
            },
            "total_failed/ofd.integrity_list_broken",
        ),
        ("no value", |package| drop(package.remove(LIST_VALUE)), "total_failed/ofd.integrity_list_broken"),
        (
            "the value of another list",
            |package| package.put(LIST_VALUE, data(&pki()).build(b"another list")),
            "total_failed/ofd.integrity_list_broken",
        ),
        (
            "a value that is none",
            |package| package.put(LIST_VALUE, b"no value"),
            "total_failed/ofd.integrity_list_broken",
        ),
        (
            "a DOCTYPE",
            |package| package.edit(ENTRIES, "?>\n", "?><!DOCTYPE x>\n"),
            "total_failed/ofd.integrity_list_broken",
        ),
        (
            "a foreign namespace",
            |package| package.edit(ENTRIES, "ofdspec.org/2016", "ofdspec.org/2017"),
            "total_failed/ofd.integrity_list_broken",
        ),
    ];
    for (name, change, verdict) in changes {
        let mut package = listed();
        change(&mut package);
        assert_eq!(word(&package.to_zip()), verdict, "{name}");
    }
}

#[test]
fn what_could_not_be_established_about_a_list_is_said() {
    let pki = pki();
    let ended = Period::new("2023-01-01T00:00:00+08:00", "2024-01-01T00:00:00+08:00");
    let past =
        pki.certificate("past", ywtb_testkit::Name::new("机关", "过期")).period(ended).issued_by(&pki.ca);
    for data in [data(&pki).certificates(&[]), SignedDataBuilder::new(&past).without_attributes()] {
        let mut package = DocumentBuilder::new(5).build();
        list_files(&mut package, &data);
        let report = integrity(&package.to_zip()).unwrap();
        assert_eq!(said(&Ok(report.clone())), "not_applicable");
        assert!(codes(&report).contains(&"eseal.integrity.open"));
    }
}

#[test]
fn a_list_stands_beside_signatures() {
    // Listed first and signed later: the files of the signature are no strangers, and the list is covered.
    let mut package = paper();
    list_files(&mut package, &data(&pki()));
    sign(&mut package, &[]);
    assert_eq!(word(&package.to_zip()), "total_passed");
    assert!(package.get(SIGNATURE_LIST).is_some());
    // Signed first and listed later: the list and its value are no files that are carried along.
    let mut package = open_root();
    list_files(&mut package, &data(&pki()));
    let report = integrity(&package.to_zip()).unwrap();
    assert_eq!(said(&Ok(report.clone())), "total_passed");
    assert_eq!(report.value["extra"].as_array().unwrap().len(), 0);
    package.put("Doc_0/extra.bin", b"x");
    assert_eq!(word(&package.to_zip()), "total_failed/ofd.unlisted_file");
}
