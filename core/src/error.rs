//! What can go wrong with a call. A negative answer is not an error: it is a [`Report`](crate::Report).

use std::fmt;

/// The family an error belongs to; hosts branch on this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// What was handed in cannot be read: wrong syntax, type, encoding, name, date or option.
    Input,
    /// A limit of [`Limits`](crate::Limits) was reached before an answer could be given.
    Limit,
    /// A fault of the library itself.
    Internal,
}

/// One place that is wrong, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// JSON pointer into the facts, file in a package, or byte offset (`@123`); empty for the whole input.
    pub path: String,
    /// What was expected there, in lower-case English without a full stop. Never a value of the input.
    pub message: String,
}

/// Why no answer could be given: a stable code, a place and a message, never a value of the input.
///
/// ```
/// let error = ywtb::evaluate("no.such.topic", b"{}", ywtb::date("2019-05-01").unwrap(), &Default::default()).unwrap_err();
/// assert_eq!(error.kind(), ywtb::ErrorKind::Input);
/// assert_eq!(error.code(), "input.topic");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    kind: ErrorKind,
    code: &'static str,
    first: Detail,
    more: Vec<Detail>,
}

impl Error {
    /// An input error with its place.
    pub(crate) fn input(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Input, code, path, message)
    }

    /// A limit that was reached, with the place where it was.
    pub(crate) fn limit(code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Limit, code, path, message)
    }

    /// A fault of the library; `message` names the part, never an input.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Internal, "internal", "", message)
    }

    fn new(kind: ErrorKind, code: &'static str, path: impl Into<String>, message: impl Into<String>) -> Self {
        let first = Detail { path: path.into(), message: message.into() };
        Self(Box::new(Inner { kind, code, first, more: Vec::new() }))
    }

    /// The same error, in a part of the input: its pointers begin with the part's name.
    pub(crate) fn within(mut self, part: &str) -> Self {
        for detail in std::iter::once(&mut self.0.first).chain(&mut self.0.more) {
            detail.path = format!("/{part}{}", detail.path);
        }
        self
    }

    /// The same error with further places that are wrong in the same input.
    pub(crate) fn with_more(mut self, more: Vec<Detail>) -> Self {
        self.0.more = more;
        self
    }

    /// The family of the error.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable code, such as `input.schema` or `limit.depth`.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// Where the first fault lies; empty when the whole input is meant.
    pub fn path(&self) -> &str {
        &self.0.first.path
    }

    /// Every place that is wrong, the first one included.
    pub fn details(&self) -> impl Iterator<Item = &Detail> {
        std::iter::once(&self.0.first).chain(&self.0.more)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.code)?;
        for (index, detail) in self.details().enumerate() {
            f.write_str(if index == 0 { ": " } else { "; " })?;
            if !detail.path.is_empty() {
                write!(f, "{}: ", detail.path)?;
            }
            f.write_str(&detail.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
