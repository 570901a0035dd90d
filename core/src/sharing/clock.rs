//! A term of this chapter: what is told when it is kept, late, running or over.

use crate::law::Code;
use crate::record::{Deadline, Fact, Kept, Moment};
use crate::report::{Findings, Obligation, Party};

use super::course::{Case, Told};

/// The words for a term in working days.
pub(super) struct Clock {
    /// Members of `value`: how the term stands, its last day, how many working days late.
    pub(super) members: [&'static str; 3],
    pub(super) in_time: &'static Code,
    pub(super) late: &'static Code,
    pub(super) running: &'static Code,
    pub(super) overdue: &'static Code,
    pub(super) unknown: &'static Code,
    /// What is still to be done, and by whom.
    pub(super) duty: &'static Code,
    pub(super) on: Party,
}

impl Clock {
    /// Says what became of the duty that was `done`, or not, by its last day. `path` is where it says when.
    pub(super) fn tell(
        &self,
        case: &Case<'_>,
        deadline: Deadline<'_>,
        done: Fact<Moment>,
        path: &'static str,
        told: &mut Told,
        out: &mut Findings,
    ) {
        let [state, by, late] = self.members;
        let (word, days) = match deadline.kept(done, case.today()) {
            Kept::InTime => {
                out.add(self.in_time, path);
                (Some("in_time"), Some(0))
            }
            Kept::Late(days) => {
                out.add(self.late, path);
                (Some("late"), Some(days))
            }
            Kept::Running => {
                out.add(self.running, path);
                (Some("running"), Some(0))
            }
            Kept::Overdue(days) => {
                out.add(self.overdue, path);
                (Some("overdue"), Some(days))
            }
            Kept::Unknown => {
                out.missing(self.unknown, vec![path.into()]);
                (None, None)
            }
        };
        told.value.insert(state, word.into());
        told.value.insert(by, deadline.last.to_string().into());
        told.value.insert(late, days.into());
        if matches!(word, Some("running" | "overdue") | None) {
            let duty = Obligation::new(out.law(), self.duty, self.on);
            told.obligations.push(Obligation { by: Some(deadline.last), ..duty });
        }
    }
}
