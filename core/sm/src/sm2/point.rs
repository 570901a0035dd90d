//! Points of the curve y² = x³ − 3x + b over the prime of SM2.
//!
//! Sums are made in Jacobian coordinates (x = X/Z², y = Y/Z³). Everything here is public, so the exceptional cases
//! (equal points, opposite points, infinity) are branches.
//!
//! *Sources*: GB/T 32918.5 (parameters); D. Bernstein and T. Lange, Explicit-Formulas Database, curves with a = −3; P. Montgomery's simultaneous inversion.

use super::field::{self, Multiply, ONE, Words, add, double, halve, negate, sub};

/// b, in Montgomery form.
const B: Words = [0x90d2_3063_2bc0_dd42, 0x71cf_379a_e9b5_37ab, 0x5279_8150_5ea5_1c3c, 0x240f_e188_ba20_e2c8];

/// A point that is not infinity, x and y in Montgomery form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Affine {
    pub(crate) x: Words,
    pub(crate) y: Words,
}

/// A point; infinity where z is 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Jacobian {
    pub(crate) x: Words,
    pub(crate) y: Words,
    pub(crate) z: Words,
}

/// A point that is added many times, with z² and z³.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Addend {
    point: Jacobian,
    zz: Words,
    zzz: Words,
}

impl Affine {
    /// The base point of GB/T 32918.5, in Montgomery form.
    pub(crate) const BASE: Self = Self {
        x: [0x6132_8990_f418_029e, 0x3e79_81ed_dca6_c050, 0xd6a1_ed99_ac24_c3c3, 0x9116_7a5e_e1c1_3b05],
        y: [0xc135_4e59_3c2d_0ddd, 0xc1f5_e578_8d32_95fa, 0x8d4c_fb06_6e2a_48f8, 0x63cd_65d4_81d7_35bd],
    };

    /// The point of these coordinates, when both are below p and it lies on the curve.
    pub(crate) fn new<M: Multiply>(x: &Words, y: &Words) -> Option<Self> {
        if !field::is_below(x, &field::P) || !field::is_below(y, &field::P) {
            return None;
        }
        let (x, y) = (field::enter::<M>(x), field::enter::<M>(y));
        let cubic = sub(&M::mul(&M::square(&x), &x), &add(&double(&x), &x));
        (M::square(&y) == add(&cubic, &B)).then_some(Self { x, y })
    }

    /// The opposite point.
    #[inline(always)]
    pub(crate) fn negate(&self) -> Self {
        Self { x: self.x, y: negate(&self.y) }
    }
}

impl From<Affine> for Jacobian {
    fn from(point: Affine) -> Self {
        Self { x: point.x, y: point.y, z: ONE }
    }
}

impl Jacobian {
    pub(crate) const INFINITY: Self = Self { x: ONE, y: ONE, z: [0; 4] };

    #[inline(always)]
    pub(crate) fn is_infinity(&self) -> bool {
        self.z == [0; 4]
    }

    /// The point twice: 4 products and 4 squares, with few sums between them.
    #[inline(always)]
    pub(crate) fn double<M: Multiply>(&self) -> Self {
        let zz = M::square(&self.z);
        let slope = M::mul(&sub(&self.x, &zz), &add(&self.x, &zz));
        let slope = add(&double(&slope), &slope);
        let yy = M::square(&double(&self.y));
        let v = M::mul(&yy, &self.x);
        let x = sub(&M::square(&slope), &double(&v));
        let y = sub(&M::mul(&slope, &sub(&v, &x)), &halve(&M::square(&yy)));
        Self { x, y, z: double(&M::mul(&self.y, &self.z)) }
    }

    /// The sum with a point whose z is 1: 8 products and 3 squares.
    #[inline(always)]
    pub(crate) fn add_affine<M: Multiply>(&self, other: &Affine) -> Self {
        if self.is_infinity() {
            return (*other).into();
        }
        let zz = M::square(&self.z);
        let u = M::mul(&other.x, &zz);
        let s = M::mul(&other.y, &M::mul(&zz, &self.z));
        self.add_with::<M>(&self.x, &self.y, &self.z, &u, &s)
    }

    /// The sum with any point: 11 products and 3 squares.
    #[inline(always)]
    pub(crate) fn add<M: Multiply>(&self, other: &Addend) -> Self {
        if self.is_infinity() {
            return other.point;
        }
        if other.point.is_infinity() {
            return *self;
        }
        let zz = M::square(&self.z);
        let x = M::mul(&self.x, &other.zz);
        let y = M::mul(&self.y, &other.zzz);
        let u = M::mul(&other.point.x, &zz);
        let s = M::mul(&other.point.y, &M::mul(&zz, &self.z));
        let z = M::mul(&self.z, &other.point.z);
        self.add_with::<M>(&x, &y, &z, &u, &s)
    }

    /// The sum of (x, y) and (u, s), both over the common denominator `z`; `self` is the first of them.
    #[inline(always)]
    fn add_with<M: Multiply>(&self, x: &Words, y: &Words, z: &Words, u: &Words, s: &Words) -> Self {
        let h = sub(u, x);
        let r = sub(s, y);
        if h == [0; 4] {
            // The same x: the same point, or its opposite.
            return if r == [0; 4] { self.double::<M>() } else { Self::INFINITY };
        }
        let hh = M::square(&h);
        let hhh = M::mul(&hh, &h);
        let v = M::mul(x, &hh);
        let sum_x = sub(&sub(&M::square(&r), &hhh), &double(&v));
        let sum_y = sub(&M::mul(&r, &sub(&v, &sum_x)), &M::mul(y, &hhh));
        Self { x: sum_x, y: sum_y, z: M::mul(z, &h) }
    }

    /// The point as one that is added many times.
    pub(crate) fn addend<M: Multiply>(&self) -> Addend {
        let zz = M::square(&self.z);
        Addend { point: *self, zz, zzz: M::mul(&zz, &self.z) }
    }
}

impl Addend {
    /// The opposite point.
    #[inline(always)]
    pub(crate) fn negate(&self) -> Self {
        Self { point: Jacobian { y: negate(&self.point.y), ..self.point }, ..*self }
    }
}

/// The points in affine coordinates, with one inversion for all; none of them may be infinity.
pub(crate) fn to_affine<M: Multiply>(points: &[Jacobian]) -> Vec<Affine> {
    let mut product = ONE;
    let mut before = Vec::with_capacity(points.len());
    for point in points {
        before.push(product);
        product = M::mul(&product, &point.z);
    }
    let mut inverse = field::invert::<M>(&product);
    let mut affine = vec![Affine::default(); points.len()];
    for ((point, before), slot) in points.iter().zip(&before).zip(&mut affine).rev() {
        let z = M::mul(&inverse, before);
        inverse = M::mul(&inverse, &point.z);
        let zz = M::square(&z);
        *slot = Affine { x: M::mul(&point.x, &zz), y: M::mul(&point.y, &M::mul(&zz, &z)) };
    }
    affine
}
