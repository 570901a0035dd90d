//! Lists of revoked certificates: complete and delta lists of one authority. A list that speaks for other authorities
//! (indirect) is read and refused.
//!
//! *Basis*: RFC 5280, 5 and 6.3; GB/T 20518.

use super::algorithm::sha256;
use super::der::{Members, Scan, Tlv, tag};
use super::name::Name;
use super::status::StatusSource;
use super::time::Moment;
use super::x509::{self, Certificate};
use super::{Fault, extension, hex, oid};
use crate::Limits;

/// A list, and the bytes that it was read from.
pub(crate) struct Crl<'a> {
    /// What its issuer signed.
    pub(crate) tbs: &'a [u8],
    pub(crate) value: &'a [u8],
    pub(crate) algorithm: String,
    pub(crate) names_one_algorithm: bool,
    pub(crate) issuer: Name<'a>,
    pub(crate) this_update: Moment,
    pub(crate) next_update: Option<Moment>,
    pub(crate) sha256: String,
    /// Where the list comes from.
    pub(crate) source: StatusSource,
    number: Option<&'a [u8]>,
    /// Number of the complete list that a delta list begins at.
    base: Option<&'a [u8]>,
    scope: Scope<'a>,
    has_unknown_critical: bool,
    /// Serial number and entry, in order of the numbers.
    entries: Vec<(&'a [u8], Tlv<'a>)>,
}

/// Which certificates of its issuer a list speaks of.
#[derive(Default)]
struct Scope<'a> {
    raw: &'a [u8],
    points: Option<Vec<&'a [u8]>>,
    authorities_alone: bool,
    holders_alone: bool,
    attributes_alone: bool,
    some_reasons: bool,
    indirect: bool,
}

/// What a list says of one certificate.
#[derive(Clone)]
pub(crate) struct Revoked {
    pub(crate) since: Moment,
    pub(crate) reason: Reason,
}

/// Why a certificate is on a list.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    Named(&'static str),
    Hold,
    /// It is on the list no longer; of delta lists.
    Removed,
}

impl Reason {
    /// The reason of a CRLReason.
    pub(crate) fn of(code: &[u8]) -> Self {
        match code {
            [1] => Self::Named("key_compromise"),
            [2] => Self::Named("ca_compromise"),
            [3] => Self::Named("affiliation_changed"),
            [4] => Self::Named("superseded"),
            [5] => Self::Named("cessation_of_operation"),
            [6] => Self::Hold,
            [8] => Self::Removed,
            [9] => Self::Named("privilege_withdrawn"),
            [10] => Self::Named("aa_compromise"),
            _ => Self::Named("unspecified"),
        }
    }

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Named(name) => name,
            Self::Hold => "certificate_hold",
            Self::Removed => "remove_from_crl",
        }
    }
}

impl<'a> Crl<'a> {
    /// Reads one list in DER.
    pub(crate) fn read(der: &'a [u8], limits: &Limits) -> Result<Self, Fault> {
        // The list is the caller's and bounded by its size; every value of it takes two octets.
        let scan = &Scan::new(&Limits { nodes: der.len(), ..limits.clone() });
        let mut parts = scan.inside(scan.whole(der)?.expect(tag::SEQUENCE, "CertificateList")?);
        let tbs = parts.take(tag::SEQUENCE, "tbsCertList")?;
        let algorithm = x509::algorithm(scan, parts.take(tag::SEQUENCE, "signatureAlgorithm")?)?;
        let (value, _) = parts.take(tag::BIT_STRING, "signatureValue")?.bits()?;
        parts.end()?;

        let mut parts = scan.inside(tbs);
        parts.take_if(tag::INTEGER, "version")?;
        let inner = x509::algorithm(scan, parts.take(tag::SEQUENCE, "signature")?)?;
        let issuer = Name::read(scan, parts.take(tag::SEQUENCE, "issuer")?)?;
        let this_update = x509::validity_time(parts.next("thisUpdate")?)?;
        let next_update = match parts.peek() {
            Some(tag::UTC_TIME | tag::GENERALIZED_TIME) => {
                Some(x509::validity_time(parts.next("nextUpdate")?)?)
            }
            _ => None,
        };
        let mut crl = Self {
            tbs: tbs.raw,
            value,
            names_one_algorithm: inner == algorithm,
            algorithm,
            issuer,
            this_update,
            next_update,
            sha256: hex(&sha256(der)),
            source: StatusSource::Crl,
            number: None,
            base: None,
            scope: Scope::default(),
            has_unknown_critical: false,
            entries: Vec::new(),
        };
        if let Some(list) = parts.take_if(tag::SEQUENCE, "revokedCertificates")? {
            crl.entries(scan, scan.inside(list))?;
        }
        if let Some(part) = parts.take_if(tag::CONTEXT_0, "crlExtensions")? {
            crl.extensions(scan, scan.inside(scan.inside(part).take(tag::SEQUENCE, "crlExtensions")?))?;
        }
        parts.end()?;
        if crl.is_delta() {
            crl.source = StatusSource::DeltaCrl;
        }
        Ok(crl)
    }

