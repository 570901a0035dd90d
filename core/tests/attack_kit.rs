//! The tools of `kit`, for the tests that still look for them here.
#![allow(dead_code, unreachable_pub, unused_imports)]

#[path = "kit/mod.rs"]
mod tools;
pub use tools::*;
