//! Conditions that must all hold.

use std::borrow::Cow;

use super::Fact;
use crate::law::Code;
use crate::report::Findings;

/// Conditions that must all hold: one that fails is found at once, those that are unknown are gathered.
pub(crate) struct AllOf {
    failed: bool,
    missing: Vec<Cow<'static, str>>,
}

impl AllOf {
    /// No condition yet.
    pub(crate) fn new() -> Self {
        Self { failed: false, missing: Vec::new() }
    }

    /// The fact at `path` must be true; `fault` says that it is not. Returns whether it was found not to be.
    pub(crate) fn ask(
        &mut self,
        fact: Fact<bool>,
        path: impl Into<Cow<'static, str>>,
        fault: &'static Code,
        out: &mut Findings,
    ) -> bool {
        match fact {
            Fact::Known(true) => false,
            Fact::Unknown => {
                self.lacks(path);
                false
            }
            _ => {
                self.fails(path, fault, out);
                true
            }
        }
    }

    /// A condition fails.
    pub(crate) fn fails(
        &mut self,
        path: impl Into<Cow<'static, str>>,
        fault: &'static Code,
        out: &mut Findings,
    ) {
        self.failed = true;
        out.add(fault, path);
    }

    /// The fact at `path` would decide a condition and is unknown.
    pub(crate) fn lacks(&mut self, path: impl Into<Cow<'static, str>>) {
        self.missing.push(path.into());
    }

    /// Whether all hold: says `met` at `path`, or `unknown` with what is missing; a failed one was said already.
    pub(crate) fn say(
        self,
        path: impl Into<Cow<'static, str>>,
        met: &'static Code,
        unknown: &'static Code,
        out: &mut Findings,
    ) -> Option<bool> {
        if self.failed {
            return Some(false);
        }
        if self.missing.is_empty() {
            out.add(met, path);
            return Some(true);
        }
        out.missing(unknown, self.missing);
        None
    }
}
