//! Who listens to the rules: [`Findings`] keeps what they say with its words, [`Tally`] only what decides.
//!
//! A predicate that is generic over its listener is one piece of code for the full report and for the small verdict, and
//! the second costs neither words nor memory: paths are only written where somebody keeps them.

use std::borrow::Cow;
use std::fmt;

use super::{Findings, Outcome};
use crate::law::{Chapter, Code, Law, Level, Rule};

/// What listens to the rules of one question, under the law of one date.
pub(crate) trait Listener {
    /// What listens to the premises of the question.
    type Aside: Listener;

    /// The law that is asked.
    fn law(&self) -> Law;

    /// Makes what follows under `law`: the law of another date, or between other parties.
    fn under(&mut self, law: Law);

    /// Hears what a code states about the fact at `path`.
    fn add(&mut self, code: &'static Code, path: impl Place);

    /// Hears a code that could not be decided because the facts at `missing` are absent.
    fn missing<P: Place>(&mut self, code: &'static Code, missing: impl IntoIterator<Item = P>);

    /// Hears of a premise of the question: it informs, a fault in it warns, and it decides nothing. Gives the facts that
    /// were missing for it, where words are kept.
    fn aside<T>(&mut self, ask: impl FnOnce(&mut Self::Aside) -> T) -> (T, Vec<Cow<'static, str>>);

    /// Hears what is said for the words alone and decides nothing.
    fn in_words(&mut self, say: impl FnOnce(&mut Self));
}

/// A path that is written only where it is kept.
pub(crate) trait Place {
    /// The path.
    fn place(self) -> Cow<'static, str>;
}

impl Place for &'static str {
    fn place(self) -> Cow<'static, str> {
        Cow::Borrowed(self)
    }
}

impl Place for Cow<'static, str> {
    fn place(self) -> Cow<'static, str> {
        self
    }
}

impl Place for String {
    fn place(self) -> Cow<'static, str> {
        Cow::Owned(self)
    }
}

impl Place for fmt::Arguments<'_> {
    fn place(self) -> Cow<'static, str> {
        Cow::Owned(self.to_string())
    }
}

impl Listener for Findings {
    type Aside = Self;

    fn law(&self) -> Law {
        Self::law(self)
    }

    fn under(&mut self, law: Law) {
        Self::under(self, law);
    }

    fn add(&mut self, code: &'static Code, path: impl Place) {
        Self::add(self, code, path.place());
    }

    fn missing<P: Place>(&mut self, code: &'static Code, missing: impl IntoIterator<Item = P>) {
        Self::missing(self, code, missing.into_iter().map(Place::place).collect());
    }

    fn aside<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> (T, Vec<Cow<'static, str>>) {
        let mut aside = self.beside();
        let answer = ask(&mut aside);
        (answer, self.premise(aside))
    }

    fn in_words(&mut self, say: impl FnOnce(&mut Self)) {
        say(self);
    }
}

/// Keeps what decides: the outcome, and the codes that state it.
#[derive(Debug, Clone)]
pub(crate) struct Tally {
    law: Law,
    outcome: Outcome,
    reasons: Reasons,
}

/// The codes that state an outcome, each once, in the order of the rule table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reasons([Option<&'static Code>; Reasons::MOST]);

impl Reasons {
    /// More do not state one outcome: what excludes the rest ends the questions.
    const MOST: usize = 8;

    /// The codes.
    pub fn iter(&self) -> impl Iterator<Item = &'static Code> + use<> {
        self.0.into_iter().flatten()
    }

    /// The rule that decided: of those that state the outcome the first of its chapter, `chapter`, else the first of all.
    pub fn rule(&self, chapter: Chapter) -> Option<&'static Rule> {
        let rules = || self.iter().map(|code| code.rule);
        rules().find(|rule| rule.id.0 == chapter).or_else(|| rules().next())
    }

    fn insert(&mut self, code: &'static Code) {
        let key = |code: &'static Code| (code.rule.id, code.code);
        let mut carried = code;
        for place in &mut self.0 {
            match place {
                None => return *place = Some(carried),
                Some(there) if std::ptr::eq(*there, carried) => return,
                Some(there) if key(there) > key(carried) => std::mem::swap(there, &mut carried),
                Some(_) => {}
            }
        }
    }
}

impl Tally {
    /// Nothing heard yet.
    pub(crate) fn new(law: Law) -> Self {
        Self { law, outcome: Outcome::NotApplicable, reasons: Reasons::default() }
    }

    /// The outcome of what was heard so far.
    pub(crate) fn outcome(&self) -> Outcome {
        self.outcome
    }

    /// The codes that state it.
    pub(crate) fn reasons(&self) -> Reasons {
        self.reasons
    }

    fn hear(&mut self, code: &'static Code) {
        if code.level != Level::Fail {
            return;
        }
        let outcome = self.outcome.and(code.result);
        if outcome != self.outcome {
            self.outcome = outcome;
            self.reasons = Reasons::default();
        }
        if code.result == outcome {
            self.reasons.insert(code);
        }
    }
}

impl Listener for Tally {
    type Aside = Nobody;

    fn law(&self) -> Law {
        self.law.clone()
    }

    fn under(&mut self, law: Law) {
        self.law = law;
    }

    fn add(&mut self, code: &'static Code, _: impl Place) {
        self.hear(code);
    }

    fn missing<P: Place>(&mut self, code: &'static Code, _: impl IntoIterator<Item = P>) {
        self.hear(code);
    }

    fn aside<T>(&mut self, ask: impl FnOnce(&mut Nobody) -> T) -> (T, Vec<Cow<'static, str>>) {
        (ask(&mut Nobody(self.law.clone())), Vec::new())
    }

    fn in_words(&mut self, _: impl FnOnce(&mut Self)) {}
}

/// Nobody listens: only the answer counts.
#[derive(Debug, Clone)]
pub(crate) struct Nobody(pub(crate) Law);

impl Listener for Nobody {
    type Aside = Self;

    fn law(&self) -> Law {
        self.0.clone()
    }

    fn under(&mut self, law: Law) {
        self.0 = law;
    }

    fn add(&mut self, _: &'static Code, _: impl Place) {}

    fn missing<P: Place>(&mut self, _: &'static Code, _: impl IntoIterator<Item = P>) {}

    fn aside<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> (T, Vec<Cow<'static, str>>) {
        (ask(self), Vec::new())
    }

    fn in_words(&mut self, _: impl FnOnce(&mut Self)) {}
}
