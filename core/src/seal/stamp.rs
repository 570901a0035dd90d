//! Where a signature says that its seal appears, and whether the parts of a seal that rides over the edges of pages
//! (骑缝章) belong together.
//!
//! *Basis*: GB/T 33190-2016 (StampAnnot: PageRef, Boundary, Clip).

use serde::{Deserialize, Serialize};

pub use crate::evidence::ofd::area::Area;

/// Parts of a seal and the seal differ by less than a millimetre without meaning it.
const TOLERANCE: i64 = 1_000;
/// Points of a seal that are looked at in each direction, spread by a prime number so that they avoid the cuts.
const POINTS: i64 = 16;
const SPREAD: i64 = 1_009;

/// One appearance that a signature states.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StampFacts {
    /// The page; absent when PageRef leads to none.
    pub page: Option<PageFacts>,
    /// Where the whole seal would stand on it; absent when that cannot be read.
    pub boundary: Option<Area>,
    /// What of it is shown, seen from its own corner; absent when all of it is, or when that cannot be read.
    pub clip: Option<Area>,
    /// The area of the page, when it is known.
    pub area: Option<Area>,
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageFacts {
    /// The root of its document.
    pub document: String,
    /// Its number, from 1.
    pub number: usize,
    /// How many pages the document has.
    pub of: usize,
    /// Its file; absent when there is none.
    pub file: Option<String>,
}

/// An annotation that calls itself a stamp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StampAnnotationFacts {
    /// The page that it stands on; absent when there is no such page.
    pub page: Option<PageFacts>,
    /// The file that describes it.
    pub file: String,
}

impl StampFacts {
    /// What of the seal can be seen, from its own corner; `None` when nothing can.
    pub(super) fn visible(&self) -> Option<Area> {
        let boundary = self.boundary?;
        let whole = Area { x: 0, y: 0, ..boundary };
        let shown = self.clip.map_or(Some(whole), |clip| whole.shared(&clip))?;
        match self.area {
            // Places on a page count from its own corner.
            Some(page) => {
                shown.shared(&Area { x: boundary.x.saturating_neg(), y: boundary.y.saturating_neg(), ..page })
            }
            None => Some(shown),
        }
    }

    /// The page with the part of the seal that it shows, when it shows no more than a part.
    fn part(&self) -> Option<Part> {
        let (boundary, visible, page) = (self.boundary?, self.visible()?, self.page.as_ref()?);
        let lacks = |whole: i64, shown: i64| whole.saturating_sub(shown) >= TOLERANCE;
        let is_part = lacks(boundary.width, visible.width) || lacks(boundary.height, visible.height);
        is_part.then_some(Part { page: page.number, size: (boundary.width, boundary.height), visible })
    }
}

/// A part of a seal on one page.
struct Part {
    page: usize,
    size: (i64, i64),
    visible: Area,
}

/// A seal whose parts stand on several pages.
pub(super) struct Riding {
    /// The pages, in their order.
    pub(super) pages: Vec<usize>,
    /// Whether the parts make the whole seal, once or several times.
    pub(super) is_whole: bool,
}

impl Riding {
    /// The riding seal among `stamps`: parts of the same size on two pages or more.
    pub(super) fn of(stamps: &[StampFacts]) -> Option<Self> {
        let parts: Vec<Part> = stamps.iter().filter_map(StampFacts::part).collect();
        let mut pages: Vec<usize> = parts.iter().map(|part| part.page).collect();
        pages.sort_unstable();
        pages.dedup();
        let size = parts.first()?.size;
        if pages.len() < 2 {
            return None;
        }
        let is_near = |one: i64, other: i64| one.abs_diff(other) < TOLERANCE.unsigned_abs();
        let is_one_size =
            parts.iter().all(|part| is_near(part.size.0, size.0) && is_near(part.size.1, size.1));
        Some(Self { pages, is_whole: is_one_size && is_whole(&parts, size) })
    }

    /// The first page between the first and the last part that shows none, where every page does or, of sheets that are
    /// printed on both sides, every other one. Two parts alone do not show that.
    pub(super) fn gap(&self) -> Option<usize> {
        let steps =
            || self.pages.iter().zip(self.pages.iter().skip(1)).map(|(one, next)| next.abs_diff(*one));
        let regular = if self.pages.len() > 2 { steps().min().unwrap_or(1).min(2) } else { 1 };
        let at = steps().position(|step| step != regular)?;
        self.pages.get(at).map(|page| page.saturating_add(regular))
    }
}

/// Whether every point of the seal is shown equally often.
fn is_whole(parts: &[Part], (width, height): (i64, i64)) -> bool {
    let places = |size: i64| {
        (0..POINTS).filter_map(move |step| {
            let at = step.checked_mul(61)?.checked_add(29)?;
            size.checked_mul(at)?.checked_div(SPREAD)
        })
    };
    let mut times = places(width).flat_map(|x| {
        places(height).map(move |y| parts.iter().filter(|part| part.visible.holds(x, y)).count())
    });
    let first = times.next().unwrap_or_default();
    first > 0 && times.all(|other| other == first)
}