    fn entries(&mut self, scan: &Scan, mut list: Members<'_, 'a>) -> Result<(), Fault> {
        while !list.is_empty() {
            let entry = list.take(tag::SEQUENCE, "revokedCertificate")?;
            let mut parts = scan.inside(entry);
            self.entries.push((x509::significant(parts.take(tag::INTEGER, "userCertificate")?), entry));
            parts.next("revocationDate")?;
            if let Some(extensions) = parts.take_if(tag::SEQUENCE, "crlEntryExtensions")? {
                for extension in scan.inside(extensions).all()? {
                    let (id, critical, _) = extension::parts(scan, extension)?;
                    let known = [oid::CRL_REASON, oid::INVALIDITY_DATE, oid::CERTIFICATE_ISSUER]
                        .contains(&id.as_str());
                    self.has_unknown_critical |= critical && !known;
                    // Entries of other authorities make a list indirect, whatever it says of itself.
                    self.scope.indirect |= id == oid::CERTIFICATE_ISSUER;
                }
            }
            parts.end()?;
        }
        self.entries.sort_unstable_by_key(|(serial, _)| *serial);
        Ok(())
    }

    fn extensions(&mut self, scan: &Scan, mut list: Members<'_, 'a>) -> Result<(), Fault> {
        while !list.is_empty() {
            let (id, critical, value) = extension::parts(scan, list.take(tag::SEQUENCE, "extension")?)?;
            match id.as_str() {
                oid::CRL_NUMBER => self.number = Some(x509::significant(scan.whole(value)?)),
                oid::DELTA_CRL => self.base = Some(x509::significant(scan.whole(value)?)),
                oid::ISSUING_POINT => self.scope = Scope::read(scan, value, self.scope.indirect)?,
                oid::AUTHORITY_KEY | oid::ISSUER_ALTERNATIVE_NAME => {}
                _ => self.has_unknown_critical |= critical,
            }
        }
        Ok(())
    }

    /// Whether this is a list of what changed since a complete one.
    pub(crate) fn is_delta(&self) -> bool {
        self.base.is_some()
    }

    /// Whether this delta list goes on where `complete` stopped.
    pub(crate) fn continues(&self, complete: &Self) -> bool {
        let order = |number: &'a [u8]| (number.len(), number);
        let numbers = (self.base.map(order), complete.number.map(order), self.number.map(order));
        let (Some(base), Some(complete_number), Some(number)) = numbers else { return false };
        !complete.is_delta()
            && self.issuer.is(&complete.issuer)
            && self.scope.raw == complete.scope.raw
            && base <= complete_number
            && complete_number <= number
            && complete.this_update.at <= self.this_update.at
    }

