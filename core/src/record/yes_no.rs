//! A duty that one yes-or-no fact answers.

use std::borrow::Cow;

use super::Fact;
use crate::law::Code;
use crate::report::Findings;

/// What is said of a duty that is kept, not kept, or not known to be.
#[derive(Clone, Copy)]
pub(crate) struct YesNo {
    pub(crate) kept: &'static Code,
    pub(crate) broken: &'static Code,
    pub(crate) unknown: &'static Code,
}

impl YesNo {
    /// Says what the fact at `path` comes to; `None` when it is absent.
    pub(crate) fn ask(
        &self,
        fact: Fact<bool>,
        path: impl Into<Cow<'static, str>>,
        out: &mut Findings,
    ) -> Option<bool> {
        let kept = fact.is(true);
        match kept {
            Some(true) => out.add(self.kept, path),
            Some(false) => out.add(self.broken, path),
            None => out.missing(self.unknown, vec![path.into()]),
        }
        kept
    }
}
