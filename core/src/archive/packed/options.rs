//! What a caller says about a package: the day, the stage, the plan, what was registered, what signatures came to.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::archive::properties::Stage;
use crate::law::Date;
use crate::policy::Policy;
use crate::report::Indication;
use crate::{Error, Limits, json, schema};

/// What was planned to be in a package (归档计划): each part is tested where it is given.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Plan {
    /// Number of content files (2-1).
    pub files: Option<u64>,
    /// Bytes of all content files (2-2).
    pub bytes: Option<u64>,
    /// JSON pointers of facts that the record must state beside those that every record must (2-4).
    pub required: Vec<String>,
    /// Roles of which a file must be there (2-9), such as `decision`.
    pub roles: Vec<String>,
    /// Formats that are admitted (3-3), such as `ofd`, `pdf_a`; empty: OFD and PDF/A.
    pub formats: Vec<String>,
    /// The archive number before this one (2-6).
    pub previous_id: Option<String>,
    /// Archive numbers that were given before (1-8).
    pub known_ids: Vec<String>,
    /// The scheme of metadata as a JSON Schema of the record (1-2, 1-3, 1-4, 1-7, 2-4).
    #[serde(deserialize_with = "text_of_schema")]
    pub schema: Option<String>,
}

fn text_of_schema<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let value: Option<serde_json::Value> = Option::deserialize(deserializer)?;
    let text = value.map(|value| value.to_string());
    match &text {
        Some(text) if schema::compile(text).is_none() => {
            Err(serde::de::Error::custom("expected a JSON Schema"))
        }
        _ => Ok(text),
    }
}

/// How a package is to be tested.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ArchiveOptions {
    /// The day on which the package is tested.
    pub as_of: Date,
    /// The stage (环节) for which it is tested.
    pub stage: Stage,
    /// What was planned to be in it.
    pub plan: Option<Plan>,
    /// The digest that was registered for the package (1-14): SM3 or SHA-256, in hexadecimal or Base64.
    pub registered: Option<String>,
    /// What [`verify`](crate::verify) said of signed contents, by their names in the record, and what others said of the
    /// package's own signatures, by their ids (1-1).
    pub verdicts: BTreeMap<String, Indication>,
    /// How much each item weighs.
    pub policy: Policy,
    /// What reading may cost.
    pub limits: Limits,
    /// The caller's own reference to the package.
    pub subject: Option<String>,
}

impl ArchiveOptions {
    /// The stage of filing, nothing planned, nothing registered, as of `as_of`.
    pub fn new(as_of: Date) -> Self {
        Self {
            as_of,
            stage: Stage::Filing,
            plan: None,
            registered: None,
            verdicts: BTreeMap::new(),
            policy: Policy::default(),
            limits: Limits::default(),
            subject: None,
        }
    }

    /// Reads options from JSON: `stage`, `plan`, `registered`, `verdicts`, `subject`; empty for none.
    ///
    /// # Errors
    /// Those of reading JSON, and `input.option` for an option that is unknown or wrong.
    ///
    /// # Example
    /// ```
    /// use ywtb::archive::{ArchiveOptions, Stage};
    /// let options = br#"{"stage": "transfer", "plan": {"files": 2, "roles": ["decision"]}}"#;
    /// let options = ArchiveOptions::from_json(options, ywtb::date("2024-06-01")?)?;
    /// assert_eq!(options.stage, Stage::Transfer);
    /// # Ok::<(), ywtb::Error>(())
    /// ```
    pub fn from_json(bytes: &[u8], as_of: Date) -> Result<Self, Error> {
        #[derive(Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct Raw {
            stage: Option<Stage>,
            plan: Option<Plan>,
            registered: Option<String>,
            verdicts: BTreeMap<String, Indication>,
            subject: Option<String>,
        }
        let mut options = Self::new(as_of);
        if bytes.is_empty() {
            return Ok(options);
        }
        let value = json::parse(bytes, &options.limits)?;
        let wrong = |_| {
            Error::input(
                "input.option",
                "",
                "expected stage, plan, registered, verdicts, subject, each of its type",
            )
        };
        let raw = Raw::deserialize(&value).map_err(wrong)?;
        options.stage = raw.stage.unwrap_or(options.stage);
        options.plan = raw.plan;
        options.registered = raw.registered;
        options.verdicts = raw.verdicts;
        options.subject = raw.subject;
        Ok(options)
    }
}
