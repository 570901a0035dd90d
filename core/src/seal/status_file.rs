//! The file of answers about status that a caller vouches for, from JSON.

use serde::Deserialize;
use serde_json::Value;

use crate::evidence::host::{CertificateId, SealId, StatusAnswers};
use crate::evidence::status::{StatusFacts, StatusSource, StatusWord};
use crate::evidence::time::{Moment, Zone};
use crate::schema::{Schema, compile};
use crate::{Error, Limits, json};

/// JSON Schema 2020-12 of the file.
pub const STATUS_SCHEMA: &str = include_str!("../../schemas/status.json");

static SCHEMA: Schema = Schema::new(|| compile(STATUS_SCHEMA));

#[derive(Deserialize)]
struct File {
    source: Option<String>,
    certificates: Option<Vec<Entry>>,
    seals: Option<Vec<Entry>>,
}

#[derive(Deserialize)]
struct Entry {
    id: Option<String>,
    sha256: Option<String>,
    issuer: Option<String>,
    serial: Option<String>,
    status: StatusWord,
    time: chrono::DateTime<chrono::Utc>,
    valid_until: Option<chrono::DateTime<chrono::Utc>>,
    since: Option<chrono::DateTime<chrono::Utc>>,
    reason: Option<String>,
    source: Option<String>,
}

impl StatusAnswers {
    /// Reads the answers from JSON.
    ///
    /// # Errors
    /// `input.*` with the place where the text is no JSON or does not fit the schema.
    pub fn from_json(text: &[u8]) -> Result<Self, Error> {
        let value: Value = json::parse(text, &Limits::default())?;
        SCHEMA.check(&value)?;
        let file: File = serde_json::from_value(value)
            .map_err(|_| Error::input("input.time", "", "expected times as RFC 3339 writes them"))?;
        let source = file.source.as_deref();
        let certificates = file.certificates.into_iter().flatten().map(|mut entry| {
            let id = match (entry.sha256.take(), entry.issuer.take(), entry.serial.take()) {
                (None, Some(issuer), Some(serial)) => {
                    CertificateId::Serial(issuer, serial.to_ascii_lowercase())
                }
                (sha256, ..) => CertificateId::Digest(sha256.unwrap_or_default().to_ascii_lowercase()),
            };
            (id, entry.facts(source))
        });
        let seal = |mut entry: Entry| {
            let sha256 = entry.sha256.take().map(|digest| digest.to_ascii_lowercase());
            (SealId { id: entry.id.take().unwrap_or_default(), sha256 }, entry.facts(source))
        };
        Ok(Self {
            certificates: certificates.collect(),
            seals: file.seals.map(|seals| seals.into_iter().map(seal).collect()),
        })
    }
}

impl Entry {
    fn facts(self, source: Option<&str>) -> StatusFacts {
        let moment = |at| Moment { at, zone: Zone::Stated };
        StatusFacts {
            source: StatusSource::File,
            by: self.source.or(source.map(str::to_owned)),
            says: self.status,
            since: self.since.map(moment),
            reason: self.reason,
            issued: moment(self.time),
            until: self.valid_until.map(moment),
            fault: None,
            sha256: None,
        }
    }
}
