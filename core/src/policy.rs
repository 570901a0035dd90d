//! How much each check weighs: a table of levels, of the library or of the caller.
//!
//! *Basis*: contract of the report, verification; the habit of signature policies (ETSI TS 119 172-4).

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::Value;

use crate::law::Level;
use crate::schema::{self, Schema};
use crate::{Error, Limits, digest, json};

/// A named table of levels. A policy can lower the weight of a check; it cannot hide one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    name: Cow<'static, str>,
    base: &'static [(&'static str, Level)],
    levels: BTreeMap<String, Level>,
    sha256: Option<String>,
}

/// What only informs when the question is whether a document is intact and properly sealed.
const INTEGRITY: &[(&str, Level)] = &[
    ("signer_trust", Level::Inform),
    ("maker_trust", Level::Inform),
    ("signer_revocation", Level::Inform),
    ("maker_revocation", Level::Inform),
    ("seal_status", Level::Inform),
    ("signer_period_now", Level::Inform),
    ("signer_path_period", Level::Inform),
    ("seal_period_now", Level::Inform),
    ("timestamp_trust", Level::Inform),
    ("integrity_signature", Level::Inform),
];

/// The form of a policy of the caller's own.
static SCHEMA: Schema = Schema::new(|| schema::compile(Policy::SCHEMA));

/// The names that it lists.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let schema: Option<Value> = serde_json::from_str(Policy::SCHEMA).ok();
    let levels = schema.as_ref().and_then(|schema| schema.pointer("/properties/levels/properties"));
    levels.and_then(Value::as_object).into_iter().flatten().map(|(name, _)| name.clone()).collect()
});

impl Policy {
    /// The JSON Schema of a policy of the caller's own.
    pub const SCHEMA: &'static str = include_str!("../schemas/policy.json");

    /// Everything counts, trust and status too.
    pub const DEFAULT: Self = Self::shipped("default", &[]);

    /// Is it intact, properly sealed, and is all that is shown covered? Trust, status and a bare seal's period only
    /// inform.
    pub const INTEGRITY: Self = Self::shipped("integrity", INTEGRITY);

