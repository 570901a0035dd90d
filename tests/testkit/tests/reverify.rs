//! What the testkit calls good is good, and each planted fault is the only one, in the eyes of a second verifier.

mod oracle;

use oracle::{Verdict, check, issued_by, seal_holds};
use ywtb_testkit::{
    AMOUNT, ATTACHMENT, CheckMethod, DocumentBuilder, Encoding, Layout, PAGES, Pki, SealBuilder, SignerList,
    Stamp, TEMPLATE, documents,
};

const SEED: u64 = 9;

fn good() -> Verdict {
    Verdict {
        references: true,
        data_hash: true,
        signer: true,
        seal: true,
        in_period: true,
        uncovered: vec![],
    }
}

#[test]
fn certificates_chain_to_the_root() {
    let pki = Pki::new(SEED);
    let [root, ca, maker, signer] =
        [&pki.root, &pki.ca, &pki.maker, &pki.signer].map(|identity| identity.certificate.der.as_slice());
    assert!(issued_by(root, root) && issued_by(ca, root) && issued_by(maker, ca) && issued_by(signer, ca));
    assert!(!issued_by(signer, root));
}

#[test]
fn seals_hold_in_every_layout_list_and_encoding() {
    let pki = Pki::new(SEED);
    for layout in [Layout::V1, Layout::V4, Layout::V5] {
        let seal = SealBuilder::new(&pki).layout(layout);
        for encoding in [Encoding::Der, Encoding::Raw, Encoding::Padded, Encoding::Negative] {
            assert!(seal_holds(&seal.clone().encoding(encoding).build().der));
        }
        assert!(seal_holds(&seal.clone().list(SignerList::Digests).build().der));
        assert!(!seal_holds(&seal.clone().other_layouts_bytes().build().der));
        assert!(!seal_holds(&seal.signed_by(&pki.signer).build().der));
    }
}

#[test]
fn sealed_documents_hold_in_every_layout() {
    let pki = Pki::new(SEED);
    for layout in [Layout::V1, Layout::V4, Layout::V5] {
        let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).layout(layout).build());
        let document = DocumentBuilder::new(SEED).stamp(stamp.clone()).stamp(stamp);
        assert_eq!(check(&document.build().to_zip()), Some(good()));
    }
}

#[test]
fn a_template_can_be_left_uncovered() {
    let pki = Pki::new(SEED);
    let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).build()).leave_out(TEMPLATE);
    let verdict = check(&DocumentBuilder::new(SEED).stamp(stamp).build().to_zip());
    assert_eq!(verdict, Some(Verdict { uncovered: vec![TEMPLATE.into()], ..good() }));
}

#[test]
fn an_altered_attachment_breaks_its_reference_alone() {
    let pki = Pki::new(SEED);
    let stamp = Stamp::new(&pki, &SealBuilder::new(&pki).build()).check_method(CheckMethod::Sm3Name);
    let mut package = DocumentBuilder::new(SEED).stamp(stamp.cover_signature_list()).build();
    assert_eq!(check(&package.to_zip()), Some(good()));
    package.edit(ATTACHMENT, "营业执照", "营业执照副本");
    assert_eq!(check(&package.to_zip()), Some(Verdict { references: false, ..good() }));
}

#[test]
fn each_named_document_is_wrong_in_its_one_way() {
    let expected = [
        ("genuine", Some(good())),
        ("altered_page", Some(Verdict { references: false, ..good() })),
        ("forged_seal", Some(Verdict { seal: false, ..good() })),
        ("seal_out_of_period", Some(Verdict { in_period: false, ..good() })),
        ("uncovered_page", Some(Verdict { uncovered: vec![PAGES[1].into()], ..good() })),
        ("unsigned", None),
    ];
    let made = documents(SEED);
    assert_eq!(made.len(), expected.len());
    for (document, (name, verdict)) in made.iter().zip(expected) {
        assert_eq!((document.name, check(&document.bytes)), (name, verdict));
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let bytes = |seed| documents(seed).into_iter().map(|document| document.bytes).collect::<Vec<_>>();
    assert_eq!(bytes(SEED), bytes(SEED));
    assert_ne!(bytes(SEED), bytes(SEED + 1));
}

#[test]
fn the_sealed_document_has_the_size_of_a_usual_one() {
    let genuine = &documents(SEED)[0].bytes;
    assert!((20_000..40_000).contains(&genuine.len()), "{}", genuine.len());
    assert!(String::from_utf8_lossy(&oracle::unzip(genuine)[PAGES[0]]).contains(AMOUNT));
}
