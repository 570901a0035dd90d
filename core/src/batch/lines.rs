//! Sharing decisions over NDJSON, for hosts that have no Arrow: a line is a request, and the same line of the answer its
//! decision.

use rayon::prelude::*;
use serde::Serialize;

use super::{Control, Decisions, cancelled};
use crate::Error;
use crate::registry::Under;
use crate::registry::request::{read, with};

/// Lines that one core answers at a time.
const PIECE: usize = 512;

/// An answer, of the names that columns have in [`Decisions`].
#[derive(Default, Serialize)]
struct Line<'a> {
    codes: Vec<&'static str>,
    cut: Vec<&'a str>,
    decision: Option<&'static str>,
    error: Option<&'a str>,
    error_path: Option<&'a str>,
    granted_under: Option<&'a str>,
    outcome: Option<&'static str>,
    regime: Option<&'static str>,
    rule: Option<String>,
}

impl Decisions {
    /// Decides requests that stand one a line, each as [`Registry::decide_json`](crate::Registry::decide_json) takes it, and
    /// gives as many lines: JSON objects with the fields `codes`, `cut`, `decision`, `error`, `error_path`, `granted_under`,
    /// `outcome`, `regime` and `rule`. A line that cannot be read, an empty one too, has `error` and `error_path`.
    ///
    /// # Errors
    /// `limit.cancelled`.
    pub fn lines(&self, requests: &[u8], control: &Control) -> Result<String, Error> {
        let requests = requests.strip_suffix(b"\n").unwrap_or(requests);
        let mut lines = requests.split(|byte| *byte == b'\n').filter(|_| !requests.is_empty());
        let wanted = PIECE.saturating_mul(rayon::current_num_threads());
        let mut answers = String::new();
        let mut answered = 0_u64;
        loop {
            let group: Vec<&[u8]> = lines.by_ref().take(wanted).collect();
            if group.is_empty() {
                return Ok(answers);
            }
            if control.cancel.is_cancelled() {
                return Err(cancelled());
            }
            let group: Vec<String> =
                group.par_iter().with_min_len(PIECE).map(|line| self.line(line)).collect::<Result<_, _>>()?;
            answered = answered.saturating_add(group.len() as u64);
            answers.extend(group);
            control.tell(answered);
        }
    }

    fn line(&self, request: &[u8]) -> Result<String, Error> {
        let request = request.strip_suffix(b"\r").unwrap_or(request);
        let answer =
            read(request, &self.options.limits).and_then(|value| with(&value, |asked| self.say(asked))?);
        answer.or_else(|error| {
            text(&Line { error: Some(error.code()), error_path: Some(error.path()), ..Line::default() })
        })
    }

    fn say(&self, request: &crate::registry::Request<'_>) -> Result<String, Error> {
        let day = request.received_at.known().copied().or(self.as_of);
        let day =
            day.ok_or_else(|| Error::input("input.date", "/received_at", "expected the day of receipt"))?;
        let verdict = self.registry.decide(request, day, &self.options);
        let items = request.items.list().unwrap_or_default();
        text(&Line {
            codes: verdict.reasons.iter().map(|code| code.code).collect(),
            cut: verdict.cut.iter().filter_map(|place| items.get(place).copied()).collect(),
            decision: verdict.decision.map(|decision| decision.as_str()),
            error: verdict.fault.map(|fault| fault.code),
            error_path: verdict.fault.map(|fault| fault.path),
            granted_under: match verdict.scenario {
                Some(Under::Registered(place)) => self.registry.scenario_id(place),
                Some(Under::Named) => request.scenario_ref.known().copied(),
                None => None,
            },
            outcome: Some(verdict.outcome.as_str()),
            regime: verdict.regime.map(|regime| regime.as_str()),
            rule: verdict.rule().map(|rule| rule.id.to_string()),
        })
    }
}

fn text(line: &Line<'_>) -> Result<String, Error> {
    let mut text =
        serde_json::to_string(line).map_err(|_| Error::internal("an answer could not be written"))?;
    text.push('\n');
    Ok(text)
}
