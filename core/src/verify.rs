//! The door for documents: bytes in, report out.

mod archive;
mod certificate;
mod evidence;
mod many;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{DateTime, FixedOffset, SecondsFormat, TimeDelta, Utc};
use serde_json::{Value, json};

use crate::evidence::grounds::{Grounds, Memory};
use crate::evidence::host::{StatusAnswers, StatusHost};
use crate::evidence::inquiry::{self, Given};
use crate::evidence::trust::TrustStore;
use crate::law::Law;
use crate::report::{Findings, Indication, Outcome, Receipt, Report, Subject};
use crate::seal::{
    self, Facts, IntegrityFacts, Kind, Layout, Policy, SignatureFacts, SignatureVerdict, Verdict, rule,
};
use crate::{Error, Limits, ident, rules};

use evidence::{certificate, evidence};

pub use archive::{verify_archive, verify_archive_files};
pub use certificate::{CertificateOptions, verify_certificate};
pub use many::{Document, verify_many};

/// How a document is to be verified.
#[derive(Debug, Clone)]
pub struct VerifyOptions {
    /// The moment at which the question is asked.
    pub time: DateTime<FixedOffset>,
    /// How much each check weighs.
    pub policy: Policy,
    /// What a single signature signs; in a package that is Signature.xml and is found there.
    pub original: Option<Vec<u8>>,
    /// Who is trusted, by role.
    pub trust: TrustStore,
    /// Lists of revoked certificates, in DER or PEM.
    pub crls: Vec<Vec<u8>>,
    /// OCSP responses, in DER.
    pub ocsp: Vec<Vec<u8>>,
    /// Answers about certificates and seals that the caller vouches for.
    pub status: Option<StatusAnswers>,
    /// A host to ask about certificates and seals.
    pub host: Option<Arc<dyn StatusHost>>,
    /// What reading may cost.
    pub limits: Limits,
    /// The caller's own reference to the document.
    pub subject: Option<String>,
}

impl VerifyOptions {
    /// The policy `default`, nobody trusted, as of `time`.
    pub fn new(time: DateTime<FixedOffset>) -> Self {
        Self {
            time,
            policy: Policy::default(),
            original: None,
            trust: TrustStore::new(),
            crls: Vec::new(),
            ocsp: Vec::new(),
            status: None,
            host: None,
            limits: Limits::default(),
            subject: None,
        }
    }
}

/// Verifies an OFD package, a seal (`.esl`) or a seal signature, told apart by their bytes.
///
/// A broken, altered or unsigned document is an answer, not an error.
///
/// # Errors
/// `input.unrecognised` when it is none of these; `limit.*` when a limit is reached.
///
/// # Example
/// ```
/// let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T00:00:00+08:00")?;
/// let options = ywtb::VerifyOptions::new(time);
/// assert_eq!(ywtb::verify(b"a letter", &options).unwrap_err().code(), "input.unrecognised");
///
/// let cut = ywtb::verify(b"PK\x03\x04", &options)?;
/// assert_eq!(cut.sub_indication.as_deref(), Some("format_failure"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify(data: &[u8], options: &VerifyOptions) -> Result<Report, Error> {
    Ok(judge(&examine(data, options)?, options))
}

/// The facts of a document without any judgement; [`judge`] judges them, now or later.
///
/// # Errors
/// As [`verify`].
///
/// # Example
/// ```
/// use ywtb::{VerifyOptions, seal::Facts, seal::Policy};
/// let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T00:00:00+08:00")?;
/// let options = VerifyOptions::new(time);
/// let stored: String = ywtb::examine(b"PK\x03\x04", &options)?.to_json()?;
///
/// let facts = Facts::from_json(stored.as_bytes(), &options.limits)?;
/// let again = ywtb::judge(&facts, &options);
/// assert_eq!(again.to_json()?, ywtb::verify(b"PK\x03\x04", &options)?.to_json()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn examine(data: &[u8], options: &VerifyOptions) -> Result<Facts, Error> {
    if data.len() > options.limits.input_bytes {
        return Err(Error::limit("limit.input_bytes", "", "the document is too large"));
    }
    let kind = seal::recognise(data)?;
    let said = Said::read(options)?;
    examine_on(data, kind, options, &said.given(options)?, &Memory::default())
}

