//! What a caller asks about a certificate and knows beside it: who holds it, how it stands, what it is used for.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::kind::TypeRule;
use crate::schema::{self, Schema};
use crate::{Error, Limits, json};

/// The form of an inquiry.
static SCHEMA: Schema = Schema::new(|| schema::compile(Inquiry::SCHEMA));

/// What is asked and known beside the document. Everything may be left out; what is left out is unknown, never good.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Inquiry {
    /// Takes the check character of a known wrong computation for right; the finding stays, and warns.
    #[serde(default)]
    pub accept_nonstandard_check: bool,
    /// Who is to be the holder.
    #[serde(default)]
    pub holder: Option<Holder>,
    /// Names of metadata that the source writes, each with the short name that it stands for.
    #[serde(default)]
    pub names: BTreeMap<String, String>,
    /// What it is used for, as the purpose of a copy (加注件制作事由) is written.
    #[serde(default)]
    pub purpose: Option<String>,
    /// What a source that the caller vouches for says about its state.
    #[serde(default)]
    pub status: Option<StatusAnswer>,
    /// Rules by type, before those of the library.
    #[serde(default)]
    pub types: Vec<TypeRule>,
}

/// Who is to be the holder. What is left out is not compared.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Holder {
    /// The code (持证主体代码).
    #[serde(default)]
    pub code: Option<String>,
    /// The kind of the code (持证主体代码类型代码), such as `001` or `111`.
    #[serde(default)]
    pub kind: Option<String>,
    /// The name (持证主体).
    #[serde(default)]
    pub name: Option<String>,
}

/// An answer about a certificate's state, with the time at which it held.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct StatusAnswer {
    /// When the answer was given.
    pub at: DateTime<FixedOffset>,
    /// The code that the source itself uses.
    #[serde(default)]
    pub code: Option<String>,
    /// The identifier (证照标识) that the answer is about.
    #[serde(default)]
    pub identifier: Option<String>,
    /// Whether the source compared these metadata with its own record, and what came of it.
    #[serde(default)]
    pub matches: Option<bool>,
    /// For how many days a good answer counts; one when nothing is said. One that is not good counts however old it is.
    #[serde(default)]
    pub max_age_days: Option<u32>,
    /// The state.
    pub status: State,
    /// The version (版本号) that is current.
    #[serde(default)]
    pub version: Option<String>,
}

/// The state of a certificate. No national list exists; the source's own code is kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// 有效.
    Valid,
    /// 未激活.
    NotActive,
    /// 暂扣, 暂时失效.
    Suspended,
    /// 失效, 过期.
    Expired,
    /// 撤销, 吊销.
    Revoked,
    /// 注销.
    Cancelled,
    /// 作废: the document, not the right.
    Voided,
    /// A newer version took its place.
    Superseded,
    /// 办理转出.
    Moved,
    /// 查无此证照.
    NotFound,
    /// Another state, which the source's own code names.
    Other,
    /// The source cannot say.
    Unknown,
}

impl Inquiry {
    /// The JSON Schema (2020-12) of an inquiry.
    pub const SCHEMA: &'static str = include_str!("../../schemas/certificate.inquiry.json");

    /// Reads an inquiry; empty for none.
    ///
    /// # Errors
    /// Those of reading JSON, and `input.schema` with the pointer of what is wrong.
    ///
    /// ```
    /// use ywtb::certificate::Inquiry;
    /// let inquiry = Inquiry::from_json(r#"{"holder": {"kind": "111", "name": "张三"}}"#.as_bytes())?;
    /// assert!(inquiry.holder.is_some() && inquiry.status.is_none());
    /// # Ok::<(), ywtb::Error>(())
    /// ```
    pub fn from_json(text: &[u8]) -> Result<Self, Error> {
        if text.is_empty() {
            return Ok(Self::default());
        }
        let value = json::parse(text, &Limits::default())?;
        SCHEMA.check(&value)?;
        // What the schema lets through and cannot be read is a time.
        Self::deserialize(&value)
            .map_err(|_| Error::input("input.time", "/status/at", "expected a time as RFC 3339 writes it"))
    }
}
