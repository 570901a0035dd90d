//! The status of a certificate by everything that the caller gave: lists, responses, answers, a host. What an authority
//! signed must be signed by the authority that issued the certificate, or by a responder that it named.
//!
//! *Basis*: RFC 5280, 6.3.3; RFC 6960, 3.2 and 4.2.2.2.

use std::borrow::Cow;

use super::crl::{Crl, Reason, Revoked};
use super::der::Scan;
use super::grounds::{Grounds, Signed};
use super::host::{self, CertificateQuery, HostAnswer, SealQuery, StatusAnswers, StatusHost};
use super::ocsp::{Ocsp, Says, Single};
use super::status::{StatusFacts, StatusSource, StatusWord};
use super::time::within;
use super::x509::Certificate;
use super::{Fault, answer::Answer, bundle, oid};
use crate::{Error, Limits};

/// Labels of PEM blocks.
const CRL: [&str; 2] = ["X509 CRL", "CRL"];
const OCSP: [&str; 1] = ["OCSP RESPONSE"];

/// What a caller gave about status, as it was given.
#[derive(Default)]
pub(crate) struct Given<'g> {
    pub(crate) crls: Vec<Crl<'g>>,
    pub(crate) ocsp: Vec<Ocsp<'g>>,
    pub(crate) answers: Option<&'g StatusAnswers>,
    pub(crate) host: Option<&'g dyn StatusHost>,
}

