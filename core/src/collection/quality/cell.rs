//! Cells of a data set and what their column asks of them.

use serde::Deserialize;

use crate::ident;
use crate::law::date;
use crate::record::Fact;

/// A value in a row.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Truth(bool),
    Number(i64),
    Text(String),
}

/// What a column asks of its cells. What it does not state is not asked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Column<'a> {
    #[serde(borrow)]
    pub(crate) name: Fact<&'a str>,
    pub(super) required: Fact<bool>,
    pub(super) unique: Fact<bool>,
    data_type: Fact<DataType>,
    length: Fact<usize>,
    allowed: Fact<Vec<Cell>>,
    minimum: Fact<Cell>,
    maximum: Fact<Cell>,
    identifier: Fact<&'a str>,
}

/// Type of a column (数据类型), by the letters of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
enum DataType {
    C,
    N,
    Y,
    D,
    T,
    L,
    M,
    G,
    B,
    I,
    F,
}

impl Cell {
    /// Whether the cell holds nothing.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim().is_empty())
    }

    /// The number that the cell is or writes, in millionths.
    fn millionths(&self) -> Option<i128> {
        match self {
            Self::Truth(_) => None,
            Self::Number(number) => Some(i128::from(*number).saturating_mul(1_000_000)),
            Self::Text(text) => {
                let (sign, digits) = match text.trim().strip_prefix('-') {
                    Some(digits) => (-1_i128, digits),
                    None => (1, text.trim()),
                };
                let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
                let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
                if !plain(whole) || !plain(rest) || whole.len() > 18 {
                    return None;
                }
                let fraction: String = rest.chars().chain("000000".chars()).take(6).collect();
                let whole: i128 = whole.parse().ok()?;
                let fraction: i128 = fraction.parse().ok()?;
                Some(sign.saturating_mul(whole.saturating_mul(1_000_000).saturating_add(fraction)))
            }
        }
    }

    /// Whether the cell comes before `other`: as numbers, where both are; else as written, as dates are.
    pub(super) fn is_before(&self, other: &Self) -> Option<bool> {
        match (self.millionths(), other.millionths()) {
            (Some(this), Some(other)) => Some(this < other),
            _ => match (self, other) {
                (Self::Text(this), Self::Text(other)) => Some(this < other),
                _ => None,
            },
        }
    }
}

impl Column<'_> {
    /// Whether type, length and list of values fit; `None` where the column asks none.
    pub(super) fn fits(&self, cell: &Cell) -> Option<bool> {
        let typed = self.data_type.known().map(|data_type| data_type.fits(cell));
        let short = self.length.known().map(|length| match cell {
            Cell::Text(text) => text.chars().count() <= *length,
            Cell::Number(number) => number.to_string().len() <= *length,
            Cell::Truth(_) => true,
        });
        let answers: Vec<bool> = typed.into_iter().chain(short).collect();
        (!answers.is_empty()).then(|| answers.iter().all(|fits| *fits))
    }

    /// Whether the cell is one of the values of the reference list.
    pub(super) fn allows(&self, cell: &Cell) -> Option<bool> {
        self.allowed.known().map(|allowed| allowed.contains(cell))
    }

    /// Whether the cell lies in the column's range.
    pub(super) fn in_range(&self, cell: &Cell) -> Option<bool> {
        let above = self.minimum.known().map(|minimum| cell.is_before(minimum) == Some(false));
        let below = self.maximum.known().map(|maximum| maximum.is_before(cell) == Some(false));
        match (above, below) {
            (None, None) => None,
            (above, below) => Some(above.unwrap_or(true) && below.unwrap_or(true)),
        }
    }

    /// Whether the identifier's check holds.
    pub(super) fn checks(&self, cell: &Cell) -> Option<bool> {
        let scheme = self.identifier.known()?;
        let Cell::Text(text) = cell else { return Some(false) };
        ident::check(scheme, text).ok().map(|found| found.valid)
    }
}

impl DataType {
    fn fits(self, cell: &Cell) -> bool {
        match (self, cell) {
            (Self::I, Cell::Number(_)) => true,
            (Self::I, Cell::Text(text)) => text.trim().parse::<i64>().is_ok(),
            (Self::N | Self::Y | Self::B | Self::F, cell) => cell.millionths().is_some(),
            (Self::D, Cell::Text(text)) => date(text).is_ok(),
            (Self::T, Cell::Text(text)) => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
            (Self::L, Cell::Truth(_)) => true,
            (Self::C | Self::M | Self::G, Cell::Text(_)) => true,
            _ => false,
        }
    }
}
