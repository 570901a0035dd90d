//! Terms in working days (TIME-4): the last day, and what became of the duty that had it.

use super::{Fact, Moment};
use crate::Options;
use crate::law::Confidence::Text as Confirmed;
use crate::law::{
    Calendar, Chapter, Code, Date, Parameter, RuleId, TIME_4_CALENDAR, TIME_4_ENDED, TIME_4_WEEKDAYS, Unit,
    art_para, by, number, parameter,
};
use crate::report::Findings;

/// How long a provider has to check data that a body found wrong, from its receipt of the report (QUAL-6, OBJ-7).
pub(crate) static CHECK_DAYS: Parameter = parameter(
    "quality.check_days",
    &[RuleId(Chapter::Quality, 6), RuleId(Chapter::Objection, 7)],
    Unit::WorkingDays,
    "数据校核的答复期限",
    "term of the answer to a request to check data",
    &[number(10, by(art_para("GDS", 26, 2), Confirmed))],
);

/// The last day of a term, with the calendar that it was counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deadline<'a> {
    /// The last day on which the duty can be done in time.
    pub(crate) last: Date,
    calendar: &'a Calendar,
}

/// What became of a duty that had a last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// Done by the last day.
    InTime,
    /// Done, so many working days after the last one.
    Late(u32),
    /// Not done, or not known to be; the last day has not passed.
    Running,
    /// Not done, so many working days after the last one.
    Overdue(u32),
    /// The last day has passed, and it is unknown whether it was done.
    Unknown,
}

/// The caller's calendar, the shipped one as overlays continue it, else Monday to Friday; with the code that says so.
fn calendar(options: &Options) -> (&Calendar, &'static Code) {
    static WEEKDAYS: Calendar = Calendar::weekdays();
    match (&options.calendar, options.overlays.calendar()) {
        // Overlays continue the shipped calendar; one of the caller's own goes before it.
        (Some(calendar), Some(_)) if !calendar.is_shipped() => (calendar, &TIME_4_CALENDAR),
        (_, Some(continued)) => (continued, &TIME_4_CALENDAR),
        (Some(calendar), None) => (calendar, &TIME_4_CALENDAR),
        (None, None) => (&WEEKDAYS, &TIME_4_WEEKDAYS),
    }
}

/// How many working days lie after `from`, up to and with `to`, by the caller's calendar; which one was used is said once.
pub(crate) fn working_days_between(from: Moment, to: Moment, options: &Options, out: &mut Findings) -> u32 {
    let (calendar, code) = calendar(options);
    out.once(code, "");
    calendar.between(from.day(), to.day())
}

impl<'a> Deadline<'a> {
    /// The `days`-th working day after `from`, by the caller's calendar; which one was used is said once.
    ///
    /// `None` when the term runs past the end of the calendar: that is said as undetermined, and weighs nothing by itself.
    pub(crate) fn working_days(
        from: Moment,
        days: u32,
        options: &'a Options,
        out: &mut Findings,
    ) -> Option<Self> {
        let (calendar, code) = calendar(options);
        match calendar.add(from.day(), days) {
            Some(last) if calendar.covers(last) => {
                out.once(code, "");
                Some(Self { last, calendar })
            }
            _ => {
                out.once(&TIME_4_ENDED, "");
                None
            }
        }
    }

    /// What became of the duty, when it was `done` and the question is asked on `as_of`.
    pub(crate) fn kept(self, done: Fact<Moment>, as_of: Date) -> Kept {
        match done {
            Fact::Known(done) if done.day() <= self.last => Kept::InTime,
            Fact::Known(done) => Kept::Late(self.calendar.between(self.last, done.day())),
            _ if as_of <= self.last => Kept::Running,
            Fact::None => Kept::Overdue(self.calendar.between(self.last, as_of)),
            Fact::Unknown => Kept::Unknown,
        }
    }

    /// The term to go by where it is unknown whether this one was extended up to the `longest`; `None` when that decides,
    /// which it does only between the two last days.
    pub(crate) fn unless_extended(self, longest: Self, done: Fact<Moment>, as_of: Date) -> Option<Self> {
        match (self.kept(done, as_of), longest.kept(done, as_of)) {
            (Kept::InTime | Kept::Running, _) => Some(self),
            (_, Kept::Late(_) | Kept::Overdue(_)) => Some(longest),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::{Law, date};

    fn kept(done: Fact<&str>, as_of: &str, calendar: Option<Calendar>) -> Kept {
        let day = |text: &str| Moment::of_day(date(text).unwrap());
        let options = Options { calendar, ..Options::default() };
        let mut out = Findings::new(Law::as_of(date("2025-09-01").unwrap()));
        let done = match done {
            Fact::Known(text) => Fact::Known(day(text)),
            Fact::None => Fact::None,
            Fact::Unknown => Fact::Unknown,
        };
        let deadline = Deadline::working_days(day("2025-09-01"), 20, &options, &mut out).unwrap();
        deadline.kept(done, date(as_of).unwrap())
    }

    /// Case 52 of the domain collection: 20 working days after 2025-09-01, with and without the make-up Sunday.
    #[test]
    fn a_make_up_day_moves_the_last_day() {
        assert_eq!(kept(Fact::Known("2025-09-29"), "2025-10-10", None), Kept::InTime);
        assert_eq!(
            kept(Fact::Known("2025-09-29"), "2025-10-10", Some(Calendar::china().clone())),
            Kept::Late(1)
        );
        assert_eq!(kept(Fact::None, "2025-09-29", None), Kept::Running);
        assert_eq!(kept(Fact::None, "2025-10-01", None), Kept::Overdue(2));
        assert_eq!(kept(Fact::Unknown, "2025-09-29", None), Kept::Running);
        assert_eq!(kept(Fact::Unknown, "2025-09-30", None), Kept::Unknown);
    }
}
