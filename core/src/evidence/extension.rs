//! The extensions of a certificate. What limits the certificate itself is read at once; the rest when a path asks.
//!
//! *Basis*: RFC 5280, 4.2.

use super::der::{Scan, Tlv, tag};
use super::{Fault, oid};

/// What the extensions of a certificate say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Extensions<'a> {
    pub(crate) key_usage: Option<Vec<String>>,
    pub(crate) is_ca: bool,
    pub(crate) path_length: Option<u32>,
    all: Vec<Extension<'a>>,
}

#[derive(Debug, Clone)]
struct Extension<'a> {
    id: String,
    critical: bool,
    value: &'a [u8],
}

const USAGES: [&str; 9] = [
    "digitalSignature",
    "nonRepudiation",
    "keyEncipherment",
    "dataEncipherment",
    "keyAgreement",
    "keyCertSign",
    "cRLSign",
    "encipherOnly",
    "decipherOnly",
];

/// Extensions that are kept when they are critical. Policies bind nobody who asks for none; who demands them
/// (policyConstraints) is not among these.
const KEPT: [&str; 12] = [
    oid::SUBJECT_KEY,
    oid::KEY_USAGE,
    oid::ALTERNATIVE_NAME,
    oid::ISSUER_ALTERNATIVE_NAME,
    oid::BASIC_CONSTRAINTS,
    oid::NAME_CONSTRAINTS,
    oid::DISTRIBUTION_POINTS,
    oid::CERTIFICATE_POLICIES,
    oid::AUTHORITY_KEY,
    oid::EXTENDED_KEY_USAGE,
    oid::INHIBIT_ANY_POLICY,
    oid::OCSP_NO_CHECK,
];

impl<'a> Extensions<'a> {
    /// Reads `[3] EXPLICIT Extensions`.
    pub(crate) fn read(scan: &Scan, part: Tlv<'a>) -> Result<Self, Fault> {
        let mut found = Self::default();
        for extension in scan.inside(scan.inside(part).take(tag::SEQUENCE, "extensions")?).all()? {
            let (id, critical, value) = parts(scan, extension)?;
            match id.as_str() {
                oid::KEY_USAGE => found.key_usage = Some(usages(scan.whole(value)?)?),
                oid::BASIC_CONSTRAINTS => {
                    let mut parts = scan.inside(scan.whole(value)?);
                    found.is_ca = is_true(parts.take_if(tag::BOOLEAN, "cA")?);
                    let length = parts.take_if(tag::INTEGER, "pathLenConstraint")?;
                    let length = length.map(|value| value.small_integer()).transpose()?;
                    found.path_length = length.map(|length| u32::try_from(length).unwrap_or(0));
                }
                _ => {}
            }
            found.all.push(Extension { id, critical, value });
        }
        Ok(found)
    }

    /// The value of an extension.
    pub(crate) fn value(&self, id: &str) -> Option<&'a [u8]> {
        self.all.iter().find(|one| one.id == id).map(|one| one.value)
    }

    /// Whether an extension is there and critical.
    pub(crate) fn is_critical(&self, id: &str) -> bool {
        self.all.iter().any(|one| one.id == id && one.critical)
    }

    /// Whether there is a critical one that is not kept here, so that nobody may rely on the certificate.
    pub(crate) fn has_unknown_critical(&self) -> bool {
        self.all.iter().any(|one| one.critical && !KEPT.contains(&one.id.as_str()))
    }

    /// Whether one stands twice, so that two readers may keep different ones.
    pub(crate) fn has_repeated(&self) -> bool {
        let mut ids: Vec<&str> = self.all.iter().map(|one| one.id.as_str()).collect();
        ids.sort_unstable();
        ids.windows(2).any(|pair| matches!(pair, [one, other] if one == other))
    }

    /// Purposes of extKeyUsage; nothing when the certificate has none.
    pub(crate) fn purposes(&self, scan: &Scan) -> Result<Option<Vec<String>>, Fault> {
        let Some(value) = self.value(oid::EXTENDED_KEY_USAGE) else { return Ok(None) };
        let members = scan.inside(scan.whole(value)?.expect(tag::SEQUENCE, "extKeyUsage")?).all()?;
        let purpose = |id: Tlv<'_>| {
            let id = id.expect(tag::OID, "KeyPurposeId")?;
            oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))
        };
        members.into_iter().map(purpose).collect::<Result<_, Fault>>().map(Some)
    }

    /// The names beside the subject: GeneralName values.
    pub(crate) fn alternative_names(&self, scan: &Scan) -> Result<Vec<Tlv<'a>>, Fault> {
        match self.value(oid::ALTERNATIVE_NAME) {
            Some(value) => scan.inside(scan.whole(value)?.expect(tag::SEQUENCE, "GeneralNames")?).all(),
            None => Ok(Vec::new()),
        }
    }
}

/// Identifier, whether it is critical, and value of an Extension.
pub(crate) fn parts<'a>(scan: &Scan, extension: Tlv<'a>) -> Result<(String, bool, &'a [u8]), Fault> {
    let mut members = scan.inside(extension.expect(tag::SEQUENCE, "Extension")?);
    let id = members.take(tag::OID, "extnID")?;
    let id = oid::text(id.content).ok_or_else(|| id.flaw("der.oid"))?;
    let critical = is_true(members.take_if(tag::BOOLEAN, "critical")?);
    Ok((id, critical, members.take(tag::OCTET_STRING, "extnValue")?.content))
}

fn is_true(flag: Option<Tlv<'_>>) -> bool {
    flag.is_some_and(|flag| flag.content.iter().any(|&octet| octet != 0))
}

fn usages(bits: Tlv<'_>) -> Result<Vec<String>, Fault> {
    let (octets, _) = bits.expect(tag::BIT_STRING, "keyUsage")?.bits()?;
    let is_set = |index: usize| {
        octets.get(index / 8).is_some_and(|octet| {
            octet.checked_shl(u32::try_from(index % 8).unwrap_or(0)).unwrap_or(0) & 0x80 != 0
        })
    };
    Ok(USAGES
        .iter()
        .enumerate()
        .filter(|(index, _)| is_set(*index))
        .map(|(_, name)| (*name).to_owned())
        .collect())
}
