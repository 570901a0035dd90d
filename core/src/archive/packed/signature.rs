//! Signatures of an encapsulated package: what can be read of them. Their values are not verified: how the signed text is
//! written before it is digested is not confirmed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::eep::{first, text as text_of};
use super::grammar::moment;
use super::items::{self, Tests};
use crate::Error;
use crate::Limits;
use crate::evidence::der::Scan;
use crate::evidence::x509::{Certificate, CertificateFacts};
use crate::evidence::xml::Element;
use crate::evidence::{Fault, absorb};

/// Reads the signatures in `holder`, a package or the package that it revises.
pub(super) fn read(
    holder: &Element,
    limits: &Limits,
    out: &mut Vec<Value>,
    tests: &mut Tests,
) -> Result<(), Error> {
    let signatures = holder.all("电子签名块").flat_map(|block| block.all("电子签名"));
    let locks = holder.all("锁定签名");
    for (kind, name, signature) in signatures
        .map(|one| ("signature", "签名标识符", one))
        .chain(locks.map(|one| ("lock", "被锁定签名标识符", one)))
    {
        if out.len() >= limits.signatures {
            return Err(Error::limit("limit.signatures", "", "the package has too many signatures"));
        }
        let text = |name: &str| first(signature, name).map(text_of).filter(|text| !text.is_empty());
        let at = format!("/signatures/{}", out.len());
        let id = text(name).unwrap_or_default();
        if kind == "lock" && !out.iter().any(|other| other["id"] == id) {
            tests.fault(&items::FIXITY, "archive.lock_leads_nowhere", &at);
        }
        let value = text("签名结果").and_then(decoded).filter(|value| !value.is_empty());
        if value.is_none() {
            tests.fault(&items::FIXITY, "archive.signature_broken", &at);
        }
        let time = text("签名时间").and_then(moment);
        let mut certificates = Vec::new();
        for certificate in signature.all("证书块").flat_map(|block| block.all("证书")) {
            let facts = match decoded(text_of(certificate)) {
                Some(der) => certificate_of(&der, limits)?,
                None => None,
            };
            match facts {
                None => tests.open(&items::FIXITY, "archive.certificate_unreadable", &at),
                Some(facts) => certificates.push(facts),
            }
        }
        // The first is the signer's.
        if let (Some(time), Some(signer)) = (time, certificates.first())
            && !(signer.not_before.at <= time && time <= signer.not_after.at)
        {
            tests.fault(&items::FIXITY, "archive.out_of_period", &at);
        }
        out.push(json!({
            "algorithm": text("签名算法标识"),
            "certificates": certificates,
            "id": if kind == "lock" { format!("lock-{id}") } else { id.to_owned() },
            "type": kind,
            "signing_time": time.map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)),
            "value_bytes": value.map(|value| value.len()),
        }));
    }
    Ok(())
}

/// Base64 as XML carries it, with white space.
pub(super) fn decoded(text: &str) -> Option<Vec<u8>> {
    let text: String = text.chars().filter(|char| !matches!(char, ' ' | '\t' | '\r' | '\n')).collect();
    STANDARD.decode(text).ok()
}

fn certificate_of(der: &[u8], limits: &Limits) -> Result<Option<CertificateFacts>, Error> {
    let read: Result<Certificate<'_>, Fault> = Certificate::read(&Scan::new(limits), der);
    Ok(absorb(read, &mut Vec::new())?.map(|certificate| certificate.facts))
}
