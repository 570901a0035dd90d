//! What is said about the status of a certificate or of a seal, by whom, and what several such answers come to.
//!
//! *Basis*: RFC 5280, 6.3; RFC 6960, 3.2; ETSI EN 319 102-1, 5.2.5 (freshness), 5.6.2.4 (proof of existence).

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::time::Moment;

/// How long an answer counts that does not say until when: as long as a daily list would.
const DEFAULT_LIFE: TimeDelta = TimeDelta::hours(24);

/// One answer about the status of a certificate or of a seal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusFacts {
    /// Where it comes from.
    pub source: StatusSource,
    /// Who gave it: issuer of a list, responder, or as the caller's file says.
    pub by: Option<String>,
    /// What it says.
    pub says: StatusWord,
    /// Since when, for an answer that is not good.
    pub since: Option<Moment>,
    /// Why, in the word of the list or of the caller.
    pub reason: Option<String>,
    /// Of when the answer is.
    pub issued: Moment,
    /// Until when it counts.
    pub until: Option<Moment>,
    /// Why it does not count.
    pub fault: Option<Cow<'static, str>>,
    /// SHA-256 of the list or response.
    pub sha256: Option<String>,
}

/// Where an answer comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusSource {
    /// A complete list of revoked certificates.
    Crl,
    /// Such a list and a later list of what changed.
    DeltaCrl,
    /// A list, complete or of what changed, that the SignedData of the document carries.
    SignedData,
    /// An OCSP response.
    Ocsp,
    /// The caller's file of answers, taken at its word.
    File,
    /// The host's own word.
    Host,
}

/// What an answer says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusWord {
    /// In force.
    Good,
    /// Withdrawn for good.
    Revoked,
    /// On hold.
    Suspended,
    /// Nothing.
    Unknown,
}

/// What the answers about one certificate or seal come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It was in force when it had to be.
    Good,
    /// Nobody says so.
    Unknown,
    /// It was withdrawn, at a moment that may not be known.
    Revoked(Option<Moment>),
}

impl StatusFacts {
    /// A good answer counts when it is fresh at the question, or was given after a proven signing; and while a list
    /// still had to name the certificate.
    fn is_good_for(&self, end: Option<Moment>, now: DateTime<Utc>, proven: Option<DateTime<Utc>>) -> bool {
        let last =
            self.until.map(|until| until.at).or_else(|| self.issued.at.checked_add_signed(DEFAULT_LIFE));
        let is_fresh = last.is_some_and(|last| now <= last);
        let is_later = proven.is_some_and(|proven| self.issued.at >= proven);
        self.says == StatusWord::Good
            && self.issued.at <= now
            && end.is_none_or(|end| self.issued.at <= end.at)
            && (is_fresh || is_later)
    }
}

/// What `answers` come to about something that ends at `end`, asked at `now`, when the signing is `proven` to have been
/// done at a moment, or else nothing is proven.
pub(crate) fn standing(
    answers: &[StatusFacts],
    end: Option<Moment>,
    now: DateTime<Utc>,
    proven: Option<DateTime<Utc>>,
) -> Standing {
    let counted = || answers.iter().filter(|answer| answer.fault.is_none());
    let good = counted().filter(|answer| answer.is_good_for(end, now, proven)).map(|answer| answer.issued.at);
    let last_good = good.max();
    let withdrawn = counted().filter(|answer| match answer.says {
        StatusWord::Revoked => true,
        // A hold ends when a later answer is good again.
        StatusWord::Suspended => last_good.is_none_or(|good| good <= answer.issued.at),
        StatusWord::Good | StatusWord::Unknown => false,
    });
    // Of several moments the first; one that is not known may have been before them all.
    let first = withdrawn.map(|answer| answer.since).min_by_key(|since| since.map(|since| since.at));
    match (first, proven) {
        (Some(Some(since)), Some(proven)) if since.at > proven => Standing::Good,
        // Withdrawn later than the moment that is asked about; whether it was in force until then others must say.
        (Some(Some(since)), None) if since.at > now => Standing::Unknown,
        (Some(since), _) => Standing::Revoked(since),
        (None, _) if last_good.is_some() => Standing::Good,
        (None, _) => Standing::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::time;

    fn at(text: &str) -> Moment {
        time::parse(text).unwrap().0
    }

    fn answer(says: StatusWord, issued: &str, until: Option<&str>, since: Option<&str>) -> StatusFacts {
        StatusFacts {
            source: StatusSource::Crl,
            by: None,
            says,
            since: since.map(at),
            reason: None,
            issued: at(issued),
            until: until.map(at),
            fault: None,
            sha256: None,
        }
    }

    #[test]
    fn freshness_and_proof() {
        use StatusWord::{Good, Revoked, Suspended};
        let now = at("20260601000000Z").at;
        let end = Some(at("20300101000000Z"));
        let proven = Some(at("20250601000000Z").at);
        let fresh = answer(Good, "20260531000000Z", Some("20260607000000Z"), None);
        let stale = answer(Good, "20260101000000Z", Some("20260107000000Z"), None);
        let future = answer(Good, "20260602000000Z", Some("20260607000000Z"), None);
        let daily = answer(Good, "20260531120000Z", None, None);
        let old = answer(Good, "20260529120000Z", None, None);
        let revoked = answer(Revoked, "20260101000000Z", Some("20260107000000Z"), Some("20251201000000Z"));
        let held = answer(Suspended, "20260101000000Z", Some("20260107000000Z"), Some("20251201000000Z"));
        let undated = answer(Revoked, "20260101000000Z", None, None);
        let since = Some(at("20251201000000Z"));
        for (name, answers, proven, expected) in [
            ("none", vec![], None, Standing::Unknown),
            ("fresh", vec![&fresh], None, Standing::Good),
            ("stale", vec![&stale], None, Standing::Unknown),
            ("stale, after proof", vec![&stale], proven, Standing::Good),
            ("of the future", vec![&future], None, Standing::Unknown),
            ("without end", vec![&daily], None, Standing::Good),
            ("without end, old", vec![&old], None, Standing::Unknown),
            ("revoked", vec![&fresh, &revoked], None, Standing::Revoked(since)),
            ("revoked after proof", vec![&revoked], proven, Standing::Good),
            ("revoked at an unknown time", vec![&undated, &fresh], proven, Standing::Revoked(None)),
            ("held, then good", vec![&held, &fresh], None, Standing::Good),
            ("held", vec![&held], None, Standing::Revoked(since)),
        ] {
            let answers: Vec<StatusFacts> = answers.into_iter().cloned().collect();
            assert_eq!(standing(&answers, end, now, proven), expected, "{name}");
        }
        let ended = Some(at("20260401000000Z"));
        assert_eq!(standing(&[fresh], ended, now, None), Standing::Unknown, "lists forget what has ended");
    }
}
