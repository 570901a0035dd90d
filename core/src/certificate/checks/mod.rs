//! The checks of a certificate, by what they look at: each asks one question of metadata, file facts and inquiry.

pub(crate) mod copy;
pub(crate) mod face;
pub(crate) mod holder;
pub(crate) mod identifier;
pub(crate) mod issuer;
pub(crate) mod items;
pub(crate) mod standing;
pub(crate) mod term;

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::face::Shown;
use super::inquiry::Inquiry;
use super::kind::TypeRule;
use super::metadata::Metadata;
use crate::law::{Code, Level, Text};
use crate::policy::Policy;
use crate::report::Outcome;

/// Every check, in the order in which they are asked; of several that fail the first is the headline.
pub static CHECKS: [&Check; 23] = [
    &items::PRESENT,
    &items::TYPED,
    &items::AGREE,
    &items::READABLE,
    &items::COVERED,
    &face::AGREES,
    &identifier::FORM,
    &identifier::CHARACTER,
    &identifier::TYPE,
    &identifier::AUTHORITY,
    &issuer::DEFINER_CODE,
    &issuer::ISSUER_CODE,
    &issuer::SEAL,
    &term::ORDERED,
    &holder::CODE,
    &holder::KIND,
    &holder::MATCH,
    &term::BEGUN,
    &term::NOT_ENDED,
    &standing::RECORD,
    &standing::STATUS,
    &standing::VERSION,
    &copy::COPY,
];

/// What a check looks at, for the information result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// The data themselves.
    Data,
    /// Whether the term has begun.
    Begun,
    /// Whether the term has not ended.
    NotEnded,
    /// How the certificate stands with who keeps it.
    Standing,
    /// The file, or its use.
    File,
}

/// One question asked of a certificate.
#[derive(Debug)]
pub struct Check {
    /// Stable name.
    pub name: &'static str,
    /// What is asked.
    pub question: Text,
    /// Standard or practice that it comes from.
    pub basis: &'static str,
    /// What it looks at.
    pub asks: Asks,
    /// What it may find.
    pub codes: &'static [&'static Code],
    pub(crate) run: fn(&Case<'_>) -> Vec<Found>,
}

impl Check {
    /// The heaviest weight of what it may find.
    pub fn level(&self) -> Level {
        self.codes.iter().map(|code| code.level).min().unwrap_or(Level::Inform)
    }
}

/// What the file says about itself, when there is one.
#[derive(Debug, Default)]
pub(crate) struct FileFacts {
    /// Who sealed or signed it.
    pub(crate) sealers: Vec<Sealer>,
    /// Files that valid signatures vouch for.
    pub(crate) covered: BTreeSet<String>,
    /// What its face shows, for each item that the rule of the type tells how to find.
    pub(crate) face: Vec<(String, Shown)>,
}

/// Who sealed or signed: the names in seal and certificate, and whether the signature holds.
#[derive(Debug)]
pub(crate) struct Sealer {
    pub(crate) names: Vec<String>,
    /// `Some(true)` passed, `None` open, `Some(false)` failed.
    pub(crate) holds: Option<bool>,
}

/// What checks look at.
pub(crate) struct Case<'a> {
    pub(crate) metadata: &'a Metadata,
    pub(crate) file: Option<&'a FileFacts>,
    pub(crate) inquiry: &'a Inquiry,
    pub(crate) rule: &'a TypeRule,
    pub(crate) time: DateTime<FixedOffset>,
}

/// What a check found: a code at a place.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) code: &'static Code,
    pub(crate) path: Cow<'static, str>,
    pub(crate) missing: Vec<Cow<'static, str>>,
    /// Codes, names and places; never a value.
    pub(crate) detail: &'static str,
}

impl Found {
    pub(super) fn at(code: &'static Code, path: impl Into<Cow<'static, str>>) -> Self {
        Self { code, path: path.into(), missing: Vec::new(), detail: "" }
    }

    pub(super) fn lacking(code: &'static Code, missing: impl Into<Cow<'static, str>>) -> Self {
        let missing = missing.into();
        Self { code, path: missing.clone(), missing: vec![missing], detail: "" }
    }

    pub(super) fn detail(self, detail: &'static str) -> Self {
        Self { detail, ..self }
    }
}

/// A check with what it found; nothing when it does not apply.
pub(crate) struct Weighed {
    pub(crate) check: &'static Check,
    /// How everything that it found weighs, when a policy says so; else as each code says.
    pub(crate) level: Option<Level>,
    pub(crate) found: Vec<Found>,
}

impl Weighed {
    /// What it comes to.
    pub(crate) fn result(&self) -> Outcome {
        self.found.iter().map(|found| found.code.result).fold(Outcome::NotApplicable, Outcome::and)
    }

    /// Codes of what it found that decides.
    pub(crate) fn deciding(&self) -> impl Iterator<Item = &'static Code> {
        let codes = self.found.iter().map(|found| found.code);
        codes.filter(|code| self.level.unwrap_or(code.level) == Level::Fail)
    }
}

/// Asks every question.
pub(crate) fn run(case: &Case<'_>, policy: &Policy) -> Vec<Weighed> {
    let ask =
        |check: &'static Check| Weighed { check, level: policy.stated(check.name), found: (check.run)(case) };
    CHECKS.iter().map(|&check| ask(check)).collect()
}