/// The lists of each file in DER, or the one response; told apart from PEM by its bytes.
///
/// *Errors*: `input.crl`, `input.ocsp` with the position of the file.
pub(crate) fn lists(files: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Error> {
    decode(files, &CRL, "input.crl", "crls")
}

/// See [`lists`].
pub(crate) fn responses(files: &[Vec<u8>]) -> Result<Vec<Vec<u8>>, Error> {
    decode(files, &OCSP, "input.ocsp", "ocsp")
}

fn decode(files: &[Vec<u8>], labels: &[&str], code: &'static str, name: &str) -> Result<Vec<Vec<u8>>, Error> {
    let mut all = Vec::new();
    for (index, file) in files.iter().enumerate() {
        match bundle::blocks(file, labels) {
            Ok(found) if !found.is_empty() => all.extend(found),
            _ => return Err(unreadable(code, name, index)),
        }
    }
    Ok(all)
}

fn unreadable(code: &'static str, name: &str, index: usize) -> Error {
    Error::input(code, format!("/{name}/{index}"), "expected it in DER or PEM")
}

impl<'g> Given<'g> {
    /// Reads what [`lists`] and [`responses`] unpacked.
    ///
    /// *Errors*: `input.crl`, `input.ocsp` for one that cannot be read; limits.
    pub(crate) fn read(
        lists: &'g [Vec<u8>],
        responses: &'g [Vec<u8>],
        limits: &Limits,
    ) -> Result<Self, Error> {
        let mut given = Self::default();
        for (index, der) in lists.iter().enumerate() {
            let crl = Crl::read(der, limits);
            given.crls.push(crl.map_err(|fault| reason(fault, "input.crl", "crls", index))?);
        }
        for (index, der) in responses.iter().enumerate() {
            let ocsp = Ocsp::read(der, limits);
            given.ocsp.extend(ocsp.map_err(|fault| reason(fault, "input.ocsp", "ocsp", index))?);
        }
        Ok(given)
    }
}

fn reason(fault: Fault, code: &'static str, name: &str, index: usize) -> Error {
    match fault {
        Fault::Flaw(_) => unreadable(code, name, index),
        Fault::Limit(error) => error,
    }
}

/// Everything that is said about `certificate`, which `issuer` issued, if that is known.
pub(crate) fn certificate(
    grounds: &Grounds<'_>,
    certificate: &Certificate<'_>,
    issuer: Option<&Certificate<'_>>,
) -> Result<Vec<StatusFacts>, Error> {
    let given = grounds.given;
    let mut found = Vec::new();
    if let Some(issuer) = issuer {
        crls(grounds, &given.crls, certificate, issuer, &mut found)?;
        for response in &given.ocsp {
            ocsp(grounds, response, certificate, issuer, &mut found)?;
        }
    }
    if let Some(answers) = given.answers {
        let own = answers.certificates.iter().filter(|(id, _)| id.names(&certificate.facts));
        found.extend(own.map(|(_, answer)| answer.clone()));
    }
    if let Some(asked) = given.host {
        let query = CertificateQuery {
            certificate: certificate.der,
            issuer: issuer.map(|issuer| issuer.der),
            facts: &certificate.facts,
            time: grounds.time,
        };
        match host::ask(asked, |host| host.certificate(&query)) {
            Some(HostAnswer::Crl(file)) => {
                let Ok(lists) = lists(&[file]) else { return Ok(found) };
                if let (Ok(given), Some(issuer)) = (Given::read(&lists, &[], grounds.limits), issuer) {
                    crls(grounds, &given.crls, certificate, issuer, &mut found)?;
                }
            }
            Some(HostAnswer::Ocsp(file)) => {
                let Ok(responses) = responses(&[file]) else { return Ok(found) };
                if let (Ok(given), Some(issuer)) = (Given::read(&[], &responses, grounds.limits), issuer) {
                    for response in &given.ocsp {
                        ocsp(grounds, response, certificate, issuer, &mut found)?;
                    }
                }
            }
            Some(answer) => found.extend(host::word(&answer, grounds.time)),
            None => {}
        }
    }
    Ok(found)
}

/// What `lists` that came with the document say about `certificate`, which `issuer` issued. They are judged as any other:
/// what its own signature, scope and period do not bear out counts for nothing.
pub(crate) fn carried(
    grounds: &Grounds<'_>,
    lists: &[Crl<'_>],
    certificate: &Certificate<'_>,
    issuer: Option<&Certificate<'_>>,
) -> Result<Vec<StatusFacts>, Error> {
    let mut found = Vec::new();
    if let Some(issuer) = issuer {
        crls(grounds, lists, certificate, issuer, &mut found)?;
    }
    Ok(found)
}

/// Everything that is said about a seal; nothing when nobody was named who could say it.
pub(crate) fn seal(grounds: &Grounds<'_>, id: &str, sha256: &str) -> Option<Vec<StatusFacts>> {
    let answers = grounds.given.answers.and_then(|answers| answers.seals.as_ref());
    if answers.is_none() && grounds.given.host.is_none() {
        return None;
    }
    let own = answers.into_iter().flatten().filter(|(own, _)| own.names(id, sha256));
    let mut found: Vec<StatusFacts> = own.map(|(_, answer)| answer.clone()).collect();
    if let Some(asked) = grounds.given.host {
        let query = SealQuery { id, sha256, time: grounds.time };
        let answer = host::ask(asked, |host| host.seal(&query));
        found.extend(answer.and_then(|answer| host::word(&answer, grounds.time)));
    }
    Some(found)
}

/// What `lists` say, each complete one by itself and each delta list with the complete one that it continues.
fn crls(
    grounds: &Grounds<'_>,
    lists: &[Crl<'_>],
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
    found: &mut Vec<StatusFacts>,
) -> Result<(), Error> {
    let scan = Scan::new(grounds.limits);
    let mut sound = Vec::new();
    for list in lists.iter().filter(|list| list.issuer.is(&certificate.issuer)) {
        match list_fault(grounds, list, issuer)? {
            Some(fault) => found.push(StatusFacts { fault: Some(fault.into()), ..of_list(list, None) }),
            None => sound.push(list),
        }
    }
    for list in &sound {
        // What cannot be read where it matters says nothing.
        let (entry, silence) = match list
            .entry(&scan, certificate.serial)
            .and_then(|entry| Ok((entry, list.silence(&scan, certificate)?)))
        {
            Ok(read) => read,
            Err(Fault::Limit(error)) => return Err(error),
            Err(Fault::Flaw(_)) => {
                found.push(StatusFacts { fault: Some("crl.entry".into()), ..of_list(list, None) });
                continue;
            }
        };
        if !list.is_delta() {
            let fault = silence.filter(|_| entry.is_none()).map(Cow::Borrowed);
            found.push(StatusFacts { fault, ..of_list(list, entry) });
            continue;
        }
        let base =
            sound.iter().filter(|complete| list.continues(complete)).max_by_key(|one| one.this_update.at);
        let before = match base.map(|base| base.entry(&scan, certificate.serial)).transpose() {
            Ok(before) => before.flatten(),
            Err(Fault::Limit(error)) => return Err(error),
            // Told of the complete list already.
            Err(Fault::Flaw(_)) => continue,
        };
        let is_removed = entry.as_ref().is_some_and(|entry| entry.reason == Reason::Removed);
        let fault = match (&entry, base, silence) {
            // Who is named is revoked, whatever the list continues.
            (Some(_), ..) if !is_removed => None,
            (_, None, _) => Some("crl.delta_without_base".into()),
            (_, _, silence) => silence.map(Cow::Borrowed),
        };
        let now = if is_removed { None } else { entry.or(before) };
        found.push(StatusFacts { fault, ..of_list(list, now) });
    }
    Ok(())
}

/// Why a list counts for nothing under `issuer`.
fn list_fault(
    grounds: &Grounds<'_>,
    list: &Crl<'_>,
    issuer: &Certificate<'_>,
) -> Result<Option<&'static str>, Error> {
    if !issuer.facts.may_be_used(&["cRLSign"]) {
        return Ok(Some("crl.key_usage"));
    }
    let signed =
        Signed { sha256: &list.sha256, algorithm: &list.algorithm, message: list.tbs, value: list.value };
    if !grounds.signed(issuer, &signed)? {
        return Ok(Some("crl.signature"));
    }
    if !issuer.key.is_strong(&list.algorithm) {
        return Ok(Some("crl.weak"));
    }
    Ok(list.refusal())
}

fn of_list(list: &Crl<'_>, entry: Option<Revoked>) -> StatusFacts {
    StatusFacts {
        source: list.source,
        by: Some(list.issuer.text.clone()),
        says: entry.as_ref().map_or(StatusWord::Good, |entry| word(entry.reason)),
        since: entry.as_ref().map(|entry| entry.since),
        reason: entry.map(|entry| entry.reason.as_str().to_owned()),
        issued: list.this_update,
        until: list.next_update,
        fault: None,
        sha256: Some(list.sha256.clone()),
    }
}

fn word(reason: Reason) -> StatusWord {
    match reason {
        Reason::Hold => StatusWord::Suspended,
        // Removed belongs to delta lists alone; where it stands elsewhere nobody can tell what is meant.
        Reason::Removed => StatusWord::Unknown,
        Reason::Named(_) => StatusWord::Revoked,
    }
}

/// What `response` says of `certificate`, each answer about it.
fn ocsp(
    grounds: &Grounds<'_>,
    response: &Ocsp<'_>,
    certificate: &Certificate<'_>,
    issuer: &Certificate<'_>,
    found: &mut Vec<StatusFacts>,
) -> Result<(), Error> {
    let own: Vec<&Single<'_>> =
        response.answers.iter().filter(|answer| answer.is_about(certificate, issuer)).collect();
    if own.is_empty() {
        return Ok(());
    }
    let (fault, by) = responder(grounds, response, issuer)?;
    for answer in own {
        let (says, since, reason) = match &answer.says {
            Says::Good => (StatusWord::Good, None, None),
            Says::Unknown => (StatusWord::Unknown, None, None),
            Says::Revoked(since, reason) => (word(*reason), Some(*since), Some(reason.as_str().to_owned())),
        };
        let fault = fault.or(answer.has_unknown_critical.then_some("ocsp.critical_extension"));
        found.push(StatusFacts {
            source: StatusSource::Ocsp,
            by: by.clone(),
            says,
            since,
            reason,
            issued: answer.this_update,
            until: answer.next_update,
            fault: fault.map(Cow::Borrowed),
            sha256: Some(response.sha256.clone()),
        });
    }
    Ok(())
}

/// Why the maker of a response is nobody who may answer for `issuer`, and who made it.
fn responder(
    grounds: &Grounds<'_>,
    response: &Ocsp<'_>,
    issuer: &Certificate<'_>,
) -> Result<(Option<&'static str>, Option<String>), Error> {
    let scan = Scan::new(grounds.limits);
    let signed = Signed {
        sha256: &response.sha256,
        algorithm: &response.algorithm,
        message: response.tbs,
        value: response.value,
    };
    let made_by =
        |one: &Certificate<'_>| Ok::<_, Error>(response.names(one) && grounds.signed(one, &signed)?);
    let answer = |fault, one: &Certificate<'_>| Ok((fault, Some(one.facts.subject.clone())));
    let of_key = |one: &Certificate<'_>| {
        if !one.key.is_strong(&response.algorithm) {
            Some("ocsp.weak")
        } else if response.has_unknown_critical {
            Some("ocsp.critical_extension")
        } else {
            None
        }
    };
    if made_by(issuer)? {
        return answer(of_key(issuer), issuer);
    }
    for der in &response.certificates {
        grounds.step()?;
        let one = match Certificate::read(&scan, der) {
            Ok(one) => one,
            Err(Fault::Flaw(_)) => continue,
            Err(Fault::Limit(error)) => return Err(error),
        };
        if !made_by(&one)? {
            continue;
        }
        let purposes = match one.extensions.purposes(&scan) {
            Ok(purposes) => purposes.unwrap_or_default(),
            Err(Fault::Flaw(_)) => Vec::new(),
            Err(Fault::Limit(error)) => return Err(error),
        };
        let is_named = one.issuer.is(&issuer.subject)
            && grounds.issued(issuer, &one)?
            && one.names_one_algorithm
            && issuer.key.is_strong(&one.facts.signature_algorithm)
            && purposes.iter().any(|purpose| purpose == oid::OCSP_SIGNING)
            && one.facts.may_sign()
            && !one.extensions.has_unknown_critical()
            && !one.extensions.has_repeated();
        let is_in_period =
            within(response.produced, one.facts.not_before, one.facts.not_after) == Answer::Yes;
        let fault = if !is_named {
            Some("ocsp.responder")
        } else if !is_in_period {
            Some("ocsp.responder_period")
        } else if one.extensions.value(oid::OCSP_NO_CHECK).is_none() {
            // Whether the responder itself was revoked would be asked of the responder.
            Some("ocsp.responder_status")
        } else {
            of_key(&one)
        };
        return answer(fault, &one);
    }
    Ok((Some("ocsp.signature"), None))
}
