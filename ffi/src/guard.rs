//! The boundary that every entry runs inside: no panic leaves it, and what C handed in is opened only within.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{Error, Failure, Status, YWTB_OK};
use crate::fault;

/// The C caller of one entry, for the length of the call.
///
/// It stands for the promise that every caller makes by the header: a pointer that is not NULL points to what its
/// argument's comment says, and stays good until the entry returns. The methods in `handle` and `text` rest on it.
///
/// INVARIANT: made by [`guard`] alone, and `guard` is called by C entries alone; what is borrowed through it ends with
/// the call.
pub(crate) struct Caller(());

/// Runs the body of an entry that can fail: catches panics, and turns a failure into its status and its error, or
/// clears the error.
///
/// Handles keep nothing half-done behind a shared reference, so they stay good after a panic.
pub(crate) fn guard(error: *mut *mut Error, work: impl FnOnce(&Caller) -> Result<(), Failure>) -> Status {
    let caller = Caller(());
    let work = || {
        work(&caller)?;
        fault::here();
        Ok(())
    };
    let failure = match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(())) => None,
        Ok(Err(failure)) => Some(failure),
        Err(_) => Some(Failure::panicked()),
    };
    let status = failure.as_ref().map_or(YWTB_OK, Failure::status);
    // The error's texts are made only for a caller who asks: one who does not pays for the status alone.
    if let Some(mut place) = caller.place(error) {
        place.write(failure.map_or(std::ptr::null_mut(), |failure| Caller::hand_over(Error::from(failure))));
    }
    status
}

/// Runs the body of an entry that changes what `handle` stands for.
pub(crate) fn change<T>(
    handle: Option<&mut T>,
    name: &str,
    error: *mut *mut Error,
    work: impl FnOnce(&Caller, &mut T) -> Result<(), Failure>,
) -> Status {
    guard(error, |caller| work(caller, handle.ok_or_else(|| Failure::null(name))?))
}

/// Runs the body of an entry that cannot fail; `fallback` is what it returns should it panic all the same.
pub(crate) fn plain<T>(fallback: T, work: impl FnOnce() -> T) -> T {
    let work = || {
        fault::here();
        work()
    };
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(fallback)
}

/// A caller for the unit tests of the fence, which hand in good pointers.
#[cfg(test)]
pub(crate) fn tests_caller() -> Caller {
    Caller(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{YWTB_E_INTERNAL, ywtb_error_free};

    #[test]
    fn a_panic_ends_as_a_status_and_says_nothing_of_the_input() {
        crate::version::ywtb_quiet_panics();
        let mut error = std::ptr::null_mut();
        let status = guard(&raw mut error, |_| panic!("310101"));
        assert_eq!(status, YWTB_E_INTERNAL);
        let caught = Caller(()).owned(error).unwrap();
        assert!(!format!("{caught:?}").contains("310101"));
        ywtb_error_free(Some(caught));
        assert_eq!(guard(std::ptr::null_mut(), |_| panic!("without an error to fill")), YWTB_E_INTERNAL);
        assert_eq!(plain(7, || panic!("a plain entry")), 7);
    }

    #[test]
    fn an_old_error_is_cleared() {
        let mut error = std::ptr::dangling_mut();
        assert_eq!(guard(&raw mut error, |_| Ok(())), YWTB_OK);
        assert!(error.is_null());
    }
}
