//! The door for archive packages: bytes in, report out.

use std::collections::BTreeMap;

use serde_json::json;

use crate::archive::ArchiveOptions;
use crate::archive::packed::{Source, judge};
use crate::digest::{canonical, sha256};
use crate::report::{Outcome, Receipt, Report, Subject};
use crate::{Error, ident, rules};

/// Tests an archive package on its own bytes: a ZIP archive with its record, or the XML of
/// DA/T 48.
///
/// `met` says that every item that a program can test on what it was given is met; `value.needs_person` lists what people
/// and devices must test, `value.not_given` what the caller would have had to give. `value.items` may stand in the `tests`
/// of the facts of `archive.package`. A broken package is an answer, not an error.
///
/// # Errors
/// `input.unrecognised` when it is neither; `limit.*` when a limit is reached.
///
/// # Example
/// ```
/// let options = ywtb::archive::ArchiveOptions::new(ywtb::date("2024-06-01")?);
/// let empty = ywtb::verify_archive(b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", &options)?;
/// assert_eq!(empty.value["returned"], true);
/// # Ok::<(), ywtb::Error>(())
/// ```
pub fn verify_archive(data: &[u8], options: &ArchiveOptions) -> Result<Report, Error> {
    report(Source::File(data), sha256(data), options)
}

/// Tests an archive package that is a folder: its files with their names, the record among them.
///
/// # Errors
/// `limit.*` when a limit is reached.
pub fn verify_archive_files(files: &[(&str, &[u8])], options: &ArchiveOptions) -> Result<Report, Error> {
    let digests: BTreeMap<&str, String> = files.iter().map(|(name, data)| (*name, sha256(data))).collect();
    report(Source::Folder(files), sha256(&canonical(&json!(digests))?), options)
}

fn report(source: Source<'_>, digest: String, options: &ArchiveOptions) -> Result<Report, Error> {
    let judgement = judge(source, options)?;
    let applies = judgement.findings.law().applies();
    let outcome = if applies { judgement.findings.outcome() } else { Outcome::NotApplicable };
    Ok(Report {
        answers: None,
        evidence: vec![json!({"kind": "package", "sha256": digest})],
        findings: judgement.findings.into_sorted(),
        indication: None,
        obligations: judgement.obligations,
        outcome,
        receipt: Receipt {
            as_of: options.as_of,
            calendar_sha256: None,
            facts_sha256: digest,
            include_values: false,
            library: crate::VERSION,
            overlays: Vec::new(),
            policy: options.policy.name().to_owned(),
            policy_sha256: options.policy.sha256().map(str::to_owned),
            reading: None,
            rules: rules::VERSION,
            rules_sha256: rules::digest(),
            time: None,
        },
        schema: Report::SCHEMA,
        signatures: Vec::new(),
        sub_indication: None,
        subject: Subject {
            id: options.subject.as_deref().map(ident::mask),
            kind: "archive_package".to_owned(),
        },
        topic: "verify.archive".into(),
        value: judgement.value,
    })
}
