//! The negative list of the data regulation of 2022: SHARE-14.

use crate::law::Confidence::Text as Confirmed;
use crate::law::{Chapter, Law, Rule, RuleId, art, by, codes, rule, since};
use crate::record::{ApprovalAuthority, Entry, Fact, LAW_REGULATION, Sufficient, sufficient};
use crate::report::Listener;

use super::scheme::At;

/// SHARE-14.
pub(super) static SHARE_14: Rule = rule(
    RuleId(Chapter::Sharing, 14),
    since(Law::DATA_REGULATION),
    "负面清单只列法律、法规明确不能共享的数据，并经市政府办公厅审核",
    "the negative list holds only data that a law or regulation forbids to share, after review by the city government's general office",
    &[by(art("SDR", 38), Confirmed)],
)
.when("数据列入负面清单", "data stand on the negative list")
.then(
    "仅限法律、法规明确不能共享的，并经市政府办公厅审核；否则可以共享",
    "only what a law or regulation expressly forbids to share, after the General Office's review; else shared",
);

/// The rules of this file.
pub(crate) static RULES: &[&Rule] = &[&SHARE_14];

codes! {
    NOT_LISTED: SHARE_14, "share.negative_list.not_listed", Fail, Met, "数据未列入负面清单，可以共享", "the data are not on the negative list: they can be shared";
    LISTED: SHARE_14, "share.negative_list.effective", Fail, Met, "列入负面清单，依据和审核齐备", "the entry on the negative list has its basis and its review";
    LIST_UNKNOWN: SHARE_14, "share.negative_list.unknown", Fail, Undetermined, "不知道是否列入负面清单，或者不知道其依据、审核", "it is unknown whether the entry is on the negative list, or its basis or review is unknown";
    NOT_REVIEWED: SHARE_14, "share.negative_list.not_reviewed", Fail, NotMet, "列入负面清单未经市政府办公厅审核，不生效", "the negative-list entry was not reviewed by the city government's general office: without effect";
    LIST_NO_BASIS: SHARE_14, "share.negative_list.no_basis", Fail, NotMet, "列入负面清单没有法律、法规依据，不生效", "the negative-list entry has no basis in law or regulation: without effect";
    LIST_TOO_LOW: SHARE_14, "share.negative_list.basis_too_low", Fail, NotMet, "列入负面清单的依据低于法律、法规，不生效", "the basis of the negative-list entry ranks below law and regulation: without effect";
    LIST_NOT_IN_FORCE: SHARE_14, "share.negative_list.basis_not_in_force", Fail, NotMet, "列入负面清单的依据在该日期未施行，不生效", "the basis of the negative-list entry is not in force on the date: without effect";
    LIST_REFUSED: SHARE_14, "share.negative_list.refused", Fail, NotMet, "数据在负面清单内，不予共享", "the data are on the negative list: refused";
}

/// Whether an entry is on the negative list, and with effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listing {
    NotListed,
    Effective,
    /// Listed, without effect.
    Defective,
    Unknown,
}

/// SHARE-14. Undetermined when the listing, or for a listed entry its basis or its review, is absent.
pub(crate) fn listing(entry: &Entry<'_>, out: &mut impl Listener) -> Listing {
    const LISTED_AT: &str = "/entry/on_negative_list";
    match entry.on_negative_list {
        Fact::Unknown => {
            out.missing(&LIST_UNKNOWN, [LISTED_AT]);
            return Listing::Unknown;
        }
        Fact::None | Fact::Known(false) => {
            out.add(&NOT_LISTED, LISTED_AT);
            return Listing::NotListed;
        }
        Fact::Known(true) => {}
    }
    let date = out.law().date();
    let at = |field| At { item: None, field, member: None };
    let mut missing = [None, None, None];
    let [no_basis, no_authority, no_day] = &mut missing;
    let mut sound = true;
    let lack = match sufficient(&entry.share_basis, LAW_REGULATION, date) {
        Sufficient::Yes => None,
        Sufficient::None => Some(&LIST_NO_BASIS),
        Sufficient::TooLow => Some(&LIST_TOO_LOW),
        Sufficient::NotInForce => Some(&LIST_NOT_IN_FORCE),
        Sufficient::Unknown => {
            *no_basis = Some(at("/share_basis"));
            None
        }
        Sufficient::UnknownField(index, field) => {
            *no_basis = Some(At { member: Some((index, field)), ..at("/share_basis") });
            None
        }
    };
    if let Some(lack) = lack {
        out.add(lack, "/entry/share_basis");
        sound = false;
    }
    let approval = entry.negative_list_approval.known();
    let reviewed = match approval.map(|approval| (approval.authority, approval.date)) {
        Some((Fact::Known(ApprovalAuthority::CityGovernmentOffice), Fact::Known(day))) => day.day() <= date,
        Some((Fact::Known(ApprovalAuthority::Other) | Fact::None, _) | (_, Fact::None)) => false,
        Some((authority, day)) => {
            *no_authority = authority.is_unknown().then(|| at("/negative_list_approval/authority"));
            *no_day = day.is_unknown().then(|| at("/negative_list_approval/date"));
            true
        }
        None if entry.negative_list_approval.is_unknown() => {
            *no_authority = Some(at("/negative_list_approval"));
            true
        }
        None => false,
    };
    if !reviewed {
        out.add(&NOT_REVIEWED, "/entry/negative_list_approval");
        sound = false;
    }
    match (sound, missing) {
        (false, _) => Listing::Defective,
        (true, [None, None, None]) => {
            out.add(&LISTED, LISTED_AT);
            Listing::Effective
        }
        (true, missing) => {
            out.missing(&LIST_UNKNOWN, missing.into_iter().flatten());
            Listing::Unknown
        }
    }
}
