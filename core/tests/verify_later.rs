//! Several signatures on one document: what a later one does to an earlier one is said of both, and of the document.

mod kit;
use kit::*;
use ywtb::report::{Outcome, Report};
use ywtb::seal::Policy;
use ywtb::{Role, TrustStore, VerifyOptions, verify};
use ywtb_testkit::{ATTACHMENT, DocumentBuilder, PAGES, Package};

fn asked(package: &Package) -> Report {
    let mut trust = TrustStore::new();
    for role in [Role::Signer, Role::Maker] {
        trust.add_der(role, &pki().root.certificate.der).unwrap();
        trust.add_der(role, &pki().ca.certificate.der).unwrap();
    }
    verify(&package.to_zip(), &VerifyOptions { trust, ..options(Policy::INTEGRITY) }).unwrap()
}

/// `name: code detail` of the checks of a signature that are not met, those of status apart.
fn unmet(report: &Report, at: usize) -> Vec<String> {
    let checks = report.signatures[at]["checks"].as_array().unwrap();
    let text = |check: &serde_json::Value, field: &str| check[field].as_str().unwrap().to_owned();
    let open = checks.iter().filter(|check| !check["code"].is_null());
    open.filter(|check| !text(check, "name").contains("revocation"))
        .map(|check| format!("{}: {} {}", text(check, "name"), text(check, "code"), text(check, "detail")))
        .map(|line| line.trim_end().to_owned())
        .collect()
}

fn detail(report: &Report, at: usize, name: &str) -> (String, String) {
    let checks = report.signatures[at]["checks"].as_array().unwrap();
    let check = checks.iter().find(|check| check["name"] == name).unwrap();
    (check["result"].as_str().unwrap().into(), check["detail"].as_str().unwrap().into())
}

/// Codes of the findings about the document that speak of several signatures, with their paths.
fn found(report: &Report) -> Vec<(&str, &str)> {
    const CODES: [&str; 4] = [
        "eseal.signature.not_listed",
        "eseal.signatures.kept",
        "eseal.signatures.changed",
        "eseal.content.later",
    ];
    let findings = report.findings.iter().filter(|finding| CODES.contains(&finding.code));
    findings.map(|finding| (finding.code, &*finding.path)).collect()
}

/// Signs once more, over everything but OFD.xml and the list, and lists it.
fn sign_again(package: &mut Package) {
    package.edit(
        LIST,
        "</ofd:Signatures>",
        "<ofd:Signature ID=\"2\" Type=\"Seal\" BaseLoc=\"Sign_1/Signature.xml\"/></ofd:Signatures>",
    );
    let xml = description(&references(package, &["OFD.xml", LIST]), "Doc_0/Signs/Sign_1");
    sign_as(package, &stamp(), "Doc_0/Signs/Sign_1", &xml);
}

#[test]
fn a_later_signature_that_changes_nothing() {
    let mut package = open_root();
    sign_again(&mut package);
    let report = asked(&package);
    assert_eq!(said(&Ok(report.clone())), "total_passed");
    assert_eq!((unmet(&report, 0), unmet(&report, 1)), (vec![], vec![]));
    assert_eq!(found(&report), [("eseal.signatures.kept", "")]);
    // The later one vouches for the earlier one, which cannot vouch for it.
    assert_eq!(detail(&report, 1, "earlier_signatures"), ("met".into(), "1".into()));
    assert_eq!(detail(&report, 0, "earlier_signatures"), ("not_applicable".into(), String::new()));
    // The order of the list does not matter where a signature names another.
    let mut turned = package.clone();
    let entry = |id: usize, at: usize| {
        format!("<ofd:Signature ID=\"{id}\" Type=\"Seal\" BaseLoc=\"Sign_{at}/Signature.xml\"/>")
    };
    turned.edit(LIST, &(entry(1, 0) + &entry(2, 1)), &(entry(2, 1) + &entry(1, 0)));
    let report = asked(&turned);
    assert_eq!(detail(&report, 0, "earlier_signatures"), ("met".into(), "1".into()));
    // One that leaves the earlier out harms nobody, and vouches for nobody.
    let apart = DocumentBuilder::new(5)
        .stamp(stamp().leave_out("OFD.xml"))
        .stamp(
            ["Signature.xml", "SignedValue.dat", "Seal.esl"]
                .iter()
                .fold(stamp().leave_out("OFD.xml"), |stamp, file| {
                    stamp.leave_out(&format!("Doc_0/Signs/Sign_0/{file}"))
                }),
        )
        .build();
    let report = asked(&apart);
    assert_eq!(said(&Ok(report.clone())), "total_passed");
    assert_eq!(detail(&report, 1, "earlier_signatures"), ("met".into(), String::new()));
}

