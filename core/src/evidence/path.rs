//! Paths from a certificate to one that the caller trusts: built within a budget, with everything that speaks against
//! each. Periods and status are kept beside the path; whether they serve is a question of time and asked later.
//!
//! *Basis*: RFC 5280, 6.1; GB/T 20518; RFC 3161, 2.3 (timestamp authorities).

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Fault;
use super::cms::Beside;
use super::constraint::Constraints;
use super::crl::Crl;
use super::der::Scan;
use super::grounds::Grounds;
use super::oid;
use super::status::StatusFacts;
use super::trust::Role;
use super::x509::{Certificate, CertificateFacts};
use crate::Error;

/// Certificates of a path; real ones have three or four.
const MAX_LENGTH: usize = 8;
/// Paths that are kept of one certificate.
const MAX_PATHS: usize = 8;

/// A path from a certificate towards one that the caller trusts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathFacts {
    /// From the certificate asked about to the trusted one, both included; of a way that leads nowhere, as far as it goes.
    pub certificates: Vec<CertificateFacts>,
    /// What speaks against the path at any time, the most telling first.
    pub faults: Vec<PathFault>,
    /// What is said about the status of each of the certificates, in their order.
    pub status: Vec<Vec<StatusFacts>>,
}

/// Something that speaks against a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PathFault {
    /// What it is.
    pub kind: PathFaultKind,
    /// Position of the certificate in the path.
    pub at: usize,
}

/// What can speak against a path, in the order in which it tells a reader most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PathFaultKind {
    /// It names a holder whom an authority above it may not name.
    NameConstraints,
    /// More authorities stand below it than it allows.
    PathLength,
    /// It issued another and is no authority.
    NotAuthority,
    /// It issued another and its key may not do that.
    KeyUsage,
    /// It is not one of a timestamp authority.
    ExtendedKeyUsage,
    /// It has a critical extension that is not known.
    CriticalExtension,
    /// It has an extension that cannot be read or that stands twice.
    Extension,
    /// It names two algorithms of its signature.
    Algorithm,
    /// Its signature no longer withstands forgery.
    Weak,
    /// The path is longer than any that is followed.
    TooLong,
    /// It names an issuer that did not sign it.
    Signature,
    /// The issuer that it names is not known.
    IssuerUnknown,
    /// It is its own issuer, and nobody trusts it.
    NotTrusted,
    /// The caller trusts nobody in this role.
    NobodyTrusted,
}

impl PathFaultKind {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NameConstraints => "name_constraints",
            Self::PathLength => "path_length",
            Self::NotAuthority => "not_authority",
            Self::KeyUsage => "key_usage",
            Self::ExtendedKeyUsage => "extended_key_usage",
            Self::CriticalExtension => "critical_extension",
            Self::Extension => "extension",
            Self::Algorithm => "algorithm",
            Self::Weak => "weak",
            Self::TooLong => "too_long",
            Self::Signature => "signature",
            Self::IssuerUnknown => "issuer_unknown",
            Self::NotTrusted => "not_trusted",
            Self::NobodyTrusted => "nobody_trusted",
        }
    }

    /// Whether no trusted certificate was reached.
    pub(crate) fn ends_nowhere(self) -> bool {
        self >= Self::TooLong
    }
}

impl PathFacts {
    /// Whether the path ends at a certificate that the caller trusts.
    pub fn is_anchored(&self) -> bool {
        !self.faults.iter().any(|fault| fault.kind.ends_nowhere())
    }
}

/// Every path from `certificate` to an anchor of `role`, the soundest first, or the furthest way when there is none.
pub(crate) fn build<'c>(
    grounds: &'c Grounds<'_>,
    role: Role,
    certificate: &Certificate<'c>,
    beside: Beside<'_, 'c>,
) -> Result<Vec<PathFacts>, Error> {
    let scan = Scan::new(grounds.limits);
    let mut search = Search {
        grounds,
        role,
        scan: &scan,
        beside: read(&scan, beside.certificates)?,
        lists: beside.lists,
        paths: Vec::new(),
        furthest: None,
    };
    search.extend(&mut vec![Rc::new(certificate.clone())])?;
    let Search { mut paths, furthest, .. } = search;
    if paths.is_empty() {
        paths.extend(furthest);
    }
    paths.sort_by_key(|path| (path.faults.len(), path.faults.first().copied(), path.certificates.len()));
    Ok(paths)
}

