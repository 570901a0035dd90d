//! What a caller gave to found trust on, and what establishing it may still cost.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use super::algorithm::Key;
use super::path::{self, PathFacts};
use super::trust::{Role, TrustStore};
use super::x509::Certificate;
use crate::{Error, Limits};

/// Whom the caller trusts, for the length of one document.
pub(crate) struct Grounds<'g> {
    pub(crate) store: &'g TrustStore,
    pub(crate) limits: &'g Limits,
    steps: Cell<usize>,
    signatures: Cell<usize>,
    /// Whether a value verifies, by issuer, what is signed, and value.
    verified: RefCell<HashMap<[String; 2], bool>>,
    /// Paths of certificates that came without others.
    paths: RefCell<HashMap<(Role, String), Vec<PathFacts>>>,
}

impl<'g> Grounds<'g> {
    pub(crate) fn new(store: &'g TrustStore, limits: &'g Limits) -> Self {
        Self {
            store,
            limits,
            steps: Cell::new(limits.path_steps),
            signatures: Cell::new(limits.path_signatures),
            verified: RefCell::default(),
            paths: RefCell::default(),
        }
    }

    /// How `certificate` leads to one that is trusted in `role`: every path that was found or, when there is none, the
    /// furthest way. `beside` are certificates that came with it.
    ///
    /// *Errors*: `limit.path_steps`, `limit.path_signatures`.
    pub(crate) fn paths(
        &self,
        role: Role,
        certificate: &Certificate<'_>,
        beside: &[&[u8]],
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
        let known = [issuer.facts.sha256.clone(), certificate.facts.sha256.clone()];
        if let Some(answer) = self.verified.borrow().get(&known) {
            return Ok(*answer);
        }
        let algorithm = &certificate.facts.signature_algorithm;
        let answer = self.verifies(&issuer.key, algorithm, certificate.tbs, certificate.value)?;
        self.verified.borrow_mut().insert(known, answer);
        Ok(answer)
    }

    /// Whether an authority with `key` made `value` over `message`, under any of the SM2 ids that the store names.
    pub(crate) fn verifies(
        &self,
        key: &Key,
        algorithm: &str,
        message: &[u8],
        value: &[u8],
    ) -> Result<bool, Error> {
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

fn spend(left: &Cell<usize>, code: &'static str, message: &str) -> Result<(), Error> {
    let rest = left.get().checked_sub(1).ok_or_else(|| Error::limit(code, "", message))?;
    left.set(rest);
    Ok(())
}
