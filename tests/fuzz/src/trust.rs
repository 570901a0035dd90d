//! What the caller hands in about trust: anchors, lists, responses. None of what is tried says anything good of the
//! signer, so nothing that mutation makes of it may let the document pass.

use std::sync::LazyLock;

use ywtb::seal::Policy;
use ywtb::{Role, TrustStore, VerifyOptions};
use ywtb_testkit::{CrlBuilder, DocumentBuilder, OcspBuilder, Reason, Said, SealBuilder, Stamp, moment};

use crate::documents::{options, pki, refused};

const REVOKED: &str = "2024-01-01T00:00:00+08:00";

static GENUINE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let pki = pki();
    DocumentBuilder::new(5).stamp(Stamp::new(&pki, &SealBuilder::new(&pki).build())).build().to_zip()
});

/// Everything known but the status of signer and maker.
static TRUSTED: LazyLock<VerifyOptions> = LazyLock::new(|| {
    let pki = pki();
    let mut options = options(Policy::DEFAULT);
    for role in [Role::Signer, Role::Maker] {
        options.trust.add(role, &pki.root.certificate.der).expect("an anchor");
    }
    options.trust.add_intermediates(&pki.ca.certificate.der).expect("an authority");
    options.crls = vec![CrlBuilder::new(&pki.root).build()];
    options
});

/// A file of certificates, as anchors and as intermediates.
pub(crate) fn bundle(data: &[u8]) {
    let mut store = TrustStore::new();
    let mut read = false;
    for role in [Role::Signer, Role::Maker, Role::Tsa] {
        read |= store.add(role, data).is_ok()
            | store.add_pem(role, data).is_ok()
            | store.add_der(role, data).is_ok();
    }
    read |= store.add_intermediates(data).is_ok();
    if read {
        refused(&GENUINE, &VerifyOptions { trust: store, ..TRUSTED.clone() });
    }
}

/// Certificates in every wrapping.
pub(crate) fn bundles() -> Vec<Vec<u8>> {
    let pki = pki();
    let pem: String = [&pki.root, &pki.ca, &pki.signer].iter().map(|one| one.certificate.pem()).collect();
    let carried = ywtb_testkit::SignedDataBuilder::new(&pki.signer)
        .certificates(&[&pki.root.certificate, &pki.ca.certificate]);
    vec![
        pki.root.certificate.der.clone(),
        pki.signer.certificate.der.clone(),
        pem.into_bytes(),
        carried.build(b"x"),
    ]
}

/// A list of revoked certificates.
pub(crate) fn list(data: &[u8]) {
    let mut options = TRUSTED.clone();
    options.crls.push(data.to_vec());
    refused(&GENUINE, &options);
}

/// Lists of the authority that revoke signer and maker.
pub(crate) fn lists() -> Vec<Vec<u8>> {
    let pki = pki();
    let revoking = || {
        CrlBuilder::new(&pki.ca).revoke(&pki.signer.certificate, REVOKED, Reason::KeyCompromise).revoke(
            &pki.maker.certificate,
            REVOKED,
            Reason::KeyCompromise,
        )
    };
    vec![
        revoking().build(),
        revoking().number(7).build(),
        revoking().number(8).delta(7).build(),
        revoking().period("2024-01-01T00:00:00+08:00", None).build(),
    ]
}

/// A list of the authority on which nobody stands.
pub(crate) fn clearing_list() -> Vec<u8> {
    CrlBuilder::new(&pki().ca).build()
}

/// An OCSP response.
pub(crate) fn response(data: &[u8]) {
    let mut options = TRUSTED.clone();
    options.ocsp.push(data.to_vec());
    refused(&GENUINE, &options);
}

/// Responses of the authority about a signer that is revoked or unknown.
pub(crate) fn responses() -> Vec<Vec<u8>> {
    let pki = pki();
    let about = |said| OcspBuilder::new(&pki.ca).about(&pki.signer.certificate, said);
    vec![
        about(Said::Revoked(moment(REVOKED))).build(),
        about(Said::Revoked(moment(REVOKED))).by_sm3().build(),
        about(Said::Unknown).build(),
        OcspBuilder::new(&pki.ca).about(&pki.maker.certificate, Said::Revoked(moment(REVOKED))).build(),
    ]
}

/// A response that knows both as good.
pub(crate) fn clearing_response() -> Vec<u8> {
    let pki = pki();
    let about = OcspBuilder::new(&pki.ca).about(&pki.signer.certificate, Said::Good);
    about.about(&pki.maker.certificate, Said::Good).build()
}
