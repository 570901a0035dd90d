//! Prepared points: with sums of a point's powers of two at hand, a product needs 16 doublings and 32 additions.
//!
//! The 256 bits of a factor stand in a table of 8 rows; a column of it is one of 255 sums of P, 2^32·P … 2^224·P. Two
//! tables, the second for columns 16 further on, halve the doublings: 32 KiB a point, built in about the time of
//! three verifications.
//!
//! *Sources*: C. Lim and P. Lee, More flexible exponentiation with precomputation (1994).

use super::field::{Multiply, Words};
use super::point::{Affine, Jacobian, to_affine};

const TEETH: usize = 8;
const SPACING: usize = 32;
/// Columns of one table; the doublings that a product needs.
pub(crate) const COLUMNS: usize = 16;
const SUMS: usize = (1 << TEETH) - 1;

/// The tables of one point.
#[derive(Debug)]
pub(crate) struct Comb {
    low: Vec<Affine>,
    high: Vec<Affine>,
}

impl Comb {
    /// Bytes of the tables of one point.
    pub(crate) const SIZE: usize = 2 * SUMS * size_of::<Affine>();

    pub(crate) fn new<M: Multiply>(point: &Affine) -> Self {
        let mut powers = Vec::with_capacity(2 * TEETH);
        let mut power = Jacobian::from(*point);
        for place in 0..TEETH * SPACING {
            if place % COLUMNS == 0 {
                powers.push(power);
            }
            power = power.double::<M>();
        }
        let powers = to_affine::<M>(&powers);
        let mut sums: Vec<Jacobian> = Vec::with_capacity(2 * SUMS);
        for table in 0..2 {
            let start = sums.len();
            for sum in 1..=SUMS {
                // The highest row of the sum, added to the sum of the others.
                let row = sum.ilog2() as usize;
                let top = &powers[2 * row + table];
                sums.push(match sum ^ 1 << row {
                    0 => Jacobian::from(*top),
                    rest => sums[start + rest - 1].add_affine::<M>(top),
                });
            }
        }
        let mut low = to_affine::<M>(&sums);
        let high = low.split_off(SUMS);
        Self { low, high }
    }

    /// Adds what column `column` of the factor comes to.
    #[inline(always)]
    pub(crate) fn add_column<M: Multiply>(&self, sum: &Jacobian, factor: &Words, column: usize) -> Jacobian {
        let row = |column: usize| {
            (0..TEETH).fold(0usize, |bits, tooth| {
                let place = tooth * SPACING + column;
                bits | ((factor[place / 64] >> (place % 64)) as usize & 1) << tooth
            })
        };
        let mut sum = *sum;
        for (table, column) in [(&self.low, column), (&self.high, column + COLUMNS)] {
            if let Some(point) = row(column).checked_sub(1).and_then(|index| table.get(index)) {
                sum = sum.add_affine::<M>(point);
            }
        }
        sum
    }
}
