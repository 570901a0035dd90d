//! What the columns of a data set ask of a row.

use serde::Deserialize;

use super::cell::{Cell, Column};
use super::indicator::{CONTENT, DATA_STANDARD, ELEMENT, FORMAT, Indicator, REFERENCE_DATA, RELATED_DATA};
use crate::record::Fact;

/// What is asked: of each cell by its column, and of cells by each other.
#[derive(Clone, Copy)]
pub(crate) struct Asks<'a> {
    pub(crate) columns: &'a [Column<'a>],
    pub(crate) relations: &'a [Relation<'a>],
}

/// Two columns of a row that must agree.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Relation<'a> {
    #[serde(borrow)]
    first: Fact<&'a str>,
    second: Fact<&'a str>,
    kind: Fact<RelationKind>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RelationKind {
    Equal,
    NotAfter,
}

/// The cell, unless it is empty.
fn filled(cell: &Option<Cell>) -> Option<&Cell> {
    cell.as_ref().filter(|cell| !cell.is_blank())
}

impl Asks<'_> {
    /// Checks a row that has a cell for each column, and tells `said` each check, with the place of the cell that it is
    /// about, and whether it passed.
    pub(crate) fn row(
        &self,
        row: &[Option<Cell>],
        said: &mut impl FnMut(&'static Indicator, Option<usize>, bool),
    ) {
        for ((column, cell), place) in self.columns.iter().zip(row).zip(0_usize..) {
            let filled = filled(cell);
            if column.required.is(true) == Some(true) {
                said(&ELEMENT, Some(place), filled.is_some());
            }
            let Some(cell) = filled else { continue };
            let checks = [
                (&DATA_STANDARD, column.fits(cell)),
                (&REFERENCE_DATA, column.allows(cell)),
                (&CONTENT, column.in_range(cell)),
                (&FORMAT, column.checks(cell)),
            ];
            for (indicator, passed) in checks {
                if let Some(passed) = passed {
                    said(indicator, Some(place), passed);
                }
            }
        }
        for relation in self.relations {
            if let Some(holds) = relation.holds(self.columns, row) {
                said(&RELATED_DATA, None, holds);
            }
        }
    }

    /// The cells of a row that may stand in their column only once, with their places.
    pub(crate) fn unique<'r>(&self, row: &'r [Option<Cell>]) -> impl Iterator<Item = (usize, &'r Cell)> {
        let cells = self.columns.iter().zip(row).enumerate();
        let asked = cells.filter(|(_, (column, _))| column.unique.is(true) == Some(true));
        asked.filter_map(|(place, (_, cell))| Some((place, filled(cell)?)))
    }
}

impl Relation<'_> {
    /// Its fields that are left out, without which it cannot be asked.
    pub(crate) fn unknown(&self) -> impl Iterator<Item = &'static str> {
        let unknown = [
            (self.first.is_unknown(), "first"),
            (self.second.is_unknown(), "second"),
            (self.kind.is_unknown(), "kind"),
        ];
        unknown.into_iter().filter_map(|(unknown, field)| unknown.then_some(field))
    }

    /// Whether it names a column that is not there.
    pub(crate) fn is_astray(&self, columns: &[Column<'_>]) -> bool {
        let named = [self.first.known(), self.second.known()];
        named.into_iter().flatten().any(|name| columns.iter().all(|column| column.name.known() != Some(name)))
    }

    /// Whether the relation holds in a row; `None` where it names no two columns that are filled.
    fn holds(&self, columns: &[Column<'_>], row: &[Option<Cell>]) -> Option<bool> {
        let cell = |name: &Fact<&str>| {
            let place = columns.iter().position(|column| column.name.known() == name.known())?;
            filled(row.get(place)?)
        };
        let (first, second) = (cell(&self.first)?, cell(&self.second)?);
        match self.kind.known()? {
            RelationKind::Equal => Some(first == second),
            RelationKind::NotAfter => Some(second.is_before(first) == Some(false)),
        }
    }
}
