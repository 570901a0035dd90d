//! The door for electronic certificates: the file with its metadata, or the metadata record alone.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{VerifyOptions, day, examine, receipt, report, rfc3339};
use crate::certificate::Inquiry;
use crate::certificate::assess::{Assessment, assess};
use crate::certificate::checks::{FileFacts, Sealer};
use crate::certificate::names::Table;
use crate::certificate::{TypeRule, carrier, face, metadata};
use crate::digest::{canonical, sha256};
use crate::law::Law;
use crate::report::{Findings, Indication, Outcome, Report, Subject, Ternary};
use crate::seal::{self, Facts, Kind, Verdict};
use crate::{Error, ident, json};

/// How a certificate is to be verified.
#[derive(Debug, Clone)]
pub struct CertificateOptions {
    /// How its file is to be verified, and at which moment the question is asked.
    pub verify: VerifyOptions,
    /// What is asked and known beside it.
    pub inquiry: Inquiry,
}

impl CertificateOptions {
    /// As [`VerifyOptions`] says, with nothing known beside the document.
    pub fn new(verify: VerifyOptions) -> Self {
        Self { verify, inquiry: Inquiry::default() }
    }
}

/// Verifies an electronic certificate: an OFD with its metadata, or a metadata record alone (JSON), told apart by their
/// bytes. The report holds the verification of the file, the checks of the certificate as findings of ECERT-4, and in
/// `value` what can be said of its data (`information`), of its identifier and of its holder.
///
/// A record alone cannot show who issued it: it passes only when the source confirms it (`status.matches`).
///
/// # Errors
/// `certificate.pdf_unsupported` for a PDF; `input.unrecognised` when it is neither; those of reading JSON and
/// `input.schema` for a record; `limit.*`.
///
/// # Example
/// ```
/// use ywtb::{CertificateOptions, VerifyOptions, verify_certificate};
/// let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T00:00:00+08:00")?;
/// let options = CertificateOptions::new(VerifyOptions::new(time));
///
/// let report = verify_certificate(r#"{"ZZMC": "示例许可证"}"#.as_bytes(), &options)?;
/// assert_eq!(report.value["information"], "incomplete");
///
/// let pdf = verify_certificate(b"%PDF-1.7", &options);
/// assert_eq!(pdf.unwrap_err().code(), "certificate.pdf_unsupported");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_certificate(data: &[u8], options: &CertificateOptions) -> Result<Report, Error> {
    let (verify, inquiry) = (&options.verify, &options.inquiry);
    if data.len() > verify.limits.input_bytes {
        return Err(Error::limit("limit.input_bytes", "", "the document is too large"));
    }
    if data.starts_with(b"%PDF-") {
        return Err(Error::input(
            "certificate.pdf_unsupported",
            "",
            "expected an OFD or a metadata record; certificates as PDF are not supported",
        ));
    }
    let table = Table { own: &inquiry.names };
    let (mut report, assessment) = if is_object(data) {
        let record = metadata::read_record(data, &table, &verify.limits)?;
        let assessment = assess(&record, None, inquiry, &verify.policy, verify.time);
        (of_record(&canonical(&json::parse(data, &verify.limits)?)?, verify), assessment)
    } else {
        if seal::recognise(data)? != Kind::Ofd {
            return Err(Error::input(
                "input.unrecognised",
                "",
                "expected an OFD package or a metadata record",
            ));
        }
        let facts = examine(data, verify)?;
        let verdict = seal::judge(&facts, &verify.policy, verify.time.to_utc());
        let read = carrier::read(data, &table, &verify.limits)?;
        let rule = TypeRule::of(&read, &inquiry.types);
        let face = face::read(data, &rule.face, &verify.limits)?;
        let file = FileFacts { face, ..file(&facts, &verdict) };
        let assessment = assess(&read, Some(&file), inquiry, &verify.policy, verify.time);
        (report(&facts, verdict, verify), assessment)
    };
    if *inquiry != Inquiry::default() {
        let asked =
            serde_json::to_value(inquiry).map_err(|_| Error::internal("the inquiry could not be written"))?;
        report.evidence.push(json!({"kind": "inquiry", "sha256": sha256(&canonical(&asked)?)}));
    }
    if let Some(answer) = &inquiry.status {
        report.evidence.push(json!({"kind": "time", "role": "status", "time": rfc3339(answer.at.to_utc())}));
    }
    join(&mut report, assessment, verify);
    Ok(report)
}