#[test]
fn a_later_signature_that_has_to_change_the_list() {
    let mut package = DocumentBuilder::new(5).stamp(stamp().cover_signature_list()).build();
    sign_again(&mut package);
    let report = asked(&package);
    assert_eq!(said(&Ok(report.clone())), "total_failed/hash_failure");
    assert_eq!(unmet(&report, 0), [format!("references: reference.changed_later {LIST} 2")]);
    assert_eq!(unmet(&report, 1), [format!("earlier_signatures: earlier.changed {LIST}")]);
    assert_eq!(found(&report), [("eseal.signatures.changed", LIST)]);
}

#[test]
fn a_page_that_was_changed_before_or_after_the_later_signature() {
    let change = |package: &mut Package| package.edit(PAGES[0], "二百四十", "九百四十");
    let mut before = open_root();
    change(&mut before);
    sign_again(&mut before);
    let report = asked(&before);
    assert_eq!(said(&Ok(report.clone())), "total_failed/hash_failure");
    assert_eq!(unmet(&report, 0), [format!("references: reference.changed_later {} 2", PAGES[0])]);
    assert_eq!(unmet(&report, 1), [format!("earlier_signatures: earlier.changed {}", PAGES[0])]);
    assert_eq!(found(&report), [("eseal.signatures.changed", PAGES[0])]);

    let mut after = open_root();
    sign_again(&mut after);
    change(&mut after);
    let report = asked(&after);
    for at in [0, 1] {
        assert_eq!(unmet(&report, at), [format!("references: reference.differs {}", PAGES[0])]);
    }
    assert_eq!(found(&report), [("eseal.signatures.kept", "")]);

    // Nobody vouches for the second of two changes.
    let mut both = open_root();
    change(&mut both);
    sign_again(&mut both);
    both.edit(PAGES[1], "六十日", "三十日");
    let report = asked(&both);
    assert_eq!(unmet(&report, 0), [format!("references: reference.differs {}, {}", PAGES[0], PAGES[1])]);
    assert!(unmet(&report, 1).contains(&format!("earlier_signatures: earlier.changed {}", PAGES[0])));
}

#[test]
fn content_that_only_the_later_signer_saw() {
    let package = DocumentBuilder::new(5)
        .stamp(stamp().leave_out("OFD.xml").leave_out(ATTACHMENT))
        .stamp(stamp().leave_out("OFD.xml"))
        .build();
    let report = asked(&package);
    assert_eq!(said(&Ok(report.clone())), "total_passed");
    assert_eq!(unmet(&report, 0), [format!("later_additions: later.added {ATTACHMENT} 2")]);
    assert_eq!(unmet(&report, 1), [""; 0]);
    assert_eq!(found(&report), [("eseal.signatures.kept", ""), ("eseal.content.later", ATTACHMENT)]);
}

#[test]
fn a_signature_that_was_taken_out_of_the_list() {
    let mut package = open_root();
    sign_again(&mut package);
    package.edit(LIST, "<ofd:Signature ID=\"1\" Type=\"Seal\" BaseLoc=\"Sign_0/Signature.xml\"/>", "");
    let report = asked(&package);
    assert_eq!(unmet(&report, 0), [format!("earlier_signatures: earlier.not_listed {SIG}")]);
    assert_eq!(found(&report), [("eseal.signature.not_listed", SIG)]);

    // The only one: what is left is no signed document, and the description says that it was one.
    let mut package = open_root();
    package.edit(LIST, "<ofd:Signature ID=\"1\" Type=\"Seal\" BaseLoc=\"Sign_0/Signature.xml\"/>", "");
    let report = asked(&package);
    assert_eq!(report.outcome, Outcome::NotApplicable);
    assert_eq!(found(&report), [("eseal.signature.not_listed", SIG)]);
}
