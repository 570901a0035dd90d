//! What sampled values say about what a field holds. Values are counted and never kept.

use std::collections::BTreeMap;

use super::form::{is_masked, kind_of};
use super::kind::Kind;

/// What a share of the samples is worth that fit a kind: how far a value that fits can be anything else.
const WORTH: &[(Kind, u64)] = &[
    (Kind::ResidentId, 99),
    (Kind::Uscc, 97),
    (Kind::Email, 96),
    (Kind::Mobile, 92),
    (Kind::Plate, 92),
    (Kind::Ethnicity, 90),
    (Kind::Sex, 80),
    (Kind::BankAccount, 80),
    (Kind::Passport, 72),
    (Kind::Address, 60),
    (Kind::PersonName, 60),
    (Kind::Phone, 55),
];
/// Kinds that chance fits too easily to be seen in fewer values than these.
const FEW: u64 = 3;
/// Of the values that must fit: below it the fit is an accident of a few.
const ENOUGH_PERCENT: u64 = 50;
/// A value inside free text is worth at least this, however rare: one leaked number is one too many.
const WITHIN: u64 = 60;

/// What the samples of a field came to for one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fit {
    pub(super) score: u64,
    pub(super) matched: u64,
    /// Whether the values only stand within longer text.
    pub(super) is_within: bool,
}

/// What the samples of a field came to.
#[derive(Debug, Default)]
pub(super) struct Samples {
    pub(super) fits: BTreeMap<Kind, Fit>,
    /// Values that are not blank.
    pub(super) sampled: u64,
    /// Values in which something is struck out (`138****1234`).
    pub(super) masked: u64,
}

impl Samples {
    /// Looks at the values.
    pub(super) fn of<'a>(values: impl IntoIterator<Item = &'a str>) -> Self {
        let mut out = Self::default();
        let mut counts: BTreeMap<(Kind, bool), u64> = BTreeMap::new();
        for value in values.into_iter().map(str::trim).filter(|value| !value.is_empty()) {
            out.sampled = out.sampled.saturating_add(1);
            if is_masked(value) {
                out.masked = out.masked.saturating_add(1);
            } else if let Some((kind, is_within)) = kind_of(value) {
                let count = counts.entry((kind, is_within)).or_default();
                *count = count.saturating_add(1);
            }
        }
        for ((kind, is_within), matched) in counts {
            if let Some(score) = score(kind, matched, out.sampled, is_within) {
                let fit = Fit { score, matched, is_within };
                let best = out.fits.entry(kind).or_insert(fit);
                if fit.score > best.score {
                    *best = fit;
                }
            }
        }
        out
    }

    /// Whether the values are of another kind than the name says: none of several fits, and `kind` is one that values show.
    pub(super) fn contradict(&self, kind: Kind) -> bool {
        let shown = matches!(
            kind,
            Kind::ResidentId | Kind::Mobile | Kind::Email | Kind::Plate | Kind::BankAccount | Kind::Uscc
        );
        shown && self.sampled >= FEW && self.masked == 0 && !self.fits.contains_key(&kind)
    }
}

fn score(kind: Kind, matched: u64, sampled: u64, is_within: bool) -> Option<u64> {
    let worth = WORTH.iter().find(|(known, _)| *known == kind).map_or(0, |(_, worth)| *worth);
    let percent = matched.saturating_mul(100).checked_div(sampled)?;
    if is_within {
        let more = worth.saturating_sub(WITHIN).saturating_mul(percent) / 100;
        return Some(WITHIN.saturating_add(more));
    }
    let chance =
        matches!(kind, Kind::BankAccount | Kind::Passport | Kind::PersonName | Kind::Address | Kind::Sex);
    if percent < ENOUGH_PERCENT || (chance && (matched < FEW || percent < 80)) {
        return None;
    }
    Some(worth.saturating_mul(percent) / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(values: &[&str]) -> Option<Kind> {
        Samples::of(values.iter().copied())
            .fits
            .iter()
            .max_by_key(|(_, fit)| fit.score)
            .map(|(kind, _)| *kind)
    }

    #[test]
    fn check_digits_and_forms() {
        // The samples of GB 11643 and GB 32100; a card number that the Luhn algorithm's own description gives.
        assert_eq!(best(&["11010519491231002X", "440524188001010014"]), Some(Kind::ResidentId));
        assert_eq!(best(&["110105194912310021", "110105194912310022"]), None);
        assert_eq!(best(&["91350100M000100Y43"]), Some(Kind::Uscc));
        assert_eq!(
            best(&["4539 1488 0343 6467", "4716461583322103", "4485275742308327"]),
            Some(Kind::BankAccount)
        );
        assert_eq!(best(&["4539148803436468", "4716461583322104", "4485275742308328"]), None);
        assert_eq!(best(&["13800138000", "+86 139-0000-0000", "8615900000000"]), Some(Kind::Mobile));
        assert_eq!(best(&["021-12345678", "（010）88888888"]), Some(Kind::Phone));
        assert_eq!(best(&["沪A12345", "沪AD12345", "京A·1234学"]), Some(Kind::Plate));
        assert_eq!(best(&["E12345678", "G12345678", "EA1234567"]), Some(Kind::Passport));
        assert_eq!(
            best(&["浦东新区世纪大道100号", "某某路12弄3号401室", "长宁区某街5号"]),
            Some(Kind::Address)
        );
        assert_eq!(best(&["someone@example.com"]), Some(Kind::Email));
        assert_eq!(best(&["20190101", "20200202", "12345", "1.5"]), None);
    }

    #[test]
    fn one_number_in_a_remark_is_enough() {
        let samples = Samples::of(["无", "电话13800138000，请联系", "无", "无", "无"]);
        assert!(samples.fits[&Kind::Mobile].is_within && samples.fits[&Kind::Mobile].score >= WITHIN);
        assert!(Samples::of(["合同编号201381380013800099", "A13800138000B"]).fits.is_empty());
    }

    #[test]
    fn what_is_struck_out_is_counted_apart() {
        let samples = Samples::of(["138****1234", "310101********1234", "张*"]);
        assert_eq!((samples.masked, samples.fits.len()), (3, 0));
        assert!(!samples.contradict(Kind::Mobile));
    }
}
