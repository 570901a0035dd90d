//! What a caller gave to found trust on, and what establishing it may still cost.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

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

/// Signatures that are remembered from one document to the next.
const REMEMBERED: usize = 1 << 16;

/// Digests of an authority's certificate and of something that it may have signed.
type Question = [String; 2];

/// Whether authorities signed what they are said to have signed, for all documents that are verified on the same grounds;
/// with how many verifications each answer took, so that a document pays for it whoever asked first.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<HashMap<Question, (bool, usize)>>);

impl Memory {
    fn answers(&self) -> MutexGuard<'_, HashMap<Question, (bool, usize)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, question: Question, answer: (bool, usize)) {
        let mut answers = self.answers();
        if answers.len() >= REMEMBERED {
            answers.clear();
        }
        answers.insert(question, answer);
    }
}

/// Whom the caller trusts, for the length of one document.
pub(crate) struct Grounds<'g> {
    pub(crate) store: &'g TrustStore,
    pub(crate) given: &'g Given<'g>,
    /// The moment of the question, which a host is told.
    pub(crate) time: DateTime<Utc>,
    pub(crate) limits: &'g Limits,
    steps: Cell<usize>,
    signatures: Cell<usize>,
    memory: &'g Memory,
    /// What this document paid for already.
    verified: RefCell<HashMap<Question, bool>>,
    /// Paths of certificates that came without others.
    paths: RefCell<HashMap<(Role, String), Vec<PathFacts>>>,
    /// What is said about a certificate, by its digest and its issuer's.
    said: RefCell<HashMap<[String; 2], Vec<StatusFacts>>>,
}

impl<'g> Grounds<'g> {
    pub(crate) fn new(
        store: &'g TrustStore,
        given: &'g Given<'g>,
        memory: &'g Memory,
        time: DateTime<Utc>,
        limits: &'g Limits,
    ) -> Self {
        Self {
            store,
            given,
            memory,
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
        self.limits.go_on()?;
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
        let remembered = self.memory.answers().get(&known).copied();
        let answer = if let Some((answer, cost)) = remembered {
            (0..cost).try_for_each(|_| self.spend_signature())?;
            answer
        } else {
            let answer = self.verify(&authority.key, signed)?;
            self.memory.keep(known.clone(), answer);
            answer.0
        };
        self.verified.borrow_mut().insert(known, answer);
        Ok(answer)
    }

    /// Verifies under the default SM2 id and those that the store names; says how often.
    fn verify(&self, key: &Key, signed: &Signed<'_>) -> Result<(bool, usize), Error> {
        let Signed { algorithm, message, value, .. } = signed;
        self.spend_signature()?;
        if !key.fits(algorithm) {
            return Ok((false, 1));
        }
        if key.verify(algorithm, message, value) {
            return Ok((true, 1));
        }
        let mut cost = 1usize;
        for id in self.store.sm2_ids() {
            self.spend_signature()?;
            cost = cost.saturating_add(1);
            if key.verify_as(id, message, value) {
                return Ok((true, cost));
            }
        }
        Ok((false, cost))
    }

    fn spend_signature(&self) -> Result<(), Error> {
        spend(&self.signatures, "limit.path_signatures", "too many signatures of authorities")
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
