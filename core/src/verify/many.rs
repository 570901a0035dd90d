//! The door for many documents: all cores, memory that does not grow with their number, answers in their order.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;

use super::{Said, VerifyOptions, examine_on, judge};
use crate::evidence::grounds::Memory;
use crate::evidence::inquiry::Given;
use crate::report::Report;
use crate::{Error, ident, seal};

/// How many answers may wait for one that takes longer.
const AHEAD: usize = 256;

/// One document of many.
#[derive(Debug, Clone)]
pub struct Document<B> {
    /// Its bytes.
    pub data: B,
    /// The caller's own reference to it, in place of the one in the options.
    pub subject: Option<String>,
}

/// Verifies many documents on all cores, or on as many `threads` as are asked for: `each` gets the number of a document and
/// what [`verify`](super::verify) says of it, in the order of `sources`, until it breaks off.
///
/// `read` brings the bytes of a source, on the thread that verifies them; what goes wrong there is the answer for that
/// source. One document in bad shape never stops the rest, not even a fault of the library. Sources are taken, read
/// and verified as they are needed: one a thread is in memory at a time, and at most 256 reports wait.
///
/// What the documents have in common is done once: revocation lists are read once, and what an authority signed is verified
/// once.
///
/// # Errors
/// Those that concern no document alone: revocation lists or responses that cannot be read.
///
/// # Example
/// ```
/// use std::ops::ControlFlow::Continue;
/// use ywtb::{Document, VerifyOptions, verify_many};
/// let time = chrono::DateTime::parse_from_rfc3339("2026-11-23T00:00:00+08:00")?;
/// let files: [&[u8]; 2] = [b"PK\x03\x04", b"a letter"];
///
/// let mut codes = Vec::new();
/// let read = |data| Ok::<_, ywtb::Error>(Document { data, subject: None });
/// verify_many(files, &VerifyOptions::new(time), None, read, |_, answer| {
///     codes.push(match answer {
///         Ok(report) => report.sub_indication.unwrap_or_default().into_owned(),
///         Err(error) => error.code().to_owned(),
///     });
///     Continue(())
/// })?;
/// assert_eq!(codes, ["format_failure", "input.unrecognised"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify_many<S, B, E>(
    sources: impl IntoIterator<Item = S, IntoIter: Send>,
    options: &VerifyOptions,
    threads: Option<NonZeroUsize>,
    read: impl Fn(S) -> Result<Document<B>, E> + Sync,
    mut each: impl FnMut(usize, Result<Report, E>) -> ControlFlow<()>,
) -> Result<(), Error>
where
    S: Send,
    B: AsRef<[u8]>,
    E: From<Error> + Send,
{
    let said = Said::read(options)?;
    let (given, memory) = (said.given(options)?, Memory::default());
    let one = |source| {
        let document = read(source)?;
        Ok(verify(document.data.as_ref(), document.subject, options, &given, &memory)?)
    };
    let gate = Gate::new(sources.into_iter().enumerate());
    let threads = threads.or(thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get);
    let (answers, answered) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (answers, gate, one) = (answers.clone(), &gate, &one);
            scope.spawn(move || {
                while let Some((number, source)) = gate.next() {
                    let answer = catch_unwind(AssertUnwindSafe(|| one(source)));
                    let answer = answer
                        .unwrap_or_else(|_| Err(Error::internal("a document could not be verified").into()));
                    if answers.send((number, answer)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(answers);
        // Whichever way this ends, no thread waits for it any longer.
        let _closing = Closing(&gate);
        let mut waiting = BTreeMap::new();
        let mut due = 0usize;
        for (number, answer) in answered {
            waiting.insert(number, answer);
            while let Some(answer) = waiting.remove(&due) {
                if each(due, answer).is_break() {
                    return;
                }
                due = due.saturating_add(1);
            }
            gate.advance(due);
        }
    });
    Ok(())
}

/// As [`verify`](super::verify), on grounds that documents share.
fn verify(
    data: &[u8],
    subject: Option<String>,
    options: &VerifyOptions,
    given: &Given<'_>,
    memory: &Memory,
) -> Result<Report, Error> {
    if data.len() > options.limits.input_bytes {
        return Err(Error::limit("limit.input_bytes", "", "the document is too large"));
    }
    let facts = examine_on(data, seal::recognise(data)?, options, given, memory)?;
    let mut report = judge(&facts, options);
    if let Some(subject) = subject {
        report.subject.id = Some(ident::mask(&subject));
    }
    Ok(report)
}

/// Where threads take the next source; none gets further ahead of the answers given than [`AHEAD`].
struct Gate<I> {
    state: Mutex<State<I>>,
    moved: Condvar,
}

struct State<I> {
    sources: I,
    taken: usize,
    given: usize,
    is_closed: bool,
}

impl<I: Iterator> Gate<I> {
    fn new(sources: I) -> Self {
        let state = State { sources, taken: 0, given: 0, is_closed: false };
        Self { state: Mutex::new(state), moved: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State<I>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<I::Item> {
        let is_ahead =
            |state: &mut State<I>| !state.is_closed && state.taken.saturating_sub(state.given) >= AHEAD;
        let mut state = self.moved.wait_while(self.state(), is_ahead).unwrap_or_else(PoisonError::into_inner);
        if state.is_closed {
            return None;
        }
        let next = state.sources.next();
        state.taken = state.taken.saturating_add(1);
        state.is_closed |= next.is_none();
        next
    }

    fn advance(&self, given: usize) {
        self.state().given = given;
        self.moved.notify_all();
    }
}

struct Closing<'g, I: Iterator>(&'g Gate<I>);

impl<I: Iterator> Drop for Closing<'_, I> {
    fn drop(&mut self) {
        self.0.state().is_closed = true;
        self.0.moved.notify_all();
    }
}