    /// Why the list says nothing of anybody; `None` when it does.
    pub(crate) fn refusal(&self) -> Option<&'static str> {
        if !self.names_one_algorithm {
            Some("crl.algorithm")
        } else if self.has_unknown_critical {
            Some("crl.critical_extension")
        } else if self.scope.indirect {
            Some("crl.indirect")
        } else {
            None
        }
    }

    /// Why the list cannot say that `certificate` is good; `None` when it can.
    pub(crate) fn silence(
        &self,
        scan: &Scan,
        certificate: &Certificate<'_>,
    ) -> Result<Option<&'static str>, Fault> {
        let scope = &self.scope;
        let is_ca = certificate.facts.is_ca;
        if scope.attributes_alone || (scope.authorities_alone && !is_ca) || (scope.holders_alone && is_ca) {
            return Ok(Some("crl.scope"));
        }
        if let Some(points) = &scope.points {
            let own = distribution_points(scan, certificate)?;
            if !own.iter().any(|point| points.contains(point)) {
                return Ok(Some("crl.scope"));
            }
        }
        Ok(scope.some_reasons.then_some("crl.partial"))
    }

    /// What the list says of the certificate with this serial number, written without leading zeros.
    pub(crate) fn entry(&self, scan: &Scan, serial: &[u8]) -> Result<Option<Revoked>, Fault> {
        let found = self.entries.binary_search_by_key(&serial, |(one, _)| *one);
        let entry = found.ok().and_then(|at| self.entries.get(at));
        let Some((_, entry)) = entry else { return Ok(None) };
        let mut parts = scan.inside(*entry);
        parts.take(tag::INTEGER, "userCertificate")?;
        let mut since = x509::validity_time(parts.next("revocationDate")?)?;
        let mut reason = Reason::of(&[]);
        if let Some(extensions) = parts.take_if(tag::SEQUENCE, "crlEntryExtensions")? {
            for extension in scan.inside(extensions).all()? {
                let (id, _, value) = extension::parts(scan, extension)?;
                match id.as_str() {
                    oid::CRL_REASON => reason = Reason::of(scan.whole(value)?.content),
                    // The authority says that the key was lost earlier than it was told.
                    oid::INVALIDITY_DATE => {
                        let invalid = x509::validity_time(scan.whole(value)?)?;
                        since = if invalid.at < since.at { invalid } else { since };
                    }
                    _ => {}
                }
            }
        }
        Ok(Some(Revoked { since, reason }))
    }
}

impl<'a> Scope<'a> {
    /// Reads issuingDistributionPoint; `indirect` when the entries said so before.
    fn read(scan: &Scan, value: &'a [u8], indirect: bool) -> Result<Self, Fault> {
        let mut scope = Self { raw: value, indirect, ..Self::default() };
        for part in
            scan.inside(scan.whole(value)?.expect(tag::SEQUENCE, "issuingDistributionPoint")?).all()?
        {
            let is_set = part.content.iter().any(|&octet| octet != 0);
            match part.tag {
                0xa0 => scope.points = Some(full_names(scan, part)?),
                0x81 => scope.holders_alone = is_set,
                0x82 => scope.authorities_alone = is_set,
                0x83 => scope.some_reasons = true,
                0x84 => scope.indirect |= is_set,
                0x85 => scope.attributes_alone = is_set,
                _ => return Err(part.flaw("crl.scope")),
            }
        }
        Ok(scope)
    }
}

/// GeneralNames of a `[0] DistributionPointName`; a name relative to the issuer matches nothing here.
fn full_names<'a>(scan: &Scan, point: Tlv<'a>) -> Result<Vec<&'a [u8]>, Fault> {
    let name = scan.inside(point).next("distributionPoint")?;
    if name.tag != tag::CONTEXT_0 {
        return Ok(Vec::new());
    }
    Ok(scan.inside(name).all()?.into_iter().map(|name| name.raw).collect())
}

/// Where a certificate says that its lists are; points of other authorities apart.
fn distribution_points<'a>(scan: &Scan, certificate: &Certificate<'a>) -> Result<Vec<&'a [u8]>, Fault> {
    let mut names = Vec::new();
    let Some(value) = certificate.extensions.value(oid::DISTRIBUTION_POINTS) else { return Ok(names) };
    for point in scan.inside(scan.whole(value)?.expect(tag::SEQUENCE, "cRLDistributionPoints")?).all()? {
        let mut parts = scan.inside(point.expect(tag::SEQUENCE, "DistributionPoint")?);
        if let Some(name) = parts.take_if(tag::CONTEXT_0, "distributionPoint")? {
            names.extend(full_names(scan, name)?);
        }
    }
    Ok(names)
}
