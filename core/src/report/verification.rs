//! The words of verification (ETSI EN 319 102-1).

use serde::{Deserialize, Serialize};

use super::Outcome;

/// The main indication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Indication {
    /// Every check that the policy demands is met.
    TotalPassed,
    /// Something could not be established.
    Indeterminate,
    /// A check is failed for good.
    TotalFailed,
}

impl Indication {
    /// The word that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TotalPassed => "total_passed",
            Self::Indeterminate => "indeterminate",
            Self::TotalFailed => "total_failed",
        }
    }

    /// The outcome that goes with it.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::TotalPassed => Outcome::Met,
            Self::Indeterminate => Outcome::Undetermined,
            Self::TotalFailed => Outcome::NotMet,
        }
    }
}

/// Yes, no, or not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ternary {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not known.
    Unknown,
}

/// How much of the document valid signatures cover.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    /// Every entry of the package, the signatures' own files apart.
    Whole,
    /// Everything that can be shown.
    Content,
    /// Some of what can be shown.
    Part,
    /// Nothing.
    None,
    /// Not known.
    Unknown,
}

/// The four questions, kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Answers {
    /// How much is covered.
    pub covered: Coverage,
    /// Are the digests right?
    pub intact: Ternary,
    /// Is the signature value right?
    pub signed: Ternary,
    /// Do the chain, the status and the times hold?
    pub trusted: Ternary,
}
