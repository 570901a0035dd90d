//! Further ideas: roots among covered files, wide offsets of genuine writers, repeated versions.

#[path = "attack_kit.rs"]
mod kit;
use kit::*;

/// The author attaches a whole second document; the office signs it as an attachment. OFD.xml is not covered, so
/// anybody can make the attachment the document afterwards.
#[test]
fn an_attachment_becomes_the_document() {
    let mut t = Table::default();
    let mut p = paper();
    p.put(
        "Doc_0/Attachs/b/Document.xml",
        format!("<ofd:Document xmlns:ofd=\"{NS}\"><ofd:CommonData/><ofd:Pages/></ofd:Document>"),
    );
    p.edit("Doc_0/Attachs/Attachments.xml", "</ofd:Attachments>", "<ofd:Attachment ID=\"901\" Name=\"b\"><ofd:FileLoc>b/Document.xml</ofd:FileLoc></ofd:Attachment></ofd:Attachments>");
    sign(&mut p, &[]);
    t.expect("as signed", &word(&p.to_zip()), &["total_passed"]);
    p.edit("OFD.xml", "Doc_0/Document.xml", "Doc_0/Attachs/b/Document.xml");
    let bytes = p.to_zip();
    let report = integrity(&bytes).unwrap();
    println!(
        "   covered {:?}, extra {}, findings {:?}",
        report.answers.unwrap().covered,
        report.value["extra"],
        report
            .findings
            .iter()
            .filter(|f| f.result != ywtb::report::Outcome::Met)
            .map(|f| f.code.to_owned())
            .collect::<Vec<_>>()
    );
    t.expect(
        "covered, though OFD.xml is free",
        &format!("{:?}", report.answers.unwrap().covered),
        &["Content", "Part"],
    );
    t.expect(
        "attachment as root",
        &word(&bytes),
        &["total_failed/ofd.shown_document_not_signed", "indeterminate/*"],
    );
    t.done();
}

#[test]
fn a_signature_description_becomes_the_document() {
    let mut t = Table::default();
    let mut p = ywtb_testkit::DocumentBuilder::new(5)
        .stamp(stamp().leave_out("OFD.xml"))
        .stamp(stamp().leave_out("OFD.xml"))
        .build();
    p.edit("OFD.xml", "Doc_0/Document.xml", SIG);
    t.expect(
        "Signature.xml as root",
        &word(&p.to_zip()),
        &["total_failed/ofd.shown_document_not_signed", "indeterminate/*", "total_failed/format_failure"],
    );
    t.done();
}
