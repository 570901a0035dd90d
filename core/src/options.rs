//! Options of [`evaluate`](crate::evaluate).

use serde::Deserialize;
use serde_json::Value;

use crate::law::{Calendar, Overlays};
use crate::{Error, Limits, json};

/// How to read a provision whose text is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// As the press release of 2018-10-30 puts it.
    Seed,
    /// As the draft of 2018 and its note put it.
    Draft,
}

impl Reading {
    /// The word that options and receipts use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Draft => "draft",
        }
    }
}

/// Options of [`evaluate`](crate::evaluate); the defaults answer without them.
///
/// ```
/// let options = ywtb::Options::from_json(br#"{"reading": "draft", "calendar": {"holidays": ["2025-10-01"]}}"#)?;
/// assert_eq!(options.reading, Some(ywtb::Reading::Draft));
/// # Ok::<(), ywtb::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {
    /// Holidays and make-up working days, such as [`Calendar::china`]; without it Monday to Friday are working days.
    pub calendar: Option<Calendar>,
    /// The reading, where a text is open; without it the open text is said to be open, or the default is named.
    pub reading: Option<Reading>,
    /// Whether values of facts may stand in the report. The receipt records it.
    pub include_values: bool,
    /// What is added to the law as data: later instruments, changed parameters.
    pub overlays: Overlays,
    /// Bounds of the input.
    pub limits: Limits,
}

impl Options {
    /// Reads options from JSON; `compile` makes overlays of what stands in `overlays`.
    pub(crate) fn read(
        bytes: &[u8],
        compile: fn(&[Value], &str) -> Result<Overlays, Error>,
    ) -> Result<Self, Error> {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        struct Raw {
            calendar: Option<Calendar>,
            reading: Option<Reading>,
            include_values: bool,
        }
        if bytes.is_empty() {
            return Ok(Self::default());
        }
        let value = json::parse(bytes, &Limits::default())?;
        let wrong = |path: &str, message: &str| Err(Error::input("input.option", path.to_owned(), message));
        let Some(object) = value.as_object() else {
            return wrong("", "expected an object of options");
        };
        for (name, option) in object {
            let fits = match name.as_str() {
                "calendar" => option.is_null() || Calendar::deserialize(option).is_ok(),
                "reading" => option.is_null() || Reading::deserialize(option).is_ok(),
                "include_values" => option.is_boolean(),
                "policy" => option.is_null() || option == "default",
                "overlays" => option.is_null() || option.is_array(),
                _ => return wrong(&format!("/{name}"), "unknown option"),
            };
            if !fits {
                return wrong(
                    &format!("/{name}"),
                    match name.as_str() {
                        "calendar" => {
                            "expected {\"holidays\": [dates], \"workdays\": [dates]} or {\"name\": \"cn\"}"
                        }
                        "reading" => "expected one of seed, draft",
                        "include_values" => "expected true or false",
                        "overlays" => "expected a list of overlays",
                        _ => "expected \"default\"",
                    },
                );
            }
        }
        let raw =
            Raw::deserialize(&value).map_err(|_| Error::internal("options that fit could not be read"))?;
        Ok(Self {
            calendar: raw.calendar,
            reading: raw.reading,
            include_values: raw.include_values,
            overlays: match value.get("overlays").and_then(Value::as_array) {
                Some(list) => compile(list, "/overlays")?,
                None => Overlays::default(),
            },
            limits: Limits::default(),
        })
    }
}
