//! The faults of overlays, gathered until all files have been read.

use crate::Error;
use crate::error::Detail;

/// Every place that is wrong so far.
#[derive(Default)]
pub(super) struct Faults(Vec<Detail>);

impl Faults {
    pub(super) fn add(&mut self, path: String, message: impl Into<String>) {
        self.0.push(Detail { path, message: message.into() });
    }

    /// The faults that the schema finds in the file at `at`.
    pub(super) fn pass_on(&mut self, at: &str, error: &Error) {
        for detail in error.details() {
            self.add(format!("{at}{}", detail.path), detail.message.clone());
        }
    }

    pub(super) fn into_result(mut self) -> Result<(), Error> {
        self.0.sort_by(|a, b| (&a.path, &a.message).cmp(&(&b.path, &b.message)));
        self.0.dedup();
        let mut faults = self.0.into_iter();
        match faults.next() {
            None => Ok(()),
            Some(first) => {
                Err(Error::input("input.overlay", first.path, first.message).with_more(faults.collect()))
            }
        }
    }
}
