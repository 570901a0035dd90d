//! The certificates of a file: PEM text, one certificate in DER, or a PKCS#7 bundle in either form.
//!
//! *Basis*: RFC 7468; RFC 2315, 9.1 and GB/T 35275 (a SignedData that only carries certificates).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::der::{Scan, tag};
use super::{Fault, Flaw, oid};

/// Labels of PEM blocks that hold certificates; blocks of other kinds are passed over.
const LABELS: [&str; 5] = ["CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE", "PKCS7", "CMS"];

/// Every certificate of `data`, in DER.
pub(crate) fn certificates(scan: &Scan, data: &[u8]) -> Result<Vec<Vec<u8>>, Fault> {
    let mut found = Vec::new();
    for der in blocks(data, &LABELS)? {
        certificates_of_der(scan, &der, &mut found)?;
    }
    if found.is_empty() { Err(Flaw::new("x509.none", "").into()) } else { Ok(found) }
}

/// The blocks of a PEM text with one of `labels`, or `data` itself when it is no PEM text; bare base64 is met too.
pub(crate) fn blocks(data: &[u8], labels: &[&str]) -> Result<Vec<Vec<u8>>, Fault> {
    let broken = || Fault::from(Flaw::new("pem.broken", ""));
    if data.first() == Some(&tag::SEQUENCE) {
        // Base64 of a SEQUENCE begins with the letter M, so nothing else is meant.
        return Ok(vec![data.to_vec()]);
    }
    let text = std::str::from_utf8(data).map_err(|_| broken())?.trim_start_matches('\u{feff}');
    let mut parts = text.split("-----BEGIN ");
    let before = parts.next().unwrap_or_default();
    let mut found = Vec::new();
    for part in parts {
        let (label, rest) = part.split_once("-----").ok_or_else(broken)?;
        let (body, _) = rest.split_once(&format!("-----END {label}-----")).ok_or_else(broken)?;
        if labels.contains(&label) {
            found.push(decode(body).ok_or_else(broken)?);
        }
    }
    if found.is_empty() && !text.contains("-----BEGIN ") {
        found.push(decode(before).filter(|der| der.first() == Some(&tag::SEQUENCE)).ok_or_else(broken)?);
    }
    Ok(found)
}

fn decode(body: &str) -> Option<Vec<u8>> {
    let compact: String = body.split_ascii_whitespace().collect();
    STANDARD.decode(compact).ok()
}

fn certificates_of_der(scan: &Scan, der: &[u8], found: &mut Vec<Vec<u8>>) -> Result<(), Fault> {
    let mut outer = scan.inside(scan.whole(der)?.expect(tag::SEQUENCE, "certificate or bundle")?);
    if outer.peek() != Some(tag::OID) {
        found.push(der.to_vec());
        return Ok(());
    }
    let kind = outer.take(tag::OID, "contentType")?;
    if !matches!(oid::text(kind.content).as_deref(), Some(oid::PKCS7_SIGNED_DATA | oid::GM_SIGNED_DATA)) {
        return Err(kind.flaw("pkcs7.content_type"));
    }
    let data = scan.inside(outer.take(tag::CONTEXT_0, "content")?).take(tag::SEQUENCE, "SignedData")?;
    let mut parts = scan.inside(data);
    parts.take(tag::INTEGER, "version")?;
    parts.take(tag::SET, "digestAlgorithms")?;
    parts.take(tag::SEQUENCE, "contentInfo")?;
    if let Some(list) = parts.take_if(tag::CONTEXT_0, "certificates")? {
        // Other members of the choice are attribute certificates and the like.
        let members = scan.inside(list).all()?.into_iter().filter(|one| one.tag == tag::SEQUENCE);
        found.extend(members.map(|one| one.raw.to_vec()));
    }
    Ok(())
}
