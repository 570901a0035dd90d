//! Which of the three layouts a seal or a seal signature has.
//!
//! *Basis*: GM/T 0031-2014; GB/T 38540-2020. The version number is the vendor's and does not
//! decide; the number of members does, and only a fourth member leaves a question to the version.

use serde::{Deserialize, Serialize};

/// The layout of a seal, of a seal signature, or of a digital signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Layout {
    /// GM/T 0031-2014.
    SesV1,
    /// GB/T 38540-2020.
    SesV4,
    /// As v4, with an optional timestamp of the seal.
    SesV5,
    /// GB/T 35275 SignedData.
    SignedData,
    /// A signature value alone.
    Bare,
}

impl Layout {
    /// The layout of a seal with so many members and this header version.
    pub(crate) fn of_seal(members: usize, version: i64) -> Option<Self> {
        match members {
            2 => Some(Self::SesV1),
            4 if version < 5 => Some(Self::SesV4),
            4 | 5 => Some(Self::SesV5),
            _ => None,
        }
    }

    /// Whether it is a seal signature rather than a digital signature.
    pub(crate) fn is_seal(self) -> bool {
        !matches!(self, Self::SignedData | Self::Bare)
    }
}
