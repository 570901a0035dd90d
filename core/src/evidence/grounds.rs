//! What a caller gave to found trust on, and what establishing it may still cost.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use chrono::{DateTime, Utc};

use super::algorithm::Key;
use super::cms::Beside;
use super::crl::Crl;
use super::inquiry::{self, Given};
use super::path::{self, PathFacts};
use super::status::StatusFacts;
use super::trust::{Role, TrustStore};
use super::x509::Certificate;
use crate::{Error, Limits};

/// Whom the caller trusts, for the length of one document.
pub(crate) struct Grounds<'g> {
    pub(crate) store: &'g TrustStore,
    pub(crate) given: Given<'g>,
    /// The moment of the question, which a host is told.
    pub(crate) time: DateTime<Utc>,
    pub(crate) limits: &'g Limits,
    steps: Cell<usize>,
    signatures: Cell<usize>,
    /// Whether the holder of a certificate signed something, by the digests of both.
    verified: RefCell<HashMap<[String; 2], bool>>,
    /// Paths of certificates that came without others.
    paths: RefCell<HashMap<(Role, String), Vec<PathFacts>>>,
    /// What is said about a certificate, by its digest and its issuer's.
    said: RefCell<HashMap<[String; 2], Vec<StatusFacts>>>,
}

impl<'g> Grounds<'g> {
    pub(crate) fn new(
        store: &'g TrustStore,
        given: Given<'g>,
        time: DateTime<Utc>,
        limits: &'g Limits,
    ) -> Self {
        Self {
            store,
            given,
            time,
            limits,
            steps: Cell::new(limits.path_steps),
            signatures: Cell::new(limits.path_signatures),
            verified: RefCell::default(),
            paths: RefCell::default(),
            said: RefCell::default(),
        }
    }

    /// How `certificate` leads to one that is trusted in `role`: every path that was found or, when there is none, the
    /// furthest way. `beside` is what came with it.
    ///
    /// *Errors*: `limit.path_steps`, `limit.path_signatures`.
    pub(crate) fn paths(
        &self,
        role: Role,
        certificate: &Certificate<'_>,
        beside: Beside<'_, '_>,
    ) -> Result<Vec<PathFacts>, Error> {
        let known = (role, certificate.facts.sha256.clone());
        if beside.is_empty()
            && let Some(paths) = self.paths.borrow().get(&known)
        {
            return Ok(paths.clone());
        }
        let paths = path::build(self, role, certificate, beside)?;
        if beside.is_empty() {
            self.paths.borrow_mut().insert(known, paths.clone());
        }
        Ok(paths)
    }

    /// Everything that is said about the status of `certificate`, which `issuer` issued, if that is known; `lists` came
    /// with the document.
    pub(crate) fn status(
        &self,
        certificate: &Certificate<'_>,
        issuer: Option<&Certificate<'_>>,
        lists: &[Crl<'_>],
    ) -> Result<Vec<StatusFacts>, Error> {
        let mut status = self.given_status(certificate, issuer)?;
        status.extend(inquiry::carried(self, lists, certificate, issuer)?);
        Ok(status)
    }

    fn given_status(
        &self,
        certificate: &Certificate<'_>,
        issuer: Option<&Certificate<'_>>,
    ) -> Result<Vec<StatusFacts>, Error> {
        let issuer_sha256 = issuer.map(|issuer| issuer.facts.sha256.clone()).unwrap_or_default();
        let known = [certificate.facts.sha256.clone(), issuer_sha256];
        if let Some(status) = self.said.borrow().get(&known) {
            return Ok(status.clone());
        }
        let status = inquiry::certificate(self, certificate, issuer)?;
        self.said.borrow_mut().insert(known, status.clone());
        Ok(status)
    }

    /// Counts one more certificate that may have issued another.
    pub(crate) fn step(&self) -> Result<(), Error> {
        spend(&self.steps, "limit.path_steps", "too many ways to a trusted certificate")
    }

    /// Whether `issuer` signed `certificate`.
    pub(crate) fn issued(
        &self,
        issuer: &Certificate<'_>,
        certificate: &Certificate<'_>,
    ) -> Result<bool, Error> {
        let signed = Signed {
            sha256: &certificate.facts.sha256,
            algorithm: &certificate.facts.signature_algorithm,
            message: certificate.tbs,
            value: certificate.value,
        };
        self.signed(issuer, &signed)
    }

    /// Whether `authority` made the value of something signed. Each such question is paid for once.
    pub(crate) fn signed(&self, authority: &Certificate<'_>, signed: &Signed<'_>) -> Result<bool, Error> {
        let known = [authority.facts.sha256.clone(), signed.sha256.to_owned()];
        if let Some(answer) = self.verified.borrow().get(&known) {
            return Ok(*answer);
        }
        let answer = self.verify(&authority.key, signed)?;
        self.verified.borrow_mut().insert(known, answer);
        Ok(answer)
    }

    /// Verifies under the default SM2 id and those that the store names.
    fn verify(&self, key: &Key, signed: &Signed<'_>) -> Result<bool, Error> {
        let Signed { algorithm, message, value, .. } = signed;
        let spend = || spend(&self.signatures, "limit.path_signatures", "too many signatures of authorities");
        spend()?;
        if !key.fits(algorithm) {
            return Ok(false);
        }
        if key.verify(algorithm, message, value) {
            return Ok(true);
        }
        for id in self.store.sm2_ids() {
            spend()?;
            if key.verify_as(id, message, value) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// Something that an authority signed.
pub(crate) struct Signed<'a> {
    /// SHA-256 of the whole.
    pub(crate) sha256: &'a str,
    pub(crate) algorithm: &'a str,
    pub(crate) message: &'a [u8],
    pub(crate) value: &'a [u8],
}

fn spend(left: &Cell<usize>, code: &'static str, message: &str) -> Result<(), Error> {
    let rest = left.get().checked_sub(1).ok_or_else(|| Error::limit(code, "", message))?;
    left.set(rest);
    Ok(())
}
