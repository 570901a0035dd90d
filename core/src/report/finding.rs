//! Findings: what was looked at, what came of it, and what it rests on.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use super::Outcome;
use crate::law::{
    Code, Confidence, Law, Level, Resting, Rule, RuleId, Source, TIME_2_LOWER, TIME_3_ENDED, Text,
};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// What it rests on.
    pub citations: Vec<Source>,
    /// The stable code.
    pub code: &'static str,
    /// The weakest mark that the finding rests on.
    pub confidence: Confidence,
    /// How it weighs.
    pub level: Level,
    /// What it says.
    pub message: Text,
    /// JSON pointers of the facts that are missing.
    pub missing: Vec<Cow<'static, str>>,
    /// Where it lies: a JSON pointer into the facts, or a file in the package.
    pub path: Cow<'static, str>,
    /// What came of it.
    pub result: Outcome,
    /// The rule.
    pub rule: RuleId,
    /// The fact at `path`; only when the caller asked for values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

/// The findings of one question, under the law of one date.
#[derive(Debug)]
pub struct Findings {
    law: Law,
    cites: bool,
    list: Vec<Finding>,
}

impl Findings {
    /// No findings yet.
    pub fn new(law: Law) -> Self {
        Self { law, cites: true, list: Vec::with_capacity(16) }
    }

    /// No findings yet, for who reads what they say and not what they rest on: a whole catalogue is judged faster so.
    pub(crate) fn uncited(law: Law) -> Self {
        Self { cites: false, ..Self::new(law) }
    }

    /// Findings to be made beside these.
    pub(super) fn beside(&self) -> Self {
        Self { cites: self.cites, ..Self::new(self.law()) }
    }

    /// The law that the findings are made under.
    pub fn law(&self) -> Law {
        self.law.clone()
    }

    /// Whether `rule` is to be asked at the date; where an overlay ended it, that is said once.
    pub(crate) fn asks(&mut self, rule: &'static Rule) -> bool {
        let asked = self.law.asks(rule);
        if !asked && let Some((source, confidence)) = self.law.ended(rule) {
            let said = |finding: &Finding| finding.rule == rule.id && finding.code == TIME_3_ENDED.code;
            if !self.list.iter().any(said) {
                let ended =
                    Self::finding(&TIME_3_ENDED, vec![source], confidence, Cow::default(), Vec::new());
                self.list.push(Finding { rule: rule.id, ..ended });
            }
        }
        asked
    }

    /// What was found last rests on `source` too.
    pub(crate) fn also(&mut self, source: Source, confidence: Confidence) {
        if let Some(last) = self.list.last_mut() {
            last.citations.push(source);
            last.confidence = last.confidence.max(confidence);
        }
    }

    /// Makes what follows under `law`: the law of another date, or between other parties.
    pub(crate) fn under(&mut self, law: Law) {
        self.law = law;
    }

    /// Adds what a code states about the fact at `path`.
    pub fn add(&mut self, code: &'static Code, path: impl Into<Cow<'static, str>>) {
        self.push(code, path.into(), Vec::new());
    }

    /// Adds what a code states about the file or fact at `path`, weighed as a policy says.
    pub(crate) fn weigh(&mut self, code: &'static Code, path: String, level: Level) {
        self.push(code, path.into(), Vec::new());
        self.relevel(level);
    }

    /// Weighs what was added last as a policy says.
    pub(crate) fn relevel(&mut self, level: Level) {
        if let Some(last) = self.list.last_mut() {
            last.level = level;
        }
    }

    /// Adds what came of the question that a code asks about the file or fact at `path`.
    pub(crate) fn settle(&mut self, code: &'static Code, path: String, result: Outcome, level: Level) {
        self.weigh(code, path, level);
        if let Some(last) = self.list.last_mut() {
            last.result = result;
        }
    }

    /// Adds what a code states, unless it stands there already.
    pub(crate) fn once(&mut self, code: &'static Code, path: &'static str) {
        if !self.list.iter().any(|finding| finding.code == code.code && finding.path == path) {
            self.add(code, path);
        }
    }

    /// Adds a code that could not be decided because the facts at `missing` are absent.
    pub fn missing(&mut self, code: &'static Code, missing: Vec<Cow<'static, str>>) {
        let path = missing.first().cloned().unwrap_or_default();
        self.push(code, path, missing);
    }

    /// Adds what was found about a premise of the question: it informs, a fault in it warns, and it decides nothing.
    /// Returns the facts that were missing for it.
    pub fn premise(&mut self, premise: Self) -> Vec<Cow<'static, str>> {
        let mut missing = Vec::new();
        for mut finding in premise.list {
            if finding.level == Level::Fail {
                finding.level = if finding.result == Outcome::NotMet { Level::Warn } else { Level::Inform };
            }
            missing.extend(finding.missing.iter().cloned());
            self.list.push(finding);
        }
        missing
    }

    /// Adds what was found about the record at the pointer `at`, its own paths being told from there.
    pub(crate) fn within(&mut self, at: &str, part: Self) {
        for mut finding in part.list {
            for path in finding.missing.iter_mut().chain([&mut finding.path]) {
                *path = format!("{at}{path}").into();
            }
            self.list.push(finding);
        }
    }

    /// What was found so far, in the order of finding.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    /// The outcome of what was found so far.
    pub fn outcome(&self) -> Outcome {
        Outcome::of(&self.list)
    }

    /// The findings in the order of the rule table, then path, then code. What was found twice is told once.
    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.list.sort_by(|a, b| {
            (a.rule, &a.path, a.code, &a.missing).cmp(&(b.rule, &b.path, b.code, &b.missing))
        });
        self.list.dedup();
        self.list
    }

    fn push(&mut self, code: &'static Code, path: Cow<'static, str>, missing: Vec<Cow<'static, str>>) {
        // What overlays add is a finding of its own.
        let resting = if self.cites || self.law.has_overlays() {
            self.law.rests_on(code)
        } else {
            Resting { sources: Vec::new(), confidence: Confidence::Text, changes_higher: false }
        };
        let finding = Self::finding(code, resting.sources, resting.confidence, path, missing);
        if resting.changes_higher {
            self.once(&TIME_2_LOWER, "");
        }
        self.list.push(finding);
    }

    fn finding(
        code: &'static Code,
        citations: Vec<Source>,
        confidence: Confidence,
        path: Cow<'static, str>,
        missing: Vec<Cow<'static, str>>,
    ) -> Finding {
        Finding {
            citations,
            code: code.code,
            confidence: code.confidence.map_or(confidence, |weaker| weaker.max(confidence)),
            level: code.level,
            message: code.message,
            missing,
            path,
            result: code.result,
            rule: code.rule.id,
            value: None,
        }
    }
}
