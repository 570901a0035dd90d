//! SM2 verification and SM3, for public inputs only: it takes variable time and must never see a secret key.
#![deny(unsafe_code)]

mod cache;
mod dispatch;
mod key;
mod many;
mod sm2;
mod sm3;

pub use cache::KeyCache;
pub use dispatch::Path;
pub use key::{PreparedKey, PublicKey};
pub use many::{Signed, verify_many, verify_many_on};
pub use sm3::{Sm3, sm3, sm3_many, sm3_many_on};