/// Certificates that can be read; what cannot leads nowhere.
fn read<'c>(scan: &Scan, ders: &[&'c [u8]]) -> Result<Vec<Rc<Certificate<'c>>>, Error> {
    let mut certificates = Vec::new();
    for der in ders {
        match Certificate::read(scan, der) {
            Ok(certificate) => certificates.push(Rc::new(certificate)),
            Err(Fault::Flaw(_)) => {}
            Err(Fault::Limit(error)) => return Err(error),
        }
    }
    Ok(certificates)
}

struct Search<'s, 'c, 'g> {
    grounds: &'c Grounds<'g>,
    role: Role,
    scan: &'s Scan,
    beside: Vec<Rc<Certificate<'c>>>,
    lists: &'s [Crl<'c>],
    paths: Vec<PathFacts>,
    furthest: Option<PathFacts>,
}

impl<'c> Search<'_, 'c, '_> {
    /// Follows every way on from the last certificate of `path`.
    fn extend(&mut self, path: &mut Vec<Rc<Certificate<'c>>>) -> Result<(), Error> {
        let Some(last) = path.last().cloned() else { return Ok(()) };
        if self.paths.len() >= MAX_PATHS {
            return Ok(());
        }
        if self.grounds.store.anchors(self.role).any(|anchor| anchor.der == last.der) {
            let faults = self.faults(path)?;
            let path = self.facts(path, faults)?;
            self.paths.push(path);
            return Ok(());
        }
        if path.len() >= MAX_LENGTH {
            return self.end(path, PathFaultKind::TooLong);
        }
        let mut end = if self.grounds.store.anchors(self.role).next().is_none() {
            PathFaultKind::NobodyTrusted
        } else if last.is_self_issued() {
            PathFaultKind::NotTrusted
        } else {
            PathFaultKind::IssuerUnknown
        };
        let mut goes_on = false;
        for issuer in self.named_issuers(&last)? {
            self.grounds.step()?;
            let is_met = |one: &Rc<Certificate<'_>>| {
                one.der == issuer.der
                    || (one.key_octets == issuer.key_octets && one.subject.is(&issuer.subject))
            };
            if path.iter().any(is_met) {
                continue;
            }
            if self.grounds.issued(&issuer, &last)? {
                goes_on = true;
                path.push(issuer);
                self.extend(path)?;
                path.pop();
            } else {
                end = end.min(PathFaultKind::Signature);
            }
        }
        if !goes_on {
            self.end(path, end)?;
        }
        Ok(())
    }

    /// Certificates with the name that `certificate` gives as its issuer's; anchors first.
    fn named_issuers(&self, certificate: &Certificate<'c>) -> Result<Vec<Rc<Certificate<'c>>>, Error> {
        let grounds = self.grounds;
        let mut issuers = read(self.scan, &grounds.store.named(self.role, &certificate.issuer.steps))?;
        issuers.extend(self.beside.iter().filter(|one| one.subject.is(&certificate.issuer)).cloned());
        Ok(issuers)
    }

    /// Keeps a way that leads nowhere when none of those before came further or tells more.
    fn end(&mut self, path: &[Rc<Certificate<'c>>], kind: PathFaultKind) -> Result<(), Error> {
        let way = self.facts(path, vec![PathFault { kind, at: path.len().saturating_sub(1) }])?;
        let rank = |way: &PathFacts| {
            (way.faults.first().map(|fault| fault.kind), std::cmp::Reverse(way.certificates.len()))
        };
        if self.furthest.as_ref().is_none_or(|known| rank(&way) < rank(known)) {
            self.furthest = Some(way);
        }
        Ok(())
    }

    /// A path with what is said about the status of each certificate. The last may have an issuer that is known, too:
    /// whoever trusts a certificate by itself is still told that its issuer withdrew it.
    fn facts(&self, path: &[Rc<Certificate<'c>>], faults: Vec<PathFault>) -> Result<PathFacts, Error> {
        let mut status = Vec::with_capacity(path.len());
        for (at, one) in path.iter().enumerate() {
            let mut issuer = path.get(at.saturating_add(1)).cloned();
            if issuer.is_none() && !one.is_self_issued() {
                for candidate in self.named_issuers(one)? {
                    if self.grounds.issued(&candidate, one)? {
                        issuer = Some(candidate);
                        break;
                    }
                }
            }
            status.push(self.grounds.status(one, issuer.as_deref(), self.lists)?);
        }
        Ok(PathFacts { certificates: path.iter().map(|one| one.facts.clone()).collect(), faults, status })
    }

    /// What speaks against a path that ends at an anchor.
    fn faults(&self, path: &[Rc<Certificate<'c>>]) -> Result<Vec<PathFault>, Error> {
        let mut faults = Vec::new();
        let mut add = |kind, at| faults.push(PathFault { kind, at });
        for (at, one) in path.iter().enumerate() {
            if one.extensions.has_unknown_critical() {
                add(PathFaultKind::CriticalExtension, at);
            }
            if one.extensions.has_repeated() {
                add(PathFaultKind::Extension, at);
            }
            if let Some(issuer) = path.get(at.saturating_add(1)) {
                if !one.names_one_algorithm {
                    add(PathFaultKind::Algorithm, at);
                }
                if !issuer.key.is_strong(&one.facts.signature_algorithm) {
                    add(PathFaultKind::Weak, at);
                }
            }
            match self.stamps(one, at) {
                Ok(true) => {}
                Ok(false) => add(PathFaultKind::ExtendedKeyUsage, at),
                Err(Fault::Flaw(_)) => add(PathFaultKind::Extension, at),
                Err(Fault::Limit(error)) => return Err(error),
            }
            if at == 0 {
                continue;
            }
            if !one.facts.is_ca {
                add(PathFaultKind::NotAuthority, at);
            }
            if !one.facts.may_be_used(&["keyCertSign"]) {
                add(PathFaultKind::KeyUsage, at);
            }
            // An authority that issues to itself, to change its key, does not count.
            let below =
                path.get(1..at).unwrap_or_default().iter().filter(|one| !one.is_self_issued()).count();
            if one.facts.path_length.is_some_and(|most| below > usize::try_from(most).unwrap_or(usize::MAX)) {
                add(PathFaultKind::PathLength, at);
            }
            match Constraints::of(self.scan, one) {
                Ok(None) => {}
                Ok(Some(constraints)) => {
                    for (position, named) in path.iter().enumerate().take(at) {
                        if position > 0 && named.is_self_issued() {
                            continue;
                        }
                        match constraints.allow(self.scan, named) {
                            Ok(true) => {}
                            Ok(false) => add(PathFaultKind::NameConstraints, position),
                            Err(Fault::Flaw(_)) => add(PathFaultKind::Extension, position),
                            Err(Fault::Limit(error)) => return Err(error),
                        }
                    }
                }
                Err(Fault::Flaw(_)) => add(PathFaultKind::Extension, at),
                Err(Fault::Limit(error)) => return Err(error),
            }
        }
        faults.sort_unstable();
        faults.dedup();
        Ok(faults)
    }

    /// Whether the purposes of a certificate allow it in a path of a timestamp authority, which must be nothing else.
    /// In the other roles purposes are no guide: seal certificates carry those of web servers.
    fn stamps(&self, certificate: &Certificate<'c>, at: usize) -> Result<bool, Fault> {
        if self.role != Role::Tsa {
            return Ok(true);
        }
        let purposes = certificate.extensions.purposes(self.scan)?;
        Ok(match (purposes, at) {
            (Some(purposes), 0) => {
                purposes == [oid::TIME_STAMPING]
                    && certificate.extensions.is_critical(oid::EXTENDED_KEY_USAGE)
            }
            (None, at) => at > 0,
            (Some(purposes), _) => {
                purposes.iter().any(|one| one == oid::TIME_STAMPING || one == oid::ANY_PURPOSE)
            }
        })
    }
}