/// Lists and responses that came beside a document, unpacked.
struct Said {
    lists: Vec<Vec<u8>>,
    responses: Vec<Vec<u8>>,
}

impl Said {
    fn read(options: &VerifyOptions) -> Result<Self, Error> {
        Ok(Self { lists: inquiry::lists(&options.crls)?, responses: inquiry::responses(&options.ocsp)? })
    }

    fn given<'g>(&'g self, options: &'g VerifyOptions) -> Result<Given<'g>, Error> {
        let given = Given::read(&self.lists, &self.responses, &options.limits)?;
        Ok(Given { answers: options.status.as_ref(), host: options.host.as_deref(), ..given })
    }
}

fn examine_on(
    data: &[u8],
    kind: Kind,
    options: &VerifyOptions,
    given: &Given<'_>,
    memory: &Memory,
) -> Result<Facts, Error> {
    options.limits.go_on()?;
    let grounds = Grounds::new(&options.trust, given, memory, options.time.to_utc(), &options.limits);
    match kind {
        Kind::Ofd => seal::ofd(data, &grounds),
        Kind::Seal | Kind::Signature => seal::value(data, kind, options.original.as_deref(), &grounds),
    }
}

/// Judges facts, fresh or stored: the same facts under the same policy at the same time give the same bytes. Of the
/// options only the time, the policy and the caller's reference count; whom the caller trusts stands in the facts.
pub fn judge(facts: &Facts, options: &VerifyOptions) -> Report {
    report(facts, seal::judge(facts, &options.policy, options.time.to_utc()), options)
}

fn report(facts: &Facts, verdict: Verdict, options: &VerifyOptions) -> Report {
    let entries = facts.signatures.iter().zip(&verdict.signatures);
    Report {
        answers: Some(verdict.answers),
        evidence: evidence(facts, &verdict, options.time.to_utc()),
        findings: findings(&verdict, &options.policy, day(options)),
        indication: verdict.indication,
        obligations: Vec::new(),
        outcome: verdict.indication.map_or(Outcome::NotApplicable, Indication::outcome),
        receipt: receipt(&facts.sha256, options),
        schema: Report::SCHEMA,
        signatures: entries.map(|(facts, verdict)| entry(facts, verdict)).collect(),
        sub_indication: verdict.sub_indication.map(Into::into),
        subject: Subject {
            id: options.subject.as_deref().map(ident::mask),
            kind: match facts.kind {
                Kind::Ofd => "ofd",
                Kind::Seal => "seal",
                Kind::Signature => "signature",
            }
            .to_owned(),
        },
        topic: match facts.kind {
            Kind::Ofd => "verify.ofd",
            Kind::Seal => "verify.seal",
            Kind::Signature => "verify.signature",
        }
        .into(),
        value: value(facts, &verdict),
    }
}

/// The day of the question in China.
fn day(options: &VerifyOptions) -> crate::law::Date {
    options.time.to_utc().checked_add_signed(TimeDelta::hours(8)).unwrap_or_default().date_naive()
}

fn receipt(sha256: &str, options: &VerifyOptions) -> Receipt {
    Receipt {
        as_of: day(options),
        calendar_sha256: None,
        facts_sha256: sha256.to_owned(),
        include_values: false,
        library: crate::VERSION,
        overlays: Vec::new(),
        policy: options.policy.name().to_owned(),
        policy_sha256: options.policy.sha256().map(str::to_owned),
        reading: None,
        rules: rules::VERSION,
        rules_sha256: rules::digest(),
        time: Some(rfc3339(options.time.to_utc())),
    }
}

fn findings(verdict: &Verdict, policy: &Policy, as_of: crate::law::Date) -> Vec<crate::report::Finding> {
    let mut findings = Findings::new(Law::as_of(as_of));
    for found in &verdict.package {
        findings.weigh(found.code, found.path.clone(), found.level(policy));
    }
    for (index, signature) in verdict.signatures.iter().enumerate() {
        let code = match signature.indication {
            Indication::TotalPassed => &rule::SIGNATURE_PASSED,
            Indication::Indeterminate => &rule::SIGNATURE_OPEN,
            Indication::TotalFailed => &rule::SIGNATURE_FAILED,
        };
        findings.add(code, format!("/signatures/{index}"));
    }
    if verdict.signatures.is_empty() {
        findings.add(&rule::UNSIGNED, "");
    }
    findings.into_sorted()
}

