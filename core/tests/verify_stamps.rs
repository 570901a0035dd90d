//! Where seals appear: riding seals whole and broken, pages that are not there, and seals that no signature states.

mod kit;
use kit::*;
use ywtb::report::Report;
use ywtb_testkit::{DocumentBuilder, Package, Stamp, seal_png};

/// The paper with four pages in the place of two.
fn long_paper() -> Package {
    let mut package = DocumentBuilder::new(5).build();
    let more: String = [12, 13]
        .iter()
        .map(|id| format!("<ofd:Page ID=\"{id}\" BaseLoc=\"Pages/Page_{id}/Content.xml\"/>"))
        .collect();
    package.edit("Doc_0/Document.xml", "</ofd:Pages>", &(more + "</ofd:Pages>"));
    // One of them is wider than the document says.
    for (id, area) in [(12, ""), (13, "<ofd:Area><ofd:PhysicalBox>0 0 420 297</ofd:PhysicalBox></ofd:Area>")]
    {
        let xml = format!("<ofd:Page xmlns:ofd=\"{NS}\">{area}<ofd:Content/></ofd:Page>");
        package.put(&format!("Doc_0/Pages/Page_{id}/Content.xml"), xml);
    }
    package
}

fn sealed(stamp: Stamp) -> Report {
    integrity(&DocumentBuilder::new(5).paper(long_paper()).stamp(stamp).build().to_zip()).unwrap()
}

/// A seal of 40 mm in strips: a page, and which strip of how many it shows at the right edge.
fn strips(parts: &[(&str, usize, usize)]) -> Stamp {
    parts.iter().fold(stamp(), |stamp, (page, strip, of)| {
        let width = 40.0 / *of as f64;
        let from = width * *strip as f64;
        let edge = if *page == "13" { 420.0 } else { 210.0 };
        let boundary = format!("{} 120 40 40", edge - width - from);
        stamp.appears(page, &boundary, Some(&format!("{from} 0 {width} 40")))
    })
}

/// `result code detail` of the two checks of appearance.
fn said_of(report: &Report) -> String {
    let checks = report.signatures[0]["checks"].as_array().unwrap();
    let of = |name: &str| {
        let check = checks.iter().find(|check| check["name"] == name).unwrap();
        let text = |field: &str| check[field].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", text("result"), text("code"), text("detail")).trim_end().to_owned()
    };
    format!("{} | {}", of("stamp_pages"), of("riding_seal"))
}

#[test]
fn seals_that_ride_over_pages() {
    let twice = |boundary: &str| stamp().appears("10", boundary, None).appears("11", boundary, None);
    for (name, stamp, expected) in [
        ("one page", stamp(), "met | not_applicable"),
        ("whole on two pages", twice("100 148 40 40"), "met | not_applicable"),
        (
            "clipped to nothing less",
            stamp().appears("10", "9 9 40 40", Some("0 0 40 40")),
            "met | not_applicable",
        ),
        (
            "four strips",
            strips(&[("10", 0, 4), ("11", 1, 4), ("12", 2, 4), ("13", 3, 4)]),
            "met | met  page 1, page 2, page 3, page 4",
        ),
        ("in another order", strips(&[("11", 1, 2), ("10", 0, 2)]), "met | met  page 1, page 2"),
        (
            "every other page",
            strips(&[("10", 0, 2), ("12", 1, 2)]),
            "met | not_met riding.page_without_part page 2",
        ),
        (
            "a page between",
            strips(&[("10", 0, 3), ("11", 1, 3), ("13", 2, 3)]),
            "met | not_met riding.page_without_part page 3",
        ),
        (
            "a strip is gone",
            strips(&[("10", 0, 4), ("11", 1, 4), ("12", 3, 4)]),
            "met | not_met riding.parts_incomplete",
        ),
        (
            "a strip twice in the place of another",
            strips(&[("10", 0, 3), ("11", 0, 3), ("12", 2, 3)]),
            "met | not_met riding.parts_incomplete",
        ),
        (
            "twice over",
            strips(&[("10", 0, 2), ("11", 1, 2), ("12", 0, 2), ("13", 1, 2)]),
            "met | met  page 1, page 2, page 3, page 4",
        ),
        (
            "over the edges without a clip",
            stamp().appears("10", "190 120 40 40", None).appears("11", "-20 120 40 40", None),
            "met | met  page 1, page 2",
        ),
        (
            "the page of the last part is gone",
            strips(&[("10", 0, 3), ("11", 1, 3)]).appears("99", "0 0 40 40", Some("26.667 0 13.333 40")),
            "not_met stamp.page_missing StampAnnot[2] | not_met riding.parts_incomplete",
        ),
        (
            "no such page",
            stamp().appears("11", "9 9 40 40", None).appears("1", "9 9 40 40", None),
            "not_met stamp.page_missing StampAnnot[1] | not_applicable",
        ),
        (
            "beside the page",
            stamp().appears("11", "300 9 40 40", None),
            "not_met stamp.outside_page StampAnnot[0] | not_applicable",
        ),
        ("on the wide page", stamp().appears("13", "300 9 40 40", None), "met | not_applicable"),
    ] {
        let report = sealed(stamp);
        assert_eq!(said_of(&report), expected, "{name}");
        assert_eq!(said(&Ok(report)), "total_passed", "{name}");
    }
}

