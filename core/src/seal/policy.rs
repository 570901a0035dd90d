//! How much each check weighs: a table of levels.
//!
//! *Basis*: contract of the report, verification; the habit of signature policies (ETSI TS 119 172-4).

use super::checks::Check;
use crate::law::Level;

/// A named table of levels. A policy can lower the weight of a check; it cannot hide one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    name: &'static str,
    levels: &'static [(&'static str, Level)],
}

/// What only informs when the question is whether a document is intact and properly sealed.
const INTEGRITY: &[(&str, Level)] = &[
    ("signer_trust", Level::Inform),
    ("maker_trust", Level::Inform),
    ("revocation", Level::Inform),
    ("signer_period_now", Level::Inform),
    ("seal_period_now", Level::Inform),
    ("timestamp_trust", Level::Inform),
];

impl Policy {
    /// Everything counts, trust and status too.
    pub const DEFAULT: Self = Self { name: "default", levels: &[] };

    /// Is it intact, properly sealed, and is all that is shown covered? Trust, status and a bare seal's period only
    /// inform.
    pub const INTEGRITY: Self = Self { name: "integrity", levels: INTEGRITY };

    /// The policy of this name.
    ///
    /// ```
    /// use ywtb::seal::Policy;
    /// assert_eq!(Policy::named("integrity"), Some(Policy::INTEGRITY));
    /// assert_eq!(Policy::named("none"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        [Self::DEFAULT, Self::INTEGRITY].into_iter().find(|policy| policy.name == name)
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// How much `check` weighs.
    pub fn level(&self, check: &Check) -> Level {
        self.levels.iter().find(|(name, _)| *name == check.name).map_or(check.level, |(_, level)| *level)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}
