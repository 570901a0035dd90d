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

/// Wide fields in the directory for sizes and offset, as writers make them that always use ZIP64.
#[test]
fn genuine_wide_offsets() {
    let mut t = Table::default();
    let z = zip(&entries(&open_root())).bytes;
    let end = z.len() - 22;
    let u = |at: usize, n: usize| (0..n).rev().fold(0usize, |v, i| v << 8 | z[at + i] as usize);
    let (mut at, mut dir) = (u(end + 16, 4), Vec::new());
    let start = at;
    let mut count = 0u16;
    while at < end {
        let name = u(at + 28, 2);
        let mut head = z[at..at + 46].to_vec();
        let mut extra = vec![1, 0, 24, 0];
        for field in [24, 20, 42] {
            extra.extend((u(at + field, 4) as u64).to_le_bytes());
            head[field..field + 4].copy_from_slice(&[0xff; 4]);
        }
        head[30] = extra.len() as u8;
        dir.extend(head);
        dir.extend(&z[at + 46..at + 46 + name]);
        dir.extend(extra);
        at += 46 + name;
        count += 1;
    }
    let mut b = z[..start].to_vec();
    b.extend(&dir);
    b.extend(end_record(count, dir.len() as u32, start as u32, 0));
    t.expect("wide offset", &word(&b), &["total_passed"]);
    t.done();
}

/// 400 pages of 900 objects of three elements: more elements than the limit allows by default.
#[test]
fn genuine_long_document() {
    let mut t = Table::default();
    let mut p = paper();
    let object = "<ofd:TextObject ID=\"1\" Boundary=\"0 0 1 1\" Font=\"3\" Size=\"4\"><ofd:FillColor Value=\"0 0 0\"/><ofd:TextCode X=\"0\" Y=\"0\">字</ofd:TextCode></ofd:TextObject>";
    let page = format!(
        "<ofd:Page xmlns:ofd=\"{NS}\"><ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content></ofd:Page>",
        object.repeat(900)
    );
    let mut list = String::new();
    for n in 0..400 {
        p.put(&format!("Doc_0/P/{n}.xml"), page.clone());
        list += &format!("<ofd:Page ID=\"{n}\" BaseLoc=\"P/{n}.xml\"/>");
    }
    p.edit("Doc_0/Document.xml", "</ofd:Pages>", &format!("{list}</ofd:Pages>"));
    sign(&mut p, &[]);
    t.expect("400 pages", &word(&p.to_zip()), &["total_passed"]);
    t.done();
}
