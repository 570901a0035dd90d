//! A request as the decision reads it.
//!
//! Texts are told apart beforehand: names are numbers, and what is only asked for being stated is only that. So the
//! decision is the same for a question in JSON and for a compiled registry, and it takes no memory of its own.

use crate::options::Reading;
use crate::record::{Agency, Entry, Fact, ReplyVerdict, Stated};

/// A name by number. Names that only one side knows are [`Name::OTHER`], and equal to nothing of the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Name(pub(crate) u32);

impl Name {
    /// A name that the other side does not know.
    ///
    /// INVARIANT: of the two sides that are compared, request and scenario, only one ever bears it.
    pub(crate) const OTHER: Self = Self(u32::MAX);
}

/// A division of six digits (GB/T 2260): 310000 the city, 310101 a district of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Division(u32);

impl Division {
    /// The city.
    pub(crate) const CITY: Self = Self(310_000);

    /// The division with this code; `None` where it is no code.
    pub(crate) fn of(code: &str) -> Option<Self> {
        let digits = code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit());
        code.parse().ok().filter(|_| digits).map(Self)
    }

    /// Whether it holds `other`.
    pub(crate) fn covers(self, other: Self) -> bool {
        let unit = match self.0 {
            province if province % 10_000 == 0 => 10_000,
            city if city % 100 == 0 => 100,
            _ => 1,
        };
        self.0.checked_div(unit) == other.0.checked_div(unit)
    }
}

/// An item asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AskedItem {
    pub(crate) name: Name,
    /// Where the entry lists it.
    pub(crate) place: Option<usize>,
    /// Whether the request names it again further on: it counts once.
    pub(crate) again: bool,
    /// Whether it is among the items that the duty needs, where those are stated.
    pub(crate) necessary: bool,
    /// Whether the reply cuts it.
    pub(crate) cut: bool,
}

impl Default for AskedItem {
    fn default() -> Self {
        Self { name: Name::OTHER, place: None, again: false, necessary: false, cut: false }
    }
}

/// The reply, as far as it decides.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Replied {
    pub(crate) verdict: Fact<ReplyVerdict>,
    pub(crate) reasons: Fact<Stated>,
    /// Whether it is known which items it cuts.
    pub(crate) tells_cut: bool,
}

/// What is asked, and what it is decided by.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub(crate) requester: &'a Agency<'a>,
    pub(crate) provider: &'a Agency<'a>,
    /// None: the datum is in no catalogue.
    pub(crate) entry: Fact<&'a Entry<'a>>,
    /// The first item of the entry whose name is unknown.
    pub(crate) unnamed: Option<usize>,
    /// `None` when unknown.
    pub(crate) items: Option<&'a [AskedItem]>,
    /// Whether it is stated which items the duty needs.
    pub(crate) tells_necessary: bool,
    pub(crate) user: Fact<Name>,
    pub(crate) duty: Fact<Name>,
    pub(crate) service_item: Fact<Name>,
    pub(crate) purpose: Fact<Name>,
    pub(crate) area: Fact<&'a [Division]>,
    /// Whether the request names a scenario.
    pub(crate) scenario: Fact<Stated>,
    /// Whether truth, compliance and security are undertaken.
    pub(crate) undertaken: Option<bool>,
    pub(crate) reply: Option<Replied>,
    /// Whether the provider found the request complete, where it looked.
    pub(crate) complete: Option<Fact<bool>>,
    pub(crate) reading: Option<Reading>,
}

impl Asked<'_> {
    /// Whether there is a reply that grants everything.
    pub(crate) fn is_granted(&self) -> bool {
        let verdict = self.reply.and_then(|reply| reply.verdict.known().copied());
        matches!(verdict, Some(ReplyVerdict::Granted | ReplyVerdict::NewScenario))
    }

    /// Whether there is a reply that refuses everything.
    pub(crate) fn is_refused(&self) -> bool {
        self.reply.is_some_and(|reply| reply.verdict.is(ReplyVerdict::Refused) == Some(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_division_covers_what_lies_in_it() {
        let covers = |one, other| Division::of(one).unwrap().covers(Division::of(other).unwrap());
        assert!(covers("310000", "310101") && covers("310100", "310101") && covers("310101", "310101"));
        assert!(!covers("310101", "310000") && !covers("310100", "310201") && !covers("320000", "310101"));
        assert_eq!([Division::of("31010"), Division::of("+10101"), Division::of("31010a")], [None; 3]);
    }
}
