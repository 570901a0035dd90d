//! A rectangle on a page, in whole micrometres.
//!
//! *Basis*: GB/T 33190-2016, ST_Box: four decimal numbers in millimetres.

use serde::{Deserialize, Serialize};

/// A rectangle in micrometres, its corner at the upper left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// Distance from the left.
    pub x: i64,
    /// Distance from the top.
    pub y: i64,
    /// Width.
    pub width: i64,
    /// Height.
    pub height: i64,
}

impl Area {
    /// Reads `x y width height`; nothing when that is not what `text` says.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let numbers: Vec<i64> = text.split_ascii_whitespace().map(micrometres).collect::<Option<_>>()?;
        match numbers[..] {
            [x, y, width, height] if width > 0 && height > 0 => Some(Self { x, y, width, height }),
            _ => None,
        }
    }

    /// What it has in common with `other`, both seen from the same corner.
    pub(crate) fn shared(&self, other: &Self) -> Option<Self> {
        let (x, y) = (self.x.max(other.x), self.y.max(other.y));
        let right = self.x.saturating_add(self.width).min(other.x.saturating_add(other.width));
        let bottom = self.y.saturating_add(self.height).min(other.y.saturating_add(other.height));
        let (width, height) = (right.saturating_sub(x), bottom.saturating_sub(y));
        (width > 0 && height > 0).then_some(Self { x, y, width, height })
    }

    /// Whether the point lies in it; of two that touch only one holds the border.
    pub(crate) fn holds(&self, x: i64, y: i64) -> bool {
        let within = |at: i64, from: i64, size: i64| at >= from && at.saturating_sub(from) < size;
        within(x, self.x, self.width) && within(y, self.y, self.height)
    }
}

/// A decimal number of millimetres; what is finer than a micrometre is cut off.
fn micrometres(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    // No page is as large as a kilometre, and numbers of facts have to stay small.
    let size =
        whole.checked_mul(1000)?.checked_add(thousandths.parse().ok()?).filter(|size| *size < 1 << 40)?;
    if digits.len() < text.len() { size.checked_neg() } else { Some(size) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_are_decimal_and_whole() {
        let area = |x, y, width, height| Some(Area { x, y, width, height });
        assert_eq!(Area::read("202 128.5 40 40"), area(202_000, 128_500, 40_000, 40_000));
        assert_eq!(Area::read(" -0.0019 .5 1. 0.001 "), area(-1, 500, 1_000, 1));
        for text in ["", "1 2 3", "1 2 3 4 5", "1 2 0 4", "1 2 -3 4", "1 2 3 4e1", "1 2 3 x", ". 2 3 4"] {
            assert_eq!(Area::read(text), None, "{text}");
        }
        assert_eq!(Area::read("0 0 99999999999999999999 1"), None);
        assert_eq!(Area::read("0 0 9999999999 1"), None);
    }

    #[test]
    fn a_border_belongs_to_one_side() {
        let left = Area { x: 0, y: 0, width: 8, height: 40 };
        let right = Area { x: 8, ..left };
        assert!(left.holds(7, 0) && !left.holds(8, 0) && right.holds(8, 39) && !right.holds(8, 40));
        assert_eq!(left.shared(&right), None);
        assert_eq!(
            left.shared(&Area { x: 6, y: -2, ..left }),
            Some(Area { x: 6, y: 0, width: 2, height: 38 })
        );
    }
}