fn is_object(data: &[u8]) -> bool {
    data.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{')
}

/// Adds to the report on the file what the checks of the certificate come to; the worse of both is the answer.
fn join(report: &mut Report, assessment: Assessment, options: &VerifyOptions) {
    report.value.insert(
        "file",
        json!({
            "indication": report.indication,
            "sub_indication": report.sub_indication,
            "topic": report.topic,
        }),
    );
    let of_checks = match assessment.outcome {
        Outcome::Met | Outcome::NotApplicable => Indication::TotalPassed,
        Outcome::NotMet => Indication::TotalFailed,
        Outcome::Undetermined | Outcome::Conflict => Indication::Indeterminate,
    };
    let rank = |indication| match indication {
        None => 0,
        Some(Indication::TotalPassed) => 1,
        Some(Indication::Indeterminate) => 2,
        Some(Indication::TotalFailed) => 3,
    };
    if rank(report.indication) < rank(Some(of_checks)) {
        report.indication = Some(of_checks);
        report.sub_indication =
            assessment.headline().filter(|_| of_checks != Indication::TotalPassed).map(Into::into);
    }
    report.outcome = report.indication.map_or(Outcome::NotApplicable, Indication::outcome);
    report.topic = "verify.certificate".into();
    report.subject.kind = "certificate".to_owned();
    report.value.extend(assessment.value.clone());
    let mut findings = Findings::new(Law::as_of(day(options)));
    assessment.add_to(&mut findings);
    report.findings.extend(findings.into_sorted());
    report.findings.sort_by(|a, b| (a.rule, &a.path, a.code).cmp(&(b.rule, &b.path, b.code)));
}

/// The report on a record, which has no file to verify.
fn of_record(record: &[u8], options: &VerifyOptions) -> Report {
    let digest = sha256(record);
    let evidence: Vec<Value> = vec![
        json!({"kind": "record", "sha256": digest}),
        json!({"kind": "time", "role": "question", "time": rfc3339(options.time.to_utc())}),
    ];
    Report {
        answers: None,
        evidence,
        findings: Vec::new(),
        indication: None,
        obligations: Vec::new(),
        outcome: Outcome::NotApplicable,
        receipt: receipt(&digest, options),
        schema: Report::SCHEMA,
        signatures: Vec::new(),
        sub_indication: None,
        subject: Subject {
            id: options.subject.as_deref().map(ident::mask),
            kind: "certificate_record".to_owned(),
        },
        topic: "verify.certificate".into(),
        value: BTreeMap::new(),
    }
}

/// What the verification of the file says about who sealed it and what that covers.
fn file(facts: &Facts, verdict: &Verdict) -> FileFacts {
    let mut file = FileFacts::default();
    for (signature, verdict) in facts.signatures.iter().zip(&verdict.signatures) {
        let holds = match verdict.indication {
            Indication::TotalPassed => Some(true),
            Indication::Indeterminate => None,
            Indication::TotalFailed => Some(false),
        };
        let subject = signature.signer.as_ref().map(|signer| names_in(&signer.subject));
        let seal = signature.seal.as_ref().map(|seal| seal.name.clone());
        file.sealers
            .push(Sealer { names: seal.into_iter().chain(subject.into_iter().flatten()).collect(), holds });
        let vouches = holds == Some(true)
            || holds.is_none()
                && verdict.answers.intact == Ternary::Yes
                && verdict.answers.signed == Ternary::Yes;
        if let Some(references) = signature.references.as_ref().filter(|_| vouches) {
            file.covered.extend(references.fitting.iter().cloned());
        }
    }
    file
}

/// Organisation and common name in a subject as reports write it, and unified social credit codes wherever they stand.
fn names_in(subject: &str) -> Vec<String> {
    let is_code = |value: &str| ident::check("uscc", value).is_ok_and(|found| found.valid);
    // Within a value the separator has a stroke before it.
    subject
        .replace("\\, ", "\0")
        .split(", ")
        .filter_map(|part| part.split_once('='))
        .filter(|(key, value)| matches!(*key, "O" | "CN") || is_code(value))
        .map(|(_, value)| value.replace('\0', ", "))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::names_in;

    #[test]
    fn an_attribute_cannot_be_smuggled_into_another() {
        assert_eq!(names_in("C=CN, O=甲, OU=乙, CN=丙"), ["甲", "丙"]);
        assert_eq!(names_in("C=CN, O=甲\\, CN=某局"), ["甲, CN=某局"]);
        assert_eq!(names_in("OU=91350100M000100Y43, CN=丙"), ["91350100M000100Y43", "丙"]);
    }
}
