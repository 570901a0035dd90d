//! What is shown against what is signed. OFD.xml and the signature list are unsigned in most real files, so an attacker
//! writes them: he names other roots, versions and lists, makes one signed file what another was signed as, and brings
//! files later that the signed ones lead to.

mod kit;
use kit::*;
use ywtb_testkit::{PAGES, Package, TEMPLATE};

const ROOT: &str = "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>";
const EVIL: &str = "<?xml version=\"1.0\"?><ofd:Document xmlns:ofd=\"http://www.ofdspec.org/2016\"/>";

/// A name, what the sealed document says, and the files that are brought after sealing.
type Attack = (&'static str, Box<dyn Fn(&mut Package)>, Vec<(&'static str, &'static str)>);

fn rooted(name: &str, evil: &[&str], root: &str) -> (String, String) {
    let mut package = open_root();
    for path in evil {
        package.put(path, EVIL);
    }
    package.edit("OFD.xml", ROOT, root);
    (name.to_owned(), word(&package.to_zip()))
}

/// A reader that takes the first text node (lxml's `.text`), all text below (InnerText, XElement.Value), or the text
/// without trimming (java.util.zip, trim() of Java) opens another document than the verifier.
#[test]
fn roots_that_readers_read_differently() {
    let mut table = Table::default();
    let refuse: &[&str] = &["total_failed/*", "indeterminate/ofd.not_covered"];
    for (name, evil, root) in [
        (
            "comment cuts the text",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Evil/Document.xml<!-- -->/../../Doc_0/Document.xml</ofd:DocRoot>",
        ),
        (
            "processing instruction cuts the text",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Evil/Document.xml<?x y?>/../../Doc_0/Document.xml</ofd:DocRoot>",
        ),
        (
            "CDATA cuts the text",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Evil/Document.xml<![CDATA[/../../Doc_0/Document.xml]]></ofd:DocRoot>",
        ),
        (
            "child element in the text",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Doc_0/<ofd:z>../Evil/</ofd:z>Document.xml</ofd:DocRoot>",
        ),
        (
            "child element replaces the text",
            vec!["Doc_0/Document.xml1"],
            "<ofd:DocRoot>Doc_0/Document.xml<ofd:z>1</ofd:z></ofd:DocRoot>",
        ),
        (
            "no-break space at the end",
            vec!["Doc_0/Document.xml\u{a0}"],
            "<ofd:DocRoot>Doc_0/Document.xml\u{a0}</ofd:DocRoot>",
        ),
        (
            "ideographic space in front",
            vec!["\u{3000}Doc_0/Document.xml"],
            "<ofd:DocRoot>\u{3000}Doc_0/Document.xml</ofd:DocRoot>",
        ),
        ("space at the end", vec!["Doc_0/Document.xml "], "<ofd:DocRoot>Doc_0/Document.xml </ofd:DocRoot>"),
        ("percent", vec!["Doc_0/Document%2exml"], "<ofd:DocRoot>Doc_0/Document%2exml</ofd:DocRoot>"),
        (
            "fragment",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Doc_0/Document.xml#Evil/Document.xml</ofd:DocRoot>",
        ),
        (
            "nested DocBody",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:DocBody><ofd:DocRoot>Evil/Document.xml</ofd:DocRoot></ofd:DocBody>",
        ),
        (
            "two roots",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:DocRoot>Evil/Document.xml</ofd:DocRoot>",
        ),
        (
            "foreign root",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><x:DocRoot xmlns:x=\"urn:x\">Evil/Document.xml</x:DocRoot>",
        ),
        (
            "undeclared prefix",
            vec!["Evil/Document.xml"],
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><y:DocRoot>Evil/Document.xml</y:DocRoot>",
        ),
        (
            "root in DocInfo",
            vec!["Evil/Document.xml"],
            "<ofd:X><ofd:DocRoot>Evil/Document.xml</ofd:DocRoot></ofd:X><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>",
        ),
        ("root missing", vec![], "<ofd:DocRoot>Doc_7/Document.xml</ofd:DocRoot>"),
        ("root outside", vec![], "<ofd:DocRoot>../Doc_0/Document.xml</ofd:DocRoot>"),
        ("root empty", vec![], "<ofd:DocRoot/>"),
        ("no root", vec![], ""),
    ] {
        let (name, found) = rooted(name, &evil, root);
        table.expect(&name, &found, refuse);
    }
    // Harmless: these name the signed document for everybody.
    for root in
        ["/Doc_0/Document.xml", "./Doc_0/Document.xml", "\n  Doc_0/Document.xml\n", "Doc_0\\Document.xml"]
    {
        let (name, found) = rooted(root, &[], &format!("<ofd:DocRoot>{root}</ofd:DocRoot>"));
        table.expect(&format!("genuine {name:?}"), &found, &["total_passed"]);
    }
    table.done();
}

#[test]
fn bodies_and_versions() {
    let mut table = Table::default();
    let strange: &[&str] = &["total_failed/ofd.shown_document_not_signed"];
    let with = |edit: &dyn Fn(&mut Package)| {
        let mut package = open_root();
        package.put("Evil/Document.xml", EVIL);
        edit(&mut package);
        word(&package.to_zip())
    };
    let version =
        |current: &str, at: &str| format!("<ofd:Version ID=\"1\" Index=\"1\" {current} BaseLoc=\"{at}\"/>");
    let file = |root: &str| {
        format!(
            "<ofd:DocVersion xmlns:ofd=\"{NS}\" ID=\"1\"><ofd:FileList/><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocVersion>"
        )
    };
    let versions = |package: &mut Package, list: String| {
        package.edit(
            "OFD.xml",
            "<ofd:Signatures>",
            &format!("<ofd:Versions>{list}</ofd:Versions><ofd:Signatures>"),
        );
    };
    table.expect(
        "DocRoot",
        &with(&|p| p.edit("OFD.xml", "Doc_0/Document.xml", "Evil/Document.xml")),
        strange,
    );
    table.expect(
        "DocBody first",
        &with(&|p| {
            p.edit(
                "OFD.xml",
                "<ofd:DocBody>",
                "<ofd:DocBody><ofd:DocRoot>Evil/Document.xml</ofd:DocRoot></ofd:DocBody><ofd:DocBody>",
            )
        }),
        strange,
    );
    table.expect(
        "DocBody last",
        &with(&|p| {
            p.edit(
                "OFD.xml",
                "</ofd:DocBody>",
                "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Evil/Document.xml</ofd:DocRoot></ofd:DocBody>",
            )
        }),
        strange,
    );
    for current in
        ["Current=\"true\"", "Current=\"1\"", "Current=\" true \"", "", "Current=\"True\"", "Current=\"yes\""]
    {
        table.expect(
            &format!("evil version {current}"),
            &with(&|p| {
                p.put("Doc_0/V.xml", file("/Evil/Document.xml"));
                versions(p, version(current, "Doc_0/V.xml"));
            }),
            strange,
        );
    }
    table.expect(
        "two versions, good one current, evil last",
        &with(&|p| {
            p.put("Doc_0/V.xml", file("/Doc_0/Document.xml"));
            p.put("Doc_0/W.xml", file("/Evil/Document.xml"));
            versions(
                p,
                version("Current=\"true\"", "Doc_0/V.xml") + &version("Current=\"false\"", "Doc_0/W.xml"),
            );
        }),
        &["total_failed/ofd.shown_document_not_signed", "indeterminate/ofd.not_covered"],
    );
    // A reader without versions shows DocRoot.
    table.expect(
        "signed document as version, evil DocRoot",
        &with(&|p| {
            p.put("Doc_0/V.xml", file("/Doc_0/Document.xml"));
            versions(p, version("Current=\"true\"", "Doc_0/V.xml"));
            p.edit("OFD.xml", ROOT, "<ofd:DocRoot>Evil/Document.xml</ofd:DocRoot>");
        }),
        strange,
    );
    table.expect(
        "version missing",
        &with(&|p| versions(p, version("Current=\"true\"", "Doc_0/Q.xml"))),
        &["total_failed/*"],
    );
    table.expect(
        "version list in another file",
        &with(&|p| {
            p.put("Doc_0/V.xml", file("<!-- -->Document.xml"));
            p.put("Document.xml", EVIL);
            versions(p, version("Current=\"true\"", "Doc_0/V.xml"));
        }),
        &["total_failed/*", "indeterminate/ofd.not_covered"],
    );
    table.done();
}

/// A stamp of somebody whom nobody trusts.
fn forged() -> ywtb_testkit::Stamp {
    let attacker = ywtb_testkit::Pki::new(666);
    ywtb_testkit::Stamp::new(&attacker, &ywtb_testkit::SealBuilder::new(&attacker).build())
}

/// The wrapping attacker seals his own document with his own seal and leaves the office's signature in its place.
#[test]
fn the_offices_signature_vouches_for_nothing_that_is_shown() {
    let mut table = Table::default();
    let mut package = open_root();
    package.put("Evil/Document.xml", EVIL);
    package.edit("OFD.xml", "Doc_0/Document.xml", "Evil/Document.xml");
    package.put(LIST, list(&["Sign_0/Signature.xml", "/Evil/S/Signature.xml"]));
    let refs = reference("/Evil/Document.xml", EVIL.as_bytes());
    sign_as(&mut package, &forged(), "Evil/S", &description(&refs, "Evil/S"));
    let bytes = package.to_zip();
    let report = integrity(&bytes).unwrap();
    table.expect(
        "the office's signature",
        report.signatures[0]["sub_indication"].as_str().unwrap_or_default(),
        &["ofd.shown_document_not_signed"],
    );
    table.expect(
        "document",
        &word(&bytes),
        &["total_failed/ofd.shown_document_not_signed", "indeterminate/*"],
    );
    table.done();
}

/// A signature that vouches for the template alone is laid beside an office's that left it out.
#[test]
fn union_of_signatures() {
    let mut table = Table::default();
    let mut package = paper();
    sign(&mut package, &[TEMPLATE]);
    table.expect("template open", &word(&package.to_zip()), &["indeterminate/ofd.not_covered"]);
    package.edit(TEMPLATE, "测试", "真的");
    package.put(LIST, list(&["Sign_0/Signature.xml", "/Evil/S/Signature.xml"]));
    let refs = reference(&format!("/{TEMPLATE}"), package.get(TEMPLATE).unwrap());
    sign_as(&mut package, &forged(), "Evil/S", &description(&refs, "Evil/S"));
    table.expect(
        "template sealed by another",
        &word(&package.to_zip()),
        &["total_failed/ofd.shown_document_not_signed"],
    );
    table.done();
}

/// The author of the paper names a file that is not there when the office seals; later he brings it.
fn brought_later(change: &dyn Fn(&mut Package), later: &[(&str, &str)]) -> String {
    let mut package = paper();
    change(&mut package);
    sign(&mut package, &[]);
    let before = word(&package.to_zip());
    assert!(["total_passed", "total_failed/format_failure"].contains(&before.as_str()), "{before}");
    for (path, text) in later {
        package.put(path, *text);
    }
    word(&package.to_zip())
}

#[test]
fn files_brought_after_sealing() {
    let mut table = Table::default();
    let open: &[&str] = &["indeterminate/ofd.not_covered", "total_failed/*"];
    const DOC: &str = "Doc_0/Document.xml";
    let page = "<ofd:Page xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content/></ofd:Page>";
    let doc = |to: &'static str| {
        move |p: &mut Package| p.edit(DOC, "</ofd:Document>", &format!("{to}</ofd:Document>"))
    };
    let pages = |to: String| move |p: &mut Package| p.edit(DOC, "</ofd:Pages>", &format!("{to}</ofd:Pages>"));
    let cases: Vec<Attack> = vec![
        (
            "page",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Pages/P9/C.xml\"/>".into())),
            vec![("Doc_0/Pages/P9/C.xml", page)],
        ),
        (
            "page, path of 1100 octets",
            Box::new(pages(format!("<ofd:Page ID=\"12\" BaseLoc=\"Pages/{}P9/C.xml\"/>", "./".repeat(550)))),
            vec![("Doc_0/Pages/P9/C.xml", page)],
        ),
        (
            "page without extension",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"P9\"/>".into())),
            vec![("Doc_0/P9", page)],
        ),
        (
            "page, other case",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"pages/p9/c.XML\"/>".into())),
            vec![("Doc_0/Pages/P9/C.xml", page)],
        ),
        (
            "page, backslash",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Pages\\P9\\C.xml\"/>".into())),
            vec![("Doc_0/Pages/P9/C.xml", page)],
        ),
        (
            "page from the root",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Doc_0/P9.xml\"/>".into())),
            vec![("Doc_0/P9.xml", page)],
        ),
        (
            "page, attribute with prefix",
            Box::new(pages("<ofd:Page ID=\"12\" ofd:BaseLoc=\"Pages/P9/C.xml\"/>".into())),
            vec![("Doc_0/Pages/P9/C.xml", page)],
        ),
        (
            "page, percent",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Pages/P%39/C.xml\"/>".into())),
            vec![("Doc_0/Pages/P9/C.xml", page)],
        ),
        (
            "page, nfc and nfd",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Pages/\u{e9}.xml\"/>".into())),
            vec![("Doc_0/Pages/e\u{301}.xml", page)],
        ),
        (
            "page, entity",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Pages&#x2f;P9/C&#46;xml\"/>".into())),
            vec![("Doc_0/Pages/P9/C.xml", page)],
        ),
        (
            "page, trailing space in the name",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Pages/P9.xml \"/>".into())),
            vec![("Doc_0/Pages/P9.xml ", page)],
        ),
        (
            "page, no-break space",
            Box::new(pages("<ofd:Page ID=\"12\" BaseLoc=\"Pages/P9.xml\u{a0}\"/>".into())),
            vec![("Doc_0/Pages/P9.xml\u{a0}", page)],
        ),
        (
            "page listed as signature list",
            Box::new(|p: &mut Package| {
                p.edit(DOC, "</ofd:Pages>", "<ofd:Page ID=\"12\" BaseLoc=\"P9.xml\"/></ofd:Pages>");
                p.edit("OFD.xml", "</ofd:DocBody>", "</ofd:DocBody><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot><ofd:Signatures>Doc_0/P9.xml</ofd:Signatures></ofd:DocBody>");
                p.put("Doc_0/P9.xml", "");
            }),
            vec![(
                "Doc_0/P9.xml",
                "<ofd:Signatures xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Content><ofd:Layer><ofd:TextObject>evil</ofd:TextObject></ofd:Layer></ofd:Content></ofd:Signatures>",
            )],
        ),
        (
            "annotations",
            Box::new(doc("<ofd:Annotations>Annots.xml</ofd:Annotations>")),
            vec![("Doc_0/Annots.xml", "<a/>")],
        ),
        (
            "annotations, name without dot",
            Box::new(doc("<ofd:Annotations>Annots</ofd:Annotations>")),
            vec![("Doc_0/Annots", "<a/>")],
        ),
        (
            "annotations, comment",
            Box::new(doc("<ofd:Annotations>Annots.xml<!-- -->/x</ofd:Annotations>")),
            vec![("Doc_0/Annots.xml", "<a/>")],
        ),
        (
            "annotations, child element",
            Box::new(doc("<ofd:Annotations>Ann<z>ots</z>.xml</ofd:Annotations>")),
            vec![("Doc_0/Annots.xml", "<a/>")],
        ),
        (
            "annotation of a page",
            Box::new(|p: &mut Package| {
                p.edit(DOC, "</ofd:Document>", "<ofd:Annotations>A/L.xml</ofd:Annotations></ofd:Document>");
                p.put("Doc_0/A/L.xml", "<ofd:Annotations xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Page PageID=\"10\"><ofd:FileLoc>P0/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>");
            }),
            vec![("Doc_0/A/P0/A.xml", "<a/>")],
        ),
        (
            "annotation file's own resource",
            Box::new(|p: &mut Package| {
                p.edit(DOC, "</ofd:Document>", "<ofd:Annotations>A/L.xml</ofd:Annotations></ofd:Document>");
                p.put("Doc_0/A/L.xml", "<ofd:Annotations xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Page PageID=\"10\"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>");
                p.put("Doc_0/A/A.xml", "<ofd:PageAnnot xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:PageRes>R.xml</ofd:PageRes></ofd:PageAnnot>");
                p.put("Doc_0/A/R.xml", "<ofd:Res xmlns:ofd=\"http://www.ofdspec.org/2016\" BaseLoc=\"../Res\"><ofd:MultiMedias><ofd:MultiMedia ID=\"9\" Type=\"Image\"><ofd:MediaFile>i</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>");
            }),
            vec![("Doc_0/Res/i", "image")],
        ),
        (
            "custom tags",
            Box::new(doc("<ofd:CustomTags>T.xml</ofd:CustomTags>")),
            vec![("Doc_0/T.xml", "<a/>")],
        ),
        (
            "extensions",
            Box::new(doc("<ofd:Extensions>X.xml</ofd:Extensions>")),
            vec![("Doc_0/X.xml", "<a/>")],
        ),
        (
            "extension data",
            Box::new(|p: &mut Package| {
                p.edit(DOC, "</ofd:Document>", "<ofd:Extensions>X.xml</ofd:Extensions></ofd:Document>");
                p.put("Doc_0/X.xml", "<ofd:Extensions xmlns:ofd=\"http://www.ofdspec.org/2016\"><ofd:Extension AppName=\"a\" RefId=\"1\"><ofd:ExtendData>data</ofd:ExtendData></ofd:Extension></ofd:Extensions>");
            }),
            vec![("Doc_0/data", "x")],
        ),
        (
            "attachment",
            Box::new(|p: &mut Package| {
                p.edit("Doc_0/Attachs/Attachments.xml", "</ofd:Attachments>", "<ofd:Attachment ID=\"901\" Name=\"b\"><ofd:FileLoc>b</ofd:FileLoc></ofd:Attachment></ofd:Attachments>");
            }),
            vec![("Doc_0/Attachs/b", "x")],
        ),
        (
            "media in a page",
            Box::new(|p: &mut Package| {
                p.edit(PAGES[0], "<ofd:Content>", "<ofd:PageRes>R.xml</ofd:PageRes><ofd:Content>");
                p.put("Doc_0/Pages/Page_0/R.xml", "<ofd:Res xmlns:ofd=\"http://www.ofdspec.org/2016\" BaseLoc=\"M\"><ofd:MultiMedias><ofd:MultiMedia ID=\"9\"><ofd:MediaFile>i.7z</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>");
            }),
            vec![("Doc_0/Pages/Page_0/M/i.7z", "x")],
        ),
        (
            "page resource file",
            Box::new(|p: &mut Package| {
                p.edit(PAGES[0], "<ofd:Content>", "<ofd:PageRes>R.xml</ofd:PageRes><ofd:Content>")
            }),
            vec![("Doc_0/Pages/Page_0/R.xml", "<a/>")],
        ),
        (
            "page resource from the document's folder",
            Box::new(|p: &mut Package| {
                p.edit(PAGES[0], "<ofd:Content>", "<ofd:PageRes>R.xml</ofd:PageRes><ofd:Content>")
            }),
            vec![("Doc_0/R.xml", "<a/>")],
        ),
        (
            "second template",
            Box::new(|p: &mut Package| {
                p.edit(
                    DOC,
                    "</ofd:CommonData>",
                    "<ofd:TemplatePage ID=\"7\" BaseLoc=\"T9.xml\"/></ofd:CommonData>",
                )
            }),
            vec![("Doc_0/T9.xml", page)],
        ),
        (
            "font",
            Box::new(|p: &mut Package| {
                p.edit(
                    "Doc_0/PublicRes.xml",
                    "<ofd:Font ID=\"3\" FontName=\"仿宋\" FamilyName=\"仿宋\"/>",
                    "<ofd:Font ID=\"3\" FontName=\"x\"><ofd:FontFile>f</ofd:FontFile></ofd:Font>",
                )
            }),
            vec![("Doc_0/Res/f", "font")],
        ),
        (
            "media in document resources",
            Box::new(|p: &mut Package| {
                p.edit("Doc_0/DocumentRes.xml", "<ofd:DrawParams>", "<ofd:MultiMedias><ofd:MultiMedia ID=\"66\"><ofd:MediaFile>m</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias><ofd:DrawParams>")
            }),
            vec![("Doc_0/Res/m", "x")],
        ),
        (
            "media, base from the root",
            Box::new(|p: &mut Package| {
                p.edit("Doc_0/DocumentRes.xml", "BaseLoc=\"Res\"", "BaseLoc=\"/R\"");
                p.edit("Doc_0/DocumentRes.xml", "<ofd:DrawParams>", "<ofd:MultiMedias><ofd:MultiMedia ID=\"66\"><ofd:MediaFile>m</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias><ofd:DrawParams>");
            }),
            vec![("R/m", "x")],
        ),
    ];
    for (name, change, later) in cases {
        table.expect(name, &brought_later(&*change, &later), open);
    }
    table.done();
}

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
    // OFD.xml is not covered, so already now it decides alone which of the two is the document.
    t.expect("as signed", &word(&p.to_zip()), &["indeterminate/ofd.not_covered"]);
    p.edit("OFD.xml", "Doc_0/Document.xml", "Doc_0/Attachs/b/Document.xml");
    let bytes = p.to_zip();
    let report = integrity(&bytes).unwrap();
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
    // He covers his OFD.xml with a seal of his own, which says nothing for the office.
    p.put(LIST, list(&["Sign_0/Signature.xml", "/Evil/S/Signature.xml"]));
    p.edit("OFD.xml", "</ofd:OFD>", "\n</ofd:OFD>");
    let refs: String = ["OFD.xml", "Doc_0/Attachs/b/Document.xml"]
        .iter()
        .map(|file| reference(&format!("/{file}"), p.get(file).unwrap()))
        .collect();
    sign_as(&mut p, &forged(), "Evil/S", &description(&refs, "Evil/S"));
    t.expect(
        "attachment as root, OFD.xml sealed by another",
        &word(&p.to_zip()),
        &["indeterminate/ofd.not_covered"],
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