fn value(facts: &Facts, verdict: &Verdict) -> BTreeMap<&'static str, Value> {
    let mut value = BTreeMap::from([
        ("signed", json!(facts.kind == Kind::Seal || !facts.signatures.is_empty())),
        ("signature_count", json!(facts.signatures.len())),
    ]);
    if let Some(package) = &facts.package {
        let decided_by = verdict.decided_by.and_then(|index| facts.signatures.get(index)).map(|one| &one.id);
        value.insert("covered", json!(verdict.covered));
        value.insert("decided_by_signature", json!(decided_by));
        value.insert("effective_roots", json!(package.effective_roots));
        value.insert("uncovered", json!(verdict.uncovered));
        value.insert("extra", json!(verdict.extra));
        value.insert("flaws", json!(package.flaws));
        value.insert("notes", json!(package.notes));
        if let Some(list) = &package.integrity {
            value.insert("integrity_list", integrity(list, verdict.integrity.as_deref()));
        }
    }
    value
}

/// The integrity list in the report.
fn integrity(list: &IntegrityFacts, verdict: Option<&Verdict>) -> Value {
    let signed = list.signed.iter().flat_map(|facts| &facts.signatures);
    let verdicts = verdict.iter().flat_map(|verdict| &verdict.signatures);
    let signatures: Vec<Value> = signed.zip(verdicts).map(|(facts, verdict)| entry(facts, verdict)).collect();
    json!({
        "file": list.file,
        "flaws": list.flaws,
        "missing": list.missing,
        "signatures": signatures,
        "unlisted": list.unlisted,
    })
}

/// One signature in the report.
fn entry(facts: &SignatureFacts, verdict: &SignatureVerdict) -> Value {
    let checks: Vec<Value> = verdict
        .checks
        .iter()
        .map(|check| {
            json!({
                "code": check.found.failure.map(|failure| failure.code),
                "detail": check.found.detail,
                "level": check.level,
                "name": check.name,
                "result": check.found.result,
            })
        })
        .collect();
    let is_sign = facts.layout.is_some_and(|layout| matches!(layout, Layout::SignedData | Layout::Bare));
    json!({
        "answers": verdict.answers,
        "checks": checks,
        "file": facts.file,
        "id": facts.id,
        "indication": verdict.indication,
        "layout": facts.layout,
        "seal": facts.seal.as_ref().map(|seal| json!({
            "created": rfc3339(seal.created.at),
            "id": seal.id,
            "layout": seal.layout,
            "maker": seal.maker.as_ref().map(certificate),
            "name": seal.name,
            "picture": seal.picture,
            "sha256": seal.sha256,
            "type": seal.kind,
            "valid_from": rfc3339(seal.valid_from.at),
            "valid_to": rfc3339(seal.valid_to.at),
            "vendor": seal.vendor,
            "version": seal.version,
        })),
        "signer": facts.signer.as_ref().map(certificate),
        "signer_index": facts.signer_index,
        "stamps": facts.stamps,
        "signing_time": verdict.signing_time.map(|(time, _)| rfc3339(time.at)),
        "signing_time_source": verdict.signing_time.map(|(_, source)| source),
        "sub_indication": verdict.sub_indication,
        "type": if is_sign { "sign" } else { "seal" },
    })
}

fn rfc3339(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

#[cfg(test)]
mod tests {
    use crate::policy::Policy;
    use crate::{archive, certificate, seal};

    #[test]
    fn the_schema_of_policies_names_every_check_and_no_other() {
        let of_seals = seal::CHECKS.iter().map(|check| check.name.to_owned());
        let of_packages = seal::PACKAGE_CHECKS.iter().map(|check| check.name.to_owned());
        let of_certificates = certificate::CHECKS.iter().map(|check| check.name.to_owned());
        let of_archives = archive::packed::items::policy_names();
        let mut known: Vec<String> =
            of_seals.chain(of_packages).chain(of_certificates).chain(of_archives).collect();
        known.sort_unstable();
        let mut listed: Vec<&str> = Policy::checks().collect();
        listed.sort_unstable();
        assert_eq!(listed, known);
    }
}
