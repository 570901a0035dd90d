//! Public keys, plain and prepared.

use std::fmt;

use crate::dispatch::{self, Path};
use crate::sm2::Factors;
use crate::sm2::comb::Comb;
use crate::sm2::field::{Portable, from_octets};
use crate::sm2::point::Affine;

/// An SM2 public key: a point of the curve other than infinity.
///
/// ```
/// use ywtb_sm::PublicKey;
/// assert!(PublicKey::from_sec1(&[4; 65]).is_none(), "not on the curve");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey {
    pub(crate) point: Affine,
}

impl PublicKey {
    /// The key written as 04 ‖ x ‖ y, 65 octets; `None` when it is not so written or not a point of the curve.
    pub fn from_sec1(octets: &[u8]) -> Option<Self> {
        let (&4, point) = octets.split_first()? else { return None };
        let (x, y) = point.split_first_chunk::<32>()?;
        let y: &[u8; 32] = y.try_into().ok()?;
        Affine::new::<Portable>(&from_octets(x), &from_octets(y)).map(|point| Self { point })
    }

    /// Whether `signature`, r ‖ s, is this key's over `digest`, e = SM3(Z ‖ M).
    pub fn verify(&self, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        self.verify_on(Path::best(), digest, signature)
    }

    /// The same on a path of [`Path::available`], for tests and measurements.
    pub fn verify_on(&self, path: Path, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        Factors::new(signature)
            .is_some_and(|factors| dispatch::verify(path.or_best(), &self.point, digest, &factors))
    }

    /// Some bits of the key.
    pub(crate) fn fingerprint(&self) -> u64 {
        self.point.x[0] ^ self.point.y[1]
    }

    /// The key with tables that make each verification about three times cheaper; making them costs about as much as
    /// three verifications.
    pub fn prepare(&self) -> PreparedKey {
        PreparedKey { comb: Comb::new::<Portable>(&self.point) }
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PublicKey")
    }
}

/// A public key with its tables.
pub struct PreparedKey {
    comb: Comb,
}

impl PreparedKey {
    /// Bytes that the tables take.
    pub const SIZE: usize = Comb::SIZE;

    /// As [`PublicKey::verify`].
    pub fn verify(&self, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        self.verify_on(Path::best(), digest, signature)
    }

    /// As [`PublicKey::verify_on`].
    pub fn verify_on(&self, path: Path, digest: &[u8; 32], signature: &[u8; 64]) -> bool {
        Factors::new(signature)
            .is_some_and(|factors| dispatch::verify_prepared(path.or_best(), &self.comb, digest, &factors))
    }
}

impl fmt::Debug for PreparedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PreparedKey")
    }
}
