//! What the answer on a document rests on, as reports list it.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::rfc3339;
use crate::seal::{CertificateFacts, Facts, StatusFacts, Verdict};

/// A certificate as reports show it.
pub(super) fn certificate(facts: &CertificateFacts) -> Value {
    json!({
        "is_ca": facts.is_ca,
        "issuer": facts.issuer,
        "key": facts.key,
        "key_usage": facts.key_usage,
        "not_after": rfc3339(facts.not_after.at),
        "not_before": rfc3339(facts.not_before.at),
        "serial": facts.serial,
        "sha256": facts.sha256,
        "signature_algorithm": facts.signature_algorithm,
        "subject": facts.subject,
    })
}

/// Certificates, digests and times that the answer rests on; each certificate once for each role.
pub(super) fn evidence(facts: &Facts, verdict: &Verdict, time: DateTime<Utc>) -> Vec<Value> {
    let mut list = vec![
        json!({"kind": "document", "sha256": facts.sha256}),
        json!({"kind": "time", "role": "question", "time": rfc3339(time)}),
    ];
    let mut known = BTreeSet::new();
    let mut add = |one: Value| {
        if known.insert(one.to_string()) {
            list.push(one);
        }
    };
    for (signature, verdict) in facts.signatures.iter().zip(&verdict.signatures) {
        let maker = signature.seal.as_ref().and_then(|seal| seal.maker.as_ref());
        let tokens: Vec<_> = signature.tokens().collect();
        let authorities = tokens.iter().map(|token| ("tsa", token.authority.as_ref()));
        for (role, facts) in
            [("signer", signature.signer.as_ref()), ("maker", maker)].into_iter().chain(authorities)
        {
            if let Some(facts) = facts {
                add(json!({"certificate": certificate(facts), "kind": "certificate", "role": role}));
            }
        }
        let of_maker = signature.seal.iter().flat_map(|seal| &seal.maker_paths);
        let of_tokens = tokens.iter().flat_map(|token| &token.paths);
        for path in signature.signer_paths.iter().chain(of_maker).chain(of_tokens) {
            for (holder, said) in path.certificates.iter().zip(&path.status) {
                said.iter().for_each(|said| add(status(holder, said)));
            }
        }
        if let Some((time, source)) = verdict.signing_time {
            add(json!({
                "kind": "time", "role": "signing", "signature": signature.id,
                "source": source, "time": rfc3339(time.at), "zone": time.zone,
            }));
        }
        for time in tokens.iter().filter_map(|token| token.time) {
            add(
                json!({"kind": "time", "role": "timestamp", "signature": signature.id, "time": rfc3339(time.at)}),
            );
        }
        if let Some(seal) = &signature.seal {
            add(json!({"kind": "seal", "sha256": seal.sha256}));
        }
    }
    list
}

/// What somebody says about the status of a certificate.
fn status(holder: &CertificateFacts, said: &StatusFacts) -> Value {
    json!({
        "by": said.by,
        "certificate_sha256": holder.sha256,
        "fault": said.fault,
        "issued": rfc3339(said.issued.at),
        "kind": "status",
        "says": said.says,
        "sha256": said.sha256,
        "source": said.source,
        "until": said.until.map(|until| rfc3339(until.at)),
    })
}
