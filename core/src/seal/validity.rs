//! ESEAL-10 as a question of law: was the seal valid when it was used? The tests in their order, from a verification
//! report, from stated facts, and from what is known of the seal's term and state.

use serde::Deserialize;

use super::acceptance::Facts;
use super::lifecycle::{Usable, usable};
use super::rule::ESEAL_10;
use crate::law::codes;
use crate::record::{Fact, Moment, Verification, together};
use crate::report::Findings;

codes! {
    VALID: ESEAL_10, "eseal.valid", Fail, Met, "电子印章有效", "the seal is valid";
    TEST_FAILED: ESEAL_10, "eseal.test_failed", Fail, NotMet, "电子印章未通过一项验证", "the seal fails a test";
    REPORT_FAILED: ESEAL_10, "eseal.report_failed", Fail, NotMet, "验证报告的结论为未通过", "the verification report says that it fails";
    VALIDITY_UNKNOWN: ESEAL_10, "eseal.validity_unknown", Fail, Undetermined, "缺少判断电子印章是否有效的事实", "facts that decide whether the seal is valid are missing";
}

/// The tests as stated facts (验证步骤).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Tests {
    structure: Fact<bool>,
    maker_signature: Fact<bool>,
    in_term_at_signing: Fact<bool>,
    signer_listed: Fact<bool>,
    signer_certificate_valid: Fact<bool>,
    not_revoked: Fact<bool>,
    document_digest: Fact<bool>,
    signature: Fact<bool>,
    timestamp: Fact<bool>,
}

/// What the tests came to.
pub(super) struct Validity {
    /// Whether the seal is valid; `None` when unknown.
    pub(super) valid: Option<bool>,
    /// The first test that fails.
    pub(super) failing: Option<&'static str>,
}

/// A test: its name, the pointer of the stated fact, the checks of a report that ask it, and the sub-indications that
/// tell it where a report comes without its checks.
struct Step {
    name: &'static str,
    stated: &'static str,
    checks: &'static [&'static str],
    subs: &'static [&'static str],
}

const fn step(
    name: &'static str,
    stated: &'static str,
    checks: &'static [&'static str],
    subs: &'static [&'static str],
) -> Step {
    Step { name, stated, checks, subs }
}

/// The tests in their order.
#[rustfmt::skip]
const STEPS: &[Step] = &[
    step("structure", "/tests/structure", &["format", "seal_file"], &["format_failure"]),
    step("maker_signature", "/tests/maker_signature", &["seal_signature", "seal_algorithm", "maker_key_usage", "maker_trust"], &[]),
    step("in_term_at_signing", "/tests/in_term_at_signing", &["seal_period", "seal_period_now"], &[]),
    step("signer_listed", "/tests/signer_listed", &["signer_listed"], &["seal.signer_not_listed"]),
    step("signer_certificate", "/tests/signer_certificate_valid", &["signer_period", "signer_period_now", "signer_certificate", "certificate_named", "signer_key_usage", "signer_path_period", "signer_trust"], &[]),
    step("not_revoked", "/tests/not_revoked", &["signer_revocation", "maker_revocation", "seal_status"], &["revoked"]),
    step("document_digest", "/tests/document_digest", &["digest_method", "references", "shown_document", "data_hash"], &["hash_failure", "ofd.shown_document_not_signed"]),
    step("signature", "/tests/signature", &["signature_value", "signature_algorithm"], &["sig_crypto_failure", "sig_constraints_failure"]),
    step("timestamp", "/tests/timestamp", &["timestamp", "timestamp_trust"], &["timestamp_invalid"]),
];

impl Tests {
    /// The stated result of the test at `index` of [`STEPS`].
    fn stated(&self, index: usize) -> Fact<bool> {
        let all = [
            self.structure,
            self.maker_signature,
            self.in_term_at_signing,
            self.signer_listed,
            self.signer_certificate_valid,
            self.not_revoked,
            self.document_digest,
            self.signature,
            // A seal without a timestamp has none to fail.
            if self.timestamp == Fact::None { Fact::Known(true) } else { self.timestamp },
        ];
        all.get(index).copied().unwrap_or_default()
    }
}

/// ESEAL-10, with ESEAL-7 for what is known of the seal's state: every test that fails is found, the first is named.
pub(super) fn validity(facts: &Facts<'_>, today: Moment, out: &mut Findings) -> Validity {
    let report = facts.verification.known();
    let established = report.map(Verification::establishes);
    // What a report settles as a whole: authentic and intact is every test, else each is asked on its own.
    let whole = established.and_then(|report| match (report.authentic, report.intact) {
        (Some(true), Some(true)) => Some(true),
        (Some(false), _) | (_, Some(false)) => Some(false),
        _ => None,
    });
    let failed: Vec<&str> = match (whole, report) {
        (Some(false), Some(report)) => report.failed_checks().collect(),
        _ => Vec::new(),
    };
    let sub = match (failed.is_empty(), whole, report) {
        (true, Some(false), Some(report)) => report.sub_indication.known().copied(),
        _ => None,
    };
    let tests = facts.tests.known().cloned().unwrap_or_default();
    let mut failing = None;
    let mut missing = Vec::new();
    for (index, step) in STEPS.iter().enumerate() {
        let stated = tests.stated(index);
        let by_report = step.checks.iter().any(|check| failed.contains(check))
            || sub.is_some_and(|sub| step.subs.contains(&sub));
        let term = match step.name {
            "in_term_at_signing" => facts.seal_term(),
            "signer_certificate" => facts.signer_term(),
            _ => None,
        };
        let intact = established.and_then(|report| report.intact).filter(|_| step.name == "document_digest");
        let (said, path) = match (by_report, term) {
            (true, _) => (Some(false), "/verification"),
            (_, Some((false, path))) => (Some(false), path),
            (_, term) => {
                let passed = whole.or(intact).filter(|passed| *passed);
                (passed.or(term.map(|(within, _)| within)), step.stated)
            }
        };
        match together(said, stated, step.stated) {
            Ok(true) => {}
            Ok(false) => {
                failing = failing.or(Some(step.name));
                out.add(&TEST_FAILED, path);
            }
            Err(path) => missing.push(path),
        }
    }
    if whole == Some(false) && failing.is_none() {
        failing = Some("verification");
        out.add(&REPORT_FAILED, "/verification/indication");
    }
    let state = usable(&facts.seal, facts.signed_at, today, out);
    match (failing, state) {
        (Some(_), _) | (_, Usable::No) => Validity { valid: Some(false), failing: failing.or(Some("state")) },
        (None, Usable::Unknown) => Validity { valid: None, failing: None },
        (None, Usable::Yes | Usable::NotAsked) if missing.is_empty() => {
            out.add(&VALID, "/seal");
            Validity { valid: Some(true), failing: None }
        }
        _ => {
            // Without a report, one would tell all of it at once.
            if report.is_none() && facts.tests.known().is_none() {
                missing = vec!["/verification".into()];
            }
            out.missing(&VALIDITY_UNKNOWN, missing);
            Validity { valid: None, failing: None }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::CHECKS;

    #[test]
    fn every_check_that_a_test_names_is_a_check_of_the_verifier() {
        for check in STEPS.iter().flat_map(|step| step.checks) {
            assert!(CHECKS.iter().any(|known| known.name == *check), "{check}");
        }
    }
}