    const fn shipped(name: &'static str, base: &'static [(&'static str, Level)]) -> Self {
        Self { name: Cow::Borrowed(name), base, levels: BTreeMap::new(), sha256: None }
    }

    /// The shipped policy of this name.
    ///
    /// ```
    /// use ywtb::seal::Policy;
    /// assert_eq!(Policy::named("integrity"), Some(Policy::INTEGRITY));
    /// assert_eq!(Policy::named("none"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        [Self::DEFAULT, Self::INTEGRITY].into_iter().find(|policy| policy.name == name)
    }

    /// A policy of the caller's own: a name, the shipped policy that it starts from (`default` when none is named), and
    /// the level of each check that weighs otherwise.
    ///
    /// # Errors
    /// Those of reading JSON, and `input.schema` with the pointer of what is wrong, such as a check that is not known.
    ///
    /// # Example
    /// ```
    /// use ywtb::seal::Policy;
    /// let policy = Policy::from_json(br#"{"name": "archive", "levels": {"signer_revocation": "warn"}}"#)?;
    /// assert_eq!(policy.name(), "archive");
    ///
    /// let wrong = Policy::from_json(br#"{"name": "archive", "levels": {"no_such_check": "warn"}}"#);
    /// assert_eq!(wrong.unwrap_err().path(), "/levels/no_such_check");
    /// # Ok::<(), ywtb::Error>(())
    /// ```
    pub fn from_json(text: &[u8]) -> Result<Self, Error> {
        #[derive(Deserialize)]
        struct Raw {
            name: String,
            base: Option<String>,
            #[serde(default)]
            levels: BTreeMap<String, Word>,
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Word {
            Fail,
            Warn,
            Inform,
            Ignore,
        }
        let value = json::parse(text, &Limits::default())?;
        SCHEMA.check(&value)?;
        let sha256 = digest::sha256(&digest::canonical(&value)?);
        let raw =
            Raw::deserialize(&value).map_err(|_| Error::internal("a policy that fits could not be read"))?;
        // A receipt that says `default` must mean what everybody means by it.
        if Self::named(&raw.name).is_some() {
            return Err(Error::input(
                "input.policy",
                "/name",
                "expected another name than that of a shipped policy",
            ));
        }
        let base = raw.base.as_deref().and_then(Self::named).unwrap_or_default().base;
        let level = |word| match word {
            Word::Fail => Level::Fail,
            Word::Warn => Level::Warn,
            Word::Inform => Level::Inform,
            Word::Ignore => Level::Ignored,
        };
        Ok(Self {
            name: Cow::Owned(raw.name),
            base,
            levels: raw.levels.into_iter().map(|(check, word)| (check, level(word))).collect(),
            sha256: Some(sha256),
        })
    }

    /// A policy from what a caller writes: the name of a shipped one, or the JSON text of another.
    ///
    /// # Errors
    /// `input.policy` for a name that is not known, and those of [`Policy::from_json`].
    pub fn read(text: &str) -> Result<Self, Error> {
        if text.trim_start().starts_with('{') {
            return Self::from_json(text.as_bytes());
        }
        let unknown =
            || Error::input("input.policy", "", "expected default, integrity or the JSON text of a policy");
        Self::named(text).ok_or_else(unknown)
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// SHA-256 of a policy of the caller's own, as RFC 8785 canonical JSON.
    pub fn sha256(&self) -> Option<&str> {
        self.sha256.as_deref()
    }

    /// Every check that a policy can weigh: of signatures, of packages, of certificates and of archives.
    pub fn checks() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(String::as_str)
    }

    /// The level of a check by its name, when the policy says one.
    pub(crate) fn stated(&self, name: &str) -> Option<Level> {
        let of_base = || self.base.iter().find(|(check, _)| *check == name).map(|(_, level)| *level);
        self.levels.get(name).copied().or_else(of_base)
    }

    /// The level of a check by its name, and what it is when the policy does not say.
    pub(crate) fn weigh(&self, name: &str, otherwise: Level) -> Level {
        self.stated(name).unwrap_or(otherwise)
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self::DEFAULT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_of_shipped_policies_name_checks() {
        assert!(INTEGRITY.iter().all(|(name, _)| Policy::checks().any(|check| check == *name)));
    }

    #[test]
    fn a_policy_starts_from_a_shipped_one() {
        let policy = |text: &str| Policy::from_json(text.as_bytes());
        let own = policy(
            r#"{"name": "x", "base": "integrity", "levels": {"encoding": "ignore", "signer_trust": "fail"}}"#,
        )
        .unwrap();
        assert_eq!(own.weigh("maker_trust", Level::Fail), Level::Inform);
        assert_eq!(own.weigh("signer_trust", Level::Fail), Level::Fail);
        assert_eq!(own.weigh("encoding", Level::Warn), Level::Ignored);
        assert_eq!(own.weigh("paths", Level::Warn), Level::Warn);
        for (text, code, path) in [
            (r#"{"levels": {}}"#, "input.schema", ""),
            (r#"{"name": "default"}"#, "input.policy", "/name"),
            (r#"{"name": "x", "base": "y"}"#, "input.schema", "/base"),
            (r#"{"name": "x", "levels": {"format": "hide"}}"#, "input.schema", "/levels/format"),
            (r#"{"name": "x", "levels": {"formats": "warn"}}"#, "input.schema", "/levels/formats"),
            (r#"{"name": "x", "name": "y"}"#, "input.duplicate_key", "/name"),
        ] {
            let error = policy(text).unwrap_err();
            assert_eq!((error.code(), error.path()), (code, path), "{text}");
        }
        assert_eq!(Policy::read("strict").unwrap_err().code(), "input.policy");
        assert_eq!(Policy::read(" {\"name\": \"x\"}").unwrap().name(), "x");
    }
}
