//! What each question of a topic came to, and the word for the whole.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::law::{Code, Level};
use crate::report::{Findings, Outcome};

/// The words for the questions that were asked, in the order asked. A question has one word; a breach takes the place of
/// what is none.
#[derive(Debug, Default)]
pub(super) struct Answers(Vec<Answer>);

#[derive(Debug)]
struct Answer {
    question: &'static str,
    word: &'static str,
    breach: bool,
}

impl Answers {
    /// Adds what `code` states about the fact at `path`, and the word that `question` has by it.
    pub(super) fn add(
        &mut self,
        question: &'static str,
        word: &'static str,
        code: &'static Code,
        path: impl Into<Cow<'static, str>>,
        out: &mut Findings,
    ) {
        out.add(code, path);
        let breach = code.level == Level::Fail && code.result == Outcome::NotMet;
        let answer = Answer { question, word, breach };
        match self.0.iter_mut().find(|known| known.question == question) {
            Some(known) if breach && !known.breach => *known = answer,
            Some(_) => {}
            None => self.0.push(answer),
        }
    }

    /// The word of a question.
    pub(super) fn word(&self, question: &str) -> Option<&'static str> {
        self.0.iter().find(|answer| answer.question == question).map(|answer| answer.word)
    }

    /// Whether something was breached.
    pub(super) fn breached(&self) -> bool {
        self.0.iter().any(|answer| answer.breach)
    }

    /// The value of the report: `decision`, which is the word of the first breach and without one that of the first
    /// question, and a member for each of `questions`. What a missing fact might still turn round is not said.
    pub(super) fn value(
        &self,
        questions: &'static [&'static str],
        out: &Findings,
    ) -> BTreeMap<&'static str, Value> {
        let decision = match out.outcome() {
            Outcome::Met | Outcome::NotMet => {
                self.0.iter().find(|answer| answer.breach).or(self.0.first()).map(|answer| answer.word)
            }
            _ => None,
        };
        let mut value: BTreeMap<_, Value> =
            questions.iter().map(|question| (*question, self.word(question).into())).collect();
        value.insert("decision", decision.into());
        value
    }
}
