//! Moments: everything made here carries fixed times, never the clock's.

use chrono::{DateTime, Utc};

/// A moment in UTC.
pub type Moment = DateTime<Utc>;

/// A moment from its RFC 3339 text.
///
/// # Panics
/// When the text is not RFC 3339: it is a literal of a test.
pub fn moment(text: &str) -> Moment {
    DateTime::parse_from_rfc3339(text).expect("RFC 3339").with_timezone(&Utc)
}

/// A period, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First moment.
    pub from: Moment,
    /// Last moment.
    pub to: Moment,
}

impl Period {
    /// A period from two RFC 3339 texts.
    pub fn new(from: &str, to: &str) -> Self {
        Self { from: moment(from), to: moment(to) }
    }
}
