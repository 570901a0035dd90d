//! A timestamp token as far as its imprint: enough to tell a token that cannot belong to a value.
//!
//! *Basis*: RFC 3161, 2.4.2; GB/T 20520.

use serde::{Deserialize, Serialize};

use super::algorithm::{DigestMethod, Key};
use super::answer::Answer;
use super::der::{Scan, tag};
use super::time::{self, Moment};
use super::{Fault, Flaw, absorb, oid, x509};
use crate::Error;

/// What a timestamp token says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimestampFacts {
    /// Whether its imprint is the digest of what it should stamp; `no` when the token cannot be read.
    pub imprint: Answer,
    /// The time it states.
    pub time: Option<Moment>,
    /// Why it cannot be read.
    pub flaws: Vec<Flaw>,
}

struct Token<'a> {
    method: Option<DigestMethod>,
    imprint: &'a [u8],
    time: Moment,
}

/// Reads `token` and compares its imprint with the digest of any of `stamped`: the standard does not settle whether
/// the octets of the value or its whole BIT STRING are meant.
pub(crate) fn examine(scan: &Scan, token: &[u8], stamped: &[&[u8]]) -> Result<TimestampFacts, Error> {
    let mut flaws = Vec::new();
    let Some(token) = absorb(read(scan, token), &mut flaws)? else {
        return Ok(TimestampFacts { imprint: Answer::No, time: None, flaws });
    };
    let imprint = match token.method {
        None | Some(DigestMethod::Md5 | DigestMethod::Sm3Keyed) => Answer::Unknown,
        Some(method) => Answer::from(
            stamped.iter().any(|data| method.digest(data, &Key::Unusable).as_deref() == Some(token.imprint)),
        ),
    };
    Ok(TimestampFacts { imprint, time: Some(token.time), flaws })
}

fn read<'a>(scan: &Scan, token: &'a [u8]) -> Result<Token<'a>, Fault> {
    let outer = scan.whole(token)?.expect(tag::SEQUENCE, "ContentInfo")?;
    let mut parts = scan.inside(outer);
    let kind = parts.take(tag::OID, "contentType")?;
    if !matches!(oid::text(kind.content).as_deref(), Some(oid::PKCS7_SIGNED_DATA | oid::GM_SIGNED_DATA)) {
        return Err(kind.flaw("timestamp.content_type"));
    }
    let data = scan.inside(parts.take(tag::CONTEXT_0, "content")?).take(tag::SEQUENCE, "SignedData")?;
    let mut parts = scan.inside(data);
    parts.take(tag::INTEGER, "version")?;
    parts.take(tag::SET, "digestAlgorithms")?;
    let mut content = scan.inside(parts.take(tag::SEQUENCE, "encapContentInfo")?);
    let kind = content.take(tag::OID, "eContentType")?;
    if oid::text(kind.content).as_deref() != Some(oid::TST_INFO) {
        return Err(kind.flaw("timestamp.content_type"));
    }
    let octets =
        scan.inside(content.take(tag::CONTEXT_0, "eContent")?).take(tag::OCTET_STRING, "eContent")?;
    let info = scan.whole(octets.content)?.expect(tag::SEQUENCE, "TSTInfo")?;
    let mut parts = scan.inside(info);
    parts.take(tag::INTEGER, "version")?;
    parts.take(tag::OID, "policy")?;
    let mut imprint = scan.inside(parts.take(tag::SEQUENCE, "messageImprint")?);
    let method = x509::algorithm(scan, imprint.take(tag::SEQUENCE, "hashAlgorithm")?)?;
    let digest = imprint.take(tag::OCTET_STRING, "hashedMessage")?.content;
    parts.take(tag::INTEGER, "serialNumber")?;
    let time = parts.take(tag::GENERALIZED_TIME, "genTime")?;
    let moment = std::str::from_utf8(time.content).ok().and_then(time::parse);
    let (moment, _) = moment.ok_or_else(|| time.flaw("timestamp.time"))?;
    Ok(Token { method: DigestMethod::named(&method), imprint: digest, time: moment })
}
