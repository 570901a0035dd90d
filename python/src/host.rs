//! A Python function as the host that is asked about the status of certificates and seals.

use chrono::{DateTime, SecondsFormat, Utc};
use pyo3::prelude::*;
use ywtb::{CertificateQuery, HostAnswer, SealQuery, StatusHost};

/// The function. Whatever goes wrong in it is silence: nothing passes because nobody answered.
#[derive(Debug)]
pub(crate) struct Host(pub(crate) Py<PyAny>);

/// A question: kind, digest, time, id of the seal, serial number, issuer, certificate, the issuer's certificate.
type Question<'a> = (&'static str, &'a str, String, &'a str, &'a str, &'a str, &'a [u8], &'a [u8]);

/// An answer: its word, since when, and a list or a response.
type Said = (String, Option<String>, Vec<u8>);

impl Host {
    fn ask(&self, question: Question<'_>) -> Option<HostAnswer> {
        let said = Python::attach(|py| {
            let answer = self.0.call1(py, question).ok()?;
            answer.extract::<Option<Said>>(py).ok()?
        });
        let (word, since, data) = said?;
        let since = since.as_deref().map(DateTime::parse_from_rfc3339).transpose().ok()?;
        let since = since.map(|at| at.to_utc());
        match word.as_str() {
            "good" => Some(HostAnswer::Good),
            "revoked" => Some(HostAnswer::Revoked(since)),
            "suspended" => Some(HostAnswer::Suspended(since)),
            "crl" => Some(HostAnswer::Crl(data)),
            "ocsp" => Some(HostAnswer::Ocsp(data)),
            _ => None,
        }
    }
}

impl StatusHost for Host {
    fn certificate(&self, query: &CertificateQuery<'_>) -> Option<HostAnswer> {
        let facts = query.facts;
        let issuer = query.issuer.unwrap_or_default();
        let time = rfc3339(query.time);
        self.ask((
            "certificate",
            &facts.sha256,
            time,
            "",
            &facts.serial,
            &facts.issuer,
            query.certificate,
            issuer,
        ))
    }

    fn seal(&self, query: &SealQuery<'_>) -> Option<HostAnswer> {
        self.ask(("seal", query.sha256, rfc3339(query.time), query.id, "", "", &[], &[]))
    }
}

fn rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, false)
}