#[test]
fn the_report_says_where_the_seal_appears() {
    let report = sealed(strips(&[("10", 0, 2), ("13", 1, 2)]));
    let last = &report.signatures[0]["stamps"][1];
    assert_eq!(last["page"]["number"], 4);
    assert_eq!(last["page"]["of"], 4);
    assert_eq!(last["page"]["file"], "Doc_0/Pages/Page_13/Content.xml");
    assert_eq!(last["clip"], serde_json::json!({"x": 20_000, "y": 0, "width": 20_000, "height": 40_000}));
    assert_eq!(last["area"]["width"], 420_000);
}

#[test]
fn every_other_page_of_a_longer_document() {
    // Three sheets printed on both sides, in the numbers of pages: 1, 3, 5 of 5.
    let mut paper = long_paper();
    paper.edit(
        "Doc_0/Document.xml",
        "</ofd:Pages>",
        "<ofd:Page ID=\"14\" BaseLoc=\"Pages/Page_12/Content.xml\"/></ofd:Pages>",
    );
    let stamp = strips(&[("10", 0, 3), ("12", 1, 3), ("14", 2, 3)]);
    let report = integrity(&DocumentBuilder::new(5).paper(paper).stamp(stamp).build().to_zip()).unwrap();
    assert_eq!(said_of(&report), "met | met  page 1, page 3, page 5");
}

fn stamp_findings(package: &Package) -> Vec<(String, String)> {
    let bytes = DocumentBuilder::new(5).paper(package.clone()).stamp(stamp()).build().to_zip();
    let report = integrity(&bytes).unwrap();
    assert_eq!(said(&Ok(report.clone())), "total_passed");
    let findings = report.findings.iter().filter(|finding| finding.code.starts_with("eseal.stamp."));
    findings.map(|finding| (finding.code.to_owned(), finding.path.to_string())).collect()
}

#[test]
fn what_looks_like_a_seal_and_is_stated_by_no_signature() {
    const FILE: &str = "Doc_0/Annots/Annotation.xml";
    let annotated = |page: &str, kind: &str| {
        let mut package = DocumentBuilder::new(5).build();
        package.edit(
            "Doc_0/Document.xml",
            "</ofd:Pages>",
            "</ofd:Pages><ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        );
        package.put(
            "Doc_0/Annots/Annotations.xml",
            format!(
                "<ofd:Annotations xmlns:ofd=\"{NS}\"><ofd:Page PageID=\"{page}\"><ofd:FileLoc>Annotation.xml</ofd:FileLoc>\
                 </ofd:Page></ofd:Annotations>"
            ),
        );
        package.put(
            FILE,
            format!(
                "<ofd:PageAnnot xmlns:ofd=\"{NS}\"><ofd:Annot ID=\"70\" Type=\"{kind}\"/></ofd:PageAnnot>"
            ),
        );
        package
    };
    // The seal appears on the second page.
    assert_eq!(stamp_findings(&annotated("11", "Stamp")), []);
    assert_eq!(stamp_findings(&annotated("10", "Link")), []);
    let elsewhere = [("eseal.stamp.not_stated".to_owned(), FILE.to_owned())];
    assert_eq!(stamp_findings(&annotated("10", "Stamp")), elsewhere);
    assert_eq!(stamp_findings(&annotated("99", "Stamp")), elsewhere);

    let mut drawn = DocumentBuilder::new(5).build();
    drawn.edit(
        "Doc_0/DocumentRes.xml",
        "</ofd:DrawParams>",
        "</ofd:DrawParams><ofd:MultiMedias><ofd:MultiMedia ID=\"6\" Type=\"Image\"><ofd:MediaFile>a.png</ofd:MediaFile>\
         </ofd:MultiMedia></ofd:MultiMedias>",
    );
    drawn.put("Doc_0/Res/a.png", seal_png().to_vec());
    let found = [("eseal.stamp.drawn".to_owned(), "Doc_0/Res/a.png".to_owned())];
    assert_eq!(stamp_findings(&drawn), found);
    drawn.put("Doc_0/Res/a.png", b"another picture".to_vec());
    assert_eq!(stamp_findings(&drawn), []);
}

#[test]
fn real_riding_seals_are_recognised() {
    let Some(folder) = corpus() else { return };
    for file in ["ofdrw__V4RideRight.ofd", "ofdrw__h.ofd"] {
        let report = integrity(&std::fs::read(folder.join("real").join(file)).unwrap()).unwrap();
        assert_eq!(said_of(&report), "met | met  page 1, page 2, page 3, page 4, page 5", "{file}");
    }
}
