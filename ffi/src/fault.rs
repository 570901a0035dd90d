//! Where a fault of the library is imagined: the tests put another file in the place of this one (`examples/faults.rs`).

/// Does nothing.
pub(crate) fn here() {}
