//! What small files can cost: each way to make the verifier read, digest or keep the same bytes again meets a limit or
//! is done once. Limits are low here, so that the test is about counts and not about seconds.

mod kit;
use kit::*;
use ywtb::seal::Policy;
use ywtb::{Limits, VerifyOptions, verify};
use ywtb_testkit::{Package, der};

fn word_within(package: &Package, change: impl Fn(&mut Limits)) -> String {
    let mut options: VerifyOptions = options(Policy::INTEGRITY);
    change(&mut options.limits);
    said(&verify(&package.to_zip(), &options))
}

/// Bytes that cannot be packed too tightly.
fn noise(size: u32) -> Vec<u8> {
    (0..size).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect()
}

#[test]
fn a_file_is_digested_once_for_every_key() {
    for method in ["\"SM3\"", "\"1.2.156.10197.1.401.2\""] {
        let mut package = paper();
        package.put("Doc_0/big", noise(100_000));
        let references = reference("/Doc_0/big", b"").repeat(50);
        let xml = description(&references, "Doc_0/Signs/Sign_0").replace("\"SM3\"", method);
        sign_as(&mut package, &stamp(), "Doc_0/Signs/Sign_0", &xml);
        let found = |bytes| word_within(&package, |limits| limits.digest_bytes = bytes);
        assert_eq!(found(100_000), "total_failed/hash_failure", "{method}");
        assert_eq!(found(99_999), "error:limit.digest_bytes", "{method}");
    }
}

#[test]
fn a_signature_is_listed_once() {
    let mut package = paper();
    sign(&mut package, &[]);
    assert_eq!(word(&package.to_zip()), "total_passed");
    package.put(LIST, list(&["Sign_0/Signature.xml"; 2]));
    assert_eq!(word(&package.to_zip()), "total_failed/format_failure");

    // Another description of the same value.
    let description = package.get(SIG).unwrap().to_vec();
    package.put("Doc_0/Signs/Sign_1/Signature.xml", description);
    package.put(LIST, list(&["Sign_0/Signature.xml", "Sign_1/Signature.xml"]));
    assert_eq!(word(&package.to_zip()), "total_failed/format_failure");

    package.put(LIST, list(&vec!["Sign_0/Signature.xml"; 300]));
    assert_eq!(word(&package.to_zip()), "error:limit.signatures");
}

#[test]
fn a_list_that_many_documents_name_is_read_once() {
    let mut package = open_root();
    let list = package.get(LIST).unwrap().to_vec();
    package.put(LIST, [list, format!("<!--{}-->", "comment ".repeat(5_000)).into_bytes()].concat());
    let body = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>\
                <ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody>";
    package.edit("OFD.xml", "</ofd:OFD>", &format!("{}</ofd:OFD>", body.repeat(100)));
    assert_eq!(word_within(&package, |limits| limits.xml_bytes = 200_000), "total_passed");
    assert_eq!(word_within(&package, |limits| limits.xml_bytes = 50_000), "error:limit.xml_bytes");
}

#[test]
fn paths_cost_what_they_are_joined_with() {
    let path = "a/".repeat(500);
    for (element, holder) in [
        (format!("<ofd:X BaseLoc=\"{path}\"/>").repeat(500), "<ofd:CommonData>"),
        (format!("<ofd:X>{path}</ofd:X>").repeat(500), "<ofd:CommonData>"),
    ] {
        let mut package = open_root();
        package.edit("Doc_0/Document.xml", holder, &format!("{element}{holder}"));
        assert_eq!(word_within(&package, |limits| limits.xml_bytes = 2_000_000), "error:limit.xml_bytes");
    }
}

#[test]
fn a_long_document_is_no_large_tree() {
    let mut package = paper();
    let object = "<ofd:TextObject ID=\"1\" Boundary=\"0 0 1 1\" Font=\"3\" Size=\"4\"><ofd:FillColor Value=\"0 0 0\"/>\
                  <ofd:TextCode X=\"0\" Y=\"0\">字</ofd:TextCode></ofd:TextObject>";
    let page = format!(
        "<ofd:Page xmlns:ofd=\"{NS}\"><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>",
        object.repeat(1_000)
    );
    package.put("Doc_0/P/1.xml", page);
    package.edit(
        "Doc_0/Document.xml",
        "</ofd:Pages>",
        "<ofd:Page ID=\"9\" BaseLoc=\"P/1.xml\"/></ofd:Pages>",
    );
    sign(&mut package, &[]);
    assert_eq!(word_within(&package, |limits| limits.nodes = 1_000), "total_passed");

    // What is kept counts, attributes too.
    let attributes: String = (0..1_000).map(|n| format!(" a{n}=''")).collect();
    package.edit("OFD.xml", "<ofd:DocBody>", &format!("<ofd:DocBody{attributes}>"));
    assert_eq!(word_within(&package, |limits| limits.nodes = 1_000), "error:limit.nodes");
    assert_eq!(word_within(&package, |_| {}), "total_passed");
}

#[test]
fn deep_values_and_files_are_limits() {
    let mut table = Table::default();
    let deep = [[0x30, 0x80].repeat(2_000), vec![0; 4_000]].concat();
    table.expect("indefinite lengths", &word(&deep), &["error:limit.depth"]);
    let definite = (0..2_000).fold(vec![5, 0], |inner, _| der::tlv(0x30, &inner));
    table.expect("definite lengths", &word(&definite), &["total_failed/format_failure"]);
    let mut package = open_root();
    package.put(VALUE, deep);
    table.expect("in a document", &word(&package.to_zip()), &["error:limit.depth"]);
    let mut package = open_root();
    let (open, close) = ("<ofd:x>".repeat(1_000), "</ofd:x>".repeat(1_000));
    package.edit("OFD.xml", "<ofd:DocBody>", &format!("{open}{close}<ofd:DocBody>"));
    table.expect("XML", &word(&package.to_zip()), &["error:limit.depth"]);
    table.done();
}
