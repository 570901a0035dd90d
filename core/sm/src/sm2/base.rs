//! Multiples of the base point, made once on first use.

use std::sync::LazyLock;

use super::comb::Comb;
use super::field::Portable;
use super::point::{Affine, Jacobian, to_affine};

/// Digits of the base point's factor are this wide: 128 odd multiples in 8 KiB, which stay in the first cache.
pub(crate) const WIDTH: u32 = 9;

/// G, 3G, 5G …
pub(crate) fn odd_multiples() -> &'static [Affine] {
    static TABLE: LazyLock<Vec<Affine>> = LazyLock::new(|| {
        let base = Jacobian::from(Affine::BASE);
        let twice = base.double::<Portable>().addend::<Portable>();
        let mut points = vec![base];
        while points.len() < 1 << (WIDTH - 2) {
            points.push(points[points.len() - 1].add::<Portable>(&twice));
        }
        to_affine::<Portable>(&points)
    });
    &TABLE
}

/// The comb of the base point.
pub(crate) fn comb() -> &'static Comb {
    static COMB: LazyLock<Comb> = LazyLock::new(|| Comb::new::<Portable>(&Affine::BASE));
    &COMB
}
