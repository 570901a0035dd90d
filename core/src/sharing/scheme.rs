//! What the classes of 2018 and of 2025 have in common: which class counts by its ground, for an entry and for its items.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::Write as _;

use crate::law::Code;
use crate::record::{BasisLevel, Entry, Fact, LegalBasis, ShareClass, Stated, Sufficient, sufficient};
use crate::report::{Listener, Place};

/// The codes that a stated ground may come to, for one class.
pub(super) struct GroundCodes {
    pub(super) grounded: &'static Code,
    pub(super) no_reason: &'static Code,
    pub(super) no_basis: &'static Code,
    pub(super) too_low: &'static Code,
    pub(super) not_in_force: &'static Code,
    pub(super) unknown: &'static Code,
}

/// The ranks that may carry a class, and what is said of its ground.
pub(super) type Needs = (&'static [BasisLevel], &'static GroundCodes);

/// What classes ask of those who limit sharing.
pub(super) struct Scheme {
    /// Says that an item is classed more openly than its entry.
    pub(super) looser: &'static Code,
    /// The class that counts in place of one whose ground does not carry it.
    pub(super) instead: fn(ShareClass) -> ShareClass,
    /// What a class needs; `None` for one that needs no ground.
    pub(super) ground: fn(ShareClass) -> Option<Needs>,
}

/// What an entry's class comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Classified {
    /// The class that the entry states.
    pub(crate) declared: Option<ShareClass>,
    /// The class that counts: a defective one counts as the next more open one, pending cure (an inferred effect).
    pub(crate) effective: Option<ShareClass>,
    /// Whether the classification is defective; `None` when unknown.
    pub(crate) defective: Option<bool>,
}

/// What the class of an item comes to that bears one of its own, other than its entry's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OwnClass {
    /// The class that counts, where it is stricter than the entry's; `None` within when unknown.
    pub(super) stricter: Option<Option<ShareClass>>,
    /// Whether it stands; `None` when unknown.
    sound: Option<bool>,
}

impl Scheme {
    /// The class of an entry that states `declared`, by whether its ground carries it.
    pub(super) fn entry(
        &self,
        entry: &Entry<'_>,
        declared: ShareClass,
        out: &mut impl Listener,
    ) -> Classified {
        let stated = Ground { reason: entry.share_reason, basis: &entry.share_basis, item: None };
        let sound = self.sound(declared, &stated, None, out);
        Classified {
            declared: Some(declared),
            effective: self.counts(declared, sound),
            defective: sound.map(|sound| !sound),
        }
    }

    /// Looks at every item, too: a defect of one is a defect of the classification.
    pub(super) fn items(
        &self,
        entry: &Entry<'_>,
        mut classified: Classified,
        out: &mut impl Listener,
    ) -> Classified {
        let Some(declared) = classified.declared else { return classified };
        for index in 0..entry.items.list().unwrap_or_default().len() {
            if let Some(own) = self.item(entry, declared, index, out) {
                let defective = own.sound.map(|sound| !sound);
                classified.defective = either_defective(classified.defective, defective);
            }
        }
        classified
    }

    /// The class of the item at `index`, where it bears another one than its entry, which states `declared`. It may be
    /// stricter, never looser.
    pub(super) fn item(
        &self,
        entry: &Entry<'_>,
        declared: ShareClass,
        index: usize,
        out: &mut impl Listener,
    ) -> Option<OwnClass> {
        let item = entry.items.list()?.get(index)?;
        let class = *item.share_type.known()?;
        match class.cmp(&declared) {
            Ordering::Equal => None,
            Ordering::Less => {
                out.add(self.looser, format_args!("/entry/items/{index}/share_type"));
                Some(OwnClass { stricter: None, sound: Some(false) })
            }
            Ordering::Greater => {
                let stated =
                    Ground { reason: item.share_reason, basis: &item.share_basis, item: Some(index) };
                let sound = self.sound(class, &stated, Some(&entry.share_basis), out);
                let counts = self.counts(class, sound).map(|class| class.max(declared));
                Some(OwnClass { stricter: Some(counts), sound })
            }
        }
    }

    fn counts(&self, class: ShareClass, sound: Option<bool>) -> Option<ShareClass> {
        sound.map(|sound| if sound { class } else { (self.instead)(class) })
    }

    fn sound(
        &self,
        class: ShareClass,
        stated: &Ground<'_>,
        fallback: Option<&Fact<Vec<LegalBasis>>>,
        out: &mut impl Listener,
    ) -> Option<bool> {
        match (self.ground)(class) {
            Some((admitted, codes)) => grounded(stated, fallback, admitted, codes, out),
            None => Some(true),
        }
    }
}

fn either_defective(one: Option<bool>, other: Option<bool>) -> Option<bool> {
    match (one, other) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// What is stated for a class: of the entry, or of an item at its place.
struct Ground<'a> {
    reason: Fact<Stated>,
    basis: &'a Fact<Vec<LegalBasis>>,
    item: Option<usize>,
}

/// A field of the entry or of one of its items, or a member of a basis in it.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) item: Option<usize>,
    /// The pointer from there.
    pub(super) field: &'static str,
    pub(super) member: Option<(usize, &'static str)>,
}

impl Place for At {
    fn place(self) -> Cow<'static, str> {
        let mut path = "/entry".to_owned();
        if let Some(index) = self.item {
            let _ = write!(path, "/items/{index}");
        }
        path.push_str(self.field);
        if let Some((index, member)) = self.member {
            let _ = write!(path, "/{index}/{member}");
        }
        path.into()
    }
}

/// SHARE-3, and SHARE-17 likewise: whether reasons and a basis of an admitted rank are stated; `None` when the reasons, the
/// bases or a basis' rank are absent. Every lack is found, not the first
/// alone. An item without bases of its own rests on its entry's, the `fallback`.
fn grounded(
    stated: &Ground<'_>,
    fallback: Option<&Fact<Vec<LegalBasis>>>,
    admitted: &[BasisLevel],
    codes: &GroundCodes,
    out: &mut impl Listener,
) -> Option<bool> {
    let at = |field| At { item: stated.item, field, member: None };
    let mut missing = [None, None];
    let mut sound = true;
    let [no_reason, no_basis] = &mut missing;
    match stated.reason.is_stated() {
        None => *no_reason = Some(at("/share_reason")),
        Some(true) => {}
        Some(false) => {
            out.add(codes.no_reason, at("/share_reason"));
            sound = false;
        }
    }
    let (bases, place) = match fallback {
        Some(entry) if stated.basis.is_unknown() => (entry, At { item: None, ..at("/share_basis") }),
        _ => (stated.basis, at("/share_basis")),
    };
    let lack = match sufficient(bases, admitted, out.law().date()) {
        Sufficient::Yes => None,
        Sufficient::None => Some(codes.no_basis),
        Sufficient::TooLow => Some(codes.too_low),
        Sufficient::NotInForce => Some(codes.not_in_force),
        Sufficient::Unknown => {
            *no_basis = Some(place);
            None
        }
        Sufficient::UnknownField(index, member) => {
            *no_basis = Some(At { member: Some((index, member)), ..place });
            None
        }
    };
    if let Some(lack) = lack {
        out.add(lack, place);
        sound = false;
    }
    match (sound, missing) {
        (false, _) => Some(false),
        (true, [None, None]) => {
            out.add(codes.grounded, at(""));
            Some(true)
        }
        (true, missing) => {
            out.missing(codes.unknown, missing.into_iter().flatten());
            None
        }
    }
}
